//! `EC PRIVATE KEY` (RFC 5915), as `openssl ecparam -genkey` writes it.

use super::{Found, KeyError, SigningKey, check_size, pem, pkcs8};
use crate::der::Reader;

impl SigningKey {
    /// Reads an unencrypted `EC PRIVATE KEY` block on P-256 or P-384, at most [`MAX_KEY_BYTES`](super::MAX_KEY_BYTES) bytes. A
    /// block `EC PARAMETERS` may stand before it. A public key stored inside must belong to the private key.
    ///
    /// # Errors
    ///
    /// [`KeyError`] naming what the document is instead, or where it breaks.
    pub fn from_sec1_pem(document: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::from_sec1_der(&pem::read(document.as_ref(), &Found::Sec1)?)
    }

    /// Reads the same document without PEM armour. The curve must be named inside.
    ///
    /// # Errors
    ///
    /// As [`from_sec1_pem`](Self::from_sec1_pem).
    pub fn from_sec1_der(document: &[u8]) -> Result<Self, KeyError> {
        check_size(document)?;
        if let Some(found) = Found::of_der(document).filter(|found| *found != Found::Sec1) {
            return Err(KeyError::Unexpected {
                expected: Found::Sec1,
                found,
            });
        }
        Self::from_parts(&pkcs8::ec_private_key(Reader::new(document), None)?)
    }
}
