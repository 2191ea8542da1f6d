//! Who needs whom: edges between occurrences and the shortest way from a root.

use std::collections::BTreeMap;

use crate::{Component, ComponentId, DependencyPath, Inventory, OccurrenceId};

/// For what a component is needed.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Scope {
    /// To run; also where a format does not tell.
    #[default]
    Runtime,
    /// Only where a feature, extra or platform asks for it.
    Optional,
    /// To be brought by the user of the package.
    Peer,
    /// To build.
    Build,
    /// To develop or test.
    Development,
}

impl Scope {
    /// The word used in reports and policies: `runtime`, `optional`, `peer`, `build`, `development`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Runtime => "runtime",
            Self::Optional => "optional",
            Self::Peer => "peer",
            Self::Build => "build",
            Self::Development => "development",
        }
    }

    /// The scope of a word of [`Scope::as_str`].
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        [
            Self::Runtime,
            Self::Optional,
            Self::Peer,
            Self::Build,
            Self::Development,
        ]
        .into_iter()
        .find(|scope| scope.as_str() == name)
    }
}

/// What an edge says.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EdgeKind {
    /// The first needs the second.
    #[default]
    DependsOn,
    /// The first holds the second inside.
    Contains,
    /// The first implements what the second specifies.
    Provides,
}

/// An edge to another occurrence.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Edge {
    /// Where it leads.
    pub to: OccurrenceId,
    /// What it says.
    pub kind: EdgeKind,
    /// For what the target is needed.
    pub scope: Scope,
}

impl Edge {
    /// A dependency edge.
    #[must_use]
    pub fn new(to: OccurrenceId, scope: Scope) -> Self {
        Self {
            to,
            kind: EdgeKind::DependsOn,
            scope,
        }
    }
}

/// How far the edges of a node or of a manifest are known. A format without edges makes them *unknown*, never invented.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Completeness {
    /// Nobody knows whether there are more; "no edges" means nothing.
    #[default]
    Unknown,
    /// All edges are known; no edges means that there are none.
    Complete,
}

/// The shortest way from a root to every occurrence.
#[derive(Clone, Debug)]
pub struct Paths {
    /// For each occurrence the one before it, itself for a root, `NONE` where no way is known.
    previous: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Paths {
    /// Walks the inventory breadth first from all roots at once, in their order.
    #[must_use]
    pub fn new(inventory: &Inventory) -> Self {
        let mut previous = vec![NONE; inventory.occurrences().len()];
        let mut queue = std::collections::VecDeque::new();
        for root in inventory.roots() {
            if let Some(slot) = previous.get_mut(root.index())
                && *slot == NONE
            {
                *slot = root.0;
                queue.push_back(root);
            }
        }
        while let Some(from) = queue.pop_front() {
            for edge in inventory.edges(from) {
                if let Some(slot) = previous.get_mut(edge.to.index())
                    && *slot == NONE
                {
                    *slot = from.0;
                    queue.push_back(edge.to);
                }
            }
        }
        Self { previous }
    }

    /// The way from a root to `target`, both included; `None` if none is known.
    #[must_use]
    pub fn path_to(&self, target: OccurrenceId) -> Option<Vec<OccurrenceId>> {
        let mut path = vec![target];
        let mut at = target;
        loop {
            match self.previous.get(at.index()).copied() {
                None | Some(NONE) => return None,
                Some(before) if before == at.0 => break,
                Some(before) => at = OccurrenceId(before),
            }
            path.push(at);
        }
        path.reverse();
        Some(path)
    }

    /// How a component gets in: for each manifest it occurs in the shortest way, by manifest.
    #[must_use]
    pub fn of_component(&self, inventory: &Inventory, component: ComponentId) -> Vec<DependencyPath> {
        let mut shortest: BTreeMap<usize, Option<Vec<OccurrenceId>>> = BTreeMap::new();
        for (id, occurrence) in inventory.occurrences_of(component) {
            let path = self.path_to(id);
            let best = shortest.entry(occurrence.manifest).or_default();
            let length = |path: &Option<Vec<_>>| path.as_ref().map_or(usize::MAX, Vec::len);
            if length(&path) < length(best) {
                *best = path;
            }
        }
        let label = |manifest: usize| {
            inventory
                .manifests()
                .get(manifest)
                .map(|manifest| manifest.label.clone())
        };
        let step = |id: OccurrenceId| inventory.component(inventory.occurrence(id)?.component);
        let name = |id| step(id).map(Component::display_name).unwrap_or_default();
        shortest
            .into_iter()
            .map(|(manifest, path)| {
                let steps = path.map(|path| path.into_iter().map(name).collect());
                DependencyPath::new(label(manifest).unwrap_or_default(), steps)
            })
            .collect()
    }
}
