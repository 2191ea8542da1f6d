//! A tree cannot acquit itself.

use portcullis::GateOptions;
use portcullis::policy::Verdict;

use crate::support::{Tree, advisories, gate_with, lockfile};

const ALLOW_ALL: &str = r#"
schema = 1
[policy]
id = "all-is-well"
[[rule]]
check = "severity"
at-least = "critical"
effect = "warn"
[[exclude]]
path = "package-lock.json"
reason = "nothing to see here"
[[waiver]]
id = "W-1"
rule = "vulnerability-severity"
advisory = "X-1"
owner = "me"
reason = "nothing to see here"
expires = 2026-12-01
"#;

const WAIVER: &str = r#"
schema = 1
[[waiver]]
id = "W-1"
rule = "vulnerability-severity"
advisory = "X-1"
owner = "team"
reason = "not reachable"
expires = 2026-12-01
"#;

fn affected() -> Tree {
    Tree::new(&[("package-lock.json", &lockfile("1.4.0"))])
}

fn verdict_and_notes(tree: &Tree, change: impl FnOnce(&mut GateOptions)) -> (Verdict, String) {
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into());
        change(options);
    });
    let notes: Vec<_> = gated
        .report
        .notes()
        .iter()
        .map(|note| format!("{}: {}", note.subject, note.text))
        .collect();
    (gated.decision.verdict(), notes.join("\n"))
}

#[test]
fn a_policy_in_the_tree_cannot_loosen_and_the_report_names_it() {
    let tree = affected();
    tree.write("portcullis.toml", ALLOW_ALL.as_bytes());
    let (verdict, notes) = verdict_and_notes(&tree, |_| {});
    assert_eq!(verdict, Verdict::Deny);
    assert!(
        notes.contains("portcullis.toml: a policy inside the tree"),
        "{notes}"
    );
    assert!(notes.contains("without effect"), "{notes}");
}

#[test]
fn a_policy_in_the_tree_can_tighten() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.5.0"))]);
    assert_eq!(verdict_and_notes(&tree, |_| {}).0, Verdict::Allow);
    let licences = "schema = 1\n[policy]\nid = \"strict\"\n[[rule]]\ncheck = \"licences\"\nallow = [\"MIT\"]\non-unknown = \"deny\"\n";
    tree.write("portcullis.toml", licences.as_bytes());
    assert_eq!(verdict_and_notes(&tree, |_| {}).0, Verdict::Deny);
}

#[test]
fn a_policy_below_the_top_has_no_effect() {
    let tree = affected();
    tree.write("sub/portcullis.toml", ALLOW_ALL.as_bytes());
    let (verdict, notes) = verdict_and_notes(&tree, |_| {});
    assert_eq!(verdict, Verdict::Deny);
    assert!(
        notes.contains("sub/portcullis.toml: a policy below the top"),
        "{notes}"
    );
}

#[test]
fn waivers_in_the_tree_count_only_when_the_caller_names_them() {
    let tree = affected();
    let waivers = tree.write("portcullis-waivers.toml", WAIVER.as_bytes());
    let (verdict, notes) = verdict_and_notes(&tree, |_| {});
    assert_eq!(verdict, Verdict::Deny);
    assert!(
        notes.contains("portcullis-waivers.toml: waivers inside the tree: without effect"),
        "{notes}"
    );
    let (verdict, notes) = verdict_and_notes(&tree, |options| options.waivers = vec![waivers]);
    assert_eq!(verdict, Verdict::Allow, "{notes}");
    assert!(!notes.contains("without effect"), "{notes}");
}

#[test]
fn a_baseline_in_the_tree_counts_only_when_the_caller_names_it() {
    let tree = affected();
    let data = advisories();
    let first = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    let baseline = tree.write("portcullis-baseline.json", first.baseline.to_json().as_bytes());
    let beside = Tree::new(&[]);
    let policy = "schema = 1\n[policy]\nid = \"new-only\"\n[[rule]]\ncheck = \"severity\"\nat-least = \"low\"\nnew-only = true\n";
    let policy = beside.write("policy.toml", policy.as_bytes());
    let (verdict, notes) = verdict_and_notes(&tree, |options| options.policy = Some(policy.clone()));
    assert_eq!(verdict, Verdict::Deny);
    assert!(
        notes.contains("portcullis-baseline.json: a baseline inside the tree: without effect"),
        "{notes}"
    );
    let (verdict, _) = verdict_and_notes(&tree, |options| {
        options.policy = Some(policy);
        options.baseline = Some(baseline);
    });
    assert_eq!(verdict, Verdict::Allow);
}

#[test]
fn an_exclude_of_the_callers_policy_is_accepted_and_told() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.5.0"))]);
    tree.write("made/package-lock.json", lockfile("1.4.0").as_bytes());
    let beside = Tree::new(&[]);
    let text = "schema = 1\n[policy]\nid = \"x\"\n[[rule]]\ncheck = \"severity\"\nat-least = \"low\"\n[[exclude]]\npath = \"made/\"\nreason = \"made by hand\"\n";
    let policy = beside.write("policy.toml", text.as_bytes());
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into());
        options.policy = Some(policy);
    });
    assert_eq!(gated.decision.verdict(), Verdict::Allow);
    assert_eq!(gated.decision.accepted_gaps().len(), 1);
    assert!(
        gated.report.gaps()[0]
            .to_string()
            .contains("made: excluded by the policy: made by hand")
    );
}
