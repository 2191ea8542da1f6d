//! Takes inventories one by one and gives a segment.

use std::collections::HashMap;
use std::sync::Arc;

use portcullis_findings::{Component, LimitHit};

use super::limits::{MOST_COUNT, MOST_TEXT};
use super::runs::Runs;
use super::sorted::SortedWriter;
use super::write::SegmentWriter;
use super::{FleetError, FleetLimits, postings};
use crate::coordinates::{Coordinates, index_key};
use crate::matching;
use crate::{CpePolicy, Ecosystem, MatchOptions, Scheme, VersionKey};

/// Builds one segment of a fleet from inventories: what each of them consists of, and which are no longer there.
///
/// The bytes depend on the inventories alone, not on the order they are given in. While building, each distinct component
/// takes about 60 bytes and each posting one to two; at the end the segment is there twice for a moment.
///
/// ```
/// use portcullis_vuln_match::{Coordinates, Ecosystem, Fleet, FleetBuilder, FleetLimits};
/// let mut builder = FleetBuilder::new(FleetLimits::default());
/// let left = Coordinates::new(Ecosystem::parse("npm"), "left");
/// let component = builder.package(&left, Some("1.4.1"))?;
/// builder.add("shop", [component])?;
/// let segment = builder.finish();
/// let fleet = Fleet::open(&[&segment])?;
/// assert_eq!((fleet.len(), fleet.contains("shop")?), (1, true));
/// # Ok::<(), portcullis_vuln_match::FleetError>(())
/// ```
#[derive(Debug)]
pub struct FleetBuilder {
    limits: FleetLimits,
    options: MatchOptions,
    packages: Interner,
    releases: Interner,
    versions: Interner,
    ids: HashMap<Parts, u32>,
    components: Vec<Parts>,
    names: Vec<(Box<str>, Given)>,
    runs: Runs,
    scratch: Vec<u32>,
}

/// A component that a [`FleetBuilder`] knows; good for that builder alone.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ComponentId(u32);

/// Package, release and version by their numbers; 0 is no release and no version.
type Parts = [u32; 3];

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Given {
    Added,
    Removed,
}

/// Marks an inventory that another one of the same name replaces.
const REPLACED: u32 = u32::MAX;

impl FleetBuilder {
    /// An empty segment.
    #[must_use]
    pub fn new(limits: FleetLimits) -> Self {
        Self {
            limits,
            options: of_fleet(MatchOptions::default()),
            packages: Interner::default(),
            releases: Interner::default(),
            versions: Interner::default(),
            ids: HashMap::new(),
            components: Vec::new(),
            names: Vec::new(),
            runs: Runs::default(),
            scratch: Vec::new(),
        }
    }

    /// With other options than the default ones. They are part of the segment: questions are answered by them, and segments of
    /// one fleet have the same. [`MatchOptions::cpe`] is not looked at: a fleet holds packages, and what a CPE name leads to
    /// may not be one.
    #[must_use]
    pub fn with_options(mut self, options: MatchOptions) -> Self {
        self.options = of_fleet(options);
        self
    }

    /// The number of a component, given by package and version. A version of white space is none, as in matching.
    ///
    /// # Errors
    ///
    /// [`FleetError::Limit`] if it is too long or one too many.
    pub fn package(
        &mut self,
        package: &Coordinates,
        version: Option<&str>,
    ) -> Result<ComponentId, FleetError> {
        let version = version.filter(|version| !version.trim().is_empty());
        let key = index_key(package.ecosystem.base(), &package.name);
        let release = package.ecosystem.suffix();
        for text in [Some(key.as_str()), release, version].into_iter().flatten() {
            self.check_text(text)?;
        }
        let parts = [
            self.packages.number(&key),
            release.map_or(0, |release| self.releases.number(release)),
            version.map_or(0, |version| self.versions.number(version)),
        ];
        if let Some(id) = self.ids.get(&parts) {
            return Ok(ComponentId(*id));
        }
        let allowed = self.limits.components.min(MOST_COUNT);
        check_count("components of one fleet segment", self.components.len(), allowed)?;
        let id = self.components.len() as u32;
        self.components.push(parts);
        self.ids.insert(parts, id);
        Ok(ComponentId(id))
    }

    /// Adds an inventory. One of the same name that was added before, here or in an earlier segment, is replaced.
    ///
    /// # Errors
    ///
    /// [`FleetError::Limit`] if the name is too long or one too many; [`FleetError::ForeignComponent`] if this builder gave
    /// no such number. The inventory is not added then.
    pub fn add(
        &mut self,
        name: &str,
        components: impl IntoIterator<Item = ComponentId>,
    ) -> Result<(), FleetError> {
        self.scratch.clear();
        self.scratch.extend(components.into_iter().map(|id| id.0));
        self.scratch.sort_unstable();
        self.scratch.dedup();
        let greatest = self.scratch.last();
        if greatest.is_some_and(|id| *id as usize >= self.components.len()) {
            return Err(FleetError::ForeignComponent);
        }
        let inventory = self.name(name, Given::Added)?;
        self.runs.push(inventory, &self.scratch);
        Ok(())
    }

    /// Adds an inventory of components as other crates give them, in all places that [`Coordinates::all_of`] names. Those that
    /// matching does not look up take no part.
    ///
    /// # Errors
    ///
    /// Those of [`FleetBuilder::package`] and [`FleetBuilder::add`]; the inventory is not added then.
    pub fn add_components<'c>(
        &mut self,
        name: &str,
        components: impl IntoIterator<Item = &'c Component>,
    ) -> Result<(), FleetError> {
        let mut ids = Vec::new();
        for component in components {
            for place in matching::lookups(component, self.options) {
                ids.push(self.package(&place.package, place.version.as_deref())?);
            }
        }
        self.add(name, ids)
    }

    /// Removes an inventory of this name, here and from the segments before.
    ///
    /// # Errors
    ///
    /// [`FleetError::Limit`] if the name is too long or one too many.
    pub fn remove(&mut self, name: &str) -> Result<(), FleetError> {
        self.name(name, Given::Removed).map(|_| ())
    }

    fn name(&mut self, name: &str, given: Given) -> Result<u32, FleetError> {
        self.check_text(name)?;
        let allowed = self.limits.inventories.min(MOST_COUNT);
        check_count("inventories of one fleet segment", self.names.len(), allowed)?;
        self.names.push((name.into(), given));
        Ok((self.names.len() - 1) as u32)
    }

    fn check_text(&self, text: &str) -> Result<(), FleetError> {
        let allowed = self.limits.text_bytes.min(MOST_TEXT);
        if text.len() as u64 <= allowed {
            return Ok(());
        }
        Err(LimitHit {
            what: "bytes of one name or version in a fleet",
            allowed,
        }
        .into())
    }

    /// The segment. Keep it behind those that were built before: of one name the last segment that has it counts.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        let Self {
            packages,
            releases,
            versions,
            ids,
            components,
            names,
            runs,
            options,
            ..
        } = self;
        drop(ids);
        let (numbers, written, removed) = number_names(names);
        let universe = written.count;
        let lists = Lists::encode(runs, components.len(), &numbers, universe);
        let order = Order {
            packages: packages.list(),
            releases: releases.list(),
            versions: versions.list(),
        };
        let mut writer = SegmentWriter::new(lists.bytes.len(), options);
        order.write(&components, &lists, &mut writer);
        drop(lists);
        writer.finish(written, removed)
    }
}

/// The options as a fleet keeps them.
pub(super) fn of_fleet(mut options: MatchOptions) -> MatchOptions {
    options.cpe = CpePolicy::Off;
    options
}

fn check_count(what: &'static str, present: usize, allowed: u64) -> Result<(), FleetError> {
    if (present as u64) < allowed {
        return Ok(());
    }
    Err(LimitHit { what, allowed }.into())
}

/// The ordinal of each name that was given, by sorted name, and the names to be written. Of one name the last call counts.
fn number_names(names: Vec<(Box<str>, Given)>) -> (Vec<u32>, SortedWriter, SortedWriter) {
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    let name = |at: &u32| names.get(*at as usize).map(|(name, _)| &**name);
    order.sort_by(|left, right| name(left).cmp(&name(right)));
    let mut numbers = vec![REPLACED; names.len()];
    let (mut written, mut removed) = (SortedWriter::default(), SortedWriter::default());
    for same in order.chunk_by(|left, right| name(left) == name(right)) {
        let Some(last) = same.last().map(|last| *last as usize) else {
            continue;
        };
        match names.get(last) {
            Some((name, Given::Added)) => {
                if let Some(number) = numbers.get_mut(last) {
                    *number = written.count;
                }
                written.push(name.as_bytes());
            }
            Some((name, Given::Removed)) => removed.push(name.as_bytes()),
            None => {}
        }
    }
    (numbers, written, removed)
}

/// The encoded list of each component, by its number.
struct Lists {
    bytes: Vec<u8>,
    /// Where each ends, and how many entries it has.
    ends: Vec<(u64, u32)>,
}

impl Lists {
    fn encode(runs: Runs, components: usize, numbers: &[u32], universe: u32) -> Self {
        let mut lists = Self {
            bytes: Vec::new(),
            ends: Vec::with_capacity(components),
        };
        let is_sorted = numbers.is_sorted() && !numbers.contains(&REPLACED);
        runs.each(|component, inventories| {
            if !is_sorted {
                for inventory in inventories.iter_mut() {
                    *inventory = numbers.get(*inventory as usize).copied().unwrap_or(REPLACED);
                }
                inventories.retain(|inventory| *inventory != REPLACED);
                inventories.sort_unstable();
            }
            lists.end_at(component as usize);
            if !inventories.is_empty() {
                postings::encode(inventories, universe, &mut lists.bytes);
                lists
                    .ends
                    .push((lists.bytes.len() as u64, inventories.len() as u32));
            }
        });
        lists.end_at(components);
        lists
    }

    /// The components up to this one have no inventory.
    fn end_at(&mut self, component: usize) {
        self.ends.resize(component, (self.bytes.len() as u64, 0));
    }

    fn get(&self, component: u32) -> Option<(&[u8], u32)> {
        let at = component as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let (end, count) = self.ends.get(at)?;
        let range = start.map_or(0, |(start, _)| *start as usize)..*end as usize;
        Some((self.bytes.get(range)?, *count)).filter(|(_, count)| *count > 0)
    }
}

/// The texts behind the numbers of components.
struct Order {
    packages: Vec<Arc<str>>,
    releases: Vec<Arc<str>>,
    versions: Vec<Arc<str>>,
}

impl Order {
    /// By package, release, and version in the order of the ecosystem. Numbers become ranks first, so that few texts are
    /// compared.
    fn write(&self, components: &[Parts], lists: &Lists, writer: &mut SegmentWriter) {
        let (packages, releases) = (ranks(&self.packages), ranks(&self.releases));
        let rank = |ranks: &[u32], number: u32| match number.checked_sub(1) {
            None => 0,
            Some(at) => ranks.get(at as usize).map_or(0, |rank| rank + 1),
        };
        let group = |id: &u32| {
            let [package, release, _] = components.get(*id as usize).copied().unwrap_or_default();
            (rank(&packages, package), rank(&releases, release))
        };
        let mut ids: Vec<u32> = (0..components.len() as u32)
            .filter(|id| lists.get(*id).is_some())
            .collect();
        ids.sort_unstable_by_key(group);
        let mut last = 0;
        for same in ids.chunk_by(|left, right| group(left) == group(right)) {
            let Some([package, release, _]) = same.first().and_then(|id| components.get(*id as usize)) else {
                continue;
            };
            let key = text(&self.packages, *package).unwrap_or_default();
            let release = text(&self.releases, *release);
            if last != *package {
                writer.package(key.as_bytes());
                last = *package;
            }
            writer.release(release.map(str::as_bytes));
            let version = |id: &u32| {
                let [_, _, version] = components.get(*id as usize).copied().unwrap_or_default();
                text(&self.versions, version)
            };
            let versions = same.iter().map(|id| (version(id), *id));
            for (_, version, id) in in_order(key, release, versions) {
                if let Some((list, count)) = lists.get(id) {
                    writer.version(version.map(str::as_bytes), u64::from(count), |out| {
                        out.extend_from_slice(list);
                    });
                }
            }
        }
    }
}

/// Versions of one release of a package in the order of its ecosystem: none first, then those that cannot be ordered.
pub(super) fn in_order<'t, T>(
    package: &str,
    release: Option<&str>,
    versions: impl Iterator<Item = (Option<&'t str>, T)>,
) -> Vec<(Option<VersionKey>, Option<&'t str>, T)> {
    let scheme = scheme_of(package, release);
    let keyed = versions.map(|(version, rest)| {
        let key = version
            .zip(scheme)
            .map(|(version, scheme): (&str, Scheme)| scheme.parse(version));
        (key, version, rest)
    });
    let mut keyed: Vec<_> = keyed.collect();
    keyed.sort_unstable_by(|left, right| (&left.0, left.1).cmp(&(&right.0, right.1)));
    keyed
}

/// The scheme that versions of one release of a package are sorted by.
pub(super) fn scheme_of(package: &str, release: Option<&str>) -> Option<Scheme> {
    let base = package.split_once('\0').map_or(package, |(base, _)| base);
    Scheme::for_ecosystem(&match release {
        Some(release) => Ecosystem::parse(&format!("{base}:{release}")),
        None => Ecosystem::parse(base),
    })
}

fn text(list: &[Arc<str>], number: u32) -> Option<&str> {
    list.get(number.checked_sub(1)? as usize).map(|text| &**text)
}

/// The place of each text among the sorted ones.
fn ranks(list: &[Arc<str>]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..list.len() as u32).collect();
    order.sort_unstable_by_key(|at| list.get(*at as usize));
    let mut ranks = vec![0; list.len()];
    for (rank, at) in order.into_iter().enumerate() {
        if let Some(slot) = ranks.get_mut(at as usize) {
            *slot = rank as u32;
        }
    }
    ranks
}

/// Numbers texts from 1 on.
#[derive(Debug, Default)]
struct Interner(HashMap<Arc<str>, u32>);

impl Interner {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.0.get(text) {
            return *number;
        }
        let number = self.0.len() as u32 + 1;
        self.0.insert(text.into(), number);
        number
    }

    fn list(self) -> Vec<Arc<str>> {
        let mut list: Vec<_> = self.0.into_iter().collect();
        list.sort_unstable_by_key(|(_, number)| *number);
        list.into_iter().map(|(text, _)| text).collect()
    }
}
