//! Advisory records from a folder or an archive, or an index that was compiled of them.

mod archive;

use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use portcullis_archive::ArchiveError;
use portcullis_findings::{Digest, Gap, GapKind, Label, Stage};
use portcullis_vuln_match::{Built, Details, Index, IndexBuilder, IndexError, Limits, Provenance, Remarked};

use crate::fs::{FileBytes, FileEntry, Loading, ReadError, Rule, WalkError, WalkLimits, load, walk};
use crate::progress::Progress;

/// Advisories could not be opened at all; a single bad record is a gap instead.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AdvisoriesError {
    /// The folder or file cannot be looked at.
    #[error("advisories: {0}")]
    Walk(#[from] WalkError),
    /// The archive is damaged from its beginning, or goes past its limits there.
    #[error("advisories: {}: {source}", path.display())]
    Archive {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ArchiveError,
    },
    /// A compiled index that cannot be read, or its details.
    #[error("advisories: {}: {source}", path.display())]
    Index {
        /// The base of the index, or the file of details.
        path: PathBuf,
        /// Why.
        source: IndexError,
    },
    /// A compiled index that cannot be loaded.
    #[error("advisories: {0}")]
    Load(#[from] ReadError),
    /// The file is no archive of a kind that is read, and no compiled index.
    #[error(
        "advisories: {}: neither a folder, a compiled index, a zip nor a tar (plain, with gzip or zstd)",
        path.display()
    )]
    Unrecognised {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be opened.
    #[error("advisories: {}: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

impl AdvisoriesError {
    /// Why, without the path, for a message that names the file itself.
    fn cause(&self) -> String {
        match self {
            Self::Walk(error) => error.to_string(),
            Self::Archive { source, .. } => source.to_string(),
            Self::Unrecognised { .. } => "neither a zip nor a tar".to_owned(),
            Self::Open { source, .. } => source.kind().to_string(),
            Self::Index { source, .. } => source.to_string(),
            Self::Load(error) => error.cause(),
        }
    }
}

/// The most bytes of one file of a compiled index.
const INDEX_BYTES: u64 = 16 << 30;

/// Advisories ready to be asked, and what could not be read of them.
#[derive(Debug)]
#[non_exhaustive]
pub struct Advisories {
    path: PathBuf,
    /// The base, then deltas.
    files: Vec<FileBytes>,
    details: Option<FileBytes>,
    /// Records and files that were set aside, with their reasons.
    pub gaps: Vec<Gap>,
    /// What is unusual in records that are used; a compiled index does not tell.
    pub remarks: Vec<Remarked>,
    /// How many records were set aside, here or when the index was compiled.
    pub set_aside: u64,
    /// Files that are no records and were passed over, such as a README.
    pub other_files: u64,
}

impl Advisories {
    /// The index. Opening it takes microseconds; what asks many questions opens it once all the same.
    ///
    /// # Errors
    ///
    /// [`AdvisoriesError::Index`] if a file is no index or its header is damaged. Never for records that were just compiled.
    pub fn index(&self) -> Result<Index<'_>, AdvisoriesError> {
        let files: Vec<&[u8]> = self.files.iter().map(|file| &**file).collect();
        Index::open_all(&files).map_err(|source| self.damaged(source))
    }

    /// Long texts and references, if the index has a file of them beside it.
    ///
    /// # Errors
    ///
    /// [`AdvisoriesError::Index`] if the file is damaged or belongs to another index.
    pub fn details(&self) -> Result<Option<Details<'_>>, AdvisoriesError> {
        let Some(bytes) = &self.details else {
            return Ok(None);
        };
        let details = Details::open(bytes).map_err(|source| self.damaged(source))?;
        if details.index_digest() != self.index()?.content_digest() {
            return Err(self.damaged(IndexError::Details));
        }
        Ok(Some(details))
    }

    /// An error of the index with the file it is about.
    pub fn damaged(&self, source: IndexError) -> AdvisoriesError {
        AdvisoriesError::Index {
            path: self.path.clone(),
            source,
        }
    }
}

/// Opens advisories: a compiled index, or OSV records that are compiled on the way, see [`compile_advisories`].
///
/// Which of them it is, the file's content tells. Details of a compiled index are looked for in the file of the same name that
/// ends in `.details`.
///
/// # Errors
///
/// [`AdvisoriesError`] if the folder, archive or index itself cannot be opened.
pub fn open_advisories(path: &Path, progress: &dyn Progress) -> Result<Advisories, AdvisoriesError> {
    if begins_as_index(path) {
        return open_index(path, &[], Loading::default());
    }
    let compiled = compile_advisories(
        &[path],
        IndexBuilder::new(Limits::default()),
        &Provenance::default(),
        progress,
    )?;
    Ok(Advisories {
        path: path.to_owned(),
        files: vec![compiled.built.index.into()],
        details: None,
        gaps: compiled.gaps,
        remarks: compiled.built.remarks,
        set_aside: compiled.built.rejected_count,
        other_files: compiled.other_files,
    })
}

/// Opens a compiled index and deltas over it, oldest first.
///
/// # Errors
///
/// [`AdvisoriesError`] if one of the files cannot be loaded, is damaged at its beginning, or does not belong to the base.
pub fn open_index(base: &Path, deltas: &[PathBuf], loading: Loading) -> Result<Advisories, AdvisoriesError> {
    let paths = std::iter::once(base).chain(deltas.iter().map(PathBuf::as_path));
    let files = paths
        .map(|path| load(path, INDEX_BYTES, loading))
        .collect::<Result<_, _>>()?;
    let beside = base.with_extension("details");
    let details = if beside.is_file() {
        Some(load(&beside, INDEX_BYTES, loading)?)
    } else {
        None
    };
    let mut advisories = Advisories {
        path: base.to_owned(),
        files,
        details,
        gaps: Vec::new(),
        remarks: Vec::new(),
        set_aside: 0,
        other_files: 0,
    };
    let set_aside = advisories.index()?.rejected_count();
    if set_aside > 0 {
        let cause = format!("{set_aside} advisory records were set aside when the index was compiled");
        let label = Label::new(base.as_os_str().as_encoded_bytes());
        advisories
            .gaps
            .push(Gap::new(Stage::Vulnerability, GapKind::Skipped, label, cause));
    }
    advisories.set_aside = set_aside;
    Ok(advisories)
}

pub(crate) fn begins_as_index(path: &Path) -> bool {
    let mut start = Vec::new();
    let opened = path.is_file().then(|| std::fs::File::open(path).ok()).flatten();
    opened.is_some_and(|file| file.take(16).read_to_end(&mut start).is_ok()) && Index::is_index(&start)
}

/// What compiling advisories gave, with what could not be read of them.
#[derive(Debug)]
#[non_exhaustive]
pub struct CompiledAdvisories {
    /// The files of the index.
    pub built: Built,
    /// Records and files that were set aside, with their reasons.
    pub gaps: Vec<Gap>,
    /// Files that are no records and were passed over, such as a README.
    pub other_files: u64,
}

/// Compiles all `*.json` files below folders, or in zip or tar archives (plain, with gzip or zstd), as OSV records. Records that
/// `builder` has already take part.
///
/// Which kind of archive it is, its content tells. Folders in it may be nested as they like. Archives in a folder are read
/// too, one level deep; one that cannot be read there is a gap.
/// A record that cannot be used is a gap and the rest is used. The answer does not depend on the order of the files.
///
/// # Errors
///
/// [`AdvisoriesError`] if a folder or archive itself cannot be opened.
pub fn compile_advisories(
    paths: &[&Path],
    builder: IndexBuilder,
    provenance: &Provenance,
    progress: &dyn Progress,
) -> Result<CompiledAdvisories, AdvisoriesError> {
    read(paths, builder, progress).map(|reading| reading.finish(|builder| builder.build(provenance)))
}

/// The same, compiled to a delta over the index that has this [`content_digest`](portcullis_vuln_match::Index::content_digest);
/// `number` counts the deltas over it from 1.
///
/// # Errors
///
/// [`AdvisoriesError`] if a folder or archive itself cannot be opened.
pub fn compile_delta(
    paths: &[&Path],
    builder: IndexBuilder,
    provenance: &Provenance,
    (base, number): (&Digest, u32),
    progress: &dyn Progress,
) -> Result<CompiledAdvisories, AdvisoriesError> {
    let reading = read(paths, builder, progress)?;
    Ok(reading.finish(|builder| builder.build_delta(provenance, base, number)))
}

fn read(paths: &[&Path], builder: IndexBuilder, progress: &dyn Progress) -> Result<Reading, AdvisoriesError> {
    let mut reading = Reading {
        builder,
        limits: Limits::default(),
        gaps: Vec::new(),
        other_files: 0,
    };
    for path in paths {
        reading.path(path, progress)?;
    }
    Ok(reading)
}

fn set_aside(built: &Built) -> Vec<Gap> {
    let gap = |label, cause| Gap::new(Stage::Vulnerability, GapKind::Skipped, label, cause);
    let told = built.rejected.iter().map(|rejected| {
        let cause = format!("the advisory record was set aside: {}", rejected.error);
        gap(rejected.label.clone(), cause)
    });
    let mut gaps: Vec<Gap> = told.collect();
    let untold = built.rejected_count.saturating_sub(built.rejected.len() as u64);
    if untold > 0 {
        let cause = format!("{untold} more advisory records were set aside");
        gaps.push(gap(Label::default(), cause));
    }
    gaps
}

struct Reading {
    builder: IndexBuilder,
    limits: Limits,
    gaps: Vec<Gap>,
    other_files: u64,
}

impl Reading {
    fn finish(self, build: impl FnOnce(IndexBuilder) -> Built) -> CompiledAdvisories {
        let built = build(self.builder);
        let mut gaps = self.gaps;
        gaps.extend(set_aside(&built));
        CompiledAdvisories {
            built,
            gaps,
            other_files: self.other_files,
        }
    }

    fn path(&mut self, path: &Path, progress: &dyn Progress) -> Result<(), AdvisoriesError> {
        if !path.is_dir() {
            progress.begin("reading advisories", None);
            return self.archive(path, &Label::default(), progress);
        }
        let found = walk(path, &WalkLimits::default(), &|_| Rule::Take)?;
        self.gaps.extend(
            found
                .gaps
                .into_iter()
                .map(|gap| gap.in_stage(Stage::Vulnerability)),
        );
        progress.begin("reading advisories", Some(found.files.len() as u64));
        for entry in &found.files {
            if is_packed(&entry.label) {
                self.packed(entry, progress);
            } else {
                self.file(entry);
            }
            progress.advance(1);
        }
        Ok(())
    }

    fn file(&mut self, entry: &FileEntry) {
        if !is_record(&entry.label) {
            self.other_files += 1;
            return;
        }
        match crate::fs::read_bounded(&entry.path, self.limits.record_bytes) {
            Ok(bytes) => self.builder.add(entry.label.clone(), &bytes),
            Err(error) => self.gaps.push(Gap::new(
                Stage::Vulnerability,
                GapKind::Skipped,
                entry.label.clone(),
                format!("the advisory record cannot be read: {}", error.cause()),
            )),
        }
    }

    /// An archive among the files of a folder, such as an update brings.
    fn packed(&mut self, entry: &FileEntry, progress: &dyn Progress) {
        if let Err(error) = self.archive(&entry.path, &entry.label, progress) {
            self.gaps.push(Gap::new(
                Stage::Vulnerability,
                GapKind::Skipped,
                entry.label.clone(),
                format!("the advisories cannot be read: {}", error.cause()),
            ));
        }
    }

    fn archive(
        &mut self,
        path: &Path,
        within: &Label,
        progress: &dyn Progress,
    ) -> Result<(), AdvisoriesError> {
        let limits = archive::limits(self.limits.records, self.limits.record_bytes);
        let summary = archive::read(path, &limits, |entry, content| {
            progress.advance(1);
            if is_record(&entry.label) {
                let mut bytes = Vec::new();
                // A broken entry is told in the summary's gaps; half a record must not be used.
                if content.read_to_end(&mut bytes).is_ok() {
                    self.builder.add(inside(within, &entry.label), &bytes);
                }
            } else {
                self.other_files += 1;
            }
            ControlFlow::Continue(())
        })?;
        self.gaps.extend(summary.gaps.into_iter().map(|mut gap| {
            gap.input = inside(within, &gap.input);
            gap.in_stage(Stage::Vulnerability)
        }));
        Ok(())
    }
}

/// The label of an entry of an archive that lies in a folder.
fn inside(archive: &Label, entry: &Label) -> Label {
    match (archive.as_bytes(), entry.as_bytes()) {
        (b"", entry) => Label::new(entry),
        (archive, b"") => Label::new(archive),
        (archive, entry) => Label::new([archive, b"!", entry].concat()),
    }
}

/// In a folder the name tells what to try; what it is, the content tells then.
fn is_packed(label: &Label) -> bool {
    let name = label.as_bytes().to_ascii_lowercase();
    [&b".zip"[..], b".tar", b".tar.gz", b".tgz", b".tar.zst"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn is_record(label: &Label) -> bool {
    label.as_bytes().to_ascii_lowercase().ends_with(b".json")
}
