//! Why a document or signature of minisign was refused.

use super::KeyNumber;
use crate::key::{BadSignature, KeyError};
use crate::signer::SignError;

/// A key or signature of minisign could not be read, made or verified. Nothing of a private key is ever named.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum MinisignError {
    /// Longer than [`MAX_BYTES`](super::MAX_BYTES).
    #[error("the document has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// A line that is missing or is not what stands there.
    #[error("line {line} is not {expected}")]
    Line {
        /// 1-based line.
        line: usize,
        /// What belongs there.
        expected: MinisignPart,
    },
    /// Another algorithm than Ed25519 in minisign's two forms, or another checksum than BLAKE2b.
    #[error("an algorithm that minisign does not have here")]
    UnsupportedAlgorithm,
    /// The key is under a passphrase.
    #[error("the secret key is under a passphrase")]
    Encrypted,
    /// The key itself cannot be used, or its passphrase is wrong.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The signature names another key; made with another key, or the wrong public key was given.
    #[error("the signature is by key {found}, not {expected}")]
    OtherKey {
        /// The key asked for.
        expected: KeyNumber,
        /// The key the signature names.
        found: KeyNumber,
    },
    /// A signature in the old form covers the message itself and cannot be verified from a hash.
    #[error("a signature in the legacy form needs the whole message")]
    NeedsMessage,
    /// A signature in the old form over 64 bytes. The hash of another message has as many, and a signature over that hash can be
    /// passed off as this.
    #[error("a signature in the legacy form over a message of 64 bytes may be one over a hash")]
    Ambiguous,
    /// The signature over the message does not match.
    #[error(transparent)]
    BadSignature(#[from] BadSignature),
    /// The signature over the comment does not match: the comment was changed, or taken from another signature.
    #[error("the trusted comment is not covered by its signature")]
    BadComment,
    /// A comment that would not stay on its line, or is too long.
    #[error("a trusted comment is one line of at most {limit} bytes")]
    Comment {
        /// Bytes allowed.
        limit: usize,
    },
    /// No signature was made.
    #[error(transparent)]
    Sign(#[from] SignError),
}

/// What stands on the lines of minisign's documents.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum MinisignPart {
    /// `untrusted comment: …`.
    UntrustedComment,
    /// `trusted comment: …`.
    TrustedComment,
    /// A public key in base64.
    PublicKey,
    /// A secret key in base64.
    SecretKey,
    /// The signature over the message in base64.
    Signature,
    /// The signature over the comment in base64.
    GlobalSignature,
    /// Nothing more.
    End,
}

impl std::fmt::Display for MinisignPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::UntrustedComment => "an untrusted comment",
            Self::TrustedComment => "a trusted comment",
            Self::PublicKey => "a public key of minisign",
            Self::SecretKey => "a secret key of minisign",
            Self::Signature => "a signature of minisign",
            Self::GlobalSignature => "the signature over the trusted comment",
            Self::End => "the end of the document",
        })
    }
}
