//! Whether one `affected` entry affects one version.

use super::answer::{Answer, Because, Boundary, Reason, shortened};
use crate::advisory::{EventKind, HIGHEST_KEY};
use crate::index::{IntervalView, Posting, RangeView, Version};
use crate::{Ecosystem, IndexError, Quality, Scheme, VersionKey};

/// A version that is asked about, with its key by each scheme that was needed so far.
pub(super) struct Asked<'v> {
    text: Option<&'v str>,
    suffix: Option<&'v str>,
    /// Nearly always one scheme is asked for.
    first: Option<(Scheme, VersionKey)>,
    others: Vec<(Scheme, VersionKey)>,
}

/// What is known of one entry; the parts of an explanation that differ.
#[derive(Clone)]
pub(super) struct Decision<'a> {
    pub(super) range: Option<usize>,
    pub(super) answer: Answer,
    pub(super) because: Because<'a>,
    pub(super) scheme: Option<Scheme>,
}

/// How much of an answer is wanted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Wanted {
    /// The answer; why something is not affected is left out.
    Answer,
    /// What decided, whatever the answer.
    Why,
}

impl<'v> Asked<'v> {
    /// `suffix` is the release or repository the component is known to be of.
    pub(super) fn new(text: Option<&'v str>, suffix: Option<&'v str>) -> Self {
        Self {
            text: text.filter(|text| !text.trim().is_empty()),
            suffix,
            first: None,
            others: Vec::new(),
        }
    }

    /// The version, or nothing.
    pub(super) fn text(&self) -> &'v str {
        self.text.unwrap_or_default()
    }

    pub(super) fn suffix(&self) -> Option<&'v str> {
        self.suffix
    }

    /// The key of the version, if it states one that can be ordered.
    pub(super) fn present(&mut self, scheme: Scheme) -> Option<&VersionKey> {
        let text = self.text?;
        Some(self.key(scheme, text)).filter(|key| key.is_ordered())
    }

    pub(super) fn quality(&mut self, scheme: Scheme) -> Quality {
        let text = self.text();
        self.key(scheme, text).quality()
    }

    fn key(&mut self, scheme: Scheme, text: &str) -> &VersionKey {
        let (first, key) = self.first.get_or_insert_with(|| (scheme, scheme.parse(text)));
        if *first == scheme {
            return key;
        }
        let place = self.others.iter().position(|(known, _)| *known == scheme);
        let place = place.unwrap_or_else(|| {
            self.others.push((scheme, scheme.parse(text)));
            self.others.len() - 1
        });
        self.others.get(place).map_or(key, |(_, key)| key)
    }

    /// Whether the entry certainly does not affect the version.
    pub(super) fn is_clear(&mut self, posting: &Posting<'_>) -> Result<bool, IndexError> {
        let decision = self.decide(posting, Wanted::Answer)?;
        Ok(decision.is_none_or(|decision| decision.answer == Answer::NotAffected))
    }

    /// `None` if the entry is about another release or repository.
    pub(super) fn decide<'a>(
        &mut self,
        posting: &Posting<'a>,
        wanted: Wanted,
    ) -> Result<Option<Decision<'a>>, IndexError> {
        let ecosystem = posting.ecosystem();
        let uncertain_release = match (ecosystem.suffix(), self.suffix) {
            (Some(_), Some(ours)) if !ecosystem.is_of_release(ours) => return Ok(None),
            (Some(_), None) => true,
            _ => false,
        };
        if posting.is_withdrawn() && wanted == Wanted::Answer {
            return Ok(Some(OUTSIDE));
        }
        let mut decision = match self.text {
            None if posting.is_nothing() => OUTSIDE,
            None => unknown(Reason::NoVersion),
            Some(version) => self.decide_version(version, posting, ecosystem, wanted)?,
        };
        if uncertain_release && decision.answer == Answer::Affected {
            decision.answer = Answer::Unknown(Reason::Release {
                ecosystem: ecosystem.clone(),
            });
        }
        if posting.is_withdrawn() {
            decision.answer = Answer::NotAffected;
            decision.because = Because::Withdrawn;
        }
        Ok(Some(decision))
    }

    /// A listed version or any range that holds it is enough. Without one, a range that cannot be decided leaves the answer
    /// open, whichever others exclude it. Ranges of commits say nothing about versions.
    fn decide_version<'a>(
        &mut self,
        version: &str,
        posting: &Posting<'a>,
        ecosystem: &Ecosystem,
        wanted: Wanted,
    ) -> Result<Decision<'a>, IndexError> {
        let mut open = None;
        let mut outside = None;
        for range in posting.ranges()? {
            let range = range?;
            let key = self.key(range.scheme, version);
            let decision = decide_range(&range, key, version, wanted)?;
            match decision.answer {
                Answer::Affected => return Ok(decision),
                Answer::Unknown(_) => open = open.or(Some(decision)),
                Answer::NotAffected => outside = outside.or(Some(decision)),
            }
        }
        if let Some(listed) = self.decide_listed(version, posting)? {
            return Ok(listed);
        }
        Ok(open
            .or_else(|| undecidable_range(posting, ecosystem))
            .or(outside)
            .unwrap_or(OUTSIDE))
    }

    /// A listed version, in any spelling where the order is known (`1.0` and `1.0.0` in PEP 440).
    fn decide_listed<'a>(
        &mut self,
        version: &str,
        posting: &Posting<'a>,
    ) -> Result<Option<Decision<'a>>, IndexError> {
        let Some(listed) = posting.listed()? else {
            return Ok(None);
        };
        let found = match listed.scheme {
            None => listed.find_text(version)?,
            Some(scheme) => listed.find(self.key(scheme, version))?,
        };
        Ok(found.map(|found| Decision {
            range: None,
            answer: Answer::Affected,
            because: Because::Listed(found.text),
            scheme: listed.scheme,
        }))
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
fn undecidable_range<'a>(posting: &Posting<'_>, ecosystem: &Ecosystem) -> Option<Decision<'a>> {
    if posting.is_undecidable() {
        return Some(unknown(Reason::Ecosystem {
            ecosystem: ecosystem.clone(),
        }));
    }
    posting.is_commits().then(|| unknown(Reason::Commits))
}

fn decide_range<'a>(
    range: &RangeView<'a>,
    key: &VersionKey,
    version: &str,
    wanted: Wanted,
) -> Result<Decision<'a>, IndexError> {
    let scheme = range.scheme;
    let decision = |answer, because| Decision {
        range: Some(range.index),
        answer,
        because,
        scheme: Some(scheme),
    };
    let undecided = |reason| decision(Answer::Unknown(reason), Because::Undecided);
    if !key.is_ordered() {
        return Ok(match from_the_first(range)? {
            Some(because) => decision(Answer::Affected, because),
            None => undecided(Reason::Version {
                version: shortened(version).into_owned(),
                scheme,
            }),
        });
    }
    let mut open = None;
    for interval in range.intervals() {
        let interval = interval?;
        match place(&interval, key.as_bytes()) {
            Place::Inside => match within_limit(range, key.as_bytes()) {
                Ok(()) => return Ok(decision(Answer::Affected, inside(&interval))),
                Err(Limited::Beyond(limit)) => {
                    let limit = Boundary {
                        kind: EventKind::Limit,
                        version: limit.text,
                    };
                    return Ok(decision(Answer::NotAffected, Because::BeyondLimit(limit)));
                }
                Err(Limited::Unordered(version)) => open = Some(version),
            },
            Place::Unknown(version) => open = open.or(Some(version)),
            Place::Outside => {}
        }
    }
    Ok(match open {
        Some(event) => undecided(Reason::Event {
            version: shortened(event.text).into_owned(),
            scheme,
        }),
        None if wanted == Wanted::Answer => decision(Answer::NotAffected, OUTSIDE.because),
        None => decision(Answer::NotAffected, nearest(range, key.as_bytes())?),
    })
}

enum Place<'a> {
    Inside,
    Outside,
    /// This event cannot be ordered, and it matters.
    Unknown(Version<'a>),
}

fn place<'a>(interval: &IntervalView<'a>, key: &[u8]) -> Place<'a> {
    let above_start = !interval.start.ordered || key >= interval.start.key;
    let below_end = interval
        .end
        .is_none_or(|(kind, end)| !end.ordered || below(kind, key, end.key));
    if !above_start || !below_end {
        return Place::Outside;
    }
    match interval.end {
        _ if !interval.start.ordered => Place::Unknown(interval.start),
        Some((_, end)) if !end.ordered => Place::Unknown(end),
        _ => Place::Inside,
    }
}

fn below(kind: EventKind, key: &[u8], end: &[u8]) -> bool {
    if kind == EventKind::LastAffected {
        key <= end
    } else {
        key < end
    }
}

enum Limited<'a> {
    Beyond(Version<'a>),
    Unordered(Version<'a>),
}

fn within_limit<'a>(range: &RangeView<'a>, key: &[u8]) -> Result<(), Limited<'a>> {
    match range.limit {
        None => Ok(()),
        Some(limit) if !limit.ordered => Err(Limited::Unordered(limit)),
        Some(limit) if key < limit.key => Ok(()),
        Some(limit) => Err(Limited::Beyond(limit)),
    }
}

/// A version that cannot be placed is affected all the same where every version is: from the first on, without end.
fn from_the_first<'a>(range: &RangeView<'a>) -> Result<Option<Because<'a>>, IndexError> {
    if range.limit.is_some_and(|limit| limit.key != HIGHEST_KEY) {
        return Ok(None);
    }
    for interval in range.intervals() {
        let interval = interval?;
        if interval.start.key.is_empty() && interval.end.is_none() {
            return Ok(Some(inside(&interval)));
        }
    }
    Ok(None)
}

fn inside<'a>(interval: &IntervalView<'a>) -> Because<'a> {
    Because::Inside {
        start: boundary(EventKind::Introduced, interval.start),
        end: interval.end.map(|(kind, end)| boundary(kind, end)),
    }
}

fn boundary(kind: EventKind, version: Version<'_>) -> Boundary<'_> {
    Boundary {
        kind,
        version: version.text,
    }
}

/// The end below and the start above the version that are closest to it.
fn nearest<'a>(range: &RangeView<'a>, key: &[u8]) -> Result<Because<'a>, IndexError> {
    let mut before: Option<Version<'a>> = None;
    let mut after: Option<(EventKind, Version<'a>)> = None;
    for interval in range.intervals() {
        let IntervalView { start, end } = interval?;
        if start.key > key && before.is_none_or(|known| start.key < known.key) {
            before = Some(start);
        }
        let end = end.filter(|(_, end)| end.ordered && end.key <= key);
        if let Some((kind, end)) = end
            && after.is_none_or(|(_, known)| end.key >= known.key)
        {
            after = Some((kind, end));
        }
    }
    Ok(Because::Outside {
        after: after.map(|(kind, version)| boundary(kind, version)),
        before: before.map(|version| boundary(EventKind::Introduced, version)),
    })
}
