//! Keys in files.

use std::path::Path;

use portcullis_findings::{FingerprintKey, Secret};
use portcullis_sign::key::Found;
use portcullis_sign::minisign::{MinisignError, PublicKey, SecretKey};
use portcullis_sign::{KeyError, SigningKey, VerifyingKey};

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
    signing_key_with(path, None)
}

/// Reads a private key; one that cosign wrote under a password needs that.
///
/// # Errors
///
/// As [`signing_key`]; a wrong password is [`KeyError::Passphrase`].
pub fn signing_key_with(path: &Path, password: Option<&Secret>) -> Result<SigningKey, KeyFileError> {
    check_mode(path)?;
    let document = Secret::new(read_bounded(path, KEY_BYTES)?);
    signing_key_from(&document, password).map_err(|source| KeyFileError::Key {
        path: path.to_owned(),
        source,
    })
}

/// The same for a document at hand.
pub(super) fn signing_key_from(document: &Secret, password: Option<&Secret>) -> Result<SigningKey, KeyError> {
    let encrypted = |error: &KeyError| {
        matches!(
            error,
            KeyError::Unexpected {
                found: Found::EncryptedKey,
                ..
            }
        )
    };
    match (SigningKey::read(document.expose()), password) {
        (Err(error), Some(password)) if encrypted(&error) => {
            SigningKey::from_cosign_pem(document.expose(), password.expose())
        }
        (read, _) => read,
    }
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

/// Reads a secret key of minisign; one under a passphrase needs that. On Unix the file must be its owner's alone.
///
/// # Errors
///
/// [`KeyFileError`] if it cannot be read, is open to others, or holds no such key.
pub fn minisign_secret_key(path: &Path, password: Option<&Secret>) -> Result<SecretKey, KeyFileError> {
    check_mode(path)?;
    let document = Secret::new(read_bounded(path, KEY_BYTES)?);
    let key = match (SecretKey::read(document.expose()), password) {
        (Err(MinisignError::Encrypted), Some(password)) => {
            SecretKey::read_encrypted(document.expose(), password.expose())
        }
        (read, _) => read,
    };
    key.map_err(|source| KeyFileError::Minisign {
        path: path.to_owned(),
        source,
    })
}

/// Reads a public key of minisign: its file, or the line of base64 alone.
///
/// # Errors
///
/// [`KeyFileError`] if it cannot be read or holds no such key.
pub fn minisign_public_key(path: &Path) -> Result<PublicKey, KeyFileError> {
    PublicKey::read(read_bounded(path, KEY_BYTES)?).map_err(|source| KeyFileError::Minisign {
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
    let bytes = Secret::new(read_bounded(path, KEY_BYTES)?);
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
