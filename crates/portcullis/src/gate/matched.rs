//! Matching alone: what is known to be wrong with an inventory, without a policy's word on it.

use portcullis_findings::{Inventory, MatchOptions, Report, exchange};
use portcullis_sbom::lockfile::ManifestDigests;
use portcullis_vuln_match::plan::Plan;

use super::{Counts, GateError, GateOptions, Joined, plan, tool, vex, vulnerabilities};
use crate::inventory::read_with;
use crate::progress::Progress;

/// What matching gave.
#[derive(Debug)]
#[non_exhaustive]
pub struct Matched {
    /// Findings, gaps and notes.
    pub report: Report,
    /// What was matched. The manifests that are lockfiles have no digests: nothing that is said here rests on their bytes.
    pub inventory: Inventory,
    /// How to get rid of what was found, if [`GateOptions::planning`] asks for it.
    pub plan: Option<Plan>,
    /// How much was looked at.
    pub counts: Counts,
}

/// Matches what `options.root` holds (a tree with lockfiles, a lockfile, a CycloneDX document) against `options.advisories`, with
/// whatever else the options name about vulnerabilities: EPSS, KEV, symbols, an environment, VEX. Policy, waivers and secrets
/// take no part.
///
/// # Errors
///
/// [`GateError`] if the inventory, the advisories or another file that is named cannot be read.
pub fn match_advisories(options: &GateOptions, progress: &dyn Progress) -> Result<Matched, GateError> {
    let joined = Joined::load(options)?;
    let statements = vex::load(options)?;
    let entries = options.lockfile_entries;
    let read = read_with(&options.root, entries, ManifestDigests::LeftOut, progress)?;
    let matching = options.matching(MatchOptions::default());
    let (mut found, plan) = vulnerabilities::find(options, matching, &read.inventory, progress)?;
    statements.apply(&mut found, &read.inventory);
    let findings: Vec<_> = found
        .findings
        .into_iter()
        .map(|finding| joined.apply(finding))
        .collect();
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
        format!(
            "{{\n\"plan\": {},\n\"report\": {}\n}}\n",
            plan::json(plan),
            report.trim_end()
        )
    }

    /// The report as SARIF 2.1.0.
    #[must_use]
    pub fn sarif(&self) -> String {
        exchange::sarif::to_string(&self.report, &exchange::sarif::Options::default())
    }
}
