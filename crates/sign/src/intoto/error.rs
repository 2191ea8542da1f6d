//! Why a verified payload is not the statement that was asked for.

use super::DigestSetError;
use crate::json::JsonError;

/// A payload that is not a statement of the kind asked for. Its signatures were good; its content is refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum StatementError {
    /// The envelope was signed as something else.
    #[error("the payload type is {found:?}, a statement has {:?}", super::PAYLOAD_TYPE)]
    PayloadType {
        /// The payload type that was verified.
        found: String,
    },
    /// Longer than [`StatementLimits::bytes`](super::StatementLimits::bytes).
    #[error("the statement has {size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not JSON, not strict enough, or not of the shape of a statement.
    #[error("the statement is not readable: {0}")]
    Json(#[from] JsonError),
    /// Not a statement version that is known here.
    #[error("the statement has `_type` {found:?}, which is not supported")]
    Version {
        /// The `_type` found, at most 200 characters of it.
        found: String,
    },
    /// Another predicate than the one asked for.
    #[error("the predicate is {found:?} where {expected:?} was expected")]
    PredicateType {
        /// The predicate type asked for.
        expected: &'static str,
        /// The predicate type found, at most 200 characters of it.
        found: String,
    },
    /// A statement about nothing.
    #[error("the statement has no subject")]
    NoSubject,
    /// More than [`StatementLimits::subjects`](super::StatementLimits::subjects).
    #[error("the statement has {count} subjects, the limit is {limit}")]
    TooManySubjects {
        /// Subjects found.
        count: usize,
        /// Subjects allowed.
        limit: usize,
    },
    /// A subject that identifies no artifact.
    #[error("subject {index}: {problem}")]
    Subject {
        /// 0-based place in `subject`.
        index: usize,
        /// What is wrong with it.
        problem: SubjectProblem,
    },
    /// The predicate is not what its type says.
    #[error("the predicate is not readable: {0}")]
    Predicate(#[from] PredicateError),
}

/// What is wrong with a subject.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SubjectProblem {
    /// Without digest there is no artifact it is about.
    #[error("it has no digest")]
    NoDigest,
    /// A digest that cannot be one.
    #[error(transparent)]
    Digest(#[from] DigestSetError),
    /// A `content` that is not base64.
    #[error("its content is not base64")]
    Content,
    /// `annotations` that are no object.
    #[error("its annotations are not an object")]
    Annotations,
}

/// A predicate that is not what its type says.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PredicateError {
    /// Not JSON, or not of the predicate's shape. Positions count from the start of the predicate.
    #[error("{0}")]
    Json(#[from] JsonError),
    /// A member whose value its specification does not allow.
    #[error("member {member:?} has no acceptable value")]
    Value {
        /// The member's path, as `policy.uri`.
        member: &'static str,
    },
    /// A digest that cannot be one.
    #[error("member {member:?}: {problem}")]
    Digest {
        /// The member's path.
        member: &'static str,
        /// What is wrong with it.
        problem: DigestSetError,
    },
}
