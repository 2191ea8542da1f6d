//! Reading a key in whatever format it is in.

use super::{Found, KeyError, SigningKey, VerifyingKey, pem};

impl SigningKey {
    /// Reads an unencrypted private key, whichever of these it is: PKCS#8 (`PRIVATE KEY`), SEC1 (`EC PRIVATE KEY`) or OpenSSH's
    /// own format (`OPENSSH PRIVATE KEY`), as text, at most [`MAX_KEY_BYTES`](super::MAX_KEY_BYTES) bytes.
    ///
    /// ```
    /// use portcullis_sign::{Scheme, SigningKey};
    /// let key = SigningKey::generate(Scheme::Ed25519, [7; 32])?;
    /// let again = SigningKey::read(key.to_pkcs8_pem().as_bytes())?;
    /// assert_eq!(again.public_key(), key.public_key());
    /// # Ok::<(), portcullis_sign::KeyError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`KeyError::Unexpected`] with [`Found::EncryptedKey`] for a key under a passphrase, [`KeyError::RsaPrivate`] for RSA,
    /// otherwise as the reader of the format.
    pub fn read(document: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let document = document.as_ref();
        match pem::found(document, &Found::PrivateKey)? {
            Found::PrivateKey => Self::from_pkcs8_pem(document),
            Found::Sec1 => Self::from_sec1_pem(document),
            Found::OpenSsh => Self::from_openssh(document),
            Found::Pkcs1 => Err(KeyError::RsaPrivate),
            found => Err(KeyError::Unexpected {
                expected: Found::PrivateKey,
                found,
            }),
        }
    }
}

impl VerifyingKey {
    /// Reads a public key, whichever of these it is: SubjectPublicKeyInfo (`PUBLIC KEY`), PKCS#1 (`RSA PUBLIC KEY`) or a line of
    /// OpenSSH (`ssh-ed25519 AAAA… comment`), as text, at most [`MAX_KEY_BYTES`](super::MAX_KEY_BYTES) bytes.
    ///
    /// # Errors
    ///
    /// [`KeyError`] naming what the document is instead, or where it breaks.
    pub fn read(document: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        let document = document.as_ref();
        if crate::ssh::is_public_line(document) {
            return Self::from_openssh(document);
        }
        match pem::found(document, &Found::PublicKey)? {
            Found::Pkcs1Public => Self::from_pkcs1_pem(document),
            _ => Self::from_spki_pem(document),
        }
    }
}
