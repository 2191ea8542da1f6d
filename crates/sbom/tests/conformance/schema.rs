//! JSON Schema as far as the schemas of CycloneDX use it. A keyword that is not known here ends the test: what is not
//! checked must not look as if it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use portcullis_findings::Timestamp;
use regex_lite::Regex;
use serde_json::{Map, Value};

/// The schemas of a folder, by file name.
pub(crate) struct Schemas {
    files: BTreeMap<String, Value>,
}

/// Keywords that tell people something and check nothing.
const TOLD: [&str; 12] = [
    "$schema",
    "$id",
    "$comment",
    "title",
    "description",
    "examples",
    "default",
    "definitions",
    "deprecated",
    "meta:enum",
    "additionalItems",
    "$defs",
];

impl Schemas {
    pub(crate) fn of(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let name = entry.file_name().to_str().unwrap().to_owned();
            if name.ends_with(".schema.json") {
                files.insert(
                    name,
                    serde_json::from_slice(&fs::read(entry.path()).unwrap()).unwrap(),
                );
            }
        }
        Self { files }
    }

    /// What of a document the schema of a file refuses, with its place.
    pub(crate) fn faults(&self, file: &str, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check((file, &self.files[file]), document, "", &mut faults);
        faults
    }

    fn check(&self, (file, schema): (&str, &Value), value: &Value, at: &str, faults: &mut Vec<String>) {
        let Value::Object(schema) = schema else {
            if *schema == Value::Bool(false) {
                faults.push(format!("{at}: nothing may stand here"));
            }
            return;
        };
        if let Some(Value::String(target)) = schema.get("$ref") {
            return self.check(self.target(file, target), value, at, faults);
        }
        let mut fault = |what: String| faults.push(format!("{at}: {what}"));
        for (keyword, with) in schema {
            let is_met = match keyword.as_str() {
                "type" => is_of(with, value),
                "enum" => with.as_array().unwrap().contains(value),
                "const" => with == value,
                "minimum" => value
                    .as_f64()
                    .is_none_or(|number| number >= with.as_f64().unwrap()),
                "maximum" => value
                    .as_f64()
                    .is_none_or(|number| number <= with.as_f64().unwrap()),
                "minLength" => length(value).is_none_or(|length| length >= with.as_u64().unwrap()),
                "maxLength" => length(value).is_none_or(|length| length <= with.as_u64().unwrap()),
                "minItems" => items(value).is_none_or(|count| count >= with.as_u64().unwrap()),
                "maxItems" => items(value).is_none_or(|count| count <= with.as_u64().unwrap()),
                "pattern" => value
                    .as_str()
                    .is_none_or(|text| Regex::new(with.as_str().unwrap()).unwrap().is_match(text)),
                "format" => value
                    .as_str()
                    .is_none_or(|text| fits(with.as_str().unwrap(), text)),
                "required" => value.as_object().is_none_or(|fields| {
                    let mut names = with.as_array().unwrap().iter();
                    names.all(|name| fields.contains_key(name.as_str().unwrap()))
                }),
                "uniqueItems" => value
                    .as_array()
                    .is_none_or(|list| list.iter().enumerate().all(|(at, one)| !list[..at].contains(one))),
                "oneOf" | "anyOf" | "allOf" => {
                    let all = with.as_array().unwrap();
                    let met = |one: &&Value| self.takes((file, one), value);
                    let count = all.iter().filter(met).count();
                    match keyword.as_str() {
                        "oneOf" => count == 1,
                        "anyOf" => count > 0,
                        _ => count == all.len(),
                    }
                }
                "not" => !self.takes((file, with), value),
                "if" => {
                    let is_so = self.takes((file, with), value);
                    let branch = schema.get(if is_so { "then" } else { "else" });
                    branch.is_none_or(|branch| self.takes((file, branch), value))
                }
                // Below, with places of their own, or with `if`.
                "properties" | "additionalProperties" | "patternProperties" | "items" | "then" | "else" => {
                    true
                }
                other => {
                    assert!(TOLD.contains(&other), "the keyword {other} is not known here");
                    true
                }
            };
            if !is_met {
                fault(format!("{keyword} {with} refuses {value}"));
            }
        }
        match value {
            Value::Object(fields) => self.fields((file, schema), fields, at, faults),
            Value::Array(list) => {
                for (index, item) in list.iter().enumerate() {
                    if let Some(items) = schema.get("items") {
                        let of = items.get(index).unwrap_or(items);
                        self.check((file, of), item, &format!("{at}/{index}"), faults);
                    }
                }
            }
            _ => {}
        }
    }

    fn takes(&self, schema: (&str, &Value), value: &Value) -> bool {
        let mut faults = Vec::new();
        self.check(schema, value, "", &mut faults);
        faults.is_empty()
    }

    fn fields(
        &self,
        (file, schema): (&str, &Map<String, Value>),
        fields: &Map<String, Value>,
        at: &str,
        faults: &mut Vec<String>,
    ) {
        for (name, value) in fields {
            let at = format!("{at}/{name}");
            let mut known = false;
            if let Some(of) = schema.get("properties").and_then(|all| all.get(name)) {
                known = true;
                self.check((file, of), value, &at, faults);
            }
            for (pattern, of) in schema
                .get("patternProperties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                if Regex::new(pattern).unwrap().is_match(name) {
                    known = true;
                    self.check((file, of), value, &at, faults);
                }
            }
            if let Some(of) = schema.get("additionalProperties").filter(|_| !known) {
                self.check((file, of), value, &at, faults);
            }
        }
    }

    fn target<'s>(&'s self, file: &'s str, target: &'s str) -> (&'s str, &'s Value) {
        let (other, pointer) = target.split_once('#').unwrap_or((target, ""));
        let file = if other.is_empty() { file } else { other };
        let root = self.files.get(file).unwrap_or_else(|| panic!("no schema {file}"));
        (
            file,
            root.pointer(pointer)
                .unwrap_or_else(|| panic!("no place {target}")),
        )
    }
}

fn is_of(kinds: &Value, value: &Value) -> bool {
    let one = |kind: &Value| match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        kind => panic!("no type {kind}"),
    };
    match kinds.as_array() {
        Some(kinds) => kinds.iter().any(one),
        None => one(kinds),
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

fn items(value: &Value) -> Option<u64> {
    value.as_array().map(|list| list.len() as u64)
}

/// Formats whose grammar is short; addresses of mail are taken as they are.
fn fits(format: &str, text: &str) -> bool {
    match format {
        "date-time" => text.parse::<Timestamp>().is_ok() && text.contains('T'),
        "uri" | "iri" => text.contains(':') && fits("iri-reference", text),
        "iri-reference" | "uri-reference" => !text
            .chars()
            .any(|character| character.is_whitespace() || r#"<>"{}|\^`"#.contains(character)),
        "date" => text.parse::<portcullis_findings::Date>().is_ok(),
        "email" | "idn-email" => text.contains('@'),
        format => panic!("no format {format}"),
    }
}
