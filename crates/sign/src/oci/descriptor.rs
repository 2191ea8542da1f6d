//! Descriptors (OCI image specification 1.1, `descriptor.md`).

use std::collections::BTreeMap;

use portcullis_findings::{Algorithm, Digest};
use serde::Deserialize;

use super::ManifestError;
use crate::json::Object;

/// A blob that is named by another document.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Descriptor {
    /// What it is said to be.
    pub media_type: String,
    /// What identifies it: SHA-256, SHA-384 or SHA-512.
    pub digest: Digest,
    /// Its length in bytes.
    pub size: u64,
    /// What it is used as.
    pub artifact_type: Option<String>,
    /// What platform it is for.
    pub platform: Option<Platform>,
    /// What else is said about it.
    pub annotations: BTreeMap<String, String>,
}

impl Descriptor {
    /// A blob of which nothing else is said.
    #[must_use]
    pub fn new(media_type: impl Into<String>, digest: Digest, size: u64) -> Self {
        Self {
            media_type: media_type.into(),
            digest,
            size,
            artifact_type: None,
            platform: None,
            annotations: BTreeMap::new(),
        }
    }
}

/// A platform. `unknown/unknown` is what is none.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Platform {
    /// `linux`.
    pub os: String,
    /// `amd64`.
    pub architecture: String,
    /// `v8`.
    #[serde(default)]
    pub variant: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireDescriptor {
    media_type: String,
    digest: String,
    size: u64,
    #[serde(default)]
    artifact_type: Option<String>,
    #[serde(default)]
    platform: Option<Object<Platform>>,
    #[serde(default)]
    annotations: Option<BTreeMap<String, String>>,
}

impl WireDescriptor {
    pub(super) fn read(self, member: &'static str) -> Result<Descriptor, ManifestError> {
        let digest = digest(&self.digest).ok_or(ManifestError::Value { member })?;
        Ok(Descriptor {
            media_type: self.media_type,
            digest,
            size: self.size,
            artifact_type: self.artifact_type.filter(|kind| !kind.is_empty()),
            platform: self.platform.map(|one| one.0),
            annotations: self.annotations.unwrap_or_default(),
        })
    }
}

/// A digest as OCI writes it: lower case, of an algorithm that can be checked here.
pub(super) fn digest(text: &str) -> Option<Digest> {
    let digest = Digest::parse(text).ok()?;
    let known = matches!(
        digest.algorithm(),
        Algorithm::Sha256 | Algorithm::Sha384 | Algorithm::Sha512
    );
    (known && digest.to_string() == text).then_some(digest)
}
