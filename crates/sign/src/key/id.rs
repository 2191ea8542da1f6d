//! The name of a public key.

use std::fmt;

use crate::backend::ring::sha256;

/// SHA-256 of a public key's SubjectPublicKeyInfo in DER, printed as 64 lower-case hex digits.
///
/// P-256 points are taken uncompressed, so one key has one id however its document was written.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct KeyId([u8; 32]);

impl KeyId {
    pub(crate) fn of_spki(der: &[u8]) -> Self {
        Self(sha256(&[der]))
    }

    /// The digest itself.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}
