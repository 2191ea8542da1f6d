//! The one form in which every rule runs, whether it is a constant of this crate or came from a file.

use std::borrow::Cow;
use std::sync::Arc;

use portcullis_findings::{RuleId, Severity};

use crate::import::ImportedRule;
use crate::rule::{Extension, Rank, Rule, Shape};

/// A rule without where it came from.
#[derive(Clone, Debug)]
pub(crate) struct Definition {
    pub(crate) id: RuleId,
    pub(crate) issuer: Cow<'static, str>,
    pub(crate) title: Cow<'static, str>,
    pub(crate) remedy: Cow<'static, str>,
    pub(crate) docs: Option<Cow<'static, str>>,
    pub(crate) severity: Severity,
    /// Literals in any ASCII case, of which every match contains one; none: the pattern is searched everywhere.
    pub(crate) anchors: Vec<Cow<'static, str>>,
    /// How far before an anchor a match begins at most; nothing if nobody counted.
    pub(crate) left: Option<usize>,
    pub(crate) shape: Shape,
    /// Nothing for a rule that looks at paths alone.
    pub(crate) pattern: Option<Cow<'static, str>>,
    pub(crate) group: Group,
    pub(crate) extension: Option<Extension>,
    /// Which rule wins where two see the same bytes.
    pub(crate) precedence: i32,
    /// How far beyond a match the rule's own conditions look, in bytes.
    pub(crate) reach: usize,
    pub(crate) judge: Judge,
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

/// What decides about a match.
#[derive(Clone, Debug)]
pub(crate) enum Judge {
    Own(Rule),
    Imported(Arc<ImportedRule>),
}

impl From<Rule> for Definition {
    fn from(rule: Rule) -> Self {
        Self {
            id: rule.id.clone(),
            issuer: Cow::Borrowed(rule.issuer),
            title: Cow::Borrowed(rule.title),
            remedy: Cow::Borrowed(rule.remedy),
            docs: rule.docs.map(Cow::Borrowed),
            severity: rule.severity,
            anchors: rule
                .keywords
                .iter()
                .map(|keyword| Cow::Borrowed(*keyword))
                .collect(),
            left: None,
            shape: rule.shape,
            pattern: Some(Cow::Borrowed(rule.pattern)),
            group: Group::First,
            extension: rule.extension,
            precedence: match rule.rank {
                Rank::Generic => 0,
                Rank::Named => 50,
                Rank::Token => 100,
                Rank::NamedToken => 120,
                Rank::Document => 150,
            },
            reach: 0,
            judge: Judge::Own(rule),
        }
    }
}

impl Definition {
    /// The rule from a file, if it is one.
    pub(crate) fn imported(&self) -> Option<&ImportedRule> {
        match &self.judge {
            Judge::Own(_) => None,
            Judge::Imported(rule) => Some(rule),
        }
    }
}
