//! Ecosystems as OSV writes them: a base name and, behind a colon, a release or repository.

use std::fmt;
use std::sync::Arc;

/// An ecosystem such as `npm`, `AlmaLinux:8` or `Packagist:https://repo.example`. Unknown names are kept as they are.
///
/// ```
/// use portcullis_vuln_match::Ecosystem;
/// let ecosystem = Ecosystem::parse("Ubuntu:22.04:LTS");
/// assert_eq!(ecosystem.base(), "Ubuntu");
/// assert_eq!(ecosystem.suffix(), Some("22.04:LTS"));
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Ecosystem(Arc<str>);

impl Ecosystem {
    /// Takes any text; the first colon ends the base name.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(text.into())
    }

    /// The name before the first colon, as OSV spells it.
    #[must_use]
    pub fn base(&self) -> &str {
        self.0.split_once(':').map_or(&self.0, |(base, _)| base)
    }

    /// What stands behind the first colon: a release, a stream, a repository address.
    #[must_use]
    pub fn suffix(&self) -> Option<&str> {
        self.0
            .split_once(':')
            .map(|(_, suffix)| suffix)
            .filter(|suffix| !suffix.is_empty())
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ecosystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
