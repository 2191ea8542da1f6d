//! Digests of artifacts of any size, in one pass and constant memory.

use std::io::Read;
use std::path::Path;

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::{Hasher, UnsupportedHash};

use super::read::{ReadError, pieces_of, read_pieces};

/// An artifact has no digest.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DigestError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The reader failed.
    #[error("the artifact cannot be read: {0}")]
    Io(#[from] std::io::Error),
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
    let mut hasher = Hasher::new(algorithm)?;
    read_pieces(path, |piece| hasher.update(piece))?;
    Ok(hasher.finish())
}

/// The digest of all that a reader gives.
///
/// # Errors
///
/// [`DigestError`] if it cannot be read to its end.
pub fn digest_reader(reader: &mut dyn Read, algorithm: Algorithm) -> Result<Digest, DigestError> {
    let mut hasher = Hasher::new(algorithm)?;
    pieces_of(reader, |piece| hasher.update(piece))?;
    Ok(hasher.finish())
}
