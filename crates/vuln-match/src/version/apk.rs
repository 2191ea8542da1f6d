//! Alpine packages: `1.2.3b_rc1_p2~0a1b-r4` (apk-package(5)).
//!
//! Numbers behind the first that begin with a zero are compared as text, as fractions are. A version that goes on in a way
//! apk does not know sorts, from there on, before the end of one that does not, and by its bytes. Lenient are: white space
//! around, digits behind a letter (`5.9.2p1`, of older packages), and such unknown rests.

use super::key::{KeyWriter, split_while};
use super::{Quality, VALID};

/// What comes next, in rising order.
const PRERELEASE: u8 = 1;
const UNKNOWN: u8 = 2;
const END: u8 = 3;
const REVISION: u8 = 4;
const COMMIT: u8 = 5;
const SUFFIX_NUMBER: u8 = 6;
const POST_RELEASE: u8 = 7;
const LETTER: u8 = 8;
const FRACTION: u8 = 9;
const NUMBER: u8 = 10;

/// Suffixes in rising order, those before the release first.
const SUFFIXES: [(&[u8], u8); 9] = [
    (b"alpha", PRERELEASE),
    (b"beta", PRERELEASE),
    (b"pre", PRERELEASE),
    (b"rc", PRERELEASE),
    (b"cvs", POST_RELEASE),
    (b"svn", POST_RELEASE),
    (b"git", POST_RELEASE),
    (b"hg", POST_RELEASE),
    (b"p", POST_RELEASE),
];

/// What was read last, which says what may follow.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Last {
    Number,
    Letter,
    Suffix,
    Commit,
    Revision,
}

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (digits, mut rest) = split_while(trimmed, |byte| byte.is_ascii_digit());
    if digits.is_empty() {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    writer.digits(digits);
    let mut quality = if trimmed.len() == version.len() {
        Quality::Exact
    } else {
        Quality::Lenient
    };
    let mut last = Last::Number;
    while !rest.is_empty() {
        if last == Last::Letter && rest.first().is_some_and(u8::is_ascii_digit) {
            quality = Quality::Lenient;
        }
        match next(&mut writer, last, rest) {
            Some((found, after)) => (last, rest) = (found, after),
            None => {
                writer.byte(UNKNOWN);
                writer.text(rest.iter().copied());
                return Some((writer.finish(), Quality::Lenient));
            }
        }
    }
    writer.byte(END);
    Some((writer.finish(), quality))
}

/// Writes what comes next and gives back what follows it; `None` if apk knows no such thing here.
fn next<'a>(writer: &mut KeyWriter, last: Last, text: &'a [u8]) -> Option<(Last, &'a [u8])> {
    match text {
        [b'.', rest @ ..] if last == Last::Number => number(writer, rest),
        [b'0'..=b'9', ..] if last == Last::Letter => {
            let (digits, rest) = split_while(text, |byte| byte.is_ascii_digit());
            writer.byte(NUMBER);
            writer.digits(digits);
            Some((Last::Number, rest))
        }
        [letter @ b'a'..=b'z', rest @ ..] if last == Last::Number => {
            writer.byte(LETTER);
            writer.byte(*letter);
            Some((Last::Letter, rest))
        }
        [b'_', rest @ ..] if last <= Last::Suffix => suffix(writer, rest),
        [b'~', rest @ ..] if last < Last::Commit => {
            let (hash, rest) = split_while(rest, |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
            if hash.is_empty() {
                return None;
            }
            writer.byte(COMMIT);
            writer.text(hash.iter().copied());
            Some((Last::Commit, rest))
        }
        [b'-', b'r', rest @ ..] if last < Last::Revision => {
            let (digits, rest) = split_while(rest, |byte| byte.is_ascii_digit());
            if digits.is_empty() {
                return None;
            }
            writer.byte(REVISION);
            writer.digits(digits);
            Some((Last::Revision, rest))
        }
        _ => None,
    }
}

fn number<'a>(writer: &mut KeyWriter, text: &'a [u8]) -> Option<(Last, &'a [u8])> {
    let (digits, rest) = split_while(text, |byte| byte.is_ascii_digit());
    match digits {
        [] => return None,
        [b'0', ..] => {
            writer.byte(FRACTION);
            writer.text(digits.iter().copied());
        }
        _ => {
            writer.byte(NUMBER);
            writer.digits(digits);
        }
    }
    Some((Last::Number, rest))
}

fn suffix<'a>(writer: &mut KeyWriter, text: &'a [u8]) -> Option<(Last, &'a [u8])> {
    let (name, rest) = split_while(text, |byte| byte.is_ascii_lowercase());
    let at = SUFFIXES.iter().position(|(known, _)| *known == name)?;
    let (_, class) = SUFFIXES.get(at)?;
    writer.byte(*class);
    writer.byte(at as u8);
    let (digits, rest) = split_while(rest, |byte| byte.is_ascii_digit());
    if !digits.is_empty() {
        writer.byte(SUFFIX_NUMBER);
        writer.digits(digits);
    }
    Some((Last::Suffix, rest))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn the_order_of_apk_rises() {
        assert_rising(
            Scheme::Apk,
            &[
                "0.9",
                "1.2_alpha",
                "1.2_alpha-r1",
                "1.2_alpha1_pre2",
                "1.2_alpha1",
                "1.2_alpha10",
                "1.2_beta",
                "1.2_pre1",
                "1.2_rc1",
                "1.2_rc1-r1",
                "1.2_foo",
                "1.2",
                "1.2-r0",
                "1.2-r1",
                "1.2-r10",
                "1.2~0a1b",
                "1.2~0a1b-r1",
                "1.2_cvs1",
                "1.2_svn",
                "1.2_git20240101",
                "1.2_hg1",
                "1.2_p1",
                "1.2_p1_p1",
                "1.2_p2",
                "1.2a",
                "1.2a_p1",
                "1.2b",
                "1.2.0",
                "1.2.05",
                "1.2.1",
                "1.10",
                "2",
                "10",
                "20240101",
                "99999999999999999999999",
            ],
        );
        assert_rising(Scheme::Apk, &["1.0_rc1_p1_beta", "1.0_rc1_p1"]);
        assert_rising(Scheme::Apk, &["5.1_p1-r2", "5.1p1-r0", "5.1p2-r0", "5.1p10"]);
    }

    #[test]
    fn the_first_number_is_compared_by_value() {
        assert_equal(
            Scheme::Apk,
            &[("006", "6"), ("02.08.01b", "2.08.01b"), (" 1.0 ", "1.0")],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Apk,
            &[
                ("1.2.3b_rc1_p2~0a1b-r4", Quality::Exact),
                ("1", Quality::Exact),
                ("5.9.2p1-r3", Quality::Lenient),
                ("0.1bc", Quality::Lenient),
                ("0.1_pre2~1234xbcd", Quality::Lenient),
                ("0.1-r", Quality::Lenient),
                ("0.1-r2-r3", Quality::Lenient),
                ("0.1-r2.1", Quality::Lenient),
                ("1.", Quality::Lenient),
                (".1", Quality::Opaque),
                ("a", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
