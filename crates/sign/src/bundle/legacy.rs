//! cosign's own form, before there were bundles (`cosign sign-blob --bundle` and `attest-blob --bundle` of versions 1 and 2).

use serde::Deserialize;

use super::{Bundle, BundleError, BundleVersion, Content, LogRecord, Material};
use crate::backend::ring::sha256;
use crate::dsse::{Envelope, EnvelopeLimits};
use crate::json::proto::{Bytes, Unsigned};
use crate::json::{self, Object};
use crate::key::{Found, pem};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(rename = "base64Signature")]
    signature: Bytes,
    /// Base64 of the PEM of a certificate, or of a public key.
    cert: Option<Bytes>,
    #[serde(rename = "rekorBundle")]
    entry: Option<Object<WireEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WireEntry {
    #[serde(rename = "SignedEntryTimestamp")]
    promise: Bytes,
    #[serde(rename = "Payload")]
    payload: Object<WirePayload>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WirePayload {
    body: Bytes,
    #[serde(rename = "integratedTime")]
    integrated_time: Unsigned,
    #[serde(rename = "logIndex")]
    log_index: Unsigned,
    /// Hexadecimal.
    #[serde(rename = "logID")]
    log_id: String,
}

pub(super) fn read(document: &[u8]) -> Result<Bundle, BundleError> {
    let wire: Wire = json::read_checked(document)?;
    if wire.signature.0.is_empty() {
        return Err(BundleError::Missing {
            member: "base64Signature",
        });
    }
    let (content, envelope_digest) = content(wire.signature.0);
    Ok(Bundle {
        version: BundleVersion::Cosign,
        material: material(wire.cert.unwrap_or_default().0)?,
        entries: match wire.entry {
            Some(Object(entry)) => vec![record(entry)?],
            None => Vec::new(),
        },
        timestamps: Vec::new(),
        content,
        envelope_digest,
    })
}

/// What is called a signature is an envelope where a statement was signed. What happens to look like an object and is no
/// envelope is a signature; either way it must verify as what it was read as.
fn content(signature: Vec<u8>) -> (Content, Option<[u8; 32]>) {
    let is_object = matches!(signature.trim_ascii(), [b'{', .., b'}']);
    if is_object && let Ok(envelope) = Envelope::from_json(&signature, &EnvelopeLimits::default()) {
        return (Content::Envelope(envelope), Some(sha256(&[&signature])));
    }
    let content = Content::Message {
        digest: None,
        signature,
    };
    (content, None)
}

pub(super) fn material(document: Vec<u8>) -> Result<Material, BundleError> {
    if document.is_empty() || pem::read(&document, &Found::PublicKey).is_ok() {
        return Ok(Material::Key);
    }
    let leaf =
        pem::read(&document, &Found::Certificate).map_err(|_| BundleError::Value { member: "cert" })?;
    Ok(Material::Certificate {
        leaf: leaf.to_vec(),
        chain: Vec::new(),
    })
}

pub(super) fn record(wire: WireEntry) -> Result<LogRecord, BundleError> {
    let Object(payload) = wire.payload;
    Ok(LogRecord {
        log_id: unhex(&payload.log_id).ok_or(BundleError::Value { member: "logID" })?,
        log_index: payload.log_index.0,
        kind: None,
        integrated_time: Some(payload.integrated_time.0).filter(|time| *time != 0),
        promise: Some(wire.promise.0),
        proof: None,
        body: payload.body.0,
    })
}

/// Lower-case hexadecimal, which the log's signature covers as text.
fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2).map(|pair| match pair {
        [high, low] => Some(digit(high)? << 4 | digit(low)?),
        _ => None,
    });
    pairs.collect()
}
