//! The index that is compiled of what an update brought.

use std::path::{Path, PathBuf};

use portcullis_findings::{Gap, Timestamp};
use portcullis_vuln_match::{Index, IndexBuilder, Limits, Provenance, SourceOfRecords};

use super::update::{ArchiveState, Change, Updated, locked};
use super::{UpdateError, UpdateOptions};
use crate::advisories::{Advisories, AdvisoriesError, begins_as_index, compile_advisories, open_index};
use crate::fs::{Loading, WriteError, replace};
use crate::progress::Progress;

/// An index of unchanged archives is compiled anew when it was compiled this long ago, so that it tells how new it is.
const LONGEST_UNCHANGED: i64 = 24 * 3600;

/// Which index is kept up to date.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct IndexOptions {
    /// Its file.
    pub path: PathBuf,
    /// The moment that it is compiled at and says to be of.
    pub now: Timestamp,
    /// Whether it has a file of long texts and references beside it.
    pub details: DetailsFile,
}

/// Whether an index has a file of details.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum DetailsFile {
    /// If there is one already.
    #[default]
    Keep,
    /// It has one.
    Write,
}

impl IndexOptions {
    /// An index in a file, at a moment.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>, now: Timestamp) -> Self {
        Self {
            path: path.into(),
            now,
            details: DetailsFile::default(),
        }
    }

    fn details_path(&self) -> PathBuf {
        self.path.with_extension("details")
    }

    fn has_details(&self) -> bool {
        self.details == DetailsFile::Write || self.details_path().is_file()
    }
}

/// An index in its place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct IndexState {
    /// How it differs from the one before.
    pub change: Change,
    /// Advisories in it.
    pub advisories: u64,
    /// Its bytes.
    pub bytes: u64,
    /// The moment it says to be of.
    pub built: Timestamp,
    /// Records that were set aside when it was compiled now, with their reasons. Whoever opens the index is told their number.
    pub gaps: Vec<Gap>,
}

/// The archives were or were not brought; the index was not renewed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UpdateIndexError {
    /// Nothing was updated at all.
    #[error(transparent)]
    Update(#[from] UpdateError),
    /// What lies at the index's place is none, and is not written over.
    #[error("{}: there is a file that is no index", path.display())]
    NoIndex {
        /// The file.
        path: PathBuf,
    },
    /// A file that is named like the index's file of details.
    #[error("{}: an index with details cannot be named so", path.display())]
    Name {
        /// The file.
        path: PathBuf,
    },
    /// An archive cannot be read again.
    #[error(transparent)]
    Advisories(#[from] AdvisoriesError),
    /// The index cannot be written; the one before is still there.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Brings archives up to date as [`update_advisories`](super::update_advisories) does, and compiles them into one index, which
/// takes the place of the one before in one step. The second answer is `None` if an archive could not be brought: the index
/// stays as it was then, and grows old, for it would say to be of a moment that one of its sources is not of.
///
/// The index is of the archives that were asked for, whatever else lies in the folder. It names each with its SHA-256 as
/// snapshot, and `index.now` as the time it was compiled at. If no archive is another one it is left alone for a day.
///
/// # Errors
///
/// [`UpdateIndexError`] if nothing could be tried, or the index not be compiled or written.
pub fn update_index(
    options: &UpdateOptions,
    index: &IndexOptions,
    progress: &dyn Progress,
) -> Result<(Updated, Option<IndexState>), UpdateIndexError> {
    let path = &index.path;
    if path.exists() && !begins_as_index(path) {
        return Err(UpdateIndexError::NoIndex { path: path.clone() });
    }
    if index.details_path() == *path {
        return Err(UpdateIndexError::Name { path: path.clone() });
    }
    let (updated, _lock) = locked(options, progress)?;
    let archives: Option<Vec<(&str, &ArchiveState)>> = updated
        .ecosystems
        .iter()
        .map(|update| Some((update.ecosystem.as_str(), update.result.as_ref().ok()?)))
        .collect();
    let state = archives.map(|archives| renewed(index, &archives, progress));
    let state = state.transpose()?;
    Ok((updated, state))
}

fn renewed(
    index: &IndexOptions,
    archives: &[(&str, &ArchiveState)],
    progress: &dyn Progress,
) -> Result<IndexState, UpdateIndexError> {
    let mut provenance = Provenance::default();
    provenance.built = Some(index.now);
    provenance.sources = archives
        .iter()
        .map(|(ecosystem, archive)| {
            let mut source = SourceOfRecords::new(*ecosystem);
            source.snapshot = Some(archive.sha256.to_string());
            source
        })
        .collect();
    let present = open_index(&index.path, &[], Loading::default()).ok();
    if let Some(state) = present
        .as_ref()
        .and_then(|present| kept(index, present, &provenance))
    {
        return Ok(state);
    }
    let mut builder = IndexBuilder::new(Limits::default());
    let has_details = index.has_details();
    if has_details {
        builder = builder.with_details();
    }
    let paths: Vec<&Path> = archives
        .iter()
        .map(|(_, archive)| archive.path.as_path())
        .collect();
    let compiled = compile_advisories(&paths, builder, &provenance, progress)?;
    let advisories = Index::open(&compiled.built.index).map_or(0, |index| index.len() as u64);
    let bytes = compiled.built.index.len() as u64;
    // The mapped file is the old one as long as it is held; what comes in its place is another.
    let change = match present {
        Some(_) => Change::Changed,
        None => Change::New,
    };
    if let Some(details) = &compiled.built.details {
        replace(&index.details_path(), details)?;
    }
    replace(&index.path, &compiled.built.index)?;
    Ok(IndexState {
        change,
        advisories,
        bytes,
        built: index.now,
        gaps: compiled.gaps,
    })
}

/// The index at hand, if it is of the same archives and young enough.
fn kept(index: &IndexOptions, present: &Advisories, wanted: &Provenance) -> Option<IndexState> {
    let opened = present.index().ok()?;
    let [provenance] = <[Provenance; 1]>::try_from(opened.provenance().ok()?).ok()?;
    let built = provenance.built?;
    let is_young = (0..LONGEST_UNCHANGED).contains(&index.now.seconds_since(built));
    let has_details = present.details().ok()?.is_some();
    if provenance.sources != wanted.sources || !is_young || has_details != index.has_details() {
        return None;
    }
    Some(IndexState {
        change: Change::Unchanged,
        advisories: opened.len() as u64,
        bytes: std::fs::metadata(&index.path).ok()?.len(),
        built,
        gaps: Vec::new(),
    })
}
