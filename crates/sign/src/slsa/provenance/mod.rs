//! Provenance: how an artifact was built, in the versions that builders write.

mod v01;
mod v02;
mod v1;

pub use v01::{ProvenanceV01, Recipe};
pub use v1::ProvenanceV1;
pub use v02::{Completeness, ConfigSource, Invocation, ProvenanceV02};

use portcullis_findings::Timestamp;
use serde::{Deserialize, Serialize};

use crate::intoto::{Predicate, PredicateError, ResourceDescriptor, timestamp};

/// Provenance of any version.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Provenance {
    /// `https://slsa.dev/provenance/v1`, which SLSA 1.0, 1.1 and 1.2 share.
    V1(ProvenanceV1),
    /// `https://slsa.dev/provenance/v0.2`.
    V02(ProvenanceV02),
    /// `https://slsa.dev/provenance/v0.1`.
    V01(ProvenanceV01),
}

impl Provenance {
    /// Who built; a URI.
    #[must_use]
    pub fn builder_id(&self) -> &str {
        match self {
            Self::V1(one) => &one.builder_id,
            Self::V02(one) => &one.builder_id,
            Self::V01(one) => &one.builder_id,
        }
    }

    /// How to read the parameters; a URI.
    #[must_use]
    pub fn build_type(&self) -> &str {
        match self {
            Self::V1(one) => &one.build_type,
            Self::V02(one) => &one.build_type,
            Self::V01(one) => &one.recipe.build_type,
        }
    }

    /// What went into the build, in the order of the builder.
    #[must_use]
    pub fn materials(&self) -> &[ResourceDescriptor] {
        match self {
            Self::V1(one) => &one.resolved_dependencies,
            Self::V02(one) => &one.materials,
            Self::V01(one) => &one.materials,
        }
    }

    /// The run, as its builder names it.
    #[must_use]
    pub fn invocation_id(&self) -> Option<&str> {
        match self {
            Self::V1(one) => one.invocation_id.as_deref(),
            Self::V02(one) => one.run.invocation_id.as_deref(),
            Self::V01(one) => one.run.invocation_id.as_deref(),
        }
    }
}

impl From<ProvenanceV1> for Provenance {
    fn from(provenance: ProvenanceV1) -> Self {
        Self::V1(provenance)
    }
}

impl Predicate for Provenance {
    const EXPECTED: &'static str = ProvenanceV1::EXPECTED;

    fn accepts(predicate_type: &str) -> bool {
        ProvenanceV1::accepts(predicate_type)
            || ProvenanceV02::accepts(predicate_type)
            || ProvenanceV01::accepts(predicate_type)
    }

    fn predicate_type(&self) -> &str {
        match self {
            Self::V1(one) => one.predicate_type(),
            Self::V02(one) => one.predicate_type(),
            Self::V01(one) => one.predicate_type(),
        }
    }

    fn from_json(predicate_type: &str, json: &[u8]) -> Result<Self, PredicateError> {
        if ProvenanceV02::accepts(predicate_type) {
            ProvenanceV02::from_json(predicate_type, json).map(Self::V02)
        } else if ProvenanceV01::accepts(predicate_type) {
            ProvenanceV01::from_json(predicate_type, json).map(Self::V01)
        } else {
            ProvenanceV1::from_json(predicate_type, json).map(Self::V1)
        }
    }

    fn to_json(&self) -> Vec<u8> {
        match self {
            Self::V1(one) => one.to_json(),
            Self::V02(one) => one.to_json(),
            Self::V01(one) => one.to_json(),
        }
    }
}

/// When and as what a build ran, as provenance 0.1 and 0.2 tell it.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Run {
    /// The run, as its builder names it.
    pub invocation_id: Option<String>,
    /// When it began.
    pub started_on: Option<Timestamp>,
    /// When it ended.
    pub finished_on: Option<Timestamp>,
    /// What the builder claims to have told in full.
    pub completeness: Completeness,
    /// Whether the builder claims that running it again gives the same bytes.
    pub reproducible: bool,
}

/// `metadata` of provenance 0.1 and 0.2.
#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct WireRun {
    // Go programs read and write this member without regard to case.
    #[serde(default, alias = "buildInvocationID", skip_serializing_if = "Option::is_none")]
    build_invocation_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    build_started_on: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    build_finished_on: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    completeness: Option<crate::json::Object<Completeness>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    reproducible: bool,
}

impl WireRun {
    fn of(run: &Run) -> Option<crate::json::Object<Self>> {
        (*run != Run::default()).then(|| {
            crate::json::Object(Self {
                build_invocation_id: run.invocation_id.clone(),
                build_started_on: run.started_on.map(|time| time.to_string()),
                build_finished_on: run.finished_on.map(|time| time.to_string()),
                completeness: (run.completeness != Completeness::default())
                    .then_some(crate::json::Object(run.completeness)),
                reproducible: run.reproducible,
            })
        })
    }

    fn read(self) -> Result<Run, PredicateError> {
        let time = |text: Option<String>, member| text.map(|text| timestamp(&text, member)).transpose();
        Ok(Run {
            invocation_id: self.build_invocation_id.filter(|id| !id.is_empty()),
            started_on: time(self.build_started_on, "metadata.buildStartedOn")?,
            finished_on: time(self.build_finished_on, "metadata.buildFinishedOn")?,
            completeness: self.completeness.map(|one| one.0).unwrap_or_default(),
            reproducible: self.reproducible,
        })
    }
}

/// A member that must say something.
fn stated(text: &str, member: &'static str) -> Result<(), PredicateError> {
    if text.is_empty() {
        return Err(PredicateError::Value { member });
    }
    Ok(())
}

#[derive(Deserialize, Serialize)]
struct WireId {
    id: String,
}
