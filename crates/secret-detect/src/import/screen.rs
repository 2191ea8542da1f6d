//! Allowlists: what a rule's file lets pass.

use aho_corasick::AhoCorasick;

use crate::import::View;
use crate::import::patterns::Patterns;
use crate::origin::Origin;

/// One allowlist, of a rule or of all rules of a file.
#[derive(Clone, Debug)]
pub(crate) struct Screen {
    /// The words of the file, for the reason that is told.
    pub(crate) note: String,
    pub(crate) condition: Condition,
    /// In lower case.
    pub(crate) commits: Vec<String>,
    pub(crate) paths: Option<Patterns>,
    pub(crate) regexes: Option<Patterns>,
    pub(crate) target: Target,
    /// Looked for in any ASCII case.
    pub(crate) stopwords: Option<AhoCorasick>,
}

/// How many of an allowlist's checks have to say yes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Condition {
    Any,
    All,
}

/// What the regexes of an allowlist look at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Target {
    Secret,
    Match,
    Line,
}

impl Screen {
    /// Whether it asks for a path or commit.
    pub(crate) fn asks_origin(&self) -> bool {
        self.paths.is_some() || !self.commits.is_empty()
    }

    /// Whether the whole input passes, whatever it holds.
    pub(crate) fn lets_input_pass(&self, origin: &Origin) -> bool {
        match self.condition {
            Condition::Any => self.has_commit(origin) || self.has_path(origin),
            Condition::All => self.regexes.is_none() && self.stopwords.is_none() && self.has_place(origin),
        }
    }

    /// Whether a match passes.
    pub(crate) fn lets_match_pass(&self, view: &View<'_>) -> bool {
        let target = match self.target {
            Target::Secret => view.secret(),
            Target::Match => view.matched(),
            Target::Line => view.line(),
        };
        let regex = self
            .regexes
            .as_ref()
            .map(|regexes| !target.is_empty() && regexes.is_match(target));
        let word = self.stopwords.as_ref().map(|words| words.is_match(view.secret()));
        match self.condition {
            Condition::Any => regex == Some(true) || word == Some(true),
            Condition::All => regex != Some(false) && word != Some(false) && self.has_place(view.origin()),
        }
    }

    /// Whether every check of the input's place says yes.
    fn has_place(&self, origin: &Origin) -> bool {
        (self.commits.is_empty() || self.has_commit(origin))
            && (self.paths.is_none() || self.has_path(origin))
    }

    fn has_commit(&self, origin: &Origin) -> bool {
        let commit = origin.commit().to_ascii_lowercase();
        !commit.is_empty() && self.commits.contains(&commit)
    }

    fn has_path(&self, origin: &Origin) -> bool {
        let path = origin.path();
        !path.is_empty() && self.paths.as_ref().is_some_and(|paths| paths.is_match(path))
    }
}
