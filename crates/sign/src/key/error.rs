//! Why a key document was refused.

use super::{Found, KdfCost, Scheme, SchemeMismatch};
use crate::der::{DerError, DerProblem};
use crate::json::JsonError;
use crate::ssh::SshWireError;

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
    #[error("key or signature of unsupported algorithm {oid}{}", named(.oid))]
    UnsupportedAlgorithm {
        /// The object identifier, dotted.
        oid: String,
    },
    /// PSS with a hash, mask generation or salt length that no scheme has.
    #[error(
        "RSASSA-PSS with unsupported parameters; the salt must be as long as the hash, and both hashes the same"
    )]
    UnsupportedPss,
    /// The key is not for the algorithm that was named.
    #[error(transparent)]
    Scheme(#[from] SchemeMismatch),
    /// Arithmetic that this build of the crate has left out.
    #[error("this build cannot do that: it lacks the feature `{feature}`")]
    NeedsFeature {
        /// The cargo feature.
        feature: &'static str,
    },
    /// A scheme whose signatures are verified and not made.
    #[error("{scheme} is verified, not signed with")]
    CannotSign {
        /// The scheme.
        scheme: Scheme,
    },
    /// RSA keys are verified with and not signed with: blinding needs randomness, and nothing here has any.
    #[error("an RSA private key; signing with RSA is not supported")]
    RsaPrivate,
    /// An RSA key that is too short to be safe or too long to be checked in bounded time.
    #[error("RSA key of {bits} bits; 2048 to 8192 are supported")]
    RsaSize {
        /// Bits of the modulus.
        bits: usize,
    },
    /// An even modulus, or an exponent that is even, one, or 2^33 and above.
    #[error("RSA key with an unusable modulus or exponent")]
    RsaNumbers,
    /// An elliptic-curve key on another curve than P-256 and P-384.
    #[error("EC key on curve {oid}{}; only P-256 and P-384 are supported", named(.oid))]
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
    /// Not the data an SSH key should be.
    #[error(transparent)]
    Ssh(#[from] SshWireError),
    /// A kind of SSH key without a scheme here: security keys, certificates, DSA, P-521.
    #[error("SSH key of unsupported kind {name:?}")]
    UnsupportedSshKey {
        /// The name of the kind, at most 64 characters.
        name: String,
    },
    /// A key under a passphrase that is not JSON as cosign writes it.
    #[error("the encrypted key: {0}")]
    Json(JsonError),
    /// Another key derivation or cipher than scrypt and secretbox, or values of the wrong size for them.
    #[error("the key is encrypted in a way that is not supported")]
    UnsupportedEncryption,
    /// Deriving the key would take more time or memory than is spent on it, or the numbers make no sense.
    #[error("deriving the key at a cost of N={}, r={}, p={} is refused", .0.n, .0.r, .0.p)]
    KdfCost(KdfCost),
    /// The passphrase is wrong, or the document was changed.
    #[error("the passphrase does not fit the encrypted key")]
    Passphrase,
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

/// What is met in keys and is not supported, by its usual name.
fn named(oid: &str) -> String {
    const NAMES: [(&str, &str); 12] = [
        ("1.2.840.10040.4.1", "DSA"),
        ("1.2.840.10045.4.3.4", "ECDSA with SHA-512"),
        ("1.2.840.113549.1.1.5", "RSA with SHA-1"),
        ("1.3.101.110", "X25519"),
        ("1.3.101.111", "X448"),
        ("1.3.101.113", "Ed448"),
        ("1.3.132.0.10", "secp256k1"),
        ("1.3.132.0.35", "P-521"),
        ("2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
        ("2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
        ("2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
        ("2.16.840.1.101.3.4.3.20", "SLH-DSA"),
    ];
    let name = NAMES.iter().find(|(row, _)| *row == oid);
    name.map_or_else(String::new, |(_, name)| format!(" ({name})"))
}
