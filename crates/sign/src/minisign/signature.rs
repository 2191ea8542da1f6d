//! Signatures: four lines, two of them comments.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::text::{Lines, TRUSTED, UNTRUSTED, part};
use super::{KeyNumber, MinisignDigest, MinisignError, MinisignPart, PublicKey};
use crate::key::VerifyingKey;
use crate::signer::MessageSigner;

/// Longest trusted comment that minisign reads, in bytes.
const COMMENT_MAX: usize = 8192 - TRUSTED.len() - 2;

/// Bytes of BLAKE2b-512.
const HASH_LEN: usize = 64;

/// What a signature covers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// The message itself, as minisign wrote by default before version 0.10. Read, not written.
    Legacy,
    /// The message's BLAKE2b-512.
    Prehashed,
}

/// A signature file, read and not yet verified: the comment comes out of [`verify`](Self::verify) alone.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Signature {
    format: Format,
    number: KeyNumber,
    signature: [u8; 64],
    comment: String,
    comment_signature: [u8; 64],
}

impl Signature {
    /// Reads a signature file, at most [`MAX_BYTES`](super::MAX_BYTES) bytes. The trusted comment must be UTF-8.
    ///
    /// # Errors
    ///
    /// [`MinisignError`] naming the line that is wrong.
    pub fn read(document: impl AsRef<[u8]>) -> Result<Self, MinisignError> {
        let mut lines = Lines::new(document.as_ref())?;
        lines.comment(UNTRUSTED, MinisignPart::UntrustedComment)?;
        let bytes = lines.bytes::<74>(MinisignPart::Signature)?;
        let comment = lines.comment(TRUSTED, MinisignPart::TrustedComment)?;
        let comment_signature = lines.bytes::<64>(MinisignPart::GlobalSignature)?;
        lines.finish()?;
        let format = match &part(&*bytes, 0) {
            b"Ed" => Format::Legacy,
            b"ED" => Format::Prehashed,
            _ => return Err(MinisignError::UnsupportedAlgorithm),
        };
        Ok(Self {
            format,
            number: KeyNumber(part(&*bytes, 2)),
            signature: part(&*bytes, 10),
            comment: comment.to_owned(),
            comment_signature: *comment_signature,
        })
    }

    /// Checks that the signature is by `key` over `message`, and gives up the trusted comment.
    ///
    /// # Errors
    ///
    /// [`MinisignError::OtherKey`], [`MinisignError::BadSignature`], or [`MinisignError::BadComment`];
    /// [`MinisignError::Ambiguous`] for 64 bytes under a signature in the legacy form: nothing that is signed tells the forms
    /// apart.
    pub fn verify(&self, key: &PublicKey, message: &[u8]) -> Result<&str, MinisignError> {
        match self.format {
            Format::Legacy if message.len() == HASH_LEN => Err(MinisignError::Ambiguous),
            Format::Legacy => self.check(key, message),
            Format::Prehashed => self.verify_digest(key, &MinisignDigest::of(message)),
        }
    }

    /// The same from the hash of the message, for files read in pieces (see [`Hasher`](super::Hasher)).
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), and [`MinisignError::NeedsMessage`] for a signature in the legacy form.
    pub fn verify_digest(&self, key: &PublicKey, digest: &MinisignDigest) -> Result<&str, MinisignError> {
        match self.format {
            Format::Legacy => Err(MinisignError::NeedsMessage),
            Format::Prehashed => self.check(key, &digest.0),
        }
    }

    /// What the signature covers.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The key the signature says it is by.
    #[must_use]
    pub const fn key_number(&self) -> KeyNumber {
        self.number
    }

    pub(super) fn sign(
        signer: &dyn MessageSigner,
        number: KeyNumber,
        digest: &MinisignDigest,
        comment: &str,
    ) -> Result<String, MinisignError> {
        if comment.len() > COMMENT_MAX || comment.contains(['\n', '\r', '\0']) {
            return Err(MinisignError::Comment { limit: COMMENT_MAX });
        }
        let signature = signer.sign(&digest.0)?;
        let comment_signature = signer.sign(&[&signature, comment.as_bytes()].concat())?;
        let bytes = [b"ED".as_slice(), &number.0, &signature].concat();
        Ok(format!(
            "{UNTRUSTED}signature by key {number}\n{}\n{TRUSTED}{comment}\n{}\n",
            STANDARD.encode(bytes),
            STANDARD.encode(comment_signature)
        ))
    }

    fn check(&self, key: &PublicKey, covered: &[u8]) -> Result<&str, MinisignError> {
        if self.number != key.number() {
            return Err(MinisignError::OtherKey {
                expected: key.number(),
                found: self.number,
            });
        }
        let key: &VerifyingKey = key.key();
        key.verify(covered, &self.signature)?;
        let comment = [&self.signature[..], self.comment.as_bytes()].concat();
        key.verify(&comment, &self.comment_signature)
            .map_err(|_| MinisignError::BadComment)?;
        Ok(&self.comment)
    }
}
