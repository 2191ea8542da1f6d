//! Private keys in OpenSSH's own format (`PROTOCOL.key` of OpenSSH), unencrypted.

use super::wire::{Reader, padded};
use super::{SshProblem, public};
use crate::key::{Found, KeyError, KeyKind, SigningKey, pem, scalar_width};

const MAGIC: &[u8] = b"openssh-key-v1\0";
/// What the list of private keys is padded to when it is not encrypted.
const BLOCK: usize = 8;

impl SigningKey {
    /// Reads an `OPENSSH PRIVATE KEY` block that holds one unencrypted Ed25519, P-256 or P-384 key, as `ssh-keygen -N ''` writes
    /// it. The public keys in it must belong to the private key.
    ///
    /// # Errors
    ///
    /// [`KeyError::Unexpected`] with [`Found::EncryptedKey`] for a key under a passphrase, [`KeyError::RsaPrivate`],
    /// [`KeyError::UnsupportedSshKey`], or [`KeyError::Ssh`] where the data breaks.
    pub fn from_openssh(document: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let data = pem::read(document.as_ref(), &Found::OpenSsh)?;
        let mut outer = Reader::new(&data);
        let magic_at = outer;
        if outer.bytes(MAGIC.len())? != MAGIC {
            return Err(magic_at.error(SshProblem::Value).into());
        }
        let cipher = outer.string()?;
        let kdf = outer.string()?;
        let options = outer.string()?;
        if cipher != b"none" || kdf != b"none" || !options.is_empty() {
            return Err(KeyError::Unexpected {
                expected: Found::OpenSsh,
                found: Found::EncryptedKey,
            });
        }
        let count_at = outer;
        if outer.number()? != 1 {
            return Err(count_at.error(SshProblem::Value).into());
        }
        let public_blob = outer.string()?;
        let list = outer.field()?;
        outer.finish()?;
        let key = private(list)?;
        if public::to_blob(key.public_key()) == public_blob {
            Ok(key)
        } else {
            Err(KeyError::PublicMismatch)
        }
    }
}

/// `check, check, private key, comment, 1, 2, 3, …` to a multiple of the block.
fn private(mut list: Reader<'_>) -> Result<SigningKey, KeyError> {
    let whole = list;
    if !whole.rest().len().is_multiple_of(BLOCK) {
        return Err(whole.error(SshProblem::Value).into());
    }
    // The same number twice: shows that decrypting went well.
    if list.number()? != list.number()? {
        return Err(whole.error(SshProblem::Value).into());
    }
    let name = list.string()?;
    let scheme = public::scheme(name)?;
    let key = match scheme.key_kind() {
        KeyKind::Ed25519 => {
            let public = list.string()?;
            let secret = list.field()?;
            // The seed, and the public key once more.
            let Some((seed, again)) = secret.rest().split_at_checked(32) else {
                return Err(secret.error(SshProblem::Value).into());
            };
            let key = SigningKey::from_private(scheme, seed)?;
            if [public, again]
                .iter()
                .any(|stored| *stored != key.public_key().as_raw())
            {
                return Err(KeyError::PublicMismatch);
            }
            key
        }
        KeyKind::Rsa => return Err(KeyError::RsaPrivate),
        kind => {
            public::expect_curve(&mut list, scheme)?;
            let point = list.string()?;
            let number = padded(list.positive()?, scalar_width(kind)).ok_or(KeyError::OutOfRange)?;
            let key = SigningKey::from_private(scheme, &number)?;
            if point != key.public_key().as_raw() {
                return Err(KeyError::PublicMismatch);
            }
            key
        }
    };
    list.string()?;
    // As many of them as fill the block, so fewer than it has bytes.
    if [1, 2, 3, 4, 5, 6, 7].starts_with(list.rest()) {
        Ok(key)
    } else {
        Err(list.error(SshProblem::Value).into())
    }
}
