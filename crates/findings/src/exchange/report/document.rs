//! The shape of `portcullis-report/v1`; `docs/schema/report-v1.json` says what the members mean.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::Label;

#[derive(Serialize)]
pub(super) struct Document<'a> {
    pub(super) schema: &'static str,
    pub(super) tool: ToolObject<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<String>,
    pub(super) rules: Vec<RuleObject<'a>>,
    pub(super) findings: Vec<FindingObject<'a>>,
    pub(super) suppressed: Vec<SuppressedObject<'a>>,
    pub(super) gaps: Vec<GapObject<'a>>,
    pub(super) notes: Vec<NoteObject<'a>>,
}

#[derive(Serialize)]
pub(super) struct ToolObject<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) information_uri: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct RuleObject<'a> {
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) help: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) help_uri: Option<&'a str>,
    pub(super) severity: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) tags: &'a [String],
}

#[derive(Serialize)]
pub(super) struct SuppressedObject<'a> {
    pub(super) by: &'a str,
    pub(super) reason: &'a str,
    pub(super) finding: FindingObject<'a>,
}

#[derive(Serialize)]
pub(super) struct GapObject<'a> {
    pub(super) stage: &'static str,
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) input: Option<Input>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<PositionObject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) limit: Option<LimitObject>,
    pub(super) cause: &'a str,
}

#[derive(Serialize)]
pub(super) struct PositionObject {
    pub(super) byte: u64,
    pub(super) line: u64,
    pub(super) column: u64,
}

#[derive(Serialize)]
pub(super) struct LimitObject {
    pub(super) what: &'static str,
    pub(super) allowed: u64,
}

#[derive(Serialize)]
pub(super) struct NoteObject<'a> {
    pub(super) subject: &'a str,
    pub(super) text: &'a str,
}

/// The name of an input: exact, and to be shown.
#[derive(Serialize)]
pub(super) struct Input {
    pub(super) uri: String,
    pub(super) label: String,
}

impl Input {
    pub(super) fn of(label: &Label) -> Self {
        Self {
            uri: label.to_uri(),
            label: label.to_string(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct FindingObject<'a> {
    pub(super) rule: &'a str,
    pub(super) kind: &'static str,
    pub(super) severity: &'static str,
    pub(super) confidence: &'static str,
    pub(super) status: &'static str,
    pub(super) message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) subject: Option<SubjectObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detail: Option<DetailObject<'a>>,
    pub(super) locations: Vec<LocationObject<'a>>,
    pub(super) keys: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) evidence: Vec<EvidenceObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) scores: Vec<ScoreObject<'a>>,
    pub(super) fix: FixObject<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) paths: Vec<PathObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) vex: Option<&'static str>,
    #[serde(skip_serializing_if = "TimesObject::is_empty")]
    pub(super) times: TimesObject,
    pub(super) source: SourceObject<'a>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) extra: &'a BTreeMap<String, String>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum SubjectObject<'a> {
    Component {
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        version: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        purl: Option<String>,
        source: OriginObject<'a>,
    },
    Artifact {
        digest: String,
    },
}

#[derive(Serialize)]
pub(super) struct OriginObject<'a> {
    #[serde(rename = "type")]
    pub(super) ty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) revision: Option<&'a str>,
}

/// What only one kind of finding has; which one, says `kind`.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum DetailObject<'a> {
    Vulnerability {
        advisory: &'a str,
        aliases: &'a BTreeSet<String>,
        summary: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        informational: Option<&'a str>,
        #[serde(skip_serializing_if = "BTreeSet::is_empty")]
        symbols: &'a BTreeSet<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        reach: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        risk: Option<u16>,
    },
    Secret {
        redacted: &'a str,
        proven: bool,
    },
    Licence {
        form: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        licence: Option<&'a str>,
    },
    Infrastructure {
        resource: &'a str,
    },
    Web {
        method: &'a str,
        url: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        parameter: Option<&'a str>,
    },
    Provenance {
        control: &'a str,
    },
}

#[derive(Serialize)]
pub(super) struct LocationObject<'a> {
    #[serde(flatten)]
    pub(super) input: Input,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) container: Vec<Input>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) commit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<RegionObject>,
}

#[derive(Serialize)]
pub(super) struct RegionObject {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) end_line: u64,
    pub(super) end_column: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) utf16_column: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) utf16_end_column: Option<u64>,
}

#[derive(Serialize)]
pub(super) struct EvidenceObject<'a> {
    pub(super) kind: &'static str,
    pub(super) text: &'a str,
}

#[derive(Serialize)]
pub(super) struct ScoreObject<'a> {
    pub(super) kind: &'static str,
    pub(super) source: &'a str,
    pub(super) text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<u16>,
    pub(super) severity: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub(super) enum FixObject<'a> {
    Unknown,
    None,
    Available {
        version: &'a str,
        versions: &'a [String],
    },
}

#[derive(Serialize)]
pub(super) struct PathObject<'a> {
    pub(super) manifest: Input,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) steps: Option<&'a [String]>,
}

#[derive(Serialize)]
pub(super) struct TimesObject {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) introduced: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) detected: Option<String>,
}

impl TimesObject {
    fn is_empty(&self) -> bool {
        self.published.is_none()
            && self.modified.is_none()
            && self.introduced.is_none()
            && self.detected.is_none()
    }
}

#[derive(Serialize)]
pub(super) struct SourceObject<'a> {
    pub(super) tool: &'a str,
    pub(super) version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) data: Option<&'a str>,
}
