//! Why a trusted root was refused.

use crate::json::JsonError;
use crate::key::KeyError;
use crate::timestamp::TimestampAuthorityError;
use crate::x509::CertificateError;

/// A document that cannot be trusted as it is.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustRootError {
    /// Longer than [`TrustRootLimits::bytes`](super::TrustRootLimits::bytes).
    #[error("the trusted root has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not JSON, not strict enough, or not of the shape of a trusted root.
    #[error("the trusted root is not readable: {0}")]
    Json(#[from] JsonError),
    /// Another media type.
    #[error("the media type {found:?} is not that of a trusted root")]
    MediaType {
        /// The media type, at most 200 characters of it.
        found: String,
    },
    /// More of something than [`TrustRootLimits`](super::TrustRootLimits) allow.
    #[error("the trusted root has {count} of `{member}`, the limit is {limit}")]
    TooMany {
        /// Which.
        member: &'static str,
        /// Found.
        count: usize,
        /// Allowed.
        limit: usize,
    },
    /// A member that must be there is not.
    #[error("`{list}[{index}]` of the trusted root has no `{member}`")]
    Missing {
        /// The list.
        list: &'static str,
        /// 0-based.
        index: usize,
        /// Its path there.
        member: &'static str,
    },
    /// A value that cannot be one.
    #[error("`{member}` of `{list}[{index}]` of the trusted root cannot be one")]
    Value {
        /// The list.
        list: &'static str,
        /// 0-based.
        index: usize,
        /// Its path there.
        member: &'static str,
    },
    /// A key that is broken, rather than of an unknown algorithm.
    #[error("the key of `{list}[{index}]` of the trusted root: {error}")]
    Key {
        /// The list.
        list: &'static str,
        /// 0-based.
        index: usize,
        /// Why.
        error: KeyError,
    },
    /// A certificate that is broken, or is no authority.
    #[error("certificate {certificate} of `{list}[{index}]` of the trusted root: {error}")]
    Certificate {
        /// The list.
        list: &'static str,
        /// 0-based.
        index: usize,
        /// 0-based place in its chain.
        certificate: usize,
        /// Why.
        error: CertificateError,
    },
    /// A timestamp authority's chain that could verify nothing.
    #[error("`{list}[{index}]` of the trusted root: {error}")]
    TimestampAuthority {
        /// The list.
        list: &'static str,
        /// 0-based.
        index: usize,
        /// Why.
        error: TimestampAuthorityError,
    },
    /// A chain in which one certificate was not issued by the next, or that does not end in a root.
    #[error(
        "certificate {certificate} of `{list}[{index}]` of the trusted root was not issued by the one behind it"
    )]
    Chain {
        /// The list.
        list: &'static str,
        /// 0-based.
        index: usize,
        /// 0-based place in its chain.
        certificate: usize,
    },
}
