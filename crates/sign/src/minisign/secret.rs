//! Secret keys: a comment, and in base64 `Ed ‖ kdf ‖ B2 ‖ salt ‖ limits ‖ key number ‖ seed ‖ public key ‖ checksum`, the last four
//! under the key stream of scrypt if there is a passphrase.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::text::{Lines, UNTRUSTED, part};
use super::{KeyNumber, MinisignDigest, MinisignError, MinisignPart, PublicKey, Signature};
use crate::backend::blake2::blake2b32;
use crate::key::{KeyError, PrivatePem, Scheme, SigningKey};

/// Bytes of the whole, and where the encrypted part begins.
const LEN: usize = 158;
const SECRET_AT: usize = 54;
const SECRET_LEN: usize = LEN - SECRET_AT;
/// No passphrase.
const KDF_NONE: [u8; 2] = [0, 0];
/// scrypt.
#[cfg(feature = "cosign-keys")]
const KDF_SCRYPT: [u8; 2] = *b"Sc";

/// A secret key of minisign. Wiped when dropped; never printed.
pub struct SecretKey {
    number: KeyNumber,
    key: SigningKey,
}

impl SecretKey {
    /// Names a key. The number is eight random bytes.
    ///
    /// # Errors
    ///
    /// [`MinisignError::UnsupportedAlgorithm`] unless it is Ed25519.
    pub fn new(number: KeyNumber, key: SigningKey) -> Result<Self, MinisignError> {
        if key.public_key().scheme() == Scheme::Ed25519 {
            Ok(Self { number, key })
        } else {
            Err(MinisignError::UnsupportedAlgorithm)
        }
    }

    /// Reads a secret key file without a passphrase, as `minisign -G -W` writes it.
    ///
    /// # Errors
    ///
    /// [`MinisignError::Encrypted`] for a key under a passphrase, otherwise [`MinisignError`] naming what is wrong.
    pub fn read(document: impl AsRef<[u8]>) -> Result<Self, MinisignError> {
        let bytes = decode(document.as_ref())?;
        if part(&*bytes, 2) != KDF_NONE {
            return Err(MinisignError::Encrypted);
        }
        // minisign leaves the checksum empty here.
        Self::from_secret(&Zeroizing::new(part(&*bytes, SECRET_AT)), Checksum::MayBeEmpty)
    }

    /// Reads a secret key file under a passphrase, as `minisign -G` writes it.
    ///
    /// Deriving the key takes the time and memory that the document asks for, up to 1 GiB and some seconds, which is what
    /// minisign writes; more is refused.
    ///
    /// # Errors
    ///
    /// [`MinisignError::Key`] with [`KeyError::Passphrase`] for a wrong passphrase or a changed document, with
    /// [`KeyError::KdfCost`] for a cost above the limit; otherwise [`MinisignError`] naming what is wrong.
    #[cfg(feature = "cosign-keys")]
    pub fn read_encrypted(document: impl AsRef<[u8]>, passphrase: &[u8]) -> Result<Self, MinisignError> {
        let bytes = decode(document.as_ref())?;
        if part(&*bytes, 2) != KDF_SCRYPT {
            return Err(MinisignError::UnsupportedAlgorithm);
        }
        let salt: [u8; 32] = part(&*bytes, 6);
        let cost = cost(
            u64::from_le_bytes(part(&*bytes, 38)),
            u64::from_le_bytes(part(&*bytes, 46)),
        )
        .checked()?;
        let stream = crate::backend::passphrase::derive(passphrase, &salt, cost, SECRET_LEN)
            .ok_or(KeyError::KdfCost(cost))?;
        let mut secret: Zeroizing<[u8; SECRET_LEN]> = Zeroizing::new(part(&*bytes, SECRET_AT));
        for (byte, mask) in secret.iter_mut().zip(stream.iter()) {
            *byte ^= mask;
        }
        Self::from_secret(&secret, Checksum::MustMatch)
    }

    /// The key file without a passphrase, as minisign writes it.
    #[must_use]
    pub fn to_text(&self) -> PrivatePem {
        let mut bytes = Zeroizing::new([0; LEN]);
        let seed = self.key.ed25519_seed().map_or(&[][..], <[u8; 32]>::as_slice);
        let public = self.key.public_key().as_raw();
        for (at, value) in [
            (0, &b"Ed"[..]),
            (4, b"B2"),
            (SECRET_AT, &self.number.0),
            (62, seed),
            (94, public),
        ] {
            if let Some(place) = bytes.get_mut(at..at + value.len()) {
                place.copy_from_slice(value);
            }
        }
        let mut text = Zeroizing::new(String::with_capacity(512));
        text.push_str(UNTRUSTED);
        text.push_str("minisign secret key\n");
        STANDARD.encode_string(bytes.as_slice(), &mut text);
        text.push('\n');
        PrivatePem::new(text)
    }

    /// Signs a message in the prehashed form, with a comment of one line that is signed as well, and writes the signature file.
    ///
    /// # Errors
    ///
    /// [`MinisignError::Comment`], or [`MinisignError::Sign`].
    pub fn sign(&self, message: &[u8], trusted_comment: &str) -> Result<String, MinisignError> {
        self.sign_digest(&MinisignDigest::of(message), trusted_comment)
    }

    /// Signs a message by its hash, for files read in pieces (see [`Hasher`](super::Hasher)).
    ///
    /// # Errors
    ///
    /// As [`sign`](Self::sign).
    pub fn sign_digest(
        &self,
        digest: &MinisignDigest,
        trusted_comment: &str,
    ) -> Result<String, MinisignError> {
        Signature::sign(&self.key, self.number, digest, trusted_comment)
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        PublicKey::of(self.number, self.key.public_key().clone())
    }

    /// The key, to sign other things with.
    #[must_use]
    pub const fn signing_key(&self) -> &SigningKey {
        &self.key
    }

    /// `key number ‖ seed ‖ public key ‖ checksum`.
    fn from_secret(secret: &[u8; SECRET_LEN], checksum: Checksum) -> Result<Self, MinisignError> {
        let number = KeyNumber(part(secret, 0));
        let seed: Zeroizing<[u8; 32]> = Zeroizing::new(part(secret, 8));
        let public: [u8; 32] = part(secret, 40);
        let found: [u8; 32] = part(secret, 72);
        let covered = secret.get(..72).unwrap_or_default();
        let expected = blake2b32(&[b"Ed", covered]);
        let empty = checksum == Checksum::MayBeEmpty && found == [0; 32];
        if found != expected && !empty {
            return Err(KeyError::Passphrase.into());
        }
        let key = SigningKey::from_private(Scheme::Ed25519, &*seed)?;
        if key.public_key().as_raw() != public {
            return Err(KeyError::PublicMismatch.into());
        }
        Ok(Self { number, key })
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({}, private part not shown)", self.number)
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Checksum {
    MayBeEmpty,
    #[cfg(feature = "cosign-keys")]
    MustMatch,
}

fn decode(document: &[u8]) -> Result<Zeroizing<[u8; LEN]>, MinisignError> {
    let mut lines = Lines::new(document)?;
    lines.comment(UNTRUSTED, MinisignPart::UntrustedComment)?;
    let bytes = lines.bytes::<LEN>(MinisignPart::SecretKey)?;
    lines.finish()?;
    if part(&*bytes, 0) == *b"Ed" && part(&*bytes, 4) == *b"B2" {
        Ok(bytes)
    } else {
        Err(MinisignError::UnsupportedAlgorithm)
    }
}

/// scrypt's numbers from libsodium's limits of operations and memory, as `crypto_pwhash_scryptsalsa208sha256` chooses them.
#[cfg(feature = "cosign-keys")]
fn cost(operations: u64, memory: u64) -> crate::key::KdfCost {
    const R: u64 = 8;
    let operations = operations.max(32_768);
    let power = |most: u64| (1..63).find(|n| 1u64 << n > most / 2).unwrap_or(63);
    let (log_n, p) = if operations < memory / 32 {
        (power(operations / (R * 4)), 1)
    } else {
        let log_n = power(memory / (R * 128));
        let rp = ((operations / 4) >> log_n).min(0x3fff_ffff);
        (log_n, rp / R)
    };
    crate::key::KdfCost {
        n: 1 << log_n,
        r: R as u32,
        p: p as u32,
    }
}

#[cfg(all(test, feature = "cosign-keys"))]
mod tests {
    use super::*;

    #[test]
    fn limits_choose_the_numbers_that_libsodium_chooses() {
        // libsodium's constants INTERACTIVE and SENSITIVE, and its documented numbers for them.
        let numbers = |operations, memory| {
            let cost = cost(operations, memory);
            (cost.n, cost.r, cost.p)
        };
        assert_eq!(numbers(524_288, 16_777_216), (1 << 14, 8, 1));
        assert_eq!(numbers(33_554_432, 1_073_741_824), (1 << 20, 8, 1));
        // Whatever the limits, nothing overflows.
        for operations in [0, 1, 32_768, u64::MAX] {
            for memory in [0, 1, 1024, u64::MAX] {
                let _ = cost(operations, memory).checked();
            }
        }
    }
}
