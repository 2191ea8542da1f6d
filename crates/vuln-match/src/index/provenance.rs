//! Where the records of an index came from.

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
