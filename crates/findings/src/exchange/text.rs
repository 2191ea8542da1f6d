//! Text from outside on its way into a document that people will look at.

use std::fmt::Write;

use crate::label::is_deceptive;

/// One line: control characters and marks that reorder or hide text become escapes.
pub(super) fn line(text: &str) -> String {
    escaped(text, |_| false)
}

/// Several lines: as [`line`], with line feeds and tabs kept.
pub(super) fn lines(text: &str) -> String {
    escaped(text, |character| matches!(character, '\n' | '\t'))
}

/// A sentence: upper-case beginning is the writer's affair, the full stop at the end is ours.
pub(super) fn sentence(text: &str) -> String {
    let mut text = text.trim_end().to_owned();
    if !text.is_empty() && !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

fn escaped(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut clean = String::with_capacity(text.len());
    for character in text.chars() {
        if is_deceptive(character) && !keep(character) {
            let _ = write!(clean, "{}", character.escape_unicode());
        } else {
            clean.push(character);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible() {
        assert_eq!(line("a\n\u{202e}b"), "a\\u{a}\\u{202e}b");
        assert_eq!(lines("a\n\u{202e}b"), "a\n\\u{202e}b");
    }

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(sentence("a"), "a.");
        assert_eq!(sentence("a."), "a.");
        assert_eq!(sentence(""), "");
    }
}
