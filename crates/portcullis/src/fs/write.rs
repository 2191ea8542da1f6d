//! Output files, written whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
#[non_exhaustive]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub source: std::io::Error,
}

/// Writes a file beside its place and renames it there, so that no reader sees half of it.
///
/// Whatever lies in the folder may have been put there by others: the file beside is always a new one, and a link at the
/// final place is replaced, not followed.
///
/// # Errors
///
/// [`WriteError`] if the folder cannot be made or the file not be written; the old file is then still there.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let error = |source| WriteError {
        path: path.to_owned(),
        source,
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(error)?;
    }
    let (part, mut file) = create_beside(path).map_err(error)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|source| {
            // The half-written file is of no use; that it cannot be removed adds nothing to the error.
            let _ = std::fs::remove_file(&part);
            error(source)
        })
}

/// Writes a file that is new and its owner's alone, as a private key must be. What is there already is never overwritten.
///
/// # Errors
///
/// [`WriteError`] if there is such a file, or it cannot be written; what was written of it is then removed.
pub fn create_private(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let error = |source| WriteError {
        path: path.to_owned(),
        source,
    };
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(error)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(|source| {
            let _ = std::fs::remove_file(path);
            error(source)
        })
}

/// A new file next to `path`, under the first of a hundred names that is free.
fn create_beside(path: &Path) -> std::io::Result<(PathBuf, std::fs::File)> {
    let mut last = std::io::ErrorKind::AlreadyExists.into();
    for attempt in 0..100 {
        let mut name = std::ffi::OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{attempt}.part"));
        let part = path.with_file_name(name);
        // `create_new` never opens what is there already, nor the target of a link.
        match std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&part)
        {
            Ok(file) => return Ok((part, file)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_where_the_file_belongs_is_replaced_and_not_followed() {
        let folder = std::env::temp_dir().join(format!("portcullis-write-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let victim = folder.join("victim");
        std::fs::write(&victim, "precious").unwrap();
        for name in [".out.0.part", "out"] {
            std::os::unix::fs::symlink(&victim, folder.join(name)).unwrap();
        }
        replace(&folder.join("out"), b"new").unwrap();
        assert_eq!(std::fs::read(&victim).unwrap(), b"precious");
        assert_eq!(std::fs::read(folder.join("out")).unwrap(), b"new");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
