//! Why a document cannot be read or written, and how much of one is read.

use portcullis_findings::{LimitHit, Position};

/// Limits on VEX documents.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct VexLimits {
    /// Bytes of one document; 32 MiB unless set.
    pub bytes: u64,
    /// Statements, products, names, groups and references, counted together as often as they are used; 2,000,000 unless set.
    pub items: u64,
    /// How deep the branches of a product tree may go; 30 unless set (CSAF 2.1, mandatory test 6.1.34).
    pub branches: u64,
    /// How many products one stands inside; 16 unless set.
    pub within: u64,
    /// Gaps that are kept word for word; 1,000 unless set. One more tells how many there were.
    pub gaps: u64,
}

impl Default for VexLimits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            items: 2_000_000,
            branches: 30,
            within: 16,
            gaps: 1_000,
        }
    }
}

/// Why a document is not read at all.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VexError {
    /// Larger than [`VexLimits`] allow.
    #[error(transparent)]
    Limit(#[from] LimitHit),
    /// Not UTF-8 text.
    #[error("not UTF-8 text at {position}")]
    Encoding {
        /// Where.
        position: Position,
    },
    /// Not JSON, or a field of the wrong type.
    #[error("{detail} at {position}")]
    Json {
        /// Where.
        position: Position,
        /// What was expected or found there.
        detail: String,
    },
    /// It is JSON, and no document of this format in a version that is known.
    #[error("not a {format} document of a known version: `{field}` is {found}")]
    Format {
        /// The format.
        format: &'static str,
        /// The field that tells.
        field: &'static str,
        /// What stands there, shortened.
        found: String,
    },
    /// A field without which nothing can be said of it.
    #[error("the document has no `{field}`")]
    Missing {
        /// The field.
        field: &'static str,
    },
}

/// Why a document cannot be written in a format.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VexWriteError {
    /// The format asks for it.
    #[error("a {format} document needs {what}")]
    Missing {
        /// The format.
        format: &'static str,
        /// What it needs.
        what: &'static str,
    },
    /// The format has no words for a statement.
    #[error("{format} cannot say statement {statement}: {cause}")]
    Inexpressible {
        /// The format.
        format: &'static str,
        /// Which one, from 0.
        statement: usize,
        /// Why.
        cause: &'static str,
    },
}
