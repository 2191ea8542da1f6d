//! Why an envelope was refused.

use std::fmt;

use crate::json::JsonError;

/// A document that is not an envelope.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// Longer than [`EnvelopeLimits::bytes`](super::EnvelopeLimits::bytes).
    #[error("the envelope has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not JSON, not strict enough, or not of the shape of an envelope.
    #[error("the envelope is not readable: {0}")]
    Json(#[from] JsonError),
    /// More than [`EnvelopeLimits::signatures`](super::EnvelopeLimits::signatures).
    #[error("the envelope has {count} signatures, the limit is {limit}")]
    TooManySignatures {
        /// Signatures found.
        count: usize,
        /// Signatures allowed.
        limit: usize,
    },
    /// A payload type or key id longer than [`EnvelopeLimits::text`](super::EnvelopeLimits::text).
    #[error("{field} has {size} bytes, the limit is {limit}")]
    TextTooLong {
        /// Which member.
        field: Field,
        /// Bytes found.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not base64, alphabets mixed, or not the canonical encoding of its bytes.
    #[error("{field} is not valid base64 (byte {offset})")]
    Base64 {
        /// Which member.
        field: Field,
        /// 0-based byte of the text at which decoding stopped.
        offset: usize,
    },
}

/// A member of an envelope.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Field {
    /// `payload`.
    Payload,
    /// `payloadType`.
    PayloadType,
    /// `signatures[index].sig`.
    Signature {
        /// 0-based.
        index: usize,
    },
    /// `signatures[index].keyid`.
    KeyId {
        /// 0-based.
        index: usize,
    },
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Payload => f.write_str("`payload`"),
            Self::PayloadType => f.write_str("`payloadType`"),
            Self::Signature { index } => write!(f, "`signatures[{index}].sig`"),
            Self::KeyId { index } => write!(f, "`signatures[{index}].keyid`"),
        }
    }
}

/// An envelope whose payload is not given up.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// There was nothing to check; not the same as a signature that fails.
    #[error("the envelope carries no signature")]
    Unsigned,
    /// The envelope is about something else. Its signatures were not looked at.
    #[error("the envelope has payload type {found:?} where {expected:?} was expected")]
    PayloadType {
        /// The type that was asked for.
        expected: String,
        /// The type the envelope claims.
        found: String,
    },
    /// Signatures were there, but none is by a trusted key over this payload and type.
    #[error("none of {signatures} signatures is by one of {keys} trusted keys over this payload")]
    NoMatch {
        /// How many signatures the envelope has.
        signatures: usize,
        /// How many keys were tried.
        keys: usize,
    },
    /// Some signatures are good, but by too few different keys.
    #[error("signatures by {reached} different trusted keys, {needed} are required")]
    Threshold {
        /// Different keys required.
        needed: usize,
        /// Different keys with a good signature.
        reached: usize,
    },
}
