//! Comments that ask to pass over a finding.
//!
//! They stand in the scanned text itself, so they decide nothing: a finding keeps its rule, severity and confidence, and is told
//! with the comment as [evidence](portcullis_findings::EvidenceKind::Ignore). Who accepts one writes a waiver, which has an owner
//! and an end.

mod line;

use std::fmt;

use crate::sink::SecretMatch;

pub use line::{IgnoreForm, OwnIgnore};

/// How long a line is read, in bytes; a comment behind that has no effect.
const MAX_LINE: usize = 16 * 1024;
/// How many comments of one text are kept.
const MAX_COMMENTS: usize = 10_000;

/// One comment.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct IgnoreComment {
    /// Whose form it has.
    pub form: IgnoreForm,
    /// The line it stands in, from 1.
    pub line: u64,
    /// The byte of the line that it begins at, from 1.
    pub column: u64,
    /// The first and the last line that it speaks of.
    pub lines: (u64, u64),
    /// What ours names.
    pub own: Option<OwnIgnore>,
}

/// The comments of one text.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct IgnoreComments {
    comments: Vec<IgnoreComment>,
    truncated: bool,
}

impl IgnoreComments {
    /// Reads all comments of a text.
    ///
    /// ```
    /// use portcullis_secret_detect::ignore::{IgnoreComments, IgnoreForm};
    /// let comments = IgnoreComments::read(b"a = 1\nkey = 'x' # gitleaks:allow\n");
    /// let only = comments.iter().next().map(|comment| (comment.form, comment.line, comment.column));
    /// assert_eq!(only, Some((IgnoreForm::Gitleaks, 2, 13)));
    /// ```
    #[must_use]
    pub fn read(text: &[u8]) -> Self {
        let mut all = Self::default();
        for (number, line) in (1..).zip(text.split(|byte| *byte == b'\n')) {
            let line = line.get(..MAX_LINE).unwrap_or(line);
            for (column, form, own) in line::read(line) {
                if all.comments.len() >= MAX_COMMENTS {
                    all.truncated = true;
                    return all;
                }
                let lines = match form {
                    IgnoreForm::DetectSecretsNextLine => (number + 1, number + 1),
                    _ => (number, number),
                };
                all.comments.push(IgnoreComment {
                    form,
                    line: number,
                    column,
                    lines,
                    own,
                });
            }
        }
        all
    }

    /// In the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &IgnoreComment> {
        self.comments.iter()
    }

    /// Whether there are more than are kept (10,000).
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// The comments that ask to pass over this finding. `fingerprints` are its own in hexadecimal, for the form that names one.
    pub fn of<'c>(
        &'c self,
        found: &'c SecretMatch,
        fingerprints: &'c [String],
    ) -> impl Iterator<Item = &'c IgnoreComment> {
        self.comments
            .iter()
            .filter(move |comment| comment.asks_for(found, fingerprints))
    }

    /// The comments that ask for none of these findings, each with its fingerprints.
    pub fn without_effect<'c>(
        &'c self,
        found: &'c [(SecretMatch, Vec<String>)],
    ) -> impl Iterator<Item = &'c IgnoreComment> {
        self.comments.iter().filter(move |comment| {
            !found
                .iter()
                .any(|(found, fingerprints)| comment.asks_for(found, fingerprints))
        })
    }
}

impl IgnoreComment {
    fn asks_for(&self, found: &SecretMatch, fingerprints: &[String]) -> bool {
        let region = found.region();
        let (first, last) = (region.line(), region.end_line());
        let here = first <= self.lines.1 && self.lines.0 <= last;
        match &self.own {
            Some(own) => fingerprints
                .iter()
                .any(|fingerprint| fingerprint.eq_ignore_ascii_case(&own.fingerprint)),
            None => here,
        }
    }
}

impl fmt::Display for IgnoreComment {
    /// `gitleaks:allow in line 3, column 14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in line {}, column {}", self.form, self.line, self.column)
    }
}
