//! The check `licences` over an inventory.

use portcullis_findings::{Component, ComponentSource, Licence, Scope};
use portcullis_policy::{Decision, Verdict, Waivers};

use crate::support::{complete, component, decide, inventory, policy, waivers};

fn licensed(licence: Licence) -> Component {
    let mut part = component("part", "1.0.0");
    part.licence = licence;
    part
}

fn judge(parameters: &str, part: Component, scope: Scope) -> Decision {
    let inventory = inventory(&[(part, scope)]);
    let facts = complete(&inventory, &[]).build();
    let policy = policy(&format!("[[rule]]\ncheck = \"licences\"\n{parameters}\n"));
    decide(&policy, &Waivers::none(), &facts)
}

#[test]
fn statements_are_judged_by_the_lists() {
    let allow = "allow = [\"MIT\", \"Apache-2.0 WITH LLVM-exception\"]";
    let deny = "deny = [\"AGPL-3.0-only\"]";
    let stated = |text: &str| Licence::Expression(text.to_owned());
    let rows = [
        (allow, stated("MIT"), Verdict::Allow),
        (allow, stated("GPL-3.0-only OR MIT"), Verdict::Allow),
        (allow, stated("Apache-2.0 WITH LLVM-exception"), Verdict::Allow),
        (allow, stated("Apache-2.0"), Verdict::Deny),
        (allow, stated("MIT AND BSD-3-Clause"), Verdict::Deny),
        (allow, stated("no licence at all"), Verdict::Undecided),
        (allow, Licence::Name("MIT".to_owned()), Verdict::Allow),
        (
            allow,
            Licence::Name("The MIT License".to_owned()),
            Verdict::Undecided,
        ),
        (allow, Licence::Unknown, Verdict::Undecided),
        (allow, Licence::NoneStated, Verdict::Deny),
        (deny, stated("MIT"), Verdict::Allow),
        (deny, stated("AGPL-3.0-only"), Verdict::Deny),
        (deny, stated("MIT OR AGPL-3.0-only"), Verdict::Allow),
        (deny, Licence::Unknown, Verdict::Undecided),
        (deny, Licence::NoneStated, Verdict::Deny),
    ];
    for (parameters, licence, expected) in rows {
        let decision = judge(parameters, licensed(licence.clone()), Scope::Runtime);
        assert_eq!(decision.verdict(), expected, "{parameters} {licence}");
    }
}

#[test]
fn unknown_licences_have_their_own_effect() {
    let rows = [
        ("deny", Verdict::Deny, 1),
        ("undecided", Verdict::Undecided, 1),
        ("warn", Verdict::Allow, 1),
        ("allow", Verdict::Allow, 0),
    ];
    for (word, expected, outcomes) in rows {
        let parameters = format!("allow = [\"MIT\"]\non-unknown = \"{word}\"");
        let decision = judge(&parameters, licensed(Licence::Unknown), Scope::Runtime);
        assert_eq!(
            (decision.verdict(), decision.outcomes().len()),
            (expected, outcomes),
            "{word}"
        );
    }
}

#[test]
fn what_is_built_is_not_judged_and_other_scopes_are_passed_over() {
    let parameters = "allow = [\"MIT\"]\nscopes = [\"runtime\"]";
    let denied = || licensed(Licence::Expression("GPL-3.0-only".to_owned()));
    assert_eq!(
        judge(parameters, denied(), Scope::Runtime).verdict(),
        Verdict::Deny
    );
    assert_eq!(
        judge(parameters, denied(), Scope::Development).verdict(),
        Verdict::Allow
    );
    let mut own = denied();
    own.source = ComponentSource::Path;
    assert_eq!(judge(parameters, own, Scope::Runtime).verdict(), Verdict::Allow);
}

#[test]
fn the_outcome_names_terms_manifest_and_waiver() {
    let part = licensed(Licence::Expression("MIT AND (GPL-3.0-only OR ISC)".to_owned()));
    let decision = judge("allow = [\"MIT\"]", part.clone(), Scope::Runtime);
    let outcome = &decision.outcomes()[0];
    assert_eq!(
        outcome.reason,
        "licence of part 1.0.0 not allowed: GPL-3.0-only, ISC"
    );
    assert!(
        outcome
            .waiver
            .as_ref()
            .unwrap()
            .contains("purl = \"pkg:cargo/part@1.0.0\"")
    );

    let waivers = waivers(
        "[[waiver]]\nid = \"W\"\nrule = \"licences\"\nowner = \"o\"\nreason = \"r\"\nexpires = 2026-12-01\n\
         purl = \"pkg:cargo/part@1.0.0\"\n",
    );
    let inventory = inventory(&[(part, Scope::Runtime)]);
    let facts = complete(&inventory, &[]).build();
    let policy = policy("[[rule]]\ncheck = \"licences\"\nallow = [\"MIT\"]\n");
    assert_eq!(decide(&policy, &waivers, &facts).verdict(), Verdict::Allow);
}
