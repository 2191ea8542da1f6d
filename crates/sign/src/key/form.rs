//! Which algorithm a key is for.

use std::fmt;

/// A signature algorithm with everything fixed. It is a property of the key; nothing in a signed document chooses it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Scheme {
    /// ECDSA over P-256 with SHA-256 (FIPS 186-5), signed with the deterministic nonce of RFC 6979.
    EcdsaP256Sha256,
    /// Pure Ed25519 (RFC 8032).
    Ed25519,
}

impl Scheme {
    /// The lower-case name, as printed: `ecdsa-p256-sha256`, `ed25519`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::EcdsaP256Sha256 => "ecdsa-p256-sha256",
            Self::Ed25519 => "ed25519",
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How an ECDSA signature is written. Agreed outside the document, like the key itself; never guessed from the bytes.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EcdsaForm {
    /// `SEQUENCE { r, s }` in strict DER: Sigstore, openssl, and what this crate writes.
    #[default]
    Der,
    /// r and s at full width, one after the other (IEEE P1363): some cloud signers, and the example of the DSSE text.
    Fixed,
}
