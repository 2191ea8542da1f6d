//! Keys in files.

use std::path::Path;

use portcullis_findings::FingerprintKey;
use portcullis_sign::{SigningKey, VerifyingKey};

use super::KeyFileError;
use crate::fs::{ReadError, read_bounded};

/// The most bytes a key file may have.
pub(super) const KEY_BYTES: u64 = 64 * 1024;

/// Reads an unencrypted private key (PKCS#8, SEC1 or OpenSSH). On Unix the file must be its owner's alone.
///
/// # Errors
///
/// [`KeyFileError`] if it cannot be read, is open to others, or holds no private key of a known kind.
pub fn signing_key(path: &Path) -> Result<SigningKey, KeyFileError> {
    check_mode(path)?;
    let document = portcullis_findings::Secret::new(read_bounded(path, KEY_BYTES)?);
    SigningKey::read(document.expose()).map_err(|source| KeyFileError::Key {
        path: path.to_owned(),
        source,
    })
}

/// Reads a public key (SubjectPublicKeyInfo or PKCS#1 in PEM, or a line of OpenSSH).
///
/// # Errors
///
/// [`KeyFileError`] if it cannot be read or holds no public key of a known kind.
pub fn verifying_key(path: &Path) -> Result<VerifyingKey, KeyFileError> {
    let document = read_bounded(path, KEY_BYTES)?;
    VerifyingKey::read(&document).map_err(|source| KeyFileError::Key {
        path: path.to_owned(),
        source,
    })
}

/// Reads a key that fingerprints of secrets are made under. On Unix the file must be its owner's alone.
///
/// # Errors
///
/// [`KeyFileError`] if it cannot be read, is open to others, or is too short.
pub fn fingerprint_key(path: &Path) -> Result<FingerprintKey, KeyFileError> {
    check_mode(path)?;
    let bytes = portcullis_findings::Secret::new(read_bounded(path, KEY_BYTES)?);
    FingerprintKey::new(bytes.expose()).map_err(|source| KeyFileError::Fingerprint {
        path: path.to_owned(),
        source,
    })
}

#[cfg(unix)]
fn check_mode(path: &Path) -> Result<(), KeyFileError> {
    use std::os::unix::fs::PermissionsExt;
    let data = std::fs::metadata(path).map_err(|source| {
        KeyFileError::Read(ReadError::Io {
            path: path.to_owned(),
            source,
        })
    })?;
    let mode = data.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileError::Mode {
            path: path.to_owned(),
            mode,
        });
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_mode(_: &Path) -> Result<(), KeyFileError> {
    Ok(())
}
