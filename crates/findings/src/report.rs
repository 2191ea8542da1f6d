//! All that one run saw, in one order.

use std::collections::BTreeMap;

use crate::{Finding, Gap, RuleId, RuleInfo, Timestamp};

/// Who made a report.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Tool {
    /// Its name. SARIF consumers tell analyses apart by it, so it never changes.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where it is described.
    pub information_uri: Option<String>,
}

impl Tool {
    /// A tool by name and version.
    #[must_use]
    pub fn new(name: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: version.into(),
            information_uri: None,
        }
    }
}

/// A finding that was put aside, and by what. It stays in every report.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// What put it aside: a waiver's id, a baseline, a VEX statement.
    pub by: String,
    /// The reason given.
    pub reason: String,
}

impl Suppressed {
    /// The name of what stands in the input itself and puts a finding aside: a comment, or a list of another tool.
    pub const INLINE_IGNORE: &str = "inline-ignore";

    /// A finding put aside by something, for a reason.
    #[must_use]
    pub fn new(finding: Finding, by: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            finding,
            by: by.into(),
            reason: reason.into(),
        }
    }
}

/// Something worth telling that is neither a finding nor a gap: a policy file in the tree that was not used, a record of
/// the data that contradicts itself.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Note {
    /// What it is about.
    pub subject: String,
    /// What is to be told; lower case, no full stop.
    pub text: String,
}

impl Note {
    /// A note.
    #[must_use]
    pub fn new(subject: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            text: text.into(),
        }
    }
}

/// Findings, gaps and notes of one run. Sorted once, when it is built; equal runs give equal reports.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Report {
    tool: Tool,
    at: Option<Timestamp>,
    rules: BTreeMap<RuleId, RuleInfo>,
    findings: Vec<Finding>,
    suppressed: Vec<Suppressed>,
    gaps: Vec<Gap>,
    notes: Vec<Note>,
}

impl Report {
    /// Begins a report.
    #[must_use]
    pub fn builder(tool: Tool) -> ReportBuilder {
        ReportBuilder(Self {
            tool,
            at: None,
            rules: BTreeMap::new(),
            findings: Vec::new(),
            suppressed: Vec::new(),
            gaps: Vec::new(),
            notes: Vec::new(),
        })
    }

    /// Who made it.
    #[must_use]
    pub fn tool(&self) -> &Tool {
        &self.tool
    }

    /// The moment it is about, if the caller gave one.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        self.at
    }

    /// The rules of the findings and of the suppressed ones. A rule nobody described appears with its name as title.
    #[must_use]
    pub fn rules(&self) -> &BTreeMap<RuleId, RuleInfo> {
        &self.rules
    }

    /// What was seen.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What was seen and put aside.
    #[must_use]
    pub fn suppressed(&self) -> &[Suppressed] {
        &self.suppressed
    }

    /// What was not looked at.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// What else is to be told.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }
}

/// Collects a [`Report`] in any order.
#[derive(Clone, Debug)]
pub struct ReportBuilder(Report);

impl ReportBuilder {
    /// The moment it is about.
    #[must_use]
    pub fn at(mut self, at: Timestamp) -> Self {
        self.0.at = Some(at);
        self
    }

    /// Describes a rule; rules that nothing refers to are left out of the report.
    #[must_use]
    pub fn rule(mut self, rule: RuleInfo) -> Self {
        self.0.rules.insert(rule.id.clone(), rule);
        self
    }

    /// Describes several rules.
    #[must_use]
    pub fn rules(self, rules: impl IntoIterator<Item = RuleInfo>) -> Self {
        rules.into_iter().fold(self, Self::rule)
    }

    /// A finding.
    #[must_use]
    pub fn finding(mut self, finding: Finding) -> Self {
        self.0.findings.push(finding);
        self
    }

    /// Several findings.
    #[must_use]
    pub fn findings(mut self, findings: impl IntoIterator<Item = Finding>) -> Self {
        // A list that comes first is taken over as it is.
        if self.0.findings.is_empty() {
            self.0.findings = findings.into_iter().collect();
        } else {
            self.0.findings.extend(findings);
        }
        self
    }

    /// Findings that were put aside.
    #[must_use]
    pub fn suppressed(mut self, suppressed: impl IntoIterator<Item = Suppressed>) -> Self {
        self.0.suppressed.extend(suppressed);
        self
    }

    /// What was not looked at.
    #[must_use]
    pub fn gaps(mut self, gaps: impl IntoIterator<Item = Gap>) -> Self {
        self.0.gaps.extend(gaps);
        self
    }

    /// What else is to be told.
    #[must_use]
    pub fn notes(mut self, notes: impl IntoIterator<Item = Note>) -> Self {
        self.0.notes.extend(notes);
        self
    }

    /// The report, sorted.
    #[must_use]
    pub fn build(mut self) -> Report {
        let report = &mut self.0;
        report.findings.sort_unstable();
        report.suppressed.sort_unstable();
        report.gaps.sort_unstable();
        report.gaps.dedup();
        report.notes.sort_unstable();
        report.notes.dedup();
        let mut described = std::mem::take(&mut report.rules);
        let used = report
            .findings
            .iter()
            .chain(report.suppressed.iter().map(|suppressed| &suppressed.finding));
        for finding in used {
            let id = finding.rule();
            if !report.rules.contains_key(id) {
                let mut rule = described
                    .remove(id)
                    .unwrap_or_else(|| RuleInfo::new(id.clone(), id.as_str()));
                rule.tags.sort_unstable();
                rule.tags.dedup();
                report.rules.insert(id.clone(), rule);
            }
        }
        self.0
    }
}
