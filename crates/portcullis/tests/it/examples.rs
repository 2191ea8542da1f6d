//! The storefront is judged as its README says.

use std::collections::BTreeSet;

use portcullis::findings::{Kind, Severity};
use portcullis::policy::{Effect, Subject, Verdict};
use portcullis::{GateOptions, Gated};

use crate::support::{examples, gate_with};

fn storefront(change: impl FnOnce(&mut GateOptions)) -> Gated {
    gate_with(&examples().join("storefront"), |options| {
        options.advisories = Some(examples().join("advisories"));
        change(options);
    })
}

/// The advisories in the table of the storefront's README.
fn promised() -> BTreeSet<String> {
    let readme = std::fs::read_to_string(examples().join("storefront/README.md")).unwrap();
    let rows = readme
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('→') | line.contains("path unknown"));
    rows.map(|row| {
        row.split('|')
            .nth(3)
            .unwrap()
            .trim()
            .split(' ')
            .next()
            .unwrap()
            .to_owned()
    })
    .collect()
}

fn seen(gated: &Gated) -> BTreeSet<String> {
    let details = gated
        .report
        .findings()
        .iter()
        .filter_map(|finding| match finding.kind() {
            Kind::Vulnerability(detail) => Some(detail.advisory.clone()),
            _ => None,
        });
    details.collect()
}

#[test]
fn the_vulnerabilities_are_those_of_the_readme() {
    let promised = promised();
    assert_eq!(promised.len(), 15);
    assert_eq!(seen(&storefront(|_| {})), promised);
}

#[test]
fn the_only_secret_is_the_leaked_key() {
    let gated = storefront(|_| {});
    let secrets: Vec<_> = gated
        .report
        .findings()
        .iter()
        .filter(|finding| matches!(finding.kind(), Kind::Secret(_)))
        .collect();
    assert_eq!(secrets.len(), 1);
    assert_eq!(
        secrets[0].locations()[0].label().as_str(),
        Some("deploy/dev-signing-key.pem")
    );
    assert!(secrets[0].severity() >= Severity::High);
}

#[test]
fn every_denied_vulnerability_names_rule_path_fix_and_waiver() {
    let gated = storefront(|_| {});
    assert_eq!(gated.decision.verdict(), Verdict::Deny);
    let denied: Vec<_> = gated
        .decision
        .outcomes()
        .iter()
        .filter(|outcome| outcome.effect == Effect::Deny)
        .collect();
    assert!(denied.len() >= 10, "{}", denied.len());
    for outcome in denied {
        let Subject::Finding(finding) = &outcome.subject else {
            panic!("{outcome:?}")
        };
        assert!(!outcome.rule.is_empty() && !outcome.reason.is_empty());
        assert!(outcome.waiver.as_ref().unwrap().contains("[[waiver]]"));
        if finding.kind == "vulnerability" {
            assert!(!finding.paths.is_empty(), "{finding:?}");
            assert!(!outcome.flip.is_empty(), "{finding:?}");
        }
    }
}

#[test]
fn the_waiver_counts_when_it_is_named() {
    let waivers = examples().join("storefront/portcullis-waivers.toml");
    let (without, with) = (
        storefront(|_| {}),
        storefront(|options| options.waivers = vec![waivers]),
    );
    assert_eq!(with.decision.verdict(), Verdict::Deny);
    assert_eq!(with.report.suppressed().len(), 1);
    assert_eq!(with.report.findings().len() + 1, without.report.findings().len());
}

#[test]
fn the_inventory_has_the_components_of_the_readme() {
    let gated = storefront(|_| {});
    let packages = gated
        .inventory
        .components()
        .iter()
        .filter(|component| component.source.as_str() == "registry");
    // 125 occurrences in six lockfiles, three of them twice; `stdlib` stands for the toolchain in go.mod.
    let names: BTreeSet<_> = packages.map(|component| component.display_name()).collect();
    assert_eq!(
        names.iter().filter(|name| !name.starts_with("stdlib")).count(),
        122
    );
}

#[test]
fn the_published_schema_of_decisions_is_that_of_the_code() {
    let published = std::fs::read_to_string(examples().join("../docs/schema/decision-v1.json")).unwrap();
    assert_eq!(published, portcullis::policy::Decision::JSON_SCHEMA);
}
