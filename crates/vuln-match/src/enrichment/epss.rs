//! EPSS: how likely a vulnerability is to be exploited within 30 days (FIRST).

use portcullis_findings::{Likelihood, Timestamp};

use super::csv::Rows;
use super::cve::Cve;
use super::error::{EnrichmentError, EnrichmentLimits, RowError, SetAsides};

/// No percentile is known.
const NONE: u16 = u16::MAX;

/// Probabilities of exploitation by CVE; eight bytes each.
#[derive(Clone, Debug)]
pub struct Epss {
    /// Sorted; the other lists go with it.
    cves: Box<[Cve]>,
    probabilities: Box<[u16]>,
    percentiles: Box<[u16]>,
    model: Option<Box<str>>,
    date: Option<Timestamp>,
    set_aside: SetAsides,
}

/// Where the columns stand.
#[derive(Clone, Copy)]
struct Columns {
    cve: usize,
    epss: usize,
    percentile: Option<usize>,
}

impl Epss {
    /// Reads the CSV that FIRST publishes, unpacked: a line `#model_version:…,score_date:…`, a header, one row a CVE. Columns
    /// are found by their names `cve`, `epss` and, if there is one, `percentile`, so files with other columns do too.
    ///
    /// Numbers are rounded to ten-thousandths. A row that cannot be used is set aside. Of several rows of one CVE the most
    /// likely counts.
    ///
    /// # Errors
    ///
    /// [`EnrichmentError`] if a limit is passed, the header lacks a column, or no row can be used.
    pub fn read(bytes: &[u8], limits: &EnrichmentLimits) -> Result<Self, EnrichmentError> {
        limits.check_bytes(bytes)?;
        let (mut model, mut date) = (None, None);
        let mut columns = None;
        let mut set_aside = SetAsides::default();
        // The published file has some 32 bytes a row.
        let mut rows: Vec<(Cve, u16, u16, u32)> = Vec::with_capacity(bytes.len() / 32);
        for row in Rows::new(bytes, limits.row_bytes) {
            let row = match row {
                Ok(row) => row,
                Err((line, error)) => {
                    set_aside.add(line, error, limits);
                    continue;
                }
            };
            if let Some(comment) = row.raw().strip_prefix(b"#") {
                for part in String::from_utf8_lossy(comment).split(',') {
                    match part.split_once(':') {
                        Some(("model_version", text)) => model = Some(text.chars().take(40).collect()),
                        Some(("score_date", text)) => date = moment(text.trim()),
                        _ => {}
                    }
                }
                continue;
            }
            let Some(columns) = columns else {
                columns = Some(Columns::read(row.line, row.fields())?);
                continue;
            };
            match columns.row(row.fields()) {
                Ok((cve, probability, percentile)) => {
                    rows.push((
                        cve,
                        probability,
                        percentile,
                        u32::try_from(row.line).unwrap_or(u32::MAX),
                    ));
                    limits.check_rows(rows.len())?;
                }
                Err(error) => set_aside.add(row.line, error, limits),
            }
        }
        if columns.is_none() {
            let column = "cve";
            return Err(EnrichmentError::Column { line: 0, column });
        }
        rows.sort_unstable_by_key(|row| (row.0, std::cmp::Reverse((row.1, row.2)), row.3));
        rows.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same && (later.1, later.2) != (first.1, first.2) {
                set_aside.add(u64::from(later.3), RowError::Repeated, limits);
            }
            same
        });
        if rows.is_empty() {
            let set_aside = set_aside.count();
            return Err(EnrichmentError::Empty { set_aside });
        }
        Ok(Self {
            cves: rows.iter().map(|row| row.0).collect(),
            probabilities: rows.iter().map(|row| row.1).collect(),
            percentiles: rows.iter().map(|row| row.2).collect(),
            model,
            date,
            set_aside,
        })
    }

    /// What is known of a CVE, by its id.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<Likelihood> {
        self.of_cve(Cve::parse(id.as_bytes())?)
    }

    /// How many CVEs there are; never 0.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.cves.len()
    }

    /// The version of the model, as stated.
    #[must_use]
    pub fn model(&self) -> Option<&str> {
        self.model.as_deref()
    }

    /// When the scores were made, as stated.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.date
    }

    /// The rows that are not used.
    #[must_use]
    pub fn set_aside(&self) -> &SetAsides {
        &self.set_aside
    }

    pub(super) fn of_cve(&self, cve: Cve) -> Option<Likelihood> {
        let at = self.cves.binary_search(&cve).ok()?;
        let mut likelihood = Likelihood::new(*self.probabilities.get(at)?);
        likelihood.percentile = self.percentiles.get(at).copied().filter(|value| *value != NONE);
        Some(likelihood)
    }
}

impl Columns {
    fn read<'a>(line: u64, names: impl Iterator<Item = &'a [u8]>) -> Result<Self, EnrichmentError> {
        let names: Vec<_> = names.take(256).map(<[u8]>::to_ascii_lowercase).collect();
        let find = |wanted: &[&str]| {
            names
                .iter()
                .position(|name| wanted.iter().any(|wanted| wanted.as_bytes() == name))
        };
        let need = |column: &'static str, place: Option<usize>| {
            place.ok_or(EnrichmentError::Column { line, column })
        };
        Ok(Self {
            cve: need("cve", find(&["cve", "cve_id", "cveid"]))?,
            epss: need("epss", find(&["epss", "epss score", "epss_score"]))?,
            percentile: find(&["percentile", "epss percentile", "epss_percentile"]),
        })
    }

    fn row<'a>(self, fields: impl Iterator<Item = &'a [u8]>) -> Result<(Cve, u16, u16), RowError> {
        let (mut cve, mut probability, mut percentile) = (None, None, None);
        for (at, field) in fields.enumerate() {
            if at == self.cve {
                cve = Cve::parse(field);
            } else if at == self.epss {
                probability = ten_thousandths(field);
            } else if Some(at) == self.percentile {
                percentile = ten_thousandths(field);
            }
        }
        let percentile = match self.percentile {
            None => NONE,
            Some(_) => percentile.ok_or(RowError::Number)?,
        };
        Ok((
            cve.ok_or(RowError::Cve)?,
            probability.ok_or(RowError::Number)?,
            percentile,
        ))
    }
}

/// A number from 0 to 1 such as `0.94464`, `1` or `4e-05`, rounded half up.
fn ten_thousandths(text: &[u8]) -> Option<u16> {
    let (whole, fraction) = match text {
        [whole, b'.', fraction @ ..] => (whole, fraction),
        [whole] => (whole, &[][..]),
        _ => return scientific(text),
    };
    if !fraction.iter().all(u8::is_ascii_digit) || fraction.len() > 20 {
        return scientific(text);
    }
    let digit = |at: usize| u16::from(fraction.get(at).map_or(0, |byte| byte - b'0'));
    let four = (0..4).fold(0, |value, at| value * 10 + digit(at)) + u16::from(digit(4) >= 5);
    match whole {
        b'0' => Some(four),
        b'1' if fraction.iter().all(|byte| *byte == b'0') => Some(10_000),
        _ => None,
    }
}

fn scientific(text: &[u8]) -> Option<u16> {
    let text = std::str::from_utf8(text).ok().filter(|text| text.len() <= 32)?;
    let value: f64 = text.parse().ok()?;
    (0.0..=1.0)
        .contains(&value)
        .then(|| (value * 10_000.0).round() as u16)
}

/// RFC 3339, and the day alone where the offset has no colon (`2022-02-04T00:00:00+0000`).
fn moment(text: &str) -> Option<Timestamp> {
    let day = || text.get(..10)?.parse().ok();
    text.parse().ok().or_else(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_ten_thousandths() {
        let rows: [(&str, Option<u16>); 11] = [
            ("0.94464", Some(9446)),
            ("0.00005", Some(1)),
            ("0.000049", Some(0)),
            ("4e-05", Some(0)),
            ("9.0e-1", Some(9000)),
            ("1", Some(10_000)),
            ("1.00000", Some(10_000)),
            ("1.1", None),
            ("-0.1", None),
            ("NaN", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(ten_thousandths(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn columns_are_found_by_name_and_bad_rows_set_aside_with_their_line() {
        let text = "CVE,CVSS3,EPSS,EPSS Percentile,Description\n\
                    CVE-2021-44228,10.0,0.94358,0.99957,\"one, two\nthree\"\n\
                    CVE-2021-44228,10.0,0.5,0.6,lower\n\
                    no-id,1,0.1,0.1,\n\
                    CVE-2020-0001,1,2.0,0.1,\n\
                    CVE-2020-0002,1,0.1,,\n";
        let epss = Epss::read(text.as_bytes(), &EnrichmentLimits::default()).unwrap();
        assert_eq!(epss.len(), 1);
        let likelihood = epss.of("CVE-2021-44228").unwrap();
        assert_eq!(
            (likelihood.probability, likelihood.percentile),
            (9436, Some(9996))
        );
        let set_aside: Vec<_> = epss
            .set_aside()
            .list()
            .iter()
            .map(|one| (one.row, one.error))
            .collect();
        assert_eq!(
            set_aside,
            [
                (5, RowError::Cve),
                (6, RowError::Number),
                (7, RowError::Number),
                (4, RowError::Repeated)
            ]
        );
    }

    #[test]
    fn data_without_a_usable_row_is_an_error() {
        let limits = EnrichmentLimits::default();
        let read = |text: &str| Epss::read(text.as_bytes(), &limits).unwrap_err();
        assert_eq!(
            read(""),
            EnrichmentError::Column {
                line: 0,
                column: "cve"
            }
        );
        assert_eq!(
            read("#x\ncve,score\n"),
            EnrichmentError::Column {
                line: 2,
                column: "epss"
            }
        );
        assert_eq!(read("cve,epss\nx,y\n"), EnrichmentError::Empty { set_aside: 1 });
        let mut few = limits;
        few.rows = 1;
        let two = "cve,epss\nCVE-2020-0001,0\nCVE-2020-0002,0\n";
        assert!(matches!(
            Epss::read(two.as_bytes(), &few),
            Err(EnrichmentError::Limit { .. })
        ));
    }
}
