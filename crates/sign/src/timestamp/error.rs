//! Why a timestamp was refused.

use portcullis_findings::Timestamp;

use crate::der::DerError;
use crate::key::KeyError;
use crate::x509::{CertificateError, PathError};

/// A timestamp that shows nothing about the message.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TimestampError {
    /// Longer than [`MAX_TIMESTAMP_BYTES`](super::MAX_TIMESTAMP_BYTES).
    #[error("the timestamp has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not the DER structure of a response or token.
    #[error("the timestamp is not readable: {0}")]
    Der(#[from] DerError),
    /// The authority refused to stamp (RFC 3161, 2.4.2).
    #[error("the timestamp authority answered with status {status} instead of a timestamp")]
    NotGranted {
        /// PKIStatus: 2 is *rejection*.
        status: u64,
    },
    /// A structure version or content type that is not that of a timestamp token.
    #[error("the {structure} is not that of a timestamp")]
    NotATimestamp {
        /// Which structure.
        structure: &'static str,
    },
    /// A token has one signature, that of the authority.
    #[error("the timestamp has {count} signers instead of one")]
    Signers {
        /// Signers found.
        count: usize,
    },
    /// A hash that is not SHA-256, SHA-384 or SHA-512.
    #[error("hash {oid} is not supported in timestamps")]
    UnsupportedHash {
        /// The object identifier, dotted.
        oid: String,
    },
    /// The signature algorithm is unknown, or is not for the key or the hash.
    #[error("the signature algorithm of the timestamp: {0}")]
    Algorithm(#[from] KeyError),
    /// The signature algorithm goes with another hash than the signer states.
    #[error("the timestamp's signature algorithm goes with another hash than its signer states")]
    TwoHashes,
    /// A signed attribute that must be there once is not, or has another form.
    #[error("signed attribute {oid} of the timestamp is missing, there twice or of another form")]
    Attribute {
        /// The object identifier, dotted.
        oid: String,
    },
    /// A critical extension, of which none is known.
    #[error("the timestamp has critical extension {oid}")]
    Extension {
        /// The object identifier, dotted.
        oid: String,
    },
    /// The timestamp is of another message.
    #[error("the timestamp is of another message")]
    OtherMessage,
    /// The signed digest is not that of the timestamp's content.
    #[error("the signed digest is not that of the timestamp's content")]
    OtherContent,
    /// No trusted authority has the certificate that the signer names.
    #[error("the timestamp is not by a trusted authority")]
    UnknownAuthority,
    /// The signer's attributes name another certificate than the authority's.
    #[error("the timestamp names another certificate than the authority's")]
    OtherCertificate,
    /// The authority was not trusted at the time it states.
    #[error("the timestamp authority is not trusted at {time}")]
    OutsideWindow {
        /// The time of the timestamp.
        time: Timestamp,
    },
    /// A certificate of the authority's chain was not valid at the time it states.
    #[error("a certificate of the timestamp authority is not valid at {time}")]
    CertificateTime {
        /// The time of the timestamp.
        time: Timestamp,
    },
    /// The embedded certificate that the signer names is not one for timestamps.
    #[error("the certificate in the timestamp: {0}")]
    Certificate(#[from] CertificateError),
    /// The embedded certificate that the signer names was not issued by the authority.
    #[error("the certificate in the timestamp: {0}")]
    Path(#[from] PathError),
    /// The signature is not by the authority's key.
    #[error("the signature of the timestamp does not match the authority's key")]
    BadSignature,
}

/// A chain of certificates that is not a timestamp authority's.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TimestampAuthorityError {
    /// There is nothing above the signer, or more than the limit.
    #[error("the chain has {count} certificates; a signer and 1 to {limit} authorities above it make one")]
    Length {
        /// Certificates given.
        count: usize,
        /// Authorities allowed.
        limit: usize,
    },
    /// A certificate is not readable, or may not do what its place asks for.
    #[error("certificate {index} of the chain: {error}")]
    Certificate {
        /// 0-based place in the chain.
        index: usize,
        /// What is wrong with it.
        error: CertificateError,
    },
    /// The chain has no moment at which all of its certificates are valid.
    #[error("the certificates of the chain are at no time valid together")]
    NeverValid,
    /// A certificate was not issued by the next.
    #[error("the chain does not lead to its root: {0}")]
    Path(#[from] PathError),
}
