//! The rules a scanner runs.

use std::collections::BTreeSet;
use std::sync::Arc;

use portcullis_findings::{RuleId, RuleInfo};

use crate::engine::{Compiled, Definition};
use crate::import::ImportedRule;
use crate::rule::Rule;
use crate::{report, rules};

/// Rules that fit together: distinct names, bounded patterns, usable keywords.
#[derive(Clone, Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    imported: Vec<Arc<ImportedRule>>,
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
        Self {
            rules,
            imported: Vec::new(),
        }
    }

    /// A set of other rules, each compiled once to see that it can be.
    ///
    /// # Errors
    ///
    /// [`RuleSetError`] naming the rule that cannot be honoured.
    pub fn from_rules(rules: impl IntoIterator<Item = Rule>) -> Result<Self, RuleSetError> {
        let rules: Vec<Rule> = rules.into_iter().take(Self::MAX_RULES + 1).collect();
        let set = Self {
            rules,
            imported: Vec::new(),
        };
        set.checked(|set| set.rules.iter().cloned().map(Definition::from).collect())
    }

    /// A set of the rules of files, see [`crate::import::read`], each compiled once to see that it can be.
    ///
    /// # Errors
    ///
    /// [`RuleSetError`] naming the rule that cannot be honoured.
    pub fn import(rules: impl IntoIterator<Item = ImportedRule>) -> Result<Self, RuleSetError> {
        let imported = rules
            .into_iter()
            .take(Self::MAX_RULES + 1)
            .map(Arc::new)
            .collect();
        let set = Self {
            rules: Vec::new(),
            imported,
        };
        set.checked(|set| set.imported.iter().map(ImportedRule::definition).collect())
    }

    /// The rules of both sets.
    ///
    /// # Errors
    ///
    /// [`RuleSetError::Duplicate`] if both have a rule of one name, [`RuleSetError::TooMany`].
    pub fn with(mut self, other: Self) -> Result<Self, RuleSetError> {
        self.rules.extend(other.rules);
        self.imported.extend(other.imported);
        self.checked(|_| Vec::new())
    }

    /// Keeps the built-in rules that `keep` says yes to, and every rule from a file.
    #[must_use]
    pub fn retain(mut self, keep: impl Fn(&Rule) -> bool) -> Self {
        self.rules.retain(|rule| keep(rule));
        self
    }

    /// The rules that are no imported ones, ordered by name.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules that came from files, ordered by name.
    pub fn imported(&self) -> impl Iterator<Item = &ImportedRule> {
        self.imported.iter().map(Arc::as_ref)
    }

    /// The rule of a name, if it is no imported one.
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
        self.clone()
            .into_definitions()
            .map(|definition| report::definition_info(&definition))
            .collect()
    }

    /// Every rule in the form in which it runs, ordered by name.
    pub(crate) fn into_definitions(self) -> impl Iterator<Item = Definition> {
        let imported = self.imported.iter().map(ImportedRule::definition);
        let mut definitions: Vec<Definition> = self
            .rules
            .into_iter()
            .map(Definition::from)
            .chain(imported)
            .collect();
        definitions.sort_by(|a, b| a.id.cmp(&b.id));
        definitions.into_iter()
    }

    /// Sorted, if the names are distinct and what `new` gives can be compiled.
    fn checked(mut self, new: impl Fn(&Self) -> Vec<Definition>) -> Result<Self, RuleSetError> {
        if self.rules.len() + self.imported.len() > Self::MAX_RULES {
            return Err(RuleSetError::TooMany {
                allowed: Self::MAX_RULES,
            });
        }
        self.rules.sort_by(|a, b| a.id.cmp(&b.id));
        self.imported.sort_by(|a, b| a.id().cmp(b.id()));
        let own = self.rules.iter().map(|rule| &rule.id);
        let names: BTreeSet<&RuleId> = own.clone().chain(self.imported().map(ImportedRule::id)).collect();
        if names.len() < self.rules.len() + self.imported.len() {
            return Err(self.duplicate());
        }
        let partners = self
            .imported()
            .flat_map(|rule| rule.required().iter().map(move |other| (rule, other)));
        for (rule, other) in partners {
            if !names.contains(other.rule()) {
                return Err(RuleSetError::Required {
                    rule: rule.id().clone(),
                    required: other.rule().clone(),
                });
            }
        }
        for definition in new(&self) {
            Compiled::new(definition)?.force()?;
        }
        Ok(self)
    }

    fn duplicate(&self) -> RuleSetError {
        let own = self.rules.iter().map(|rule| &rule.id);
        let mut names: Vec<&RuleId> = own.chain(self.imported().map(ImportedRule::id)).collect();
        names.sort();
        let twice = names.windows(2).find(|pair| pair.first() == pair.last());
        let rule = twice.and_then(|pair| pair.first()).copied().cloned();
        RuleSetError::Duplicate {
            rule: rule.unwrap_or(RuleId::new("none")),
        }
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
