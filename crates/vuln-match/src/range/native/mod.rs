//! The notations of package managers, one file each.

mod brackets;
mod composer;
mod conan;
mod gem;
mod go;
mod nginx;
mod npm;
mod openssl;
mod pypi;

use std::fmt;

use super::{Comparator, Constraint, RangeError};
use crate::Scheme;

/// A package manager's way to write ranges.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Notation {
    /// Composer: `^1.2 || ~2.0.3, !=2.0.5`; a bound without stability lies below the prereleases of its version.
    Composer,
    /// Conan: `>=1.0 <2.0 || ^3.2`; the upper bounds of `^` and `~` lie below the prereleases of their version.
    Conan,
    /// RubyGems: `~> 2.0.8`, `>= 1.0, < 2`.
    Gem,
    /// Go, as advisory databases write it: `>=v1.0.0 <v1.2.3 || =v1.3.0`.
    Go,
    /// Maven: `[1.0,2.0),[3.0,)`; a version alone is that version.
    Maven,
    /// nginx, as its security advisories write it: `1.5.0+, 1.4.1+`, `0.7.52-0.8.39`, `all`.
    Nginx,
    /// npm, as advisory databases write it: parts that are missing are zero. What an installer takes a range for is
    /// [`NpmRange`](crate::NpmRange).
    Npm,
    /// NuGet: `[1.0.0, 2.0.0)`, `1.2.*`; a version alone is the lowest one.
    NuGet,
    /// OpenSSL, as its advisories write it: versions separated by commas.
    OpenSsl,
    /// PyPI: version specifiers, `~=1.4.2, !=1.4.5`; all compare by order alone.
    PyPi,
}

struct Row {
    notation: Notation,
    name: &'static str,
    vers_type: &'static str,
    scheme: Scheme,
    read: fn(&str) -> Result<Vec<Vec<Constraint>>, RangeError>,
}

const fn row(
    notation: Notation,
    name: &'static str,
    scheme: Scheme,
    read: fn(&str) -> Result<Vec<Vec<Constraint>>, RangeError>,
) -> Row {
    Row {
        notation,
        name,
        vers_type: name,
        scheme,
        read,
    }
}

/// In the order of [`Notation`].
static ROWS: [Row; 10] = [
    row(Notation::Composer, "composer", Scheme::Packagist, composer::read),
    row(Notation::Conan, "conan", Scheme::Conan, conan::read),
    row(Notation::Gem, "gem", Scheme::Gem, gem::read),
    Row {
        vers_type: "golang",
        ..row(Notation::Go, "go", Scheme::Go, go::read)
    },
    row(Notation::Maven, "maven", Scheme::Maven, brackets::maven),
    row(Notation::Nginx, "nginx", Scheme::SemVer, nginx::read),
    row(Notation::Npm, "npm", Scheme::SemVer, npm::read),
    row(Notation::NuGet, "nuget", Scheme::NuGet, brackets::nuget),
    row(Notation::OpenSsl, "openssl", Scheme::OpenSsl, openssl::read),
    row(Notation::PyPi, "pypi", Scheme::Pep440, pypi::read),
];

impl Notation {
    /// All notations.
    pub const ALL: [Self; 10] = [
        Self::Composer,
        Self::Conan,
        Self::Gem,
        Self::Go,
        Self::Maven,
        Self::Nginx,
        Self::Npm,
        Self::NuGet,
        Self::OpenSsl,
        Self::PyPi,
    ];

    /// The notation of a name or VERS type such as `npm`, `pypi`, `golang`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        ROWS.iter()
            .find(|row| row.name == name || row.vers_type == name)
            .map(|row| row.notation)
    }

    /// The lower-case name: `composer`, `conan`, `gem` and so on.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// The scheme its versions are ordered by.
    #[must_use]
    pub fn scheme(self) -> Scheme {
        self.row().map_or(Scheme::Generic, |row| row.scheme)
    }

    /// The type of the VERS it becomes.
    #[must_use]
    pub fn vers_type(self) -> &'static str {
        self.row().map_or("", |row| row.vers_type)
    }

    /// Lists of constraints; all of one list must hold.
    pub(super) fn read(self, text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
        match self.row() {
            Some(row) => (row.read)(text),
            None => Err(fault(self, 0)),
        }
    }

    fn row(self) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.notation == self)
    }
}

impl fmt::Display for Notation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Words of a list; a comparator that stands alone belongs to the word behind it. One empty word if there is none.
pub(super) fn join_signs(list: &str) -> Vec<String> {
    let (mut parts, mut open) = (Vec::new(), String::new());
    for word in list.split_whitespace() {
        open.push_str(word);
        let sign = |byte: u8| matches!(byte, b'<' | b'>' | b'=' | b'!' | b'~' | b'^');
        if !word.bytes().all(sign) {
            parts.push(std::mem::take(&mut open));
        }
    }
    if !open.is_empty() || parts.is_empty() {
        parts.push(open);
    }
    parts
}

/// Reads alternatives behind `||`, each with one reader for its words; the index counts all words.
fn alternatives(
    text: &str,
    between: &[char],
    mut word: impl FnMut(&str, usize, &mut Vec<Constraint>) -> Result<(), RangeError>,
) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let mut index = 0;
    let mut lists = Vec::new();
    for alternative in text.split("||") {
        let mut list = Vec::new();
        for chunk in alternative.split(between) {
            for part in join_signs(chunk) {
                word(&part, index, &mut list)?;
                index += 1;
            }
        }
        lists.push(list);
    }
    Ok(lists)
}

fn fault(notation: Notation, index: usize) -> RangeError {
    RangeError::Native { index, notation }
}

/// The numbers a version begins with.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let end = version
        .find(|character: char| !character.is_ascii_digit() && character != '.')
        .unwrap_or(version.len());
    let (head, _) = version.split_at_checked(end)?;
    head.trim_end_matches('.')
        .split('.')
        .map(|part| part.parse().ok())
        .collect()
}

/// The numbers up to `at` with that one raised: the next version of that part.
fn raised(numbers: &[u64], at: usize) -> Option<String> {
    let mut kept: Vec<u64> = numbers.get(..=at)?.to_vec();
    let last = kept.last_mut()?;
    *last = last.checked_add(1)?;
    let words: Vec<String> = kept.iter().map(u64::to_string).collect();
    Some(words.join("."))
}

#[cfg(test)]
mod tests {
    use super::super::VersionRange;
    use super::*;

    /// Checks how ranges print as VERS.
    pub(super) fn assert_vers(notation: Notation, rows: &[(&str, &str)]) {
        for (native, vers) in rows {
            let range = VersionRange::from_native(notation, native);
            let printed = range.map(|range| range.to_string());
            assert_eq!(printed.as_deref(), Ok(*vers), "{notation} {native:?}");
        }
    }

    /// Checks which versions lie in a range.
    pub(super) fn assert_holds(notation: Notation, rows: &[(&str, &[&str], &[&str])]) {
        for (native, inside, outside) in rows {
            let range = VersionRange::from_native(notation, native).unwrap();
            for (versions, expected) in [(inside, true), (outside, false)] {
                for version in *versions {
                    let key = notation.scheme().parse(version);
                    assert_eq!(range.contains(&key), expected, "{notation} {native:?} {version}");
                }
            }
        }
    }

    pub(super) fn assert_refused(notation: Notation, texts: &[&str]) {
        for text in texts {
            let range = VersionRange::from_native(notation, text);
            assert!(range.is_err(), "{notation} {text:?} {range:?}");
        }
    }

    #[test]
    fn every_notation_has_its_row() {
        for (notation, row) in Notation::ALL.iter().zip(&ROWS) {
            assert_eq!(*notation, row.notation);
            assert_eq!(Notation::named(row.name), Some(*notation));
            assert_eq!(Notation::named(notation.vers_type()), Some(*notation));
        }
    }

    #[test]
    fn a_sign_belongs_to_the_word_behind_it() {
        assert_eq!(join_signs(">= 1  <  2 3"), [">=1", "<2", "3"]);
        assert_eq!(join_signs(" "), [""]);
        assert_eq!(join_signs("1 <"), ["1", "<"]);
    }
}
