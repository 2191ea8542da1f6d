//! Ranges of versions: VERS (`vers:npm/>=1.0.0|<2.0.0`), plain comparator lists (`>=1.0.0, <2.0.0`), and the notations of
//! package managers.
//!
//! To add a notation, write one file under `native` and give it a row in [`Notation`].

mod answer;
mod constraint;
mod error;
mod native;
mod node;
mod vers;

use std::fmt;

use crate::{Scheme, VersionKey};

pub use answer::VersionRanges;
pub use constraint::Comparator;
pub(crate) use constraint::Constraint;
pub use error::{RangeError, VersFault};
pub use native::Notation;
pub use node::{NpmGrammar, NpmPrereleases, NpmRange, NpmRangeError};
pub use vers::Vers;

/// A range of versions of one scheme.
///
/// It prints as VERS, sorted. What was read as VERS reads back the same. What was read otherwise prints its constraints all in
/// one list, as VERS conversions do: where alternatives overlap or contradict themselves, VERS has no words for them, and only
/// [`VersionRange::contains`] tells what they hold.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct VersionRange {
    scheme: Scheme,
    ty: Box<str>,
    joined: Joined,
}

/// How constraints work together.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Joined {
    /// By the rules of VERS, sorted by version; none of them is `*`.
    Vers(Vec<Constraint>),
    /// All constraints of one of the lists must hold.
    Alternatives(Vec<Vec<Constraint>>),
}

impl VersionRange {
    /// The longest text that is read.
    pub const MAX_BYTES: usize = 16 * 1024;

    /// The most constraints a native range is written out to.
    pub const MAX_CONSTRAINTS: usize = 16 * 1024;

    /// Reads a range: VERS with or without `vers:` and type, in any order and with spaces, or comparators separated by commas
    /// or spaces, all of which must hold. `scheme` is used where the text names none.
    ///
    /// ```
    /// use portcullis_vuln_match::{Scheme, VersionRange};
    /// let (scheme, range) = VersionRange::parse("vers:npm/<2.0.0|>=1.0.0", None)?;
    /// assert!(range.contains(&scheme.parse("1.5.0")));
    /// assert_eq!(range.to_string(), "vers:npm/>=1.0.0|<2.0.0");
    /// # Ok::<(), portcullis_vuln_match::RangeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`RangeError`] if it is too long, names an unknown scheme, or a constraint is empty or cannot be ordered.
    pub fn parse(text: &str, scheme: Option<Scheme>) -> Result<(Scheme, Self), RangeError> {
        if text.len() > Self::MAX_BYTES {
            return Err(RangeError::TooLong { bytes: text.len() });
        }
        let text = text.trim();
        let (ty, scheme, list) = split_scheme(text, scheme)?;
        let joined = if list.trim() == "*" {
            Joined::Vers(Vec::new())
        } else if list.contains('|') || text.starts_with("vers:") {
            vers_list(list, scheme)?
        } else {
            Joined::Alternatives(vec![plain_list(list, scheme)?])
        };
        Ok((scheme, Self { scheme, ty, joined }))
    }

    /// Reads a range in the notation of a package manager. Versions are compared by their place alone: what an installer adds
    /// (that `^1.0.0` takes no prerelease) is for the type that says so, [`NpmRange`].
    ///
    /// ```
    /// use portcullis_vuln_match::{Notation, Scheme, VersionRange};
    /// let range = VersionRange::from_native(Notation::Gem, "~> 2.0.8")?;
    /// assert_eq!(range.to_string(), "vers:gem/>=2.0.8|<2.1");
    /// assert!(range.contains(&Scheme::Gem.parse("2.0.10")));
    /// # Ok::<(), portcullis_vuln_match::RangeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`RangeError`] if it is too long, is not written as the notation asks, or a version cannot be ordered.
    pub fn from_native(notation: Notation, text: &str) -> Result<Self, RangeError> {
        if text.len() > Self::MAX_BYTES {
            return Err(RangeError::TooLong { bytes: text.len() });
        }
        let alternatives = notation.read(text)?;
        if alternatives.iter().map(Vec::len).sum::<usize>() > Self::MAX_CONSTRAINTS {
            return Err(RangeError::TooMany);
        }
        Ok(Self {
            scheme: notation.scheme(),
            ty: notation.vers_type().into(),
            joined: Joined::Alternatives(alternatives),
        })
    }

    /// The scheme its versions are ordered by.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Whether a version, parsed by [`VersionRange::scheme`], lies in it.
    #[must_use]
    pub fn contains(&self, version: &VersionKey) -> bool {
        match &self.joined {
            Joined::Vers(constraints) => vers_contains(constraints, version),
            Joined::Alternatives(lists) => lists
                .iter()
                .any(|list| list.iter().all(|constraint| constraint.holds(version))),
        }
    }

    /// Whether it holds every version, so that none needs an order.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        match &self.joined {
            Joined::Vers(constraints) => constraints.is_empty(),
            Joined::Alternatives(lists) => lists.iter().any(Vec::is_empty),
        }
    }
}

impl fmt::Display for VersionRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut constraints: Vec<&Constraint> = match &self.joined {
            _ if self.is_everything() => Vec::new(),
            Joined::Vers(constraints) => constraints.iter().collect(),
            Joined::Alternatives(lists) => lists.iter().flatten().collect(),
        };
        constraints.sort_by(|left, right| (&left.key, left.comparator).cmp(&(&right.key, right.comparator)));
        let written = constraints
            .into_iter()
            .map(|constraint| (constraint.comparator, &*constraint.version));
        vers::write(f, &self.ty, written)
    }
}

/// The containment rules of the VERS specification, "Checking if a version is contained within a range".
fn vers_contains(constraints: &[Constraint], version: &VersionKey) -> bool {
    if let Some(same) = constraints.iter().find(|constraint| constraint.key == *version) {
        return same.holds(version);
    }
    let bounds: Vec<&Constraint> = constraints
        .iter()
        .filter(|constraint| constraint.comparator.is_bound())
        .collect();
    if bounds.is_empty() {
        // Nothing, or only exclusions: all but those.
        return constraints
            .iter()
            .all(|constraint| constraint.comparator == Comparator::NotEqual);
    }
    let above = bounds.iter().rfind(|bound| bound.key < *version);
    let below = bounds.iter().find(|bound| bound.key > *version);
    match (above, below) {
        (Some(above), Some(below)) => above.comparator.is_lower_bound() && !below.comparator.is_lower_bound(),
        (Some(above), None) => above.comparator.is_lower_bound(),
        (None, Some(below)) => !below.comparator.is_lower_bound(),
        (None, None) => false,
    }
}

fn split_scheme(text: &str, fallback: Option<Scheme>) -> Result<(Box<str>, Scheme, &str), RangeError> {
    let (name, list) = match text.strip_prefix("vers:") {
        None => ("", text),
        Some(rest) => rest.split_once('/').unwrap_or((rest, "")),
    };
    let ty = name.to_ascii_lowercase();
    let known = if name.is_empty() {
        fallback
    } else {
        Scheme::for_purl_type(&ty)
    };
    let scheme = known.ok_or_else(|| RangeError::Scheme {
        scheme: name.chars().take(40).collect(),
    })?;
    let ty = if name.is_empty() { scheme.vers_type() } else { &ty };
    Ok((ty.into(), scheme, list))
}

fn vers_list(list: &str, scheme: Scheme) -> Result<Joined, RangeError> {
    let mut constraints = Vec::new();
    for (index, part) in list.split('|').enumerate() {
        let part: String = part.split_whitespace().collect();
        let (comparator, version) = Comparator::split(&part);
        let version = vers::decoded(version).map_err(|fault| RangeError::Vers { index, fault })?;
        constraints.push(Constraint::new(
            comparator.unwrap_or(Comparator::Equal),
            version,
            scheme,
            index,
        )?);
    }
    constraints.sort_by(|left, right| left.key.cmp(&right.key));
    let mut neighbours = constraints.iter().zip(constraints.iter().skip(1));
    if neighbours.any(|(left, right)| left.key == right.key) {
        return Err(RangeError::Repeated);
    }
    Ok(Joined::Vers(constraints))
}

/// `>= 1.0, <2.0` and `>=1.0 <2.0`: a comparator belongs to what follows it.
fn plain_list(list: &str, scheme: Scheme) -> Result<Vec<Constraint>, RangeError> {
    let mut constraints = Vec::new();
    for chunk in list.split(',') {
        for part in native::join_signs(chunk) {
            let (comparator, version) = Comparator::split(&part);
            let comparator = comparator.unwrap_or(Comparator::Equal);
            constraints.push(Constraint::new(comparator, version, scheme, constraints.len())?);
        }
    }
    Ok(constraints)
}
