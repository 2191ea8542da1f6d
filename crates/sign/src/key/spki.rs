//! SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 5480; RFC 8410).

use super::{DerProblem, Found, KeyError, KeyKind, Scheme, algorithm, point, rsa};
use crate::der::{self, Reader, write};

/// Reads the document: the scheme and the key as the back ends take it (points uncompressed, Ed25519 32 bytes, RSA its
/// RSAPublicKey).
pub(super) fn read(document: &[u8]) -> Result<(Scheme, Vec<u8>), KeyError> {
    match Found::of_der(document) {
        Some(Found::PublicKey) | None => {}
        Some(found) => {
            return Err(KeyError::Unexpected {
                expected: Found::PublicKey,
                found,
            });
        }
    }
    let mut outer = Reader::new(document);
    let mut body = outer.expect(der::SEQUENCE)?;
    outer.finish()?;
    let scheme = algorithm::of_key(body.expect(der::SEQUENCE)?)?;
    let key_at = body;
    let key = body.whole_bits()?;
    body.finish()?;
    match canonical(scheme.key_kind(), key)? {
        Some(key) => Ok((scheme, key)),
        None => Err(key_at.error(DerProblem::Value).into()),
    }
}

/// A key as the back ends take it, checked; `None` for a wrong length of Ed25519.
pub(super) fn canonical(kind: KeyKind, key: &[u8]) -> Result<Option<Vec<u8>>, KeyError> {
    match kind {
        KeyKind::P256 | KeyKind::P384 => point::uncompressed(kind, key).map(Some),
        KeyKind::Ed25519 => ed25519(key).transpose(),
        KeyKind::Rsa => {
            rsa::check(key)?;
            Ok(Some(key.to_vec()))
        }
    }
}

/// The canonical document of a key.
pub(super) fn write(scheme: Scheme, key: &[u8]) -> Vec<u8> {
    let bits = write::element(der::BIT_STRING, &[&[0], key]);
    write::sequence(&[&algorithm::write(scheme), &bits])
}

/// `None` for a wrong length; refuses keys anybody can sign for.
fn ed25519(key: &[u8]) -> Option<Result<Vec<u8>, KeyError>> {
    let bytes: &[u8; 32] = key.try_into().ok()?;
    Some(if is_canonical(bytes) && !is_small_order(bytes) {
        Ok(key.to_vec())
    } else {
        Err(KeyError::Weak)
    })
}

/// y below p = 2^255 - 19 (RFC 8032, 5.1.3), so that one point has one encoding and one key id.
fn is_canonical(key: &[u8; 32]) -> bool {
    let [low, middle @ .., high] = key;
    !(high & 0x7f == 0x7f && middle.iter().all(|byte| *byte == 0xff) && *low >= 0xed)
}

fn is_small_order(key: &[u8; 32]) -> bool {
    SMALL_ORDER.iter().any(|weak| {
        let [key @ .., key_high] = key;
        let [weak @ .., weak_high] = weak;
        key == weak && key_high & 0x7f == *weak_high
    })
}

/// The y coordinates of the eight points of order 1, 2, 4 and 8, without the sign of x. For them `R = identity`,
/// `S = 0` is a signature of about every eighth message. The test below makes such signatures.
const SMALL_ORDER: [[u8; 32]; 5] = [
    [0; 32],
    {
        let mut one = [0; 32];
        one[0] = 1;
        one
    },
    [
        0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5,
        0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
        0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a,
        0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
    {
        let mut minus_one = [0xff; 32];
        minus_one[0] = 0xec;
        minus_one[31] = 0x7f;
        minus_one
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Check, verifies_message};

    #[test]
    fn keys_that_anybody_can_sign_for_are_refused() {
        let mut forged = [0; 64];
        forged[0] = 1; // R is the neutral element, S is zero.
        for weak in &SMALL_ORDER {
            let check = Check {
                scheme: Scheme::Ed25519,
                key: weak,
                signature: &forged,
            };
            let accepted = (0..=255u8).any(|message| verifies_message(check, &[message]));
            assert!(
                accepted,
                "the list names {weak:02x?}, but it cannot be forged for"
            );
            for sign in [0, 0x80] {
                let mut key = *weak;
                key[31] |= sign;
                assert_eq!(
                    read(&write(Scheme::Ed25519, &key)),
                    Err(KeyError::Weak),
                    "{key:02x?}"
                );
            }
        }
    }

    #[test]
    fn a_second_encoding_of_a_point_is_refused() {
        let mut key = [0xff; 32];
        key[31] = 0x7f;
        for low in 0xed..=0xff {
            key[0] = low;
            assert_eq!(read(&write(Scheme::Ed25519, &key)), Err(KeyError::Weak));
        }
    }

    #[cfg(feature = "prehash")]
    #[test]
    fn a_point_off_the_curve_is_refused() {
        for (scheme, length) in [(Scheme::EcdsaP256Sha256, 65), (Scheme::EcdsaP384Sha384, 97)] {
            let mut point = vec![1; length];
            point[0] = 4;
            assert_eq!(read(&write(scheme, &point)), Err(KeyError::NotOnCurve));
        }
    }
}
