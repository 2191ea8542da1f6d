//! One pass over a whole document: duplicate keys, depth and number of values, also in members nobody reads.
//!
//! The descent follows the nesting, which is bounded by the depth limit and by serde_json's own of 128.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Bounds, JsonError, JsonProblem};

/// Longest key repeated in an error, in characters.
const KEY_SHOWN: usize = 64;

pub(super) fn check(document: &[u8], bounds: Bounds) -> Result<(), JsonError> {
    let state = State {
        bounds,
        items: Cell::new(0),
        problem: RefCell::new(None),
    };
    let mut deserializer = serde_json::Deserializer::from_slice(document);
    let result = Scan {
        state: &state,
        depth: 0,
    }
    .deserialize(&mut deserializer)
    .and_then(|()| deserializer.end());
    result.map_err(|error| {
        let mut refused = JsonError::from_serde(&error, document);
        if let Some(problem) = state.problem.take() {
            refused.problem = problem;
        }
        refused
    })
}

struct State {
    bounds: Bounds,
    items: Cell<usize>,
    /// The reason behind the error given to serde, which carries only text.
    problem: RefCell<Option<JsonProblem>>,
}

impl State {
    fn refuse<E: Error>(&self, problem: JsonProblem) -> E {
        self.problem.replace(Some(problem));
        E::custom("refused")
    }

    fn count<E: Error>(&self) -> Result<(), E> {
        let items = self.items.get() + 1;
        self.items.set(items);
        let limit = self.bounds.items;
        if items > limit {
            Err(self.refuse(JsonProblem::TooManyItems { limit }))
        } else {
            Ok(())
        }
    }
}

#[derive(Clone, Copy)]
struct Scan<'a> {
    state: &'a State,
    depth: usize,
}

impl Scan<'_> {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        let limit = self.state.bounds.depth;
        if self.depth >= limit {
            return Err(self.state.refuse(JsonProblem::TooDeep { limit }));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }
}

impl<'de> DeserializeSeed<'de> for Scan<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.state.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Scan<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        while values.next_element_seed(inner)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let inner = self.deeper()?;
        let mut keys = BTreeSet::new();
        while let Some(key) = members.next_key_seed(Key)? {
            self.state.count()?;
            if keys.contains(&key) {
                let key = key.chars().take(KEY_SHOWN).collect();
                return Err(self.state.refuse(JsonProblem::DuplicateKey { key }));
            }
            keys.insert(key);
            members.next_value_seed(inner)?;
        }
        Ok(())
    }
}

/// A key, borrowed from the document unless it is written with escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { depth: 3, items: 10 };

    fn problem(text: &str) -> Option<JsonProblem> {
        check(text.as_bytes(), BOUNDS).err().map(|error| error.problem)
    }

    #[test]
    fn duplicate_keys_are_refused_at_any_depth_and_however_they_are_written() {
        let duplicate = |key: &str| Some(JsonProblem::DuplicateKey { key: key.to_owned() });
        assert_eq!(problem(r#"{"a":1,"a":1}"#), duplicate("a"));
        assert_eq!(problem(r#"{"x":[{"b":1,"\u0062":2}]}"#), duplicate("b"));
        assert_eq!(problem(r#"{"a":{"b":1},"b":2}"#), None);
    }

    #[test]
    fn depth_and_number_of_values_are_bounded() {
        assert_eq!(problem("[[[1]]]"), None);
        assert_eq!(problem("[[[[1]]]]"), Some(JsonProblem::TooDeep { limit: 3 }));
        assert_eq!(problem("[1,2,3,4,5,6,7,8,9]"), None);
        assert_eq!(
            problem("[1,2,3,4,5,6,7,8,9,10]"),
            Some(JsonProblem::TooManyItems { limit: 10 })
        );
    }

    #[test]
    fn a_document_has_nothing_after_its_end() {
        assert_eq!(problem("{} {}"), Some(JsonProblem::Syntax));
        assert_eq!(problem("{"), Some(JsonProblem::UnexpectedEnd));
        assert_eq!(problem(""), Some(JsonProblem::UnexpectedEnd));
    }

    #[test]
    fn nesting_far_beyond_the_limit_is_refused_without_descending() {
        let error = check(
            "[".repeat(1_000_000).as_bytes(),
            Bounds {
                depth: 100,
                items: 1_000_000,
            },
        )
        .unwrap_err();
        assert_eq!(error.problem, JsonProblem::TooDeep { limit: 100 });
        assert_eq!((error.position.line, error.position.column), (1, 101));
    }
}
