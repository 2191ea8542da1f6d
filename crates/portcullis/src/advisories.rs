//! Advisory records from a folder or an archive.

mod archive;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use portcullis_archive::ArchiveError;
use portcullis_findings::{Gap, GapKind, Label, Stage};
use portcullis_vuln_match::{Database, DatabaseBuilder, Limits};

use crate::fs::{FileEntry, Rule, WalkError, WalkLimits, walk};
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
    /// The file is no archive of a kind that is read.
    #[error("advisories: {}: neither a folder, a zip nor a tar (plain, with gzip or zstd)", path.display())]
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
        }
    }
}

/// Advisories that were read, and what could not be.
#[derive(Debug)]
#[non_exhaustive]
pub struct Advisories {
    /// The advisories.
    pub database: Database,
    /// Records and files that were set aside, with their reasons.
    pub gaps: Vec<Gap>,
    /// Files that are no records and were passed over, such as a README.
    pub other_files: u64,
}

/// Reads all `*.json` files below a folder, or in a zip or tar archive (plain, with gzip or zstd), as OSV records.
///
/// Which kind of archive it is, its content tells. Folders in it may be nested as they like. Archives in a folder are read
/// too, one level deep; one that cannot be read there is a gap.
/// A record that cannot be used is a gap and the rest is used. The answer does not depend on the order of the files.
///
/// # Errors
///
/// [`AdvisoriesError`] if the folder or archive itself cannot be opened.
pub fn open_advisories(path: &Path, progress: &dyn Progress) -> Result<Advisories, AdvisoriesError> {
    let limits = Limits::default();
    let mut reading = Reading {
        builder: DatabaseBuilder::new(limits),
        limits,
        gaps: Vec::new(),
        other_files: 0,
    };
    if path.is_dir() {
        let found = walk(path, &WalkLimits::default(), &|_| Rule::Take)?;
        reading.gaps.extend(
            found
                .gaps
                .into_iter()
                .map(|gap| gap.in_stage(Stage::Vulnerability)),
        );
        progress.begin("reading advisories", Some(found.files.len() as u64));
        for entry in &found.files {
            if is_packed(&entry.label) {
                reading.packed(entry, progress);
            } else {
                reading.file(entry);
            }
            progress.advance(1);
        }
    } else {
        progress.begin("reading advisories", None);
        reading.archive(path, &Label::default(), progress)?;
    }
    let database = reading.builder.build();
    let mut gaps = reading.gaps;
    gaps.extend(database.rejected().iter().map(|rejected| {
        let cause = format!("the advisory record was set aside: {}", rejected.error);
        Gap::new(
            Stage::Vulnerability,
            GapKind::Skipped,
            rejected.label.clone(),
            cause,
        )
    }));
    let untold = database
        .rejected_count()
        .saturating_sub(database.rejected().len() as u64);
    if untold > 0 {
        let cause = format!("{untold} more advisory records were set aside");
        gaps.push(Gap::new(
            Stage::Vulnerability,
            GapKind::Skipped,
            Label::default(),
            cause,
        ));
    }
    Ok(Advisories {
        database,
        gaps,
        other_files: reading.other_files,
    })
}

struct Reading {
    builder: DatabaseBuilder,
    limits: Limits,
    gaps: Vec<Gap>,
    other_files: u64,
}

impl Reading {
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
                if std::io::Read::read_to_end(content, &mut bytes).is_ok() {
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
