//! The answer, and how far one rule pushes it.

use std::fmt;

/// The answer to *may this go through?* Only this crate makes one.
///
/// Ordered `Allow < Undecided < Deny`; the maximum over all rules wins, and where nothing was checked it is `Undecided`.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Verdict {
    /// All rules were asked and none objects.
    Allow,
    /// Something was not looked at, or nothing was: there is no answer.
    Undecided,
    /// At least one rule objects.
    Deny,
}

impl Verdict {
    /// The word used in reports: `allow`, `undecided`, `deny`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Undecided => "undecided",
            Self::Deny => "deny",
        }
    }

    /// What a process ends with: 0 allow, 1 deny, 2 undecided.
    #[must_use]
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Allow => 0,
            Self::Deny => 1,
            Self::Undecided => 2,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What an outcome does to the verdict, in rising order.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Effect {
    /// Nothing, and it is not listed.
    Allow,
    /// Nothing, but it is listed.
    Warn,
    /// The verdict is at least [`Verdict::Undecided`].
    Undecided,
    /// The verdict is [`Verdict::Deny`].
    Deny,
}

impl Effect {
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[
        ("allow", Self::Allow),
        ("warn", Self::Warn),
        ("undecided", Self::Undecided),
        ("deny", Self::Deny),
    ];

    /// The word used in policies and reports: `allow`, `warn`, `undecided`, `deny`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Undecided => "undecided",
            Self::Deny => "deny",
        }
    }

    /// The least verdict it leaves.
    #[must_use]
    pub const fn verdict(self) -> Verdict {
        match self {
            Self::Allow | Self::Warn => Verdict::Allow,
            Self::Undecided => Verdict::Undecided,
            Self::Deny => Verdict::Deny,
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_maximum_of_verdicts_is_the_strictest() {
        assert!(Verdict::Allow < Verdict::Undecided && Verdict::Undecided < Verdict::Deny);
        for (_, effect) in Effect::WORDS {
            for (_, stronger) in Effect::WORDS.iter().filter(|(_, other)| other > effect) {
                assert!(effect.verdict() <= stronger.verdict());
            }
        }
    }

    #[test]
    fn undecided_does_not_end_like_allow() {
        let codes = [Verdict::Allow, Verdict::Deny, Verdict::Undecided].map(Verdict::exit_code);
        assert_eq!(codes, [0, 1, 2]);
    }
}
