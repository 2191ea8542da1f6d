//! One update of a folder at a time.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::UpdateError;

/// Name of the lock file. It stays: what counts is the lock on it, which ends with the process.
const NAME: &str = ".update.lock";

/// Held as long as the update lasts.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Takes the lock of a folder, without waiting.
pub(super) fn lock(folder: &Path) -> Result<Lock, UpdateError> {
    let path = folder.join(NAME);
    let opened = std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let file = opened.map_err(|source| UpdateError::Folder {
        path: path.clone(),
        source,
    })?;
    match file.try_lock() {
        Ok(()) => Ok(Lock { _file: file }),
        Err(TryLockError::WouldBlock) => Err(UpdateError::Busy { path }),
        Err(TryLockError::Error(source)) => Err(UpdateError::Folder { path, source }),
    }
}
