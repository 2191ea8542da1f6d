//! Why a certificate was refused.

use crate::der::DerError;
use crate::key::KeyError;

/// A certificate that is not one, or says what it may not say.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// Longer than [`MAX_CERTIFICATE_BYTES`](super::MAX_CERTIFICATE_BYTES).
    #[error("the certificate has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not the DER structure of a certificate.
    #[error("the certificate is not readable: {0}")]
    Der(#[from] DerError),
    /// Another version than 3, without which there are no extensions.
    #[error("the certificate is not of version 3")]
    Version,
    /// The signature algorithm outside of the signed part differs from the one inside.
    #[error("the certificate names two different signature algorithms")]
    Algorithms,
    /// An extension twice.
    #[error("the certificate has extension {oid} twice")]
    Twice {
        /// The object identifier, dotted.
        oid: String,
    },
    /// Its key cannot be used.
    #[error("the key of the certificate: {0}")]
    Key(#[from] KeyError),
    /// An extension whose value is not of its form.
    #[error("the value of extension {oid} is not of its form")]
    Extension {
        /// The object identifier, dotted.
        oid: String,
    },
    /// Not exactly one subject alternative name.
    #[error("the certificate has {count} subject alternative names where there must be one")]
    Names {
        /// How many.
        count: usize,
    },
    /// The issuer of the identity token is stated in two ways that differ.
    #[error("the certificate states two issuers of the identity")]
    Issuer,
    /// It may not be used for what it was used for.
    #[error("the certificate may not {act}")]
    Usage {
        /// What it would have to be allowed to do.
        act: &'static str,
    },
}

/// A certificate that its authority did not issue, or not for this.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// The issuer is not among the authorities.
    #[error("no trusted authority has the name of the certificate's issuer")]
    UnknownIssuer,
    /// The signature is not by the authority's key.
    #[error("the certificate is not signed by the trusted authority of that name")]
    Signature,
    /// The moment is outside of the certificate's validity.
    #[error("the certificate is not valid at that time")]
    Time,
    /// Not for signing code.
    #[error("the certificate is not for signing code")]
    Usage,
    /// Anything else that path validation (RFC 5280, 6) refuses: constraints, unknown critical extensions.
    #[error("the certificate does not pass path validation")]
    Constraint,
}
