//! Why trusted metadata was not brought up to date.

use std::path::PathBuf;

use portcullis_sign::tuf::{StateError, TufError};

use crate::fs::{ReadError, WriteError};
use crate::net::{FetchError, UpdateError};

/// An update of a repository failed. What was accepted before is in the folder.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RepositoryError {
    /// The folder, its lock, an address or the root certificates.
    #[error(transparent)]
    Setup(#[from] UpdateError),
    /// A file of the folder cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file of the folder cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The folder is not one of a repository.
    #[error("{}: {source}", path.display())]
    State {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: StateError,
    },
    /// There is a root already; another one would make the client trust somebody else.
    #[error("{}: there is a trusted root already", path.display())]
    Present {
        /// The file.
        path: PathBuf,
    },
    /// The network.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// Metadata or a target is not accepted.
    #[error(transparent)]
    Refused(#[from] TufError),
    /// No trusted role lists the target.
    #[error("no trusted role lists the target {path:?}")]
    NoTarget {
        /// The path.
        path: String,
    },
    /// The target is larger than is taken.
    #[error("the target {path:?} has {size} bytes, the limit is {limit}")]
    TargetTooLarge {
        /// The path.
        path: String,
        /// Bytes it has.
        size: u64,
        /// Bytes taken.
        limit: u64,
    },
}

impl RepositoryError {
    /// Whether something arrived and was not accepted; otherwise it could not be looked at.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Refused(_) | Self::NoTarget { .. } | Self::TargetTooLarge { .. }
        )
    }
}
