//! The test suite of the package URL specification, read from the folder that `PORTCULLIS_CONFORMANCE` names.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests; the figures are the output"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use portcullis_findings::Purl;
use serde_json::{Value, json};

/// How many cases fail: one recommends that a qualifier key in mixed case be read, and required cases ask for its refusal.
const KNOWN: usize = 1;

/// Of how many cases. Of other cases as large a fraction may fail.
const COUNTED: usize = 296;

#[test]
fn package_urls() {
    let Some(root) = std::env::var_os("PORTCULLIS_CONFORMANCE") else {
        println!("conformance purl: skipped, PORTCULLIS_CONFORMANCE is not set");
        return;
    };
    let folder = PathBuf::from(root).join("versions").join("purl-spec");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of the cases")
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    let mut total = 0;
    let mut failures = Vec::new();
    for file in files {
        let document: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        for case in document["tests"].as_array().expect("a list of cases") {
            total += 1;
            if let Err(found) = run(case) {
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
                failures.push(json!({ "file": name, "case": case, "found": found }));
            }
        }
    }
    let passed = total - failures.len();
    println!("conformance purl: {passed}/{total}");
    write(&failures);
    if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none() {
        assert!(total > 0, "no case was found");
        let failed = failures.len();
        assert!(
            failed * COUNTED <= KNOWN * total,
            "{failed} of {total} cases fail, {KNOWN} of {COUNTED} are known to: {failures:#?}"
        );
        assert!(
            total != COUNTED || failed == KNOWN,
            "{failed} cases fail, lower the number of known ones from {KNOWN}"
        );
    }
}

/// What was found where it is not what the case expects.
fn run(case: &Value) -> Result<(), String> {
    let input = &case["input"];
    let result = match case["test_type"].as_str() {
        Some("build") => build(input),
        Some("parse" | "validate") => input.as_str().expect("a text").parse(),
        other => return Err(format!("unknown type of case {other:?}")),
    };
    let expects_failure = case["expected_failure"].as_bool().expect("a choice");
    let expected = &case["expected_output"];
    let purl = match result {
        Err(_) if expects_failure => return Ok(()),
        Err(error) => return Err(error.to_string()),
        Ok(purl) if expects_failure => return Err(purl.to_string()),
        Ok(purl) => purl,
    };
    let found = if expected.is_string() {
        Value::String(purl.to_string())
    } else {
        parts(&purl)
    };
    let same = match (expected.as_object(), found.as_object()) {
        (Some(expected), Some(found)) => {
            let keys = ["type", "namespace", "name", "version", "qualifiers", "subpath"];
            let none = Value::Null;
            let value = |object: &serde_json::Map<String, Value>, key: &str| {
                let value = object.get(key).unwrap_or(&none).clone();
                if value == json!({}) || value == json!("") {
                    Value::Null
                } else {
                    value
                }
            };
            keys.iter().all(|key| value(expected, key) == value(found, key))
        }
        _ => *expected == found,
    };
    if same { Ok(()) } else { Err(found.to_string()) }
}

fn build(input: &Value) -> Result<Purl, portcullis_findings::PurlError> {
    let text = |key: &str| input[key].as_str().map(str::to_owned);
    let mut builder = Purl::builder(text("type").unwrap_or_default(), text("name").unwrap_or_default());
    if let Some(namespace) = text("namespace") {
        builder = builder.namespace(namespace);
    }
    if let Some(version) = text("version") {
        builder = builder.version(version);
    }
    if let Some(subpath) = text("subpath") {
        builder = builder.subpath(subpath);
    }
    for (key, value) in input["qualifiers"].as_object().into_iter().flatten() {
        builder = builder.qualifier(key, value.as_str().expect("a text"));
    }
    builder.build()
}

fn parts(purl: &Purl) -> Value {
    json!({
        "type": purl.ty(),
        "namespace": purl.namespace(),
        "name": purl.name(),
        "version": purl.version(),
        "qualifiers": purl.qualifiers().map(|(key, value)| (key.to_owned(), value.into())).collect::<serde_json::Map<_, Value>>(),
        "subpath": purl.subpath(),
    })
}

/// One JSON line per failure under `target/conformance`.
fn write(failures: &[Value]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/conformance");
    fs::create_dir_all(&folder).unwrap();
    let mut file = fs::File::create(folder.join("purl.jsonl")).unwrap();
    for failure in failures {
        writeln!(file, "{failure}").unwrap();
    }
}
