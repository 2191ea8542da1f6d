//! The built-in rules on the cases of other projects' rules.
//!
//! A positive counts when a rule of that issuer fires, a negative when every rule of that issuer stays silent; an issuer that
//! has no rule here counts as failed. Where a peer's rule knows no issuer, a rule of ours that knows it is as good. What only `generic/`
//! rules see is a figure of its own.

use std::collections::BTreeSet;

use portcullis_secret_detect::{Origin, RuleSet, Scanner, SecretMatch};

use crate::issuers::{SILENT, issuer};
use crate::support::{self, Counts, Known, Set, cases, data};

/// What fails, and why, are rows of `docs/conformance.md`.
const GITLEAKS: Known = Known {
    failed: Counts {
        positives: 48,
        negatives: 0,
        verified: 36,
    },
    counted: support::GITLEAKS,
};

const BETTERLEAKS: Known = Known {
    failed: Counts {
        positives: 117,
        negatives: 3,
        verified: 0,
    },
    counted: support::BETTERLEAKS,
};

#[test]
fn rules_of_the_issuer_fire_on_the_cases_of_gitleaks() {
    run("gitleaks", GITLEAKS);
}

#[test]
fn rules_of_the_issuer_fire_on_the_cases_of_betterleaks() {
    run("betterleaks", BETTERLEAKS);
}

fn run(peer: &str, known: Known) {
    let Some(folder) = data(peer) else { return };
    let builtin = RuleSet::builtin();
    let scanner = Scanner::new(builtin.clone()).unwrap();
    let own: BTreeSet<&str> = builtin.rules().map(|rule| rule.issuer).collect();
    let mut scratch = scanner.scratch();
    let mut set = Set::new(peer);
    let (mut missed, mut seen) = (0, 0);
    for case in cases(&folder, peer) {
        let mut found: Vec<SecretMatch> = Vec::new();
        let origin = Origin::new(case.path.clone().unwrap_or_default());
        let _ = scanner.scan_from(&mut scratch, &origin, case.text.as_bytes(), &mut found);
        let fires = |rule: &str| found.iter().any(|found| found.rule().as_str() == rule);
        let passed = issuer(&case.rule, &own).is_some_and(|issuer| {
            let hit = found.iter().any(|found| {
                found.issuer() == issuer
                    || (issuer == "generic" && (case.expect || found.rule().area() == "generic"))
            });
            match SILENT.iter().find(|(peer, _)| case.rule.starts_with(peer)) {
                Some((_, rules)) if !case.expect => !rules.iter().any(|rule| fires(rule)),
                _ => hit == case.expect,
            }
        });
        if case.expect && !passed {
            missed += 1;
            seen += usize::from(found.iter().any(|found| found.rule().area() == "generic"));
        }
        set.case(&case, passed, &found);
    }
    println!("missed positives of secrets/{peer} that a generic rule sees: {seen}/{missed}");
    set.finish(known);
}
