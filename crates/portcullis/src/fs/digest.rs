//! Digests of artifacts of any size, in one pass and constant memory.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::{Hasher, UnsupportedHash};

/// How much is read at once.
const PIECE: usize = 256 * 1024;

/// An artifact has no digest.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DigestError {
    /// It cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file; `-` for standard input.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not a hash that signatures are made with.
    #[error(transparent)]
    Hash(#[from] UnsupportedHash),
}

/// The digest of a file.
///
/// # Errors
///
/// [`DigestError`] if it cannot be read to its end.
pub fn digest_file(path: &Path, algorithm: Algorithm) -> Result<Digest, DigestError> {
    let mut file = File::open(path).map_err(|source| DigestError::Io {
        path: path.to_owned(),
        source,
    })?;
    digest_reader(&mut file, path, algorithm)
}

/// The digest of all that a reader gives; `label` names it in errors.
///
/// # Errors
///
/// [`DigestError`] if it cannot be read to its end.
pub fn digest_reader(
    reader: &mut dyn Read,
    label: &Path,
    algorithm: Algorithm,
) -> Result<Digest, DigestError> {
    let mut hasher = Hasher::new(algorithm)?;
    let mut piece = vec![0; PIECE];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return Ok(hasher.finish()),
            Ok(read) => hasher.update(piece.get(..read).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(source) => {
                return Err(DigestError::Io {
                    path: label.to_owned(),
                    source,
                });
            }
        }
    }
}
