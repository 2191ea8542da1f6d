//! ring: digests, verification of whole messages in every scheme, Ed25519 signing.

use portcullis_findings::{Algorithm, Digest};
use ring::digest::{self, Context};
use ring::signature::{self, Ed25519KeyPair, KeyPair, UnparsedPublicKey, VerificationAlgorithm};

use super::{Backend, Check};
use crate::key::Scheme;

/// An Ed25519 seed (RFC 8032, the "private key") is 32 bytes, and so is its public key.
pub(crate) const ED25519_LEN: usize = 32;

/// Whole messages; it has no way in for digests.
pub(super) struct Ring;

impl Backend for Ring {
    fn verifies_message(&self, check: Check<'_>, message: &[u8]) -> Option<bool> {
        let key = UnparsedPublicKey::new(algorithm(check.scheme), check.key);
        Some(key.verify(message, check.signature).is_ok())
    }

    fn verifies_digest(&self, _: Check<'_>, _: &[u8]) -> Option<bool> {
        None
    }
}

const fn algorithm(scheme: Scheme) -> &'static dyn VerificationAlgorithm {
    match scheme {
        Scheme::EcdsaP256Sha256 => &signature::ECDSA_P256_SHA256_ASN1,
        Scheme::EcdsaP256Sha384 => &signature::ECDSA_P256_SHA384_ASN1,
        Scheme::EcdsaP384Sha256 => &signature::ECDSA_P384_SHA256_ASN1,
        Scheme::EcdsaP384Sha384 => &signature::ECDSA_P384_SHA384_ASN1,
        // Cofactorless, as ring does it.
        Scheme::Ed25519 => &signature::ED25519,
        Scheme::RsaPkcs1Sha256 => &signature::RSA_PKCS1_2048_8192_SHA256,
        Scheme::RsaPkcs1Sha384 => &signature::RSA_PKCS1_2048_8192_SHA384,
        Scheme::RsaPkcs1Sha512 => &signature::RSA_PKCS1_2048_8192_SHA512,
        Scheme::RsaPssSha256 => &signature::RSA_PSS_2048_8192_SHA256,
        Scheme::RsaPssSha384 => &signature::RSA_PSS_2048_8192_SHA384,
        Scheme::RsaPssSha512 => &signature::RSA_PSS_2048_8192_SHA512,
    }
}

/// A digest in the making.
#[derive(Clone)]
pub(crate) struct Hash {
    context: Context,
    algorithm: Algorithm,
}

impl Hash {
    /// `None` for an algorithm that is not for signatures.
    pub(crate) fn new(algorithm: Algorithm) -> Option<Self> {
        let context = match algorithm {
            Algorithm::Sha256 => &digest::SHA256,
            Algorithm::Sha384 => &digest::SHA384,
            Algorithm::Sha512 => &digest::SHA512,
            _ => return None,
        };
        Some(Self {
            context: Context::new(context),
            algorithm,
        })
    }

    pub(crate) const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.context.update(bytes);
    }

    pub(crate) fn finish(self) -> Digest {
        match Digest::new(self.algorithm, self.context.finish()) {
            Ok(digest) => digest,
            Err(_) => unreachable!("both libraries know the same lengths"),
        }
    }
}

/// SHA-256 of the concatenation of `parts`.
pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    array(&digest::SHA256, parts)
}

/// SHA-384 of the concatenation of `parts`.
pub(crate) fn sha384(parts: &[&[u8]]) -> [u8; 48] {
    array(&digest::SHA384, parts)
}

/// SHA-1, which nothing here trusts: for hashes that formats state beside what is checked otherwise.
pub(crate) fn sha1(bytes: &[u8]) -> [u8; 20] {
    array(&digest::SHA1_FOR_LEGACY_USE_ONLY, &[bytes])
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

/// `N` is the length of the algorithm's digest.
fn array<const N: usize>(algorithm: &'static digest::Algorithm, parts: &[&[u8]]) -> [u8; N] {
    let mut context = Context::new(algorithm);
    for part in parts {
        context.update(part);
    }
    let mut out = [0; N];
    out.copy_from_slice(context.finish().as_ref());
    out
}
