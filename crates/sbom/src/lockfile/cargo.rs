//! `Cargo.lock`, versions 1 to 4.
//!
//! The lockfile lists the packages of all features and targets and does not tell build and development dependencies apart,
//! so every scope is *runtime*. A package without `source` is local; the roots are local packages no other one needs.

use std::collections::BTreeMap;

use portcullis_findings::{
    Algorithm, Component, ComponentKind, ComponentSource, Digest, GapKind, OccurrenceId, Purl, Scope,
};

use super::draft::Draft;
use super::resolved;
use super::{Extract, FileName, Format, Input};
use crate::text::toml::{Document, Table, Value};
use crate::text::{Fault, shortened};

pub(super) const FORMAT: Format = Format {
    name: "Cargo.lock",
    ecosystem: "crates.io",
    file_names: &[FileName::Is("Cargo.lock")],
    companions: &[],
    read,
};

const NEWEST: &str = "4";

/// The name, version and source a dependency text or metadata key names.
struct Reference<'d> {
    name: &'d str,
    version: Option<&'d str>,
    source: Option<&'d str>,
}

struct Entry<'d> {
    id: OccurrenceId,
    table: Table<'d>,
    name: &'d str,
    version: &'d str,
    source: Option<&'d str>,
}

fn read(input: &Input<'_, '_>) -> Result<Extract, Fault> {
    let document = Document::parse(&input.source, input.limits)?;
    let root = document.root();
    if let Some(version) = root.get("version") {
        let number = version.as_integer().unwrap_or_default();
        if !matches!(number, "1" | "2" | "3" | "4") {
            return Err(input.source.version(version.start(), number, NEWEST));
        }
    }
    if let Some(at) = root.no_list("package") {
        return Err(input.source.shape(at, "`package` is no list of tables"));
    }
    let mut draft = Draft::new(input);
    let checksums = checksums(root);
    let mut entries = Vec::new();
    // Before 2016 the root package stood in a table of its own.
    let legacy_root = root.get("root").into_iter();
    for value in legacy_root.chain(root.items("package")) {
        let table = value
            .as_table()
            .ok_or_else(|| input.source.shape(value.start(), "a package is no table"))?;
        entries.push(entry(input, &mut draft, table, &checksums)?);
    }
    if entries.is_empty() {
        let cause = "a lockfile without packages, not even the project's own";
        draft.gap(GapKind::Undecidable, 0, cause);
    }
    link(&mut draft, &entries);
    draft.finish()
}

/// Version 1 keeps checksums apart: `"checksum name version (source)" = "…"`.
fn checksums<'d>(root: Table<'d>) -> BTreeMap<(&'d str, &'d str, &'d str), &'d str> {
    let entries = root.table("metadata").into_iter().flat_map(Table::entries);
    entries
        .filter_map(|(key, value)| {
            let reference = Reference::parse(key.strip_prefix("checksum ")?);
            Some((
                (reference.name, reference.version?, reference.source?),
                value.as_str()?,
            ))
        })
        .collect()
}

fn entry<'d>(
    input: &Input<'_, '_>,
    draft: &mut Draft<'_>,
    table: Table<'d>,
    checksums: &BTreeMap<(&str, &str, &str), &str>,
) -> Result<Entry<'d>, Fault> {
    let missing = |what| input.source.shape(table.start(), what);
    let name = table
        .str("name")
        .ok_or_else(|| missing("a package without name"))?;
    let version = table
        .str("version")
        .ok_or_else(|| missing("a package without version"))?;
    let source = table.str("source");
    let mut component = Component::new(ComponentKind::Library, name);
    component.version = Some(version.to_owned());
    component.source = match source {
        None => ComponentSource::Path,
        Some(text) if text.starts_with("registry+") || text.starts_with("sparse+") => {
            ComponentSource::Registry
        }
        Some(text) => {
            let git = resolved::git(text);
            if git.is_none() {
                let cause = format!("the source of `{}` is not understood", shortened(name));
                draft.gap(GapKind::Undecidable, table.start(), cause);
            }
            // Mirrors on disk hold what the registry holds, so its advisories count.
            let mirror = ["local-registry+", "directory+"];
            git.unwrap_or_else(|| match text {
                text if mirror.iter().any(|start| text.starts_with(start)) => ComponentSource::Registry,
                "" => ComponentSource::Unknown,
                text if text.starts_with("path+") => ComponentSource::Path,
                text => ComponentSource::Url {
                    url: resolved::without_credentials(text).0.into_owned(),
                },
            })
        }
    };
    if source.is_none() {
        component.kind = ComponentKind::Application;
    }
    if source.is_some_and(|text| resolved::without_credentials(text).1) {
        draft.note(table.start(), "credentials were left out of an address");
    }
    let checksum = table
        .str("checksum")
        .or_else(|| checksums.get(&(name, version, source?)).copied());
    if let Some(digits) = checksum.filter(|digits| *digits != "<none>") {
        match Digest::from_hex(Algorithm::Sha256, digits) {
            Ok(digest) => drop(component.digests.insert(digest)),
            Err(_) => draft.gap(
                GapKind::Undecidable,
                table.start(),
                format!("the checksum of `{}` is no SHA-256", shortened(name)),
            ),
        }
    }
    let mut purl = Purl::builder("cargo", name).version(version);
    if let Some(url) = resolved::vcs_url(&component.source) {
        purl = purl.qualifier("vcs_url", url);
    }
    component.purl = purl.build().ok();
    let id = draft.occurrence(component, table.span());
    if source.is_none() {
        draft.local(id);
    }
    Ok(Entry {
        id,
        table,
        name,
        version,
        source,
    })
}

/// All entries sorted by name, version and source, so that a lookup costs the same however many look alike.
type Index<'d> = Vec<([&'d str; 3], OccurrenceId)>;

fn link(draft: &mut Draft<'_>, entries: &[Entry<'_>]) {
    let mut index: Index<'_> = entries.iter().map(|entry| (entry.key(), entry.id)).collect();
    index.sort_unstable();
    for entry in entries {
        let mut complete = true;
        // `replace` names the package that takes the place of this one.
        let replaced = entry.table.get("replace").into_iter();
        for dependency in replaced.chain(entry.table.items("dependencies")) {
            draft.tally.declared += 1;
            match target(&index, dependency) {
                Ok(to) => {
                    draft.tally.resolved += 1;
                    draft.edge(entry.id, to, Scope::Runtime);
                }
                Err(why) => {
                    draft.tally.undecided += 1;
                    complete = false;
                    let cause = format!(
                        "dependency `{}` of `{}` {why}",
                        shortened(Reference::parse(dependency.as_str().unwrap_or_default()).name),
                        shortened(entry.name)
                    );
                    draft.gap(GapKind::Undecidable, dependency.start(), cause);
                }
            }
        }
        if complete {
            draft.complete(entry.id);
        }
    }
}

fn target(index: &Index<'_>, dependency: Value<'_>) -> Result<OccurrenceId, &'static str> {
    let reference = Reference::parse(dependency.as_str().ok_or("is no text")?);
    let wanted = [
        Some(reference.name),
        reference.version,
        reference.source.map(without_commit),
    ];
    let known = wanted.map(Option::unwrap_or_default);
    let first = index.partition_point(|(key, _)| *key < known);
    let mut fitting = index.iter().skip(first).take_while(|(key, _)| {
        wanted
            .iter()
            .zip(key)
            .all(|(wanted, key)| wanted.is_none_or(|wanted| wanted == *key))
    });
    match (fitting.next(), fitting.next()) {
        (Some((_, id)), None) => Ok(*id),
        (None, _) => Err("is not in the lockfile"),
        (Some(_), Some(_)) => Err("fits several packages"),
    }
}

impl<'d> Entry<'d> {
    fn key(&self) -> [&'d str; 3] {
        [
            self.name,
            self.version,
            self.source.map(without_commit).unwrap_or_default(),
        ]
    }
}

/// Dependencies name a git source without the commit it was resolved to.
fn without_commit(source: &str) -> &str {
    source.split('#').next().unwrap_or_default()
}

impl<'d> Reference<'d> {
    /// `name`, `name version` or `name version (source)`.
    fn parse(text: &'d str) -> Self {
        let mut words = text.splitn(3, ' ');
        Self {
            name: words.next().unwrap_or_default(),
            version: words.next(),
            source: words
                .next()
                .and_then(|source| source.strip_prefix('(')?.strip_suffix(')')),
        }
    }
}
