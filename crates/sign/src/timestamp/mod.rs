//! Timestamps of trusted authorities (RFC 3161) over signatures.
//!
//! A token is CMS signed data (RFC 5652). Its signer is the certificate that the one SignerInfo names, taken from the
//! authority where the trusted root states it; certificates in the token are used only where it does not, and only the one
//! that is named. The order of certificates in a token means nothing.

mod attributes;
mod authority;
mod cms;
mod error;
mod hash;
mod info;

use portcullis_findings::Timestamp;

pub use authority::TimestampAuthority;
pub use error::{TimestampAuthorityError, TimestampError};

use crate::der::dotted;
use crate::key::{KeyId, VerifyingKey};
use authority::Signer;
use cms::Token;
use info::Info;

/// The longest timestamp read, in bytes. One with a chain of three P-384 certificates has 3,000.
pub const MAX_TIMESTAMP_BYTES: usize = 64 * 1024;

/// A time that a trusted authority has signed. Only [`verify`] makes one.
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use]
pub struct Timestamped {
    authority: KeyId,
    time: Timestamp,
    policy: String,
}

/// Shows that `message`, usually the bytes of a signature, existed at a time that one of `authorities` states.
///
/// `timestamp` is a TimeStampResp, or the token alone, in DER. One signature is checked for an authority whose chain
/// begins with its signer. The authority's window and the validity of each of its certificates must hold the time, ends
/// included; one authority's window says nothing for another's key.
///
/// # Errors
///
/// [`TimestampError`] with the first step that failed; where several authorities have the signer's certificate, that of
/// the last one.
pub fn verify(
    timestamp: &[u8],
    message: &[u8],
    authorities: &[TimestampAuthority],
) -> Result<Timestamped, TimestampError> {
    if timestamp.len() > MAX_TIMESTAMP_BYTES {
        return Err(TimestampError::TooLarge {
            size: timestamp.len(),
            limit: MAX_TIMESTAMP_BYTES,
        });
    }
    let token = Token::parse(timestamp)?;
    let info = Info::parse(token.content)?;
    if hash::of(info.imprint.algorithm(), message).as_ref() != Some(&info.imprint) {
        return Err(TimestampError::OtherMessage);
    }
    let attributes = token.attributes()?;
    if hash::of(token.hash, token.content).as_ref() != Some(&attributes.message_digest) {
        return Err(TimestampError::OtherContent);
    }
    let mut refused = TimestampError::UnknownAuthority;
    for authority in authorities {
        let Some(signer) = authority.signer(&token, info.time) else {
            continue;
        };
        let verified = signer.and_then(|signer| {
            attributes.check_certificate(&signer)?;
            authority.check_time(info.time, &signer)?;
            check_signature(&token, &signer)
        });
        match verified {
            Ok(()) => {
                return Ok(Timestamped {
                    authority: authority.key_id(),
                    time: info.time,
                    policy: dotted(info.policy),
                });
            }
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

impl Timestamped {
    /// The root key of the authority: thresholds count different ones, whatever certificates it signs with.
    #[must_use]
    pub const fn authority(&self) -> KeyId {
        self.authority
    }

    /// The time.
    #[must_use]
    pub const fn time(&self) -> Timestamp {
        self.time
    }

    /// The policy of the authority under which it was made, an object identifier in dotted form.
    #[must_use]
    pub fn policy(&self) -> &str {
        &self.policy
    }
}

fn check_signature(token: &Token<'_>, signer: &Signer<'_>) -> Result<(), TimestampError> {
    let key = signer_key(token, signer.key.clone())?;
    key.verify(&token.signed_attributes(), token.signature)
        .map_err(|_| TimestampError::BadSignature)
}

/// The key with the hash that the signer states; its kind is that of the certificate.
fn signer_key(token: &Token<'_>, key: VerifyingKey) -> Result<VerifyingKey, TimestampError> {
    // Where the algorithm is that of a key, the hash comes from beside it (RFC 8933; RFC 3370, 3.2).
    if token.names_key_algorithm()? {
        return key
            .with_digest_algorithm(token.hash)
            .map_err(|error| TimestampError::Algorithm(error.into()));
    }
    let key = key.for_signature_algorithm(token.algorithm)?;
    match key.scheme().digest_algorithm() {
        Some(hash) if hash != token.hash => Err(TimestampError::TwoHashes),
        _ => Ok(key),
    }
}
