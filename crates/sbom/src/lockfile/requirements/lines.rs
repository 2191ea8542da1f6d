//! Lines as pip reads them: ended as Python's `str.splitlines` does, joined at a backslash, without comments.

use std::ops::Range;

/// The logical lines of a text that hold anything.
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
}

#[derive(Debug, Eq, PartialEq)]
pub(super) struct Line {
    /// Without white space around it.
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next line as it stands, where it begins, and whether it is the last.
    fn physical(&mut self) -> Option<(&'a str, usize)> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let (line, after) = match rest.char_indices().find(|(_, c)| ends_line(*c)) {
            Some((end, mark)) => {
                let after = rest.get(end..).unwrap_or_default();
                let mark = if after.starts_with("\r\n") {
                    2
                } else {
                    mark.len_utf8()
                };
                (rest.get(..end).unwrap_or_default(), end + mark)
            }
            None => (rest, rest.len()),
        };
        self.at = start + after;
        Some((line, start))
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let mut text = String::new();
        let mut span: Option<Range<usize>> = None;
        while let Some((line, start)) = self.physical() {
            let shown = line.trim_matches(is_space);
            if !shown.is_empty() && !shown.starts_with('#') {
                let indent = line.len() - line.trim_start_matches(is_space).len();
                let end = start + indent + without_comment(shown).trim_end_matches(is_space).len();
                let from = span.map_or(start + indent, |span| span.start);
                span = Some(from..end);
            }
            // A line that is nothing but a comment ends what was joined, even if a backslash ends the comment.
            if line.ends_with('\\') && !shown.starts_with('#') {
                text.push_str(line.trim_matches('\\'));
                continue;
            }
            if shown.starts_with('#') {
                text.push(' ');
            }
            text.push_str(line);
            if let Some(found) = finished(&text, span.clone()) {
                return Some(found);
            }
            text.clear();
            span = None;
        }
        finished(&text, span)
    }
}

fn finished(text: &str, span: Option<Range<usize>>) -> Option<Line> {
    let text = without_comment(text).trim_matches(is_space);
    if text.is_empty() {
        return None;
    }
    Some(Line {
        text: text.to_owned(),
        span: span.unwrap_or(0..0),
    })
}

/// The ends of lines by `str.splitlines`.
fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// White space by `str.isspace`.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// A comment begins the line or follows white space.
fn without_comment(line: &str) -> &str {
    let mut before = ' ';
    for (at, character) in line.char_indices() {
        if character == '#' && is_space(before) {
            return line.get(..at).unwrap_or(line);
        }
        before = character;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        Lines::of(text).map(|line| line.text).collect()
    }

    #[test]
    fn every_end_of_line_that_python_knows_ends_a_comment() {
        for end in [
            "\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{1c}", "\u{1d}", "\u{1e}", "\u{85}", "\u{2028}",
            "\u{2029}",
        ] {
            assert_eq!(lines(&format!("# comment{end}a==1{end}")), ["a==1"], "{end:?}");
        }
        assert_eq!(lines("# comment\u{1f}a==1\u{a0}\t"), [""; 0]);
    }

    #[test]
    fn lines_join_at_a_backslash_as_in_pip() {
        for (text, expected) in [
            ("a==1 \\\n  --hash=x\n", vec!["a==1   --hash=x"]),
            ("# c \\\na==1\n", vec!["a==1"]),
            ("a==1 \\\n# x\nb==2\n", vec!["a==1", "b==2"]),
            ("a==1\\\\\nb==2\n", vec!["a==1b==2"]),
            // The comment swallows the line it is joined with.
            ("a==1 # c \\\nb==2\nc==3", vec!["a==1", "c==3"]),
            ("a#b", vec!["a#b"]),
            ("a\\\n\\\n", vec!["a"]),
            ("a\\", vec!["a"]),
        ] {
            assert_eq!(lines(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_spans_from_its_first_to_its_last_word() {
        let spans: Vec<_> = Lines::of("\n  a==1 \\\n  --x # y\n\rb")
            .map(|line| line.span)
            .collect();
        assert_eq!(spans, [3..15, 21..22]);
    }
}
