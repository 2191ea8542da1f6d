//! Range events of every kind, and what is answered with which words.

use serde_json::{Value, json};

use crate::support::{built, explained, index, record};

fn rows(record: Value, rows: &[(&str, &str)]) {
    let index = index(&[record]);
    for (purl, expected) in rows {
        assert_eq!(explained(&index, purl), [*expected], "{purl}");
    }
}

#[test]
fn introduced_and_fixed_enclose_what_is_affected() {
    rows(
        record(
            "X-1",
            "npm",
            "a",
            "SEMVER",
            json!([{"introduced": "1.2.0"}, {"fixed": "1.5.0"}]),
        ),
        &[
            ("pkg:npm/a@1.1.9", "X-1: 1.1.9 < introduced 1.2.0 (semver)"),
            (
                "pkg:npm/a@1.2.0",
                "X-1: introduced 1.2.0 <= 1.2.0 < fixed 1.5.0 (semver)",
            ),
            (
                "pkg:npm/a@1.5.0-rc.1",
                "X-1: introduced 1.2.0 <= 1.5.0-rc.1 < fixed 1.5.0 (semver)",
            ),
            ("pkg:npm/a@1.5.0", "X-1: fixed 1.5.0 <= 1.5.0 (semver)"),
            (
                "pkg:npm/a@1.4",
                "X-1: introduced 1.2.0 <= 1.4 < fixed 1.5.0 (semver, read leniently)",
            ),
        ],
    );
}

#[test]
fn last_affected_is_affected() {
    rows(
        record(
            "X-1",
            "PyPI",
            "a",
            "ECOSYSTEM",
            json!([{"introduced": "0"}, {"last_affected": "2.0"}]),
        ),
        &[
            (
                "pkg:pypi/a@2.0.0",
                "X-1: introduced 0 <= 2.0.0 <= last_affected 2.0 (pep440)",
            ),
            (
                "pkg:pypi/a@2.0.post1",
                "X-1: last_affected 2.0 < 2.0.post1 (pep440)",
            ),
            (
                "pkg:pypi/a@0.dev0",
                "X-1: introduced 0 <= 0.dev0 <= last_affected 2.0 (pep440)",
            ),
        ],
    );
}

#[test]
fn nothing_is_said_from_the_limit_on() {
    let events = json!([{"introduced": "1.0.0"}, {"limit": "2.0.0"}, {"limit": "3.0.0"}]);
    rows(
        record("X-1", "npm", "a", "SEMVER", events),
        &[
            ("pkg:npm/a@2.5.0", "X-1: introduced 1.0.0 <= 2.5.0 (semver)"),
            ("pkg:npm/a@3.0.0", "X-1: limit 3.0.0 <= 3.0.0 (semver)"),
        ],
    );
    let unlimited = json!([{"introduced": "1.0.0"}, {"limit": "2.0.0"}, {"limit": "*"}]);
    rows(
        record("X-1", "npm", "a", "SEMVER", unlimited),
        &[("pkg:npm/a@9.0.0", "X-1: introduced 1.0.0 <= 9.0.0 (semver)")],
    );
}

/// The events of BIT-vault-2021-3282: fixed and introduced at one version.
#[test]
fn an_interval_that_begins_where_another_ends_goes_on() {
    let events =
        json!([{"introduced": "1.6.0"}, {"fixed": "1.6.1"}, {"introduced": "1.6.1"}, {"fixed": "1.6.2"}]);
    rows(
        record("X-1", "Bitnami", "vault", "SEMVER", events),
        &[
            (
                "pkg:bitnami/vault@1.6.1",
                "X-1: introduced 1.6.1 <= 1.6.1 < fixed 1.6.2 (bitnami)",
            ),
            ("pkg:bitnami/vault@1.6.2", "X-1: fixed 1.6.2 <= 1.6.2 (bitnami)"),
        ],
    );
}

/// The events of PYSEC-2023-72: intervals out of order that touch.
#[test]
fn intervals_out_of_order_are_united() {
    let events = json!([
        {"introduced": "0"}, {"fixed": "3.1.1"}, {"introduced": "3.2.0"}, {"fixed": "3.2.2"},
        {"introduced": "3.1.1"}, {"fixed": "3.2.0"},
    ]);
    let index = index(&[record("X-1", "PyPI", "pyspark", "ECOSYSTEM", events)]);
    for version in ["0.1", "3.1.0", "3.1.1", "3.1.3", "3.2.0", "3.2.1"] {
        let answer = explained(&index, &format!("pkg:pypi/pyspark@{version}"));
        assert!(answer[0].contains("introduced"), "{answer:?}");
    }
    assert_eq!(
        explained(&index, "pkg:pypi/pyspark@3.2.2"),
        ["X-1: fixed 3.2.2 <= 3.2.2 (pep440)"]
    );
}

/// The events of RUSTSEC-2024-0399: an empty interval first. Sorted with ends first, 0.23.7 would be affected.
#[test]
fn an_empty_interval_affects_nothing() {
    let events = json!([{"introduced": "0.23.0"}, {"fixed": "0.23.0"}, {"introduced": "0.23.13"}, {"fixed": "0.23.18"}]);
    rows(
        record("X-1", "crates.io", "rustls", "SEMVER", events),
        &[
            (
                "pkg:cargo/rustls@0.23.7",
                "X-1: fixed 0.23.0 <= 0.23.7 < introduced 0.23.13 (semver)",
            ),
            (
                "pkg:cargo/rustls@0.23.13",
                "X-1: introduced 0.23.13 <= 0.23.13 < fixed 0.23.18 (semver)",
            ),
        ],
    );
}

#[test]
fn a_list_that_does_not_alternate_is_sorted_and_remarked() {
    let events =
        json!([{"introduced": "2.0.0"}, {"introduced": "1.0.0"}, {"fixed": "2.1.0"}, {"fixed": "1.5.0"}]);
    let built = built(&[record("X-1", "npm", "a", "SEMVER", events)]);
    let index = built.open().unwrap();
    assert_eq!(
        explained(&index, "pkg:npm/a@1.2.0"),
        ["X-1: introduced 1.0.0 <= 1.2.0 < fixed 1.5.0 (semver)"]
    );
    assert_eq!(
        explained(&index, "pkg:npm/a@1.7.0"),
        ["X-1: fixed 1.5.0 <= 1.7.0 < introduced 2.0.0 (semver)"]
    );
    let remark = built.remarks.first().unwrap().remark.to_string();
    assert_eq!(
        remark,
        "the events of range 0 of affected entry 0 do not alternate and were sorted"
    );
}

#[test]
fn a_range_of_commits_does_not_stop_the_next_range() {
    let record = json!({
        "id": "X-1",
        "affected": [{
            "package": {"ecosystem": "PyPI", "name": "a"},
            "ranges": [
                {"type": "GIT", "repo": "https://git.example/a", "events": [{"introduced": "0"}, {"fixed": "abcdef"}]},
                {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]},
            ],
        }],
    });
    rows(
        record,
        &[
            ("pkg:pypi/a@1.0", "X-1: introduced 0 <= 1.0 < fixed 2.0 (pep440)"),
            ("pkg:pypi/a@2.0", "X-1: fixed 2.0 <= 2.0 (pep440)"),
        ],
    );
}

#[test]
fn commits_alone_leave_it_open() {
    rows(
        record("X-1", "PyPI", "a", "GIT", json!([{"introduced": "0"}])),
        &[("pkg:pypi/a@1.0", "X-1: the advisory names commits, not versions")],
    );
}

#[test]
fn listed_versions_count_beside_ranges_in_any_spelling() {
    let record = json!({
        "id": "X-1",
        "affected": [{
            "package": {"ecosystem": "PyPI", "name": "a"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"fixed": "2.1"}]}],
            "versions": ["1.0", "2.0", "weird version"],
        }],
    });
    rows(
        record,
        &[
            ("pkg:pypi/a@1.0.0", "X-1: 1.0.0 is listed as affected (pep440)"),
            (
                "pkg:pypi/a@2.0",
                "X-1: introduced 2.0 <= 2.0 < fixed 2.1 (pep440)",
            ),
            (
                "pkg:pypi/a@weird%20version",
                "X-1: weird version is listed as affected (pep440, read leniently)",
            ),
            ("pkg:pypi/a@1.1", "X-1: 1.1 < introduced 2.0 (pep440)"),
        ],
    );
}

#[test]
fn an_order_that_is_not_known_leaves_it_open_unless_the_version_is_listed() {
    let record = json!({
        "id": "X-1",
        "affected": [{
            "package": {"ecosystem": "Made Up", "name": "a"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2"}]}],
            "versions": ["1"],
        }],
    });
    let index = index(&[record]);
    let package =
        portcullis_vuln_match::Coordinates::new(portcullis_vuln_match::Ecosystem::parse("Made Up"), "a");
    let line = |version| {
        let matches = index.matches_of(&package, Some(version)).unwrap();
        matches[0].explanations()[0].to_string()
    };
    assert_eq!(line("1"), "X-1: 1 is listed as affected");
    assert_eq!(line("3"), "X-1: the version order of Made Up is not known");
}

#[test]
fn semver_ranges_are_decided_in_any_ecosystem() {
    let record = record(
        "X-1",
        "Hackage",
        "a",
        "SEMVER",
        json!([{"introduced": "1.0.0"}, {"fixed": "2.0.0"}]),
    );
    rows(
        record,
        &[(
            "pkg:hackage/a@1.5.0",
            "X-1: introduced 1.0.0 <= 1.5.0 < fixed 2.0.0 (semver)",
        )],
    );
}

#[test]
fn versions_that_cannot_be_ordered_leave_it_open() {
    let bounded = record(
        "X-1",
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "1.0.0"}, {"fixed": "nightly"}]),
    );
    rows(
        bounded,
        &[
            (
                "pkg:npm/a@1.5.0",
                "X-1: the advisory's version `nightly` cannot be ordered by semver",
            ),
            ("pkg:npm/a@0.5.0", "X-1: 0.5.0 < introduced 1.0.0 (semver)"),
            (
                "pkg:npm/a@edge",
                "X-1: the version `edge` cannot be ordered by semver",
            ),
            ("pkg:npm/a", "X-1: the component states no version"),
        ],
    );
    // Every version is affected, so this one is, wherever it stands.
    rows(
        record("X-1", "npm", "a", "SEMVER", json!([{"introduced": "0"}])),
        &[("pkg:npm/a@edge", "X-1: introduced 0 <= edge (semver)")],
    );
}

#[test]
fn go_versions_are_read_as_go_writes_them() {
    rows(
        record(
            "X-1",
            "Go",
            "stdlib",
            "SEMVER",
            json!([{"introduced": "1.21.0-0"}, {"fixed": "1.21.4"}]),
        ),
        &[
            (
                "pkg:golang/stdlib@go1.21rc2",
                "X-1: introduced 1.21.0-0 <= go1.21rc2 < fixed 1.21.4 (go)",
            ),
            ("pkg:golang/stdlib@1.21.4", "X-1: fixed 1.21.4 <= 1.21.4 (go)"),
        ],
    );
    let fixed = json!([{"introduced": "0"}, {"fixed": "0.0.0-20220314234659-1baeb1ce4c0b"}]);
    rows(
        record("X-1", "Go", "golang.org/x/crypto", "SEMVER", fixed),
        &[(
            "pkg:golang/golang.org/x/crypto@v0.0.0-20210921155107-089bfa567519",
            "X-1: introduced 0 <= v0.0.0-20210921155107-089bfa567519 < fixed 0.0.0-20220314234659-1baeb1ce4c0b (go)",
        )],
    );
}
