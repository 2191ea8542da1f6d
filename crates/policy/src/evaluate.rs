//! From facts to a decision.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use portcullis_findings::{InRange, Label};

use crate::checks::{Hit, Scene, Scopes, Target, Ways};
use crate::decision::{Decision, Outcome, RuleRun, Subject, Waived, WaivedBy, WaiverReport, WaiverState};
use crate::facts::Facts;
use crate::policy::{Origin, Policy, Rule};
use crate::suggest::nearest;
use crate::verdict::{Effect, Verdict};
use crate::waiver::{Match, Waiver, Waivers, template};

/// How many days before its end a waiver is reported as expiring.
const EXPIRING_DAYS: i64 = 14;
/// A waiver that names more than this many outcomes is reported as too wide.
const MANY: u64 = 20;

/// Decides. Pure: the same policy, waivers, facts and ranges give the same decision, whatever the order of findings and gaps.
///
/// `ranges` answers whether versions lie in the ranges of waivers; what it cannot tell is not waived.
#[must_use]
pub fn evaluate(policy: &Policy, waivers: &Waivers, facts: &Facts<'_>, ranges: &dyn InRange) -> Decision {
    let scene = Scene {
        facts,
        scopes: Scopes::new(facts.inventory()),
        excludes: &policy.excludes,
    };
    let mut judge = Judge::new(policy, waivers, facts, ranges);
    let mut rules = Vec::new();
    let (mut accepted, mut gaps) = (Vec::new(), Vec::new());
    let mut asked = false;
    for rule in &policy.rules {
        let ran = rule.check.evaluate(&scene);
        accepted.extend(ran.accepted);
        gaps.extend(ran.gaps);
        // A rule of the tree does not count: it may add objections, not make up for a policy that asked nothing.
        asked |= ran.asked && rule.origin != Origin::Tree;
        let mut run = RuleRun {
            rule: rule.id.clone(),
            check: rule.kind.name,
            effect: rule.effect,
            parameters: rule.check.parameters(),
            verdict: Verdict::Allow,
            asked: ran.asked,
            examined: ran.examined,
            passed_over: ran.passed_over,
            fired: 0,
            waived: 0,
        };
        for hit in ran.hits {
            judge.hit(rule, hit, &mut run);
        }
        rules.push(run);
    }
    if !asked {
        judge.outcomes.push(nothing_checked());
    }
    accepted.sort_unstable();
    accepted.dedup();
    gaps.sort_unstable();
    gaps.dedup();
    judge.outcomes.sort_by(|one, two| order(one).cmp(&order(two)));
    judge
        .waived
        .sort_by(|one, two| (order(&one.outcome), &one.by).cmp(&(order(&two.outcome), &two.by)));
    Decision {
        verdict: verdict(&judge.outcomes),
        policy_id: policy.id.clone(),
        policy_digest: policy.digest.clone(),
        waivers_digest: waivers.digest.clone(),
        overrides: policy.overrides.clone(),
        now: facts.now(),
        subjects: facts.subjects().to_vec(),
        advisories: facts.advisories().cloned(),
        rules,
        waivers: judge.reports(policy),
        outcomes: judge.outcomes,
        waived: judge.waived,
        accepted,
        gaps,
    }
}

/// The strictest outcome; that nothing was checked is itself an outcome, so no list means that all is well.
fn verdict(outcomes: &[Outcome]) -> Verdict {
    outcomes
        .iter()
        .map(|outcome| outcome.effect.verdict())
        .max()
        .unwrap_or(Verdict::Allow)
}

fn nothing_checked() -> Outcome {
    Outcome {
        effect: Effect::Undecided,
        rule: "policy".to_owned(),
        check: "policy",
        subject: Subject::Run,
        reason: "nothing was checked: no rule had the facts for its question".to_owned(),
        because: Vec::new(),
        flip: vec!["give facts that the rules of the policy ask for".to_owned()],
        waiver: None,
        lapsed: Vec::new(),
    }
}

fn order(outcome: &Outcome) -> impl Ord {
    (
        (Reverse(outcome.effect), &outcome.rule, &outcome.reason),
        (&outcome.subject, &outcome.because),
        (&outcome.flip, &outcome.waiver, &outcome.lapsed),
    )
}

/// Weighs hits against waivers.
struct Judge<'a> {
    facts: &'a Facts<'a>,
    ranges: &'a dyn InRange,
    max_days: u32,
    waivers: Vec<Weighed<'a>>,
    index: WaiverIndex<'a>,
    ways: Ways,
    outcomes: Vec<Outcome>,
    waived: Vec<Waived>,
}

/// Finds the waivers that may name a target, so that many waivers and many findings do not multiply.
#[derive(Default)]
struct WaiverIndex<'a> {
    /// By rule and advisory id in lower case; waivers that name no advisory stand under the empty id.
    places: BTreeMap<(&'a str, String), Vec<usize>>,
}

impl<'a> WaiverIndex<'a> {
    fn new(waivers: impl Iterator<Item = &'a Waiver>) -> Self {
        let mut index = Self::default();
        for (at, waiver) in waivers.enumerate() {
            let id = waiver.select.advisory.as_deref().unwrap_or_default();
            let slot = (waiver.rule.as_str(), id.to_ascii_lowercase());
            index.places.entry(slot).or_default().push(at);
        }
        index
    }

    /// Places of waivers in rising order.
    fn candidates(&self, rule: &str, target: &Target<'_>) -> Vec<usize> {
        let ids = match target {
            Target::Finding(_, finding) => finding.ids().map(str::to_ascii_lowercase).collect(),
            _ => Vec::new(),
        };
        let mut places: Vec<usize> = ids
            .into_iter()
            .chain([String::new()])
            .filter_map(|id| self.places.get(&(rule, id)))
            .flatten()
            .copied()
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// A waiver with what it did.
struct Weighed<'a> {
    waiver: &'a Waiver,
    /// Whether it holds: `Used` means that it does.
    state: WaiverState,
    matches: u64,
    notes: Vec<String>,
}

impl Weighed<'_> {
    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

impl<'a> Judge<'a> {
    fn new(policy: &'a Policy, waivers: &'a Waivers, facts: &'a Facts<'a>, ranges: &'a dyn InRange) -> Self {
        let waivers: Vec<_> = policy
            .waivers
            .iter()
            .chain(&waivers.list)
            .map(|waiver| Weighed {
                waiver,
                state: waiver.state(facts.now(), policy.max_waiver_days),
                matches: 0,
                notes: Vec::new(),
            })
            .collect();
        let index = WaiverIndex::new(waivers.iter().map(|weighed| weighed.waiver));
        Self {
            facts,
            ranges,
            max_days: policy.max_waiver_days,
            waivers,
            index,
            ways: Ways::default(),
            outcomes: Vec::new(),
            waived: Vec::new(),
        }
    }

    fn hit(&mut self, rule: &Rule, mut hit: Hit<'_>, run: &mut RuleRun) {
        let target = hit.target;
        let aside = hit.aside.take();
        let mut outcome = self.outcome(rule, hit);
        let by = aside.or_else(|| self.waiver_of(rule, &target, &mut outcome.lapsed));
        match by {
            Some(by) => {
                run.waived += 1;
                self.waived.push(Waived { outcome, by });
            }
            None => {
                run.fired += 1;
                run.verdict = run.verdict.max(outcome.effect.verdict());
                self.outcomes.push(outcome);
            }
        }
    }

    fn outcome(&self, rule: &Rule, hit: Hit<'_>) -> Outcome {
        let waiver = template(&rule.id, &hit.target, self.max_days);
        let mut flip = hit.flip;
        if waiver.is_some() {
            flip.push("or waive it, with owner, reason and expiry".to_owned());
        }
        Outcome {
            // The rule's effect is the most that any of its hits may do.
            effect: hit.level.min(rule.effect),
            rule: rule.id.clone(),
            check: rule.kind.name,
            subject: hit.target.subject(self.facts, &self.ways),
            reason: hit.reason,
            because: hit.because,
            flip,
            waiver,
            lapsed: hit.lapsed,
        }
    }

    /// The first waiver that names the target and holds. All others that name it are counted too, and those that do not hold
    /// are told.
    fn waiver_of(&mut self, rule: &Rule, target: &Target<'_>, lapsed: &mut Vec<String>) -> Option<WaivedBy> {
        let mut by = None;
        for at in self.index.candidates(&rule.id, target) {
            let Some(weighed) = self.waivers.get_mut(at) else {
                continue;
            };
            match weighed.waiver.names(target, self.ranges) {
                Match::No => {}
                Match::Unknown(cause) => {
                    let note = format!("whether its range fits cannot be told: {}", Label::new(cause));
                    lapsed.push(format!("waiver {}: {note}", Label::new(&weighed.waiver.id)));
                    weighed.note(note);
                }
                Match::Yes => {
                    weighed.matches += 1;
                    if let Some(breadth) = weighed.waiver.breadth(target) {
                        weighed.note(breadth.to_owned());
                    }
                    match weighed.waiver.lapse(weighed.state, self.max_days) {
                        Some(why) => lapsed.push(why),
                        None if by.is_none() => by = Some(waived_by(weighed.waiver)),
                        None => {}
                    }
                }
            }
        }
        by
    }

    fn reports(&mut self, policy: &Policy) -> Vec<WaiverReport> {
        let mut reports: Vec<_> = std::mem::take(&mut self.waivers)
            .into_iter()
            .map(|weighed| report(weighed, policy, self.facts))
            .collect();
        reports.sort_unstable();
        reports
    }
}

fn waived_by(waiver: &Waiver) -> WaivedBy {
    WaivedBy::Waiver {
        id: waiver.id.clone(),
        owner: waiver.owner.clone(),
        reason: waiver.reason.clone(),
        expires: waiver.expires,
    }
}

fn report(mut weighed: Weighed<'_>, policy: &Policy, facts: &Facts<'_>) -> WaiverReport {
    let waiver = weighed.waiver;
    let days_left = waiver.expires.days_since(facts.now().date());
    let state = match weighed.state {
        WaiverState::Used if weighed.matches == 0 => WaiverState::Unused,
        state => state,
    };
    if matches!(state, WaiverState::Used | WaiverState::Unused) && days_left <= EXPIRING_DAYS {
        weighed.note(format!("expires in {days_left} days"));
    }
    if weighed.matches > MANY {
        weighed.note(format!("names {} outcomes", weighed.matches));
    }
    if !policy.rule_ids().any(|id| id == waiver.rule) {
        let hint = nearest(&waiver.rule, policy.rule_ids())
            .map(|id| format!("; did you mean `{id}`?"))
            .unwrap_or_default();
        weighed.note(format!("the policy has no rule `{}`{hint}", waiver.rule));
    }
    weighed.notes.sort_unstable();
    WaiverReport {
        id: waiver.id.clone(),
        rule: waiver.rule.clone(),
        owner: waiver.owner.clone(),
        reason: waiver.reason.clone(),
        expires: waiver.expires,
        state,
        matches: weighed.matches,
        days_left,
        notes: weighed.notes,
    }
}
