//! From a document to an inventory.

use std::collections::{BTreeMap, BTreeSet};

use portcullis_findings::{
    Completeness, Digest, Edge, EdgeKind, Gap, GapKind, Inventory, InventoryBuilder, Label, Manifest, Note,
    Occurrence, OccurrenceId, Purl, Scope, Stage, Timestamp, VexDocument,
};

use super::{property, vex};
use crate::text::json::{Document, Kind, Value};
use crate::text::{Fault, Source, shortened};
use crate::{DocumentError, Limits};

mod component;

/// What a CycloneDX document says.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Bom {
    /// Its components with their edges. Occurrences stand in the document itself.
    pub inventory: Inventory,
    /// Its statements on whether vulnerabilities matter.
    pub vex: VexDocument,
    /// What cannot be decided from it, in the order of the text.
    pub gaps: Vec<Gap>,
    /// What else is worth telling.
    pub notes: Vec<Note>,
    /// The version of the specification, such as `1.6`.
    pub spec_version: String,
    /// Its serial number, `urn:uuid:…`.
    pub serial_number: Option<String>,
    /// When it was made, as it says.
    pub timestamp: Option<Timestamp>,
    /// How many things of other kinds it holds (`services`, `annotations` …), which are not read.
    pub ignored: BTreeMap<&'static str, usize>,
}

/// The versions that are read: all that have a JSON form.
const VERSIONS: [&str; 6] = ["1.2", "1.3", "1.4", "1.5", "1.6", "1.7"];

/// Parts of a document that are counted and not read.
const IGNORED: [&str; 5] = [
    "services",
    "annotations",
    "formulation",
    "declarations",
    "definitions",
];

/// Reads a CycloneDX document in JSON, version 1.2 to 1.7.
///
/// Unknown fields are passed over. The main component becomes the root; without one there is no root and paths are
/// unknown. An entry in `dependencies` means that all of a component's dependencies are listed, unless a composition says
/// otherwise; no entry means that nobody knows. A component without package URL cannot be matched and is a gap, as are a
/// document without components and a component whose version is not that of its package URL, which counts.
///
/// # Errors
///
/// [`DocumentError`] if it is too large, too deep, not JSON, not CycloneDX, of a version that is not known, or if an object
/// has a key twice, of which readers take one or the other.
pub fn read(label: &Label, bytes: &[u8], limits: &Limits) -> Result<Bom, DocumentError> {
    let source = Source::new(label, bytes, limits)?;
    let document = Document::parse(&source, limits)?;
    let root = document.root();
    if let Some(at) = document.repeated_key() {
        return Err(source.shape(at, "a key stands twice in one object").into());
    }
    let version = version(&source, root)?;
    let mut reader = Reader::new(&source, limits);
    reader.components(root)?;
    reader.vulnerabilities(root);
    reader.dependencies(root);
    reader.compositions(root);
    let metadata = root.get("metadata");
    let (vex, gaps) = vex::document(&source, root, &reader.purls);
    reader.gaps.extend(gaps);
    let ignored = IGNORED
        .into_iter()
        .filter_map(|name| Some((name, count(root.get(name)?))))
        .collect();
    Ok(Bom {
        vex,
        spec_version: version,
        serial_number: root.str("serialNumber").map(std::borrow::Cow::into_owned),
        timestamp: metadata.and_then(|metadata| metadata.str("timestamp")?.parse().ok()),
        ignored,
        ..reader.finish()
    })
}

fn version(source: &Source<'_>, root: Value<'_>) -> Result<String, Fault> {
    if root.str("bomFormat").as_deref() != Some("CycloneDX") {
        let at = root.get("bomFormat").map_or(0, Value::start);
        return Err(source.shape(at, "not a CycloneDX document: `bomFormat` is not `CycloneDX`"));
    }
    let stated = root.get("specVersion");
    let at = stated.map_or(0, Value::start);
    let text = stated.and_then(Value::as_str).unwrap_or_default().into_owned();
    if !VERSIONS.contains(&text.as_str()) {
        return Err(source.version(at, &text, "1.7"));
    }
    Ok(text)
}

fn count(value: Value<'_>) -> usize {
    value.items().count() + value.entries().count()
}

/// Whom a reference names.
#[derive(Clone, Copy, Debug)]
enum Target {
    /// The main component that stands for the whole.
    Subject,
    Component(OccurrenceId),
    /// Something that is not in the inventory, such as a service.
    Other,
}

struct Reader<'s, 'a> {
    source: &'s Source<'a>,
    limits: &'s Limits,
    builder: InventoryBuilder,
    occurrences: Vec<OccurrenceId>,
    refs: BTreeMap<String, Target>,
    /// Package URLs by reference, for statements.
    purls: BTreeMap<String, Purl>,
    /// References to be linked once all components are known: whom, to what, from where in the text.
    contains: Vec<(OccurrenceId, String)>,
    complete: BTreeSet<OccurrenceId>,
    gaps: Vec<Gap>,
    notes: BTreeSet<Note>,
}

impl<'s, 'a> Reader<'s, 'a> {
    fn new(source: &'s Source<'a>, limits: &'s Limits) -> Self {
        Self {
            source,
            limits,
            builder: InventoryBuilder::new(),
            occurrences: Vec::new(),
            refs: BTreeMap::new(),
            purls: BTreeMap::new(),
            contains: Vec::new(),
            complete: BTreeSet::new(),
            gaps: Vec::new(),
            notes: BTreeSet::new(),
        }
    }

    fn gap(&mut self, kind: GapKind, at: usize, cause: impl Into<String>) {
        let gap = Gap::new(Stage::Inventory, kind, self.source.label.as_bytes(), cause);
        self.gaps.push(gap.at(self.source.position(at)));
    }

    fn note(&mut self, at: usize, text: impl Into<String>) {
        let line = self.source.position(at).line;
        self.notes
            .insert(Note::new(format!("{}:{line}", self.source.label), text));
    }

    fn components(&mut self, root: Value<'_>) -> Result<(), Fault> {
        for service in root.get("services").into_iter().flat_map(Value::items) {
            self.other(service);
        }
        // What is still to be read, the next last; components inside another one name it.
        let mut open: Vec<(Value<'_>, Option<OccurrenceId>)> = Vec::new();
        let main = root
            .get("metadata")
            .and_then(|metadata| metadata.get("component"));
        open.extend(self.inside(root)?.into_iter().rev().map(|value| (value, None)));
        if let Some(main) = main.filter(|main| main.is_object()) {
            let outer = if property(main, property::SUBJECT).is_some() {
                self.name(main, Target::Subject);
                None
            } else {
                let id = self.component(main, true)?;
                self.builder.root(id);
                Some(id)
            };
            open.extend(self.inside(main)?.into_iter().rev().map(|value| (value, outer)));
        }
        if open.is_empty() {
            let at = root.get("components").map_or(root.start(), Value::start);
            self.gap(GapKind::NotCovered, at, "the document lists no components");
        }
        while let Some((value, outer)) = open.pop() {
            let id = self.component(value, false)?;
            if let Some(outer) = outer {
                let edge = Edge::new(id, Scope::Runtime);
                self.builder.edge(outer, component::inside(edge));
            }
            open.extend(
                self.inside(value)?
                    .into_iter()
                    .rev()
                    .map(|value| (value, Some(id))),
            );
        }
        for (outer, inner) in std::mem::take(&mut self.contains) {
            if let Some(Target::Component(inner)) = self.refs.get(&inner) {
                let edge = component::inside(Edge::new(*inner, Scope::Runtime));
                self.builder.edge(outer, edge);
            }
        }
        Ok(())
    }

    fn inside<'d>(&self, value: Value<'d>) -> Result<Vec<Value<'d>>, Fault> {
        let list = value.get("components").filter(|list| list.kind() != Kind::Null);
        match list {
            Some(list) if list.kind() != Kind::Array => {
                Err(self.source.shape(list.start(), "`components` is no array"))
            }
            list => Ok(list.into_iter().flat_map(Value::items).collect()),
        }
    }

    /// What a document says of vulnerabilities is not looked up: whoever reads the notes should know that it says some.
    fn vulnerabilities(&mut self, root: Value<'_>) {
        const NAMED: usize = 10;
        let mut names = Vec::new();
        let (mut open, mut all) = (0_usize, 0_usize);
        let list = root.get("vulnerabilities");
        for vulnerability in list.into_iter().flat_map(Value::items) {
            all += 1;
            let state = vulnerability
                .get("analysis")
                .and_then(|analysis| analysis.str("state"));
            let closed = [
                "resolved",
                "resolved_with_pedigree",
                "false_positive",
                "not_affected",
            ];
            if state.is_some_and(|state| closed.contains(&state.as_ref())) {
                continue;
            }
            open += 1;
            if names.len() < NAMED {
                names.push(shortened(&vulnerability.str("id").unwrap_or_default()));
            }
        }
        let at = list.map_or(0, Value::start);
        if all > 0 {
            self.note(
                at,
                format!("the document lists {all} vulnerabilities, which are not used"),
            );
        }
        if open > 0 {
            let more = if open > names.len() { " and more" } else { "" };
            let text = format!(
                "it does not say that it is safe from {open} of them: {}{more}",
                names.join(", ")
            );
            self.note(at, text);
        }
    }

    /// Services can be depended on, and hold services.
    fn other(&mut self, service: Value<'_>) {
        let mut open = vec![service];
        while let Some(service) = open.pop() {
            self.name(service, Target::Other);
            open.extend(service.get("services").into_iter().flat_map(Value::items));
        }
    }

    fn component(&mut self, value: Value<'_>, main: bool) -> Result<OccurrenceId, Fault> {
        if !value.is_object() {
            return Err(self.source.shape(value.start(), "a component is no object"));
        }
        if self.occurrences.len() as u64 >= self.limits.components {
            return Err(Fault::limit("components of one document", self.limits.components));
        }
        let read = component::read(value).map_err(|what| self.source.shape(value.start(), what))?;
        let at = value.start();
        for cause in read.gaps {
            self.gap(GapKind::Undecidable, at, cause);
        }
        for text in read.notes {
            self.note(at, text);
        }
        let matchable =
            read.component.purl.is_some() || main || !component::comes_from_elsewhere(&read.component);
        if !matchable {
            let cause = format!(
                "`{}` has no package URL",
                shortened(&read.component.display_name())
            );
            self.gap(GapKind::Undecidable, at, cause);
        }
        let purl = read.component.purl.clone();
        let component = self.builder.component(read.component);
        let location = self.source.location(value.span());
        let mut occurrence = Occurrence::new(component, 0, location);
        occurrence.scope = read.scope;
        let id = self.builder.occurrence(occurrence);
        self.occurrences.push(id);
        if let (Some(purl), Some(own)) = (purl, value.str("bom-ref")) {
            self.purls.entry(own.into_owned()).or_insert(purl);
        }
        self.name(value, Target::Component(id));
        for inside in properties(value, property::CONTAINS) {
            self.contains.push((id, inside));
        }
        Ok(id)
    }

    fn name(&mut self, value: Value<'_>, target: Target) {
        let Some(own) = value.str("bom-ref").filter(|own| !own.is_empty()) else {
            return;
        };
        if self.refs.contains_key(own.as_ref()) {
            let cause = "a `bom-ref` that stands twice: its edges may be those of either";
            self.gap(GapKind::Undecidable, value.start(), cause);
        } else {
            self.refs.insert(own.into_owned(), target);
        }
    }

    fn dependencies(&mut self, root: Value<'_>) {
        for entry in root.get("dependencies").into_iter().flat_map(Value::items) {
            let own = entry.str("ref").unwrap_or_default();
            let Some(from) = self.refs.get(own.as_ref()).copied() else {
                self.dangling(entry, &own);
                continue;
            };
            let mut complete = true;
            for (list, kind) in [
                ("dependsOn", EdgeKind::DependsOn),
                ("provides", EdgeKind::Provides),
            ] {
                for target in entry.get(list).into_iter().flat_map(Value::items) {
                    complete &= self.edge(from, target, kind);
                }
            }
            if let (Target::Component(id), true) = (from, complete) {
                self.complete.insert(id);
            }
        }
    }

    /// Whether the target is known.
    fn edge(&mut self, from: Target, target: Value<'_>, kind: EdgeKind) -> bool {
        let name = target.as_str().unwrap_or_default();
        let to = match self.refs.get(name.as_ref()).copied() {
            Some(Target::Component(to)) => to,
            Some(_) => return true,
            None => {
                self.dangling(target, &name);
                return false;
            }
        };
        match from {
            Target::Component(from) => {
                let mut edge = Edge::new(to, Scope::Runtime);
                edge.kind = kind;
                self.builder.edge(from, edge);
            }
            Target::Subject => self.builder.root(to),
            Target::Other => {}
        }
        true
    }

    fn dangling(&mut self, value: Value<'_>, name: &str) {
        // A link into another document names something that is not to be found here.
        if name.starts_with("urn:cdx:") {
            return self.note(value.start(), "a dependency in another document is not followed");
        }
        self.gap(
            GapKind::Undecidable,
            value.start(),
            "a reference that names no component",
        );
    }

    fn compositions(&mut self, root: Value<'_>) {
        for composition in root.get("compositions").into_iter().flat_map(Value::items) {
            let aggregate = composition.str("aggregate").unwrap_or_default();
            let complete = aggregate == "complete";
            for name in composition.get("dependencies").into_iter().flat_map(Value::items) {
                let name = name.as_str().unwrap_or_default();
                if let Some(Target::Component(id)) = self.refs.get(name.as_ref()) {
                    if complete {
                        self.complete.insert(*id);
                    } else {
                        self.complete.remove(id);
                    }
                }
            }
            if aggregate.starts_with("incomplete") {
                let what = if composition.get("assemblies").is_some() {
                    "components"
                } else {
                    "dependencies"
                };
                let cause = format!("the document calls its {what} `{}`", shortened(&aggregate));
                self.gap(GapKind::NotCovered, composition.start(), cause);
            }
        }
    }

    fn finish(mut self) -> Bom {
        for id in &self.complete {
            if let Some(occurrence) = self.builder.occurrence_mut(*id) {
                occurrence.edges = Completeness::Complete;
            }
        }
        let mut manifest = Manifest::new(self.source.label.as_bytes(), "CycloneDX");
        manifest.digest = Some(Digest::sha256(self.source.bytes()));
        if self.occurrences.iter().all(|id| self.complete.contains(id)) {
            manifest.graph = Completeness::Complete;
        }
        self.builder.manifest(manifest);
        self.gaps.sort_by_key(|gap| gap.position);
        self.gaps.dedup();
        Bom {
            inventory: self.builder.build(),
            gaps: self.gaps,
            notes: self.notes.into_iter().collect(),
            ..Bom::default()
        }
    }
}

/// The value of the first property of a name.
fn property(value: Value<'_>, name: &str) -> Option<String> {
    properties(value, name).next()
}

fn properties(value: Value<'_>, name: &str) -> impl Iterator<Item = String> {
    let all = value.get("properties").into_iter().flat_map(Value::items);
    all.filter(move |property| property.str("name").as_deref() == Some(name))
        .filter_map(|property| property.str("value").map(std::borrow::Cow::into_owned))
}
