//! Components looked at together: each step is taken for all of a batch before the next one, so that the code of a step, which
//! is a good part of a processor's first cache, is at hand for all of them.

use std::ops::Range;

use portcullis_findings::Component;

use super::evaluate::{Asked, Decision, Wanted};
use super::fixes::{Entries, Fixes};
use super::join::Joining;
use super::{Answer, Match, places_of};
use crate::coordinates::Place;
use crate::index::{FoundPackage, Posting};
use crate::{Index, IndexError, LookupBy, MatchOptions};

/// How many components are looked at together: more share little more, and what is kept of them leaves the first cache.
pub(super) const BATCH: usize = 32;

/// What is made for one batch; its room is used again for the next.
#[derive(Default)]
pub(super) struct Batch<'c, 'a> {
    pub(super) parts: Vec<Part>,
    /// Where the components are looked up.
    pub(super) places: Vec<Place<'c>>,
    /// What the index has about each place; the place is that among its component's.
    pub(super) packages: Vec<(usize, FoundPackage<'a>)>,
    open: Vec<Open<'a>>,
    /// All entries of the advisories that are open.
    postings: Vec<Posting<'a>>,
    fixes: Fixes<'a>,
}

/// Where in the lists of a batch that lies which belongs to one component.
#[derive(Default)]
pub(super) struct Part {
    places: Range<usize>,
    packages: Range<usize>,
    /// How many advisories are open.
    open: usize,
    /// Where its questions begin.
    asked: usize,
    /// The place of an earlier component whose answer is its own, too.
    pub(super) known: Option<usize>,
}

/// An advisory that affects a component or may, not read yet.
pub(super) struct Open<'a> {
    /// The entry that says most.
    pub(super) strongest: Posting<'a>,
    pub(super) decision: Decision<'a>,
    pub(super) entries: Entries,
}

impl<'c, 'a> Batch<'c, 'a> {
    /// A batch of one component that is looked up there.
    pub(super) fn of_places(places: Vec<Place<'c>>) -> Self {
        let mut batch = Self {
            places,
            ..Self::default()
        };
        batch.add_part(0);
        batch
    }

    /// Takes the components in place of those before.
    pub(super) fn begin(&mut self, components: &'c [Component], options: MatchOptions) {
        self.parts.clear();
        self.places.clear();
        for component in components {
            let begin = self.places.len();
            places_of(component, options, &mut self.places);
            self.add_part(begin);
        }
    }

    fn add_part(&mut self, begin: usize) {
        self.parts.push(Part {
            places: begin..self.places.len(),
            ..Part::default()
        });
    }

    /// Looks up what the index has about each place.
    pub(super) fn find(&mut self, index: &'a Index<'_>) -> Result<(), IndexError> {
        self.packages.clear();
        for part in &mut self.parts {
            let begin = self.packages.len();
            let places = self.places.get(part.places.clone()).unwrap_or_default();
            for (at, place) in places.iter().enumerate() {
                index.find_packages(place.ecosystem.base(), &place.name, |package| {
                    self.packages.push((at, package));
                })?;
            }
            part.packages = begin..self.packages.len();
        }
        Ok(())
    }

    /// Adds the matches of each component, by primary id; `done` is told where those of each lie, or
    /// of which earlier component they are.
    pub(super) fn decide(
        &mut self,
        is_merged: bool,
        options: MatchOptions,
        matches: &mut Vec<Match<'a>>,
        mut done: impl FnMut(Option<usize>, Range<usize>),
    ) -> Result<(), IndexError> {
        let Self {
            parts,
            places,
            packages,
            open,
            postings,
            fixes,
        } = self;
        let mut asked = Vec::with_capacity(places.len());
        for part in &mut *parts {
            part.asked = asked.len();
            if part.is_open() {
                let places = places.get(part.places.clone()).unwrap_or_default();
                asked.extend(places.iter().map(|place| Asked::of(place, options)));
            }
        }
        open.clear();
        postings.clear();
        for part in &mut *parts {
            let begin = open.len();
            if part.is_open() {
                for (place, package) in packages.get(part.packages.clone()).unwrap_or_default() {
                    if let Some(asked) = asked.get_mut(part.asked + place) {
                        add_open(*place, asked, package, open, postings)?;
                    }
                }
            }
            part.open = open.len() - begin;
        }
        matches.reserve(open.len());
        let mut open = open.as_slice();
        for part in &*parts {
            let begin = matches.len();
            if part.open > 0 {
                let asked = asked.get_mut(part.asked..part.asked + part.places.len());
                let mut component = Joining {
                    asked: asked.unwrap_or_default(),
                    packages: packages.get(part.packages.clone()).unwrap_or_default(),
                    postings,
                    fixes,
                    is_one_list: part.places.len() == 1 && !is_merged,
                };
                let (own, others) = open.split_at_checked(part.open).unwrap_or((open, &[]));
                open = others;
                component.add(own, matches)?;
            }
            done(part.known, begin..matches.len());
        }
        Ok(())
    }
}

impl Part {
    /// Whether the index has anything about a component that is told by its package URL and version alone.
    pub(super) fn is_found_by_purl(&self, places: &[Place<'_>]) -> bool {
        let mut places = places.get(self.places.clone()).unwrap_or_default().iter();
        !self.packages.is_empty() && places.all(|place| place.by != LookupBy::Cpe)
    }

    fn is_open(&self) -> bool {
        !self.packages.is_empty() && self.known.is_none()
    }
}

/// Of each advisory the entry that says most: affected, then unknown. Advisories that do not affect the component are left
/// out. The second list has all entries of those that are not.
fn add_open<'a>(
    place: usize,
    asked: &mut Asked<'_>,
    package: &FoundPackage<'a>,
    open: &mut Vec<Open<'a>>,
    postings: &mut Vec<Posting<'a>>,
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
            close(place, asked, begin, postings, open)?;
            begin = postings.len();
        }
        postings.push(posting);
    }
    close(place, asked, begin, postings, open)
}

/// Ends the postings of one advisory: they stay if it affects the component or may.
fn close<'a>(
    place: usize,
    asked: &mut Asked<'_>,
    begin: usize,
    postings: &mut Vec<Posting<'a>>,
    open: &mut Vec<Open<'a>>,
) -> Result<(), IndexError> {
    let entries = postings.get(begin..).unwrap_or_default();
    match asked.strongest(entries, Wanted::Answer)? {
        Some((strongest, decision)) if decision.answer != Answer::NotAffected => open.push(Open {
            strongest: *strongest,
            decision,
            entries: Entries {
                place,
                postings: begin..postings.len(),
            },
        }),
        _ => postings.truncate(begin),
    }
    Ok(())
}
