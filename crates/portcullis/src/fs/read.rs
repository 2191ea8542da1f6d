//! Whole files up to a limit.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// It cannot be opened or read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is a folder, a pipe or a device.
    #[error("{}: not a regular file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// It has more bytes than are read.
    #[error("{}: more than {allowed} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// How many bytes are read at most.
        allowed: u64,
    },
}

/// Reads a regular file of at most `allowed` bytes.
///
/// # Errors
///
/// [`ReadError`] if it cannot be read, is no regular file, or is larger; nothing is returned of a larger one.
pub fn read_bounded(path: &Path, allowed: u64) -> Result<Vec<u8>, ReadError> {
    let io = |source| ReadError::Io {
        path: path.to_owned(),
        source,
    };
    let data = std::fs::metadata(path).map_err(io)?;
    if !data.is_file() {
        return Err(ReadError::NotAFile {
            path: path.to_owned(),
        });
    }
    // Room for one more byte, which the end of the file is found with. A file that grows meanwhile makes more itself.
    let room = data.len().min(allowed).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    let mut file = File::open(path).map_err(io)?.take(allowed.saturating_add(1));
    file.read_to_end(&mut bytes).map_err(io)?;
    if bytes.len() as u64 > allowed {
        return Err(ReadError::TooLarge {
            path: path.to_owned(),
            allowed,
        });
    }
    Ok(bytes)
}

/// Reads a regular file of any size from its beginning to its end, in pieces of at most 256 KiB.
///
/// # Errors
///
/// [`ReadError`] if it cannot be read, or is no regular file.
pub fn read_pieces(path: &Path, piece: impl FnMut(&[u8])) -> Result<(), ReadError> {
    let io = |source| ReadError::Io {
        path: path.to_owned(),
        source,
    };
    let mut file = File::open(path).map_err(io)?;
    if !file.metadata().map_err(io)?.is_file() {
        return Err(ReadError::NotAFile {
            path: path.to_owned(),
        });
    }
    pieces_of(&mut file, piece).map_err(io)
}

/// Gives all that a reader has, in pieces of at most 256 KiB.
pub(crate) fn pieces_of(reader: &mut dyn Read, mut piece: impl FnMut(&[u8])) -> std::io::Result<()> {
    let mut buffer = vec![0; PIECE];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(length) => piece(buffer.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Bytes read at once.
const PIECE: usize = 256 * 1024;

impl ReadError {
    /// Why, without the path, for a message that names the file itself.
    #[must_use]
    pub fn cause(&self) -> String {
        match self {
            Self::Io { source, .. } => source.kind().to_string(),
            Self::NotAFile { .. } => "not a regular file".to_owned(),
            Self::TooLarge { allowed, .. } => format!("more than {allowed} bytes"),
        }
    }
}
