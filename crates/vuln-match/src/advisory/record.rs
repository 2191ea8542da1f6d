//! What is kept of an advisory record.

use portcullis_findings::{Informational, Score, ScoreKind, Severity, Timestamp};

use super::Range;
use crate::Ecosystem;
use crate::cvss;

/// One advisory as a record of its own; [`crate::Index`] holds many in another form. Texts for people beyond the summary
/// (details, references, credits) are not kept.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Advisory {
    /// Its id, such as `RUSTSEC-2024-0399`.
    pub id: Box<str>,
    /// Other ids of the same vulnerability; symmetric and transitive.
    pub aliases: Box<[Box<str>]>,
    /// Ids of the vulnerabilities it was made from; a distribution's advisory may bundle several. Not symmetric, so never
    /// used to say that two advisories are one.
    pub upstream: Box<[Box<str>]>,
    /// Ids of other advisories that have to do with it.
    pub related: Box<[Box<str>]>,
    /// When the record last changed; `None` if it states none or the placeholder year 1.
    pub modified: Option<Timestamp>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// When it was withdrawn. A withdrawn advisory is kept, and affects nothing.
    pub withdrawn: Option<Timestamp>,
    /// One line of what it is, empty if the record has none.
    pub summary: Box<str>,
    /// How bad it is by each source, for all packages.
    pub ratings: Box<[Rating]>,
    /// The packages it is about.
    pub affected: Box<[Affected]>,
    /// The licence of the record's data, where stated.
    pub licence: Option<Box<str>>,
    /// CPE names of the product it is about, as written; of OSV's sources Bitnami states them.
    pub cpes: Box<[Box<str>]>,
}

/// One `affected` entry: a package and which of its versions.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Affected {
    /// The package; `None` for entries that name only commits.
    pub package: Option<Package>,
    /// Ranges, of which each one alone is enough.
    pub ranges: Box<[Range]>,
    /// Versions listed one by one.
    pub versions: Box<[Box<str>]>,
    /// How bad it is for this package.
    pub ratings: Box<[Rating]>,
    /// Set if it is no vulnerability (RustSec).
    pub informational: Option<Informational>,
    /// Affected functions or symbols: RustSec's functions, Go's `package.Symbol`.
    pub symbols: Box<[Box<str>]>,
}

/// The package of an `affected` entry.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Package {
    /// Its ecosystem.
    pub ecosystem: Ecosystem,
    /// Its name as written.
    pub name: Box<str>,
}

/// One statement about how bad it is.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Rating {
    /// What sort of statement it is.
    pub kind: RatingKind,
    /// The vector or word as written.
    pub text: Box<str>,
    /// Who said so, where the record tells.
    pub source: Option<Box<str>>,
}

/// The sorts of statements.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum RatingKind {
    /// A CVSS 2.0 vector.
    Cvss2,
    /// A CVSS 3.0 or 3.1 vector.
    Cvss3,
    /// A CVSS 4.0 vector.
    Cvss4,
    /// A word of the database's own scale (`HIGH`, Ubuntu's `medium`).
    Word,
}

impl Advisory {
    /// Its id and all aliases.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.id).chain(&self.aliases).map(|id| &**id)
    }

    /// Whether it is known malicious code (`MAL-` ids) and not a flaw.
    #[must_use]
    pub fn is_malware(&self) -> bool {
        self.ids().any(|id| id.starts_with("MAL-"))
    }
}

impl Rating {
    /// The statement as a score. A vector that cannot be computed keeps its text and has no level.
    #[must_use]
    pub fn to_score(&self, advisory: &str) -> Score {
        self.kind
            .score(&self.text, self.source.as_deref().unwrap_or(advisory))
    }
}

impl RatingKind {
    /// A statement of this kind as a score.
    pub(crate) fn score(self, text: &str, source: &str) -> Score {
        if self == Self::Word {
            let level = text.parse().unwrap_or(Severity::Unknown);
            return Score::new(ScoreKind::Word, source, text, level);
        }
        let scored = |text| {
            let version = cvss::Vector::parse(text).ok()?.version();
            Some((version, cvss::base_score(text).ok()?))
        };
        match scored(text) {
            Some((version, tenths)) => Score::new(self.score_kind(), source, text, version.severity(tenths))
                .with_value(u16::from(tenths)),
            None => Score::new(self.score_kind(), source, text, Severity::Unknown),
        }
    }

    fn score_kind(self) -> ScoreKind {
        match self {
            Self::Cvss2 => ScoreKind::Cvss2,
            Self::Cvss3 => ScoreKind::Cvss3,
            Self::Cvss4 => ScoreKind::Cvss4,
            Self::Word => ScoreKind::Word,
        }
    }
}
