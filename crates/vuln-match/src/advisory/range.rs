//! Ranges: events as written, and the intervals they mean.

use crate::{Scheme, VersionKey};

/// A range of versions, by events.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Range {
    /// What its events name.
    pub kind: RangeKind,
    /// The events in the order they are listed.
    pub events: Box<[Event]>,
}

/// What events of a range name.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum RangeKind {
    /// SemVer 2.0.0 versions, whatever the ecosystem.
    SemVer,
    /// Versions in the ecosystem's own order.
    Ecosystem,
    /// Commits. Nothing about versions follows from them.
    Git,
}

/// One event of a range.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// What happens.
    pub kind: EventKind,
    /// The version (or commit) it happens at, as written.
    pub version: Box<str>,
}

/// What an event says.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EventKind {
    /// Affected from this version on; `0` means from the first.
    Introduced,
    /// No longer affected from this version on.
    Fixed,
    /// The last affected version.
    LastAffected,
    /// Nothing is said about this version and later ones; `*` means no limit.
    Limit,
}

/// The intervals that a range's events mean. A version is affected if any of them holds it and no limit excludes it.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Intervals {
    /// How the events were paired.
    pub kind: IntervalsKind,
    /// The intervals, in the order of their first events.
    pub list: Box<[Interval]>,
    /// The highest limit, if there are limits; its event and key.
    pub limit: Option<(usize, VersionKey)>,
}

/// How events were paired into intervals.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum IntervalsKind {
    /// In the listed order, which begins with `introduced` and alternates.
    Listed,
    /// The list does not alternate, so the events were sorted by version first.
    Sorted,
}

/// From one event to another.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Interval {
    /// Index of the `introduced` event.
    pub start: usize,
    /// Its key, included.
    pub start_key: VersionKey,
    /// Index and key of the event that ends it; `None` if it goes on without end.
    pub end: Option<(usize, VersionKey)>,
    /// Whether the key of the end is part of the interval.
    pub end_included: bool,
}

impl Range {
    /// The scheme its versions are compared by, given the ecosystem's own. Go, Bitnami
    /// and Root write their versions as SemVer and mean more.
    #[must_use]
    pub fn scheme(&self, ecosystem: Option<Scheme>) -> Option<Scheme> {
        scheme_of(self.kind, ecosystem)
    }

    /// Pairs the events into intervals.
    ///
    /// In the listed order where they alternate: real records introduce and fix at one version, and list intervals out of
    /// order, and both mean what they list. Sorting by version would turn `introduced 1.6.0, fixed 1.6.1, introduced 1.6.1,
    /// fixed 1.6.2` or `introduced 2.0, fixed 2.0` into something else, whatever the order of equal keys.
    #[must_use]
    pub fn intervals(&self, scheme: Scheme) -> Intervals {
        let keys: Vec<VersionKey> = self
            .events
            .iter()
            .map(|event| event.kind.key(&event.version, scheme))
            .collect();
        let marks: Vec<Mark<'_>> = self
            .events
            .iter()
            .zip(&keys)
            .map(|(event, key)| Mark {
                kind: event.kind,
                key: key.as_bytes(),
                ordered: key.is_ordered(),
            })
            .collect();
        let paired = paired(&marks);
        let end_included =
            |at: usize| self.events.get(at).map(|event| event.kind) == Some(EventKind::LastAffected);
        let list = paired.list.into_iter().filter_map(|(start, end)| {
            Some(Interval {
                start,
                start_key: keys.get(start)?.clone(),
                end: end.and_then(|at| Some((at, keys.get(at)?.clone()))),
                end_included: end.is_some_and(end_included),
            })
        });
        Intervals {
            kind: paired.kind,
            list: list.collect(),
            limit: paired.limit.and_then(|at| Some((at, keys.get(at)?.clone()))),
        }
    }
}

/// See [`Range::scheme`].
pub(crate) fn scheme_of(kind: RangeKind, ecosystem: Option<Scheme>) -> Option<Scheme> {
    match (kind, ecosystem) {
        (RangeKind::Git, _) => None,
        (RangeKind::SemVer, Some(own @ (Scheme::Go | Scheme::Bitnami | Scheme::Root(_)))) => Some(own),
        (RangeKind::SemVer, _) => Some(Scheme::SemVer),
        (RangeKind::Ecosystem, scheme) => scheme,
    }
}

/// An event reduced to what pairing needs.
#[derive(Clone, Copy)]
pub(crate) struct Mark<'k> {
    pub(crate) kind: EventKind,
    pub(crate) key: &'k [u8],
    pub(crate) ordered: bool,
}

/// Intervals by the places of their events.
pub(crate) struct Paired {
    pub(crate) kind: IntervalsKind,
    /// Start and end.
    pub(crate) list: Vec<(usize, Option<usize>)>,
    pub(crate) limit: Option<usize>,
}

/// See [`Range::intervals`].
pub(crate) fn paired(marks: &[Mark<'_>]) -> Paired {
    let mut order: Vec<(usize, Mark<'_>)> = marks
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, mark)| mark.kind != EventKind::Limit)
        .collect();
    let starts = |mark: &Mark<'_>| mark.kind == EventKind::Introduced;
    let alternates = order
        .iter()
        .enumerate()
        .all(|(place, (_, mark))| (place % 2 == 0) == starts(mark));
    if !alternates {
        // At one version an end goes before a start, so that what was introduced again stays affected.
        order.sort_by_key(|(_, mark)| (mark.key, starts(mark)));
    }
    let mut list = Vec::with_capacity(order.len().div_ceil(2));
    let mut open = None;
    for (at, mark) in &order {
        match (open, starts(mark)) {
            (None, true) => open = Some(*at),
            (Some(start), false) => {
                list.push((start, Some(*at)));
                open = None;
            }
            // Introduced again while affected, or fixed again while not: says nothing new.
            (Some(_), true) | (None, false) => {}
        }
    }
    list.extend(open.map(|start| (start, None)));
    Paired {
        kind: if alternates {
            IntervalsKind::Listed
        } else {
            IntervalsKind::Sorted
        },
        list,
        limit: limit(marks),
    }
}

/// Several limits mean any of them (schema, "Evaluation", `BeforeLimits`), which is the highest one. One that is not
/// understood counts as higher than all but `*`.
fn limit(marks: &[Mark<'_>]) -> Option<usize> {
    let limits = marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| mark.kind == EventKind::Limit);
    let highest = |mark: &Mark<'_>| mark.key == HIGHEST_KEY;
    limits
        .max_by_key(|(_, mark)| (highest(mark), !mark.ordered, mark.key))
        .map(|(at, _)| at)
}

/// The bytes of [`VersionKey::highest`].
pub(crate) const HIGHEST_KEY: &[u8] = &[0xFF];

impl Intervals {
    /// Whether an interval certainly holds the version and no limit excludes it.
    #[must_use]
    pub fn contain(&self, version: &VersionKey) -> bool {
        let limited = self
            .limit
            .as_ref()
            .is_some_and(|(_, limit)| !limit.is_ordered() || version >= limit);
        version.is_ordered() && !limited && self.list.iter().any(|interval| interval.contains(version))
    }
}

impl Interval {
    fn contains(&self, version: &VersionKey) -> bool {
        let started = self.start_key.is_ordered() && self.start_key <= *version;
        started
            && self.end.as_ref().is_none_or(|(_, end)| {
                end.is_ordered() && (version < end || (self.end_included && version == end))
            })
    }
}

impl EventKind {
    /// The key of an event of this kind at a version.
    pub(crate) fn key(self, version: &str, scheme: Scheme) -> VersionKey {
        match (self, version) {
            (Self::Introduced, "0") => VersionKey::lowest(),
            (Self::Limit, "*") => VersionKey::highest(),
            // What is affected up to a release is so in all of its revisions.
            (Self::LastAffected, version) if scheme == Scheme::Bitnami && !version.contains('-') => {
                scheme.parse(&format!("{version}-{}", u64::MAX))
            }
            (_, version) => scheme.parse(version),
        }
    }

    /// What a word of the schema means.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "introduced" => Self::Introduced,
            "fixed" => Self::Fixed,
            "last_affected" => Self::LastAffected,
            "limit" => Self::Limit,
            _ => return None,
        })
    }

    /// The word of the schema.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::Fixed => "fixed",
            Self::LastAffected => "last_affected",
            Self::Limit => "limit",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(events: &[(EventKind, &str)]) -> Range {
        let events = events.iter().map(|(kind, version)| Event {
            kind: *kind,
            version: (*version).into(),
        });
        Range {
            kind: RangeKind::SemVer,
            events: events.collect(),
        }
    }

    fn pairs(range: &Range) -> (IntervalsKind, Vec<(usize, Option<usize>)>) {
        let intervals = range.intervals(Scheme::SemVer);
        let list = intervals
            .list
            .iter()
            .map(|interval| (interval.start, interval.end.as_ref().map(|(at, _)| *at)));
        (intervals.kind, list.collect())
    }

    use EventKind::{Fixed, Introduced, LastAffected, Limit};

    #[test]
    fn alternating_events_pair_as_listed() {
        let out_of_order = range(&[
            (Introduced, "0"),
            (Fixed, "3.1.1"),
            (Introduced, "3.2.0"),
            (Fixed, "3.2.2"),
            (Introduced, "3.1.1"),
            (Fixed, "3.2.0"),
        ]);
        assert_eq!(
            pairs(&out_of_order),
            (
                IntervalsKind::Listed,
                vec![(0, Some(1)), (2, Some(3)), (4, Some(5))]
            )
        );
        let empty = range(&[(Introduced, "2.0.0"), (Fixed, "2.0.0"), (Introduced, "3.0.0")]);
        assert_eq!(
            pairs(&empty),
            (IntervalsKind::Listed, vec![(0, Some(1)), (2, None)])
        );
    }

    #[test]
    fn other_lists_are_sorted_first() {
        let starts_first = range(&[
            (Introduced, "2.0.0"),
            (Introduced, "1.0.0"),
            (Fixed, "2.1.0"),
            (LastAffected, "1.5.0"),
        ]);
        assert_eq!(
            pairs(&starts_first),
            (IntervalsKind::Sorted, vec![(1, Some(3)), (0, Some(2))])
        );
        let fixed_twice = range(&[(Introduced, "0"), (Fixed, "1.0.0"), (Fixed, "2.0.0")]);
        assert_eq!(pairs(&fixed_twice), (IntervalsKind::Sorted, vec![(0, Some(1))]));
    }

    #[test]
    fn limits_take_no_part_in_pairing_and_the_highest_counts() {
        let limited = range(&[(Limit, "2.0.0"), (Introduced, "1.0.0"), (Limit, "3.0.0")]);
        assert_eq!(pairs(&limited), (IntervalsKind::Listed, vec![(1, None)]));
        assert_eq!(
            limited.intervals(Scheme::SemVer).limit,
            Some((2, Scheme::SemVer.parse("3.0.0")))
        );
        let unlimited = range(&[(Introduced, "1.0.0"), (Limit, "2.0.0"), (Limit, "*")]);
        assert_eq!(
            unlimited.intervals(Scheme::SemVer).limit,
            Some((2, VersionKey::highest()))
        );
    }
}
