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
    pub(crate) licence: Option<Text<'a>>,
    pub(crate) cpes: Vec<Text<'a>>,
    /// JSON that nobody has looked into yet.
    pub(super) details: Option<&'a str>,
    pub(super) references: Option<&'a str>,
}

pub(crate) struct Entry<'a> {
    /// Ecosystem and name.
    pub(crate) package: Option<(Text<'a>, Text<'a>)>,
    pub(crate) ranges: Vec<RangeText<'a>>,
    pub(crate) versions: Vec<Text<'a>>,
    pub(crate) ratings: Vec<RatingText<'a>>,
    pub(crate) informational: Option<Text<'a>>,
    pub(crate) symbols: Vec<Symbols<'a>>,
}

pub(crate) struct RangeText<'a> {
    pub(crate) kind: RangeKind,
    pub(crate) events: Vec<EventText<'a>>,
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

impl<'a> Parsed<'a> {
    /// What reading the record of an advisory gave.
    pub(crate) fn of(advisory: &'a Advisory) -> Self {
        let list = |list: &'a [Box<str>]| list.iter().map(|text| borrowed(text)).collect();
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
            affected: advisory.affected.iter().map(Entry::of).collect(),
            licence: advisory.licence.as_deref().map(borrowed),
            cpes: list(&advisory.cpes),
            details: None,
            references: None,
        }
    }
}

impl<'a> Entry<'a> {
    fn of(affected: &'a Affected) -> Self {
        let package = |package: &'a Package| (borrowed(package.ecosystem.as_str()), borrowed(&package.name));
        let range = |range: &'a Range| RangeText {
            kind: range.kind,
            events: range
                .events
                .iter()
                .map(|event| EventText {
                    kind: event.kind,
                    version: borrowed(&event.version),
                })
                .collect(),
        };
        let names: Vec<Text<'a>> = affected.symbols.iter().map(|name| borrowed(name)).collect();
        let symbols = (!names.is_empty()).then_some(Symbols { path: None, names });
        Self {
            package: affected.package.as_ref().map(package),
            ranges: affected.ranges.iter().map(range).collect(),
            versions: affected
                .versions
                .iter()
                .map(|version| borrowed(version))
                .collect(),
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
            affected: self.affected.into_iter().map(Entry::into_affected).collect(),
            licence: self.licence.map(owned),
            cpes: self.cpes.into_iter().map(owned).collect(),
        }
    }
}

impl Entry<'_> {
    fn into_affected(self) -> Affected {
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
        Affected {
            symbols: symbols.collect(),
            package: self.package.map(package),
            ranges: self.ranges.into_iter().map(RangeText::into_range).collect(),
            versions: self.versions.into_iter().map(owned).collect(),
            ratings: self.ratings.into_iter().map(RatingText::into_rating).collect(),
            informational: self.informational.map(|word| informational(&word)),
        }
    }
}

impl RangeText<'_> {
    fn into_range(self) -> Range {
        let events = self.events.into_iter().map(|event| Event {
            kind: event.kind,
            version: owned(event.version),
        });
        Range {
            kind: self.kind,
            events: events.collect(),
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
