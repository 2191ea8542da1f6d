//! Provenance of SLSA 1.x, <https://slsa.dev/spec/v1.1/provenance>.

use std::collections::BTreeMap;

use portcullis_findings::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::stated;
use crate::intoto::{
    self, JsonObject, Predicate, PredicateError, ResourceDescriptor, WireList, descriptors, timestamp,
    wire_list,
};
use crate::json::Object;

/// How an artifact was built.
///
/// ```
/// use portcullis_findings::{Digest, Timestamp};
/// use portcullis_sign::intoto::JsonObject;
/// use portcullis_sign::slsa::ProvenanceV1;
/// use portcullis_sign::{ResourceDescriptor, Statement};
///
/// let parameters = JsonObject::default().with_text("ref", "refs/tags/v1.0.0");
/// let provenance = ProvenanceV1::new("https://builder.example/v1", "https://builder.example/make/v1", parameters)?
///     .with_material(ResourceDescriptor::at_uri("git+https://example.com/app@refs/tags/v1.0.0"))
///     .with_invocation("https://builder.example/runs/7")
///     .with_times("2026-11-01T00:00:00Z".parse()?, "2026-11-01T00:05:00Z".parse()?);
/// let subject = ResourceDescriptor::named("app", &Digest::sha256(b"the artifact"));
/// let statement = Statement::new(vec![subject], provenance)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ProvenanceV1 {
    /// How to read the parameters; a URI.
    pub build_type: String,
    /// What the tenant asked for: all of it is untrusted, and must be checked by a consumer.
    pub external_parameters: JsonObject,
    /// What the builder set.
    pub internal_parameters: Option<JsonObject>,
    /// What went into the build, as far as the builder tells.
    pub resolved_dependencies: Vec<ResourceDescriptor>,
    /// Who built; a URI.
    pub builder_id: String,
    /// What the builder itself is made of.
    pub builder_dependencies: Vec<ResourceDescriptor>,
    /// Versions of the builder's parts by name.
    pub builder_version: BTreeMap<String, String>,
    /// The run, as its builder names it.
    pub invocation_id: Option<String>,
    /// When it began.
    pub started_on: Option<Timestamp>,
    /// When it ended.
    pub finished_on: Option<Timestamp>,
    /// What else came out.
    pub byproducts: Vec<ResourceDescriptor>,
}

impl ProvenanceV1 {
    /// Provenance of a build without materials.
    ///
    /// # Errors
    ///
    /// [`PredicateError::Value`] for an empty builder id or build type.
    pub fn new(
        builder_id: impl Into<String>,
        build_type: impl Into<String>,
        external_parameters: JsonObject,
    ) -> Result<Self, PredicateError> {
        let provenance = Self {
            build_type: build_type.into(),
            external_parameters,
            internal_parameters: None,
            resolved_dependencies: Vec::new(),
            builder_id: builder_id.into(),
            builder_dependencies: Vec::new(),
            builder_version: BTreeMap::new(),
            invocation_id: None,
            started_on: None,
            finished_on: None,
            byproducts: Vec::new(),
        };
        provenance.checked()
    }

    /// The same with one more material.
    #[must_use]
    pub fn with_material(mut self, material: ResourceDescriptor) -> Self {
        self.resolved_dependencies.push(material);
        self
    }

    /// The same with what the builder set.
    #[must_use]
    pub fn with_internal_parameters(mut self, parameters: JsonObject) -> Self {
        self.internal_parameters = Some(parameters);
        self
    }

    /// The same with the name of the run.
    #[must_use]
    pub fn with_invocation(mut self, id: impl Into<String>) -> Self {
        self.invocation_id = Some(id.into());
        self
    }

    /// The same with the times the run began and ended.
    #[must_use]
    pub const fn with_times(mut self, started_on: Timestamp, finished_on: Timestamp) -> Self {
        self.started_on = Some(started_on);
        self.finished_on = Some(finished_on);
        self
    }

    fn checked(self) -> Result<Self, PredicateError> {
        stated(&self.builder_id, "runDetails.builder.id")?;
        stated(&self.build_type, "buildDefinition.buildType")?;
        Ok(self)
    }
}

impl Predicate for ProvenanceV1 {
    const EXPECTED: &'static str = "https://slsa.dev/provenance/v1";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, json: &[u8]) -> Result<Self, PredicateError> {
        let Wire {
            build_definition: Object(build),
            run_details: Object(run),
        } = intoto::predicate(json)?;
        let Object(builder) = run.builder;
        let metadata = run.metadata.map(|one| one.0).unwrap_or_default();
        let time = |text: Option<String>, member| text.map(|text| timestamp(&text, member)).transpose();
        let provenance = Self {
            build_type: build.build_type,
            // Required, and may be empty; builders that have none leave it out.
            external_parameters: JsonObject::of_raw(
                build.external_parameters,
                "buildDefinition.externalParameters",
            )?
            .unwrap_or_default(),
            internal_parameters: JsonObject::of_raw(
                build.internal_parameters,
                "buildDefinition.internalParameters",
            )?,
            resolved_dependencies: descriptors(
                build.resolved_dependencies,
                "buildDefinition.resolvedDependencies",
            )?,
            builder_id: builder.id,
            builder_dependencies: descriptors(
                builder.builder_dependencies,
                "runDetails.builder.builderDependencies",
            )?,
            builder_version: builder.version,
            invocation_id: metadata.invocation_id.filter(|id| !id.is_empty()),
            started_on: time(metadata.started_on, "runDetails.metadata.startedOn")?,
            finished_on: time(metadata.finished_on, "runDetails.metadata.finishedOn")?,
            byproducts: descriptors(run.byproducts, "runDetails.byproducts")?,
        };
        provenance.checked()
    }

    fn to_json(&self) -> Vec<u8> {
        let metadata = WireMetadata {
            invocation_id: self.invocation_id.clone(),
            started_on: self.started_on.map(|time| time.to_string()),
            finished_on: self.finished_on.map(|time| time.to_string()),
        };
        let wire = Wire {
            build_definition: Object(WireBuild {
                build_type: self.build_type.clone(),
                external_parameters: self.external_parameters.as_raw(),
                internal_parameters: self.internal_parameters.as_ref().and_then(JsonObject::as_raw),
                resolved_dependencies: wire_list(&self.resolved_dependencies),
            }),
            run_details: Object(WireRun {
                builder: Object(WireBuilder {
                    id: self.builder_id.clone(),
                    builder_dependencies: wire_list(&self.builder_dependencies),
                    version: self.builder_version.clone(),
                }),
                metadata: (!metadata.is_empty()).then_some(Object(metadata)),
                byproducts: wire_list(&self.byproducts),
            }),
        };
        // Strings in a vector cannot fail to serialize.
        serde_json::to_vec(&wire).unwrap_or_default()
    }
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Wire<'a> {
    #[serde(borrow)]
    build_definition: Object<WireBuild<'a>>,
    #[serde(borrow)]
    run_details: Object<WireRun<'a>>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct WireBuild<'a> {
    build_type: String,
    #[serde(borrow, default)]
    external_parameters: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    internal_parameters: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    resolved_dependencies: WireList<'a>,
}

#[derive(Deserialize, Serialize)]
struct WireRun<'a> {
    #[serde(borrow)]
    builder: Object<WireBuilder<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    metadata: Option<Object<WireMetadata>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    byproducts: WireList<'a>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct WireBuilder<'a> {
    id: String,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    builder_dependencies: WireList<'a>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    version: BTreeMap<String, String>,
}

#[derive(Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct WireMetadata {
    // As with the members of 0.2, both spellings are about.
    #[serde(default, alias = "invocationID", skip_serializing_if = "Option::is_none")]
    invocation_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    started_on: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    finished_on: Option<String>,
}

impl WireMetadata {
    const fn is_empty(&self) -> bool {
        self.invocation_id.is_none() && self.started_on.is_none() && self.finished_on.is_none()
    }
}
