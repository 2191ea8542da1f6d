//! May it go through? Walks a tree, asks the five, decides.

mod controls;
mod enrich;
mod gated;
pub(crate) mod inventory;
mod mask;
mod matched;
mod options;
mod plan;
mod prove;
mod scan;
mod sides;
mod vex;
mod vulnerabilities;

use std::path::Path;
use std::sync::Arc;

use portcullis_findings::{
    Baseline, Digest, Finding, Gap, GapKind, Label, MatchOptions, Note, Report, RuleInfo, Stage, correlate,
};
use portcullis_policy::{Coverage, Facts, evaluate};
use portcullis_secret_detect::{RuleSet, Scanner};
use portcullis_vuln_match::plan::Plan;

use crate::fs::{Rule, Walk, WalkLimits, walk};
use crate::inventory::ReadInventory;
use crate::progress::Progress;
use crate::secrets::PeerLists;
use crate::tree_hash::dir_hash;
use controls::Controls;
use enrich::Joined;
use mask::Mask;
use sides::sides;

pub use gated::{Counts, Gated, tool};
pub use matched::{Matched, match_advisories};
pub use options::{GateError, GateOptions, Planning};
pub use prove::{RefusedDecision, SignDecisionError, VERIFIER_ID, sign_decision, verify_decision};
pub use vex::{VexOutput, VexOutputError};

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
    let notes = controls.meet_tree(&tree);
    let mut seen = look(
        options,
        controls.policy.matching(),
        &controls.peers,
        tree,
        notes,
        progress,
    )?;
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
        .gaps(seen.gaps.into_iter().chain(decision.stale().iter().cloned()))
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
        plan: seen.plan,
        tool: tool(),
        document_time: options.document_time,
        name: name_of(&options.root),
        scanner: seen.scanner,
    })
}

/// The directory hash of a tree, without what the policy leaves out: what a signed decision about it must name.
///
/// # Errors
///
/// [`GateError`] if the tree or the policy cannot be read, and [`GateError::NotCovered`] if the tree holds something that a
/// directory hash does not tell: a link out of the tree, a pipe, a name with a line break.
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
    let (digest, unnamed) = dir_hash(tree.files.iter().map(|entry| &entry.label).zip(&digests))?;
    match tree
        .gaps
        .into_iter()
        .chain(unnamed.into_iter().map(unnamable))
        .next()
    {
        Some(gap) => Err(GateError::NotCovered { gap: Box::new(gap) }),
        None => Ok(digest),
    }
}

/// Everything that is known of a tree before it is judged.
struct Seen {
    findings: Vec<Finding>,
    rules: Vec<RuleInfo>,
    gaps: Vec<Gap>,
    notes: Vec<Note>,
    taken: ReadInventory,
    health: Option<portcullis_policy::DataHealth>,
    likelihoods: Option<portcullis_policy::DataHealth>,
    exploited: Option<portcullis_policy::DataHealth>,
    /// The directory hash; `None` of an empty tree.
    tree: Option<Digest>,
    counts: Counts,
    plan: Option<Plan>,
    scanner: Arc<Scanner>,
}

/// Asks what is in it, what leaked into it, and what is known to be wrong with it.
fn look(
    options: &GateOptions,
    matching: MatchOptions,
    peers: &PeerLists,
    tree: Walk,
    mut notes: Vec<Note>,
    progress: &dyn Progress,
) -> Result<Seen, GateError> {
    let joined = Joined::load(options)?;
    let statements = vex::load(options)?;
    let secret_rules = RuleSet::builtin();
    let mut rules = secret_rules.infos();
    let scanner = Arc::new(Scanner::new(secret_rules)?.with_limits(scan::limits()));
    let (lists, unusable) = peers.and_of_tree(&tree);
    notes.extend(unusable);
    let scanned = scan::scan(&tree.files, &scanner, &lists, options, progress);
    notes.extend(scanned.notes(&lists));
    let read = tree.files.iter().zip(&scanned.digests);
    let (digest, unnamed) =
        dir_hash(read.filter_map(|(entry, digest)| Some((&entry.label, digest.as_ref()?))))?;
    let taken = inventory::take(options, &tree, progress)?;
    let (mut matched, plan) = vulnerabilities::find(options, matching, &taken.inventory, progress)?;
    statements.apply(&mut matched, &taken.inventory);

    let mut findings = scanned.secrets.findings;
    findings.extend(matched.findings.into_iter().map(|finding| joined.apply(finding)));
    findings.sort_unstable();
    rules.extend(matched.rules);
    let mut gaps = tree.gaps;
    gaps.extend(tree.excluded);
    gaps.extend(unnamed.into_iter().map(unnamable));
    for more in [&scanned.secrets.gaps, &taken.gaps, &matched.gaps, &joined.gaps] {
        gaps.extend_from_slice(more);
    }
    notes.extend(taken.notes.iter().cloned());
    notes.extend(matched.notes);
    notes.extend(joined.notes);
    notes.extend(own_outputs(options));
    if tree.git_folder {
        notes.push(Note::new(
            ".git",
            "git's own data is left out: history is not read",
        ));
    }
    let mut mask = Mask::new(&scanner);
    for gap in &mut gaps {
        mask.text(&mut gap.cause);
    }
    for note in &mut notes {
        mask.text(&mut note.subject);
        mask.text(&mut note.text);
    }
    let counts = Counts {
        files: tree.files.len() as u64,
        bytes: scanned.bytes,
        links_inside: tree.links_inside,
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
        likelihoods: joined.likelihoods,
        exploited: joined.exploited,
        tree,
        counts,
        plan,
        scanner,
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
    if let Some(health) = seen.likelihoods.clone() {
        facts = facts.likelihoods(health);
    }
    if let Some(health) = seen.exploited.clone() {
        facts = facts.exploited(health);
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
    let own: Vec<Label> = own_labels(options).collect();
    let rule = |label: &Label| {
        let excluded = controls
            .policy
            .excludes()
            .iter()
            .find(|exclude| exclude.matches(label));
        match excluded {
            Some(exclude) => Rule::Exclude(exclude.reason().to_owned()),
            None if own.contains(label) => Rule::Own,
            None => Rule::Take,
        }
    };
    Ok(walk(&options.root, &WalkLimits::default(), &rule)?)
}

/// The labels of this run's own output files that lie in the tree.
fn own_labels(options: &GateOptions) -> impl Iterator<Item = Label> {
    let root = options.root.canonicalize().ok();
    options.outputs.iter().filter_map(move |output| {
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
        let below = folder
            .strip_prefix(root.as_ref()?)
            .ok()?
            .join(output.file_name()?);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().as_encoded_bytes())
            .collect();
        Some(Label::new(parts.join(&b'/')))
    })
}

/// Told whether the files exist yet or not, so that a second run is equal to the first.
fn own_outputs(options: &GateOptions) -> impl Iterator<Item = Note> {
    own_labels(options).map(|label| {
        Note::new(
            label.to_string(),
            "output of this run inside the tree: not looked at",
        )
    })
}

fn unnamable(label: &Label) -> Gap {
    let cause = "the name holds a line break, so the digest of the tree cannot tell it";
    Gap::new(Stage::Source, GapKind::Skipped, label.clone(), cause)
}

/// The name of what is gated: the folder's, whatever way it was spelled.
fn name_of(root: &Path) -> String {
    let canonical = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let name = canonical.file_name().unwrap_or_default().as_encoded_bytes();
    Label::new(name).to_string()
}
