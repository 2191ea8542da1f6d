//! From the text of a filter to its tokens.

use crate::import::expr::ExprError;

/// A token and where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) at: usize,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Name(String),
    Number(f64),
    Text(String),
    Sign(&'static str),
}

/// Longer signs first.
const SIGNS: [&str; 24] = [
    "||", "&&", "??", "==", "!=", "<=", ">=", "<", ">", "(", ")", "[", "]", ",", ".", ";", ":", "?", "+",
    "-", "!", "=", "*", "/",
];

/// Reads all tokens.
pub(super) fn tokens(source: &str) -> Result<Vec<Token>, ExprError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
        let skipped = blank(rest).ok_or(ExprError::Syntax { at })?;
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let (kind, length) = token(rest).map_err(|offset| ExprError::Syntax { at: at + offset })?;
        tokens.push(Token { at, kind });
        at += length;
    }
    Ok(tokens)
}

/// How many bytes of space or of one comment are next; nothing if a comment does not end.
fn blank(rest: &str) -> Option<usize> {
    if rest.starts_with("//") || rest.starts_with('#') {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return rest.find("*/").map(|end| end + 2);
    }
    Some(rest.len() - rest.trim_start().len())
}

fn token(rest: &str) -> Result<(TokenKind, usize), usize> {
    let first = rest.bytes().next().unwrap_or_default();
    if first.is_ascii_alphabetic() || first == b'_' {
        let length = span(rest, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let name = rest.get(..length).unwrap_or_default();
        return Ok((TokenKind::Name(name.to_owned()), length));
    }
    if first.is_ascii_digit() {
        let length = span(rest, |byte| byte.is_ascii_digit() || byte == b'.');
        let number: f64 = rest
            .get(..length)
            .unwrap_or_default()
            .parse()
            .map_err(|_| 0_usize)?;
        return if number.is_finite() {
            Ok((TokenKind::Number(number), length))
        } else {
            Err(0)
        };
    }
    match first {
        b'`' => {
            let inner = rest.get(1..).unwrap_or_default();
            let end = inner.find('`').ok_or(0_usize)?;
            let text = inner.get(..end).unwrap_or_default();
            Ok((TokenKind::Text(text.to_owned()), end + 2))
        }
        b'"' | b'\'' => quoted(rest, char::from(first)),
        _ => SIGNS
            .iter()
            .find(|sign| rest.starts_with(**sign))
            .map(|sign| (TokenKind::Sign(sign), sign.len()))
            .ok_or(0),
    }
}

fn quoted(rest: &str, quote: char) -> Result<(TokenKind, usize), usize> {
    let mut text = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => {
                let (_, escaped) = chars.next().ok_or(at)?;
                text.push(match escaped {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    '\\' | '"' | '\'' | '`' => escaped,
                    'x' => hex(&mut chars, 2).ok_or(at)?,
                    'u' => hex(&mut chars, 4).ok_or(at)?,
                    _ => return Err(at),
                });
            }
            _ if char == quote => return Ok((TokenKind::Text(text), at + 1)),
            _ => text.push(char),
        }
    }
    Err(0)
}

fn hex(chars: &mut impl Iterator<Item = (usize, char)>, digits: usize) -> Option<char> {
    let mut value = 0;
    for _ in 0..digits {
        value = value * 16 + chars.next()?.1.to_digit(16)?;
    }
    char::from_u32(value)
}

fn span(text: &str, of: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| of(*byte)).count()
}
