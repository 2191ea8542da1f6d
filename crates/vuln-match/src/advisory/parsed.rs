//! A record that was read and checked, its texts borrowed from its bytes.

use std::borrow::Cow;

use portcullis_findings::{Informational, Timestamp};

use super::loose::Text;
use super::{Advisory, Affected, Event, EventKind, Package, Range, RangeKind, Rating, RatingKind};
use crate::Ecosystem;

/// One record; the fields mean what those of [`Advisory`] do.
pub(crate) struct Parsed<'a> {
    pub(crate) id: Text<'a>,
    pub(crate) aliases: Vec<Text<'a>>,
    pub(crate) upstream: Vec<Text<'a>>,
    pub(crate) related: Vec<Text<'a>>,
    pub(crate) modified: Option<Timestamp>,
    pub(crate) published: Option<Timestamp>,
    pub(crate) withdrawn: Option<Timestamp>,
    pub(crate) summary: Text<'a>,
    pub(crate) ratings: Vec<RatingText<'a>>,
    pub(crate) affected: Vec<Entry<'a>>,
    pub(crate) lists: Lists<'a>,
    pub(crate) licence: Option<Text<'a>>,
    pub(crate) cpes: Vec<Text<'a>>,
    /// JSON that nobody has looked into yet.
    pub(super) details: Option<&'a str>,
    pub(super) references: Option<&'a str>,
}

/// What the entries of a record list, one behind the other: most entries have a range or two, with two events each.
#[derive(Default)]
pub(crate) struct Lists<'a> {
    pub(super) ranges: Vec<RangeText>,
    pub(super) events: Vec<EventText<'a>>,
    pub(super) versions: Vec<Text<'a>>,
}

/// Where something lies in one of [`Lists`].
type Run = std::ops::Range<usize>;

pub(crate) struct Entry<'a> {
    /// Ecosystem and name.
    pub(crate) package: Option<(Text<'a>, Text<'a>)>,
    pub(super) ranges: Run,
    pub(super) versions: Run,
    pub(crate) ratings: Vec<RatingText<'a>>,
    pub(crate) informational: Option<Text<'a>>,
    pub(crate) symbols: Vec<Symbols<'a>>,
}

pub(crate) struct RangeText {
    pub(crate) kind: RangeKind,
    pub(super) events: Run,
}

pub(crate) struct EventText<'a> {
    pub(crate) kind: EventKind,
    pub(crate) version: Text<'a>,
}

pub(crate) struct RatingText<'a> {
    pub(crate) kind: RatingKind,
    pub(crate) text: Text<'a>,
    pub(crate) source: Option<Text<'a>>,
}

/// Symbols of one import path, or whole names without one. Never empty.
pub(crate) struct Symbols<'a> {
    pub(crate) path: Option<Text<'a>>,
    pub(crate) names: Vec<Text<'a>>,
}

impl<'a> Lists<'a> {
    pub(crate) fn ranges(&self, entry: &Entry<'_>) -> &[RangeText] {
        self.ranges.get(entry.ranges.clone()).unwrap_or_default()
    }

    pub(crate) fn events(&self, range: &RangeText) -> &[EventText<'a>] {
        self.events.get(range.events.clone()).unwrap_or_default()
    }

    pub(crate) fn versions(&self, entry: &Entry<'_>) -> &[Text<'a>] {
        self.versions.get(entry.versions.clone()).unwrap_or_default()
    }
}

impl<'a> Parsed<'a> {
    /// What reading the record of an advisory gave.
    pub(crate) fn of(advisory: &'a Advisory) -> Self {
        let list = |list: &'a [Box<str>]| list.iter().map(|text| borrowed(text)).collect();
        let mut lists = Lists::default();
        Self {
            id: borrowed(&advisory.id),
            aliases: list(&advisory.aliases),
            upstream: list(&advisory.upstream),
            related: list(&advisory.related),
            modified: advisory.modified,
            published: advisory.published,
            withdrawn: advisory.withdrawn,
            summary: borrowed(&advisory.summary),
            ratings: advisory.ratings.iter().map(RatingText::of).collect(),
            affected: advisory
                .affected
                .iter()
                .map(|entry| Entry::of(entry, &mut lists))
                .collect(),
            lists,
            licence: advisory.licence.as_deref().map(borrowed),
            cpes: list(&advisory.cpes),
            details: None,
            references: None,
        }
    }
}

impl<'a> Entry<'a> {
    fn of(affected: &'a Affected, lists: &mut Lists<'a>) -> Self {
        let package = |package: &'a Package| (borrowed(package.ecosystem.as_str()), borrowed(&package.name));
        let (ranges, versions) = (lists.ranges.len(), lists.versions.len());
        for range in &affected.ranges {
            let events = lists.events.len();
            lists.events.extend(range.events.iter().map(|event| EventText {
                kind: event.kind,
                version: borrowed(&event.version),
            }));
            lists.ranges.push(RangeText {
                kind: range.kind,
                events: events..lists.events.len(),
            });
        }
        lists
            .versions
            .extend(affected.versions.iter().map(|version| borrowed(version)));
        let names: Vec<Text<'a>> = affected.symbols.iter().map(|name| borrowed(name)).collect();
        let symbols = (!names.is_empty()).then_some(Symbols { path: None, names });
        Self {
            package: affected.package.as_ref().map(package),
            ranges: ranges..lists.ranges.len(),
            versions: versions..lists.versions.len(),
            ratings: affected.ratings.iter().map(RatingText::of).collect(),
            informational: affected
                .informational
                .as_ref()
                .map(|word| borrowed(word.as_str())),
            symbols: symbols.into_iter().collect(),
        }
    }
}

impl<'a> RatingText<'a> {
    fn of(rating: &'a Rating) -> Self {
        Self {
            kind: rating.kind,
            text: borrowed(&rating.text),
            source: rating.source.as_deref().map(borrowed),
        }
    }
}

fn borrowed(text: &str) -> Text<'_> {
    Text(Cow::Borrowed(text))
}

impl Parsed<'_> {
    pub(crate) fn into_advisory(self) -> Advisory {
        let lists = &self.lists;
        Advisory {
            id: owned(self.id),
            aliases: self.aliases.into_iter().map(owned).collect(),
            upstream: self.upstream.into_iter().map(owned).collect(),
            related: self.related.into_iter().map(owned).collect(),
            modified: self.modified,
            published: self.published,
            withdrawn: self.withdrawn,
            summary: owned(self.summary),
            ratings: self.ratings.into_iter().map(RatingText::into_rating).collect(),
            affected: self
                .affected
                .into_iter()
                .map(|entry| entry.into_affected(lists))
                .collect(),
            licence: self.licence.map(owned),
            cpes: self.cpes.into_iter().map(owned).collect(),
        }
    }
}

impl Entry<'_> {
    fn into_affected(self, lists: &Lists<'_>) -> Affected {
        let package = |(ecosystem, name): (Text<'_>, Text<'_>)| Package {
            ecosystem: Ecosystem::parse(&ecosystem),
            name: owned(name),
        };
        let symbols = self.symbols.iter().flat_map(|group| {
            group.names.iter().map(|name| match &group.path {
                Some(path) => format!("{}.{}", &**path, &**name).into_boxed_str(),
                None => (**name).into(),
            })
        });
        let range = |range: &RangeText| Range {
            kind: range.kind,
            events: lists.events(range).iter().map(EventText::to_event).collect(),
        };
        Affected {
            symbols: symbols.collect(),
            ranges: lists.ranges(&self).iter().map(range).collect(),
            versions: lists
                .versions(&self)
                .iter()
                .map(|version| (**version).into())
                .collect(),
            package: self.package.map(package),
            ratings: self.ratings.into_iter().map(RatingText::into_rating).collect(),
            informational: self.informational.map(|word| informational(&word)),
        }
    }
}

impl EventText<'_> {
    fn to_event(&self) -> Event {
        Event {
            kind: self.kind,
            version: (*self.version).into(),
        }
    }
}

impl RatingText<'_> {
    fn into_rating(self) -> Rating {
        Rating {
            kind: self.kind,
            text: owned(self.text),
            source: self.source.map(owned),
        }
    }
}

/// RustSec's word for what is no vulnerability.
pub(crate) fn informational(word: &str) -> Informational {
    match word {
        "unmaintained" => Informational::Unmaintained,
        "unsound" => Informational::Unsound,
        "notice" => Informational::Notice,
        _ => Informational::Other(word.into()),
    }
}

fn owned(text: Text<'_>) -> Box<str> {
    text.0.into_owned().into_boxed_str()
}
