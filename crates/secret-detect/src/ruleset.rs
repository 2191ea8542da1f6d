//! The rules a scanner runs.

use portcullis_findings::{RuleId, RuleInfo};

use crate::engine::Compiled;
use crate::rule::Rule;
use crate::{report, rules};

/// Rules that fit together: distinct names, bounded patterns, usable keywords.
#[derive(Clone, Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
}

impl RuleSet {
    /// How many rules a set may have.
    pub const MAX_RULES: usize = 5_000;

    /// The rules that come with this crate, in the order of their names.
    #[must_use]
    pub fn builtin() -> Self {
        let mut rules: Vec<Rule> = rules::ALL
            .iter()
            .flat_map(|issuer| issuer.iter().cloned())
            .collect();
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        Self { rules }
    }

    /// A set of other rules, each compiled once to see that it can be.
    ///
    /// # Errors
    ///
    /// [`RuleSetError`] naming the rule that cannot be honoured.
    pub fn from_rules(rules: impl IntoIterator<Item = Rule>) -> Result<Self, RuleSetError> {
        let mut rules: Vec<Rule> = rules.into_iter().take(Self::MAX_RULES + 1).collect();
        if rules.len() > Self::MAX_RULES {
            return Err(RuleSetError::TooMany {
                allowed: Self::MAX_RULES,
            });
        }
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        for pair in rules.windows(2) {
            if let [first, second] = pair
                && first.id == second.id
            {
                return Err(RuleSetError::Duplicate {
                    rule: first.id.clone(),
                });
            }
        }
        for rule in &rules {
            Compiled::new(rule.clone())?.force()?;
        }
        Ok(Self { rules })
    }

    /// Keeps the rules that `keep` says yes to.
    #[must_use]
    pub fn retain(mut self, keep: impl Fn(&Rule) -> bool) -> Self {
        self.rules.retain(|rule| keep(rule));
        self
    }

    /// The rules, ordered by name.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of a name.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules
            .binary_search_by(|rule| rule.id.cmp(id))
            .ok()
            .and_then(|at| self.rules.get(at))
    }

    /// What the rules are for, in words, in the order of their names.
    #[must_use]
    pub fn infos(&self) -> Vec<RuleInfo> {
        self.rules.iter().map(report::rule_info).collect()
    }

    pub(crate) fn into_rules(self) -> Vec<Rule> {
        self.rules
    }
}

/// A rule that cannot be honoured.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RuleSetError {
    /// The pattern is not a regex of this crate's dialect (ASCII, no look-around but `\b`, no back-references).
    #[error("{rule}: not a pattern at byte {at}")]
    Pattern {
        /// The rule.
        rule: RuleId,
        /// Where in the pattern.
        at: usize,
    },
    /// The pattern uses an anchor of the whole text.
    #[error(
        "{rule}: `^`, `$`, `\\A` and `\\z` of the whole text have no meaning in a window; use `(?m)` or `\\b`"
    )]
    Anchor {
        /// The rule.
        rule: RuleId,
    },
    /// The pattern matches texts of any length, or longer than a window, or the empty text.
    #[error("{rule}: a match must have 1 to {allowed} bytes")]
    Width {
        /// The rule.
        rule: RuleId,
        /// How many bytes a match may have.
        allowed: usize,
    },
    /// The compiled pattern would be too large.
    #[error("{rule}: the compiled pattern is larger than {allowed} bytes")]
    Size {
        /// The rule.
        rule: RuleId,
        /// How large it may be.
        allowed: usize,
    },
    /// A rule without a keyword, or with one under three bytes, over 64 or not ASCII.
    #[error("{rule}: keywords are 3 to 64 bytes of ASCII, and there is at least one")]
    Keyword {
        /// The rule.
        rule: RuleId,
    },
    /// Two rules of one name.
    #[error("{rule}: there are two rules of this name")]
    Duplicate {
        /// The name.
        rule: RuleId,
    },
    /// More rules than a set may have.
    #[error("more than {allowed} rules")]
    TooMany {
        /// How many a set may have.
        allowed: usize,
    },
    /// The automaton of all keywords would be too large.
    #[error("the {keywords} keywords do not fit one automaton")]
    Automaton {
        /// How many distinct keywords there are.
        keywords: usize,
    },
}
