//! Why a bundle was refused before anything was checked.

use super::BundleVersion;
use crate::json::JsonError;

/// A document that is not a bundle.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// Longer than [`BundleLimits::bytes`](super::BundleLimits::bytes).
    #[error("the bundle has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not JSON, not strict enough, or not of the shape of a bundle.
    #[error("the bundle is not readable: {0}")]
    Json(#[from] JsonError),
    /// A media type that is not of a known version.
    #[error("the bundle's media type {found:?} is not of version 0.1, 0.2 or 0.3")]
    MediaType {
        /// The media type, at most 200 characters of it.
        found: String,
    },
    /// A member that must be there is not.
    #[error("the bundle has no `{member}`")]
    Missing {
        /// Its path.
        member: &'static str,
    },
    /// One of these may be there, not both.
    #[error("the bundle has both `{first}` and `{second}`")]
    Both {
        /// The first.
        first: &'static str,
        /// The second.
        second: &'static str,
    },
    /// A member that the version does not have, or must have.
    #[error("`{member}` does not go with a bundle of version {}", version.as_str())]
    Version {
        /// The member, or the one that is missing.
        member: &'static str,
        /// The version the bundle claims.
        version: BundleVersion,
    },
    /// More of something than [`BundleLimits`](super::BundleLimits) allow.
    #[error("the bundle has {count} of `{member}`, the limit is {limit}")]
    TooMany {
        /// Its path.
        member: &'static str,
        /// Found.
        count: usize,
        /// Allowed.
        limit: usize,
    },
    /// The same evidence twice.
    #[error("the bundle has the same value twice in `{member}`")]
    Twice {
        /// Its path.
        member: &'static str,
    },
    /// A value of the wrong size or form.
    #[error("the value of `{member}` cannot be one")]
    Value {
        /// Its path.
        member: &'static str,
    },
}

impl BundleVersion {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Cosign => "cosign",
            Self::V01 => "0.1",
            Self::V02 => "0.2",
            Self::V03 => "0.3",
        }
    }
}
