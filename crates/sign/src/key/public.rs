//! Public keys.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::{EcdsaForm, Found, KeyError, KeyId, MAX_KEY_BYTES, Scheme, pem, spki};
use crate::backend::ring;

/// A public key with its algorithm. Equal keys are equal however their documents were written, and whatever form of ECDSA
/// signature is expected of them.
#[derive(Clone)]
pub struct VerifyingKey {
    scheme: Scheme,
    form: EcdsaForm,
    /// As the backends take it: P-256 uncompressed, Ed25519 32 bytes.
    raw: Box<[u8]>,
    spki: Box<[u8]>,
    id: KeyId,
}

/// The signature is not by this key over this message.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the signature does not match the key and the message")]
pub struct BadSignature;

impl VerifyingKey {
    /// Reads a `PUBLIC KEY` block (SubjectPublicKeyInfo), at most [`MAX_KEY_BYTES`] bytes.
    ///
    /// P-256 points may be compressed. Ed25519 keys of small order are refused: anybody can sign for them.
    ///
    /// # Errors
    ///
    /// [`KeyError`] naming what the document is instead, or where it breaks.
    pub fn from_spki_pem(document: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::from_spki_der(&pem::read(document.as_ref(), &Found::PublicKey)?)
    }

    /// Reads a SubjectPublicKeyInfo in DER, at most [`MAX_KEY_BYTES`] bytes.
    ///
    /// # Errors
    ///
    /// [`KeyError`] naming what the document is instead, or where it breaks.
    pub fn from_spki_der(document: &[u8]) -> Result<Self, KeyError> {
        if document.len() > MAX_KEY_BYTES {
            return Err(KeyError::TooLarge {
                size: document.len(),
                limit: MAX_KEY_BYTES,
            });
        }
        let (scheme, raw) = spki::read(document)?;
        Ok(Self::from_raw(scheme, &raw))
    }

    pub(super) fn from_raw(scheme: Scheme, raw: &[u8]) -> Self {
        let spki = spki::write(scheme, raw);
        Self {
            scheme,
            form: EcdsaForm::default(),
            id: KeyId::of_spki(&spki),
            raw: raw.into(),
            spki: spki.into(),
        }
    }

    /// The same key, expecting ECDSA signatures in another form than DER. Without meaning for Ed25519.
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
        let verifies = match (self.scheme, self.form) {
            (Scheme::EcdsaP256Sha256, EcdsaForm::Der) => {
                ring::verifies_p256_der(&self.raw, message, signature)
            }
            (Scheme::EcdsaP256Sha256, EcdsaForm::Fixed) => {
                ring::verifies_p256_fixed(&self.raw, message, signature)
            }
            (Scheme::Ed25519, _) => ring::verifies_ed25519(&self.raw, message, signature),
        };
        if verifies { Ok(()) } else { Err(BadSignature) }
    }

    /// The algorithm this key is for.
    #[must_use]
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// SHA-256 of the SubjectPublicKeyInfo.
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

    pub(super) const fn as_raw(&self) -> &[u8] {
        &self.raw
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifyingKey({} {})", self.scheme, self.id)
    }
}

impl PartialEq for VerifyingKey {
    fn eq(&self, other: &Self) -> bool {
        self.spki == other.spki
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
        self.spki.cmp(&other.spki)
    }
}

impl Hash for VerifyingKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.spki.hash(state);
    }
}
