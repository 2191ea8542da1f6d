//! RSA public keys on their own: `RSA PUBLIC KEY` (PKCS #1; RFC 8017, A.1.1).

use super::{Found, KeyError, Scheme, VerifyingKey, check_size, pem};

impl VerifyingKey {
    /// Reads an `RSA PUBLIC KEY` block of 2048 to 8192 bits, for PKCS #1 v1.5 with SHA-256 until
    /// [`with_scheme`](Self::with_scheme) says otherwise.
    ///
    /// # Errors
    ///
    /// [`KeyError`] naming what the document is instead, or where it breaks.
    pub fn from_pkcs1_pem(document: impl AsRef<[u8]>) -> Result<Self, KeyError> {
        Self::from_pkcs1_der(&pem::read(document.as_ref(), &Found::Pkcs1Public)?)
    }

    /// Reads an RSAPublicKey in DER.
    ///
    /// # Errors
    ///
    /// [`KeyError`] where it breaks, or for numbers that cannot be used.
    pub fn from_pkcs1_der(document: &[u8]) -> Result<Self, KeyError> {
        check_size(document)?;
        Self::from_algorithm(Scheme::RsaPkcs1Sha256, document)
    }
}
