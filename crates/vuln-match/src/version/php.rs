//! PHP's `version_compare`, as databases order Packagist that do not normalise versions as Composer does.
//!
//! Marks separate, and so does a change between digits and letters. Words rank `dev < alpha < beta < RC < (nothing) < (number)
//! < patch` by their first letters, in the case they are written here; all other words are one, below them. The longer version
//! is the greater one where a number follows. A `v` in front takes no part.

use super::key::{KeyWriter, MOST_PIECES, is_expression, split_while};
use super::{Quality, VALID};

/// What may follow, in rising order.
const OTHER: u8 = 1;
const END: u8 = 6;
const NUMBER: u8 = 7;

/// Words by how they begin; the first row that fits counts.
const WORDS: [(&[u8], u8); 9] = [
    (b"dev", 2),
    (b"alpha", 3),
    (b"a", 3),
    (b"beta", 4),
    (b"b", 4),
    (b"RC", 5),
    (b"rc", 5),
    (b"pl", 8),
    (b"p", 8),
];

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let bare = trimmed
        .strip_prefix(b"v")
        .or(trimmed.strip_prefix(b"V"))
        .unwrap_or(trimmed);
    if !bare.first().is_some_and(u8::is_ascii_digit) || is_expression(bare) {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    let (mut rest, mut pieces) = (bare, 0);
    while let Some(first) = rest.first() {
        let digits = first.is_ascii_digit();
        let (piece, after) = split_while(rest, |byte| {
            byte.is_ascii_alphanumeric() && byte.is_ascii_digit() == digits
        });
        if piece.is_empty() {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        pieces += 1;
        if pieces > MOST_PIECES {
            return None;
        }
        if digits {
            writer.byte(NUMBER);
            writer.digits(piece);
        } else {
            let known = WORDS.iter().find(|(word, _)| piece.starts_with(word));
            writer.byte(known.map_or(OTHER, |(_, rank)| *rank));
        }
        rest = after;
    }
    writer.byte(END);
    let exact = bare.len() == version.len()
        && bare
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+'));
    Some((
        writer.finish(),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn words_and_numbers_rise_as_the_manual_says() {
        // PHP manual, version_compare; PHP 8.2 says the same of every pair.
        assert_rising(
            Scheme::Php,
            &[
                "1.0-foo",
                "1.0-dev",
                "1.0-alpha",
                "1.0-alpha1",
                "1.0-beta",
                "1.0-RC1",
                "1.0",
                "1.0.0",
                "1.0.1",
                "1.0pl1",
                "1.1",
                "1.9",
                "1.10",
                "2",
            ],
        );
        assert_equal(
            Scheme::Php,
            &[
                ("1.0a1", "1.0-alpha.1"),
                ("v1.0", "1_0"),
                ("1.0-ALPHA", "1.0-BETA"),
            ],
        );
        assert_quality(
            Scheme::Php,
            &[
                ("1.0-RC1", Quality::Exact),
                ("v1.0", Quality::Lenient),
                ("dev-main", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
