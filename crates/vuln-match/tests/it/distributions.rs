//! Packages of distributions: their own order of versions, their releases and epochs.

use portcullis_findings::{InRange, RangeAnswer};
use portcullis_vuln_match::{Answer, Coordinates, Ecosystem, Scheme, VersionRanges};
use serde_json::json;

use crate::support::{component, explained, index, record};

/// What a index with one range up to `fixed` says about each purl.
fn answers(ecosystem: &str, name: &str, fixed: &str, rows: &[(&str, Option<Answer>)]) {
    let index = index(&[record(
        "X-1",
        ecosystem,
        name,
        "ECOSYSTEM",
        json!([{"introduced": "0"}, {"fixed": fixed}]),
    )]);
    for (purl, expected) in rows {
        let found = index.explain(&component(purl)).unwrap();
        assert_eq!(
            found.first().map(|found| found.answer.clone()),
            *expected,
            "{ecosystem} {fixed} {purl}"
        );
    }
}

const AFFECTED: Option<Answer> = Some(Answer::Affected);
const FIXED: Option<Answer> = Some(Answer::NotAffected);

#[test]
fn rpm_packages_are_decided_by_epoch_version_and_release() {
    answers(
        "AlmaLinux:8",
        "bind",
        "32:9.11.36-11.el8_9.1",
        &[
            (
                "pkg:rpm/almalinux/bind@9.11.36-11.el8_9?distro=almalinux-8.9&epoch=32",
                AFFECTED,
            ),
            (
                "pkg:rpm/almalinux/bind@9.11.36-11.el8_9.1?distro=almalinux-8.9&epoch=32",
                FIXED,
            ),
            (
                "pkg:rpm/almalinux/bind@32%3A9.11.36-12.el8?distro=almalinux-8.9&epoch=32",
                FIXED,
            ),
            (
                "pkg:rpm/almalinux/bind@9.11.36~rc1-99.el8?distro=almalinux-8.9&epoch=32",
                AFFECTED,
            ),
            ("pkg:rpm/almalinux/bind@1-1?distro=almalinux-8.9&epoch=33", FIXED),
            ("pkg:rpm/almalinux/bind@1-1?distro=almalinux-9.1", None),
        ],
    );
}

#[test]
fn debian_packages_are_decided() {
    answers(
        "Debian:12",
        "openssl",
        "3.0.11-1~deb12u2",
        &[
            (
                "pkg:deb/debian/openssl@3.0.11-1~deb12u1?distro=debian-12",
                AFFECTED,
            ),
            ("pkg:deb/debian/openssl@3.0.11-1~deb12u2?distro=debian-12", FIXED),
            ("pkg:deb/debian/openssl@3.0.11-1?distro=debian-12", FIXED),
            ("pkg:deb/debian/openssl@3.0.9-1?distro=debian-12", AFFECTED),
            ("pkg:deb/debian/openssl@3.0.9-1?distro=debian-11", None),
        ],
    );
}

#[test]
fn alpine_packages_are_decided() {
    answers(
        "Alpine:v3.18",
        "musl",
        "1.2.4_git20230717-r2",
        &[
            ("pkg:apk/alpine/musl@1.2.4-r2?distro=alpine-3.18.4", AFFECTED),
            (
                "pkg:apk/alpine/musl@1.2.4_git20230717-r1?distro=alpine-3.18",
                AFFECTED,
            ),
            (
                "pkg:apk/alpine/musl@1.2.4_git20230717-r2?distro=alpine-3.18",
                FIXED,
            ),
            (
                "pkg:apk/alpine/musl@1.2.4_git20230717-r10?distro=alpine-3.18",
                FIXED,
            ),
            ("pkg:apk/alpine/musl@1.2.5_rc1-r0?distro=alpine-3.18", FIXED),
        ],
    );
}

#[test]
fn packages_of_languages_with_lists_of_numbers_are_decided() {
    answers(
        "Hackage",
        "aeson",
        "2.0.1.0",
        &[
            ("pkg:hackage/aeson@2.0.1", AFFECTED),
            ("pkg:hackage/aeson@2.0.0.10", AFFECTED),
            ("pkg:hackage/aeson@2.0.1.0", FIXED),
            ("pkg:hackage/aeson@2.0.10", FIXED),
        ],
    );
    answers(
        "CRAN",
        "commonmark",
        "1.8-1",
        &[
            ("pkg:cran/commonmark@1.8", AFFECTED),
            ("pkg:cran/commonmark@1.8.1", FIXED),
            ("pkg:cran/commonmark@1.10", FIXED),
        ],
    );
    answers(
        "opam",
        "cohttp",
        "5.1.0",
        &[
            ("pkg:opam/cohttp@5.1.0~beta1", AFFECTED),
            ("pkg:opam/cohttp@5.1.0", FIXED),
        ],
    );
}

#[test]
fn channels_of_ubuntu_share_their_release() {
    for ecosystem in ["Ubuntu:18.04", "Ubuntu:18.04:LTS", "Ubuntu:Pro:18.04:LTS"] {
        answers(
            ecosystem,
            "bash",
            "4.4.18-2ubuntu1.3",
            &[
                (
                    "pkg:deb/ubuntu/bash@4.4.18-2ubuntu1?distro=ubuntu-18.04",
                    AFFECTED,
                ),
                ("pkg:deb/ubuntu/bash@4.4.18-2ubuntu1.3?distro=ubuntu-18.04", FIXED),
                ("pkg:deb/ubuntu/bash@4.4.18-2ubuntu1.2?distro=ubuntu-20.04", None),
            ],
        );
    }
    // A validated build is another package.
    answers(
        "Ubuntu:Pro:FIPS:18.04:LTS",
        "bash",
        "5",
        &[("pkg:deb/ubuntu/bash@4?distro=ubuntu-18.04", None)],
    );
}

#[test]
fn delegating_ecosystems_order_as_the_inner_one() {
    let rows = [
        ("TuxCare:Alpine:v3.16", Some(Scheme::Apk)),
        ("TuxCare:Red Hat", Some(Scheme::Rpm)),
        ("TuxCare:PyPI", Some(Scheme::Pep440)),
        ("TuxCare:TuxCare:npm", None),
        ("TuxCare", None),
        ("Root", None),
        ("Root:Root:npm", None),
        ("Root:Made Up", None),
    ];
    for (ecosystem, expected) in rows {
        assert_eq!(
            Scheme::for_ecosystem(&Ecosystem::parse(ecosystem)),
            expected,
            "{ecosystem}"
        );
    }
    let index = index(&[record(
        "X-1",
        "Root:npm",
        "a",
        "SEMVER",
        json!([{"introduced": "0"}, {"fixed": "1.0.0.root.io.2"}]),
    )]);
    let package = Coordinates::new(Ecosystem::parse("Root:npm"), "a");
    let rows = [
        ("1.0.0", 1),
        ("1.0.0.root.io.1", 1),
        ("1.0.0.root.io.2", 0),
        ("1.0.1", 0),
    ];
    for (version, affected) in rows {
        assert_eq!(
            index.matches_of(&package, Some(version)).unwrap().len(),
            affected,
            "{version}"
        );
    }
}

#[test]
fn the_fix_is_the_first_by_the_order_of_the_distribution() {
    let index = index(&[record(
        "X-1",
        "Debian:12",
        "a",
        "ECOSYSTEM",
        json!([{"introduced": "0"}, {"fixed": "1.0-2~deb12u10"}]),
    )]);
    let purl = "pkg:deb/debian/a@1.0-2~deb12u9?distro=debian-12";
    assert_eq!(
        index.matches(&component(purl)).unwrap()[0].fix(),
        Some("1.0-2~deb12u10")
    );
    assert_eq!(
        explained(&index, purl),
        ["X-1: introduced 0 <= 1.0-2~deb12u9 < fixed 1.0-2~deb12u10 (dpkg)"]
    );
}

#[test]
fn ranges_of_policies_are_decided_for_packages_of_distributions() {
    let rows = [
        ("pkg:deb/debian/a@1.0~rc1-1", "vers:deb/<1.0", RangeAnswer::Inside),
        ("pkg:rpm/fedora/a@1.0%5E1-1", "<1.0", RangeAnswer::Outside),
        (
            "pkg:apk/alpine/a@1.0_rc1-r0",
            "vers:apk/<1.0-r0",
            RangeAnswer::Inside,
        ),
        (
            "pkg:alpm/arch/a@1.0rc1-1",
            "vers:alpm/<1.0-1",
            RangeAnswer::Inside,
        ),
        ("pkg:cran/a@1.9", "vers:cran/>=1.8|<1.10", RangeAnswer::Inside),
    ];
    for (purl, range, expected) in rows {
        assert_eq!(
            VersionRanges.in_range(&purl.parse().unwrap(), range),
            expected,
            "{purl} {range}"
        );
    }
}

#[test]
fn revisions_of_bitnami_are_of_their_release() {
    let rows = [
        ("fixed", "1.6.2", "1.6.2-0", FIXED),
        ("fixed", "1.6.2", "1.6.2-3", FIXED),
        ("fixed", "1.6.2", "1.6.1-3", AFFECTED),
        ("fixed", "1.6.2", "1.6.2-rc.1", AFFECTED),
        ("fixed", "1.6.2", "1.6.0-1", AFFECTED),
        ("fixed", "1.6.2-2", "1.6.2-1", AFFECTED),
        ("last_affected", "1.6.2", "1.6.2", AFFECTED),
        ("last_affected", "1.6.2", "1.6.2-3", AFFECTED),
        ("last_affected", "1.6.2", "1.6.3-0", FIXED),
        ("last_affected", "1.6.2-2", "1.6.2-3", FIXED),
    ];
    for (kind, end, version, expected) in rows {
        let events = json!([{"introduced": "1.6.0"}, {kind: end}]);
        let index = index(&[record("X-1", "Bitnami", "vault", "SEMVER", events)]);
        let found = index
            .explain(&component(&format!("pkg:bitnami/vault@{version}")))
            .unwrap();
        assert_eq!(
            found.first().map(|found| found.answer.clone()),
            expected,
            "{kind} {end} {version}"
        );
    }
}
