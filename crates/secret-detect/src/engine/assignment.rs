//! Names and the values assigned to them, in the notations of source code and configuration files.
//!
//! Read by hand instead of by a regex: names are where most keyword hits are, and a few bytes decide.

/// How many bytes of the name may stand behind the keyword, quotes and brackets included.
const MAX_NAME: usize = 48;
/// How many bytes of an operator, white space and quotes may stand before the value.
const MAX_GAP: usize = 64;
/// How many bytes of a type annotation may stand between `:` and `=`.
const MAX_TYPE: usize = 32;

/// The most bytes between the end of a keyword and the value.
pub(super) const MAX_BYTES: usize = MAX_NAME + MAX_GAP + MAX_TYPE + MAX_GAP;

/// Whether a keyword at `hit` can be (part of) a name: none ends in the midst of a camel-case change, and a short one does not
/// begin inside a word.
pub(super) fn begins_name(text: &[u8], hit: usize, keyword: usize) -> bool {
    let first = text.get(hit).copied().unwrap_or_default();
    let last = text.get(hit + keyword - 1).copied().unwrap_or_default();
    // In `sumOf` there is no `sumo`.
    if first.is_ascii_lowercase() && last.is_ascii_uppercase() {
        return false;
    }
    if keyword >= 6 {
        return true;
    }
    match hit.checked_sub(1).and_then(|before| text.get(before)) {
        Some(before) if before.is_ascii_alphabetic() => {
            before.is_ascii_lowercase() && first.is_ascii_uppercase()
        }
        _ => true,
    }
}

/// Whether a value that ends at `end` is not cut out of a longer one.
pub(super) fn ends_value(text: &[u8], end: usize) -> bool {
    match text.get(end) {
        Some(b'.') => !text.get(end + 1).is_some_and(u8::is_ascii_alphanumeric),
        Some(byte) => {
            !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-' | b'+' | b'/' | b'=' | b'*' | b'$')
        }
        None => true,
    }
}

/// Where a value can begin that is assigned to the name whose keyword ends at `at`: behind the operator, and behind the
/// second one of `name: Type = value`.
pub(super) fn values(text: &[u8], at: usize) -> impl Iterator<Item = usize> {
    let first = skip(text, at, MAX_NAME, is_name).and_then(|operator| behind_operator(text, operator));
    let second = first.and_then(|value| {
        let operator = skip(text, value, MAX_TYPE, is_type)?;
        (operator > value && text.get(operator) == Some(&b'='))
            .then(|| behind_operator(text, operator))
            .flatten()
    });
    first.into_iter().chain(second)
}

fn behind_operator(text: &[u8], at: usize) -> Option<usize> {
    let end = skip(text, at, 4, |byte| {
        matches!(byte, b'=' | b':' | b'>' | b'?' | b'|' | b',' | b'(')
    })?;
    if end == at {
        return None;
    }
    let value = skip(text, end, MAX_GAP - 8, |byte| {
        byte.is_ascii_whitespace() || is_opening(byte) || byte == b'='
    })?;
    // Nothing is assigned in `a = ""`, whatever follows.
    if is_empty_text(text.get(end..value)?) {
        return None;
    }
    // Byte, raw and format strings: `b"…"`, `r'…'`, `@"…"`.
    let prefixed = matches!(text.get(value), Some(b'b' | b'r' | b'f' | b'u' | b'L' | b'@'))
        && matches!(text.get(value + 1), Some(b'"' | b'\''));
    Some(if prefixed { value + 2 } else { value })
}

/// Whether what stands before a value holds a text without content: two quotes side by side that are not the beginning of three.
fn is_empty_text(gap: &[u8]) -> bool {
    let mut at = 0;
    while let Some(first) = gap.get(at) {
        let run = gap.get(at..).unwrap_or_default();
        let length = run.iter().take_while(|byte| *byte == first).count();
        at += length;
        // A text whose quotes are doubled, as in CSV, begins behind them.
        if matches!(first, b'"' | b'\'') && length == 2 && at < gap.len() {
            return true;
        }
    }
    false
}

/// The first byte at or behind `at` that is not `of`; nothing if it is more than `most` bytes away.
fn skip(text: &[u8], at: usize, most: usize, of: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = rest.iter().take(most + 1).take_while(|byte| of(**byte)).count();
    (length <= most).then_some(at + length)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'_' | b'-' | b'.' | b' ' | b'\t' | b'"' | b'\'' | b'`' | b']' | b'[' | b'\\' | b')' | b'+'
        )
}

fn is_type(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'_' | b' ' | b'&' | b'\'' | b'<' | b'>' | b'.' | b'*' | b'?' | b':'
        )
}

fn is_opening(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | b'\\' | b'[' | b'(' | b'{')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_the_notations_of_many_languages() {
        let rows = [
            ("acme = VALUE", true),
            ("acme_token=VALUE", true),
            ("acmeToken: 'VALUE'", true),
            ("\"acme_token\": \"VALUE\"", true),
            ("\\\"acme_token\\\": \\\"VALUE\\\"", true),
            ("acme_token ::= \"VALUE\"", true),
            ("ACME ?= VALUE", true),
            ("$acme .= \"VALUE\"", true),
            ("\"acme\" => \"VALUE\"", true),
            ("set(\"acme\", \"VALUE\")", true),
            ("<acmeToken>\n    VALUE\n</acmeToken>", true),
            ("config[\"acme\"] = `VALUE`", true),
            ("acme: &'static str = \"VALUE\"", true),
            ("acmeKey: string = 'VALUE'", true),
            ("acme = b\"VALUE\"", true),
            ("acme || \"VALUE\"", true),
            ("acme is a company. VALUE", false),
            ("acme; VALUE", false),
            ("acme = \"\"\nVALUE", false),
            ("acme = '' 'VALUE'", false),
            ("acme=\"\"VALUE\"\"", true),
            ("acme = \"\"\"\nVALUE", true),
        ];
        for (text, expected) in rows {
            let at = text.to_ascii_lowercase().find("acme").unwrap() + 4;
            let value = text.find("VALUE").unwrap();
            assert_eq!(
                values(text.as_bytes(), at).any(|start| start == value),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn a_short_keyword_does_not_begin_inside_a_word() {
        assert!(!begins_name(b"blob", 1, 3));
        assert!(begins_name(b"myLob", 2, 3));
        assert!(begins_name(b"my_lob", 3, 3));
        assert!(!begins_name(b"sumObj", 0, 4));
    }
}
