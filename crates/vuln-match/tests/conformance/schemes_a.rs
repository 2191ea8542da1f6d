//! Orders of Maven, NuGet, RubyGems, Packagist and Pub: osv-scalibr's, osv.dev's and Maven's lists.

use std::cmp::Ordering;
use std::fs;

use portcullis_vuln_match::{Affected, Answer, Coordinates, EventKind, Scheme};
use serde_json::{Value, json};

use crate::harness::{Set, data, records};

/// Checks both directions of `left op right`.
fn order_case(set: &mut Set, source: &str, scheme: Scheme, left: &str, expected: Ordering, right: &str) {
    let (one, two) = (scheme.parse(left), scheme.parse(right));
    let found = one.cmp(&two);
    set.case(
        found == expected && two.cmp(&one) == expected.reverse(),
        || json!({"source": source, "left": left, "right": right, "expected": format!("{expected:?}"), "found": format!("{found:?}")}),
    );
}

/// Lines `A op B`.
fn order_file(set: &mut Set, file: &str, scheme: Scheme) {
    let Some(folder) = data("versions") else { return };
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
        order_case(set, file, scheme, left, expected, right);
    }
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

#[test]
fn maven_order() {
    let Some(folder) = data("versions/apache-maven") else {
        return;
    };
    let mut set = Set::new("order-maven");
    order_file(&mut set, "osv-scalibr/maven-versions.txt", Scheme::Maven);
    order_file(
        &mut set,
        "osv-scalibr/maven-versions-generated.txt",
        Scheme::Maven,
    );
    let text = fs::read_to_string(folder.join("comparable_version.json")).unwrap();
    let lists: Value = serde_json::from_str(&text).unwrap();
    let source = "apache-maven";
    for (_, list) in lists["sorted_ascending"].as_object().unwrap() {
        let list = strings(list);
        for (at, low) in list.iter().enumerate() {
            for high in list.iter().skip(at + 1) {
                order_case(&mut set, source, Scheme::Maven, low, Ordering::Less, high);
            }
        }
    }
    for (name, expected) in [("equal", Ordering::Equal), ("order_lt", Ordering::Less)] {
        for pair in lists[name].as_array().unwrap() {
            let pair = strings(pair);
            order_case(&mut set, source, Scheme::Maven, pair[0], expected, pair[1]);
        }
    }
    // 7 rows of 7,924 follow a Maven that put a qualifier behind a dot above a list, and no reference: see
    // docs/conformance.md.
    set.finish_but(7, 7_924);
}

#[test]
fn nuget_order() {
    if data("versions/osv-scalibr").is_none() {
        return;
    }
    let mut set = Set::new("order-nuget");
    order_file(&mut set, "osv-scalibr/nuget-versions.txt", Scheme::NuGet);
    set.finish();
}

#[test]
fn gem_order() {
    if data("versions/osv-scalibr").is_none() {
        return;
    }
    let mut set = Set::new("order-gem");
    order_file(&mut set, "osv-scalibr/rubygems-versions.txt", Scheme::Gem);
    order_file(
        &mut set,
        "osv-scalibr/rubygems-versions-generated.txt",
        Scheme::Gem,
    );
    set.finish();
}

#[test]
fn packagist_order() {
    if data("versions/osv-scalibr").is_none() {
        return;
    }
    // 8 rows of 5,449 follow `version_compare` alone, without Composer's normalisation; asked so, all but the two that
    // contradict another row of their file hold: see docs/conformance.md.
    for (name, scheme, known) in [
        ("order-packagist", Scheme::Packagist, 8),
        ("order-packagist-php", Scheme::Php, 2),
    ] {
        let mut set = Set::new(name);
        for file in [
            "osv-scalibr/packagist-versions.txt",
            "osv-scalibr/packagist-versions-generated.txt",
            "osv.dev/packagist_test_cases.txt",
        ] {
            order_file(&mut set, file, scheme);
        }
        set.finish_but(known, 5_449);
    }
}

#[test]
fn pub_order() {
    if data("versions/osv-scalibr").is_none() {
        return;
    }
    let mut set = Set::new("order-pub");
    order_file(&mut set, "osv-scalibr/pub-versions.txt", Scheme::Pub);
    set.finish();
}

/// Drupal's and other Packagist records list no versions, so their events are asked: what is introduced is affected, what is
/// fixed is not, and the version in front of a fix (its own development branch) is.
#[test]
fn packagist_events_are_decided() {
    let Some(records) = records("osv") else { return };
    let index = records.built.open().unwrap();
    let mut set = Set::new("osv-packagist-events");
    let mut ask = |package: &Coordinates, version: &str, id: &str, expected: bool| {
        let found = index.matches_of(package, Some(version)).unwrap();
        let mut hits = found.iter().flat_map(|found| found.explanations());
        let affected = hits.any(|hit| hit.advisory.id() == id && hit.answer == Answer::Affected);
        set.case(
            affected == expected,
            || json!({"advisory": id, "package": package.name, "version": version, "expected": expected}),
        );
    };
    for advisory in &records.advisories {
        for entry in &advisory.affected {
            let Some(package) = entry.package.as_ref() else {
                continue;
            };
            if package.ecosystem.base() != "Packagist" || advisory.withdrawn.is_some() {
                continue;
            }
            let found = Coordinates::new(package.ecosystem.clone(), &*package.name);
            // Another range of the same package may begin where one ends.
            let same = |other: &&Affected| other.package == entry.package;
            let begins: Vec<_> = advisory
                .affected
                .iter()
                .filter(same)
                .flat_map(|entry| &entry.ranges)
                .flat_map(|range| &range.events)
                .filter(|event| event.kind == EventKind::Introduced)
                .map(|event| Scheme::Packagist.parse(&event.version))
                .collect();
            let starts = |version: &str| begins.contains(&Scheme::Packagist.parse(version));
            for range in &entry.ranges {
                for event in &range.events {
                    let version = &*event.version;
                    match event.kind {
                        EventKind::Introduced if version != "0" => ask(&found, version, &advisory.id, true),
                        EventKind::LastAffected => ask(&found, version, &advisory.id, true),
                        EventKind::Fixed if !starts(version) => {
                            ask(&found, version, &advisory.id, false);
                            ask(&found, &format!("{version}-dev"), &advisory.id, true);
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    set.finish();
}
