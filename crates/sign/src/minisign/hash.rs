//! The hash that messages go through.

use crate::backend::blake2::Blake2b64;

/// BLAKE2b-512 of a message, which minisign signs in place of the message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MinisignDigest(pub(super) [u8; 64]);

/// Hashes a message in pieces, in constant memory.
#[derive(Clone, Default)]
pub struct Hasher(Blake2b64);

impl Hasher {
    /// Nothing hashed yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all that was given.
    #[must_use]
    pub fn finish(self) -> MinisignDigest {
        MinisignDigest(self.0.finish())
    }
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hasher(blake2b-512)")
    }
}

impl MinisignDigest {
    pub(super) fn of(message: &[u8]) -> Self {
        let mut hasher = Hasher::new();
        hasher.update(message);
        hasher.finish()
    }
}
