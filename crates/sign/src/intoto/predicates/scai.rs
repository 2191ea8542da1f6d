//! Attributes of artifacts and their producers (SCAI), `https://in-toto.io/attestation/scai/v0.3`.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::intoto::{
    self, JsonObject, Predicate, PredicateError, ResourceDescriptor, WireDescriptor, descriptor,
};
use crate::json::Object;

/// What is claimed about an artifact or the tool that made it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct AttributeReport {
    /// The claims, at least one.
    pub attributes: Vec<Attribute>,
    /// Who made the artifact.
    pub producer: Option<ResourceDescriptor>,
}

/// One claim.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Attribute {
    /// What is claimed, in words that producer and consumer agree on.
    pub attribute: String,
    /// What it is claimed of, if not of the subject.
    pub target: Option<ResourceDescriptor>,
    /// Under which conditions it holds.
    pub conditions: Option<JsonObject>,
    /// What shows it.
    pub evidence: Option<ResourceDescriptor>,
}

impl Attribute {
    /// A claim about the subject, without evidence.
    #[must_use]
    pub fn new(attribute: impl Into<String>) -> Self {
        Self {
            attribute: attribute.into(),
            target: None,
            conditions: None,
            evidence: None,
        }
    }
}

impl AttributeReport {
    /// A report of claims.
    ///
    /// # Errors
    ///
    /// [`PredicateError::Value`] without a claim, or with an empty one.
    pub fn new(attributes: Vec<Attribute>) -> Result<Self, PredicateError> {
        let report = Self {
            attributes,
            producer: None,
        };
        report.checked()
    }

    fn checked(self) -> Result<Self, PredicateError> {
        if self.attributes.is_empty() || self.attributes.iter().any(|a| a.attribute.is_empty()) {
            return Err(PredicateError::Value { member: "attributes" });
        }
        Ok(self)
    }
}

impl Predicate for AttributeReport {
    const EXPECTED: &'static str = "https://in-toto.io/attestation/scai/v0.3";

    fn predicate_type(&self) -> &str {
        Self::EXPECTED
    }

    fn from_json(_: &str, json: &[u8]) -> Result<Self, PredicateError> {
        let wire: Wire<'_> = intoto::predicate(json)?;
        let attributes = wire
            .attributes
            .into_iter()
            .map(|Object(attribute)| attribute.read());
        let report = Self {
            attributes: attributes.collect::<Result<_, _>>()?,
            producer: optional(wire.producer, "producer")?,
        };
        report.checked()
    }

    fn to_json(&self) -> Vec<u8> {
        let wire = Wire {
            attributes: self
                .attributes
                .iter()
                .map(|one| Object(WireAttribute::of(one)))
                .collect(),
            producer: self.producer.as_ref().map(|one| Object(WireDescriptor::of(one))),
        };
        // Strings in a vector cannot fail to serialize.
        serde_json::to_vec(&wire).unwrap_or_default()
    }
}

#[derive(Deserialize, Serialize)]
struct Wire<'a> {
    #[serde(borrow)]
    attributes: Vec<Object<WireAttribute<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    producer: Option<Object<WireDescriptor<'a>>>,
}

#[derive(Deserialize, Serialize)]
struct WireAttribute<'a> {
    attribute: String,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    target: Option<Object<WireDescriptor<'a>>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    conditions: Option<&'a RawValue>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    evidence: Option<Object<WireDescriptor<'a>>>,
}

impl<'a> WireAttribute<'a> {
    fn of(attribute: &'a Attribute) -> Self {
        let wire =
            |part: &'a Option<ResourceDescriptor>| part.as_ref().map(|one| Object(WireDescriptor::of(one)));
        Self {
            attribute: attribute.attribute.clone(),
            target: wire(&attribute.target),
            conditions: attribute.conditions.as_ref().and_then(JsonObject::as_raw),
            evidence: wire(&attribute.evidence),
        }
    }

    fn read(self) -> Result<Attribute, PredicateError> {
        Ok(Attribute {
            attribute: self.attribute,
            target: optional(self.target, "attributes.target")?,
            conditions: JsonObject::of_raw(self.conditions, "attributes.conditions")?,
            evidence: optional(self.evidence, "attributes.evidence")?,
        })
    }
}

fn optional(
    wire: Option<Object<WireDescriptor<'_>>>,
    member: &'static str,
) -> Result<Option<ResourceDescriptor>, PredicateError> {
    wire.map(|Object(one)| descriptor(one, member)).transpose()
}
