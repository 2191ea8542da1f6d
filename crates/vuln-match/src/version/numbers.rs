//! Lists of numbers, for the schemes that are little else.

use super::key::{KeyWriter, split_while};

/// What comes next, in rising order.
pub(super) const PRERELEASE: u8 = 0;
pub(super) const END: u8 = 1;
pub(super) const NUMBER: u8 = 2;

/// Ends a name, or goes on with it.
const NAME_END: u8 = 1;
const NAME_NUMBER: u8 = 2;
const NAME_TEXT: u8 = 3;

/// Takes numbers behind dots until something else comes, which is given back; `None` if there is no number to begin with.
pub(super) fn split_dotted(text: &[u8]) -> Option<(Vec<&[u8]>, &[u8])> {
    let mut numbers = Vec::new();
    let mut rest = text;
    loop {
        let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
        if digits.is_empty() {
            return None;
        }
        numbers.push(digits);
        match after {
            [b'.', more @ ..] if more.first().is_some_and(u8::is_ascii_digit) => rest = more,
            _ => return Some((numbers, after)),
        }
    }
}

/// Writes the name of a prerelease: `rc2` before `rc10`, in any case; other characters only separate.
pub(super) fn write_name(writer: &mut KeyWriter, name: &[u8]) {
    let mut rest = name;
    while let Some(first) = rest.first() {
        let (run, after) = if first.is_ascii_digit() {
            let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
            writer.byte(NAME_NUMBER);
            writer.digits(digits);
            (digits, after)
        } else {
            let (text, after) = split_while(rest, |byte| byte.is_ascii_alphabetic());
            if !text.is_empty() {
                writer.byte(NAME_TEXT);
                writer.text(text.to_ascii_lowercase());
            }
            (text, after)
        };
        rest = if run.is_empty() {
            after.get(1..).unwrap_or_default()
        } else {
            after
        };
    }
    writer.byte(NAME_END);
}
