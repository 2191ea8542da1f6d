//! What is wrong or unusual with a record.

use portcullis_findings::{LimitHit, Position};

/// Why a record was set aside.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AdvisoryError {
    /// Larger than [`crate::Limits`] allow.
    #[error(transparent)]
    Limit(#[from] LimitHit),
    /// Not JSON, or a field of the wrong type.
    #[error("{detail} at {position}")]
    Json {
        /// Where.
        position: Position,
        /// What was expected or found there.
        detail: String,
    },
    /// Without `id` nothing can be said about it.
    #[error("the record has no id")]
    NoId,
    /// A range of a type this schema does not have.
    #[error("range {range} of affected entry {affected} has an unknown type")]
    RangeKind {
        /// Index of the `affected` entry.
        affected: usize,
        /// Index of the range in it.
        range: usize,
    },
    /// An event without any of `introduced`, `fixed`, `last_affected`, `limit`.
    #[error("event {event} of range {range} of affected entry {affected} says nothing")]
    EmptyEvent {
        /// Index of the `affected` entry.
        affected: usize,
        /// Index of the range in it.
        range: usize,
        /// Index of the event in it.
        event: usize,
    },
    /// A range that never begins, against the schema; its author meant something else.
    #[error("range {range} of affected entry {affected} has no introduced event")]
    NeverIntroduced {
        /// Index of the `affected` entry.
        affected: usize,
        /// Index of the range in it.
        range: usize,
    },
}

/// Something unusual in a record that was used all the same.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd, thiserror::Error)]
#[non_exhaustive]
pub enum Remark {
    /// A time that could not be read and counts as not stated; for `withdrawn` that means: not withdrawn.
    #[error("the time in `{field}` cannot be read")]
    Time {
        /// The field.
        field: &'static str,
    },
    /// One event with several kinds; read as one event each.
    #[error("event {event} of range {range} of affected entry {affected} has several kinds")]
    SeveralKinds {
        /// Index of the `affected` entry.
        affected: usize,
        /// Index of the range in it.
        range: usize,
        /// Index of the event in it.
        event: usize,
    },
    /// The events do not alternate in the listed order, so they were sorted by version.
    #[error("the events of range {range} of affected entry {affected} do not alternate and were sorted")]
    Sorted {
        /// Index of the `affected` entry.
        affected: usize,
        /// Index of the range in it.
        range: usize,
    },
    /// An event whose version the scheme cannot place.
    #[error("the version of event {event} of range {range} of affected entry {affected} cannot be ordered")]
    Unordered {
        /// Index of the `affected` entry.
        affected: usize,
        /// Index of the range in it.
        range: usize,
        /// Index of the event in it.
        event: usize,
    },
    /// An entry with neither ranges nor versions; it affects nothing.
    #[error("affected entry {affected} names no versions")]
    NoVersions {
        /// Index of the `affected` entry.
        affected: usize,
    },
    /// Another record had the same id and other content; the one changed last was kept.
    #[error("another record has the same id and other content; the one changed last is used")]
    Duplicate,
}
