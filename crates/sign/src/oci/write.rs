//! What goes into a layout so that a signature or an attestation belongs to an image: a bundle that names the image as its subject,
//! as cosign 3 attaches it (OCI 1.1), or a manifest under a tag made of the image's digest, as cosign 2 does.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Digest;
use serde_json::{Value, json};

use super::attachment::SIGNATURE;
use super::collect::{ENVELOPE, SIMPLE_SIGNING};
use super::layout::{ATTS, KIND, REF_NAME, SIGS, tag_of};
use super::manifest::MANIFESTS;
use super::{Descriptor, Layout, Manifest, ManifestError, OciLimits};
use crate::dsse::Envelope;

const BUNDLE_TYPE: &str = "application/vnd.dev.sigstore.bundle.v0.3+json";
const EMPTY_TYPE: &str = "application/vnd.oci.empty.v1+json";
const EMPTY: &[u8] = b"{}";
const CONFIG_TYPE: &str = "application/vnd.oci.image.config.v1+json";

/// What is attached to an image.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum NewAttachment<'a> {
    /// A bundle around a statement, found by its subject.
    Bundle {
        /// The bundle, version 0.3.
        json: &'a [u8],
        /// The statement's predicate type.
        predicate_type: &'a str,
    },
    /// A signature over a payload that names the image, found by the tag `sha256-….sig`.
    Signature {
        /// The payload, as [`SimpleSigning::payload`](super::SimpleSigning::payload) makes it.
        payload: &'a [u8],
        /// The signature over it.
        signature: &'a [u8],
    },
    /// An envelope around a statement, found by the tag `sha256-….att`.
    Attestation {
        /// The envelope.
        envelope: &'a Envelope,
        /// The statement's predicate type.
        predicate_type: &'a str,
    },
}

/// What is to be written. Blobs go under their SHA-256, all before the index.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct WrittenAttachment {
    /// The blobs, the new manifest last.
    pub blobs: Vec<Vec<u8>>,
    /// The digest of the new manifest.
    pub manifest: Digest,
    /// The layout's `index.json`.
    pub index: Vec<u8>,
}

impl NewAttachment<'_> {
    /// The manifest of the layout that holds what is attached by the same tag, and has to be given to
    /// [`attach`](Self::attach); `None` if there is none, or for a bundle.
    #[must_use]
    pub fn beside<'a>(&self, layout: &'a Layout, image: &Digest) -> Option<&'a Digest> {
        let (ending, kind) = self.tagged()?;
        layout.tagged(&format!("{}.{ending}", tag_of(image)), kind)
    }

    /// Attaches it to an image of a layout with this `index.json`. What is there already stays; the same attached again changes
    /// nothing. `before` is the manifest that [`beside`](Self::beside) names.
    ///
    /// # Errors
    ///
    /// [`ManifestError`] if the index or the manifest before is none.
    pub fn attach(
        &self,
        index: &[u8],
        image: &Descriptor,
        before: Option<&[u8]>,
        limits: &OciLimits,
    ) -> Result<WrittenAttachment, ManifestError> {
        let mut blobs = Vec::new();
        let (manifest, listed) = match self {
            Self::Bundle { json, predicate_type } => {
                let manifest = json!({
                    "schemaVersion": 2,
                    "mediaType": MANIFESTS[0],
                    "artifactType": BUNDLE_TYPE,
                    "config": blob(&mut blobs, EMPTY_TYPE, EMPTY),
                    "layers": [blob(&mut blobs, BUNDLE_TYPE, json)],
                    "subject": {
                        "mediaType": image.media_type,
                        "digest": image.digest.to_string(),
                        "size": image.size,
                    },
                    "annotations": {
                        "dev.sigstore.bundle.content": "dsse-envelope",
                        "dev.sigstore.bundle.predicateType": predicate_type,
                    },
                });
                (manifest, json!({ "artifactType": BUNDLE_TYPE }))
            }
            Self::Signature { payload, signature } => {
                let mut layer = blob(&mut blobs, SIMPLE_SIGNING, payload);
                layer["annotations"] = json!({ SIGNATURE: STANDARD.encode(signature) });
                self.under_tag(layer, image, before, limits, &mut blobs)?
            }
            Self::Attestation {
                envelope,
                predicate_type,
            } => {
                let mut layer = blob(&mut blobs, ENVELOPE, &envelope.to_json());
                layer["annotations"] = json!({ SIGNATURE: "", "predicateType": predicate_type });
                self.under_tag(layer, image, before, limits, &mut blobs)?
            }
        };
        let mut entry = blob(&mut blobs, MANIFESTS[0], manifest.to_string().as_bytes());
        if let (Some(entry), Value::Object(listed)) = (entry.as_object_mut(), listed) {
            entry.extend(listed);
        }
        let digest = Digest::sha256(manifest.to_string().as_bytes());
        let old = before.map(Digest::sha256);
        Ok(WrittenAttachment {
            index: listing(index, entry, &digest, old.as_ref(), limits)?,
            manifest: digest,
            blobs,
        })
    }

    const fn tagged(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Bundle { .. } => None,
            Self::Signature { .. } => Some(("sig", SIGS)),
            Self::Attestation { .. } => Some(("att", ATTS)),
        }
    }

    /// A manifest with the layers of the one before and this one, and what the index says of it.
    fn under_tag(
        &self,
        layer: Value,
        image: &Descriptor,
        before: Option<&[u8]>,
        limits: &OciLimits,
        blobs: &mut Vec<Vec<u8>>,
    ) -> Result<(Value, Value), ManifestError> {
        let mut layers = match before {
            Some(before) => layers_of(before, limits)?,
            None => Vec::new(),
        };
        if !layers.contains(&layer) {
            layers.push(layer);
        }
        // Layers that are not compressed are named by their own digests.
        let names: Vec<&Value> = layers.iter().filter_map(|layer| layer.get("digest")).collect();
        let config = json!({
            "architecture": "", "os": "", "config": {}, "rootfs": { "type": "layers", "diff_ids": names },
        });
        let manifest = json!({
            "schemaVersion": 2,
            "mediaType": MANIFESTS[0],
            "config": blob(blobs, CONFIG_TYPE, config.to_string().as_bytes()),
            "layers": layers,
        });
        let (ending, kind) = self.tagged().unwrap_or_default();
        let tag = format!("{}.{ending}", tag_of(&image.digest));
        Ok((manifest, json!({ "annotations": { KIND: kind, REF_NAME: tag } })))
    }
}

/// Adds a blob and describes it.
fn blob(blobs: &mut Vec<Vec<u8>>, media_type: &str, bytes: &[u8]) -> Value {
    blobs.push(bytes.to_vec());
    json!({ "mediaType": media_type, "digest": Digest::sha256(bytes).to_string(), "size": bytes.len() })
}

fn layers_of(manifest: &[u8], limits: &OciLimits) -> Result<Vec<Value>, ManifestError> {
    let wrong = ManifestError::Value { member: "layers" };
    let Manifest::Image { .. } = Manifest::from_json(manifest, limits)? else {
        return Err(wrong);
    };
    match serde_json::from_slice(manifest) {
        Ok(Value::Object(mut manifest)) => match manifest.remove("layers") {
            Some(Value::Array(layers)) => Ok(layers),
            _ => Err(wrong),
        },
        _ => Err(wrong),
    }
}

/// The index with one more manifest, in the place of an older one.
fn listing(
    index: &[u8],
    entry: Value,
    digest: &Digest,
    old: Option<&Digest>,
    limits: &OciLimits,
) -> Result<Vec<u8>, ManifestError> {
    Layout::from_json(index, limits)?;
    let wrong = ManifestError::Value { member: "manifests" };
    let Ok(mut document) = serde_json::from_slice::<Value>(index) else {
        return Err(wrong);
    };
    let Some(manifests) = document.get_mut("manifests").and_then(Value::as_array_mut) else {
        return Err(wrong);
    };
    let names = |one: &Value, digest: &Digest| {
        one.get("digest").and_then(Value::as_str) == Some(digest.to_string().as_str())
    };
    manifests.retain(|one| !names(one, digest) && old.is_none_or(|old| !names(one, old)));
    manifests.push(entry);
    Ok((document.to_string() + "\n").into_bytes())
}
