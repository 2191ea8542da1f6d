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

/// Where a version lies.
pub(crate) enum PlaceInRange<'a> {
    Inside {
        interval: IntervalView<'a>,
        /// The range says nothing else.
        is_only: bool,
    },
    Outside,
    /// An event that matters cannot be ordered.
    Unclear,
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
    #[inline]
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
                let end = interval.map(|interval| Some(interval.end?.1.text()));
                match end {
                    Ok(end) => end,
                    Err(error) => Some(Err(error)),
                }
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

    #[inline]
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
    /// Whether all were given.
    #[inline]
    pub(crate) fn is_at_end(&self) -> bool {
        self.left == 0
    }

    #[inline]
    fn range(&mut self) -> Result<RangeView<'a>, IndexError> {
        let wrong = || self.segment.malformed(Section::Ranges, self.at, "range");
        let reader = &mut self.reader;
        let (index, code) = reader.size().zip(reader.byte()).ok_or_else(wrong)?;
        let scheme = self.segment.scheme(code).ok_or_else(wrong)?;
        let intervals = Reader::new(reader.bytes().ok_or_else(wrong)?);
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
            intervals,
            limit,
            others,
        })
    }
}

impl<'a> RangeView<'a> {
    /// The intervals, in the order of their first events.
    #[inline]
    pub(crate) fn intervals(&self) -> impl Iterator<Item = Result<IntervalView<'a>, IndexError>> + use<'a> {
        let segment = self.segment;
        self.references().map(move |pair| {
            let pair = pair?;
            Ok(IntervalView {
                start: pair.start(segment)?,
                end: pair.end(segment)?,
            })
        })
    }

    /// Where a version lies that can be ordered, told by its key without a look at what need not be looked at. Limits take no
    /// part.
    #[inline]
    pub(crate) fn place_of(&self, key: &[u8]) -> Result<PlaceInRange<'a>, IndexError> {
        let mut reader = self.intervals;
        let mut is_only = self.limit.is_none() && self.others.rest().is_empty();
        while !reader.rest().is_empty() {
            let pair = Pair::read(&mut reader).ok_or_else(|| self.wrong())?;
            is_only &= reader.rest().is_empty();
            let start = pair.start(self.segment)?;
            if start.ordered && key < start.key {
                continue;
            }
            let end = pair.end(self.segment)?;
            if !start.ordered || end.is_some_and(|(_, end)| !end.ordered) {
                return Ok(PlaceInRange::Unclear);
            }
            if end.is_none_or(|(kind, end)| is_below(kind, key, end.key)) {
                let interval = IntervalView { start, end };
                return Ok(PlaceInRange::Inside { interval, is_only });
            }
        }
        Ok(PlaceInRange::Outside)
    }

    /// The versions it names as fixed.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = Result<Version<'a>, IndexError>> {
        let ends = self.intervals().filter_map(|interval| match interval {
            Ok(interval) => interval.fixed().map(Ok),
            Err(error) => Some(Err(error)),
        });
        ends.chain(self.fixed_besides())
    }

    /// The versions it names as fixed that end no interval.
    pub(crate) fn fixed_besides(&self) -> impl Iterator<Item = Result<Version<'a>, IndexError>> + use<'a> {
        let (segment, mut reader) = (self.segment, self.others);
        std::iter::from_fn(move || Some(segment.version(reader.size()?)))
    }

    #[cold]
    fn wrong(&self) -> IndexError {
        self.segment.malformed(Section::Ranges, self.at, "interval")
    }

    #[inline]
    fn references(&self) -> impl Iterator<Item = Result<Pair, IndexError>> + use<'a> {
        let (segment, at, mut reader) = (self.segment, self.at, self.intervals);
        std::iter::from_fn(move || {
            if reader.rest().is_empty() {
                return None;
            }
            let pair = Pair::read(&mut reader);
            if pair.is_none() {
                reader = Reader::default();
            }
            Some(pair.ok_or_else(|| segment.malformed(Section::Ranges, at, "interval")))
        })
    }
}

/// Whether a version is not behind the end of an interval.
#[inline(always)]
pub(crate) fn is_below(kind: EventKind, key: &[u8], end: &[u8]) -> bool {
    match kind {
        EventKind::LastAffected => key <= end,
        _ => key < end,
    }
}

/// The references of an interval: zero or one more than where the first version lies; zero or one more than where the last
/// one lies, doubled, and one if it is part of the interval.
#[derive(Clone, Copy)]
struct Pair {
    start: usize,
    end: usize,
}

impl Pair {
    #[inline(always)]
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (start, end) = (reader.size()?, reader.size()?);
        Some(Self { start, end })
    }

    #[inline(always)]
    fn start<'a>(self, segment: &'a Segment<'a>) -> Result<Version<'a>, IndexError> {
        match self.start.checked_sub(1) {
            None => Ok(Version::LOWEST),
            Some(at) => segment.version(at),
        }
    }

    #[inline(always)]
    fn end<'a>(self, segment: &'a Segment<'a>) -> Result<Option<(EventKind, Version<'a>)>, IndexError> {
        let Some(word) = self.end.checked_sub(1) else {
            return Ok(None);
        };
        let kind = if word & 1 == 0 {
            EventKind::Fixed
        } else {
            EventKind::LastAffected
        };
        Ok(Some((kind, segment.version(word >> 1)?)))
    }
}

impl<'a> IntervalView<'a> {
    /// Whether both of its versions can be placed in the order.
    #[inline]
    pub(crate) fn is_ordered(&self) -> bool {
        self.start.ordered && self.end.is_none_or(|(_, end)| end.ordered)
    }

    /// Whether it holds a version, told by its key; for an interval in order.
    #[inline]
    pub(crate) fn holds(&self, key: &[u8]) -> bool {
        key >= self.start.key && self.end.is_none_or(|(kind, end)| is_below(kind, key, end.key))
    }

    /// The version that ends it, if that is a fixed one.
    pub(crate) fn fixed(&self) -> Option<Version<'a>> {
        let (_, version) = self.end.filter(|(kind, _)| *kind == EventKind::Fixed)?;
        Some(version)
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
            if version.text()?.trim() == text.trim() {
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
