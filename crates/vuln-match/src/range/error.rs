//! Why a text is no range.

use super::{Notation, VersionRange};
use crate::Scheme;

/// Why a text is no range. Constraints are counted from 0, in the order they are written.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RangeError {
    /// Longer than [`VersionRange::MAX_BYTES`].
    #[error("a range has at most {} bytes, found {bytes}", VersionRange::MAX_BYTES)]
    TooLong {
        /// How many bytes there were.
        bytes: usize,
    },
    /// More alternatives or constraints than [`VersionRange::MAX_CONSTRAINTS`] once written out.
    #[error("a range has at most {} constraints", VersionRange::MAX_CONSTRAINTS)]
    TooMany,
    /// The scheme is not known here.
    #[error("the version scheme `{scheme}` is not known")]
    Scheme {
        /// The scheme, shortened.
        scheme: String,
    },
    /// A constraint is empty.
    #[error("constraint {index} is empty")]
    Empty {
        /// Which one.
        index: usize,
    },
    /// A version cannot be placed in the order.
    #[error("the version of constraint {index} cannot be ordered by {scheme}")]
    Version {
        /// Which one.
        index: usize,
        /// The scheme.
        scheme: Scheme,
    },
    /// A version stands in two constraints, against the rules of VERS.
    #[error("two constraints name the same version")]
    Repeated,
    /// A constraint breaks the syntax of VERS.
    #[error("constraint {index} is no canonical VERS: {fault}")]
    Vers {
        /// Which one.
        index: usize,
        /// What is wrong with it.
        fault: VersFault,
    },
    /// A constraint is not written as its native notation asks.
    #[error("constraint {index} is no {notation} range")]
    Native {
        /// Which one.
        index: usize,
        /// The notation.
        notation: Notation,
    },
}

/// What is not canonical about a VERS, by clause 5 of its specification.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VersFault {
    /// It does not begin with `vers:` and a type of lower-case letters, digits, dots and dashes.
    #[error("it does not begin with `vers:` and a type")]
    Type,
    /// There is nothing between two pipes, or before the first or behind the last one.
    #[error("nothing stands between two pipes")]
    Pipe,
    /// White space, or a character beyond printable ASCII.
    #[error("only printable ASCII without spaces is written plainly")]
    Character,
    /// A percent sign without two hexadecimal digits, or bytes that are no text.
    #[error("a percent sign begins no encoded byte")]
    Encoding,
    /// An encoded byte that is written plainly, or with lower-case digits.
    #[error("a byte is encoded that is written otherwise")]
    NeedlessEncoding,
    /// `=` in front; equality has no sign.
    #[error("equality is written without a sign")]
    Sign,
    /// `*` beside other constraints or before a version.
    #[error("an asterisk stands alone")]
    Asterisk,
    /// A version smaller than the one before.
    #[error("it stands behind a greater version")]
    Unsorted,
    /// A comparator that cannot follow the one before.
    #[error("it says nothing beside the one before it")]
    Redundant,
}
