//! Comparators of node-semver: how a word of a range is written out to bounds.

use std::fmt;

use super::{GREATEST, NpmGrammar, NpmPrereleases, NpmRangeError, Partial};
use crate::range::Comparator;
use crate::{Scheme, VersionKey};

/// One bound of a range: a comparator and a whole version.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Bound {
    comparator: Comparator,
    triple: [u64; 3],
    prerelease: Option<String>,
    key: VersionKey,
}

/// The options a range is read with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader {
    pub(super) grammar: NpmGrammar,
    pub(super) prereleases: NpmPrereleases,
}

impl Bound {
    fn new(comparator: Comparator, triple: [u64; 3], prerelease: Option<&str>) -> Option<Self> {
        if triple.iter().any(|number| *number > GREATEST) {
            return None;
        }
        let mut bound = Self {
            comparator,
            triple,
            prerelease: prerelease.map(str::to_owned),
            key: VersionKey::lowest(),
        };
        bound.key = Scheme::SemVer.parse(&bound.text());
        Some(bound)
    }

    /// A version to be asked for.
    pub(super) fn version(text: &str, grammar: NpmGrammar) -> Option<Self> {
        let partial = Partial::parse(text, grammar)?;
        let whole = !partial.is_any() && partial.after().is_none() && is_plain(&partial, grammar);
        whole.then(|| Self::new(Comparator::Equal, partial.triple(), partial.prerelease.as_deref()))?
    }

    pub(super) fn holds(&self, version: &Self) -> bool {
        match self.comparator {
            Comparator::Less => version.key < self.key,
            Comparator::LessOrEqual => version.key <= self.key,
            Comparator::Greater => version.key > self.key,
            Comparator::GreaterOrEqual => version.key >= self.key,
            Comparator::Equal => version.key == self.key,
            Comparator::NotEqual => version.key != self.key,
        }
    }

    pub(super) fn is_prerelease(&self) -> bool {
        self.prerelease.is_some()
    }

    /// Whether both have the same three numbers.
    pub(super) fn is_of_release(&self, version: &Self) -> bool {
        self.triple == version.triple
    }

    /// `<0.0.0-0`, below every version.
    pub(super) fn is_impossible(&self) -> bool {
        self.comparator == Comparator::Less
            && self.triple == [0, 0, 0]
            && self.prerelease.as_deref() == Some("0")
    }

    fn text(&self) -> String {
        let [major, minor, patch] = self.triple;
        match &self.prerelease {
            Some(prerelease) => format!("{major}.{minor}.{patch}-{prerelease}"),
            None => format!("{major}.{minor}.{patch}"),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.comparator {
            Comparator::Equal => f.write_str(&self.text()),
            other => write!(f, "{other}{}", self.text()),
        }
    }
}

impl Reader {
    /// The bounds a word stands for; none for all versions.
    pub(super) fn word(&self, word: &str, index: usize) -> Result<Vec<Bound>, NpmRangeError> {
        let wrong = NpmRangeError::Comparator { index };
        let partial = |text| Partial::parse(text, self.grammar).ok_or(wrong);
        let found = if let Some(version) = word.strip_prefix('^') {
            let partial = partial(version)?;
            let end = partial.caret();
            self.between(&partial, end)
        } else if let Some(version) = word.strip_prefix('~') {
            let partial = partial(version.strip_prefix('>').unwrap_or(version))?;
            let end = partial.tilde();
            self.between(&partial, end)
        } else {
            // `==` is an equals sign and one of the marks before a version.
            let (comparator, version) = match word.strip_prefix("==") {
                Some(_) => (Some(Comparator::Equal), word.strip_prefix('=').unwrap_or(word)),
                None => Comparator::split(word),
            };
            let partial = partial(version)?;
            if comparator == Some(Comparator::NotEqual) || (version.is_empty() && !word.is_empty()) {
                return Err(wrong);
            }
            self.x_range(comparator, &partial).ok_or(wrong)?
        };
        self.settled(found, index)
    }

    /// `1.2 - 2.3.4`; `None` if the ends are no versions.
    pub(super) fn hyphen(
        &self,
        low: &str,
        high: &str,
        index: usize,
    ) -> Option<Result<Option<Vec<Bound>>, NpmRangeError>> {
        let (low, high) = (
            Partial::parse(low, self.grammar)?,
            Partial::parse(high, self.grammar)?,
        );
        let mut bounds = Vec::new();
        if !low.is_any() {
            let prerelease = low.prerelease.as_deref().or(self.lowest());
            bounds.push(Bound::new(Comparator::GreaterOrEqual, low.triple(), prerelease));
        }
        let included = self.prereleases == NpmPrereleases::Included;
        match (high.after(), &high.prerelease) {
            _ if high.is_any() => {}
            (Some(end), _) => bounds.push(Bound::new(Comparator::Less, end, Some("0"))),
            (None, None) if included => {
                let [major, minor, patch] = high.triple();
                bounds.push(Bound::new(Comparator::Less, [major, minor, patch + 1], Some("0")));
            }
            (None, prerelease) => bounds.push(Bound::new(
                Comparator::LessOrEqual,
                high.triple(),
                prerelease.as_deref(),
            )),
        }
        Some(self.settled(bounds, index).map(Some))
    }

    fn between(&self, low: &Partial<'_>, end: Option<[u64; 3]>) -> Vec<Option<Bound>> {
        let Some(end) = end else { return Vec::new() };
        let whole = low.after().is_none();
        let prerelease = match whole {
            true => low.prerelease.as_deref(),
            false => self.lowest(),
        };
        vec![
            Bound::new(Comparator::GreaterOrEqual, low.triple(), prerelease),
            Bound::new(Comparator::Less, end, Some("0")),
        ]
    }

    fn x_range(&self, comparator: Option<Comparator>, version: &Partial<'_>) -> Option<Vec<Option<Bound>>> {
        use Comparator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual};
        if version.is_out_of_order() {
            return None;
        }
        if version.is_any() {
            return Some(match comparator {
                Some(Less | Greater) => vec![Bound::new(Less, [0, 0, 0], Some("0"))],
                _ => Vec::new(),
            });
        }
        let Some(end) = version.after() else {
            let plain = is_plain(version, self.grammar);
            return plain.then(|| {
                let comparator = comparator.unwrap_or(Equal);
                vec![Bound::new(
                    comparator,
                    version.triple(),
                    version.prerelease.as_deref(),
                )]
            });
        };
        let bound = match comparator {
            None | Some(Equal) => return Some(self.between(version, Some(end))),
            Some(Greater) => Bound::new(GreaterOrEqual, end, self.lowest()),
            Some(LessOrEqual) => Bound::new(Less, end, Some("0")),
            Some(Less) => Bound::new(Less, version.triple(), Some("0")),
            Some(other) => Bound::new(other, version.triple(), self.lowest()),
        };
        Some(vec![bound])
    }

    /// The prerelease of a bound that was not named whole.
    fn lowest(&self) -> Option<&'static str> {
        (self.prereleases == NpmPrereleases::Included).then_some("0")
    }

    /// Without the bound that holds always.
    fn settled(&self, found: Vec<Option<Bound>>, index: usize) -> Result<Vec<Bound>, NpmRangeError> {
        let bounds: Option<Vec<Bound>> = found.into_iter().collect();
        let mut bounds = bounds.ok_or(NpmRangeError::Number { index })?;
        bounds.retain(|bound| {
            !(bound.comparator == Comparator::GreaterOrEqual
                && bound.triple == [0, 0, 0]
                && bound.prerelease.as_deref() == self.lowest())
        });
        Ok(bounds)
    }
}

/// Whether a whole version has no more in front of it than the grammar takes.
fn is_plain(version: &Partial<'_>, grammar: NpmGrammar) -> bool {
    grammar == NpmGrammar::Loose || matches!(version.prefix, "" | "v")
}
