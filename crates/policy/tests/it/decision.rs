//! The decision as people and programs read it.

use portcullis_findings::{
    Confidence, DependencyPath, Digest, Gap, GapKind, Licence, Scope, Severity, Stage, VexStatus,
};
use portcullis_policy::{Decision, Facts, Policy, Subject, Verdict};

use crate::support::{
    component, decide, fresh, inventory, now, policy, secret, vulnerability, vulnerability_of, waivers,
};

/// One of everything.
fn decision() -> Decision {
    let policy = policy(
        r#"
[[rule]]
id = "vulns"
check = "severity"
[[rule]]
check = "secrets"
[[rule]]
check = "licences"
allow = ["MIT"]
[[rule]]
check = "inputs"
[[rule]]
check = "data-age"
max-age = "PT1H"
[[exclude]]
path = "examples/"
reason = "planted leaks"
"#,
    )
    .with_fail_on(Severity::Medium);
    let waivers = waivers(
        r#"
[[waiver]]
id = "W-1"
rule = "vulns"
owner = "team"
reason = "not reachable"
expires = 2026-11-10
advisory = "CVE-2"
[[waiver]]
id = "W-2"
rule = "vulns"
owner = "team"
reason = "over"
expires = 2026-10-31
advisory = "CVE-1"
"#,
    );
    let mut free = component("free", "1.0.0");
    free.licence = Licence::Expression("GPL-3.0-only".to_owned());
    let mut fine = component("time", "0.1.43");
    fine.licence = Licence::Expression("MIT".to_owned());
    let inventory = inventory(&[(free, Scope::Runtime), (fine, Scope::Runtime)]);
    let steps = ["app", "chrono", "time 0.1.43"].map(str::to_owned).to_vec();
    let findings = [
        vulnerability(Severity::High)
            .into_builder()
            .path(DependencyPath::new("Cargo.lock", Some(steps)))
            .build(),
        vulnerability_of("RUSTSEC-2", "time", Severity::Critical),
        vulnerability_of("RUSTSEC-3", "time", Severity::Critical)
            .into_builder()
            .vex(VexStatus::NotAffected)
            .build(),
        secret("secret/x-token", "deploy/a.env", Confidence::High),
    ];
    let gaps = [
        Gap::new(
            Stage::Source,
            GapKind::Skipped,
            "examples",
            "excluded by the policy",
        ),
        Gap::new(Stage::Inventory, GapKind::NotCovered, "yarn.lock", "not read yet"),
    ];
    let facts = Facts::builder(now())
        .inventory(&inventory)
        .findings(&findings)
        .gaps(&gaps)
        .advisories(fresh())
        .secrets(portcullis_policy::Coverage::Done { inputs: 3 })
        .subject("shop", Digest::sha256(b"shop"))
        .build();
    decide(&policy, &waivers, &facts)
}

#[test]
fn the_json_tells_everything() {
    insta::assert_snapshot!("json", decision().to_json());
}

#[test]
fn the_schema_names_every_key_of_the_json() {
    let schema: serde_json::Value = serde_json::from_str(Decision::JSON_SCHEMA).unwrap();
    let json: serde_json::Value = serde_json::from_str(&decision().to_json()).unwrap();
    let named = schema["required"].as_array().unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().collect();
    assert_eq!(named.len(), keys.len());
    for key in keys {
        assert!(named.iter().any(|name| name == key), "{key}");
        assert!(schema["properties"][key].is_object(), "{key}");
    }
}

#[test]
fn a_deny_names_rule_finding_path_fix_and_waiver() {
    let decision = decision();
    let outcome = decision
        .outcomes()
        .iter()
        .find(|outcome| outcome.rule == "vulns")
        .unwrap();
    let Subject::Finding(finding) = &outcome.subject else {
        panic!("not about a finding")
    };
    assert_eq!(decision.verdict(), Verdict::Deny);
    assert_eq!(finding.ids, ["CVE-1", "RUSTSEC-1"]);
    assert_eq!(finding.paths, ["Cargo.lock: app → chrono → time 0.1.43"]);
    assert_eq!(finding.fixed.as_deref(), Some("0.2.23"));
    assert_eq!(outcome.lapsed, ["waiver W-2 expired after 2026-10-31"]);
    insta::assert_snapshot!("waiver", outcome.waiver.as_deref().unwrap());
}

#[test]
fn the_builtin_policy_can_be_read_and_its_rules_are_named() {
    assert_eq!(
        Vec::from_iter(Policy::builtin().rule_ids()),
        [
            "vulnerability-severity",
            "exploited",
            "secrets",
            "inputs",
            "data-age"
        ]
    );
}

#[test]
fn the_builtin_text_states_the_defaults_of_its_checks() {
    let bare = policy(
        "[[rule]]\nid = \"vulnerability-severity\"\ncheck = \"severity\"\n[[rule]]\ncheck = \"secrets\"\n\
         [[rule]]\ncheck = \"inputs\"\n[[rule]]\ncheck = \"data-age\"\n\
         [[rule]]\ncheck = \"exploited\"\non-missing = \"allow\"\n",
    );
    let (tightened, _) = Policy::builtin().tightened_by(&bare);
    // Equal rules are not doubled, so nothing is added.
    assert_eq!(tightened.rule_ids().count(), 5);
}

#[test]
fn the_example_in_the_builtin_text_can_be_used_as_it_stands() {
    let (text, example) = Policy::builtin_text().split_once("may add:\n#\n").unwrap();
    let rule: String = example
        .lines()
        .map(|line| format!("{}\n", line.trim_start_matches("# ")))
        .collect();
    let policy = Policy::parse(&format!("{text}\n{rule}")).unwrap();
    assert_eq!(policy.rule_ids().last(), Some("licences"));
}
