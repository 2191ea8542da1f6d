//! What cosign writes at the layers of an OCI manifest, as a bundle.

use serde::Deserialize;

use super::legacy::{WireEntry, material, record};
use super::{Bundle, BundleError, BundleVersion};
use crate::dsse::Envelope;
use crate::json::proto::Bytes;
use crate::json::{self, Bounds};

const BOUNDS: Bounds = Bounds { depth: 8, items: 64 };

/// What is signed.
pub(crate) enum Content<'a> {
    /// The payload, by this signature in base64.
    Signature(&'a str),
    /// An envelope, and SHA-256 of its JSON.
    Envelope(Envelope, [u8; 32]),
}

#[derive(Deserialize)]
struct WireTimestamp {
    #[serde(rename = "SignedRFC3161Timestamp")]
    token: Bytes,
}

/// A bundle of a signature or envelope, the certificate in PEM, and the JSON of a log entry and of a timestamp.
pub(crate) fn bundle(
    content: Content<'_>,
    certificate: Option<&str>,
    entry: Option<&str>,
    timestamp: Option<&str>,
) -> Result<Bundle, BundleError> {
    let (content, envelope_digest) = match content {
        Content::Envelope(envelope, digest) => (super::Content::Envelope(envelope), Some(digest)),
        Content::Signature(text) => {
            let signature = json::base64::decode(text).unwrap_or_default();
            if signature.is_empty() {
                return Err(BundleError::Missing {
                    member: "dev.cosignproject.cosign/signature",
                });
            }
            let content = super::Content::Message {
                digest: None,
                signature,
            };
            (content, None)
        }
    };
    let entry = match entry {
        Some(text) => vec![record(json::read::<WireEntry>(text.as_bytes(), BOUNDS)?)?],
        None => Vec::new(),
    };
    let timestamp = match timestamp {
        Some(text) => vec![json::read::<WireTimestamp>(text.as_bytes(), BOUNDS)?.token.0],
        None => Vec::new(),
    };
    Ok(Bundle {
        version: BundleVersion::Cosign,
        material: material(certificate.unwrap_or_default().as_bytes().to_vec())?,
        entries: entry,
        timestamps: timestamp,
        content,
        envelope_digest,
    })
}
