//! Asks a database about components.

mod answer;
mod changes;
mod evaluate;
mod finding;
mod group;
mod single;

use std::borrow::Cow;
use std::collections::BTreeSet;

use portcullis_findings::{Component, ComponentSource, Informational};

use crate::advisory::{Advisory, Affected};
use crate::coordinates::Coordinates;
use crate::database::{Database, Posting};
use crate::parallel::map_ordered;
use crate::{Scheme, VersionKey};
use evaluate::Asked;

pub use answer::{Answer, Because, Explanation, Reason};
pub use changes::InventoryChanges;
pub(crate) use single::{Entry, Single, boundaries};

/// One vulnerability of one component: all advisories that are about it, and what would fix it.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    hits: Vec<Explanation<'a>>,
    ids: BTreeSet<&'a str>,
    fixed: Vec<&'a str>,
    fix: Option<&'a str>,
}

/// An advisory that affects a component or may, with all entries it has about the package.
struct Hit<'a> {
    explanation: Explanation<'a>,
    postings: &'a [Posting],
}

impl Database {
    /// What affects a component, or may affect it: one [`Match`] per vulnerability, by primary id. Withdrawn advisories and
    /// those that do not affect it are left out; [`Database::explain`] shows them.
    ///
    /// A component that lies beside its manifest ([`ComponentSource::Path`]) is not the package of that name in a registry,
    /// so nothing matches it. A component from git, from an archive or from a private registry is matched, and its findings
    /// say so.
    #[must_use]
    pub fn matches(&self, component: &Component) -> Vec<Match<'_>> {
        let Some(found) = registry_coordinates(component) else {
            return Vec::new();
        };
        self.matches_of(&found, version_of(component).as_deref())
    }

    /// [`Database::matches`] by ecosystem, name and version.
    #[must_use]
    pub fn matches_of(&self, package: &Coordinates, version: Option<&str>) -> Vec<Match<'_>> {
        let postings = self.postings(package.ecosystem.base(), &package.name);
        let mut asked = Asked::new(version, package.ecosystem.suffix());
        let hits = self.strongest(postings, &mut asked);
        let advisories: Vec<&Advisory> = hits.iter().map(|hit| hit.explanation.advisory).collect();
        let mut matches: Vec<Match<'_>> = group::by_alias(&advisories)
            .into_iter()
            .map(|members| members.iter().filter_map(|at| hits.get(*at)).collect())
            .map(|hits: Vec<&Hit<'_>>| self.group(&hits, package, version))
            .collect();
        matches.sort_by(|left, right| left.id().cmp(right.id()));
        matches
    }

    /// [`Database::matches`] of many components, in their order. With feature `parallel` on the caller's rayon pool.
    #[must_use]
    pub fn matches_all<'a>(&'a self, components: &[Component]) -> Vec<Vec<Match<'a>>> {
        map_ordered(components, |component| self.matches(component))
    }

    /// Why each advisory about a component's package does or does not affect it, withdrawn ones included; one explanation
    /// per `affected` entry, by advisory.
    #[must_use]
    pub fn explain(&self, component: &Component) -> Vec<Explanation<'_>> {
        let Some(found) = registry_coordinates(component) else {
            return Vec::new();
        };
        let postings = self.postings(found.ecosystem.base(), &found.name);
        let version = version_of(component);
        self.explanations(
            postings,
            &mut Asked::new(version.as_deref(), found.ecosystem.suffix()),
        )
    }

    fn explanations<'a>(&'a self, postings: &'a [Posting], asked: &mut Asked<'_>) -> Vec<Explanation<'a>> {
        postings
            .iter()
            .filter_map(|posting| asked.explain(posting, self.entry(posting)?))
            .collect()
    }

    /// Of each advisory the entry that says most: affected, then unknown. Advisories that do not affect it are left out.
    fn strongest<'a>(&'a self, postings: &'a [Posting], asked: &mut Asked<'_>) -> Vec<Hit<'a>> {
        let of_one = postings.chunk_by(|left, right| left.advisory == right.advisory);
        let strongest = of_one.filter_map(|postings| {
            let explanations = self.explanations(postings, asked).into_iter();
            let rank = |explanation: &Explanation<'_>| match explanation.answer {
                Answer::Affected => 0,
                Answer::Unknown(_) => 1,
                Answer::NotAffected => 2,
            };
            let explanation = explanations.min_by_key(rank)?;
            (explanation.answer != Answer::NotAffected).then_some(Hit {
                explanation,
                postings,
            })
        });
        strongest.collect()
    }

    fn group<'a>(&'a self, hits: &[&Hit<'a>], package: &Coordinates, version: Option<&str>) -> Match<'a> {
        let postings: Vec<&Posting> = hits.iter().flat_map(|hit| hit.postings).collect();
        let (fixed, fix) = self.fixes(&postings, package, version);
        let mut hits: Vec<Explanation<'a>> = hits.iter().map(|hit| hit.explanation.clone()).collect();
        hits.sort_by_key(|hit| {
            (
                hit.answer != Answer::Affected,
                group::precedence(&hit.advisory.id),
            )
        });
        let ids = group::ids(hits.iter().map(|hit| hit.advisory));
        Match {
            hits,
            ids,
            fixed,
            fix,
        }
    }

    /// All fixed versions in rising order, and the smallest above the present one that no advisory of the group affects.
    fn fixes<'a>(
        &'a self,
        postings: &[&'a Posting],
        package: &Coordinates,
        version: Option<&str>,
    ) -> (Vec<&'a str>, Option<&'a str>) {
        let entries = postings
            .iter()
            .filter_map(|posting| Some((*posting, self.entry(posting)?.2)));
        let mut fixed: Vec<(VersionKey, &str)> = entries
            .flat_map(|(posting, entry)| evaluate::fixed_versions(posting, entry))
            .collect();
        fixed.sort();
        fixed.dedup_by(|later, earlier| later.0 == earlier.0);
        let scheme = postings
            .iter()
            .flat_map(|posting| posting.ranges.iter())
            .map(|range| range.scheme)
            .next();
        let present = version
            .zip(scheme)
            .map(|(version, scheme): (&str, Scheme)| scheme.parse(version));
        let present = present.filter(VersionKey::is_ordered);
        let suffix = package.ecosystem.suffix();
        let clears = |candidate: &str| {
            let mut asked = Asked::new(Some(candidate), suffix);
            let mut entries = postings
                .iter()
                .filter_map(|posting| Some((*posting, self.entry(posting)?)));
            entries.all(|(posting, entry)| asked.is_clear(posting, entry))
        };
        let fix = present.and_then(|present| {
            fixed
                .iter()
                .filter(|(key, _)| *key > present)
                .map(|(_, text)| *text)
                .find(|text| clears(text))
        });
        (fixed.into_iter().map(|(_, text)| text).collect(), fix)
    }
}

impl<'a> Match<'a> {
    /// The primary id: of the advisories that affect the component the one of the database closest to its ecosystem, then
    /// GitHub's, then CVE.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.hits.first().map_or("", |hit| &hit.advisory.id)
    }

    /// The ids and aliases of all its advisories. Waivers and VEX statements match on any of them.
    #[must_use]
    pub fn ids(&self) -> &BTreeSet<&'a str> {
        &self.ids
    }

    /// One explanation per advisory, the primary one first.
    #[must_use]
    pub fn explanations(&self) -> &[Explanation<'a>] {
        &self.hits
    }

    /// Affected if any advisory says so; unknown only if none does.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        self.hits.first().map_or(&Answer::NotAffected, |hit| &hit.answer)
    }

    /// All versions that its advisories name as fixed, in rising order.
    #[must_use]
    pub fn fixed_versions(&self) -> &[&'a str] {
        &self.fixed
    }

    /// The smallest fixed version above the present one that none of its advisories affects.
    #[must_use]
    pub fn fix(&self) -> Option<&'a str> {
        self.fix
    }

    /// Set if all its advisories are informational; the word of the primary one.
    #[must_use]
    pub fn informational(&self) -> Option<&'a Informational> {
        let mut words = self.entries().map(|(_, entry)| entry.informational.as_ref());
        let first = words.next()??;
        words.all(|word| word.is_some()).then_some(first)
    }

    /// The advisories with the entries that decided.
    fn entries(&self) -> impl Iterator<Item = (&'a Advisory, &'a Affected)> {
        self.hits
            .iter()
            .filter_map(|hit| Some((hit.advisory, hit.advisory.affected.get(hit.affected)?)))
    }
}

/// What [`Database::matches`] asks for a component: a package and its version.
pub(crate) fn lookup(component: &Component) -> Option<(Coordinates, Option<Cow<'_, str>>)> {
    Some((registry_coordinates(component)?, version_of(component)))
}

/// Where a component is looked up, if it is a package of a registry.
fn registry_coordinates(component: &Component) -> Option<Coordinates> {
    Coordinates::of_component(component).filter(|_| is_looked_up(component))
}

/// Whether [`Database::matches`] looks a component up at all: one that lies beside its manifest is not the package of that
/// name in a registry.
#[must_use]
pub fn is_looked_up(component: &Component) -> bool {
    component.source != ComponentSource::Path
}

/// The version, with the epoch that purls of RPM packages keep in a qualifier.
fn version_of(component: &Component) -> Option<Cow<'_, str>> {
    let purl = component.purl.as_ref();
    let version = component.version.as_deref().or_else(|| purl?.version())?;
    let epoch = purl
        .filter(|purl| purl.ty() == "rpm" && !version.contains(':'))
        .and_then(|purl| purl.qualifier("epoch"));
    Some(match epoch {
        Some(epoch) => Cow::Owned(format!("{epoch}:{version}")),
        None => Cow::Borrowed(version),
    })
}
