//! Large files that are looked at in few places: mapped into memory instead of read.

use std::fs::File;
use std::ops::Deref;
use std::path::Path;

use super::read::{ReadError, read_bounded};

/// How the bytes of a file get into memory.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Loading {
    /// Mapped: pages come when they are looked at. Whoever can write to the file can end the process by cutting it short
    /// meanwhile; files that are replaced by renaming, as [`super::replace`] does, are safe from that.
    #[default]
    Map,
    /// Read whole, for files on storage that others write to.
    Read,
}

/// The bytes of a file, mapped or read.
#[derive(Debug)]
pub struct FileBytes(Inner);

#[derive(Debug)]
enum Inner {
    Mapped(memmap2::Mmap),
    Read(Vec<u8>),
}

/// Loads a regular file of at most `allowed` bytes. A file that cannot be mapped is read.
///
/// # Errors
///
/// [`ReadError`] if it cannot be read, is no regular file, or is larger.
pub fn load(path: &Path, allowed: u64, loading: Loading) -> Result<FileBytes, ReadError> {
    let io = |source| ReadError::Io {
        path: path.to_owned(),
        source,
    };
    if loading == Loading::Read {
        return read_bounded(path, allowed).map(|bytes| FileBytes(Inner::Read(bytes)));
    }
    // Asked before it is opened: opening a pipe would wait for its other end.
    if !std::fs::metadata(path).map_err(io)?.is_file() {
        return Err(ReadError::NotAFile {
            path: path.to_owned(),
        });
    }
    let file = File::open(path).map_err(io)?;
    if file.metadata().map_err(io)?.len() > allowed {
        return Err(ReadError::TooLarge {
            path: path.to_owned(),
            allowed,
        });
    }
    match map(&file) {
        Ok(mapped) if mapped.len() as u64 <= allowed => Ok(FileBytes(Inner::Mapped(mapped))),
        _ => read_bounded(path, allowed).map(|bytes| FileBytes(Inner::Read(bytes))),
    }
}

#[allow(unsafe_code, reason = "the one memory map; see the safety comment")]
fn map(file: &File) -> std::io::Result<memmap2::Mmap> {
    // SAFETY: the map is private and read-only, and its bytes are only ever looked at as `u8`s, each read on its own and held
    // against checksums and bounds: whatever another process writes into the file meanwhile is a value of the type. What is
    // installed here is replaced by renaming, so the file behind a map does not change; see `Loading::Map`.
    unsafe { memmap2::MmapOptions::new().map_copy_read_only(file) }
}

impl Deref for FileBytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Inner::Mapped(bytes) => bytes,
            Inner::Read(bytes) => bytes,
        }
    }
}

impl From<Vec<u8>> for FileBytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Inner::Read(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mapped_and_read_are_the_same_and_larger_is_refused() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let mapped = load(&manifest, 1 << 20, Loading::Map).unwrap();
        let read = load(&manifest, 1 << 20, Loading::Read).unwrap();
        assert_eq!(&*mapped, &*read);
        for loading in [Loading::Map, Loading::Read] {
            assert!(matches!(
                load(&manifest, 3, loading),
                Err(ReadError::TooLarge { .. })
            ));
            let folder = load(Path::new(env!("CARGO_MANIFEST_DIR")), 3, loading);
            assert!(matches!(folder, Err(ReadError::NotAFile { .. })));
        }
    }
}
