//! Version ranges of policies and waivers: VERS (`vers:npm/>=1.0.0|<2.0.0`) and plain comparator lists (`>=1.0.0, <2.0.0`).

use portcullis_findings::{InRange, Purl, RangeAnswer};

use crate::{Scheme, VersionKey};

/// Answers range questions for the schemes of this crate.
///
/// ```
/// use portcullis_findings::{InRange, RangeAnswer};
/// use portcullis_vuln_match::VersionRanges;
/// let purl = "pkg:npm/a@1.4.1".parse()?;
/// assert_eq!(VersionRanges.in_range(&purl, "vers:npm/>=1.2.0|<1.5.0"), RangeAnswer::Inside);
/// # Ok::<(), portcullis_findings::PurlError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct VersionRanges;

/// A range of versions of one scheme.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VersionRange {
    constraints: Vec<Constraint>,
    joined: Joined,
}

/// Why a text is no range.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RangeError {
    /// Longer than [`VersionRange::MAX_BYTES`].
    #[error("a range has at most {} bytes, found {bytes}", VersionRange::MAX_BYTES)]
    TooLong {
        /// How many bytes there were.
        bytes: usize,
    },
    /// The scheme is not known here.
    #[error("the version scheme `{scheme}` is not known")]
    Scheme {
        /// The scheme, shortened.
        scheme: String,
    },
    /// A constraint is empty.
    #[error("constraint {index} is empty")]
    Empty {
        /// Which one, from 0.
        index: usize,
    },
    /// A version cannot be placed in the order.
    #[error("the version of constraint {index} cannot be ordered by {scheme}")]
    Version {
        /// Which one, from 0.
        index: usize,
        /// The scheme.
        scheme: Scheme,
    },
    /// A version stands in two constraints, against the rules of VERS.
    #[error("two constraints name the same version")]
    Repeated,
}

#[derive(Clone, Debug, Eq, PartialEq)]
struct Constraint {
    comparator: Comparator,
    key: VersionKey,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Comparator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// How constraints work together.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Joined {
    /// `*`.
    Everything,
    /// By the rules of VERS, sorted by version.
    Vers,
    /// All must hold.
    All,
}

impl VersionRange {
    /// The longest text that is read.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// Reads a range: VERS with or without `vers:` and scheme, or comparators separated by commas or spaces. `scheme` is
    /// used where the text names none.
    ///
    /// # Errors
    ///
    /// [`RangeError`] if it is too long, names an unknown scheme, or a constraint is empty or cannot be ordered.
    pub fn parse(text: &str, scheme: Option<Scheme>) -> Result<(Scheme, Self), RangeError> {
        if text.len() > Self::MAX_BYTES {
            return Err(RangeError::TooLong { bytes: text.len() });
        }
        let (scheme, list) = split_scheme(text.trim(), scheme)?;
        if list.trim() == "*" {
            return Ok((
                scheme,
                Self {
                    constraints: Vec::new(),
                    joined: Joined::Everything,
                },
            ));
        }
        let vers = list.contains('|') || text.trim().starts_with("vers:");
        let parts: Vec<String> = if vers {
            list.split('|')
                .map(|part| part.split_whitespace().collect())
                .collect()
        } else {
            split_list(list)
        };
        let constraints = parts
            .iter()
            .enumerate()
            .map(|(index, part)| constraint(index, part, scheme, vers));
        let mut constraints = constraints.collect::<Result<Vec<_>, _>>()?;
        if vers {
            constraints.sort_by(|left, right| left.key.cmp(&right.key));
            if constraints
                .iter()
                .zip(constraints.iter().skip(1))
                .any(|(left, right)| left.key == right.key)
            {
                return Err(RangeError::Repeated);
            }
        }
        Ok((
            scheme,
            Self {
                constraints,
                joined: if vers { Joined::Vers } else { Joined::All },
            },
        ))
    }

    /// Whether a version lies in it.
    #[must_use]
    pub fn contains(&self, version: &VersionKey) -> bool {
        match self.joined {
            Joined::Everything => true,
            Joined::All => self
                .constraints
                .iter()
                .all(|constraint| constraint.holds(version)),
            Joined::Vers => self.vers_contains(version),
        }
    }

    /// The containment rules of the VERS specification, "Checking if a version is contained within a range".
    fn vers_contains(&self, version: &VersionKey) -> bool {
        use Comparator::{Equal, NotEqual};
        if let Some(same) = self
            .constraints
            .iter()
            .find(|constraint| constraint.key == *version)
        {
            return same.holds(version);
        }
        let bounds: Vec<&Constraint> = self
            .constraints
            .iter()
            .filter(|constraint| !matches!(constraint.comparator, Equal | NotEqual))
            .collect();
        if bounds.is_empty() {
            // Only exclusions: all but those.
            return self
                .constraints
                .iter()
                .all(|constraint| constraint.comparator == NotEqual);
        }
        let above = bounds.iter().rfind(|bound| bound.key < *version);
        let below = bounds.iter().find(|bound| bound.key > *version);
        match (above, below) {
            (Some(above), Some(below)) => above.is_lower_bound() && !below.is_lower_bound(),
            (Some(above), None) => above.is_lower_bound(),
            (None, Some(below)) => !below.is_lower_bound(),
            (None, None) => false,
        }
    }
}

impl Constraint {
    fn holds(&self, version: &VersionKey) -> bool {
        match self.comparator {
            Comparator::Equal => *version == self.key,
            Comparator::NotEqual => *version != self.key,
            Comparator::Less => *version < self.key,
            Comparator::LessOrEqual => *version <= self.key,
            Comparator::Greater => *version > self.key,
            Comparator::GreaterOrEqual => *version >= self.key,
        }
    }

    fn is_lower_bound(&self) -> bool {
        matches!(self.comparator, Comparator::Greater | Comparator::GreaterOrEqual)
    }
}

fn split_scheme(text: &str, fallback: Option<Scheme>) -> Result<(Scheme, &str), RangeError> {
    let (name, list) = match text.strip_prefix("vers:") {
        None => ("", text),
        Some(rest) => rest.split_once('/').unwrap_or((rest, "")),
    };
    let known = if name.is_empty() {
        fallback
    } else {
        Scheme::for_purl_type(name)
    };
    let scheme = known.ok_or_else(|| RangeError::Scheme {
        scheme: name.chars().take(40).collect(),
    })?;
    Ok((scheme, list))
}

/// `>= 1.0, <2.0` and `>=1.0 <2.0`: a comparator belongs to what follows it.
fn split_list(list: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for chunk in list.split(',') {
        let mut open = String::new();
        let before = parts.len();
        for word in chunk.split_whitespace() {
            open.push_str(word);
            if !word.bytes().all(|byte| matches!(byte, b'<' | b'>' | b'=' | b'!')) {
                parts.push(std::mem::take(&mut open));
            }
        }
        if !open.is_empty() || parts.len() == before {
            parts.push(open);
        }
    }
    parts
}

fn constraint(index: usize, part: &str, scheme: Scheme, encoded: bool) -> Result<Constraint, RangeError> {
    const COMPARATORS: [(&str, Comparator); 7] = [
        (">=", Comparator::GreaterOrEqual),
        ("<=", Comparator::LessOrEqual),
        ("!=", Comparator::NotEqual),
        ("==", Comparator::Equal),
        (">", Comparator::Greater),
        ("<", Comparator::Less),
        ("=", Comparator::Equal),
    ];
    let found = COMPARATORS
        .iter()
        .find_map(|(sign, comparator)| Some((*comparator, part.strip_prefix(sign)?)));
    let (comparator, version) = found.unwrap_or((Comparator::Equal, part));
    if version.is_empty() {
        return Err(RangeError::Empty { index });
    }
    let key = if encoded {
        scheme.parse(&percent_decoded(version))
    } else {
        scheme.parse(version)
    };
    if !key.is_ordered() {
        return Err(RangeError::Version { index, scheme });
    }
    Ok(Constraint { comparator, key })
}

/// Decodes `%2B` once; what is no percent-encoding stays.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.split_at_checked(2).filter(|_| *first == b'%');
        let decoded = digits.and_then(|(digits, behind)| {
            Some((
                u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?,
                behind,
            ))
        });
        let (byte, behind) = decoded.unwrap_or((*first, after));
        bytes.push(byte);
        rest = behind;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl InRange for VersionRanges {
    fn in_range(&self, purl: &Purl, range: &str) -> RangeAnswer {
        let Some(version) = purl.version() else {
            return RangeAnswer::Unknown("the component states no version".to_owned());
        };
        let own = Scheme::for_purl_type(purl.ty());
        let (scheme, range) = match VersionRange::parse(range, own) {
            Ok(parsed) => parsed,
            Err(error) => return RangeAnswer::Unknown(error.to_string()),
        };
        if own.is_some_and(|own| own != scheme) {
            return RangeAnswer::Unknown(format!(
                "the range is of scheme {scheme}, the component of another"
            ));
        }
        let key = scheme.parse(version);
        match (range.joined, key.is_ordered()) {
            (Joined::Everything, _) => RangeAnswer::Inside,
            (_, false) => {
                RangeAnswer::Unknown(format!("the component's version cannot be ordered by {scheme}"))
            }
            (_, true) if range.contains(&key) => RangeAnswer::Inside,
            (_, true) => RangeAnswer::Outside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(purl: &str, range: &str) -> RangeAnswer {
        VersionRanges.in_range(&purl.parse().unwrap(), range)
    }

    #[test]
    fn ranges_hold_what_lies_in_them() {
        let rows = [
            ("pkg:npm/a@1.4.1", "vers:npm/>=1.2.0|<1.5.0", true),
            ("pkg:npm/a@1.5.0", "vers:npm/>=1.2.0|<1.5.0", false),
            ("pkg:npm/a@3.0.0", "vers:npm/<1.0.0|>=2.0.0", true),
            ("pkg:npm/a@1.0.0", "vers:npm/<1.0.0|>=2.0.0", false),
            ("pkg:npm/a@2.0.3", "vers:npm/>=3.0.0|2.0.3", true),
            ("pkg:npm/a@2.0.4", "vers:npm/>=3.0.0|2.0.3", false),
            ("pkg:npm/a@1.3.0", "vers:npm/>=1.0.0|!=1.3.0|<2.0.0", false),
            ("pkg:npm/a@1.3.1", "vers:npm/>=1.0.0|!=1.3.0|<2.0.0", true),
            ("pkg:npm/a@1.0.0", "vers:npm/!=2.0.0", true),
            ("pkg:npm/a@1.0.0", "vers:npm/*", true),
            ("pkg:npm/a@1.4.1", ">= 1.2.0, <1.5.0", true),
            ("pkg:npm/a@1.6.0", ">=1.2.0 < 1.5.0", false),
            ("pkg:npm/a@1.4.1", ">=1.2.0|<1.5.0", true),
            ("pkg:npm/a@1.4.1", "1.4.1", true),
            ("pkg:pypi/a@1.0", "vers:pypi/1.0.0", true),
            ("pkg:pypi/a@1.0%2Blocal", "vers:pypi/1.0%2Blocal", true),
            ("pkg:golang/a/b@v1.2.3", "vers:golang/<v1.2.4", true),
        ];
        for (purl, range, inside) in rows {
            let expected = if inside {
                RangeAnswer::Inside
            } else {
                RangeAnswer::Outside
            };
            assert_eq!(answer(purl, range), expected, "{purl} {range}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_unknown() {
        let rows = [
            ("pkg:npm/a", "vers:npm/*", "the component states no version"),
            (
                "pkg:npm/a@x",
                "vers:npm/<1.0.0",
                "the component's version cannot be ordered by semver",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:npm/<x",
                "the version of constraint 0 cannot be ordered by semver",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:made-up/<1",
                "the version scheme `made-up` is not known",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:pypi/<1",
                "the range is of scheme pep440, the component of another",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:npm/>=1.0.0||<2.0.0",
                "constraint 1 is empty",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:npm/>1.0.0|<1.0.0",
                "two constraints name the same version",
            ),
            ("pkg:npm/a@1.0.0", "", "constraint 0 is empty"),
            (
                "pkg:generic/a@1.0.0",
                "<1.0.0",
                "the version scheme `` is not known",
            ),
        ];
        for (purl, range, reason) in rows {
            assert_eq!(
                answer(purl, range),
                RangeAnswer::Unknown(reason.to_owned()),
                "{purl} {range}"
            );
        }
    }
}
