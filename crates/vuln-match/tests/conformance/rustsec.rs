//! Real lockfiles against RustSec's advisories, counted as cargo-audit 0.22 counts: pairs of advisory and package version.

use std::fs;

use portcullis_findings::{Component, ComponentKind, ComponentSource, Purl};
use portcullis_vuln_match::{Answer, Explanation, Index};
use serde_json::json;

use crate::harness::{Set, data, records};

/// The packages of a Cargo.lock. Only the lines that matter here; the crate that reads lockfiles for good is another one.
pub(crate) fn packages(lockfile: &str) -> Vec<Component> {
    let blocks = lockfile.split("[[package]]").skip(1);
    let component = |block: &str| {
        let field = |name: &str| {
            let line = block
                .lines()
                .find(|line| line.starts_with(&format!("{name} = ")))?;
            Some(line.split('"').nth(1)?.to_owned())
        };
        let (name, version) = (field("name")?, field("version")?);
        let mut component = Component::new(ComponentKind::Library, &name);
        component.purl = Some(Purl::builder("cargo", &name).version(&version).build().unwrap());
        component.version = Some(version);
        component.source = match field("source") {
            None => ComponentSource::Path,
            Some(source) if source.starts_with("git+") => ComponentSource::Git {
                url: source,
                revision: None,
            },
            Some(_) => ComponentSource::Registry,
        };
        Some(component)
    };
    blocks.filter_map(component).collect()
}

/// Vulnerabilities from the registry, from git, and informational records.
fn count(index: &Index<'_>, components: &[Component]) -> [usize; 3] {
    let mut counts = [0; 3];
    let matches = index.matches_all(components).unwrap();
    for (component, matches) in components.iter().zip(matches.iter()) {
        for hit in matches
            .iter()
            .flat_map(|found| found.explanations())
            .filter(|hit| hit.answer == Answer::Affected)
        {
            let informational = hit.entry.informational().is_some();
            let git = matches!(component.source, ComponentSource::Git { .. });
            counts[if informational { 2 } else { usize::from(git) }] += 1;
        }
    }
    counts
}

#[test]
fn lockfiles_have_the_counts_of_cargo_audit() {
    let (Some(records), Some(lockfiles)) = (records("osv/rustsec"), data("enrichment/lockfiles")) else {
        return;
    };
    let index = records.built.open().unwrap();
    let mut set = Set::new("rustsec-lockfiles");
    for (name, expected) in [("ballista", [3, 0, 3]), ("uv", [3, 0, 5]), ("reg", [35, 1, 19])] {
        let components = packages(&fs::read_to_string(lockfiles.join(name).join("Cargo.lock")).unwrap());
        let counts = count(&index, &components);
        let groups: usize = index
            .matches_all(&components)
            .unwrap()
            .iter()
            .map(<[_]>::len)
            .sum();
        println!(
            "{name}: {} packages, {counts:?}, {groups} matches",
            components.len()
        );
        let why: Vec<String> = components
            .iter()
            .flat_map(|component| index.matches(component).unwrap())
            .flat_map(|found| {
                found
                    .explanations()
                    .iter()
                    .map(Explanation::to_string)
                    .collect::<Vec<_>>()
            })
            .collect();
        set.case(
            counts == expected,
            || json!({"lockfile": name, "found": counts, "expected": expected, "why": why}),
        );
    }
    set.finish();
}
