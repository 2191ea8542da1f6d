//! Which components are matched, and how advisories become one match.

use portcullis_findings::{ComponentKind, ComponentSource, Informational};
use portcullis_vuln_match::{Answer, Coordinates, Ecosystem, Reason};
use serde_json::{Value, json};

use crate::support::{component, explained, index, record};

fn with(mut record: Value, field: &str, value: Value) -> Value {
    record[field] = value;
    record
}

fn simple(id: &str, fixed: &str) -> Value {
    record(
        id,
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "0"}, {"fixed": fixed}]),
    )
}

#[test]
fn advisories_with_a_common_alias_are_one_match_under_the_native_id() {
    let index = index(&[
        with(
            simple("GHSA-aaaa-bbbb-cccc", "1.5.0"),
            "aliases",
            json!(["CVE-2026-1"]),
        ),
        with(simple("NATIVE-1", "1.4.0"), "aliases", json!(["CVE-2026-1"])),
        with(simple("NATIVE-2", "1.3.0"), "upstream", json!(["CVE-2026-1"])),
    ]);
    let matches = index.matches(&component("pkg:npm/a@1.0.0")).unwrap();
    let ids: Vec<&str> = matches.iter().map(|found| found.id()).collect();
    assert_eq!(ids, ["NATIVE-1", "NATIVE-2"]);
    let all = matches[0].ids();
    assert_eq!(all, ["CVE-2026-1", "GHSA-aaaa-bbbb-cccc", "NATIVE-1"]);
    assert_eq!(matches[0].explanations().len(), 2);
}

#[test]
fn the_fix_is_the_smallest_version_that_no_advisory_of_the_group_affects() {
    let two = json!([{"introduced": "0"}, {"fixed": "1.4.0"}, {"introduced": "1.5.0"}, {"fixed": "1.6.0"}]);
    let index = index(&[
        with(
            simple("GHSA-aaaa-bbbb-cccc", "1.4.2"),
            "aliases",
            json!(["CVE-2026-1"]),
        ),
        with(
            record("NATIVE-1", "npm", "a", "SEMVER", two),
            "aliases",
            json!(["CVE-2026-1"]),
        ),
    ]);
    let found = index.matches(&component("pkg:npm/a@1.0.0")).unwrap();
    assert_eq!(found[0].fixed_versions(), ["1.4.0", "1.4.2", "1.6.0"]);
    assert_eq!(found[0].fix(), Some("1.4.2"));
    assert_eq!(
        index.matches(&component("pkg:npm/a@1.5.3")).unwrap()[0].fix(),
        Some("1.6.0")
    );
}

#[test]
fn a_withdrawn_advisory_is_kept_and_affects_nothing() {
    let index = index(&[with(
        simple("X-1", "2.0.0"),
        "withdrawn",
        json!("2026-02-01T00:00:00Z"),
    )]);
    assert!(index.matches(&component("pkg:npm/a@1.0.0")).unwrap().is_empty());
    assert_eq!(
        explained(&index, "pkg:npm/a@1.0.0"),
        ["X-1: the advisory was withdrawn"]
    );
    assert!(!index.covers(&Ecosystem::parse("npm")));
}

#[test]
fn informational_advisories_are_marked() {
    let mut record = simple("X-1", "2.0.0");
    record["affected"][0]["database_specific"] = json!({"informational": "unmaintained"});
    let index = index(&[record]);
    let found = index.matches(&component("pkg:npm/a@1.0.0")).unwrap();
    assert_eq!(found[0].informational(), Some(Informational::Unmaintained));
}

#[test]
fn an_advisory_that_states_no_version_order_is_an_unknown_match_and_not_silence() {
    let index = index(&[record(
        "X-1",
        "Made Up:8",
        "bash",
        "ECOSYSTEM",
        json!([{"introduced": "0"}, {"fixed": "5-1"}]),
    )]);
    let ecosystem = Ecosystem::parse("Made Up:8");
    let found = index
        .matches_of(&Coordinates::new(ecosystem.clone(), "bash"), Some("4.4-1"))
        .unwrap();
    assert_eq!(
        *found[0].answer(),
        Answer::Unknown(Reason::Ecosystem { ecosystem })
    );
    assert!(
        index
            .finding(&component("pkg:generic/bash@4.4-1"), &found[0])
            .is_none()
    );
    let other_release = Coordinates::new(Ecosystem::parse("Made Up:9"), "bash");
    assert!(
        index
            .matches_of(&other_release, Some("4.4-1"))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_component_without_its_release_is_not_called_affected() {
    let index = index(&[record(
        "X-1",
        "Made Up:8",
        "a",
        "SEMVER",
        json!([{"introduced": "0"}]),
    )]);
    let package = Coordinates::new(Ecosystem::parse("Made Up"), "a");
    let found = index.matches_of(&package, Some("1.0.0")).unwrap();
    assert!(matches!(
        found[0].answer(),
        Answer::Unknown(Reason::Release { .. })
    ));
    let exact = Coordinates::new(Ecosystem::parse("Made Up:8"), "a");
    assert_eq!(
        *index.matches_of(&exact, Some("1.0.0")).unwrap()[0].answer(),
        Answer::Affected
    );
}

#[test]
fn only_what_comes_from_elsewhere_is_matched() {
    let index = index(&[simple("X-1", "2.0.0")]);
    let git = ComponentSource::Git {
        url: "https://git.example/a".into(),
        revision: Some("abc".into()),
    };
    let rows = [
        (ComponentSource::Unknown, ComponentKind::Library, 1),
        (ComponentSource::Registry, ComponentKind::Library, 1),
        (ComponentSource::Registry, ComponentKind::Application, 1),
        (git, ComponentKind::Library, 1),
        (
            ComponentSource::Url {
                url: "https://files.example/a.tgz".into(),
            },
            ComponentKind::Library,
            1,
        ),
        (
            ComponentSource::PrivateRegistry {
                url: "https://registry.example".into(),
            },
            ComponentKind::Library,
            1,
        ),
        (ComponentSource::Path, ComponentKind::Library, 0),
        (ComponentSource::Unknown, ComponentKind::Application, 1),
        (ComponentSource::Path, ComponentKind::Application, 0),
    ];
    for (source, kind, expected) in rows {
        let mut component = component("pkg:npm/a@1.0.0");
        component.source = source.clone();
        component.kind = kind;
        assert_eq!(
            index.matches(&component).unwrap().len(),
            expected,
            "{source:?} {kind:?}"
        );
    }
}

#[test]
fn names_meet_in_the_spelling_of_their_ecosystem() {
    let events = json!([{"introduced": "0"}]);
    let index = index(&[
        record("X-1", "PyPI", "Foo_Bar", "ECOSYSTEM", events.clone()),
        record("X-2", "crates.io", "foo_bar", "SEMVER", events.clone()),
        record("X-3", "npm", "@scope/Name", "SEMVER", events),
    ]);
    let rows = [
        ("pkg:pypi/foo-bar@1.0", 1),
        ("pkg:pypi/foo.bar@1.0", 1),
        ("pkg:cargo/foo-bar@1.0.0", 1),
        ("pkg:npm/%40scope/foo@1.0.0", 0),
    ];
    for (purl, expected) in rows {
        assert_eq!(index.matches(&component(purl)).unwrap().len(), expected, "{purl}");
    }
}

#[test]
fn the_entry_that_says_most_stands_for_an_advisory() {
    let record = json!({
        "id": "X-1",
        "affected": [
            {"package": {"ecosystem": "npm", "name": "a"}, "ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]},
            {"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]},
        ],
    });
    let index = index(&[record]);
    let found = index.matches(&component("pkg:npm/a@1.0.0")).unwrap();
    assert_eq!((found.len(), found[0].explanations()[0].entry.index()), (1, 1));
}

#[test]
fn many_components_are_answered_in_their_order() {
    let index = index(&[simple("X-1", "2.0.0")]);
    // Few, and so many that equal ones are asked about once.
    for count in [300, 5_000] {
        let components: Vec<_> = (0..count)
            .map(|at| component(&format!("pkg:npm/a@{}.0.0", at % 3)))
            .collect();
        let matches = index.matches_all(&components).unwrap();
        assert_eq!(matches.len(), components.len());
        for (at, found) in matches.iter().enumerate() {
            let alone = index.matches(&components[at]).unwrap();
            assert_eq!(format!("{found:?}"), format!("{alone:?}"));
            assert_eq!(found.len(), usize::from(at % 3 < 2));
            assert_eq!(matches.of(at).len(), found.len());
        }
        assert!(matches.of(count).is_empty());
    }
}

#[test]
fn components_that_differ_in_more_than_the_version_are_told_apart_among_many() {
    let events = json!([{"introduced": "0"}, {"fixed": "4.4-2"}]);
    let index = index(&[record("X-1", "AlmaLinux:8", "bash", "ECOSYSTEM", events)]);
    let purls = [
        "pkg:rpm/almalinux/bash@4.4-1?distro=almalinux-8.9",
        "pkg:rpm/almalinux/bash@4.4-1?distro=almalinux-9.1",
        "pkg:rpm/almalinux/bash@4.4-1?distro=almalinux-8.9&epoch=1",
    ];
    let mut components: Vec<_> = (0..6_000).map(|at| component(purls[at % 3])).collect();
    for beside in components.iter_mut().skip(3).step_by(6) {
        beside.source = ComponentSource::Path;
    }
    let matches = index.matches_all(&components).unwrap();
    for (at, found) in matches.iter().enumerate() {
        let alone = index.matches(&components[at]).unwrap();
        assert_eq!(format!("{found:?}"), format!("{alone:?}"), "{at}");
    }
    let counts: Vec<usize> = matches.iter().take(6).map(<[_]>::len).collect();
    assert_eq!(counts, [1, 0, 1, 0, 0, 1]);
}
