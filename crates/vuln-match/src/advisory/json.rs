//! Reads one OSV record (schema 1.7.5, and all before it).
//!
//! Strict where a mistake would hide a vulnerability: such a record is set aside whole, with its reason. Forgiving in all
//! else: `null` for an empty list, unknown fields, any shape inside `database_specific` and `ecosystem_specific`.

use std::borrow::Cow;

use portcullis_findings::{LimitHit, Position, TimeError, Timestamp};
use serde_json::value::RawValue;

use super::document::{
    AffectedEntry, Document, EcosystemSpecific, List, RangeEntry, Reference, SeverityEntry,
};
use super::loose::{LooseList, LooseObject, LooseText, Text};
use super::parsed::{Entry, Lists, Parsed, RangeText, RatingText, Symbols};
use super::{Advisory, AdvisoryError, EventKind, RangeKind, RatingKind, Remark, plain};
use crate::Limits;

impl Advisory {
    /// Reads one record in OSV JSON, with what is unusual in it.
    ///
    /// ```
    /// use portcullis_vuln_match::{Advisory, Limits};
    /// let (advisory, remarks) = Advisory::from_json(br#"{"id": "X-1", "affected": [{}]}"#, &Limits::default())?;
    /// assert_eq!((&*advisory.id, remarks.len()), ("X-1", 1));
    /// # Ok::<(), portcullis_vuln_match::AdvisoryError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AdvisoryError`] if the record cannot be used: no JSON, past a limit, or a mistake that would hide a vulnerability.
    pub fn from_json(record: &[u8], limits: &Limits) -> Result<(Self, Vec<Remark>), AdvisoryError> {
        let mut remarks = Vec::new();
        let parsed = parse(record, limits, &mut remarks)?;
        Ok((parsed.into_advisory(), remarks))
    }
}

/// Reads one record, borrowing from its bytes; remarks are appended to `remarks`.
pub(crate) fn parse<'a>(
    bytes: &'a [u8],
    limits: &Limits,
    remarks: &mut Vec<Remark>,
) -> Result<Parsed<'a>, AdvisoryError> {
    if bytes.len() as u64 > limits.record_bytes {
        return Err(LimitHit {
            what: "bytes of one advisory",
            allowed: limits.record_bytes,
        }
        .into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Looked at as text once, instead of each string on its own.
    match std::str::from_utf8(bytes) {
        Ok(text) => match plain::read(text, limits) {
            Some(record) => Ok(record),
            None => checked(serde_json::from_str(text), bytes, limits, remarks),
        },
        Err(_) => checked(serde_json::from_slice(bytes), bytes, limits, remarks),
    }
}

pub(super) fn checked<'a>(
    read: Result<Document<'a>, serde_json::Error>,
    bytes: &[u8],
    limits: &Limits,
    remarks: &mut Vec<Remark>,
) -> Result<Parsed<'a>, AdvisoryError> {
    let document = read.map_err(|error| AdvisoryError::Json {
        position: Position::of_line_column(bytes, error.line(), error.column()),
        detail: detail(&error),
    })?;
    Reader {
        limits,
        remarks,
        items: 0,
        lists: Lists::default(),
    }
    .advisory(document)
}

impl Parsed<'_> {
    /// The long text for people, where the record has one that is a text.
    pub(crate) fn details(&self) -> Option<String> {
        serde_json::from_str(self.details?).ok()
    }

    /// Kind and address of each reference that has an address.
    pub(crate) fn references(&self) -> Vec<(String, String)> {
        let Some(raw) = self.references else {
            return Vec::new();
        };
        let list: LooseList<LooseObject<Reference<'_>>> = serde_json::from_str(raw).unwrap_or_default();
        let references = list.0.into_iter().filter_map(|reference| reference.0);
        let pair = |reference: Reference<'_>| {
            let kind = reference.r#type.0.unwrap_or_default();
            Some((kind.0.into_owned(), reference.url.0?.0.into_owned()))
        };
        references.filter_map(pair).collect()
    }
}

/// The reader's message without the place it appends, shortened: it may quote hostile input.
fn detail(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let cause = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(cause, _)| cause);
    cause
        .chars()
        .filter(|character| !character.is_control())
        .take(200)
        .collect()
}

struct Reader<'l, 'a> {
    limits: &'l Limits,
    remarks: &'l mut Vec<Remark>,
    items: u64,
    lists: Lists<'a>,
}

impl<'a> Reader<'_, 'a> {
    fn advisory(mut self, document: Document<'a>) -> Result<Parsed<'a>, AdvisoryError> {
        let id = document
            .id
            .filter(|id| !id.is_empty())
            .ok_or(AdvisoryError::NoId)?;
        let entries = document.affected.unwrap_or_default();
        if entries.len() as u64 > self.limits.affected {
            return Err(LimitHit {
                what: "affected entries of one advisory",
                allowed: self.limits.affected,
            }
            .into());
        }
        // Collecting results would not know how many there are.
        let mut affected = Vec::with_capacity(entries.len());
        for (at, entry) in entries.into_iter().enumerate() {
            affected.push(self.affected(at, entry)?);
        }
        let extra = document.database_specific.0;
        let (word, licence, cpes) = extra.map_or_else(Default::default, |extra| {
            (extra.severity.0, extra.license.0, extra.cpes.0)
        });
        let cpes = cpes.into_iter().filter_map(|name| name.0).collect();
        Ok(Parsed {
            id,
            aliases: self.counted(document.aliases)?,
            upstream: self.counted(document.upstream)?,
            related: self.counted(document.related)?,
            modified: self.time("modified", document.modified.as_deref()),
            published: self.time("published", document.published.as_deref()),
            withdrawn: self.time("withdrawn", document.withdrawn.as_deref()),
            summary: document.summary.unwrap_or_default(),
            ratings: ratings(document.severity, word),
            affected,
            licence,
            cpes: self.counted(Some(cpes))?,
            lists: self.lists,
            details: document.details.map(RawValue::get),
            references: document.references.map(RawValue::get),
        })
    }

    fn affected(&mut self, at: usize, entry: AffectedEntry<'a>) -> Result<Entry<'a>, AdvisoryError> {
        let ranges = self.lists.ranges.len();
        for (range, entry) in entry.ranges.unwrap_or_default().into_iter().enumerate() {
            let range = self.range(at, range, entry)?;
            self.lists.ranges.push(range);
        }
        let ranges = ranges..self.lists.ranges.len();
        let listed = self.counted(entry.versions)?;
        let versions = self.lists.versions.len();
        self.lists.versions.extend(listed);
        let versions = versions..self.lists.versions.len();
        if ranges.is_empty() && versions.is_empty() {
            self.remarks.push(Remark::NoVersions { affected: at });
        }
        let extra = entry.database_specific.0;
        let (word, informational) =
            extra.map_or((None, None), |extra| (extra.severity.0, extra.informational.0));
        let symbols = entry.ecosystem_specific.0.map(symbols).unwrap_or_default();
        self.count(symbols.iter().map(|group| group.names.len()).sum())?;
        Ok(Entry {
            package: entry.package.map(|package| (package.ecosystem, package.name)),
            ranges,
            versions,
            ratings: ratings(entry.severity, word),
            informational,
            symbols,
        })
    }

    fn range(
        &mut self,
        affected: usize,
        range: usize,
        entry: RangeEntry<'a>,
    ) -> Result<RangeText, AdvisoryError> {
        let kind = range_kind(&entry.r#type).ok_or(AdvisoryError::RangeKind { affected, range })?;
        let entries = entry.events.unwrap_or_default();
        self.count(entries.entries)?;
        if let Some(event) = entries.empty {
            return Err(AdvisoryError::EmptyEvent {
                affected,
                range,
                event,
            });
        }
        self.remarks
            .extend(entries.several.iter().map(|event| Remark::SeveralKinds {
                affected,
                range,
                event: *event,
            }));
        let events = entries.list;
        if kind != RangeKind::Git && !events.iter().any(|event| event.kind == EventKind::Introduced) {
            return Err(AdvisoryError::NeverIntroduced { affected, range });
        }
        let before = self.lists.events.len();
        self.lists.events.extend(events);
        Ok(RangeText {
            kind,
            events: before..self.lists.events.len(),
        })
    }

    fn time(&mut self, field: &'static str, text: Option<&str>) -> Option<Timestamp> {
        time(text?).unwrap_or_else(|_| {
            self.remarks.push(Remark::Time { field });
            None
        })
    }

    fn counted(&mut self, list: List<Text<'a>>) -> Result<Vec<Text<'a>>, AdvisoryError> {
        let list = list.unwrap_or_default();
        self.count(list.len())?;
        Ok(list)
    }

    fn count(&mut self, items: usize) -> Result<(), AdvisoryError> {
        self.items += items as u64;
        if self.items > self.limits.items {
            return Err(LimitHit {
                what: "items of one advisory",
                allowed: self.limits.items,
            }
            .into());
        }
        Ok(())
    }
}

/// `0002-01-01T00:00:00Z` in seconds since 1970.
const YEAR_2: i64 = -62_104_060_800;

/// Go's database writes the year 1 where nothing is known; that is no time.
pub(super) fn time(text: &str) -> Result<Option<Timestamp>, TimeError> {
    let time: Timestamp = text.parse()?;
    Ok((time.as_unix() > YEAR_2).then_some(time))
}

pub(super) fn range_kind(word: &str) -> Option<RangeKind> {
    match word {
        "SEMVER" => Some(RangeKind::SemVer),
        "ECOSYSTEM" => Some(RangeKind::Ecosystem),
        "GIT" => Some(RangeKind::Git),
        _ => None,
    }
}

pub(super) fn rating_kind(word: &str) -> RatingKind {
    match word {
        "CVSS_V2" => RatingKind::Cvss2,
        "CVSS_V3" => RatingKind::Cvss3,
        "CVSS_V4" => RatingKind::Cvss4,
        _ => RatingKind::Word,
    }
}

pub(super) fn symbols<'a>(extra: EcosystemSpecific<'a>) -> Vec<Symbols<'a>> {
    let mut groups = Vec::new();
    let mut push = |path, names: LooseList<LooseText<'a>>| {
        let names: Vec<Text<'a>> = names.0.into_iter().filter_map(|name| name.0).collect();
        if !names.is_empty() {
            groups.push(Symbols { path, names });
        }
    };
    let functions = extra.affects.0.map(|affects| affects.functions);
    push(None, functions.unwrap_or_default());
    for import in extra.imports.0.into_iter().filter_map(|import| import.0) {
        let Some(path) = import.path.0 else { continue };
        // Without symbols all of the package is affected, which no list of others may hide.
        if import.symbols.0.is_empty() {
            push(
                Some(path),
                LooseList(vec![LooseText(Some(Text(Cow::Borrowed("*"))))]),
            );
        } else {
            push(Some(path), import.symbols);
        }
    }
    groups
}

fn ratings<'a>(entries: List<SeverityEntry<'a>>, word: Option<Text<'a>>) -> Vec<RatingText<'a>> {
    let stated = entries.unwrap_or_default().into_iter().map(|entry| RatingText {
        kind: rating_kind(&entry.r#type),
        text: entry.score,
        source: entry.source.0,
    });
    stated
        .chain(word.map(|text| RatingText {
            kind: RatingKind::Word,
            text,
            source: None,
        }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portcullis_findings::Informational;

    fn read(text: &[u8], limits: &Limits, remarks: &mut Vec<Remark>) -> Result<Advisory, AdvisoryError> {
        super::parse(text, limits, remarks).map(Parsed::into_advisory)
    }

    fn parse(text: &str) -> (Result<Advisory, AdvisoryError>, Vec<Remark>) {
        let mut remarks = Vec::new();
        (read(text.as_bytes(), &Limits::default(), &mut remarks), remarks)
    }

    #[test]
    fn null_and_unknown_fields_and_odd_shapes_do_not_matter() {
        let (advisory, remarks) = parse(
            r#"{"id": "X-1", "aliases": null, "severity": null, "new_field": [[{}]], "database_specific": {"severity": 7},
                "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"],
                  "database_specific": {"informational": null}, "ecosystem_specific": {"affects": "all", "imports": {"a": 1}}}]}"#,
        );
        let advisory = advisory.unwrap();
        assert_eq!(advisory.affected.len(), 1);
        assert!(advisory.ratings.is_empty() && remarks.is_empty());
    }

    #[test]
    fn symbols_severity_words_and_informational_are_kept() {
        let (advisory, _) = parse(
            r#"{"id": "X-1", "database_specific": {"severity": "MODERATE", "license": "CC0-1.0"},
                "affected": [{"package": {"ecosystem": "Go", "name": "a"}, "versions": ["1"],
                  "database_specific": {"informational": "unsound"},
                  "ecosystem_specific": {"affects": {"functions": ["a::f"]}, "imports": [{"path": "a/b", "symbols": ["T.M"]}, {"path": "c"}]}}]}"#,
        );
        let advisory = advisory.unwrap();
        assert_eq!(
            advisory.ratings.first().map(|rating| &*rating.text),
            Some("MODERATE")
        );
        assert_eq!(advisory.licence.as_deref(), Some("CC0-1.0"));
        let entry = advisory.affected.first().unwrap();
        assert_eq!(entry.informational, Some(Informational::Unsound));
        assert_eq!(
            entry.symbols.iter().map(|symbol| &**symbol).collect::<Vec<_>>(),
            ["a::f", "a/b.T.M", "c.*"]
        );
    }

    #[test]
    fn a_record_that_would_hide_something_is_set_aside() {
        let cases = [
            ("", "EOF while parsing a value at line 1, column 1 (byte 0)"),
            ("{}", "the record has no id"),
            (
                "{\"id\":\n7}",
                "invalid type: integer `7`, expected a string at line 2, column 1 (byte 7)",
            ),
            (
                r#"{"id":"X","affected":[{"ranges":[{"type":"NEW","events":[]}]}]}"#,
                "range 0 of affected entry 0 has an unknown type",
            ),
            (
                r#"{"id":"X","affected":[{"ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"new":"1"}]}]}]}"#,
                "event 1 of range 0 of affected entry 0 says nothing",
            ),
            (
                r#"{"id":"X","affected":[{"ranges":[{"type":"SEMVER","events":[{"fixed":"1"}]}]}]}"#,
                "range 0 of affected entry 0 has no introduced event",
            ),
        ];
        for (text, message) in cases {
            assert_eq!(parse(text).0.unwrap_err().to_string(), message, "{text}");
        }
    }

    #[test]
    fn a_record_over_a_limit_is_set_aside() {
        let mut limits = Limits {
            record_bytes: 10,
            ..Limits::default()
        };
        let text = br#"{"id":"X-1","aliases":["A-1","A-2"]}"#;
        assert!(matches!(
            read(text, &limits, &mut Vec::new()),
            Err(AdvisoryError::Limit(_))
        ));
        limits = Limits {
            items: 1,
            ..Limits::default()
        };
        assert!(matches!(
            read(text, &limits, &mut Vec::new()),
            Err(AdvisoryError::Limit(_))
        ));
    }

    #[test]
    fn unreadable_times_and_double_events_are_remarked() {
        let (advisory, remarks) = parse(
            r#"{"id":"X","modified":"0001-01-01T00:00:00Z","withdrawn":"soon",
                "affected":[{"ranges":[{"type":"SEMVER","events":[{"introduced":"0","fixed":"1.0.0"}]}]},{}]}"#,
        );
        let advisory = advisory.unwrap();
        assert_eq!((advisory.modified, advisory.withdrawn), (None, None));
        assert_eq!(advisory.affected[0].ranges[0].events.len(), 2);
        assert_eq!(
            remarks,
            [
                Remark::SeveralKinds {
                    affected: 0,
                    range: 0,
                    event: 0
                },
                Remark::NoVersions { affected: 1 },
                Remark::Time { field: "withdrawn" },
            ]
        );
    }
}
