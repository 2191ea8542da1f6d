//! Where the records of an index came from.

use std::collections::BTreeMap;

use portcullis_findings::Timestamp;

use super::IndexError;
use super::layout::Section;
use super::segment::Segment;
use super::wire::{Reader, put_bytes, put_number};

/// Where the records of an index came from, as whoever compiles it says. Part of the file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Provenance {
    /// The databases the records were taken from.
    pub sources: Vec<SourceOfRecords>,
    /// When the index was compiled. Without it the same records give the same bytes at any time.
    pub built: Option<Timestamp>,
}

impl Provenance {
    /// Of which moment all records are, by what the files of an index say: a base and its deltas, oldest first. `None` if they
    /// say nothing.
    ///
    /// A delta brings up to date what it names, so the latest time of compiling counts, and of each source its latest snapshot.
    /// Of these the earliest is the answer, for the records are as old as the oldest of them. A snapshot that is no RFC 3339
    /// time or day, such as a commit, says nothing.
    ///
    /// ```
    /// use portcullis_vuln_match::{Provenance, SourceOfRecords};
    /// let mut provenance = Provenance::default();
    /// provenance.built = "2026-10-31T12:00:00Z".parse().ok();
    /// let mut source = SourceOfRecords::new("RustSec");
    /// source.snapshot = Some("2026-10-30".to_owned());
    /// provenance.sources.push(source);
    /// assert_eq!(Provenance::as_of(&[provenance]), "2026-10-30".parse().ok());
    /// ```
    #[must_use]
    pub fn as_of(files: &[Self]) -> Option<Timestamp> {
        let built = files.iter().filter_map(|file| file.built).max();
        let mut snapshots: BTreeMap<&str, Timestamp> = BTreeMap::new();
        for source in files.iter().flat_map(|file| &file.sources) {
            let stated = source.snapshot.as_deref();
            if let Some(time) = stated.and_then(|text| text.parse().ok()) {
                let latest = snapshots.entry(&source.name).or_insert(time);
                *latest = time.max(*latest);
            }
        }
        snapshots.into_values().chain(built).min()
    }
}

/// One database of records.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct SourceOfRecords {
    /// Its name, such as `RustSec`.
    pub name: String,
    /// Which state of it: a commit, a date, a digest.
    pub snapshot: Option<String>,
    /// The licence of its data, as an SPDX expression.
    pub licence: Option<String>,
}

impl SourceOfRecords {
    /// A database by its name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}

pub(super) fn write(provenance: &Provenance) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_optional(
        &mut bytes,
        provenance.built.map(|built| built.to_string()).as_deref(),
    );
    put_number(&mut bytes, provenance.sources.len() as u64);
    for source in &provenance.sources {
        put_bytes(&mut bytes, source.name.as_bytes());
        put_optional(&mut bytes, source.snapshot.as_deref());
        put_optional(&mut bytes, source.licence.as_deref());
    }
    bytes
}

fn put_optional(to: &mut Vec<u8>, text: Option<&str>) {
    to.push(u8::from(text.is_some()));
    put_bytes(to, text.unwrap_or_default().as_bytes());
}

pub(super) fn read(segment: &Segment<'_>) -> Result<Provenance, IndexError> {
    let section = segment.extent(Section::Provenance);
    let mut reader = Reader::new(segment.get(Section::Provenance, 0, section.len)?);
    parse(&mut reader).ok_or_else(|| segment.malformed(Section::Provenance, 0, "provenance"))
}

fn parse(reader: &mut Reader<'_>) -> Option<Provenance> {
    let built = match optional(reader)? {
        Some(text) => Some(text.parse().ok()?),
        None => None,
    };
    let count = reader.number()?;
    let source = |_| {
        Some(SourceOfRecords {
            name: reader.text()?.to_owned(),
            snapshot: optional(reader)?,
            licence: optional(reader)?,
        })
    };
    let sources = (0..count).map(source).collect::<Option<_>>()?;
    Some(Provenance { sources, built })
}

fn optional(reader: &mut Reader<'_>) -> Option<Option<String>> {
    let stated = reader.byte()? == 1;
    let text = reader.text()?.to_owned();
    Some(stated.then_some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(built: Option<&str>, sources: &[(&str, &str)]) -> Provenance {
        Provenance {
            built: built.map(|time| time.parse().unwrap()),
            sources: sources
                .iter()
                .map(|(name, snapshot)| SourceOfRecords {
                    snapshot: Some((*snapshot).to_owned()),
                    ..SourceOfRecords::new(*name)
                })
                .collect(),
        }
    }

    #[test]
    fn records_are_as_old_as_the_oldest_of_them_and_deltas_make_them_younger() {
        let base = || file(Some("2026-10-05"), &[("a", "2026-10-01"), ("b", "2026-10-03")]);
        let rows = [
            (vec![], None),
            (vec![file(None, &[("a", "5c85fbf")])], None),
            (vec![file(Some("2026-10-05"), &[])], Some("2026-10-05")),
            (vec![base()], Some("2026-10-01")),
            (
                vec![base(), file(None, &[("a", "2026-10-04")])],
                Some("2026-10-03"),
            ),
            (
                vec![
                    base(),
                    file(Some("2026-10-09"), &[("a", "2026-10-08"), ("b", "2026-10-08")]),
                ],
                Some("2026-10-08"),
            ),
            (
                vec![file(Some("2026-10-05"), &[]), file(Some("2026-10-06"), &[])],
                Some("2026-10-06"),
            ),
        ];
        for (files, expected) in rows {
            let expected = expected.map(|time| time.parse().unwrap());
            assert_eq!(Provenance::as_of(&files), expected, "{files:?}");
        }
    }
}
