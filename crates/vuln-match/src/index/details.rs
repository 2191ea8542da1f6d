//! Long texts and references, in a file of their own that matching never opens.

use super::IndexError;
use super::layout::{self, Header, Kind, SECTIONS, Section};
use super::segment::Segment;
use super::wire::{Reader, put_bytes, put_number};

/// What is told of advisories beyond what matching needs: the long text and the references, by id.
///
/// ```
/// use portcullis_vuln_match::{Details, IndexBuilder, Limits, Provenance};
/// let mut builder = IndexBuilder::new(Limits::default()).with_details();
/// builder.add("a.json", br#"{"id": "X-1", "details": "Long.", "references": [{"type": "WEB", "url": "https://a.example"}]}"#);
/// let built = builder.build(&Provenance::default());
/// let bytes = built.details.unwrap_or_default();
/// let details = Details::open(&bytes)?;
/// let found = details.of("X-1")?.expect("the record is there");
/// assert_eq!((found.text(), found.references().next()), ("Long.", Some(("WEB", "https://a.example"))));
/// # Ok::<(), portcullis_vuln_match::IndexError>(())
/// ```
#[derive(Debug)]
pub struct Details<'a> {
    segment: Segment<'a>,
}

/// The long text and the references of one advisory.
#[derive(Clone, Copy, Debug)]
pub struct DetailsView<'a> {
    id: &'a str,
    text: &'a str,
    count: u64,
    references: Reader<'a>,
}

impl<'a> Details<'a> {
    /// Opens a file of details.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the bytes are something else, are cut short, or their header is damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        let segment = Segment::open(bytes, Kind::Details)?;
        Ok(Self { segment })
    }

    /// Holds every page against its checksum and the file against its digest.
    ///
    /// # Errors
    ///
    /// [`IndexError::Page`] or [`IndexError::Digest`] for the first thing that is damaged.
    pub fn verify_all(&self) -> Result<(), IndexError> {
        self.segment.verify()
    }

    /// The [`crate::Index::content_digest`] of the file these details were compiled with.
    #[must_use]
    pub fn index_digest(&self) -> portcullis_findings::Digest {
        layout::digest(&self.segment.header.base)
    }

    /// What is told of an advisory; `None` if the file does not have its id.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page on the way is damaged.
    pub fn of(&self, id: &str) -> Result<Option<DetailsView<'_>>, IndexError> {
        let (mut low, mut high) = (0, self.segment.header.advisories);
        while low < high {
            let middle = low + (high - low) / 2;
            let view = self.at(middle)?;
            match view.id.cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Ok(Some(view)),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        Ok(None)
    }

    fn at(&self, place: u32) -> Result<DetailsView<'_>, IndexError> {
        let offset = self
            .segment
            .get(Section::Offsets, place as usize * 4, 4)?
            .first_chunk()
            .copied();
        let offset = offset.map(u32::from_le_bytes).unwrap_or_default() as usize;
        let record = self.segment.record(Section::Advisories, offset, "details")?;
        DetailsView::read(record)
            .ok_or_else(|| self.segment.malformed(Section::Advisories, offset, "details"))
    }
}

impl<'a> DetailsView<'a> {
    fn read(record: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(record);
        let (id, text, count) = (reader.text()?, reader.text()?, reader.number()?);
        let view = Self {
            id,
            text,
            count,
            references: reader,
        };
        // What is shown later is looked at now.
        (view.references().count() as u64 == count).then_some(view)
    }

    /// The advisory's id.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.id
    }

    /// The long text, in CommonMark; empty if the record has none.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Kind (`WEB`, `FIX`, `ADVISORY`, …) and address of each reference.
    pub fn references(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut reader = self.references;
        (0..self.count).map_while(move |_| Some((reader.text()?, reader.text()?)))
    }
}

/// What the builder keeps for one record.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) references: Vec<(String, String)>,
}

impl Told {
    pub(super) fn bytes(&self) -> u64 {
        let references = self
            .references
            .iter()
            .map(|(kind, url)| kind.len() + url.len() + 16);
        (self.text.len() + references.sum::<usize>()) as u64
    }
}

/// `records` are in the order of their ids.
pub(super) fn write<'r>(index: [u8; 32], records: impl Iterator<Item = (&'r str, &'r Told)>) -> Vec<u8> {
    let (mut offsets, mut out, mut record, mut count) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for (id, told) in records {
        record.clear();
        put_bytes(&mut record, id.as_bytes());
        put_bytes(&mut record, told.text.as_bytes());
        put_number(&mut record, told.references.len() as u64);
        for (kind, url) in &told.references {
            put_bytes(&mut record, kind.as_bytes());
            put_bytes(&mut record, url.as_bytes());
        }
        offsets.extend_from_slice(&(out.len() as u32).to_le_bytes());
        put_bytes(&mut out, &record);
        count += 1;
    }
    let header = Header {
        kind: Kind::Details,
        content: [0; 32],
        base: index,
        records: [0; 32],
        number: 0,
        advisories: count,
        rejected: 0,
        newest: None,
        sections: Vec::new(),
    };
    let mut sections = vec![Vec::new(); SECTIONS];
    // No ecosystems, no schemes, no slots.
    for (section, bytes) in [
        (Section::Ecosystems, vec![0]),
        (Section::Schemes, vec![0]),
        (Section::Slots, vec![0; 8]),
        (Section::Offsets, offsets),
        (Section::Advisories, out),
    ] {
        if let Some(place) = sections.get_mut(section as usize) {
            *place = bytes;
        }
    }
    layout::write(header, &sections).0
}
