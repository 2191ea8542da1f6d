//! Asks an index about components.

mod answer;
mod changes;
mod contrary;
mod evaluate;
mod finding;
mod group;
mod hits;
mod join;
mod many;
mod single;

use portcullis_findings::{Component, ComponentSource, Informational};

use crate::coordinates::{Coordinates, Place};
use crate::index::{FoundPackage, Posting};
use crate::settle::Question;
use crate::{AdvisoryView, CpePolicy, EntryView, Index, IndexError, Lookup, LookupBy, MatchOptions};
use evaluate::{Asked, Decision, Wanted};
use hits::Hits;
use join::{Hit, close, join};

pub(crate) use answer::shortened;
pub use answer::{Answer, Because, Boundary, Explanation, Reason};
pub use changes::InventoryChanges;
pub use many::Matches;
pub(crate) use single::{Entries, answer_of, boundaries, entries};

/// One vulnerability of one component: all advisories that are about it, and what would fix it.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    hits: Hits<'a>,
    contrary: Vec<Explanation<'a>>,
    /// The ids in rising order, each once, and behind them the fixed versions in theirs.
    names: Box<[&'a str]>,
    /// How many of the names are ids.
    ids: usize,
    fix: Option<&'a str>,
    /// Not all advisories of the vulnerability are in this match; they were too many.
    is_part: bool,
}

/// What is made for one component, and used again for the next.
#[derive(Default)]
struct Room<'a> {
    /// What the index has about each place that the component is looked up in.
    packages: Vec<(usize, FoundPackage<'a>)>,
    hits: Vec<Hit<'a>>,
    /// All entries of the advisories of the hits.
    postings: Vec<Posting<'a>>,
    fixes: join::Fixes<'a>,
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
        self.matches_in(&places, options)
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
        self.matches_in(&[place], MatchOptions::default())
    }

    /// [`Index::matches`] in places of the caller's choice. Of an advisory that is found in several, the answer that says most
    /// counts, and of equal ones that of the earlier place.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_at(&self, places: &[Lookup], options: MatchOptions) -> Result<Vec<Match<'_>>, IndexError> {
        let places: Vec<Place<'_>> = places.iter().map(Place::of).collect();
        self.matches_in(&places, options)
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
        let mut room = Room::default();
        self.find(&places, &mut room)?;
        for (at, place) in places.iter().enumerate() {
            let mut asked = asked(place, options);
            let mut here = Vec::new();
            for entries in postings_of(at, &room.packages)?.chunk_by(Posting::is_of_one_advisory) {
                for posting in entries {
                    if asked.is_superseded(posting, entries) {
                        continue;
                    }
                    if let Some(decision) = asked.decide(posting, Wanted::Why)? {
                        let advisory = posting.load_advisory()?;
                        if asked.is_of_other_vendor(&advisory)? {
                            continue;
                        }
                        here.push(explanation(advisory, *posting, decision, &mut asked)?);
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

    fn matches_in(&self, places: &[Place<'_>], options: MatchOptions) -> Result<Vec<Match<'_>>, IndexError> {
        let (mut room, mut matches) = (Room::default(), Vec::new());
        self.find(places, &mut room)?;
        self.matched(places, options, &mut room, &mut matches)?;
        Ok(matches)
    }

    /// Looks up what the index has about each place.
    fn find<'s>(&'s self, places: &[Place<'_>], room: &mut Room<'s>) -> Result<(), IndexError> {
        room.packages.clear();
        for (at, place) in places.iter().enumerate() {
            self.find_packages(place.ecosystem.base(), &place.name, |package| {
                room.packages.push((at, package));
            })?;
        }
        Ok(())
    }

    /// Adds the matches of one component, by primary id; what the index has about its places has been looked up.
    fn matched<'s>(
        &'s self,
        places: &[Place<'_>],
        options: MatchOptions,
        room: &mut Room<'s>,
        matches: &mut Vec<Match<'s>>,
    ) -> Result<(), IndexError> {
        match places {
            _ if room.packages.is_empty() => Ok(()),
            [place] => self.joined(&mut [asked(place, options)], room, matches),
            places => {
                let mut all: Vec<Asked<'_>> = places.iter().map(|place| asked(place, options)).collect();
                self.joined(&mut all, room, matches)
            }
        }
    }

    fn joined<'s>(
        &'s self,
        places: &mut [Asked<'_>],
        room: &mut Room<'s>,
        matches: &mut Vec<Match<'s>>,
    ) -> Result<(), IndexError> {
        let Room {
            packages,
            hits,
            postings,
            fixes,
        } = room;
        hits.clear();
        postings.clear();
        for (place, package) in &*packages {
            if let Some(asked) = places.get_mut(*place) {
                add_hits(*place, asked, package, hits, postings)?;
            }
        }
        if places.len() > 1 || self.is_merged() {
            let by = |hit: &Hit<'_>| (hit.advisory.id().to_owned(), hit.decision.rank());
            hits.sort_by_cached_key(by);
            hits.dedup_by(|later, earlier| later.advisory.id() == earlier.advisory.id());
        }
        // Which advisories share ids is known of each package of one file.
        let is_known = places.len() == 1 && !self.is_merged();
        let is_only = hits.len() == 1;
        let is_alone = |hit: &Hit<'_>| is_only || is_known && !hit.strongest.is_shared();
        let begin = matches.len();
        for hit in hits.iter().filter(|hit| is_alone(hit)) {
            matches.push(join(&[hit], postings, places, fixes, false)?);
        }
        let others: Vec<&Hit<'_>> = hits.iter().filter(|hit| !is_alone(hit)).collect();
        if !others.is_empty() {
            let advisories: Vec<AdvisoryView<'_>> = others.iter().map(|hit| hit.advisory).collect();
            for (members, is_part) in group::by_alias(&advisories) {
                let hits: Vec<&Hit<'_>> = members.iter().filter_map(|at| others.get(*at).copied()).collect();
                matches.push(join(&hits, postings, places, fixes, is_part)?);
            }
        }
        let matches = matches.get_mut(begin..).unwrap_or_default();
        contrary::add(matches, places, packages, is_known)?;
        matches.sort_by(|left, right| left.id().cmp(right.id()));
        Ok(())
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

/// Of each advisory the entry that says most: affected, then unknown. Advisories that do not affect it are left out. The
/// second list has all entries of those that are not.
fn add_hits<'s>(
    place: usize,
    asked: &mut Asked<'_>,
    package: &FoundPackage<'s>,
    hits: &mut Vec<Hit<'s>>,
    postings: &mut Vec<Posting<'s>>,
) -> Result<(), IndexError> {
    let ahead = asked.ahead(package)?;
    if ahead.is_nothing() {
        return Ok(());
    }
    // Postings of the advisory that is looked at begin here.
    let mut begin = postings.len();
    for posting in package.postings_ahead(ahead) {
        let posting = posting?;
        let of_another = |last: &Posting<'_>| !last.is_of_one_advisory(&posting);
        if postings.len() > begin && postings.last().is_some_and(of_another) {
            close(place, asked, begin, postings, hits)?;
            begin = postings.len();
        }
        postings.push(posting);
    }
    close(place, asked, begin, postings, hits)
}

fn asked<'v>(place: &'v Place<'_>, options: MatchOptions) -> Asked<'v> {
    let question = Question::new(&place.ecosystem, &place.name, options);
    let mut asked = Asked::new(place.version.as_deref(), question, place.by);
    asked.vendor = place.vendor.as_deref();
    asked
}

fn explanation<'a>(
    advisory: AdvisoryView<'a>,
    posting: Posting<'a>,
    decision: Decision<'a>,
    asked: &mut Asked<'_>,
) -> Result<Explanation<'a>, IndexError> {
    Ok(Explanation {
        advisory,
        entry: EntryView::load(posting)?,
        range: decision.range,
        answer: decision.answer,
        because: decision.because,
        version: asked.shown(),
        scheme: decision.scheme,
        quality: decision.scheme.map(|scheme| asked.quality(scheme)),
        by: asked.by(),
        relation: asked.relation(&posting),
    })
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
    pub fn ids(&self) -> &[&'a str] {
        self.names.get(..self.ids).unwrap_or_default()
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
        self.names.get(self.ids..).unwrap_or_default()
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

/// The same, borrowed from the component.
fn places_of<'c>(component: &'c Component, options: MatchOptions, places: &mut Vec<Place<'c>>) {
    places.clear();
    if !is_looked_up(component) {
        return;
    }
    Place::all_of(component, places);
    if places.is_empty() && options.cpe == CpePolicy::LastResort {
        places.extend(Coordinates::by_cpe(component).into_iter().map(Place::from));
    }
}

/// Whether [`Index::matches`] looks a component up at all: one that lies beside its manifest is not the package of that
/// name in a registry.
#[must_use]
pub fn is_looked_up(component: &Component) -> bool {
    component.source != ComponentSource::Path
}
