//! Secrets as CSV (RFC 4180), one row each, for spreadsheets.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front. What was not looked at, and what asks to pass over
//! nothing, has no row here; the other formats tell it.

use crate::Report;
use crate::exchange::secrets::Row;
use crate::exchange::text::line;

const HEADER: &str =
    "path,line,column,rule,severity,confidence,redacted,fingerprint,commit,status,ignored_by\r\n";

/// Writes the secrets of a report, those put aside included with their status. Equal reports give equal bytes.
///
/// ```
/// use portcullis_findings::exchange::csv;
/// use portcullis_findings::{Report, Tool};
///
/// let text = csv::to_string(&Report::builder(Tool::new("portcullis", "0.1.0")).build());
/// assert!(text.starts_with("path,line,column,rule,"));
/// ```
#[must_use]
pub fn to_string(report: &Report) -> String {
    let mut text = HEADER.to_owned();
    let open = report.findings().iter().filter_map(Row::of);
    let known = report.suppressed().iter().filter_map(Row::of_suppressed);
    for row in open.chain(known) {
        let ignored = row.ignored_by.join("; ");
        let (line, column) = (row.line.to_string(), row.column.to_string());
        let cells = [
            row.path.as_str(),
            &line,
            &column,
            row.rule,
            row.severity,
            row.confidence,
            row.redacted,
            &row.fingerprint,
            row.commit.unwrap_or_default(),
            row.status,
            &ignored,
        ];
        let cells: Vec<String> = cells.into_iter().map(cell).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn cell(value: &str) -> String {
    let mut value = line(value);
    if value.starts_with(['=', '+', '-', '@']) {
        value.insert(0, '\'');
    }
    if value.contains([',', '"', '\r', '\n']) {
        value = format!("\"{}\"", value.replace('"', "\"\""));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        for (value, expected) in [
            ("a b", "a b"),
            ("a,\"b\"", "\"a,\"\"b\"\"\""),
            ("=1+2", "'=1+2"),
            ("a\nb", "a\\u{a}b"),
        ] {
            assert_eq!(cell(value), expected);
        }
    }
}
