//! Provenance 0.2, <https://slsa.dev/spec/v0.2/provenance>. Read for the builders that still write it.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Run, WireId, WireRun, stated};
use crate::intoto::{
    self, DigestSet, JsonObject, Predicate, PredicateError, ResourceDescriptor, WireDigest, WireList,
    descriptors, digest_set, wire_digest, wire_list,
};
use crate::json::Object;

/// How an artifact was built, in the words of SLSA 0.2.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ProvenanceV02 {
    /// Who built; a URI. BuildKit leaves it empty; no check accepts that.
    pub builder_id: String,
    /// How to read the parameters; a URI.
    pub build_type: String,
    /// What began the build.
    pub invocation: Invocation,
    /// The steps, if the build type has any.
    pub build_config: Option<JsonObject>,
    /// When and as what it ran.
    pub run: Run,
    /// What went in.
    pub materials: Vec<ResourceDescriptor>,
}

/// What began a build.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Invocation {
    /// Where the description of the build came from.
    pub config_source: ConfigSource,
    /// What the tenant asked for.
    pub parameters: Option<JsonObject>,
    /// What else had influence, as the builder tells it.
    pub environment: Option<JsonObject>,
}

/// Where the description of a build came from.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct ConfigSource {
    /// The repository or file.
    pub uri: Option<String>,
    /// What identifies it.
    pub digest: Option<DigestSet>,
    /// Where in it the description is.
    pub entry_point: Option<String>,
}

/// What a builder claims to have told in full.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Completeness {
    /// All parameters (`arguments` in 0.1).
    #[serde(default, alias = "arguments")]
    pub parameters: bool,
    /// All of the environment.
    #[serde(default)]
    pub environment: bool,
    /// All materials.
    #[serde(default)]
    pub materials: bool,
}

impl Predicate for ProvenanceV02 {
    const EXPECTED: &'static str = "https://slsa.dev/provenance/v0.2";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, json: &[u8]) -> Result<Self, PredicateError> {
        let wire: Wire<'_> = intoto::predicate(json)?;
        stated(&wire.build_type, "buildType")?;
        Ok(Self {
            builder_id: wire.builder.0.id,
            build_type: wire.build_type,
            invocation: wire
                .invocation
                .map(|one| one.0.read())
                .transpose()?
                .unwrap_or_default(),
            build_config: JsonObject::of_raw(wire.build_config, "buildConfig")?,
            run: wire
                .metadata
                .map(|one| one.0.read())
                .transpose()?
                .unwrap_or_default(),
            materials: descriptors(wire.materials, "materials")?,
        })
    }

    fn to_json(&self) -> Vec<u8> {
        let wire = Wire {
            builder: Object(WireId {
                id: self.builder_id.clone(),
            }),
            build_type: self.build_type.clone(),
            invocation: (self.invocation != Invocation::default())
                .then(|| Object(WireInvocation::of(&self.invocation))),
            build_config: self.build_config.as_ref().and_then(JsonObject::as_raw),
            metadata: WireRun::of(&self.run),
            materials: wire_list(&self.materials),
        };
        // Strings in a vector cannot fail to serialize.
        serde_json::to_vec(&wire).unwrap_or_default()
    }
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Wire<'a> {
    builder: Object<WireId>,
    build_type: String,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    invocation: Option<Object<WireInvocation<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    build_config: Option<&'a RawValue>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    metadata: Option<Object<WireRun>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    materials: WireList<'a>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct WireInvocation<'a> {
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    config_source: Option<Object<WireConfigSource<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    parameters: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    environment: Option<&'a RawValue>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct WireConfigSource<'a> {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    digest: Option<WireDigest<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry_point: Option<String>,
}

impl<'a> WireInvocation<'a> {
    fn of(invocation: &'a Invocation) -> Self {
        let source = &invocation.config_source;
        let config_source = (*source != ConfigSource::default()).then(|| {
            Object(WireConfigSource {
                uri: source.uri.clone(),
                digest: source.digest.as_ref().map(wire_digest),
                entry_point: source.entry_point.clone(),
            })
        });
        Self {
            config_source,
            parameters: invocation.parameters.as_ref().and_then(JsonObject::as_raw),
            environment: invocation.environment.as_ref().and_then(JsonObject::as_raw),
        }
    }

    fn read(self) -> Result<Invocation, PredicateError> {
        let config_source = match self.config_source {
            Some(Object(source)) => ConfigSource {
                uri: source.uri.filter(|uri| !uri.is_empty()),
                digest: digest_set(source.digest, "invocation.configSource.digest")?,
                entry_point: source.entry_point,
            },
            None => ConfigSource::default(),
        };
        Ok(Invocation {
            config_source,
            parameters: JsonObject::of_raw(self.parameters, "invocation.parameters")?,
            environment: JsonObject::of_raw(self.environment, "invocation.environment")?,
        })
    }
}
