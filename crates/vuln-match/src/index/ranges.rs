//! Ranges and lists of versions, read where they lie.

use super::IndexError;
use super::layout::Section;
use super::package::Posting;
use super::segment::{Segment, Version};
use super::wire::Reader;
use crate::advisory::EventKind;
use crate::{Scheme, VersionKey};

/// The ranges of a posting that versions can be compared with.
pub(crate) struct Ranges<'a> {
    segment: &'a Segment<'a>,
    at: usize,
    left: usize,
    reader: Reader<'a>,
}

/// One range.
pub(crate) struct RangeView<'a> {
    /// Its place among all ranges of the entry.
    pub(crate) index: usize,
    pub(crate) scheme: Scheme,
    segment: &'a Segment<'a>,
    at: usize,
    count: usize,
    intervals: Reader<'a>,
    pub(crate) limit: Option<Version<'a>>,
    others: Reader<'a>,
}

/// From one event to another, by versions.
#[derive(Clone, Copy)]
pub(crate) struct IntervalView<'a> {
    pub(crate) start: Version<'a>,
    pub(crate) end: Option<(EventKind, Version<'a>)>,
}

/// Listed versions that lie in no range.
pub(crate) struct ListedView<'a> {
    /// `None` if the ecosystem's order is not known; then texts are compared.
    pub(crate) scheme: Option<Scheme>,
    segment: &'a Segment<'a>,
    at: usize,
    references: &'a [u8],
}

impl<'a> Posting<'a> {
    pub(crate) fn ranges(&self) -> Result<Ranges<'a>, IndexError> {
        let Some(at) = self.ranges_at() else {
            return Ok(Ranges {
                segment: self.segment,
                at: 0,
                left: 0,
                reader: Reader::default(),
            });
        };
        let mut reader = Reader::new(self.segment.record(Section::Ranges, at, "list of ranges")?);
        let left = reader.size();
        Ok(Ranges {
            segment: self.segment,
            at,
            left: left.ok_or_else(|| self.segment.malformed(Section::Ranges, at, "list of ranges"))?,
            reader,
        })
    }

    /// The versions that end its ranges, as they are written. Beyond an error there is nothing.
    pub(crate) fn range_ends(
        &self,
    ) -> Result<impl Iterator<Item = Result<&'a str, IndexError>> + use<'a>, IndexError> {
        let ends = |range: RangeView<'a>| {
            let intervals = range.intervals();
            intervals.filter_map(|interval| {
                let end = interval.map(|interval| Some(interval.end?.1.text));
                end.transpose()
            })
        };
        let (mut ranges, mut current) = (self.ranges()?, None);
        Ok(std::iter::from_fn(move || {
            loop {
                if let Some(end) = current.as_mut().and_then(Iterator::next) {
                    return Some(end);
                }
                match ranges.next()? {
                    Ok(range) => current = Some(ends(range)),
                    Err(error) => return Some(Err(error)),
                }
            }
        }))
    }

    pub(crate) fn listed(&self) -> Result<Option<ListedView<'a>>, IndexError> {
        let Some(at) = self.listed_at() else {
            return Ok(None);
        };
        let wrong = || self.segment.malformed(Section::Lists, at, "list of versions");
        let mut reader = Reader::new(self.segment.record(Section::Lists, at, "list of versions")?);
        let scheme = match reader.byte().ok_or_else(wrong)? {
            0 => None,
            code => Some(self.segment.scheme(code - 1).ok_or_else(wrong)?),
        };
        Ok(Some(ListedView {
            scheme,
            segment: self.segment,
            at,
            references: reader.rest(),
        }))
    }
}

impl<'a> Iterator for Ranges<'a> {
    type Item = Result<RangeView<'a>, IndexError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let range = self.range();
        if range.is_err() {
            self.left = 0;
        }
        Some(range)
    }
}

impl<'a> Ranges<'a> {
    fn range(&mut self) -> Result<RangeView<'a>, IndexError> {
        let wrong = || self.segment.malformed(Section::Ranges, self.at, "range");
        let reader = &mut self.reader;
        let (index, code, count) =
            (|| Some((reader.size()?, reader.byte()?, reader.size()?)))().ok_or_else(wrong)?;
        let scheme = self.segment.scheme(code).ok_or_else(wrong)?;
        let intervals = *reader;
        for _ in 0..count {
            reader.number().and_then(|_| reader.number()).ok_or_else(wrong)?;
        }
        let limit = match reader.size().ok_or_else(wrong)? {
            0 => None,
            reference => Some(self.segment.version(reference - 1)?),
        };
        let others = Reader::new(reader.bytes().ok_or_else(wrong)?);
        Ok(RangeView {
            index,
            scheme,
            segment: self.segment,
            at: self.at,
            count,
            intervals,
            limit,
            others,
        })
    }
}

impl<'a> RangeView<'a> {
    /// The intervals, in the order of their first events.
    pub(crate) fn intervals(&self) -> impl Iterator<Item = Result<IntervalView<'a>, IndexError>> + use<'a> {
        let (segment, at, mut reader) = (self.segment, self.at, self.intervals);
        (0..self.count).map(move |_| {
            let numbers = reader.size().zip(reader.size());
            let (start, end) = numbers.ok_or_else(|| segment.malformed(Section::Ranges, at, "interval"))?;
            let end = match end.checked_sub(1) {
                None => None,
                Some(word) if word & 1 == 0 => Some((EventKind::Fixed, segment.version(word >> 1)?)),
                Some(word) => Some((EventKind::LastAffected, segment.version(word >> 1)?)),
            };
            Ok(IntervalView {
                start: segment.version(start)?,
                end,
            })
        })
    }

    /// The versions it names as fixed.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = Result<Version<'a>, IndexError>> {
        let ends = self.intervals().filter_map(|interval| match interval {
            Err(error) => Some(Err(error)),
            Ok(interval) => match interval.end {
                Some((EventKind::Fixed, version)) => Some(Ok(version)),
                _ => None,
            },
        });
        let (segment, mut reader) = (self.segment, self.others);
        let others = std::iter::from_fn(move || Some(segment.version(reader.size()?)));
        ends.chain(others)
    }
}

impl<'a> ListedView<'a> {
    /// The listed version of a key.
    pub(crate) fn find(&self, key: &VersionKey) -> Result<Option<Version<'a>>, IndexError> {
        let (mut low, mut high) = (0, self.references.len() / 4);
        while low < high {
            let middle = low + (high - low) / 2;
            let version = self.version(middle)?;
            match version.key.cmp(key.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Ok(Some(version)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    /// The listed version that is written so, white space around aside.
    pub(crate) fn find_text(&self, text: &str) -> Result<Option<Version<'a>>, IndexError> {
        for at in 0..self.references.len() / 4 {
            let version = self.version(at)?;
            if version.text.trim() == text.trim() {
                return Ok(Some(version));
            }
        }
        Ok(None)
    }

    /// The versions, by their keys.
    pub(crate) fn versions(&self) -> impl Iterator<Item = Result<Version<'a>, IndexError>> + '_ {
        (0..self.references.len() / 4).map(|at| self.version(at))
    }

    fn version(&self, at: usize) -> Result<Version<'a>, IndexError> {
        let reference = self.references.get(at * 4..).and_then(|rest| rest.first_chunk());
        let reference =
            reference.ok_or_else(|| self.segment.malformed(Section::Lists, self.at, "reference"))?;
        self.segment.version(u32::from_le_bytes(*reference) as usize)
    }
}
