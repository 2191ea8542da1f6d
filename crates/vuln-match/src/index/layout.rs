//! The file: one header page, the checksums of the data pages, the data pages.
//!
//! All numbers are little-endian. A page has 1024 bytes; a checksum is the 64-bit XXH3 of one page. The header names the
//! sections by where they lie in the data; records in them begin with their length, as LEB128 numbers do everywhere in them.

use portcullis_findings::{Digest, Sha256Stream, Timestamp};
use twox_hash::XxHash3_64;

use super::IndexError;

/// What a compiled file begins with.
pub(crate) const MAGIC: [u8; 8] = *b"PCVULN\r\n";
/// The version of the format.
pub(super) const FORMAT: u16 = 2;
/// Bytes of a page: few enough that an answer looks at little else than what it needs.
pub(super) const PAGE: usize = 1024;
/// The most deltas that are merged over one base.
pub(super) const MOST_DELTAS: usize = 8;

const SECTIONS_AT: usize = 256;
const SECTION_BYTES: usize = 16;
const MOST_SECTIONS: usize = 32;
const CHECKSUM_AT: usize = PAGE - 8;
const DIGEST_AT: usize = 40;

/// What a file is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Base = 1,
    Delta = 2,
    Details = 3,
}

/// The sections of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Section {
    /// Count, then name, live advisories of exactly it, live advisories of it as a base.
    Ecosystems = 0,
    /// Count, then name and fingerprint of the keys it makes.
    Schemes = 1,
    /// Slots of eight bytes: the upper half of a hash, and one more than where the package's record lies.
    Slots = 2,
    /// Records of packages with their postings.
    Packages = 3,
    /// Where each advisory's record lies, by id, four bytes each.
    Offsets = 4,
    /// Records of advisories.
    Advisories = 5,
    /// Texts that stand in several places.
    Strings = 6,
    /// Versions with their keys.
    Versions = 7,
    /// Lists of ranges.
    Ranges = 8,
    /// Lists of versions.
    Lists = 9,
    /// Where the records came from.
    Provenance = 10,
    /// Ids that a delta removes.
    Removed = 11,
}

/// How many sections there are.
pub(super) const SECTIONS: usize = Section::Removed as usize + 1;

/// Where a section lies in the data.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) start: usize,
    pub(super) len: usize,
}

/// What the header says.
#[derive(Clone, Debug)]
pub(super) struct Header {
    pub(super) kind: Kind,
    /// Over the whole file.
    pub(super) content: [u8; 32],
    /// The content digest of the base a delta belongs to, or of the index that details belong to.
    pub(super) base: [u8; 32],
    /// Over all sections but the provenance.
    pub(super) records: [u8; 32],
    pub(super) number: u32,
    pub(super) advisories: u32,
    pub(super) rejected: u64,
    pub(super) newest: Option<Timestamp>,
    pub(super) sections: Vec<Extent>,
}

/// A file taken apart; its pages are not looked at yet.
pub(super) struct File<'a> {
    pub(super) header: Header,
    pub(super) checksums: &'a [u8],
    pub(super) data: &'a [u8],
    /// Where the data begins in the file.
    pub(super) data_at: usize,
}

/// Takes a file apart. Checks the header and the checksums' own checksum.
pub(super) fn open(bytes: &[u8]) -> Result<File<'_>, IndexError> {
    if !bytes.starts_with(&MAGIC) {
        return Err(IndexError::Magic);
    }
    let format = number::<2>(bytes, 8)
        .map(u16::from_le_bytes)
        .ok_or(IndexError::Header)?;
    if format != FORMAT {
        return Err(IndexError::Format { found: format });
    }
    let page = bytes.get(..PAGE).ok_or(IndexError::Length {
        expected: PAGE as u64,
        found: bytes.len() as u64,
    })?;
    let (checked, checksum) = page.split_at_checked(CHECKSUM_AT).ok_or(IndexError::Header)?;
    if checksum != XxHash3_64::oneshot(checked).to_le_bytes() {
        return Err(IndexError::Header);
    }
    let expected = u64_at(page, 16)?;
    if expected != bytes.len() as u64 || !bytes.len().is_multiple_of(PAGE) {
        return Err(IndexError::Length {
            expected,
            found: bytes.len() as u64,
        });
    }
    let pages = u32_at(page, 28)? as usize;
    let data_at = (u32_at(page, 24)? as usize).saturating_mul(PAGE);
    let data = bytes.get(data_at..).ok_or(IndexError::Header)?;
    let checksums = bytes
        .get(PAGE..)
        .and_then(|rest| rest.get(..pages.checked_mul(8)?))
        .ok_or(IndexError::Header)?;
    if data.len() != pages * PAGE || u64_at(page, 32)? != XxHash3_64::oneshot(checksums) {
        return Err(IndexError::Header);
    }
    Ok(File {
        header: header(page, data.len())?,
        checksums,
        data,
        data_at,
    })
}

fn header(page: &[u8], data: usize) -> Result<Header, IndexError> {
    let kind = match number::<2>(page, 10).map(u16::from_le_bytes) {
        Some(1) => Kind::Base,
        Some(2) => Kind::Delta,
        Some(3) => Kind::Details,
        _ => return Err(IndexError::Header),
    };
    let digest = |at| number::<32>(page, at).ok_or(IndexError::Header);
    let newest = match u32_at(page, 156)? {
        0 => None,
        _ => Timestamp::from_unix_nanos(u64_at(page, 160)? as i64, u32_at(page, 152)?).ok(),
    };
    let count = u32_at(page, 12)? as usize;
    if count > MOST_SECTIONS {
        return Err(IndexError::Header);
    }
    let extent = |at| {
        let at = SECTIONS_AT + at * SECTION_BYTES;
        let (start, len) = (u64_at(page, at)?, u64_at(page, at + 8)?);
        let inside = start.checked_add(len).is_some_and(|end| end <= data as u64);
        inside
            .then_some(Extent {
                start: start as usize,
                len: len as usize,
            })
            .ok_or(IndexError::Header)
    };
    Ok(Header {
        kind,
        content: digest(DIGEST_AT)?,
        base: digest(72)?,
        records: digest(104)?,
        number: u32_at(page, 136)?,
        advisories: u32_at(page, 140)?,
        rejected: u64_at(page, 144)?,
        newest,
        sections: (0..count).map(extent).collect::<Result<_, _>>()?,
    })
}

/// Puts a file together; `header.content` and `header.sections` are made here.
pub(super) fn write(mut header: Header, sections: &[Vec<u8>]) -> (Vec<u8>, [u8; 32]) {
    let padded = |len: usize| len.next_multiple_of(8);
    let data: usize = sections.iter().map(|section| padded(section.len())).sum();
    let data = data.next_multiple_of(PAGE);
    let data_at = PAGE + (data / PAGE * 8).next_multiple_of(PAGE);
    let mut file = Vec::with_capacity(data_at + data);
    file.resize(data_at, 0);
    header.sections.clear();
    for section in sections {
        header.sections.push(Extent {
            start: file.len() - data_at,
            len: section.len(),
        });
        file.extend_from_slice(section);
        file.resize(padded(file.len()), 0);
    }
    file.resize(data_at + data, 0);
    let checksums: Vec<u8> = file
        .get(data_at..)
        .unwrap_or_default()
        .chunks(PAGE)
        .flat_map(|page| XxHash3_64::oneshot(page).to_le_bytes())
        .collect();
    put(&mut file, PAGE, &checksums);
    let (length, pages) = (file.len() as u64, (checksums.len() / 8) as u32);
    put(&mut file, 0, &MAGIC);
    put(&mut file, 8, &FORMAT.to_le_bytes());
    put(&mut file, 10, &(header.kind as u16).to_le_bytes());
    put(&mut file, 12, &(sections.len() as u32).to_le_bytes());
    put(&mut file, 16, &length.to_le_bytes());
    put(&mut file, 24, &((data_at / PAGE) as u32).to_le_bytes());
    put(&mut file, 28, &pages.to_le_bytes());
    put(&mut file, 32, &XxHash3_64::oneshot(&checksums).to_le_bytes());
    put(&mut file, 72, &header.base);
    put(&mut file, 104, &header.records);
    put(&mut file, 136, &header.number.to_le_bytes());
    put(&mut file, 140, &header.advisories.to_le_bytes());
    put(&mut file, 144, &header.rejected.to_le_bytes());
    if let Some(newest) = header.newest {
        put(&mut file, 152, &newest.nanos().to_le_bytes());
        put(&mut file, 156, &1_u32.to_le_bytes());
        put(&mut file, 160, &newest.as_unix().to_le_bytes());
    }
    for (at, extent) in header.sections.iter().enumerate() {
        let at = SECTIONS_AT + at * SECTION_BYTES;
        put(&mut file, at, &(extent.start as u64).to_le_bytes());
        put(&mut file, at + 8, &(extent.len as u64).to_le_bytes());
    }
    let content = content_digest(&file);
    put(&mut file, DIGEST_AT, &content);
    let checksum = file
        .get(..CHECKSUM_AT)
        .map(XxHash3_64::oneshot)
        .unwrap_or_default();
    put(&mut file, CHECKSUM_AT, &checksum.to_le_bytes());
    (file, content)
}

/// SHA-256 over the file, with zeros where the digest itself and the header's checksum stand.
pub(super) fn content_digest(file: &[u8]) -> [u8; 32] {
    let mut page = file.get(..PAGE).unwrap_or_default().to_vec();
    put(&mut page, DIGEST_AT, &[0; 32]);
    put(&mut page, CHECKSUM_AT, &[0; 8]);
    let mut stream = Sha256Stream::new();
    stream.update(&page);
    stream.update(file.get(PAGE..).unwrap_or_default());
    bytes32(&stream.finish())
}

/// The bytes of a SHA-256.
pub(super) fn bytes32(digest: &Digest) -> [u8; 32] {
    digest.as_bytes().try_into().unwrap_or_default()
}

/// A SHA-256 of its bytes.
pub(super) fn digest(bytes: &[u8; 32]) -> Digest {
    Digest::new(portcullis_findings::Algorithm::Sha256, bytes).unwrap_or_else(|_| Digest::sha256(bytes))
}

fn put(file: &mut [u8], at: usize, bytes: &[u8]) {
    if let Some(place) = file.get_mut(at..at + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

fn u32_at(page: &[u8], at: usize) -> Result<u32, IndexError> {
    number(page, at).map(u32::from_le_bytes).ok_or(IndexError::Header)
}

fn u64_at(page: &[u8], at: usize) -> Result<u64, IndexError> {
    number(page, at).map(u64::from_le_bytes).ok_or(IndexError::Header)
}
