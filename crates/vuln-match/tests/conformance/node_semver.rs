//! Ranges of npm: node-semver's own lists.

use std::fs;

use portcullis_vuln_match::{NpmGrammar, NpmPrereleases, NpmRange};
use serde_json::{Value, json};

use crate::harness::{Set, data};

fn rows(file: &str) -> Option<Vec<Value>> {
    let text = fs::read_to_string(data("versions/node-semver")?.join(file)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

/// An option counts as JavaScript counts it: anything that is there and not zero, empty or null. `true` alone means loose.
fn options(value: Option<&Value>) -> (NpmGrammar, NpmPrereleases) {
    let on = |value: Option<&Value>| match value {
        None | Some(Value::Null) => false,
        Some(Value::Bool(on)) => *on,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !text.is_empty(),
        Some(_) => true,
    };
    let named = |name| {
        value
            .and_then(|value| value.as_object())
            .and_then(|map| map.get(name))
    };
    let loose = match value {
        Some(Value::Object(_)) => on(named("loose")),
        Some(Value::Bool(loose)) => *loose,
        _ => false,
    };
    let grammar = if loose {
        NpmGrammar::Loose
    } else {
        NpmGrammar::Strict
    };
    let prereleases = if on(named("includePrerelease")) {
        NpmPrereleases::Included
    } else {
        NpmPrereleases::SameVersion
    };
    (grammar, prereleases)
}

#[test]
fn what_lies_in_a_range_and_what_does_not() {
    for (name, file, expected) in [
        ("node-range-include", "range-include.json", true),
        ("node-range-exclude", "range-exclude.json", false),
    ] {
        let Some(rows) = rows(file) else { return };
        let mut set = Set::new(name);
        for row in &rows {
            let (grammar, prereleases) = options(row.get(2));
            let range = NpmRange::parse(row[0].as_str().unwrap(), grammar, prereleases);
            // What is no text is no version.
            let found = range.map(|range| row[1].as_str().is_some_and(|version| range.contains(version)));
            set.case(
                found == Ok(expected),
                || json!({"row": row, "found": format!("{found:?}")}),
            );
        }
        set.finish();
    }
}

#[test]
fn how_a_range_is_written_out() {
    let Some(rows) = rows("range-parse.json") else {
        return;
    };
    let mut set = Set::new("node-range-parse");
    for row in &rows {
        let (grammar, prereleases) = options(row.get(2));
        let range = NpmRange::parse(row[0].as_str().unwrap(), grammar, prereleases);
        let found = range.ok().map(|range| range.to_string());
        set.case(
            found.as_deref() == row[1].as_str(),
            || json!({"row": row, "found": found}),
        );
    }
    set.finish();
}
