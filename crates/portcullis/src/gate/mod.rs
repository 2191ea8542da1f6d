//! May it go through? Walks a tree, asks the five, decides.

mod controls;
mod inventory;
mod prove;
mod scan;
mod vulnerabilities;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use portcullis_findings::{
    Baseline, BaselineError, Digest, DigestError, Finding, FingerprintKey, Gap, GapKind, Inventory, Label, Note,
    Report, Severity, Stage, Suppressed, Timestamp, Tool, correlate, exchange,
};
use portcullis_policy::{Coverage, Decision, Facts, Policy, PolicyError, Subject, WaivedBy, evaluate};
use portcullis_secret_detect::{RuleSet, RuleSetError, Scanner};

use crate::advisories::AdvisoriesError;
use crate::fs::{ReadError, WalkError, WalkLimits, walk};
use crate::progress::Progress;
use crate::tree_hash::dir_hash;
use controls::Controls;

pub use prove::{RefusedDecision, SignDecisionError, VERIFIER_ID, sign_decision, verify_decision};

/// The label of the tree itself among the subjects of a decision.
const TREE_LABEL: &str = ".";

/// What to look at and what to decide by. Everything here is named by the caller; what lies in the tree is not.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GateOptions {
    /// The tree, or one file.
    pub root: PathBuf,
    /// Folder or zip of OSV records. Without it vulnerability matching is *not done*.
    pub advisories: Option<PathBuf>,
    /// A CycloneDX JSON document that takes the place of lockfiles.
    pub sbom: Option<PathBuf>,
    /// The policy; the built-in one otherwise.
    pub policy: Option<PathBuf>,
    /// Waiver files.
    pub waivers: Vec<PathBuf>,
    /// Findings known before.
    pub baseline: Option<PathBuf>,
    /// Paths to leave out beside those of the policy, with the reason of each.
    pub excludes: Vec<(String, String)>,
    /// Overrides from which severity on vulnerabilities are denied.
    pub fail_on: Option<Severity>,
    /// Denies only vulnerabilities that a known version fixes.
    pub only_fixed: bool,
    /// The moment to decide for.
    pub now: Timestamp,
    /// The time written into documents; without it they carry none, so that equal runs give equal bytes.
    pub document_time: Option<Timestamp>,
    /// A key for fingerprints of secrets; without it only places are remembered.
    pub fingerprint_key: Option<FingerprintKey>,
}

impl GateOptions {
    /// The built-in policy on a tree, at a moment.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>, now: Timestamp) -> Self {
        Self {
            root: root.into(),
            advisories: None,
            sbom: None,
            policy: None,
            waivers: Vec::new(),
            baseline: None,
            excludes: Vec::new(),
            fail_on: None,
            only_fixed: false,
            now,
            document_time: None,
            fingerprint_key: None,
        }
    }
}

/// The gate could not even begin; whatever goes wrong later is a gap in the report.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GateError {
    /// The tree cannot be looked at.
    #[error(transparent)]
    Walk(#[from] WalkError),
    /// A file the caller named cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A file the caller named is not UTF-8 text.
    #[error("{}: not UTF-8 text at byte {byte}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// Where the first byte stands that is none.
        byte: u64,
    },
    /// A policy or waiver file is not understood.
    #[error("{}: {source}", path.display())]
    Policy {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: PolicyError,
    },
    /// A baseline is not understood.
    #[error("{}: {source}", path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: BaselineError,
    },
    /// The advisories cannot be opened at all.
    #[error(transparent)]
    Advisories(#[from] AdvisoriesError),
    /// The SBOM that takes the place of lockfiles is not understood.
    #[error("{}: {source}", path.display())]
    Sbom {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: portcullis_sbom::DocumentError,
    },
    /// The digest of the tree cannot be made.
    #[error(transparent)]
    Digest(#[from] DigestError),
    /// A rule of the scanner cannot be honoured.
    #[error(transparent)]
    Rules(#[from] RuleSetError),
}

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
    /// Folders of git's own data that were left out.
    pub git_folders: u64,
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
    /// Who made it.
    pub tool: Tool,
    /// The time to write into documents.
    pub document_time: Option<Timestamp>,
    /// The name of what was gated.
    pub name: String,
}

impl Gated {
    /// The decision as JSON (`portcullis-decision/v1`).
    #[must_use]
    pub fn decision_json(&self) -> String {
        self.decision.to_json()
    }

    /// Decision and report in one JSON object, with the keys `decision` and `report`.
    #[must_use]
    pub fn json(&self) -> String {
        format!("{{\n\"decision\": {},\n\"report\": {}\n}}\n", self.decision_json().trim_end(), self.report_json().trim_end())
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

/// Looks at a tree and decides.
///
/// # Errors
///
/// [`GateError`] if the tree or a file named by the caller cannot be read or understood. A fault inside the tree is never an
/// error: it is a gap, and the policy says what that means.
pub fn gate(options: &GateOptions, progress: &dyn Progress) -> Result<Gated, GateError> {
    let mut controls = Controls::load(options)?;
    progress.begin("listing files", None);
    let tree = walk(&options.root, &WalkLimits::default(), &|label| excluded(&controls.policy, options, label))?;
    let mut notes = controls.meet_tree(&tree.files);
    let mut gaps = tree.gaps;
    if tree.git_folders > 0 {
        notes.push(Note::new(".git", format!("{} folders of git's own data left out: history is not read", tree.git_folders)));
    }

    let secret_rules = RuleSet::builtin();
    let rules = secret_rules.infos();
    let scanner = Scanner::new(secret_rules)?.with_limits(scan::limits());
    let scanned = scan::scan(&tree.files, &scanner, options.fingerprint_key.as_ref(), progress);
    gaps.extend(scanned.gaps);
    let mut findings = scanned.findings;

    let digests = tree.files.iter().zip(&scanned.digests);
    let digests = digests.filter_map(|(entry, digest)| Some((&entry.label, digest.as_ref()?)));
    let (tree_digest, unnamed) = dir_hash(digests)?;
    gaps.extend(unnamed.into_iter().map(unnamable));

    let taken = inventory::take(options, &tree.files, progress)?;
    gaps.extend(taken.gaps);
    let matched = vulnerabilities::find(options, &taken.inventory, progress)?;
    gaps.extend(matched.gaps);
    notes.extend(taken.notes);
    notes.extend(matched.notes);
    findings.extend(matched.findings);
    findings.sort_unstable();

    let baseline = Baseline::of_findings(&findings);
    if let Some(known) = &controls.baseline {
        let changes = correlate(known, &findings);
        let marked = findings.into_iter().zip(changes).map(|(finding, change)| finding.into_builder().status(change.status()).build());
        findings = marked.collect();
    }

    progress.begin("deciding", None);
    let counts = Counts {
        files: tree.files.len() as u64,
        bytes: scanned.bytes,
        links_inside: tree.links_inside,
        git_folders: tree.git_folders,
        ..matched.counts
    };
    let mut facts = Facts::builder(options.now)
        .findings(&findings)
        .gaps(&gaps)
        .inventory(&taken.inventory)
        .secrets(Coverage::Done { inputs: counts.files });
    if let Some(health) = matched.health {
        facts = facts.advisories(health);
    }
    let tree_digest = (counts.files > 0).then_some(tree_digest);
    if let Some(digest) = &tree_digest {
        facts = facts.subject(TREE_LABEL, digest.clone());
    }
    for manifest in taken.inventory.manifests() {
        if let Some(digest) = &manifest.digest {
            facts = facts.subject(manifest.label.clone(), digest.clone());
        }
    }
    for named in &controls.named {
        notes.push(Note::new(named.path.display().to_string(), format!("{} named by the caller, {}", named.role, named.digest)));
    }
    let decision = evaluate(&controls.policy, &controls.waivers, &facts.build(), &vulnerabilities::Ranges);
    let sides = sides(&decision, findings);
    let mut report = Report::builder(tool())
        .rules(rules)
        .rules(matched.rules)
        .findings(sides.kept)
        .suppressed(sides.suppressed)
        .gaps(gaps)
        .notes(notes);
    if let Some(at) = options.document_time {
        report = report.at(at);
    }
    Ok(Gated {
        decision,
        report: report.build(),
        inventory: taken.inventory,
        baseline,
        unopposed: sides.unopposed,
        tree: tree_digest,
        counts,
        tool: tool(),
        document_time: options.document_time,
        name: name_of(&options.root),
    })
}

/// The directory hash of a tree, without what the policy leaves out: what a signed decision about it must name.
///
/// # Errors
///
/// [`GateError`] if the tree or the policy cannot be read, or a file of the tree cannot.
pub fn tree_digest(options: &GateOptions, progress: &dyn Progress) -> Result<Digest, GateError> {
    let controls = Controls::load(options)?;
    let tree = walk(&options.root, &WalkLimits::default(), &|label| excluded(&controls.policy, options, label))?;
    progress.begin("hashing files", Some(tree.files.len() as u64));
    let hashed = crate::parallel::map_ordered(&tree.files, || (), |(), entry| {
        progress.advance(1);
        scan::digest(entry)
    });
    let digests = hashed.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(dir_hash(tree.files.iter().map(|entry| &entry.label).zip(&digests))?.0)
}

/// Why a path is left out, if it is.
fn excluded(policy: &Policy, options: &GateOptions, label: &Label) -> Option<String> {
    let by_policy = policy.excludes().iter().find(|exclude| exclude.matches(label));
    by_policy.map(|exclude| exclude.reason().to_owned()).or_else(|| {
        let by_caller = options.excludes.iter().find(|(path, _)| label.as_bytes() == path.trim_end_matches('/').as_bytes());
        by_caller.map(|(_, reason)| reason.clone())
    })
}

fn unnamable(label: &Label) -> Gap {
    let cause = "the name holds a line break, so the digest of the tree cannot tell it";
    Gap::new(Stage::Source, GapKind::Skipped, label.clone(), cause)
}

/// Findings by what the decision makes of them.
struct Sides {
    kept: Vec<Finding>,
    suppressed: Vec<Suppressed>,
    unopposed: Vec<usize>,
}

/// A finding is put aside if a rule would have objected and was waived, and no other rule objects.
fn sides(decision: &Decision, findings: Vec<Finding>) -> Sides {
    let place = |subject: &Subject| match subject {
        Subject::Finding(finding) => Some(finding.index),
        _ => None,
    };
    let opposed: BTreeSet<usize> = decision.outcomes().iter().filter_map(|outcome| place(&outcome.subject)).collect();
    let waived: BTreeMap<usize, &WaivedBy> =
        decision.waived().iter().filter_map(|waived| Some((place(&waived.outcome.subject)?, &waived.by))).collect();
    let mut sides = Sides { kept: Vec::new(), suppressed: Vec::new(), unopposed: Vec::new() };
    for (at, finding) in findings.into_iter().enumerate() {
        match waived.get(&at).filter(|_| !opposed.contains(&at)) {
            Some(by) => sides.suppressed.push(Suppressed::new(finding, by.id(), by.reason())),
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

/// The name of what is gated: the folder's, whatever way it was spelled.
fn name_of(root: &std::path::Path) -> String {
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let name = canonical.file_name().unwrap_or_default().as_encoded_bytes();
    Label::new(name).to_string()
}
