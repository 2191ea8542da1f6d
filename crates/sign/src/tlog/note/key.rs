//! Verifier keys of notes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Timestamp;

use super::NoteKeyError;
use crate::backend::ring::sha256;
use crate::json::shown;
use crate::key::{BadSignature, KeyKind, Scheme, VerifyingKey};

/// SubjectPublicKeyInfo of Ed25519 (RFC 8410) up to the key.
const ED25519_HEADER: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

/// A key that signs notes, under the name and id its signature lines carry.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NoteKey {
    /// `None`: a log whose name is not known, only its id.
    name: Option<String>,
    id: [u8; 4],
    kind: NoteKeyType,
    key: VerifyingKey,
}

/// What a signature covers, beside the algorithm.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum NoteKeyType {
    /// The text, with Ed25519 (type 1).
    Ed25519,
    /// The text, with ECDSA over P-256 and SHA-256 (type 2).
    Ecdsa,
    /// The text and the time, with Ed25519 (type 4, `cosignature/v1`).
    CosignatureV1,
}

impl NoteKey {
    /// Reads `name+id+key` (C2SP signed-note, "Verifier keys"): types 1, 2 and 4.
    ///
    /// ```
    /// use portcullis_sign::tlog::{Note, NoteKey, NoteLimits};
    /// // The example of the specification.
    /// let key = NoteKey::from_vkey("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")?;
    /// let note = "This is an example message.\n\n— example.com/foo \
    ///     Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    /// let note = Note::parse(note.as_bytes(), &NoteLimits::default())?;
    /// assert_eq!(note.verify(&[key])?.text(), "This is an example message.\n");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`NoteKeyError`]; also for an id that is not the one of name and key.
    pub fn from_vkey(text: &str) -> Result<Self, NoteKeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteKeyError::Form);
        };
        let key = STANDARD.decode(key).map_err(|_| NoteKeyError::Form)?;
        let (number, material) = key.split_first().ok_or(NoteKeyError::Form)?;
        let kind = NoteKeyType::of_number(*number)?;
        let key = match kind {
            NoteKeyType::Ecdsa => VerifyingKey::from_spki_der(material)?,
            NoteKeyType::Ed25519 | NoteKeyType::CosignatureV1 => {
                VerifyingKey::from_spki_der(&[&ED25519_HEADER, material].concat())?
            }
        };
        let key = Self::new(name, kind, key)?;
        let stated: String = key.id.iter().map(|byte| format!("{byte:02x}")).collect();
        if stated == id {
            Ok(key)
        } else {
            Err(NoteKeyError::Id)
        }
    }

    /// A key under a name; the id follows from both.
    ///
    /// # Errors
    ///
    /// [`NoteKeyError::Name`], or [`NoteKeyError::OtherAlgorithm`] if the key is not for that type.
    pub fn new(name: &str, kind: NoteKeyType, key: VerifyingKey) -> Result<Self, NoteKeyError> {
        if !is_name(name) {
            return Err(NoteKeyError::Name { name: shown(name) });
        }
        let raw = match (kind, key.scheme()) {
            (NoteKeyType::Ed25519 | NoteKeyType::CosignatureV1, Scheme::Ed25519) => {
                key.as_spki_der().strip_prefix(&ED25519_HEADER)
            }
            (NoteKeyType::Ecdsa, Scheme::EcdsaP256Sha256) => None,
            _ => return Err(NoteKeyError::OtherAlgorithm),
        };
        let hash = match raw {
            Some(raw) => sha256(&[name.as_bytes(), b"\n", &[kind.number()], raw]),
            // "the truncated SHA-256 hash of the DER encoded public key in SPKI format"
            None => sha256(&[key.as_spki_der()]),
        };
        Ok(Self::of_log(truncated(&hash), Some(name.to_owned()), key, kind))
    }

    /// A log's key as a trusted root states it: the id is the beginning of the log's id.
    pub(in crate::tlog) const fn of_log(
        id: [u8; 4],
        name: Option<String>,
        key: VerifyingKey,
        kind: NoteKeyType,
    ) -> Self {
        Self { name, id, kind, key }
    }

    /// The name on its signature lines; `None` for a log that is known by its id alone.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The id on its signature lines.
    #[must_use]
    pub const fn id(&self) -> [u8; 4] {
        self.id
    }

    /// What its signatures cover.
    #[must_use]
    pub const fn kind(&self) -> NoteKeyType {
        self.kind
    }

    /// The public key.
    #[must_use]
    pub const fn key(&self) -> &VerifyingKey {
        &self.key
    }

    pub(super) fn is_named(&self, name: &str, id: [u8; 4]) -> bool {
        self.id == id && self.name.as_ref().is_none_or(|mine| mine == name)
    }

    /// Checks a signature over a note's text; the time if the signature covers one.
    pub(super) fn check(&self, text: &str, signature: &[u8]) -> Result<Option<Timestamp>, BadSignature> {
        if self.kind != NoteKeyType::CosignatureV1 {
            return self.key.verify(text.as_bytes(), signature).map(|()| None);
        }
        // C2SP tlog-cosignature: `timestamped_signature`, over two lines and the text.
        let (time, signature) = signature.split_first_chunk::<8>().ok_or(BadSignature)?;
        let seconds = i64::try_from(u64::from_be_bytes(*time)).map_err(|_| BadSignature)?;
        let message = format!("cosignature/v1\ntime {seconds}\n{text}");
        self.key.verify(message.as_bytes(), signature)?;
        Timestamp::from_unix(seconds).map(Some).map_err(|_| BadSignature)
    }
}

impl NoteKeyType {
    /// The type in which a log with this key signs the text of its checkpoints.
    pub(in crate::tlog) const fn of_log_key(key: &VerifyingKey) -> Self {
        match key.scheme().key_kind() {
            KeyKind::Ed25519 => Self::Ed25519,
            _ => Self::Ecdsa,
        }
    }

    const fn of_number(number: u8) -> Result<Self, NoteKeyError> {
        match number {
            1 => Ok(Self::Ed25519),
            2 => Ok(Self::Ecdsa),
            4 => Ok(Self::CosignatureV1),
            _ => Err(NoteKeyError::UnsupportedType { number }),
        }
    }

    const fn number(self) -> u8 {
        match self {
            Self::Ed25519 => 1,
            Self::Ecdsa => 2,
            Self::CosignatureV1 => 4,
        }
    }
}

/// "Key names MUST be non-empty and MUST NOT contain any Unicode spaces or plus characters."
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+')
}

fn truncated(hash: &[u8; 32]) -> [u8; 4] {
    let [a, b, c, d, ..] = *hash;
    [a, b, c, d]
}
