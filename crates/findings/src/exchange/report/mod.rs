//! Our own report format, `portcullis-report/v1`: everything a [`Report`] holds, for programs.
//!
//! Its JSON Schema is `docs/schema/report-v1.json`. Fields may be added to version 1; a change of meaning is version 2.
//! Members without a value are left out. Names that need not be UTF-8 stand twice: `uri`, percent-encoded and exact, and
//! `label`, to be shown.

mod document;
mod finding;

use crate::{Gap, Report};
use document::{
    Document, GapObject, Input, LimitObject, NoteObject, PositionObject, RuleObject, SuppressedObject,
    ToolObject,
};

/// The value of the member `schema`.
pub const SCHEMA: &str = "portcullis-report/v1";

/// Writes a report: JSON, indented, with a line feed at its end. Equal reports give equal bytes.
///
/// ```
/// use portcullis_findings::exchange::report;
/// use portcullis_findings::{Report, Tool};
///
/// let text = report::to_string(&Report::builder(Tool::new("portcullis", "0.1.0")).build());
/// assert!(text.contains("\"schema\": \"portcullis-report/v1\""));
/// ```
#[must_use]
pub fn to_string(report: &Report) -> String {
    // Keys are strings and no value can be refused, so there is always a text.
    let mut text = serde_json::to_string_pretty(&document(report)).unwrap_or_default();
    text.push('\n');
    text
}

fn document(report: &Report) -> Document<'_> {
    let tool = report.tool();
    Document {
        schema: SCHEMA,
        tool: ToolObject {
            name: &tool.name,
            version: &tool.version,
            information_uri: tool.information_uri.as_deref(),
        },
        at: report.at().map(|at| at.to_string()),
        rules: report
            .rules()
            .values()
            .map(|rule| RuleObject {
                id: rule.id.as_str(),
                title: &rule.title,
                description: &rule.description,
                help: &rule.help,
                help_uri: rule.help_uri.as_deref(),
                severity: rule.severity.as_str(),
                tags: &rule.tags,
            })
            .collect(),
        findings: report.findings().iter().map(finding::of).collect(),
        suppressed: report
            .suppressed()
            .iter()
            .map(|suppressed| SuppressedObject {
                by: &suppressed.by,
                reason: &suppressed.reason,
                finding: finding::of(&suppressed.finding),
            })
            .collect(),
        gaps: report.gaps().iter().map(gap).collect(),
        notes: report
            .notes()
            .iter()
            .map(|note| NoteObject {
                subject: &note.subject,
                text: &note.text,
            })
            .collect(),
    }
}

fn gap(gap: &Gap) -> GapObject<'_> {
    GapObject {
        stage: gap.stage.as_str(),
        kind: gap.kind.as_str(),
        input: (!gap.input.as_bytes().is_empty()).then(|| Input::of(&gap.input)),
        position: gap.position.map(|position| PositionObject {
            byte: position.byte,
            line: position.line,
            column: position.column,
        }),
        limit: gap.limit.map(|limit| LimitObject {
            what: limit.what,
            allowed: limit.allowed,
        }),
        cause: &gap.cause,
    }
}
