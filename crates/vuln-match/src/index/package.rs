//! Packages and their postings: which entry of which advisory is about them.

use twox_hash::XxHash3_64;

use super::guide::Ahead;
use super::layout::Section;
use super::segment::Segment;
use super::wire::{Reader, put_number};
use super::{AdvisoryView, EntryView, IndexError};
use crate::Ecosystem;

/// Bits of a posting's flags. The first seven fit one byte.
pub(super) mod flag {
    /// The entry is not the advisory's first.
    pub(crate) const ENTRY: u64 = 1;
    /// The ecosystem has a release or repository.
    pub(crate) const ECOSYSTEM: u64 = 2;
    /// There are ranges that can be compared with.
    pub(crate) const RANGES: u64 = 4;
    /// There are listed versions that lie in no range.
    pub(crate) const LISTED: u64 = 8;
    /// Ratings, an informational word or symbols follow.
    pub(crate) const EXTRA: u64 = 16;
    /// The name is written in another way than it is looked up by.
    pub(crate) const NAME: u64 = 32;
    /// Another advisory about the package has an id or alias in common.
    pub(crate) const SHARED: u64 = 64;
    /// The advisory is withdrawn.
    pub(crate) const WITHDRAWN: u64 = 128;
    /// There are ranges that no scheme compares with.
    pub(crate) const UNDECIDABLE: u64 = 256;
    /// There are ranges of commits and nothing else.
    pub(crate) const COMMITS: u64 = 512;
    /// There are neither ranges nor versions.
    pub(crate) const NOTHING: u64 = 1024;
}

/// The hash a package is looked up by. Part of the format.
#[inline]
pub(super) fn package_hash(base: &str, folded: &[u8]) -> u64 {
    XxHash3_64::oneshot_with_seed(XxHash3_64::oneshot(base.as_bytes()), folded)
}

/// How many slots a table of so many packages has before those that overflow.
pub(super) fn home_slots(packages: usize) -> u64 {
    packages as u64 + packages as u64 / 4 + 1
}

/// The slot where a hash is at home. Rises with the hash, so that a table in the order of hashes needs no wrapping.
#[inline]
pub(super) fn home(hash: u64, slots: u64) -> usize {
    ((u128::from(hash) * u128::from(slots)) >> 64) as usize
}

/// A package of one segment.
#[derive(Clone, Copy)]
pub(crate) struct Package<'a> {
    at: usize,
    base: u32,
    pub(super) name: &'a str,
    pub(super) guide: &'a [u8],
    postings: Reader<'a>,
}

/// A package that was looked up, and the segment it was found in.
#[derive(Clone, Copy)]
pub(crate) struct FoundPackage<'a> {
    pub(super) segment: &'a Segment<'a>,
    pub(super) package: Package<'a>,
}

/// One entry of an advisory about a package.
#[derive(Clone, Copy)]
pub(crate) struct Posting<'a> {
    pub(crate) segment: &'a Segment<'a>,
    pub(crate) advisory: u32,
    /// Which `affected` entry, from 0.
    pub(crate) entry: u32,
    flags: u32,
    ecosystem: u32,
    ranges: u32,
    listed: u32,
    pub(super) extra: &'a [u8],
    name: &'a str,
}

/// The postings of a package, in the order of advisories and their entries.
pub(crate) struct Postings<'a> {
    segment: &'a Segment<'a>,
    at: usize,
    base: u32,
    name: &'a str,
    advisory: u32,
    ahead: Ahead<'a>,
    reader: Reader<'a>,
}

impl Segment<'_> {
    /// Looks a package up; `hash` is that of base and folded name.
    #[inline]
    pub(super) fn package<'s>(
        &'s self,
        base: &str,
        folded: &[u8],
        hash: u64,
    ) -> Result<Option<Package<'s>>, IndexError> {
        let upper = (hash >> 32) as u32;
        for slot in home(hash, self.home_slots)..self.slots {
            let bytes = self.get(Section::Slots, 8 + slot * 8, 8)?;
            let (stored, at) = slot_of(bytes);
            if at == 0 || stored > upper {
                return Ok(None);
            }
            if stored == upper {
                let package = self.package_at(at as usize - 1)?;
                let same_base = self
                    .ecosystem(package.base as usize)
                    .is_some_and(|known| known.as_str() == base);
                if same_base && package.name.as_bytes() == folded {
                    return Ok(Some(package));
                }
            }
        }
        Ok(None)
    }

    /// The package whose record begins there, and where the next one does; `None` at the end.
    pub(super) fn package_behind(&self, at: usize) -> Result<Option<(Package<'_>, usize)>, IndexError> {
        if at >= self.extent(Section::Packages).len {
            return Ok(None);
        }
        let package = self.package_at(at)?;
        let len = self.record(Section::Packages, at, "package")?.len();
        let mut prefix = Vec::new();
        put_number(&mut prefix, len as u64);
        Ok(Some((package, at + prefix.len() + len)))
    }

    /// The package whose record lies there.
    pub(super) fn package_at<'s>(&'s self, at: usize) -> Result<Package<'s>, IndexError> {
        let mut reader = Reader::new(self.record(Section::Packages, at, "package")?);
        let package = |reader: &mut Reader<'s>| {
            Some(Package {
                at,
                base: reader.small()?,
                name: reader.text()?,
                guide: reader.bytes()?,
                postings: *reader,
            })
        };
        package(&mut reader).ok_or_else(|| self.malformed(Section::Packages, at, "package"))
    }
}

fn slot_of(bytes: &[u8]) -> (u32, u32) {
    let half = |at: usize| {
        let half = bytes.get(at..).and_then(|bytes| bytes.first_chunk().copied());
        half.map(u32::from_le_bytes).unwrap_or_default()
    };
    (half(0), half(4))
}

impl<'a> Package<'a> {
    /// The name of its base ecosystem.
    pub(super) fn base(&self, segment: &'a Segment<'a>) -> &'a str {
        segment
            .ecosystem(self.base as usize)
            .map_or("", Ecosystem::as_str)
    }

    pub(crate) fn postings(&self, segment: &'a Segment<'a>) -> Postings<'a> {
        Postings {
            segment,
            at: self.at,
            base: self.base,
            name: self.name,
            advisory: 0,
            ahead: Ahead::default(),
            reader: self.postings,
        }
    }
}

impl<'a> FoundPackage<'a> {
    /// Its postings in the order of advisories; replaced ones are left out.
    pub(crate) fn postings(&self) -> impl Iterator<Item = Result<Posting<'a>, IndexError>> + use<'a> {
        self.postings_ahead(Ahead::default())
    }

    /// The same without those of advisories that a guide rules out.
    #[inline]
    pub(crate) fn postings_ahead(
        &self,
        ahead: Ahead<'a>,
    ) -> impl Iterator<Item = Result<Posting<'a>, IndexError>> + use<'a> {
        let segment = self.segment;
        let is_live = move |posting: &Result<Posting<'a>, IndexError>| !matches!(posting, Ok(posting) if segment.is_replaced(posting.advisory));
        let mut postings = self.package.postings(segment);
        postings.ahead = ahead;
        postings.filter(is_live)
    }
}

impl<'a> Postings<'a> {
    /// Walks over what a guide rules out, up to the next posting that it does not.
    #[inline]
    fn skip_ruled_out(&mut self) -> Option<()> {
        while let Some((rank, ranks)) = self.ahead.ranks.split_first() {
            self.ahead.ranks = ranks;
            if *rank >= self.ahead.passed {
                break;
            }
            self.skip()?;
        }
        Some(())
    }

    #[inline]
    fn skip(&mut self) -> Option<()> {
        const NUMBERS: u64 = flag::ENTRY | flag::ECOSYSTEM | flag::RANGES | flag::LISTED;
        let reader = &mut self.reader;
        self.advisory = self.advisory.checked_add(reader.small()?)?;
        let flags = reader.number()?;
        for _ in 0..(flags & NUMBERS).count_ones() {
            reader.skip_number()?;
        }
        for _ in 0..(flags & (flag::EXTRA | flag::NAME)).count_ones() {
            reader.bytes()?;
        }
        Some(())
    }

    #[inline]
    fn posting(&mut self) -> Option<Posting<'a>> {
        let reader = &mut self.reader;
        self.advisory = self.advisory.checked_add(reader.small()?)?;
        let flags = u64::from(reader.small()?);
        let mut optional = |bit: u64, default: u32| {
            if flags & bit == 0 {
                Some(default)
            } else {
                reader.small()
            }
        };
        let entry = optional(flag::ENTRY, 0)?;
        let ecosystem = optional(flag::ECOSYSTEM, self.base)?;
        let ranges = optional(flag::RANGES, 0)?;
        let listed = optional(flag::LISTED, 0)?;
        let extra = if flags & flag::EXTRA == 0 {
            &[]
        } else {
            reader.bytes()?
        };
        let name = if flags & flag::NAME == 0 {
            self.name
        } else {
            reader.text()?
        };
        Some(Posting {
            segment: self.segment,
            advisory: self.advisory,
            entry,
            flags: flags as u32,
            ecosystem,
            ranges,
            listed,
            extra,
            name,
        })
    }
}

impl<'a> Iterator for Postings<'a> {
    type Item = Result<Posting<'a>, IndexError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let skipped = self.skip_ruled_out();
        if self.reader.rest().is_empty() && skipped.is_some() {
            return None;
        }
        let posting = skipped.and_then(|()| self.posting()).filter(|posting| {
            posting.advisory < self.segment.header.advisories
                && self.segment.ecosystem(posting.ecosystem as usize).is_some()
        });
        if posting.is_none() {
            self.reader = Reader::default();
            self.ahead = Ahead::default();
        }
        Some(posting.ok_or_else(|| self.segment.malformed(Section::Packages, self.at, "posting")))
    }
}

impl<'a> Posting<'a> {
    pub(crate) fn load_advisory(&self) -> Result<AdvisoryView<'a>, IndexError> {
        AdvisoryView::load(self.segment, self.advisory)
    }

    pub(crate) fn load_entry(&self) -> Result<EntryView<'a>, IndexError> {
        EntryView::load(*self)
    }

    pub(crate) fn is_of_one_advisory(&self, other: &Self) -> bool {
        self.advisory == other.advisory && std::ptr::eq(self.segment, other.segment)
    }

    pub(crate) fn ecosystem(&self) -> &'a Ecosystem {
        static NONE: std::sync::LazyLock<Ecosystem> = std::sync::LazyLock::new(|| Ecosystem::parse(""));
        self.segment.ecosystem(self.ecosystem as usize).unwrap_or(&NONE)
    }

    #[inline]
    fn has(&self, bits: u64) -> bool {
        u64::from(self.flags) & bits != 0
    }

    /// The name as the advisory writes it.
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    pub(crate) fn is_withdrawn(&self) -> bool {
        self.has(flag::WITHDRAWN)
    }

    /// Whether its ecosystem is a base name without release or repository.
    #[inline]
    pub(crate) fn is_of_base(&self) -> bool {
        !self.has(flag::ECOSYSTEM)
    }

    /// Whether another advisory of the file about the package has an id or alias in common.
    pub(crate) fn is_shared(&self) -> bool {
        self.has(flag::SHARED)
    }

    /// Whether it has something that cannot be compared, so that versions outside of its ranges are not clear of it.
    #[inline]
    pub(crate) fn is_open(&self) -> bool {
        self.has(flag::UNDECIDABLE | flag::COMMITS)
    }

    /// Whether it has a range that no scheme compares with.
    pub(crate) fn is_undecidable(&self) -> bool {
        self.has(flag::UNDECIDABLE)
    }

    /// Whether it names commits alone.
    pub(crate) fn is_commits(&self) -> bool {
        self.has(flag::COMMITS)
    }

    /// Whether it names neither ranges nor versions.
    pub(crate) fn is_nothing(&self) -> bool {
        self.has(flag::NOTHING)
    }

    pub(super) fn ranges_at(&self) -> Option<usize> {
        self.has(flag::RANGES).then_some(self.ranges as usize)
    }

    /// Whether it has listed versions that lie in no range.
    pub(crate) fn has_listed(&self) -> bool {
        self.has(flag::LISTED)
    }

    pub(super) fn listed_at(&self) -> Option<usize> {
        self.has(flag::LISTED).then_some(self.listed as usize)
    }
}
