//! KEV: vulnerabilities that are known to be exploited (CISA's catalogue).

use portcullis_findings::{Date, Exploited, Position, Ransomware, Timestamp};
use serde::Deserialize;

use super::csv::{Row, Rows};
use super::cve::Cve;
use super::error::{EnrichmentError, EnrichmentLimits, RowError, SetAsides};
use crate::advisory::loose::{LooseList, LooseObject, LooseText};

/// The catalogue of known exploited vulnerabilities.
#[derive(Clone, Debug)]
pub struct Kev {
    /// Sorted by CVE.
    entries: Box<[(Cve, Exploited)]>,
    version: Option<Box<str>>,
    released: Option<Timestamp>,
    stated: Option<u64>,
    set_aside: SetAsides,
}

impl Kev {
    /// Reads the catalogue as CISA publishes it, in JSON or, if it does not begin with `{`, in CSV.
    ///
    /// An entry that cannot be used is set aside. Of several entries of one CVE the one with the earliest due day counts.
    ///
    /// # Errors
    ///
    /// [`EnrichmentError`] if a limit is passed, it is no catalogue, or no entry can be used.
    pub fn read(bytes: &[u8], limits: &EnrichmentLimits) -> Result<Self, EnrichmentError> {
        limits.check_bytes(bytes)?;
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut reading = if text.trim_ascii_start().starts_with(b"{") {
            Self::json(text, limits)?
        } else {
            Self::csv(text, limits)?
        };
        let rows = std::mem::take(&mut reading.rows);
        limits.check_rows(rows.len())?;
        reading.finish(rows, limits)
    }

    /// What is known of a CVE, by its id.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<Exploited> {
        self.of_cve(Cve::parse(id.as_bytes())?)
    }

    /// How many CVEs there are; never 0.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The version of the catalogue, as stated.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// When it was released; where that is not stated, as in CSV, the day of its newest entry.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        let newest = self.entries.iter().map(|(_, exploited)| exploited.added).max();
        self.released.or_else(|| newest.map(Date::start))
    }

    /// How many entries the catalogue says it has. More than are there mean that it was cut.
    #[must_use]
    pub fn stated_count(&self) -> Option<u64> {
        self.stated
    }

    /// The entries that are not used.
    #[must_use]
    pub fn set_aside(&self) -> &SetAsides {
        &self.set_aside
    }

    pub(super) fn of_cve(&self, cve: Cve) -> Option<Exploited> {
        let at = self.entries.binary_search_by_key(&cve, |(cve, _)| *cve).ok()?;
        self.entries.get(at).map(|(_, exploited)| *exploited)
    }

    fn json(text: &[u8], limits: &EnrichmentLimits) -> Result<Reading, EnrichmentError> {
        let document: Catalogue<'_> =
            serde_json::from_slice(text).map_err(|error| EnrichmentError::Json {
                position: Position::of_line_column(text, error.line(), error.column()),
            })?;
        let mut reading = Reading {
            version: document
                .version
                .0
                .map(|text| text.0.into_owned().into_boxed_str()),
            released: document.released.0.and_then(|text| text.parse().ok()),
            stated: document.count.and_then(|count| count.as_u64()),
            ..Reading::default()
        };
        for (at, entry) in document.vulnerabilities.0.into_iter().enumerate() {
            let entry = entry.0.ok_or(RowError::Form);
            let read = entry.and_then(|entry| {
                let field = |text: &LooseText<'_>| text.0.as_deref().unwrap_or_default().to_owned();
                read_entry(
                    &field(&entry.cve),
                    &field(&entry.added),
                    &field(&entry.due),
                    &field(&entry.ransomware),
                )
            });
            reading.add(at as u64 + 1, read, limits);
        }
        Ok(reading)
    }

    fn csv(text: &[u8], limits: &EnrichmentLimits) -> Result<Reading, EnrichmentError> {
        let mut reading = Reading::default();
        let mut columns = None;
        for row in Rows::new(text, limits.row_bytes) {
            match (row, columns) {
                (Err((line, error)), _) => reading.set_aside.add(line, error, limits),
                (Ok(row), None) => columns = Some(columns_of(row)?),
                (Ok(row), Some(columns)) => {
                    let picked = pick(row, columns);
                    let [cve, added, due, ransomware] = picked.map(String::from_utf8_lossy);
                    reading.add(row.line, read_entry(&cve, &added, &due, &ransomware), limits);
                }
            }
        }
        match columns {
            Some(_) => Ok(reading),
            None => Err(EnrichmentError::Column {
                line: 0,
                column: "cveID",
            }),
        }
    }
}

/// What was read, not in order yet.
#[derive(Default)]
struct Reading {
    rows: Vec<(Cve, Exploited, u64)>,
    version: Option<Box<str>>,
    released: Option<Timestamp>,
    stated: Option<u64>,
    set_aside: SetAsides,
}

impl Reading {
    fn add(&mut self, row: u64, read: Result<(Cve, Exploited), RowError>, limits: &EnrichmentLimits) {
        match read {
            Ok((cve, exploited)) => self.rows.push((cve, exploited, row)),
            Err(error) => self.set_aside.add(row, error, limits),
        }
    }

    fn finish(
        mut self,
        mut rows: Vec<(Cve, Exploited, u64)>,
        limits: &EnrichmentLimits,
    ) -> Result<Kev, EnrichmentError> {
        rows.sort_unstable_by_key(|(cve, exploited, row)| {
            (*cve, exploited.due.is_none(), exploited.due, *exploited, *row)
        });
        rows.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same && later.1 != first.1 {
                self.set_aside.add(later.2, RowError::Repeated, limits);
            }
            same
        });
        if rows.is_empty() {
            let set_aside = self.set_aside.count();
            return Err(EnrichmentError::Empty { set_aside });
        }
        Ok(Kev {
            entries: rows
                .into_iter()
                .map(|(cve, exploited, _)| (cve, exploited))
                .collect(),
            version: self.version,
            released: self.released,
            stated: self.stated,
            set_aside: self.set_aside,
        })
    }
}

#[derive(Deserialize)]
struct Catalogue<'a> {
    #[serde(borrow, default, rename = "catalogVersion")]
    version: LooseText<'a>,
    #[serde(borrow, default, rename = "dateReleased")]
    released: LooseText<'a>,
    #[serde(default)]
    count: Option<serde_json::Number>,
    #[serde(borrow)]
    vulnerabilities: LooseList<LooseObject<Entry<'a>>>,
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow, default, rename = "cveID")]
    cve: LooseText<'a>,
    #[serde(borrow, default, rename = "dateAdded")]
    added: LooseText<'a>,
    #[serde(borrow, default, rename = "dueDate")]
    due: LooseText<'a>,
    #[serde(borrow, default, rename = "knownRansomwareCampaignUse")]
    ransomware: LooseText<'a>,
}

fn read_entry(cve: &str, added: &str, due: &str, ransomware: &str) -> Result<(Cve, Exploited), RowError> {
    let cve = Cve::parse(cve.trim().as_bytes()).ok_or(RowError::Cve)?;
    let day = |text: &str| text.trim().parse::<Date>().map_err(|_| RowError::Date);
    let mut exploited = Exploited::new(day(added)?);
    exploited.due = (!due.trim().is_empty()).then(|| day(due)).transpose()?;
    if ransomware.trim().eq_ignore_ascii_case("known") {
        exploited.ransomware = Ransomware::Known;
    }
    Ok((cve, exploited))
}

/// Where the four columns stand; the last two may be missing.
fn columns_of(row: Row<'_>) -> Result<[Option<usize>; 4], EnrichmentError> {
    let names: Vec<_> = row.fields().take(256).collect();
    let find = |wanted: &str| {
        names
            .iter()
            .position(|name| name.eq_ignore_ascii_case(wanted.as_bytes()))
    };
    let need = |column: &'static str| {
        let line = row.line;
        find(column)
            .map(Some)
            .ok_or(EnrichmentError::Column { line, column })
    };
    Ok([
        need("cveID")?,
        need("dateAdded")?,
        find("dueDate"),
        find("knownRansomwareCampaignUse"),
    ])
}

fn pick<'a>(row: Row<'a>, columns: [Option<usize>; 4]) -> [&'a [u8]; 4] {
    let mut picked = [&b""[..]; 4];
    for (at, field) in row.fields().enumerate() {
        for (slot, column) in picked.iter_mut().zip(columns) {
            if column == Some(at) {
                *slot = field;
            }
        }
    }
    picked
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"catalogVersion": "2026.10.30", "dateReleased": "2026-10-30T17:04:19.9796Z", "count": 5,
        "vulnerabilities": [
            {"cveID": "CVE-2021-44228", "dateAdded": "2021-12-10", "dueDate": "2021-12-24", "knownRansomwareCampaignUse": "Known"},
            {"cveID": "CVE-2026-0002", "dateAdded": "2026-10-30", "dueDate": "2026-11-20", "knownRansomwareCampaignUse": "Unknown", "notes": {}},
            {"cveID": "CVE-2026-0003", "dateAdded": "soon"}, 5, {"cveID": 7}
        ]}"#;
    const CSV: &str = "cveID,product,dateAdded,shortDescription,dueDate,knownRansomwareCampaignUse\n\
        CVE-2021-44228,Log4j2,2021-12-10,\"a, b\",2021-12-24,Known\n\
        CVE-2026-0002,x,2026-10-30,\"two\nlines\",2026-11-20,Unknown\n\
        CVE-2026-0003,x,soon,,,\n";

    #[test]
    fn json_and_csv_say_the_same() {
        let limits = EnrichmentLimits::default();
        let [json, csv] = [JSON, CSV].map(|text| Kev::read(text.as_bytes(), &limits).unwrap());
        assert_eq!(json.entries, csv.entries);
        let log4shell = json.of("CVE-2021-44228").unwrap();
        assert_eq!(log4shell.added.to_string(), "2021-12-10");
        assert_eq!(log4shell.due.unwrap().to_string(), "2021-12-24");
        assert_eq!(log4shell.ransomware, Ransomware::Known);
        assert_eq!(json.of("CVE-2014-0160"), None);
        assert_eq!(json.date().unwrap().to_string(), "2026-10-30T17:04:19.9796Z");
        assert_eq!(csv.date().unwrap().to_string(), "2026-10-30T00:00:00Z");
        let rows = |kev: &Kev| {
            kev.set_aside()
                .list()
                .iter()
                .map(|one| (one.row, one.error))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            rows(&json),
            [(3, RowError::Date), (4, RowError::Form), (5, RowError::Cve)]
        );
        assert_eq!(rows(&csv), [(5, RowError::Date)]);
        assert_eq!((json.stated_count(), json.len()), (Some(5), 2));
    }

    #[test]
    fn what_is_no_catalogue_is_an_error() {
        let read = |text: &str| Kev::read(text.as_bytes(), &EnrichmentLimits::default()).unwrap_err();
        assert!(matches!(
            read("{\"vulnerabilities\": ["),
            EnrichmentError::Json { .. }
        ));
        assert!(matches!(read("{}"), EnrichmentError::Json { .. }));
        assert_eq!(
            read("{\"vulnerabilities\": 5}"),
            EnrichmentError::Empty { set_aside: 0 }
        );
        assert_eq!(
            read("cve\n"),
            EnrichmentError::Column {
                line: 1,
                column: "cveID"
            }
        );
    }
}
