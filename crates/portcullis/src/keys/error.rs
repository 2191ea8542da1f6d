//! Why a key file cannot be used.

use std::path::PathBuf;

use portcullis_findings::FingerprintKeyError;
use portcullis_sign::KeyError;
use portcullis_sign::minisign::MinisignError;

use crate::fs::ReadError;

/// A key file could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It holds no key of the expected kind.
    #[error("{}: {source}", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// Why.
        source: KeyError,
    },
    /// It holds no key of minisign.
    #[error("{}: {source}", path.display())]
    Minisign {
        /// The file.
        path: PathBuf,
        /// Why.
        source: MinisignError,
    },
    /// It holds a fingerprint key that is too short.
    #[error("{}: {source}", path.display())]
    Fingerprint {
        /// The file.
        path: PathBuf,
        /// Why.
        source: FingerprintKeyError,
    },
    /// Others than its owner may read or change it.
    #[error("{}: a private key that its group or others may read or write (mode {mode:o}), expected for example 600", path.display())]
    Mode {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
}
