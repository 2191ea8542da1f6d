//! What the gate gives back.

use std::sync::Arc;

use portcullis_findings::{Baseline, Digest, Inventory, Report, Timestamp, Tool, exchange};
use portcullis_policy::Decision;
use portcullis_secret_detect::Scanner;
use portcullis_vuln_match::plan::Plan;

use super::mask::Mask;
use super::{VexOutput, VexOutputError, inventory, plan, vex};

/// What was looked at, in numbers.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    /// Files of the tree.
    pub files: u64,
    /// Their bytes that were read.
    pub bytes: u64,
    /// Symbolic links whose target was read at its own place.
    pub links_inside: u64,
    /// Advisories that could be used.
    pub advisories: u64,
    /// Advisory records that were set aside, each a gap or a note.
    pub advisories_set_aside: u64,
    /// The newest change of any advisory.
    pub newest_advisory: Option<Timestamp>,
}

/// What the gate saw and decided.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Gated {
    /// The decision, with all its reasons.
    pub decision: Decision,
    /// Findings, suppressed findings, gaps and notes.
    pub report: Report,
    /// What is in it.
    pub inventory: Inventory,
    /// The places in the report's findings of those that no rule objects to.
    pub unopposed: Vec<usize>,
    /// All that was seen, as a baseline for later runs.
    pub baseline: Baseline,
    /// The directory hash of the tree: in-toto's `dirHash`.
    pub tree: Option<Digest>,
    /// What was looked at, in numbers.
    pub counts: Counts,
    /// How to get rid of what was found, if [`GateOptions::planning`](super::GateOptions::planning) asks for it.
    pub plan: Option<Plan>,
    /// Who made it.
    pub tool: Tool,
    /// The time to write into documents.
    pub document_time: Option<Timestamp>,
    /// The name of what was gated.
    pub name: String,
    /// Keeps secrets out of what is written.
    pub(super) scanner: Arc<Scanner>,
}

impl Gated {
    /// The decision as JSON (`portcullis-decision/v1`).
    #[must_use]
    pub fn decision_json(&self) -> String {
        self.decision.to_json()
    }

    /// Decision and report in one JSON object, with the keys `decision` and `report`, and `plan` if there is one.
    #[must_use]
    pub fn json(&self) -> String {
        let plan = self.plan.as_ref().map_or_else(String::new, |plan| {
            let mut plan = plan::json(plan);
            Mask::new(&self.scanner).document(&mut plan);
            format!("\"plan\": {plan},\n")
        });
        format!(
            "{{\n\"decision\": {},\n{plan}\"report\": {}\n}}\n",
            self.decision_json().trim_end(),
            self.report_json().trim_end()
        )
    }

    /// The report as JSON (`portcullis-report/v1`).
    #[must_use]
    pub fn report_json(&self) -> String {
        exchange::report::to_string(&self.report)
    }

    /// The report as SARIF 2.1.0.
    #[must_use]
    pub fn sarif(&self) -> String {
        exchange::sarif::to_string(&self.report, &exchange::sarif::Options::default())
    }

    /// What was decided about each vulnerability as a VEX document by this author; `None` if there is nothing to say.
    ///
    /// What a VEX statement put aside keeps its status, what a waiver accepts is *affected* with the reason as action, and
    /// what nobody has judged is *under investigation*. Findings about no package URL and notices that are no vulnerabilities
    /// are left out.
    ///
    /// # Errors
    ///
    /// [`VexOutputError`] if the form asks for something that is missing, such as the name of the author.
    pub fn vex(&self, author: &str, output: &VexOutput) -> Result<Option<String>, VexOutputError> {
        vex::written(self, author, output)
    }

    /// The inventory as CycloneDX JSON.
    #[must_use]
    pub fn sbom(&self) -> String {
        inventory::to_cyclonedx(self)
    }
}

/// The tool that stands in every document.
#[must_use]
pub fn tool() -> Tool {
    let mut tool = Tool::new("portcullis", env!("CARGO_PKG_VERSION"));
    tool.information_uri = Some("https://portcullis.example".to_owned());
    tool
}
