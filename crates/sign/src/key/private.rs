//! Private keys.

use std::fmt;

use zeroize::Zeroizing;

use portcullis_findings::Digest;

use super::{Found, KeyError, KeyKind, Scheme, VerifyingKey, check_size, pem, pkcs8};
#[cfg(feature = "prehash")]
use crate::backend::nist::{p256, p384};
use crate::backend::ring;
use crate::signer::{DigestSigner, MessageSigner, SignError};

/// A private key held in memory. Wiped when dropped; never printed.
///
/// ring does not wipe the expanded Ed25519 key it works with, so that one is made for each signature and not kept.
pub struct SigningKey {
    secret: Secret,
    public: VerifyingKey,
}

enum Secret {
    #[cfg(feature = "prehash")]
    P256(p256::Scalar),
    #[cfg(feature = "prehash")]
    P384(p384::Scalar),
    Ed25519(Box<Zeroizing<[u8; 32]>>),
}

/// A private key as text: a PKCS#8 `PRIVATE KEY` block, or a key file of minisign. Wiped when dropped; `Debug` shows nothing of
/// it.
pub struct PrivatePem(Zeroizing<String>);

impl SigningKey {
    /// Reads an unencrypted `PRIVATE KEY` block: PKCS#8 version 1 or 2, P-256, P-384 or Ed25519, at most
    /// [`MAX_KEY_BYTES`](super::MAX_KEY_BYTES) bytes. A public key stored inside must belong to the private key.
    ///
    /// # Errors
    ///
    /// [`KeyError`] naming what the document is instead (encrypted, SEC1, a public key, another curve), or where it
    /// breaks.
    pub fn from_pkcs8_pem(document: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::from_pkcs8_der(&pem::read(document.as_ref(), &Found::PrivateKey)?)
    }

    /// Reads the same document without PEM armour.
    ///
    /// # Errors
    ///
    /// As [`from_pkcs8_pem`](Self::from_pkcs8_pem).
    pub fn from_pkcs8_der(document: &[u8]) -> Result<Self, KeyError> {
        check_size(document)?;
        let parts = pkcs8::read(document)?;
        Self::from_parts(&parts)
    }

    /// Makes a key from 32 bytes of the caller's randomness: the same seed gives the same key, in every version.
    ///
    /// The private value is `H("portcullis-sign key v1\0" ‖ scheme name ‖ 0x00 ‖ seed ‖ counter)` with the counter as one
    /// byte from 0, and SHA-256 for H, for P-384 SHA-384. For the NIST curves the first value in `1..n` counts (candidates
    /// are drawn and rejected, FIPS 186-5, A.2.2, so no bias), for Ed25519 the first one is the seed of RFC 8032. One seed
    /// gives unrelated keys for different schemes. The seed must come from a cryptographic random source and must be kept
    /// as secret as the key.
    ///
    /// # Errors
    ///
    /// [`KeyError::CannotSign`] for schemes that are only verified, [`KeyError::NeedsFeature`] for ECDSA without the
    /// feature `prehash`, [`KeyError::OutOfRange`] if 256 candidates in a row are not in `1..n`, which has a probability
    /// below 2^-8000.
    pub fn generate(scheme: Scheme, seed: [u8; 32]) -> Result<Self, KeyError> {
        let seed = Zeroizing::new(seed);
        for counter in 0..=u8::MAX {
            let parts: [&[u8]; 5] = [
                b"portcullis-sign key v1\0",
                scheme.name().as_bytes(),
                &[0],
                &*seed,
                &[counter],
            ];
            let made = match scheme.key_kind() {
                KeyKind::P384 => Self::from_private(scheme, &*Zeroizing::new(ring::sha384(&parts))),
                _ => Self::from_private(scheme, &*Zeroizing::new(ring::sha256(&parts))),
            };
            match made {
                Err(KeyError::OutOfRange) => {}
                made => return made,
            }
        }
        Err(KeyError::OutOfRange)
    }

    /// The key as a PKCS#8 block, byte for byte as OpenSSL writes it.
    #[must_use]
    pub fn to_pkcs8_pem(&self) -> PrivatePem {
        PrivatePem(pem::write("PRIVATE KEY", &self.to_pkcs8()))
    }

    /// The public half.
    #[must_use]
    pub const fn public_key(&self) -> &VerifyingKey {
        &self.public
    }

    pub(super) fn from_parts(parts: &pkcs8::Parts<'_>) -> Result<Self, KeyError> {
        let key = Self::from_private(parts.scheme, parts.private)?;
        for stored in parts.public.into_iter().flatten() {
            key.check_public(stored)?;
        }
        Ok(key)
    }

    pub(crate) fn from_private(scheme: Scheme, private: &[u8]) -> Result<Self, KeyError> {
        let (secret, public) = match scheme {
            #[cfg(feature = "prehash")]
            Scheme::EcdsaP256Sha256 => {
                let scalar = p256::Scalar::from_bytes(private).ok_or(KeyError::OutOfRange)?;
                let public = scalar.public_point();
                (Secret::P256(scalar), public)
            }
            #[cfg(feature = "prehash")]
            Scheme::EcdsaP384Sha384 => {
                let scalar = p384::Scalar::from_bytes(private).ok_or(KeyError::OutOfRange)?;
                let public = scalar.public_point();
                (Secret::P384(scalar), public)
            }
            #[cfg(not(feature = "prehash"))]
            Scheme::EcdsaP256Sha256 | Scheme::EcdsaP384Sha384 => {
                return Err(KeyError::NeedsFeature { feature: "prehash" });
            }
            Scheme::Ed25519 => {
                let seed: &[u8; 32] = private.try_into().map_err(|_| KeyError::OutOfRange)?;
                let public = ring::ed25519_public(seed).ok_or(KeyError::OutOfRange)?;
                (Secret::Ed25519(Box::new(Zeroizing::new(*seed))), public.to_vec())
            }
            other => return Err(KeyError::CannotSign { scheme: other }),
        };
        Ok(Self {
            secret,
            public: VerifyingKey::from_raw(scheme, &public),
        })
    }

    /// The PKCS#8 document.
    pub(super) fn to_pkcs8(&self) -> Zeroizing<Vec<u8>> {
        let (scheme, public) = (self.public.scheme(), self.public.as_raw());
        match &self.secret {
            #[cfg(feature = "prehash")]
            Secret::P256(scalar) => pkcs8::write(scheme, &scalar.to_bytes(), public),
            #[cfg(feature = "prehash")]
            Secret::P384(scalar) => pkcs8::write(scheme, &scalar.to_bytes(), public),
            Secret::Ed25519(seed) => pkcs8::write(scheme, &***seed, public),
        }
    }

    /// The seed of an Ed25519 key (RFC 8032).
    #[cfg(feature = "minisign")]
    pub(crate) fn ed25519_seed(&self) -> Option<&[u8; 32]> {
        match &self.secret {
            Secret::Ed25519(seed) => Some(seed),
            #[cfg(feature = "prehash")]
            Secret::P256(_) | Secret::P384(_) => None,
        }
    }

    fn check_public(&self, stored: &[u8]) -> Result<(), KeyError> {
        let same = match &self.secret {
            #[cfg(feature = "prehash")]
            Secret::P256(_) => p256::uncompressed(stored).as_deref() == Some(self.public.as_raw()),
            #[cfg(feature = "prehash")]
            Secret::P384(_) => p384::uncompressed(stored).as_deref() == Some(self.public.as_raw()),
            Secret::Ed25519(_) => stored == self.public.as_raw(),
        };
        if same {
            Ok(())
        } else {
            Err(KeyError::PublicMismatch)
        }
    }
}

impl MessageSigner for SigningKey {
    fn public_key(&self) -> &VerifyingKey {
        &self.public
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        match &self.secret {
            #[cfg(feature = "prehash")]
            Secret::P256(scalar) => scalar.sign_digest(&ring::sha256(&[message])),
            #[cfg(feature = "prehash")]
            Secret::P384(scalar) => scalar.sign_digest(&ring::sha384(&[message])),
            Secret::Ed25519(seed) => ring::ed25519_sign(seed, message),
        }
        .ok_or(SignError::Refused)
    }
}

impl DigestSigner for SigningKey {
    fn public_key(&self) -> &VerifyingKey {
        &self.public
    }

    fn sign_digest(&self, digest: &Digest) -> Result<Vec<u8>, SignError> {
        let scheme = self.public.scheme();
        let expected = scheme
            .digest_algorithm()
            .ok_or(SignError::NoDigestInput { scheme })?;
        let found = digest.algorithm();
        if found != expected {
            return Err(SignError::OtherDigest { expected, found });
        }
        match &self.secret {
            #[cfg(feature = "prehash")]
            Secret::P256(scalar) => scalar.sign_digest(digest.as_bytes()),
            #[cfg(feature = "prehash")]
            Secret::P384(scalar) => scalar.sign_digest(digest.as_bytes()),
            Secret::Ed25519(_) => None,
        }
        .ok_or(SignError::Refused)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "SigningKey({} {}, private part not shown)",
            self.public.scheme(),
            self.public.key_id()
        )
    }
}

impl PrivatePem {
    #[cfg(feature = "minisign")]
    pub(crate) const fn new(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// The text, for writing it where it belongs.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same as bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for PrivatePem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivatePem(not shown)")
    }
}
