//! The verification summary (VSA), <https://slsa.dev/spec/v1.1/verification_summary>.

use std::borrow::Cow;
use std::collections::BTreeMap;

use portcullis_findings::Timestamp;
use serde::{Deserialize, Serialize};

use crate::intoto::{
    self, Predicate, PredicateError, ResourceDescriptor, WireDescriptor, WireList, descriptor, descriptors,
    timestamp, wire_list,
};
use crate::json::Object;

/// The word among the levels of a summary that failed.
const FAILED: &str = "FAILED";

/// What somebody says about artifacts after verifying them against a policy.
///
/// A consumer must accept only the pairs of signing key and [`Verifier::id`] it knows, and must compare
/// [`resource_uri`](Self::resource_uri) with what it asked about: the same bytes may have passed for another use.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct VerificationSummary {
    /// Who verified.
    pub verifier: Verifier,
    /// When.
    pub time_verified: Timestamp,
    /// What the artifacts were verified as.
    pub resource_uri: String,
    /// The policy they were verified against; its `uri` is set.
    pub policy: ResourceDescriptor,
    /// All attestations used, each with a digest; empty if the verifier does not tell.
    pub input_attestations: Vec<ResourceDescriptor>,
    /// The answer.
    pub result: VerificationResult,
    /// The highest level of each track (`SLSA_BUILD_LEVEL_2`), own words, or `FAILED`.
    pub verified_levels: Vec<String>,
    /// How many transitive dependencies have which level.
    pub dependency_levels: BTreeMap<String, u64>,
    /// The version of SLSA, as `1.1`.
    pub slsa_version: Option<String>,
}

/// Who verified.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Verifier {
    /// A URI.
    pub id: String,
    /// Versions of its parts by name; may be empty.
    pub version: BTreeMap<String, String>,
}

/// The answer of a verification. There is no third one: what could not be decided has not passed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum VerificationResult {
    /// The artifacts meet the policy.
    #[serde(rename = "PASSED")]
    Passed,
    /// They do not, or it could not be shown.
    #[serde(rename = "FAILED")]
    Failed,
}

impl Verifier {
    /// A verifier without versions.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            version: BTreeMap::new(),
        }
    }

    /// The same verifier with the version of one of its parts.
    #[must_use]
    pub fn with_version(mut self, part: impl Into<String>, version: impl Into<String>) -> Self {
        self.version.insert(part.into(), version.into());
        self
    }
}

impl VerificationSummary {
    /// A summary without levels: one that failed says `FAILED` there, as the specification demands.
    ///
    /// # Errors
    ///
    /// [`PredicateError::Value`] if the verifier has no id, or resource or policy have no URI.
    pub fn new(
        verifier: Verifier,
        time_verified: Timestamp,
        resource_uri: impl Into<String>,
        policy: ResourceDescriptor,
        result: VerificationResult,
    ) -> Result<Self, PredicateError> {
        let verified_levels = match result {
            VerificationResult::Passed => Vec::new(),
            VerificationResult::Failed => vec![FAILED.to_owned()],
        };
        let summary = Self {
            verifier,
            time_verified,
            resource_uri: resource_uri.into(),
            policy,
            input_attestations: Vec::new(),
            result,
            verified_levels,
            dependency_levels: BTreeMap::new(),
            slsa_version: None,
        };
        summary.checked()
    }

    fn checked(self) -> Result<Self, PredicateError> {
        let stated = [
            ("verifier.id", !self.verifier.id.is_empty()),
            ("resourceUri", !self.resource_uri.is_empty()),
            ("policy.uri", self.policy.uri.is_some()),
            (
                "inputAttestations.digest",
                self.input_attestations.iter().all(|input| input.digest.is_some()),
            ),
            // A summary that passed cannot say FAILED among its levels.
            (
                "verifiedLevels",
                self.result == VerificationResult::Failed
                    || !self.verified_levels.iter().any(|l| l == FAILED),
            ),
        ];
        match stated.iter().find(|(_, fine)| !fine) {
            Some((member, _)) => Err(PredicateError::Value { member }),
            None => Ok(self),
        }
    }
}

impl Predicate for VerificationSummary {
    const EXPECTED: &'static str = "https://slsa.dev/verification_summary/v1";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, json: &[u8]) -> Result<Self, PredicateError> {
        intoto::predicate::<Wire<'_>>(json)?.into_summary()?.checked()
    }

    fn to_json(&self) -> Vec<u8> {
        // Strings and numbers in a vector cannot fail to serialize.
        serde_json::to_vec(&Wire::of(self)).unwrap_or_default()
    }
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Wire<'a> {
    verifier: Object<WireVerifier>,
    time_verified: Cow<'a, str>,
    resource_uri: String,
    #[serde(borrow)]
    policy: Object<WireDescriptor<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    input_attestations: WireList<'a>,
    verification_result: VerificationResult,
    verified_levels: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    dependency_levels: BTreeMap<String, u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slsa_version: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct WireVerifier {
    id: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    version: BTreeMap<String, String>,
}

impl<'a> Wire<'a> {
    fn of(summary: &'a VerificationSummary) -> Self {
        Self {
            verifier: Object(WireVerifier {
                id: summary.verifier.id.clone(),
                version: summary.verifier.version.clone(),
            }),
            time_verified: summary.time_verified.to_string().into(),
            resource_uri: summary.resource_uri.clone(),
            policy: Object(WireDescriptor::of(&summary.policy)),
            input_attestations: wire_list(&summary.input_attestations),
            verification_result: summary.result,
            verified_levels: summary.verified_levels.clone(),
            dependency_levels: summary.dependency_levels.clone(),
            slsa_version: summary.slsa_version.clone(),
        }
    }

    fn into_summary(self) -> Result<VerificationSummary, PredicateError> {
        Ok(VerificationSummary {
            verifier: Verifier {
                id: self.verifier.0.id,
                version: self.verifier.0.version,
            },
            time_verified: timestamp(&self.time_verified, "timeVerified")?,
            resource_uri: self.resource_uri,
            policy: descriptor(self.policy.0, "policy.digest")?,
            input_attestations: descriptors(self.input_attestations, "inputAttestations.digest")?,
            result: self.verification_result,
            verified_levels: self.verified_levels,
            dependency_levels: self.dependency_levels,
            slsa_version: self.slsa_version,
        })
    }
}
