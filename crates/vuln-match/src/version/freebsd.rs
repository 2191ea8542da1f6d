//! FreeBSD ports: `version[_revision][,epoch]` (pkg-version(8), Porter's Handbook 5.2).
//!
//! A component is a number, a letter and a patch number, any of which may be missing; missing components are zero. The words
//! `pl`, `alpha`, `beta`, `pre` and `rc` begin a component of their own that sorts before zero; of other words the first letter
//! counts. What stands behind `+` is compared after the rest. Lenient are: white space around, a first character that is no
//! digit, and characters other than letters, digits, `.` and `+`.

use super::key::{KeyWriter, split_while, trim_zeros};
use super::padded::{PaddedWriter, Side};
use super::{Quality, VALID};

/// Ends the list of blocks, between what is below zero and what is above.
const END: u8 = 2;

/// Words that stand alone, with their rank among letters (`a` is 1).
const STAGES: [(&[u8], u8); 5] = [(b"pl", 0), (b"alpha", 1), (b"beta", 2), (b"pre", 16), (b"rc", 18)];

const NO_PATCH: u8 = 0;
const PATCH: u8 = 1;

/// One component of a version.
struct Component<'a> {
    number: Option<&'a [u8]>,
    letter: u8,
    patch: Option<&'a [u8]>,
}

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (rest, epoch) = split_number(trimmed, b',')?;
    let (name, revision) = split_number(rest, b'_')?;
    if !name.iter().any(u8::is_ascii_alphanumeric) {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    writer.digits(epoch);
    for (at, block) in name.split(|byte| *byte == b'+').enumerate() {
        write_block(&mut writer, block, at == 0);
    }
    writer.byte(END);
    writer.digits(revision);
    let exact = trimmed.len() == version.len()
        && name.first().is_some_and(u8::is_ascii_digit)
        && name
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+'));
    Some((
        writer.finish(),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

/// Splits off the number behind the last separator; `None` if something else stands there.
fn split_number(text: &[u8], separator: u8) -> Option<(&[u8], &[u8])> {
    let Some(at) = text.iter().rposition(|byte| *byte == separator) else {
        return Some((text, &[]));
    };
    let digits = text.get(at + 1..)?;
    let numeric = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    numeric.then_some((text.get(..at)?, digits))
}

/// Blocks behind the first that hold nothing but zeros are left out.
fn write_block(writer: &mut KeyWriter, block: &[u8], first: bool) {
    let mut list = PaddedWriter::new(writer);
    let mut rest = block;
    while !rest.is_empty() {
        let (component, after) = component(rest);
        let side = match component.number {
            None => Side::Below,
            Some(digits) if trim_zeros(digits).is_empty() && component.letter == 0 => Side::Zero,
            Some(_) => Side::Above,
        };
        if let Some(writer) = list.item(side) {
            writer.digits(component.number.unwrap_or_default());
            writer.byte(component.letter);
            match component.patch {
                None => writer.byte(NO_PATCH),
                Some(digits) => {
                    writer.byte(PATCH);
                    writer.digits(digits);
                }
            }
        }
        rest = after;
    }
    if first || list.is_written() {
        list.end();
    }
}

/// Takes the first component and the separators behind it; always at least one byte.
fn component(text: &[u8]) -> (Component<'_>, &[u8]) {
    let (digits, rest) = split_while(text, |byte| byte.is_ascii_digit());
    let number = (!digits.is_empty()).then_some(digits);
    let (word, after) = split_while(rest, |byte| byte.is_ascii_alphabetic());
    let stage = STAGES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
    let (letter, rest) = match (stage, word.first()) {
        // A stage right behind a number is the next component.
        (Some(_), _) if number.is_some() => (None, rest),
        (Some((_, rank)), _) => (Some(*rank), after),
        (None, Some(first)) => (Some(first.to_ascii_lowercase() - b'a' + 1), after),
        (None, None) => (None, rest),
    };
    let (patch, rest) = match letter {
        Some(_) => {
            let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
            ((!digits.is_empty()).then_some(digits), after)
        }
        None => (Some(&[][..]), rest),
    };
    let (_, rest) = split_while(rest, |byte| !byte.is_ascii_alphanumeric());
    let component = Component {
        number,
        letter: letter.unwrap_or(0),
        patch,
    };
    (component, rest)
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn the_order_of_the_handbook_rises() {
        // Porter's Handbook 5.2.4 and pkg-version(8).
        assert_rising(
            Scheme::FreeBsd,
            &[
                "1.pl1", "1.alpha1", "1.beta1", "1.pre1", "1.rc1", "1", "1_1", "1_10", "1.0.1", "1.1", "2",
                "10", "1,1", "0.1,2",
            ],
        );
        assert_rising(
            Scheme::FreeBsd,
            &[
                "0.1.a1",
                "0.1.b1",
                "0.1",
                "0.1.0.0.2",
                "0.1.0.1",
                "0.1.1",
                "0.1p",
                "0.1p1",
                "0.1p10",
                "0.1q",
                "0.2.rc1",
                "0.2",
            ],
        );
        assert_rising(Scheme::FreeBsd, &["1.0+rc1", "1.0", "1.0+1", "1.0+2_1", "1.0.1"]);
        assert_rising(Scheme::FreeBsd, &["1.0.0.rc1", "1.0.0", "1.0.0.1"]);
        assert_rising(Scheme::FreeBsd, &["1.rc1", "1.0.rc1", "1"]);
        // Handbook 5.2.3: revisions count within a version, epochs over all.
        assert_rising(
            Scheme::FreeBsd,
            &[
                "0.9.9",
                "0.9.9_1",
                "0.9.9_2",
                "0.9.10",
                "0.9.10_10",
                "0.10.a",
                "0.10",
                "1.0.20230101",
                "1.0.20240101",
                "1.0a",
                "1.0b",
                "1.0b_1",
                "1.0c",
                "2023.9",
                "2023.10",
                "20240101",
                "0.0.1,1",
                "0.0.1_1,1",
                "0.0.2,1",
                "9,1",
                "0,2",
                "0_1,2",
                "0,10",
            ],
        );
    }

    #[test]
    fn what_is_missing_is_zero() {
        assert_equal(
            Scheme::FreeBsd,
            &[
                ("1", "1.0.0"),
                ("1.0_0", "1,0"),
                ("1.0rc1", "1.0.RC1"),
                ("1.01", "1.1"),
                ("1.2foo3", "1.2f3"),
                ("1+0", "1"),
                (" 1", "1"),
            ],
        );
        assert_quality(
            Scheme::FreeBsd,
            &[
                ("1.2.3p4_5,6", Quality::Exact),
                ("r123", Quality::Lenient),
                ("1-2", Quality::Lenient),
                ("1_a", Quality::Opaque),
                ("1,", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
