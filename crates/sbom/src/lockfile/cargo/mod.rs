//! `Cargo.lock`, versions 1 to 4.
//!
//! The lockfile lists the packages of all features and targets and does not tell build and development dependencies apart,
//! so every scope is *runtime*. A package without `source` is local; the roots are local packages no other one needs.

mod strict;
mod tree;

use std::collections::BTreeMap;

use portcullis_findings::{
    Algorithm, Component, ComponentKind, ComponentSource, Digest, GapKind, OccurrenceId, Purl, Region, Scope,
};

use super::draft::Draft;
use super::resolved;
use super::{Extract, FileName, Format, Input};
use crate::text::toml::Document;
use crate::text::{Fault, shortened};

pub(super) const FORMAT: Format = Format {
    name: "Cargo.lock",
    ecosystem: "crates.io",
    file_names: &[FileName::Is("Cargo.lock")],
    companions: &[],
    read,
};

const NEWEST: &str = "4";

/// What the text says, before anything is made of it.
#[derive(Debug, Default, Eq, PartialEq)]
struct Lock<'d> {
    packages: Vec<Package<'d>>,
    /// Those of all packages, in their order.
    dependencies: Vec<Dependency<'d>>,
    /// Version 1 keeps checksums apart, by name, version and source.
    checksums: BTreeMap<[&'d str; 3], &'d str>,
}

#[derive(Debug, Eq, PartialEq)]
struct Package<'d> {
    /// Where it begins in the text.
    start: usize,
    region: Region,
    name: &'d str,
    version: &'d str,
    source: Option<&'d str>,
    checksum: Option<&'d str>,
    /// How many of [`Lock::dependencies`] are its own.
    dependencies: usize,
}

/// A text that names another package.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Dependency<'d> {
    /// `None` if it is no text.
    text: Option<&'d str>,
    start: usize,
}

/// The name, version and source a dependency text or metadata key names.
#[derive(Clone, Copy)]
struct Reference<'d> {
    name: &'d str,
    version: Option<&'d str>,
    source: Option<&'d str>,
}

fn read(input: &Input<'_, '_>) -> Result<Extract, Fault> {
    if let Some(lock) = strict::lock(&input.source, input.limits) {
        return extract(input, &lock);
    }
    let document = Document::parse(&input.source, input.limits)?;
    extract(input, &tree::lock(&input.source, document.root())?)
}

fn extract(input: &Input<'_, '_>, lock: &Lock<'_>) -> Result<Extract, Fault> {
    let mut draft = Draft::new(input);
    draft.reserve(lock.packages.len(), lock.dependencies.len());
    let mut origins = Origins::default();
    let ids: Vec<_> = lock
        .packages
        .iter()
        .map(|package| occurrence(&mut draft, package, &lock.checksums, &mut origins))
        .collect();
    if ids.is_empty() {
        let cause = "a lockfile without packages, not even the project's own";
        draft.gap(GapKind::Undecidable, 0, cause);
    }
    link(&mut draft, lock, &ids);
    draft.finish()
}

fn occurrence(
    draft: &mut Draft<'_>,
    package: &Package<'_>,
    checksums: &BTreeMap<[&str; 3], &str>,
    origins: &mut Origins,
) -> OccurrenceId {
    let Package {
        start,
        name,
        version,
        source,
        ..
    } = *package;
    let mut component = Component::new(ComponentKind::Library, name);
    component.version = Some(version.to_owned());
    match source {
        None => {
            component.kind = ComponentKind::Application;
            component.source = ComponentSource::Path;
        }
        Some(text) => {
            let origin = origins.of(text);
            component.source = origin.source.clone();
            if !origin.is_understood {
                let cause = format!("the source of `{}` is not understood", shortened(name));
                draft.gap(GapKind::Undecidable, start, cause);
            }
            if origin.had_credentials {
                draft.note(start, "credentials were left out of an address");
            }
        }
    }
    let checksum = package
        .checksum
        .or_else(|| checksums.get(&[name, version, source?]).copied());
    if let Some(digits) = checksum.filter(|digits| *digits != "<none>") {
        match Digest::from_hex(Algorithm::Sha256, digits) {
            Ok(digest) => drop(component.digests.insert(digest)),
            Err(_) => draft.gap(
                GapKind::Undecidable,
                start,
                format!("the checksum of `{}` is no SHA-256", shortened(name)),
            ),
        }
    }
    let mut purl = Purl::builder("cargo", name).version(version);
    if let Some(url) = resolved::vcs_url(&component.source) {
        purl = purl.qualifier("vcs_url", url);
    }
    component.purl = purl.build().ok();
    let id = draft.occurrence_at(component, package.region.clone());
    if source.is_none() {
        draft.local(id);
    }
    id
}

/// What the source of a package says. Most packages have that of the one before.
#[derive(Default)]
struct Origins(Option<(String, Origin)>);

struct Origin {
    source: ComponentSource,
    is_understood: bool,
    had_credentials: bool,
}

impl Origins {
    fn of(&mut self, text: &str) -> &Origin {
        let known = self.0.take().filter(|(known, _)| known == text);
        let (_, origin) = self
            .0
            .insert(known.unwrap_or_else(|| (text.to_owned(), Origin::new(text))));
        origin
    }
}

impl Origin {
    fn new(text: &str) -> Self {
        let starts = |list: &[&str]| list.iter().any(|start| text.starts_with(start));
        let (clean, had_credentials) = resolved::without_credentials(text);
        let (source, is_understood) = if starts(&["registry+", "sparse+"]) {
            (ComponentSource::Registry, true)
        } else if let Some(git) = resolved::git(text) {
            (git, true)
        } else if starts(&["local-registry+", "directory+"]) {
            // Mirrors on disk hold what the registry holds, so its advisories count.
            (ComponentSource::Registry, false)
        } else if text.is_empty() {
            (ComponentSource::Unknown, false)
        } else if text.starts_with("path+") {
            (ComponentSource::Path, false)
        } else {
            let url = clean.into_owned();
            (ComponentSource::Url { url }, false)
        };
        Self {
            source,
            is_understood,
            had_credentials,
        }
    }
}

/// All packages sorted by name, version and source. A lookup costs the same however many look alike.
struct Index<'d> {
    sorted: Vec<([&'d str; 3], OccurrenceId)>,
    /// The beginning of each one's name, which most are told apart by.
    heads: Vec<u128>,
}

fn link(draft: &mut Draft<'_>, lock: &Lock<'_>, ids: &[OccurrenceId]) {
    let packages = lock.packages.iter().zip(ids);
    // Most packages have the source of the one before.
    let mut known = ("", "");
    let index = Index::new(packages.clone().map(|(package, id)| {
        let source = package.source.unwrap_or_default();
        if source != known.0 {
            known = (source, without_commit(source));
        }
        ([package.name, package.version, known.1], *id)
    }));
    let mut dependencies = lock.dependencies.iter();
    for (package, id) in packages {
        let mut complete = true;
        for dependency in dependencies.by_ref().take(package.dependencies) {
            draft.tally.declared += 1;
            match index.target(*dependency) {
                Ok(to) => {
                    draft.tally.resolved += 1;
                    draft.edge(*id, to, Scope::Runtime);
                }
                Err(why) => {
                    draft.tally.undecided += 1;
                    complete = false;
                    let cause = format!(
                        "dependency `{}` of `{}` {why}",
                        shortened(Reference::parse(dependency.text.unwrap_or_default()).name),
                        shortened(package.name)
                    );
                    draft.gap(GapKind::Undecidable, dependency.start, cause);
                }
            }
        }
        if complete {
            draft.complete(*id);
        }
    }
}

impl<'d> Index<'d> {
    fn new(packages: impl Iterator<Item = ([&'d str; 3], OccurrenceId)>) -> Self {
        let mut sorted: Vec<_> = packages.collect();
        // Not the unstable one: they come nearly in this order, which it makes use of.
        sorted.sort();
        let heads = sorted.iter().map(|([name, ..], _)| head(name)).collect();
        Self { sorted, heads }
    }

    fn target(&self, dependency: Dependency<'_>) -> Result<OccurrenceId, &'static str> {
        let reference = Reference::parse(dependency.text.ok_or("is no text")?);
        let wanted = [
            Some(reference.name),
            reference.version,
            reference.source.map(without_commit),
        ];
        let known = wanted.map(Option::unwrap_or_default);
        let is_before = |(key, _): &([&str; 3], OccurrenceId)| *key < known;
        let beginning = head(reference.name);
        let first = self.heads.partition_point(|head| *head < beginning);
        let rest = self.sorted.get(first..).unwrap_or_default();
        let first = match rest.first() {
            Some(next) if is_before(next) => {
                let heads = self.heads.get(first..).unwrap_or_default();
                let alike = heads.partition_point(|head| *head == beginning);
                rest.get(..alike).unwrap_or_default().partition_point(is_before)
            }
            _ => 0,
        };
        let mut fitting = rest.iter().skip(first).take_while(|(key, _)| {
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
}

/// The first bytes of a name as a number; names in their order have heads in theirs.
fn head(name: &str) -> u128 {
    let mut head = [0; 16];
    let length = name.len().min(head.len());
    if let Some((slots, bytes)) = head.get_mut(..length).zip(name.as_bytes().get(..length)) {
        slots.copy_from_slice(bytes);
    }
    u128::from_be_bytes(head)
}

/// Dependencies name a git source without the commit it was resolved to.
fn without_commit(source: &str) -> &str {
    source.split_once('#').map_or(source, |(source, _)| source)
}

impl<'d> Reference<'d> {
    /// `name`, `name version` or `name version (source)`.
    fn parse(text: &'d str) -> Self {
        let (name, rest) = split_word(text);
        let (version, source) = rest.map_or((None, None), |rest| {
            let (version, source) = split_word(rest);
            (Some(version), source)
        });
        Self {
            name,
            version,
            source: source.and_then(|source| source.strip_prefix('(')?.strip_suffix(')')),
        }
    }
}

/// What stands before the first space and what behind it. Most texts are one short word.
fn split_word(text: &str) -> (&str, Option<&str>) {
    match text.bytes().position(|byte| byte == b' ') {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + 1..)),
        None => (text, None),
    }
}
