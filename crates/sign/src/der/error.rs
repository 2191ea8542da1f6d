//! Why a DER encoding was refused.

/// A place in a DER document that is not what the structure has there.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{problem} at byte {offset} of the DER")]
#[non_exhaustive]
pub struct DerError {
    /// 0-based byte in the document.
    pub offset: usize,
    /// What is wrong there.
    pub problem: DerProblem,
}

/// What was wrong with a DER encoding.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum DerProblem {
    /// An element reaches beyond the end of what holds it.
    #[error("an element that is cut short")]
    Truncated,
    /// The length is indefinite, not minimal, or beyond what is read here.
    #[error("a length that DER does not allow")]
    Length,
    /// Another tag than the structure has at this place.
    #[error("tag {found:#04x} instead of {expected:#04x}")]
    Tag {
        /// The tag of the structure.
        expected: u8,
        /// The tag found.
        found: u8,
    },
    /// Bytes after the end of the structure.
    #[error("bytes after the end")]
    Trailing,
    /// A value of the wrong size or form.
    #[error("a value of the wrong form")]
    Value,
    /// More members than the reader allows.
    #[error("more than {limit} members")]
    TooMany {
        /// Members allowed.
        limit: usize,
    },
}
