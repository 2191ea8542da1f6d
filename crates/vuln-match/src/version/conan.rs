//! Conan 2: items behind dots, a prerelease behind the first hyphen, build metadata behind the last plus sign.
//!
//! Zeros at the end of a list do not count, the longer list wins, a prerelease is below its release and a build above.
//! Numbers compare by value, other items as text. Conan compares a number with a text as texts, which puts `10` below
//! `1a`, `1a` below `9` and `9` below `10`; to keep one order, the digits a text begins with are compared by value here.

use super::key::{KeyWriter, MOST_PIECES, is_expression, split_while, trim_zeros};
use super::{Quality, VALID};

/// Items of a list, in rising order; zero ends the list.
const BELOW_DIGITS: u8 = 1;
const DIGITS: u8 = 2;
const ABOVE_DIGITS: u8 = 3;

const PRERELEASE: u8 = 1;
const RELEASE: u8 = 2;

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let dots = trimmed.iter().filter(|byte| **byte == b'.').count();
    if trimmed.is_empty() || dots >= MOST_PIECES || is_expression(trimmed) {
        return None;
    }
    let (main, build) = match trimmed.iter().rposition(|byte| *byte == b'+') {
        Some(at) => (trimmed.get(..at).unwrap_or_default(), trimmed.get(at + 1..)),
        None => (trimmed, None),
    };
    let (items, prerelease) = split_while(main, |byte| byte != b'-');
    let mut writer = KeyWriter::with_class(VALID);
    write_items(&mut writer, items);
    match prerelease.strip_prefix(b"-") {
        None => writer.byte(RELEASE),
        Some(prerelease) => {
            writer.byte(PRERELEASE);
            write_items(&mut writer, prerelease);
        }
    }
    match build {
        None => writer.byte(0),
        Some(build) => {
            writer.byte(1);
            write_items(&mut writer, build);
        }
    }
    let exact = trimmed.len() == version.len()
        && trimmed
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'.' | b'-'));
    Some((
        writer.finish(),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

fn write_items(writer: &mut KeyWriter, text: &[u8]) {
    let items: Vec<&[u8]> = text.split(|byte| *byte == b'.').collect();
    let significant = items
        .iter()
        .rposition(|item| !is_zero(item))
        .map_or(0, |last| last + 1);
    for item in items.iter().take(significant) {
        match item.first() {
            Some(first) if first.is_ascii_digit() => {
                let (digits, rest) = split_while(item, |byte| byte.is_ascii_digit());
                writer.byte(DIGITS);
                writer.digits(digits);
                writer.text(rest.iter().copied());
            }
            Some(first) if *first > b'9' => {
                writer.byte(ABOVE_DIGITS);
                writer.text(item.iter().copied());
            }
            _ => {
                writer.byte(BELOW_DIGITS);
                writer.text(item.iter().copied());
            }
        }
    }
    writer.byte(0);
}

fn is_zero(item: &[u8]) -> bool {
    !item.is_empty() && item.iter().all(u8::is_ascii_digit) && trim_zeros(item).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn items_prereleases_and_builds_rise() {
        // Conan 2 reference, "Version ranges", and the version tests of vers-spec.
        assert_rising(
            Scheme::Conan,
            &[
                "1.0.2",
                "1.1-alpha.3",
                "1.1-alpha.3+b1",
                "1.1-alpha.3+b2",
                "1.1-alpha.22",
                "1.1-pre1",
                "1.1",
                "1.1+b1",
                "1.1.1",
                "1.1.1a",
                "1.1.1w",
                "1.1.a",
                "1.1a",
                "1.3",
                "1.22",
                "9d",
                "9e",
                "cci.20200101",
                "cci.20211112",
            ],
        );
    }

    #[test]
    fn zeros_at_the_end_do_not_count() {
        assert_equal(
            Scheme::Conan,
            &[
                ("1", "1.0.0"),
                ("1-pre1", "1.0.0-pre1.0"),
                ("1+b1", "1.0+b1.0"),
                ("1.01", "1.1"),
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Conan,
            &[
                ("1.2.3", Quality::Exact),
                ("cci.20200101", Quality::Exact),
                ("1.0-rc1+2", Quality::Exact),
                ("1.2.*", Quality::Lenient),
                (" 1", Quality::Lenient),
                ("[>=1.0 <2]", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
