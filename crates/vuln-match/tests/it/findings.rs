//! Matches as findings and gaps of the shared model.

use std::fmt::Write as _;

use portcullis_findings::{ComponentSource, Finding, Fix, Kind, Severity};
use serde_json::json;

use crate::support::{component, index, record};

fn shown(finding: &Finding) -> String {
    let mut text = String::new();
    writeln!(
        text,
        "{} {} {}",
        finding.rule(),
        finding.severity(),
        finding.confidence()
    )
    .unwrap();
    writeln!(text, "{}", finding.message()).unwrap();
    let ids: Vec<&str> = finding.ids().collect();
    writeln!(text, "ids: {}", ids.join(" ")).unwrap();
    writeln!(text, "fix: {:?}", finding.fix()).unwrap();
    for evidence in finding.evidence() {
        writeln!(text, "{}: {evidence}", evidence.kind.as_str()).unwrap();
    }
    for score in finding.scores() {
        writeln!(
            text,
            "{:?} of {}: {} {:?} {}",
            score.kind, score.source, score.text, score.value, score.severity
        )
        .unwrap();
    }
    text
}

#[test]
fn a_finding_says_what_why_how_bad_and_what_to_do() {
    let mut native = record(
        "NATIVE-1",
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "1.0.0"}, {"fixed": "1.5.0"}]),
    );
    native["summary"] = json!("a reads past the end");
    native["aliases"] = json!(["CVE-2026-1"]);
    native["severity"] = json!([
        {"type": "CVSS_V2", "score": "AV:N/AC:L/Au:N/C:C/I:C/A:C", "source": "NVD"},
        {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N"},
    ]);
    let mut github = record(
        "GHSA-1",
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "0"}, {"fixed": "1.5.1"}]),
    );
    github["aliases"] = json!(["CVE-2026-1"]);
    github["database_specific"] = json!({"severity": "HIGH"});
    let index = index(&[native, github]);
    let mut component = component("pkg:npm/a@1.4.1");
    component.source = ComponentSource::Git {
        url: "https://git.example/a".into(),
        revision: Some("abc123".into()),
    };
    let found = index.matches(&component).unwrap();
    let finding = index.finding(&component, &found[0]).unwrap();
    insta::assert_snapshot!(shown(&finding), @r#"
    vulnerability/NATIVE-1 high high
    a 1.4.1: a reads past the end
    ids: CVE-2026-1 GHSA-1 NATIVE-1
    fix: Available { version: "1.5.1", versions: ["1.5.0", "1.5.1"] }
    range: NATIVE-1: introduced 1.0.0 <= 1.4.1 < fixed 1.5.0 (semver)
    range: GHSA-1: introduced 0 <= 1.4.1 < fixed 1.5.1 (semver)
    caveat: from git (https://git.example/a, abc123): its version number says nothing certain about registry releases
    Cvss2 of NVD: AV:N/AC:L/Au:N/C:C/I:C/A:C Some(100) high
    Cvss3 of NATIVE-1: CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N Some(61) medium
    Word of GHSA-1: HIGH None high
    "#);
    assert_eq!(finding.keys().len(), 3, "one key per id");
    assert_eq!(
        finding.source().data.as_deref(),
        Some(index.digest().to_string().as_str())
    );
}

#[test]
fn the_fix_is_none_only_if_the_source_says_that_later_versions_are_affected() {
    let rows = [
        (json!([{"introduced": "0"}]), Fix::None),
        (
            json!([{"introduced": "0"}, {"last_affected": "2.0.0"}]),
            Fix::Unknown,
        ),
    ];
    for (events, expected) in rows {
        let index = index(&[record("X-1", "npm", "a", "SEMVER", events)]);
        let component = component("pkg:npm/a@1.0.0");
        let finding = index
            .finding(&component, &index.matches(&component).unwrap()[0])
            .unwrap();
        assert_eq!(*finding.fix(), expected);
    }
}

#[test]
fn severity_is_unknown_unless_stated_and_malware_is_critical() {
    let index = index(&[
        record("X-1", "npm", "a", "SEMVER", json!([{"introduced": "0"}])),
        record("MAL-1", "npm", "b", "SEMVER", json!([{"introduced": "0"}])),
    ]);
    for (purl, severity) in [
        ("pkg:npm/a@1.0.0", Severity::Unknown),
        ("pkg:npm/b@1.0.0", Severity::Critical),
    ] {
        assert_eq!(index.matches(&component(purl)).unwrap()[0].severity(), severity);
    }
}

#[test]
fn what_is_undecided_is_a_gap() {
    let index = index(&[record(
        "X-1",
        "npm",
        "a",
        "SEMVER",
        json!([{"introduced": "1.0.0"}, {"fixed": "2.0.0"}]),
    )]);
    let components = [
        component("pkg:npm/a@edge"),
        component("pkg:npm/a@1.0.0"),
        component("pkg:npm/a@3.0.0"),
    ];
    let (findings, gaps) = index
        .findings(&components, |at| format!("lock-{at}").into())
        .unwrap();
    let places: Vec<usize> = findings.iter().map(|(at, _)| *at).collect();
    assert_eq!(places, [1]);
    assert!(
        findings
            .iter()
            .all(|(_, finding)| matches!(finding.kind(), Kind::Vulnerability(_)))
    );
    let gaps: Vec<String> = gaps.iter().map(ToString::to_string).collect();
    assert_eq!(
        gaps,
        ["vulnerability undecidable: lock-0: X-1 on a edge: the version `edge` cannot be ordered by semver"]
    );
}
