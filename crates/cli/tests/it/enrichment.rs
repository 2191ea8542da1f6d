//! `gate` with data beside the advisories.

use crate::support::{Folder, storefront, text};

#[test]
fn the_gate_tells_what_is_exploited_and_how_likely() {
    let report = storefront(&["--format", "json"]).stdout;
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    let findings = report["report"]["findings"].as_array().unwrap();
    let cve = findings
        .iter()
        .flat_map(|finding| {
            finding["detail"]["aliases"]
                .as_array()
                .cloned()
                .unwrap_or_default()
        })
        .find_map(|id| id.as_str().filter(|id| id.starts_with("CVE-")).map(str::to_owned))
        .unwrap();

    let folder = Folder::new();
    let kev =
        format!("cveID,dateAdded,dueDate,knownRansomwareCampaignUse\n{cve},2026-10-30,2026-11-20,Unknown\n");
    let kev = folder.write("kev.csv", kev.as_bytes());
    let epss = format!("#score_date:2026-10-31\ncve,epss,percentile\n{cve},0.94321,0.99912\n");
    let epss = folder.write("epss.csv", epss.as_bytes());
    let output = storefront(&[
        "--kev",
        &kev,
        "--epss",
        &epss,
        "--cvss-environment",
        "CR:L/IR:L/AR:L",
    ]);
    let printed = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    for expected in [
        "known to be exploited since 2026-10-30",
        "listed 2026-10-30, due 2026-11-20",
        "0.9432",
    ] {
        assert!(printed.contains(expected), "{expected}\n{printed}");
    }
}

#[test]
fn what_is_no_environment_is_a_usage_error_and_what_is_no_data_an_error() {
    let output = storefront(&["--cvss-environment", "AV:N"]);
    assert_eq!(output.status.code(), Some(64));
    assert!(text(&output.stderr).contains("not one of the environmental group"));
    let folder = Folder::new();
    let path = folder.write("x", b"cve,score\n");
    let output = storefront(&["--epss", &path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("line 1: the header has no column `epss`"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn reports_carry_the_order_of_what_to_look_at_first() {
    let value = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_slice(&storefront(arguments).stdout).unwrap()
    };
    let json = value(&["--format", "json"]);
    let findings = json["report"]["findings"].as_array().unwrap().iter();
    let vulnerabilities: Vec<_> = findings
        .filter(|finding| finding["kind"] == "vulnerability")
        .collect();
    assert!(!vulnerabilities.is_empty());
    let risks: Vec<u64> = vulnerabilities
        .iter()
        .map(|finding| finding["detail"]["risk"].as_u64().unwrap())
        .collect();
    assert!(risks.iter().all(|risk| *risk <= 1000) && risks.iter().any(|risk| *risk > 0));
    let outcomes = json["decision"]["outcomes"].as_array().unwrap().iter();
    let told = outcomes
        .filter(|outcome| {
            outcome["about"]["findingKind"] == "vulnerability"
                || outcome["about"]["finding_kind"] == "vulnerability"
        })
        .filter_map(|outcome| outcome["about"]["risk"].as_u64());
    assert!(told.clone().count() > 0 && told.clone().all(|risk| risks.contains(&risk)));
    let sarif = value(&["--format", "sarif"]);
    let results = sarif["runs"][0]["results"].as_array().unwrap().iter();
    let mut ranks: Vec<f64> = results.filter_map(|result| result["rank"].as_f64()).collect();
    let mut expected: Vec<f64> = risks.iter().map(|risk| *risk as f64 / 10.0).collect();
    ranks.sort_unstable_by(f64::total_cmp);
    expected.sort_unstable_by(f64::total_cmp);
    assert_eq!(ranks, expected);
}

#[test]
fn the_gate_plans_upgrades_when_asked() {
    let json: serde_json::Value = serde_json::from_slice(&storefront(&["--format", "json"]).stdout).unwrap();
    assert!(json.get("plan").is_none());
    let output = storefront(&["--format", "json", "--plan"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let changes = json["plan"]["changes"].as_array().unwrap();
    assert!(
        changes.iter().any(|change| change["to"]["version"] == "1.2.6"),
        "{changes:?}"
    );
    assert!(json["decision"]["verdict"].is_string() && json["report"].is_object());
    let printed = text(&storefront(&["--plan"]).stdout);
    let plan = printed.split("\nPlan\n").nth(1).unwrap();
    assert!(plan.starts_with("  ") && plan.contains("1.2.6"), "{plan}");
}
