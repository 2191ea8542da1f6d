//! Keys where they are kept: files, the environment, token modules, cloud vaults.
//!
//! A key is named as cosign names it: a path, `env://NAME`, `pkcs11:…` (RFC 7512, feature `pkcs11`), or `NAME://…` for the program
//! `sigstore-kms-NAME` (feature `kms-plugin`). [`signer`] opens one for signing, [`verifier`] for verifying. A module is loaded and
//! a program started only because such a name was given.

mod error;
mod file;
#[cfg(feature = "pkcs11")]
mod pkcs11;
#[cfg(feature = "kms-plugin")]
mod plugin;
mod reference;
mod signer;

pub use error::KeyFileError;
pub use file::{
    fingerprint_key, minisign_public_key, minisign_secret_key, signing_key, signing_key_with, verifying_key,
};
pub use reference::{KeyReference, KeyReferenceError, TokenUri};
pub use signer::{Access, KeyAccessError, Signer, signer, verifier};
