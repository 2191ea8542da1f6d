//! The rules a scanner runs.

use std::sync::Arc;

use portcullis_findings::{RuleId, RuleInfo};

use crate::engine::{Compiled, Definition};
use crate::import::{ImportedRule, Required};
use crate::rule::Rule;
use crate::{report, rules};

/// Rules that fit together: distinct names, bounded patterns, usable keywords.
#[derive(Clone, Debug)]
pub struct RuleSet {
    /// In the order of their names.
    rules: Vec<Definition>,
}

impl RuleSet {
    /// How many rules a set may have.
    pub const MAX_RULES: usize = 5_000;

    /// The rules that come with this crate, in the order of their names.
    #[must_use]
    pub fn builtin() -> Self {
        let rules = rules::ALL.iter().copied().flatten();
        let mut rules: Vec<Definition> = rules.map(Definition::BuiltIn).collect();
        rules.sort_unstable_by(|a, b| a.id().cmp(b.id()));
        Self { rules }
    }

    /// A set of other rules, each compiled once to see that it can be.
    ///
    /// # Errors
    ///
    /// [`RuleSetError`] naming the rule that cannot be honoured.
    pub fn from_rules(rules: impl IntoIterator<Item = Rule>) -> Result<Self, RuleSetError> {
        let given = |rule| Definition::Given(Arc::new(rule));
        Self::compiled(rules.into_iter().map(given))
    }

    /// A set of the rules of files, see [`crate::import::read`], each compiled once to see that it can be.
    ///
    /// # Errors
    ///
    /// [`RuleSetError`] naming the rule that cannot be honoured.
    pub fn import(rules: impl IntoIterator<Item = ImportedRule>) -> Result<Self, RuleSetError> {
        let imported = |rule| Definition::Imported(Arc::new(rule));
        Self::compiled(rules.into_iter().map(imported))
    }

    /// The rules of both sets.
    ///
    /// # Errors
    ///
    /// [`RuleSetError::Duplicate`] if both have a rule of one name, [`RuleSetError::TooMany`].
    pub fn with(mut self, other: Self) -> Result<Self, RuleSetError> {
        self.rules.extend(other.rules);
        self.fitting()
    }

    /// Keeps the rules that `keep` says yes to, and every rule from a file.
    #[must_use]
    pub fn retain(mut self, keep: impl Fn(&Rule) -> bool) -> Self {
        self.rules.retain(|rule| rule.own().is_none_or(&keep));
        self
    }

    /// The rules that are no imported ones, ordered by name.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter_map(Definition::own)
    }

    /// The rules that came from files, ordered by name.
    pub fn imported(&self) -> impl Iterator<Item = &ImportedRule> {
        self.rules.iter().filter_map(Definition::imported)
    }

    /// The rule of a name, if it is no imported one.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.find(id).and_then(Definition::own)
    }

    /// What the rules are for, in words, in the order of their names.
    #[must_use]
    pub fn infos(&self) -> Vec<RuleInfo> {
        self.rules.iter().map(report::definition_info).collect()
    }

    /// Every rule in the form in which it runs, ordered by name.
    pub(crate) fn into_definitions(self) -> Vec<Definition> {
        self.rules
    }

    fn find(&self, id: &RuleId) -> Option<&Definition> {
        let at = self.rules.binary_search_by(|rule| rule.id().cmp(id));
        at.ok().and_then(|at| self.rules.get(at))
    }

    fn compiled(rules: impl Iterator<Item = Definition>) -> Result<Self, RuleSetError> {
        let rules = rules.take(Self::MAX_RULES + 1).collect();
        let set = Self { rules }.fitting()?;
        set.rules.iter().try_for_each(Compiled::check)?;
        Ok(set)
    }

    /// In order, if there are not too many, names are distinct and each rule that another requires is there.
    fn fitting(mut self) -> Result<Self, RuleSetError> {
        if self.rules.len() > Self::MAX_RULES {
            return Err(RuleSetError::TooMany {
                allowed: Self::MAX_RULES,
            });
        }
        self.rules.sort_by(|a, b| a.id().cmp(b.id()));
        for (one, next) in self.rules.iter().zip(self.rules.iter().skip(1)) {
            if one.id() == next.id() {
                return Err(RuleSetError::Duplicate {
                    rule: one.id().clone(),
                });
            }
        }
        for rule in self.imported() {
            let mut others = rule.required().iter().map(Required::rule);
            if let Some(missing) = others.find(|other| self.find(other).is_none()) {
                return Err(RuleSetError::Required {
                    rule: rule.id().clone(),
                    required: missing.clone(),
                });
            }
        }
        Ok(self)
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
    /// A composite rule asks for a rule that is not there.
    #[error("{rule}: there is no rule {required}, which it requires")]
    Required {
        /// The rule.
        rule: RuleId,
        /// The rule it asks for.
        required: RuleId,
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
