//! Prepared authorities.

use portcullis_findings::Timestamp;

use crate::backend::ring::sha256;
use crate::key::VerifyingKey;
use crate::window::Window;
use crate::x509::{self, Anchor, Certificate, CertificateError};

/// A log of issued certificates.
#[derive(Clone)]
pub(crate) struct CtLog {
    /// SHA-256 of its key (RFC 6962, 3.2).
    pub(crate) id: Vec<u8>,
    pub(crate) key: VerifyingKey,
    pub(crate) window: Window,
}

/// An authority above which the chain was checked from the root down, so that one signature is left to check for each leaf.
#[derive(Clone)]
pub(crate) struct CertificateAuthority {
    anchor: Anchor,
    /// SHA-256 of the certificate that issues.
    pub(super) certificate: [u8; 32],
    /// The name of the certificate that issues, with its header.
    subject: Vec<u8>,
    key_identifier: Option<Vec<u8>>,
    /// SHA-256 of the SubjectPublicKeyInfo that issues: certificate timestamps name it.
    pub(crate) key_hash: [u8; 32],
    /// When the chain is trusted, and when each of its certificates is valid.
    windows: Vec<Window>,
}

/// What is wrong with a chain.
pub(super) enum ChainProblem {
    /// With one of its certificates.
    Certificate(usize, CertificateError),
    /// One was not issued by the next.
    NotIssued(usize),
}

impl CertificateAuthority {
    /// The authorities of a chain that ends with a root: each of its certificates may issue leaves.
    pub(super) fn of_chain(chain: &[Vec<u8>], window: Window) -> Result<Vec<Self>, ChainProblem> {
        let mut parsed = Vec::new();
        for (at, document) in chain.iter().enumerate() {
            let certificate = Certificate::parse(document)
                .and_then(|certificate| x509::is_authority(&certificate, at).map(|()| certificate))
                .map_err(|error| ChainProblem::Certificate(at, error))?;
            parsed.push(certificate);
        }
        for (at, certificate) in parsed.iter().enumerate() {
            // A root has issued itself; there is nothing behind it.
            let issuer = parsed.get(at + 1).unwrap_or(certificate);
            let signed = certificate
                .is_signed_by(issuer)
                .map_err(|error| ChainProblem::Certificate(at, error))?;
            if certificate.issuer != issuer.subject || !signed {
                return Err(ChainProblem::NotIssued(at));
            }
        }
        (0..parsed.len())
            .filter_map(|at| parsed.get(at..).and_then(<[_]>::split_first))
            .enumerate()
            .map(|(at, (issuing, above))| {
                Self::new(issuing, above, window).ok_or(ChainProblem::NotIssued(at))
            })
            .collect()
    }

    /// `None` if webpki does not read the certificate.
    fn new(issuing: &Certificate<'_>, above: &[Certificate<'_>], window: Window) -> Option<Self> {
        let validity = std::iter::once(issuing)
            .chain(above)
            .map(|certificate| Window::from(certificate.not_before).until(certificate.not_after));
        Some(Self {
            anchor: Anchor::new(issuing.der)?,
            certificate: sha256(&[issuing.der]),
            subject: issuing.subject.to_vec(),
            key_identifier: x509::subject_key(issuing).map(<[u8]>::to_vec),
            key_hash: sha256(&[issuing.spki]),
            windows: std::iter::once(window).chain(validity).collect(),
        })
    }

    /// Whether the leaf names this authority, by name and, where both state it, by key.
    pub(crate) fn is_named_by(&self, leaf: &Certificate<'_>) -> bool {
        let same_key = match (&self.key_identifier, x509::authority_key(leaf)) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => true,
        };
        leaf.issuer == self.subject && same_key
    }

    /// Whether the authority is trusted, and every certificate of its chain valid, at that time.
    pub(crate) fn is_trusted_at(&self, time: Timestamp) -> bool {
        self.windows.iter().all(|window| window.contains(time))
    }

    /// When it is trusted, whatever its certificates say.
    pub(super) fn trusted(&self) -> Option<&Window> {
        self.windows.first()
    }

    pub(crate) const fn anchor(&self) -> &Anchor {
        &self.anchor
    }
}
