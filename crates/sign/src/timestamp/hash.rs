//! The hashes of timestamps.

use portcullis_findings::{Algorithm, Digest};

use super::TimestampError;
use crate::backend::ring::Hash;
use crate::der::{NULL, Reader, dotted};

/// 2.16.840.1.101.3.4.2, the arc of SHA-2.
const SHA2: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];

/// The hash of an AlgorithmIdentifier's content; parameters are absent or NULL (RFC 5754, 2).
pub(super) fn read(mut identifier: Reader<'_>) -> Result<Algorithm, TimestampError> {
    let oid = identifier.oid()?;
    if let Some(null) = identifier.take_if(NULL)? {
        null.finish()?;
    }
    identifier.finish()?;
    match oid.strip_prefix(SHA2) {
        Some([1]) => Ok(Algorithm::Sha256),
        Some([2]) => Ok(Algorithm::Sha384),
        Some([3]) => Ok(Algorithm::Sha512),
        _ => Err(TimestampError::UnsupportedHash { oid: dotted(oid) }),
    }
}

/// The digest of the bytes; `None`, which equals no digest, for an algorithm that [`read`] never gives.
pub(super) fn of(algorithm: Algorithm, bytes: &[u8]) -> Option<Digest> {
    let mut hash = Hash::new(algorithm)?;
    hash.update(bytes);
    Some(hash.finish())
}
