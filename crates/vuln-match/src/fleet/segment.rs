//! Reads one segment.

use super::coding::Reader;
use super::dictionary::{Rows, take_head};
use super::layout::{Header, Part, SORTED_BY};
use super::sorted::{BLOCK, take_shared};
use super::{FleetError, postings};
use crate::pages::{PageError, Pages};

/// Bytes of one entry of the directory of dictionary blocks: where the block begins, and where its postings do.
const DICTIONARY_ENTRY: u64 = 16;
/// Bytes of one entry of a directory of names.
const NAME_ENTRY: u64 = 8;
/// How far a reader looks for the first string of a block: more than the longest one has.
const FIRST: u64 = 16 * 1024;

/// A segment whose header was checked; pages are checked when they are read.
#[derive(Debug)]
pub(super) struct Segment<'a> {
    at: usize,
    pub(super) header: Header,
    pages: Pages<'a>,
}

/// Which list of names.
#[derive(Clone, Copy, Debug)]
pub(super) enum Names {
    Inventories,
    Removed,
}

impl<'a> Segment<'a> {
    pub(super) fn open(bytes: &'a [u8], at: usize) -> Result<Self, FleetError> {
        let (header, body, sums) = Header::read(bytes, at)?;
        let pages = Pages::new(body, sums).ok_or(FleetError::DamagedHeader { segment: at })?;
        let segment = Self { at, header, pages };
        for (part, count, per, name) in [
            (Part::NameBlocks, segment.header.inventories, NAME_ENTRY, "names"),
            (
                Part::RemovedBlocks,
                segment.header.removed,
                NAME_ENTRY,
                "removed names",
            ),
        ] {
            if segment.header.section(part).length != u64::from(count).div_ceil(BLOCK as u64) * per {
                return Err(segment.malformed(name));
            }
        }
        Ok(segment)
    }

    pub(super) fn malformed(&self, part: &'static str) -> FleetError {
        FleetError::Malformed {
            segment: self.at,
            part,
        }
    }

    /// Whether the versions stand in the order of this release of the crate.
    pub(super) fn is_sorted_here(&self) -> bool {
        self.header.sorted_by == SORTED_BY
    }

    pub(super) fn check_all(&self) -> Result<(), FleetError> {
        self.pages.check_all().map_err(|error| self.damaged(error))
    }

    fn damaged(&self, error: PageError) -> FleetError {
        match error {
            PageError::Damaged { page } => FleetError::DamagedPage {
                segment: self.at,
                page,
            },
            PageError::Outside => self.malformed("places"),
        }
    }

    /// Bytes of a section.
    fn read(&self, part: Part, start: u64, length: u64) -> Result<&'a [u8], FleetError> {
        let section = self.header.section(part);
        let end = start.checked_add(length).filter(|end| *end <= section.length);
        if end.is_none() {
            return Err(self.malformed("places"));
        }
        // The sections end within the body, so this does not overflow.
        self.pages
            .read(section.start + start, length)
            .map_err(|error| self.damaged(error))
    }

    fn u64(&self, part: Part, start: u64) -> Result<u64, FleetError> {
        let bytes = self.read(part, start, 8)?;
        Ok(bytes.first_chunk().copied().map_or(0, u64::from_le_bytes))
    }

    /// An encoded list of postings.
    pub(super) fn list(&self, start: u64, length: u64) -> Result<&'a [u8], FleetError> {
        self.read(Part::Postings, start, length)
    }

    /// Gives each inventory of a list.
    pub(super) fn each(&self, list: &[u8], give: impl FnMut(u32)) -> Result<(), FleetError> {
        postings::each(list, self.header.inventories, give).ok_or_else(|| self.malformed("postings"))
    }

    /// The place of a name among the sorted ones.
    pub(super) fn find_name(&self, names: Names, name: &str) -> Result<Option<u32>, FleetError> {
        let (_, directory, _, count) = self.names_parts(names);
        let blocks = self.header.section(directory).length / NAME_ENTRY;
        let mut first = Vec::new();
        // The last block whose first name is not greater.
        let (mut low, mut high) = (0, blocks);
        while low < high {
            let middle = (low + high) / 2;
            first.clear();
            let bytes = self.name_block(names, middle, FIRST)?;
            take_shared(&mut Reader(bytes), &mut first).ok_or_else(|| self.malformed("names"))?;
            if *first <= *name.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let Some(block) = low.checked_sub(1) else {
            return Ok(None);
        };
        let mut found = None;
        self.each_name(names, block, |at, text| {
            if *text == *name.as_bytes() && at < count {
                found = Some(at);
            }
        })?;
        Ok(found)
    }

    /// The name at a place, with all names of its block.
    pub(super) fn each_name(
        &self,
        names: Names,
        block: u64,
        mut give: impl FnMut(u32, &[u8]),
    ) -> Result<(), FleetError> {
        let (_, _, part, count) = self.names_parts(names);
        let mut reader = Reader(self.name_block(names, block, u64::MAX)?);
        let start = block * BLOCK as u64;
        let mut text = Vec::new();
        for at in start..(start + BLOCK as u64).min(u64::from(count)) {
            take_shared(&mut reader, &mut text).ok_or_else(|| self.malformed(part))?;
            give(at as u32, &text);
        }
        if reader.is_empty() {
            Ok(())
        } else {
            Err(self.malformed(part))
        }
    }

    /// How many blocks of names there are.
    pub(super) fn name_blocks(&self, names: Names) -> u64 {
        let (_, directory, _, _) = self.names_parts(names);
        self.header.section(directory).length / NAME_ENTRY
    }

    fn names_parts(&self, names: Names) -> (Part, Part, &'static str, u32) {
        match names {
            Names::Inventories => (Part::Names, Part::NameBlocks, "names", self.header.inventories),
            Names::Removed => (
                Part::Removed,
                Part::RemovedBlocks,
                "removed names",
                self.header.removed,
            ),
        }
    }

    /// A block of names, or the first bytes of it.
    fn name_block(&self, names: Names, block: u64, most: u64) -> Result<&'a [u8], FleetError> {
        let (part, directory, what, _) = self.names_parts(names);
        let start = self.u64(directory, block * NAME_ENTRY)?;
        let end = match (block + 1) * NAME_ENTRY {
            next if next < self.header.section(directory).length => self.u64(directory, next)?,
            _ => self.header.section(part).length,
        };
        let length = end.checked_sub(start).ok_or_else(|| self.malformed(what))?;
        self.read(part, start, length.min(most))
    }

    /// How many blocks the dictionary has.
    pub(super) fn blocks(&self) -> u64 {
        self.header.section(Part::DictionaryBlocks).length / DICTIONARY_ENTRY
    }

    /// A block of the dictionary (or the first bytes of it), and where its postings begin.
    pub(super) fn block(&self, block: u64, most: u64) -> Result<(&'a [u8], u64), FleetError> {
        let at = block * DICTIONARY_ENTRY;
        let start = self.u64(Part::DictionaryBlocks, at)?;
        let postings = self.u64(Part::DictionaryBlocks, at + 8)?;
        let end = if block + 1 < self.blocks() {
            self.u64(Part::DictionaryBlocks, at + DICTIONARY_ENTRY)?
        } else {
            self.header.section(Part::Dictionary).length
        };
        let length = end.checked_sub(start).ok_or_else(|| self.malformed("packages"))?;
        Ok((self.read(Part::Dictionary, start, length.min(most))?, postings))
    }

    /// What is known of a package, by its index key.
    pub(super) fn package(&self, key: &[u8]) -> Result<Option<Rows>, FleetError> {
        let malformed = || self.malformed("packages");
        let mut found = Vec::new();
        let (mut low, mut high) = (0, self.blocks());
        while low < high {
            let middle = (low + high) / 2;
            found.clear();
            let (bytes, _) = self.block(middle, FIRST)?;
            take_shared(&mut Reader(bytes), &mut found).ok_or_else(malformed)?;
            if *found <= *key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let Some(block) = low.checked_sub(1) else {
            return Ok(None);
        };
        let (bytes, mut postings) = self.block(block, u64::MAX)?;
        let mut reader = Reader(bytes);
        found.clear();
        while !reader.is_empty() {
            let (length, body) = take_head(&mut reader, &mut found).ok_or_else(malformed)?;
            if *found == *key {
                return Rows::read(body, postings, length).map(Some).ok_or_else(malformed);
            }
            postings = postings.checked_add(length).ok_or_else(malformed)?;
        }
        Ok(None)
    }
}
