//! The compiled form of advisories: one file that is read where it lies.

mod builder;
mod details;
mod entry;
mod error;
mod guide;
mod layout;
mod package;
mod pages;
mod provenance;
mod ranges;
mod schemes;
mod segment;
mod view;
mod wire;

use std::collections::BTreeMap;

use portcullis_findings::{Digest, Purl, Sha256Stream, Timestamp};

pub use builder::{Built, IndexBuilder, Rejected, Remarked};
pub use details::{Details, DetailsView};
pub use entry::EntryView;
pub use error::IndexError;
pub use provenance::{Provenance, SourceOfRecords};
pub use view::{AdvisoryView, RatingView};

pub(crate) use guide::Ahead;
pub(crate) use package::{FoundPackage, Posting};
pub(crate) use ranges::{IntervalView, PlaceInRange, RangeView, is_below};
pub(crate) use segment::{Segment, Version};

use crate::advisory::Parsed;
use crate::coordinates::{Coordinates, fold_name};
use crate::{Advisory, Ecosystem, Limits, Relation, relation};
use layout::{Kind, MOST_DELTAS, Section};
use package::package_hash;
use wire::Reader;

/// A compiled index of advisories, ready to be asked. Made by [`IndexBuilder`]; never changes.
///
/// Opening reads the header alone; the rest is read where a question leads, and each page is held against its checksum when it
/// is touched first. Questions therefore return [`IndexError`] where a page is damaged, and an answer never comes from such a
/// page. An index may be asked by many threads at once.
///
/// ```
/// use portcullis_vuln_match::{Index, IndexBuilder, Limits, Provenance};
/// let mut builder = IndexBuilder::new(Limits::default());
/// builder.add("a.json", br#"{"id": "X-1", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}]}"#);
/// let built = builder.build(&Provenance::default());
/// let index = Index::open(&built.index)?;
/// assert_eq!(index.advisory("X-1")?.map(|advisory| advisory.id()), Some("X-1"));
/// # Ok::<(), portcullis_vuln_match::IndexError>(())
/// ```
#[derive(Debug)]
pub struct Index<'a> {
    /// The base, then deltas in rising order.
    segments: Vec<Segment<'a>>,
    digest: Digest,
}

impl<'a> Index<'a> {
    /// Whether bytes begin as a compiled index does.
    #[must_use]
    pub fn is_index(bytes: &[u8]) -> bool {
        bytes.starts_with(&layout::MAGIC)
    }

    /// Opens a base index without deltas.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the bytes are something else, are cut short, or their header is damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        Self::open_all(&[bytes])
    }

    /// Opens a base index and up to 8 deltas over it, oldest first. A record of a later one replaces that of an earlier one,
    /// and what a later one removes is gone.
    ///
    /// # Errors
    ///
    /// [`IndexError`] as for [`Index::open`], or if a delta belongs to another base, is out of order or too many.
    pub fn open_all(files: &[&'a [u8]]) -> Result<Self, IndexError> {
        let Some((base, deltas)) = files.split_first() else {
            return Err(IndexError::Magic);
        };
        if deltas.len() > MOST_DELTAS {
            return Err(IndexError::Deltas { found: deltas.len() });
        }
        let mut segments = Vec::with_capacity(files.len());
        segments.push(Segment::open(base, Kind::Base)?);
        for (delta, at) in deltas.iter().zip(1..) {
            let delta = Segment::open(delta, Kind::Delta)?;
            let base = segments.first().map(|base| base.header.content);
            if base != Some(delta.header.base) {
                return Err(IndexError::Base { segment: at });
            }
            let before = segments.last().map_or(0, |segment| segment.header.number);
            if delta.header.number <= before {
                return Err(IndexError::Order { segment: at });
            }
            replace(&mut segments, &delta)?;
            segments.push(delta);
        }
        let digest = digest_of(&segments);
        Ok(Self { segments, digest })
    }

    /// Holds every page against its checksum and every file against its digest. Done once, when a file is installed.
    ///
    /// # Errors
    ///
    /// [`IndexError::Page`] or [`IndexError::Digest`] for the first thing that is damaged.
    pub fn verify_all(&self) -> Result<(), IndexError> {
        self.segments.iter().try_for_each(Segment::verify)
    }

    /// How many advisories it holds, withdrawn ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        let live = |segment: &Segment<'_>| segment.header.advisories.saturating_sub(segment.replaced_count);
        self.segments.iter().map(live).sum::<u32>() as usize
    }

    /// Whether it holds no advisory at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The advisory of an id; aliases are not looked through.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page on the way is damaged.
    pub fn advisory(&self, id: &str) -> Result<Option<AdvisoryView<'_>>, IndexError> {
        for segment in self.segments.iter().rev() {
            if let Some(at) = find(segment, id)?
                && !segment.is_replaced(at)
            {
                return AdvisoryView::load(segment, at).map(Some);
            }
        }
        Ok(None)
    }

    /// All advisories; those of one file by id.
    pub fn advisories(&self) -> impl Iterator<Item = Result<AdvisoryView<'_>, IndexError>> {
        self.segments.iter().flat_map(|segment| {
            let live = (0..segment.header.advisories).filter(|at| !segment.is_replaced(*at));
            live.map(move |at| AdvisoryView::load(segment, at))
        })
    }

    /// How many records were set aside when it was compiled; the same one given twice is one.
    #[must_use]
    pub fn rejected_count(&self) -> u64 {
        self.segments.iter().map(|segment| segment.header.rejected).sum()
    }

    /// When the newest record changed: the age of the snapshot. `None` if no record says.
    #[must_use]
    pub fn newest_modified(&self) -> Option<Timestamp> {
        self.segments
            .iter()
            .filter_map(|segment| segment.header.newest)
            .max()
    }

    /// Where its records came from; one for each file.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the page is damaged.
    pub fn provenance(&self) -> Result<Vec<Provenance>, IndexError> {
        self.segments.iter().map(provenance::read).collect()
    }

    /// Base names of the ecosystems, and how many advisories each has that are not withdrawn.
    #[must_use]
    pub fn ecosystems(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for known in self.segments.iter().flat_map(|segment| &segment.ecosystems) {
            if known.base > 0 {
                *counts.entry(known.name.as_str().to_owned()).or_default() += known.base as usize;
            }
        }
        counts
    }

    /// Whether any advisory is about this ecosystem. If not, finding nothing says nothing.
    ///
    /// Advisories of one release or repository cover what is certainly of it, as [`relation`] tells; those that name none cover
    /// all.
    #[must_use]
    pub fn covers(&self, ecosystem: &Ecosystem) -> bool {
        self.segments.iter().any(|segment| {
            let mut known = segment.ecosystems.iter().filter(|known| known.exact > 0);
            known.any(|known| {
                let of_all = known.name.as_str() == ecosystem.base();
                let related = || relation(&known.name, ecosystem.suffix());
                let is_same = || matches!(related(), Relation::Same | Relation::Assumed);
                of_all || known.name.base() == ecosystem.base() && is_same()
            })
        })
    }

    /// Whether any advisory is about the ecosystem of a purl.
    #[must_use]
    pub fn covers_purl(&self, purl: &Purl) -> bool {
        Coordinates::of_purl(purl).is_some_and(|found| self.covers(&found.ecosystem))
    }

    /// SHA-256 over all that answers come from: the same records give the same digest, whatever their order, their labels and
    /// the provenance. With deltas, over those digests of all files.
    #[must_use]
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// SHA-256 of the base file, without the places where its header states this digest and its own checksum. A delta names
    /// the base it belongs to by it.
    #[must_use]
    pub fn content_digest(&self) -> Digest {
        let content = self.segments.first().map(|base| base.header.content);
        layout::digest(&content.unwrap_or_default())
    }

    /// What each file has about a package.
    pub(crate) fn find_packages<'s>(
        &'s self,
        base: &str,
        name: &str,
        mut each: impl FnMut(FoundPackage<'s>),
    ) -> Result<(), IndexError> {
        let folded = fold_name(base, name);
        let hash = package_hash(base, folded.as_bytes());
        for segment in &self.segments {
            if let Some(package) = segment.package(base, folded.as_bytes(), hash)? {
                each(FoundPackage { segment, package });
            }
        }
        Ok(())
    }

    /// All packages, by base and name, with each of their postings.
    pub(crate) fn each_package<'s>(
        &'s self,
        mut each: impl FnMut(&'s str, &'s str, Posting<'s>),
    ) -> Result<(), IndexError> {
        for segment in &self.segments {
            let mut at = 0;
            while let Some((package, next)) = segment.package_behind(at)? {
                for posting in package.postings(segment) {
                    let posting = posting?;
                    if !segment.is_replaced(posting.advisory) {
                        each(package.base(segment), package.name, posting);
                    }
                }
                at = next;
            }
        }
        Ok(())
    }

    /// An index of one advisory.
    pub(crate) fn of_one(advisory: &Advisory) -> Vec<u8> {
        let mut builder = IndexBuilder::new(Limits::default());
        builder.add_parsed(&Parsed::of(advisory));
        builder.build(&Provenance::default()).index
    }

    /// Whether postings of one package may come from several files, and so not by id.
    pub(crate) fn is_merged(&self) -> bool {
        self.segments.len() > 1
    }
}

/// Marks what a delta replaces or removes, and takes it out of the counts.
fn replace(segments: &mut [Segment<'_>], delta: &Segment<'_>) -> Result<(), IndexError> {
    let removed = delta.extent(Section::Removed);
    let mut reader = Reader::new(delta.get(Section::Removed, 0, removed.len)?);
    let wrong = || delta.malformed(Section::Removed, 0, "list of removed advisories");
    let count = reader.number().ok_or_else(wrong)?;
    for _ in 0..count {
        replace_id(segments, reader.text().ok_or_else(wrong)?)?;
    }
    for at in 0..delta.header.advisories {
        replace_id(segments, AdvisoryView::shallow(delta, at)?.id())?;
    }
    Ok(())
}

fn replace_id(segments: &mut [Segment<'_>], id: &str) -> Result<(), IndexError> {
    for segment in segments {
        let Some(at) = find(segment, id)? else { continue };
        if segment.is_replaced(at) {
            continue;
        }
        let advisory = AdvisoryView::load(segment, at)?;
        if advisory.withdrawn().is_none() {
            let mut names: Vec<String> = Vec::new();
            for entry in advisory.entries()? {
                names.push(entry.ecosystem().as_str().to_owned());
            }
            names.sort_unstable();
            names.dedup();
            uncount(segment, &names);
        }
        segment.replace(at);
    }
    Ok(())
}

fn uncount(segment: &mut Segment<'_>, names: &[String]) {
    let mut bases: Vec<String> = names
        .iter()
        .map(|name| Ecosystem::parse(name).base().to_owned())
        .collect();
    bases.dedup();
    for known in &mut segment.ecosystems {
        let name = known.name.as_str();
        if names.iter().any(|exact| exact == name) {
            known.exact = known.exact.saturating_sub(1);
        }
        if bases.iter().any(|base| base == name) {
            known.base = known.base.saturating_sub(1);
        }
    }
}

/// The place of an id in the order of ids.
fn find(segment: &Segment<'_>, id: &str) -> Result<Option<u32>, IndexError> {
    let (mut low, mut high) = (0, segment.header.advisories);
    while low < high {
        let middle = low + (high - low) / 2;
        match AdvisoryView::shallow(segment, middle)?.id().cmp(id) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Equal => return Ok(Some(middle)),
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    Ok(None)
}

fn digest_of(segments: &[Segment<'_>]) -> Digest {
    match segments {
        [only] => layout::digest(&only.header.records),
        several => {
            let mut stream = Sha256Stream::new();
            several
                .iter()
                .for_each(|segment| stream.update(&segment.header.records));
            stream.finish()
        }
    }
}
