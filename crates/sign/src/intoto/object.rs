//! JSON objects whose members only producer and consumer know.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::value::RawValue;

use super::PredicateError;
use crate::json::{self, Bounds};

/// The bounds an object is checked against when it is made; inside a statement its limits count.
const OWN: Bounds = Bounds {
    depth: 64,
    items: 1_000_000,
};

/// A JSON object that is kept as its text: parameters of a build, an environment, annotations.
///
/// ```
/// use portcullis_sign::intoto::JsonObject;
/// let inputs = JsonObject::from_json(br#"{"workflow":{"ref":"refs/heads/main"},"attempt":1}"#)?;
/// assert_eq!(inputs.text_at(&["workflow", "ref"]).as_deref(), Some("refs/heads/main"));
/// assert_eq!(inputs.text_at(&["attempt"]), None); // not a text
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Eq, Ord, PartialEq, PartialOrd)]
pub struct JsonObject(String);

impl JsonObject {
    /// An object from its JSON text, at most 64 levels deep and of a million values.
    ///
    /// # Errors
    ///
    /// [`PredicateError::Json`] if it is not one JSON object, or has two members of one name at any depth.
    pub fn from_json(json: &[u8]) -> Result<Self, PredicateError> {
        json::check(json, OWN)?;
        // The check has read the same bytes as JSON, which is UTF-8.
        Ok(Self(String::from_utf8_lossy(json.trim_ascii()).into_owned()))
    }

    /// The same object with a text under `name`, in place of what was there.
    #[must_use]
    pub fn with_text(self, name: &str, value: &str) -> Self {
        self.with(name, &serde_json::Value::from(value))
    }

    /// The same object with another object under `name`, in place of what was there.
    #[must_use]
    pub fn with_object(self, name: &str, value: &Self) -> Self {
        self.with(name, &value.as_raw())
    }

    /// The JSON text.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.0
    }

    /// Whether it has no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names().is_empty()
    }

    /// The names of its members, ordered.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        members(&self.0).into_keys().collect()
    }

    /// The text at a path of member names; `None` if there is nothing, or something else than a text.
    #[must_use]
    pub fn text_at(&self, path: &[&str]) -> Option<String> {
        serde_json::from_str(self.at(path)?).ok()
    }

    /// Its members, ordered, with the text of those that are texts. Reads the object once, however many it has.
    pub(crate) fn texts(&self) -> BTreeMap<String, Option<String>> {
        let text = |value: &RawValue| serde_json::from_str(value.get()).ok();
        let all = members(&self.0).into_iter();
        all.map(|(name, value)| (name, text(value))).collect()
    }

    /// The object at a path of member names.
    #[must_use]
    pub fn object_at(&self, path: &[&str]) -> Option<Self> {
        let text = self.at(path)?;
        text.starts_with('{').then(|| Self(text.to_owned()))
    }

    /// Whether something stands at a path of member names, `null` too.
    #[must_use]
    pub fn contains(&self, path: &[&str]) -> bool {
        self.at(path).is_some()
    }

    /// The JSON text at a path.
    fn at(&self, path: &[&str]) -> Option<&str> {
        path.iter().try_fold(self.0.as_str(), |object, name| {
            members(object).get(*name).map(|value| value.get())
        })
    }

    fn with(self, name: &str, value: &impl serde::Serialize) -> Self {
        let mut all = members(&self.0);
        // Checked JSON cannot fail to serialize.
        let value = serde_json::value::to_raw_value(value).unwrap_or_default();
        all.insert(name.to_owned(), &value);
        Self(serde_json::to_string(&all).unwrap_or_default())
    }

    /// A member of a document that was checked; `None` for `null`, an error for what is no object.
    pub(crate) fn of_raw(
        raw: Option<&RawValue>,
        member: &'static str,
    ) -> Result<Option<Self>, PredicateError> {
        match raw.map(RawValue::get) {
            None | Some("null") => Ok(None),
            Some(text) if text.starts_with('{') => Ok(Some(Self(text.to_owned()))),
            Some(_) => Err(PredicateError::Value { member }),
        }
    }

    pub(crate) fn as_raw(&self) -> Option<&RawValue> {
        // Only checked JSON is kept.
        serde_json::from_str(&self.0).ok()
    }
}

impl Default for JsonObject {
    /// `{}`.
    fn default() -> Self {
        Self("{}".to_owned())
    }
}

impl fmt::Debug for JsonObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The members of an object; none of anything else.
fn members(json: &str) -> BTreeMap<String, &RawValue> {
    serde_json::from_str(json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_reached_by_path_and_only_as_what_they_are() {
        let object = JsonObject::from_json(br#" {"a":{"b":"c","n":1,"z":null},"t":"x"} "#).unwrap();
        assert_eq!(object.text_at(&["a", "b"]).as_deref(), Some("c"));
        assert_eq!(object.text_at(&["a", "n"]), None);
        assert_eq!(object.text_at(&["t", "b"]), None);
        assert_eq!(object.text_at(&[]), None);
        assert!(object.contains(&["a", "z"]));
        assert_eq!(object.object_at(&["a"]).unwrap().names(), ["b", "n", "z"]);
        assert_eq!(object.object_at(&["t"]), None);
    }

    #[test]
    fn members_that_are_set_replace_others_and_stand_in_order() {
        let object = JsonObject::default()
            .with_text("b", "1")
            .with_text("a", "\"")
            .with_text("b", "2");
        assert_eq!(object.as_json(), r#"{"a":"\"","b":"2"}"#);
        let outer = JsonObject::default().with_object("in", &object);
        assert_eq!(outer.as_json(), r#"{"in":{"a":"\"","b":"2"}}"#);
    }

    #[test]
    fn what_is_no_object_or_ambiguous_is_refused() {
        for text in [
            "[]",
            "1",
            "null",
            "",
            "{",
            r#"{"a":1,"a":2}"#,
            r#"{"x":{"a":1,"a":2}}"#,
        ] {
            assert!(JsonObject::from_json(text.as_bytes()).is_err(), "{text}");
        }
    }
}
