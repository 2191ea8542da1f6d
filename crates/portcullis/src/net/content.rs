//! What is in an archive that arrived: whether all of it can be unpacked, and how new it is.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;

use portcullis_archive::{Limits, zip};
use portcullis_findings::{Budget, Digest, Sha256Stream, Timestamp};
use serde::Deserialize;

use super::checksum::Crc32c;
use super::{FetchError, UpdateLimits};

/// Bytes of one record that are looked into for its date; larger files are unpacked and no more.
const RECORD_BYTES: u64 = 64 << 20;

/// What an archive holds.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Content {
    /// Advisories, by their having an id and a date.
    pub(super) records: u64,
    /// Other files, and records that cannot be used.
    pub(super) others: u64,
    /// The latest change.
    pub(super) newest: Timestamp,
}

/// A file's digests.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Sums {
    pub(super) bytes: u64,
    pub(super) sha256: Digest,
    pub(super) crc32c: u32,
}

/// Both digests, in one reading.
pub(super) fn sums(path: &Path) -> Result<Sums, FetchError> {
    let error = |source| FetchError::File {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(error)?;
    let (mut sha256, mut crc32c, mut bytes) = (Sha256Stream::new(), Crc32c::new(), 0);
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let count = file.read(&mut buffer).map_err(error)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else {
            break;
        };
        sha256.update(read);
        crc32c.update(read);
        bytes += count as u64;
    }
    Ok(Sums {
        bytes,
        sha256: sha256.finish(),
        crc32c: crc32c.finish(),
    })
}

/// Unpacks all of it, keeping nothing. An archive of which anything cannot be read is refused.
pub(super) fn look_into(path: &Path, limits: &UpdateLimits) -> Result<Content, FetchError> {
    let file = File::open(path).map_err(|source| FetchError::File {
        path: path.to_owned(),
        source,
    })?;
    let mut allowed = Limits::default();
    allowed.entries = limits.records;
    allowed.entry_bytes = RECORD_BYTES;
    allowed.total_bytes = limits.unpacked_bytes;
    let (mut records, mut others, mut newest) = (0, 0, None);
    let mut bytes = Vec::new();
    let file = BufReader::with_capacity(64 * 1024, file);
    let summary = zip::read(file, &allowed, &Budget::unlimited(), |entry, reader| {
        bytes.clear();
        // What fails is a gap of the summary, and the first gap is the end.
        if reader.read_to_end(&mut bytes).is_err() {
            return ControlFlow::Break(());
        }
        match changed(entry.label.as_bytes(), &bytes) {
            Some(changed) => {
                records += 1;
                newest = newest.max(Some(changed));
            }
            None => others += 1,
        }
        ControlFlow::Continue(())
    });
    let summary = summary.map_err(FetchError::Archive)?;
    if let Some(gap) = summary.gaps.into_iter().next() {
        return Err(FetchError::Unpack { gap: Box::new(gap) });
    }
    newest
        .map(|newest| Content {
            records,
            others,
            newest,
        })
        .ok_or(FetchError::Empty)
}

/// The part of a record that is read here; all else is read when it is used.
#[derive(Deserialize)]
struct Record<'a> {
    #[serde(borrow)]
    id: Cow<'a, str>,
    #[serde(borrow)]
    modified: Cow<'a, str>,
}

fn changed(name: &[u8], bytes: &[u8]) -> Option<Timestamp> {
    if !name.to_ascii_lowercase().ends_with(b".json") {
        return None;
    }
    let record: Record<'_> = serde_json::from_slice(bytes).ok()?;
    record.modified.parse().ok().filter(|_| !record.id.is_empty())
}
