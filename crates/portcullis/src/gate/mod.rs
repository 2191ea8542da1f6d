//! May it go through? Walks a tree, asks the five, decides.

mod controls;
mod gated;
mod inventory;
mod options;
mod prove;
mod scan;
mod sides;
mod vulnerabilities;

use portcullis_findings::{
    Baseline, Digest, Finding, Gap, GapKind, Label, Note, Report, RuleInfo, Stage, correlate,
};
use portcullis_policy::{Coverage, Facts, Policy, evaluate};
use portcullis_secret_detect::{RuleSet, Scanner};

use crate::fs::{Walk, WalkLimits, walk};
use crate::progress::Progress;
use crate::tree_hash::dir_hash;
use controls::Controls;
use inventory::Taken;
use sides::sides;

pub use gated::{Counts, Gated, tool};
pub use options::{GateError, GateOptions};
pub use prove::{RefusedDecision, SignDecisionError, VERIFIER_ID, sign_decision, verify_decision};

/// The label of the tree itself among the subjects of a decision.
const TREE_LABEL: &str = ".";

/// Looks at a tree and decides.
///
/// # Errors
///
/// [`GateError`] if the tree or a file named by the caller cannot be read or understood. A fault inside the tree is never an
/// error: it is a gap, and the policy says what that means.
pub fn gate(options: &GateOptions, progress: &dyn Progress) -> Result<Gated, GateError> {
    let mut controls = Controls::load(options)?;
    let tree = listed(options, &controls, progress)?;
    let notes = controls.meet_tree(&tree.files);
    let mut seen = look(options, tree, progress)?;
    seen.notes.extend(notes);
    seen.notes.extend(controls.notes());

    let baseline = Baseline::of_findings(&seen.findings);
    if let Some(known) = &controls.baseline {
        seen.findings = marked(seen.findings, known);
    }
    progress.begin("deciding", None);
    let facts = facts(options, &seen);
    let decision = evaluate(
        &controls.policy,
        &controls.waivers,
        &facts,
        &vulnerabilities::Ranges,
    );
    let sides = sides(&decision, seen.findings);
    let mut report = Report::builder(tool())
        .rules(seen.rules)
        .findings(sides.kept)
        .suppressed(sides.suppressed)
        .gaps(seen.gaps)
        .notes(seen.notes);
    if let Some(at) = options.document_time {
        report = report.at(at);
    }
    Ok(Gated {
        decision,
        report: report.build(),
        inventory: seen.taken.inventory,
        baseline,
        unopposed: sides.unopposed,
        tree: seen.tree,
        counts: seen.counts,
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
    let tree = listed(options, &controls, progress)?;
    progress.begin("hashing files", Some(tree.files.len() as u64));
    let hashed = crate::parallel::map_ordered(
        &tree.files,
        || (),
        |(), entry| {
            progress.advance(1);
            scan::digest(entry)
        },
    );
    let digests = hashed.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(dir_hash(tree.files.iter().map(|entry| &entry.label).zip(&digests))?.0)
}

/// Everything that is known of a tree before it is judged.
struct Seen {
    findings: Vec<Finding>,
    rules: Vec<RuleInfo>,
    gaps: Vec<Gap>,
    notes: Vec<Note>,
    taken: Taken,
    health: Option<portcullis_policy::DataHealth>,
    /// The directory hash; `None` of an empty tree.
    tree: Option<Digest>,
    counts: Counts,
}

/// Asks what is in it, what leaked into it, and what is known to be wrong with it.
fn look(options: &GateOptions, tree: Walk, progress: &dyn Progress) -> Result<Seen, GateError> {
    let secret_rules = RuleSet::builtin();
    let mut rules = secret_rules.infos();
    let scanner = Scanner::new(secret_rules)?.with_limits(scan::limits());
    let scanned = scan::scan(&tree.files, &scanner, options.fingerprint_key.as_ref(), progress);
    let read = tree.files.iter().zip(&scanned.digests);
    let (digest, unnamed) =
        dir_hash(read.filter_map(|(entry, digest)| Some((&entry.label, digest.as_ref()?))))?;
    let taken = inventory::take(options, &tree.files, progress)?;
    let matched = vulnerabilities::find(options, &taken.inventory, progress)?;

    let mut findings = scanned.findings;
    findings.extend(matched.findings);
    findings.sort_unstable();
    rules.extend(matched.rules);
    let mut gaps = tree.gaps;
    gaps.extend(unnamed.into_iter().map(unnamable));
    for more in [&scanned.gaps, &taken.gaps, &matched.gaps] {
        gaps.extend_from_slice(more);
    }
    let mut notes = taken.notes.clone();
    notes.extend(matched.notes);
    if tree.git_folders > 0 {
        let text = format!(
            "{} folders of git's own data left out: history is not read",
            tree.git_folders
        );
        notes.push(Note::new(".git", text));
    }
    let counts = Counts {
        files: tree.files.len() as u64,
        bytes: scanned.bytes,
        links_inside: tree.links_inside,
        git_folders: tree.git_folders,
        ..matched.counts
    };
    let tree = (counts.files > 0).then_some(digest);
    Ok(Seen {
        findings,
        rules,
        gaps,
        notes,
        taken,
        health: matched.health,
        tree,
        counts,
    })
}

fn facts<'a>(options: &GateOptions, seen: &'a Seen) -> Facts<'a> {
    let mut facts = Facts::builder(options.now)
        .findings(&seen.findings)
        .gaps(&seen.gaps)
        .inventory(&seen.taken.inventory)
        .secrets(Coverage::Done {
            inputs: seen.counts.files,
        });
    if let Some(health) = seen.health.clone() {
        facts = facts.advisories(health);
    }
    if let Some(digest) = &seen.tree {
        facts = facts.subject(TREE_LABEL, digest.clone());
    }
    for manifest in seen.taken.inventory.manifests() {
        if let Some(digest) = &manifest.digest {
            facts = facts.subject(manifest.label.clone(), digest.clone());
        }
    }
    facts.build()
}

/// Each finding with what the baseline knows of it.
fn marked(findings: Vec<Finding>, known: &Baseline) -> Vec<Finding> {
    let changes = correlate(known, &findings);
    let marked = findings.into_iter().zip(changes);
    let mut marked: Vec<_> = marked
        .map(|(finding, change)| finding.into_builder().status(change.status()).build())
        .collect();
    marked.sort_unstable();
    marked
}

/// The files of the tree, without what the policy leaves out.
fn listed(options: &GateOptions, controls: &Controls, progress: &dyn Progress) -> Result<Walk, GateError> {
    progress.begin("listing files", None);
    let excluded = |label: &Label| excluded(&controls.policy, options, label);
    Ok(walk(&options.root, &WalkLimits::default(), &excluded)?)
}

/// Why a path is left out, if it is.
fn excluded(policy: &Policy, options: &GateOptions, label: &Label) -> Option<String> {
    let by_policy = policy.excludes().iter().find(|exclude| exclude.matches(label));
    by_policy.map(|exclude| exclude.reason().to_owned()).or_else(|| {
        let by_caller = options
            .excludes
            .iter()
            .find(|(path, _)| label.as_bytes() == path.trim_end_matches('/').as_bytes());
        by_caller.map(|(_, reason)| reason.clone())
    })
}

fn unnamable(label: &Label) -> Gap {
    let cause = "the name holds a line break, so the digest of the tree cannot tell it";
    Gap::new(Stage::Source, GapKind::Skipped, label.clone(), cause)
}

/// The name of what is gated: the folder's, whatever way it was spelled.
fn name_of(root: &std::path::Path) -> String {
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let name = canonical.file_name().unwrap_or_default().as_encoded_bytes();
    Label::new(name).to_string()
}
