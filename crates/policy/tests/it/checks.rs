//! One table per check.

use portcullis_findings::{
    ComponentSource, Confidence, Evidence, EvidenceKind, Finding, Fix, Gap, GapKind, Informational, Kind,
    Scope, Severity, Stage, Status, VexStatus, VulnerabilityDetail,
};
use portcullis_policy::{
    Coverage, DataHealth, Effect, Facts, IgnoreOrigin, Policy, Subject, Verdict, WaivedBy, Waivers,
};

use crate::support::{
    complete, component, decide, decide_on, fresh, inventory, now, policy, secret, time, vulnerability,
};

fn rule(check: &str, parameters: &str) -> String {
    format!("[[rule]]\ncheck = \"{check}\"\n{parameters}\n")
}

#[test]
fn severities_are_compared_with_the_threshold() {
    let rows = [
        ("", Severity::High, Verdict::Deny),
        ("", Severity::Critical, Verdict::Deny),
        ("", Severity::Medium, Verdict::Allow),
        ("", Severity::Unknown, Verdict::Deny),
        (
            "on-unknown = \"undecided\"",
            Severity::Unknown,
            Verdict::Undecided,
        ),
        ("on-unknown = \"warn\"", Severity::Unknown, Verdict::Allow),
        ("on-unknown = \"allow\"", Severity::Unknown, Verdict::Allow),
        ("at-least = \"critical\"", Severity::High, Verdict::Allow),
        ("at-least = \"low\"", Severity::Low, Verdict::Deny),
        ("at-least = \"low\"", Severity::None, Verdict::Allow),
        ("at-least = \"none\"", Severity::None, Verdict::Deny),
        ("effect = \"warn\"", Severity::Critical, Verdict::Allow),
        ("effect = \"undecided\"", Severity::Critical, Verdict::Undecided),
    ];
    for (parameters, severity, expected) in rows {
        let decision = decide_on(&rule("severity", parameters), &[vulnerability(severity)]);
        assert_eq!(decision.verdict(), expected, "{parameters} {severity}");
    }
}

#[test]
fn warnings_are_listed_and_do_not_change_the_verdict() {
    let decision = decide_on(
        &rule("severity", "effect = \"warn\""),
        &[vulnerability(Severity::High)],
    );
    assert_eq!(decision.verdict(), Verdict::Allow);
    assert_eq!(decision.outcomes()[0].effect, Effect::Warn);
}

#[test]
fn only_fixed_passes_over_what_nobody_fixed() {
    let rows = [
        (Fix::Unknown, Verdict::Allow),
        (Fix::None, Verdict::Allow),
        (crate::support::fixed("1.0.0"), Verdict::Deny),
    ];
    for (fix, expected) in rows {
        let finding = vulnerability(Severity::High)
            .into_builder()
            .fix(fix.clone())
            .build();
        let findings = [finding];
        let named = decide_on(&rule("severity", "only-fixed = true"), &findings);
        assert_eq!(named.verdict(), expected, "{fix:?}");
        let inventory = inventory(&[]);
        let facts = complete(&inventory, &findings).build();
        let plain = policy(&rule("severity", ""));
        let changed = plain.clone().with_only_fixed();
        assert_eq!(
            decide(&changed, &Waivers::none(), &facts).verdict(),
            expected,
            "{fix:?}"
        );
        assert_eq!(decide(&plain, &Waivers::none(), &facts).verdict(), Verdict::Deny);
        assert_ne!(changed.digest(), plain.digest());
    }
}

#[test]
fn only_fixed_does_not_pass_over_faults_of_other_kinds() {
    let finding = vulnerability(Severity::High);
    let code = Finding::builder(finding.rule().clone(), Kind::Code)
        .severity(Severity::High)
        .build();
    let decision = decide_on(&rule("severity", "only-fixed = true"), &[code]);
    assert_eq!(decision.verdict(), Verdict::Deny);
}

#[test]
fn fail_on_changes_every_threshold_or_adds_a_rule() {
    let findings = [vulnerability(Severity::Medium)];
    let inventory = inventory(&[]);
    let facts = complete(&inventory, &findings).build();
    for text in [rule("severity", ""), rule("data-age", "")] {
        let plain = policy(&text);
        assert_eq!(decide(&plain, &Waivers::none(), &facts).verdict(), Verdict::Allow);
        let changed = plain.with_fail_on(Severity::Medium);
        let decision = decide(&changed, &Waivers::none(), &facts);
        assert_eq!(decision.verdict(), Verdict::Deny);
        assert_eq!(decision.overrides(), ["fail on medium"]);
    }
}

#[test]
fn informational_records_are_no_vulnerabilities() {
    let mut detail = VulnerabilityDetail::new("RUSTSEC-2");
    detail.informational = Some(Informational::Unmaintained);
    let base = vulnerability(Severity::Unknown);
    let finding = Finding::builder(base.rule().clone(), Kind::Vulnerability(detail)).build();
    let rows = [
        ("", Verdict::Allow, 0),
        ("informational = \"warn\"", Verdict::Allow, 1),
        ("informational = \"deny\"", Verdict::Deny, 1),
    ];
    for (parameters, expected, outcomes) in rows {
        let decision = decide_on(&rule("severity", parameters), std::slice::from_ref(&finding));
        assert_eq!(
            (decision.verdict(), decision.outcomes().len()),
            (expected, outcomes),
            "{parameters}"
        );
    }
    let fixes = decide_on(&rule("fix-available", ""), &[finding]);
    assert_eq!(fixes.verdict(), Verdict::Allow);
}

#[test]
fn only_what_a_baseline_knows_is_old() {
    let rows = [
        (Status::Unknown, Verdict::Deny),
        (Status::New, Verdict::Deny),
        (Status::Unchanged, Verdict::Allow),
        (Status::Moved, Verdict::Allow),
    ];
    for (status, expected) in rows {
        let finding = vulnerability(Severity::High)
            .into_builder()
            .status(status)
            .build();
        for check in ["severity", "fix-available"] {
            let decision = decide_on(&rule(check, "new-only = true"), std::slice::from_ref(&finding));
            assert_eq!(decision.verdict(), expected, "{check} {status:?}");
        }
        let leak = secret("secret/x-token", "a", Confidence::High)
            .into_builder()
            .status(status)
            .build();
        let decision = decide_on(&rule("secrets", "new-only = true"), &[leak]);
        assert_eq!(decision.verdict(), expected, "{status:?}");
    }
}

#[test]
fn scopes_limit_and_unknown_components_are_in_every_scope() {
    let rows = [
        (Some(Scope::Runtime), Verdict::Deny),
        (Some(Scope::Development), Verdict::Allow),
        (None, Verdict::Deny),
    ];
    for (scope, expected) in rows {
        let components: Vec<_> = scope
            .map(|scope| (component("time", "0.1.43"), scope))
            .into_iter()
            .collect();
        let inventory = inventory(&components);
        let findings = [vulnerability(Severity::High)];
        let facts = complete(&inventory, &findings).build();
        for check in ["severity", "fix-available"] {
            let policy = policy(&rule(check, "scopes = [\"runtime\", \"build\"]"));
            let decision = decide(&policy, &Waivers::none(), &facts);
            assert_eq!(decision.verdict(), expected, "{check} {scope:?}");
        }
    }
}

#[test]
fn trusted_vex_statements_put_findings_aside_visibly() {
    let rows = [
        (VexStatus::NotAffected, Verdict::Allow),
        (VexStatus::Fixed, Verdict::Allow),
        (VexStatus::Affected, Verdict::Deny),
        (VexStatus::UnderInvestigation, Verdict::Deny),
    ];
    for (status, expected) in rows {
        let finding = vulnerability(Severity::High).into_builder().vex(status).build();
        for check in ["severity", "fix-available"] {
            let decision = decide_on(&rule(check, ""), std::slice::from_ref(&finding));
            assert_eq!(decision.verdict(), expected, "{status:?}");
            let aside: Vec<_> = decision.waived().iter().map(|waived| waived.by.clone()).collect();
            let wanted = (expected == Verdict::Allow).then_some(WaivedBy::Vex { status, source: None });
            assert_eq!(aside, Vec::from_iter(wanted));
        }
    }
}

#[test]
fn git_sourced_components_are_judged_and_marked() {
    let mut part = component("bytes", "1.6.1");
    part.source = ComponentSource::Git {
        url: "https://git.example/bytes".to_owned(),
        revision: None,
    };
    let finding = vulnerability(Severity::High)
        .into_builder()
        .subject(&part)
        .build();
    let decision = decide_on(&rule("severity", ""), &[finding]);
    let outcome = &decision.outcomes()[0];
    assert!(outcome.reason.contains("from git"), "{}", outcome.reason);
    assert!(outcome.because.iter().any(|fact| fact.name == "git"));
}

#[test]
fn a_fix_is_named_with_the_upgrade() {
    let decision = decide_on(&rule("fix-available", ""), &[vulnerability(Severity::Low)]);
    let outcome = &decision.outcomes()[0];
    assert_eq!(
        outcome.reason,
        "low vulnerability RUSTSEC-1 in time 0.1.43, fixed in 0.2.23"
    );
    assert_eq!(outcome.flip[0], "upgrade time 0.1.43 to 0.2.23");
    let unfixed = vulnerability(Severity::Critical)
        .into_builder()
        .fix(Fix::None)
        .build();
    assert_eq!(
        decide_on(&rule("fix-available", ""), &[unfixed]).verdict(),
        Verdict::Allow
    );
    let below = decide_on(
        &rule("fix-available", "at-least = \"high\""),
        &[vulnerability(Severity::Low)],
    );
    assert_eq!(below.verdict(), Verdict::Allow);
}

#[test]
fn secrets_are_judged_by_confidence_and_rule() {
    let rows = [
        ("secret/x-token", Confidence::High, "", Verdict::Deny, 1),
        ("secret/x-token", Confidence::Medium, "", Verdict::Deny, 1),
        ("secret/x-token", Confidence::Low, "", Verdict::Allow, 0),
        (
            "secret/x-token",
            Confidence::Low,
            "min-confidence = \"low\"",
            Verdict::Deny,
            1,
        ),
        (
            "secret/x-token",
            Confidence::High,
            "min-confidence = \"certain\"",
            Verdict::Allow,
            0,
        ),
        ("generic/assigned", Confidence::High, "", Verdict::Allow, 1),
        (
            "generic/assigned",
            Confidence::High,
            "generic = \"deny\"",
            Verdict::Deny,
            1,
        ),
        (
            "generic/assigned",
            Confidence::High,
            "generic = \"allow\"",
            Verdict::Allow,
            0,
        ),
    ];
    for (name, confidence, parameters, expected, outcomes) in rows {
        let decision = decide_on(&rule("secrets", parameters), &[secret(name, "a.env", confidence)]);
        assert_eq!(
            (decision.verdict(), decision.outcomes().len()),
            (expected, outcomes),
            "{name} {confidence} {parameters}"
        );
    }
}

#[test]
fn documents_without_files_need_no_secret_scan() {
    let inventory = inventory(&[]);
    let facts = Facts::builder(now())
        .inventory(&inventory)
        .advisories(fresh())
        .secrets(Coverage::NotApplicable)
        .build();
    assert_eq!(
        decide(&Policy::builtin(), &Waivers::none(), &facts).verdict(),
        Verdict::Allow
    );
}

fn gap(stage: Stage, kind: GapKind, input: &str) -> Gap {
    Gap::new(stage, kind, input, "cause")
}

#[test]
fn gaps_leave_it_undecided_unless_accepted_by_name() {
    let skipped = gap(Stage::Source, GapKind::Skipped, "vendor/a.bin");
    let stale = gap(Stage::Vulnerability, GapKind::Stale, "");
    let rows = [
        ("", &skipped, Verdict::Undecided),
        ("accept = [\"skipped\"]", &skipped, Verdict::Allow),
        ("accept = [\"source\"]", &skipped, Verdict::Allow),
        ("accept = [\"source/skipped\"]", &skipped, Verdict::Allow),
        ("accept = [\"secret/skipped\"]", &skipped, Verdict::Undecided),
        ("accept = [\"truncated\"]", &skipped, Verdict::Undecided),
        (
            "accept = [{ path = \"vendor/\", reason = \"r\" }]",
            &skipped,
            Verdict::Allow,
        ),
        (
            "accept = [{ path = \"vendor/b\", reason = \"r\" }]",
            &skipped,
            Verdict::Undecided,
        ),
        (
            "[[rule.accept]]\nkind = \"skipped\"\npath = \"vendor/\"\nreason = \"r\"",
            &skipped,
            Verdict::Allow,
        ),
        (
            "accept = [{ path = \"vendor/\", reason = \"r\" }]",
            &stale,
            Verdict::Undecided,
        ),
        ("accept = [\"stale\"]", &stale, Verdict::Allow),
        ("on-gap = \"deny\"", &stale, Verdict::Deny),
        ("on-gap = \"warn\"", &stale, Verdict::Allow),
    ];
    for (parameters, gap, expected) in rows {
        let inventory = inventory(&[]);
        let facts = complete(&inventory, &[]).gaps(std::slice::from_ref(gap)).build();
        let decision = decide(&policy(&rule("inputs", parameters)), &Waivers::none(), &facts);
        assert_eq!(decision.verdict(), expected, "{parameters} {gap}");
        assert_eq!(
            decision.accepted_gaps().len(),
            usize::from(parameters.contains("accept") && expected == Verdict::Allow)
        );
    }
}

#[test]
fn excludes_are_accepted_and_listed_by_name() {
    let text =
        "[[rule]]\ncheck = \"secrets\"\n[[exclude]]\npath = \"examples/\"\nreason = \"planted leaks\"\n";
    let inventory = inventory(&[]);
    let rows = [
        (gap(Stage::Source, GapKind::Skipped, "examples"), Verdict::Allow),
        (gap(Stage::Source, GapKind::Skipped, "examples/a"), Verdict::Allow),
        (
            gap(Stage::Source, GapKind::Truncated, "examples/a"),
            Verdict::Undecided,
        ),
        (
            gap(Stage::Source, GapKind::Skipped, "src/examples"),
            Verdict::Undecided,
        ),
    ];
    for (gap, expected) in rows {
        let gaps = [gap];
        let facts = complete(&inventory, &[]).gaps(&gaps).build();
        let decision = decide(&policy(text), &Waivers::none(), &facts);
        assert_eq!(decision.verdict(), expected, "{}", gaps[0]);
        if expected == Verdict::Allow {
            let accepted = &decision.accepted_gaps()[0];
            assert_eq!(
                (accepted.by.as_str(), accepted.reason.as_str()),
                ("exclude examples/", "planted leaks")
            );
        }
    }
}

#[test]
fn a_policy_that_says_nothing_of_inputs_accepts_no_gap() {
    let inventory = inventory(&[]);
    let gaps = [gap(Stage::Source, GapKind::Skipped, "a")];
    let facts = complete(&inventory, &[]).gaps(&gaps).build();
    let decision = decide(&policy(&rule("secrets", "")), &Waivers::none(), &facts);
    assert_eq!(decision.verdict(), Verdict::Undecided);
    assert!(matches!(decision.outcomes()[0].subject, Subject::Gap(_)));
}

#[test]
fn old_advisories_are_stale_from_the_second_after_their_age() {
    // `now` is 2026-11-01T12:00:00Z; max-age is seven days unless given.
    let rows = [
        ("2026-10-31T09:00:00Z", "", Verdict::Allow),
        ("2026-10-25T12:00:00Z", "", Verdict::Allow),
        ("2026-10-25T11:59:59Z", "", Verdict::Undecided),
        ("2026-10-25T11:59:59Z", "max-age = \"P8D\"", Verdict::Allow),
        ("2026-11-01T00:00:00Z", "max-age = \"PT11H\"", Verdict::Undecided),
        ("2026-10-01T00:00:00Z", "on-stale = \"deny\"", Verdict::Deny),
        ("2026-10-01T00:00:00Z", "on-stale = \"warn\"", Verdict::Allow),
        ("2026-11-02T12:00:00Z", "", Verdict::Allow),
        ("2026-11-02T12:00:01Z", "", Verdict::Undecided),
        ("2099-01-01T00:00:00Z", "", Verdict::Undecided),
    ];
    let inventory = inventory(&[]);
    for (newest, parameters, expected) in rows {
        let facts = Facts::builder(now())
            .inventory(&inventory)
            .advisories(DataHealth::new(Some(time(newest)), 1, None))
            .build();
        let decision = decide(&policy(&rule("data-age", parameters)), &Waivers::none(), &facts);
        assert_eq!(decision.verdict(), expected, "{newest} {parameters}");
    }
}

#[test]
fn data_is_as_old_as_the_state_it_says_to_be_of() {
    let fresh = "2026-11-01T11:00:00Z";
    let rows = [
        (fresh, Some("2026-11-01T10:00:00Z"), "", Verdict::Allow, 0),
        (fresh, None, "", Verdict::Allow, 0),
        (fresh, Some("2026-10-25T12:00:00Z"), "", Verdict::Allow, 0),
        (fresh, Some("2026-10-25T11:59:59Z"), "", Verdict::Undecided, 1),
        (
            fresh,
            Some("2026-10-25T11:59:59Z"),
            "on-stale = \"deny\"",
            Verdict::Deny,
            1,
        ),
        // What the policy passes over is in the report all the same.
        (
            fresh,
            Some("2026-10-01"),
            "on-stale = \"allow\"",
            Verdict::Allow,
            1,
        ),
        // A fresh build of old records is old.
        (
            "2026-10-01",
            Some("2026-11-01T10:00:00Z"),
            "",
            Verdict::Undecided,
            1,
        ),
        ("2026-10-01", Some("2026-10-02"), "", Verdict::Undecided, 2),
        (fresh, Some("2099-01-01"), "", Verdict::Undecided, 0),
    ];
    let inventory = inventory(&[]);
    for (newest, snapshot, parameters, expected, gaps) in rows {
        let health = DataHealth::new(Some(time(newest)), 1, None).with_snapshot(snapshot.map(time));
        let facts = Facts::builder(now())
            .inventory(&inventory)
            .advisories(health)
            .build();
        let decision = decide(&policy(&rule("data-age", parameters)), &Waivers::none(), &facts);
        assert_eq!(decision.verdict(), expected, "{newest} {snapshot:?} {parameters}");
        let stale = decision.stale();
        assert_eq!(stale.len(), gaps, "{newest} {snapshot:?} {parameters}");
        assert!(stale.iter().all(|gap| gap.kind == GapKind::Stale));
    }
}

#[test]
fn what_asks_to_pass_over_a_secret_is_a_waiver_without_owner_and_end() {
    let (tree, named) = (EvidenceKind::Ignore, EvidenceKind::Baseline);
    let accept_both = "inline-ignores = \"accept\"\npeer-baselines = \"accept\"";
    for (kind, parameters, verdict) in [
        (tree, "", Verdict::Deny),
        (named, "", Verdict::Deny),
        (tree, "inline-ignores = \"accept\"", Verdict::Allow),
        (named, "inline-ignores = \"accept\"", Verdict::Deny),
        (tree, "peer-baselines = \"accept\"", Verdict::Deny),
        (named, "peer-baselines = \"accept\"", Verdict::Allow),
        (EvidenceKind::Caveat, accept_both, Verdict::Deny),
    ] {
        let leak = secret("secret/x-token", "a", Confidence::High)
            .into_builder()
            .evidence(Evidence::new(kind, "some words in line 3"))
            .build();
        let decision = decide_on(&rule("secrets", parameters), &[leak]);
        assert_eq!(decision.verdict(), verdict, "{kind:?} {parameters}");
        match decision.waived() {
            [] => {
                let asks = kind != EvidenceKind::Caveat;
                assert_eq!(decision.outcomes()[0].lapsed.len(), usize::from(asks), "{kind:?}");
            }
            [waived] => {
                let origin = match kind {
                    EvidenceKind::Ignore => IgnoreOrigin::Tree,
                    _ => IgnoreOrigin::PeerBaseline,
                };
                let text = "some words in line 3".to_owned();
                assert_eq!(waived.by, WaivedBy::Ignore { origin, text });
            }
            more => panic!("{more:?}"),
        }
    }
}
