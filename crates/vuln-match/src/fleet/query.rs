//! One advisory, asked of the whole fleet.

use std::ops::Range;

use super::dictionary::{List, Row, RowGroup, Rows};
use super::{Fleet, FleetError, InventorySet, Live, build, postings};
use crate::advisory::Advisory;
use crate::index::Posting;
use crate::matching::{Entries, answer_of, boundaries, entries};
use crate::{Answer, Coordinates, Ecosystem, Index, IndexError, MatchOptions, Scheme, VersionKey};
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
    packages: &'f [Entries<'f>],
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
        let compiled = Index::of_one(advisory);
        let index = Index::open(&compiled)?;
        let packages = entries(&index)?;
        let mut asking = Asking {
            fleet: self,
            packages: &packages,
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
        for (base, name, entries) in self.packages {
            let key = format!("{base}\0{name}");
            let key = key.as_str();
            let Some(rows) = live.segment.package(key.as_bytes())? else {
                continue;
            };
            for group in &rows.groups {
                let release = rows.release(group);
                let ecosystem = match release {
                    Some(release) => Ecosystem::parse(&format!("{base}:{release}")),
                    None => Ecosystem::parse(base),
                };
                let package = Coordinates::new(ecosystem, *name);
                let asked = Asked {
                    entries,
                    package: &package,
                    rows: &rows,
                    group,
                    scheme: build::scheme_of(key, release)
                        .filter(|_| SEARCHED.contains(base) && live.segment.is_sorted_here()),
                    options: self.fleet.options,
                };
                for (version, list, answer) in asked.answers()? {
                    self.fleet.check_answer(self.components.len() + hits.len())?;
                    hits.push(FleetComponent {
                        package: package.clone(),
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

/// A version, the inventories that have it, and the answer about it.
type Answered<'q> = (Option<&'q str>, List, Answer);

/// One advisory and one release of a package.
struct Asked<'q> {
    entries: &'q [Posting<'q>],
    /// With its release.
    package: &'q Coordinates,
    rows: &'q Rows,
    group: &'q RowGroup,
    /// What the versions are sorted by, if they can be searched.
    scheme: Option<Scheme>,
    options: MatchOptions,
}

impl<'q> Asked<'q> {
    /// The components that are affected or may be, with their lists.
    fn answers(&self) -> Result<Vec<Answered<'q>>, IndexError> {
        let mut answers = Vec::new();
        if let Some(list) = self.group.without {
            answers.push((None, list, self.ask(None)?));
        }
        for (range, answer) in self.ranges(EACH)? {
            for row in self.group.versions.get(range).unwrap_or_default() {
                answers.push((Some(self.rows.version(row)), row.list, answer.clone()));
            }
        }
        answers.retain(|(_, _, answer)| *answer != Answer::NotAffected);
        Ok(answers)
    }

    fn ask(&self, version: Option<&str>) -> Result<Answer, IndexError> {
        answer_of(self.entries, version, self.package, self.options)
    }

    fn ask_at(&self, at: usize) -> Result<Answer, IndexError> {
        match self.group.versions.get(at) {
            Some(row) => self.ask(Some(self.rows.version(row))),
            None => Ok(Answer::NotAffected),
        }
    }

    /// The versions by their places, with the answer that all of a range have.
    fn ranges(&self, each: usize) -> Result<Vec<(Range<usize>, Answer)>, IndexError> {
        let versions = &self.group.versions;
        let one = |at: usize| Ok((at..at + 1, self.ask_at(at)?));
        let searched = self.scheme.filter(|_| versions.len() > each);
        let keys = match searched {
            Some(scheme) => boundaries(self.entries, scheme)?.map(|keys| (scheme, keys)),
            None => None,
        };
        let Some((scheme, keys)) = keys else {
            return (0..versions.len()).map(one).collect();
        };
        let key = |row: &Row| scheme.parse(self.rows.version(row));
        let ordered = versions.partition_point(|row| !key(row).is_ordered());
        let cuts = self.cuts(ordered, &keys, key);
        let mut ranges = (0..ordered).map(one).collect::<Result<Vec<_>, _>>()?;
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            match self.ask_at(*start)? {
                // The reason names the version.
                Answer::Unknown(_) => {
                    for at in *start..*end {
                        ranges.push(one(at)?);
                    }
                }
                answer => ranges.push((*start..*end, answer)),
            }
        }
        Ok(ranges)
    }

    /// The places at which a boundary lies between or on versions, first and last place included.
    fn cuts(&self, ordered: usize, keys: &[&[u8]], key: impl Fn(&Row) -> VersionKey) -> Vec<usize> {
        let versions = &self.group.versions;
        let mut cuts = vec![ordered, versions.len()];
        // Keys rise, so each is searched behind the one before.
        let mut from = ordered;
        for boundary in keys {
            for is_above in [<[u8]>::lt, <[u8]>::le] {
                let rest = versions.get(from..).unwrap_or_default();
                from += rest.partition_point(|row| is_above(key(row).as_bytes(), boundary));
                cuts.push(from);
            }
        }
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }
}
