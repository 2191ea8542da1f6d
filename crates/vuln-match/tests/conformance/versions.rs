//! Orders of versions: osv-scalibr's and PyPA's lists.

use std::cmp::Ordering;
use std::fs;

use portcullis_vuln_match::Scheme;
use serde_json::{Value, json};

use crate::harness::{Set, data};

/// Lines `A op B`; both directions are checked.
fn order_file(set: &mut Set, file: &str, scheme: Scheme) {
    let Some(folder) = data("versions/osv-scalibr") else {
        return;
    };
    for line in fs::read_to_string(folder.join(file)).unwrap().lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [left, sign, right] = words.as_slice() else {
            continue;
        };
        let expected = match *sign {
            "<" => Ordering::Less,
            "=" => Ordering::Equal,
            ">" => Ordering::Greater,
            _ => continue,
        };
        let (one, two) = (scheme.parse(left), scheme.parse(right));
        let passed = one.cmp(&two) == expected && two.cmp(&one) == expected.reverse();
        set.case(
            passed,
            || json!({"file": file, "line": line, "left": format!("{one:?}"), "right": format!("{two:?}")}),
        );
    }
}

#[test]
fn semver_order() {
    if data("versions/osv-scalibr").is_none() {
        return;
    }
    for (name, scheme) in [
        ("order-semver", Scheme::SemVer),
        ("order-semver-as-go", Scheme::Go),
    ] {
        let mut set = Set::new(name);
        order_file(&mut set, "semver-versions.txt", scheme);
        set.finish();
    }
}

#[test]
fn pypi_order() {
    if data("versions/osv-scalibr").is_none() {
        return;
    }
    let mut set = Set::new("order-pypi");
    order_file(&mut set, "pypi-versions.txt", Scheme::Pep440);
    order_file(&mut set, "pypi-versions-generated.txt", Scheme::Pep440);
    set.finish();
}

#[test]
fn pypa_sorted_list() {
    let Some(folder) = data("versions/pypa-packaging") else {
        return;
    };
    let text = fs::read_to_string(folder.join("pep440_sorted_versions.json")).unwrap();
    let list: Value = serde_json::from_str(&text).unwrap();
    let versions: Vec<&str> = list["sorted_ascending"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let mut set = Set::new("order-pypa");
    for (at, low) in versions.iter().enumerate() {
        for high in versions.iter().skip(at + 1) {
            let (one, two) = (Scheme::Pep440.parse(low), Scheme::Pep440.parse(high));
            set.case(
                one.cmp(&two) == Ordering::Less && two.cmp(&one) == Ordering::Greater,
                || json!({"low": low, "high": high}),
            );
        }
    }
    set.finish();
}

#[test]
fn node_semver_order() {
    let Some(folder) = data("versions/node-semver") else {
        return;
    };
    let mut set = Set::new("order-node-semver");
    for (file, expected) in [
        ("comparisons.json", Ordering::Greater),
        ("equality.json", Ordering::Equal),
    ] {
        let rows: Value = serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap();
        for row in rows.as_array().unwrap() {
            let (left, right) = (row[0].as_str().unwrap(), row[1].as_str().unwrap());
            let (one, two) = (Scheme::SemVer.parse(left), Scheme::SemVer.parse(right));
            set.case(
                one.cmp(&two) == expected,
                || json!({"left": left, "right": right, "expected": format!("{expected:?}")}),
            );
        }
    }
    set.finish();
}
