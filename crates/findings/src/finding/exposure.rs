//! How likely a vulnerability is to be used, and whether its code is reached.

use crate::Date;

/// How likely exploitation is, by EPSS: an estimate for the next 30 days, made anew each day.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Likelihood {
    /// The probability in ten-thousandths, 0 to 10,000.
    pub probability: u16,
    /// The share of all rated vulnerabilities that are at most as likely, in ten-thousandths.
    pub percentile: Option<u16>,
}

impl Likelihood {
    /// A probability in ten-thousandths.
    #[must_use]
    pub const fn new(probability: u16) -> Self {
        Self {
            probability,
            percentile: None,
        }
    }
}

/// That a vulnerability is known to be exploited, as CISA's catalogue (KEV) tells it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Exploited {
    /// The day it was listed.
    pub added: Date,
    /// The last day by which those the catalogue binds have to have acted.
    pub due: Option<Date>,
    /// Whether ransomware is known to use it.
    pub ransomware: Ransomware,
}

impl Exploited {
    /// Listed on a day.
    #[must_use]
    pub const fn new(added: Date) -> Self {
        Self {
            added,
            due: None,
            ransomware: Ransomware::Unknown,
        }
    }
}

/// Whether ransomware is known to use a vulnerability.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Ransomware {
    /// Nothing is known of it.
    #[default]
    Unknown,
    /// It does.
    Known,
}

/// Whether the code that an advisory names is reached from what is built.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Reach {
    /// Nobody looked, the advisory names no symbol, or the caller's symbols are not all there are.
    #[default]
    Unknown,
    /// The caller's complete set of symbols has none of those the advisory names.
    NotReachable,
    /// The caller's symbols have this one.
    Reachable {
        /// The symbol as the advisory names it.
        symbol: String,
    },
}

impl Reach {
    /// The word used in reports: `unknown`, `not-reachable`, `reachable`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotReachable => "not-reachable",
            Self::Reachable { .. } => "reachable",
        }
    }
}
