//! The cryptography this crate stands on, one adapter file per library; no type of theirs leaves these files.

#[cfg(feature = "aws-lc")]
mod aws_lc;
#[cfg(feature = "minisign")]
pub(crate) mod blake2;
#[cfg(feature = "prehash")]
pub(crate) mod nist;
#[cfg(feature = "cosign-keys")]
pub(crate) mod passphrase;
pub(crate) mod ring;

use crate::key::Scheme;

/// A signature to check.
#[derive(Clone, Copy)]
pub(crate) struct Check<'a> {
    /// The algorithm of the key.
    pub(crate) scheme: Scheme,
    /// The key: an uncompressed point, 32 bytes of Ed25519, or an RSAPublicKey in DER.
    pub(crate) key: &'a [u8],
    /// The signature: ECDSA in DER, the others as they are.
    pub(crate) signature: &'a [u8],
}

/// A library that verifies. `None` of a method means that it does not do this scheme this way; every library that does
/// answers alike. The trait is not public: nobody outside brings an implementation.
trait Backend: Sync {
    /// Whether the signature is over this message.
    fn verifies_message(&self, check: Check<'_>, message: &[u8]) -> Option<bool>;
    /// Whether the signature is over the message with this digest, made with the hash of the scheme.
    fn verifies_digest(&self, check: Check<'_>, digest: &[u8]) -> Option<bool>;
}

/// In the order they are asked: the faster first.
const BACKENDS: &[&dyn Backend] = &[
    #[cfg(feature = "aws-lc")]
    &aws_lc::AwsLc,
    &ring::Ring,
    #[cfg(feature = "prehash")]
    &nist::RustCrypto,
];

/// Whether the signature is over this message; ring knows every scheme.
pub(crate) fn verifies_message(check: Check<'_>, message: &[u8]) -> bool {
    BACKENDS
        .iter()
        .find_map(|backend| backend.verifies_message(check, message))
        .unwrap_or(false)
}

/// Whether the signature is over the message with this digest; `None` if no library here can tell without the message.
pub(crate) fn verifies_digest(check: Check<'_>, digest: &[u8]) -> Option<bool> {
    BACKENDS
        .iter()
        .find_map(|backend| backend.verifies_digest(check, digest))
}
