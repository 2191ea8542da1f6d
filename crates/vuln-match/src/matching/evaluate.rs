//! Whether one `affected` entry affects one version.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::answer::{Answer, Because, Boundary, Explanation, Reason, shortened};
use crate::advisory::{EventKind, HIGHEST_KEY};
use crate::coordinates::Place;
use crate::index::{Ahead, FoundPackage, IntervalView, PlaceInRange, Posting, RangeView, Version, is_below};
use crate::settle::{Decided, Question};
use crate::{
    AdvisoryView, Ecosystem, EntryView, IndexError, LookupBy, MatchOptions, Relation, Scheme, VersionKey, cpe,
};

/// A version that is asked about, with its key by each scheme that was needed so far.
pub(super) struct Asked<'v> {
    text: Option<&'v str>,
    question: Question<'v>,
    by: LookupBy,
    /// The vendor of the product that is asked about, where a CPE name tells it.
    pub(super) vendor: Option<&'v str>,
    /// Nearly always one scheme is asked for.
    first: Option<(Scheme, VersionKey)>,
    others: Vec<(Scheme, VersionKey)>,
    /// The version as explanations show it.
    shown: Option<Arc<str>>,
    /// The keys of other readings of the version.
    readings: BTreeMap<(String, Scheme), VersionKey>,
}

/// What is known of one entry; the parts of an explanation that differ.
#[derive(Clone)]
pub(super) struct Decision<'a> {
    pub(super) range: Option<usize>,
    pub(super) answer: Answer,
    pub(super) because: Because<'a>,
    pub(super) scheme: Option<Scheme>,
    /// The entry names no versions but those that decided.
    pub(super) is_whole: bool,
}

/// What can be told of an entry at first sight.
enum Look<'a> {
    Affected(Decision<'a>),
    Outside,
    Unclear,
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
    /// What is asked where a component is looked up.
    pub(super) fn of(place: &'v Place<'_>, options: MatchOptions) -> Self {
        let question = Question::new(&place.ecosystem, &place.name, options);
        let mut asked = Self::new(place.version.as_deref(), question, place.by);
        asked.vendor = place.vendor.as_deref();
        asked
    }

    /// The question has the package with the release or repository the component is known to be of.
    pub(super) fn new(text: Option<&'v str>, question: Question<'v>, by: LookupBy) -> Self {
        Self {
            text: text.filter(|text| !text.trim().is_empty()),
            question,
            by,
            vendor: None,
            first: None,
            others: Vec::new(),
            shown: None,
            readings: BTreeMap::new(),
        }
    }

    /// The same question about another version, whose key by a scheme is known.
    pub(super) fn at<'t>(&self, text: &'t str, scheme: Scheme, key: &[u8]) -> Asked<'t>
    where
        'v: 't,
    {
        let mut asked = Asked::new(Some(text), self.question, self.by);
        asked.first = Some((scheme, VersionKey::known(key)));
        asked
    }

    /// Whether nothing counts of what an entry says but where in the order a version lies, ranges with a limit aside.
    pub(super) fn is_by_order(&self, posting: &Posting<'_>) -> bool {
        self.question.is_plain
            && self.question.ecosystem.is_base()
            && posting.is_of_base()
            && !posting.is_open()
            && !posting.has_listed()
    }

    /// Whether an advisory is about products of other vendors alone.
    pub(super) fn is_of_other_vendor(&self, advisory: &AdvisoryView<'_>) -> Result<bool, IndexError> {
        match self.vendor {
            None => Ok(false),
            Some(vendor) => Ok(!cpe::may_be_of(advisory.cpes()?, vendor)),
        }
    }

    /// A decision with all that it was made from.
    #[inline(always)]
    pub(super) fn explained<'a>(
        &mut self,
        advisory: AdvisoryView<'a>,
        entry: EntryView<'a>,
        decision: &Decision<'a>,
    ) -> Explanation<'a> {
        let text = self.text.unwrap_or_default();
        let shown = self.shown.get_or_insert_with(|| shortened(text).into());
        let version = Arc::clone(shown);
        let quality = decision.scheme.map(|scheme| self.key(scheme, text).quality());
        Explanation {
            advisory,
            entry,
            range: decision.range,
            answer: decision.answer.clone(),
            because: decision.because,
            version,
            scheme: decision.scheme,
            quality,
            by: self.by,
            relation: if entry.is_of_base() && self.question.ecosystem.is_base() {
                Relation::Same
            } else {
                self.question.relation(entry.ecosystem())
            },
        }
    }

    /// The key of the version, if it states one that can be ordered.
    pub(super) fn present(&mut self, scheme: Scheme) -> Option<&VersionKey> {
        let text = self.text?;
        Some(self.key(scheme, text)).filter(|key| key.is_ordered())
    }

    fn key(&mut self, scheme: Scheme, text: &str) -> &VersionKey {
        if !self.text.is_some_and(|own| std::ptr::eq(own, text)) {
            return self.key_of_reading(scheme, text);
        }
        self.own_key(scheme, text)
    }

    /// The key of the version itself.
    #[inline]
    fn own_key(&mut self, scheme: Scheme, text: &str) -> &VersionKey {
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

    fn key_of_reading(&mut self, scheme: Scheme, text: &str) -> &VersionKey {
        let reading = self.readings.entry((text.to_owned(), scheme));
        reading.or_insert_with(|| scheme.parse(text))
    }

    /// Of the entries that one advisory has about the package the one that says most: affected, then unknown, then the first.
    /// `None` if all are about other releases or repositories.
    pub(super) fn strongest<'a, 'e>(
        &mut self,
        entries: &'e [Posting<'a>],
        wanted: Wanted,
    ) -> Result<Option<(&'e Posting<'a>, Decision<'a>)>, IndexError> {
        let mut strongest: Option<(&Posting<'a>, Decision<'a>)> = None;
        for posting in entries {
            let look = match wanted {
                Wanted::Answer => self.first_look(posting)?,
                Wanted::Why => Look::Unclear,
            };
            let decision = match look {
                Look::Affected(decision) => return Ok(Some((posting, decision))),
                Look::Outside => None,
                Look::Unclear if self.is_superseded(posting, entries) => None,
                Look::Unclear => self.decide(posting, wanted)?,
            };
            let Some(decision) = decision else { continue };
            let weaker = |(_, known): &(_, Decision<'a>)| known.answer.rank() > decision.answer.rank();
            if strongest.as_ref().is_none_or(weaker) {
                strongest = Some((posting, decision));
            }
            if matches!(&strongest, Some((_, decision)) if decision.answer == Answer::Affected) {
                break;
            }
        }
        Ok(strongest)
    }

    /// What of a package is to be looked at at all. Where more counts than a place in the order, everything is.
    #[inline]
    pub(super) fn ahead<'a>(&mut self, package: &FoundPackage<'a>) -> Result<Ahead<'a>, IndexError> {
        let (Some(text), true) = (self.text, self.question.is_plain) else {
            return Ok(Ahead::default());
        };
        let Some(guide) = package.guide()? else {
            return Ok(Ahead::default());
        };
        let key = self.own_key(guide.scheme, text);
        if key.is_ordered() {
            guide.ahead(key.as_bytes())
        } else {
            Ok(Ahead::default())
        }
    }

    /// The answer of an entry with nothing special about it; most entries end here.
    #[inline]
    fn first_look<'a>(&mut self, posting: &Posting<'a>) -> Result<Look<'a>, IndexError> {
        let Some(text) = self.text.filter(|_| self.question.is_plain && !posting.is_open()) else {
            return Ok(Look::Unclear);
        };
        let is_simple = posting.is_of_base() && self.question.ecosystem.is_base();
        let mut ranges = posting.ranges()?;
        let mut is_only_range = !posting.has_listed();
        while let Some(range) = ranges.next().transpose()? {
            is_only_range &= ranges.is_at_end();
            let key = self.own_key(range.scheme, text);
            if !key.is_ordered() {
                return Ok(Look::Unclear);
            }
            match range.place_of(key.as_bytes())? {
                PlaceInRange::Outside => {}
                PlaceInRange::Inside { interval, is_only }
                    if is_simple && range.limit.is_none() && !posting.is_withdrawn() =>
                {
                    return Ok(Look::Affected(Decision {
                        range: Some(range.index),
                        answer: Answer::Affected,
                        because: inside(&interval)?,
                        scheme: Some(range.scheme),
                        is_whole: is_only && is_only_range,
                    }));
                }
                PlaceInRange::Inside { .. } | PlaceInRange::Unclear => return Ok(Look::Unclear),
            }
        }
        Ok(match self.decide_listed(text, posting)? {
            None => Look::Outside,
            Some(decision) if is_simple && !posting.is_withdrawn() => Look::Affected(decision),
            Some(_) => Look::Unclear,
        })
    }

    /// Whether an entry gives way to another one of its advisory that is about the component's own channel.
    pub(super) fn is_superseded(&self, posting: &Posting<'_>, entries: &[Posting<'_>]) -> bool {
        let others = entries.iter().map(Posting::ecosystem);
        self.question
            .is_superseded(posting.ecosystem(), self.text, others)
    }

    /// `None` if the entry is about another release or repository.
    pub(super) fn decide<'a>(
        &mut self,
        posting: &Posting<'a>,
        wanted: Wanted,
    ) -> Result<Option<Decision<'a>>, IndexError> {
        let ecosystem = posting.ecosystem();
        let (question, text) = (self.question, self.text);
        let relation = if posting.is_of_base() && question.ecosystem.is_base() {
            Relation::Same
        } else {
            question.relation(ecosystem)
        };
        if relation == Relation::Other {
            return Ok(None);
        }
        if posting.is_withdrawn() && wanted == Wanted::Answer {
            return Ok(Some(OUTSIDE));
        }
        // What a version leaves open is told by the events that decided.
        let needed = if question.is_plain { wanted } else { Wanted::Why };
        let mut decision = question.settled(ecosystem, relation, text, |version| match version {
            None if posting.is_nothing() => Ok(OUTSIDE),
            None => Ok(unknown(Reason::NoVersion)),
            Some(version) => self.decide_version(version, posting, ecosystem, needed),
        })?;
        if !question.is_plain
            && (wanted == Wanted::Why || decision.answer != Answer::NotAffected)
            && question.is_other_stream(ecosystem, text, posting.range_ends()?)?
        {
            return Ok(None);
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
        let decision = |text| Decision {
            range: None,
            answer: Answer::Affected,
            because: Because::Listed(text),
            scheme: listed.scheme,
            is_whole: false,
        };
        found.map(|found| found.text().map(decision)).transpose()
    }
}

impl Decided for Decision<'_> {
    fn answer(&self) -> &Answer {
        &self.answer
    }

    fn is_listed(&self) -> bool {
        matches!(self.because, Because::Listed(_))
    }

    fn events(&self) -> [Option<&str>; 2] {
        let events = match self.because {
            Because::Inside { start, end } => [Some(start), end],
            Because::Outside { after, before } => [after, before],
            Because::BeyondLimit(limit) => [Some(limit), None],
            _ => [None, None],
        };
        events.map(|event| event.map(|event| event.version))
    }

    fn fixed_at(&self) -> Option<&str> {
        match self.because {
            Because::Outside {
                after: Some(after), ..
            } if after.kind == EventKind::Fixed => Some(after.version),
            _ => None,
        }
    }

    fn unknown(self, reason: Reason) -> Self {
        Self {
            answer: Answer::Unknown(reason),
            ..self
        }
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
    is_whole: false,
};

fn unknown<'a>(reason: Reason) -> Decision<'a> {
    Decision {
        range: None,
        answer: Answer::Unknown(reason),
        because: Because::Undecided,
        scheme: None,
        is_whole: false,
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
        is_whole: false,
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
            Spot::Inside => match within_limit(range, key.as_bytes()) {
                Ok(()) => return Ok(decision(Answer::Affected, inside(&interval)?)),
                Err(Limited::Beyond(limit)) => {
                    let limit = boundary(EventKind::Limit, limit)?;
                    return Ok(decision(Answer::NotAffected, Because::BeyondLimit(limit)));
                }
                Err(Limited::Unordered(version)) => open = Some(version),
            },
            Spot::Unknown(version) => open = open.or(Some(version)),
            Spot::Outside => {}
        }
    }
    Ok(match open {
        Some(event) => undecided(Reason::Event {
            version: shortened(event.text()?).into_owned(),
            scheme,
        }),
        None if wanted == Wanted::Answer => decision(Answer::NotAffected, OUTSIDE.because),
        None => decision(Answer::NotAffected, nearest(range, key.as_bytes())?),
    })
}

enum Spot<'a> {
    Inside,
    Outside,
    /// This event cannot be ordered, and it matters.
    Unknown(Version<'a>),
}

fn place<'a>(interval: &IntervalView<'a>, key: &[u8]) -> Spot<'a> {
    let above_start = !interval.start.ordered || key >= interval.start.key;
    let below_end = interval
        .end
        .is_none_or(|(kind, end)| !end.ordered || is_below(kind, key, end.key));
    if !above_start || !below_end {
        return Spot::Outside;
    }
    match interval.end {
        _ if !interval.start.ordered => Spot::Unknown(interval.start),
        Some((_, end)) if !end.ordered => Spot::Unknown(end),
        _ => Spot::Inside,
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
            return inside(&interval).map(Some);
        }
    }
    Ok(None)
}

fn inside<'a>(interval: &IntervalView<'a>) -> Result<Because<'a>, IndexError> {
    let end = interval.end.map(|(kind, end)| boundary(kind, end));
    Ok(Because::Inside {
        start: boundary(EventKind::Introduced, interval.start)?,
        end: end.transpose()?,
    })
}

fn boundary(kind: EventKind, version: Version<'_>) -> Result<Boundary<'_>, IndexError> {
    let version = version.text()?;
    Ok(Boundary { kind, version })
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
        after: after.map(|(kind, version)| boundary(kind, version)).transpose()?,
        before: before
            .map(|version| boundary(EventKind::Introduced, version))
            .transpose()?,
    })
}
