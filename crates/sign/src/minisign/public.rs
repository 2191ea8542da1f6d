//! Public keys: a comment, and `Ed ‖ key number ‖ key` in base64.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::text::{Lines, UNTRUSTED, part};
use super::{MinisignError, MinisignPart};
use crate::key::{Scheme, VerifyingKey};

/// A random number that names a key pair; nothing guards it. Printed as 16 upper-case hexadecimal digits, as minisign does.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeyNumber(
    /// The number, little-endian.
    pub [u8; 8],
);

/// A public key of minisign.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicKey {
    number: KeyNumber,
    key: VerifyingKey,
}

impl PublicKey {
    /// Names a key.
    ///
    /// # Errors
    ///
    /// [`MinisignError::UnsupportedAlgorithm`] unless it is Ed25519.
    pub fn new(number: KeyNumber, key: VerifyingKey) -> Result<Self, MinisignError> {
        if key.scheme() == Scheme::Ed25519 {
            Ok(Self { number, key })
        } else {
            Err(MinisignError::UnsupportedAlgorithm)
        }
    }

    /// The public half of a key that is known to be Ed25519.
    pub(super) const fn of(number: KeyNumber, key: VerifyingKey) -> Self {
        Self { number, key }
    }

    /// Reads a public key file, or the line of base64 alone as `minisign -P` takes it.
    ///
    /// # Errors
    ///
    /// [`MinisignError`] naming the line that is wrong, or an algorithm or key that cannot be used.
    pub fn read(document: impl AsRef<[u8]>) -> Result<Self, MinisignError> {
        let document = document.as_ref();
        let mut lines = Lines::new(document)?;
        if document.starts_with(UNTRUSTED.as_bytes()) {
            lines.comment(UNTRUSTED, MinisignPart::UntrustedComment)?;
        }
        let bytes = lines.bytes::<42>(MinisignPart::PublicKey)?;
        lines.finish()?;
        if part(&*bytes, 0) != *b"Ed" {
            return Err(MinisignError::UnsupportedAlgorithm);
        }
        let raw: [u8; 32] = part(&*bytes, 10);
        Ok(Self {
            number: KeyNumber(part(&*bytes, 2)),
            key: VerifyingKey::from_algorithm(Scheme::Ed25519, &raw)?,
        })
    }

    /// The key file as minisign writes it.
    #[must_use]
    pub fn to_text(&self) -> String {
        let bytes = [b"Ed".as_slice(), &self.number.0, self.key.as_raw()].concat();
        format!(
            "{UNTRUSTED}minisign public key {}\n{}\n",
            self.number,
            STANDARD.encode(bytes)
        )
    }

    /// The number that names the key pair.
    #[must_use]
    pub const fn number(&self) -> KeyNumber {
        self.number
    }

    /// The key.
    #[must_use]
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }
}

impl fmt::Display for KeyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016X}", u64::from_le_bytes(self.0))
    }
}

impl fmt::Debug for KeyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyNumber({self})")
    }
}
