//! A policy inside the scanned tree may only ask more.

use portcullis_findings::{Gap, GapKind, Severity, Stage};
use portcullis_policy::{Policy, Verdict, Waivers};

use crate::support::{complete, decide, inventory, policy, vulnerability};

#[test]
fn what_loosens_is_dropped_and_named() {
    let tree = Policy::parse(
        r#"
schema = 1
[policy]
id = "tree"
max-waiver-days = 3650
[[rule]]
check = "inputs"
accept = ["skipped", { path = "vendor/", reason = "r" }]
[matching]
ubuntu-pro = "by-version"
[[exclude]]
path = "src/"
reason = "nothing to see"
[[waiver]]
id = "W"
rule = "vulnerability-severity"
owner = "o"
reason = "r"
expires = 2026-12-01
advisory = "CVE-1"
"#,
    )
    .unwrap();
    let (tightened, ignored) = Policy::builtin().tightened_by(&tree);
    assert_eq!(
        ignored,
        [
            "rule `inputs`: accept */skipped",
            "rule `inputs`: accept */* at vendor/",
            "exclude `src/`",
            "waiver `W`",
            "matching missing-epoch = unknown, ubuntu-pro = by-version, cpe = last-resort",
            "max-waiver-days 3650",
        ]
    );
    assert!(tightened.excludes().is_empty());
    let inventory = inventory(&[]);
    let findings = [vulnerability(Severity::High)];
    let gaps = [Gap::new(Stage::Source, GapKind::Skipped, "src/a", "excluded")];
    let denied = complete(&inventory, &findings).build();
    assert_eq!(
        decide(&tightened, &Waivers::none(), &denied).verdict(),
        Verdict::Deny
    );
    let skipped = complete(&inventory, &[]).gaps(&gaps).build();
    assert_eq!(
        decide(&tightened, &Waivers::none(), &skipped).verdict(),
        Verdict::Undecided
    );
}

#[test]
fn stricter_rules_are_added_and_equal_ones_not_doubled() {
    let base = policy("[[rule]]\nid = \"own\"\ncheck = \"severity\"\n");
    let tree = policy(
        "[[rule]]\nid = \"same\"\ncheck = \"severity\"\nat-least = \"high\"\n\
         [[rule]]\nid = \"weaker\"\ncheck = \"severity\"\neffect = \"warn\"\n\
         [[rule]]\nid = \"own\"\ncheck = \"severity\"\nat-least = \"low\"\n",
    );
    let (tightened, ignored) = base.tightened_by(&tree);
    assert_eq!(ignored, [""; 0]);
    assert_eq!(
        Vec::from_iter(tightened.rule_ids()),
        ["own", "inputs", "tree/own"]
    );
    let inventory = inventory(&[]);
    let findings = [vulnerability(Severity::Low)];
    let facts = complete(&inventory, &findings).build();
    assert_eq!(decide(&base, &Waivers::none(), &facts).verdict(), Verdict::Allow);
    assert_eq!(
        decide(&tightened, &Waivers::none(), &facts).verdict(),
        Verdict::Deny
    );
    // What the command line loosens are the rules of the policy it names, not those of the tree.
    let loosened = tightened.with_fail_on(Severity::Critical);
    assert_eq!(
        decide(&loosened, &Waivers::none(), &facts).verdict(),
        Verdict::Deny
    );
}

#[test]
fn a_tree_does_not_make_up_for_a_policy_that_asked_nothing() {
    let base = policy("[[rule]]\ncheck = \"licences\"\ndeny = [\"MIT\"]\non-missing = \"allow\"\n");
    let tree = policy("[[rule]]\ncheck = \"secrets\"\n");
    let facts = portcullis_policy::Facts::builder(crate::support::now())
        .secrets(portcullis_policy::Coverage::NotApplicable)
        .build();
    let (tightened, _) = base.tightened_by(&tree);
    for policy in [&base, &tightened] {
        assert_eq!(
            decide(policy, &Waivers::none(), &facts).verdict(),
            Verdict::Undecided
        );
    }
}
