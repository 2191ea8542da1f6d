//! Maven: the order that the POM reference gives, "Version Order Specification".
//!
//! A version is a chain of tokens. A dot joins numbers of one list; a hyphen, and a change between digits and letters, opens
//! a list inside. A qualifier always opens one (`1.x` is `1-x`). Zeros at the end of a list and before a qualifier do not
//! count. A chain that ends goes on with nothing: `1-rc < 1 < 1-sp < 1-1 < 1.1`.

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

#[derive(Clone, Copy, Debug)]
enum Token<'a> {
    Number {
        digits: &'a [u8],
        opens_list: bool,
    },
    Qualifier {
        name: &'a [u8],
        /// Whether digits stand right behind it: `a1` is `alpha-1`.
        counted: bool,
    },
}

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    if trimmed.is_empty() || is_expression(trimmed) {
        return None;
    }
    let lower = lower_case(trimmed);
    let tokens = tokens(&lower);
    if tokens.len() > MOST_PIECES {
        return None;
    }
    let tokens = normalised(tokens);
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

fn lower_case(text: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(text) {
        Ok(text) if !text.is_ascii() => text.to_lowercase().into_bytes(),
        _ => text.to_ascii_lowercase(),
    }
}

/// Stops behind one token too many.
fn tokens(text: &[u8]) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(8);
    let (mut rest, mut opens_list) = (text, false);
    while let (Some(first), true) = (rest.first(), tokens.len() <= MOST_PIECES) {
        if let b'.' | b'-' = first {
            // Nothing between two separators is a zero.
            tokens.push(Token::Number {
                digits: &[],
                opens_list,
            });
        } else if first.is_ascii_digit() {
            let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
            tokens.push(Token::Number { digits, opens_list });
            rest = after;
        } else {
            let (name, after) = split_while(rest, |byte| {
                !byte.is_ascii_digit() && !matches!(byte, b'.' | b'-')
            });
            tokens.push(Token::Qualifier {
                name,
                counted: after.first().is_some_and(u8::is_ascii_digit),
            });
            rest = after;
        }
        (rest, opens_list) = match rest {
            [b'.', after @ ..] => (after, false),
            [b'-', after @ ..] => (after, true),
            after => (after, true),
        };
    }
    tokens
}

/// Without zeros at the end and before qualifiers.
fn normalised(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut kept: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    for token in tokens.into_iter().rev() {
        if is_zero(&token)
            && kept
                .last()
                .is_none_or(|next| matches!(next, Token::Qualifier { .. }))
        {
            continue;
        }
        kept.push(token);
    }
    kept.reverse();
    kept
}

fn is_zero(token: &Token<'_>) -> bool {
    matches!(token, Token::Number { digits, .. } if trim_zeros(digits).is_empty())
}

fn encode(tokens: &[Token<'_>]) -> Box<[u8]> {
    // Releases are written by how the tokens behind them compare with nothing; all others decide that themselves.
    let mut classes: Vec<u8> = Vec::with_capacity(tokens.len());
    let mut behind = END;
    for token in tokens.iter().rev() {
        let class = class(token, behind);
        classes.push(class);
        behind = class;
    }
    let mut writer = KeyWriter::with_class(VALID);
    for (token, class) in tokens.iter().zip(classes.into_iter().rev()) {
        if class == END {
            break; // Releases only, up to the end.
        }
        writer.byte(class);
        match token {
            Token::Number { digits, .. } => writer.digits(digits),
            Token::Qualifier { name, .. } if class == OTHER => writer.text(name.iter().copied()),
            Token::Qualifier { .. } => {}
        }
    }
    writer.byte(END);
    writer.finish()
}

fn class(token: &Token<'_>, behind: u8) -> u8 {
    let (name, counted) = match token {
        Token::Number { opens_list: true, .. } => return LISTED_NUMBER,
        Token::Number { .. } => return NUMBER,
        Token::Qualifier { name, counted } => (*name, *counted),
    };
    match name {
        b"alpha" => ALPHA,
        b"beta" => BETA,
        b"milestone" => MILESTONE,
        b"a" if counted => ALPHA,
        b"b" if counted => BETA,
        b"m" if counted => MILESTONE,
        b"rc" | b"cr" => CANDIDATE,
        b"snapshot" => SNAPSHOT,
        b"sp" => SERVICE_PACK,
        b"ga" | b"final" | b"release" => match behind {
            END => END,
            ALPHA..=RELEASE_BELOW => RELEASE_BELOW,
            _ => RELEASE_ABOVE,
        },
        _ => OTHER,
    }
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
