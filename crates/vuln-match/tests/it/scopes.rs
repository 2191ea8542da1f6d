//! What a component leaves open: its release, repository, stream, epoch, patch number, and the package it was built from.

use portcullis_vuln_match::{
    Answer, Doubt, EpochPolicy, LookupBy, MatchOptions, ProPolicy, Reason, Relation,
};
use serde_json::{Value, json};

use crate::support::{component, explained, index, record};

fn up_to(id: &str, ecosystem: &str, name: &str, fixed: &str) -> Value {
    record(
        id,
        ecosystem,
        name,
        "ECOSYSTEM",
        json!([{"introduced": "0"}, {"fixed": fixed}]),
    )
}

fn answer(record: &Value, purl: &str, options: MatchOptions) -> Option<Answer> {
    let index = index(std::slice::from_ref(record));
    let found = index.matches_with(&component(purl), options).unwrap();
    found.first().map(|found| found.answer().clone())
}

fn default(record: &Value, purl: &str) -> Option<Answer> {
    answer(record, purl, MatchOptions::default())
}

const AFFECTED: Option<Answer> = Some(Answer::Affected);

fn doubted(doubt: Doubt) -> Option<Answer> {
    Some(Answer::Unknown(Reason::Reading { doubt }))
}

#[test]
fn a_package_of_a_named_repository_is_taken_as_the_one_without_and_that_is_told() {
    let drupal = up_to("X-1", "Packagist:https://repo.example/8", "drupal/x", "2.0.0");
    let plain = "pkg:composer/drupal/x@1.0.0";
    assert_eq!(default(&drupal, plain), AFFECTED);
    assert_eq!(
        explained(&index(std::slice::from_ref(&drupal)), plain),
        ["X-1: introduced 0 <= 1.0.0 < fixed 2.0.0 (packagist), taken as of https://repo.example/8"]
    );
    let same = "pkg:composer/drupal/x@1.0.0?repository_url=https://repo.example/8/";
    let other = "pkg:composer/drupal/x@1.0.0?repository_url=https://other.example/8";
    assert_eq!(
        (default(&drupal, same), default(&drupal, other)),
        (AFFECTED, None)
    );
    let index = index(&[drupal]);
    assert_eq!(
        index.explain(&component(same)).unwrap()[0].relation,
        Relation::Same
    );
}

#[test]
fn advisories_about_the_source_package_are_found_and_say_so() {
    let rows = [
        (
            up_to("X-1", "Debian:12", "openssl", "3.0.2-1"),
            "pkg:deb/debian/libssl3@3.0.1-1%2Bb1?distro=debian-12&upstream=openssl",
            "X-1: introduced 0 <= 3.0.1-1 < fixed 3.0.2-1 (dpkg), by source package openssl",
        ),
        (
            up_to("X-1", "Alpine:v3.18", "openssl", "3.1.2-r0"),
            "pkg:apk/alpine/libcrypto3@3.1.1-r0?distro=alpine-3.18.2&upstream=openssl",
            "X-1: introduced 0 <= 3.1.1-r0 < fixed 3.1.2-r0 (apk), by source package openssl",
        ),
        (
            up_to(
                "X-1",
                "Red Hat:enterprise_linux:8::baseos",
                "openssl",
                "1:1.1.1k-9.el8_6",
            ),
            "pkg:rpm/redhat/openssl-libs@1.1.1k-7.el8_6?epoch=1&distro=rhel-8.6&upstream=openssl-1.1.1k-7.el8_6.src.rpm",
            "X-1: introduced 0 <= 1:1.1.1k-7.el8_6 < fixed 1:1.1.1k-9.el8_6 (rpm), by source package openssl",
        ),
    ];
    for (record, purl, expected) in rows {
        let index = index(&[record]);
        assert_eq!(explained(&index, purl), [expected]);
        let found = index.matches(&component(purl)).unwrap();
        assert_eq!(found[0].explanations()[0].by, LookupBy::SourcePackage);
    }
}

#[test]
fn the_version_of_the_source_package_is_the_one_that_is_asked_for() {
    let record = up_to("X-1", "Debian:12", "gcc-12", "12.3-1");
    let older = "pkg:deb/debian/libgcc@1:99-1?distro=debian-12&upstream=gcc-12@12.2-1";
    let newer = "pkg:deb/debian/libgcc@1:1-1?distro=debian-12&upstream=gcc-12@12.3-1";
    assert_eq!(
        (default(&record, older), default(&record, newer)),
        (AFFECTED, None)
    );
    let binary = up_to("X-2", "AlmaLinux:8", "bind-libs", "9.11-2");
    let both = "pkg:rpm/almalinux/bind-libs@9.11-1?distro=almalinux-8&upstream=bind-9.11-1.src.rpm";
    assert_eq!(default(&binary, both), AFFECTED);
}

#[test]
fn an_epoch_that_one_side_alone_states_opens_the_answer_by_default() {
    let theirs = up_to("X-1", "AlmaLinux:8", "bind", "32:9.11-2");
    let ours = up_to("X-1", "AlmaLinux:8", "bind", "9.11-2");
    let options = |epoch| {
        let mut options = MatchOptions::default();
        options.epoch = epoch;
        options
    };
    let (lost, stated) = (
        "pkg:rpm/almalinux/bind@9.11-3?distro=almalinux-8",
        "pkg:rpm/almalinux/bind@9.11-1?distro=almalinux-8&epoch=32",
    );
    let rows = [
        (&theirs, lost, EpochPolicy::Unknown, doubted(Doubt::Epoch)),
        (&theirs, lost, EpochPolicy::Zero, AFFECTED),
        (&theirs, lost, EpochPolicy::SameAsAdvisory, None),
        (&ours, stated, EpochPolicy::Unknown, doubted(Doubt::Epoch)),
        (&ours, stated, EpochPolicy::Zero, None),
        (&ours, stated, EpochPolicy::SameAsAdvisory, AFFECTED),
        // Both readings agree.
        (
            &theirs,
            "pkg:rpm/almalinux/bind@9.11-1?distro=almalinux-8",
            EpochPolicy::Unknown,
            AFFECTED,
        ),
        (
            &ours,
            "pkg:rpm/almalinux/bind@9.11-2?distro=almalinux-8&epoch=32",
            EpochPolicy::Unknown,
            None,
        ),
    ];
    for (record, purl, epoch, expected) in rows {
        assert_eq!(answer(record, purl, options(epoch)), expected, "{purl} {epoch:?}");
    }
}

#[test]
fn a_series_without_patch_number_is_open_where_the_patch_decides() {
    let go = record(
        "X-1",
        "Go",
        "stdlib",
        "SEMVER",
        json!([{"introduced": "0"}, {"fixed": "1.21.4"}]),
    );
    let rows = [
        ("pkg:golang/stdlib@1.21", doubted(Doubt::Patch)),
        ("pkg:golang/std@go1.21", doubted(Doubt::Patch)),
        ("pkg:golang/stdlib@1.20", AFFECTED),
        ("pkg:golang/stdlib@1.22", None),
        ("pkg:golang/stdlib@1.21.3", AFFECTED),
        ("pkg:generic/go@1.21.4", None),
        ("pkg:generic/go@1.21.3", AFFECTED),
    ];
    for (purl, expected) in rows {
        assert_eq!(default(&go, purl), expected, "{purl}");
    }
    let action = up_to("X-1", "GitHub Actions", "a/b", "4.1.2");
    assert_eq!(
        default(&action, "pkg:githubactions/a/b@v4"),
        doubted(Doubt::Patch)
    );
    assert_eq!(default(&action, "pkg:githubactions/a/b@v3"), AFFECTED);
}

#[test]
fn a_fix_for_subscribers_clears_nobody_else() {
    let pro = up_to("X-1", "Ubuntu:Pro:18.04:LTS", "bash", "4.4-2ubuntu1+esm1");
    let fixed = "4.4-2ubuntu1+esm1".to_owned();
    let told = Some(Answer::Unknown(Reason::Pro { fixed }));
    let rows = [
        ("pkg:deb/ubuntu/bash@4.4-2ubuntu1?distro=ubuntu-18.04", AFFECTED),
        ("pkg:deb/ubuntu/bash@4.4-2ubuntu2?distro=ubuntu-18.04", told),
        ("pkg:deb/ubuntu/bash@4.4-2ubuntu2?distro=ubuntu-pro-18.04", None),
        (
            "pkg:deb/ubuntu/bash@4.4-2ubuntu1%2Besm1?distro=ubuntu-18.04",
            None,
        ),
    ];
    for (purl, expected) in rows {
        assert_eq!(default(&pro, purl), expected, "{purl}");
    }
    let mut options = MatchOptions::default();
    options.ubuntu_pro = ProPolicy::ByVersion;
    assert_eq!(
        answer(
            &pro,
            "pkg:deb/ubuntu/bash@4.4-2ubuntu2?distro=ubuntu-18.04",
            options
        ),
        None
    );
}

#[test]
fn of_two_channels_only_that_of_the_component_counts() {
    let mut both = record(
        "X-1",
        "Ubuntu:18.04:LTS",
        "bash",
        "ECOSYSTEM",
        json!([{"introduced": "0"}]),
    );
    let pro = up_to("X-1", "Ubuntu:Pro:18.04:LTS", "bash", "4.4-2ubuntu1+esm1");
    both["affected"]
        .as_array_mut()
        .unwrap()
        .push(pro["affected"][0].clone());
    let rows = [
        ("pkg:deb/ubuntu/bash@4.4-2ubuntu9?distro=ubuntu-18.04", AFFECTED),
        ("pkg:deb/ubuntu/bash@4.4-2ubuntu9?distro=ubuntu-pro-18.04", None),
        (
            "pkg:deb/ubuntu/bash@4.4-2ubuntu1%2Besm1?distro=ubuntu-18.04",
            None,
        ),
    ];
    for (purl, expected) in rows {
        assert_eq!(default(&both, purl), expected, "{purl}");
    }
}

#[test]
fn streams_are_of_their_product_and_module() {
    let module = up_to("X-1", "AlmaLinux:8", "perl", "4:5.30.1-452.module_el8.6.0+1+a");
    let plain = "pkg:rpm/almalinux/perl@5.26.3-416.el8?epoch=4&distro=almalinux-8";
    let modular = "pkg:rpm/almalinux/perl@5.30.0-1.module_el8.6.0+1+a?epoch=4&distro=almalinux-8";
    assert_eq!(
        (default(&module, plain), default(&module, modular)),
        (None, AFFECTED)
    );
    let eus = up_to("X-1", "Red Hat:rhel_eus:8.6::baseos", "a", "1.0-2.el8_6");
    assert!(matches!(
        default(&eus, "pkg:rpm/redhat/a@1.0-1.el8?distro=rhel-8.6"),
        Some(Answer::Unknown(Reason::Release { .. }))
    ));
    assert_eq!(default(&eus, "pkg:rpm/redhat/a@1.0-1.el8?distro=rhel-8.8"), None);
}

#[test]
fn a_rebuilt_package_is_matched_with_its_rebuilder() {
    let root = up_to("X-1", "Root:PyPI", "root-requests", "2.31.0+root.io.2");
    assert_eq!(default(&root, "pkg:pypi/requests@2.31.0%2Broot.io.1"), AFFECTED);
    assert_eq!(default(&root, "pkg:pypi/requests@2.31.0%2Broot.io.2"), None);
    assert_eq!(default(&root, "pkg:pypi/requests@2.31.0"), None);
    let careful = up_to("X-1", "TuxCare:Maven", "org.example:a", "5.3.39-tuxcare.2");
    assert_eq!(
        default(&careful, "pkg:maven/org.example/a@5.3.39-tuxcare.1"),
        AFFECTED
    );
}

#[test]
fn advisories_of_one_vulnerability_that_disagree_are_both_named() {
    let mut one = record(
        "GHSA-1",
        "PyPI",
        "a",
        "ECOSYSTEM",
        json!([{"introduced": "0"}, {"fixed": "1.5"}]),
    );
    one["aliases"] = json!(["CVE-2026-1"]);
    let mut other = record(
        "PYSEC-1",
        "PyPI",
        "a",
        "ECOSYSTEM",
        json!([{"introduced": "0"}, {"fixed": "1.4"}]),
    );
    other["aliases"] = json!(["CVE-2026-1"]);
    let index = index(&[one, other]);
    let component = component("pkg:pypi/a@1.4.2");
    let found = index.matches(&component).unwrap();
    assert_eq!(*found[0].answer(), Answer::Affected);
    let finding = index.finding(&component, &found[0]).unwrap();
    let told: Vec<String> = finding.evidence().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "GHSA-1: introduced 0 <= 1.4.2 < fixed 1.5 (pep440)",
            "GHSA-1 says that it is affected, and another advisory about the same that it is not: \
             PYSEC-1: fixed 1.4 <= 1.4.2 (pep440)",
        ]
    );
}

#[test]
fn what_related_streams_and_repositories_have_covers_a_component() {
    let index = index(&[
        up_to("X-1", "Red Hat:enterprise_linux:8::appstream", "a", "2-1"),
        up_to("X-2", "Packagist:https://repo.example/8", "a/b", "2"),
        up_to("X-3", "Debian:12", "a", "2-1"),
    ]);
    let rows = [
        ("pkg:rpm/redhat/b@1-1?distro=rhel-8.6", true),
        ("pkg:rpm/redhat/b@1-1?distro=rhel-9", false),
        ("pkg:composer/c/d@1", true),
        ("pkg:composer/c/d@1?repository_url=https://other.example", false),
        ("pkg:deb/debian/b@1-1?distro=debian-12", true),
        ("pkg:deb/debian/b@1-1", false),
    ];
    for (purl, expected) in rows {
        assert_eq!(index.covers_purl(&purl.parse().unwrap()), expected, "{purl}");
    }
}

#[test]
fn more_advisories_about_one_vulnerability_than_are_joined_are_told() {
    let records: Vec<Value> = (0..65)
        .map(|at| {
            let mut one = up_to(&format!("X-{at:02}"), "PyPI", "a", "2.0");
            one["aliases"] = json!(["CVE-2026-1"]);
            one
        })
        .collect();
    let index = index(&records);
    let component = component("pkg:pypi/a@1.0");
    let found = index.matches(&component).unwrap();
    let members: Vec<usize> = found.iter().map(|one| one.explanations().len()).collect();
    assert_eq!(members, [64, 1]);
    for one in &found {
        let finding = index.finding(&component, one).unwrap();
        let last = finding.evidence().last().unwrap().to_string();
        assert!(one.is_part() && last.contains("several findings"), "{last}");
    }
}
