//! Maven: the order that the POM reference gives, "Version Order Specification".
//!
//! A version is a chain of tokens. A dot joins numbers of one list; a hyphen, and a change between digits and letters, opens
//! a list inside. A qualifier always opens one (`1.x` is `1-x`). Zeros at the end of a list and before a qualifier do not
//! count. A chain that ends goes on with nothing: `1-rc < 1 < 1-sp < 1-1 < 1.1`.

use std::borrow::Cow;

use super::key::{KeyWriter, MOST_PIECES, is_expression, split_while, trim_zeros};
use super::{Quality, VALID};

/// What may follow, in rising order.
const ALPHA: u8 = 1;
const BETA: u8 = 2;
const MILESTONE: u8 = 3;
const CANDIDATE: u8 = 4;
const SNAPSHOT: u8 = 5;
/// `ga`, `final` or `release` with something behind that is below nothing at all.
const RELEASE_BELOW: u8 = 6;
const END: u8 = 7;
/// The same with something behind that is above nothing.
const RELEASE_ABOVE: u8 = 8;
const SERVICE_PACK: u8 = 9;
const OTHER: u8 = 10;
const LISTED_NUMBER: u8 = 11;
const NUMBER: u8 = 12;

/// Stands for `ga`, `final` and `release` until what follows them is known.
const RELEASE: u8 = 0xFF;
/// A zero that does not count.
const NOTHING: u8 = 0;

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a [u8],
    class: u8,
}

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    if trimmed.is_empty() || is_expression(trimmed) {
        return None;
    }
    let lower = lower_case(trimmed);
    let mut tokens = tokens(&lower);
    if tokens.len() > MOST_PIECES {
        return None;
    }
    settle(&mut tokens);
    let exact = trimmed.len() == version.len()
        && trimmed.first().is_some_and(u8::is_ascii_digit)
        && trimmed
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'+'));
    Some((
        encode(&tokens),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

fn lower_case(text: &[u8]) -> Cow<'_, [u8]> {
    match std::str::from_utf8(text) {
        Ok(text) if !text.is_ascii() => Cow::Owned(text.to_lowercase().into_bytes()),
        _ if text.iter().any(u8::is_ascii_uppercase) => Cow::Owned(text.to_ascii_lowercase()),
        _ => Cow::Borrowed(text),
    }
}

/// Stops behind one token too many.
fn tokens(text: &[u8]) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(8);
    let (mut rest, mut number) = (text, NUMBER);
    while let (Some(first), true) = (rest.first(), tokens.len() <= MOST_PIECES) {
        let (text, class, after) = match first {
            // Nothing between two separators is a zero.
            b'.' | b'-' => (b"".as_slice(), number, rest),
            b'0'..=b'9' => {
                let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
                (digits, number, after)
            }
            _ => {
                let (name, after) = split_while(rest, |byte| {
                    !byte.is_ascii_digit() && !matches!(byte, b'.' | b'-')
                });
                let counted = after.first().is_some_and(u8::is_ascii_digit);
                (name, rank(name, counted), after)
            }
        };
        tokens.push(Token { text, class });
        (rest, number) = match after {
            [b'.', behind @ ..] => (behind, NUMBER),
            [b'-', behind @ ..] => (behind, LISTED_NUMBER),
            behind => (behind, LISTED_NUMBER),
        };
    }
    tokens
}

/// The class of a qualifier; `a1` with its digits right behind is `alpha-1`.
fn rank(name: &[u8], counted: bool) -> u8 {
    match name {
        b"alpha" => ALPHA,
        b"beta" => BETA,
        b"milestone" => MILESTONE,
        b"a" if counted => ALPHA,
        b"b" if counted => BETA,
        b"m" if counted => MILESTONE,
        b"rc" | b"cr" => CANDIDATE,
        b"snapshot" => SNAPSHOT,
        b"ga" | b"final" | b"release" => RELEASE,
        b"sp" => SERVICE_PACK,
        _ => OTHER,
    }
}

/// Takes out zeros at the end and before qualifiers. Releases get their class from how what follows compares with nothing;
/// all other tokens decide that themselves.
fn settle(tokens: &mut [Token<'_>]) {
    let mut behind = END;
    for token in tokens.iter_mut().rev() {
        token.class = match token.class {
            NUMBER | LISTED_NUMBER if behind <= OTHER && trim_zeros(token.text).is_empty() => {
                token.class = NOTHING;
                continue;
            }
            RELEASE if behind == END => END,
            RELEASE if behind < END => RELEASE_BELOW,
            RELEASE => RELEASE_ABOVE,
            class => class,
        };
        behind = token.class;
    }
}

fn encode(tokens: &[Token<'_>]) -> Box<[u8]> {
    let mut writer = KeyWriter::with_class(VALID);
    for token in tokens.iter().filter(|token| token.class != NOTHING) {
        match token.class {
            END => break, // Releases only, up to the end.
            class => writer.byte(class),
        }
        match token.class {
            NUMBER | LISTED_NUMBER => writer.digits(token.text),
            OTHER => writer.text(token.text.iter().copied()),
            _ => {}
        }
    }
    writer.byte(END);
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn qualifiers_and_numbers_rise_as_the_reference_says() {
        // POM reference, "Version Order Specification".
        assert_rising(
            Scheme::Maven,
            &[
                "1-alpha2snapshot",
                "1-alpha2",
                "1-alpha-123",
                "1-beta-2",
                "1-m2",
                "1-rc",
                "1-cr2",
                "1-SNAPSHOT",
                "1",
                "1-ga1",
                "1-sp",
                "1-sp2",
                "1-abc",
                "1-pom-1",
                "1-1-snapshot",
                "1-1",
                "1-2",
                "1.0.1",
                "1.1",
                "123456789012345678901234567890",
            ],
        );
        assert_rising(
            Scheme::Maven,
            &["1-ga-alpha", "1", "1-ga1", "1-ga.1", "1-sp", "1-1"],
        );
    }

    #[test]
    fn zeros_aliases_and_separators_do_not_count() {
        assert_equal(
            Scheme::Maven,
            &[
                ("1", "1.0.0"),
                ("1", "1.0-0"),
                ("1", "1-"),
                ("1", "1.ga"),
                ("1", "1-final-release"),
                ("1", "1-ga0"),
                ("1x", "1.0.0-x"),
                ("1.0.0.RC1", "1-cr-1"),
                ("1-x0", "1-x"),
                ("1a1", "1-alpha-1"),
                ("1.01", "1.1"),
                ("1-0-x", "1-x"),
                ("1.X", "1-x"),
                ("0", "0.0-ga"),
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Maven,
            &[
                ("1.0", Quality::Exact),
                ("2.0.4.RELEASE", Quality::Exact),
                ("1.0-20240101.010101-1", Quality::Exact),
                ("${revision}", Quality::Opaque),
                ("[1.0,2.0)", Quality::Opaque),
                ("r09", Quality::Lenient),
                (" 1.0", Quality::Lenient),
                (" ", Quality::Opaque),
            ],
        );
    }
}
