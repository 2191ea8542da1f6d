//! What tells of most advisories about a package at once that they do not hold a version: where the ranges of each end.

use super::IndexError;
use super::layout::Section;
use super::package::FoundPackage;
use super::ranges::is_below;
use super::segment::Segment;
use super::wire::Reader;
use crate::Scheme;
use crate::advisory::EventKind;

/// From so many postings of a package on a guide is worth its place.
pub(super) const LEAST_POSTINGS: usize = 4;
/// The most ends of a guide; of more the highest are kept.
pub(super) const MOST_ENDS: usize = 32;
/// The rank of an advisory that may hold a version behind all ends.
pub(super) const ENDLESS: u8 = u8::MAX;

/// The guide of a package: ends in rising order, and for each posting the first of them that its advisory does not reach
/// beyond. A scheme's code, the count of ends, for each four bytes with the reference of its version, doubled, and one if the
/// version is part of the range; then a byte for each posting.
pub(crate) struct Guide<'a> {
    pub(crate) scheme: Scheme,
    segment: &'a Segment<'a>,
    ends: &'a [u8],
    ranks: &'a [u8],
}

/// The ranks of a guide, and the least of those that a version leaves open.
#[derive(Clone, Copy, Default)]
pub(crate) struct Ahead<'a> {
    pub(super) ranks: &'a [u8],
    pub(super) passed: u8,
}

impl Ahead<'_> {
    /// Whether no advisory is left.
    #[inline]
    pub(crate) fn is_nothing(&self) -> bool {
        let highest = self.ranks.iter().fold(0, |highest, rank| highest.max(*rank));
        !self.ranks.is_empty() && highest < self.passed
    }
}

impl<'a> FoundPackage<'a> {
    /// `None` if it has none, as packages with few advisories do.
    #[inline]
    pub(crate) fn guide(&self) -> Result<Option<Guide<'a>>, IndexError> {
        if self.package.guide.is_empty() {
            return Ok(None);
        }
        let mut reader = Reader::new(self.package.guide);
        let guide = |reader: &mut Reader<'a>| {
            let scheme = self.segment.scheme(reader.byte()?)?;
            let count = usize::from(reader.byte()?);
            Some(Guide {
                scheme,
                segment: self.segment,
                ends: reader.take(count * 4)?,
                ranks: reader.rest(),
            })
        };
        let wrong = || self.segment.malformed(Section::Packages, 0, "guide of a package");
        guide(&mut reader).ok_or_else(wrong).map(Some)
    }
}

impl<'a> Guide<'a> {
    /// What is left to look at for a version that can be ordered, told by its key.
    #[inline]
    pub(crate) fn ahead(&self, key: &[u8]) -> Result<Ahead<'a>, IndexError> {
        let (mut low, mut high) = (0, self.ends.len() / 4);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.is_behind(middle, key)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(Ahead {
            ranks: self.ranks,
            passed: low as u8,
        })
    }

    #[inline]
    fn is_behind(&self, at: usize, key: &[u8]) -> Result<bool, IndexError> {
        let word = self.ends.get(at * 4..).and_then(|rest| rest.first_chunk());
        let word = word.map_or(0, |word| u32::from_le_bytes(*word));
        let kind = if word & 1 == 0 {
            EventKind::Fixed
        } else {
            EventKind::LastAffected
        };
        let end = self.segment.version((word >> 1) as usize)?;
        Ok(!is_below(kind, key, end.key))
    }
}
