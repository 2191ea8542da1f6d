//! Arch Linux packages: `[epoch:]pkgver[-pkgrel]` (vercmp(8)).
//!
//! Parts are runs of letters and of digits, and the number of separators before a part counts. Letters right behind a number
//! sort before the end (`1.0rc` before `1.0`), behind a separator they sort after it (`1.0` before `1.0.a`). vercmp takes a
//! missing pkgrel for equal to every one, which is no order; here it is 1, what the first has (PKGBUILD(5)). Separators at the
//! end sort between the end and more, where vercmp goes in circles. Lenient are: white space around and other characters
//! than PKGBUILD(5) allows.

use super::key::{KeyWriter, split_while};
use super::{Quality, VALID};

/// What comes next, in rising order.
const SUFFIX: u8 = 1;
const END: u8 = 2;
const TRAILING: u8 = 3;
const PART: u8 = 4;

const LETTERS: u8 = 1;
const DIGITS: u8 = 2;

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (epoch, rest) = match split_while(trimmed, |byte| byte.is_ascii_digit()) {
        (epoch, [b':', rest @ ..]) => (epoch, rest),
        _ => (&[][..], trimmed),
    };
    let (name, release) = match rest.iter().rposition(|byte| *byte == b'-') {
        Some(at) => (rest.get(..at)?, rest.get(at + 1..)?),
        None => (rest, &b"1"[..]),
    };
    if name.is_empty() {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    writer.digits(epoch);
    parts(&mut writer, name);
    parts(&mut writer, release);
    let allowed =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'~' | b'^');
    let exact = trimmed.len() == version.len()
        && trimmed.first() != Some(&b':')
        && name.iter().all(allowed)
        && !release.is_empty()
        && release.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    Some((
        writer.finish(),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

fn parts(writer: &mut KeyWriter, text: &[u8]) {
    let mut rest = text;
    let mut behind_digits = false;
    while !rest.is_empty() {
        let (separators, after) = split_while(rest, |byte| !byte.is_ascii_alphanumeric());
        let digits = match after.first() {
            None => {
                writer.byte(TRAILING);
                return;
            }
            Some(first) => first.is_ascii_digit(),
        };
        if separators.is_empty() && behind_digits {
            writer.byte(SUFFIX);
        } else {
            writer.byte(PART);
            writer.number(separators.len() as u64);
            writer.byte(if digits { DIGITS } else { LETTERS });
        }
        let (run, after) = if digits {
            split_while(after, |byte| byte.is_ascii_digit())
        } else {
            split_while(after, |byte| byte.is_ascii_alphabetic())
        };
        if digits {
            writer.digits(run);
        } else {
            writer.text(run.iter().copied());
        }
        behind_digits = digits;
        rest = after;
    }
    writer.byte(END);
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn the_examples_of_the_manual_rise() {
        // vercmp(8), "Examples" and "Version comparison".
        assert_rising(
            Scheme::Alpm,
            &[
                "1.0a", "1.0b", "1.0beta", "1.0p", "1.0pre", "1.0rc", "1.0", "1.0.a", "1.0.1", "1.1",
            ],
        );
        assert_rising(Scheme::Alpm, &["1", "1.0", "1.1", "1.1.1", "1.2", "2.0", "3.0.0"]);
        assert_rising(
            Scheme::Alpm,
            &[
                "1.5b-1", "1.5-1", "1.5-2", "1.5-2.1", "1.5-10", "1.5.b", "1.5.1-1", "1.5..0", "0:2.0",
                "1:1.0", "2:0.1",
            ],
        );
    }

    #[test]
    fn a_missing_release_is_the_first() {
        assert_equal(
            Scheme::Alpm,
            &[
                ("1.1-1", "1.1"),
                ("0:1.0", "1.0"),
                ("1.0_1", "1.0.1"),
                ("1.01", "1.1"),
                (" 1", "1"),
            ],
        );
        assert_quality(
            Scheme::Alpm,
            &[
                ("1:2.3rc1-4", Quality::Exact),
                ("2.3", Quality::Exact),
                ("1.0-a", Quality::Lenient),
                ("1.0-", Quality::Lenient),
                (":1", Quality::Lenient),
                ("-1", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
