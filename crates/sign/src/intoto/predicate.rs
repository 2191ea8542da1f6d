//! What a statement says about its subjects.

use super::PredicateError;
use crate::json::{self, Bounds};

/// The bounds a raw predicate is checked against when it is made; a statement is read under its own limits.
const RAW: Bounds = Bounds {
    depth: 64,
    items: 1_000_000,
};

/// A predicate type: how it is recognised, read and written. Open for implementation.
pub trait Predicate: Sized {
    /// The predicate type (a URI) shown when another one was found.
    const EXPECTED: &'static str;

    /// Whether a predicate type is this one. Types are compared as they are, without normalization.
    fn accepts(predicate_type: &str) -> bool {
        predicate_type == Self::EXPECTED
    }

    /// The predicate type of this value.
    fn predicate_type(&self) -> &str;

    /// Reads the predicate from JSON; its size, depth and number of values are bounded already, and no object in it
    /// has two members of one name.
    ///
    /// # Errors
    ///
    /// [`PredicateError`] with the member or the position.
    fn from_json(predicate_type: &str, json: &[u8]) -> Result<Self, PredicateError>;

    /// The predicate as one JSON object, the same bytes every time.
    fn to_json(&self) -> Vec<u8>;
}

/// A predicate of any type, as its JSON text stands in the statement. For predicates whose readers are elsewhere
/// (SBOM, VEX) or nowhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RawPredicate {
    predicate_type: String,
    json: Vec<u8>,
}

impl RawPredicate {
    /// A predicate from its JSON text, at most 64 levels deep and of a million values.
    ///
    /// # Errors
    ///
    /// [`PredicateError::Json`] if it is not JSON, or has two members of one name in an object.
    pub fn new(predicate_type: impl Into<String>, json: Vec<u8>) -> Result<Self, PredicateError> {
        json::check(&json, RAW)?;
        Ok(Self {
            predicate_type: predicate_type.into(),
            json,
        })
    }

    /// The JSON text.
    #[must_use]
    pub fn as_json(&self) -> &[u8] {
        &self.json
    }
}

impl Predicate for RawPredicate {
    const EXPECTED: &'static str = "any";

    fn accepts(_: &str) -> bool {
        true
    }

    fn predicate_type(&self) -> &str {
        &self.predicate_type
    }

    fn from_json(predicate_type: &str, json: &[u8]) -> Result<Self, PredicateError> {
        Ok(Self {
            predicate_type: predicate_type.to_owned(),
            json: json.to_vec(),
        })
    }

    fn to_json(&self) -> Vec<u8> {
        self.json.clone()
    }
}
