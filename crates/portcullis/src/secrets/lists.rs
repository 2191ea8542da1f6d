//! What other tools were told to pass over, in files of theirs.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use portcullis_findings::{Evidence, EvidenceKind, Finding, Label, Location, Note};
use portcullis_secret_detect::import::{Allowlists, ImportError, Peer, PeerBaseline, PeerBaselineError};
use portcullis_secret_detect::{Origin, SecretMatch};

use crate::fs::{FileEntry, ReadError, Walk, read_bounded};

/// The most bytes of a list that the caller names.
const NAMED_BYTES: u64 = 64 << 20;
/// The most bytes of a list that lies in the tree; of one with patterns much less, since they have to be compiled.
const TREE_BYTES: u64 = 8 << 20;
const TREE_PATTERN_BYTES: u64 = 64 << 10;
/// The most entries of a list that lies in the tree: each finding is held against those of its file.
const TREE_ENTRIES: usize = 20_000;
/// Entries without effect that a note names.
const TOLD: usize = 5;

/// Names that lists have at the top of a tree.
const NAMES: [&str; 5] = [
    ".betterleaks.toml",
    ".betterleaksignore",
    ".gitleaks.toml",
    ".gitleaksignore",
    ".secrets.baseline",
];

/// Baselines, ignore lists and allowlists of other tools.
///
/// They decide nothing: a finding that they speak of gets [evidence](EvidenceKind), of the kind `baseline` where the caller named
/// the file and of the kind `ignore` where it merely lies in the tree. They name neither who accepted a finding nor until when.
#[derive(Clone, Debug, Default)]
pub struct PeerLists {
    lists: Vec<Arc<List>>,
}

#[derive(Debug)]
struct List {
    name: String,
    path: Option<PathBuf>,
    is_named: bool,
    content: Content,
    /// By the number of the entry, from 0: whether it spoke of a finding.
    used: Vec<AtomicBool>,
}

#[derive(Debug)]
enum Content {
    Baseline(PeerBaseline),
    Allow(Allowlists),
}

/// A file of another tool could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PeerListError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is neither a report nor a list nor a baseline.
    #[error("{}: {source}", path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: PeerBaselineError,
    },
    /// Its allowlists are not understood.
    #[error("{}: {source}", path.display())]
    Allowlists {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Box<ImportError>,
    },
}

impl PeerLists {
    /// No list.
    #[must_use]
    pub const fn none() -> Self {
        Self { lists: Vec::new() }
    }

    /// With a file that the caller names: a JSON report of gitleaks or betterleaks, a `.secrets.baseline`, a `.gitleaksignore`,
    /// or a rule file (`.toml`) of which the allowlists count.
    ///
    /// # Errors
    ///
    /// [`PeerListError`] naming the file.
    pub fn with_file(mut self, path: &Path) -> Result<Self, PeerListError> {
        let bytes = read_bounded(path, NAMED_BYTES)?;
        let name = Label::new(path.as_os_str().as_encoded_bytes()).to_string();
        let list = List::read(name, path, &bytes)?;
        self.lists.push(Arc::new(List {
            path: path.canonicalize().ok(),
            is_named: true,
            ..list
        }));
        Ok(self)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// With those that lie at the top of a tree, unless they are here already, and a note for each that cannot be used.
    pub(crate) fn and_of_tree(&self, tree: &Walk) -> (Self, Vec<Note>) {
        let (mut all, mut notes) = (self.clone(), Vec::new());
        for entry in tree.files.iter().filter(|entry| is_list(&entry.label)) {
            let path = entry.path.canonicalize().ok();
            if path.is_some() && self.lists.iter().any(|list| list.path == path) {
                continue;
            }
            match of_tree(entry) {
                Ok(list) => all.lists.push(Arc::new(list)),
                Err(cause) => {
                    let text =
                        format!("inside the tree, and without effect, since it cannot be used: {cause}");
                    notes.push(Note::new(entry.label.to_string(), text));
                }
            }
        }
        (all, notes)
    }

    /// Adds to findings of one input what speaks of them.
    pub(super) fn mark(&self, place: &Location, found: &[SecretMatch], findings: &mut [Finding]) {
        if self.lists.is_empty() {
            return;
        }
        let origin = super::scan::origin(place);
        let input = place.input();
        for (found, finding) in found.iter().zip(findings) {
            for list in &self.lists {
                let Some((number, what)) = list.accepts(&input, place.commit(), &origin, found) else {
                    continue;
                };
                if let Some(used) = list.used.get(number) {
                    used.store(true, Ordering::Relaxed);
                }
                let kind = match list.is_named {
                    true => EvidenceKind::Baseline,
                    false => EvidenceKind::Ignore,
                };
                let text = format!("{what} {} of {}", number + 1, list.name);
                let marked = finding.clone().into_builder().evidence(Evidence::new(kind, text));
                *finding = marked.build();
            }
        }
    }

    /// What each list holds and what of it has no effect, once everything was looked at.
    pub(crate) fn notes(&self) -> Vec<Note> {
        self.lists.iter().map(|list| list.note()).collect()
    }
}

/// Whether a file of a tree is one of these lists by its name and place.
pub(crate) fn is_list(label: &Label) -> bool {
    NAMES.iter().any(|name| label.as_bytes() == name.as_bytes())
}

fn of_tree(entry: &FileEntry) -> Result<List, String> {
    let has_patterns = entry.label.as_bytes().ends_with(b".toml");
    let allowed = if has_patterns {
        TREE_PATTERN_BYTES
    } else {
        TREE_BYTES
    };
    let bytes = read_bounded(&entry.path, allowed).map_err(|error| error.cause())?;
    let list = List::read(entry.label.to_string(), Path::new(""), &bytes).map_err(|error| match error {
        PeerListError::Read(error) => error.cause(),
        PeerListError::Baseline { source, .. } => source.to_string(),
        PeerListError::Allowlists { source, .. } => source.to_string(),
    })?;
    if list.used.len() > TREE_ENTRIES {
        return Err(format!("more than {TREE_ENTRIES} entries"));
    }
    Ok(list)
}

impl List {
    /// One that lies in the tree; what it is follows from what it holds.
    fn read(name: String, path: &Path, bytes: &[u8]) -> Result<Self, PeerListError> {
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        let content = if name.ends_with(".toml") {
            let lists = Allowlists::read(&name, bytes).map_err(|source| PeerListError::Allowlists {
                path: path.to_owned(),
                source: Box::new(source),
            })?;
            Content::Allow(lists)
        } else {
            let baseline = match first {
                Some(b'[' | b'{') => PeerBaseline::read(bytes),
                _ => PeerBaseline::read_ignore_list(bytes),
            };
            Content::Baseline(baseline.map_err(|source| PeerListError::Baseline {
                path: path.to_owned(),
                source,
            })?)
        };
        let count = match &content {
            Content::Baseline(baseline) => baseline.len(),
            Content::Allow(lists) => lists.len(),
        };
        Ok(Self {
            name,
            path: None,
            is_named: false,
            content,
            used: (0..count).map(|_| AtomicBool::new(false)).collect(),
        })
    }

    /// The place of the entry that speaks of a finding, from 0, and what such an entry is called.
    fn accepts(
        &self,
        input: &Label,
        commit: Option<&str>,
        origin: &Origin,
        found: &SecretMatch,
    ) -> Option<(usize, &'static str)> {
        match &self.content {
            Content::Baseline(baseline) => {
                let path = String::from_utf8_lossy(input.as_bytes());
                let entry = baseline.accepts(&path, commit, found)?;
                Some((entry.number().checked_sub(1)?, "entry"))
            }
            Content::Allow(lists) => Some((lists.accepts(origin, found)?, "allowlist")),
        }
    }

    fn note(&self) -> Note {
        let idle: Vec<usize> = (1..)
            .zip(&self.used)
            .filter(|(_, used)| !used.load(Ordering::Relaxed))
            .map(|(number, _)| number)
            .collect();
        let (tool, what) = match &self.content {
            Content::Baseline(baseline) if baseline.peer() == Peer::DetectSecrets => {
                ("detect-secrets", "entries")
            }
            Content::Baseline(_) => ("gitleaks", "entries"),
            Content::Allow(_) => ("gitleaks", "allowlists"),
        };
        let whose = match self.is_named {
            true => "named by the caller",
            false => "inside the tree",
        };
        let mut text = format!(
            "{whose}: {} {what} of {tool} ask to pass over findings, {} of them speak of none",
            self.used.len(),
            idle.len()
        );
        if !idle.is_empty() {
            let told: Vec<String> = idle.iter().take(TOLD).map(ToString::to_string).collect();
            let more = if idle.len() > TOLD { ", …" } else { "" };
            text.push_str(&format!(" ({}{more})", told.join(", ")));
        }
        if let Content::Allow(lists) = &self.content
            && lists.not_used() > 0
        {
            text.push_str(&format!("; {} more are about its own rules", lists.not_used()));
        }
        Note::new(self.name.clone(), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lists_at_the_top_count() {
        assert!(is_list(&Label::new(".gitleaksignore")) && !is_list(&Label::new("a/.gitleaksignore")));
    }
}
