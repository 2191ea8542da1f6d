//! Asks an index about components.

mod answer;
mod batch;
mod changes;
mod contrary;
mod evaluate;
mod few;
mod finding;
mod fixes;
mod group;
mod join;
mod many;
mod single;

use portcullis_findings::{Component, ComponentSource, Informational};

use crate::coordinates::{Coordinates, Place};
use crate::index::{FoundPackage, Posting};
use crate::{CpePolicy, Index, IndexError, Lookup, LookupBy, MatchOptions};
use batch::Batch;
use evaluate::{Asked, Wanted};
use few::Few;

pub(crate) use answer::shortened;
pub use answer::{Answer, Because, Boundary, Explanation, Reason};
pub use changes::InventoryChanges;
pub use many::Matches;
pub(crate) use single::{Entries, answer_of, boundaries, entries};

/// One vulnerability of one component: all advisories that are about it, and what would fix it.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    hits: Few<Explanation<'a>>,
    contrary: Vec<Explanation<'a>>,
    /// In rising order, each once.
    fixed: Few<&'a str>,
    fix: Option<&'a str>,
    /// Not all advisories of the vulnerability are in this match; they were too many.
    is_part: bool,
}

impl Index<'_> {
    /// What affects a component, or may affect it: one [`Match`] per vulnerability, by primary id. Withdrawn advisories and
    /// those that do not affect it are left out; [`Index::explain`] shows them.
    ///
    /// A component that lies beside its manifest ([`ComponentSource::Path`]) is not the package of that name in a registry,
    /// so nothing matches it. A component from git, from an archive or from a private registry is matched, and its findings
    /// say so. It is looked up in all places that [`Coordinates::all_of`] names, and where these are none in those of
    /// [`Coordinates::by_cpe`], unless [`MatchOptions::cpe`] says otherwise.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches(&self, component: &Component) -> Result<Vec<Match<'_>>, IndexError> {
        self.matches_with(component, MatchOptions::default())
    }

    /// [`Index::matches`] with other options than the default ones.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_with(
        &self,
        component: &Component,
        options: MatchOptions,
    ) -> Result<Vec<Match<'_>>, IndexError> {
        let mut places = Vec::new();
        places_of(component, options, &mut places);
        self.matches_in(places, options)
    }

    /// [`Index::matches`] by ecosystem, name and version.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_of(
        &self,
        package: &Coordinates,
        version: Option<&str>,
    ) -> Result<Vec<Match<'_>>, IndexError> {
        let place = Place {
            ecosystem: package.ecosystem.clone(),
            name: (&package.name).into(),
            version: version.map(Into::into),
            by: LookupBy::Name,
            vendor: None,
        };
        self.matches_in(vec![place], MatchOptions::default())
    }

    /// [`Index::matches`] in places of the caller's choice. Of an advisory that is found in several, the answer that says most
    /// counts, and of equal ones that of the earlier place.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_at(&self, places: &[Lookup], options: MatchOptions) -> Result<Vec<Match<'_>>, IndexError> {
        self.matches_in(places.iter().map(Place::of).collect(), options)
    }

    /// Why each advisory about a component's package does or does not affect it, withdrawn ones included; one explanation
    /// per `affected` entry, by the places it is looked up in and by advisory.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn explain(&self, component: &Component) -> Result<Vec<Explanation<'_>>, IndexError> {
        self.explain_with(component, MatchOptions::default())
    }

    /// [`Index::explain`] with other options than the default ones.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn explain_with(
        &self,
        component: &Component,
        options: MatchOptions,
    ) -> Result<Vec<Explanation<'_>>, IndexError> {
        let (mut places, mut explanations) = (Vec::new(), Vec::new());
        places_of(component, options, &mut places);
        let mut batch = Batch::of_places(places);
        batch.find(self)?;
        for (at, place) in batch.places.iter().enumerate() {
            let mut asked = Asked::of(place, options);
            let mut here = Vec::new();
            for entries in postings_of(at, &batch.packages)?.chunk_by(Posting::is_of_one_advisory) {
                for posting in entries {
                    if asked.is_superseded(posting, entries) {
                        continue;
                    }
                    if let Some(decision) = asked.decide(posting, Wanted::Why)? {
                        let advisory = posting.load_advisory()?;
                        if asked.is_of_other_vendor(&advisory)? {
                            continue;
                        }
                        here.push(asked.explained(advisory, posting.load_entry()?, &decision));
                    }
                }
            }
            if self.is_merged() {
                here.sort_by(|left: &Explanation<'_>, right| left.advisory.id().cmp(right.advisory.id()));
            }
            explanations.append(&mut here);
        }
        Ok(explanations)
    }

    fn matches_in(
        &self,
        places: Vec<Place<'_>>,
        options: MatchOptions,
    ) -> Result<Vec<Match<'_>>, IndexError> {
        let (mut batch, mut matches) = (Batch::of_places(places), Vec::new());
        batch.find(self)?;
        batch.decide(self.is_merged(), options, &mut matches, |_, _| {})?;
        Ok(matches)
    }
}

/// All postings of one place.
fn postings_of<'s>(
    place: usize,
    packages: &[(usize, FoundPackage<'s>)],
) -> Result<Vec<Posting<'s>>, IndexError> {
    let here = packages.iter().filter(|(at, _)| *at == place);
    here.flat_map(|(_, package)| package.postings()).collect()
}

impl<'a> Match<'a> {
    /// The primary id: of the advisories that affect the component the one of the database closest to its ecosystem, then
    /// GitHub's, then CVE.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.hits.first().map_or("", |hit| hit.advisory.id())
    }

    /// The ids and aliases of all its advisories, in rising order. Waivers and VEX statements match on any of them.
    #[must_use]
    pub fn ids(&self) -> Vec<&'a str> {
        group::ids(self.hits.iter().map(|hit| hit.advisory))
    }

    /// One explanation per advisory, the primary one first.
    #[must_use]
    pub fn explanations(&self) -> &[Explanation<'a>] {
        &self.hits
    }

    /// Advisories about the same vulnerability that say the version is not affected, where others say that it is; at most 8.
    /// The answer is that of the others.
    #[must_use]
    pub fn contrary(&self) -> &[Explanation<'a>] {
        &self.contrary
    }

    /// Whether the vulnerability has more advisories than are joined into one match (64), so that there are several matches
    /// about it.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.is_part
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
    pub fn informational(&self) -> Option<Informational> {
        let mut words = self.hits.iter().map(|hit| hit.entry.informational());
        let first = words.next()??;
        words.all(|word| word.is_some()).then_some(first)
    }
}

/// Where [`Index::matches`] looks a component up.
pub(crate) fn lookups(component: &Component, options: MatchOptions) -> Vec<Lookup> {
    let mut places = Vec::new();
    places_of(component, options, &mut places);
    places.into_iter().map(Place::into_lookup).collect()
}

/// Adds the same, borrowed from the component.
fn places_of<'c>(component: &'c Component, options: MatchOptions, places: &mut Vec<Place<'c>>) {
    let begin = places.len();
    if !is_looked_up(component) {
        return;
    }
    Place::all_of(component, places);
    if places.len() == begin && options.cpe == CpePolicy::LastResort {
        places.extend(Coordinates::by_cpe(component).into_iter().map(Place::from));
    }
}

/// Whether [`Index::matches`] looks a component up at all: one that lies beside its manifest is not the package of that
/// name in a registry.
#[must_use]
pub fn is_looked_up(component: &Component) -> bool {
    component.source != ComponentSource::Path
}
