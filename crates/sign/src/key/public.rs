//! Public keys.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use portcullis_findings::{Algorithm, Digest};

use super::{EcdsaForm, Found, KeyError, KeyId, KeyKind, Scheme, check_size, pem, point, spki};
use crate::backend::{self, Check};

/// A public key with its algorithm. Equal keys are equal however their documents were written, and whatever hash, padding
/// or form of ECDSA signature is expected of them: one pair of keys counts once.
#[derive(Clone)]
pub struct VerifyingKey {
    scheme: Scheme,
    form: EcdsaForm,
    /// As the back ends take it: points uncompressed, Ed25519 32 bytes, RSA its RSAPublicKey in DER.
    raw: Box<[u8]>,
    spki: Box<[u8]>,
    id: KeyId,
}

/// The signature is not by this key over this message.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the signature does not match the key and the message")]
pub struct BadSignature;

/// A signature was not found to be good for a digest.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyDigestError {
    /// The signature is not by this key over a message with this digest.
    #[error(transparent)]
    BadSignature(#[from] BadSignature),
    /// Nothing can be said without the message: pure Ed25519 reads it twice, RSA is not verified from digests here, and ECDSA
    /// needs the feature `prehash`.
    #[error("{scheme} cannot be verified from a digest here, only from the whole message")]
    Unsupported {
        /// The algorithm of the key.
        scheme: Scheme,
    },
    /// The digest is of another hash than the key signs with.
    #[error("the key signs {} digests, found a {} digest", .expected.as_str(), .found.as_str())]
    OtherDigest {
        /// The hash of the key's scheme.
        expected: Algorithm,
        /// The hash of the digest given.
        found: Algorithm,
    },
}

impl VerifyingKey {
    /// Reads a `PUBLIC KEY` block (SubjectPublicKeyInfo), at most [`MAX_KEY_BYTES`](super::MAX_KEY_BYTES) bytes.
    ///
    /// P-256, P-384, Ed25519 and RSA of 2048 to 8192 bits. Points may be compressed. Ed25519 keys of small order are refused:
    /// anybody can sign for them. An RSA key is taken for PKCS #1 v1.5 with SHA-256 unless it is restricted to PSS;
    /// [`with_scheme`](Self::with_scheme) says otherwise.
    ///
    /// # Errors
    ///
    /// [`KeyError`] naming what the document is instead, or where it breaks.
    pub fn from_spki_pem(document: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::from_spki_der(&pem::read(document.as_ref(), &Found::PublicKey)?)
    }

    /// Reads a SubjectPublicKeyInfo in DER, at most [`MAX_KEY_BYTES`](super::MAX_KEY_BYTES) bytes.
    ///
    /// # Errors
    ///
    /// [`KeyError`] naming what the document is instead, or where it breaks.
    pub fn from_spki_der(document: &[u8]) -> Result<Self, KeyError> {
        check_size(document)?;
        let (scheme, raw) = spki::read(document)?;
        Ok(Self::from_raw(scheme, &raw))
    }

    /// A key of a known algorithm as another format holds it; checked like any other.
    pub(crate) fn from_algorithm(scheme: Scheme, key: &[u8]) -> Result<Self, KeyError> {
        match spki::canonical(scheme.key_kind(), key)? {
            Some(raw) => Ok(Self::from_raw(scheme, &raw)),
            None => Err(KeyError::Weak),
        }
    }

    pub(super) fn from_raw(scheme: Scheme, raw: &[u8]) -> Self {
        let spki = spki::write(scheme, raw);
        let id = if scheme.is_pss() {
            // The same numbers under another identifier are the same key.
            KeyId::of_spki(&spki::write(Scheme::RsaPkcs1Sha256, raw))
        } else {
            KeyId::of_spki(&spki)
        };
        Self {
            scheme,
            form: EcdsaForm::default(),
            id,
            raw: raw.into(),
            spki: spki.into(),
        }
    }

    /// The same key for another scheme of its kind.
    pub(super) fn rescheme(self, scheme: Scheme) -> Self {
        let spki = if scheme.is_pss() == self.scheme.is_pss() {
            self.spki
        } else {
            spki::write(scheme, &self.raw).into()
        };
        Self { scheme, spki, ..self }
    }

    /// The same key, expecting ECDSA signatures in another form than DER. Without meaning for Ed25519 and RSA.
    #[must_use]
    pub fn with_ecdsa_form(mut self, form: EcdsaForm) -> Self {
        self.form = form;
        self
    }

    /// Checks a signature over `message`.
    ///
    /// ECDSA accepts high and low s alike, as ring does: whoever needs one signature per message must not use the
    /// signature bytes as an identity.
    ///
    /// # Errors
    ///
    /// [`BadSignature`] for every signature that does not match, malformed ones included.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let signature = self.canonical(signature)?;
        if backend::verifies_message(self.check(&signature), message) {
            Ok(())
        } else {
            Err(BadSignature)
        }
    }

    /// Checks a signature over the message that has this digest, for artifacts that are given by digest or were read in
    /// pieces (see [`Hasher`](crate::Hasher)). The digest must be of the hash of the key's scheme.
    ///
    /// # Errors
    ///
    /// [`VerifyDigestError`]: a bad signature is told apart from what cannot be decided from a digest.
    pub fn verify_digest(&self, digest: &Digest, signature: &[u8]) -> Result<(), VerifyDigestError> {
        let unsupported = VerifyDigestError::Unsupported { scheme: self.scheme };
        let expected = self.scheme.digest_algorithm().ok_or(unsupported)?;
        let found = digest.algorithm();
        if found != expected {
            return Err(VerifyDigestError::OtherDigest { expected, found });
        }
        let signature = self.canonical(signature)?;
        match backend::verifies_digest(self.check(&signature), digest.as_bytes()) {
            Some(true) => Ok(()),
            Some(false) => Err(BadSignature.into()),
            None => Err(unsupported),
        }
    }

    /// The algorithm this key is for.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// SHA-256 of the SubjectPublicKeyInfo; of an RSA key restricted to PSS, of the one without the restriction.
    #[must_use]
    pub const fn key_id(&self) -> KeyId {
        self.id
    }

    /// The SubjectPublicKeyInfo in DER.
    #[must_use]
    pub const fn as_spki_der(&self) -> &[u8] {
        &self.spki
    }

    /// The SubjectPublicKeyInfo as a `PUBLIC KEY` block with a final line feed.
    #[must_use]
    pub fn to_spki_pem(&self) -> String {
        std::mem::take(&mut *pem::write("PUBLIC KEY", &self.spki))
    }

    /// As the back ends take it.
    pub(crate) const fn as_raw(&self) -> &[u8] {
        &self.raw
    }

    /// The signature as the back ends take it.
    pub(crate) fn canonical<'a>(&self, signature: &'a [u8]) -> Result<Cow<'a, [u8]>, BadSignature> {
        let kind = self.scheme.key_kind();
        match kind {
            KeyKind::P256 | KeyKind::P384 => self
                .form
                .to_der(signature, point::width(kind))
                .ok_or(BadSignature),
            KeyKind::Ed25519 | KeyKind::Rsa => Ok(Cow::Borrowed(signature)),
        }
    }

    fn check<'a>(&'a self, signature: &'a [u8]) -> Check<'a> {
        Check {
            scheme: self.scheme,
            key: &self.raw,
            signature,
        }
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({} {})", self.scheme, self.id)
    }
}

impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for VerifyingKey {}

impl PartialOrd for VerifyingKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for VerifyingKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(&other.id)
    }
}

impl Hash for VerifyingKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}
