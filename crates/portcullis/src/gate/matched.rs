//! Matching alone: what is known to be wrong with an inventory, without a policy's word on it.

use portcullis_findings::{Inventory, MatchOptions, Report, exchange};
use portcullis_vuln_match::plan::{Left, Plan, Target};
use serde_json::{Value, json};

use super::{Counts, GateError, GateOptions, Joined, tool, vex, vulnerabilities};
use crate::inventory::read_inventory;
use crate::progress::Progress;

/// What matching gave.
#[derive(Debug)]
#[non_exhaustive]
pub struct Matched {
    /// Findings, gaps and notes.
    pub report: Report,
    /// What was matched.
    pub inventory: Inventory,
    /// How to get rid of what was found, if it was asked for.
    pub plan: Option<Plan>,
    /// How much was looked at.
    pub counts: Counts,
}

/// Whether matching also plans upgrades.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Planning {
    /// Only what is found.
    Omit,
    /// The smallest upgrades that clear all, too.
    Plan,
}

/// Matches what `options.root` holds (a tree with lockfiles, a lockfile, a CycloneDX document) against `options.advisories`, with
/// whatever else the options name about vulnerabilities: EPSS, KEV, symbols, an environment, VEX. Policy, waivers and secrets
/// take no part.
///
/// # Errors
///
/// [`GateError`] if the inventory, the advisories or another file that is named cannot be read.
pub fn match_advisories(
    options: &GateOptions,
    planning: Planning,
    progress: &dyn Progress,
) -> Result<Matched, GateError> {
    let joined = Joined::load(options)?;
    let statements = vex::load(options)?;
    let read = read_inventory(&options.root, options.lockfile_entries, progress)?;
    let matching = options.matching(MatchOptions::default());
    let (mut found, plan) = match planning {
        Planning::Omit => (
            vulnerabilities::find(options, matching, &read.inventory, progress)?,
            None,
        ),
        Planning::Plan => {
            let (found, plan) =
                vulnerabilities::find_with_plan(options, matching, &read.inventory, progress)?;
            (found, Some(plan))
        }
    };
    statements.apply(&mut found, &read.inventory);
    let mut findings: Vec<_> = found
        .findings
        .into_iter()
        .map(|finding| joined.apply(finding))
        .collect();
    findings.sort_unstable();
    let mut report = Report::builder(tool())
        .rules(found.rules)
        .findings(findings)
        .gaps(read.gaps.into_iter().chain(found.gaps).chain(joined.gaps))
        .notes(read.notes.into_iter().chain(found.notes).chain(joined.notes));
    if let Some(at) = options.document_time {
        report = report.at(at);
    }
    Ok(Matched {
        report: report.build(),
        inventory: read.inventory,
        plan,
        counts: found.counts,
    })
}

impl Matched {
    /// The report as JSON (`portcullis-report/v1`); if there is a plan, both as members `plan` and `report` of one object.
    #[must_use]
    pub fn json(&self) -> String {
        let report = exchange::report::to_string(&self.report);
        let Some(plan) = &self.plan else {
            return report;
        };
        let plan = serde_json::to_string_pretty(&plan_value(plan)).unwrap_or_default();
        format!("{{\n\"plan\": {plan},\n\"report\": {}\n}}\n", report.trim_end())
    }

    /// The report as SARIF 2.1.0.
    #[must_use]
    pub fn sarif(&self) -> String {
        exchange::sarif::to_string(&self.report, &exchange::sarif::Options::default())
    }
}

fn plan_value(plan: &Plan) -> Value {
    let target = |target: &Target| {
        json!({
            "version": target.version,
            "clears": target.clears,
            "leaves": target.leaves.iter().map(left).collect::<Vec<_>>(),
            "brings": target.brings,
        })
    };
    let changes = plan.changes.iter().map(|change| {
        let upgrade = &change.upgrade;
        json!({
            "component": change.name,
            "advisories": upgrade.ids,
            "to": upgrade.to.as_ref().map(target),
            "inMajor": upgrade.in_major.as_ref().map(target),
            "inMinor": upgrade.in_minor.as_ref().map(target),
            "leaves": upgrade.leaves.iter().map(left).collect::<Vec<_>>(),
        })
    });
    let directs = plan.directs.iter().map(|direct| {
        json!({
            "manifest": direct.manifest.to_string(),
            "component": direct.name,
            "change": direct.itself,
            "brings": direct.brings,
        })
    });
    let unplaced = plan.unplaced.iter().map(|unplaced| {
        json!({
            "manifest": unplaced.manifest.to_string(),
            "change": unplaced.change,
            "why": unplaced.why.as_str(),
        })
    });
    json!({
        "changes": changes.collect::<Vec<_>>(),
        "directs": directs.collect::<Vec<_>>(),
        "unplaced": unplaced.collect::<Vec<_>>(),
    })
}

fn left(left: &Left) -> Value {
    json!({ "advisory": left.id, "why": left.why.to_string() })
}
