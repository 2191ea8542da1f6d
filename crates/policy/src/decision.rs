//! The answer with its reasons.

use std::cmp::Ordering;

use portcullis_findings::{
    Date, Digest, Finding, Gap, Kind, Label, Location, Purl, RuleId, Severity, Timestamp, VexSource,
    VexStatus,
};

use crate::facts::DataHealth;
use crate::verdict::{Effect, Verdict};

/// A verdict with everything that led to it. Made by [`crate::evaluate`] alone; equal facts give equal decisions.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Decision {
    pub(crate) verdict: Verdict,
    pub(crate) policy_id: String,
    pub(crate) policy_digest: Digest,
    pub(crate) waivers_digest: Option<Digest>,
    pub(crate) overrides: Vec<String>,
    pub(crate) now: Timestamp,
    pub(crate) subjects: Vec<(Label, Digest)>,
    pub(crate) advisories: Option<DataHealth>,
    pub(crate) rules: Vec<RuleRun>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) waived: Vec<Waived>,
    pub(crate) waivers: Vec<WaiverReport>,
    pub(crate) accepted: Vec<AcceptedGap>,
    pub(crate) gaps: Vec<Gap>,
}

impl Decision {
    /// The answer.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The name of the policy.
    #[must_use]
    pub fn policy_id(&self) -> &str {
        &self.policy_id
    }

    /// The digest of the policy as it was applied.
    #[must_use]
    pub fn policy_digest(&self) -> &Digest {
        &self.policy_digest
    }

    /// The digest of the waiver texts; `None` if there were none.
    #[must_use]
    pub fn waivers_digest(&self) -> Option<&Digest> {
        self.waivers_digest.as_ref()
    }

    /// What the caller changed in the policy, in words.
    #[must_use]
    pub fn overrides(&self) -> &[String] {
        &self.overrides
    }

    /// The moment it was made for.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// What it is about.
    #[must_use]
    pub fn subjects(&self) -> &[(Label, Digest)] {
        &self.subjects
    }

    /// The advisory data it rests on; `None` if matching was not done.
    #[must_use]
    pub fn advisories(&self) -> Option<&DataHealth> {
        self.advisories.as_ref()
    }

    /// What each rule looked at, in the order of the policy.
    #[must_use]
    pub fn rules(&self) -> &[RuleRun] {
        &self.rules
    }

    /// What denies, leaves undecided or warns: the strictest first, then by rule, reason and subject.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// What would have been an outcome, and was put aside by a waiver or a VEX statement.
    #[must_use]
    pub fn waived(&self) -> &[Waived] {
        &self.waived
    }

    /// What became of each waiver, by id.
    #[must_use]
    pub fn waivers(&self) -> &[WaiverReport] {
        &self.waivers
    }

    /// Gaps that the policy accepts by name.
    #[must_use]
    pub fn accepted_gaps(&self) -> &[AcceptedGap] {
        &self.accepted
    }

    /// What the policy calls stale: data older than it allows. Whoever reports adds these to the gaps of the run; what they do to
    /// the verdict is in [`Decision::outcomes`] already.
    #[must_use]
    pub fn stale(&self) -> &[Gap] {
        &self.gaps
    }

    /// The decision as JSON of the schema `portcullis-decision/v1` ([`Decision::JSON_SCHEMA`]), with a final line feed.
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::json::write(self)
    }

    /// The JSON Schema of [`Decision::to_json`].
    pub const JSON_SCHEMA: &'static str = include_str!("../schema/decision-v1.json");
}

/// What one rule did.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct RuleRun {
    /// The rule's id.
    pub rule: String,
    /// Its check.
    pub check: &'static str,
    /// The most it may do.
    pub effect: Effect,
    /// Its parameters, as name and value, defaults included.
    pub parameters: Vec<(&'static str, String)>,
    /// What it says alone, after waivers.
    pub verdict: Verdict,
    /// Whether its question was asked at all.
    pub asked: bool,
    /// How many findings, components or gaps it looked at.
    pub examined: u64,
    /// How many it passed over by its parameters: other scopes, not new, no fix known, informational.
    pub passed_over: u64,
    /// How many became outcomes.
    pub fired: u64,
    /// How many were put aside by waivers and VEX statements.
    pub waived: u64,
}

/// One thing a rule objects to or warns of.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Outcome {
    /// What it does to the verdict; never [`Effect::Allow`].
    pub effect: Effect,
    /// The rule's id in the policy.
    pub rule: String,
    /// The rule's check.
    pub check: &'static str,
    /// What it is about.
    pub subject: Subject,
    /// Why, in one line; lower case, no full stop.
    pub reason: String,
    /// The facts it rests on.
    pub because: Vec<Because>,
    /// What would change it, the least first: an upgrade, an entry of the policy, a waiver.
    pub flip: Vec<String>,
    /// The waiver that would be needed, as TOML. Its `id`, `owner`, `reason` and `expires` are empty, so that it is refused
    /// until someone fills them. `None` if nothing can waive it.
    pub waiver: Option<String>,
    /// Waivers that name it and do not hold (any more), with the reason.
    pub lapsed: Vec<String>,
}

/// What an outcome is about.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Subject {
    /// A finding.
    Finding(Box<FindingSubject>),
    /// A component.
    Component(Box<ComponentSubject>),
    /// Something that was not looked at.
    Gap(Gap),
    /// The advisory data.
    Advisories,
    /// The run as a whole.
    Run,
}

impl Subject {
    /// The word used in reports: `finding`, `component`, `gap`, `advisories`, `run`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Finding(_) => "finding",
            Self::Component(_) => "component",
            Self::Gap(_) => "gap",
            Self::Advisories => "advisories",
            Self::Run => "run",
        }
    }
}

/// What an outcome tells of its finding. Compared without [`FindingSubject::index`], which depends on the order of the facts.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FindingSubject {
    /// The main place.
    pub location: Option<Location>,
    /// The rule that saw it.
    pub rule: RuleId,
    /// The word of its kind.
    pub kind: &'static str,
    /// Its message.
    pub message: String,
    /// How bad it is.
    pub severity: Severity,
    /// Advisory ids with aliases.
    pub ids: Vec<String>,
    /// Name and version of the component.
    pub component: Option<String>,
    /// The component's package URL.
    pub purl: Option<Purl>,
    /// The version that fixes it with the least change.
    pub fixed: Option<String>,
    /// How the component gets in, `app → a → b 1.2.3`, one per manifest, at most [`FindingSubject::MAX_PATHS`].
    pub paths: Vec<String>,
    /// Its place in the order of what to look at first, from 0 to 1,000, if the facts tell.
    pub risk: Option<u16>,
    /// Its keys.
    pub keys: Vec<String>,
    /// Its place in the findings of the facts.
    pub index: usize,
}

impl FindingSubject {
    /// How many paths are kept.
    pub const MAX_PATHS: usize = 8;

    fn compared(&self) -> impl Ord {
        (
            (
                &self.location,
                &self.rule,
                self.kind,
                &self.message,
                self.severity,
            ),
            (&self.ids, &self.component, &self.purl, &self.fixed),
            (&self.paths, &self.risk, &self.keys),
        )
    }

    pub(crate) fn of(finding: &Finding, index: usize) -> Self {
        Self {
            location: finding.locations().first().cloned(),
            rule: finding.rule().clone(),
            kind: finding.kind().as_str(),
            message: finding.message().to_owned(),
            severity: finding.severity(),
            ids: finding.ids().map(str::to_owned).collect(),
            component: component_name(finding),
            purl: finding.purl().cloned(),
            fixed: finding.fix().version().map(str::to_owned),
            paths: finding
                .paths()
                .iter()
                .take(Self::MAX_PATHS)
                .map(|path| format!("{}: {path}", path.manifest))
                .collect(),
            risk: match finding.kind() {
                Kind::Vulnerability(detail) => detail.risk,
                _ => None,
            },
            keys: finding.keys().iter().map(ToString::to_string).collect(),
            index,
        }
    }
}

impl Eq for FindingSubject {}

impl PartialEq for FindingSubject {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Ord for FindingSubject {
    fn cmp(&self, other: &Self) -> Ordering {
        self.compared().cmp(&other.compared())
    }
}

impl PartialOrd for FindingSubject {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Name and version of a finding's component, deceptive characters escaped.
pub(crate) fn component_name(finding: &Finding) -> Option<String> {
    match finding.subject() {
        Some(portcullis_findings::Subject::Component { name, version, .. }) => {
            let text = match version {
                Some(version) => format!("{name} {version}"),
                None => name.clone(),
            };
            Some(Label::new(text).to_string())
        }
        _ => None,
    }
}

/// What an outcome tells of its component.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct ComponentSubject {
    /// Name and version.
    pub name: String,
    /// Its package URL.
    pub purl: Option<Purl>,
    /// Where it is said to come from: `registry`, `git` …
    pub source: &'static str,
    /// The manifests it was seen in.
    pub manifests: Vec<Label>,
    /// How it gets in, as in [`FindingSubject::paths`].
    pub paths: Vec<String>,
}

/// A fact that an outcome rests on.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Because {
    /// What it is: `severity`, `fixed`, `licence` …
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// Who says so.
    pub source: String,
}

impl Because {
    pub(crate) fn new(name: &'static str, value: impl AsRef<str>, source: impl AsRef<str>) -> Self {
        Self {
            name,
            value: Label::new(value.as_ref()).to_string(),
            source: Label::new(source.as_ref()).to_string(),
        }
    }
}

/// An outcome that was put aside. It stays in every report.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Waived {
    /// What it would have been.
    pub outcome: Outcome,
    /// What put it aside.
    pub by: WaivedBy,
}

/// What puts an outcome aside.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum WaivedBy {
    /// A waiver.
    Waiver {
        /// Its id.
        id: String,
        /// Who answers for it.
        owner: String,
        /// Why.
        reason: String,
        /// The last day it holds, in UTC.
        expires: Date,
    },
    /// A VEX statement by someone the caller trusts.
    Vex {
        /// What it says.
        status: VexStatus,
        /// Which statement of which document, where the findings tell.
        source: Option<Box<VexSource>>,
    },
    /// Something without owner and end that the policy accepts by name.
    Ignore {
        /// Where it stands.
        origin: IgnoreOrigin,
        /// What it is: `gitleaks:allow in line 3, column 14`.
        text: String,
    },
}

/// Where something stands that asks to pass over a finding and names neither an owner nor an end.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum IgnoreOrigin {
    /// In the judged tree itself: a comment, or a list of another tool.
    Tree,
    /// In a baseline or list of another tool that the caller named.
    PeerBaseline,
}

impl IgnoreOrigin {
    /// The word used in reports: `inline-ignore`, `peer-baseline`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tree => "inline-ignore",
            Self::PeerBaseline => "peer-baseline",
        }
    }
}

impl WaivedBy {
    /// The waiver's id, `vex`, or the word of an [`IgnoreOrigin`].
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Waiver { id, .. } => id,
            Self::Vex { .. } => "vex",
            Self::Ignore { origin, .. } => origin.as_str(),
        }
    }

    /// Why, in one line, with the owner and the last day of a waiver.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Waiver {
                owner,
                reason,
                expires,
                ..
            } => format!(
                "{} (owner {}, until {expires})",
                Label::new(reason),
                Label::new(owner)
            ),
            Self::Vex { status, source } => {
                let says = match status {
                    VexStatus::Fixed => "it is fixed",
                    _ => "the product is not affected",
                };
                match source {
                    None => format!("a trusted VEX statement says that {says}"),
                    Some(source) => format!("{says}, says {source}"),
                }
            }
            Self::Ignore { text, .. } => {
                format!(
                    "{} (without owner and end, accepted by the policy)",
                    Label::new(text)
                )
            }
        }
    }
}

/// What became of a waiver.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct WaiverReport {
    /// Its id.
    pub id: String,
    /// The rule it names.
    pub rule: String,
    /// Who answers for it.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// The last day it holds, in UTC.
    pub expires: Date,
    /// Whether it holds, and did anything.
    pub state: WaiverState,
    /// How many outcomes it names, whether it holds or not.
    pub matches: u64,
    /// Whole days until its last day; negative once it expired.
    pub days_left: i64,
    /// What else is to be told: that it expires soon, is wider than needed, names a rule that does not exist.
    pub notes: Vec<String>,
}

/// Whether a waiver holds.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum WaiverState {
    /// It holds and put something aside.
    Used,
    /// It holds and there was nothing to put aside.
    Unused,
    /// Its last day is over: what it names fires again.
    Expired,
    /// Its first day is still to come.
    NotYet,
    /// It is meant to hold for longer than the policy allows, so it does not hold at all. Days count from its first day, and
    /// where it names none from the moment of the decision.
    TooLong,
}

impl WaiverState {
    /// The word used in reports: `used`, `unused`, `expired`, `not-yet`, `too-long`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::Unused => "unused",
            Self::Expired => "expired",
            Self::NotYet => "not-yet",
            Self::TooLong => "too-long",
        }
    }
}

/// A gap that the policy accepts.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct AcceptedGap {
    /// The gap.
    pub gap: Gap,
    /// The entry of the policy that accepts it.
    pub by: String,
    /// The reason given there; empty if it has none.
    pub reason: String,
}
