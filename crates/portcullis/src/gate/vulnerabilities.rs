//! What is known to be wrong with it: matches with their places and paths.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{
    ComponentId, Finding, Gap, GapKind, Inventory, Label, MatchOptions, Note, Paths, Purl, RuleInfo, Stage,
};
use portcullis_policy::DataHealth;
use portcullis_vuln_match::plan::{self, Plan};
use portcullis_vuln_match::{
    Answer, Coordinates, Index, IndexError, Lookup, LookupBy, Provenance, Remarked, is_looked_up,
};

use super::{Counts, GateError, GateOptions, Planning};
use crate::advisories::{Advisories, open_advisories};
use crate::progress::Progress;

pub(super) use portcullis_vuln_match::VersionRanges as Ranges;

/// What matching saw.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) findings: Vec<Finding>,
    pub(super) rules: Vec<RuleInfo>,
    pub(super) gaps: Vec<Gap>,
    pub(super) notes: Vec<Note>,
    /// `None` if matching was not done.
    pub(super) health: Option<DataHealth>,
    pub(super) counts: Counts,
}

/// Matches an inventory against the advisories the caller named, and plans how to get rid of what is found if the caller asks;
/// without advisories nothing is done and policy hears of it.
pub(super) fn find(
    options: &GateOptions,
    matching: MatchOptions,
    inventory: &Inventory,
    progress: &dyn Progress,
) -> Result<(Found, Option<Plan>), GateError> {
    let Some(path) = &options.advisories else {
        return Ok(<_>::default());
    };
    let advisories = open_advisories(path, progress)?;
    let index = advisories.index()?;
    progress.begin("matching", None);
    let mut found =
        matched(&index, matching, &advisories, inventory).map_err(|error| advisories.damaged(error))?;
    if advisories.other_files > 0 {
        let text = format!(
            "{} files that are no .json were passed over",
            advisories.other_files
        );
        found.notes.push(Note::new(path.display().to_string(), text));
    }
    let newest = index.newest_modified();
    let count = index.len() as u64;
    let provenance = index.provenance().map_err(|error| advisories.damaged(error))?;
    let health = DataHealth::new(newest, count, Some(index.digest().clone()));
    found.health = Some(health.with_snapshot(Provenance::as_of(&provenance)));
    found.counts = Counts {
        advisories: count,
        advisories_set_aside: advisories.set_aside,
        newest_advisory: newest,
        ..Counts::default()
    };
    let plan = match options.planning {
        Planning::Omit => None,
        Planning::Plan => {
            let plan = plan::tree(&index, inventory, matching);
            Some(plan.map_err(|error| advisories.damaged(error))?)
        }
    };
    Ok((found, plan))
}

fn matched(
    index: &Index<'_>,
    matching: MatchOptions,
    advisories: &Advisories,
    inventory: &Inventory,
) -> Result<Found, IndexError> {
    let mut found = Found {
        gaps: advisories.gaps.clone(),
        ..Found::default()
    };
    found.gaps.extend(not_covered(index, inventory));
    let paths = Paths::new(inventory);
    let mut used = BTreeSet::new();
    let matches = index.matches_all_with(inventory.components(), matching)?;
    for ((id, component), matches) in inventory.iter().zip(matches.iter()) {
        for one in matches {
            used.extend(one.ids());
            found
                .gaps
                .extend(one.to_gap(component, first_label(inventory, id)));
            if let Some((finding, rule)) = index.finding_with_rule(component, one) {
                found.rules.push(rule);
                found.findings.push(placed(finding, inventory, id, &paths));
            }
        }
    }
    if matching != MatchOptions::default() {
        found.notes.push(Note::new("matching", matching.to_string()));
    }
    found.gaps.extend(look_alikes(index, matching, inventory)?);
    found.notes.extend(remarks(&advisories.remarks, &used));
    Ok(found)
}

/// Adds where a component stands and how it gets in.
pub(super) fn placed(
    finding: Finding,
    inventory: &Inventory,
    component: ComponentId,
    paths: &Paths,
) -> Finding {
    let mut builder = finding.into_builder();
    for (_, occurrence) in inventory.occurrences_of(component) {
        builder = builder.location(occurrence.location.clone());
    }
    for path in paths.of_component(inventory, component) {
        builder = builder.path(path);
    }
    builder.build()
}

fn first_label(inventory: &Inventory, id: ComponentId) -> Label {
    inventory
        .occurrences_of(id)
        .next()
        .map(|(_, occurrence)| occurrence.location.label().clone())
        .unwrap_or_default()
}

/// One gap for each ecosystem that the advisories know nothing of, and one for each kind of component that has none.
fn not_covered(index: &Index<'_>, inventory: &Inventory) -> Vec<Gap> {
    let mut ecosystems: BTreeMap<(String, Label), u64> = BTreeMap::new();
    let mut strangers: BTreeMap<(String, Label), u64> = BTreeMap::new();
    let mut covered = None;
    for (id, component) in inventory.iter().filter(|(_, component)| is_looked_up(component)) {
        // Of most components the type alone tells the ecosystem, and most are of one type.
        let plain = component
            .purl
            .as_ref()
            .filter(|purl| is_plain(purl))
            .map(Purl::ty);
        if plain.is_some() && plain == covered {
            continue;
        }
        let label = || first_label(inventory, id);
        let places = Coordinates::all_of(component);
        let known = places.iter().find(|place| index.covers(&place.package.ecosystem));
        match known.or(places.last()) {
            Some(place) if known.is_some() => {
                // Other names of a package may lead into other ecosystems.
                if place.by == LookupBy::Name {
                    covered = plain;
                }
            }
            Some(place) => {
                *ecosystems
                    .entry((place.package.ecosystem.to_string(), label()))
                    .or_default() += 1
            }
            None => {
                let ty = component
                    .purl
                    .as_ref()
                    .map_or("no package URL", |purl| purl.ty())
                    .to_owned();
                *strangers.entry((ty, label())).or_default() += 1;
            }
        }
    }
    let gap = |label: Label, cause: String| Gap::new(Stage::Vulnerability, GapKind::NotCovered, label, cause);
    let ecosystems = ecosystems.into_iter().map(|((ecosystem, label), count)| {
        gap(
            label,
            format!("the advisories know nothing of the ecosystem {ecosystem} ({count} components)"),
        )
    });
    let strangers = strangers.into_iter().map(|((ty, label), count)| {
        gap(
            label,
            format!("no ecosystem of advisories is known for components of type {ty} ({count} components)"),
        )
    });
    ecosystems.chain(strangers).collect()
}

/// Whether a package URL is made of type, name and version.
fn is_plain(purl: &Purl) -> bool {
    purl.namespace().is_none() && purl.qualifiers().len() == 0 && purl.subpath().is_none()
}

/// A component beside its manifest is not looked up: it is not the package of that name in a registry. But a lockfile can
/// claim so of any package, so where an affected package has its name and version, the answer is open.
fn look_alikes(
    index: &Index<'_>,
    matching: MatchOptions,
    inventory: &Inventory,
) -> Result<Vec<Gap>, IndexError> {
    let mut gaps = Vec::new();
    for (id, component) in inventory.iter().filter(|(_, component)| !is_looked_up(component)) {
        let Some(package) = Coordinates::of_component(component) else {
            continue;
        };
        let version = component
            .version
            .as_deref()
            .or_else(|| component.purl.as_ref()?.version());
        let place = Lookup::new(package, version.map(str::to_owned), LookupBy::Name);
        let matches = index.matches_at(&[place], matching)?;
        let affected = matches
            .iter()
            .find(|one| *one.answer() == Answer::Affected && one.informational().is_none());
        if let Some(affected) = affected {
            let cause = format!(
                "{} is said to lie beside its manifest, and the package of this name and version is affected by {}",
                Label::new(component.display_name()),
                affected.id()
            );
            gaps.push(Gap::new(
                Stage::Vulnerability,
                GapKind::Undecidable,
                first_label(inventory, id),
                cause,
            ));
        }
    }
    Ok(gaps)
}

/// Remarks about records that took part are told one by one, the others by their number.
fn remarks(remarks: &[Remarked], used: &BTreeSet<&str>) -> Vec<Note> {
    let (told, others): (Vec<_>, Vec<_>) = remarks
        .iter()
        .partition(|remarked| used.contains(&*remarked.advisory));
    let mut notes: Vec<Note> = told
        .iter()
        .map(|remarked| Note::new(&*remarked.advisory, remarked.remark.to_string()))
        .collect();
    if !others.is_empty() {
        let text = format!(
            "{} unusual records that nothing here matched were used as they are",
            others.len()
        );
        notes.push(Note::new("advisories", text));
    }
    notes
}
