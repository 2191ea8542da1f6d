//! `uv.lock`, version 1.
//!
//! Packages from `virtual`, `editable` and `directory` sources are local; the roots are local packages no other one needs.
//! Dependencies name version and source where a name alone would not be enough, so edges are exact.

use portcullis_findings::{Component, ComponentKind, ComponentSource, GapKind, OccurrenceId, Scope};

use super::draft::Draft;
use super::python::{self, ByName, Found};
use super::{Extract, FileName, Format, Input, resolved};
use crate::text::toml::{Document, Table, Value};
use crate::text::{Fault, shortened};

pub(super) const FORMAT: Format = Format {
    name: "uv.lock",
    ecosystem: "PyPI",
    file_names: &[FileName::Is("uv.lock")],
    companions: &[],
    read,
};

const NEWEST: &str = "1";

fn read(input: &Input<'_, '_>) -> Result<Extract, Fault> {
    let document = Document::parse(&input.source, input.limits)?;
    let root = document.root();
    if let Some(version) = root.get("version") {
        let number = version.as_integer().unwrap_or_default();
        if number != "1" {
            return Err(input.source.version(version.start(), number, NEWEST));
        }
    }
    for list in ["package", "distribution"] {
        if let Some(at) = root.no_list(list) {
            return Err(input.source.shape(at, "`package` is no list of tables"));
        }
    }
    let mut draft = Draft::new(input);
    let mut packages = Vec::new();
    let mut by_name = ByName::default();
    // Before its first release uv wrote `[[distribution]]`.
    for value in root.items("package").chain(root.items("distribution")) {
        let table = value
            .as_table()
            .ok_or_else(|| input.source.shape(value.start(), "a package is no table"))?;
        let name = table
            .str("name")
            .ok_or_else(|| input.source.shape(table.start(), "a package without name"))?;
        let id = entry(&mut draft, table, name);
        by_name.add(name, table.str("version").unwrap_or_default(), id);
        packages.push((id, name, table));
    }
    if packages.is_empty() {
        draft.gap(
            GapKind::Undecidable,
            0,
            "a lockfile without packages, not even the project's own",
        );
    }
    for (id, name, table) in packages {
        let mut complete = true;
        for (list, scope) in lists(table) {
            for wanted in list.items() {
                complete &= link(&mut draft, &by_name, (id, name), wanted, scope);
            }
        }
        if complete {
            draft.complete(id);
        }
    }
    draft.finish()
}

/// The lists of dependencies of a package: its own, those of its extras, those of its groups.
fn lists(table: Table<'_>) -> impl Iterator<Item = (Value<'_>, Scope)> {
    let own = table.get("dependencies").map(|list| (list, Scope::Runtime));
    let of = |name: &str, scope| {
        let groups = table.table(name).into_iter().flat_map(Table::entries);
        groups.map(move |(_, list)| (list, scope))
    };
    let optional = of("optional-dependencies", Scope::Optional);
    let development =
        of("dev-dependencies", Scope::Development).chain(of("dependency-groups", Scope::Development));
    own.into_iter().chain(optional).chain(development)
}

fn entry(draft: &mut Draft<'_>, table: Table<'_>, name: &str) -> OccurrenceId {
    let mut component = python::package(name, table.str("version"));
    let (source, local) = source(draft, table.table("source"));
    if !python::is_name(name) {
        draft.gap(
            GapKind::Undecidable,
            table.start(),
            "a package whose name is none",
        );
    }
    if source == ComponentSource::Unknown || kinds(table.table("source")) > 1 {
        let cause = format!("the source of `{}` is not understood", shortened(name));
        draft.gap(GapKind::Undecidable, table.start(), cause);
    }
    component.source = source;
    if local {
        component.kind = ComponentKind::Application;
    }
    if let ComponentSource::Url { url } = &component.source {
        component.distributions.insert(url.clone());
    }
    for file in table.get("sdist").into_iter().chain(table.items("wheels")) {
        if let Some(file) = file.as_table() {
            artefact(draft, &mut component, file);
        }
    }
    component.purl = python::purl(&component);
    let unversioned = component.version.is_none() && !local;
    let id = draft.occurrence(component, table.span());
    if unversioned {
        let cause = format!("`{}` does not state a version", shortened(name));
        draft.gap(GapKind::Undecidable, table.start(), cause);
    }
    if local {
        draft.local(id);
    }
    id
}

fn artefact(draft: &mut Draft<'_>, component: &mut Component, file: Table<'_>) {
    let stated = file.str("url").or_else(|| file.str("filename"));
    if stated
        .is_some_and(|stated| python::is_other_wheel(stated, &component.name, component.version.as_deref()))
    {
        let cause = "a file whose name is that of another package or version";
        draft.gap(GapKind::Undecidable, file.start(), cause);
    }
    if let Some(address) = file.str("url") {
        let (clean, changed) = resolved::without_credentials(address);
        component.distributions.insert(clean.into_owned());
        if changed {
            draft.note(file.start(), "credentials were left out of an address");
        }
    }
    match file.str("hash").map(resolved::python_hash) {
        Some(Some(digest)) => drop(component.digests.insert(digest)),
        Some(None) => draft.gap(GapKind::Undecidable, file.start(), "a hash that is not known"),
        None => {}
    }
}

/// How many kinds of sources a source names; more than one contradict one another.
fn kinds(source: Option<Table<'_>>) -> usize {
    const KINDS: [&str; 7] = [
        "registry",
        "git",
        "url",
        "path",
        "directory",
        "editable",
        "virtual",
    ];
    let named = |source: Table<'_>| KINDS.iter().filter(|kind| source.get(kind).is_some()).count();
    source.map_or(0, named)
}

/// The source, and whether it is a folder that is being built.
fn source(draft: &mut Draft<'_>, source: Option<Table<'_>>) -> (ComponentSource, bool) {
    let Some(source) = source else {
        return (ComponentSource::Unknown, false);
    };
    let mut address = |name| {
        let (clean, changed) = resolved::without_credentials(source.str(name)?);
        if changed {
            draft.note(source.start(), "credentials were left out of an address");
        }
        Some(clean.into_owned())
    };
    // Where two contradict one another the registry counts, for advisories are about what it has.
    if source.get("registry").is_some() {
        return (ComponentSource::Registry, false);
    }
    if ["virtual", "editable", "directory"]
        .iter()
        .any(|name| source.get(name).is_some())
    {
        return (ComponentSource::Path, true);
    }
    if let Some(address) = address("git") {
        let git = resolved::git(&format!("git+{address}")).unwrap_or_default();
        return (git, false);
    }
    if let Some(url) = address("url") {
        return (ComponentSource::Url { url }, false);
    }
    if source.get("path").is_some() {
        return (ComponentSource::Path, false);
    }
    (ComponentSource::Unknown, false)
}

/// Whether the dependency is decided.
fn link(
    draft: &mut Draft<'_>,
    by_name: &ByName,
    (from, name): (OccurrenceId, &str),
    wanted: Value<'_>,
    scope: Scope,
) -> bool {
    draft.tally.declared += 1;
    let table = wanted.as_table();
    let target = table.and_then(|table| table.str("name")).unwrap_or_default();
    let version = table.and_then(|table| table.str("version"));
    match by_name.find(target, version) {
        Found::One(to) => {
            draft.tally.resolved += 1;
            draft.edge(from, to, scope);
            return true;
        }
        Found::Several(all) => {
            for to in all {
                draft.edge(from, to, scope);
            }
        }
        Found::Nothing => {
            let cause = format!(
                "`{}` needs `{}`, which is not in the lockfile",
                shortened(name),
                shortened(target)
            );
            draft.gap(GapKind::Undecidable, wanted.start(), cause);
        }
    }
    draft.tally.undecided += 1;
    false
}
