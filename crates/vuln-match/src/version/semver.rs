//! Semantic Versioning 2.0.0 precedence (clause 11), read leniently.
//!
//! Lenient are: white space around, `v` or `=` in front, fewer than three parts, more than three parts (a missing part is
//! zero), zeros in front, letters right behind the last number (`1.2.3rc1` is `1.2.3-rc1`), and other characters in the
//! identifiers. Numbers have any length. Build metadata takes no part in the order.

use super::key::{KeyWriter, split_while, trim_zeros};
use super::{Quality, VALID};

/// What follows the three numbers, in rising order.
const PRERELEASE: u8 = 1;
const RELEASE: u8 = 2;
const FURTHER_PART: u8 = 3;

/// What an identifier is, in rising order; zero ends the list.
const NUMERIC: u8 = 1;
const ALPHANUMERIC: u8 = 2;

/// A version taken apart.
pub(super) struct Parts<'a> {
    /// The numbers, at least one.
    pub(super) numbers: Numbers<'a>,
    /// What stands behind `-`, or directly behind the numbers.
    pub(super) prerelease: Option<&'a [u8]>,
    /// How it is written.
    pub(super) quality: Quality,
}

/// The digits of numbers. Nearly always there are three, which need no memory of their own.
#[derive(Default)]
pub(super) struct Numbers<'a> {
    first: [&'a [u8]; 3],
    count: usize,
    further: Vec<&'a [u8]>,
}

impl<'a> Numbers<'a> {
    fn push(&mut self, digits: &'a [u8]) {
        match self.first.get_mut(self.count) {
            Some(place) => *place = digits,
            None => self.further.push(digits),
        }
        self.count += 1;
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// How many digits they have together.
    pub(super) fn digits(&self) -> usize {
        let all = self.first.iter().chain(&self.further);
        all.map(|digits| digits.len()).sum()
    }
}

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let bare = strip_prefix(trimmed);
    let parts = parse(bare)?;
    let quality = if bare.len() == version.len() {
        parts.quality
    } else {
        Quality::Lenient
    };
    Some((encode(&parts, identifiers), quality))
}

fn strip_prefix(version: &[u8]) -> &[u8] {
    let without_equals = version.strip_prefix(b"=").unwrap_or(version).trim_ascii_start();
    match without_equals {
        [b'v' | b'V', rest @ ..] => rest.trim_ascii_start(),
        other => other,
    }
}

/// Takes `1.2.3-rc.1+build` apart; `None` if it does not begin with a number or goes on with something else.
pub(super) fn parse(version: &[u8]) -> Option<Parts<'_>> {
    let mut quality = Quality::Exact;
    let mut numbers = Numbers::default();
    let mut rest = version;
    loop {
        let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
        if digits.is_empty() {
            return None;
        }
        if has_leading_zero(digits) {
            quality = Quality::Lenient;
        }
        numbers.push(digits);
        rest = after;
        match rest {
            [b'.', after @ ..] => rest = after,
            _ => break,
        }
    }
    if numbers.len() != 3 {
        quality = Quality::Lenient;
    }
    let (core, build) = split_while(rest, |byte| byte != b'+');
    let prerelease = match core {
        [] => None,
        [b'-', text @ ..] => Some(text),
        [first, ..] if first.is_ascii_alphabetic() => {
            quality = Quality::Lenient;
            Some(core)
        }
        _ => return None,
    };
    let strict = prerelease.is_none_or(|text| are_identifiers(text, true))
        && build
            .strip_prefix(b"+")
            .is_none_or(|text| are_identifiers(text, false));
    Some(Parts {
        numbers,
        prerelease,
        quality: if strict { quality } else { Quality::Lenient },
    })
}

fn has_leading_zero(digits: &[u8]) -> bool {
    digits.len() > 1 && digits.first() == Some(&b'0')
}

/// Clauses 9 and 10: dot-separated, not empty, letters, digits and hyphens; numbers of a prerelease without zeros in front.
fn are_identifiers(text: &[u8], prerelease: bool) -> bool {
    text.split(|byte| *byte == b'.').all(|identifier| {
        let numeric = identifier.iter().all(u8::is_ascii_digit);
        !identifier.is_empty()
            && identifier
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
            && !(prerelease && numeric && has_leading_zero(identifier))
    })
}

/// Writes the key; `prerelease` writes the identifiers of the text it is given.
pub(super) fn encode(parts: &Parts<'_>, prerelease: impl Fn(&mut KeyWriter, &[u8])) -> Box<[u8]> {
    let mut writer = KeyWriter::with_class(VALID);
    write(&mut writer, parts, prerelease);
    writer.finish()
}

/// The same, without the class byte in front.
pub(super) fn write(writer: &mut KeyWriter, parts: &Parts<'_>, prerelease: impl Fn(&mut KeyWriter, &[u8])) {
    // One that is missing is zero.
    for digits in parts.numbers.first {
        writer.digits(digits);
    }
    let further = &parts.numbers.further;
    let significant = further
        .iter()
        .rposition(|digits| !trim_zeros(digits).is_empty())
        .map_or(0, |last| last + 1);
    for digits in further.iter().take(significant) {
        writer.byte(FURTHER_PART);
        writer.digits(digits);
    }
    match parts.prerelease {
        None => writer.byte(RELEASE),
        Some(text) => {
            writer.byte(PRERELEASE);
            prerelease(writer, text);
            writer.byte(0);
        }
    }
}

/// Clause 11.4: numbers by value, before all others; the others by their bytes; the longer list wins.
pub(super) fn identifiers(writer: &mut KeyWriter, text: &[u8]) {
    for identifier in text.split(|byte| *byte == b'.') {
        self::identifier(writer, identifier);
    }
}

pub(super) fn identifier(writer: &mut KeyWriter, identifier: &[u8]) {
    if !identifier.is_empty() && identifier.iter().all(u8::is_ascii_digit) {
        writer.byte(NUMERIC);
        writer.digits(identifier);
    } else {
        writer.byte(ALPHANUMERIC);
        writer.text(identifier.iter().copied());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn the_examples_of_the_specification_rise() {
        // SemVer 2.0.0, clause 11.
        assert_rising(Scheme::SemVer, &["1.0.0", "2.0.0", "2.1.0", "2.1.1"]);
        assert_rising(
            Scheme::SemVer,
            &[
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
            ],
        );
    }

    #[test]
    fn numbers_compare_by_value_and_a_missing_part_is_zero() {
        assert_rising(
            Scheme::SemVer,
            &[
                "0.0.0-0",
                "0",
                "1.2.3-0",
                "1.2.3--",
                "1.2.3-A",
                "1.2.3-a",
                "1.2.3",
                "1.2.3.1-a",
                "1.2.3.1",
                "1.2.3.1.1",
                "1.2.4-a",
                "1.9",
                "1.10",
                "18446744073709551616.0.0",
                "99999999999999999999999.0.0",
            ],
        );
        assert_equal(
            Scheme::SemVer,
            &[
                ("1", "1.0.0"),
                ("v1.2.3", "1.2.3"),
                ("=1.2.3", "1.2.3"),
                (" =v 1.2.3", "1.2.3"),
                ("1.2.3.0", "1.2.3"),
                ("1.2.3+a", "1.2.3+b"),
                (" 1.2.3 ", "1.2.3"),
                ("1.2.3rc1", "1.2.3-rc1"),
                ("01.2.3", "1.2.3"),
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::SemVer,
            &[
                ("1.2.3", Quality::Exact),
                ("1.2.3-rc.1+build.05", Quality::Exact),
                ("999999999999999999999999.0.0", Quality::Exact),
                ("v1.2.3", Quality::Lenient),
                ("1.2", Quality::Lenient),
                ("1.2.3.4", Quality::Lenient),
                ("1.2.3-01", Quality::Lenient),
                ("1.2.3-", Quality::Lenient),
                ("1.2.3-a_b", Quality::Lenient),
                ("1.02.3", Quality::Lenient),
                ("", Quality::Opaque),
                ("nightly.2026-03-10.0", Quality::Opaque),
                ("1.2.x", Quality::Opaque),
                ("1.2.", Quality::Opaque),
                ("1.2.3_4", Quality::Opaque),
            ],
        );
    }
}
