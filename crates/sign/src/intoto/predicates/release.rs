//! Releases, `https://in-toto.io/attestation/release/v0.1` and `v0.2`.

use portcullis_findings::Purl;
use serde::{Deserialize, Serialize};

use crate::intoto::{self, Predicate, PredicateError};

const V02: &str = "https://in-toto.io/attestation/release/v0.2";

/// A release of a package; its subjects are the files it consists of.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Release {
    /// The package with its version, as written; [`purl`](Self::purl) reads it.
    pub purl_text: String,
    /// What stays the same from release to release, though the name may change.
    pub package_id: Option<String>,
    version: Version,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Version {
    V01,
    V02,
}

impl Release {
    /// A release.
    ///
    /// # Errors
    ///
    /// [`PredicateError::Value`] for a purl without a version.
    pub fn new(purl: &Purl) -> Result<Self, PredicateError> {
        let release = Self {
            purl_text: purl.to_string(),
            package_id: None,
            version: Version::V01,
        };
        release.checked()
    }

    /// The package and its version.
    #[must_use]
    pub fn purl(&self) -> Option<Purl> {
        self.purl_text.parse().ok()
    }

    /// The version is a must here, though not in purls.
    fn checked(self) -> Result<Self, PredicateError> {
        match self.purl() {
            Some(purl) if purl.version().is_some() => Ok(self),
            _ => Err(PredicateError::Value { member: "purl" }),
        }
    }
}

impl Predicate for Release {
    const EXPECTED: &'static str = "https://in-toto.io/attestation/release/v0.1";

    fn accepts(predicate_type: &str) -> bool {
        matches!(predicate_type, Self::EXPECTED | V02)
    }

    fn predicate_type(&self) -> &str {
        match self.version {
            Version::V01 => Self::EXPECTED,
            Version::V02 => V02,
        }
    }

    fn from_json(predicate_type: &str, json: &[u8]) -> Result<Self, PredicateError> {
        let wire: Wire = intoto::predicate(json)?;
        let release = Self {
            purl_text: wire.purl,
            package_id: wire.package_id,
            version: if predicate_type == V02 {
                Version::V02
            } else {
                Version::V01
            },
        };
        release.checked()
    }

    fn to_json(&self) -> Vec<u8> {
        let wire = Wire {
            purl: self.purl_text.clone(),
            package_id: self.package_id.clone(),
        };
        // Strings cannot fail to serialize.
        serde_json::to_vec(&wire).unwrap_or_default()
    }
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    purl: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    package_id: Option<String>,
}
