//! Ranges of npm as an installer takes them: node-semver's grammar and its rule of prereleases.
//!
//! Advisories are never matched by that rule: a prerelease between two affected versions is affected.

mod comparator;
mod partial;

use std::fmt;

use super::native::join_signs;
use comparator::Bound;
pub(super) use partial::Partial;

/// The greatest number of a version: JavaScript's greatest safe integer.
const GREATEST: u64 = (1 << 53) - 1;

/// How strictly the versions of a range are read.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum NpmGrammar {
    /// As SemVer writes them, with a `v` in front at most.
    #[default]
    Strict,
    /// Also `1.2.3beta`, `=v1.2.3` and leading zeros; comparators that cannot be read are left out.
    Loose,
}

/// Which prereleases lie in a range.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum NpmPrereleases {
    /// Only those of a version that a comparator names with a prerelease: `>=1.0.0-rc.1` takes `1.0.0-rc.2`, not `1.1.0-rc.1`.
    #[default]
    SameVersion,
    /// All that lie between the bounds.
    Included,
}

/// A range as npm's installer takes it.
///
/// ```
/// use portcullis_vuln_match::{NpmGrammar, NpmPrereleases, NpmRange};
/// let range = NpmRange::parse("^1.2.3 || ~2.0", NpmGrammar::Strict, NpmPrereleases::SameVersion)?;
/// assert!(range.contains("1.9.0") && !range.contains("1.9.0-rc.1"));
/// assert_eq!(range.to_string(), ">=1.2.3 <2.0.0-0||>=2.0.0 <2.1.0-0");
/// # Ok::<(), portcullis_vuln_match::NpmRangeError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NpmRange {
    /// All bounds of one list must hold; no bound holds always.
    lists: Vec<Vec<Bound>>,
    grammar: NpmGrammar,
    prereleases: NpmPrereleases,
}

/// Why a text is no range of npm. Comparators are counted from 0 over the whole range.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NpmRangeError {
    /// Longer than [`VersionRange::MAX_BYTES`](crate::VersionRange::MAX_BYTES).
    #[error("a range has at most {} bytes, found {bytes}", crate::VersionRange::MAX_BYTES)]
    TooLong {
        /// How many bytes there were.
        bytes: usize,
    },
    /// A comparator that the grammar does not have.
    #[error("comparator {index} cannot be read")]
    Comparator {
        /// Which one.
        index: usize,
    },
    /// A number beyond JavaScript's greatest safe integer.
    #[error("comparator {index} has a number above {GREATEST}")]
    Number {
        /// Which one.
        index: usize,
    },
    /// Nothing was left of it.
    #[error("nothing in the range can be read")]
    Nothing,
}

impl NpmRange {
    /// Reads a range.
    ///
    /// # Errors
    ///
    /// [`NpmRangeError`] if it is too long or node-semver would not take it.
    pub fn parse(
        text: &str,
        grammar: NpmGrammar,
        prereleases: NpmPrereleases,
    ) -> Result<Self, NpmRangeError> {
        if text.len() > crate::VersionRange::MAX_BYTES {
            return Err(NpmRangeError::TooLong { bytes: text.len() });
        }
        let reader = comparator::Reader { grammar, prereleases };
        let (mut lists, mut index) = (Vec::new(), 0);
        for alternative in text.split("||") {
            let words: Vec<&str> = alternative.split_whitespace().collect();
            let list = match words.as_slice() {
                [low, "-", high] => reader.hyphen(low, high, index),
                _ => None,
            };
            let (list, count) = match list {
                Some(list) => (list?, 1),
                None => words_of(alternative, &reader, index)?,
            };
            index += count;
            lists.extend(list);
        }
        if lists.is_empty() {
            return Err(NpmRangeError::Nothing);
        }
        // What holds nothing is left out beside others, and what holds everything needs no others.
        if lists.iter().any(|list| !list.iter().any(Bound::is_impossible)) {
            lists.retain(|list| !list.iter().any(Bound::is_impossible));
        } else {
            lists.truncate(1);
        }
        if lists.iter().any(Vec::is_empty) {
            lists = vec![Vec::new()];
        }
        Ok(Self {
            lists,
            grammar,
            prereleases,
        })
    }

    /// Whether a version lies in it; what is no version does not.
    #[must_use]
    pub fn contains(&self, version: &str) -> bool {
        self.holds(version) == Some(true)
    }

    /// Whether a version lies in it; `None` of what node-semver takes for no version.
    #[must_use]
    pub fn holds(&self, version: &str) -> Option<bool> {
        let version = Bound::version(version.trim(), self.grammar)?;
        let free = !version.is_prerelease() || self.prereleases == NpmPrereleases::Included;
        let named = |bound: &Bound| bound.is_prerelease() && bound.is_of_release(&version);
        let mut lists = self.lists.iter();
        Some(
            lists.any(|list| {
                list.iter().all(|bound| bound.holds(&version)) && (free || list.iter().any(named))
            }),
        )
    }
}

/// The list of one alternative, none if nothing of it could be read, and how many comparators there were.
fn words_of(
    alternative: &str,
    reader: &comparator::Reader,
    first: usize,
) -> Result<(Option<Vec<Bound>>, usize), NpmRangeError> {
    let words = join_signs(alternative);
    let (mut list, mut read): (Vec<Bound>, bool) = (Vec::new(), false);
    for (at, word) in words.iter().enumerate() {
        match reader.word(word, first + at) {
            Ok(bounds) => {
                read = true;
                for bound in bounds {
                    if !list.contains(&bound) {
                        list.push(bound);
                    }
                }
            }
            Err(NpmRangeError::Comparator { .. }) if reader.grammar == NpmGrammar::Loose => {}
            Err(error) => return Err(error),
        }
    }
    if let Some(at) = list.iter().position(Bound::is_impossible) {
        list = vec![list.swap_remove(at)];
    }
    Ok((read.then_some(list), words.len()))
}

impl fmt::Display for NpmRange {
    /// The comparators it was written out to, as node-semver prints them; `*` for all versions.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, list) in self.lists.iter().enumerate() {
            if at > 0 {
                f.write_str("||")?;
            }
            if list.is_empty() {
                f.write_str("*")?;
            }
            for (at, bound) in list.iter().enumerate() {
                if at > 0 {
                    f.write_str(" ")?;
                }
                write!(f, "{bound}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strict(text: &str) -> Result<NpmRange, NpmRangeError> {
        NpmRange::parse(text, NpmGrammar::Strict, NpmPrereleases::SameVersion)
    }

    #[test]
    fn ranges_print_as_they_were_written_out() {
        // README of node-semver, "Advanced Range Syntax".
        let rows = [
            ("1.2.3 - 2.3.4", ">=1.2.3 <=2.3.4"),
            ("1.2 - 2.3.4", ">=1.2.0 <=2.3.4"),
            ("1.2.3 - 2.3", ">=1.2.3 <2.4.0-0"),
            ("1.2.3 - 2", ">=1.2.3 <3.0.0-0"),
            ("*", "*"),
            ("", "*"),
            ("1.x", ">=1.0.0 <2.0.0-0"),
            ("1.2.x", ">=1.2.0 <1.3.0-0"),
            ("~1.2.3", ">=1.2.3 <1.3.0-0"),
            ("~1", ">=1.0.0 <2.0.0-0"),
            ("~1.2.3-beta.2", ">=1.2.3-beta.2 <1.3.0-0"),
            ("^0.2.3", ">=0.2.3 <0.3.0-0"),
            ("^0.0.3-beta", ">=0.0.3-beta <0.0.4-0"),
            ("^1.2.x", ">=1.2.0 <2.0.0-0"),
            ("^0.0", "<0.1.0-0"),
            ("^0.x", "<1.0.0-0"),
        ];
        for (text, printed) in rows {
            let range = strict(text).unwrap();
            assert_eq!(range.to_string(), printed, "{text}");
            assert_eq!(strict(printed), Ok(range), "{printed}");
        }
    }

    #[test]
    fn prereleases_lie_in_it_only_where_one_is_named() {
        let range = strict(">1.2.3-alpha.3").unwrap();
        assert!(range.contains("1.2.3-alpha.7") && range.contains("3.4.5"));
        assert!(!range.contains("3.4.5-alpha.9"));
        let all = NpmRange::parse(">1.2.3-alpha.3", NpmGrammar::Strict, NpmPrereleases::Included);
        assert!(all.unwrap().contains("3.4.5-alpha.9"));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let rows = [
            ("1.2.3beta", NpmRangeError::Comparator { index: 0 }),
            ("1.0.0 || >>2", NpmRangeError::Comparator { index: 1 }),
            ("1.x.5", NpmRangeError::Comparator { index: 0 }),
            ("^9007199254740991.0.0", NpmRangeError::Number { index: 0 }),
        ];
        for (text, error) in rows {
            assert_eq!(strict(text), Err(error), "{text}");
        }
        let loose = |text| NpmRange::parse(text, NpmGrammar::Loose, NpmPrereleases::SameVersion);
        assert_eq!(loose("foo"), Err(NpmRangeError::Nothing));
        assert_eq!(
            loose("foo ~1.2.3beta").unwrap().to_string(),
            ">=1.2.3-beta <1.3.0-0"
        );
    }
}
