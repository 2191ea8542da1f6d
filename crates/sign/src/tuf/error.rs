//! Why an update was refused.

use portcullis_findings::Timestamp;

use crate::json::JsonError;

/// Metadata or a target that is not accepted. Nothing of it is trusted; what was trusted before stays so.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TufError {
    /// More bytes than were asked for.
    #[error("{file} has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// The file, by its name in requests.
        file: String,
        /// Bytes given.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// Not JSON, not strict enough, or not of the shape of its role.
    #[error("{role} is not readable: {problem}")]
    Json {
        /// The role.
        role: String,
        /// What is wrong with it.
        problem: JsonError,
    },
    /// A member whose value the specification does not allow.
    #[error("{role} has no acceptable {member}")]
    Value {
        /// The role.
        role: String,
        /// The member.
        member: &'static str,
    },
    /// Metadata of another role.
    #[error("{role} was asked for, the metadata is of type {found:?}")]
    Type {
        /// The role asked for.
        role: String,
        /// The type found.
        found: String,
    },
    /// Signed by too few different keys.
    #[error("{role} is signed by {reached} different keys, {needed} are required")]
    Threshold {
        /// The role.
        role: String,
        /// Different keys required.
        needed: usize,
        /// Different keys with a good signature.
        reached: usize,
    },
    /// Not the version that was announced.
    #[error("{role} has version {found}, {expected} was announced")]
    Version {
        /// The role.
        role: String,
        /// The version announced.
        expected: u64,
        /// The version found.
        found: u64,
    },
    /// Older than what is trusted already.
    #[error("{role} has version {found}, {trusted} is trusted already")]
    Rollback {
        /// The role.
        role: String,
        /// The version trusted.
        trusted: u64,
        /// The version found.
        found: u64,
    },
    /// A role that a trusted snapshot listed, and a newer one does not.
    #[error("the snapshot no longer lists {role}")]
    Removed {
        /// The role.
        role: String,
    },
    /// Out of date at the time of the update.
    #[error("{role} has expired at {at}")]
    Expired {
        /// The role.
        role: String,
        /// When.
        at: Timestamp,
    },
    /// Not the bytes that were announced.
    #[error("{file} has another digest or length than announced")]
    Digest {
        /// The file, by its name in requests.
        file: String,
    },
    /// A role the snapshot does not list.
    #[error("the snapshot does not list {role}")]
    NotListed {
        /// The role.
        role: String,
    },
    /// A file that must be there is not.
    #[error("{file} is not there")]
    Missing {
        /// The file, by its name in requests.
        file: String,
    },
    /// More delegations than are followed.
    #[error("more than {limit} delegated roles on the way to a target")]
    TooManyDelegations {
        /// Roles followed.
        limit: usize,
    },
    /// A path that no target may have: empty, absolute, or with parts that lead elsewhere.
    #[error("{path:?} is not a target path")]
    TargetPath {
        /// The path.
        path: String,
    },
    /// An answer without a request, or a search before the update is through.
    #[error("the update is not waiting for this")]
    OutOfTurn,
}
