//! SSHSIG (`PROTOCOL.sshsig` of OpenSSH): a signature over a file, for a namespace.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::{Algorithm, Digest};

use super::wire::{self, Reader};
use super::{SshProblem, SshSignatureError, public};
use crate::der::{self, write};
use crate::hash::Hasher;
use crate::json::shown;
use crate::key::{EcdsaForm, KeyKind, Scheme, VerifyingKey};
use crate::signer::MessageSigner;

/// The longest signature read, in bytes: 64 KiB. One with RSA-4096 has 2 KiB.
pub const MAX_SIGNATURE_BYTES: usize = 64 * 1024;

const MAGIC: &[u8] = b"SSHSIG";
const BEGIN: &[u8] = b"-----BEGIN SSH SIGNATURE-----";
const END: &[u8] = b"-----END SSH SIGNATURE-----";
/// Bytes of base64 per line.
const LINE: usize = 70;
/// Longest namespace.
const NAMESPACE_MAX: usize = 1024;

/// A signature as `ssh-keygen -Y sign` makes it, read and not yet verified. The namespace says what the signature is for
/// (`file`, `git`); one made for another namespace is refused.
///
/// ```
/// use portcullis_sign::{Scheme, SigningKey};
/// use portcullis_sign::ssh::SshSignature;
/// let key = SigningKey::generate(Scheme::Ed25519, [7; 32])?;
/// let armored = SshSignature::sign(&key, "file", b"contents")?;
/// let signature = SshSignature::read(&armored)?;
/// signature.verify(key.public_key(), "file", b"contents")?;
/// assert!(signature.verify(key.public_key(), "git", b"contents").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct SshSignature {
    key: VerifyingKey,
    namespace: Vec<u8>,
    reserved: Vec<u8>,
    hash: Algorithm,
    /// As the key verifies it: ECDSA in DER.
    signature: Vec<u8>,
}

impl SshSignature {
    /// Reads an `SSH SIGNATURE` block, at most [`MAX_SIGNATURE_BYTES`] bytes.
    ///
    /// # Errors
    ///
    /// [`SshSignatureError`] where it breaks, or for a kind of key, hash or algorithm that is not supported.
    pub fn read(armored: impl AsRef<[u8]>) -> Result<Self, SshSignatureError> {
        let armored = armored.as_ref();
        if armored.len() > MAX_SIGNATURE_BYTES {
            return Err(SshSignatureError::TooLarge {
                size: armored.len(),
                limit: MAX_SIGNATURE_BYTES,
            });
        }
        let blob = unarmored(armored).ok_or(SshSignatureError::Armor)?;
        let mut reader = Reader::new(&blob);
        let start = reader;
        if reader.bytes(MAGIC.len())? != MAGIC {
            return Err(start.error(SshProblem::Value).into());
        }
        let version = reader.number()?;
        if version != 1 {
            return Err(SshSignatureError::Version { version });
        }
        let key = public::of_blob(reader.string()?)?;
        let namespace = checked_namespace(reader.string()?)?.to_vec();
        let reserved = reader.string()?.to_vec();
        let hash = match reader.string()? {
            b"sha256" => Algorithm::Sha256,
            b"sha512" => Algorithm::Sha512,
            _ => return Err(SshSignatureError::UnsupportedHash),
        };
        let inner = reader.field()?;
        reader.finish()?;
        let (key, signature) = signature_of(key, inner)?;
        Ok(Self {
            key,
            namespace,
            reserved,
            hash,
            signature,
        })
    }

    /// Signs a message for a namespace and writes the block. The message is hashed with SHA-512, as `ssh-keygen` does.
    ///
    /// # Errors
    ///
    /// [`SshSignatureError::NoNamespace`], or [`SshSignatureError::Sign`] if the signer fails or answers with a wrong signature.
    pub fn sign(
        signer: &dyn MessageSigner,
        namespace: &str,
        message: &[u8],
    ) -> Result<String, SshSignatureError> {
        Self::sign_digest(signer, namespace, &hashed(Algorithm::Sha512, message)?)
    }

    /// Signs a message by its SHA-256 or SHA-512, for files read in pieces (see [`Hasher`]).
    ///
    /// # Errors
    ///
    /// As [`sign`](Self::sign), and [`SshSignatureError::UnsupportedHash`] for another digest.
    pub fn sign_digest(
        signer: &dyn MessageSigner,
        namespace: &str,
        digest: &Digest,
    ) -> Result<String, SshSignatureError> {
        let namespace = checked_namespace(namespace.as_bytes())?;
        let hash = hash_name(digest.algorithm()).ok_or(SshSignatureError::UnsupportedHash)?;
        let message = to_be_signed(namespace, &[], hash, digest);
        let key = signer.public_key();
        let signature = signer.sign(&message)?;
        key.verify(&message, &signature)?;
        let blob = [
            MAGIC,
            &1u32.to_be_bytes(),
            &wire::strings(&[
                &public::to_blob(key),
                namespace,
                &[],
                hash.as_bytes(),
                &signature_blob(key, &signature).ok_or(SshSignatureError::UnsupportedAlgorithm)?,
            ]),
        ]
        .concat();
        Ok(armor(&blob))
    }

    /// Checks that the signature is by `key`, for `namespace`, over `message`.
    ///
    /// # Errors
    ///
    /// [`SshSignatureError::OtherKey`], [`SshSignatureError::OtherNamespace`], or [`SshSignatureError::BadSignature`].
    pub fn verify(
        &self,
        key: &VerifyingKey,
        namespace: &str,
        message: &[u8],
    ) -> Result<(), SshSignatureError> {
        self.verify_digest(key, namespace, &hashed(self.hash, message)?)
    }

    /// The same with the digest of the message, which is of [`digest_algorithm`](Self::digest_algorithm).
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), and [`SshSignatureError::OtherDigest`].
    pub fn verify_digest(
        &self,
        key: &VerifyingKey,
        namespace: &str,
        digest: &Digest,
    ) -> Result<(), SshSignatureError> {
        if *key != self.key {
            return Err(SshSignatureError::OtherKey);
        }
        // The signature names one of RSA's hashes; a key that is for another padding stays with it.
        let key = key
            .clone()
            .with_ecdsa_form(EcdsaForm::Der)
            .with_scheme(self.key.scheme())
            .map_err(|_| SshSignatureError::UnsupportedAlgorithm)?;
        if namespace.as_bytes() != self.namespace {
            return Err(SshSignatureError::OtherNamespace {
                expected: namespace.to_owned(),
                found: shown(&String::from_utf8_lossy(&self.namespace)),
            });
        }
        let found = digest.algorithm();
        let Some(hash) = hash_name(self.hash).filter(|_| found == self.hash) else {
            return Err(SshSignatureError::OtherDigest {
                expected: self.hash,
                found,
            });
        };
        let message = to_be_signed(&self.namespace, &self.reserved, hash, digest);
        Ok(key.verify(&message, &self.signature)?)
    }

    /// The hash that the message goes through.
    #[must_use]
    pub const fn digest_algorithm(&self) -> Algorithm {
        self.hash
    }

    /// The key the signature says it is by. Whether it is trusted is for the caller to know.
    #[must_use]
    pub const fn claimed_key(&self) -> &VerifyingKey {
        &self.key
    }
}

/// The key with its scheme for this signature, and the signature as that takes it. RSA keys sign with either hash; the others
/// have one (RFC 8332, 3; RFC 5656, 3.1.2; RFC 8709, 6).
fn signature_of(
    key: VerifyingKey,
    mut inner: Reader<'_>,
) -> Result<(VerifyingKey, Vec<u8>), SshSignatureError> {
    let name = inner.string()?;
    let mut value = inner.field()?;
    inner.finish()?;
    let rsa_hash = match (key.scheme().key_kind(), name) {
        (KeyKind::Ed25519, b"ssh-ed25519") => return Ok((key, value.rest().to_vec())),
        (KeyKind::P256, b"ecdsa-sha2-nistp256") | (KeyKind::P384, b"ecdsa-sha2-nistp384") => {
            let (r, s) = (value.positive()?, value.positive()?);
            value.finish()?;
            return Ok((key, write::sequence(&[&write::unsigned(r), &write::unsigned(s)])));
        }
        (KeyKind::Rsa, b"rsa-sha2-256") => Algorithm::Sha256,
        (KeyKind::Rsa, b"rsa-sha2-512") => Algorithm::Sha512,
        _ => return Err(SshSignatureError::UnsupportedAlgorithm),
    };
    let key = key
        .with_digest_algorithm(rsa_hash)
        .map_err(|_| SshSignatureError::UnsupportedAlgorithm)?;
    Ok((key, value.rest().to_vec()))
}

/// The reverse; `None` for a form or scheme that SSH does not have.
fn signature_blob(key: &VerifyingKey, signature: &[u8]) -> Option<Vec<u8>> {
    let name: &[u8] = match key.scheme() {
        Scheme::Ed25519 => b"ssh-ed25519",
        Scheme::EcdsaP256Sha256 => b"ecdsa-sha2-nistp256",
        Scheme::EcdsaP384Sha384 => b"ecdsa-sha2-nistp384",
        Scheme::RsaPkcs1Sha256 => b"rsa-sha2-256",
        Scheme::RsaPkcs1Sha512 => b"rsa-sha2-512",
        _ => return None,
    };
    match key.scheme().key_kind() {
        KeyKind::Ed25519 | KeyKind::Rsa => Some(wire::strings(&[name, signature])),
        KeyKind::P256 | KeyKind::P384 => {
            let canonical = key.canonical(signature).ok()?;
            let mut body = der::Reader::document(&canonical, der::SEQUENCE).ok()?;
            // An INTEGER's content is an mpint's.
            let numbers = wire::strings(&[body.integer().ok()?, body.integer().ok()?]);
            Some(wire::strings(&[name, &numbers]))
        }
    }
}

fn to_be_signed(namespace: &[u8], reserved: &[u8], hash: &str, digest: &Digest) -> Vec<u8> {
    let fields = wire::strings(&[namespace, reserved, hash.as_bytes(), digest.as_bytes()]);
    [MAGIC, &fields].concat()
}

fn hashed(algorithm: Algorithm, message: &[u8]) -> Result<Digest, SshSignatureError> {
    let mut hasher = Hasher::new(algorithm).map_err(|_| SshSignatureError::UnsupportedHash)?;
    hasher.update(message);
    Ok(hasher.finish())
}

const fn hash_name(algorithm: Algorithm) -> Option<&'static str> {
    match algorithm {
        Algorithm::Sha256 => Some("sha256"),
        Algorithm::Sha512 => Some("sha512"),
        _ => None,
    }
}

fn checked_namespace(namespace: &[u8]) -> Result<&[u8], SshSignatureError> {
    if (1..=NAMESPACE_MAX).contains(&namespace.len()) {
        Ok(namespace)
    } else {
        Err(SshSignatureError::NoNamespace { limit: NAMESPACE_MAX })
    }
}

/// The block starts the file and ends it, but for white space at the end.
fn unarmored(armored: &[u8]) -> Option<Vec<u8>> {
    let text = armored.strip_prefix(BEGIN)?.trim_ascii_end().strip_suffix(END)?;
    let text = text.strip_suffix(b"\n")?;
    if !matches!(text, [b'\n', ..] | [b'\r', b'\n', ..]) {
        return None;
    }
    let text: Vec<u8> = text
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'\n' | b'\r'))
        .collect();
    STANDARD.decode(text).ok()
}

fn armor(blob: &[u8]) -> String {
    let text = STANDARD.encode(blob);
    let mut out = String::from("-----BEGIN SSH SIGNATURE-----\n");
    for (index, c) in text.chars().enumerate() {
        if index > 0 && index % LINE == 0 {
            out.push('\n');
        }
        out.push(c);
    }
    out.push_str("\n-----END SSH SIGNATURE-----\n");
    out
}
