//! What cosign signs for an image (`simple signing`).

use std::collections::BTreeMap;

use portcullis_findings::Digest;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::AttachmentError;
use super::layout::named_digest;
use crate::json::{self, Bounds, Object, shown};

const TYPE: &str = "cosign container image signature";
const BOUNDS: Bounds = Bounds {
    depth: 16,
    items: 10_000,
};

/// A signed claim that an image is what a name stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SimpleSigning {
    /// The manifest that was signed.
    pub digest: Digest,
    /// The name it was signed under, as the signer gave it; often without a tag.
    pub reference: String,
    /// Annotations that the signer added, as JSON texts by name.
    pub optional: BTreeMap<String, String>,
}

impl SimpleSigning {
    /// The payload for a signature of an image under a name, byte for byte as cosign writes it; the name may be empty.
    #[must_use]
    pub fn payload(image: &Digest, reference: &str) -> Vec<u8> {
        let reference = serde_json::Value::from(reference);
        format!(
            r#"{{"critical":{{"identity":{{"docker-reference":{reference}}},"image":{{"docker-manifest-digest":"{image}"}},"type":"{TYPE}"}},"optional":null}}"#
        )
        .into_bytes()
    }

    /// Reads a payload whose signature was checked, and binds it to the image that was asked about.
    pub(super) fn read(payload: &[u8], image: &Digest) -> Result<Self, AttachmentError> {
        let wire: Wire<'_> = json::read(payload, BOUNDS)?;
        let Object(critical) = wire.critical;
        if critical.kind != TYPE {
            return Err(AttachmentError::PayloadType {
                found: shown(&critical.kind),
            });
        }
        let signed = critical.image.0.digest;
        match named_digest(&signed) {
            Some(digest) if digest == *image => Ok(Self {
                digest,
                reference: critical.identity.map(|one| one.0.reference).unwrap_or_default(),
                optional: wire
                    .optional
                    .unwrap_or_default()
                    .into_iter()
                    .map(|(name, value)| (name, value.get().to_owned()))
                    .collect(),
            }),
            _ => Err(AttachmentError::OtherImage {
                expected: image.clone(),
                found: shown(&signed),
            }),
        }
    }
}

#[derive(Deserialize)]
struct Wire<'a> {
    critical: Object<WireCritical>,
    #[serde(borrow, default)]
    optional: Option<BTreeMap<String, &'a RawValue>>,
}

#[derive(Deserialize)]
struct WireCritical {
    #[serde(default)]
    identity: Option<Object<WireIdentity>>,
    image: Object<WireImage>,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct WireIdentity {
    #[serde(default, rename = "docker-reference")]
    reference: String,
}

#[derive(Deserialize)]
struct WireImage {
    #[serde(rename = "docker-manifest-digest")]
    digest: String,
}
