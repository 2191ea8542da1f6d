//! Advisories and their entries, read where they lie.
//!
//! What a view can show is looked at once when it is made, and errors come from there; after that the getters have nothing
//! left to fail with.

use std::borrow::Cow;
use std::fmt;

use portcullis_findings::{Score, Timestamp};

use super::IndexError;
use super::entry::EntryView;
use super::layout::Section;
use super::segment::Segment;
use super::wire::Reader;
use crate::advisory::RatingKind;

/// Bits of an advisory's flags.
pub(super) mod flag {
    pub(crate) const MODIFIED: u64 = 1;
    pub(crate) const PUBLISHED: u64 = 2;
    pub(crate) const SUMMARY: u64 = 4;
    /// The summary is text around the name of the first package.
    pub(crate) const TEMPLATE: u64 = 8;
    pub(crate) const ALIASES: u64 = 16;
    pub(crate) const MALWARE: u64 = 32;
    pub(crate) const RATINGS: u64 = 64;
    pub(crate) const UPSTREAM: u64 = 128;
    pub(crate) const RELATED: u64 = 256;
    pub(crate) const WITHDRAWN: u64 = 512;
    pub(crate) const LICENCE: u64 = 1024;
    pub(crate) const CPES: u64 = 2048;
}

/// Times are stored as seconds since 2020-01-01T00:00:00Z, which most are close to.
pub(super) const EPOCH: i64 = 1_577_836_800;

/// An advisory of an [`crate::Index`].
#[derive(Clone, Copy)]
pub struct AdvisoryView<'a> {
    segment: &'a Segment<'a>,
    at: u32,
    id: &'a str,
    flags: u64,
    fields: Reader<'a>,
    /// Where the list of aliases begins, if there is one and it was looked at.
    aliases: Reader<'a>,
}

/// One statement about how bad it is; see [`crate::Rating`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct RatingView<'a> {
    /// What sort of statement it is.
    pub kind: RatingKind,
    /// The vector or word as written.
    pub text: &'a str,
    /// Who said so, where the record tells.
    pub source: Option<&'a str>,
}

impl<'a> AdvisoryView<'a> {
    /// The advisory at a place in the order of ids.
    pub(super) fn load(segment: &'a Segment<'a>, at: u32) -> Result<Self, IndexError> {
        let mut view = Self::shallow(segment, at)?;
        view.aliases = view.check()?;
        Ok(view)
    }

    /// The same with nothing looked at but the id.
    pub(super) fn shallow(segment: &'a Segment<'a>, at: u32) -> Result<Self, IndexError> {
        let offset = segment
            .get(Section::Offsets, at as usize * 4, 4)?
            .first_chunk()
            .copied();
        let offset = offset.map(u32::from_le_bytes).unwrap_or_default() as usize;
        let mut fields = Reader::new(segment.record(Section::Advisories, offset, "advisory")?);
        let flags = fields
            .number()
            .ok_or_else(|| segment.malformed(Section::Advisories, offset, "advisory"))?;
        Ok(Self {
            segment,
            at,
            id: segment.text(&mut fields)?,
            flags,
            fields,
            aliases: Reader::default(),
        })
    }

    /// Looks at all that can be shown, and gives the place of the aliases.
    fn check(&self) -> Result<Reader<'a>, IndexError> {
        let mut aliases = Reader::default();
        let mut walk = Walk {
            segment: self.segment,
            reader: self.fields,
        };
        for bit in [flag::MODIFIED, flag::PUBLISHED, flag::WITHDRAWN] {
            if self.has(bit) {
                walk.skip_time().ok_or_else(|| walk.wrong())?;
            }
        }
        if self.has(flag::SUMMARY | flag::TEMPLATE) {
            self.segment.text_bytes(&mut walk.reader)?;
        }
        if self.has(flag::ALIASES) {
            aliases = walk.reader;
            walk.touch_texts()?;
        }
        if self.has(flag::UPSTREAM) {
            walk.touch_texts()?;
        }
        // Related ids are many, and seldom asked for.
        if self.has(flag::RELATED) {
            walk.skip_texts().ok_or_else(|| walk.wrong())?;
        }
        if self.has(flag::RATINGS) {
            walk.touch_ratings()?;
        }
        if self.has(flag::LICENCE) {
            self.segment.text_bytes(&mut walk.reader)?;
        }
        // They are asked for by CPE names alone.
        if self.has(flag::CPES) {
            walk.skip_texts().ok_or_else(|| walk.wrong())?;
        }
        let mut packages = walk.number()?;
        if self.has(flag::TEMPLATE) && packages > 0 {
            let at = walk.signed()?;
            self.segment
                .package_at(usize::try_from(at).unwrap_or(usize::MAX))?;
            packages -= 1;
        }
        for _ in 0..packages {
            walk.reader.skip_number().ok_or_else(|| walk.wrong())?;
        }
        Ok(aliases)
    }

    fn has(&self, bits: u64) -> bool {
        self.flags & bits != 0
    }

    /// Its id, such as `RUSTSEC-2024-0399`.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.id
    }

    /// Other ids of the same vulnerability.
    pub fn aliases(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (segment, mut reader) = (self.segment, self.aliases);
        let count = reader.number().unwrap_or_default();
        (0..count).map_while(move |_| segment.text(&mut reader).ok())
    }

    /// Its id and all aliases.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        std::iter::once(self.id).chain(self.aliases())
    }

    /// Ids of the vulnerabilities it was made from; not symmetric, and never a reason to say that two advisories are one.
    pub fn upstream(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.texts(flag::UPSTREAM)
    }

    /// Ids of other advisories that have to do with it.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page with one of them is damaged.
    pub fn related(&self) -> Result<Vec<&'a str>, IndexError> {
        self.list(flag::RELATED)
    }

    /// When the record last changed; `None` if it states none.
    #[must_use]
    pub fn modified(&self) -> Option<Timestamp> {
        self.time(flag::MODIFIED)
    }

    /// When it was published.
    #[must_use]
    pub fn published(&self) -> Option<Timestamp> {
        self.time(flag::PUBLISHED)
    }

    /// When it was withdrawn. A withdrawn advisory affects nothing.
    #[must_use]
    pub fn withdrawn(&self) -> Option<Timestamp> {
        self.time(flag::WITHDRAWN)
    }

    /// Whether it is known malicious code (`MAL-` ids) and not a flaw.
    #[must_use]
    pub fn is_malware(&self) -> bool {
        self.has(flag::MALWARE)
    }

    /// One line of what it is, empty if the record has none.
    #[must_use]
    pub fn summary(&self) -> Cow<'a, str> {
        if self.has(flag::SUMMARY) {
            return Cow::Borrowed(self.text(flag::SUMMARY).unwrap_or_default());
        }
        let template = self.text(flag::TEMPLATE).and_then(|text| text.split_once('\0'));
        let name = self
            .package_places()
            .next()
            .and_then(|at| self.segment.package_at(at).ok());
        match (template, name) {
            (Some((before, after)), Some(package)) => Cow::Owned([before, package.name, after].concat()),
            _ => Cow::Borrowed(""),
        }
    }

    /// How bad it is by each source, for all packages.
    pub fn ratings(&self) -> impl Iterator<Item = RatingView<'a>> + use<'a> {
        let walk = self.at_field(flag::RATINGS);
        let segment = self.segment;
        let list = walk.and_then(|mut walk| Some((walk.number().ok()?, walk.reader)));
        let (count, mut reader) = list.unwrap_or_default();
        (0..count).map_while(move |_| rating(segment, &mut reader).ok())
    }

    /// The licence of the record's data, where stated.
    #[must_use]
    pub fn licence(&self) -> Option<&'a str> {
        self.text(flag::LICENCE)
    }

    /// CPE names of the product it is about, as written; see [`crate::Advisory::cpes`].
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page with one of them is damaged.
    pub fn cpes(&self) -> Result<Vec<&'a str>, IndexError> {
        self.list(flag::CPES)
    }

    /// The entries with a package, by package and then in the order of the record.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page with one of them is damaged.
    pub fn entries(&self) -> Result<Vec<EntryView<'a>>, IndexError> {
        let mut entries = Vec::new();
        for at in self.package_places() {
            let package = self.segment.package_at(at)?;
            for posting in package.postings(self.segment) {
                let posting = posting?;
                if posting.advisory > self.at {
                    break;
                }
                if posting.advisory == self.at {
                    entries.push(EntryView::load(posting)?);
                }
            }
        }
        Ok(entries)
    }

    /// Where the records of its packages lie.
    fn package_places(&self) -> impl Iterator<Item = usize> + use<'a> {
        let walk = self.at_field(PACKAGES);
        let list = walk.and_then(|mut walk| Some((walk.number().ok()?, walk.reader)));
        let (count, mut reader) = list.unwrap_or_default();
        let mut at = 0_i64;
        (0..count).map_while(move |_| {
            at = at.checked_add(reader.signed()?)?;
            usize::try_from(at).ok()
        })
    }

    fn text(&self, field: u64) -> Option<&'a str> {
        self.at_field(field)?.text().ok()
    }

    fn texts(&self, field: u64) -> impl Iterator<Item = &'a str> + use<'a> {
        let walk = self.at_field(field);
        let list = walk.and_then(|mut walk| Some((walk.number().ok()?, walk.reader)));
        let (count, mut reader) = list.unwrap_or_default();
        let segment = self.segment;
        (0..count).map_while(move |_| segment.text(&mut reader).ok())
    }

    fn list(&self, field: u64) -> Result<Vec<&'a str>, IndexError> {
        let Some(mut walk) = self.at_field(field) else {
            return Ok(Vec::new());
        };
        let count = walk.number()?;
        (0..count).map(|_| walk.text()).collect()
    }

    fn time(&self, field: u64) -> Option<Timestamp> {
        self.at_field(field)?.time().ok()
    }

    /// Walks over all fields in front of one; `None` if it is not there.
    fn at_field(&self, field: u64) -> Option<Walk<'a>> {
        if field != PACKAGES && !self.has(field) {
            return None;
        }
        let mut walk = Walk {
            segment: self.segment,
            reader: self.fields,
        };
        for (at, skip) in FIELDS {
            if at == field {
                return Some(walk);
            }
            if self.has(at) {
                skip(&mut walk)?;
            }
        }
        Some(walk)
    }
}

/// Not a flag: every advisory has the list, and it stands behind all fields.
const PACKAGES: u64 = 0;

type Skip = fn(&mut Walk<'_>) -> Option<()>;

/// The fields of an advisory's record in their order, and how each is walked over.
const FIELDS: [(u64, Skip); 11] = [
    (flag::MODIFIED, |walk| walk.skip_time()),
    (flag::PUBLISHED, |walk| walk.skip_time()),
    (flag::WITHDRAWN, |walk| walk.skip_time()),
    (flag::SUMMARY, |walk| Segment::skip_text(&mut walk.reader)),
    (flag::TEMPLATE, |walk| Segment::skip_text(&mut walk.reader)),
    (flag::ALIASES, |walk| walk.skip_texts()),
    (flag::UPSTREAM, |walk| walk.skip_texts()),
    (flag::RELATED, |walk| walk.skip_texts()),
    (flag::RATINGS, |walk| walk.ratings().ok()),
    (flag::LICENCE, |walk| Segment::skip_text(&mut walk.reader)),
    (flag::CPES, |walk| walk.skip_texts()),
];

/// Goes through the fields of a record.
struct Walk<'a> {
    segment: &'a Segment<'a>,
    reader: Reader<'a>,
}

impl<'a> Walk<'a> {
    fn wrong(&self) -> IndexError {
        self.segment.malformed(Section::Advisories, 0, "advisory")
    }

    fn number(&mut self) -> Result<u64, IndexError> {
        self.reader.number().ok_or_else(|| self.wrong())
    }

    fn signed(&mut self) -> Result<i64, IndexError> {
        self.reader.signed().ok_or_else(|| self.wrong())
    }

    fn text(&mut self) -> Result<&'a str, IndexError> {
        self.segment.text(&mut self.reader)
    }

    /// Looks at the pages of texts.
    fn touch_texts(&mut self) -> Result<(), IndexError> {
        for _ in 0..self.number()? {
            self.segment.text_bytes(&mut self.reader)?;
        }
        Ok(())
    }

    fn skip_texts(&mut self) -> Option<()> {
        for _ in 0..self.reader.number()? {
            Segment::skip_text(&mut self.reader)?;
        }
        Some(())
    }

    fn ratings(&mut self) -> Result<(), IndexError> {
        for _ in 0..self.number()? {
            rating(self.segment, &mut self.reader)?;
        }
        Ok(())
    }

    /// Looks at the pages of ratings.
    fn touch_ratings(&mut self) -> Result<(), IndexError> {
        for _ in 0..self.number()? {
            let code = self.reader.byte().ok_or_else(|| self.wrong())?;
            self.segment.text_bytes(&mut self.reader)?;
            if code & SOURCE != 0 {
                self.segment.text_bytes(&mut self.reader)?;
            }
        }
        Ok(())
    }

    fn skip_time(&mut self) -> Option<()> {
        // The two lowest bits tell whether it is odd: zigzag turns all bits of a negative number round.
        let lowest = self.reader.rest().first()?;
        self.reader.skip_number()?;
        if (lowest ^ lowest >> 1) & 1 != 0 {
            self.reader.skip_number()?;
        }
        Some(())
    }

    /// Seconds, doubled; odd if nanoseconds follow.
    fn time(&mut self) -> Result<Timestamp, IndexError> {
        let word = self.signed()?;
        let nanos = if word & 1 == 0 { 0 } else { self.number()? };
        let nanos = u32::try_from(nanos).map_err(|_| self.wrong())?;
        let seconds = (word >> 1).checked_add(EPOCH).ok_or_else(|| self.wrong())?;
        Timestamp::from_unix_nanos(seconds, nanos).map_err(|_| self.wrong())
    }
}

/// Set in the code of a rating that names its source.
const SOURCE: u8 = 4;

pub(super) fn rating<'a>(
    segment: &'a Segment<'a>,
    reader: &mut Reader<'a>,
) -> Result<RatingView<'a>, IndexError> {
    let wrong = || segment.malformed(Section::Advisories, 0, "rating");
    let code = reader.byte().ok_or_else(wrong)?;
    let kind = match code & 3 {
        0 => RatingKind::Cvss2,
        1 => RatingKind::Cvss3,
        2 => RatingKind::Cvss4,
        _ => RatingKind::Word,
    };
    Ok(RatingView {
        kind,
        text: segment.text(reader)?,
        source: if code & SOURCE == 0 {
            None
        } else {
            Some(segment.text(reader)?)
        },
    })
}

impl RatingView<'_> {
    /// The statement as a score; `advisory` stands where no source is stated.
    #[must_use]
    pub fn to_score(&self, advisory: &str) -> Score {
        self.kind.score(self.text, self.source.unwrap_or(advisory))
    }
}

impl fmt::Debug for AdvisoryView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AdvisoryView")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
