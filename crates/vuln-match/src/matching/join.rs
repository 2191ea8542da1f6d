//! One match from the advisories about one vulnerability, with what fixes it.

use std::ops::Range;

use super::evaluate::{Asked, Decision, Wanted};
use super::hits::Hits;
use super::{Answer, Match, explanation, group};
use crate::index::{IntervalView, Posting, Version};
use crate::{AdvisoryView, IndexError, Scheme};

/// An advisory that affects a component or may, with all entries it has about the package.
pub(super) struct Hit<'a> {
    pub(super) advisory: AdvisoryView<'a>,
    pub(super) strongest: Posting<'a>,
    pub(super) decision: Decision<'a>,
    /// Which of the places it was found in.
    pub(super) place: usize,
    pub(super) postings: Range<usize>,
}

/// What the entries of one match say about fixes.
#[derive(Default)]
pub(super) struct Fixes<'a> {
    /// Versions that are fixed, with the scheme of their range.
    fixed: Vec<(Version<'a>, Scheme)>,
    intervals: Vec<IntervalView<'a>>,
    /// Room for the names of a match.
    names: Vec<&'a str>,
}

/// Ends the postings of one advisory: they stay if it is a hit.
pub(super) fn close<'a>(
    place: usize,
    asked: &mut Asked<'_>,
    begin: usize,
    postings: &mut Vec<Posting<'a>>,
    hits: &mut Vec<Hit<'a>>,
) -> Result<(), IndexError> {
    let entries = postings.get(begin..).unwrap_or_default();
    match asked.strongest(entries, Wanted::Answer)? {
        Some((strongest, decision)) if decision.answer != Answer::NotAffected => {
            let advisory = strongest.load_advisory()?;
            if asked.is_of_other_vendor(&advisory)? {
                postings.truncate(begin);
                return Ok(());
            }
            hits.push(Hit {
                advisory,
                strongest,
                decision,
                place,
                postings: begin..postings.len(),
            });
        }
        _ => postings.truncate(begin),
    }
    Ok(())
}

/// Joins advisories about one vulnerability.
pub(super) fn join<'a>(
    hits: &[&Hit<'a>],
    postings: &[Posting<'a>],
    places: &mut [Asked<'_>],
    fixes: &mut Fixes<'a>,
    is_part: bool,
) -> Result<Match<'a>, IndexError> {
    let fix = fixes.of(hits, postings, places)?;
    let explained = explained(hits, places)?;
    let names = &mut fixes.names;
    group::ids(explained.iter().map(|hit| hit.advisory), names);
    let ids = names.len();
    for (version, _) in &fixes.fixed {
        names.push(version.text()?);
    }
    Ok(Match {
        hits: explained,
        contrary: Vec::new(),
        names: names.as_slice().into(),
        ids,
        fix,
        is_part,
    })
}

/// The primary advisory first.
fn explained<'a>(hits: &[&Hit<'a>], places: &mut [Asked<'_>]) -> Result<Hits<'a>, IndexError> {
    let mut of = |hit: &Hit<'a>| {
        let asked = places.get_mut(hit.place);
        asked.map(|asked| explanation(hit.advisory, hit.strongest, hit.decision.clone(), asked))
    };
    if let [only] = hits
        && let Some(explained) = of(only)
    {
        return explained.map(Hits::One);
    }
    let mut several = hits
        .iter()
        .filter_map(|hit| of(hit))
        .collect::<Result<Vec<_>, _>>()?;
    several.sort_by_key(|hit| {
        (
            hit.answer != Answer::Affected,
            group::precedence(hit.advisory.id()),
        )
    });
    Ok(Hits::Several(several))
}

impl<'a> Fixes<'a> {
    /// The smallest fixed version above the present one that none of the entries affects. Leaves all fixed versions in rising
    /// order, each once.
    fn of(
        &mut self,
        hits: &[&Hit<'a>],
        postings: &[Posting<'a>],
        places: &mut [Asked<'_>],
    ) -> Result<Option<&'a str>, IndexError> {
        let by_order = |hit: &Hit<'a>, posting: &Posting<'a>| {
            places
                .get(hit.place)
                .is_some_and(|asked| asked.is_by_order(posting))
        };
        let (scheme, is_plain) = self.read(hits, postings, by_order)?;
        let fixed = &mut self.fixed;
        if fixed.len() > 1 {
            fixed.sort_unstable_by(|(left, _), (right, _)| left.cmp_written(right));
            fixed.dedup_by(|(later, _), (earlier, _)| later.key == earlier.key);
        }
        let first = hits.first().and_then(|hit| places.get_mut(hit.place));
        let present = first
            .zip(scheme)
            .and_then(|(asked, scheme)| asked.present(scheme));
        let Some(present) = present else {
            return Ok(None);
        };
        let above = fixed.partition_point(|(version, _)| version.key <= present.as_bytes());
        for (version, scheme) in fixed.iter().skip(above) {
            let text = version.text()?;
            let is_clear = if is_plain && !text.trim().is_empty() {
                !self.intervals.iter().any(|interval| interval.holds(version.key))
            } else {
                is_clear((version.key, text, *scheme), hits, postings, places)?
            };
            if is_clear {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    /// Reads the ranges of all entries, and gives the scheme of the first, and whether nothing but the intervals says what is
    /// affected, in the order of one scheme.
    fn read(
        &mut self,
        hits: &[&Hit<'a>],
        postings: &[Posting<'a>],
        by_order: impl Fn(&Hit<'a>, &Posting<'a>) -> bool,
    ) -> Result<(Option<Scheme>, bool), IndexError> {
        self.fixed.clear();
        self.intervals.clear();
        let (mut first, mut is_plain) = (None, true);
        let entries = |hit: &Hit<'a>| postings.get(hit.postings.clone()).unwrap_or_default();
        let entries = hits
            .iter()
            .flat_map(|hit| entries(hit).iter().map(move |entry| (hit, entry)));
        for (hit, posting) in entries {
            is_plain &= by_order(hit, posting);
            for range in posting.ranges()? {
                let range = range?;
                is_plain &= *first.get_or_insert(range.scheme) == range.scheme && range.limit.is_none();
                for interval in range.intervals() {
                    let interval = interval?;
                    is_plain &= interval.is_ordered();
                    let fixed = interval.fixed().filter(|version| version.ordered);
                    self.fixed.extend(fixed.map(|version| (version, range.scheme)));
                    self.intervals.push(interval);
                }
                for version in range.fixed_besides() {
                    let version = version?;
                    if version.ordered {
                        self.fixed.push((version, range.scheme));
                    }
                }
            }
        }
        Ok((first, is_plain))
    }
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
