//! One record written by hand for each of the 48 ecosystems of OSV schema 1.7.5: commits first, then two ranges, and one
//! record with limits. Real records cover AlmaLinux, Bitnami, crates.io, GHC, Go, Hackage, Julia, Packagist and PyPI alone.

use std::collections::BTreeSet;

use portcullis_findings::{Component, ComponentKind};
use portcullis_vuln_match::{Answer, Coordinates, Ecosystem, Explanation, Index, Reason};
use serde_json::{Value, json};

use crate::support::index;

/// Seven versions in rising order: `introduced`, affected, `fixed`, not affected, `introduced` again, `last_affected`, not
/// affected.
type Versions = [&'static str; 7];

const SEMVER: Versions = [
    "1.2.0",
    "1.4.1",
    "1.5.0",
    "1.10.0",
    "2.0.0-rc.1",
    "2.0.0",
    "2.0.1",
];
const PEP440: Versions = ["1.0", "1.4.post1", "1.5", "1.10", "2.0rc1", "2.0", "2.0.post1"];
const MAVEN: Versions = ["1.0", "1.4.1", "1.5", "1.10", "2.0-rc-1", "2.0", "2.0-sp-1"];
const NUGET: Versions = [
    "1.0.0",
    "1.4.0.1",
    "1.5.0",
    "1.10.0",
    "2.0.0-RC.1",
    "2.0.0",
    "2.0.0.1",
];
const GEM: Versions = ["1.0", "1.4.1", "1.5", "1.10", "2.0.rc1", "2.0", "2.0.1"];
const COMPOSER: Versions = ["1.0.0", "1.4.1", "1.5.0", "1.10.0", "2.0.0-RC1", "2.0.0", "2.0.1"];
const PUB: Versions = [
    "1.0.0",
    "1.4.0",
    "1.5.0+1",
    "1.5.0+2",
    "2.0.0-rc.1",
    "2.0.0",
    "2.0.0+1",
];
const CONAN: Versions = ["1.0", "1.4.1", "1.5", "1.10", "2.0-rc1", "2.0", "2.0.1"];
const DPKG: Versions = [
    "1.0-1",
    "1.4-1~deb12u1",
    "1.5-1",
    "1.10-1",
    "2.0~rc1-1",
    "2.0-1",
    "2.0-1+deb12u1",
];
const RPM: Versions = [
    "1.0-1.el8",
    "1.4-1.el8_6",
    "1.5-1.el8",
    "1.10-1.el8",
    "2.0~rc1-1.el8",
    "2.0-1.el8",
    "2.0^git1-1.el8",
];
const APK: Versions = [
    "1.0-r0",
    "1.4_p1-r0",
    "1.5-r0",
    "1.10-r0",
    "2.0_rc1-r0",
    "2.0-r0",
    "2.0-r1",
];
const R: Versions = ["1.0", "1.4-1", "1.5", "1.10", "2.0", "2.0-1", "2.0-2"];
const HASKELL: Versions = ["1.0", "1.4.1", "1.5", "1.10", "2.0", "2.0.0", "2.0.0.1"];
const OPAM: Versions = ["1.0", "1.4.1", "1.5", "1.10", "2.0~rc1", "2.0", "2.0.1"];
const FREEBSD: Versions = ["1.0", "1.4_1", "1.5", "1.10", "2.0.r1", "2.0", "2.0_1"];
const ROOT: Versions = [
    "1.0.0",
    "1.4.0+root.io.1",
    "1.5.0+root.io.1",
    "1.10.0",
    "2.0.0rc1",
    "2.0.0+root.io.1",
    "2.0.0+root.io.2",
];

/// Ecosystem, name, package URL without version (none where no type names its packages), scheme, versions.
const ROWS: &[(&str, &str, &str, &str, Versions)] = &[
    (
        "AlmaLinux:8",
        "a",
        "pkg:rpm/almalinux/a?distro=almalinux-8.9",
        "rpm",
        RPM,
    ),
    (
        "Alpaquita:23",
        "a",
        "pkg:apk/alpaquita/a?distro=alpaquita-23",
        "apk",
        APK,
    ),
    (
        "Alpine:v3.18",
        "a",
        "pkg:apk/alpine/a?distro=alpine-3.18.4",
        "apk",
        APK,
    ),
    (
        "Azure Linux:3",
        "a",
        "pkg:rpm/azurelinux/a?distro=azurelinux-3.0",
        "rpm",
        RPM,
    ),
    (
        "BellSoft Hardened Containers:stream",
        "a",
        "pkg:apk/bellsoft-hardened-containers/a?distro=stream",
        "apk",
        APK,
    ),
    ("Bioconductor", "A", "pkg:bioconductor/A", "r", R),
    ("Bitnami", "a", "pkg:bitnami/a", "bitnami", SEMVER),
    ("Chainguard", "a", "pkg:apk/chainguard/a", "apk", APK),
    ("CleanStart", "a", "pkg:apk/cleanstart/a", "apk", APK),
    ("ConanCenter", "a", "pkg:conan/a", "conan", CONAN),
    ("CRAN", "A", "pkg:cran/A", "r", R),
    ("crates.io", "a_b", "pkg:cargo/a-b", "semver", SEMVER),
    ("Debian:12", "a", "pkg:deb/debian/a?distro=bookworm", "dpkg", DPKG),
    ("Docker Hardened Images", "a", "pkg:dhi/a", "semver", SEMVER),
    ("Echo", "a", "pkg:deb/echo/a", "dpkg", DPKG),
    (
        "FreeBSD:ports",
        "a",
        "pkg:freebsd/a?arch=FreeBSD:14:amd64",
        "freebsd",
        FREEBSD,
    ),
    ("GHC", "ghc", "pkg:generic/ghc", "hackage", HASKELL),
    (
        "GitHub Actions",
        "Owner/Repo",
        "pkg:githubactions/owner/repo/sub/path",
        "semver",
        SEMVER,
    ),
    (
        "Go",
        "example.org/A/b",
        "pkg:golang/example.org/a/b",
        "go",
        SEMVER,
    ),
    ("Hackage", "a", "pkg:hackage/a", "hackage", HASKELL),
    ("Hex", "a", "pkg:hex/a", "semver", SEMVER),
    ("Julia", "A", "pkg:julia/A?uuid=1", "semver", SEMVER),
    ("Kubernetes", "k8s.io/a", "pkg:golang/k8s.io/a", "semver", SEMVER),
    ("Mageia:9", "a", "pkg:rpm/mageia/a?distro=mageia-9", "rpm", RPM),
    (
        "Maven",
        "org.example:a",
        "pkg:maven/org.example/a",
        "maven",
        MAVEN,
    ),
    ("MinimOS", "a", "pkg:apk/minimos/a", "apk", APK),
    ("npm", "@a/B", "pkg:npm/%40a/B", "semver", SEMVER),
    ("NuGet", "A.B", "pkg:nuget/a.b", "nuget", NUGET),
    ("opam", "a", "pkg:opam/a", "opam", OPAM),
    (
        "openEuler:22.03-LTS-SP1",
        "a",
        "pkg:rpm/openeuler/a?distro=openEuler-22.03-LTS-SP1",
        "rpm",
        RPM,
    ),
    (
        "openSUSE:Leap 15.6",
        "a",
        "pkg:rpm/opensuse/a?distro=opensuse-leap-15.6",
        "rpm",
        RPM,
    ),
    ("Packagist", "a/b", "pkg:composer/A/b", "packagist", COMPOSER),
    (
        "Photon OS:4.0",
        "a",
        "pkg:rpm/photon/a?distro=photon-4.0",
        "rpm",
        RPM,
    ),
    ("Pub", "a_b", "pkg:pub/a_b", "pub", PUB),
    ("PyPI", "A.b_c", "pkg:pypi/a-b-c", "pep440", PEP440),
    (
        "Red Hat:enterprise_linux:8::appstream",
        "a",
        "pkg:rpm/redhat/a?distro=rhel-8.6",
        "rpm",
        RPM,
    ),
    (
        "Rocky Linux:8",
        "a",
        "pkg:rpm/rocky-linux/a?distro=rocky-8.9",
        "rpm",
        RPM,
    ),
    ("Root:PyPI", "root-a", "pkg:pypi/root-a", "root-pep440", ROOT),
    ("RubyGems", "a", "pkg:gem/a", "gem", GEM),
    (
        "SUSE:Linux Enterprise Server 15 SP5",
        "a",
        "pkg:rpm/suse/a?distro=sles-15.5",
        "rpm",
        RPM,
    ),
    (
        "SwiftURL",
        "https://example.org/A/b.git",
        "pkg:swift/example.org/a/b",
        "semver",
        SEMVER,
    ),
    ("TuxCare:Debian:10", "a", "", "dpkg", DPKG),
    (
        "Ubuntu:22.04:LTS",
        "a",
        "pkg:deb/ubuntu/a?distro=jammy",
        "dpkg",
        DPKG,
    ),
    (
        "VSCode",
        "Publisher.a",
        "pkg:vscode-extension/publisher/a",
        "semver",
        SEMVER,
    ),
    ("Wolfi", "a", "pkg:apk/wolfi/a", "apk", APK),
];

/// Ecosystems whose versions have no known order.
const UNORDERED: [(&str, &str); 3] = [("Android", "platform/a"), ("Linux", "Kernel"), ("OSS-Fuzz", "a")];

fn records(ecosystem: &str, name: &str, versions: &Versions) -> [Value; 2] {
    let [introduced, _, fixed, _, again, last, _] = versions;
    let kind = if *versions == SEMVER {
        "SEMVER"
    } else {
        "ECOSYSTEM"
    };
    let commits = json!({"type": "GIT", "repo": "https://git.example/a", "events": [
        {"introduced": "0"}, {"fixed": "8e5e7e5ab8b370d6c329ec480221332ada57f0ab"},
    ]});
    let record = |id: &str, ranges: Value| {
        json!({"id": id, "modified": "2026-01-01T00:00:00Z", "affected": [
            {"package": {"ecosystem": ecosystem, "name": name}, "ranges": ranges},
        ]})
    };
    [
        record(
            "X-1",
            json!([
                commits,
                {"type": kind, "events": [{"introduced": introduced}, {"fixed": fixed}]},
                {"type": kind, "events": [{"introduced": again}, {"last_affected": last}]},
            ]),
        ),
        record(
            "X-2",
            json!([{"type": kind, "events": [{"introduced": "0"}, {"limit": fixed}, {"limit": again}]}]),
        ),
    ]
}

/// What the two records are to say about each of the versions.
fn expected(versions: &Versions, scheme: &str) -> Vec<[String; 2]> {
    let [introduced, _, fixed, _, again, last, _] = versions;
    let first = |version: &str| match version {
        _ if version == versions[0] || version == versions[1] => {
            format!("X-1: introduced {introduced} <= {version} < fixed {fixed} ({scheme})")
        }
        _ if version == *again || version == *last => {
            format!("X-1: introduced {again} <= {version} <= last_affected {last} ({scheme})")
        }
        _ => format!("X-1: fixed {fixed} <= {version} ({scheme})"),
    };
    let limited = |at: usize, version: &str| {
        if at < 4 {
            format!("X-2: introduced 0 <= {version} ({scheme})")
        } else {
            format!("X-2: limit {again} <= {version} ({scheme})")
        }
    };
    let both = |(at, version): (usize, &&str)| [first(version), limited(at, version)];
    versions.iter().enumerate().map(both).collect()
}

/// Every answer about a version, without what is said at the end of one looked up by another name.
fn found(index: &Index<'_>, (ecosystem, name, purl): (&str, &str, &str), version: &str) -> Vec<String> {
    let text = |explanation: &Explanation<'_>| {
        let text = explanation.to_string();
        text.split_once("), ")
            .map_or(text.clone(), |(before, _)| format!("{before})"))
    };
    if purl.is_empty() {
        let package = Coordinates::new(Ecosystem::parse(ecosystem), name);
        let matches = index.matches_of(&package, Some(version)).unwrap();
        return matches
            .iter()
            .flat_map(|found| found.explanations())
            .map(text)
            .collect();
    }
    let mut component = Component::new(ComponentKind::Library, name);
    component.version = Some(version.to_owned());
    component.purl = Some(purl.parse().unwrap());
    index.explain(&component).unwrap().iter().map(text).collect()
}

#[test]
fn every_ecosystem_is_looked_up_and_decided() {
    for (ecosystem, name, purl, scheme, versions) in ROWS {
        let index = index(&records(ecosystem, name, versions));
        for (at, (version, expected)) in versions.iter().zip(expected(versions, scheme)).enumerate() {
            // By coordinates only what affects is told.
            let told = |text: &String| {
                !purl.is_empty() || !(text.contains("fixed") && at > 1 || text.contains("limit"))
            };
            let expected: Vec<String> = expected.into_iter().filter(told).collect();
            assert_eq!(
                found(&index, (ecosystem, name, purl), version),
                expected,
                "{ecosystem} {version}"
            );
        }
    }
}

#[test]
fn versions_without_an_order_are_affected_where_listed_and_open_elsewhere() {
    for (ecosystem, name) in UNORDERED {
        let record = json!({"id": "X-1", "affected": [{
            "package": {"ecosystem": ecosystem, "name": name},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "6.1.10"}]}],
            "versions": ["6.1.1"],
        }]});
        let index = index(&[record]);
        let package = Coordinates::new(Ecosystem::parse(ecosystem), name);
        let answer = |version: &str| {
            index.matches_of(&package, Some(version)).unwrap()[0]
                .answer()
                .clone()
        };
        assert_eq!(answer("6.1.1"), Answer::Affected, "{ecosystem}");
        let open = Answer::Unknown(Reason::Ecosystem {
            ecosystem: Ecosystem::parse(ecosystem),
        });
        assert_eq!(answer("6.1.11"), open, "{ecosystem}");
    }
}

#[test]
fn the_tables_name_all_ecosystems_of_the_schema() {
    let named: BTreeSet<&str> = ROWS
        .iter()
        .map(|(ecosystem, ..)| ecosystem.split(':').next().unwrap())
        .chain(UNORDERED.map(|(ecosystem, _)| ecosystem))
        .collect();
    assert_eq!(named.len(), 48);
}
