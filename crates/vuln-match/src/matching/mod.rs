//! Asks an index about components.

mod answer;
mod changes;
mod evaluate;
mod finding;
mod group;
mod single;

use std::collections::{BTreeSet, HashMap};

use portcullis_findings::{Component, ComponentSource, Informational};

use crate::coordinates::Coordinates;
use crate::index::Posting;
use crate::parallel::map_ordered;
use crate::settle::Question;
use crate::{AdvisoryView, CpePolicy, EntryView, Index, IndexError, Lookup, LookupBy, MatchOptions, Scheme};
use evaluate::{Asked, Decision, Wanted};

pub(crate) use answer::shortened;
pub use answer::{Answer, Because, Boundary, Explanation, Reason};
pub use changes::InventoryChanges;
pub(crate) use single::{Entries, answer_of, boundaries, entries};

/// How many contrary advisories a match names.
const CONTRARY: usize = 8;

/// One vulnerability of one component: all advisories that are about it, and what would fix it.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    hits: Vec<Explanation<'a>>,
    contrary: Vec<Explanation<'a>>,
    ids: BTreeSet<&'a str>,
    fixed: Vec<&'a str>,
    fix: Option<&'a str>,
    /// Not all advisories of the vulnerability are in this match; they were too many.
    is_part: bool,
}

/// An advisory that affects a component or may, with all entries it has about the package.
struct Hit<'a> {
    advisory: AdvisoryView<'a>,
    strongest: Posting<'a>,
    decision: Decision<'a>,
    /// Which of the places it was found in.
    place: usize,
    postings: std::ops::Range<usize>,
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
        self.matches_at(&lookups(component, options), options)
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
        let question = Question::new(package, MatchOptions::default());
        self.matched(&mut [Asked::new(version, question, LookupBy::Name)])
    }

    /// [`Index::matches`] in places of the caller's choice. Of an advisory that is found in several, the answer that says most
    /// counts, and of equal ones that of the earlier place.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_at(&self, places: &[Lookup], options: MatchOptions) -> Result<Vec<Match<'_>>, IndexError> {
        match places {
            [place] => self.matched(&mut [asked(place, options)]),
            places => {
                let mut all: Vec<Asked<'_>> = places.iter().map(|place| asked(place, options)).collect();
                self.matched(&mut all)
            }
        }
    }

    /// [`Index::matches`] of many components, in their order. With feature `parallel` on the caller's rayon pool.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_all(&self, components: &[Component]) -> Result<Vec<Vec<Match<'_>>>, IndexError> {
        self.matches_all_with(components, MatchOptions::default())
    }

    /// [`Index::matches_all`] with other options than the default ones.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_all_with(
        &self,
        components: &[Component],
        options: MatchOptions,
    ) -> Result<Vec<Vec<Match<'_>>>, IndexError> {
        map_ordered(components, |component| self.matches_with(component, options))
            .into_iter()
            .collect()
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
        let mut explanations = Vec::new();
        for place in &lookups(component, options) {
            let mut asked = asked(place, options);
            let mut here = Vec::new();
            for entries in self.postings_of(&asked)?.chunk_by(Posting::is_of_one_advisory) {
                for posting in entries {
                    if asked.is_superseded(posting, entries) {
                        continue;
                    }
                    if let Some(decision) = asked.decide(posting, Wanted::Why)? {
                        let advisory = posting.load_advisory()?;
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

    fn postings_of(&self, asked: &Asked<'_>) -> Result<Vec<Posting<'_>>, IndexError> {
        let (package, mut postings) = (asked.package(), Vec::new());
        self.each_posting(package.ecosystem.base(), &package.name, |posting| {
            postings.push(posting);
            Ok(())
        })?;
        Ok(postings)
    }

    fn matched(&self, places: &mut [Asked<'_>]) -> Result<Vec<Match<'_>>, IndexError> {
        let (mut hits, mut postings) = (Vec::new(), Vec::new());
        for (place, asked) in places.iter_mut().enumerate() {
            self.hits(place, asked, &mut hits, &mut postings)?;
        }
        if places.len() > 1 || self.is_merged() {
            let by = |hit: &Hit<'_>| (hit.advisory.id().to_owned(), hit.decision.rank());
            hits.sort_by_cached_key(by);
            hits.dedup_by(|later, earlier| later.advisory.id() == earlier.advisory.id());
        }
        // Which advisories share ids is known of each package of one file.
        let is_known = places.len() == 1 && !self.is_merged();
        let is_alone = |hit: &Hit<'_>| hits.len() == 1 || is_known && !hit.strongest.is_shared();
        let mut matches = Vec::with_capacity(hits.len());
        let mut others = Vec::new();
        for hit in &hits {
            if is_alone(hit) {
                matches.push(join(&[hit], &postings, places, false)?);
            } else {
                others.push(hit);
            }
        }
        let advisories: Vec<AdvisoryView<'_>> = others.iter().map(|hit| hit.advisory).collect();
        for (members, is_part) in group::by_alias(&advisories) {
            let hits: Vec<&Hit<'_>> = members.iter().filter_map(|at| others.get(*at).copied()).collect();
            matches.push(join(&hits, &postings, places, is_part)?);
        }
        self.contradict(&mut matches, places, is_known)?;
        matches.sort_by(|left, right| left.id().cmp(right.id()));
        Ok(matches)
    }

    /// Of each advisory the entry that says most: affected, then unknown. Advisories that do not affect it are left out. The
    /// second list has all entries of those that are not.
    fn hits<'s>(
        &'s self,
        place: usize,
        asked: &mut Asked<'_>,
        hits: &mut Vec<Hit<'s>>,
        postings: &mut Vec<Posting<'s>>,
    ) -> Result<(), IndexError> {
        // Postings of the advisory that is looked at begin here.
        let mut begin = postings.len();
        let package = asked.package();
        self.each_posting(package.ecosystem.base(), &package.name, |posting| {
            let of_another = |last: &Posting<'_>| !last.is_of_one_advisory(&posting);
            if postings.len() > begin && postings.last().is_some_and(of_another) {
                hits.extend(close(place, asked, postings, begin)?);
                begin = postings.len();
            }
            postings.push(posting);
            Ok(())
        })?;
        hits.extend(close(place, asked, postings, begin)?);
        Ok(())
    }

    /// Adds to each match that affects the component the advisories about the same vulnerability that say the version is not
    /// affected. The answer stays: one that says so is enough.
    fn contradict<'s>(
        &'s self,
        matches: &mut [Match<'s>],
        places: &mut [Asked<'_>],
        is_known: bool,
    ) -> Result<(), IndexError> {
        let mut about: HashMap<&str, usize> = HashMap::new();
        for (at, found) in matches.iter().enumerate() {
            let may_share = !is_known || found.hits.iter().any(|hit| hit.entry.is_shared());
            if may_share && *found.answer() == Answer::Affected && found.ids.len() > 1 {
                about.extend(found.ids.iter().map(|id| (*id, at)));
            }
        }
        if about.is_empty() {
            return Ok(());
        }
        for asked in places {
            for entries in self.postings_of(asked)?.chunk_by(Posting::is_of_one_advisory) {
                let may_share = |first: &&Posting<'_>| !is_known || first.is_shared();
                let live = entries.first().filter(|first| !first.is_withdrawn());
                let Some(first) = live.filter(may_share) else {
                    continue;
                };
                let advisory = first.load_advisory()?;
                let at = advisory.ids().find_map(|id| about.get(id));
                let Some(found) = at.and_then(|at| matches.get_mut(*at)) else {
                    continue;
                };
                let is_hit = found.hits.iter().any(|hit| hit.advisory.id() == advisory.id());
                if is_hit || found.is_part {
                    continue;
                }
                if let Some((posting, decision)) = asked.strongest(entries, Wanted::Why)?
                    && decision.answer == Answer::NotAffected
                {
                    found
                        .contrary
                        .push(explanation(advisory, posting, decision, asked)?);
                }
            }
        }
        for found in matches {
            let contrary = &mut found.contrary;
            contrary.sort_by(|left, right| left.advisory.id().cmp(right.advisory.id()));
            contrary.dedup_by(|later, earlier| later.advisory.id() == earlier.advisory.id());
            contrary.truncate(CONTRARY);
        }
        Ok(())
    }
}

/// Ends the postings of one advisory: they stay if it is a hit.
fn close<'a>(
    place: usize,
    asked: &mut Asked<'_>,
    postings: &mut Vec<Posting<'a>>,
    begin: usize,
) -> Result<Option<Hit<'a>>, IndexError> {
    let entries = postings.get(begin..).unwrap_or_default();
    let strongest = asked.strongest(entries, Wanted::Answer)?;
    match strongest.filter(|(_, decision)| decision.answer != Answer::NotAffected) {
        None => {
            postings.truncate(begin);
            Ok(None)
        }
        Some((strongest, decision)) => Ok(Some(Hit {
            advisory: strongest.load_advisory()?,
            strongest,
            decision,
            place,
            postings: begin..postings.len(),
        })),
    }
}

fn asked(place: &Lookup, options: MatchOptions) -> Asked<'_> {
    let question = Question::new(&place.package, options);
    Asked::new(place.version.as_deref(), question, place.by)
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

/// Joins advisories about one vulnerability.
fn join<'a>(
    hits: &[&Hit<'a>],
    postings: &[Posting<'a>],
    places: &mut [Asked<'_>],
    is_part: bool,
) -> Result<Match<'a>, IndexError> {
    let (fixed, fix) = fixes(hits, postings, places)?;
    let mut explained = Vec::with_capacity(hits.len());
    for hit in hits {
        if let Some(asked) = places.get_mut(hit.place) {
            let decision = hit.decision.clone();
            explained.push(explanation(hit.advisory, hit.strongest, decision, asked)?);
        }
    }
    explained.sort_by_key(|hit| {
        (
            hit.answer != Answer::Affected,
            group::precedence(hit.advisory.id()),
        )
    });
    let ids = group::ids(explained.iter().map(|hit| hit.advisory));
    Ok(Match {
        hits: explained,
        contrary: Vec::new(),
        ids,
        fixed,
        fix,
        is_part,
    })
}

/// All fixed versions in rising order, and the smallest above the present one that none of the entries affects.
fn fixes<'a>(
    hits: &[&Hit<'a>],
    postings: &[Posting<'a>],
    places: &mut [Asked<'_>],
) -> Result<(Vec<&'a str>, Option<&'a str>), IndexError> {
    let entries = |hit: &Hit<'a>| postings.get(hit.postings.clone()).unwrap_or_default();
    let mut fixed = Vec::new();
    let mut scheme = None;
    for posting in hits.iter().flat_map(|hit| entries(hit)) {
        for range in posting.ranges()? {
            let range = range?;
            scheme = scheme.or(Some(range.scheme));
            for version in range.fixed() {
                let version = version?;
                if version.ordered {
                    fixed.push((version.key, version.text()?, range.scheme));
                }
            }
        }
    }
    fixed.sort_unstable();
    fixed.dedup_by(|later, earlier| later.0 == earlier.0);
    let mut fix = None;
    let first = hits.first().and_then(|hit| places.get_mut(hit.place));
    let present = first
        .zip(scheme)
        .and_then(|(asked, scheme)| asked.present(scheme));
    if let Some(present) = present {
        let above = fixed.partition_point(|(key, _, _)| *key <= present.as_bytes());
        for candidate in fixed.iter().skip(above) {
            if is_clear(*candidate, hits, postings, places)? {
                fix = Some(candidate.1);
                break;
            }
        }
    }
    Ok((fixed.into_iter().map(|(_, text, _)| text).collect(), fix))
}

/// Whether none of the advisories affects a version.
fn is_clear(
    (key, version, scheme): (&[u8], &str, Scheme),
    hits: &[&Hit<'_>],
    postings: &[Posting<'_>],
    places: &[Asked<'_>],
) -> Result<bool, IndexError> {
    let mut current: Option<(usize, Asked<'_>)> = None;
    for hit in hits {
        if current.as_ref().is_none_or(|(place, _)| *place != hit.place) {
            current = places
                .get(hit.place)
                .map(|asked| (hit.place, asked.at(version, scheme, key)));
        }
        let Some((_, asked)) = &mut current else { continue };
        let entries = postings.get(hit.postings.clone()).unwrap_or_default();
        let strongest = asked.strongest(entries, Wanted::Answer)?;
        if strongest.is_some_and(|(_, decision)| decision.answer != Answer::NotAffected) {
            return Ok(false);
        }
    }
    Ok(true)
}

impl<'a> Match<'a> {
    /// The primary id: of the advisories that affect the component the one of the database closest to its ecosystem, then
    /// GitHub's, then CVE.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.hits.first().map_or("", |hit| hit.advisory.id())
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
    if !is_looked_up(component) {
        return Vec::new();
    }
    let places = Coordinates::all_of(component);
    if places.is_empty() && options.cpe == CpePolicy::LastResort {
        return Coordinates::by_cpe(component);
    }
    places
}

/// Whether [`Index::matches`] looks a component up at all: one that lies beside its manifest is not the package of that
/// name in a registry.
#[must_use]
pub fn is_looked_up(component: &Component) -> bool {
    component.source != ComponentSource::Path
}
