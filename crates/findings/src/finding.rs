//! Something that was looked at and seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Component, ComponentSource, Confidence, Digest, Evidence, Key, Label, Licence, Location, Purl, RuleId,
    Score, Severity, Timestamp, VexStatus,
};

/// A rule saw something. Built by [`Finding::builder`]; ordered by place, rule, subject and keys.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Finding {
    locations: Vec<Location>,
    rule: RuleId,
    subject: Option<Subject>,
    kind: Kind,
    severity: Severity,
    confidence: Confidence,
    message: String,
    keys: Vec<Key>,
    evidence: Vec<Evidence>,
    scores: Vec<Score>,
    fix: Fix,
    paths: Vec<DependencyPath>,
    vex: Option<VexStatus>,
    times: Times,
    status: Status,
    source: Source,
    extra: BTreeMap<String, String>,
}

/// What sort of finding it is, with what only that sort has.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Kind {
    /// A known vulnerability, or an informational advisory, of a component.
    Vulnerability(VulnerabilityDetail),
    /// A leaked credential.
    Secret(SecretDetail),
    /// A licence statement that a policy may care about.
    Licence(LicenceDetail),
    /// A fault in source code.
    Code,
    /// A fault in infrastructure code; the text names the resource.
    Infrastructure {
        /// The resource's address.
        resource: String,
    },
    /// A fault of a running web application.
    Web(WebDetail),
    /// Who built it, or that nobody proves it.
    Provenance(ProvenanceDetail),
    /// Known malicious code.
    Malware,
    /// Something about the policy itself: an unused waiver, a policy file in the tree.
    Policy,
}

impl Kind {
    /// The word used in reports and policies.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Vulnerability(_) => "vulnerability",
            Self::Secret(_) => "secret",
            Self::Licence(_) => "licence",
            Self::Code => "code",
            Self::Infrastructure { .. } => "infrastructure",
            Self::Web(_) => "web",
            Self::Provenance(_) => "provenance",
            Self::Malware => "malware",
            Self::Policy => "policy",
        }
    }
}

/// What a vulnerability finding has.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct VulnerabilityDetail {
    /// The primary advisory.
    pub advisory: String,
    /// All ids of the same vulnerability, the primary included. Waivers and baselines match on intersection.
    pub aliases: BTreeSet<String>,
    /// One line of what it is.
    pub summary: String,
    /// Set if the advisory is no vulnerability.
    pub informational: Option<Informational>,
    /// Affected functions or symbols, where the advisory names them.
    pub symbols: BTreeSet<String>,
}

impl VulnerabilityDetail {
    /// A vulnerability known by one id.
    #[must_use]
    pub fn new(advisory: impl Into<String>) -> Self {
        let advisory = advisory.into();
        Self {
            aliases: BTreeSet::from([advisory.clone()]),
            advisory,
            summary: String::new(),
            informational: None,
            symbols: BTreeSet::new(),
        }
    }
}

/// What an advisory says that is no vulnerability (RustSec's `informational`).
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Informational {
    /// Nobody maintains the package.
    Unmaintained,
    /// The package breaks the soundness rules of its language.
    Unsound,
    /// Something users should know.
    Notice,
    /// Another word of the source.
    Other(String),
}

impl Informational {
    /// The word of the source.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unmaintained => "unmaintained",
            Self::Unsound => "unsound",
            Self::Notice => "notice",
            Self::Other(word) => word,
        }
    }
}

/// What a secret finding has; never the secret.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct SecretDetail {
    /// The redacted form, as [`crate::Secret::redacted`] makes it.
    pub redacted: String,
    /// Whether it was proven offline to be one (a checksum, a structure).
    pub proven: bool,
}

impl SecretDetail {
    /// A secret by its redacted form.
    #[must_use]
    pub fn new(redacted: impl Into<String>) -> Self {
        Self {
            redacted: redacted.into(),
            proven: false,
        }
    }
}

/// What a licence finding has.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct LicenceDetail {
    /// The licence as stated.
    pub licence: Licence,
}

impl LicenceDetail {
    /// A licence statement.
    #[must_use]
    pub fn new(licence: Licence) -> Self {
        Self { licence }
    }
}

/// What a finding in a running web application has.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct WebDetail {
    /// The request's method.
    pub method: String,
    /// The address with variable parts replaced.
    pub url: String,
    /// The parameter it enters by.
    pub parameter: Option<String>,
}

/// What a provenance finding has.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct ProvenanceDetail {
    /// The control that was asked for, such as `signature` or `slsa-build-level`.
    pub control: String,
}

impl ProvenanceDetail {
    /// A control.
    #[must_use]
    pub fn new(control: impl Into<String>) -> Self {
        Self {
            control: control.into(),
        }
    }
}

/// What a finding is about, beside its places.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
#[allow(clippy::large_enum_variant, reason = "nearly all subjects are components")]
pub enum Subject {
    /// A component.
    Component {
        /// Its package URL.
        purl: Option<Purl>,
        /// Its name.
        name: String,
        /// Its version.
        version: Option<String>,
        /// Where it is said to come from.
        source: ComponentSource,
    },
    /// An artifact by digest.
    Artifact(Digest),
}

impl From<&Component> for Subject {
    fn from(component: &Component) -> Self {
        Self::Component {
            purl: component.purl.clone(),
            name: component.name.clone(),
            version: component.version.clone(),
            source: component.source.clone(),
        }
    }
}

/// What would remove a finding.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Fix {
    /// The source does not say.
    #[default]
    Unknown,
    /// The source says that there is none.
    None,
    /// Versions that fix it, in rising order.
    Available {
        /// The least change: the smallest fixed version above the present one that nothing of the same group affects.
        version: String,
        /// All versions that the sources name as fixed.
        versions: Vec<String>,
    },
}

impl Fix {
    /// The least change that fixes it.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        match self {
            Self::Available { version, .. } => Some(version),
            Self::Unknown | Self::None => None,
        }
    }
}

/// How a component gets into what is built, for one manifest.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct DependencyPath {
    /// The manifest.
    pub manifest: Label,
    /// Names with versions from the root to the component; `None` where the format has no edges.
    pub steps: Option<Vec<String>>,
}

impl DependencyPath {
    /// A path, or that it is unknown.
    #[must_use]
    pub fn new(manifest: impl Into<Label>, steps: Option<Vec<String>>) -> Self {
        Self {
            manifest: manifest.into(),
            steps,
        }
    }
}

impl std::fmt::Display for DependencyPath {
    /// `app → a → b 1.2.3`, or `path unknown`. Deceptive characters of names are escaped.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.steps {
            None => f.write_str("path unknown"),
            Some(steps) => {
                let steps: Vec<_> = steps.iter().map(|step| Label::new(step).to_string()).collect();
                f.write_str(&steps.join(" → "))
            }
        }
    }
}

/// When things happened, as far as sources say.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Times {
    /// When it was published, for advisories.
    pub published: Option<Timestamp>,
    /// When its source last changed.
    pub modified: Option<Timestamp>,
    /// When it came into what is scanned.
    pub introduced: Option<Timestamp>,
    /// When it was first seen.
    pub detected: Option<Timestamp>,
}

/// What a baseline says of a finding.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Status {
    /// There was no baseline.
    #[default]
    Unknown,
    /// Not in the baseline.
    New,
    /// In the baseline.
    Unchanged,
    /// In the baseline at another place.
    Moved,
}

impl Status {
    /// The word used in reports: `unknown`, `new`, `unchanged`, `moved`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Moved => "moved",
        }
    }
}

/// Who saw it, with what data.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Source {
    /// The tool or crate.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The data it used: a digest or name of the advisory snapshot.
    pub data: Option<String>,
}

impl Source {
    /// A tool and its version.
    #[must_use]
    pub fn new(tool: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            tool: tool.into(),
            version: version.into(),
            data: None,
        }
    }
}

impl Finding {
    /// Begins a finding of a rule.
    #[must_use]
    pub fn builder(rule: RuleId, kind: Kind) -> FindingBuilder {
        FindingBuilder(Self {
            locations: Vec::new(),
            rule,
            subject: None,
            kind,
            severity: Severity::Unknown,
            confidence: Confidence::Medium,
            message: String::new(),
            keys: Vec::new(),
            evidence: Vec::new(),
            scores: Vec::new(),
            fix: Fix::Unknown,
            paths: Vec::new(),
            vex: None,
            times: Times::default(),
            status: Status::Unknown,
            source: Source::default(),
            extra: BTreeMap::new(),
        })
    }

    /// Where it was seen, sorted; the first is the main one.
    #[must_use]
    pub fn locations(&self) -> &[Location] {
        &self.locations
    }

    /// The rule that saw it.
    #[must_use]
    pub fn rule(&self) -> &RuleId {
        &self.rule
    }

    /// What it is about, beside its places.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        self.subject.as_ref()
    }

    /// The component's package URL, if it is about a component that has one.
    #[must_use]
    pub fn purl(&self) -> Option<&Purl> {
        match &self.subject {
            Some(Subject::Component { purl, .. }) => purl.as_ref(),
            _ => None,
        }
    }

    /// What sort of finding it is.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// How bad it is, by the worst of its sources.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// How sure it is.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// One line for people.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What makes it the same finding tomorrow, the strictest first.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// Why it is believed.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }

    /// What sources say about how bad it is.
    #[must_use]
    pub fn scores(&self) -> &[Score] {
        &self.scores
    }

    /// What would remove it.
    #[must_use]
    pub fn fix(&self) -> &Fix {
        &self.fix
    }

    /// How the component gets in, one path per manifest.
    #[must_use]
    pub fn paths(&self) -> &[DependencyPath] {
        &self.paths
    }

    /// What a trusted VEX statement says of it.
    #[must_use]
    pub fn vex(&self) -> Option<VexStatus> {
        self.vex
    }

    /// When things happened.
    #[must_use]
    pub fn times(&self) -> Times {
        self.times
    }

    /// What a baseline says of it.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status
    }

    /// Who saw it.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What importers keep that has no field of its own.
    #[must_use]
    pub fn extra(&self) -> &BTreeMap<String, String> {
        &self.extra
    }

    /// The ids a waiver may name: advisory ids with aliases, empty for other kinds.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let aliases = match &self.kind {
            Kind::Vulnerability(detail) => Some(&detail.aliases),
            _ => None,
        };
        aliases.into_iter().flatten().map(String::as_str)
    }

    /// The same finding with what the facade adds once the whole tree is known.
    #[must_use]
    pub fn into_builder(self) -> FindingBuilder {
        FindingBuilder(self)
    }
}

/// Builds a [`Finding`]. Lists are sorted and freed of repetitions at the end.
#[derive(Clone, Debug)]
pub struct FindingBuilder(Finding);

impl FindingBuilder {
    /// Where it was seen; may be called several times.
    #[must_use]
    pub fn location(mut self, location: Location) -> Self {
        self.0.locations.push(location);
        self
    }

    /// What it is about.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<Subject>) -> Self {
        self.0.subject = Some(subject.into());
        self
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.0.severity = severity;
        self
    }

    /// How sure it is; medium unless set.
    #[must_use]
    pub fn confidence(mut self, confidence: Confidence) -> Self {
        self.0.confidence = confidence;
        self
    }

    /// One line for people, lower case, no full stop; never a secret.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.0.message = message.into();
        self
    }

    /// A key; may be called several times.
    #[must_use]
    pub fn key(mut self, key: Key) -> Self {
        self.0.keys.push(key);
        self
    }

    /// A piece of evidence; may be called several times, the order is kept.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.0.evidence.push(evidence);
        self
    }

    /// What a source says about how bad it is; may be called several times.
    #[must_use]
    pub fn score(mut self, score: Score) -> Self {
        self.0.scores.push(score);
        self
    }

    /// What would remove it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.0.fix = fix;
        self
    }

    /// How the component gets in; may be called several times.
    #[must_use]
    pub fn path(mut self, path: DependencyPath) -> Self {
        self.0.paths.push(path);
        self
    }

    /// What a trusted VEX statement says.
    #[must_use]
    pub fn vex(mut self, status: VexStatus) -> Self {
        self.0.vex = Some(status);
        self
    }

    /// When things happened.
    #[must_use]
    pub fn times(mut self, times: Times) -> Self {
        self.0.times = times;
        self
    }

    /// What a baseline says of it.
    #[must_use]
    pub fn status(mut self, status: Status) -> Self {
        self.0.status = status;
        self
    }

    /// Who saw it.
    #[must_use]
    pub fn source(mut self, source: Source) -> Self {
        self.0.source = source;
        self
    }

    /// Something that has no field of its own.
    #[must_use]
    pub fn extra(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.extra.insert(name.into(), value.into());
        self
    }

    /// The finding.
    #[must_use]
    pub fn build(mut self) -> Finding {
        fn tidy<T: Ord>(list: &mut Vec<T>) {
            list.sort_unstable();
            list.dedup();
        }
        tidy(&mut self.0.locations);
        tidy(&mut self.0.keys);
        tidy(&mut self.0.scores);
        tidy(&mut self.0.paths);
        self.0
    }
}
