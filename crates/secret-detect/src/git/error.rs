//! Why bytes are not what git writes.

/// Bytes that git would not have written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GitError {
    /// There are fewer bytes than the format asks for.
    #[error("{what} ends early, at byte {byte}")]
    Short {
        /// What was read.
        what: &'static str,
        /// Where the bytes end.
        byte: u64,
    },
    /// A value that the format does not allow.
    #[error("{what} is damaged at byte {byte}")]
    Malformed {
        /// What was read.
        what: &'static str,
        /// Where.
        byte: u64,
    },
    /// A version of the format that is not read.
    #[error("version {version} of {what} is not read")]
    Version {
        /// What was read.
        what: &'static str,
        /// Its version.
        version: u32,
    },
    /// More than is allowed.
    #[error(transparent)]
    Limit(#[from] portcullis_findings::LimitHit),
}
