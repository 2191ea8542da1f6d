//! One match from the advisories about one vulnerability, with what fixes it.

use std::ops::Range;

use super::evaluate::{Asked, Wanted};
use super::few::Few;
use super::{Answer, Explanation, Match, group};
use crate::index::{IntervalView, Posting, Version};
use crate::{IndexError, Scheme};

/// An advisory that affects a component or may, with all entries it has about the package.
pub(super) struct Hit<'a> {
    pub(super) explained: Explanation<'a>,
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
}

/// The fixed versions of a match in rising order, and the one to go to.
type Fixed<'a> = (Few<&'a str>, Option<&'a str>);

impl<'a> Match<'a> {
    /// Of one advisory.
    pub(super) fn of_one(
        hit: Hit<'a>,
        postings: &[Posting<'a>],
        places: &mut [Asked<'_>],
        fixes: &mut Fixes<'a>,
    ) -> Result<Self, IndexError> {
        let (fixed, fix) = fixes.of(std::slice::from_ref(&hit), postings, places)?;
        Ok(Self {
            hits: Few::One(hit.explained),
            contrary: Vec::new(),
            fixed,
            fix,
            is_part: false,
        })
    }

    /// Of advisories about one vulnerability, the primary one first.
    pub(super) fn of_several(
        hits: Vec<Hit<'a>>,
        postings: &[Posting<'a>],
        places: &mut [Asked<'_>],
        fixes: &mut Fixes<'a>,
        is_part: bool,
    ) -> Result<Self, IndexError> {
        let (fixed, fix) = fixes.of(&hits, postings, places)?;
        let mut explained: Vec<Explanation<'a>> = hits.into_iter().map(|hit| hit.explained).collect();
        explained.sort_by_key(|hit| {
            (
                hit.answer != Answer::Affected,
                group::precedence(hit.advisory.id()),
            )
        });
        Ok(Self {
            hits: Few::Several(explained),
            contrary: Vec::new(),
            fixed,
            fix,
            is_part,
        })
    }
}

impl<'a> Fixes<'a> {
    /// All fixed versions, each once, and the smallest one above the present version that none of the entries affects.
    fn of(
        &mut self,
        hits: &[Hit<'a>],
        postings: &[Posting<'a>],
        places: &mut [Asked<'_>],
    ) -> Result<Fixed<'a>, IndexError> {
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
        let texts = match fixed.as_slice() {
            [(only, _)] => Few::One(only.text()?),
            several => Few::Several(
                several
                    .iter()
                    .map(|(version, _)| version.text())
                    .collect::<Result<_, _>>()?,
            ),
        };
        let first = hits.first().and_then(|hit| places.get_mut(hit.place));
        let present = first
            .zip(scheme)
            .and_then(|(asked, scheme)| asked.present(scheme));
        let Some(present) = present else {
            return Ok((texts, None));
        };
        let above = fixed.partition_point(|(version, _)| version.key <= present.as_bytes());
        for ((version, scheme), text) in fixed.iter().zip(&*texts).skip(above) {
            let is_clear = if is_plain && !text.trim().is_empty() {
                !self.intervals.iter().any(|interval| interval.holds(version.key))
            } else {
                is_clear((version.key, text, *scheme), hits, postings, places)?
            };
            if is_clear {
                let fix = Some(*text);
                return Ok((texts, fix));
            }
        }
        Ok((texts, None))
    }

    /// Reads the ranges of all entries, and gives the scheme of the first, and whether nothing but the intervals says what is
    /// affected, in the order of one scheme.
    fn read(
        &mut self,
        hits: &[Hit<'a>],
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
    hits: &[Hit<'_>],
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
