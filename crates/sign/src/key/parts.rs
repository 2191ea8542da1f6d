//! Public keys from their numbers, as token modules and protocols hand them over.

use super::{KeyError, MAX_KEY_BYTES, Scheme, VerifyingKey, spki};
use crate::der::write;

/// The numbers of a public key.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum PublicParts<'a> {
    /// A point of P-256 (SEC 1, 2.3.3), compressed or not.
    P256 {
        /// The point.
        point: &'a [u8],
    },
    /// A point of P-384 (SEC 1, 2.3.3), compressed or not.
    P384 {
        /// The point.
        point: &'a [u8],
    },
    /// An Ed25519 key, 32 bytes (RFC 8032, 5.1.5).
    Ed25519 {
        /// The key.
        key: &'a [u8],
    },
    /// RSA, big-endian numbers. The scheme is PKCS #1 v1.5 with SHA-256 until
    /// [`with_scheme`](VerifyingKey::with_scheme) says another.
    Rsa {
        /// The modulus.
        modulus: &'a [u8],
        /// The public exponent.
        exponent: &'a [u8],
    },
}

impl VerifyingKey {
    /// The key of these numbers, checked as one that is read from a document.
    ///
    /// # Errors
    ///
    /// [`KeyError`] for a point off the curve, a weak key, or numbers too long to be a key.
    pub fn from_parts(parts: PublicParts<'_>) -> Result<Self, KeyError> {
        let (scheme, raw) = match parts {
            PublicParts::P256 { point } => (Scheme::EcdsaP256Sha256, point.to_vec()),
            PublicParts::P384 { point } => (Scheme::EcdsaP384Sha384, point.to_vec()),
            PublicParts::Ed25519 { key } => (Scheme::Ed25519, key.to_vec()),
            PublicParts::Rsa { modulus, exponent } => (
                Scheme::RsaPkcs1Sha256,
                write::sequence(&[&write::unsigned(modulus), &write::unsigned(exponent)]),
            ),
        };
        if raw.len() > MAX_KEY_BYTES {
            return Err(KeyError::TooLarge {
                size: raw.len(),
                limit: MAX_KEY_BYTES,
            });
        }
        Self::from_spki_der(&spki::write(scheme, &raw))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SigningKey;

    #[test]
    fn a_key_from_its_numbers_is_the_key_of_the_document() {
        let key = SigningKey::generate(Scheme::Ed25519, [3; 32]).unwrap();
        let parts = PublicParts::Ed25519 {
            key: key.public_key().as_raw(),
        };
        assert_eq!(VerifyingKey::from_parts(parts).as_ref(), Ok(key.public_key()));
    }

    #[test]
    fn wrong_numbers_are_errors() {
        for parts in [
            PublicParts::P256 { point: &[4; 65] },
            PublicParts::P384 { point: &[] },
            PublicParts::Ed25519 { key: &[0; 32] },
            PublicParts::Rsa {
                modulus: &[5],
                exponent: &[3],
            },
        ] {
            assert!(VerifyingKey::from_parts(parts).is_err(), "{parts:?}");
        }
    }
}
