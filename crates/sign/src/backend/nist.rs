//! RustCrypto p256 and p384: what ring has not, namely deterministic ECDSA (RFC 6979), pre-hashed input and points in
//! compressed form.

use zeroize::{Zeroize as _, Zeroizing};

use super::{Backend, Check};
use crate::key::KeyKind;

/// ECDSA over digests.
pub(super) struct RustCrypto;

impl Backend for RustCrypto {
    fn verifies_message(&self, _: Check<'_>, _: &[u8]) -> Option<bool> {
        None
    }

    fn verifies_digest(&self, check: Check<'_>, digest: &[u8]) -> Option<bool> {
        match check.scheme.key_kind() {
            KeyKind::P256 => Some(p256::verifies_digest(check, digest)),
            KeyKind::P384 => Some(p384::verifies_digest(check, digest)),
            KeyKind::Ed25519 | KeyKind::Rsa => None,
        }
    }
}

/// The two crates have the same items over different fields; this spells the module once.
macro_rules! curve {
    ($module:ident, $curve:ident, $scalar_len:literal) => {
        pub(crate) mod $module {
            use super::*;
            use ::$curve::PublicKey;
            use ::$curve::ecdsa::signature::hazmat::{PrehashSigner as _, PrehashVerifier as _};
            use ::$curve::ecdsa::{DerSignature, SigningKey, VerifyingKey};
            use ::$curve::elliptic_curve::sec1::ToSec1Point as _;

            /// Bytes of a scalar.
            const SCALAR_LEN: usize = $scalar_len;

            /// A private key, boxed so that moving it leaves no copy behind; the crate wipes it when dropped.
            pub(crate) struct Scalar(Box<SigningKey>);

            impl Scalar {
                /// `None` unless the big-endian number is in 1..n and has the width of n.
                pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
                    if bytes.len() != SCALAR_LEN {
                        return None;
                    }
                    SigningKey::from_slice(bytes)
                        .ok()
                        .map(|key| Self(Box::new(key)))
                }

                /// The scalar, big-endian.
                pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
                    let mut bytes = self.0.to_bytes();
                    let out = Zeroizing::new(bytes.to_vec());
                    bytes.as_mut_slice().zeroize();
                    out
                }

                /// The public point, uncompressed.
                pub(crate) fn public_point(&self) -> Vec<u8> {
                    self.0
                        .verifying_key()
                        .to_sec1_point(false)
                        .as_bytes()
                        .to_vec()
                }

                /// ECDSA over a digest of the curve's own hash with the nonce of RFC 6979; DER; s as computed, high or
                /// low.
                pub(crate) fn sign_digest(&self, digest: &[u8]) -> Option<Vec<u8>> {
                    let signature: DerSignature = self.0.sign_prehash(digest).ok()?;
                    Some(signature.as_bytes().to_vec())
                }
            }

            /// The point in uncompressed form, or `None` unless it is on the curve and not at infinity.
            pub(crate) fn uncompressed(sec1: &[u8]) -> Option<Vec<u8>> {
                let key = PublicKey::from_sec1_bytes(sec1).ok()?;
                Some(key.to_sec1_point(false).as_bytes().to_vec())
            }

            pub(super) fn verifies_digest(check: Check<'_>, digest: &[u8]) -> bool {
                let Ok(key) = VerifyingKey::from_sec1_bytes(check.key) else {
                    return false;
                };
                DerSignature::try_from(check.signature)
                    .is_ok_and(|signature| key.verify_prehash(digest, &signature).is_ok())
            }
        }
    };
}

curve!(p256, p256, 32);
curve!(p384, p384, 48);
