//! Keys: reading, writing, making them from a seed, and the sets of keys that are trusted.

mod algorithm;
mod error;
mod form;
mod found;
mod id;
pub(crate) mod pem;
mod pkcs8;
mod point;
mod private;
mod public;
mod rsa;
mod scheme;
mod spki;
mod trusted;

pub use crate::der::DerProblem;
pub use error::KeyError;
pub use form::EcdsaForm;
pub use found::Found;
pub use id::KeyId;
pub use private::{PrivatePem, SigningKey};
pub use public::{BadSignature, VerifyDigestError, VerifyingKey};
pub use scheme::{KeyKind, Scheme, SchemeMismatch};
pub use trusted::{TrustError, TrustedKeys};

/// The longest key document read, in bytes: 64 KiB. An RSA-4096 private key in PEM has 3.2 KiB.
pub const MAX_KEY_BYTES: usize = 64 * 1024;
