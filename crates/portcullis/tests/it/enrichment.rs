//! EPSS, KEV, an environment and symbols beside the advisories.

use std::io::Write;

use portcullis::findings::{EvidenceKind, Finding, Kind, Reach, ScoreKind, Severity};
use portcullis::policy::Verdict;
use portcullis::{GateError, GateOptions, Silent, gate};

use crate::support::{Tree, gate_with, lockfile, now, summary};

/// A low vulnerability known as GHSA-1, with CVE-2026-0001 as an alias and CVE-2026-0002 upstream.
const ADVISORY: &str = r#"{
  "id": "GHSA-1", "aliases": ["CVE-2026-0001"], "upstream": ["CVE-2026-0002"], "modified": "2026-10-31T00:00:00Z",
  "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:L/AC:H/PR:H/UI:N/S:U/C:L/I:L/A:N"}],
  "affected": [{
    "package": {"ecosystem": "npm", "name": "left"},
    "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.2.0"}, {"fixed": "1.5.0"}]}],
    "ecosystem_specific": {"affects": {"functions": ["left::pad"]}}
  }]
}"#;

const EPSS: &str = "#model_version:v2025.03.14,score_date:2026-10-31T12:55:00Z\n\
    cve,epss,percentile\nCVE-2026-0001,0.10000,0.93000\nCVE-2026-0002,0.20000,0.95000\n";

fn kev(cve: &str) -> String {
    format!(
        r#"{{"dateReleased": "2026-10-30T17:04:19.9796Z", "count": 1, "vulnerabilities": [
            {{"cveID": "{cve}", "dateAdded": "2026-10-01", "dueDate": "2026-10-22", "knownRansomwareCampaignUse": "Known"}}]}}"#
    )
}

struct Case {
    tree: Tree,
    beside: Tree,
}

impl Case {
    fn new() -> Self {
        Self {
            tree: Tree::new(&[("package-lock.json", &lockfile("1.4.0"))]),
            beside: Tree::new(&[("osv/GHSA-1.json", ADVISORY)]),
        }
    }

    fn gate(&self, change: impl FnOnce(&mut GateOptions)) -> portcullis::Gated {
        gate_with(self.tree.path(), |options| {
            options.advisories = Some(self.beside.path().join("osv"));
            change(options);
        })
    }
}

fn only(gated: &portcullis::Gated) -> &Finding {
    match gated.report.findings() {
        [finding] => finding,
        findings => panic!("{} findings", findings.len()),
    }
}

fn evidence(finding: &Finding) -> Vec<String> {
    let kinds = [EvidenceKind::Exploitation, EvidenceKind::Reachability];
    let told = finding
        .evidence()
        .iter()
        .filter(|evidence| kinds.contains(&evidence.kind));
    told.map(|evidence| format!("{}: {evidence}", evidence.kind.as_str()))
        .collect()
}

#[test]
fn without_other_data_a_low_vulnerability_goes_through() {
    let gated = Case::new().gate(|_| {});
    assert_eq!(summary(&gated), (Verdict::Allow, Vec::new()));
    assert_eq!(only(&gated).severity(), Severity::Low);
}

#[test]
fn a_listed_vulnerability_is_denied_through_an_alias_and_through_upstream() {
    let case = Case::new();
    for (cve, label) in [("CVE-2026-0001", ""), ("CVE-2026-0002", " (upstream)")] {
        let path = case.beside.write("kev.json", kev(cve).as_bytes());
        let gated = case.gate(|options| options.kev = Some(path));
        assert_eq!(summary(&gated), (Verdict::Deny, Vec::new()));
        let finding = only(&gated);
        assert_eq!(finding.severity(), Severity::Low);
        let text = "listed 2026-10-01, due 2026-10-22, used by ransomware";
        assert_eq!(
            evidence(finding),
            [format!(
                "exploitation: {cve}{label} is known to be exploited: {text}"
            )]
        );
        let score = finding
            .scores()
            .iter()
            .find(|score| score.kind == ScoreKind::Kev)
            .unwrap();
        assert_eq!(
            (score.source.as_str(), score.text.as_str()),
            (&*format!("{cve}{label}"), text)
        );
        assert_eq!(gated.decision.outcomes()[0].rule, "exploited");
        assert!(gated.decision_json().contains(text));
    }
}

#[test]
fn a_catalogue_that_lists_something_else_changes_nothing_but_is_told() {
    let case = Case::new();
    let path = case.beside.write("kev.json", kev("CVE-2020-0001").as_bytes());
    let gated = case.gate(|options| options.kev = Some(path));
    assert_eq!(gated.decision.verdict(), Verdict::Allow);
    let notes: Vec<_> = gated
        .report
        .notes()
        .iter()
        .map(|note| note.text.clone())
        .collect();
    assert!(
        notes
            .iter()
            .any(|text| text.starts_with("KEV of 2026-10-30T17:04:19.9796Z named by the caller, sha256:")),
        "{notes:?}"
    );
}

#[test]
fn epss_is_read_plain_and_packed_and_a_policy_may_ask_for_it() {
    let case = Case::new();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(EPSS.as_bytes()).unwrap();
    let packed = gzip.finish().unwrap();
    let policy =
        "schema = 1\n[policy]\nid = \"p\"\n[[rule]]\ncheck = \"epss\"\nprobability-at-least = \"0.2\"\n";
    let policy = case.beside.write("policy.toml", policy.as_bytes());
    for bytes in [EPSS.as_bytes(), &packed] {
        let path = case.beside.write("epss", bytes);
        let gated = case.gate(|options| {
            options.epss = Some(path);
            options.policy = Some(policy.clone());
        });
        assert_eq!(summary(&gated), (Verdict::Deny, Vec::new()));
        assert_eq!(
            evidence(only(&gated)),
            [
                "exploitation: EPSS of CVE-2026-0001: 0.1000 within 30 days, percentile 0.9300",
                "exploitation: EPSS of CVE-2026-0002 (upstream): 0.2000 within 30 days, percentile 0.9500",
            ]
        );
    }
    let gated = case.gate(|options| options.policy = Some(policy));
    assert_eq!(gated.decision.verdict(), Verdict::Undecided);
}

#[test]
fn bad_rows_and_a_cut_catalogue_are_gaps_and_old_data_is_stale() {
    let case = Case::new();
    let bad = kev("CVE-2020-0001")
        .replace("\"count\": 1", "\"count\": 3")
        .replace("[\n", "[5, ");
    let path = case.beside.write("kev.json", bad.as_bytes());
    let gated = case.gate(|options| options.kev = Some(path));
    let (verdict, gaps) = summary(&gated);
    assert_eq!(verdict, Verdict::Undecided);
    let causes: Vec<_> = gaps
        .iter()
        .map(|gap| gap.rsplit("kev.json: ").next().unwrap())
        .collect();
    assert_eq!(
        causes,
        [
            "1 rows were set aside (row 1: no object)",
            "the catalogue says that it has 3 entries, and 2 are there"
        ]
    );

    let old = EPSS.replace("2026-10-31", "2026-09-30");
    let path = case.beside.write("epss.csv", old.as_bytes());
    let gated = case.gate(|options| options.epss = Some(path));
    assert_eq!(gated.decision.verdict(), Verdict::Undecided);
    let reason = &gated.decision.outcomes()[0].reason;
    assert!(
        reason.starts_with("the EPSS data is of 2026-09-30T12:55:00Z, 31 days old"),
        "{reason}"
    );
}

#[test]
fn files_that_cannot_be_used_end_the_run() {
    let case = Case::new();
    let path = case.beside.write("broken", b"nothing");
    let fails = |change: &dyn Fn(&mut GateOptions)| {
        let mut options = GateOptions::new(case.tree.path(), now());
        change(&mut options);
        gate(&options, &Silent).unwrap_err()
    };
    let enrichment = |error| matches!(error, GateError::Enrichment { .. });
    assert!(enrichment(fails(&|options| options.epss = Some(path.clone()))));
    assert!(enrichment(fails(&|options| options.kev = Some(path.clone()))));
    assert!(matches!(
        fails(&|options| options.symbols = Some(path.clone())),
        GateError::Symbols { .. }
    ));
    let cut = case.beside.write("cut.gz", &[0x1f, 0x8b, 8, 0]);
    assert!(matches!(
        fails(&|options| options.epss = Some(cut.clone())),
        GateError::Gzip { .. }
    ));
    let missing = case.beside.path().join("missing");
    assert!(matches!(
        fails(&|options| options.kev = Some(missing.clone())),
        GateError::Read(_)
    ));
}

#[test]
fn an_environment_rates_anew_and_keeps_what_the_advisory_says() {
    let case = Case::new();
    let gated = case.gate(|options| {
        options.cvss_environment = Some("MAV:N/MAC:L/MPR:N/MC:H/CR:H".parse().unwrap());
    });
    let finding = only(&gated);
    assert_eq!(
        (gated.decision.verdict(), finding.severity()),
        (Verdict::Deny, Severity::Critical)
    );
    // 6.42 × 0.3916 + 8.22 × 0.55 × 0.44 × 0.27 × 0.85 = 2.97, and 6.42 × 0.8752 + 8.22 × 0.85 × 0.77 × 0.85 × 0.85 = 9.51.
    let scores: Vec<_> = finding
        .scores()
        .iter()
        .map(|score| (&*score.source, score.value, score.severity))
        .collect();
    assert_eq!(
        scores,
        [
            ("GHSA-1", Some(30), Severity::Low),
            ("environment", Some(96), Severity::Critical)
        ]
    );
    // Of another version alone: nothing applies, nothing changes.
    let gated = case.gate(|options| options.cvss_environment = Some("CVSS:4.0/MAV:N".parse().unwrap()));
    assert_eq!(
        (only(&gated).severity(), only(&gated).scores().len()),
        (Severity::Low, 1)
    );
}

#[test]
fn symbols_say_whether_the_affected_code_is_reached() {
    let case = Case::new();
    let reached = Reach::Reachable {
        symbol: "left::pad".to_owned(),
    };
    let rows = [
        (
            "pkg:npm/left left::pad\n",
            reached,
            "reachability: left::pad is reached",
        ),
        (
            "complete pkg:npm/left@1.4.0\npkg:npm/left left::trim\n",
            Reach::NotReachable,
            "reachability: none of 1 affected symbols is reached",
        ),
        ("pkg:npm/left left::trim\n", Reach::Unknown, ""),
    ];
    for (text, expected, told) in rows {
        let path = case.beside.write("symbols.txt", text.as_bytes());
        let gated = case.gate(|options| options.symbols = Some(path));
        let finding = only(&gated);
        let Kind::Vulnerability(detail) = finding.kind() else {
            panic!("{:?}", finding.kind());
        };
        assert_eq!(detail.reach, expected);
        assert_eq!(evidence(finding).join("; "), told);
    }
}
