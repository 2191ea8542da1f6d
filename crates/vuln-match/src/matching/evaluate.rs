//! Whether one `affected` entry affects one version.

use super::answer::{Answer, Because, Explanation, Reason, shortened};
use crate::advisory::{Advisory, Affected, Event, EventKind, Interval, Intervals, Range, RangeKind};
use crate::database::{Posting, Prepared};
use crate::{Ecosystem, Scheme, VersionKey};

/// A version that is asked about, with its key by each scheme that was needed so far.
pub(super) struct Asked<'v> {
    text: Option<&'v str>,
    suffix: Option<&'v str>,
    keys: Vec<(Scheme, VersionKey)>,
}

/// What is known of one entry; the parts of an [`Explanation`] that differ.
struct Decision<'a> {
    range: Option<usize>,
    answer: Answer,
    because: Because<'a>,
    scheme: Option<Scheme>,
}

impl<'v> Asked<'v> {
    /// `suffix` is the release or repository the component is known to be of.
    pub(super) fn new(text: Option<&'v str>, suffix: Option<&'v str>) -> Self {
        Self {
            text: text.filter(|text| !text.trim().is_empty()),
            suffix,
            keys: Vec::new(),
        }
    }

    fn key(&mut self, scheme: Scheme, text: &str) -> VersionKey {
        if let Some((_, key)) = self.keys.iter().find(|(known, _)| *known == scheme) {
            return key.clone();
        }
        let key = scheme.parse(text);
        self.keys.push((scheme, key.clone()));
        key
    }

    /// `None` if the entry is about another release or repository.
    pub(super) fn explain<'a>(
        &mut self,
        posting: &'a Posting,
        (advisory, at, entry): (&'a Advisory, usize, &'a Affected),
    ) -> Option<Explanation<'a>> {
        let ecosystem = &entry.package.as_ref()?.ecosystem;
        let decision = self.decide(posting, entry, ecosystem)?;
        let withdrawn = advisory.withdrawn.is_some();
        let quality = decision
            .scheme
            .map(|scheme| self.key(scheme, self.text.unwrap_or_default()).quality());
        Some(Explanation {
            advisory,
            affected: at,
            range: decision.range,
            answer: if withdrawn {
                Answer::NotAffected
            } else {
                decision.answer
            },
            because: if withdrawn {
                Because::Withdrawn
            } else {
                decision.because
            },
            version: shortened(self.text.unwrap_or_default()),
            scheme: decision.scheme,
            quality,
        })
    }

    /// Whether the entry certainly does not affect the version.
    pub(super) fn is_clear(
        &mut self,
        posting: &Posting,
        (advisory, _, entry): (&Advisory, usize, &Affected),
    ) -> bool {
        let Some(package) = &entry.package else {
            return true;
        };
        advisory.withdrawn.is_some()
            || self
                .decide(posting, entry, &package.ecosystem)
                .is_none_or(|decision| decision.answer == Answer::NotAffected)
    }

    fn decide<'a>(
        &mut self,
        posting: &'a Posting,
        entry: &'a Affected,
        ecosystem: &Ecosystem,
    ) -> Option<Decision<'a>> {
        let uncertain_release = match (ecosystem.suffix(), self.suffix) {
            (Some(_), Some(ours)) if !ecosystem.is_of_release(ours) => return None,
            (Some(_), None) => true,
            _ => false,
        };
        let decision = match self.text {
            None if entry.ranges.is_empty() && entry.versions.is_empty() => OUTSIDE,
            None => unknown(Reason::NoVersion),
            Some(version) => self.decide_version(version, posting, entry, ecosystem),
        };
        if uncertain_release && decision.answer == Answer::Affected {
            let reason = Reason::Release {
                ecosystem: ecosystem.clone(),
            };
            return Some(Decision {
                answer: Answer::Unknown(reason),
                ..decision
            });
        }
        Some(decision)
    }

    /// A listed version or any range that holds it is enough. Without one, a range that cannot be decided leaves the answer
    /// open, whichever others exclude it. Ranges of commits say nothing about versions.
    fn decide_version<'a>(
        &mut self,
        version: &str,
        posting: &'a Posting,
        entry: &'a Affected,
        ecosystem: &Ecosystem,
    ) -> Decision<'a> {
        let mut open = None;
        let mut outside: Option<Decision<'a>> = None;
        for prepared in &posting.ranges {
            let Some(range) = entry.ranges.get(prepared.range) else {
                continue;
            };
            let key = self.key(prepared.scheme, version);
            let decision = decide_range(prepared, range, &key, version);
            match decision.answer {
                Answer::Affected => return decision,
                Answer::Unknown(_) => open = open.or(Some(decision)),
                Answer::NotAffected => outside = outside.or(Some(decision)),
            }
        }
        self.decide_listed(version, posting, entry)
            .or(open)
            .or_else(|| undecidable_range(posting, entry, ecosystem))
            .or(outside)
            .unwrap_or(OUTSIDE)
    }

    /// A listed version, in any spelling where the order is known (`1.0` and `1.0.0` in PEP 440).
    fn decide_listed<'a>(
        &mut self,
        version: &str,
        posting: &Posting,
        entry: &'a Affected,
    ) -> Option<Decision<'a>> {
        let (listed, scheme) = match &posting.listed {
            None => (
                entry
                    .versions
                    .iter()
                    .find(|listed| listed.trim() == version.trim())?,
                None,
            ),
            Some(listed) => {
                let key = self.key(listed.scheme, version);
                let place = listed.keys.binary_search_by(|(known, _)| known.cmp(&key)).ok()?;
                let (_, at) = listed.keys.get(place)?;
                (entry.versions.get(*at as usize)?, Some(listed.scheme))
            }
        };
        Some(Decision {
            range: None,
            answer: Answer::Affected,
            because: Because::Listed(listed),
            scheme,
        })
    }
}

const OUTSIDE: Decision<'static> = Decision {
    range: None,
    answer: Answer::NotAffected,
    because: Because::Outside {
        after: None,
        before: None,
    },
    scheme: None,
};

fn unknown<'a>(reason: Reason) -> Decision<'a> {
    Decision {
        range: None,
        answer: Answer::Unknown(reason),
        because: Because::Undecided,
        scheme: None,
    }
}

/// A range that no scheme here can compare with, or commits as all there is.
fn undecidable_range<'a>(posting: &Posting, entry: &Affected, ecosystem: &Ecosystem) -> Option<Decision<'a>> {
    let versions = entry
        .ranges
        .iter()
        .filter(|range| range.kind != RangeKind::Git)
        .count();
    if versions > posting.ranges.len() {
        return Some(unknown(Reason::Ecosystem {
            ecosystem: ecosystem.clone(),
        }));
    }
    let only_commits = versions == 0 && !entry.ranges.is_empty() && entry.versions.is_empty();
    only_commits.then(|| unknown(Reason::Commits))
}

fn decide_range<'a>(
    prepared: &'a Prepared,
    range: &'a Range,
    key: &VersionKey,
    version: &str,
) -> Decision<'a> {
    let scheme = prepared.scheme;
    let decision = |answer, because| Decision {
        range: Some(prepared.range),
        answer,
        because,
        scheme: Some(scheme),
    };
    let undecided = |reason| decision(Answer::Unknown(reason), Because::Undecided);
    if !key.is_ordered() {
        return match from_the_first(&prepared.intervals, range) {
            Some(because) => decision(Answer::Affected, because),
            None => undecided(Reason::Version {
                version: shortened(version),
                scheme,
            }),
        };
    }
    let mut open = None;
    for interval in &prepared.intervals.list {
        match place(interval, key) {
            Place::Inside => match within_limit(&prepared.intervals, range, key) {
                Ok(()) => return decision(Answer::Affected, inside(interval, range)),
                Err(Limited::Beyond(limit)) => {
                    return decision(Answer::NotAffected, Because::BeyondLimit(limit));
                }
                Err(Limited::Unordered(at)) => open = Some(at),
            },
            Place::Unknown(at) => open = open.or(Some(at)),
            Place::Outside => {}
        }
    }
    match open.and_then(|at| range.events.get(at)) {
        Some(event) => undecided(Reason::Event {
            version: shortened(&event.version),
            scheme,
        }),
        None => decision(Answer::NotAffected, nearest(&prepared.intervals, range, key)),
    }
}

enum Place {
    Inside,
    Outside,
    /// This event cannot be ordered, and it matters.
    Unknown(usize),
}

fn place(interval: &Interval, key: &VersionKey) -> Place {
    let above_start = !interval.start_key.is_ordered() || *key >= interval.start_key;
    let below_end = interval
        .end
        .as_ref()
        .is_none_or(|(_, end)| !end.is_ordered() || below(interval, key, end));
    if !above_start || !below_end {
        return Place::Outside;
    }
    match &interval.end {
        _ if !interval.start_key.is_ordered() => Place::Unknown(interval.start),
        Some((at, end)) if !end.is_ordered() => Place::Unknown(*at),
        _ => Place::Inside,
    }
}

fn below(interval: &Interval, key: &VersionKey, end: &VersionKey) -> bool {
    if interval.end_included {
        key <= end
    } else {
        key < end
    }
}

enum Limited<'a> {
    Beyond(&'a Event),
    Unordered(usize),
}

fn within_limit<'a>(intervals: &Intervals, range: &'a Range, key: &VersionKey) -> Result<(), Limited<'a>> {
    match &intervals.limit {
        None => Ok(()),
        Some((at, limit)) if !limit.is_ordered() => Err(Limited::Unordered(*at)),
        Some((_, limit)) if key < limit => Ok(()),
        Some((at, _)) => range
            .events
            .get(*at)
            .map_or(Ok(()), |event| Err(Limited::Beyond(event))),
    }
}

/// A version that cannot be placed is affected all the same where every version is: from the first on, without end.
fn from_the_first<'a>(intervals: &Intervals, range: &'a Range) -> Option<Because<'a>> {
    let all = |interval: &&Interval| interval.start_key == VersionKey::lowest() && interval.end.is_none();
    let unlimited = intervals
        .limit
        .as_ref()
        .is_none_or(|(_, limit)| *limit == VersionKey::highest());
    let interval = intervals.list.iter().find(all).filter(|_| unlimited)?;
    Some(inside(interval, range))
}

fn inside<'a>(interval: &Interval, range: &'a Range) -> Because<'a> {
    let end = interval.end.as_ref().and_then(|(at, _)| range.events.get(*at));
    match range.events.get(interval.start) {
        Some(start) => Because::Inside { start, end },
        None => Because::Undecided,
    }
}

/// The end below and the start above the version that are closest to it.
fn nearest<'a>(intervals: &Intervals, range: &'a Range, key: &VersionKey) -> Because<'a> {
    let starts = intervals.list.iter().filter(|interval| interval.start_key > *key);
    let before = starts.min_by(|left, right| left.start_key.cmp(&right.start_key));
    let ends = intervals.list.iter().filter_map(|interval| interval.end.as_ref());
    let after = ends
        .filter(|(_, end)| end.is_ordered() && end <= key)
        .max_by(|left, right| left.1.cmp(&right.1));
    Because::Outside {
        after: after.and_then(|(at, _)| range.events.get(*at)),
        before: before.and_then(|interval| range.events.get(interval.start)),
    }
}

/// Versions that the entry's ranges name as fixed, with their keys.
pub(super) fn fixed_versions<'a>(posting: &Posting, entry: &'a Affected) -> Vec<(VersionKey, &'a str)> {
    let mut fixed = Vec::new();
    for prepared in &posting.ranges {
        let Some(range) = entry.ranges.get(prepared.range) else {
            continue;
        };
        let events = range.events.iter().filter(|event| event.kind == EventKind::Fixed);
        let keys = events.map(|event| (prepared.scheme.parse(&event.version), &*event.version));
        fixed.extend(keys.filter(|(key, _)| key.is_ordered()));
    }
    fixed
}
