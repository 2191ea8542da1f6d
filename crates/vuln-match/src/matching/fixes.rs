//! The fixed versions that the entries of a match name, and the one to go to.

use std::ops::Range;

use super::evaluate::{Asked, Wanted};
use super::few::Few;
use super::{Answer, Because};
use crate::advisory::EventKind;
use crate::index::{IntervalView, Posting, Version};
use crate::{IndexError, Scheme};

/// The entries of one advisory about a component.
#[derive(Clone)]
pub(super) struct Entries {
    /// Which of the places they were found in.
    pub(super) place: usize,
    /// Where they lie in the list of postings.
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

/// The same of an entry that names no versions but those between which the present one lies; `None` if that does not tell.
pub(super) fn of_only<'a>(because: &Because<'a>) -> Option<Fixed<'a>> {
    match because {
        Because::Inside { end: Some(end), .. } if end.kind == EventKind::Fixed => {
            // A version without text is read in another way.
            let is_named = !end.version.trim().is_empty();
            is_named.then_some((Few::One(end.version), Some(end.version)))
        }
        Because::Inside { .. } => Some((Few::Several(Vec::new()), None)),
        _ => None,
    }
}

impl<'a> Fixes<'a> {
    /// All fixed versions, each once, and the smallest one above the present version that none of the entries affects.
    pub(super) fn of(
        &mut self,
        entries: &[Entries],
        postings: &[Posting<'a>],
        places: &mut [Asked<'_>],
    ) -> Result<Fixed<'a>, IndexError> {
        let by_order = |place: usize, posting: &Posting<'a>| {
            places.get(place).is_some_and(|asked| asked.is_by_order(posting))
        };
        let (scheme, is_plain) = self.read(entries, postings, by_order)?;
        let fixed = &mut self.fixed;
        if fixed.len() > 1 {
            fixed.sort_unstable_by(|(left, _), (right, _)| left.cmp_written(right));
            fixed.dedup_by(|(later, _), (earlier, _)| later.key == earlier.key);
        }
        let texts = match fixed.as_slice() {
            [] => return Ok((Few::Several(Vec::new()), None)),
            [(only, _)] => Few::One(only.text()?),
            several => Few::Several(
                several
                    .iter()
                    .map(|(version, _)| version.text())
                    .collect::<Result<_, _>>()?,
            ),
        };
        let first = entries.first().and_then(|first| places.get_mut(first.place));
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
                is_clear((version.key, text, *scheme), entries, postings, places)?
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
        entries: &[Entries],
        postings: &[Posting<'a>],
        by_order: impl Fn(usize, &Posting<'a>) -> bool,
    ) -> Result<(Option<Scheme>, bool), IndexError> {
        self.fixed.clear();
        self.intervals.clear();
        let (mut first, mut is_plain) = (None, true);
        let all = entries.iter().flat_map(|entries| {
            let own = postings.get(entries.postings.clone()).unwrap_or_default();
            own.iter().map(|posting| (entries.place, posting))
        });
        for (place, posting) in all {
            is_plain &= by_order(place, posting);
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
    entries: &[Entries],
    postings: &[Posting<'_>],
    places: &[Asked<'_>],
) -> Result<bool, IndexError> {
    let mut current: Option<(usize, Asked<'_>)> = None;
    for Entries { place, postings: own } in entries {
        if current.as_ref().is_none_or(|(known, _)| known != place) {
            current = places
                .get(*place)
                .map(|asked| (*place, asked.at(version, scheme, key)));
        }
        let Some((_, asked)) = &mut current else { continue };
        let own = postings.get(own.clone()).unwrap_or_default();
        let strongest = asked.strongest(own, Wanted::Answer)?;
        if strongest.is_some_and(|(_, decision)| decision.answer != Answer::NotAffected) {
            return Ok(false);
        }
    }
    Ok(true)
}
