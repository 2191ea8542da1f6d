//! What stands where in a segment.
//!
//! ```text
//! header | postings | dictionary | its blocks | names | their blocks | removed names | their blocks | checksums of pages
//! ```
//!
//! All numbers are little-endian. Pages are counted from the end of the header; the header holds the checksum of the table of
//! checksums and, last, its own.

use super::FleetError;
use super::build::of_fleet;
use crate::{EpochPolicy, MatchOptions, ProPolicy, pages};

/// The first bytes of a segment.
const MAGIC: [u8; 8] = *b"pc-fleet";
/// The format that is written and read.
pub(super) const FORMAT: u32 = 1;
/// Bytes of the header.
pub(super) const HEADER: usize = 200;
const SECTIONS: usize = 7;
/// Where the options stand in the header: before the checksum of the table and its own.
const OPTIONS: usize = HEADER - 24;
/// Who sorted the versions. Orders may be corrected from release to release; a segment that another release sorted is read all
/// the same, version by version.
pub(super) const SORTED_BY: [u8; 16] = sorted_by(env!("CARGO_PKG_VERSION").as_bytes());

/// The counts and places in the header.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Header {
    pub(super) sorted_by: [u8; 16],
    /// What its inventories are matched by.
    pub(super) options: MatchOptions,
    pub(super) inventories: u32,
    pub(super) removed: u32,
    pub(super) packages: u32,
    pub(super) components: u32,
    pub(super) postings: u64,
    pub(super) sections: [Section; SECTIONS],
}

/// A run of bytes behind the header.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Section {
    pub(super) start: u64,
    pub(super) length: u64,
}

/// The sections in their order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Postings,
    Dictionary,
    DictionaryBlocks,
    Names,
    NameBlocks,
    Removed,
    RemovedBlocks,
}

impl Header {
    pub(super) fn section(&self, part: Part) -> Section {
        self.sections.get(part as usize).copied().unwrap_or_default()
    }

    pub(super) fn set_section(&mut self, part: Part, section: Section) {
        if let Some(slot) = self.sections.get_mut(part as usize) {
            *slot = section;
        }
    }

    /// The header's bytes. `total` counts the whole segment, `table` is the checksum of the table of checksums.
    pub(super) fn write(&self, total: u64, table: u64) -> Vec<u8> {
        let mut out = Vec::with_capacity(HEADER);
        out.extend(MAGIC);
        out.extend(FORMAT.to_le_bytes());
        out.extend((pages::PAGE as u32).to_le_bytes());
        out.extend(total.to_le_bytes());
        out.extend(self.sorted_by);
        for count in [self.inventories, self.removed, self.packages, self.components] {
            out.extend(count.to_le_bytes());
        }
        out.extend(self.postings.to_le_bytes());
        for section in self.sections {
            out.extend(section.start.to_le_bytes());
            out.extend(section.length.to_le_bytes());
        }
        out.extend(written(self.options));
        out.extend(table.to_le_bytes());
        out.extend(pages::checksum(&out).to_le_bytes());
        out
    }

    /// The options of a segment whose first bytes these are.
    pub(super) fn options_of(start: &[u8]) -> Option<MatchOptions> {
        let head = start.get(..HEADER).filter(|head| head.starts_with(&MAGIC))?;
        let (signed, sum) = head.split_last_chunk::<8>()?;
        let mut fields = Fields(signed.get(OPTIONS..)?);
        (u64::from_le_bytes(*sum) == pages::checksum(signed)).then(|| options(fields.take()))?
    }

    /// The header, the bytes of pages and the table of their checksums, all checked but the pages.
    pub(super) fn read(bytes: &[u8], segment: usize) -> Result<(Self, &[u8], &[u8]), FleetError> {
        let not = FleetError::NotASegment { segment };
        let damaged = FleetError::DamagedHeader { segment };
        if !bytes.starts_with(&MAGIC) {
            return Err(not);
        }
        let (head, rest) = bytes.split_at_checked(HEADER).ok_or(not)?;
        let mut fields = Fields(head.get(MAGIC.len()..).unwrap_or_default());
        let (found, page, stated) = (fields.u32(), fields.u32(), fields.u64());
        if found != FORMAT {
            return Err(FleetError::Version {
                segment,
                found,
                known: FORMAT,
            });
        }
        let signed = head.get(..HEADER - 8).unwrap_or_default();
        let sum = head.last_chunk::<8>().copied().map(u64::from_le_bytes);
        if sum != Some(pages::checksum(signed)) || page as usize != pages::PAGE {
            return Err(damaged);
        }
        if stated != bytes.len() as u64 {
            return Err(FleetError::Length {
                segment,
                found: bytes.len() as u64,
                stated,
            });
        }
        let mut header = Self {
            sorted_by: fields.take(),
            options: MatchOptions::default(),
            inventories: fields.u32(),
            removed: fields.u32(),
            packages: fields.u32(),
            components: fields.u32(),
            postings: fields.u64(),
            sections: Default::default(),
        };
        for section in &mut header.sections {
            *section = Section {
                start: fields.u64(),
                length: fields.u64(),
            };
        }
        header.options = options(fields.take()).ok_or(damaged.clone())?;
        let table = fields.u64();
        let body = header.body_length().ok_or(damaged.clone())?;
        let (body, sums) = rest.split_at_checked(body).ok_or(damaged.clone())?;
        if pages::checksum(sums) != table || sums.len() != body.len().div_ceil(pages::PAGE) * pages::SUM {
            return Err(damaged);
        }
        Ok((header, body, sums))
    }

    /// The sections lie one behind the other.
    fn body_length(&self) -> Option<usize> {
        let end = self.sections.iter().try_fold(0_u64, |end, section| {
            (section.start == end).then(|| end.checked_add(section.length))?
        })?;
        usize::try_from(end).ok()
    }
}

/// The places of the words of each option among all of them.
fn written(options: MatchOptions) -> [u8; 8] {
    let epoch = place(EpochPolicy::WORDS, options.epoch);
    let pro = place(ProPolicy::WORDS, options.ubuntu_pro);
    [epoch, pro, 0, 0, 0, 0, 0, 0]
}

fn place<T: PartialEq>(words: &[(&str, T)], value: T) -> u8 {
    let at = words.iter().position(|(_, known)| *known == value);
    at.unwrap_or_default() as u8
}

/// `None` for options that a later release may know.
fn options([epoch, pro, rest @ ..]: [u8; 8]) -> Option<MatchOptions> {
    let mut options = of_fleet(MatchOptions::default());
    options.epoch = EpochPolicy::WORDS.get(usize::from(epoch))?.1;
    options.ubuntu_pro = ProPolicy::WORDS.get(usize::from(pro))?.1;
    (rest == [0; 6]).then_some(options)
}

/// Takes fields off the front of a header.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let Some((first, rest)) = self.0.split_first_chunk::<N>() else {
            return [0; N];
        };
        self.0 = rest;
        *first
    }

    fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.take())
    }

    fn u64(&mut self) -> u64 {
        u64::from_le_bytes(self.take())
    }
}

const fn sorted_by(version: &[u8]) -> [u8; 16] {
    let mut padded = [0; 16];
    let mut at = 0;
    while at < version.len() && at < 16 {
        padded[at] = version[at];
        at += 1;
    }
    padded
}
