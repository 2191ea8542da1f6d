//! Which algorithm a key is for.

use std::fmt;

use portcullis_findings::Algorithm;

use super::VerifyingKey;

/// A signature algorithm with everything fixed. It is a property of the key; nothing in a signed document chooses it.
///
/// What is not here (P-521, ML-DSA, Ed25519ph, SHA-1, other salts of PSS) is refused by name when a key or an algorithm
/// identifier is read.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Scheme {
    /// ECDSA over P-256 with SHA-256 (FIPS 186-5), signed with the deterministic nonce of RFC 6979.
    EcdsaP256Sha256,
    /// ECDSA over P-256 with SHA-384, as certificates may name it. Verified, not signed.
    EcdsaP256Sha384,
    /// ECDSA over P-384 with SHA-256, as certificates may name it. Verified, not signed.
    EcdsaP384Sha256,
    /// ECDSA over P-384 with SHA-384, signed with the deterministic nonce of RFC 6979.
    EcdsaP384Sha384,
    /// Pure Ed25519 (RFC 8032).
    Ed25519,
    /// RSASSA-PKCS1-v1_5 with SHA-256, 2048 to 8192 bits. No RSA key signs here.
    RsaPkcs1Sha256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    RsaPkcs1Sha384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    RsaPkcs1Sha512,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes.
    RsaPssSha256,
    /// RSASSA-PSS with SHA-384, MGF1 with SHA-384 and a salt of 48 bytes.
    RsaPssSha384,
    /// RSASSA-PSS with SHA-512, MGF1 with SHA-512 and a salt of 64 bytes.
    RsaPssSha512,
}

/// The mathematics of a key, without padding and hash.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum KeyKind {
    /// The curve P-256 (secp256r1).
    P256,
    /// The curve P-384 (secp384r1).
    P384,
    /// The curve Ed25519.
    Ed25519,
    /// RSA.
    Rsa,
}

/// A key cannot be used with the scheme that was asked for.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a key for {key} cannot be used for {}", .asked.map_or("that algorithm", Scheme::name))]
#[non_exhaustive]
pub struct SchemeMismatch {
    /// What the key is for.
    pub key: Scheme,
    /// What was asked for; `None` if no scheme here has it.
    pub asked: Option<Scheme>,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::EcdsaP256Sha256,
        Self::EcdsaP256Sha384,
        Self::EcdsaP384Sha256,
        Self::EcdsaP384Sha384,
        Self::Ed25519,
        Self::RsaPkcs1Sha256,
        Self::RsaPkcs1Sha384,
        Self::RsaPkcs1Sha512,
        Self::RsaPssSha256,
        Self::RsaPssSha384,
        Self::RsaPssSha512,
    ];

    /// The lower-case name, as printed: `ecdsa-p256-sha256`, `ed25519`, `rsa-pss-sha256`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// What kind of key it is for.
    #[must_use]
    pub const fn key_kind(self) -> KeyKind {
        self.row().1
    }

    /// The hash that the message goes through; `None` for Ed25519, which reads the message twice and can neither sign nor
    /// verify a digest.
    #[must_use]
    pub const fn digest_algorithm(self) -> Option<Algorithm> {
        self.row().2
    }

    /// Whether this is RSA with the padding PSS.
    pub(crate) const fn is_pss(self) -> bool {
        matches!(self, Self::RsaPssSha256 | Self::RsaPssSha384 | Self::RsaPssSha512)
    }

    const fn row(self) -> (&'static str, KeyKind, Option<Algorithm>) {
        use Algorithm::{Sha256, Sha384, Sha512};
        match self {
            Self::EcdsaP256Sha256 => ("ecdsa-p256-sha256", KeyKind::P256, Some(Sha256)),
            Self::EcdsaP256Sha384 => ("ecdsa-p256-sha384", KeyKind::P256, Some(Sha384)),
            Self::EcdsaP384Sha256 => ("ecdsa-p384-sha256", KeyKind::P384, Some(Sha256)),
            Self::EcdsaP384Sha384 => ("ecdsa-p384-sha384", KeyKind::P384, Some(Sha384)),
            Self::Ed25519 => ("ed25519", KeyKind::Ed25519, None),
            Self::RsaPkcs1Sha256 => ("rsa-pkcs1-sha256", KeyKind::Rsa, Some(Sha256)),
            Self::RsaPkcs1Sha384 => ("rsa-pkcs1-sha384", KeyKind::Rsa, Some(Sha384)),
            Self::RsaPkcs1Sha512 => ("rsa-pkcs1-sha512", KeyKind::Rsa, Some(Sha512)),
            Self::RsaPssSha256 => ("rsa-pss-sha256", KeyKind::Rsa, Some(Sha256)),
            Self::RsaPssSha384 => ("rsa-pss-sha384", KeyKind::Rsa, Some(Sha384)),
            Self::RsaPssSha512 => ("rsa-pss-sha512", KeyKind::Rsa, Some(Sha512)),
        }
    }
}

impl VerifyingKey {
    /// The same key for another scheme: another hash over its curve, or another hash or padding of an RSA key. Who calls
    /// this has learnt the scheme from where the key comes from (a certificate, a list of log keys), never from what is
    /// to be verified.
    ///
    /// An RSA key that is for PSS stays with its parameters (RFC 4055, 3.1: a key so restricted is for nothing else).
    ///
    /// # Errors
    ///
    /// [`SchemeMismatch`] if the scheme is not for this key.
    pub fn with_scheme(self, scheme: Scheme) -> Result<Self, SchemeMismatch> {
        let mine = self.scheme();
        if scheme == mine || (scheme.key_kind() == mine.key_kind() && !mine.is_pss()) {
            Ok(self.rescheme(scheme))
        } else {
            Err(SchemeMismatch {
                key: mine,
                asked: Some(scheme),
            })
        }
    }

    /// The same key with another hash: the scheme of its kind and padding that goes with `algorithm`.
    ///
    /// # Errors
    ///
    /// [`SchemeMismatch`] if there is none, as always for Ed25519.
    pub fn with_digest_algorithm(self, algorithm: Algorithm) -> Result<Self, SchemeMismatch> {
        let mine = self.scheme();
        let asked = Scheme::ALL.into_iter().find(|scheme| {
            scheme.key_kind() == mine.key_kind()
                && scheme.is_pss() == mine.is_pss()
                && scheme.digest_algorithm() == Some(algorithm)
        });
        match asked {
            Some(asked) => self.with_scheme(asked),
            None => Err(SchemeMismatch { key: mine, asked }),
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
