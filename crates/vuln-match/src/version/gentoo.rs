//! Gentoo packages (Package Manager Specification 3.2 and 3.3): `1.2.3b_rc1_p2-r4`.
//!
//! Numbers behind the first that begin with a zero are compared as text without closing zeros. Lenient is white space around.

use super::key::{KeyWriter, split_while};
use super::{Quality, VALID};

/// What comes next, in rising order; `_p` sorts behind the end.
const END: u8 = 5;
const SUFFIXES: [(&[u8], u8); 5] = [(b"alpha", 1), (b"beta", 2), (b"pre", 3), (b"rc", 4), (b"p", 6)];

const LAST: u8 = 1;
const FRACTION: u8 = 2;
const NUMBER: u8 = 3;

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let mut writer = KeyWriter::with_class(VALID);
    let rest = numbers(&mut writer, trimmed)?;
    let rest = match rest {
        [letter @ b'a'..=b'z', after @ ..] => {
            writer.byte(*letter);
            after
        }
        _ => {
            writer.byte(0);
            rest
        }
    };
    let rest = suffixes(&mut writer, rest)?;
    match rest {
        [] => writer.number(0),
        [b'-', b'r', digits @ ..] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            writer.digits(digits);
        }
        _ => return None,
    }
    let exact = trimmed.len() == version.len();
    Some((
        writer.finish(),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

fn numbers<'a>(writer: &mut KeyWriter, text: &'a [u8]) -> Option<&'a [u8]> {
    let (first, mut rest) = split_while(text, |byte| byte.is_ascii_digit());
    if first.is_empty() {
        return None;
    }
    writer.digits(first);
    while let [b'.', after @ ..] = rest {
        let (digits, behind) = split_while(after, |byte| byte.is_ascii_digit());
        match digits {
            [] => return None,
            [b'0', ..] => {
                let count = digits
                    .iter()
                    .rposition(|digit| *digit != b'0')
                    .map_or(0, |at| at + 1);
                writer.byte(FRACTION);
                writer.text(digits.iter().take(count).copied());
            }
            _ => {
                writer.byte(NUMBER);
                writer.digits(digits);
            }
        }
        rest = behind;
    }
    writer.byte(LAST);
    Some(rest)
}

fn suffixes<'a>(writer: &mut KeyWriter, text: &'a [u8]) -> Option<&'a [u8]> {
    let mut rest = text;
    while let [b'_', after @ ..] = rest {
        let (name, after) = split_while(after, |byte| byte.is_ascii_lowercase());
        let (_, rank) = SUFFIXES.iter().find(|(known, _)| *known == name)?;
        let (digits, after) = split_while(after, |byte| byte.is_ascii_digit());
        writer.byte(*rank);
        writer.digits(digits);
        rest = after;
    }
    writer.byte(END);
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn the_algorithms_of_the_specification_rise() {
        // PMS, algorithms 3.1 to 3.7.
        assert_rising(
            Scheme::Gentoo,
            &[
                "0",
                "1_alpha",
                "1_alpha1",
                "1_beta",
                "1_pre",
                "1_rc",
                "1_rc1_alpha",
                "1_rc1",
                "1_rc1-r1",
                "1_rc1_p1",
                "1",
                "1-r1",
                "1-r10",
                "1_p",
                "1_p1_beta",
                "1_p1",
                "1a",
                "1a_p1",
                "1b",
                "1.0",
                "1.0.0",
                "1.05",
                "1.052",
                "1.1",
                "1.10",
                "2",
                "10",
            ],
        );
    }

    #[test]
    fn what_is_missing_is_zero() {
        assert_equal(
            Scheme::Gentoo,
            &[
                ("1.0-r0", "1.0"),
                ("1.010", "1.01"),
                ("1_p", "1_p0"),
                ("01", "1"),
                (" 1", "1"),
            ],
        );
        assert_quality(
            Scheme::Gentoo,
            &[
                ("1.2.3b_rc1_p2-r4", Quality::Exact),
                ("1 ", Quality::Lenient),
                ("1.", Quality::Opaque),
                ("1ab", Quality::Opaque),
                ("1_foo", Quality::Opaque),
                ("1-r", Quality::Opaque),
                ("1-1", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
