//! Findings as JUnit XML, for pipelines that show test results: a finding is a failure, a gap an error, what was put aside is
//! skipped, a note a property of the suite. A report with none of the first three is one test that passed.

use std::fmt::Write;

use crate::exchange::secrets::texts;
use crate::exchange::text::line;
use crate::{EvidenceKind, Report};

/// Writes a report as one test suite. Equal reports give equal bytes.
///
/// ```
/// use portcullis_findings::exchange::junit;
/// use portcullis_findings::{Report, Tool};
///
/// let text = junit::to_string(&Report::builder(Tool::new("portcullis", "0.1.0")).build());
/// assert!(text.contains("tests=\"1\" failures=\"0\" errors=\"0\""));
/// ```
#[must_use]
pub fn to_string(report: &Report) -> String {
    let (failures, errors, skipped) = (
        report.findings().len(),
        report.gaps().len(),
        report.suppressed().len(),
    );
    let tests = (failures + errors + skipped).max(1);
    let name = attribute(&report.tool().name);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"{name}\" tests=\"{tests}\" \
         failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\">\n"
    );
    if !report.notes().is_empty() {
        xml.push_str("    <properties>\n");
        for note in report.notes() {
            let text = attribute(&format!("{}: {}", note.subject, note.text));
            let _ = writeln!(xml, "      <property name=\"note\" value=\"{text}\"/>");
        }
        xml.push_str("    </properties>\n");
    }
    if failures + errors + skipped == 0 {
        xml.push_str("    <testcase classname=\"portcullis\" name=\"nothing found\"/>\n");
    }
    for finding in report.findings() {
        let mut message = finding.message().to_owned();
        for ignore in texts(finding, &[EvidenceKind::Ignore, EvidenceKind::Baseline]) {
            let _ = write!(message, "; asked to pass over by {ignore}");
        }
        let open = format!("<failure message=\"{}\"/>", attribute(&message));
        case(&mut xml, &place(finding), finding.rule().as_str(), &open);
    }
    for gap in report.gaps() {
        let open = format!("<error message=\"{}\"/>", attribute(&gap.to_string()));
        case(&mut xml, &gap.input.to_string(), gap.kind.as_str(), &open);
    }
    for suppressed in report.suppressed() {
        let finding = &suppressed.finding;
        let message = format!("{}: {}", suppressed.by, suppressed.reason);
        let open = format!("<skipped message=\"{}\"/>", attribute(&message));
        case(&mut xml, &place(finding), finding.rule().as_str(), &open);
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

fn place(finding: &crate::Finding) -> String {
    let Some(place) = finding.locations().first() else {
        return String::new();
    };
    match place.commit() {
        Some(commit) => format!("{place} at {commit}"),
        None => place.to_string(),
    }
}

fn case(xml: &mut String, name: &str, class: &str, inner: &str) {
    let (name, class) = (attribute(name), attribute(class));
    let _ = writeln!(
        xml,
        "    <testcase classname=\"{class}\" name=\"{name}\">{inner}</testcase>"
    );
}

/// A value between double quotes. Control characters are gone by then, so every character is one that XML 1.0 allows but the two
/// that are no characters.
fn attribute(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for character in line(text).chars() {
        match character {
            '&' => value.push_str("&amp;"),
            '<' => value.push_str("&lt;"),
            '>' => value.push_str("&gt;"),
            '"' => value.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => value.push('\u{fffd}'),
            other => value.push(other),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_hold_any_text() {
        assert_eq!(
            attribute("<a \"b\" & \u{1}\u{ffff}>"),
            "&lt;a &quot;b&quot; &amp; \\u{1}\u{fffd}&gt;"
        );
    }
}
