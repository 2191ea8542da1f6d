//! The one form in which every rule runs, whether it is a constant of this crate, the caller's, or came from a file.

use std::borrow::Cow;
use std::sync::Arc;

use portcullis_findings::{RuleId, Severity};

use crate::import::ImportedRule;
use crate::rule::{Extension, Rank, Rule, Shape};

/// A rule, without a copy of what it says: a scanner has hundreds, and an input asks few of them.
#[derive(Clone, Debug)]
pub(crate) enum Definition {
    BuiltIn(&'static Rule),
    Given(Arc<Rule>),
    Imported(Arc<ImportedRule>),
}

/// What decides about a match.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Judge<'r> {
    Own(&'r Rule),
    Imported(&'r ImportedRule),
}

/// Which part of a match is the secret.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Group {
    /// Group 1, if the pattern has it.
    First,
    /// The first group that is not empty.
    FirstFilled,
    /// This group.
    Number(usize),
}

impl Definition {
    pub(crate) fn judge(&self) -> Judge<'_> {
        match self {
            Self::BuiltIn(rule) => Judge::Own(rule),
            Self::Given(rule) => Judge::Own(rule),
            Self::Imported(rule) => Judge::Imported(rule),
        }
    }

    /// The rule, if it is of this crate's form.
    pub(crate) fn own(&self) -> Option<&Rule> {
        match self.judge() {
            Judge::Own(rule) => Some(rule),
            Judge::Imported(_) => None,
        }
    }

    /// The rule from a file, if it is one.
    pub(crate) fn imported(&self) -> Option<&ImportedRule> {
        match self.judge() {
            Judge::Own(_) => None,
            Judge::Imported(rule) => Some(rule),
        }
    }

    pub(crate) fn id(&self) -> &RuleId {
        match self.judge() {
            Judge::Own(rule) => &rule.id,
            Judge::Imported(rule) => &rule.id,
        }
    }

    pub(crate) fn issuer(&self) -> Cow<'static, str> {
        match self.judge() {
            Judge::Own(rule) => Cow::Borrowed(rule.issuer),
            Judge::Imported(rule) => Cow::Owned(rule.original.clone()),
        }
    }

    pub(crate) fn title(&self) -> Cow<'static, str> {
        match self.judge() {
            Judge::Own(rule) => Cow::Borrowed(rule.title),
            Judge::Imported(rule) => Cow::Owned(rule.original.clone()),
        }
    }

    pub(crate) fn remedy(&self) -> &'static str {
        self.own().map_or(ImportedRule::REMEDY, |rule| rule.remedy)
    }

    pub(crate) fn severity(&self) -> Severity {
        match self.judge() {
            Judge::Own(rule) => rule.severity,
            Judge::Imported(rule) => rule.severity(),
        }
    }

    /// Literals in any ASCII case, of which every match contains one; none: the pattern is searched everywhere.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = &str> + Clone {
        let (own, imported): (&[&str], &[String]) = match self.judge() {
            Judge::Own(rule) => (rule.keywords, &[]),
            Judge::Imported(rule) => (&[], &rule.plan.anchors),
        };
        own.iter().copied().chain(imported.iter().map(String::as_str))
    }

    /// How far before an anchor a match begins at most; nothing if nobody counted.
    pub(crate) fn left(&self) -> Option<usize> {
        self.imported().and_then(|rule| rule.plan.left)
    }

    pub(crate) fn shape(&self) -> Shape {
        self.own().map_or(Shape::Token, |rule| rule.shape)
    }

    /// Nothing for a rule that looks at paths alone.
    pub(crate) fn pattern(&self) -> Option<&str> {
        match self.judge() {
            Judge::Own(rule) => Some(rule.pattern),
            Judge::Imported(rule) => rule.pattern.as_deref(),
        }
    }

    pub(crate) fn group(&self) -> Group {
        match self.judge() {
            Judge::Own(_) => Group::First,
            Judge::Imported(rule) => rule.group.map_or(Group::FirstFilled, Group::Number),
        }
    }

    pub(crate) fn extension(&self) -> Option<Extension> {
        self.own().and_then(|rule| rule.extension)
    }

    /// Which rule wins where two see the same bytes.
    pub(crate) fn precedence(&self) -> i32 {
        match self.judge() {
            Judge::Own(rule) => match rule.rank {
                Rank::Generic => 0,
                Rank::Named => 50,
                Rank::Token => 100,
                Rank::NamedToken => 120,
                Rank::Document => 150,
            },
            Judge::Imported(rule) => rule.precedence,
        }
    }

    /// How far beyond a match the rule's own conditions look, in bytes.
    pub(crate) fn reach(&self) -> usize {
        self.imported().map_or(0, ImportedRule::reach)
    }
}
