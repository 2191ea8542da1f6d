//! The gate on real lockfiles with real advisories.
//!
//! `PORTCULLIS_CONFORMANCE` names the folder with the unpacked data; without it nothing is run, and that is said. The figures
//! are those that other tools give for the same files: cargo-audit 0.22 for the three `Cargo.lock` (pairs of advisory and
//! package version from the registry), the lockfile's own entries for npm.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use std::path::{Path, PathBuf};

use portcullis::findings::{Algorithm, ComponentSource, Digest, Finding, Kind, Subject};
use portcullis::provenance::{ProvenanceRequest, ProvenanceSigners, verify_provenance};
use portcullis::secret_detect::Encoding;
use portcullis::sign::slsa::{BuildLevel, Expectations, TrustedBuilder};
use portcullis::sign::{TrustedKeys, VerifyingKey};
use portcullis::{GateOptions, Gated, Silent, gate};
use serde_json::Value;

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

/// Keys as their owners publish them: of Cloud Build, by which envelopes are signed as DSSE has it, and of npm's registry.
const CLOUD_BUILD_KEY: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdMcJUyKbmarf6dydhfmAjgmK6c42oCCNRR1se3Bi3VO65KcGk6qyci6/bsu2s4u+dLKWrsUQomEw4v3FtVctoA==";
const NPM_KEY: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHcA5UogKo0EWtlWwW6KSaKoTNEYL7JlCQiVnkhBktUgg==";

/// How many of slsa-verifier's cases are about such files, and of how many.
const ASKED: (usize, usize) = (29, 110);

fn published(digits: &str) -> VerifyingKey {
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{digits}\n-----END PUBLIC KEY-----\n");
    VerifyingKey::from_spki_pem(pem).unwrap()
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Cases of slsa-verifier as files that registries and `gcloud` give, through the edge: the same verdicts.
#[test]
fn provenance_is_accepted_and_refused_as_slsa_verifier_does_in_the_files_it_takes() {
    let Some(data) = data() else { return };
    let slsa = data.join("sigstore/slsa");
    let cases = json(&slsa.join("regression_cases.json"));
    let cases = cases.as_array().unwrap();
    let (mut total, mut failures) = (0, Vec::new());
    for case in cases {
        let requests = match case["test"].as_str().unwrap() {
            "Test_runVerifyNpmPackage" => package(case, &data).into_iter().collect(),
            "Test_runVerifyGCBArtifactImage" => images(case, &slsa),
            _ => Vec::new(),
        };
        for request in requests {
            let ended = verify_provenance(&request).unwrap();
            if ended.is_ok() != case["err"].is_null() {
                failures.push(format!("{case}: {ended:?}"));
            }
            total += 1;
        }
    }
    println!("conformance provenance-files: {}/{total}", total - failures.len());
    if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none() {
        assert_eq!(failures, Vec::<String>::new());
        // None goes missing unseen: of other cases as large a fraction is asked.
        let (asked, counted) = ASKED;
        assert!(total * counted >= asked * cases.len(), "{total} were asked");
    }
}

/// Tarballs that are in the data by name alone are taken to be what the provenance says. Builders that are none of GitHub's cannot
/// be asked for.
fn package(case: &Value, data: &Path) -> Option<ProvenanceRequest> {
    let builder = TrustedBuilder::github(case["builderID"].as_str()?).ok()?;
    let name = case["artifact"].as_str().unwrap();
    let provenance = data.join(format!("sigstore/slsa/testdata/npm/gha/{name}.json"));
    let first = &json(&provenance)["attestations"][0]["bundle"]["dsseEnvelope"]["payload"];
    let payload = Encoding::Base64.decode(first.as_str().unwrap().as_bytes());
    let statement: Value = serde_json::from_slice(&payload).unwrap();
    let digits = statement["subject"][0]["digest"]["sha512"].as_str().unwrap();
    let artifact = Digest::from_hex(Algorithm::Sha512, digits).unwrap();
    let mut expected = Expectations::of(artifact.clone())
        .source(case["source"].as_str().unwrap())
        .builder(builder);
    if let Some(name) = case["pkgName"].as_str() {
        expected = expected.package_name(name);
    }
    if let Some(version) = case["pkgVersion"].as_str() {
        expected = expected.package_version(version);
    }
    Some(ProvenanceRequest {
        provenance,
        artifact,
        signers: ProvenanceSigners::Package {
            trusted_root: data.join("sigstore/trusted-roots/trusted_root.json"),
            registry: vec![published(NPM_KEY)],
        },
        expectations: expected.build().unwrap(),
    })
}

/// Cases about the source, the tag and the version, of provenance that says it is signed by this key: some of version 0.3.
fn images(case: &Value, slsa: &Path) -> Vec<ProvenanceRequest> {
    let about = [
        "ErrorMismatchSource",
        "ErrorMismatchTag",
        "ErrorMismatchVersionedTag",
    ];
    let decided = case["err"]
        .as_str()
        .is_none_or(|class| about.iter().any(|known| class.ends_with(known)));
    let root = slsa.join("testdata/gcb_container/v0.3");
    let (Some(document), Some(artifact)) = (case["provenance"].as_str(), case["artifact"].as_str()) else {
        return Vec::new();
    };
    let Ok(digest) = std::fs::read_to_string(root.join(format!("{artifact}.digest"))) else {
        return Vec::new();
    };
    let text = std::fs::read_to_string(root.join(document)).unwrap();
    if !decided || case["remote"] == true || !text.contains("cryptoKeys/provenanceSigner/") {
        return Vec::new();
    }
    let digest = Digest::from_hex(Algorithm::Sha256, digest.trim().rsplit(':').next().unwrap()).unwrap();
    let key = published(CLOUD_BUILD_KEY);
    let builder = TrustedBuilder::keyed(
        "https://cloudbuild.googleapis.com/GoogleHostedWorker",
        [key.key_id()],
        BuildLevel::L3,
    );
    let mut expected = Expectations::of(digest.clone())
        .source(case["source"].as_str().unwrap())
        .builder(builder);
    if let Some(tag) = case["ptag"].as_str() {
        expected = expected.tag(tag);
    }
    if let Some(version) = case["pversiontag"].as_str() {
        expected = expected.version_tag(version);
    }
    vec![ProvenanceRequest {
        provenance: root.join(document),
        artifact: digest,
        signers: ProvenanceSigners::Keys(TrustedKeys::from(key)),
        expectations: expected.build().unwrap(),
    }]
}
