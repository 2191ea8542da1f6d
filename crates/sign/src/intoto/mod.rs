//! in-toto attestations: statements about artifacts, read only out of a verified envelope.

mod descriptor;
mod digest_set;
mod error;
mod predicate;
mod statement;
mod wire;

pub use descriptor::ResourceDescriptor;
pub use digest_set::{DigestSet, DigestSetError};
pub use error::{PredicateError, StatementError, SubjectProblem};
pub use predicate::{Predicate, RawPredicate};
pub use statement::{SignStatementError, Statement, StatementLimits, StatementVersion};
pub(crate) use wire::WireDescriptor;

/// The payload type of an envelope that holds a statement.
pub const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";
