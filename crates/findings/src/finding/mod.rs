//! Something that was looked at and seen.

mod builder;
mod detail;
mod exposure;
mod parts;

use std::collections::BTreeMap;

use crate::{
    Component, ComponentSource, Confidence, Digest, Evidence, Key, Location, Purl, RuleId, Score, Severity,
    VexSource, VexStatus,
};

pub use builder::FindingBuilder;
pub use detail::{
    Informational, Kind, LicenceDetail, ProvenanceDetail, SecretDetail, VulnerabilityDetail, WebDetail,
};
pub use exposure::{Exploited, Likelihood, Ransomware, Reach};
pub use parts::{DependencyPath, Fix, Source, Status, Times};

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
    vex_source: Option<Box<VexSource>>,
    times: Times,
    status: Status,
    source: Source,
    extra: BTreeMap<String, String>,
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
            vex_source: None,
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

    /// Which statement gave it that status.
    #[must_use]
    pub fn vex_source(&self) -> Option<&VexSource> {
        self.vex_source.as_deref()
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
