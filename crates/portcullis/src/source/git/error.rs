//! Why a repository cannot be looked at.

use std::path::PathBuf;

use portcullis_secret_detect::git::{GitError, ObjectId};

/// A repository cannot be looked at, or not in the way that was asked for.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RepositoryError {
    /// There is none at this path, nor above it.
    #[error("{}: not in a git repository", path.display())]
    None {
        /// The path.
        path: PathBuf,
    },
    /// A file of it cannot be read.
    #[error(transparent)]
    Read(#[from] crate::fs::ReadError),
    /// A file of it is damaged or of a form that is not read.
    #[error("{}: {source}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: GitError,
    },
    /// It needs something that is not supported.
    #[error("{}: {what} is not supported", path.display())]
    Unsupported {
        /// The repository.
        path: PathBuf,
        /// What.
        what: &'static str,
    },
    /// A name of a commit means nothing in it.
    #[error("`{name}` names no commit")]
    Name {
        /// The name.
        name: String,
    },
    /// A range is not of the form `A..B`.
    #[error("`{range}` is not a range of the form A..B")]
    Range {
        /// What was given.
        range: String,
    },
    /// An object is not there, or is damaged.
    #[error("the object {id} cannot be read: {cause}")]
    Object {
        /// The object.
        id: ObjectId,
        /// Why.
        cause: String,
    },
}
