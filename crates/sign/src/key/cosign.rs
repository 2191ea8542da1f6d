//! cosign's private keys under a passphrase: JSON in PEM, with scrypt and NaCl's secretbox around PKCS#8.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Found, KdfCost, KeyError, SigningKey, pem};
use crate::backend::passphrase::{NONCE_LEN, derive, open, seal};
use crate::json::{self, Bounds, Object};

/// The cost cosign writes since 2023.
const COST: KdfCost = KdfCost {
    n: 1 << 16,
    r: 8,
    p: 1,
};

#[derive(Deserialize, Serialize)]
struct Wire {
    kdf: Object<Kdf>,
    cipher: Object<Cipher>,
    ciphertext: String,
}

#[derive(Deserialize, Serialize)]
struct Kdf {
    name: String,
    params: Object<KdfCost>,
    salt: String,
}

#[derive(Deserialize, Serialize)]
struct Cipher {
    name: String,
    nonce: String,
}

impl SigningKey {
    /// Reads a private key that cosign has written under a passphrase: a block `ENCRYPTED SIGSTORE PRIVATE KEY`, or
    /// `ENCRYPTED COSIGN PRIVATE KEY` as older versions call it.
    ///
    /// Deriving the key takes the time and memory that the document asks for: up to 1 GiB and some seconds; more is refused.
    /// cosign's own cost is 64 MiB.
    ///
    /// # Errors
    ///
    /// [`KeyError::Passphrase`] for a wrong passphrase or a changed document, which cannot be told apart,
    /// [`KeyError::KdfCost`] for a cost above the limit, otherwise [`KeyError`] naming what is wrong.
    pub fn from_cosign_pem(document: impl AsRef<[u8]>, passphrase: &[u8]) -> Result<Self, KeyError> {
        let text = pem::read(document.as_ref(), &Found::EncryptedKey)?;
        let wire: Wire = json::read(&text, Bounds { depth: 4, items: 32 }).map_err(KeyError::Json)?;
        let Wire {
            kdf: Object(kdf),
            cipher: Object(cipher),
            ciphertext,
        } = wire;
        if kdf.name != "scrypt" || cipher.name != "nacl/secretbox" {
            return Err(KeyError::UnsupportedEncryption);
        }
        let cost = kdf.params.0.checked()?;
        let salt = bytes(&kdf.salt)?;
        let nonce: [u8; NONCE_LEN] = bytes(&cipher.nonce)?
            .try_into()
            .map_err(|_| KeyError::UnsupportedEncryption)?;
        let key = secretbox_key(passphrase, &salt, cost)?;
        let document = open(&key, &nonce, &bytes(&ciphertext)?).ok_or(KeyError::Passphrase)?;
        Self::from_pkcs8_der(&document)
    }

    /// Writes the key under a passphrase, as a block `ENCRYPTED SIGSTORE PRIVATE KEY` that cosign reads.
    ///
    /// `salt` and `nonce` must be fresh bytes of a cryptographic random source for each key written: a nonce used again under
    /// the same passphrase and salt gives both keys away.
    ///
    /// # Errors
    ///
    /// [`KeyError::KdfCost`] never in practice: the cost is fixed.
    pub fn to_cosign_pem(
        &self,
        passphrase: &[u8],
        salt: [u8; 32],
        nonce: [u8; 24],
    ) -> Result<String, KeyError> {
        let key = secretbox_key(passphrase, &salt, COST)?;
        let sealed = seal(&key, &nonce, &self.to_pkcs8());
        let wire = Wire {
            kdf: Object(Kdf {
                name: "scrypt".to_owned(),
                params: Object(COST),
                salt: STANDARD.encode(salt),
            }),
            cipher: Object(Cipher {
                name: "nacl/secretbox".to_owned(),
                nonce: STANDARD.encode(nonce),
            }),
            ciphertext: STANDARD.encode(sealed),
        };
        let text = serde_json::to_vec(&wire).map_err(|_| KeyError::UnsupportedEncryption)?;
        Ok(std::mem::take(&mut *pem::write(
            "ENCRYPTED SIGSTORE PRIVATE KEY",
            &text,
        )))
    }
}

fn secretbox_key(passphrase: &[u8], salt: &[u8], cost: KdfCost) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    let derived = derive(passphrase, salt, cost, 32).ok_or(KeyError::KdfCost(cost))?;
    let mut key = Zeroizing::new([0; 32]);
    key.copy_from_slice(&derived);
    Ok(key)
}

fn bytes(text: &str) -> Result<Vec<u8>, KeyError> {
    STANDARD.decode(text).map_err(|_| KeyError::UnsupportedEncryption)
}
