//! Why a log entry was refused.

use portcullis_findings::Timestamp;

use super::{CheckpointError, EntryError, MerkleError, NoteError};

/// No trusted log was shown to have the entry.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TlogError {
    /// No trusted log has this id.
    #[error("the log {id} is not trusted")]
    UnknownLog {
        /// The id in hexadecimal digits, at most 32 bytes of it.
        id: String,
    },
    /// Neither a promise nor an inclusion proof.
    #[error("the entry carries neither a signed promise nor an inclusion proof")]
    NothingShown,
    /// Witnesses are required and there is no checkpoint they could have signed.
    #[error("the entry carries no checkpoint, and witnesses are required")]
    NoCheckpoint,
    /// A promise covers the time, and there is none, or none that can be.
    #[error("the entry carries a signed promise and no time")]
    NoTime,
    /// The signed entry timestamp is not the log's over this entry, time and place.
    #[error("the log's promise does not match its key and the entry")]
    BadPromise,
    /// The log's key was not trusted when it took in the entry.
    #[error("the log's key is not trusted at {time}")]
    OutsideWindow {
        /// The time of the entry.
        time: Timestamp,
    },
    /// The checkpoint is of another tree than the proof is for.
    #[error("the proof is for a tree of {stated} leaves, the checkpoint for another of {signed}")]
    OtherTree {
        /// Size the proof states.
        stated: u64,
        /// Size that the log signed.
        signed: u64,
    },
    /// A hash of the proof is not one.
    #[error("a hash of the proof has {size} bytes instead of 32")]
    HashSize {
        /// Bytes found.
        size: usize,
    },
    /// The checkpoint's note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The inclusion proof.
    #[error(transparent)]
    Merkle(#[from] MerkleError),
    /// The entry's body.
    #[error(transparent)]
    Entry(#[from] EntryError),
}
