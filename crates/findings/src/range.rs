//! Version ranges as a question, so that `policy` needs no version scheme of its own.

use crate::Purl;

/// Answers whether a component's version lies in a range. `vuln-match` implements it; the facade passes it to `policy`.
pub trait InRange {
    /// Whether the version of `purl` lies in `range` (a VERS range such as `vers:npm/>=1.0.0|<2.0.0`, or its part behind
    /// the slash).
    fn in_range(&self, purl: &Purl, range: &str) -> RangeAnswer;
}

/// Whether a version lies in a range.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum RangeAnswer {
    /// It does.
    Inside,
    /// It does not.
    Outside,
    /// That cannot be told, and why; never to be read as either.
    Unknown(String),
}
