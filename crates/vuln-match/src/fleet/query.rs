//! One advisory, asked of the whole fleet.

use std::ops::Range;

use super::dictionary::{List, Row, RowGroup, Rows};
use super::{Fleet, FleetError, InventorySet, Live, build, postings};
use crate::advisory::Advisory;
use crate::matching::{Entry, Single, boundaries};
use crate::{Answer, Coordinates, Ecosystem, Scheme, VersionKey};
use portcullis_findings::LimitHit;

/// Up to this many versions of one release are asked one by one; of more, one between each two boundaries.
const EACH: usize = 64;
/// Ecosystems in which an answer depends on nothing of a version but its place in the order. In others it may be that a
/// version leaves something out (an epoch, a patch number), so each is asked.
const SEARCHED: [&str; 13] = [
    "CRAN",
    "Hackage",
    "Hex",
    "Julia",
    "Maven",
    "NuGet",
    "Packagist",
    "Pub",
    "PyPI",
    "RubyGems",
    "SwiftURL",
    "crates.io",
    "npm",
];

/// Which inventories an advisory affects.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FleetAnswer {
    /// Inventories with a component that it affects.
    pub affected: InventorySet,
    /// Inventories with a component of which it cannot be told, and none that it affects. Never to be read as safe.
    pub unknown: InventorySet,
    /// The components, by package and version; those that it does not affect are left out.
    pub components: Vec<FleetComponent>,
}

/// A component that an advisory affects or may affect.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FleetComponent {
    /// Its package, the name in the spelling it is looked up by (lower case where case does not count).
    pub package: Coordinates,
    /// Its version; `None` if it states none.
    pub version: Option<String>,
    /// Affected, or unknown with the reason.
    pub answer: Answer,
    /// How many inventories have it.
    pub inventories: u64,
    places: Vec<(usize, List)>,
}

/// An answer while its segments are asked.
struct Asking<'f, 'a> {
    fleet: &'f Fleet<'a>,
    single: Single<'f>,
    affected: Vec<Vec<u64>>,
    unknown: Vec<Vec<u64>>,
    components: Vec<FleetComponent>,
}

impl FleetAnswer {
    /// Nothing is affected.
    pub(super) fn none(fleet: &Fleet<'_>) -> Self {
        let empty = || InventorySet::new(fleet.segments.iter().map(Live::no_bits).collect());
        Self {
            affected: empty(),
            unknown: empty(),
            components: Vec::new(),
        }
    }
}

impl Fleet<'_> {
    /// Which inventories an advisory affects, or may affect: the answer that matching each of them would give. A withdrawn
    /// advisory affects none.
    ///
    /// # Errors
    ///
    /// [`FleetError`] if what is read is damaged, or the answer has more components than [`super::FleetLimits`] allow.
    pub fn affected_by(&self, advisory: &Advisory) -> Result<FleetAnswer, FleetError> {
        let empty = || self.segments.iter().map(Live::no_bits).collect();
        let mut asking = Asking {
            fleet: self,
            single: Single::new(advisory),
            affected: empty(),
            unknown: empty(),
            components: Vec::new(),
        };
        for (at, live) in self.segments.iter().enumerate() {
            asking.segment(at, live)?;
        }
        let live = |words: Vec<Vec<u64>>| {
            let each = self.segments.iter().zip(words);
            InventorySet::new(each.map(|(live, words)| live.without_dead(words)).collect())
        };
        let affected = live(asking.affected);
        let unknown = live(asking.unknown).without([&affected, &InventorySet::default()]);
        Ok(FleetAnswer {
            affected,
            unknown,
            components: joined(asking.components),
        })
    }

    /// The inventories that have a component of an answer of this fleet.
    ///
    /// # Errors
    ///
    /// [`FleetError`] if what is read is damaged.
    pub fn inventories_of(&self, component: &FleetComponent) -> Result<InventorySet, FleetError> {
        let mut sets: Vec<Vec<u64>> = self.segments.iter().map(Live::no_bits).collect();
        for (at, list) in &component.places {
            if let (Some(live), Some(words)) = (self.segments.get(*at), sets.get_mut(*at)) {
                live.union(*list, words)?;
                *words = live.without_dead(std::mem::take(words));
            }
        }
        Ok(InventorySet::new(sets))
    }
}

impl Live<'_> {
    /// Adds the inventories of a list, and gives how many of them live.
    fn union(&self, list: List, words: &mut [u64]) -> Result<u64, FleetError> {
        let bytes = self.segment.list(list.start, list.length)?;
        let universe = self.segment.header.inventories;
        let malformed = || self.segment.malformed("postings");
        postings::union_into(bytes, universe, words).ok_or_else(malformed)?;
        if self.dead.is_empty() {
            return postings::count(bytes, universe)
                .map(u64::from)
                .ok_or_else(malformed);
        }
        let mut living = 0;
        self.segment
            .each(bytes, |at| living += u64::from(!self.is_dead(at)))?;
        Ok(living)
    }
}

impl Asking<'_, '_> {
    fn segment(&mut self, at: usize, live: &Live<'_>) -> Result<(), FleetError> {
        let mut hits = Vec::new();
        for (key, entries) in self.single.packages() {
            let Some(rows) = live.segment.package(key.as_bytes())? else {
                continue;
            };
            let (base, name) = key.split_once('\0').unwrap_or((key, ""));
            for group in &rows.groups {
                let release = rows.release(group);
                let asked = Asked {
                    single: &self.single,
                    entries,
                    rows: &rows,
                    group,
                    scheme: build::scheme_of(key, release)
                        .filter(|_| SEARCHED.contains(&base) && live.segment.is_sorted_here()),
                };
                let ecosystem = match release {
                    Some(release) => Ecosystem::parse(&format!("{base}:{release}")),
                    None => Ecosystem::parse(base),
                };
                for (version, list, answer) in asked.answers() {
                    self.fleet.check_answer(self.components.len() + hits.len())?;
                    let package = Coordinates::new(ecosystem.clone(), name);
                    hits.push(FleetComponent {
                        package,
                        version: version.map(str::to_owned),
                        answer,
                        inventories: 0,
                        places: vec![(at, list)],
                    });
                }
            }
        }
        for mut hit in hits {
            let sets = match hit.answer {
                Answer::Affected => &mut self.affected,
                _ => &mut self.unknown,
            };
            if let (Some(words), Some((_, list))) = (sets.get_mut(at), hit.places.first()) {
                hit.inventories = live.union(*list, words)?;
                self.components.push(hit);
            }
        }
        Ok(())
    }
}

impl Fleet<'_> {
    fn check_answer(&self, present: usize) -> Result<(), FleetError> {
        let allowed = self.limits.answer_components;
        if (present as u64) < allowed {
            return Ok(());
        }
        Err(LimitHit {
            what: "components of one answer about a fleet",
            allowed,
        }
        .into())
    }
}

/// The components of the segments as one list: the same component of several segments once, those of dead inventories alone
/// not at all.
fn joined(mut components: Vec<FleetComponent>) -> Vec<FleetComponent> {
    let key = |component: &FleetComponent| (component.package.clone(), component.version.clone());
    if components
        .iter()
        .any(|component| component.places.iter().any(|(at, _)| *at > 0))
    {
        components.sort_by_cached_key(key);
        components.dedup_by(|later, first| {
            let same = later.package == first.package && later.version == first.version;
            if same {
                first.inventories += later.inventories;
                first.places.append(&mut later.places);
            }
            same
        });
    }
    components.retain(|component| component.inventories > 0);
    components
}

/// One advisory and one release of a package.
struct Asked<'q> {
    single: &'q Single<'q>,
    entries: &'q [Entry],
    rows: &'q Rows,
    group: &'q RowGroup,
    /// What the versions are sorted by, if they can be searched.
    scheme: Option<Scheme>,
}

impl<'q> Asked<'q> {
    /// The components that are affected or may be, with their lists.
    fn answers(&self) -> Vec<(Option<&'q str>, List, Answer)> {
        let without = self.group.without.map(|list| (None, list, self.ask(None)));
        let mut answers: Vec<_> = without.into_iter().collect();
        for (range, answer) in self.ranges(EACH) {
            for row in self.group.versions.get(range).unwrap_or_default() {
                answers.push((Some(self.rows.version(row)), row.list, answer.clone()));
            }
        }
        answers.retain(|(_, _, answer)| *answer != Answer::NotAffected);
        answers
    }

    fn ask(&self, version: Option<&str>) -> Answer {
        self.single
            .answer(self.entries, version, self.rows.release(self.group))
    }

    fn ask_at(&self, at: usize) -> Answer {
        match self.group.versions.get(at) {
            Some(row) => self.ask(Some(self.rows.version(row))),
            None => Answer::NotAffected,
        }
    }

    /// The versions by their places, with the answer that all of a range have.
    fn ranges(&self, each: usize) -> Vec<(Range<usize>, Answer)> {
        let versions = &self.group.versions;
        let one = |at: usize| (at..at + 1, self.ask_at(at));
        let searched = self.scheme.filter(|_| versions.len() > each);
        let Some((scheme, keys)) =
            searched.and_then(|scheme| Some((scheme, boundaries(self.entries, scheme)?)))
        else {
            return (0..versions.len()).map(one).collect();
        };
        let key = |row: &Row| scheme.parse(self.rows.version(row));
        let ordered = versions.partition_point(|row| !key(row).is_ordered());
        let cuts = self.cuts(ordered, &keys, key);
        let mut ranges: Vec<_> = (0..ordered).map(one).collect();
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            match self.ask_at(*start) {
                // The reason names the version.
                Answer::Unknown(_) => ranges.extend((*start..*end).map(one)),
                answer => ranges.push((*start..*end, answer)),
            }
        }
        ranges
    }

    /// The places at which a boundary lies between or on versions, first and last place included.
    fn cuts(&self, ordered: usize, keys: &[&VersionKey], key: impl Fn(&Row) -> VersionKey) -> Vec<usize> {
        let versions = &self.group.versions;
        let mut cuts = vec![ordered, versions.len()];
        // Keys rise, so each is searched behind the one before.
        let mut from = ordered;
        for boundary in keys {
            for is_above in [VersionKey::lt, VersionKey::le] {
                let rest = versions.get(from..).unwrap_or_default();
                from += rest.partition_point(|row| is_above(&key(row), boundary));
                cuts.push(from);
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }
}
