//! From what was seen to a report.

use portcullis_findings::{
    Baseline, EvidenceKind, Finding, KeyAlgorithm, Report, RuleInfo, Status, Suppressed, correlate,
};

use super::options::ScannedSecrets;
use crate::gate::tool;

/// What is made of comments and files of the tree itself that ask to pass over findings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum InlineIgnores {
    /// They are told.
    #[default]
    Tell,
    /// What they speak of is put aside. Whoever can change the tree can then hide a secret.
    Honour,
}

impl ScannedSecrets {
    /// The report of a scan: what the baseline knows is put aside, and what a baseline or list of another tool knows that the
    /// caller named.
    ///
    /// A secret whose keyed fingerprint is in the baseline is known wherever it stands now, since it is the same leak: after a
    /// move, after a rename, and in the history as in the tree.
    #[must_use]
    pub fn report(
        &self,
        rules: Vec<RuleInfo>,
        baseline: Option<&Baseline>,
        ignores: InlineIgnores,
    ) -> Report {
        let statuses = baseline.map(|baseline| statuses(baseline, &self.findings));
        let (mut kept, mut known) = (Vec::new(), Vec::new());
        for (at, finding) in self.findings.iter().enumerate() {
            let status = statuses.as_ref().and_then(|statuses| statuses.get(at).copied());
            let finding = match status {
                Some(status) => finding.clone().into_builder().status(status).build(),
                None => finding.clone(),
            };
            let ignored = aside(&finding, ignores);
            match (status, ignored) {
                (Some(status), _) if status != Status::New => {
                    known.push(Suppressed::new(finding, "baseline", "known before"));
                }
                (_, Some((by, reason))) => known.push(Suppressed::new(finding, by, reason)),
                _ => kept.push(finding),
            }
        }
        Report::builder(tool())
            .rules(rules)
            .findings(kept)
            .suppressed(known)
            .gaps(self.gaps.iter().cloned())
            .notes(self.ignores.all_notes())
            .build()
    }
}

/// What puts a finding aside beside a baseline of ours: its name and its words.
fn aside(finding: &Finding, ignores: InlineIgnores) -> Option<(&'static str, String)> {
    let of = |kind| finding.evidence().iter().find(|evidence| evidence.kind == kind);
    let named = of(EvidenceKind::Baseline).map(|evidence| ("peer-baseline", evidence));
    let inline = || of(EvidenceKind::Ignore).map(|evidence| (Suppressed::INLINE_IGNORE, evidence));
    let by = named.or_else(|| (ignores == InlineIgnores::Honour).then(inline).flatten());
    by.map(|(by, evidence)| (by, evidence.text.clone()))
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
