//! One bound of a range.

use std::fmt;

use super::RangeError;
use crate::{Scheme, VersionKey};

/// How a version stands to the one that a constraint names. In the order in which VERS lists constraints of one version.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Comparator {
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `!=`
    NotEqual,
    /// `=`, which VERS does not write.
    Equal,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// A comparator, the version it compares with as it is written, and that version's place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Constraint {
    pub(crate) comparator: Comparator,
    pub(crate) version: Box<str>,
    pub(crate) key: VersionKey,
}

impl Comparator {
    /// The sign: `<`, `<=`, `!=`, `=`, `>` or `>=`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::NotEqual => "!=",
            Self::Equal => "=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Splits the longest sign off the front; `==` is `=`, and nothing is nothing.
    pub(crate) fn split(text: &str) -> (Option<Self>, &str) {
        const SIGNS: [(&str, Comparator); 7] = [
            (">=", Comparator::GreaterOrEqual),
            ("<=", Comparator::LessOrEqual),
            ("!=", Comparator::NotEqual),
            ("==", Comparator::Equal),
            (">", Comparator::Greater),
            ("<", Comparator::Less),
            ("=", Comparator::Equal),
        ];
        SIGNS
            .iter()
            .find_map(|(sign, comparator)| Some((Some(*comparator), text.strip_prefix(sign)?)))
            .unwrap_or((None, text))
    }

    pub(crate) fn is_bound(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }

    /// Whether it goes up from its version.
    pub(crate) fn is_lower_bound(self) -> bool {
        matches!(self, Self::Greater | Self::GreaterOrEqual)
    }
}

impl fmt::Display for Comparator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Constraint {
    /// A constraint that is the `index`th of its text.
    pub(crate) fn new(
        comparator: Comparator,
        version: impl Into<Box<str>>,
        scheme: Scheme,
        index: usize,
    ) -> Result<Self, RangeError> {
        let version = version.into();
        Self::placed(comparator, version.clone(), &version, scheme, index)
    }

    /// A constraint that is written with one version and stands at the place of another: `<2.0` that leaves out the
    /// prereleases of 2.0.
    pub(crate) fn placed(
        comparator: Comparator,
        version: impl Into<Box<str>>,
        place: &str,
        scheme: Scheme,
        index: usize,
    ) -> Result<Self, RangeError> {
        if place.is_empty() {
            return Err(RangeError::Empty { index });
        }
        let key = scheme.parse(place);
        if !key.is_ordered() {
            return Err(RangeError::Version { index, scheme });
        }
        Ok(Self {
            comparator,
            version: version.into(),
            key,
        })
    }

    pub(crate) fn holds(&self, version: &VersionKey) -> bool {
        match self.comparator {
            Comparator::Equal => *version == self.key,
            Comparator::NotEqual => *version != self.key,
            Comparator::Less => *version < self.key,
            Comparator::LessOrEqual => *version <= self.key,
            Comparator::Greater => *version > self.key,
            Comparator::GreaterOrEqual => *version >= self.key,
        }
    }
}
