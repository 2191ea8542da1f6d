//! Packagist: versions normalised as Composer does and compared as PHP's `version_compare` does.
//!
//! Missing numbers are zeros, any mark separates, and a change between digits and letters does too. Words rank
//! `dev < alpha < beta < RC < (nothing) < patch` in any case and by their first letters, unknown words below all. Build
//! metadata takes no part. A numbered branch is above all its releases (`2.1.x-dev` is `2.1.9999999.9999999-dev`); any other
//! branch (`dev-main`) has no place in the order.
//!
//! Drupal's older names carry the core version in front: `8.x-1.5` is `1.5.0`.

use super::key::{KeyWriter, MOST_PIECES, is_expression, split_while, trim_zeros};
use super::{Quality, VALID};

/// What may follow, in rising order. Numbers of the release are above patches, those behind a word below.
const OTHER: u8 = 1;
const DEV: u8 = 2;
const ALPHA: u8 = 3;
const BETA: u8 = 4;
const CANDIDATE: u8 = 5;
const END: u8 = 6;
const LATER_NUMBER: u8 = 7;
const PATCH: u8 = 8;
const NUMBER: u8 = 9;

/// What stands for the open numbers of a branch.
const BRANCH: &[u8] = b"9999999";
const RELEASE_NUMBERS: usize = 4;

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let bare = match trimmed {
        [b'v' | b'V', rest @ ..] => rest,
        other => other,
    };
    let (numbered, core_version) = without_core_version(bare);
    let (text, _) = split_while(numbered, |byte| byte != b'+' && byte != b'@');
    if !text.first().is_some_and(u8::is_ascii_digit) || is_expression(text) {
        return None;
    }
    if let Some(numbers) = branch(text) {
        return Some((encode(&numbers, &[b"dev"]), Quality::Exact));
    }
    if text.split(|byte| *byte == b'.').any(is_open) {
        return None; // `1.*` is a range.
    }
    let tokens = tokens(text);
    if tokens.len() > MOST_PIECES {
        return None;
    }
    let words = tokens
        .iter()
        .position(|token| !is_number(token))
        .unwrap_or(tokens.len());
    let (numbers, rest) = tokens.split_at_checked(words)?;
    let exact = trimmed.len() == version.len() && !core_version && is_well_written(numbered);
    Some((
        encode(numbers, rest),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

/// `8.x-1.5` without `8.x-`.
fn without_core_version(version: &[u8]) -> (&[u8], bool) {
    let (_, rest) = split_while(version, |byte| byte.is_ascii_digit());
    match rest {
        [b'.', b'x', b'-', numbered @ ..]
            if rest.len() < version.len() && numbered.first().is_some_and(u8::is_ascii_digit) =>
        {
            (numbered, true)
        }
        _ => (version, false),
    }
}

/// The numbers of `2.1.x-dev`, where at least one is open.
fn branch(text: &[u8]) -> Option<Vec<&[u8]>> {
    let (name, suffix) = text.split_at_checked(text.len().checked_sub(3)?)?;
    if !suffix.eq_ignore_ascii_case(b"dev") {
        return None;
    }
    let name = name
        .strip_suffix(b"-")
        .or(name.strip_suffix(b"."))
        .unwrap_or(name);
    let mut numbers = Vec::with_capacity(RELEASE_NUMBERS);
    let mut open = false;
    for part in name.split(|byte| *byte == b'.') {
        match part {
            _ if is_open(part) && numbers.len() < RELEASE_NUMBERS => {
                open = true;
                numbers.push(BRANCH);
            }
            _ if is_number(part) && numbers.len() < RELEASE_NUMBERS => numbers.push(part),
            _ => return None,
        }
    }
    if !open {
        return None;
    }
    numbers.resize(RELEASE_NUMBERS, BRANCH);
    Some(numbers)
}

/// Whether a part stands for any number.
fn is_open(part: &[u8]) -> bool {
    matches!(part, b"x" | b"X" | b"*")
}

/// Stops behind one token too many.
fn tokens(text: &[u8]) -> Vec<&[u8]> {
    let mut tokens = Vec::with_capacity(8);
    let mut rest = text;
    while let (Some(first), true) = (rest.first(), tokens.len() <= MOST_PIECES) {
        let (token, after) = if first.is_ascii_digit() {
            split_while(rest, |byte| byte.is_ascii_digit())
        } else {
            split_word(rest)
        };
        if token.is_empty() {
            rest = rest.get(1..).unwrap_or_default();
        } else {
            tokens.push(token);
            rest = after;
        }
    }
    tokens
}

/// Splits off a word; `betadev` is two.
fn split_word(text: &[u8]) -> (&[u8], &[u8]) {
    let (word, rest) = split_while(text, is_word);
    let known = word.len().checked_sub(3).and_then(|at| word.split_at_checked(at));
    match known {
        Some((word, dev)) if dev.eq_ignore_ascii_case(b"dev") && is_known(word) => {
            (word, text.get(word.len()..).unwrap_or_default())
        }
        _ => (word, rest),
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

fn is_number(token: &[u8]) -> bool {
    token.first().is_some_and(u8::is_ascii_digit) && token.iter().all(u8::is_ascii_digit)
}

fn encode(numbers: &[&[u8]], rest: &[&[u8]]) -> Box<[u8]> {
    let mut writer = KeyWriter::with_class(VALID);
    let significant = numbers
        .iter()
        .rposition(|digits| !trim_zeros(digits).is_empty())
        .map_or(0, |last| last + 1);
    for digits in numbers.iter().take(significant) {
        writer.byte(NUMBER);
        writer.digits(digits);
    }
    let stable = rest
        .first()
        .is_some_and(|word| word.eq_ignore_ascii_case(b"stable"));
    for token in rest.iter().take(if stable { 0 } else { rest.len() }) {
        if is_number(token) {
            writer.byte(LATER_NUMBER);
            writer.digits(token);
        } else {
            let lower = token.to_ascii_lowercase();
            let (class, rest) = rank(&lower);
            writer.byte(class);
            writer.text(rest.iter().copied());
        }
    }
    writer.byte(END);
    writer.finish()
}

/// The rank of a word, and what tells it from others of that rank.
fn rank(word: &[u8]) -> (u8, &[u8]) {
    match word {
        b"dev" => (DEV, b""),
        b"alpha" | b"a" => (ALPHA, b""),
        b"beta" | b"b" => (BETA, b""),
        b"rc" => (CANDIDATE, b""),
        b"patch" | b"pl" | b"p" => (PATCH, b""),
        [b'd', b'e', b'v', ..] => (DEV, word),
        [b'a', ..] => (ALPHA, word),
        [b'b', ..] => (BETA, word),
        [b'r', b'c', ..] => (CANDIDATE, word),
        [b'p', ..] => (PATCH, word),
        _ => (OTHER, word),
    }
}

/// What Composer's version parser accepts: up to four numbers, or a date, with one word, its numbers, and `dev` behind.
fn is_well_written(version: &[u8]) -> bool {
    let (text, build) = split_while(version, |byte| byte != b'+');
    let (release, mut rest) = split_while(text, |byte| byte.is_ascii_digit() || byte == b'.');
    let release = match release.strip_suffix(b".") {
        Some(shorter) => {
            rest = text.get(shorter.len()..).unwrap_or_default();
            shorter
        }
        None => release,
    };
    let mut numbers = release.split(|byte| *byte == b'.');
    // A date and time has 14 digits; Composer takes no longer first number.
    let first_digits = release.iter().take_while(|byte| **byte != b'.').count();
    let well_numbered = first_digits <= 14
        && release.split(|byte| *byte == b'.').count() <= RELEASE_NUMBERS
        && numbers.all(|number| !number.is_empty());
    let marked = match rest {
        [b'.' | b'-' | b'_', word @ ..] => word,
        word => word,
    };
    let (word, mut behind) = split_word(marked);
    let is_dev = word.eq_ignore_ascii_case(b"dev");
    if !is_dev {
        let (_, after) = split_while(behind, |byte| {
            byte.is_ascii_digit() || matches!(byte, b'.' | b'-')
        });
        behind = after;
    }
    let ends = behind.is_empty() || behind.eq_ignore_ascii_case(b"dev");
    well_numbered && build.len() != 1 && (rest.is_empty() || (is_dev || is_known(word)) && ends)
}

/// Whether Composer has a stability of this name, other than `dev`.
fn is_known(word: &[u8]) -> bool {
    let known: [&[u8]; 9] = [
        b"stable", b"alpha", b"a", b"beta", b"b", b"rc", b"patch", b"pl", b"p",
    ];
    known.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn words_rank_around_the_release() {
        assert_rising(
            Scheme::Packagist,
            &[
                "1.0-foo",
                "1.0-dev",
                "1.0-alpha",
                "1.0a1",
                "1.0.0-alpha2",
                "1.0b1-dev",
                "1.0b1",
                "1.0RC1",
                "1.0rc2",
                "1.0",
                "1.0pl1",
                "1.0.0-patch2",
                "1.0.0.1",
                "1.0.1",
                "1.2",
                "1.10",
                "2.1.9",
                "2.1.x-dev",
                "2.2-dev",
                "2.2",
                "2.x-dev",
                "3",
                "20240101",
            ],
        );
    }

    #[test]
    fn spelling_does_not_count() {
        assert_equal(
            Scheme::Packagist,
            &[
                ("1", "1.0.0.0"),
                ("v1.2.3", "1.2.3"),
                ("1.0.0rc2", "1.0.0-RC.2"),
                ("1.25.0beta2.1", "1.25.0-b.2.1"),
                ("1.0-stable", "1.0"),
                ("1.0betadev", "1.0-beta-dev"),
                ("1.0+build.5", "1.0"),
                ("2.1.X-DEV", "2.1.x-dev"),
                ("2010-01-02", "2010.1.2"),
                ("8.x-1.5", "1.5.0"),
                ("8.x-1.0-rc2", "1.0.0-RC2"),
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Packagist,
            &[
                ("1.2.3", Quality::Exact),
                ("v1.2.3-beta.2", Quality::Exact),
                ("1.0pl1", Quality::Exact),
                ("1.0-dev", Quality::Exact),
                ("1.0-rc1-dev", Quality::Exact),
                ("2.x-dev", Quality::Exact),
                ("1.0-foo", Quality::Lenient),
                ("1.2.3.4.5", Quality::Lenient),
                ("1.0-", Quality::Lenient),
                ("8.x-1.5", Quality::Lenient),
                ("dev-main", Quality::Opaque),
                ("dev-1.0", Quality::Opaque),
                ("1.x", Quality::Opaque),
                ("1.0 || 2.0", Quality::Opaque),
                ("^1.0", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
