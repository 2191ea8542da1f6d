//! What was not looked at.

use std::fmt;

use crate::{Label, LimitHit, Position};

/// Something that was not looked at, or not to its end.
///
/// Returned beside findings by every crate and visible to policy: an answer with gaps is a partial answer, and a partial
/// answer is never *allow* unless the policy accepts the gap by name.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Gap {
    /// Which question it leaves open.
    pub stage: Stage,
    /// What happened.
    pub kind: GapKind,
    /// The input it is about; empty if it is about the whole run.
    pub input: Label,
    /// Where in the input, if that is known.
    pub position: Option<Position>,
    /// The limit that was hit, if that is the cause.
    pub limit: Option<LimitHit>,
    /// Why, in words; lower case, no full stop.
    pub cause: String,
}

/// What happened to an input that was not looked at whole.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum GapKind {
    /// Not read at all: unreadable, excluded, of a kind that is not followed.
    Skipped,
    /// Read up to a limit or an error, not to the end.
    Truncated,
    /// Read, but the question has no certain answer.
    Undecidable,
    /// Answered from data that is older than asked for.
    Stale,
    /// Nothing at hand answers the question for this input.
    NotCovered,
}

impl GapKind {
    /// All kinds, in order.
    pub const ALL: [Self; 5] = [
        Self::Skipped,
        Self::Truncated,
        Self::Undecidable,
        Self::Stale,
        Self::NotCovered,
    ];

    /// The word used in reports and policies: `skipped`, `truncated`, `undecidable`, `stale`, `not-covered`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Skipped => "skipped",
            Self::Truncated => "truncated",
            Self::Undecidable => "undecidable",
            Self::Stale => "stale",
            Self::NotCovered => "not-covered",
        }
    }
}

/// The question a gap leaves open.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Stage {
    /// Reading the tree itself: every question about this input is open.
    Source,
    /// What is in it.
    Inventory,
    /// What is known to be wrong with it.
    Vulnerability,
    /// What leaked into it.
    Secret,
    /// Who built it, and was it changed.
    Signature,
    /// The policy, waivers and baseline themselves.
    Policy,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 6] = [
        Self::Source,
        Self::Inventory,
        Self::Vulnerability,
        Self::Secret,
        Self::Signature,
        Self::Policy,
    ];

    /// The word used in reports and policies: `source`, `inventory`, `vulnerability`, `secret`, `signature`, `policy`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Inventory => "inventory",
            Self::Vulnerability => "vulnerability",
            Self::Secret => "secret",
            Self::Signature => "signature",
            Self::Policy => "policy",
        }
    }
}

impl Gap {
    /// A gap about one input; an empty label means the whole run.
    #[must_use]
    pub fn new(stage: Stage, kind: GapKind, input: impl Into<Label>, cause: impl Into<String>) -> Self {
        Self {
            stage,
            kind,
            input: input.into(),
            position: None,
            limit: None,
            cause: cause.into(),
        }
    }

    /// The same gap in another question: who reads an archive does not know what for.
    #[must_use]
    pub fn in_stage(mut self, stage: Stage) -> Self {
        self.stage = stage;
        self
    }

    /// With the place in the input.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// With the limit that was hit.
    #[must_use]
    pub fn with_limit(mut self, limit: LimitHit) -> Self {
        self.limit = Some(limit);
        self
    }
}

impl fmt::Display for Gap {
    /// `inventory skipped: path: cause`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.stage.as_str(), self.kind.as_str())?;
        if !self.input.as_bytes().is_empty() {
            write!(f, "{}: ", self.input)?;
        }
        f.write_str(&self.cause)?;
        if let Some(position) = self.position {
            write!(f, " at {position}")?;
        }
        match self.limit {
            Some(limit) => write!(f, " ({limit})"),
            None => Ok(()),
        }
    }
}
