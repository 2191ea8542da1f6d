//! `poetry.lock`, lock versions 1.x and 2.x.
//!
//! The lockfile does not hold the project itself, so there is no root and paths are unknown; the edges between packages
//! are known. A dependency on a name that is locked in several versions leads to each of them and leaves the graph unknown,
//! for which one counts depends on the platform.

use portcullis_findings::{Component, ComponentSource, GapKind, OccurrenceId, Scope};

use super::draft::Draft;
use super::python::{self, ByName, Found};
use super::{Extract, FileName, Format, Input, resolved};
use crate::text::toml::{Document, Table, Value};
use crate::text::{Fault, shortened};

pub(super) const FORMAT: Format = Format {
    name: "poetry.lock",
    ecosystem: "PyPI",
    file_names: &[FileName::Is("poetry.lock")],
    companions: &[],
    read,
};

const NEWEST: &str = "2";

const OTHER_WHEEL: &str = "a file whose name is that of another package or version";

fn read(input: &Input<'_, '_>) -> Result<Extract, Fault> {
    let document = Document::parse(&input.source, input.limits)?;
    let root = document.root();
    if let Some(at) = root.no_list("package") {
        return Err(input.source.shape(at, "`package` is no list of tables"));
    }
    let mut draft = Draft::new(input);
    let metadata = root.table("metadata");
    match metadata {
        // It ends every file that poetry writes.
        None => {
            draft.graph_unknown();
            draft.gap(
                GapKind::Truncated,
                input.source.text.len(),
                "the table `metadata` is missing",
            );
        }
        Some(metadata) => {
            if metadata.get("content-hash").is_none() {
                draft.gap(
                    GapKind::Truncated,
                    metadata.start(),
                    "the table `metadata` has no `content-hash`",
                );
            }
            if let Some(version) = metadata.get("lock-version") {
                let text = version.as_str().unwrap_or_default();
                if !matches!(text.split('.').next(), Some("1" | "2")) {
                    return Err(input.source.version(version.start(), text, NEWEST));
                }
            }
        }
    }
    let old_files = metadata.and_then(|metadata| metadata.table("files"));
    let mut packages = Vec::new();
    let mut by_name = ByName::default();
    for value in root.items("package") {
        let table = value
            .as_table()
            .ok_or_else(|| input.source.shape(value.start(), "a package is no table"))?;
        let missing = |what| input.source.shape(table.start(), what);
        let name = table
            .str("name")
            .ok_or_else(|| missing("a package without name"))?;
        let version = table
            .str("version")
            .ok_or_else(|| missing("a package without version"))?;
        let component = component(&mut draft, table, name, version, old_files);
        let id = draft.occurrence(component, table.span());
        draft.scope(id, scope(table));
        by_name.add(name, version, id);
        packages.push((id, name, table));
    }
    for (id, name, table) in packages {
        let mut complete = true;
        for (wanted, spec) in table.table("dependencies").into_iter().flat_map(Table::entries) {
            complete &= link(&mut draft, &by_name, (id, name), wanted, spec);
        }
        if complete {
            draft.complete(id);
        }
    }
    draft.finish()
}

fn component(
    draft: &mut Draft<'_>,
    table: Table<'_>,
    name: &str,
    version: &str,
    old_files: Option<Table<'_>>,
) -> Component {
    let mut component = python::package(name, Some(version));
    component.source = match table.table("source") {
        Some(source) => self::source(draft, source),
        None => ComponentSource::Registry,
    };
    if table.table("source").is_none() && table.get("source").is_some()
        || component.source == ComponentSource::Unknown
    {
        let cause = format!("the source of `{}` is not understood", shortened(name));
        draft.gap(GapKind::Undecidable, table.start(), cause);
    }
    if !python::is_name(name) {
        draft.gap(
            GapKind::Undecidable,
            table.start(),
            "a package whose name is none",
        );
    }
    if let ComponentSource::Url { url } = &component.source {
        component.distributions.insert(url.clone());
    }
    let files = table.get("files").or_else(|| old_files?.get(name));
    for file in files.into_iter().flat_map(Value::items) {
        let stated = file.as_table().and_then(|file| file.str("file"));
        if stated.is_some_and(|stated| python::is_other_wheel(stated, name, Some(version))) {
            draft.gap(GapKind::Undecidable, file.start(), OTHER_WHEEL);
        }
        let hash = file.as_table().and_then(|file| file.str("hash"));
        match hash.map(resolved::python_hash) {
            Some(Some(digest)) => drop(component.digests.insert(digest)),
            Some(None) => draft.gap(GapKind::Undecidable, file.start(), "a hash that is not known"),
            None => {}
        }
    }
    component.purl = python::purl(&component);
    component
}

fn source(draft: &mut Draft<'_>, source: Table<'_>) -> ComponentSource {
    let (url, changed) = resolved::without_credentials(source.str("url").unwrap_or_default());
    if changed {
        draft.note(source.start(), "credentials were left out of an address");
    }
    match source.str("type") {
        Some("git") => ComponentSource::Git {
            url: url.into_owned(),
            revision: source
                .str("resolved_reference")
                .or_else(|| source.str("reference"))
                .map(str::to_owned),
        },
        Some("url") => ComponentSource::Url {
            url: url.into_owned(),
        },
        Some("directory" | "file") => ComponentSource::Path,
        // `legacy` is an index that serves the simple API.
        Some("legacy") => ComponentSource::Registry,
        _ => ComponentSource::Unknown,
    }
}

/// `category` until lock version 1, `groups` since 2.1; between them the lockfile does not tell.
fn scope(table: Table<'_>) -> Scope {
    let mut groups = table.items("groups").filter_map(Value::as_str).peekable();
    let development = match table.str("category") {
        Some(category) => category == "dev",
        None => groups.peek().is_some() && !groups.any(|group| group == "main"),
    };
    if development {
        Scope::Development
    } else if table.get("optional").is_some_and(Value::is_true) {
        Scope::Optional
    } else {
        Scope::Runtime
    }
}

/// Whether the dependency is decided.
fn link(
    draft: &mut Draft<'_>,
    by_name: &ByName,
    (from, name): (OccurrenceId, &str),
    wanted: &str,
    spec: Value<'_>,
) -> bool {
    let conditions = Conditions::of(spec);
    let scope = if conditions.optional {
        Scope::Optional
    } else {
        Scope::Runtime
    };
    draft.tally.declared += 1;
    match by_name.find(wanted, conditions.exact) {
        Found::One(to) => {
            draft.tally.resolved += 1;
            draft.edge(from, to, scope);
        }
        Found::Several(all) => {
            draft.tally.undecided += 1;
            for to in all {
                draft.edge(from, to, scope);
            }
            return false;
        }
        Found::Nothing if conditions.optional || conditions.marked => draft.tally.absent_optional += 1,
        Found::Nothing => {
            draft.tally.undecided += 1;
            let cause = format!(
                "`{}` needs `{}`, which is not in the lockfile",
                shortened(name),
                shortened(wanted)
            );
            draft.gap(GapKind::Undecidable, spec.start(), cause);
            return false;
        }
    }
    true
}

/// What a dependency's specification says: a constraint, a table, or a list of tables for different platforms.
struct Conditions<'d> {
    exact: Option<&'d str>,
    optional: bool,
    marked: bool,
}

impl<'d> Conditions<'d> {
    fn of(spec: Value<'d>) -> Self {
        if spec.is_array() {
            return Self {
                exact: None,
                optional: spec.items().all(|item| Self::of_one(item).optional),
                marked: spec.items().all(|item| Self::of_one(item).marked),
            };
        }
        Self::of_one(spec)
    }

    fn of_one(spec: Value<'d>) -> Self {
        let table = spec.as_table();
        let constraint = spec
            .as_str()
            .or_else(|| table?.str("version"))
            .unwrap_or_default();
        let markers = table.and_then(|table| table.str("markers"));
        Self {
            exact: constraint
                .strip_prefix("==")
                .map(str::trim)
                .filter(|version| !version.contains(['*', ',', '|', ' '])),
            optional: table.is_some_and(|table| table.get("optional").is_some_and(Value::is_true))
                || markers.is_some_and(|markers| markers.contains("extra ==")),
            marked: markers.is_some() || table.is_some_and(|table| table.get("python").is_some()),
        }
    }
}
