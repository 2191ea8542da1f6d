//! Where a repository lies, and what kind it is.

use std::path::{Path, PathBuf};

use portcullis_findings::{Gap, GapKind, Label, Stage};
use portcullis_secret_detect::git::{ObjectIdKind, Staged, staging_index};

use super::error::RepositoryError;
use super::store::{Store, path_of};
use crate::fs::read_bounded;

/// Bytes of small files of a repository.
const SMALL: u64 = 1 << 20;
/// Bytes of a staging index.
const INDEX_BYTES: u64 = 1 << 30;
/// Entries of a staging index.
const INDEX_ENTRIES: u64 = 5_000_000;

/// What a hook is told by its environment. Nothing is read from the process's own environment here.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Environment {
    /// `GIT_DIR`.
    pub git_dir: Option<PathBuf>,
    /// `GIT_OBJECT_DIRECTORY`: where objects lie that are about to be accepted.
    pub objects: Option<PathBuf>,
    /// `GIT_ALTERNATE_OBJECT_DIRECTORIES`, split.
    pub alternates: Vec<PathBuf>,
    /// `GIT_INDEX_FILE`: the index of the commit that is being made.
    pub index: Option<PathBuf>,
}

/// A git repository, opened.
#[derive(Debug)]
pub struct Repository {
    /// Of this worktree.
    pub(crate) git_dir: PathBuf,
    /// Of all its worktrees.
    pub(crate) common: PathBuf,
    index: PathBuf,
    pub(crate) store: Store,
    /// What limits every answer about it.
    pub(crate) gaps: Vec<Gap>,
}

impl Repository {
    /// Opens the repository that `path` is in: a worktree (linked ones too), a folder in it, or a bare repository.
    ///
    /// # Errors
    ///
    /// [`RepositoryError`] if there is none, or one of a form that is not read (references in tables).
    pub fn open(path: &Path, environment: &Environment) -> Result<Self, RepositoryError> {
        let git_dir = match &environment.git_dir {
            Some(git_dir) => git_dir.clone(),
            None => discover(path)?,
        };
        let common = match read_bounded(&git_dir.join("commondir"), SMALL) {
            Ok(text) => path_of(text.trim_ascii()).map_or(git_dir.clone(), |path| git_dir.join(path)),
            Err(_) => git_dir.clone(),
        };
        let config = Config::read(&common.join("config"));
        if config.reftable {
            return Err(RepositoryError::Unsupported {
                path: common,
                what: "the reference storage of this repository",
            });
        }
        let own = environment
            .objects
            .clone()
            .unwrap_or_else(|| common.join("objects"));
        let folders = std::iter::once(own).chain(environment.alternates.iter().cloned());
        let mut store = Store::open(folders.collect(), config.kind);
        let mut gaps = std::mem::take(&mut store.gaps);
        let index = environment.index.clone();
        let gap =
            |name: &str, cause: &str| Gap::new(Stage::Source, GapKind::NotCovered, Label::new(name), cause);
        if common.join("shallow").is_file() {
            gaps.push(gap(
                "shallow",
                "the clone is shallow: older commits are not in it",
            ));
        }
        if config.partial {
            gaps.push(gap(
                "config",
                "the clone is partial: objects that were not fetched are not looked at",
            ));
        }
        Ok(Self {
            index: index.unwrap_or_else(|| git_dir.join("index")),
            git_dir,
            common,
            store,
            gaps,
        })
    }

    /// The staged entries; none if nothing was ever staged.
    ///
    /// # Errors
    ///
    /// [`RepositoryError`] if the index is damaged or split.
    pub(crate) fn staged(&self) -> Result<Vec<Staged>, RepositoryError> {
        if !self.index.exists() {
            return Ok(Vec::new());
        }
        let bytes = read_bounded(&self.index, INDEX_BYTES)?;
        let damaged = |source| RepositoryError::Damaged {
            path: self.index.clone(),
            source,
        };
        let (entries, split) = staging_index(&bytes, self.store.kind, INDEX_ENTRIES).map_err(damaged)?;
        if split {
            return Err(RepositoryError::Unsupported {
                path: self.index.clone(),
                what: "a split index",
            });
        }
        Ok(entries)
    }
}

/// The folder of git's own data for a path: below it, at it, or above it.
fn discover(path: &Path) -> Result<PathBuf, RepositoryError> {
    let none = || RepositoryError::None {
        path: path.to_owned(),
    };
    let start = path.canonicalize().map_err(|_| none())?;
    for folder in start.ancestors() {
        let inner = folder.join(".git");
        if inner.is_dir() {
            return Ok(inner);
        }
        if inner.is_file() {
            // A linked worktree or a submodule: `gitdir: <path>`.
            let text = read_bounded(&inner, SMALL)?;
            let target = text.strip_prefix(b"gitdir:").map(<[u8]>::trim_ascii);
            let target = target.and_then(path_of).ok_or_else(none)?;
            return Ok(folder.join(target));
        }
        if folder.join("HEAD").is_file() && folder.join("objects").is_dir() {
            return Ok(folder.to_owned());
        }
    }
    Err(none())
}

/// What of the configuration decides how a repository is read.
#[derive(Debug, Default)]
struct Config {
    kind: ObjectIdKind,
    reftable: bool,
    partial: bool,
}

impl Config {
    fn read(path: &Path) -> Self {
        let mut config = Self::default();
        let bytes = read_bounded(path, SMALL).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
        let mut section = String::new();
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']').trim().to_owned();
            } else if let Some((key, value)) = line.split_once('=') {
                match (section.as_str(), key.trim(), value.trim()) {
                    ("extensions", "objectformat", "sha256") => config.kind = ObjectIdKind::Sha256,
                    ("extensions", "refstorage", "reftable") => config.reftable = true,
                    ("extensions", "partialclone", _) => config.partial = true,
                    (section, "promisor", "true") if section.starts_with("remote") => config.partial = true,
                    _ => {}
                }
            }
        }
        config
    }
}
