//! Why SSH data was refused.

use portcullis_findings::Algorithm;

use crate::key::{BadSignature, KeyError};
use crate::signer::SignError;

/// A place in SSH's binary data that is not what the structure has there.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{problem} at byte {offset} of the SSH data")]
#[non_exhaustive]
pub struct SshWireError {
    /// 0-based byte in the decoded data.
    pub offset: usize,
    /// What is wrong there.
    pub problem: SshProblem,
}

/// What was wrong with SSH data.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SshProblem {
    /// A field reaches beyond the end of what holds it.
    #[error("a field that is cut short")]
    Truncated,
    /// Bytes after the end of the structure.
    #[error("bytes after the end")]
    Trailing,
    /// A value of the wrong size or form.
    #[error("a value of the wrong form")]
    Value,
}

/// An SSH signature could not be read, made or verified.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SshSignatureError {
    /// Longer than [`MAX_SIGNATURE_BYTES`](super::MAX_SIGNATURE_BYTES).
    #[error("the signature has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// No `SSH SIGNATURE` block, or one with something before or after it, or not in base64.
    #[error("not one `SSH SIGNATURE` block")]
    Armor,
    /// The data inside is malformed.
    #[error(transparent)]
    Wire(#[from] SshWireError),
    /// A version that is not known.
    #[error("SSH signature of version {version}, expected 1")]
    Version {
        /// The version found.
        version: u32,
    },
    /// The key inside is malformed or of an unsupported kind.
    #[error("the key of the signature: {0}")]
    Key(#[from] KeyError),
    /// Neither `sha256` nor `sha512`.
    #[error("the message is hashed with something else than SHA-256 or SHA-512")]
    UnsupportedHash,
    /// A signature algorithm that is not for the key, or out of use (`ssh-rsa` with SHA-1).
    #[error("the signature algorithm is not one for this key")]
    UnsupportedAlgorithm,
    /// An empty namespace, or one that is too long, says nothing about what a signature is for.
    #[error("an SSH signature needs a namespace of 1 to {limit} bytes")]
    NoNamespace {
        /// Bytes allowed.
        limit: usize,
    },
    /// The signature was made for something else.
    #[error("the signature is for namespace {found:?}, not {expected:?}")]
    OtherNamespace {
        /// The namespace asked for.
        expected: String,
        /// That of the signature, at most 200 characters.
        found: String,
    },
    /// The signature is by another key than the one asked for.
    #[error("the signature is by another key")]
    OtherKey,
    /// The digest given is of another hash than the message was signed with.
    #[error("the message is hashed with {}, found a {} digest", .expected.as_str(), .found.as_str())]
    OtherDigest {
        /// The hash of the signature.
        expected: Algorithm,
        /// That of the digest given.
        found: Algorithm,
    },
    /// The signature does not match.
    #[error(transparent)]
    BadSignature(#[from] BadSignature),
    /// No signature was made.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// The key and namespace are not allowed for this signer at the time.
    #[error("the key is not allowed to sign as this signer, for this namespace and at this time")]
    NotAllowed,
}
