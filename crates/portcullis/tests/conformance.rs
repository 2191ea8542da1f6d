//! The gate on real lockfiles with real advisories.
//!
//! `PORTCULLIS_CONFORMANCE` names the folder with the unpacked data; without it nothing is run, and that is said. The figures
//! are those that other tools give for the same files: cargo-audit 0.22 for the three `Cargo.lock` (pairs of advisory and
//! package version from the registry), the lockfile's own entries for npm.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::path::{Path, PathBuf};

use portcullis::findings::{ComponentSource, Finding, Kind, Subject};
use portcullis::{GateOptions, Gated, Silent, gate};

/// The advisories' newest change is of this day.
const AT: &str = "2026-08-22";

fn data() -> Option<PathBuf> {
    let data = std::env::var_os("PORTCULLIS_CONFORMANCE").map(PathBuf::from);
    if data.is_none() {
        println!("passed over: PORTCULLIS_CONFORMANCE is not set");
    }
    data
}

fn gated(data: &Path, lockfile: &str, advisories: &str) -> Gated {
    let mut options = GateOptions::new(
        data.join("enrichment/lockfiles").join(lockfile),
        AT.parse().unwrap(),
    );
    options.advisories = Some(data.join(advisories));
    gate(&options, &Silent).unwrap()
}

/// Vulnerabilities of registry packages, of packages from git, and informational records.
fn counts(gated: &Gated) -> (usize, Vec<String>, usize) {
    let (mut registry, mut git, mut informational) = (0, Vec::new(), 0);
    for finding in gated.report.findings() {
        let Kind::Vulnerability(detail) = finding.kind() else {
            continue;
        };
        if detail.informational.is_some() {
            informational += 1;
        } else if is_git(finding) {
            git.push(finding.message().split(':').next().unwrap().to_owned());
        } else {
            registry += 1;
        }
    }
    (registry, git, informational)
}

fn is_git(finding: &Finding) -> bool {
    matches!(
        finding.subject(),
        Some(Subject::Component {
            source: ComponentSource::Git { .. },
            ..
        })
    )
}

#[test]
fn the_rust_lockfiles_have_the_vulnerabilities_that_cargo_audit_counts() {
    let Some(data) = data() else { return };
    let rows = [
        ("ballista", (3, vec![], 3)),
        ("uv", (3, vec![], 5)),
        ("reg", (35, vec!["bytes 1.6.1".to_owned()], 19)),
    ];
    let mut passed = 0;
    let total = rows.len();
    for (lockfile, expected) in rows {
        let gated = gated(&data, lockfile, "osv/rustsec");
        assert_eq!(counts(&gated), expected, "{lockfile}");
        // Every finding has a known way from a root: Cargo.lock has all edges.
        let unknown = gated
            .report
            .findings()
            .iter()
            .flat_map(Finding::paths)
            .filter(|path| path.steps.is_none())
            .count();
        assert_eq!(unknown, 0, "{lockfile}");
        passed += 1;
    }
    println!("conformance gate-rustsec: {passed}/{total}");
}

#[test]
fn a_version_between_two_intervals_is_not_affected() {
    // RUSTSEC-2024-0399 lists fixed versions that sorting would turn into an interval that holds 0.23.7.
    let Some(data) = data() else { return };
    let gated = gated(&data, "reg", "osv/rustsec");
    assert!(
        gated
            .inventory
            .components()
            .iter()
            .any(|component| component.display_name() == "rustls 0.23.7")
    );
    assert!(
        !gated
            .report
            .findings()
            .iter()
            .any(|finding| finding.ids().any(|id| id == "RUSTSEC-2024-0399"))
    );
    println!("conformance gate-listed-order: 1/1");
}

#[test]
fn the_npm_lockfile_has_its_components_and_occurrences() {
    let Some(data) = data() else { return };
    let gated = gated(&data, "theia", "osv/rustsec");
    // The root of the lockfile is one component and one occurrence more.
    assert_eq!(gated.inventory.components().len() - 1, 1_922);
    assert_eq!(gated.inventory.occurrences().len() - 1, 2_406);
    println!(
        "conformance gate-theia: 1/1, {} edges",
        gated.inventory.edge_count()
    );
}

#[test]
fn all_records_together_are_used() {
    let Some(data) = data() else { return };
    let gated = gated(&data, "reg", "osv");
    // 23,611 files, of which 43 repeat an id.
    assert_eq!(
        (gated.counts.advisories, gated.counts.advisories_set_aside),
        (23_568, 0)
    );
    let (registry, git, informational) = counts(&gated);
    assert_eq!((registry, git.len(), informational), (35, 1, 19));
    println!("conformance gate-all-records: 1/1");
}
