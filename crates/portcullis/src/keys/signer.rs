//! Opens keys wherever they are kept.

use std::fmt;
use std::path::PathBuf;

use portcullis_findings::{Digest, Secret};
#[cfg(any(feature = "pkcs11", feature = "kms-plugin"))]
use portcullis_sign::Hashed;
use portcullis_sign::{DigestSigner, KeyError, MessageSigner, SignError, SigningKey, VerifyingKey};

use super::{KeyFileError, KeyReference, file};

/// What may be needed beside the name of a key. The command line takes it from the environment.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Access {
    /// The password of an encrypted key file.
    pub password: Option<Secret>,
    /// The PIN of a token, where its URI names none.
    pub pin: Option<Secret>,
    /// The token module, where the URI names none.
    pub module: Option<PathBuf>,
}

/// A key that signs: in memory, in a token, or behind a program.
#[derive(Debug)]
#[non_exhaustive]
pub enum Signer {
    /// In memory.
    Memory(SigningKey),
    /// In a token.
    #[cfg(feature = "pkcs11")]
    Token(super::pkcs11::TokenKey),
    /// Behind a program.
    #[cfg(feature = "kms-plugin")]
    Plugin(super::plugin::PluginKey),
}

/// A key cannot be got at.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyAccessError {
    /// The file.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// The variable is not set, or not text.
    #[error("the environment variable {name} holds no text")]
    Environment {
        /// The variable.
        name: String,
    },
    /// What is there is no key of the expected kind.
    #[error("{key}: {source}")]
    Key {
        /// The name of the key.
        key: String,
        /// Why.
        source: KeyError,
    },
    /// This build has no such keys.
    #[error("{key}: this build was made without the feature `{feature}`")]
    Feature {
        /// The name of the key.
        key: String,
        /// What is missing.
        feature: &'static str,
    },
    /// The token did not answer as it should.
    #[error("{key}: {reason}")]
    Token {
        /// The name of the key.
        key: String,
        /// What was tried and how it failed; never a PIN.
        reason: String,
    },
    /// The program did not answer as it should.
    #[error("{program}: {reason}")]
    Plugin {
        /// The program.
        program: String,
        /// What was tried and how it failed.
        reason: String,
    },
}

/// Opens a key for signing.
///
/// # Errors
///
/// [`KeyAccessError`] telling what was tried.
pub fn signer(key: &KeyReference, access: &Access) -> Result<Signer, KeyAccessError> {
    match key {
        KeyReference::File(path) => {
            let key = file::signing_key_with(path, access.password.as_ref())?;
            Ok(Signer::Memory(key))
        }
        KeyReference::Environment(name) => {
            let document = variable(name)?;
            file::signing_key_from(&document, access.password.as_ref())
                .map(Signer::Memory)
                .map_err(|source| wrong(key, source))
        }
        #[cfg(feature = "pkcs11")]
        KeyReference::Token(uri) => super::pkcs11::TokenKey::open(uri, access)
            .map(Signer::Token)
            .map_err(|reason| KeyAccessError::Token {
                key: key.to_string(),
                reason,
            }),
        #[cfg(not(feature = "pkcs11"))]
        KeyReference::Token(_) => Err(without(key, "pkcs11")),
        #[cfg(feature = "kms-plugin")]
        KeyReference::Plugin { name, resource } => {
            super::plugin::PluginKey::open(name, resource).map(Signer::Plugin)
        }
        #[cfg(not(feature = "kms-plugin"))]
        KeyReference::Plugin { .. } => Err(without(key, "kms-plugin")),
    }
}

/// Opens a key for verifying.
///
/// # Errors
///
/// [`KeyAccessError`] telling what was tried.
pub fn verifier(key: &KeyReference, access: &Access) -> Result<VerifyingKey, KeyAccessError> {
    match key {
        KeyReference::File(path) => Ok(file::verifying_key(path)?),
        KeyReference::Environment(name) => {
            let document = variable(name)?;
            VerifyingKey::read(document.expose()).map_err(|source| wrong(key, source))
        }
        KeyReference::Token(_) | KeyReference::Plugin { .. } => {
            signer(key, access).map(|signer| MessageSigner::public_key(&signer).clone())
        }
    }
}

impl MessageSigner for Signer {
    fn public_key(&self) -> &VerifyingKey {
        match self {
            Self::Memory(key) => key.public_key(),
            #[cfg(feature = "pkcs11")]
            Self::Token(key) => key.public_key(),
            #[cfg(feature = "kms-plugin")]
            Self::Plugin(key) => key.public_key(),
        }
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        match self {
            Self::Memory(key) => key.sign(message),
            // Tokens and vaults see a digest where the key can sign one.
            #[cfg(any(feature = "pkcs11", feature = "kms-plugin"))]
            remote
                if MessageSigner::public_key(remote)
                    .scheme()
                    .digest_algorithm()
                    .is_some() =>
            {
                Hashed(remote).sign(message)
            }
            #[cfg(feature = "pkcs11")]
            Self::Token(key) => key.sign_whole(message),
            #[cfg(feature = "kms-plugin")]
            Self::Plugin(key) => key.sign_whole(message),
        }
    }
}

impl DigestSigner for Signer {
    fn public_key(&self) -> &VerifyingKey {
        MessageSigner::public_key(self)
    }

    fn sign_digest(&self, digest: &Digest) -> Result<Vec<u8>, SignError> {
        match self {
            Self::Memory(key) => key.sign_digest(digest),
            #[cfg(feature = "pkcs11")]
            Self::Token(key) => {
                check_digest(key.public_key(), digest)?;
                key.sign_digest(digest)
            }
            #[cfg(feature = "kms-plugin")]
            Self::Plugin(key) => {
                check_digest(key.public_key(), digest)?;
                key.sign_digest(digest)
            }
        }
    }
}

#[cfg(any(feature = "pkcs11", feature = "kms-plugin"))]
fn check_digest(key: &VerifyingKey, digest: &Digest) -> Result<(), SignError> {
    let scheme = key.scheme();
    let expected = scheme
        .digest_algorithm()
        .ok_or(SignError::NoDigestInput { scheme })?;
    let found = digest.algorithm();
    if found == expected {
        Ok(())
    } else {
        Err(SignError::OtherDigest { expected, found })
    }
}

fn variable(name: &str) -> Result<Secret, KeyAccessError> {
    std::env::var(name)
        .map(Secret::new)
        .map_err(|_| KeyAccessError::Environment {
            name: name.to_owned(),
        })
}

fn wrong(key: &impl fmt::Display, source: KeyError) -> KeyAccessError {
    KeyAccessError::Key {
        key: key.to_string(),
        source,
    }
}

#[cfg(not(all(feature = "pkcs11", feature = "kms-plugin")))]
fn without(key: &impl fmt::Display, feature: &'static str) -> KeyAccessError {
    KeyAccessError::Feature {
        key: key.to_string(),
        feature,
    }
}
