//! Manifests and indexes (OCI image specification 1.1 and Docker's, which has the same members).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::descriptor::WireDescriptor;
use super::{Descriptor, ManifestError, OciLimits};
use crate::json::{self, Bounds, Object, shown};

pub(super) const MANIFESTS: [&str; 2] = [
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
];
const INDEXES: [&str; 2] = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
];

/// What a digest of an image stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Manifest {
    /// An image for one platform, or an artifact.
    Image {
        /// What it is, for artifacts.
        artifact_type: Option<String>,
        /// The media type of its configuration, which is the artifact type where that is not stated.
        config_type: String,
        /// Its layers, in order.
        layers: Vec<Descriptor>,
        /// The manifest it belongs to (OCI 1.1).
        subject: Option<Descriptor>,
        /// What else is said about it.
        annotations: BTreeMap<String, String>,
    },
    /// A list of manifests.
    Index(Index),
}

/// A list of manifests: of the platforms of an image, or of a layout.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Index {
    /// The manifests, in order.
    pub manifests: Vec<Descriptor>,
    /// The manifest it belongs to (OCI 1.1).
    pub subject: Option<Descriptor>,
    /// What else is said about it.
    pub annotations: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads a manifest or an index. A document with the members of both is refused, and so is a media type that says
    /// otherwise than the members (CVE-2021-41190).
    ///
    /// # Errors
    ///
    /// [`ManifestError`].
    pub fn from_json(document: &[u8], limits: &OciLimits) -> Result<Self, ManifestError> {
        let size = document.len() as u64;
        if size > limits.manifest_bytes {
            let limit = limits.manifest_bytes;
            return Err(ManifestError::TooLarge { size, limit });
        }
        let bounds = Bounds {
            depth: limits.depth,
            items: limits.items,
        };
        let wire: Wire = json::read(document, bounds)?;
        if wire.schema_version != 2 {
            return Err(ManifestError::Value {
                member: "schemaVersion",
            });
        }
        let is = |types: &[&str]| {
            wire.media_type
                .as_deref()
                .is_none_or(|found| types.contains(&found))
        };
        let subject = wire
            .subject
            .map(|Object(subject)| subject.read("subject"))
            .transpose()?;
        let annotations = wire.annotations.unwrap_or_default();
        match (wire.config, wire.layers, wire.manifests) {
            (Some(Object(config)), Some(layers), None) if is(&MANIFESTS) => Ok(Self::Image {
                artifact_type: wire.artifact_type.filter(|kind| !kind.is_empty()),
                config_type: config.read("config")?.media_type,
                layers: list(layers, "layers")?,
                subject,
                annotations,
            }),
            (None, None, Some(manifests)) if is(&INDEXES) => Ok(Self::Index(Index {
                manifests: list(manifests, "manifests")?,
                subject,
                annotations,
            })),
            _ => Err(ManifestError::MediaType {
                found: shown(wire.media_type.as_deref().unwrap_or_default()),
            }),
        }
    }

    /// The manifest it belongs to (OCI 1.1).
    #[must_use]
    pub const fn subject(&self) -> Option<&Descriptor> {
        match self {
            Self::Image { subject, .. } => subject.as_ref(),
            Self::Index(index) => index.subject.as_ref(),
        }
    }
}

fn list(wire: Vec<Object<WireDescriptor>>, member: &'static str) -> Result<Vec<Descriptor>, ManifestError> {
    wire.into_iter().map(|Object(one)| one.read(member)).collect()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    schema_version: u64,
    #[serde(default)]
    media_type: Option<String>,
    #[serde(default)]
    artifact_type: Option<String>,
    #[serde(default)]
    config: Option<Object<WireDescriptor>>,
    #[serde(default)]
    layers: Option<Vec<Object<WireDescriptor>>>,
    #[serde(default)]
    manifests: Option<Vec<Object<WireDescriptor>>>,
    #[serde(default)]
    subject: Option<Object<WireDescriptor>>,
    #[serde(default)]
    annotations: Option<BTreeMap<String, String>>,
}
