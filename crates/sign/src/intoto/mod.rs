//! in-toto attestations: statements about artifacts, read only out of a verified envelope.

mod alias;
mod descriptor;
mod digest_set;
mod error;
mod object;
mod predicate;
mod predicates;
mod statement;
mod wire;

pub use alias::{PREDICATE_ALIASES, predicate_type};
pub use descriptor::ResourceDescriptor;
pub use digest_set::{DigestSet, DigestSetError};
pub use error::{PredicateError, StatementError, SubjectProblem};
pub use object::JsonObject;
pub use predicate::{Predicate, RawPredicate};
pub use predicates::{Attribute, AttributeReport, Link, Release, TestOutcome, TestResult};
pub use statement::{SignStatementError, Statement, StatementLimits, StatementVersion};
pub(crate) use wire::{
    WireDescriptor, WireDigest, WireList, descriptor, descriptors, digest_set, predicate, timestamp,
    wire_digest, wire_list,
};

/// The payload type of an envelope that holds a statement.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";
