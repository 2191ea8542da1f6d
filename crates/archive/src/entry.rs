//! What a visitor is given, and what is told at the end.

use portcullis_findings::{Gap, Label};

/// A file of an archive.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Entry {
    /// Its name: relative, `/` between its parts, without empty, `.` and `..` parts.
    pub label: Label,
    /// Its size in bytes as the archive states it; the reader may give fewer, then there is a gap.
    pub size: u64,
}

/// What came of reading an archive.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Summary {
    /// How many entries the visitor was given.
    pub entries: u64,
    /// What was not read or not to its end, in the order of the archive. An empty input means the archive itself. What the
    /// visitor left unread is no gap.
    pub gaps: Vec<Gap>,
}
