//! Keys: reading, writing, making them from a seed, and the sets of keys that are trusted.

mod algorithm;
mod any;
#[cfg(feature = "cosign-keys")]
mod cosign;
mod error;
mod form;
mod found;
mod id;
mod kdf;
mod parts;
pub(crate) mod pem;
mod pkcs1;
mod pkcs8;
mod point;
mod private;
mod public;
mod ring;
mod rsa;
mod scheme;
mod sec1;
mod spki;
mod trusted;

pub use crate::der::DerProblem;
pub use error::KeyError;
pub use form::EcdsaForm;
pub use found::Found;
pub use id::KeyId;
pub use kdf::KdfCost;
pub use parts::PublicParts;
pub(crate) use point::width as scalar_width;
pub use private::{PrivatePem, SigningKey};
pub use public::{BadSignature, VerifyDigestError, VerifyingKey};
pub use ring::KeyRing;
pub use scheme::{KeyKind, Scheme, SchemeMismatch};
pub use trusted::{TrustError, TrustedKeys};

/// The longest key document read, in bytes: 64 KiB. An RSA-4096 private key in PEM has 3.2 KiB.
pub const MAX_KEY_BYTES: usize = 64 * 1024;

/// Refuses documents that are longer than any key.
pub(crate) fn check_size(document: &[u8]) -> Result<(), KeyError> {
    if document.len() > MAX_KEY_BYTES {
        return Err(KeyError::TooLarge {
            size: document.len(),
            limit: MAX_KEY_BYTES,
        });
    }
    Ok(())
}
