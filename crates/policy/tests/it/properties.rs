//! What holds for all facts, policies and waivers.

use portcullis_findings::{
    Confidence, Finding, Fix, Gap, GapKind, Scope, Severity, Stage, Status, VexStatus,
};
use portcullis_policy::{Coverage, Decision, Policy, Waivers};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::support::{complete, component, decide, inventory, policy, secret, vulnerability_of, waivers};

fn vulnerabilities() -> impl Strategy<Value = Finding> {
    let advisories = select(vec!["RUSTSEC-1", "RUSTSEC-2", "RUSTSEC-3"]);
    let fixes = select(vec![Fix::Unknown, Fix::None, crate::support::fixed("9.0.0")]);
    let vex = select(vec![
        None,
        None,
        Some(VexStatus::NotAffected),
        Some(VexStatus::Affected),
    ]);
    let status = select(vec![
        Status::Unknown,
        Status::New,
        Status::Unchanged,
        Status::Moved,
    ]);
    let names = select(vec!["time", "serde"]);
    (
        advisories,
        names,
        select(Severity::ALL.to_vec()),
        fixes,
        vex,
        status,
    )
        .prop_map(|(advisory, name, severity, fix, vex, status)| {
            let builder = vulnerability_of(advisory, name, severity)
                .into_builder()
                .fix(fix)
                .status(status);
            match vex {
                Some(vex) => builder.vex(vex).build(),
                None => builder.build(),
            }
        })
}

fn secrets() -> impl Strategy<Value = Finding> {
    let confidence = select(vec![Confidence::Low, Confidence::Medium, Confidence::High]);
    let rules = select(vec!["secret/x-token", "generic/assigned"]);
    (rules, select(vec!["a.env", "b/c.env"]), confidence)
        .prop_map(|(rule, path, confidence)| secret(rule, path, confidence))
}

fn findings() -> impl Strategy<Value = Vec<Finding>> {
    prop::collection::vec(prop_oneof![vulnerabilities(), secrets()], 0..6)
}

fn gaps() -> impl Strategy<Value = Vec<Gap>> {
    let gap = (
        select(Stage::ALL.to_vec()),
        select(GapKind::ALL.to_vec()),
        select(vec!["", "a", "b/c"]),
    )
        .prop_map(|(stage, kind, input)| Gap::new(stage, kind, input, "cause"));
    prop::collection::vec(gap, 0..3)
}

/// Policies as the text below `[policy]`.
fn policies() -> impl Strategy<Value = String> {
    let rules = vec![
        "check = \"severity\"",
        "check = \"severity\"\nat-least = \"low\"\nonly-fixed = true",
        "check = \"severity\"\non-unknown = \"warn\"\nscopes = [\"runtime\"]",
        "check = \"severity\"\neffect = \"warn\"\non-missing = \"allow\"",
        "check = \"fix-available\"\nnew-only = true",
        "check = \"secrets\"\non-missing = \"allow\"",
        "check = \"secrets\"\nmin-confidence = \"low\"\ngeneric = \"deny\"",
        "check = \"inputs\"\naccept = [\"skipped\", { path = \"b/\", reason = \"r\" }]",
        "check = \"inputs\"\non-gap = \"warn\"",
        "check = \"inputs\"\non-gap = \"deny\"",
        "check = \"data-age\"\nmax-age = \"PT1H\"\non-stale = \"warn\"",
        "check = \"data-age\"",
        "check = \"exploited\"\non-missing = \"allow\"",
        "check = \"exploited\"\nwhen = \"overdue\"",
        "check = \"epss\"\nprobability-at-least = \"0.1\"",
        "check = \"licences\"\nallow = [\"MIT\"]\non-unknown = \"warn\"",
    ];
    let count = rules.len();
    let tail = select(vec!["", "[[exclude]]\npath = \"a\"\nreason = \"r\"\n"]);
    let head = select(vec!["", "max-waiver-days = 20\n", "max-waiver-days = 900\n"]);
    (head, subsequence(rules, 0..=count), tail, waiver_tables()).prop_map(|(head, rules, tail, waivers)| {
        let rules = rules.iter().enumerate();
        let rules: String = rules
            .map(|(at, rule)| format!("[[rule]]\nid = \"r{at}\"\n{rule}\n"))
            .collect();
        format!("{head}{rules}{tail}{waivers}")
    })
}

fn waiver_tables() -> impl Strategy<Value = String> {
    let selectors = select(vec![
        "advisory = \"CVE-1\"",
        "advisory = \"RUSTSEC-2\"",
        "purl = \"pkg:cargo/time\"",
        "purl = \"pkg:cargo/time\"\nversions = \"<1\"",
        "purl = \"pkg:cargo/serde\"\nversions = \"?\"",
        "path = \"b/\"",
        "path = \"a.env\"\nsecret-rule = \"secret/x-token\"",
    ]);
    let dates = select(vec!["2026-12-31", "2026-10-31", "2026-11-01", "2028-01-01"]);
    let waiver = (0..8_usize, selectors, dates);
    prop::collection::vec(waiver, 0..5).prop_map(|waivers| {
        let waivers = waivers.into_iter().enumerate();
        waivers
            .map(|(at, (rule, selector, expires))| {
                format!(
                    "[[waiver]]\nid = \"W{at}\"\nrule = \"r{rule}\"\nowner = \"o\"\nreason = \"r\"\n\
                     expires = {expires}\n{selector}\n"
                )
            })
            .collect()
    })
}

/// Which questions were asked.
type Asked = (bool, bool, u64);

fn asked() -> impl Strategy<Value = Asked> {
    (any::<bool>(), any::<bool>(), 0..3_u64)
}

fn judge(policy: &Policy, waivers: &Waivers, findings: &[Finding], gaps: &[Gap], asked: Asked) -> Decision {
    let inventory = inventory(&[
        (component("time", "0.1.43"), Scope::Runtime),
        (component("serde", "0.1.43"), Scope::Development),
    ]);
    let facts = if asked.0 && asked.1 {
        complete(&inventory, findings)
    } else {
        let facts = portcullis_policy::Facts::builder(crate::support::now()).findings(findings);
        match asked {
            (true, ..) => facts.inventory(&inventory),
            (_, true, _) => facts.advisories(crate::support::fresh()),
            _ => facts,
        }
    };
    let facts = facts.gaps(gaps).secrets(match asked.2 {
        0 => Coverage::NotDone,
        1 => Coverage::NotApplicable,
        inputs => Coverage::Done { inputs },
    });
    decide(policy, waivers, &facts.build())
}

proptest! {
    #[test]
    fn a_tree_never_lowers_the_verdict(
        base in policies(), tree in policies(), own in waiver_tables(),
        findings in findings(), gaps in gaps(), asked in asked(),
    ) {
        let (base, tree, own) = (policy(&base), policy(&tree), waivers(&own));
        let (tightened, _) = base.tightened_by(&tree);
        let alone = judge(&base, &own, &findings, &gaps, asked);
        let both = judge(&tightened, &own, &findings, &gaps, asked);
        prop_assert!(both.verdict() >= alone.verdict());
        // Each objection of the policy is still there.
        for outcome in alone.outcomes() {
            let kept = both.outcomes().iter().any(|other| {
                other.rule == outcome.rule && other.subject == outcome.subject && other.effect >= outcome.effect
            });
            prop_assert!(kept);
        }
    }

    #[test]
    fn one_more_finding_never_lowers_the_verdict(
        text in policies(), own in waiver_tables(), findings in findings(),
        more in prop_oneof![vulnerabilities(), secrets()], gaps in gaps(), asked in asked(),
    ) {
        let (policy, own) = (policy(&text), waivers(&own));
        let before = judge(&policy, &own, &findings, &gaps, asked);
        let mut findings = findings;
        findings.push(more);
        let after = judge(&policy, &own, &findings, &gaps, asked);
        prop_assert!(after.verdict() >= before.verdict());
    }

    #[test]
    fn one_more_gap_never_lowers_the_verdict(
        text in policies(), findings in findings(), gaps in gaps(), asked in asked(),
    ) {
        let policy = policy(&text);
        let all = judge(&policy, &Waivers::none(), &findings, &gaps, asked);
        let fewer = judge(&policy, &Waivers::none(), &findings, gaps.get(1..).unwrap_or_default(), asked);
        prop_assert!(all.verdict() >= fewer.verdict());
    }

    #[test]
    fn fewer_waivers_never_lower_the_verdict(
        text in policies(), own in waiver_tables(), findings in findings(), gaps in gaps(), asked in asked(),
    ) {
        let policy = policy(&text);
        let with = judge(&policy, &waivers(&own), &findings, &gaps, asked);
        let without = judge(&policy, &Waivers::none(), &findings, &gaps, asked);
        prop_assert!(without.verdict() >= with.verdict());
    }

    #[test]
    fn the_order_of_facts_does_not_matter(
        text in policies(), own in waiver_tables(), findings in findings(), gaps in gaps(), asked in asked(),
    ) {
        let (policy, own) = (policy(&text), waivers(&own));
        let forward = judge(&policy, &own, &findings, &gaps, asked);
        let (mut findings, mut gaps) = (findings, gaps);
        findings.reverse();
        gaps.reverse();
        let backward = judge(&policy, &own, &findings, &gaps, asked);
        prop_assert_eq!(forward.to_json(), backward.to_json());
    }

    #[test]
    fn the_verdict_is_that_of_the_strictest_outcome(
        text in policies(), own in waiver_tables(), findings in findings(), gaps in gaps(), asked in asked(),
    ) {
        let decision = judge(&policy(&text), &waivers(&own), &findings, &gaps, asked);
        let strictest = decision.outcomes().iter().map(|outcome| outcome.effect.verdict()).max();
        prop_assert_eq!(Some(decision.verdict()), strictest.or(Some(portcullis_policy::Verdict::Allow)));
        let fired: u64 = decision.rules().iter().map(|run| run.fired).sum();
        let unchecked = decision.outcomes().iter().filter(|outcome| outcome.check == "policy").count();
        prop_assert_eq!(fired as usize + unchecked, decision.outcomes().len());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        let _ = Policy::parse(&text);
        let _ = Policy::parse(&format!("schema = 1\n[policy]\nid = \"p\"\n{text}"));
        let _ = Waivers::parse(&text);
    }
}
