//! Why a document could not be read.

use portcullis_findings::{LimitHit, Position};

use crate::text::Fault;

/// A lockfile could not be read. Nothing of it may be used: half a lockfile is no inventory.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum LockfileError {
    /// It is larger or deeper than is read.
    #[error("{limit}")]
    Limit {
        /// The limit.
        limit: LimitHit,
        /// Where it was reached, if that is a place in the text.
        position: Option<Position>,
    },
    /// Bytes that are no UTF-8.
    #[error("not UTF-8 at {position}")]
    Encoding {
        /// The first byte that is none.
        position: Position,
    },
    /// Not the syntax of the format, or cut short.
    #[error("{cause} at {position}")]
    Syntax {
        /// Where reading stopped.
        position: Position,
        /// What was found or missed.
        cause: String,
    },
    /// Good syntax that does not say what the format must say.
    #[error("{what} at {position}")]
    Shape {
        /// The entry or value.
        position: Position,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A version of the format that is not known, so its meaning is not either.
    #[error("version `{found}` of the format is not known, the newest known is {newest} (at {position})")]
    Version {
        /// The version stated, shortened.
        found: String,
        /// The newest that is read.
        newest: &'static str,
        /// Where it stands.
        position: Position,
    },
}

/// An SBOM document could not be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// It is larger or deeper than is read.
    #[error("{limit}")]
    Limit {
        /// The limit.
        limit: LimitHit,
        /// Where it was reached, if that is a place in the text.
        position: Option<Position>,
    },
    /// Bytes that are no UTF-8.
    #[error("not UTF-8 at {position}")]
    Encoding {
        /// The first byte that is none.
        position: Position,
    },
    /// Not JSON, or cut short.
    #[error("{cause} at {position}")]
    Syntax {
        /// Where reading stopped.
        position: Position,
        /// What was found or missed.
        cause: String,
    },
    /// JSON that is not the document it claims to be.
    #[error("{what} at {position}")]
    Shape {
        /// The value.
        position: Position,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A version of the specification that is not known.
    #[error("specification version `{found}` is not known, the newest known is {newest} (at {position})")]
    Version {
        /// The version stated, shortened.
        found: String,
        /// The newest that is read.
        newest: &'static str,
        /// Where it stands.
        position: Position,
    },
}

/// Both errors have the same five causes; readers work with the cause and each kind of work wraps it.
macro_rules! of_fault {
    ($error:ident) => {
        impl From<Fault> for $error {
            fn from(fault: Fault) -> Self {
                match fault {
                    Fault::Limit { limit, position } => Self::Limit { limit, position },
                    Fault::Encoding { position } => Self::Encoding { position },
                    Fault::Syntax { position, cause } => Self::Syntax { position, cause },
                    Fault::Shape { position, what } => Self::Shape { position, what },
                    Fault::Version {
                        found,
                        newest,
                        position,
                    } => Self::Version {
                        found,
                        newest,
                        position,
                    },
                }
            }
        }
    };
}

of_fault!(LockfileError);
of_fault!(DocumentError);
