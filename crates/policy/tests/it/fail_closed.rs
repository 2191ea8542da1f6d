//! What is missing, broken or old is never allowed.

use portcullis_findings::{Gap, GapKind, RangeAnswer, Severity, Stage};
use portcullis_policy::{Coverage, DataHealth, Facts, FactsBuilder, Policy, Verdict, Waivers};

use crate::support::{complete, decide, fresh, inventory, now, policy, vulnerability, waivers};

#[test]
fn every_fault_of_the_facts_leaves_the_builtin_policy_undecided() {
    let inventory = inventory(&[]);
    let gaps = [Gap::new(
        Stage::Inventory,
        GapKind::Truncated,
        "Cargo.lock",
        "cut off",
    )];
    let base = || complete(&inventory, &[]);
    let without = || Facts::builder(now());
    let rows: [(&str, FactsBuilder<'_>); 9] = [
        ("nothing at all", without()),
        (
            "no advisories",
            without()
                .inventory(&inventory)
                .secrets(Coverage::Done { inputs: 1 }),
        ),
        (
            "no inventory",
            without()
                .advisories(fresh())
                .secrets(Coverage::Done { inputs: 1 }),
        ),
        ("no secret scan", base().secrets(Coverage::NotDone)),
        (
            "a secret scan of nothing",
            base().secrets(Coverage::Done { inputs: 0 }),
        ),
        (
            "empty advisories",
            base().advisories(DataHealth::new(Some(now()), 0, None)),
        ),
        (
            "advisories without time",
            base().advisories(DataHealth::new(None, 9, None)),
        ),
        (
            "old advisories",
            base().advisories(DataHealth::new("2020-01-01".parse().ok(), 9, None)),
        ),
        ("a gap", base().gaps(&gaps)),
    ];
    for (fault, facts) in rows {
        let decision = decide(&Policy::builtin(), &Waivers::none(), &facts.build());
        assert_eq!(decision.verdict(), Verdict::Undecided, "{fault}");
        assert!(!decision.outcomes().is_empty(), "{fault}");
    }
    let sound = decide(&Policy::builtin(), &Waivers::none(), &base().build());
    assert_eq!(sound.verdict(), Verdict::Allow);
}

#[test]
fn a_policy_whose_questions_were_not_asked_allows_nothing() {
    let inventory = inventory(&[]);
    let texts = [
        "",
        "[[rule]]\ncheck = \"severity\"\non-missing = \"allow\"",
        "[[rule]]\ncheck = \"fix-available\"\non-missing = \"warn\"",
        "[[rule]]\ncheck = \"secrets\"\non-missing = \"allow\"",
        "[[rule]]\ncheck = \"data-age\"\non-missing = \"allow\"",
        "[[rule]]\ncheck = \"exploited\"\non-missing = \"allow\"",
        "[[rule]]\ncheck = \"epss\"\nprobability-at-least = \"0.1\"\non-missing = \"allow\"",
        "[[rule]]\ncheck = \"licences\"\ndeny = [\"MIT\"]\non-missing = \"allow\"",
        "[[rule]]\ncheck = \"inputs\"\naccept = [\"skipped\"]",
    ];
    for text in texts {
        let bare = Facts::builder(now()).build();
        assert_eq!(
            decide(&policy(text), &Waivers::none(), &bare).verdict(),
            Verdict::Undecided,
            "{text}"
        );
    }
    // Fresh advisories alone say nothing about anything.
    let data = Facts::builder(now()).advisories(fresh()).build();
    let age = policy("[[rule]]\ncheck = \"data-age\"\n");
    assert_eq!(
        decide(&age, &Waivers::none(), &data).verdict(),
        Verdict::Undecided
    );
    let asked = complete(&inventory, &[]).build();
    assert_eq!(decide(&age, &Waivers::none(), &asked).verdict(), Verdict::Allow);
}

#[test]
fn findings_count_even_where_the_caller_forgot_to_say_that_it_looked() {
    let findings = [vulnerability(Severity::High)];
    let facts = Facts::builder(now()).findings(&findings).build();
    assert_eq!(
        decide(&Policy::builtin(), &Waivers::none(), &facts).verdict(),
        Verdict::Deny
    );
}

#[test]
fn a_range_that_cannot_be_told_waives_nothing() {
    struct Silent;
    impl portcullis_findings::InRange for Silent {
        fn in_range(&self, _: &portcullis_findings::Purl, _: &str) -> RangeAnswer {
            RangeAnswer::Unknown("unknown scheme".to_owned())
        }
    }
    let waivers = waivers(
        "[[waiver]]\nid = \"W\"\nrule = \"severity\"\nowner = \"o\"\nreason = \"r\"\nexpires = 2026-12-01\n\
         purl = \"pkg:cargo/time\"\nversions = \"vers:cargo/*\"\n",
    );
    let inventory = inventory(&[]);
    let findings = [vulnerability(Severity::High)];
    let facts = complete(&inventory, &findings).build();
    let policy = policy("[[rule]]\ncheck = \"severity\"\n");
    let decision = portcullis_policy::evaluate(&policy, &waivers, &facts, &Silent);
    assert_eq!(decision.verdict(), Verdict::Deny);
    assert_eq!(
        decision.outcomes()[0].lapsed,
        ["waiver W: whether its range fits cannot be told: unknown scheme"]
    );
}

#[test]
fn a_broken_text_gives_no_policy_at_all() {
    let texts = [
        "",
        "schema = 2\n[policy]\nid = \"a\"",
        "schema = 1",
        "schema = 1\n[policy]\nid = \"a\"\n[[rule]]",
        "schema = 1\n[policy]\nid = \"a\"\n[[rule]]\ncheck = \"severity\"\nat-least = \"hgih\"",
        "schema = 1\n[policy]\nid = \"a\"\n[[rule]]\ncheck = \"severity\"\neffect = \"allow\"",
        "schema = 1\n[policy]\nid = \"a\"\n[[exclude]]\npath = \"x\"",
        "schema = 1\n[policy]\nid = \"a\"\n[[exclude]]\npath = \"**\"\nreason = \"r\"",
        "schema = 1\n[policy]\nid = \"a\"\n\u{0}",
    ];
    for text in texts {
        assert!(Policy::parse(text).is_err(), "{text}");
    }
    assert!(Policy::parse(&" ".repeat((1 << 20) + 1)).is_err());
    assert!(Policy::parse(&format!("x = {}", "[".repeat(100_000))).is_err());
}

#[test]
fn a_large_waiver_text_is_read_and_applied_in_time() {
    let waiver = |at: usize| {
        format!(
            "[[waiver]]\nid = \"W{at}\"\nrule = \"s\"\nowner = \"o\"\nreason = \"r\"\nexpires = 2026-12-01\n\
             advisory = \"A-{at}\"\n"
        )
    };
    let text: String = (0..9_000).map(waiver).collect();
    let waivers = waivers(&text);
    let findings: Vec<_> = (0..9_000)
        .map(|at| crate::support::vulnerability_of(&format!("A-{at}"), "time", Severity::High))
        .collect();
    let inventory = inventory(&[]);
    let facts = complete(&inventory, &findings).build();
    let decision = decide(
        &policy("[[rule]]\nid = \"s\"\ncheck = \"severity\"\n"),
        &waivers,
        &facts,
    );
    assert_eq!(
        (decision.verdict(), decision.waived().len()),
        (Verdict::Allow, 9_000)
    );
}
