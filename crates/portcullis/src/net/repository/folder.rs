//! The folder of a repository: `root.json`, `timestamp.json`, `snapshot.json`, and a file for each targets role.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use portcullis_findings::Timestamp;
use portcullis_sign::tuf::{Limits, State, Update};

use super::RepositoryError;
use crate::fs::{ReadError, read_bounded, replace};
use crate::net::UpdateError;
use crate::net::lock::{Lock, lock};

const ROOT: &str = "root.json";

pub(super) struct Folder {
    path: PathBuf,
    /// What the files have, so that only what changes is written.
    files: BTreeMap<String, Vec<u8>>,
    _lock: Lock,
}

impl Folder {
    /// Whether the root has expired is asked when it is used: newer ones may follow it.
    pub(super) fn init(path: &Path, root: &[u8], now: Timestamp) -> Result<(), RepositoryError> {
        Update::begin(State::of_root(root.to_vec()), now, Limits::default())?;
        std::fs::create_dir_all(path).map_err(|source| UpdateError::Folder {
            path: path.to_owned(),
            source,
        })?;
        let _lock = lock(path)?;
        let file = path.join(ROOT);
        if file.exists() {
            return Err(RepositoryError::Present { path: file });
        }
        Ok(replace(&file, root)?)
    }

    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, RepositoryError> {
        let io = |source| ReadError::Io {
            path: path.to_owned(),
            source,
        };
        let lock = lock(path)?;
        let entries = std::fs::read_dir(path).map_err(io)?;
        let allowed = [
            limits.root_bytes,
            limits.timestamp_bytes,
            limits.snapshot_bytes,
            limits.targets_bytes,
        ];
        let mut files = BTreeMap::new();
        for entry in entries {
            let name = entry.map_err(io)?.file_name();
            let Some(name) = name.to_str().filter(|name| name.ends_with(".json")) else {
                continue;
            };
            let bytes = read_bounded(&path.join(name), allowed.into_iter().max().unwrap_or_default())?;
            files.insert(name.to_owned(), bytes);
        }
        Ok(Self {
            path: path.to_owned(),
            files,
            _lock: lock,
        })
    }

    pub(super) fn state(&self) -> Result<State, RepositoryError> {
        State::restore(self.files.clone()).map_err(|source| RepositoryError::State {
            path: self.path.clone(),
            source,
        })
    }

    /// Writes what is new, and removes what is kept no longer.
    pub(super) fn keep(&mut self, state: &State) -> Result<(), RepositoryError> {
        let mut gone = self.files.clone();
        for (name, bytes) in state.files() {
            gone.remove(&name);
            if self.files.get(&name).map(Vec::as_slice) != Some(bytes) {
                replace(&self.path.join(&name), bytes)?;
                self.files.insert(name, bytes.to_vec());
            }
        }
        for name in gone.into_keys() {
            let path = self.path.join(&name);
            std::fs::remove_file(&path).map_err(|source| crate::fs::WriteError { path, source })?;
            self.files.remove(&name);
        }
        Ok(())
    }
}
