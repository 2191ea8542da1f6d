//! How bad it is, and how sure we are.

use std::fmt;
use std::str::FromStr;

/// How bad a finding is, in the words of CVSS's qualitative scale.
///
/// Ordered from [`Severity::Unknown`] to [`Severity::Critical`]. `Unknown` is lowest only so that a maximum over several
/// sources picks a known one; policies treat it through their own `on-unknown`, never as "harmless".
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Severity {
    /// No source stated one.
    #[default]
    Unknown,
    /// Stated to have no impact (CVSS 0.0), or informational.
    None,
    /// CVSS 0.1 to 3.9.
    Low,
    /// CVSS 4.0 to 6.9.
    Medium,
    /// CVSS 7.0 to 8.9.
    High,
    /// CVSS 9.0 to 10.0.
    Critical,
}

impl Severity {
    /// All values, in rising order.
    pub const ALL: [Self; 6] = [
        Self::Unknown,
        Self::None,
        Self::Low,
        Self::Medium,
        Self::High,
        Self::Critical,
    ];

    /// The level of a CVSS base score given in tenths (`98` is 9.8), by the scale of CVSS 3.1, section 5.
    ///
    /// ```
    /// use portcullis_findings::Severity;
    /// assert_eq!(Severity::from_cvss_tenths(98), Severity::Critical);
    /// assert_eq!(Severity::from_cvss_tenths(0), Severity::None);
    /// ```
    #[must_use]
    pub const fn from_cvss_tenths(tenths: u8) -> Self {
        match tenths {
            0 => Self::None,
            1..=39 => Self::Low,
            40..=69 => Self::Medium,
            70..=89 => Self::High,
            _ => Self::Critical,
        }
    }

    /// The lower-case word: `unknown`, `none`, `low`, `medium`, `high`, `critical`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::None => "none",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// How sure a finding is, in rising order.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Confidence {
    /// A guess from shape or context alone.
    Low,
    /// The usual case of a rule with some noise.
    Medium,
    /// A distinctive form.
    High,
    /// Proven offline: a checksum, a structure, an exact version.
    Certain,
}

impl Confidence {
    /// The lower-case word: `low`, `medium`, `high`, `certain`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Certain => "certain",
        }
    }

    /// One step surer, at most [`Confidence::Certain`].
    #[must_use]
    pub const fn raised(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium => Self::High,
            Self::High | Self::Certain => Self::Certain,
        }
    }

    /// One step less sure, at least [`Confidence::Low`].
    #[must_use]
    pub const fn lowered(self) -> Self {
        match self {
            Self::Low | Self::Medium => Self::Low,
            Self::High => Self::Medium,
            Self::Certain => Self::High,
        }
    }
}

/// The text is not a level of this scale.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not one of {expected}")]
#[non_exhaustive]
pub struct ParseLevelError {
    /// What was given, shortened to 40 characters.
    pub found: String,
    /// The words that are understood.
    pub expected: &'static str,
}

impl FromStr for Severity {
    type Err = ParseLevelError;

    /// Reads the words of [`Severity::as_str`] in any case, and `moderate` (the word of GitHub and npm) for medium.
    fn from_str(text: &str) -> Result<Self, ParseLevelError> {
        let lower = text.to_ascii_lowercase();
        if lower == "moderate" {
            return Ok(Self::Medium);
        }
        Self::ALL
            .into_iter()
            .find(|level| level.as_str() == lower)
            .ok_or_else(|| ParseLevelError {
                found: text.chars().take(40).collect(),
                expected: "unknown, none, low, medium, high, critical",
            })
    }
}

impl FromStr for Confidence {
    type Err = ParseLevelError;

    fn from_str(text: &str) -> Result<Self, ParseLevelError> {
        let lower = text.to_ascii_lowercase();
        [Self::Low, Self::Medium, Self::High, Self::Certain]
            .into_iter()
            .find(|level| level.as_str() == lower)
            .ok_or_else(|| ParseLevelError {
                found: text.chars().take(40).collect(),
                expected: "low, medium, high, certain",
            })
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_its_level() {
        for level in Severity::ALL {
            assert_eq!(level.as_str().parse::<Severity>(), Ok(level));
        }
        assert_eq!("MODERATE".parse::<Severity>(), Ok(Severity::Medium));
        assert!("severe".parse::<Severity>().is_err());
    }

    #[test]
    fn cvss_bands_are_those_of_the_specification() {
        let rows = [
            (0, Severity::None),
            (1, Severity::Low),
            (39, Severity::Low),
            (40, Severity::Medium),
            (69, Severity::Medium),
            (70, Severity::High),
            (89, Severity::High),
            (90, Severity::Critical),
            (100, Severity::Critical),
        ];
        for (tenths, level) in rows {
            assert_eq!(Severity::from_cvss_tenths(tenths), level, "{tenths}");
        }
    }

    #[test]
    fn confidence_moves_one_step_and_stays_on_the_scale() {
        assert_eq!(Confidence::Certain.raised(), Confidence::Certain);
        assert_eq!(Confidence::Low.lowered(), Confidence::Low);
        assert_eq!(Confidence::Medium.raised().lowered(), Confidence::Medium);
    }
}
