//! npm's publish attestation, `https://github.com/npm/attestation/tree/main/specs/publish/v0.1`.

use serde::{Deserialize, Serialize};

use crate::intoto::{self, Predicate, PredicateError};

/// What a package registry says when it takes in a package: this tarball is that version of that package.
#[derive(Clone, Debug, Eq, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PublishAttestation {
    /// The package, with its scope.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The registry; a URL.
    pub registry: String,
}

impl Predicate for PublishAttestation {
    const EXPECTED: &'static str = "https://github.com/npm/attestation/tree/main/specs/publish/v0.1";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, json: &[u8]) -> Result<Self, PredicateError> {
        intoto::predicate(json)
    }

    fn to_json(&self) -> Vec<u8> {
        // Strings cannot fail to serialize.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
