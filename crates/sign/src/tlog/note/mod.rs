//! Signed notes (C2SP signed-note): text with signature lines.

mod error;
mod key;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Timestamp;

pub use error::{NoteError, NoteKeyError};
pub use key::{NoteKey, NoteKeyType};

use crate::key::KeyId;

/// What a note may cost before anything in it is believed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct NoteLimits {
    /// The whole note, in bytes. Default 256 KiB: text, and 32 post-quantum signatures of 5 kB.
    pub bytes: usize,
    /// Signature lines. Default 32; the specification asks for at least 16.
    pub signatures: usize,
}

impl Default for NoteLimits {
    fn default() -> Self {
        Self {
            bytes: 256 * 1024,
            signatures: 32,
        }
    }
}

/// A note that nobody has checked yet: its text cannot be reached.
#[derive(Clone, Debug)]
pub struct Note {
    text: String,
    signatures: Vec<SignatureLine>,
}

/// A note of which at least one signature by a known key was checked, and none by a known key is bad.
#[derive(Clone, Debug)]
pub struct VerifiedNote {
    text: String,
    signers: Vec<NoteSigner>,
}

/// A checked signature.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct NoteSigner {
    /// The name on the line.
    pub name: String,
    /// The key.
    pub key: KeyId,
    /// When a cosigner signed, which its signature covers.
    pub time: Option<Timestamp>,
}

#[derive(Clone, Debug)]
struct SignatureLine {
    name: String,
    id: [u8; 4],
    signature: Vec<u8>,
}

impl Note {
    /// Reads a note without checking it.
    ///
    /// # Errors
    ///
    /// [`NoteError`] with the limit, or the byte or line.
    pub fn parse(document: &[u8], limits: &NoteLimits) -> Result<Self, NoteError> {
        if document.len() > limits.bytes {
            return Err(NoteError::TooLarge {
                size: document.len(),
                limit: limits.bytes,
            });
        }
        let document = std::str::from_utf8(document).map_err(|error| NoteError::NotText {
            offset: error.valid_up_to(),
        })?;
        if let Some(offset) = document.bytes().position(|byte| byte < 0x20 && byte != b'\n') {
            return Err(NoteError::NotText { offset });
        }
        // "The text is separated from the signatures by the last empty line in the note."
        let (text, lines) = document.rsplit_once("\n\n").ok_or(NoteError::Unsigned)?;
        let text = format!("{text}\n");
        let before = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Unsigned)?;
        let mut signatures = Vec::new();
        for (at, line) in lines.split('\n').enumerate() {
            if signatures.len() == limits.signatures {
                return Err(NoteError::TooManySignatures {
                    limit: limits.signatures,
                });
            }
            let line = signature_line(line).ok_or(NoteError::SignatureLine {
                line: before + at + 1,
            })?;
            signatures.push(line);
        }
        Ok(Self { text, signatures })
    }

    /// Checks the signatures of known keys and gives up the text.
    ///
    /// Lines of other names and ids are ignored. Of several lines with one name and id the first counts.
    ///
    /// # Errors
    ///
    /// [`NoteError::NoKnownKey`] if no key of `keys` signed; [`NoteError::BadSignature`] if one is said to have signed
    /// and did not.
    pub fn verify(self, keys: &[NoteKey]) -> Result<VerifiedNote, NoteError> {
        let mut signers = Vec::new();
        for key in keys {
            signers.extend(self.signer(key)?);
        }
        if signers.is_empty() {
            return Err(self.no_known_key());
        }
        Ok(VerifiedNote {
            text: self.text,
            signers,
        })
    }

    /// The signature by this key, checked; `None` if there is none.
    pub(super) fn signer(&self, key: &NoteKey) -> Result<Option<NoteSigner>, NoteError> {
        let line = self
            .signatures
            .iter()
            .find(|line| key.is_named(&line.name, line.id));
        let Some(line) = line else { return Ok(None) };
        match key.check(&self.text, &line.signature) {
            Ok(time) => Ok(Some(NoteSigner {
                name: line.name.clone(),
                key: key.key().key_id(),
                time,
            })),
            Err(_) => Err(NoteError::BadSignature {
                name: line.name.clone(),
            }),
        }
    }

    /// The text, for readers of this module that have checked it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) const fn no_known_key(&self) -> NoteError {
        NoteError::NoKnownKey {
            lines: self.signatures.len(),
        }
    }
}

impl VerifiedNote {
    /// The text, ending in a line feed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Who signed, in the order of the keys given; at least one.
    #[must_use]
    pub fn signers(&self) -> &[NoteSigner] {
        &self.signers
    }
}

/// An em dash, a space, a name, a space, and base64 of an id and a signature.
fn signature_line(line: &str) -> Option<SignatureLine> {
    let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
    if !key::is_name(name) {
        return None;
    }
    let bytes = STANDARD.decode(encoded).ok()?;
    let (id, signature) = bytes.split_first_chunk::<4>()?;
    if signature.is_empty() {
        return None;
    }
    Some(SignatureLine {
        name: name.to_owned(),
        id: *id,
        signature: signature.to_vec(),
    })
}
