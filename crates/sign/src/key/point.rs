//! Points of the NIST curves (SEC 1, 2.3).

use super::{KeyError, KeyKind};

/// Bytes of a coordinate, and of a scalar.
pub(crate) const fn width(kind: KeyKind) -> usize {
    match kind {
        KeyKind::P384 => 48,
        _ => 32,
    }
}

/// The point in uncompressed form. Points off the curve are refused.
#[cfg(feature = "prehash")]
pub(super) fn uncompressed(kind: KeyKind, point: &[u8]) -> Result<Vec<u8>, KeyError> {
    use crate::backend::nist::{p256, p384};
    match kind {
        KeyKind::P384 => p384::uncompressed(point),
        _ => p256::uncompressed(point),
    }
    .ok_or(KeyError::NotOnCurve)
}

/// The point in uncompressed form. Without the arithmetic of the curve here, a point off it is found out by ring, which
/// verifies nothing under it.
#[cfg(not(feature = "prehash"))]
pub(super) fn uncompressed(kind: KeyKind, point: &[u8]) -> Result<Vec<u8>, KeyError> {
    match point {
        [4, coordinates @ ..] if coordinates.len() == 2 * width(kind) => Ok(point.to_vec()),
        [2 | 3, x @ ..] if x.len() == width(kind) => Err(KeyError::NeedsFeature { feature: "prehash" }),
        _ => Err(KeyError::NotOnCurve),
    }
}
