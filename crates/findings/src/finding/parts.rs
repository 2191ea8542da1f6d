//! What findings of every sort may have: a fix, paths, times, a status, a source.

use crate::label::write_clean;
use crate::{Label, Timestamp};

/// What would remove a finding.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Fix {
    /// The source does not say.
    #[default]
    Unknown,
    /// The source says that there is none.
    None,
    /// Versions that fix it, in rising order.
    Available {
        /// The least change: the smallest fixed version above the present one that nothing of the same group affects.
        version: String,
        /// All versions that the sources name as fixed.
        versions: Vec<String>,
    },
}

impl Fix {
    /// The least change that fixes it.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        match self {
            Self::Available { version, .. } => Some(version),
            Self::Unknown | Self::None => None,
        }
    }
}

/// How a component gets into what is built, for one manifest.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct DependencyPath {
    /// The manifest.
    pub manifest: Label,
    /// Names with versions from the root to the component; `None` where the format has no edges.
    pub steps: Option<Vec<String>>,
}

impl DependencyPath {
    /// A path, or that it is unknown.
    #[must_use]
    pub fn new(manifest: impl Into<Label>, steps: Option<Vec<String>>) -> Self {
        Self {
            manifest: manifest.into(),
            steps,
        }
    }
}

impl std::fmt::Display for DependencyPath {
    /// `app → a → b 1.2.3`, or `path unknown`. Deceptive characters of names are escaped.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.steps {
            None => f.write_str("path unknown"),
            Some(steps) => {
                for (at, step) in steps.iter().enumerate() {
                    if at > 0 {
                        f.write_str(" → ")?;
                    }
                    write_clean(f, step.as_bytes())?;
                }
                Ok(())
            }
        }
    }
}

/// When things happened, as far as sources say.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Times {
    /// When it was published, for advisories.
    pub published: Option<Timestamp>,
    /// When its source last changed.
    pub modified: Option<Timestamp>,
    /// When it came into what is scanned.
    pub introduced: Option<Timestamp>,
    /// When it was first seen.
    pub detected: Option<Timestamp>,
}

/// What a baseline says of a finding.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Status {
    /// There was no baseline.
    #[default]
    Unknown,
    /// Not in the baseline.
    New,
    /// In the baseline.
    Unchanged,
    /// In the baseline at another place.
    Moved,
}

impl Status {
    /// The word used in reports: `unknown`, `new`, `unchanged`, `moved`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Moved => "moved",
        }
    }
}

/// Who saw it, with what data.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Source {
    /// The tool or crate.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// The data it used: a digest or name of the advisory snapshot.
    pub data: Option<String>,
}

impl Source {
    /// A tool and its version.
    #[must_use]
    pub fn new(tool: impl Into<String>, version: impl Into<String>) -> Self {
        Self {
            tool: tool.into(),
            version: version.into(),
            data: None,
        }
    }
}
