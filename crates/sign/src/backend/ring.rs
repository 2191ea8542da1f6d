//! ring: SHA-256, all verification, Ed25519 signing.

use ring::digest;
use ring::signature::{self, Ed25519KeyPair, KeyPair, UnparsedPublicKey, VerificationAlgorithm};

/// An Ed25519 seed (RFC 8032, the "private key") is 32 bytes, and so is its public key.
pub(crate) const ED25519_LEN: usize = 32;

/// SHA-256 of the concatenation of `parts`.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    for part in parts {
        context.update(part);
    }
    let mut out = [0; 32];
    out.copy_from_slice(context.finish().as_ref());
    out
}

/// ECDSA over P-256 with SHA-256; `point` is uncompressed, `signature` is strict DER.
pub(crate) fn verifies_p256_der(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    verifies(&signature::ECDSA_P256_SHA256_ASN1, point, message, signature)
}

/// ECDSA over P-256 with SHA-256; `point` is uncompressed, `signature` is r and s, 32 bytes each.
pub(crate) fn verifies_p256_fixed(point: &[u8], message: &[u8], signature: &[u8]) -> bool {
    verifies(&signature::ECDSA_P256_SHA256_FIXED, point, message, signature)
}

/// Pure Ed25519 (RFC 8032), cofactorless as ring does it.
pub(crate) fn verifies_ed25519(public: &[u8], message: &[u8], signature: &[u8]) -> bool {
    verifies(&signature::ED25519, public, message, signature)
}

/// The public key of an Ed25519 seed.
///
/// `None` cannot happen for 32 bytes; ring's interface leaves it open.
pub(crate) fn ed25519_public(seed: &[u8; ED25519_LEN]) -> Option<[u8; ED25519_LEN]> {
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
    pair.public_key().as_ref().try_into().ok()
}

/// Signs with an Ed25519 seed.
///
/// ring's expanded key is made for this one signature and not kept, because ring does not wipe it.
pub(crate) fn ed25519_sign(seed: &[u8; ED25519_LEN], message: &[u8]) -> Option<Vec<u8>> {
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
    Some(pair.sign(message).as_ref().to_vec())
}

fn verifies(
    algorithm: &'static dyn VerificationAlgorithm,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    UnparsedPublicKey::new(algorithm, key)
        .verify(message, signature)
        .is_ok()
}
