//! Why the body of a log entry was refused.

use crate::json::JsonError;
use crate::key::KeyError;

/// A body that is not an entry of a kind read here.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// Longer than [`MAX_ENTRY_BYTES`](super::MAX_ENTRY_BYTES).
    #[error("the entry has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not JSON, not strict enough, or not of the shape of its kind. Positions inside the `spec` count from its beginning.
    #[error("the entry is not readable: {0}")]
    Json(#[from] JsonError),
    /// A kind or version that is not read here.
    #[error("entries of kind {kind:?} version {version:?} are not supported")]
    UnknownKind {
        /// The kind, at most 200 characters of it.
        kind: String,
        /// Its version, likewise.
        version: String,
    },
    /// A member is not canonical base64.
    #[error("{member} of the entry is not valid base64")]
    Base64 {
        /// Which member.
        member: &'static str,
    },
    /// A hash of an algorithm that is not known here, or of a wrong length.
    #[error("{member} of the entry is not a digest")]
    Digest {
        /// Which member.
        member: &'static str,
    },
    /// A certificate or key that is neither, or both.
    #[error("an entry's verifier is one certificate or one public key")]
    Verifier,
    /// The PEM of a certificate or key.
    #[error("an entry's verifier: {0}")]
    Pem(#[from] KeyError),
    /// No signature, or more than 32.
    #[error("the entry has {count} signatures; 1 to {limit} are read")]
    Signatures {
        /// Signatures found.
        count: usize,
        /// Signatures allowed.
        limit: usize,
    },
    /// The payload in the entry does not have the hash in the entry.
    #[error("the payload in the entry does not have the hash beside it")]
    PayloadHash,
}
