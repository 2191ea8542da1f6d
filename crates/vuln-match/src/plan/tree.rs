//! Which direct dependencies bring in what is to be upgraded.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use portcullis_findings::{Completeness, ComponentId, Inventory, Label, OccurrenceId};

use super::{Upgrade, shown};

/// The upgrades of a tree, in the order of its components.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Plan {
    /// What is affected, or may be, and the upgrade of each; by component.
    pub changes: Vec<Change>,
    /// The direct dependencies that bring in changes, by document and component.
    pub directs: Vec<Direct>,
    /// Changes for which no direct dependency is known, by document.
    pub unplaced: Vec<Unplaced>,
}

/// One component and its upgrade.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// The component, as a place in [`Inventory::components`].
    pub component: ComponentId,
    /// Its name and version.
    pub name: String,
    /// The upgrade.
    pub upgrade: Upgrade,
}

/// A direct dependency and what it brings in, not over another direct dependency.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Direct {
    /// The document that it is a direct dependency in.
    pub manifest: Label,
    /// The dependency.
    pub component: ComponentId,
    /// Its name and version.
    pub name: String,
    /// The place of its own upgrade in [`Plan::changes`], if it needs one.
    pub itself: Option<usize>,
    /// The places of the changes that it brings in, itself not included.
    pub brings: Vec<usize>,
}

/// A change without a known way in.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Unplaced {
    /// The document.
    pub manifest: Label,
    /// The place of the change in [`Plan::changes`].
    pub change: usize,
    /// Why.
    pub why: UnplacedWhy,
}

/// Why no direct dependency is named.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum UnplacedWhy {
    /// The document does not tell who needs whom.
    UnknownGraph,
    /// The document tells all edges, and none leads to it.
    NotReached,
    /// It is what is being built.
    Root,
}

impl UnplacedWhy {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownGraph => "the document does not tell who needs it",
            Self::NotReached => "nothing in the document needs it",
            Self::Root => "it is what is being built",
        }
    }
}

pub(super) fn plan(inventory: &Inventory, upgrades: impl Iterator<Item = (ComponentId, Upgrade)>) -> Plan {
    let graph = Backwards::new(inventory);
    let mut plan = Plan::default();
    let mut directs: BTreeMap<(usize, ComponentId), Direct> = BTreeMap::new();
    let mut unplaced: BTreeMap<(usize, usize), UnplacedWhy> = BTreeMap::new();
    for (component, upgrade) in upgrades {
        let change = plan.changes.len();
        for (id, occurrence) in inventory.occurrences_of(component) {
            let manifest = occurrence.manifest;
            match graph.ways_in(id) {
                Ok(found) => {
                    for direct in found {
                        place(inventory, &mut directs, manifest, direct, (component, change));
                    }
                }
                Err(why) => {
                    let why = match inventory.manifests().get(manifest) {
                        _ if why == UnplacedWhy::Root => why,
                        Some(manifest) if manifest.graph == Completeness::Complete => why,
                        _ => UnplacedWhy::UnknownGraph,
                    };
                    unplaced.entry((manifest, change)).or_insert(why);
                }
            }
        }
        plan.changes.push(Change {
            component,
            name: name(inventory, component),
            upgrade,
        });
    }
    // A copy without a way in says nothing new where another copy has one.
    let placed: BTreeSet<(usize, usize)> = directs
        .iter()
        .flat_map(|((manifest, _), direct)| {
            let changes = direct.itself.into_iter().chain(direct.brings.iter().copied());
            changes.map(|change| (*manifest, change))
        })
        .collect();
    plan.unplaced = unplaced
        .into_iter()
        .filter(|(place, _)| !placed.contains(place))
        .map(|((manifest, change), why)| Unplaced {
            manifest: label(inventory, manifest),
            change,
            why,
        })
        .collect();
    plan.directs = directs.into_values().collect();
    plan
}

fn place(
    inventory: &Inventory,
    directs: &mut BTreeMap<(usize, ComponentId), Direct>,
    manifest: usize,
    component: ComponentId,
    (changed, change): (ComponentId, usize),
) {
    let direct = directs.entry((manifest, component)).or_insert_with(|| Direct {
        manifest: label(inventory, manifest),
        component,
        name: name(inventory, component),
        itself: None,
        brings: Vec::new(),
    });
    if component == changed {
        direct.itself = Some(change);
    } else if direct.brings.last() != Some(&change) {
        direct.brings.push(change);
    }
}

fn label(inventory: &Inventory, manifest: usize) -> Label {
    let manifest = inventory.manifests().get(manifest);
    manifest
        .map(|manifest| manifest.label.clone())
        .unwrap_or_default()
}

fn name(inventory: &Inventory, component: ComponentId) -> String {
    let component = inventory.component(component);
    component
        .map(|component| shown(&component.display_name()))
        .unwrap_or_default()
}

/// The edges of an inventory from target to source.
struct Backwards {
    /// The component of each occurrence.
    components: Vec<ComponentId>,
    is_root: Vec<bool>,
    /// The edges to occurrence `i` come from `sources[rows[i]..rows[i + 1]]`.
    rows: Vec<usize>,
    sources: Vec<usize>,
}

impl Backwards {
    fn new(inventory: &Inventory) -> Self {
        let ids: Vec<OccurrenceId> = inventory
            .iter()
            .flat_map(|(component, _)| inventory.occurrences_of(component).map(|(id, _)| id))
            .collect();
        let mut is_root = vec![false; ids.len()];
        for root in inventory.roots() {
            if let Some(slot) = is_root.get_mut(root.index()) {
                *slot = true;
            }
        }
        let mut pairs: Vec<(usize, usize)> = Vec::with_capacity(inventory.edge_count());
        for from in &ids {
            let targets = inventory.edges(*from).iter().map(|edge| edge.to.index());
            pairs.extend(targets.map(|to| (to, from.index())));
        }
        pairs.sort_unstable();
        let rows = (0..=ids.len())
            .map(|at| pairs.partition_point(|(to, _)| *to < at))
            .collect();
        Self {
            components: inventory
                .occurrences()
                .iter()
                .map(|occurrence| occurrence.component)
                .collect(),
            is_root,
            rows,
            sources: pairs.into_iter().map(|(_, from)| from).collect(),
        }
    }

    /// The direct dependencies over which an occurrence is reached, by component: the nearest of each way. What needs a
    /// direct dependency besides is not named, since that can be raised by itself.
    fn ways_in(&self, target: OccurrenceId) -> Result<Vec<ComponentId>, UnplacedWhy> {
        if self.is_root(target.index()) {
            return Err(UnplacedWhy::Root);
        }
        let mut seen = vec![false; self.components.len()];
        let mut waiting = vec![target.index()];
        let mut directs = Vec::new();
        while let Some(at) = waiting.pop() {
            match seen.get_mut(at) {
                Some(slot) if !*slot => *slot = true,
                _ => continue,
            }
            let sources = self.sources(at);
            if sources.iter().any(|from| self.is_root(*from)) {
                directs.extend(self.components.get(at));
            } else {
                waiting.extend(sources);
            }
        }
        directs.sort_unstable();
        directs.dedup();
        if directs.is_empty() {
            Err(UnplacedWhy::NotReached)
        } else {
            Ok(directs)
        }
    }

    fn is_root(&self, at: usize) -> bool {
        self.is_root.get(at).copied().unwrap_or_default()
    }

    fn sources(&self, at: usize) -> &[usize] {
        match self.rows.get(at..at + 2) {
            Some(&[start, end]) => self.sources.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }
}

impl fmt::Display for Plan {
    /// One line per direct dependency and one per change below it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for direct in &self.directs {
            let itself = direct.itself.and_then(|at| self.changes.get(at));
            write!(f, "{}: {}", direct.manifest, direct.name)?;
            match itself {
                Some(change) => writeln!(f, ": {}", change.upgrade)?,
                None => writeln!(f, " brings in")?,
            }
            for change in direct.brings.iter().filter_map(|at| self.changes.get(*at)) {
                writeln!(f, "  {}: {}", change.name, change.upgrade)?;
            }
        }
        for unplaced in &self.unplaced {
            if let Some(change) = self.changes.get(unplaced.change) {
                let why = unplaced.why.as_str();
                writeln!(
                    f,
                    "{}: {}: {} ({why})",
                    unplaced.manifest, change.name, change.upgrade
                )?;
            }
        }
        Ok(())
    }
}
