//! From what was seen to a report.

use portcullis_findings::{Baseline, Finding, KeyAlgorithm, Report, RuleInfo, Status, Suppressed, correlate};

use super::options::ScannedSecrets;
use crate::gate::tool;

impl ScannedSecrets {
    /// The report of a scan: what the baseline knows is put aside.
    ///
    /// A secret whose keyed fingerprint is in the baseline is known wherever it stands now, since it is the same leak: after a
    /// move, after a rename, and in the history as in the tree.
    #[must_use]
    pub fn report(&self, rules: Vec<RuleInfo>, baseline: Option<&Baseline>) -> Report {
        let (mut kept, mut known) = (Vec::new(), Vec::new());
        match baseline {
            None => kept.clone_from(&self.findings),
            Some(baseline) => {
                for (finding, status) in self.findings.iter().zip(statuses(baseline, &self.findings)) {
                    let finding = finding.clone().into_builder().status(status).build();
                    if status == Status::New {
                        kept.push(finding);
                    } else {
                        known.push(Suppressed::new(finding, "baseline", "known before"));
                    }
                }
            }
        }
        Report::builder(tool())
            .rules(rules)
            .findings(kept)
            .suppressed(known)
            .gaps(self.gaps.iter().cloned())
            .build()
    }
}

fn statuses(baseline: &Baseline, findings: &[Finding]) -> Vec<Status> {
    let changes = correlate(baseline, findings);
    findings
        .iter()
        .zip(changes)
        .map(|(finding, change)| {
            let is_known = || {
                let mut keys = finding.keys().iter();
                keys.any(|key| key.algorithm() == KeyAlgorithm::KeyedV1 && baseline.holds(key))
            };
            match change.status() {
                Status::New if is_known() => Status::Moved,
                status => status,
            }
        })
        .collect()
}
