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
use super::grouped::Grouped;
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

/// What the tables of a text say, before anything is made of it.
#[derive(Debug, Default, Eq, PartialEq)]
struct Lock<'d> {
    packages: Vec<(Package<'d>, Vec<Dependency<'d>>)>,
    checksums: Checksums<'d>,
}

/// Version 1 keeps checksums apart, by name, version and source.
type Checksums<'d> = BTreeMap<[&'d str; 3], &'d str>;

#[derive(Clone, Debug, Eq, PartialEq)]
struct Package<'d> {
    /// Where it begins in the text.
    start: usize,
    region: Region,
    name: &'d str,
    version: &'d str,
    source: Option<&'d str>,
    checksum: Option<&'d str>,
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
    if let Some(reading) = strictly(input) {
        return reading.finish();
    }
    let document = Document::parse(&input.source, input.limits)?;
    let lock = tree::lock(&input.source, document.root())?;
    let mut reading = Reading::new(input, lock.checksums);
    for (package, dependencies) in &lock.packages {
        reading.package(package, dependencies);
    }
    reading.finish()
}

/// What a text in cargo's own form says. What was read of any other form is thrown away.
fn strictly<'i>(input: &'i Input<'i, 'i>) -> Option<Reading<'i, 'i>> {
    let mut reading = Reading::new(input, Checksums::new());
    strict::packages(&input.source, input.limits, |package, dependencies| {
        reading.package(package, dependencies);
    })?;
    Some(reading)
}

/// How many bytes of a lockfile there are for each package, rather few.
const BYTES_OF_PACKAGE: usize = 200;
/// How many there are for each dependency.
const BYTES_OF_DEPENDENCY: usize = 48;

/// What is made of the packages as they come.
struct Reading<'i, 'd> {
    draft: Draft<'i>,
    checksums: Checksums<'d>,
    origins: Origins<'d>,
    entries: Vec<Entry<'d>>,
    /// Those of all entries, in their order.
    dependencies: Vec<Dependency<'d>>,
}

/// A package whose dependencies are yet to be found.
struct Entry<'d> {
    id: OccurrenceId,
    /// How many of [`Reading::dependencies`] are its own.
    dependencies: u32,
    key: Key<'d>,
}

/// The name, version and source that tell packages apart; without a source an empty one.
type Key<'d> = [&'d str; 3];

impl<'d> Entry<'d> {
    fn name(&self) -> &'d str {
        let [name, ..] = self.key;
        name
    }

    fn source(&self) -> &'d str {
        let [.., source] = self.key;
        source
    }
}

impl<'i, 'd> Reading<'i, 'd> {
    fn new(input: &'i Input<'i, 'i>, checksums: Checksums<'d>) -> Self {
        // Rather too much room than lists that grow by being copied: what is not written to costs nothing.
        let bytes = input.source.text.len();
        let allowed = usize::try_from(input.limits.components).unwrap_or(usize::MAX);
        let packages = (bytes / BYTES_OF_PACKAGE).min(allowed);
        let dependencies = bytes / BYTES_OF_DEPENDENCY;
        let mut draft = Draft::new(input);
        draft.reserve(packages, dependencies);
        Self {
            draft,
            checksums,
            origins: Origins::default(),
            entries: Vec::with_capacity(packages),
            dependencies: Vec::with_capacity(dependencies),
        }
    }

    fn package(&mut self, package: &Package<'d>, dependencies: &[Dependency<'d>]) {
        let id = occurrence(&mut self.draft, package, &self.checksums, &mut self.origins);
        let source = package.source.unwrap_or_default();
        // Most packages have the source of the one before.
        let is_same = self.entries.last().is_some_and(|last| last.source() == source);
        let source = if is_same { source } else { without_commit(source) };
        self.entries.push(Entry {
            id,
            dependencies: dependencies.len() as u32,
            key: [package.name, package.version, source],
        });
        self.dependencies.extend_from_slice(dependencies);
    }

    fn finish(mut self) -> Result<Extract, Fault> {
        if self.entries.is_empty() {
            let cause = "a lockfile without packages, not even the project's own";
            self.draft.gap(GapKind::Undecidable, 0, cause);
        }
        self.link();
        self.draft.finish()
    }

    fn link(&mut self) {
        let index = Index::new(&self.entries);
        let mut dependencies = self.dependencies.iter();
        for entry in &self.entries {
            let mut complete = true;
            for dependency in dependencies.by_ref().take(entry.dependencies as usize) {
                self.draft.tally.declared += 1;
                match index.target(*dependency) {
                    Ok(to) => {
                        self.draft.tally.resolved += 1;
                        self.draft.edge(entry.id, to, Scope::Runtime);
                    }
                    Err(why) => {
                        self.draft.tally.undecided += 1;
                        complete = false;
                        let cause = format!(
                            "dependency `{}` of `{}` {why}",
                            shortened(Reference::parse(dependency.text.unwrap_or_default()).name),
                            shortened(entry.name())
                        );
                        self.draft.gap(GapKind::Undecidable, dependency.start, cause);
                    }
                }
            }
            if complete {
                self.draft.complete(entry.id);
            }
        }
    }
}

fn occurrence<'d>(
    draft: &mut Draft<'_>,
    package: &Package<'d>,
    checksums: &Checksums<'_>,
    origins: &mut Origins<'d>,
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

/// What the sources of packages say, each worked out once.
#[derive(Default)]
struct Origins<'d>(BTreeMap<&'d str, Origin>);

struct Origin {
    source: ComponentSource,
    is_understood: bool,
    had_credentials: bool,
}

impl<'d> Origins<'d> {
    fn of(&mut self, text: &'d str) -> &Origin {
        self.0.entry(text).or_insert_with(|| Origin::new(text))
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

/// All packages by their names. A lookup takes few steps however many look alike, whoever chose the names.
struct Index<'e, 'd>(Grouped<&'e Entry<'d>>);

impl<'e, 'd> Index<'e, 'd> {
    fn new(entries: &'e [Entry<'d>]) -> Self {
        let buckets = (2 * entries.len()).next_power_of_two();
        let placed = entries.iter().map(|entry| (bucket(entry.name(), buckets), entry));
        let mut grouped = Grouped::new(buckets, placed);
        grouped.sort_by_key(|entry| entry.key);
        Self(grouped)
    }

    fn target(&self, dependency: Dependency<'_>) -> Result<OccurrenceId, &'static str> {
        let reference = Reference::parse(dependency.text.ok_or("is no text")?);
        let wanted = [
            Some(reference.name),
            reference.version,
            reference.source.map(without_commit),
        ];
        let known = wanted.map(Option::unwrap_or_default);
        let alike = self.0.of(bucket(reference.name, self.0.count()));
        // Those that fit stand together behind all that are less, and two tell as much as more.
        let near = match alike {
            [] | [_] | [_, _] => alike,
            _ => {
                let first = alike.partition_point(|entry| entry.key < known);
                let rest = alike.get(first..).unwrap_or_default();
                rest.get(..2).unwrap_or(rest)
            }
        };
        let mut fitting = near.iter().filter(|entry| {
            wanted
                .iter()
                .zip(entry.key)
                .all(|(wanted, key)| wanted.is_none_or(|wanted| wanted == key))
        });
        match (fitting.next(), fitting.next()) {
            (Some(entry), None) => Ok(entry.id),
            (None, _) => Err("is not in the lockfile"),
            (Some(_), Some(_)) => Err("fits several packages"),
        }
    }
}

/// In which of so many buckets, a power of two, a name is. Names may be chosen to be all in one: that only makes it a longer one.
fn bucket(name: &str, buckets: usize) -> usize {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let (words, rest) = name.as_bytes().as_chunks::<8>();
    let rest = rest
        .iter()
        .fold(name.len() as u64, |word, byte| (word << 8) | u64::from(*byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word)).chain([rest]);
    let mixed = words.fold(0, |hash: u64, word| {
        (hash ^ word).wrapping_mul(ODD).rotate_left(32)
    });
    mixed as usize & (buckets - 1)
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
