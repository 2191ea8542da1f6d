//! Why a note was refused.

use crate::key::KeyError;

/// A note that is not one, or is not signed as asked.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NoteError {
    /// Longer than [`NoteLimits::bytes`](super::NoteLimits::bytes).
    #[error("the note has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// More than [`NoteLimits::signatures`](super::NoteLimits::signatures).
    #[error("the note has more than {limit} signature lines")]
    TooManySignatures {
        /// Lines allowed.
        limit: usize,
    },
    /// A byte that is not UTF-8, or a control character other than the line feed.
    #[error("byte {offset} of the note is not text")]
    NotText {
        /// 0-based byte.
        offset: usize,
    },
    /// There is no empty line with signature lines behind it.
    #[error("the note has no signature lines")]
    Unsigned,
    /// A line behind the last empty one that is not a dash, a name and base64 of an id and a signature.
    #[error("line {line} of the note is not a signature line")]
    SignatureLine {
        /// 1-based line of the note.
        line: usize,
    },
    /// A line names a known key, and its signature is not by that key over this text.
    #[error("the signature of {name:?} does not match its key and the note")]
    BadSignature {
        /// The name on the line.
        name: String,
    },
    /// No line is by a known key.
    #[error("none of {lines} signature lines is by a known key")]
    NoKnownKey {
        /// Signature lines read.
        lines: usize,
    },
}

/// A verifier key that cannot be used.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NoteKeyError {
    /// Not `name+8 hex digits+base64`.
    #[error("a verifier key has the form name+id+key")]
    Form,
    /// Empty, or with a space or a plus in it.
    #[error("{name:?} cannot be the name of a key")]
    Name {
        /// The name, at most 200 characters of it.
        name: String,
    },
    /// The id is not the one that the name and the key make.
    #[error("the id of the verifier key does not belong to its name and key")]
    Id,
    /// A signature type that is not verified here, as ML-DSA-44 (6) or a tree head of RFC 6962 (5).
    #[error("signature type {number} is not supported")]
    UnsupportedType {
        /// The type's number.
        number: u8,
    },
    /// The key is of another algorithm than the signature type is for.
    #[error("the key is not for signatures of its type")]
    OtherAlgorithm,
    /// The key itself.
    #[error(transparent)]
    Key(#[from] KeyError),
}
