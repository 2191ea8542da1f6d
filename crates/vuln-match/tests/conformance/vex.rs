//! VEX documents as published, and the tests of the CSAF standard.

use std::fs;
use std::path::Path;

use portcullis_vuln_match::vex::{VexLimits, VexRead, csaf, openvex};
use serde_json::{Value, json};

use crate::harness::{Set, data, files};

/// Published OpenVEX documents are read without a gap, and written they read back the same.
#[test]
fn openvex_documents() {
    let Some(folder) = data("enrichment/openvex") else {
        return;
    };
    let limits = VexLimits::default();
    let mut set = Set::new("openvex");
    let mut count = 0;
    for path in files(&folder, "json") {
        let bytes = fs::read(&path).unwrap();
        let read = openvex::read("a.json", &bytes, &limits);
        let passed = read.as_ref().is_ok_and(|read| {
            let stated: Value = serde_json::from_slice(&bytes).unwrap();
            let stated = stated["statements"].as_array().unwrap().len();
            count += read.document.statements.len();
            read.gaps.is_empty() && read.document.statements.len() == stated && reads_back(read, &limits)
        });
        set.case(
            passed,
            || json!({"file": path, "found": shown(read.map(|read| read.gaps))}),
        );
    }
    println!("conformance openvex: {count} statements");
    set.finish();
}

fn reads_back(read: &VexRead, limits: &VexLimits) -> bool {
    let text = openvex::write(&read.document, None).unwrap();
    let mut again = openvex::read("a.json", text.as_bytes(), limits).unwrap();
    assert!(again.gaps.is_empty());
    again.document.version.clone_from(&read.document.version);
    let positions = read
        .document
        .statements
        .iter()
        .map(|statement| statement.position);
    for (statement, position) in again.document.statements.iter_mut().zip(positions) {
        statement.position = position;
    }
    again.document == read.document
}

/// The mandatory tests whose failure changes what a reader takes from a document; `docs/conformance.md` lists them.
const CHECKED: &[&str] = &[
    "6.1.1",
    "6.1.2",
    "6.1.3",
    "6.1.4",
    "6.1.5",
    "6.1.6",
    "6.1.13",
    "6.1.23",
    "6.1.25",
    "6.1.27.4",
    "6.1.27.7",
    "6.1.27.8",
    "6.1.27.9",
    "6.1.27.11",
    "6.1.29",
    "6.1.31",
    "6.1.32",
    "6.1.33",
    "6.1.34",
    "6.1.36",
    "6.1.42",
    "6.1.57",
    "6.1.58",
];

/// Documents the standard calls valid are read without a gap. Of those it calls invalid the failures of the checked tests
/// are told or refused, whichever test they are listed for.
#[test]
fn csaf_documents() {
    for (version, known) in [("2.0", 0), ("2.1", 4)] {
        let Some(folder) = data(&format!("enrichment/csaf/csaf_{version}/test/validator/data")) else {
            return;
        };
        let list: Value = serde_json::from_slice(&fs::read(folder.join("testcases.json")).unwrap()).unwrap();
        let mut valid = Set::new(if version == "2.0" { "csaf-2.0" } else { "csaf-2.1" });
        let mut invalid = Set::new(if version == "2.0" {
            "csaf-2.0-invalid"
        } else {
            "csaf-2.1-invalid"
        });
        let mut others = 0;
        for test in list["tests"].as_array().unwrap() {
            let id = test["id"].as_str().unwrap();
            for case in cases(&test["valid"]) {
                let found = told(&folder, case);
                valid.case(
                    found == Ok(Vec::new()),
                    || json!({"test": id, "file": case, "found": format!("{found:?}")}),
                );
            }
            for case in cases(&test["failures"]) {
                let found = told(&folder, case);
                if CHECKED.contains(&id) {
                    invalid.case(
                        found != Ok(Vec::new()),
                        || json!({"test": id, "file": case, "found": format!("{found:?}")}),
                    );
                } else {
                    others += 1;
                }
            }
        }
        println!(
            "conformance csaf-{version}: {others} invalid documents of other tests were read or refused"
        );
        valid.finish_but(known, 408);
        invalid.finish();
    }
}

fn cases(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array()
        .into_iter()
        .flatten()
        .map(|case| case["name"].as_str().unwrap())
}

/// What is told of a document: gaps, and statements that do not count for want of a reason.
fn told(folder: &Path, name: &str) -> Result<Vec<String>, String> {
    let bytes = fs::read(folder.join(name)).unwrap();
    let read = csaf::read("a.json", &bytes, &VexLimits::default()).map_err(|error| error.to_string())?;
    let mut told: Vec<String> = read.gaps.iter().map(ToString::to_string).collect();
    let unreasoned = read
        .document
        .statements
        .iter()
        .filter(|statement| !statement.says_why());
    // In the profile VEX alone a reason is asked for.
    let profile = serde_json::from_slice::<Value>(&bytes).unwrap()["document"]["category"] == "csaf_vex";
    told.extend(
        unreasoned
            .filter(|_| profile)
            .map(|_| "not affected without a reason".to_owned()),
    );
    Ok(told)
}

fn shown<T: std::fmt::Debug>(value: T) -> String {
    format!("{value:?}").chars().take(600).collect()
}
