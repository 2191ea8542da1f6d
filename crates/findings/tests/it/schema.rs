//! The report against its published schema, by the few keywords that the schema uses.

use std::path::Path;

use portcullis_findings::exchange::report;
use serde_json::{Value, json};

use crate::example;

#[test]
fn the_report_is_valid_by_its_schema() {
    let (schema, report) = (schema(), report());
    assert_eq!(check(&schema, &schema, &report, "$"), Ok(()));
}

#[test]
fn what_the_schema_does_not_know_is_refused() {
    let schema = schema();
    let changes: [(&str, Value); 7] = [
        ("/schema", json!("portcullis-report/v2")),
        ("/at", json!("yesterday")),
        ("/findings/0/severity", json!("terrible")),
        ("/findings/0/fix", json!({ "state": "available" })),
        ("/findings/0/keys", json!(["exact/v1"])),
        ("/gaps/0", json!({ "kind": "skipped" })),
        ("/tool", json!({ "name": "a", "version": "1", "more": true })),
    ];
    for (pointer, value) in changes {
        let mut report = report();
        *report.pointer_mut(pointer).unwrap() = value;
        assert!(check(&schema, &schema, &report, "$").is_err(), "{pointer}");
    }
    let mut report = report();
    let secret = report["findings"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|finding| finding["kind"] == "secret");
    secret.unwrap()["detail"] = json!({ "advisory": "EX-1", "aliases": [], "summary": "" });
    assert!(check(&schema, &schema, &report, "$").is_err());
}

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/report-v1.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn report() -> Value {
    serde_json::from_str(&report::to_string(&example::report())).unwrap()
}

/// Whether a value is valid; the error says where not.
fn check(root: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    for (keyword, asked) in schema.as_object().into_iter().flatten() {
        let valid = match keyword.as_str() {
            "$ref" => {
                let pointer = asked.as_str().unwrap().trim_start_matches('#');
                check(root, root.pointer(pointer).expect(pointer), value, at)?;
                true
            }
            "type" => match asked.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_u64() || value.is_i64(),
                other => panic!("type {other} is not known here"),
            },
            "const" => value == asked,
            "enum" => asked.as_array().unwrap().contains(value),
            "minimum" => value
                .as_i64()
                .is_none_or(|value| value >= asked.as_i64().unwrap()),
            "maximum" => value
                .as_i64()
                .is_none_or(|value| value <= asked.as_i64().unwrap()),
            "minItems" => value
                .as_array()
                .is_none_or(|items| items.len() as u64 >= asked.as_u64().unwrap()),
            "minProperties" => value
                .as_object()
                .is_none_or(|members| members.len() as u64 >= asked.as_u64().unwrap()),
            "uniqueItems" => value.as_array().is_none_or(|items| {
                items
                    .iter()
                    .enumerate()
                    .all(|(at, item)| !items[..at].contains(item))
            }),
            "pattern" => value
                .as_str()
                .is_none_or(|text| matches_pattern(asked.as_str().unwrap(), text)),
            "required" => asked
                .as_array()
                .unwrap()
                .iter()
                .all(|name| value.get(name.as_str().unwrap()).is_some()),
            "items" => {
                for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, asked, item, &format!("{at}[{number}]"))?;
                }
                true
            }
            "properties" => {
                for (name, schema) in asked.as_object().unwrap() {
                    if let Some(member) = value.get(name) {
                        check(root, schema, member, &format!("{at}.{name}"))?;
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = |name: &str| schema["properties"].get(name).is_some();
                for (name, member) in value
                    .as_object()
                    .into_iter()
                    .flatten()
                    .filter(|(name, _)| !known(name))
                {
                    if *asked == json!(false) {
                        return Err(format!("{at}.{name} is not known"));
                    }
                    check(root, asked, member, &format!("{at}.{name}"))?;
                }
                true
            }
            "allOf" => {
                for schema in asked.as_array().unwrap() {
                    check(root, schema, value, at)?;
                }
                true
            }
            "oneOf" => {
                asked
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|schema| check(root, schema, value, at).is_ok())
                    .count()
                    == 1
            }
            "not" => check(root, asked, value, at).is_err(),
            "if" => {
                if check(root, asked, value, at).is_ok() {
                    check(root, &schema["then"], value, at)?;
                }
                true
            }
            "then" | "$schema" | "$id" | "$defs" | "title" | "description" => true,
            other => panic!("keyword {other} is not known here"),
        };
        if !valid {
            return Err(format!("{at}: {keyword} {asked}"));
        }
    }
    Ok(())
}

/// The patterns of the schema, each with what it means.
fn matches_pattern(pattern: &str, text: &str) -> bool {
    match pattern {
        "^pkg:" => text.starts_with("pkg:"),
        r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$" => {
            text.ends_with('Z') && text.parse::<portcullis_findings::Timestamp>().is_ok()
        }
        "^[A-Za-z0-9._/:-]{1,200}$" => portcullis_findings::RuleId::parse(text).is_ok(),
        "^[a-z]+/v[0-9]+:[0-9a-f]{64}$" => portcullis_findings::Key::parse(text).is_some(),
        "^[a-z0-9-]+:[0-9a-f]+$" => portcullis_findings::Digest::parse(text).is_ok(),
        other => panic!("pattern {other} is not known here"),
    }
}
