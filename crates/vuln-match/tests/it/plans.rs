//! What to upgrade to, on advisories and trees written by hand.

use portcullis_findings::{
    Completeness, Component, ComponentSource, Edge, Inventory, InventoryBuilder, Location, Manifest,
    Occurrence, Scope,
};
use portcullis_vuln_match::plan::{self, Left, LeftWhy, Upgrade};
use portcullis_vuln_match::{Index, MatchOptions, Reason};
use serde_json::{Value, json};

use crate::support::{component, index, record};

fn npm(id: &str, name: &str, events: Value) -> Value {
    record(id, "npm", name, "SEMVER", events)
}

fn upgrade(index: &Index<'_>, purl: &str) -> Option<Upgrade> {
    plan::component(index, &component(purl), MatchOptions::default()).unwrap()
}

fn shown(index: &Index<'_>, purl: &str) -> String {
    upgrade(index, purl)
        .map(|upgrade| upgrade.to_string())
        .unwrap_or_default()
}

#[test]
fn nothing_is_planned_for_what_nothing_affects() {
    let index = index(&[npm("X-1", "a", json!([{"introduced": "0"}, {"fixed": "1.0.0"}]))]);
    assert_eq!(upgrade(&index, "pkg:npm/a@1.0.0"), None);
    assert_eq!(upgrade(&index, "pkg:npm/b@1.0.0"), None);
}

#[test]
fn the_smallest_version_that_clears_all_is_proposed_with_nearer_ones_beside() {
    let index = index(&[
        npm(
            "X-1",
            "a",
            json!([{"introduced": "0"}, {"fixed": "1.2.5"}, {"introduced": "1.3.0"}, {"fixed": "1.3.4"}]),
        ),
        npm("X-2", "a", json!([{"introduced": "1.0.0"}, {"fixed": "1.4.0"}])),
        npm("X-3", "a", json!([{"introduced": "1.1.0"}, {"fixed": "2.0.1"}])),
        // Does not affect what is there, and excludes 2.0.1.
        npm("X-4", "a", json!([{"introduced": "2.0.0"}, {"fixed": "2.1.0"}])),
    ]);
    assert_eq!(
        shown(&index, "pkg:npm/a@1.2.0"),
        "to 2.1.0 clears X-1, X-2, X-3; \
         same major: to 1.4.0 clears X-1, X-2, leaves X-3 (fixed in 2.0.1); \
         same minor: to 1.2.5 clears X-1, leaves X-2 (fixed in 1.4.0), X-3 (fixed in 2.0.1)"
    );
    let upgrade = upgrade(&index, "pkg:npm/a@1.2.0").unwrap();
    assert!(upgrade.to.unwrap().is_clear());
    assert!(!upgrade.in_major.unwrap().is_clear());
}

#[test]
fn what_has_no_fix_is_left_and_said_to_be() {
    let index = index(&[
        npm("X-1", "a", json!([{"introduced": "0"}, {"fixed": "1.5.0"}])),
        npm("X-2", "a", json!([{"introduced": "0"}])),
        npm(
            "Y-1",
            "b",
            json!([{"introduced": "0"}, {"last_affected": "3.0.0"}]),
        ),
    ]);
    assert_eq!(
        shown(&index, "pkg:npm/a@1.0.0"),
        "to 1.5.0 clears X-1, leaves X-2 (no fixed version is known)"
    );
    assert_eq!(
        shown(&index, "pkg:npm/b@1.0.0"),
        "no upgrade is known; leaves Y-1 (no fixed version is known)"
    );
}

#[test]
fn an_upgrade_into_another_advisory_says_so() {
    let index = index(&[
        npm("X-1", "a", json!([{"introduced": "0"}, {"fixed": "2.0.0"}])),
        npm("X-2", "a", json!([{"introduced": "2.0.0"}])),
    ]);
    assert_eq!(
        shown(&index, "pkg:npm/a@1.0.0"),
        "to 2.0.0 clears X-1, brings X-2"
    );
}

#[test]
fn what_cannot_be_told_is_not_cleared() {
    let index = index(&[
        record(
            "X-1",
            "Made Up:8",
            "a",
            "SEMVER",
            json!([{"introduced": "0"}, {"fixed": "2.0.0"}]),
        ),
        npm("X-2", "b", json!([{"introduced": "1.0.0"}, {"fixed": "2.0.0"}])),
    ]);
    let edge = upgrade(&index, "pkg:npm/b@edge").unwrap();
    assert_eq!(edge.to, None);
    assert!(matches!(
        edge.leaves.as_slice(),
        [Left {
            why: LeftWhy::Unknown(Reason::Version { .. }),
            ..
        }]
    ));
}

#[test]
fn distributions_are_planned_in_their_own_order() {
    let index = index(&[
        record(
            "X-1",
            "Debian:12",
            "a",
            "ECOSYSTEM",
            json!([{"introduced": "0"}, {"fixed": "1.0-2~deb12u9"}]),
        ),
        record(
            "X-2",
            "Debian:12",
            "a",
            "ECOSYSTEM",
            json!([{"introduced": "0"}, {"fixed": "1.0-2~deb12u10"}]),
        ),
        record(
            "X-3",
            "Debian:11",
            "a",
            "ECOSYSTEM",
            json!([{"introduced": "0"}, {"fixed": "1.0-2"}]),
        ),
    ]);
    assert_eq!(
        shown(&index, "pkg:deb/debian/a@1.0-2~deb12u1?distro=debian-12"),
        "to 1.0-2~deb12u10 clears X-1, X-2"
    );
}

/// An inventory of one document: names with versions, who needs whom, the first is the root.
fn tree(label: &str, purls: &[&str], edges: &[(usize, usize)], graph: Completeness) -> Inventory {
    let mut builder = InventoryBuilder::new();
    let mut manifest = Manifest::new(label, "test");
    manifest.graph = graph;
    let manifest = builder.manifest(manifest);
    let ids: Vec<_> = purls
        .iter()
        .enumerate()
        .map(|(at, purl)| {
            let mut component: Component = component(purl);
            if at == 0 {
                component.source = ComponentSource::Path;
            }
            let id = builder.component(component);
            builder.occurrence(Occurrence::new(id, manifest, Location::new(label)))
        })
        .collect();
    if !edges.is_empty() {
        builder.root(ids[0]);
    }
    for (from, to) in edges {
        builder.edge(ids[*from], Edge::new(ids[*to], Scope::Runtime));
    }
    builder.build()
}

#[test]
fn changes_are_grouped_by_the_direct_dependencies_that_bring_them_in() {
    let index = index(&[
        npm("X-1", "deep", json!([{"introduced": "0"}, {"fixed": "1.0.1"}])),
        npm("X-2", "one", json!([{"introduced": "0"}, {"fixed": "1.2.0"}])),
        npm("X-3", "alone", json!([{"introduced": "0"}, {"fixed": "9.0.0"}])),
    ]);
    let known = tree(
        "package-lock.json",
        &[
            "pkg:npm/app@1.0.0",
            "pkg:npm/one@1.0.0",
            "pkg:npm/two@1.0.0",
            "pkg:npm/deep@1.0.0",
            "pkg:npm/alone@1.0.0",
        ],
        // A circle between the two direct ones changes nothing.
        &[(0, 1), (0, 2), (1, 3), (2, 3), (1, 2), (2, 1)],
        Completeness::Complete,
    );
    let unknown = tree(
        "requirements.txt",
        &["pkg:npm/app@1.0.0", "pkg:npm/deep@1.0.0"],
        &[],
        Completeness::Unknown,
    );
    let plan = plan::tree(
        &index,
        &Inventory::merged([unknown, known]),
        MatchOptions::default(),
    )
    .unwrap();
    insta::assert_snapshot!(plan, @"
    package-lock.json: one 1.0.0: to 1.2.0 clears X-2
      deep 1.0.0: to 1.0.1 clears X-1
    package-lock.json: two 1.0.0 brings in
      deep 1.0.0: to 1.0.1 clears X-1
    package-lock.json: alone 1.0.0: to 9.0.0 clears X-3 (nothing in the document needs it)
    requirements.txt: deep 1.0.0: to 1.0.1 clears X-1 (the document does not tell who needs it)
    ");
    assert_eq!(plan.changes.len(), 3);
    assert_eq!(plan.directs[0].itself, Some(2));
}

#[test]
fn the_order_of_collection_does_not_show() {
    let records = [
        npm("X-1", "deep", json!([{"introduced": "0"}, {"fixed": "1.0.1"}])),
        npm("X-2", "one", json!([{"introduced": "0"}, {"fixed": "1.2.0"}])),
    ];
    let mut backwards = records.clone();
    backwards.reverse();
    let purls = ["pkg:npm/app@1.0.0", "pkg:npm/one@1.0.0", "pkg:npm/deep@1.0.0"];
    let one = tree("a", &purls, &[(0, 1), (1, 2)], Completeness::Complete);
    let two = tree("b", &purls, &[(1, 2), (0, 1)], Completeness::Complete);
    let there = plan::tree(
        &index(&records),
        &Inventory::merged([one.clone(), two.clone()]),
        MatchOptions::default(),
    );
    let back = plan::tree(
        &index(&backwards),
        &Inventory::merged([two, one]),
        MatchOptions::default(),
    )
    .unwrap();
    assert_eq!(there.unwrap(), back);
}
