//! Which findings a decision puts aside, and which it has nothing against.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{Finding, Suppressed};
use portcullis_policy::{Decision, Subject, WaivedBy};

/// Findings by what the decision makes of them.
pub(super) struct Sides {
    pub(super) kept: Vec<Finding>,
    pub(super) suppressed: Vec<Suppressed>,
    /// Places in `kept`.
    pub(super) unopposed: Vec<usize>,
}

/// A finding is put aside if a rule would have objected and was waived, and no other rule objects.
pub(super) fn sides(decision: &Decision, findings: Vec<Finding>) -> Sides {
    let place = |subject: &Subject| match subject {
        Subject::Finding(finding) => Some(finding.index),
        _ => None,
    };
    let opposed: BTreeSet<usize> = decision
        .outcomes()
        .iter()
        .filter_map(|outcome| place(&outcome.subject))
        .collect();
    let waived: BTreeMap<usize, &WaivedBy> = decision
        .waived()
        .iter()
        .filter_map(|waived| Some((place(&waived.outcome.subject)?, &waived.by)))
        .collect();
    let mut sides = Sides {
        kept: Vec::new(),
        suppressed: Vec::new(),
        unopposed: Vec::new(),
    };
    for (at, finding) in findings.into_iter().enumerate() {
        match waived.get(&at).filter(|_| !opposed.contains(&at)) {
            Some(by) => sides
                .suppressed
                .push(Suppressed::new(finding, by.id(), by.reason())),
            None => {
                if !opposed.contains(&at) {
                    sides.unopposed.push(sides.kept.len());
                }
                sides.kept.push(finding);
            }
        }
    }
    sides
}
