//! What sources say about how bad it is, kept apart.

use crate::Severity;

/// One statement about how bad a finding is, with its source. Several sources disagree often; none overwrites another.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Score {
    /// What sort of statement it is.
    pub kind: ScoreKind,
    /// Who stated it: an advisory's id or database.
    pub source: String,
    /// The statement as written: a CVSS vector, a word.
    pub text: String,
    /// A CVSS score in tenths, 0 to 100; an EPSS probability or percentile in ten-thousandths.
    pub value: Option<u16>,
    /// The level it amounts to.
    pub severity: Severity,
}

/// The sorts of statements.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ScoreKind {
    /// CVSS 2.0 vector.
    Cvss2,
    /// CVSS 3.0 or 3.1 vector.
    Cvss3,
    /// CVSS 4.0 vector.
    Cvss4,
    /// A word of the source's own scale.
    Word,
    /// EPSS: probability of exploitation in the next 30 days, in ten-thousandths.
    Epss,
    /// Listed as exploited in the wild.
    Kev,
    /// A stakeholder-specific decision (SSVC).
    Ssvc,
}

impl Score {
    /// A statement without a value.
    #[must_use]
    pub fn new(
        kind: ScoreKind,
        source: impl Into<String>,
        text: impl Into<String>,
        severity: Severity,
    ) -> Self {
        Self {
            kind,
            source: source.into(),
            text: text.into(),
            value: None,
            severity,
        }
    }

    /// With its number; see [`Score::value`] for the unit.
    #[must_use]
    pub fn with_value(mut self, value: u16) -> Self {
        self.value = Some(value);
        self
    }
}
