//! Reads one OSV record (schema 1.7.5, and all before it).
//!
//! Strict where a mistake would hide a vulnerability: such a record is set aside whole, with its reason. Forgiving in all
//! else: `null` for an empty list, unknown fields, any shape inside `database_specific` and `ecosystem_specific`.

use portcullis_findings::{Informational, LimitHit, Position, Timestamp};
use serde::Deserialize;

use super::loose::{LooseList, LooseObject, LooseText};
use super::{
    Advisory, AdvisoryError, Affected, Event, EventKind, Package, Range, RangeKind, Rating, RatingKind,
    Remark,
};
use crate::{Ecosystem, Limits};

/// Reads one record; remarks are appended to `remarks`.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    remarks: &mut Vec<Remark>,
) -> Result<Advisory, AdvisoryError> {
    if bytes.len() as u64 > limits.record_bytes {
        return Err(LimitHit {
            what: "bytes of one advisory",
            allowed: limits.record_bytes,
        }
        .into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let document: Document = serde_json::from_slice(bytes).map_err(|error| AdvisoryError::Json {
        position: Position::of_line_column(bytes, error.line(), error.column()),
        detail: detail(&error),
    })?;
    Reader {
        limits,
        remarks,
        items: 0,
    }
    .advisory(document)
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

type List<T> = Option<Vec<T>>;

#[derive(Deserialize)]
struct Document {
    id: Option<Box<str>>,
    modified: Option<Box<str>>,
    published: Option<Box<str>>,
    withdrawn: Option<Box<str>>,
    aliases: List<Box<str>>,
    upstream: List<Box<str>>,
    related: List<Box<str>>,
    summary: Option<Box<str>>,
    severity: List<SeverityEntry>,
    affected: List<AffectedEntry>,
    #[serde(default)]
    database_specific: LooseObject<DatabaseSpecific>,
}

#[derive(Deserialize)]
struct SeverityEntry {
    r#type: Box<str>,
    score: Box<str>,
    #[serde(default)]
    source: LooseText,
}

#[derive(Deserialize)]
struct AffectedEntry {
    package: Option<PackageEntry>,
    ranges: List<RangeEntry>,
    versions: List<Box<str>>,
    severity: List<SeverityEntry>,
    #[serde(default)]
    database_specific: LooseObject<DatabaseSpecific>,
    #[serde(default)]
    ecosystem_specific: LooseObject<EcosystemSpecific>,
}

#[derive(Deserialize)]
struct PackageEntry {
    ecosystem: Box<str>,
    name: Box<str>,
}

#[derive(Deserialize)]
struct RangeEntry {
    r#type: Box<str>,
    events: List<EventEntry>,
}

#[derive(Deserialize)]
struct EventEntry {
    introduced: Option<Box<str>>,
    fixed: Option<Box<str>>,
    last_affected: Option<Box<str>>,
    limit: Option<Box<str>>,
}

#[derive(Deserialize)]
struct DatabaseSpecific {
    #[serde(default)]
    severity: LooseText,
    #[serde(default)]
    license: LooseText,
    #[serde(default)]
    informational: LooseText,
}

#[derive(Deserialize)]
struct EcosystemSpecific {
    #[serde(default)]
    affects: LooseObject<Affects>,
    #[serde(default)]
    imports: LooseList<LooseObject<Import>>,
}

/// RustSec.
#[derive(Deserialize)]
struct Affects {
    #[serde(default)]
    functions: LooseList<LooseText>,
}

/// Go.
#[derive(Deserialize)]
struct Import {
    #[serde(default)]
    path: LooseText,
    #[serde(default)]
    symbols: LooseList<LooseText>,
}

struct Reader<'a> {
    limits: &'a Limits,
    remarks: &'a mut Vec<Remark>,
    items: u64,
}

impl Reader<'_> {
    fn advisory(&mut self, document: Document) -> Result<Advisory, AdvisoryError> {
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
        let affected = entries
            .into_iter()
            .enumerate()
            .map(|(at, entry)| self.affected(at, entry));
        let affected = affected.collect::<Result<_, _>>()?;
        let extra = document.database_specific.0;
        let (word, licence) = extra.map_or((None, None), |extra| (extra.severity.0, extra.license.0));
        Ok(Advisory {
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
        })
    }

    fn affected(&mut self, at: usize, entry: AffectedEntry) -> Result<Affected, AdvisoryError> {
        let ranges = entry.ranges.unwrap_or_default().into_iter().enumerate();
        let ranges: Box<[Range]> = ranges
            .map(|(range, entry)| self.range(at, range, entry))
            .collect::<Result<_, _>>()?;
        let versions = self.counted(entry.versions)?;
        if ranges.is_empty() && versions.is_empty() {
            self.remarks.push(Remark::NoVersions { affected: at });
        }
        let extra = entry.database_specific.0;
        let (word, informational) =
            extra.map_or((None, None), |extra| (extra.severity.0, extra.informational.0));
        Ok(Affected {
            package: entry.package.map(|package| Package {
                ecosystem: Ecosystem::parse(&package.ecosystem),
                name: package.name,
            }),
            ranges,
            versions,
            ratings: ratings(entry.severity, word),
            informational: informational.map(|word| match &*word {
                "unmaintained" => Informational::Unmaintained,
                "unsound" => Informational::Unsound,
                "notice" => Informational::Notice,
                _ => Informational::Other(word.into()),
            }),
            symbols: self.symbols(entry.ecosystem_specific.0)?,
        })
    }

    fn range(&mut self, affected: usize, range: usize, entry: RangeEntry) -> Result<Range, AdvisoryError> {
        let kind = match &*entry.r#type {
            "SEMVER" => RangeKind::SemVer,
            "ECOSYSTEM" => RangeKind::Ecosystem,
            "GIT" => RangeKind::Git,
            _ => return Err(AdvisoryError::RangeKind { affected, range }),
        };
        let entries = entry.events.unwrap_or_default();
        self.count(entries.len())?;
        let mut events = Vec::with_capacity(entries.len());
        for (event, entry) in entries.into_iter().enumerate() {
            let kinds = [
                (EventKind::Introduced, entry.introduced),
                (EventKind::Fixed, entry.fixed),
                (EventKind::LastAffected, entry.last_affected),
                (EventKind::Limit, entry.limit),
            ];
            let before = events.len();
            events.extend(kinds.into_iter().filter_map(|(kind, version)| {
                Some(Event {
                    kind,
                    version: version?,
                })
            }));
            match events.len() - before {
                0 => {
                    return Err(AdvisoryError::EmptyEvent {
                        affected,
                        range,
                        event,
                    });
                }
                1 => {}
                _ => self.remarks.push(Remark::SeveralKinds {
                    affected,
                    range,
                    event,
                }),
            }
        }
        if kind != RangeKind::Git && !events.iter().any(|event| event.kind == EventKind::Introduced) {
            return Err(AdvisoryError::NeverIntroduced { affected, range });
        }
        Ok(Range {
            kind,
            events: events.into_boxed_slice(),
        })
    }

    fn symbols(&mut self, extra: Option<EcosystemSpecific>) -> Result<Box<[Box<str>]>, AdvisoryError> {
        let Some(extra) = extra else {
            return Ok(Box::default());
        };
        let functions = extra
            .affects
            .0
            .map(|affects| affects.functions.0)
            .unwrap_or_default();
        let mut symbols: Vec<Box<str>> = functions.into_iter().filter_map(|name| name.0).collect();
        for import in extra.imports.0.into_iter().filter_map(|import| import.0) {
            let Some(path) = import.path.0 else { continue };
            // Without symbols all of the package is affected, which no list of others may hide.
            if import.symbols.0.is_empty() {
                symbols.push(format!("{path}.*").into_boxed_str());
            }
            let names = import.symbols.0.into_iter().filter_map(|name| name.0);
            symbols.extend(names.map(|name| format!("{path}.{name}").into_boxed_str()));
        }
        self.count(symbols.len())?;
        Ok(symbols.into_boxed_slice())
    }

    /// Go's database writes the year 1 where nothing is known; that is no time.
    fn time(&mut self, field: &'static str, text: Option<&str>) -> Option<Timestamp> {
        match text?.parse::<Timestamp>() {
            Ok(time) if time.as_unix() > YEAR_2 => Some(time),
            Ok(_) => None,
            Err(_) => {
                self.remarks.push(Remark::Time { field });
                None
            }
        }
    }

    fn counted(&mut self, list: List<Box<str>>) -> Result<Box<[Box<str>]>, AdvisoryError> {
        let list = list.unwrap_or_default();
        self.count(list.len())?;
        Ok(list.into_boxed_slice())
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

fn ratings(entries: List<SeverityEntry>, word: Option<Box<str>>) -> Box<[Rating]> {
    let stated = entries.unwrap_or_default().into_iter().map(|entry| Rating {
        kind: match &*entry.r#type {
            "CVSS_V2" => RatingKind::Cvss2,
            "CVSS_V3" => RatingKind::Cvss3,
            "CVSS_V4" => RatingKind::Cvss4,
            _ => RatingKind::Word,
        },
        text: entry.score,
        source: entry.source.0,
    });
    stated
        .chain(word.map(|text| Rating {
            kind: RatingKind::Word,
            text,
            source: None,
        }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
