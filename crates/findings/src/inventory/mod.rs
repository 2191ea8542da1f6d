//! What is in it: distinct components, where each was seen, and the graph between those places.

mod builder;

use crate::{Completeness, Component, Digest, Edge, Label, Location, Scope};

pub use builder::InventoryBuilder;

/// A component of one inventory.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ComponentId(pub(crate) u32);

/// An occurrence of a component in one inventory.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct OccurrenceId(pub(crate) u32);

impl ComponentId {
    /// Its place in [`Inventory::components`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl OccurrenceId {
    /// Its place in [`Inventory::occurrences`].
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A document the inventory was read from: a lockfile or an SBOM.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Manifest {
    /// Its label.
    pub label: Label,
    /// The name of its format, such as `Cargo.lock`.
    pub format: String,
    /// The digest of its bytes.
    pub digest: Option<Digest>,
    /// Whether its edges are all there.
    pub graph: Completeness,
}

impl Manifest {
    /// A manifest whose edges are not known.
    #[must_use]
    pub fn new(label: impl Into<Label>, format: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            format: format.into(),
            digest: None,
            graph: Completeness::Unknown,
        }
    }
}

/// One place where a component was seen: an entry of a lockfile, an installed copy.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Occurrence {
    /// Which component.
    pub component: ComponentId,
    /// The manifest, as its place in [`Inventory::manifests`].
    pub manifest: usize,
    /// Where in the manifest.
    pub location: Location,
    /// For what it is needed, the strongest of all ways to it.
    pub scope: Scope,
    /// Where it is installed, if the format says so (`node_modules/a/node_modules/b`).
    pub path: Option<String>,
    /// Whether its own edges are all known.
    pub edges: Completeness,
}

impl Occurrence {
    /// An occurrence in the manifest with this place in the builder.
    #[must_use]
    pub fn new(component: ComponentId, manifest: usize, location: Location) -> Self {
        Self {
            component,
            manifest,
            location,
            scope: Scope::Runtime,
            path: None,
            edges: Completeness::Unknown,
        }
    }
}

/// Components, their occurrences and the edges between occurrences, in one canonical order.
///
/// Components are distinct by package URL (or name and version), source and kind. Edges run between occurrences, so that a
/// path is one that really exists: npm installs one package at several places with other neighbours each.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Inventory {
    manifests: Vec<Manifest>,
    components: Vec<Component>,
    occurrences: Vec<Occurrence>,
    roots: Vec<OccurrenceId>,
    /// Compressed rows: the edges of occurrence `i` are `edges[rows[i]..rows[i + 1]]`.
    rows: Vec<u32>,
    edges: Vec<Edge>,
}

impl Inventory {
    /// The documents it was read from, by label.
    #[must_use]
    pub fn manifests(&self) -> &[Manifest] {
        &self.manifests
    }

    /// The distinct components, by package URL, name and version.
    #[must_use]
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// All occurrences, those of one component together, by component.
    #[must_use]
    pub fn occurrences(&self) -> &[Occurrence] {
        &self.occurrences
    }

    /// What is being built: the occurrences that paths begin with.
    pub fn roots(&self) -> impl ExactSizeIterator<Item = OccurrenceId> + '_ {
        self.roots.iter().copied()
    }

    /// The ids of all components with the components.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (ComponentId, &Component)> {
        self.components
            .iter()
            .enumerate()
            .map(|(at, component)| (ComponentId(at as u32), component))
    }

    /// A component by id; `None` for an id of another inventory.
    #[must_use]
    pub fn component(&self, id: ComponentId) -> Option<&Component> {
        self.components.get(id.index())
    }

    /// An occurrence by id; `None` for an id of another inventory.
    #[must_use]
    pub fn occurrence(&self, id: OccurrenceId) -> Option<&Occurrence> {
        self.occurrences.get(id.index())
    }

    /// The occurrences of one component.
    pub fn occurrences_of(&self, id: ComponentId) -> impl Iterator<Item = (OccurrenceId, &Occurrence)> {
        let first = self
            .occurrences
            .partition_point(|occurrence| occurrence.component < id);
        self.occurrences
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, occurrence)| occurrence.component == id)
            .map(|(at, occurrence)| (OccurrenceId(at as u32), occurrence))
    }

    /// The edges that leave an occurrence, by target.
    #[must_use]
    pub fn edges(&self, from: OccurrenceId) -> &[Edge] {
        let row = self.rows.get(from.index()..from.index() + 2);
        let Some(&[start, end]) = row else { return &[] };
        self.edges.get(start as usize..end as usize).unwrap_or_default()
    }

    /// How many edges there are between occurrences.
    #[must_use]
    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// One inventory of several; components that are the same become one.
    #[must_use]
    pub fn merged(inventories: impl IntoIterator<Item = Self>) -> Self {
        let mut builder = InventoryBuilder::new();
        for inventory in inventories {
            builder.absorb(inventory);
        }
        builder.build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ComponentKind, ComponentSource, Paths};

    fn inventory(names: &[&str], edges: &[(usize, usize)], label: &str) -> Inventory {
        let mut builder = InventoryBuilder::new();
        let manifest = builder.manifest(Manifest::new(label, "test"));
        let ids: Vec<_> = names
            .iter()
            .map(|name| {
                let component = builder.component(Component::new(ComponentKind::Library, *name));
                builder.occurrence(Occurrence::new(component, manifest, Location::new(label)))
            })
            .collect();
        builder.root(ids[0]);
        for (from, to) in edges {
            builder.edge(ids[*from], Edge::new(ids[*to], Scope::Runtime));
        }
        builder.build()
    }

    fn path(inventory: &Inventory, name: &str) -> Option<Vec<String>> {
        let paths = Paths::new(inventory);
        let (id, _) = inventory.iter().find(|(_, component)| component.name == name)?;
        let (occurrence, _) = inventory.occurrences_of(id).next()?;
        let names = |id: OccurrenceId| {
            inventory.components()[inventory.occurrences()[id.index()].component.index()]
                .name
                .clone()
        };
        Some(paths.path_to(occurrence)?.into_iter().map(names).collect())
    }

    #[test]
    fn the_shortest_way_from_a_root_is_found() {
        let inventory = inventory(
            &["app", "z", "b", "a"],
            &[(0, 1), (1, 2), (2, 3), (0, 2), (3, 0)],
            "x",
        );
        assert_eq!(
            path(&inventory, "a"),
            Some(vec!["app".into(), "b".into(), "a".into()])
        );
    }

    #[test]
    fn what_no_edge_reaches_has_no_path() {
        assert_eq!(path(&inventory(&["app", "a"], &[], "x"), "a"), None);
    }

    #[test]
    fn the_order_of_collection_does_not_show() {
        let one = inventory(&["app", "a", "b"], &[(0, 1), (1, 2)], "x");
        let two = inventory(&["app", "b", "a"], &[(2, 1), (0, 2)], "x");
        assert_eq!(one, two);
    }

    #[test]
    fn merging_shares_components_and_keeps_paths_apart() {
        let one = inventory(&["app", "a", "b"], &[(0, 1), (1, 2)], "x");
        let two = inventory(&["other", "b"], &[(0, 1)], "y");
        let merged = Inventory::merged([two.clone(), one.clone()]);
        assert_eq!(merged, Inventory::merged([one, two]));
        assert_eq!(merged.components().len(), 4);
        assert_eq!(merged.occurrences().len(), 5);
        assert_eq!(merged.edge_count(), 3);
        assert_eq!(merged.roots().len(), 2);
    }

    #[test]
    fn a_repeated_edge_counts_once_and_one_that_leads_nowhere_not_at_all() {
        let edges = [(1, 2), (0, 2), (0, 1), (1, 2), (0, 2), (2, 0)];
        let found = inventory(&["app", "b", "a"], &edges, "x");
        let once = [(0, 1), (0, 2), (1, 2), (2, 0)];
        assert_eq!(found, inventory(&["app", "b", "a"], &once, "x"));
        assert_eq!(found.edge_count(), 4);
        let targets = |from| -> Vec<_> {
            found
                .edges(OccurrenceId(from))
                .iter()
                .map(|edge| edge.to.0)
                .collect()
        };
        // In canonical order `a` stands first, then `app`, then `b`.
        assert_eq!(
            [targets(0), targets(1), targets(2)],
            [vec![1], vec![0, 2], vec![0]]
        );

        let mut builder = InventoryBuilder::new();
        let manifest = builder.manifest(Manifest::new("x", "test"));
        let component = builder.component(Component::new(ComponentKind::Library, "a"));
        let id = builder.occurrence(Occurrence::new(component, manifest, Location::new("x")));
        builder.edge(id, Edge::new(OccurrenceId(7), Scope::Runtime));
        builder.edge(OccurrenceId(7), Edge::new(id, Scope::Runtime));
        assert_eq!(builder.build().edge_count(), 0);
    }

    #[test]
    fn a_component_that_is_known_takes_over_what_is_added() {
        let mut builder = InventoryBuilder::new();
        let named = |name: &str| Component::new(ComponentKind::Library, name);
        let ids: Vec<_> = ["a", "b", "a", "c", "b"]
            .map(|name| builder.component(named(name)))
            .into();
        let digest = Digest::sha256(b"b");
        let mut with_digest = named("b");
        with_digest.digests.insert(digest.clone());
        assert_eq!(builder.component(with_digest), ids[1]);
        assert_eq!((ids[2], ids[4]), (ids[0], ids[1]));
        let inventory = builder.build();
        assert_eq!(inventory.components().len(), 3);
        assert!(inventory.components()[1].digests.contains(&digest));
    }

    #[test]
    fn the_source_is_part_of_the_identity() {
        let mut builder = InventoryBuilder::new();
        let registry = builder.component(Component::new(ComponentKind::Library, "a"));
        let mut local = Component::new(ComponentKind::Library, "a");
        local.source = ComponentSource::Path;
        assert_ne!(registry, builder.component(local));
    }
}
