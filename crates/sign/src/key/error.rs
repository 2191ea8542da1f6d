//! Why a key document was refused.

use super::Found;
use crate::der::{DerError, DerProblem};

/// A key document could not be used. Positions are bytes of the decoded document; no key material is ever named.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Longer than [`MAX_KEY_BYTES`](super::MAX_KEY_BYTES).
    #[error("the key document has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// No `-----BEGIN …-----` line.
    #[error("there is no PEM block in the key document")]
    NotPem,
    /// A block begins and does not end under the same label.
    #[error("the PEM block {label:?} that begins at line {line} does not end")]
    UnfinishedPem {
        /// The label of the begin line.
        label: String,
        /// 1-based line.
        line: usize,
    },
    /// More than one block; which one is meant is not for us to choose.
    #[error("a second PEM block begins at line {line}")]
    SecondBlock {
        /// 1-based line.
        line: usize,
    },
    /// The text between the PEM lines is not canonical base64.
    #[error("the PEM block that begins at line {line} is not valid base64")]
    PemBase64 {
        /// 1-based line of the begin line.
        line: usize,
    },
    /// Another kind of document.
    #[error("found {found} where {expected} was expected")]
    Unexpected {
        /// What was asked for.
        expected: Found,
        /// What it is.
        found: Found,
    },
    /// A key of an algorithm without a scheme here.
    #[error("key of unsupported algorithm {oid}")]
    UnsupportedAlgorithm {
        /// The object identifier, dotted.
        oid: String,
    },
    /// An elliptic-curve key on another curve than P-256.
    #[error("EC key on curve {oid}; only P-256 (1.2.840.10045.3.1.7) is supported")]
    UnsupportedCurve {
        /// The object identifier, dotted.
        oid: String,
    },
    /// Not the DER structure it should be.
    #[error("{problem} at byte {offset} of the key's DER")]
    Der {
        /// 0-based byte in the decoded document.
        offset: usize,
        /// What is wrong there.
        problem: DerProblem,
    },
    /// A structure version that is not known, or that does not go with the members present.
    #[error("key structure version {version} is not supported or does not fit its members")]
    Version {
        /// The number found.
        version: u8,
    },
    /// The private number is zero or not below the group order.
    #[error("the private key is out of range for its curve")]
    OutOfRange,
    /// The public point is not on its curve, or at infinity.
    #[error("the public key is not a point of its curve")]
    NotOnCurve,
    /// A public key for which signatures can be made without any private key, or one that is not written canonically.
    #[error("the public key is of small order or not in canonical form")]
    Weak,
    /// The public key stored in a private-key document belongs to another private key.
    #[error("the public key in the document does not belong to its private key")]
    PublicMismatch,
}

impl From<DerError> for KeyError {
    fn from(error: DerError) -> Self {
        Self::Der {
            offset: error.offset,
            problem: error.problem,
        }
    }
}
