//! What is printed.

use crate::support::{Folder, run, storefront, text};

#[test]
fn the_report_on_the_storefront_reads_like_this() {
    let output = storefront(&[]);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn the_help_of_the_gate_reads_like_this() {
    insta::assert_snapshot!(text(&run(&["gate", "--help"]).stdout));
}

#[test]
fn no_colour_goes_into_a_pipe() {
    assert!(!storefront(&[]).stdout.contains(&0x1b));
}

#[test]
fn json_holds_decision_and_report() {
    let output = storefront(&["--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["decision"]["verdict"], "deny");
    assert_eq!(value["report"]["schema"], "portcullis-report/v1");
}

#[test]
fn sarif_holds_a_result_for_every_finding() {
    let report = storefront(&["--format", "json"]).stdout;
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let sarif: serde_json::Value =
        serde_json::from_slice(&storefront(&["--format", "sarif"]).stdout).unwrap();
    let findings = report["report"]["findings"].as_array().unwrap().len();
    assert!(findings > 10);
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), findings);
}

#[test]
fn no_output_holds_the_leaked_key() {
    let folder = Folder::new();
    let key = std::fs::read_to_string(
        crate::support::root().join("examples/storefront/deploy/dev-signing-key.pem"),
    )
    .unwrap();
    let line = key.lines().nth(1).unwrap();
    let mut outputs = vec![];
    for format in ["text", "json", "sarif"] {
        let output = storefront(&[
            "--format",
            format,
            "--out",
            &folder.path(""),
            "--write-baseline",
            &folder.path("b.json"),
        ]);
        outputs.extend([output.stdout, output.stderr]);
    }
    for name in ["sbom.cdx.json", "findings.sarif", "decision.json", "b.json"] {
        outputs.push(folder.read(name));
    }
    for output in outputs {
        for part in line.as_bytes().windows(8) {
            assert!(!output.windows(8).any(|shown| shown == part));
        }
    }
}

#[test]
fn a_baseline_makes_everything_known() {
    let folder = Folder::new();
    let baseline = folder.path("baseline.json");
    storefront(&["--write-baseline", &baseline]);
    let json = storefront(&["--baseline", &baseline, "--format", "json"]).stdout;
    let report: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let findings = report["report"]["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    assert!(findings.iter().all(|finding| finding["status"] == "unchanged"));
}

#[test]
fn its_own_sbom_gives_the_same_vulnerabilities() {
    let folder = Folder::new();
    storefront(&["--out", &folder.path("")]);
    let vulnerabilities = |json: &[u8]| -> Vec<String> {
        let report: serde_json::Value = serde_json::from_slice(json).unwrap();
        let findings = report["report"]["findings"].as_array().unwrap();
        let vulnerable = findings
            .iter()
            .filter(|finding| finding["kind"] == "vulnerability");
        let mut rules: Vec<_> = vulnerable
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect();
        rules.sort();
        rules
    };
    let lockfiles = vulnerabilities(&storefront(&["--format", "json"]).stdout);
    let sbom =
        vulnerabilities(&storefront(&["--format", "json", "--sbom", &folder.path("sbom.cdx.json")]).stdout);
    assert!(lockfiles.len() > 10);
    assert_eq!(lockfiles, sbom);
}
