//! Digests of artifacts that come in pieces.

use std::fmt;

use portcullis_findings::{Algorithm, Digest};

use crate::backend::ring;

/// Hashes an artifact in pieces, in constant memory: one pass for a file of any size.
///
/// ```
/// use portcullis_findings::{Algorithm, Digest};
/// let mut hasher = portcullis_sign::Hasher::new(Algorithm::Sha256)?;
/// hasher.update(b"the ");
/// hasher.update(b"artifact");
/// assert_eq!(hasher.finish(), Digest::sha256(b"the artifact"));
/// # Ok::<(), portcullis_sign::UnsupportedHash>(())
/// ```
#[derive(Clone)]
pub struct Hasher(ring::Hash);

/// An algorithm that no signature here is made with.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{} is not a hash that signatures are made with", .algorithm.as_str())]
pub struct UnsupportedHash {
    /// The algorithm.
    pub algorithm: Algorithm,
}

impl Hasher {
    /// Nothing hashed yet.
    ///
    /// # Errors
    ///
    /// [`UnsupportedHash`] for anything but SHA-256, SHA-384 and SHA-512.
    pub fn new(algorithm: Algorithm) -> Result<Self, UnsupportedHash> {
        ring::Hash::new(algorithm)
            .map(Self)
            .ok_or(UnsupportedHash { algorithm })
    }

    /// The next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all that was given.
    #[must_use]
    pub fn finish(self) -> Digest {
        self.0.finish()
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hasher({})", self.0.algorithm().as_str())
    }
}
