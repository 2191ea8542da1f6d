//! Where in an input something stands.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use crate::Label;

/// A place in an input: its label, the archives around it, optionally a commit and a region.
///
/// Ordered by label bytes, then container chain, commit and region.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Location {
    label: Label,
    /// `None` if both are empty. Most are, and inventories hold many places.
    around: Option<Box<Around>>,
    region: Option<Region>,
}

/// What is around few inputs.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Around {
    container: Vec<Label>,
    commit: Option<String>,
}

impl Location {
    /// The whole of an input.
    #[must_use]
    pub fn new(label: impl Into<Label>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// With a region inside the input.
    #[must_use]
    pub fn with_region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Inside archives, outermost first: the label is a name in the last of them.
    #[must_use]
    pub fn with_container(mut self, container: Vec<Label>) -> Self {
        if !container.is_empty() || self.around.is_some() {
            self.around.get_or_insert_default().container = container;
            self.around = self.around.filter(|around| !around.is_empty());
        }
        self
    }

    /// At a commit of a repository (full hexadecimal id).
    #[must_use]
    pub fn with_commit(mut self, commit: impl Into<String>) -> Self {
        self.around.get_or_insert_default().commit = Some(commit.into());
        self
    }

    /// The input's label.
    #[must_use]
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// The archives around the input, outermost first.
    #[must_use]
    pub fn container(&self) -> &[Label] {
        self.around.as_ref().map_or(&[], |around| &around.container)
    }

    /// The label with those of the archives around it, as a report names the whole input: `outer.tar!inner.jar!path`.
    ///
    /// ```
    /// use portcullis_findings::{Label, Location};
    /// let place = Location::new("b.txt").with_container(vec![Label::new("a.zip")]);
    /// assert_eq!(place.input(), Label::new("a.zip!b.txt"));
    /// ```
    #[must_use]
    pub fn input(&self) -> Label {
        if self.container().is_empty() {
            return self.label.clone();
        }
        let mut bytes = Vec::new();
        for outer in self.container() {
            bytes.extend_from_slice(outer.as_bytes());
            bytes.push(b'!');
        }
        bytes.extend_from_slice(self.label.as_bytes());
        Label::new(bytes)
    }

    /// The commit, if the input came from a repository's history.
    #[must_use]
    pub fn commit(&self) -> Option<&str> {
        self.around.as_ref()?.commit.as_deref()
    }

    /// The region, if less than the whole input is meant.
    #[must_use]
    pub fn region(&self) -> Option<&Region> {
        self.region.as_ref()
    }
}

impl Around {
    fn is_empty(&self) -> bool {
        self.container.is_empty() && self.commit.is_none()
    }
}

impl fmt::Display for Location {
    /// `outer.tar!inner.jar!path:line:column`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for outer in self.container() {
            write!(f, "{outer}!")?;
        }
        write!(f, "{}", self.label)?;
        match &self.region {
            Some(region) => write!(f, ":{}:{}", region.line(), region.column()),
            None => Ok(()),
        }
    }
}

/// A byte range of an input with its line and column.
///
/// Bytes count from 0 and the end is exclusive; lines and columns count from 1 in bytes, and the end column stands behind
/// the last byte. SARIF counts columns in UTF-16 code units, so these are kept too where they are known.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Region {
    start: u64,
    end: u64,
    line: u64,
    column: u64,
    end_line: u64,
    end_column: u64,
    utf16: Option<(u64, u64)>,
}

impl Region {
    /// A region from byte offsets and from (line, column) of its start and its end.
    #[must_use]
    pub fn new(bytes: Range<u64>, start: (u64, u64), end: (u64, u64)) -> Self {
        Self {
            start: bytes.start,
            end: bytes.end,
            line: start.0,
            column: start.1,
            end_line: end.0,
            end_column: end.1,
            utf16: None,
        }
    }

    /// With the start and end columns in UTF-16 code units, from 1.
    #[must_use]
    pub fn with_utf16_columns(mut self, start: u64, end: u64) -> Self {
        self.utf16 = Some((start, end));
        self
    }

    /// Byte offsets, the end exclusive.
    #[must_use]
    pub fn bytes(&self) -> Range<u64> {
        self.start..self.end
    }

    /// The line of the first byte, from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The column of the first byte, from 1, in bytes.
    #[must_use]
    pub fn column(&self) -> u64 {
        self.column
    }

    /// The line of the last byte, from 1.
    #[must_use]
    pub fn end_line(&self) -> u64 {
        self.end_line
    }

    /// The column behind the last byte, from 1, in bytes.
    #[must_use]
    pub fn end_column(&self) -> u64 {
        self.end_column
    }

    /// Start and end columns in UTF-16 code units, if known.
    #[must_use]
    pub fn utf16_columns(&self) -> Option<(u64, u64)> {
        self.utf16
    }
}

/// The line starts of one input, to turn byte offsets into lines and columns.
///
/// A line ends at `\n`; `\r` before it belongs to the line.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a [u8],
    /// Looked for when the first place is asked for: most texts are read without a fault.
    starts: OnceLock<Vec<usize>>,
}

impl<'a> LineIndex<'a> {
    /// How far from a line's start UTF-16 columns are counted; beyond it (minified files) a region has none.
    pub const UTF16_REACH: usize = 64 * 1024;

    /// The lines of `text`, which is read when the first place is asked for, once.
    #[must_use]
    pub const fn new(text: &'a [u8]) -> Self {
        Self {
            text,
            starts: OnceLock::new(),
        }
    }

    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let mut starts = vec![0];
            for (at, byte) in self.text.iter().enumerate() {
                if *byte == b'\n' {
                    starts.push(at + 1);
                }
            }
            starts
        })
    }

    /// Line and column (both from 1, in bytes) of a byte offset; an offset past the end counts on in the last line.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (u64, u64) {
        let starts = self.starts();
        let line = starts.partition_point(|start| *start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or_default();
        (line as u64, (offset.saturating_sub(start)) as u64 + 1)
    }

    /// The region of a byte range, with UTF-16 columns unless the line is longer than [`LineIndex::UTF16_REACH`].
    #[must_use]
    pub fn region(&self, bytes: Range<usize>) -> Region {
        self.region_reaching(bytes, Self::UTF16_REACH)
    }

    /// The region of a byte range, with UTF-16 columns unless one of its ends stands behind so many bytes of its line: they are
    /// counted from the start of the line each time.
    #[must_use]
    pub fn region_reaching(&self, bytes: Range<usize>, reach: usize) -> Region {
        let start = self.line_column(bytes.start);
        let end = self.line_column(bytes.end);
        let region = Region::new(bytes.start as u64..bytes.end as u64, start, end);
        match (
            self.utf16_column(bytes.start, start, reach),
            self.utf16_column(bytes.end, end, reach),
        ) {
            (Some(start), Some(end)) => region.with_utf16_columns(start, end),
            _ => region,
        }
    }

    fn utf16_column(&self, offset: usize, (_, column): (u64, u64), reach: usize) -> Option<u64> {
        let before = usize::try_from(column - 1).ok()?;
        if before > reach {
            return None;
        }
        let text = self.text.get(offset.checked_sub(before)?..offset)?;
        if text.is_ascii() {
            return Some(column);
        }
        Some(String::from_utf8_lossy(text).encode_utf16().count() as u64 + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_bytes() {
        let index = LineIndex::new(b"ab\ncd\n");
        for (offset, expected) in [
            (0, (1, 1)),
            (2, (1, 3)),
            (3, (2, 1)),
            (5, (2, 3)),
            (6, (3, 1)),
            (9, (3, 4)),
        ] {
            assert_eq!(index.line_column(offset), expected, "{offset}");
        }
    }

    #[test]
    fn utf16_columns_differ_from_byte_columns() {
        let text = "é😀x";
        let region = LineIndex::new(text.as_bytes()).region(6..7);
        assert_eq!(region.column(), 7);
        assert_eq!(region.utf16_columns(), Some((4, 5)));
    }

    #[test]
    fn a_long_line_has_no_utf16_columns() {
        let text = vec![b'a'; LineIndex::UTF16_REACH + 10];
        let region = LineIndex::new(&text).region(text.len() - 2..text.len());
        assert_eq!(region.utf16_columns(), None);
        assert_eq!(region.line(), 1);
    }

    #[test]
    fn a_location_prints_its_containers() {
        let location = Location::new("x.txt").with_container(vec![Label::new("a.tar"), Label::new("b.jar")]);
        assert_eq!(location.to_string(), "a.tar!b.jar!x.txt");
    }
}
