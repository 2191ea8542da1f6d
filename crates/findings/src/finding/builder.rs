//! How findings are made.

use super::{DependencyPath, Finding, Fix, Kind, Source, Status, Subject, Times};
use crate::{Confidence, Evidence, Key, Location, Score, Severity, VexSource, VexStatus};

/// Builds a [`Finding`]. Lists are sorted and freed of repetitions at the end.
#[derive(Clone, Debug)]
pub struct FindingBuilder(pub(super) Finding);

impl FindingBuilder {
    /// Where it was seen; may be called several times.
    #[must_use]
    pub fn location(mut self, location: Location) -> Self {
        self.0.locations.push(location);
        self
    }

    /// What sort of finding it is, with what only that sort has.
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.0.kind = kind;
        self
    }

    /// What sort of finding it is, made of what it was.
    #[must_use]
    pub fn map_kind(mut self, change: impl FnOnce(Kind) -> Kind) -> Self {
        self.0.kind = change(self.0.kind);
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

    /// What a trusted VEX statement says, and which.
    #[must_use]
    pub fn vex_by(mut self, status: VexStatus, source: VexSource) -> Self {
        self.0.vex = Some(status);
        self.0.vex_source = Some(Box::new(source));
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
