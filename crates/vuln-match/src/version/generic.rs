//! Versions of no known scheme, in the natural order of VERS `generic`: runs of letters and of digits, as Repology's rules rank
//! them.
//!
//! Missing parts are zero. `alpha`, `beta`, `pre`, `rc` and other words sort before zero, `patch`, `pl`, `post` and `errata`
//! behind it; of words the first letter counts, in any case. A letter right behind a number and with no number behind it is
//! a patch of it (`1.0a`). The result is an estimate, so the quality is lenient.

use super::key::{KeyWriter, split_while, trim_zeros};
use super::padded::{PaddedWriter, Side};
use super::{Quality, VALID};

/// What is above zero, in rising order.
const POST_RELEASE: u8 = 1;
const NUMBER: u8 = 2;
const LETTER: u8 = 3;

const POST_WORDS: [&[u8]; 4] = [b"patch", b"post", b"pl", b"errata"];

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    if !version.iter().any(u8::is_ascii_digit) {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    let mut list = PaddedWriter::new(&mut writer);
    let mut rest = version.trim_ascii();
    if let [b'v' | b'V', after @ ..] = rest {
        rest = after;
    }
    let mut behind_number = false;
    while let Some(first) = rest.first() {
        let after = match first {
            b'0'..=b'9' => {
                let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
                write_number(&mut list, digits);
                behind_number = true;
                after
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let (word, after) = split_while(rest, |byte| byte.is_ascii_alphabetic());
                let alone =
                    behind_number && word.len() == 1 && !after.first().is_some_and(u8::is_ascii_digit);
                write_word(&mut list, word, alone);
                behind_number = false;
                after
            }
            _ => {
                behind_number = false;
                rest.get(1..).unwrap_or_default()
            }
        };
        rest = after;
    }
    list.end();
    Some((writer.finish(), Quality::Lenient))
}

fn write_number(list: &mut PaddedWriter<'_>, digits: &[u8]) {
    let side = if trim_zeros(digits).is_empty() {
        Side::Zero
    } else {
        Side::Above
    };
    if let Some(writer) = list.item(side) {
        writer.byte(NUMBER);
        writer.digits(digits);
    }
}

fn write_word(list: &mut PaddedWriter<'_>, word: &[u8], is_suffix: bool) {
    let above = if is_suffix {
        Some(LETTER)
    } else if POST_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)) {
        Some(POST_RELEASE)
    } else {
        None
    };
    let side = if above.is_some() { Side::Above } else { Side::Below };
    if let Some(writer) = list.item(side) {
        if let Some(rank) = above {
            writer.byte(rank);
        }
        writer.byte(word.first().map_or(0, u8::to_ascii_lowercase));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn versions_rise_naturally() {
        assert_rising(
            Scheme::Generic,
            &[
                "0.9",
                "1.alpha1",
                "1.0alpha1",
                "1.0alpha2",
                "1.0beta1",
                "1.0pre1",
                "1.0rc1",
                "1.0",
                "1.0patch1",
                "1.0patch2",
                "1.0.1",
                "1.0a",
                "1.0b",
                "1.1",
                "1.9",
                "1.10",
                "10",
                "20240101",
            ],
        );
        assert_rising(
            Scheme::Generic,
            &[
                "0",
                "0.0.1",
                "0.1",
                "0.9.9",
                "0.10",
                "1.0-alpha",
                "1.0-alpha.2",
                "1.0-beta",
                "1.0-rc.9",
                "1.0-rc.10",
                "1.0",
                "1.0.0.1",
                "1.0.1",
                "1.2",
                "1.2.3",
                "1.2.10",
                "2.0-rc1",
                "2.0",
                "2024.1",
                "2024.10",
                "99999999999999999999",
            ],
        );
        assert_equal(
            Scheme::Generic,
            &[
                ("1", "1.0.0"),
                ("v1.2", "1-2"),
                ("1.0RC1", "1.0-rc.1"),
                ("01", "1"),
            ],
        );
        assert_quality(
            Scheme::Generic,
            &[
                ("1.2.3", Quality::Lenient),
                ("release", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
