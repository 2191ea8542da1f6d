//! The releases and versions of one package.

use super::coding::Reader;
use super::sorted::take_shared;

/// The most bytes that the versions of one package may have together; 5,000,000 real ones have fewer.
const MOST_VERSIONS: usize = 256 << 20;

/// The components of one package, in the order of their postings.
#[derive(Debug, Default)]
pub(super) struct Rows {
    text: String,
    pub(super) groups: Vec<RowGroup>,
}

/// The components of one release.
#[derive(Debug)]
pub(super) struct RowGroup {
    release: Option<(usize, usize)>,
    /// The component without a version, if there is one.
    pub(super) without: Option<List>,
    /// Those with one, in their order.
    pub(super) versions: Vec<Row>,
}

/// A version and its list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    text: (usize, usize),
    pub(super) list: List,
}

/// Where a list of postings is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct List {
    pub(super) start: u64,
    pub(super) length: u64,
}

/// Takes a package's key, how many bytes its postings have, and what is written of its releases.
pub(super) fn take_head<'a>(reader: &mut Reader<'a>, key: &mut Vec<u8>) -> Option<(u64, &'a [u8])> {
    take_shared(reader, key)?;
    let postings = reader.varint()?;
    let body = reader.length()?;
    Some((postings, reader.bytes(body)?))
}

impl Rows {
    /// `None` if that is not what was written. The postings are `length` bytes from `start` on.
    pub(super) fn read(body: &[u8], start: u64, length: u64) -> Option<Self> {
        let mut rows = Self::default();
        let mut reader = Reader(body);
        let mut next = start;
        let mut version = Vec::new();
        for _ in 0..reader.varint()? {
            let release = match reader.length()? {
                0 => None,
                length => Some(rows.keep(reader.bytes(length - 1)?)?),
            };
            let counts = reader.varint()?;
            let mut list = |reader: &mut Reader<'_>| {
                let list = List {
                    start: next,
                    length: reader.varint()?,
                };
                next = next.checked_add(list.length)?;
                Some(list)
            };
            let without = match counts & 1 {
                0 => None,
                _ => Some(list(&mut reader)?),
            };
            // Each takes a byte at least, so a count that lies takes no memory.
            let expected = usize::try_from(counts >> 1).ok()?.min(body.len());
            let mut versions = Vec::with_capacity(expected);
            version.clear();
            for _ in 0..counts >> 1 {
                take_shared(&mut reader, &mut version)?;
                versions.push(Row {
                    text: rows.keep(&version)?,
                    list: list(&mut reader)?,
                });
            }
            rows.groups.push(RowGroup {
                release,
                without,
                versions,
            });
        }
        (reader.is_empty() && next == start.checked_add(length)?).then_some(rows)
    }

    fn keep(&mut self, bytes: &[u8]) -> Option<(usize, usize)> {
        let start = self.text.len();
        if start > MOST_VERSIONS {
            return None;
        }
        self.text.push_str(std::str::from_utf8(bytes).ok()?);
        Some((start, self.text.len()))
    }

    pub(super) fn release(&self, group: &RowGroup) -> Option<&str> {
        group.release.map(|text| self.text(text))
    }

    pub(super) fn version(&self, row: &Row) -> &str {
        self.text(row.text)
    }

    fn text(&self, (start, end): (usize, usize)) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }
}
