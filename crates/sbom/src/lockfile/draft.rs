//! What all readers share: collecting components, edges and gaps, and finding the roots.

use std::collections::BTreeSet;
use std::ops::Range;

use portcullis_findings::{
    Completeness, Component, Edge, Gap, GapKind, InventoryBuilder, Location, Manifest, Note, Occurrence,
    OccurrenceId, Region, Scope, Stage,
};

use super::grouped::Grouped;
use super::include::{self, Include};
use super::{EdgeTally, Extract, Input};
use crate::text::Fault;

/// An inventory in the making. The lockfile is the first manifest.
#[derive(Debug)]
pub(super) struct Draft<'i> {
    pub(super) input: &'i Input<'i, 'i>,
    pub(super) builder: InventoryBuilder,
    more_manifests: Vec<Manifest>,
    gaps: Vec<Gap>,
    notes: BTreeSet<Note>,
    includes: BTreeSet<Include>,
    pub(super) tally: EdgeTally,
    /// What is being built: occurrences that a root is chosen among.
    local: Vec<OccurrenceId>,
    open_ended: bool,
    occurrences: u64,
    last: Option<OccurrenceId>,
    gaps_left_out: usize,
}

/// A hostile file could leave a gap on every line; the first ones tell enough, and one more counts the rest.
const GAPS: usize = 10_000;

impl<'i> Draft<'i> {
    pub(super) fn new(input: &'i Input<'i, 'i>) -> Self {
        Self {
            input,
            builder: InventoryBuilder::new(),
            more_manifests: Vec::new(),
            gaps: Vec::new(),
            notes: BTreeSet::new(),
            includes: BTreeSet::new(),
            tally: EdgeTally::default(),
            local: Vec::new(),
            open_ended: false,
            occurrences: 0,
            last: None,
            gaps_left_out: 0,
        }
    }

    /// Makes room for what is about to come.
    pub(super) fn reserve(&mut self, occurrences: usize, edges: usize) {
        self.builder.reserve(occurrences, edges);
    }

    /// An occurrence of a component at a place of the lockfile.
    pub(super) fn occurrence(&mut self, component: Component, span: Range<usize>) -> OccurrenceId {
        let location = self.input.source.location(span);
        self.occurrence_in(component, 0, location)
    }

    /// An occurrence at a region of the lockfile.
    #[inline]
    pub(super) fn occurrence_at(&mut self, component: Component, region: Region) -> OccurrenceId {
        let location = Location::new(self.input.source.label.clone()).with_region(region);
        self.occurrence_in(component, 0, location)
    }

    /// An occurrence at a place of one of the manifests. Past the limit none is added, and [`Draft::finish`] fails.
    #[inline]
    pub(super) fn occurrence_in(
        &mut self,
        component: Component,
        manifest: usize,
        location: Location,
    ) -> OccurrenceId {
        self.occurrences += 1;
        match self.last {
            Some(last) if self.occurrences > self.input.limits.components => last,
            _ => {
                let component = self.builder.component(component);
                let id = self
                    .builder
                    .occurrence(Occurrence::new(component, manifest, location));
                self.last = Some(id);
                id
            }
        }
    }

    /// A further manifest; gives its place.
    pub(super) fn manifest(&mut self, manifest: Manifest) -> usize {
        self.more_manifests.push(manifest);
        self.more_manifests.len()
    }

    pub(super) fn scope(&mut self, id: OccurrenceId, scope: Scope) {
        if let Some(occurrence) = self.builder.occurrence_mut(id) {
            occurrence.scope = scope;
        }
    }

    pub(super) fn install_path(&mut self, id: OccurrenceId, path: &str) {
        if let Some(occurrence) = self.builder.occurrence_mut(id) {
            occurrence.path = Some(path.to_owned());
        }
    }

    pub(super) fn complete(&mut self, id: OccurrenceId) {
        if let Some(occurrence) = self.builder.occurrence_mut(id) {
            occurrence.edges = Completeness::Complete;
        }
    }

    pub(super) fn edge(&mut self, from: OccurrenceId, to: OccurrenceId, scope: Scope) {
        self.builder.edge(from, Edge::new(to, scope));
    }

    /// Marks an occurrence as something that is being built.
    pub(super) fn local(&mut self, id: OccurrenceId) {
        self.local.push(id);
    }

    /// The edges of this lockfile are not all known.
    pub(super) fn graph_unknown(&mut self) {
        self.open_ended = true;
    }

    pub(super) fn gap(&mut self, kind: GapKind, offset: usize, cause: impl Into<String>) {
        let position = self.input.source.position(offset);
        let gap = Gap::new(Stage::Inventory, kind, self.input.source.label.as_bytes(), cause);
        self.push_gap(gap.at(position));
    }

    pub(super) fn push_gap(&mut self, gap: Gap) {
        if self.gaps.len() < GAPS {
            self.gaps.push(gap);
        } else {
            self.gaps_left_out += 1;
        }
    }

    pub(super) fn note(&mut self, offset: usize, text: impl Into<String>) {
        if self.notes.len() >= GAPS {
            return;
        }
        let line = self.input.source.position(offset).line;
        self.notes
            .insert(Note::new(format!("{}:{line}", self.input.source.label), text));
    }

    /// A file that is read besides; a gap if it cannot be told which.
    pub(super) fn include(&mut self, offset: usize, target: &str) {
        match include::resolve(self.input.source.label, target) {
            // Past the limit the number of gaps tells that there are more.
            Some(label) if self.includes.len() < GAPS => {
                let position = self.input.source.position(offset);
                self.includes.insert(Include { label, position });
            }
            _ => self.gap(
                GapKind::NotCovered,
                offset,
                "an included file that cannot be told or is outside of the tree",
            ),
        }
    }

    /// Local occurrences that no other local one needs become roots; then those that the roots do not lead to (they need
    /// one another), each in the order of the text.
    fn choose_roots(&mut self) {
        let local: Marks = self.local.iter().copied().collect();
        let pairs = self.builder.edges().map(|(from, edge)| (from, edge.to));
        let needed: Marks = pairs
            .clone()
            .filter(|(from, to)| from != to && local.has(*from) && local.has(*to))
            .map(|(_, to)| to)
            .collect();
        let pairs = pairs.map(|(from, to)| (from.index(), to));
        let targets = Grouped::new(self.occurrences as usize, pairs);
        let mut reached = Marks::default();
        let free = self.local.iter().filter(|id| !needed.has(**id));
        let rest = self.local.iter().filter(|id| needed.has(**id));
        let mut roots = Vec::new();
        for root in free.chain(rest) {
            if !reached.add(*root) {
                continue;
            }
            roots.push(*root);
            let mut open = vec![*root];
            while let Some(from) = open.pop() {
                open.extend(
                    targets
                        .of(from.index())
                        .iter()
                        .copied()
                        .filter(|to| reached.add(*to)),
                );
            }
        }
        for root in roots {
            self.builder.root(root);
        }
    }

    pub(super) fn finish(mut self) -> Result<Extract, Fault> {
        let allowed = self.input.limits.components;
        if self.occurrences > allowed {
            return Err(Fault::limit("entries of one lockfile", allowed));
        }
        self.choose_roots();
        let source = &self.input.source;
        let mut manifest = Manifest::new(source.label.as_bytes(), self.input.format.name);
        manifest.digest = self.input.digest_of(source);
        if !self.open_ended && self.tally.undecided == 0 {
            manifest.graph = Completeness::Complete;
        }
        for manifest in std::iter::once(manifest).chain(self.more_manifests) {
            self.builder.manifest(manifest);
        }
        self.gaps.sort_by_key(|gap| (gap.input.clone(), gap.position));
        self.gaps.dedup();
        if self.gaps_left_out > 0 {
            let cause = format!("{} more gaps are not listed", self.gaps_left_out);
            let gap = Gap::new(
                Stage::Inventory,
                GapKind::Truncated,
                self.input.source.label.as_bytes(),
                cause,
            );
            self.gaps.push(gap);
        }
        Ok(Extract {
            inventory: self.builder.build(),
            gaps: self.gaps,
            notes: self.notes.into_iter().collect(),
            edges: self.tally,
            includes: self.includes.into_iter().collect(),
        })
    }
}

/// A set of occurrences.
#[derive(Default)]
struct Marks(Vec<bool>);

impl Marks {
    fn has(&self, id: OccurrenceId) -> bool {
        self.0.get(id.index()).copied().unwrap_or_default()
    }

    /// Adds one; whether it is new.
    fn add(&mut self, id: OccurrenceId) -> bool {
        if self.0.len() <= id.index() {
            self.0.resize(id.index() + 1, false);
        }
        let mark = self.0.get_mut(id.index());
        mark.is_some_and(|mark| !std::mem::replace(mark, true))
    }
}

impl FromIterator<OccurrenceId> for Marks {
    fn from_iter<I: IntoIterator<Item = OccurrenceId>>(ids: I) -> Self {
        let mut marks = Self::default();
        for id in ids {
            marks.add(id);
        }
        marks
    }
}
