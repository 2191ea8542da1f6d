//! The tests of the VERS specification, every file and every type of test.

use std::fs;

use portcullis_vuln_match::{Notation, Scheme, Vers, VersionKey, VersionRange};
use serde_json::{Value, json};

use crate::harness::{Set, data, files};

/// How many of a file's cases fail, each of which is a row of docs/conformance.md; none of the other files.
const KNOWN: [(&str, usize, usize); 2] = [
    // They want an order that Maven has left.
    ("maven_version_cmp_test", 2, 456),
    // It ends `~0.8.0-pre` with 0.8.0.
    ("npm_range_from_native_test", 1, 244),
];

#[test]
fn every_file_of_the_specification() {
    let Some(folder) = data("versions/vers-spec") else {
        return;
    };
    let mut total = 0;
    for path in files(&folder, "json") {
        let stem = path.file_stem().unwrap().to_str().unwrap();
        let file: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let tests = file["tests"].as_array().unwrap();
        let mut set = Set::new(format!("vers-{stem}"));
        for test in tests {
            let (passed, found) = run(test);
            set.case(passed, || json!({"test": test, "found": found}));
        }
        total += tests.len();
        if tests.is_empty() {
            continue;
        }
        match KNOWN.iter().find(|(file, ..)| *file == stem) {
            Some((_, known, counted)) => set.finish_but(*known, *counted),
            None => set.finish(),
        }
    }
    assert!(total > 0, "no test was found");
}

/// Runs one test by its type; gives what was found instead.
fn run(test: &Value) -> (bool, Value) {
    let (input, expected) = (&test["input"], &test["expected_output"]);
    let fails = test["expected_failure"].as_bool() == Some(true);
    let found = match test["test_type"].as_str().unwrap() {
        "comparison" => sorted(input),
        "equality" => equal(input),
        "containment" => contained(input),
        "from_native" => from_native(input),
        "parse" => parsed(input.as_str().unwrap()),
        "validate" | "roundtrip" => validated(input.as_str().unwrap()),
        other => Err(format!("unknown type of test {other}")),
    };
    match found {
        // Versions of one place, such as those that differ in case alone, may stand in any order.
        Ok(found) if test["test_type"] == "comparison" => {
            (!fails && places(&found, input) == places(expected, input), found)
        }
        Ok(found) => (!fails && found == *expected, found),
        Err(error) => (fails, json!(error)),
    }
}

fn scheme_of(input: &Value) -> Result<Scheme, String> {
    let name = input["input_scheme"].as_str().or(input["scheme"].as_str());
    let name = name.unwrap_or_default();
    Scheme::for_purl_type(name).ok_or(format!("unknown scheme {name}"))
}

fn versions(input: &Value) -> Vec<&str> {
    input["versions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

fn places(versions: &Value, input: &Value) -> Vec<VersionKey> {
    let scheme = scheme_of(input).unwrap();
    let versions = versions.as_array().unwrap().iter().filter_map(Value::as_str);
    versions.map(|version| scheme.parse(version)).collect()
}

fn sorted(input: &Value) -> Result<Value, String> {
    let scheme = scheme_of(input)?;
    let mut versions = versions(input);
    versions.sort_by_key(|version| scheme.parse(version));
    Ok(json!(versions))
}

fn equal(input: &Value) -> Result<Value, String> {
    let scheme = scheme_of(input)?;
    let versions = versions(input);
    let first = scheme.parse(versions[0]);
    Ok(json!(
        versions.iter().all(|version| scheme.parse(version) == first)
    ))
}

fn contained(input: &Value) -> Result<Value, String> {
    let text = input["vers"].as_str().unwrap();
    let (scheme, range) = VersionRange::parse(text, None).map_err(|error| error.to_string())?;
    let key = scheme.parse(input["version"].as_str().unwrap());
    if !key.is_ordered() {
        return Err("the version cannot be ordered".to_owned());
    }
    Ok(json!(range.contains(&key)))
}

fn from_native(input: &Value) -> Result<Value, String> {
    let name = input["scheme"].as_str().unwrap();
    let notation = Notation::named(name).ok_or(format!("unknown notation {name}"))?;
    VersionRange::from_native(notation, input["native_range"].as_str().unwrap())
        .map(|range| json!(range.to_string()))
        .map_err(|error| error.to_string())
}

fn parsed(text: &str) -> Result<Value, String> {
    let vers = Vers::parse(text).map_err(|error| error.to_string())?;
    let constraints: Vec<_> = vers
        .constraints()
        .map(|(comparator, version)| [comparator.as_str(), version])
        .collect();
    Ok(json!({"scheme": vers.ty(), "version_constraints": constraints}))
}

/// Reads leniently and prints what is canonical.
fn validated(text: &str) -> Result<Value, String> {
    let (_, range) = VersionRange::parse(text, None).map_err(|error| error.to_string())?;
    Ok(json!(range.to_string()))
}
