//! Waivers: who they name, and for how long.

use portcullis_findings::{Confidence, Finding, Gap, GapKind, Location, Severity, Stage};
use portcullis_policy::{Decision, Facts, Verdict, WaivedBy, WaiverState, Waivers};

use crate::support::{
    complete, decide, fresh, inventory, policy, secret, time, vulnerability, vulnerability_of, waivers,
};

const RULES: &str = "[[rule]]\nid = \"vulns\"\ncheck = \"severity\"\n[[rule]]\ncheck = \"secrets\"\n";

fn waiver(rule: &str, fields: &str) -> Waivers {
    let fields = if fields.contains("expires") {
        fields.to_owned()
    } else {
        format!("expires = 2026-12-31\n{fields}")
    };
    waivers(&format!(
        "[[waiver]]\nid = \"W-1\"\nrule = \"{rule}\"\nowner = \"team\"\nreason = \"because\"\n{fields}\n"
    ))
}

fn judge(waivers: &Waivers, findings: &[Finding]) -> Decision {
    let inventory = inventory(&[]);
    decide(&policy(RULES), waivers, &complete(&inventory, findings).build())
}

#[test]
fn selectors_name_what_they_say() {
    let key = vulnerability(Severity::High).keys()[0].to_string();
    let rows = [
        ("advisory = \"RUSTSEC-1\"", Verdict::Allow),
        ("advisory = \"CVE-1\"", Verdict::Allow),
        ("advisory = \"cve-1\"", Verdict::Allow),
        ("advisory = \"CVE-2\"", Verdict::Deny),
        ("purl = \"pkg:cargo/time\"", Verdict::Allow),
        ("purl = \"pkg:cargo/time@0.1.43\"", Verdict::Allow),
        ("purl = \"pkg:cargo/time@0.1.44\"", Verdict::Deny),
        ("purl = \"pkg:cargo/timer\"", Verdict::Deny),
        ("purl = \"pkg:npm/time\"", Verdict::Deny),
        ("purl = \"pkg:cargo/time?arch=x\"", Verdict::Deny),
        ("purl = \"pkg:cargo/time\"\nversions = \"<1\"", Verdict::Allow),
        ("purl = \"pkg:cargo/time\"\nversions = \"<0\"", Verdict::Deny),
        (
            "purl = \"pkg:cargo/time\"\nversions = \"no range\"",
            Verdict::Deny,
        ),
        ("path = \"Cargo.lock\"", Verdict::Allow),
        ("path = \"*.lock\"", Verdict::Allow),
        ("path = \"sub/\"", Verdict::Deny),
        (&format!("key = \"{key}\""), Verdict::Allow),
        (&format!("key = \"exact/v1:{}\"", "0".repeat(64)), Verdict::Deny),
        ("secret-rule = \"secret/x-token\"", Verdict::Deny),
        ("advisory = \"CVE-1\"\npurl = \"pkg:cargo/other\"", Verdict::Deny),
    ];
    for (fields, expected) in rows {
        let decision = judge(&waiver("vulns", fields), &[vulnerability(Severity::High)]);
        assert_eq!(decision.verdict(), expected, "{fields}");
        let state = decision.waivers()[0].state;
        let wanted = if expected == Verdict::Allow {
            WaiverState::Used
        } else {
            WaiverState::Unused
        };
        assert_eq!(state, wanted, "{fields}");
    }
}

#[test]
fn a_waiver_puts_aside_what_it_names_and_nothing_else() {
    let findings = [
        vulnerability(Severity::High),
        vulnerability_of("RUSTSEC-9", "time", Severity::High),
        secret("secret/x-token", "a.env", Confidence::High),
    ];
    let decision = judge(&waiver("vulns", "advisory = \"CVE-1\""), &findings);
    assert_eq!((decision.outcomes().len(), decision.waived().len()), (2, 1));
    let WaivedBy::Waiver {
        id,
        owner,
        reason,
        expires,
    } = &decision.waived()[0].by
    else {
        panic!("not by a waiver")
    };
    assert_eq!(
        (
            id.as_str(),
            owner.as_str(),
            reason.as_str(),
            expires.to_string().as_str()
        ),
        ("W-1", "team", "because", "2026-12-31")
    );
}

#[test]
fn a_waiver_of_another_rule_does_nothing_and_is_told_of() {
    let decision = judge(
        &waiver("vulms", "advisory = \"CVE-1\""),
        &[vulnerability(Severity::High)],
    );
    assert_eq!(decision.verdict(), Verdict::Deny);
    assert_eq!(
        decision.waivers()[0].notes,
        ["the policy has no rule `vulms`; did you mean `vulns`?"]
    );
}

#[test]
fn a_secret_waiver_needs_every_place_of_the_finding() {
    let one = secret("secret/x-token", "test/a.env", Confidence::High);
    let two = one
        .clone()
        .into_builder()
        .location(Location::new("src/a.env"))
        .build();
    let named = waiver(
        "secrets",
        "secret-rule = \"secret/x-token\"\npath = \"test/a.env\"",
    );
    assert_eq!(judge(&named, &[one]).verdict(), Verdict::Allow);
    assert_eq!(judge(&named, &[two]).verdict(), Verdict::Deny);
}

#[test]
fn the_last_day_counts_to_its_last_second() {
    let rows = [
        ("2026-12-31T00:00:00Z", Verdict::Allow, WaiverState::Used),
        ("2026-12-31T23:59:59.999Z", Verdict::Allow, WaiverState::Used),
        ("2027-01-01T00:00:00Z", Verdict::Deny, WaiverState::Expired),
        // Still the 31st in Berlin, but days are those of UTC.
        ("2026-12-31T23:30:00-01:00", Verdict::Deny, WaiverState::Expired),
    ];
    let waivers = waiver("vulns", "advisory = \"CVE-1\"");
    let inventory = inventory(&[]);
    let findings = [vulnerability(Severity::High)];
    for (at, expected, state) in rows {
        let facts = Facts::builder(time(at))
            .inventory(&inventory)
            .findings(&findings)
            .advisories(fresh())
            .build();
        let policy = policy("[[rule]]\nid = \"vulns\"\ncheck = \"severity\"\n");
        let decision = decide(&policy, &waivers, &facts);
        assert_eq!(
            (decision.verdict(), decision.waivers()[0].state),
            (expected, state),
            "{at}"
        );
        if expected == Verdict::Deny {
            assert_eq!(
                decision.outcomes()[0].lapsed,
                ["waiver W-1 expired after 2026-12-31"]
            );
        }
    }
}

#[test]
fn waivers_of_the_future_and_for_too_long_do_not_hold() {
    // Now is 2026-11-01; a waiver may hold 180 days.
    let rows = [
        ("expires = 2027-04-30", WaiverState::Used),
        ("expires = 2027-05-01", WaiverState::TooLong),
        ("created = 2026-10-01\nexpires = 2027-03-30", WaiverState::Used),
        ("created = 2026-10-01\nexpires = 2027-03-31", WaiverState::TooLong),
        ("created = 2026-11-01\nexpires = 2026-11-01", WaiverState::Used),
        ("created = 2026-11-02\nexpires = 2026-11-03", WaiverState::NotYet),
        ("expires = \"2026-11-01\"", WaiverState::Used),
    ];
    for (dates, state) in rows {
        let fields = format!("{dates}\nadvisory = \"CVE-1\"");
        let decision = judge(&waiver("vulns", &fields), &[vulnerability(Severity::High)]);
        assert_eq!(decision.waivers()[0].state, state, "{dates}");
        assert_eq!(
            decision.verdict() == Verdict::Allow,
            state == WaiverState::Used,
            "{dates}"
        );
        let lapsed: Vec<usize> = decision
            .outcomes()
            .iter()
            .map(|outcome| outcome.lapsed.len())
            .collect();
        let expected = if state == WaiverState::Used {
            vec![]
        } else {
            vec![1]
        };
        assert_eq!(lapsed, expected, "{dates}");
    }
}

#[test]
fn wide_and_expiring_waivers_are_told_of() {
    let vulns: Vec<_> = (0..21)
        .map(|at| vulnerability_of(&format!("RUSTSEC-{at}"), "time", Severity::High))
        .collect();
    let rows = [
        ("purl = \"pkg:cargo/time\"", 21, "names 21 outcomes"),
        ("purl = \"pkg:cargo/time\"", 1, "names no advisory"),
        ("path = \"*.lock\"", 1, "covers a folder or glob"),
        (
            "advisory = \"CVE-0\"\nexpires = 2026-11-15",
            1,
            "expires in 14 days",
        ),
    ];
    for (fields, count, note) in rows {
        let decision = judge(&waiver("vulns", fields), &vulns[..count]);
        let notes = &decision.waivers()[0].notes;
        assert!(
            notes.iter().any(|given| given.starts_with(note)),
            "{fields}: {notes:?}"
        );
    }
    let narrow = judge(
        &waiver("vulns", "advisory = \"CVE-0\"\nexpires = 2026-11-16"),
        &vulns[..1],
    );
    assert_eq!(narrow.waivers()[0].notes, [""; 0]);
}

#[test]
fn a_gap_can_be_waived_by_its_path() {
    let gaps = [Gap::new(Stage::Source, GapKind::Skipped, "a.bin", "unreadable")];
    let inventory = inventory(&[]);
    let facts = complete(&inventory, &[]).gaps(&gaps).build();
    let policy = policy("[[rule]]\ncheck = \"inputs\"\n");
    assert_eq!(
        decide(&policy, &Waivers::none(), &facts).verdict(),
        Verdict::Undecided
    );
    let waived = decide(&policy, &waiver("inputs", "path = \"a.bin\""), &facts);
    assert_eq!(waived.verdict(), Verdict::Allow);
}

#[test]
fn the_offered_waiver_is_refused_until_filled_and_then_fits_exactly() {
    let findings = [
        vulnerability(Severity::High),
        secret("secret/x-token", "a \"b\"/c.env", Confidence::High),
    ];
    let decision = judge(&Waivers::none(), &findings);
    assert_eq!(decision.outcomes().len(), 2);
    let mut filled = String::from("schema = 1\n");
    for (at, outcome) in decision.outcomes().iter().enumerate() {
        let offered = outcome.waiver.as_ref().unwrap();
        assert!(Waivers::parse(&format!("schema = 1\n{offered}")).is_err());
        filled += &offered
            .replace("id = \"\"", &format!("id = \"W-{at}\""))
            .replace("owner = \"\"", "owner = \"o\"")
            .replace("reason = \"\"", "reason = \"r\"")
            .replace("expires = \"\"", "expires = \"2026-12-01\"");
    }
    let decision = judge(&Waivers::parse(&filled).unwrap(), &findings);
    assert_eq!((decision.verdict(), decision.waived().len()), (Verdict::Allow, 2));
    assert!(
        decision
            .waivers()
            .iter()
            .all(|report| report.matches == 1 && report.notes.is_empty())
    );
}
