//! Real advisories: all are read, and where one lists versions and ranges both, the two agree.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_vuln_match::{Answer, Because, Coordinates, Ecosystem, RangeKind, Remark, Scheme};
use serde_json::json;

use crate::harness::{Set, is_pinned, records};

#[test]
fn all_real_records_are_read() {
    let Some(records) = records("osv") else {
        return;
    };
    let index = records.built.open().unwrap();
    index.verify_all().unwrap();
    let mut set = Set::new("osv-records");
    for at in 0..records.given {
        let rejected = records.built.rejected.get(at);
        set.case(rejected.is_none(), || json!({"label": rejected.unwrap().label.to_string(), "error": rejected.unwrap().error.to_string()}));
    }
    set.finish();
    let mut unordered = 0;
    for remarked in &records.built.remarks {
        match remarked.remark {
            Remark::Unordered { .. } => unordered += 1,
            _ => println!("{}: {}: {}", remarked.label, remarked.advisory, remarked.remark),
        }
    }
    println!(
        "{} advisories, newest {:?}, {unordered} unordered events",
        index.len(),
        index.newest_modified()
    );
    println!("{:?}, digest {}", index.ecosystems(), index.digest());
    // One range event of all is not SemVer at all (a nightly build named by its date).
    if is_pinned() {
        assert_eq!(unordered, 1);
    }
}

/// Every listed version lies in a range of its entry, wherever the entry has a range that can be compared with.
#[test]
fn lists_and_ranges_agree() {
    let Some(records) = records("osv") else { return };
    let mut set = Set::new("osv-consistency");
    for advisory in &records.advisories {
        for entry in &advisory.affected {
            let Some(package) = &entry.package else { continue };
            let own = Scheme::for_ecosystem(&package.ecosystem);
            let ranges: Vec<_> = entry
                .ranges
                .iter()
                .filter(|range| range.kind != RangeKind::Git)
                .collect();
            let Some(scheme) = ranges.first().and_then(|range| range.scheme(own)) else {
                continue;
            };
            let intervals: Vec<_> = ranges.iter().map(|range| range.intervals(scheme)).collect();
            for version in &entry.versions {
                let key = scheme.parse(version);
                let inside = intervals.iter().any(|intervals| intervals.contain(&key));
                set.case(
                    inside,
                    || json!({"advisory": &*advisory.id, "package": &*package.name, "version": &**version}),
                );
            }
        }
    }
    // 8 listed versions (of PYSEC-2023-61 and PYSEC-2023-177) lie outside of the ranges of their own record.
    set.finish_but(8, 140_846);
}

/// What the index answers for every listed version is `affected`, by every advisory that lists it.
#[test]
fn every_listed_version_is_answered_as_affected() {
    let Some(records) = records("osv/pypa") else {
        return;
    };
    let index = records.built.open().unwrap();
    let mut listed: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for advisory in records
        .advisories
        .iter()
        .filter(|advisory| advisory.withdrawn.is_none())
    {
        for entry in &advisory.affected {
            let Some(package) = &entry.package else { continue };
            for version in &entry.versions {
                listed
                    .entry((&package.name, version))
                    .or_default()
                    .push(&advisory.id);
            }
        }
    }
    let mut set = Set::new("osv-listed");
    for ((name, version), ids) in listed {
        let package = Coordinates::new(Ecosystem::parse("PyPI"), name);
        let found = index.matches_of(&package, Some(version)).unwrap();
        let explanations = found.iter().flat_map(|found| found.explanations());
        let affected = explanations.filter(|hit| hit.answer == Answer::Affected);
        let affected: BTreeSet<&str> = affected.map(|hit| hit.advisory.id()).collect();
        let missed: Vec<&str> = ids.iter().copied().filter(|id| !affected.contains(id)).collect();
        set.case(
            missed.is_empty(),
            || json!({"package": name, "version": version, "missed": missed}),
        );
    }
    set.finish();
}

/// Three records that every sorting of events gets wrong.
#[test]
fn events_mean_what_they_list() {
    let Some(records) = records("osv") else { return };
    let index = records.built.open().unwrap();
    let rows = [
        ("Bitnami", "vault", "1.6.1", "BIT-vault-2021-3282", true),
        ("Bitnami", "vault", "1.6.2", "BIT-vault-2021-3282", false),
        ("PyPI", "pyspark", "3.1.1", "PYSEC-2023-72", true),
        ("PyPI", "pyspark", "3.2.1", "PYSEC-2023-72", true),
        ("PyPI", "pyspark", "3.2.2", "PYSEC-2023-72", false),
        ("crates.io", "rustls", "0.23.7", "RUSTSEC-2024-0399", false),
        ("crates.io", "rustls", "0.23.13", "RUSTSEC-2024-0399", true),
    ];
    let mut set = Set::new("osv-listed-order");
    for (ecosystem, name, version, id, expected) in rows {
        let package = Coordinates::new(Ecosystem::parse(ecosystem), name);
        let found = index.matches_of(&package, Some(version)).unwrap();
        let hits = found.iter().flat_map(|found| found.explanations());
        let hit = hits.into_iter().find(|hit| hit.advisory.id() == id);
        let decided =
            hit.is_some_and(|hit| matches!(hit.because, Because::Inside { .. } | Because::Listed(_)));
        set.case(
            decided == expected,
            || json!({"package": name, "version": version, "advisory": id}),
        );
    }
    set.finish();
}
