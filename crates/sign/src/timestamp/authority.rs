//! Prepared timestamp authorities.

use portcullis_findings::Timestamp;

use super::cms::{SignerName, Token};
use super::{TimestampAuthorityError, TimestampError};
use crate::key::{KeyId, VerifyingKey};
use crate::window::Window;
use crate::x509::{self, Anchor, Certificate, CertificateError};

/// Certificates above a signer.
const MAX_AUTHORITIES: usize = 8;

/// An authority whose chain was checked once: the root, what is below it, and its signer if the chain begins with one.
#[derive(Clone)]
pub struct TimestampAuthority {
    root: Anchor,
    root_key: KeyId,
    /// Between root and signer, the issuing one first.
    intermediates: Vec<Vec<u8>>,
    /// `None`: tokens bring the certificate of their signer.
    signer: Option<PinnedSigner>,
    window: Window,
    /// When each certificate of the chain is valid.
    validity: Vec<Window>,
}

#[derive(Clone)]
struct PinnedSigner {
    certificate: Vec<u8>,
    key: VerifyingKey,
}

/// The certificate that signed a token, with its key.
pub(super) struct Signer<'a> {
    pub(super) certificate: &'a [u8],
    pub(super) key: VerifyingKey,
    /// `None` for the pinned one, whose validity is among the chain's.
    validity: Option<Window>,
}

impl TimestampAuthority {
    /// `chain` is in DER: the signer, the authorities above it each behind the one it issued, the root last. Without a
    /// signer (the first is an authority) tokens must carry their signer's certificate.
    ///
    /// A signer's certificate is for timestamps alone, and says so in a critical extension (RFC 3161, 2.3).
    ///
    /// # Errors
    ///
    /// [`TimestampAuthorityError`] for a chain that could verify nothing.
    pub fn new(chain: &[Vec<u8>], window: Window) -> Result<Self, TimestampAuthorityError> {
        let bad = |index| move |error| TimestampAuthorityError::Certificate { index, error };
        let mut parsed = Vec::new();
        for (index, document) in chain.iter().enumerate().take(MAX_AUTHORITIES + 2) {
            parsed.push(Certificate::parse(document).map_err(bad(index))?);
        }
        let length = TimestampAuthorityError::Length {
            count: chain.len(),
            limit: MAX_AUTHORITIES,
        };
        let (first, above) = parsed.split_first().ok_or(length.clone())?;
        let has_signer = !x509::claims_authority(first).map_err(bad(0))?;
        let authorities = if has_signer { above } else { parsed.as_slice() };
        let (root, intermediates) = match authorities.split_last() {
            Some(split) if authorities.len() <= MAX_AUTHORITIES => split,
            _ => return Err(length),
        };
        let last = parsed.len() - 1;
        let root_key = root.key().map_err(bad(last))?.key_id();
        let anchor = Anchor::new(root.der).ok_or(TimestampAuthorityError::Certificate {
            index: last,
            error: CertificateError::Usage {
                act: "be a root of trust",
            },
        })?;
        let signer = if has_signer {
            x509::may_stamp(first).map_err(bad(0))?;
            Some(PinnedSigner {
                certificate: first.der.to_vec(),
                key: first.key().map_err(bad(0))?,
            })
        } else {
            None
        };
        let authority = Self {
            root: anchor,
            root_key,
            intermediates: intermediates
                .iter()
                .map(|certificate| certificate.der.to_vec())
                .collect(),
            signer,
            window,
            validity: parsed.iter().map(validity).collect(),
        };
        if let Some(signer) = &authority.signer {
            // The path is the same at all times but for validity, which is checked at each timestamp's own.
            let time = authority
                .first_valid()
                .ok_or(TimestampAuthorityError::NeverValid)?;
            authority.check_path(&signer.certificate, time)?;
        }
        Ok(authority)
    }

    /// When it is trusted, both ends included.
    #[must_use]
    pub const fn window(&self) -> &Window {
        &self.window
    }

    /// The root's key.
    #[must_use]
    pub const fn key_id(&self) -> KeyId {
        self.root_key
    }

    /// The signer of a token if this authority has it: the pinned one if it is the one named, or else the certificate in
    /// the token that is named, if this authority issued it.
    pub(super) fn signer<'a>(
        &'a self,
        token: &Token<'a>,
        time: Timestamp,
    ) -> Option<Result<Signer<'a>, TimestampError>> {
        match &self.signer {
            Some(signer) => is_named(&signer.certificate, token.signer).then(|| {
                Ok(Signer {
                    certificate: &signer.certificate,
                    key: signer.key.clone(),
                    validity: None,
                })
            }),
            None => {
                let named = |certificate: &&&[u8]| is_named(certificate, token.signer);
                let certificate = token.certificates.iter().find(named)?;
                Some(self.embedded(certificate, time))
            }
        }
    }

    /// Whether this authority was trusted, and every certificate valid, at that time.
    pub(super) fn check_time(&self, time: Timestamp, signer: &Signer<'_>) -> Result<(), TimestampError> {
        if !self.window.contains(time) {
            return Err(TimestampError::OutsideWindow { time });
        }
        let mut validity = self.validity.iter().chain(&signer.validity);
        if validity.all(|window| window.contains(time)) {
            Ok(())
        } else {
            Err(TimestampError::CertificateTime { time })
        }
    }

    fn embedded<'a>(&self, document: &'a [u8], time: Timestamp) -> Result<Signer<'a>, TimestampError> {
        let certificate = Certificate::parse(document)?;
        x509::may_stamp(&certificate)?;
        self.check_path(document, time)?;
        Ok(Signer {
            certificate: document,
            key: certificate.key()?,
            validity: Some(validity(&certificate)),
        })
    }

    fn check_path(&self, leaf: &[u8], time: Timestamp) -> Result<(), x509::PathError> {
        self.root.issued_for_timestamps(leaf, &self.intermediates, time)
    }

    /// The first moment at which every certificate of the chain is valid.
    fn first_valid(&self) -> Option<Timestamp> {
        let latest = self.validity.iter().map(Window::start).max()?;
        self.validity
            .iter()
            .all(|window| window.contains(latest))
            .then_some(latest)
    }
}

impl std::fmt::Debug for TimestampAuthority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TimestampAuthority")
            .field("root_key", &self.root_key)
            .field("window", &self.window)
            .finish_non_exhaustive()
    }
}

fn validity(certificate: &Certificate<'_>) -> Window {
    Window::from(certificate.not_before).until(certificate.not_after)
}

fn is_named(document: &[u8], name: SignerName<'_>) -> bool {
    let Ok(certificate) = Certificate::parse(document) else {
        return false;
    };
    match name {
        SignerName::IssuerAndSerial { issuer, serial } => {
            certificate.issuer == issuer && certificate.serial == serial
        }
        SignerName::Key(identifier) => x509::subject_key(&certificate) == Some(identifier),
    }
}
