//! Answers, and why they are what they are.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::sync::Arc;

use crate::advisory::EventKind;
use crate::{AdvisoryView, Doubt, Ecosystem, EntryView, LookupBy, Quality, Relation, Scheme};

/// Whether an advisory affects a version.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Answer {
    /// It does.
    Affected,
    /// It does not.
    NotAffected,
    /// That cannot be told; never to be read as either.
    Unknown(Reason),
}

/// Why an answer is unknown.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The component states no version.
    #[error("the component states no version")]
    NoVersion,
    /// How versions of the ecosystem are ordered is not known here.
    #[error("the version order of {ecosystem} is not known")]
    Ecosystem {
        /// The ecosystem.
        ecosystem: Ecosystem,
    },
    /// The component's version cannot be placed in the order.
    #[error("the version `{version}` cannot be ordered by {scheme}")]
    Version {
        /// The version, shortened to 80 characters.
        version: String,
        /// The scheme.
        scheme: Scheme,
    },
    /// A version that the advisory names cannot be placed in the order.
    #[error("the advisory's version `{version}` cannot be ordered by {scheme}")]
    Event {
        /// The version, shortened to 80 characters.
        version: String,
        /// The scheme.
        scheme: Scheme,
    },
    /// The advisory holds for one release or repository, and the component does not say of which it is.
    #[error("the advisory is about {ecosystem}, and the component does not say whether it is of it")]
    Release {
        /// The advisory's ecosystem, with release.
        ecosystem: Ecosystem,
    },
    /// The version leaves something out, and the answer depends on it.
    #[error("the answer is open: {}", doubt.as_str())]
    Reading {
        /// What is left out.
        doubt: Doubt,
    },
    /// The fix is one that Ubuntu publishes to subscribers alone, and the component does not say that it is of one.
    #[error("the fix `{fixed}` is of Ubuntu Pro alone, and the component does not say whether it is of it")]
    Pro {
        /// The version of the fix, shortened to 80 characters.
        fixed: String,
    },
    /// The advisory names only commits.
    #[error("the advisory names commits, not versions")]
    Commits,
}

/// Why one advisory does or does not affect one version. Prints as one line, such as
/// `X-1: introduced 1.2.0 <= 1.4.1 < fixed 1.5.0 (semver)`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation<'a> {
    /// The advisory.
    pub advisory: AdvisoryView<'a>,
    /// Which of its `affected` entries.
    pub entry: EntryView<'a>,
    /// Which range of that entry decided; `None` if it was no range.
    pub range: Option<usize>,
    /// The answer.
    pub answer: Answer,
    /// What decided.
    pub because: Because<'a>,
    /// The version that was asked about, shortened to 80 characters.
    pub version: Arc<str>,
    /// The scheme that compared, if versions were compared.
    pub scheme: Option<Scheme>,
    /// How well the component's version fits that scheme.
    pub quality: Option<Quality>,
    /// Why the package was looked up under the advisory's name.
    pub by: LookupBy,
    /// How the advisory's release or repository relates to the component's.
    pub relation: Relation,
}

/// An event of a range: what happens, and at which version.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Boundary<'a> {
    /// What happens.
    pub kind: EventKind,
    /// The version it happens at, as the advisory writes it.
    pub version: &'a str,
}

/// What decided an answer.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Because<'a> {
    /// The version stands in the list of affected versions, written like this.
    Listed(&'a str),
    /// It lies in an interval.
    Inside {
        /// The event that begins the interval.
        start: Boundary<'a>,
        /// The event that ends it, if there is one.
        end: Option<Boundary<'a>>,
    },
    /// It lies outside of all intervals and is not listed.
    Outside {
        /// The nearest end at or below it.
        after: Option<Boundary<'a>>,
        /// The nearest start above it.
        before: Option<Boundary<'a>>,
    },
    /// It is not below the range's limit.
    BeyondLimit(Boundary<'a>),
    /// The advisory was withdrawn.
    Withdrawn,
    /// Nothing decided; the answer tells why.
    Undecided,
}

impl Answer {
    /// The smaller, the more it says.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Self::Affected => 0,
            Self::Unknown(_) => 1,
            Self::NotAffected => 2,
        }
    }
}

impl Display for Explanation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what(f)?;
        let by = self.by.as_str();
        if !by.is_empty() {
            write!(f, ", {by} {}", shortened(self.entry.name()))?;
        }
        if self.relation == Relation::Assumed {
            let repository = self.entry.ecosystem().suffix();
            let repository = repository.unwrap_or("the default repository");
            write!(f, ", taken as of {}", shortened(repository))?;
        }
        Ok(())
    }
}

impl Explanation<'_> {
    fn what(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shortened(self.advisory.id()))?;
        f.write_str(": ")?;
        if let Answer::Unknown(reason) = &self.answer {
            return write!(f, "{reason}");
        }
        match self.because {
            Because::Listed(_) => Self::pieces(f, [&self.version, " is listed as affected"])?,
            Because::Inside { start, end } => {
                start.fmt(f)?;
                Self::pieces(f, [" <= ", &self.version])?;
                match end {
                    // The usual one in one piece.
                    Some(end) if end.kind == EventKind::Fixed => {
                        Self::pieces(f, [" < fixed ", &shortened(end.version)])?;
                    }
                    Some(end) => {
                        let last = end.kind == EventKind::LastAffected;
                        f.write_str(if last { " <= " } else { " < " })?;
                        end.fmt(f)?;
                    }
                    None => {}
                }
            }
            Because::Outside {
                after: None,
                before: None,
            } => Self::pieces(f, [&self.version, " is not among the affected versions"])?,
            Because::Outside { after, before } => {
                if let Some(after) = after {
                    after.fmt(f)?;
                    let last = after.kind == EventKind::LastAffected;
                    f.write_str(if last { " < " } else { " <= " })?;
                }
                f.write_str(&self.version)?;
                if let Some(before) = before {
                    f.write_str(" < ")?;
                    before.fmt(f)?;
                }
            }
            Because::BeyondLimit(limit) => {
                limit.fmt(f)?;
                Self::pieces(f, [" <= ", &self.version])?;
            }
            Because::Withdrawn => return f.write_str("the advisory was withdrawn"),
            Because::Undecided => return Ok(()),
        }
        match (self.scheme, self.quality) {
            (Some(scheme), Some(Quality::Lenient)) => {
                Self::pieces(f, [" (", scheme.as_str(), ", read leniently)"])
            }
            (Some(scheme), _) => Self::pieces(f, [" (", scheme.as_str(), ")"]),
            (None, _) => Ok(()),
        }
    }

    fn pieces<const N: usize>(f: &mut fmt::Formatter<'_>, pieces: [&str; N]) -> fmt::Result {
        pieces.into_iter().try_for_each(|piece| f.write_str(piece))
    }
}

impl Display for Boundary<'_> {
    /// The word of the schema and the version, shortened to 80 characters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The usual one in one piece.
        match self.kind {
            EventKind::Introduced => f.write_str("introduced ")?,
            kind => Explanation::pieces(f, [kind.as_str(), " "])?,
        }
        f.write_str(&shortened(self.version))
    }
}

/// At most 80 characters, without control characters: versions come from hostile input.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    // Without a way out of the loop it works on many bytes at once.
    let is_plain = |plain, byte| plain & matches!(byte, b' '..=b'~');
    if text.len() <= 80 && text.bytes().fold(true, is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown: String = text
        .chars()
        .filter(|character| !character.is_control())
        .take(80)
        .collect();
    if text.chars().nth(80).is_some() {
        shown.push('…');
    }
    Cow::Owned(shown)
}
