//! What entries of Rekor say (their "canonicalized bodies").

mod error;
mod v1;
mod v2;

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::{Algorithm, Digest};
use serde::Deserialize;
use serde_json::value::RawValue;

pub use error::EntryError;

use crate::json::{self, Bounds, shown};

/// The longest body read, in bytes: 16 MiB. One that carries its payload has that twice in base64.
pub const MAX_ENTRY_BYTES: usize = 16 * 1024 * 1024;

/// Signatures in one entry.
const MAX_SIGNATURES: usize = 32;
/// Values and keys, and nesting, of one body: 32 signatures have 300, in 7 levels.
const BOUNDS: Bounds = Bounds {
    depth: 10,
    items: 1024,
};

/// What an entry says was signed, and by what. Only that it was logged can be shown; see
/// [`LoggedAt::claims`](super::LoggedAt::claims).
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct EntryClaims {
    /// The kind of entry.
    pub kind: EntryKind,
    /// hashedrekord: the digest of what was signed. For an envelope in Rekor v2 that is its pre-authentication encoding.
    pub artifact: Option<Digest>,
    /// dsse, intoto: the digest of the payload.
    pub payload: Option<Digest>,
    /// dsse 0.0.1, intoto: the digest of the envelope's JSON as it was handed to the log.
    pub envelope: Option<Digest>,
    /// At least one.
    pub signatures: Vec<ClaimedSignature>,
}

/// A signature in an entry.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ClaimedSignature {
    /// The bytes; intoto 0.0.1 has none.
    pub signature: Option<Vec<u8>>,
    /// What is said to verify it.
    pub verifier: EntryVerifier,
}

/// What is said to verify a signature, in DER. Never to be trusted, only to be compared.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum EntryVerifier {
    /// An X.509 certificate.
    Certificate(Vec<u8>),
    /// A SubjectPublicKeyInfo.
    PublicKey(Vec<u8>),
}

/// The kinds of entries, with their versions.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EntryKind {
    /// `hashedrekord` 0.0.1: a digest and a signature.
    HashedRekordV001,
    /// `hashedrekord` 0.0.2 of Rekor v2.
    HashedRekordV002,
    /// `dsse` 0.0.1: digests of an envelope and its payload, and the signatures.
    DsseV001,
    /// `dsse` 0.0.2 of Rekor v2.
    DsseV002,
    /// `intoto` 0.0.1: digests of an envelope and its payload, and a key.
    IntotoV001,
    /// `intoto` 0.0.2: the same with signatures.
    IntotoV002,
}

impl EntryKind {
    const ALL: [Self; 6] = [
        Self::HashedRekordV001,
        Self::HashedRekordV002,
        Self::DsseV001,
        Self::DsseV002,
        Self::IntotoV001,
        Self::IntotoV002,
    ];

    /// The kind's name: `hashedrekord`, `dsse`, `intoto`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::HashedRekordV001 | Self::HashedRekordV002 => "hashedrekord",
            Self::DsseV001 | Self::DsseV002 => "dsse",
            Self::IntotoV001 | Self::IntotoV002 => "intoto",
        }
    }

    /// The kind's version: `0.0.1`, `0.0.2`.
    #[must_use]
    pub const fn version(self) -> &'static str {
        match self {
            Self::HashedRekordV001 | Self::DsseV001 | Self::IntotoV001 => "0.0.1",
            Self::HashedRekordV002 | Self::DsseV002 | Self::IntotoV002 => "0.0.2",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body<'a> {
    #[serde(borrow, rename = "apiVersion")]
    version: Cow<'a, str>,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    spec: &'a RawValue,
}

impl EntryClaims {
    /// Reads a body of at most [`MAX_ENTRY_BYTES`]. A member that is unknown or there twice is refused: what is not read
    /// cannot be compared.
    ///
    /// # Errors
    ///
    /// [`EntryError`]
    pub fn parse(body: &[u8]) -> Result<Self, EntryError> {
        if body.len() > MAX_ENTRY_BYTES {
            return Err(EntryError::TooLarge {
                size: body.len(),
                limit: MAX_ENTRY_BYTES,
            });
        }
        let body: Body<'_> = json::read(body, BOUNDS)?;
        let kind = EntryKind::ALL
            .into_iter()
            .find(|kind| kind.name() == body.kind && kind.version() == body.version)
            .ok_or_else(|| EntryError::UnknownKind {
                kind: shown(&body.kind),
                version: shown(&body.version),
            })?;
        let claims = match kind {
            EntryKind::HashedRekordV001 => v1::hashed_rekord(body.spec),
            EntryKind::DsseV001 => v1::dsse(body.spec),
            EntryKind::IntotoV001 => v1::intoto_001(body.spec),
            EntryKind::IntotoV002 => v1::intoto_002(body.spec),
            EntryKind::HashedRekordV002 => v2::hashed_rekord(body.spec),
            EntryKind::DsseV002 => v2::dsse(body.spec),
        }?;
        let count = claims.signatures.len();
        if (1..=MAX_SIGNATURES).contains(&count) {
            Ok(claims)
        } else {
            Err(EntryError::Signatures {
                count,
                limit: MAX_SIGNATURES,
            })
        }
    }

    const fn new(kind: EntryKind) -> Self {
        Self {
            kind,
            artifact: None,
            payload: None,
            envelope: None,
            signatures: Vec::new(),
        }
    }
}

/// A part of a document that was scanned as a whole.
fn part<'de, T: Deserialize<'de>>(raw: &'de RawValue) -> Result<T, EntryError> {
    json::read_part(raw.get().as_bytes()).map_err(EntryError::Json)
}

fn base64(member: &'static str, text: &str) -> Result<Vec<u8>, EntryError> {
    STANDARD.decode(text).map_err(|_| EntryError::Base64 { member })
}

fn digest(member: &'static str, algorithm: Option<Algorithm>, bytes: &[u8]) -> Result<Digest, EntryError> {
    let usable = algorithm.filter(|algorithm| {
        matches!(
            algorithm,
            Algorithm::Sha256 | Algorithm::Sha384 | Algorithm::Sha512
        )
    });
    let algorithm = usable.ok_or(EntryError::Digest { member })?;
    Digest::new(algorithm, bytes).map_err(|_| EntryError::Digest { member })
}
