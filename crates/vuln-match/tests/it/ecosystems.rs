//! Advisories written by hand for ecosystems that no real record here covers: each answer follows the ecosystem's own order.

use portcullis_vuln_match::{Answer, Coordinates, Ecosystem, Index, Reason};
use serde_json::{Value, json};

use crate::support::{explained, index, record};

fn answer(index: &Index<'_>, ecosystem: &str, version: &str) -> Option<Answer> {
    let package = Coordinates::new(Ecosystem::parse(ecosystem), "a/b");
    let found = index.matches_of(&package, Some(version)).unwrap();
    found.first().map(|found| found.answer().clone())
}

/// Asks for versions that are affected and for others that are not.
fn decided(ecosystem: &str, events: Value, affected: &[&str], not_affected: &[&str]) {
    let index = index(&[record("X-1", ecosystem, "a/b", "ECOSYSTEM", events)]);
    for version in affected {
        let answer = answer(&index, ecosystem, version);
        assert_eq!(answer, Some(Answer::Affected), "{ecosystem} {version}");
    }
    for version in not_affected {
        assert_eq!(answer(&index, ecosystem, version), None, "{ecosystem} {version}");
    }
}

#[test]
fn maven_qualifiers_decide() {
    decided(
        "Maven",
        json!([{"introduced": "2.0-beta9"}, {"fixed": "2.15.0"}, {"introduced": "3.0.0-alpha1"}, {"last_affected": "3.0.0-RC2"}]),
        &[
            "2.0-rc1",
            "2.0",
            "2.14.1",
            "2.15.0-SNAPSHOT",
            "3.0.0-beta-1",
            "3.0.0.RC2",
        ],
        &[
            "2.0-alpha9",
            "2.15",
            "2.15.0.Final",
            "2.15.0-jre",
            "3.0.0-RC3",
            "3.0.0",
        ],
    );
    decided(
        "Maven",
        json!([{"introduced": "0"}, {"limit": "1.5.0"}]),
        &["1.0", "1.5.0-M1"],
        &["1.5", "1.5.0.ga", "1.5.1"],
    );
}

#[test]
fn nuget_takes_four_numbers_and_any_case() {
    decided(
        "NuGet",
        json!([{"introduced": "4.3.0"}, {"fixed": "4.3.1.2"}, {"introduced": "5.0.0-Preview.2"}, {"last_affected": "5.0.0-RC.1"}]),
        &["4.3", "4.3.1", "4.3.1.1", "5.0.0-preview.10", "5.0.0-rc.1+build"],
        &[
            "4.2.9.9",
            "4.3.1.2",
            "4.3.1.10",
            "5.0.0-preview.1",
            "5.0.0-rc.2",
            "5.0.0",
        ],
    );
    decided(
        "NuGet",
        json!([{"introduced": "0"}, {"limit": "2.0.0"}, {"limit": "1.0.0"}]),
        &["1.9.9.9", "2.0.0-alpha"],
        &["2.0"],
    );
}

#[test]
fn gems_have_prereleases_and_platforms() {
    decided(
        "RubyGems",
        json!([{"introduced": "5.0.0"}, {"fixed": "5.0.2"}, {"introduced": "6.0.0.beta1"}, {"last_affected": "6.0.0.rc2"}]),
        &[
            "5.0",
            "5.0.1.1",
            "5.0.2.rc1",
            "5.0.1-java",
            "6.0.0.rc1",
            "6.0.0.rc2-x86_64-linux",
        ],
        &["5.0.0.rc1", "5.0.2", "5.0.2-java", "6.0.0.alpha", "6.0.0"],
    );
    decided(
        "RubyGems",
        json!([{"introduced": "1.0"}, {"limit": "1.1"}]),
        &["1.0.9", "1.1.pre"],
        &["1.1.0", "1.2"],
    );
}

#[test]
fn packagist_and_its_repositories_decide_alike() {
    for ecosystem in ["Packagist", "Packagist:https://repo.example/8"] {
        decided(
            ecosystem,
            json!([{"introduced": "8.0.0"}, {"fixed": "10.2.10"}, {"introduced": "11.0.0-alpha1"}, {"last_affected": "11.0.0-RC1"}]),
            &["8", "v9.5.0", "10.2.10-rc1", "11.0.0-beta1", "8.x-10.1"],
            &[
                "8.0.0-beta1",
                "10.2.10.0",
                "10.2.10-patch1",
                "10.2.x-dev",
                "10.3.0-dev",
                "11.0.0-rc2",
                "11.0",
                "8.x-7.9",
            ],
        );
        decided(
            ecosystem,
            json!([{"introduced": "0"}, {"limit": "2.0"}]),
            &["1.99", "2.0.0-beta1"],
            &["2.0.0", "2.0.1"],
        );
    }
}

#[test]
fn a_branch_has_no_place_in_the_order() {
    let events = json!([{"introduced": "0"}, {"fixed": "2.0.0"}]);
    let index = index(&[record("X-1", "Packagist", "a/b", "ECOSYSTEM", events)]);
    assert!(matches!(
        answer(&index, "Packagist", "dev-main"),
        Some(Answer::Unknown(Reason::Version { .. }))
    ));
}

#[test]
fn build_metadata_decides_only_where_it_is_ordered() {
    let events = json!([{"introduced": "1.0.0"}, {"fixed": "1.2.3+2"}]);
    decided(
        "Pub",
        events.clone(),
        &["1.2.3", "1.2.3+1"],
        &["1.2.3+2", "1.2.3+10", "1.2.4"],
    );
    decided(
        "ConanCenter",
        events.clone(),
        &["1.2.3", "1.2.3+1", "1.2.3-rc1"],
        &["1.2.3+2", "1.2.3.1"],
    );
    decided("Hex", events, &["1.2.2"], &["1.2.3", "1.2.3+1"]);
}

#[test]
fn ecosystems_of_semantic_versions_decide() {
    for ecosystem in [
        "Docker Hardened Images",
        "GitHub Actions",
        "Hex",
        "Julia",
        "Kubernetes",
        "SwiftURL",
        "VSCode",
        "VSCode:https://repo.example",
    ] {
        decided(
            ecosystem,
            json!([{"introduced": "1.2.0"}, {"fixed": "1.10.0"}, {"introduced": "2.0.0-rc.1"}, {"last_affected": "2.0.0"}]),
            &["1.2.0", "v1.9.9", "1.10.0-rc.1", "2.0.0-rc.2", "2.0.0"],
            &["1.1.9", "1.10.0", "v1.11", "2.0.0-beta", "2.0.1-0"],
        );
    }
}

#[test]
fn what_decided_names_the_scheme() {
    let records = [
        ("Maven", "org.example:b", "X-1"),
        ("RubyGems", "b", "X-2"),
        ("NuGet", "B", "X-3"),
        ("Packagist", "a/b", "X-4"),
    ]
    .map(|(ecosystem, name, id)| {
        record(
            id,
            ecosystem,
            name,
            "ECOSYSTEM",
            json!([{"introduced": "1.0"}, {"fixed": "1.5"}]),
        )
    });
    let index = index(&records);
    let rows = [
        (
            "pkg:maven/org.example/b@1.5-rc1",
            "X-1: introduced 1.0 <= 1.5-rc1 < fixed 1.5 (maven)",
        ),
        ("pkg:gem/b@1.5.0", "X-2: fixed 1.5 <= 1.5.0 (gem)"),
        (
            "pkg:nuget/b@1.4.9.1",
            "X-3: introduced 1.0 <= 1.4.9.1 < fixed 1.5 (nuget)",
        ),
        (
            "pkg:composer/a/b@v1.4",
            "X-4: introduced 1.0 <= v1.4 < fixed 1.5 (packagist)",
        ),
    ];
    for (purl, expected) in rows {
        assert_eq!(explained(&index, purl), [expected], "{purl}");
    }
}
