//! Entries of advisories, read where they lie; see [`super::view`] for when they are looked at.

use std::borrow::Cow;
use std::fmt;

use portcullis_findings::Informational;

use super::layout::Section;
use super::package::Posting;
use super::segment::Segment;
use super::view::rating;
use super::wire::Reader;
use super::{IndexError, RatingView};
use crate::Ecosystem;
use crate::advisory::informational;

/// One `affected` entry of an advisory in an [`crate::Index`].
#[derive(Clone, Copy)]
pub struct EntryView<'a> {
    posting: Posting<'a>,
}

impl<'a> EntryView<'a> {
    pub(crate) fn load(posting: Posting<'a>) -> Result<Self, IndexError> {
        if !posting.extra.is_empty() {
            check(&posting)?;
        }
        Ok(Self { posting })
    }

    /// See [`Posting::is_of_base`].
    pub(crate) fn is_of_base(&self) -> bool {
        self.posting.is_of_base()
    }

    pub(crate) fn is_shared(&self) -> bool {
        self.posting.is_shared()
    }

    /// Which of the advisory's entries it is, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.posting.entry as usize
    }

    /// The ecosystem of its package.
    #[must_use]
    pub fn ecosystem(&self) -> &'a Ecosystem {
        self.posting.ecosystem()
    }

    /// The name of its package, as the advisory writes it.
    #[must_use]
    pub fn name(&self) -> &'a str {
        self.posting.name()
    }

    /// The versions that its ranges name as fixed, in the order of the record.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page with one of them is damaged.
    pub fn fixed_versions(&self) -> Result<Vec<&'a str>, IndexError> {
        let mut fixed = Vec::new();
        for range in self.posting.ranges()? {
            for version in range?.fixed() {
                fixed.push(version?.text()?);
            }
        }
        Ok(fixed)
    }

    /// Set if it is no vulnerability (RustSec).
    #[must_use]
    pub fn informational(&self) -> Option<Informational> {
        self.extra().ok()?.informational.map(informational)
    }

    /// How bad it is for this package.
    #[must_use]
    pub fn ratings(&self) -> Vec<RatingView<'a>> {
        self.extra().map(|extra| extra.ratings).unwrap_or_default()
    }

    /// Affected functions or symbols: RustSec's functions, Go's `package.Symbol`.
    pub fn symbols(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let mut extra = self.extra().ok();
        std::iter::from_fn(move || extra.as_mut()?.symbol().ok()?)
    }

    fn extra(&self) -> Result<Extra<'a>, IndexError> {
        let segment = self.posting.segment;
        let wrong = || segment.malformed(Section::Packages, 0, "extra of a posting");
        let mut reader = Reader::new(self.posting.extra);
        let mut ratings = Vec::new();
        if self.posting.extra.is_empty() {
            return Ok(Extra::empty(segment));
        }
        for _ in 0..reader.number().ok_or_else(wrong)? {
            ratings.push(rating(segment, &mut reader)?);
        }
        let informational = match reader.byte().ok_or_else(wrong)? {
            0 => None,
            _ => Some(segment.text(&mut reader)?),
        };
        Ok(Extra {
            ratings,
            informational,
            reader,
            ..Extra::empty(segment)
        })
    }
}

/// Looks at all pages that the extra of a posting leads to.
fn check(posting: &Posting<'_>) -> Result<(), IndexError> {
    let segment = posting.segment;
    let wrong = || segment.malformed(Section::Packages, 0, "extra of a posting");
    let mut reader = Reader::new(posting.extra);
    for _ in 0..reader.number().ok_or_else(wrong)? {
        rating(segment, &mut reader)?;
    }
    if reader.byte().ok_or_else(wrong)? != 0 {
        segment.text(&mut reader)?;
    }
    while !reader.rest().is_empty() {
        segment.text_bytes(&mut reader)?;
        for _ in 0..reader.number().ok_or_else(wrong)? {
            segment.text_bytes(&mut reader)?;
        }
    }
    Ok(())
}

/// The part of a posting that few have. Behind ratings and word stand groups: path, count, names.
struct Extra<'a> {
    segment: &'a Segment<'a>,
    ratings: Vec<RatingView<'a>>,
    informational: Option<&'a str>,
    reader: Reader<'a>,
    path: &'a str,
    left: u64,
}

impl<'a> Extra<'a> {
    fn empty(segment: &'a Segment<'a>) -> Self {
        Self {
            segment,
            ratings: Vec::new(),
            informational: None,
            reader: Reader::default(),
            path: "",
            left: 0,
        }
    }

    fn symbol(&mut self) -> Result<Option<Cow<'a, str>>, IndexError> {
        while self.left == 0 {
            if self.reader.rest().is_empty() {
                return Ok(None);
            }
            self.path = self.segment.text(&mut self.reader)?;
            let wrong = || self.segment.malformed(Section::Packages, 0, "group of symbols");
            self.left = self.reader.number().ok_or_else(wrong)?;
        }
        self.left -= 1;
        let name = self.segment.text(&mut self.reader)?;
        Ok(Some(match self.path {
            "" => Cow::Borrowed(name),
            path => Cow::Owned(format!("{path}.{name}")),
        }))
    }
}

impl fmt::Debug for EntryView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntryView")
            .field("index", &self.index())
            .field("ecosystem", &self.ecosystem().as_str())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}
