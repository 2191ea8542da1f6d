//! Links, `https://in-toto.io/attestation/link/v0.3`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::intoto::{
    self, JsonObject, Predicate, PredicateError, ResourceDescriptor, WireList, descriptors, wire_list,
};

/// One step of a supply chain that was carried out. Its subjects are what the step made.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Link {
    /// The step, as a layout names it.
    pub name: String,
    /// The command and its arguments.
    pub command: Vec<String>,
    /// What went in; each has a name of its own and a digest.
    pub materials: Vec<ResourceDescriptor>,
    /// What else came out.
    pub byproducts: Option<JsonObject>,
    /// Where the step was carried out.
    pub environment: Option<JsonObject>,
}

impl Link {
    /// A step without materials.
    ///
    /// # Errors
    ///
    /// [`PredicateError::Value`] for an empty name.
    pub fn new(name: impl Into<String>) -> Result<Self, PredicateError> {
        let link = Self {
            name: name.into(),
            command: Vec::new(),
            materials: Vec::new(),
            byproducts: None,
            environment: None,
        };
        link.checked()
    }

    fn checked(self) -> Result<Self, PredicateError> {
        if self.name.is_empty() {
            return Err(PredicateError::Value { member: "name" });
        }
        let mut names = BTreeSet::new();
        let fine = |material: &ResourceDescriptor| {
            material.digest.is_some()
                && material
                    .name
                    .as_ref()
                    .is_some_and(|name| names.insert(name.clone()))
        };
        if self.materials.iter().all(fine) {
            Ok(self)
        } else {
            Err(PredicateError::Value { member: "materials" })
        }
    }
}

impl Predicate for Link {
    const EXPECTED: &'static str = "https://in-toto.io/attestation/link/v0.3";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, json: &[u8]) -> Result<Self, PredicateError> {
        let wire: Wire<'_> = intoto::predicate(json)?;
        let link = Self {
            name: wire.name,
            command: wire.command,
            materials: descriptors(wire.materials, "materials")?,
            byproducts: JsonObject::of_raw(wire.byproducts, "byproducts")?,
            environment: JsonObject::of_raw(wire.environment, "environment")?,
        };
        link.checked()
    }

    fn to_json(&self) -> Vec<u8> {
        let wire = Wire {
            name: self.name.clone(),
            command: self.command.clone(),
            materials: wire_list(&self.materials),
            byproducts: self.byproducts.as_ref().and_then(JsonObject::as_raw),
            environment: self.environment.as_ref().and_then(JsonObject::as_raw),
        };
        // Strings in a vector cannot fail to serialize.
        serde_json::to_vec(&wire).unwrap_or_default()
    }
}

#[derive(Deserialize, Serialize)]
struct Wire<'a> {
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    command: Vec<String>,
    #[serde(borrow, default, skip_serializing_if = "Vec::is_empty")]
    materials: WireList<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    byproducts: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    environment: Option<&'a RawValue>,
}
