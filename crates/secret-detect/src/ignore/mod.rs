//! Comments that ask to pass over a finding.
//!
//! They stand in the scanned text itself, so they decide nothing: a finding keeps its rule, severity and confidence, and is told
//! with the comment as [evidence](EvidenceKind::Ignore). A policy sees them as waivers without an owner.

mod line;
mod reader;

use std::collections::BTreeMap;
use std::fmt;

use portcullis_findings::{Date, Evidence, EvidenceKind, Finding};

pub use line::{IgnoreForm, OwnIgnore};
pub use reader::IgnoreReader;

/// How many hexadecimal digits of a fingerprint a comment names at least.
const LEAST_DIGITS: usize = 16;

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

/// A comment without effect. Prints as `gitleaks:allow in line 3, column 14 speaks of no finding`.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct IdleIgnore {
    /// The comment.
    pub comment: IgnoreComment,
    /// Why it has none.
    pub cause: IdleCause,
}

/// Why a comment has no effect.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum IdleCause {
    /// There is no finding that it speaks of.
    NoFinding,
    /// Its last day is over.
    Expired,
    /// What it calls its last day is no date.
    NoDate,
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
        let mut reader = IgnoreReader::new();
        reader.push(text);
        reader.finish()
    }

    /// In the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &IgnoreComment> {
        self.comments.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.comments.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.comments.is_empty()
    }

    /// Whether there are more than are kept (10,000).
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    /// Adds to each finding of the same text, as [evidence](EvidenceKind::Ignore), the comments that speak of it, and gives those
    /// back that have no effect.
    ///
    /// Ours speaks of the findings that have a key of its digits; one whose last day lies before `today` has no effect. Without
    /// a day all of them hold.
    pub fn mark(&self, findings: &mut [Finding], today: Option<Date>) -> Vec<IdleIgnore> {
        let mut causes: Vec<Option<IdleCause>> = self
            .comments
            .iter()
            .map(|comment| Some(comment.lapse(today).unwrap_or(IdleCause::NoFinding)))
            .collect();
        if !self.comments.is_empty() {
            let places = Places::new(&self.comments, &causes);
            for finding in findings {
                let speaking = places.of(finding);
                if speaking.is_empty() {
                    continue;
                }
                let mut marked = finding.clone().into_builder();
                for at in speaking {
                    if let (Some(comment), Some(cause)) = (self.comments.get(at), causes.get_mut(at)) {
                        *cause = None;
                        marked = marked.evidence(Evidence::new(EvidenceKind::Ignore, comment.to_string()));
                    }
                }
                *finding = marked.build();
            }
        }
        self.comments
            .iter()
            .zip(causes)
            .filter_map(|(comment, cause)| {
                Some(IdleIgnore {
                    comment: comment.clone(),
                    cause: cause?,
                })
            })
            .collect()
    }
}

/// Comments that hold, by what they speak of, so that many of them and many findings do not multiply.
struct Places<'c> {
    lines: BTreeMap<u64, Vec<usize>>,
    /// By the first digits; with all that are named.
    keys: BTreeMap<&'c str, Vec<(&'c str, usize)>>,
}

impl<'c> Places<'c> {
    fn new(comments: &'c [IgnoreComment], causes: &[Option<IdleCause>]) -> Self {
        let mut places = Self {
            lines: BTreeMap::new(),
            keys: BTreeMap::new(),
        };
        for (at, (comment, cause)) in comments.iter().zip(causes).enumerate() {
            if *cause != Some(IdleCause::NoFinding) {
                continue;
            }
            match &comment.own {
                None => places.lines.entry(comment.lines.0).or_default().push(at),
                Some(own) => {
                    let digits = own.fingerprint.as_str();
                    let first = digits.get(..LEAST_DIGITS).unwrap_or(digits);
                    places.keys.entry(first).or_default().push((digits, at));
                }
            }
        }
        places
    }

    /// The comments that speak of a finding, in the order of the text.
    fn of(&self, finding: &Finding) -> Vec<usize> {
        let mut speaking = Vec::new();
        for region in finding.locations().iter().filter_map(|place| place.region()) {
            let lines = region.line()..=region.end_line().max(region.line());
            speaking.extend(self.lines.range(lines).flat_map(|(_, here)| here));
        }
        for key in finding.keys() {
            let hex = key.digest().to_hex();
            let named = hex.get(..LEAST_DIGITS).and_then(|first| self.keys.get(first));
            let named = named.into_iter().flatten();
            speaking.extend(
                named
                    .filter(|(digits, _)| hex.starts_with(digits))
                    .map(|(_, at)| at),
            );
        }
        speaking.sort_unstable();
        speaking.dedup();
        speaking
    }
}

impl IgnoreComment {
    fn lapse(&self, today: Option<Date>) -> Option<IdleCause> {
        let until = self.own.as_ref()?.until.as_deref()?;
        match until.parse::<Date>() {
            Err(_) => Some(IdleCause::NoDate),
            Ok(last) => today
                .is_some_and(|today| today > last)
                .then_some(IdleCause::Expired),
        }
    }
}

impl fmt::Display for IgnoreComment {
    /// `gitleaks:allow in line 3, column 14`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in line {}, column {}", self.form, self.line, self.column)
    }
}

impl fmt::Display for IdleIgnore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause = match self.cause {
            IdleCause::NoFinding => "speaks of no finding",
            IdleCause::Expired => "is over",
            IdleCause::NoDate => "has no date where its last day should stand",
        };
        write!(f, "{} {cause}", self.comment)
    }
}
