//! Brings what was collected into the one canonical order.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use super::{ComponentId, Inventory, Manifest, Occurrence, OccurrenceId};
use crate::{Component, Edge, Location, Scope};

/// Collects an inventory in any order; [`InventoryBuilder::build`] brings it into the canonical one.
#[derive(Clone, Debug, Default)]
pub struct InventoryBuilder {
    manifests: Vec<Manifest>,
    components: Vec<Component>,
    /// Places of components, each behind all that were known when it came: most inventories are nearly in order, so most
    /// components are here, and one comparison tells that they are new.
    ascending: Vec<u32>,
    /// Of the others the last place by a hash of what makes them the same.
    by_identity: HashMap<u64, u32, BuildHasherDefault<DefaultHasher>>,
    /// For each component the one before it of the same hash, or `NONE`.
    alike: Vec<u32>,
    /// What was hashed last.
    scratch: Vec<u8>,
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

    /// Makes room for this many more components, each with one occurrence, and edges.
    pub fn reserve(&mut self, components: usize, edges: usize) {
        self.components.reserve(components);
        self.ascending.reserve(components);
        self.alike.reserve(components);
        self.occurrences.reserve(components);
        self.edges.reserve(edges);
    }

    /// Adds a component, or finds the one that is the same and takes over what this statement adds.
    pub fn component(&mut self, component: Component) -> ComponentId {
        let next = self.components.len() as u32;
        let identity = component.identity();
        let order = |at: &u32| {
            self.components
                .get(*at as usize)
                .map(|known| known.identity().cmp(&identity))
        };
        if self.ascending.last().and_then(order).is_none_or(Ordering::is_lt) {
            self.ascending.push(next);
            self.alike.push(NONE);
            self.components.push(component);
            return ComponentId(next);
        }
        let known = self
            .ascending
            .binary_search_by(|at| order(at).unwrap_or(Ordering::Less));
        if let Some(at) = known.ok().and_then(|at| self.ascending.get(at).copied()) {
            if let Some(known) = self.components.get_mut(at as usize) {
                known.absorb(component);
            }
            return ComponentId(at);
        }
        let hash = self.hash_of(&component);
        let before = self.by_identity.insert(hash, next).unwrap_or(NONE);
        let mut candidate = before;
        while let Some(known) = self.components.get_mut(candidate as usize) {
            if known.identity() == component.identity() {
                known.absorb(component);
                self.by_identity.insert(hash, before);
                return ComponentId(candidate);
            }
            candidate = self.alike.get(candidate as usize).copied().unwrap_or(NONE);
        }
        self.alike.push(before);
        self.components.push(component);
        ComponentId(next)
    }

    /// Only finds candidates: what is the same is decided by the identity itself, so the hash needs no secret.
    fn hash_of(&mut self, component: &Component) -> u64 {
        let mut gathered = Gathered(std::mem::take(&mut self.scratch));
        gathered.0.clear();
        component.identity().hash(&mut gathered);
        self.scratch = gathered.0;
        let mut hasher = DefaultHasher::default();
        hasher.write(&self.scratch);
        hasher.finish()
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

    /// The edges so far, in the order of coming, with where each begins.
    pub fn edges(&self) -> impl Iterator<Item = (OccurrenceId, Edge)> + Clone {
        self.edges.iter().copied()
    }

    /// The inventory in canonical order, independent of the order of collection.
    #[must_use]
    pub fn build(self) -> Inventory {
        let Self {
            mut manifests,
            mut components,
            mut occurrences,
            mut roots,
            mut edges,
            ..
        } = self;
        let manifest_at = sort(&mut manifests, Ord::cmp);
        let component_at = sort(&mut components, |one, two| one.identity().cmp(&two.identity()));
        for occurrence in &mut occurrences {
            occurrence.component = ComponentId(renumber(&component_at, occurrence.component.0));
            occurrence.manifest = renumber(&manifest_at, occurrence.manifest as u32) as usize;
        }
        let occurrence_at = sort(&mut occurrences, |one, two| one.order().cmp(&two.order()));
        let at = |id: OccurrenceId| OccurrenceId(renumber(&occurrence_at, id.0));
        for root in &mut roots {
            *root = at(*root);
        }
        roots.sort_unstable();
        roots.dedup();
        for (from, edge) in &mut edges {
            *from = at(*from);
            edge.to = at(edge.to);
        }
        let (rows, edges) = rows(occurrences.len(), &edges);
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

/// Puts together what is to be hashed: a hasher takes one long text in less time than many short ones.
struct Gathered(Vec<u8>);

impl Hasher for Gathered {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Nothing asks for it.
    fn finish(&self) -> u64 {
        0
    }
}

/// No component.
const NONE: u32 = u32::MAX;

impl Occurrence {
    fn order(&self) -> (ComponentId, usize, &Location, Option<&str>) {
        (
            self.component,
            self.manifest,
            &self.location,
            self.path.as_deref(),
        )
    }
}

/// Sorts and tells for each old place the new one. Items are large and often come nearly sorted, so each that has to is moved
/// once, when its place is known.
fn sort<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) -> Vec<u32> {
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    order.sort_by(|one, two| {
        let pair = items.get(*one as usize).zip(items.get(*two as usize));
        pair.map_or(Ordering::Equal, |(one, two)| compare(one, two))
    });
    let mut at = vec![0; items.len()];
    for (new, old) in order.into_iter().enumerate() {
        if let Some(slot) = at.get_mut(old as usize) {
            *slot = new as u32;
        }
    }
    // Where what stands here belongs.
    let mut target = at.clone();
    for here in 0..items.len() {
        while let Some(there) = target.get(here).map(|there| *there as usize)
            && there != here
        {
            items.swap(here, there);
            target.swap(here, there);
        }
    }
    at
}

/// The new place of an old one; an id that was never given out stays out of range.
fn renumber(at: &[u32], old: u32) -> u32 {
    at.get(old as usize).copied().unwrap_or(u32::MAX)
}

/// Edges in compressed rows, each sorted and without repetition. Those whose ends do not exist are left out.
fn rows(occurrences: usize, edges: &[(OccurrenceId, Edge)]) -> (Vec<u32>, Vec<Edge>) {
    let is_known = |(from, edge): &&(OccurrenceId, Edge)| from.index().max(edge.to.index()) < occurrences;
    // First how many each row has, then where the next one of it goes, which is at last where the row ends.
    let mut rows = vec![0_u32; occurrences + 1];
    for (from, _) in edges.iter().filter(is_known) {
        if let Some(count) = rows.get_mut(from.index() + 1) {
            *count += 1;
        }
    }
    let mut total = 0;
    for row in &mut rows {
        total += *row;
        *row = total;
    }
    let nothing = Edge::new(OccurrenceId(0), Scope::Runtime);
    let mut all = vec![nothing; total as usize];
    let mut next = rows.clone();
    for (from, edge) in edges.iter().filter(is_known) {
        if let Some(next) = next.get_mut(from.index())
            && let Some(slot) = all.get_mut(*next as usize)
        {
            *slot = *edge;
            *next += 1;
        }
    }
    distinct(&mut rows, &mut all);
    (rows, all)
}

/// Sorts each row and takes out what it repeats.
fn distinct(rows: &mut [u32], all: &mut Vec<Edge>) {
    let (mut begin, mut kept) = (0, 0_usize);
    for row in rows.iter_mut().skip(1) {
        let end = *row as usize;
        let first = kept;
        if let Some(edges) = all.get_mut(begin..end) {
            edges.sort_unstable();
        }
        for at in begin..end {
            let Some(edge) = all.get(at).copied() else { break };
            let last = kept.checked_sub(1).filter(|last| *last >= first);
            if last.and_then(|last| all.get(last)) != Some(&edge) {
                if let Some(slot) = all.get_mut(kept) {
                    *slot = edge;
                }
                kept += 1;
            }
        }
        begin = end;
        *row = kept as u32;
    }
    all.truncate(kept);
}
