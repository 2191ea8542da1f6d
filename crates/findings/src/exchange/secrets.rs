//! Secrets one by one in a flat form, `portcullis-secrets/v1`, for programs that want no more than place, rule and fingerprint.
//!
//! The whole of a report is in [`super::report`]. Fields may be added to version 1; a change of meaning is version 2.

use serde::Serialize;

use crate::{EvidenceKind, Finding, Gap, KeyAlgorithm, Kind, Location, Note, Report, Suppressed};

/// The value of the member `schema`.
pub const SCHEMA: &str = "portcullis-secrets/v1";

/// Writes the secrets of a report: JSON, indented, with a line feed at its end. Equal reports give equal bytes.
///
/// ```
/// use portcullis_findings::exchange::secrets;
/// use portcullis_findings::{Report, Tool};
///
/// let text = secrets::to_string(&Report::builder(Tool::new("portcullis", "0.1.0")).build());
/// assert!(text.contains("\"findings\": []"));
/// ```
#[must_use]
pub fn to_string(report: &Report) -> String {
    let tool = report.tool();
    let document = Document {
        schema: SCHEMA,
        tool: format!("{} {}", tool.name, tool.version),
        findings: report.findings().iter().filter_map(Row::of).collect(),
        suppressed: report
            .suppressed()
            .iter()
            .filter_map(Row::of_suppressed)
            .collect(),
        gaps: report.gaps().iter().map(gap).collect(),
        notes: report.notes().iter().map(note).collect(),
    };
    // Keys are strings and no value can be refused, so there is always a text.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    tool: String,
    findings: Vec<Row<'a>>,
    suppressed: Vec<Row<'a>>,
    gaps: Vec<GapRow>,
    notes: Vec<NoteRow>,
}

/// A secret as rows of a table have it.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    /// Containers and label, as locations print.
    pub(super) path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) commit: Option<&'a str>,
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) end_line: u64,
    pub(super) end_column: u64,
    pub(super) rule: &'a str,
    pub(super) severity: &'static str,
    pub(super) confidence: &'static str,
    pub(super) redacted: &'a str,
    pub(super) message: &'a str,
    /// The keyed fingerprint of the secret; the one of the place without a key.
    pub(super) fingerprint: String,
    pub(super) status: &'static str,
    /// The encodings around it, the outermost first.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'a str>,
    /// What asks to pass over it: comments and lists without owner and end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ignored_by: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed_by: Option<&'a str>,
}

impl<'a> Row<'a> {
    pub(super) fn of(finding: &'a Finding) -> Option<Self> {
        let Kind::Secret(detail) = finding.kind() else {
            return None;
        };
        let place = finding.locations().first()?;
        let region = place.region();
        let keyed = |key: &&crate::Key| key.algorithm() == KeyAlgorithm::KeyedV1;
        let key = finding.keys().iter().find(keyed).or(finding.keys().first());
        Some(Self {
            path: path(place),
            commit: place.commit(),
            line: region.map_or(0, crate::Region::line),
            column: region.map_or(0, crate::Region::column),
            end_line: region.map_or(0, crate::Region::end_line),
            end_column: region.map_or(0, crate::Region::end_column),
            rule: finding.rule().as_str(),
            severity: finding.severity().as_str(),
            confidence: finding.confidence().as_str(),
            redacted: &detail.redacted,
            message: finding.message(),
            fingerprint: key.map(ToString::to_string).unwrap_or_default(),
            status: finding.status().as_str(),
            encoding: texts(finding, &[EvidenceKind::Encoding]).next(),
            ignored_by: texts(finding, &[EvidenceKind::Ignore, EvidenceKind::Baseline]).collect(),
            suppressed_by: None,
        })
    }

    pub(super) fn of_suppressed(suppressed: &'a Suppressed) -> Option<Self> {
        let mut row = Self::of(&suppressed.finding)?;
        row.suppressed_by = Some(&suppressed.by);
        Some(row)
    }
}

/// The evidence of some kinds.
pub(super) fn texts<'a>(finding: &'a Finding, kinds: &[EvidenceKind]) -> impl Iterator<Item = &'a str> {
    let of_kind = finding.evidence().iter().filter(|one| kinds.contains(&one.kind));
    of_kind.map(|one| one.text.as_str())
}

/// A place without its region.
fn path(place: &Location) -> String {
    let whole = Location::new(place.label().clone()).with_container(place.container().to_vec());
    whole.to_string()
}

#[derive(Serialize)]
struct GapRow {
    path: String,
    stage: &'static str,
    kind: &'static str,
    cause: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<String>,
}

fn gap(gap: &Gap) -> GapRow {
    GapRow {
        path: gap.input.to_string(),
        stage: gap.stage.as_str(),
        kind: gap.kind.as_str(),
        cause: super::text::line(&gap.cause),
        limit: gap.limit.map(|limit| limit.to_string()),
    }
}

#[derive(Serialize)]
struct NoteRow {
    subject: String,
    text: String,
}

fn note(note: &Note) -> NoteRow {
    NoteRow {
        subject: super::text::line(&note.subject),
        text: super::text::line(&note.text),
    }
}
