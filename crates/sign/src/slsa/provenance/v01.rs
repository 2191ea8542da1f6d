//! Provenance 0.1, <https://slsa.dev/spec/v0.1/provenance>. Read for Cloud Build, which still writes it.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Run, WireId, WireRun, stated};
use crate::intoto::{
    self, JsonObject, Predicate, PredicateError, ResourceDescriptor, WireList, descriptors, wire_list,
};
use crate::json::Object;

/// How an artifact was built, in the words of SLSA 0.1.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ProvenanceV01 {
    /// Who built; a URI.
    pub builder_id: String,
    /// What was done.
    pub recipe: Recipe,
    /// When and as what it ran.
    pub run: Run,
    /// What went in.
    pub materials: Vec<ResourceDescriptor>,
}

/// What a build did.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Recipe {
    /// How to read the arguments; a URI.
    pub build_type: String,
    /// 0-based place in the materials of the one that holds the recipe; Cloud Build writes -1 for none.
    pub defined_in_material: Option<i64>,
    /// Where in it the recipe is.
    pub entry_point: Option<String>,
    /// What the tenant asked for.
    pub arguments: Option<JsonObject>,
    /// What else had influence.
    pub environment: Option<JsonObject>,
}

impl Predicate for ProvenanceV01 {
    const EXPECTED: &'static str = "https://slsa.dev/provenance/v0.1";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, json: &[u8]) -> Result<Self, PredicateError> {
        let wire: Wire<'_> = intoto::predicate(json)?;
        let Object(recipe) = wire.recipe;
        stated(&wire.builder.0.id, "builder.id")?;
        stated(&recipe.build_type, "recipe.type")?;
        Ok(Self {
            builder_id: wire.builder.0.id,
            recipe: Recipe {
                build_type: recipe.build_type,
                defined_in_material: recipe.defined_in_material.map(Place::read).transpose()?,
                entry_point: recipe.entry_point,
                arguments: JsonObject::of_raw(recipe.arguments, "recipe.arguments")?,
                environment: JsonObject::of_raw(recipe.environment, "recipe.environment")?,
            },
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
            recipe: Object(WireRecipe {
                build_type: self.recipe.build_type.clone(),
                defined_in_material: self.recipe.defined_in_material.map(Place::Number),
                entry_point: self.recipe.entry_point.clone(),
                arguments: self.recipe.arguments.as_ref().and_then(JsonObject::as_raw),
                environment: self.recipe.environment.as_ref().and_then(JsonObject::as_raw),
            }),
            metadata: WireRun::of(&self.run),
            materials: wire_list(&self.materials),
        };
        // Strings in a vector cannot fail to serialize.
        serde_json::to_vec(&wire).unwrap_or_default()
    }
}

#[derive(Deserialize, Serialize)]
struct Wire<'a> {
    builder: Object<WireId>,
    #[serde(borrow)]
    recipe: Object<WireRecipe<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    metadata: Option<Object<WireRun>>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    materials: WireList<'a>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct WireRecipe<'a> {
    #[serde(rename = "type")]
    build_type: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    defined_in_material: Option<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entry_point: Option<String>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    arguments: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    environment: Option<&'a RawValue>,
}

/// ProtoJSON writes 64-bit integers as texts.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Place {
    Number(i64),
    Text(String),
}

impl Place {
    fn read(self) -> Result<i64, PredicateError> {
        match self {
            Self::Number(number) => Ok(number),
            Self::Text(text) => text.parse().map_err(|_| PredicateError::Value {
                member: "recipe.definedInMaterial",
            }),
        }
    }
}
