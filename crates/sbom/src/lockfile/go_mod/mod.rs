//! `go.mod` with its companion `go.sum`.
//!
//! - `require` gives the selected versions (minimal version selection, so the listed version is the built one since the
//!   module graph is complete from `go 1.17` on); before that, modules that only `go.sum` has are added, each version whose
//!   content was downloaded: perhaps more than is built, never less.
//! - The format has no edges between modules. The module itself needs what is not marked `// indirect`; all other paths
//!   are unknown.
//! - `replace` gives another module or a local folder its place, as the build does; a local one keeps its version, since
//!   it is most often a copy of what it replaces.
//! - The standard library is a component `stdlib` (the name Go's advisories use) with the version of `go`, the oldest
//!   toolchain that may build. `toolchain` is only a suggestion (a toolchain that is older than it but not than `go` may
//!   build too), so a newer version there does not hide what is known of the older one.

use std::collections::BTreeMap;
use std::ops::Range;

use portcullis_findings::{
    Algorithm, Component, ComponentKind, ComponentSource, Digest, Gap, GapKind, Label, Manifest,
    OccurrenceId, Position, Purl, Scope, Stage,
};

use super::draft::Draft;
use super::{Extract, FileName, Format, Input, resolved};
use crate::text::{Fault, Source, shortened};

mod words;

pub(super) const FORMAT: Format = Format {
    name: "go.mod",
    ecosystem: "Go",
    file_names: &[FileName::Is("go.mod")],
    companions: &[GO_SUM],
    read,
};

const GO_SUM: &str = "go.sum";

/// One directive: its words and where it stands.
#[derive(Debug)]
struct Directive {
    words: Vec<String>,
    indirect: bool,
    span: Range<usize>,
}

/// What the directives say.
#[derive(Debug, Default)]
struct Module {
    path: Option<(String, Range<usize>)>,
    go: Option<(String, Range<usize>)>,
    toolchain: bool,
    requires: Vec<Directive>,
    /// By the path and perhaps the version that is replaced: what by.
    replaces: BTreeMap<(String, Option<String>), (String, Option<String>)>,
}

/// Lines of `go.sum` that are the digest of a module's content: by path and version.
type Sums = BTreeMap<(String, String), (Digest, Range<usize>)>;

fn read(input: &Input<'_, '_>) -> Result<Extract, Fault> {
    let module = parse(input)?;
    let mut draft = Draft::new(input);
    draft.graph_unknown();
    let label = sibling(input.source.label);
    let companion = input.companions.iter().find(|companion| companion.name == GO_SUM);
    let source = companion.map(|companion| Source::new(&label, companion.bytes, input.limits));
    let sums = match &source {
        Some(Ok(source)) => sums(&mut draft, source),
        Some(Err(fault)) => {
            let error = crate::LockfileError::from(fault.clone());
            draft.push_gap(Gap::new(
                Stage::Inventory,
                GapKind::Skipped,
                label.as_bytes(),
                error.to_string(),
            ));
            Sums::new()
        }
        None => Sums::new(),
    };
    let root = root(&mut draft, &module);
    for require in &module.requires {
        required(&mut draft, &module, require, &sums, root);
    }
    if !lists_all(&module) {
        match &source {
            Some(Ok(source)) => unlisted(&mut draft, &module, source, &sums),
            _ => draft.gap(
                GapKind::NotCovered,
                0,
                "before go 1.17 indirect modules stand in go.sum only, which is not there",
            ),
        }
    }
    draft.finish()
}

fn sibling(label: &Label) -> Label {
    let mut path = label.directory().to_vec();
    if !path.is_empty() {
        path.push(b'/');
    }
    path.extend_from_slice(GO_SUM.as_bytes());
    Label::new(path)
}

fn parse(input: &Input<'_, '_>) -> Result<Module, Fault> {
    let source = &input.source;
    let mut module = Module::default();
    let mut block: Option<(String, usize)> = None;
    let mut offset = 0;
    for (count, line) in source.text.split_inclusive('\n').enumerate() {
        if count as u64 >= input.limits.items {
            return Err(Fault::limit("lines of one document", input.limits.items));
        }
        let start = offset;
        offset += line.len();
        let (mut words, code, comment) = words::of(line).map_err(|cause| source.syntax(start, cause))?;
        let at = start + (code.len() - code.trim_start().len());
        let span = at..start + code.trim_end().len().max(at - start);
        if words.is_empty() {
            continue;
        }
        if let Some((verb, _)) = &block {
            if words.len() == 1 && words.first().is_some_and(|word| word == ")") {
                block = None;
                continue;
            }
            words.insert(0, verb.clone());
        } else if words.last().is_some_and(|word| word == "(") {
            block = words.into_iter().next().map(|verb| (verb, at));
            continue;
        }
        let indirect = comment == "indirect" || comment.starts_with("indirect;");
        let directive = Directive {
            words,
            indirect,
            span,
        };
        module.take(directive).map_err(|what| source.shape(at, what))?;
    }
    match block {
        Some((_, at)) => Err(source.syntax(at, "a block without end")),
        None if module.path.is_none() => Err(source.shape(0, "a go.mod without `module`")),
        None => Ok(module),
    }
}

impl Module {
    fn take(&mut self, directive: Directive) -> Result<(), &'static str> {
        let words: Vec<&str> = directive.words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["module", _] if self.path.is_some() => return Err("a second `module`"),
            ["module", path] => self.path = Some(((*path).to_owned(), directive.span)),
            ["go", _] if self.go.is_some() => return Err("a second `go`"),
            ["go", version] => self.go = Some(((*version).to_owned(), directive.span)),
            ["toolchain", _] => self.toolchain = true,
            ["require", _, _] => self.requires.push(directive),
            ["replace", old @ .., "=>", path] => self.replace(old, (path, None))?,
            ["replace", old @ .., "=>", path, version] => self.replace(old, (path, Some(version)))?,
            ["require" | "replace" | "module" | "go" | "toolchain", ..] => {
                return Err("not the form of this directive");
            }
            // None of them adds a module.
            ["exclude" | "retract" | "godebug" | "tool" | "ignore", ..] => {}
            _ => return Err("not a directive that is known"),
        }
        Ok(())
    }

    fn replace(&mut self, old: &[&str], new: (&str, Option<&str>)) -> Result<(), &'static str> {
        let old = match old {
            [path] => ((*path).to_owned(), None),
            [path, version] => ((*path).to_owned(), Some((*version).to_owned())),
            _ => return Err("not the form of this directive"),
        };
        let (path, version) = new;
        let new = (path.to_owned(), version.map(str::to_owned));
        match self.replaces.insert(old, new.clone()) {
            Some(before) if before != new => Err("a second replacement of one module"),
            _ => Ok(()),
        }
    }

    /// What stands in for a module: a replacement of this version, else one of all versions.
    fn replacement(&self, path: &str, version: &str) -> Option<&(String, Option<String>)> {
        self.replaces
            .get(&(path.to_owned(), Some(version.to_owned())))
            .or_else(|| self.replaces.get(&(path.to_owned(), None)))
    }
}

/// Whether `require` lists every module of the build: from `go 1.17` on (https://go.dev/ref/mod#go-mod-file-go).
fn lists_all(module: &Module) -> bool {
    let Some((go, _)) = &module.go else { return false };
    let mut numbers = go.split('.').map(|part| {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().unwrap_or(0)
    });
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= (1, 17)
}

fn root(draft: &mut Draft<'_>, module: &Module) -> Option<OccurrenceId> {
    let (path, span) = module.path.as_ref()?;
    let mut component = Component::new(ComponentKind::Application, path.as_str());
    component.source = ComponentSource::Path;
    component.purl = purl(path, None);
    let root = draft.occurrence(component, span.clone());
    draft.local(root);
    if let Some((version, span)) = &module.go {
        let mut component = Component::new(ComponentKind::Library, "stdlib");
        component.version = Some(version.clone());
        component.source = ComponentSource::Registry;
        component.purl = purl("stdlib", Some(version));
        let id = draft.occurrence(component, span.clone());
        draft.tally.declared += 1;
        draft.tally.resolved += 1;
        draft.edge(root, id, Scope::Runtime);
        draft.note(
            span.start,
            "the version of `stdlib` is the oldest that `go` allows; a newer toolchain may build",
        );
    } else {
        let at = span.start;
        if module.toolchain {
            draft.gap(
                GapKind::Undecidable,
                at,
                "a `toolchain` without `go`, so the version of `stdlib` is not known",
            );
        } else {
            draft.gap(
                GapKind::Undecidable,
                at,
                "without `go` the version of `stdlib` is not known",
            );
        }
    }
    Some(root)
}

fn required(
    draft: &mut Draft<'_>,
    module: &Module,
    require: &Directive,
    sums: &Sums,
    root: Option<OccurrenceId>,
) {
    let [_, path, version] = require.words.as_slice() else {
        return;
    };
    let mut component = Component::new(ComponentKind::Library, path.as_str());
    component.version = Some(version.clone());
    component.source = ComponentSource::Registry;
    match module.replacement(path, version) {
        Some((new, Some(new_version))) => {
            component.name.clone_from(new);
            component.version = Some(new_version.clone());
            if new != path {
                let text = format!("`{}` stands in for `{}`", shortened(new), shortened(path));
                draft.note(require.span.start, text);
            }
        }
        Some((_, None)) => {
            component.source = ComponentSource::Path;
            let text = format!("a local folder stands in for `{}`", shortened(path));
            draft.note(require.span.start, text);
        }
        None => {}
    }
    if !is_path(&component.name) {
        draft.gap(
            GapKind::Undecidable,
            require.span.start,
            "a module path that Go refuses",
        );
    }
    if !is_version(component.version.as_deref().unwrap_or_default()) {
        let cause = format!("the version of `{}` is none that Go selects", shortened(path));
        draft.gap(GapKind::Undecidable, require.span.start, cause);
    }
    if let Some(version) = &component.version {
        let sum = sums.get(&(component.name.clone(), version.clone()));
        component.digests.extend(sum.map(|(digest, _)| digest.clone()));
    }
    component.purl = purl(&component.name, component.version.as_deref());
    let id = draft.occurrence(component, require.span.clone());
    if let (Some(root), false) = (root, require.indirect) {
        draft.tally.declared += 1;
        draft.tally.resolved += 1;
        draft.edge(root, id, Scope::Runtime);
    }
}

/// Modules that only `go.sum` has, as components with their place there.
fn unlisted(draft: &mut Draft<'_>, module: &Module, source: &Source<'_>, sums: &Sums) {
    let listed: std::collections::BTreeSet<&str> = module
        .requires
        .iter()
        .filter_map(|require| require.words.get(1).map(String::as_str))
        .chain(module.replaces.keys().map(|(path, _)| path.as_str()))
        .chain(module.replaces.values().map(|(path, _)| path.as_str()))
        .collect();
    let mut manifest = Manifest::new(source.label.as_bytes(), GO_SUM);
    manifest.digest = draft.input.digest_of(source);
    let manifest = draft.manifest(manifest);
    for ((path, version), (digest, span)) in sums {
        if listed.contains(path.as_str()) {
            continue;
        }
        let mut component = Component::new(ComponentKind::Library, path.as_str());
        component.version = Some(version.clone());
        component.source = ComponentSource::Registry;
        component.digests.insert(digest.clone());
        component.purl = purl(path, Some(version));
        draft.occurrence_in(component, manifest, source.location(span.clone()));
    }
}

/// Lines of `go.sum` are `path version h1:base64`; those whose version ends with `/go.mod` are about that file alone.
fn sums(draft: &mut Draft<'_>, source: &Source<'_>) -> Sums {
    let mut sums = Sums::new();
    let mut offset = 0;
    for line in source.text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        let [path, version, sum] = words.as_slice() else {
            if !words.is_empty() {
                let position: Position = source.position(start);
                let gap = Gap::new(
                    Stage::Inventory,
                    GapKind::Undecidable,
                    source.label.as_bytes(),
                    "not the form of a line of go.sum",
                );
                draft.push_gap(gap.at(position));
            }
            continue;
        };
        let digest = sum.strip_prefix("h1:").and_then(resolved::base64);
        let digest = digest.and_then(|bytes| Digest::new(Algorithm::GoH1, bytes).ok());
        if let (Some(digest), false) = (digest, version.ends_with("/go.mod")) {
            let key = ((*path).to_owned(), (*version).to_owned());
            sums.insert(key, (digest, start..start + line.trim_end().len()));
        }
    }
    sums
}

/// Whether it has the form of a module path: parts of letters, digits and `-._~`, none empty (https://go.dev/ref/mod#go-mod-file-ident).
fn is_path(path: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    path.split('/')
        .all(|part| !part.is_empty() && part.bytes().all(letter) && !matches!(part, "." | ".."))
}

/// Whether it is a version in canonical form, `v1.2.3…`; branches and short versions stand there only until Go tidies up.
fn is_version(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('v') else {
        return false;
    };
    let core = rest.split(['-', '+']).next().unwrap_or_default();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    core.split('.').count() == 3 && core.split('.').all(digits)
}

fn purl(path: &str, version: Option<&str>) -> Option<Purl> {
    let (namespace, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut purl = Purl::builder("golang", name).namespace(namespace);
    if let Some(version) = version {
        purl = purl.version(version);
    }
    purl.build().ok()
}
