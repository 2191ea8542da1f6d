//! What is remembered beside an archive, and beside the beginning of one.

use std::path::{Path, PathBuf};

use portcullis_findings::Timestamp;
use serde::{Deserialize, Serialize};

use super::{FetchError, UpdateLimits, content};
use crate::fs::{read_bounded, replace};

/// Bytes of one note.
const NOTE_BYTES: u64 = 64 * 1024;

/// How a server names the state of an archive, kept to ask whether it changed.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Validators {
    /// `ETag`, with its quotes.
    pub(super) tag: Option<String>,
    /// `Last-Modified`.
    pub(super) date: Option<String>,
}

impl Validators {
    /// The tag, if it promises the same bytes (RFC 9110 8.8.1); only then may parts be joined.
    pub(super) fn strong(&self) -> Option<&str> {
        self.tag.as_deref().filter(|tag| tag.starts_with('"'))
    }
}

/// The note beside an archive. It holds only as long as the digest fits.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArchiveNote {
    /// The address that was asked.
    pub(super) address: String,
    pub(super) validators: Validators,
    pub(super) sha256: String,
    pub(super) records: u64,
    pub(super) others: u64,
    /// RFC 3339.
    pub(super) newest: String,
}

/// The note beside the beginning of an archive.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartNote {
    /// The address that was asked.
    pub(super) address: String,
    pub(super) validators: Validators,
}

/// An archive that is at hand.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Present {
    pub(super) sums: content::Sums,
    pub(super) content: content::Content,
    /// How the server that was asked for it names it.
    pub(super) validators: Validators,
    pub(super) address: Option<String>,
}

/// Where the files of an archive are.
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub(super) archive: PathBuf,
    pub(super) note: PathBuf,
    pub(super) part: PathBuf,
    pub(super) part_note: PathBuf,
}

impl Places {
    pub(super) fn of(folder: &Path) -> Self {
        Self {
            archive: folder.join("all.zip"),
            note: folder.join("all.zip.state"),
            part: folder.join("all.zip.part"),
            part_note: folder.join("all.zip.part.state"),
        }
    }

    /// The archive at hand. One without a note that fits is looked into; one that cannot be read is as good as none.
    pub(super) fn present(&self, limits: &UpdateLimits) -> Option<Present> {
        let sums = content::sums(&self.archive).ok()?;
        let noted = read::<ArchiveNote>(&self.note).filter(|note| note.sha256 == sums.sha256.to_hex());
        if let Some((note, newest)) =
            noted.and_then(|note| note.newest.parse::<Timestamp>().ok().map(|newest| (note, newest)))
        {
            return Some(Present {
                sums,
                content: content::Content {
                    records: note.records,
                    others: note.others,
                    newest,
                },
                validators: note.validators,
                address: Some(note.address),
            });
        }
        let content = content::look_into(&self.archive, limits).ok()?;
        Some(Present {
            sums,
            content,
            validators: Validators::default(),
            address: None,
        })
    }

    /// The beginning that a transfer from this address may go on from: its bytes and its tag.
    pub(super) fn resumable(&self, address: &str) -> Option<(u64, PartNote)> {
        let note = read::<PartNote>(&self.part_note)?;
        let part = std::fs::symlink_metadata(&self.part).ok()?;
        let usable =
            part.is_file() && part.len() > 0 && note.address == address && note.validators.strong().is_some();
        usable.then_some((part.len(), note))
    }

    /// Removes the beginning; what cannot be removed is refused when it is opened.
    pub(super) fn discard_part(&self) {
        for path in [&self.part_note, &self.part] {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Writes a note.
pub(super) fn write<T: Serialize>(path: &Path, note: &T) -> Result<(), FetchError> {
    let bytes = serde_json::to_vec(note).map_err(|error| FetchError::File {
        path: path.to_owned(),
        source: error.into(),
    })?;
    replace(path, &bytes).map_err(|error| FetchError::File {
        path: error.path,
        source: error.source,
    })
}

/// A note that cannot be read is none.
fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Option<T> {
    serde_json::from_slice(&read_bounded(path, NOTE_BYTES).ok()?).ok()
}
