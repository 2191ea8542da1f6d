//! Reads a record in which nothing is unusual, which almost all are, several times as fast as any.
//!
//! The record that is given is the one that `json` reads, and `json` would remark nothing; a record that is not given may
//! still be a good one.

#[cfg(test)]
mod tests;

use super::cursor::Cursor;
use super::document::{Affects, DatabaseSpecific, EcosystemSpecific, Import};
use super::json::{range_kind, rating_kind, symbols, time};
use super::loose::{LooseList, LooseObject, LooseText, Text};
use super::parsed::{Entry, EventText, Lists, Parsed, RangeText, RatingText};
use super::{EventKind, RangeKind};
use crate::Limits;

pub(super) fn read<'a>(text: &'a str, limits: &Limits) -> Option<Parsed<'a>> {
    let mut cursor = Cursor::new(text);
    let record = record(&mut cursor)?;
    let fits = record.affected.len() as u64 <= limits.affected && items(&record) as u64 <= limits.items;
    (cursor.is_at_end() && fits).then_some(record)
}

fn record<'a>(cursor: &mut Cursor<'a>) -> Option<Parsed<'a>> {
    let (mut id, mut summary, mut details, mut references) = (None, None, None, None);
    let (mut modified, mut published, mut withdrawn) = (None, None, None);
    let (mut aliases, mut upstream, mut related) = (Vec::new(), Vec::new(), Vec::new());
    let (mut severity, mut affected, mut extra) = (Vec::new(), Vec::new(), None);
    let (mut lists, mut seen) = (Lists::default(), Seen::default());
    cursor.object(|cursor, key| {
        match key {
            "id" => {
                seen.once(0)?;
                id = cursor.unless_null(Cursor::text)?;
            }
            "modified" => {
                seen.once(1)?;
                modified = cursor.unless_null(Cursor::text)?;
            }
            "published" => {
                seen.once(2)?;
                published = cursor.unless_null(Cursor::text)?;
            }
            "withdrawn" => {
                seen.once(3)?;
                withdrawn = cursor.unless_null(Cursor::text)?;
            }
            "aliases" => {
                seen.once(4)?;
                texts(cursor, &mut aliases)?;
            }
            "upstream" => {
                seen.once(5)?;
                texts(cursor, &mut upstream)?;
            }
            "related" => {
                seen.once(6)?;
                texts(cursor, &mut related)?;
            }
            "summary" => {
                seen.once(7)?;
                summary = cursor.unless_null(Cursor::text)?;
            }
            "details" => {
                seen.once(8)?;
                details = cursor.unless_null(Cursor::raw)?;
            }
            "references" => {
                seen.once(9)?;
                references = cursor.unless_null(Cursor::raw)?;
            }
            "severity" => {
                seen.once(10)?;
                severity = ratings(cursor)?;
            }
            "affected" => {
                seen.once(11)?;
                cursor.unless_null(|cursor| {
                    cursor.list(|cursor| {
                        affected.push(entry(cursor, &mut lists)?);
                        Some(())
                    })
                })?;
            }
            "database_specific" => {
                seen.once(12)?;
                extra = cursor.unless_null(database_specific)?;
            }
            _ => cursor.skip()?,
        }
        Some(())
    })?;
    let (word, licence, cpes) = extra.map_or_else(Default::default, |extra| {
        (extra.severity.0, extra.license.0, extra.cpes.0)
    });
    severity.extend(word.map(rating_of_word));
    let moment = |text: Option<Text<'a>>| text.map_or(Some(None), |text| time(&text).ok());
    Some(Parsed {
        id: id.filter(|id| !id.is_empty())?,
        aliases,
        upstream,
        related,
        modified: moment(modified)?,
        published: moment(published)?,
        withdrawn: moment(withdrawn)?,
        summary: summary.unwrap_or_default(),
        ratings: severity,
        affected,
        lists,
        licence,
        cpes: cpes.into_iter().filter_map(|name| name.0).collect(),
        details,
        references,
    })
}

/// What is counted together.
fn items(record: &Parsed<'_>) -> usize {
    let groups = record.affected.iter().flat_map(|entry| &entry.symbols);
    record.lists.events.len()
        + record.lists.versions.len()
        + groups.map(|group| group.names.len()).sum::<usize>()
        + record.aliases.len()
        + record.upstream.len()
        + record.related.len()
        + record.cpes.len()
}

fn entry<'a>(cursor: &mut Cursor<'a>, lists: &mut Lists<'a>) -> Option<Entry<'a>> {
    let (ranges, versions) = (lists.ranges.len(), lists.versions.len());
    let mut entry = Entry {
        package: None,
        ranges: ranges..ranges,
        versions: versions..versions,
        ratings: Vec::new(),
        informational: None,
        symbols: Vec::new(),
    };
    let (mut word, mut seen) = (None, Seen::default());
    cursor.object(|cursor, key| {
        match key {
            "package" => {
                seen.once(0)?;
                entry.package = cursor.unless_null(package)?;
            }
            "ranges" => {
                seen.once(1)?;
                cursor.unless_null(|cursor| {
                    cursor.list(|cursor| {
                        let range = range(cursor, &mut lists.events)?;
                        lists.ranges.push(range);
                        Some(())
                    })
                })?;
            }
            "versions" => {
                seen.once(2)?;
                texts(cursor, &mut lists.versions)?;
            }
            "severity" => {
                seen.once(3)?;
                entry.ratings = ratings(cursor)?;
            }
            "database_specific" => {
                seen.once(4)?;
                if let Some(extra) = cursor.unless_null(database_specific)? {
                    word = extra.severity.0;
                    entry.informational = extra.informational.0;
                }
            }
            "ecosystem_specific" => {
                seen.once(5)?;
                if let Some(extra) = cursor.unless_null(ecosystem_specific)? {
                    entry.symbols = symbols(extra);
                }
            }
            _ => cursor.skip()?,
        }
        Some(())
    })?;
    entry.ratings.extend(word.map(rating_of_word));
    entry.ranges.end = lists.ranges.len();
    entry.versions.end = lists.versions.len();
    let says_nothing = entry.ranges.is_empty() && entry.versions.is_empty();
    (!says_nothing).then_some(entry)
}

fn package<'a>(cursor: &mut Cursor<'a>) -> Option<(Text<'a>, Text<'a>)> {
    let (mut ecosystem, mut name, mut seen) = (None, None, Seen::default());
    cursor.object(|cursor, key| {
        match key {
            "ecosystem" => {
                seen.once(0)?;
                ecosystem = Some(cursor.text()?);
            }
            "name" => {
                seen.once(1)?;
                name = Some(cursor.text()?);
            }
            _ => cursor.skip()?,
        }
        Some(())
    })?;
    Some((ecosystem?, name?))
}

fn range<'a>(cursor: &mut Cursor<'a>, events: &mut Vec<EventText<'a>>) -> Option<RangeText> {
    let before = events.len();
    let (mut kind, mut seen) = (None, Seen::default());
    cursor.object(|cursor, key| {
        match key {
            "type" => {
                seen.once(0)?;
                kind = Some(range_kind(&cursor.text()?)?);
            }
            "events" => {
                seen.once(1)?;
                cursor.list(|cursor| {
                    events.push(event(cursor)?);
                    Some(())
                })?;
            }
            _ => cursor.skip()?,
        }
        Some(())
    })?;
    let (kind, own) = (kind?, events.get(before..)?);
    let begins = kind == RangeKind::Git || own.iter().any(|event| event.kind == EventKind::Introduced);
    begins.then_some(RangeText {
        kind,
        events: before..events.len(),
    })
}

/// An entry of a range that says one thing.
fn event<'a>(cursor: &mut Cursor<'a>) -> Option<EventText<'a>> {
    let (mut event, mut seen) = (None, Seen::default());
    cursor.object(|cursor, key| {
        let Some(kind) = EventKind::of_word(key) else {
            return cursor.skip();
        };
        seen.once(kind as u32)?;
        if let Some(version) = cursor.unless_null(Cursor::text)? {
            event.is_none().then_some(())?;
            event = Some(EventText { kind, version });
        }
        Some(())
    })?;
    event
}

fn ratings<'a>(cursor: &mut Cursor<'a>) -> Option<Vec<RatingText<'a>>> {
    let mut ratings = Vec::new();
    cursor.unless_null(|cursor| {
        cursor.list(|cursor| {
            ratings.push(rating(cursor)?);
            Some(())
        })
    })?;
    Some(ratings)
}

fn rating<'a>(cursor: &mut Cursor<'a>) -> Option<RatingText<'a>> {
    let (mut kind, mut text, mut source) = (None, None, None);
    let mut seen = Seen::default();
    cursor.object(|cursor, key| {
        match key {
            "type" => {
                seen.once(0)?;
                kind = Some(rating_kind(&cursor.text()?));
            }
            "score" => {
                seen.once(1)?;
                text = Some(cursor.text()?);
            }
            "source" => {
                seen.once(2)?;
                source = cursor.unless_null(Cursor::text)?;
            }
            _ => cursor.skip()?,
        }
        Some(())
    })?;
    Some(RatingText {
        kind: kind?,
        text: text?,
        source,
    })
}

fn database_specific<'a>(cursor: &mut Cursor<'a>) -> Option<DatabaseSpecific<'a>> {
    let mut extra = DatabaseSpecific::default();
    let mut seen = Seen::default();
    cursor.object(|cursor, key| {
        match key {
            "severity" => {
                seen.once(0)?;
                extra.severity = loose_text(cursor)?;
            }
            "license" => {
                seen.once(1)?;
                extra.license = loose_text(cursor)?;
            }
            "informational" => {
                seen.once(2)?;
                extra.informational = loose_text(cursor)?;
            }
            "cpes" => {
                seen.once(3)?;
                extra.cpes = loose_texts(cursor)?;
            }
            _ => cursor.skip()?,
        }
        Some(())
    })?;
    Some(extra)
}

fn ecosystem_specific<'a>(cursor: &mut Cursor<'a>) -> Option<EcosystemSpecific<'a>> {
    let mut extra = EcosystemSpecific::default();
    let mut seen = Seen::default();
    cursor.object(|cursor, key| {
        match key {
            "affects" => {
                seen.once(0)?;
                extra.affects = LooseObject(cursor.unless_null(affects)?);
            }
            "imports" => {
                seen.once(1)?;
                cursor.unless_null(|cursor| {
                    cursor.list(|cursor| {
                        extra.imports.0.push(LooseObject(Some(import(cursor)?)));
                        Some(())
                    })
                })?;
            }
            _ => cursor.skip()?,
        }
        Some(())
    })?;
    Some(extra)
}

fn affects<'a>(cursor: &mut Cursor<'a>) -> Option<Affects<'a>> {
    let mut affects = Affects::default();
    let mut seen = Seen::default();
    cursor.object(|cursor, key| {
        if key != "functions" {
            return cursor.skip();
        }
        seen.once(0)?;
        affects.functions = loose_texts(cursor)?;
        Some(())
    })?;
    Some(affects)
}

fn import<'a>(cursor: &mut Cursor<'a>) -> Option<Import<'a>> {
    let mut import = Import::default();
    let mut seen = Seen::default();
    cursor.object(|cursor, key| {
        match key {
            "path" => {
                seen.once(0)?;
                import.path = loose_text(cursor)?;
            }
            "symbols" => {
                seen.once(1)?;
                import.symbols = loose_texts(cursor)?;
            }
            _ => cursor.skip()?,
        }
        Some(())
    })?;
    Some(import)
}

fn texts<'a>(cursor: &mut Cursor<'a>, to: &mut Vec<Text<'a>>) -> Option<()> {
    cursor.unless_null(|cursor| {
        cursor.list(|cursor| {
            to.push(cursor.text()?);
            Some(())
        })
    })?;
    Some(())
}

fn loose_text<'a>(cursor: &mut Cursor<'a>) -> Option<LooseText<'a>> {
    cursor.unless_null(Cursor::text).map(LooseText)
}

fn loose_texts<'a>(cursor: &mut Cursor<'a>) -> Option<LooseList<LooseText<'a>>> {
    let mut list = Vec::new();
    texts(cursor, &mut list)?;
    Some(LooseList(
        list.into_iter().map(|text| LooseText(Some(text))).collect(),
    ))
}

fn rating_of_word(word: Text<'_>) -> RatingText<'_> {
    RatingText {
        kind: super::RatingKind::Word,
        text: word,
        source: None,
    }
}

/// The fields that an object had so far.
#[derive(Default)]
struct Seen(u32);

impl Seen {
    fn once(&mut self, field: u32) -> Option<()> {
        let before = self.0;
        self.0 |= 1 << field;
        (self.0 != before).then_some(())
    }
}
