//! RustCrypto p256: what ring has not, namely deterministic ECDSA (RFC 6979), pre-hashed input and point checks.

use p256::PublicKey;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use p256::ecdsa::{DerSignature, SigningKey};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use zeroize::Zeroizing;

/// Bytes of a P-256 scalar.
pub(crate) const SCALAR_LEN: usize = 32;

/// A P-256 private key, boxed so that moving it leaves no copy behind; p256 wipes it when dropped.
pub(crate) struct Scalar(Box<SigningKey>);

impl Scalar {
    /// `None` unless the big-endian number is in 1..n.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.len() != SCALAR_LEN {
            return None;
        }
        SigningKey::from_slice(bytes).ok().map(|key| Self(Box::new(key)))
    }

    /// The scalar, big-endian.
    pub(crate) fn to_bytes(&self) -> Zeroizing<[u8; SCALAR_LEN]> {
        let mut bytes = self.0.to_bytes();
        let mut out = Zeroizing::new([0; SCALAR_LEN]);
        out.copy_from_slice(&bytes);
        zeroize::Zeroize::zeroize(bytes.as_mut_slice());
        out
    }

    /// The public point, uncompressed.
    pub(crate) fn public_point(&self) -> Vec<u8> {
        self.0.verifying_key().to_sec1_point(false).as_bytes().to_vec()
    }

    /// ECDSA with SHA-256 and the nonce of RFC 6979; DER; s as computed, high or low.
    pub(crate) fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let signature: DerSignature = self.0.try_sign(message).ok()?;
        Some(signature.as_bytes().to_vec())
    }

    /// The same signature from the SHA-256 of the message.
    pub(crate) fn sign_digest(&self, digest: &[u8; 32]) -> Option<Vec<u8>> {
        let signature: DerSignature = self.0.sign_prehash(digest).ok()?;
        Some(signature.as_bytes().to_vec())
    }
}

/// The point in uncompressed form, or `None` unless it is on the curve and not at infinity.
pub(crate) fn uncompressed(sec1: &[u8]) -> Option<Vec<u8>> {
    let key = PublicKey::from_sec1_bytes(sec1).ok()?;
    Some(key.to_sec1_point(false).as_bytes().to_vec())
}
