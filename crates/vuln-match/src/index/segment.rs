//! One file of an index: the base, or a delta over it.

use std::cmp::Ordering;
use std::fmt;

use super::layout::{self, Extent, File, Header, Kind, SECTIONS, Section};
use super::pages::Pages;
use super::wire::Reader;
use super::{IndexError, schemes};
use crate::{Ecosystem, Scheme};

/// One file, opened.
pub(crate) struct Segment<'a> {
    pub(super) header: Header,
    pages: Pages<'a>,
    sections: [Extent; SECTIONS],
    bytes: &'a [u8],
    pub(super) ecosystems: Vec<KnownEcosystem>,
    schemes: Vec<Scheme>,
    /// Slots of the table, and how many of them hashes are at home in.
    pub(super) slots: usize,
    pub(super) home_slots: u64,
    /// One bit for each advisory that a later segment replaces or removes; empty if there is none.
    pub(super) replaced: Vec<u64>,
    pub(super) replaced_count: u32,
}

/// An ecosystem, and how many advisories that are not withdrawn it has.
#[derive(Debug)]
pub(super) struct KnownEcosystem {
    pub(super) name: Ecosystem,
    /// Advisories of exactly this release or repository.
    pub(super) exact: u64,
    /// Advisories of any, where this is the base name.
    pub(super) base: u64,
}

/// A version of the index.
#[derive(Clone, Copy)]
pub(crate) struct Version<'a> {
    pub(crate) key: &'a [u8],
    pub(crate) ordered: bool,
    text: &'a [u8],
}

impl<'a> Version<'a> {
    /// What `introduced: 0` means.
    pub(super) const LOWEST: Self = Self {
        key: &[],
        ordered: true,
        text: b"0",
    };

    /// By key; of one key by how it is written.
    pub(crate) fn cmp_written(&self, other: &Self) -> Ordering {
        (self.key, self.text).cmp(&(other.key, other.text))
    }

    /// As the advisory writes it.
    pub(crate) fn text(&self) -> Result<&'a str, IndexError> {
        std::str::from_utf8(self.text).map_err(|_| IndexError::Text)
    }
}

impl<'a> Segment<'a> {
    pub(super) fn open(bytes: &'a [u8], expected: Kind) -> Result<Self, IndexError> {
        let file = layout::open(bytes)?;
        if file.header.kind != expected {
            return Err(IndexError::Kind {
                found: file.header.kind.as_str(),
                expected: expected.as_str(),
            });
        }
        let File { header, .. } = &file;
        let mut sections = [Extent::default(); SECTIONS];
        for (own, stated) in sections.iter_mut().zip(&header.sections) {
            *own = *stated;
        }
        let mut segment = Self {
            pages: Pages::new(&file),
            sections,
            header: header.clone(),
            bytes,
            ecosystems: Vec::new(),
            schemes: Vec::new(),
            slots: 0,
            home_slots: 0,
            replaced: Vec::new(),
            replaced_count: 0,
        };
        segment.read_ecosystems()?;
        segment.read_schemes()?;
        let home_slots = segment.get(Section::Slots, 0, 8)?.first_chunk().copied();
        segment.home_slots = home_slots.map(u64::from_le_bytes).unwrap_or_default();
        segment.slots = segment.extent(Section::Slots).len / 8 - 1;
        Ok(segment)
    }

    fn read_ecosystems(&mut self) -> Result<(), IndexError> {
        let section = self.extent(Section::Ecosystems);
        let wrong = self.pages.malformed(section, 0, "list of ecosystems");
        let mut reader = Reader::new(self.pages.get(section, 0, section.len)?);
        let count = reader.size().ok_or_else(|| wrong.clone())?;
        for _ in 0..count {
            let entry = |reader: &mut Reader<'a>| {
                Some(KnownEcosystem {
                    name: Ecosystem::parse(reader.text()?),
                    exact: reader.number()?,
                    base: reader.number()?,
                })
            };
            self.ecosystems
                .push(entry(&mut reader).ok_or_else(|| wrong.clone())?);
        }
        Ok(())
    }

    fn read_schemes(&mut self) -> Result<(), IndexError> {
        let section = self.extent(Section::Schemes);
        let wrong = self.pages.malformed(section, 0, "list of schemes");
        let mut reader = Reader::new(self.pages.get(section, 0, section.len)?);
        let count = reader.size().ok_or_else(|| wrong.clone())?;
        for _ in 0..count {
            let (Some(name), Some(fingerprint)) = (reader.text(), reader.number()) else {
                return Err(wrong);
            };
            self.schemes
                .push(schemes::of_name(name, fingerprint).ok_or(IndexError::Keys)?);
        }
        Ok(())
    }

    /// Looks at every page, and at the digest of the whole.
    pub(super) fn verify(&self) -> Result<(), IndexError> {
        self.pages.verify()?;
        if layout::content_digest(self.bytes) == self.header.content {
            Ok(())
        } else {
            Err(IndexError::Digest)
        }
    }

    #[inline]
    pub(super) fn extent(&self, section: Section) -> Extent {
        self.sections.get(section as usize).copied().unwrap_or_default()
    }

    pub(super) fn get(&self, section: Section, at: usize, len: usize) -> Result<&'a [u8], IndexError> {
        self.pages.get(self.extent(section), at, len)
    }

    #[inline]
    pub(super) fn record(
        &self,
        section: Section,
        at: usize,
        what: &'static str,
    ) -> Result<&'a [u8], IndexError> {
        self.pages.record(self.extent(section), at, what)
    }

    pub(super) fn malformed(&self, section: Section, at: usize, what: &'static str) -> IndexError {
        self.pages.malformed(self.extent(section), at, what)
    }

    /// A text that stands in a record, or that the record points to.
    pub(super) fn text(&self, reader: &mut Reader<'a>) -> Result<&'a str, IndexError> {
        let bytes = self.text_bytes(reader)?;
        std::str::from_utf8(bytes).map_err(|_| self.malformed(Section::Strings, 0, "text"))
    }

    /// The same, not looked at yet.
    #[inline]
    pub(super) fn text_bytes(&self, reader: &mut Reader<'a>) -> Result<&'a [u8], IndexError> {
        let wrong = || self.malformed(Section::Strings, 0, "text");
        let word = reader.size().ok_or_else(wrong)?;
        if word & 1 == 0 {
            reader.take(word >> 1).ok_or_else(wrong)
        } else {
            self.record(Section::Strings, word >> 1, "text")
        }
    }

    /// Walks over a text.
    pub(super) fn skip_text(reader: &mut Reader<'a>) -> Option<()> {
        // The first byte has the lowest bit.
        if reader.rest().first()? & 1 != 0 {
            return reader.skip_number();
        }
        let word = reader.size()?;
        reader.take(word >> 1)?;
        Some(())
    }

    /// The version of a reference.
    #[inline(always)]
    pub(super) fn version(&self, at: usize) -> Result<Version<'a>, IndexError> {
        match self.short_version(at) {
            Some(version) => Ok(version),
            None => self.any_version(at),
        }
    }

    /// Nearly all versions: their record is short, and the length of the key has one byte.
    #[inline(always)]
    fn short_version(&self, at: usize) -> Option<Version<'a>> {
        let record = self.pages.short_record(self.extent(Section::Versions), at)?;
        let ([ordered, len], rest) = record.split_first_chunk()?;
        let (key, text) = rest.split_at_checked(usize::from(*len))?;
        (*len < 0x80).then_some(Version {
            ordered: *ordered == 1,
            key,
            text,
        })
    }

    #[cold]
    #[inline(never)]
    fn any_version(&self, at: usize) -> Result<Version<'a>, IndexError> {
        let record = self.record(Section::Versions, at, "version")?;
        let mut reader = Reader::new(record);
        let version = |reader: &mut Reader<'a>| {
            Some(Version {
                ordered: reader.byte()? == 1,
                key: reader.bytes()?,
                text: reader.rest(),
            })
        };
        version(&mut reader).ok_or_else(|| self.malformed(Section::Versions, at, "version"))
    }

    pub(super) fn scheme(&self, code: u8) -> Option<Scheme> {
        self.schemes.get(usize::from(code)).copied()
    }

    pub(super) fn ecosystem(&self, at: usize) -> Option<&Ecosystem> {
        self.ecosystems.get(at).map(|known| &known.name)
    }

    pub(super) fn is_replaced(&self, advisory: u32) -> bool {
        let word = self
            .replaced
            .get(advisory as usize / 64)
            .copied()
            .unwrap_or_default();
        word & (1 << (advisory % 64)) != 0
    }

    pub(super) fn replace(&mut self, advisory: u32) {
        if self.replaced.is_empty() {
            self.replaced = vec![0; (self.header.advisories as usize).div_ceil(64)];
        }
        if let Some(word) = self.replaced.get_mut(advisory as usize / 64) {
            let bit = 1 << (advisory % 64);
            self.replaced_count += u32::from(*word & bit == 0);
            *word |= bit;
        }
    }
}

impl fmt::Debug for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segment")
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}

impl Kind {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Base => "a base index",
            Self::Delta => "a delta",
            Self::Details => "a file of details",
        }
    }
}
