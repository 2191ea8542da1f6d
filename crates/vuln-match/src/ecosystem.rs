//! Ecosystems as OSV writes them: a base name and, behind a colon, a release or repository.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// An ecosystem such as `npm`, `AlmaLinux:8` or `Packagist:https://repo.example`. Unknown names are kept as they are.
///
/// ```
/// use portcullis_vuln_match::Ecosystem;
/// let ecosystem = Ecosystem::parse("Ubuntu:22.04:LTS");
/// assert_eq!(ecosystem.base(), "Ubuntu");
/// assert_eq!(ecosystem.suffix(), Some("22.04:LTS"));
/// ```
#[derive(Clone)]
pub struct Ecosystem {
    text: Text,
    /// Bytes of the base name.
    base: usize,
}

/// Names that are known from the start need no allocation.
#[derive(Clone)]
enum Text {
    Known(&'static str),
    Read(Arc<str>),
}

impl Ecosystem {
    /// Takes any text; the first colon ends the base name.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self {
            text: Text::Read(text.into()),
            base: base_of(text),
        }
    }

    pub(crate) fn known(text: &'static str) -> Self {
        Self {
            text: Text::Known(text),
            base: base_of(text),
        }
    }

    /// The name before the first colon, as OSV spells it.
    #[must_use]
    pub fn base(&self) -> &str {
        self.as_str().get(..self.base).unwrap_or_default()
    }

    /// What stands behind the first colon: a release, a stream, a repository address.
    #[must_use]
    pub fn suffix(&self) -> Option<&str> {
        let suffix = self.as_str().get(self.base + 1..)?;
        Some(suffix).filter(|suffix| !suffix.is_empty())
    }

    /// Whether nothing stands behind the base name, not even a colon.
    pub(crate) fn is_base(&self) -> bool {
        self.base == self.as_str().len()
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.text {
            Text::Known(text) => text,
            Text::Read(text) => text,
        }
    }
}

fn base_of(text: &str) -> usize {
    text.bytes().position(|byte| byte == b':').unwrap_or(text.len())
}

impl PartialEq for Ecosystem {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Ecosystem {}

impl PartialOrd for Ecosystem {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ecosystem {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Ecosystem {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Ecosystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ecosystem").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Ecosystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
