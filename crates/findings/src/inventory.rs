//! What is in it: distinct components, where each was seen, and the graph between those places.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::{Completeness, Component, Digest, Edge, Label, Location, Scope};

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

/// Collects an inventory in any order; [`InventoryBuilder::build`] brings it into the canonical one.
#[derive(Clone, Debug, Default)]
pub struct InventoryBuilder {
    manifests: Vec<Manifest>,
    components: Vec<Component>,
    /// Places of components by a hash of what makes them the same.
    by_identity: HashMap<u64, Vec<u32>>,
    occurrences: Vec<Occurrence>,
    roots: Vec<OccurrenceId>,
    edges: Vec<(OccurrenceId, Edge)>,
}

impl InventoryBuilder {
    /// Nothing collected yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a manifest and gives its place for [`Occurrence::new`].
    pub fn manifest(&mut self, manifest: Manifest) -> usize {
        self.manifests.push(manifest);
        self.manifests.len() - 1
    }

    /// Adds a component, or finds the one that is the same and takes over what this statement adds.
    pub fn component(&mut self, component: Component) -> ComponentId {
        // Only finds candidates: what is the same is decided by the identity itself, so the hash needs no secret.
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(component.identity());
        let candidates = self.by_identity.entry(hash).or_default();
        for at in candidates.iter() {
            if let Some(known) = self.components.get_mut(*at as usize)
                && known.identity() == component.identity()
            {
                known.absorb(component);
                return ComponentId(*at);
            }
        }
        let next = self.components.len() as u32;
        candidates.push(next);
        self.components.push(component);
        ComponentId(next)
    }

    /// Adds an occurrence.
    pub fn occurrence(&mut self, occurrence: Occurrence) -> OccurrenceId {
        self.occurrences.push(occurrence);
        OccurrenceId(self.occurrences.len() as u32 - 1)
    }

    /// A collected occurrence, to correct its scope or completeness.
    pub fn occurrence_mut(&mut self, id: OccurrenceId) -> Option<&mut Occurrence> {
        self.occurrences.get_mut(id.index())
    }

    /// Marks an occurrence as a root.
    pub fn root(&mut self, id: OccurrenceId) {
        self.roots.push(id);
    }

    /// Adds an edge; a repeated one counts once.
    pub fn edge(&mut self, from: OccurrenceId, edge: Edge) {
        self.edges.push((from, edge));
    }

    /// The inventory in canonical order, independent of the order of collection.
    #[must_use]
    pub fn build(self) -> Inventory {
        let (manifests, manifest_at) = sorted(self.manifests, |manifest| manifest.clone());
        let (components, component_at) = sorted_by_ref(self.components);
        let mut occurrences = self.occurrences;
        for occurrence in &mut occurrences {
            occurrence.component = ComponentId(renumber(&component_at, occurrence.component.0));
            occurrence.manifest = renumber(&manifest_at, occurrence.manifest as u32) as usize;
        }
        let (occurrences, occurrence_at) = sorted(occurrences, |occurrence| {
            (
                occurrence.component,
                occurrence.manifest,
                occurrence.location.clone(),
                occurrence.path.clone(),
            )
        });
        let at = |id: OccurrenceId| OccurrenceId(renumber(&occurrence_at, id.0));
        let mut roots: Vec<_> = self.roots.into_iter().map(at).collect();
        roots.sort_unstable();
        roots.dedup();
        let mut edges: Vec<_> = self
            .edges
            .into_iter()
            .map(|(from, edge)| {
                (
                    at(from),
                    Edge {
                        to: at(edge.to),
                        ..edge
                    },
                )
            })
            .collect();
        edges.retain(|(from, edge)| from.index() < occurrences.len() && edge.to.index() < occurrences.len());
        edges.sort_unstable();
        edges.dedup();
        let rows = rows(occurrences.len(), &edges);
        let edges = edges.into_iter().map(|(_, edge)| edge).collect();
        Inventory {
            manifests,
            components,
            occurrences,
            roots,
            rows,
            edges,
        }
    }

    /// Takes in a whole inventory; components that are the same become one.
    pub fn absorb(&mut self, inventory: Inventory) {
        let manifests = self.manifests.len();
        let occurrences = self.occurrences.len() as u32;
        self.manifests.extend(inventory.manifests);
        let components: Vec<_> = inventory
            .components
            .into_iter()
            .map(|component| self.component(component))
            .collect();
        for occurrence in inventory.occurrences {
            let component = components
                .get(occurrence.component.index())
                .copied()
                .unwrap_or(occurrence.component);
            self.occurrences.push(Occurrence {
                component,
                manifest: occurrence.manifest + manifests,
                ..occurrence
            });
        }
        let shifted = |id: OccurrenceId| OccurrenceId(id.0 + occurrences);
        self.roots.extend(inventory.roots.into_iter().map(shifted));
        for (from, row) in inventory.rows.windows(2).enumerate() {
            let range = row.first().copied().unwrap_or_default() as usize
                ..row.last().copied().unwrap_or_default() as usize;
            for edge in inventory.edges.get(range).unwrap_or_default() {
                self.edges.push((
                    OccurrenceId(from as u32 + occurrences),
                    Edge {
                        to: shifted(edge.to),
                        ..*edge
                    },
                ));
            }
        }
    }
}

/// Sorts and tells for each old place the new one.
fn sorted<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> (Vec<T>, Vec<u32>) {
    let mut numbered: Vec<(usize, T)> = items.into_iter().enumerate().collect();
    numbered.sort_by_cached_key(|(_, item)| key(item));
    split(numbered)
}

fn sorted_by_ref(items: Vec<Component>) -> (Vec<Component>, Vec<u32>) {
    let mut numbered: Vec<(usize, Component)> = items.into_iter().enumerate().collect();
    numbered.sort_by(|(_, one), (_, two)| one.identity().cmp(&two.identity()));
    split(numbered)
}

fn split<T>(numbered: Vec<(usize, T)>) -> (Vec<T>, Vec<u32>) {
    let mut at = vec![0; numbered.len()];
    for (new, (old, _)) in numbered.iter().enumerate() {
        if let Some(slot) = at.get_mut(*old) {
            *slot = new as u32;
        }
    }
    (numbered.into_iter().map(|(_, item)| item).collect(), at)
}

/// The new place of an old one; an id that was never given out stays out of range.
fn renumber(at: &[u32], old: u32) -> u32 {
    at.get(old as usize).copied().unwrap_or(u32::MAX)
}

fn rows(occurrences: usize, edges: &[(OccurrenceId, Edge)]) -> Vec<u32> {
    let mut rows = Vec::with_capacity(occurrences + 1);
    let mut at = 0;
    for occurrence in 0..=occurrences {
        while edges.get(at).is_some_and(|(from, _)| from.index() < occurrence) {
            at += 1;
        }
        rows.push(at as u32);
    }
    rows
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
    fn the_source_is_part_of_the_identity() {
        let mut builder = InventoryBuilder::new();
        let registry = builder.component(Component::new(ComponentKind::Library, "a"));
        let mut local = Component::new(ComponentKind::Library, "a");
        local.source = ComponentSource::Path;
        assert_ne!(registry, builder.component(local));
    }
}
