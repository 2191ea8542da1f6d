//! The decision as a document.

use portcullis_findings::{Gap, Location, VexJustification, VexStatus};
use serde::Serialize;

use crate::decision::{
    AcceptedGap, Because, ComponentSubject, Decision, FindingSubject, Outcome, RuleRun, Subject, Waived,
    WaivedBy, WaiverReport,
};

/// The decision in the schema `portcullis-decision/v1`, pretty-printed, with a final line feed.
pub(crate) fn write(decision: &Decision) -> String {
    let document = Document::of(decision);
    // Serialising to a string fails only for maps with keys that are not strings, and these types have none.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    verdict: &'static str,
    at: String,
    policy: PolicyJson<'a>,
    subjects: Vec<SubjectJson>,
    advisories: Option<AdvisoriesJson>,
    rules: Vec<RuleJson<'a>>,
    outcomes: Vec<OutcomeJson<'a>>,
    waived: Vec<WaivedJson<'a>>,
    waivers: Vec<WaiverJson<'a>>,
    accepted_gaps: Vec<AcceptedJson<'a>>,
}

#[derive(Serialize)]
struct PolicyJson<'a> {
    id: &'a str,
    digest: String,
    waivers_digest: Option<String>,
    overrides: &'a [String],
}

#[derive(Serialize)]
struct SubjectJson {
    label: String,
    digest: String,
}

#[derive(Serialize)]
struct AdvisoriesJson {
    newest: Option<String>,
    snapshot: Option<String>,
    count: u64,
    digest: Option<String>,
}

#[derive(Serialize)]
struct RuleJson<'a> {
    rule: &'a str,
    check: &'a str,
    effect: &'a str,
    parameters: Vec<ParameterJson<'a>>,
    verdict: &'a str,
    asked: bool,
    examined: u64,
    passed_over: u64,
    fired: u64,
    waived: u64,
}

#[derive(Serialize)]
struct ParameterJson<'a> {
    name: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct OutcomeJson<'a> {
    effect: &'a str,
    rule: &'a str,
    check: &'a str,
    reason: &'a str,
    about: AboutJson<'a>,
    because: Vec<BecauseJson<'a>>,
    flip: &'a [String],
    waiver: Option<&'a str>,
    lapsed: &'a [String],
}

#[derive(Serialize)]
struct BecauseJson<'a> {
    name: &'a str,
    value: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum AboutJson<'a> {
    Finding {
        location: Option<LocationJson>,
        rule: &'a str,
        finding_kind: &'a str,
        message: &'a str,
        severity: &'a str,
        ids: &'a [String],
        component: Option<&'a str>,
        purl: Option<String>,
        fixed: Option<&'a str>,
        risk: Option<u16>,
        paths: &'a [String],
        keys: &'a [String],
    },
    Component {
        name: &'a str,
        purl: Option<String>,
        source: &'a str,
        manifests: Vec<String>,
        paths: &'a [String],
    },
    Gap(GapJson<'a>),
    Advisories,
    Run,
}

#[derive(Serialize)]
struct LocationJson {
    uri: String,
    container: Vec<String>,
    commit: Option<String>,
    line: Option<u64>,
    column: Option<u64>,
}

#[derive(Serialize)]
struct GapJson<'a> {
    stage: &'a str,
    gap_kind: &'a str,
    input: String,
    cause: &'a str,
    limit: Option<String>,
}

#[derive(Serialize)]
struct WaivedJson<'a> {
    by: ByJson<'a>,
    outcome: OutcomeJson<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum ByJson<'a> {
    Waiver {
        id: &'a str,
        owner: &'a str,
        reason: &'a str,
        expires: String,
    },
    Vex {
        status: &'static str,
        source: Option<StatementJson<'a>>,
    },
    Ignore {
        origin: &'static str,
        text: &'a str,
    },
}

#[derive(Serialize)]
struct StatementJson<'a> {
    document: &'a str,
    statement: &'a str,
    author: &'a str,
    justification: Option<&'static str>,
    expires: Option<String>,
}

#[derive(Serialize)]
struct WaiverJson<'a> {
    id: &'a str,
    rule: &'a str,
    owner: &'a str,
    reason: &'a str,
    expires: String,
    state: &'a str,
    matches: u64,
    days_left: i64,
    notes: &'a [String],
}

#[derive(Serialize)]
struct AcceptedJson<'a> {
    gap: GapJson<'a>,
    by: &'a str,
    reason: &'a str,
}

impl<'a> Document<'a> {
    fn of(decision: &'a Decision) -> Self {
        Self {
            schema: "portcullis-decision/v1",
            verdict: decision.verdict.as_str(),
            at: decision.now.to_string(),
            policy: PolicyJson {
                id: &decision.policy_id,
                digest: decision.policy_digest.to_string(),
                waivers_digest: decision.waivers_digest.as_ref().map(ToString::to_string),
                overrides: &decision.overrides,
            },
            subjects: decision
                .subjects
                .iter()
                .map(|(label, digest)| SubjectJson {
                    label: label.to_string(),
                    digest: digest.to_string(),
                })
                .collect(),
            advisories: decision.advisories.as_ref().map(|health| AdvisoriesJson {
                newest: health.newest.map(|newest| newest.to_string()),
                snapshot: health.snapshot.map(|snapshot| snapshot.to_string()),
                count: health.advisories,
                digest: health.digest.as_ref().map(ToString::to_string),
            }),
            rules: decision.rules.iter().map(RuleJson::of).collect(),
            outcomes: decision.outcomes.iter().map(OutcomeJson::of).collect(),
            waived: decision.waived.iter().map(WaivedJson::of).collect(),
            waivers: decision.waivers.iter().map(WaiverJson::of).collect(),
            accepted_gaps: decision.accepted.iter().map(AcceptedJson::of).collect(),
        }
    }
}

impl<'a> RuleJson<'a> {
    fn of(run: &'a RuleRun) -> Self {
        Self {
            rule: &run.rule,
            check: run.check,
            effect: run.effect.as_str(),
            parameters: run
                .parameters
                .iter()
                .map(|(name, value)| ParameterJson { name, value })
                .collect(),
            verdict: run.verdict.as_str(),
            asked: run.asked,
            examined: run.examined,
            passed_over: run.passed_over,
            fired: run.fired,
            waived: run.waived,
        }
    }
}

impl<'a> OutcomeJson<'a> {
    fn of(outcome: &'a Outcome) -> Self {
        Self {
            effect: outcome.effect.as_str(),
            rule: &outcome.rule,
            check: outcome.check,
            reason: &outcome.reason,
            about: about(&outcome.subject),
            because: outcome.because.iter().map(because).collect(),
            flip: &outcome.flip,
            waiver: outcome.waiver.as_deref(),
            lapsed: &outcome.lapsed,
        }
    }
}

fn because(because: &Because) -> BecauseJson<'_> {
    BecauseJson {
        name: because.name,
        value: &because.value,
        source: &because.source,
    }
}

fn about(subject: &Subject) -> AboutJson<'_> {
    match subject {
        Subject::Finding(finding) => about_finding(finding),
        Subject::Component(component) => about_component(component),
        Subject::Gap(gap) => AboutJson::Gap(gap_json(gap)),
        Subject::Advisories => AboutJson::Advisories,
        Subject::Run => AboutJson::Run,
    }
}

fn about_finding(finding: &FindingSubject) -> AboutJson<'_> {
    AboutJson::Finding {
        location: finding.location.as_ref().map(location),
        rule: finding.rule.as_str(),
        finding_kind: finding.kind,
        message: &finding.message,
        severity: finding.severity.as_str(),
        ids: &finding.ids,
        component: finding.component.as_deref(),
        purl: finding.purl.as_ref().map(ToString::to_string),
        fixed: finding.fixed.as_deref(),
        risk: finding.risk,
        paths: &finding.paths,
        keys: &finding.keys,
    }
}

fn about_component(component: &ComponentSubject) -> AboutJson<'_> {
    AboutJson::Component {
        name: &component.name,
        purl: component.purl.as_ref().map(ToString::to_string),
        source: component.source,
        manifests: component.manifests.iter().map(ToString::to_string).collect(),
        paths: &component.paths,
    }
}

fn location(location: &Location) -> LocationJson {
    LocationJson {
        uri: location.label().to_uri(),
        container: location.container().iter().map(|outer| outer.to_uri()).collect(),
        commit: location.commit().map(str::to_owned),
        line: location.region().map(|region| region.line()),
        column: location.region().map(|region| region.column()),
    }
}

fn gap_json(gap: &Gap) -> GapJson<'_> {
    GapJson {
        stage: gap.stage.as_str(),
        gap_kind: gap.kind.as_str(),
        input: gap.input.to_string(),
        cause: &gap.cause,
        limit: gap.limit.map(|limit| limit.to_string()),
    }
}

impl<'a> WaivedJson<'a> {
    fn of(waived: &'a Waived) -> Self {
        let by = match &waived.by {
            WaivedBy::Waiver {
                id,
                owner,
                reason,
                expires,
            } => ByJson::Waiver {
                id,
                owner,
                reason,
                expires: expires.to_string(),
            },
            WaivedBy::Vex { status, source } => ByJson::Vex {
                status: match status {
                    VexStatus::Fixed => "fixed",
                    _ => "not-affected",
                },
                source: source.as_deref().map(|source| StatementJson {
                    document: &source.document,
                    statement: &source.statement,
                    author: &source.author,
                    justification: source.justification.map(VexJustification::as_str),
                    expires: source.expires.map(|date| date.to_string()),
                }),
            },
            WaivedBy::Ignore { origin, text } => ByJson::Ignore {
                origin: origin.as_str(),
                text,
            },
        };
        Self {
            by,
            outcome: OutcomeJson::of(&waived.outcome),
        }
    }
}

impl<'a> WaiverJson<'a> {
    fn of(report: &'a WaiverReport) -> Self {
        Self {
            id: &report.id,
            rule: &report.rule,
            owner: &report.owner,
            reason: &report.reason,
            expires: report.expires.to_string(),
            state: report.state.as_str(),
            matches: report.matches,
            days_left: report.days_left,
            notes: &report.notes,
        }
    }
}

impl<'a> AcceptedJson<'a> {
    fn of(accepted: &'a AcceptedGap) -> Self {
        Self {
            gap: gap_json(&accepted.gap),
            by: &accepted.by,
            reason: &accepted.reason,
        }
    }
}
