//! RPM packages: `[epoch:]version[-release]`, each part by rpmvercmp (rpm-version(7)).
//!
//! A part is runs of letters and runs of digits; everything else only separates them, save `~` (before the end) and `^`
//! (behind the end, before more). A missing epoch is zero; a missing release sorts before every release. Lenient are: white
//! space around, and other characters than letters, digits, `.`, `_`, `+`, `~`, `^`.

use super::key::{KeyWriter, split_while};
use super::{Quality, VALID};

/// What comes next, in rising order.
const TILDE: u8 = 1;
const END: u8 = 2;
const CARET: u8 = 3;
const LETTERS: u8 = 4;
const DIGITS: u8 = 5;

const NO_RELEASE: u8 = 1;
const RELEASE: u8 = 2;

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (epoch, rest) = match split_while(trimmed, |byte| byte.is_ascii_digit()) {
        (epoch, [b':', rest @ ..]) => (epoch, rest),
        _ => (&[][..], trimmed),
    };
    let (version_part, release) = match rest.iter().rposition(|byte| *byte == b'-') {
        Some(at) => (rest.get(..at)?, rest.get(at + 1..)),
        None => (rest, None),
    };
    if version_part.is_empty() {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    writer.digits(epoch);
    segments(&mut writer, version_part);
    match release {
        None => writer.byte(NO_RELEASE),
        Some(release) => {
            writer.byte(RELEASE);
            segments(&mut writer, release);
        }
    }
    let exact = trimmed.len() == version.len()
        && is_well_formed(version_part)
        && release.is_none_or(is_well_formed)
        && trimmed.first() != Some(&b':');
    Some((
        writer.finish(),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

fn segments(writer: &mut KeyWriter, part: &[u8]) {
    let mut rest = part;
    while let Some((first, after)) = rest.split_first() {
        rest = match first {
            b'~' => {
                writer.byte(TILDE);
                after
            }
            b'^' => {
                writer.byte(CARET);
                after
            }
            b'0'..=b'9' => {
                let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
                writer.byte(DIGITS);
                writer.digits(digits);
                after
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let (letters, after) = split_while(rest, |byte| byte.is_ascii_alphabetic());
                writer.byte(LETTERS);
                writer.text(letters.iter().copied());
                after
            }
            _ => after,
        };
    }
    writer.byte(END);
}

fn is_well_formed(part: &[u8]) -> bool {
    part.iter().any(u8::is_ascii_alphanumeric)
        && part
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'~' | b'^'))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn the_order_of_rpm_rises() {
        // rpm-version(7), "Alphanumeric", "Tilde and caret".
        assert_rising(
            Scheme::Rpm,
            &[
                "1.0~rc1",
                "1.0~rc1^git1",
                "1.0",
                "1.0^git1~pre",
                "1.0^git1",
                "1.0^git2",
                "1.0a",
                "1.0aa",
                "1.0b",
                "1.0.0",
                "1.0.1",
                "1.0010",
                "2",
                "99999999999999999999999999",
                "1:0.1",
            ],
        );
        assert_rising(
            Scheme::Rpm,
            &[
                "4.4.20",
                "4.4.20-1.el8",
                "4.4.20-1.el8_4",
                "4.4.20-1.el8_10",
                "4.4.20-2.el8",
                "4.4.20-10.el8",
                "1:1-1",
            ],
        );
        assert_rising(
            Scheme::Rpm,
            &[
                "1.20.4-1.module_el8.6.0+2886+d33c3efb",
                "1.20.4-1.module_el8.6.0+3000+aaaaaaaa",
                "1.20.4-1.module_el8.7.0+1+a",
            ],
        );
    }

    #[test]
    fn separators_only_separate() {
        assert_equal(
            Scheme::Rpm,
            &[
                ("2.0", "2_0"),
                ("1..2", "1.2"),
                ("a", "a+"),
                ("1.1.\u{3b1}", "1.1.\u{3b2}"),
                ("1.05", "1.5"),
                ("0:1-1", "1-1"),
                ("01:1", "1:1"),
                (" 1-1", "1-1"),
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Rpm,
            &[
                ("1:2.3~rc1-4.el8_6", Quality::Exact),
                ("2.3", Quality::Exact),
                ("1.0-", Quality::Lenient),
                ("+", Quality::Lenient),
                ("a:1", Quality::Lenient),
                ("1.0/2-1", Quality::Lenient),
                ("", Quality::Opaque),
                ("-1", Quality::Opaque),
                ("1:", Quality::Opaque),
            ],
        );
    }
}
