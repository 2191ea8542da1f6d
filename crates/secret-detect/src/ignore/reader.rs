//! Texts that come in pieces.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{IgnoreComment, IgnoreComments, IgnoreForm, line};

/// How long a line is read, in bytes; a comment behind that has no effect.
pub(super) const MAX_LINE: usize = 16 * 1024;
/// How many comments of one text are kept.
pub(super) const MAX_COMMENTS: usize = 10_000;

/// Reads the comments of a text that comes in pieces of any size.
///
/// ```
/// use portcullis_secret_detect::ignore::IgnoreReader;
/// let mut reader = IgnoreReader::new();
/// for piece in ["a = 1\nkey = 'x' # gitle", "aks:allow\n"] {
///     reader.push(piece.as_bytes());
/// }
/// let comments = reader.finish();
/// assert_eq!(comments.iter().next().map(|comment| (comment.line, comment.column)), Some((2, 13)));
/// ```
#[derive(Debug, Default)]
pub struct IgnoreReader {
    comments: IgnoreComments,
    /// The number of the line that `begun` is of, from 0.
    line: u64,
    /// The beginning of a line whose end is still to come.
    begun: Vec<u8>,
    /// The first bytes, until they tell how the text is written.
    head: Option<u8>,
    form: Form,
    /// One byte of each unit of UTF-16.
    decoded: Vec<u8>,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, Default)]
enum Form {
    #[default]
    Unknown,
    Bytes,
    Utf16 {
        big_endian: bool,
        /// The first byte of a unit whose second is still to come.
        half: Option<u8>,
    },
}

impl IgnoreReader {
    /// Nothing is read yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The next bytes of the text.
    pub fn push(&mut self, mut piece: &[u8]) {
        if let Form::Unknown = self.form {
            let mut start = self.head.take().into_iter().collect::<Vec<u8>>();
            while start.len() < 2 {
                let Some((first, rest)) = piece.split_first() else {
                    self.head = start.first().copied();
                    return;
                };
                start.push(*first);
                piece = rest;
            }
            self.form = match *start.as_slice() {
                [0xff, 0xfe] => Form::utf16(false),
                [0xfe, 0xff] => Form::utf16(true),
                _ => Form::Bytes,
            };
            if let Form::Bytes = self.form {
                self.take(&start);
            }
        }
        if let Form::Bytes = self.form {
            self.take(piece);
            return;
        }
        let mut decoded = std::mem::take(&mut self.decoded);
        decoded.clear();
        self.form.decode(piece, &mut decoded);
        self.take(&decoded);
        self.decoded = decoded;
    }

    /// The text ends here.
    #[must_use]
    pub fn finish(mut self) -> IgnoreComments {
        if let Some(only) = self.head.take() {
            self.take(&[only]);
        }
        self.end_line();
        self.comments
    }

    fn take(&mut self, piece: &[u8]) {
        let Some(first) = memchr::memchr(b'\n', piece) else {
            return self.begin(piece);
        };
        let (end, rest) = piece.split_at(first);
        self.begin(end);
        self.end_line();
        let rest = rest.get(1..).unwrap_or_default();
        let last = memchr::memrchr(b'\n', rest).map_or(0, |last| last + 1);
        let (lines, begun) = rest.split_at(last);
        self.lines(lines);
        self.begin(begun);
    }

    fn begin(&mut self, part: &[u8]) {
        let room = MAX_LINE - self.begun.len();
        self.begun.extend_from_slice(part.get(..room).unwrap_or(part));
    }

    fn end_line(&mut self) {
        let begun = std::mem::take(&mut self.begun);
        if parts().any(|parts| parts.is_match(&begun)) {
            self.read_line(self.line, &begun);
        }
        self.line += 1;
        self.begun = begun;
        self.begun.clear();
    }

    /// Whole lines: only those are looked at closer that hold a part of a comment.
    fn lines(&mut self, text: &[u8]) {
        let mut counted = 0;
        let mut number = self.line;
        let mut known = 0;
        for at in parts()
            .flat_map(|parts| parts.find_iter(text))
            .map(|found| found.start())
        {
            if at < known {
                continue;
            }
            let before = text.get(..at).unwrap_or_default();
            let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
            let behind = text.get(at..).unwrap_or_default();
            let end = memchr::memchr(b'\n', behind).map_or(text.len(), |end| at + end);
            number += newlines(text.get(counted..start).unwrap_or_default());
            (counted, known) = (start, end);
            let line = text.get(start..end).unwrap_or_default();
            self.read_line(number, line.get(..MAX_LINE).unwrap_or(line));
        }
        self.line = number + newlines(text.get(counted..).unwrap_or_default());
    }

    fn read_line(&mut self, number: u64, line: &[u8]) {
        let number = number + 1;
        for (column, form, own) in line::read(line) {
            if self.comments.comments.len() >= MAX_COMMENTS {
                self.comments.truncated = true;
                return;
            }
            let lines = match form {
                IgnoreForm::DetectSecretsNextLine => (number + 1, number + 1),
                _ => (number, number),
            };
            self.comments.comments.push(IgnoreComment {
                form,
                line: number,
                column: self.form.column(number, column),
                lines,
                own,
            });
        }
    }
}

impl Form {
    const fn utf16(big_endian: bool) -> Self {
        Self::Utf16 {
            big_endian,
            half: None,
        }
    }

    fn decode(&mut self, piece: &[u8], into: &mut Vec<u8>) {
        let Self::Utf16 { big_endian, half } = self else {
            return;
        };
        for byte in piece {
            let Some(first) = half.take() else {
                *half = Some(*byte);
                continue;
            };
            let (high, low) = if *big_endian {
                (first, *byte)
            } else {
                (*byte, first)
            };
            // Comments are ASCII: any other unit only has to keep its place.
            into.push(if high == 0 && low.is_ascii() { low } else { 0xff });
        }
    }

    /// The column in bytes of the input.
    fn column(self, line: u64, column: u64) -> u64 {
        match self {
            // The byte order mark belongs to the first line.
            Self::Utf16 { .. } if line == 1 => 2 * column + 1,
            Self::Utf16 { .. } => 2 * column - 1,
            _ => column,
        }
    }
}

/// What every comment has a part of: rare in any text, and few enough for a search by vectors.
static PARTS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    // `pragma:` is one in any case of its letters.
    let pragma = (0..8_u8).map(|cases| {
        let letters = "gma".chars().enumerate();
        let letters = letters.map(|(at, letter)| match cases >> at & 1 {
            0 => letter,
            _ => letter.to_ascii_uppercase(),
        });
        letters.chain([':']).collect::<String>()
    });
    let parts = [":allow", ":ignore"].map(str::to_owned).into_iter().chain(pragma);
    let built = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(parts);
    built.ok()
});

/// One; a list of a few words always builds.
fn parts() -> impl Iterator<Item = &'static AhoCorasick> {
    PARTS.iter()
}

fn newlines(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a: 1\nk = 'x' # gitleaks:allow\n\nb: ragma: s:a\n# PRAGMA: allowlist nextline secret\ny # trufflehog:ignore kingfisher:ignore";

    fn in_pieces(text: &[u8], size: usize) -> IgnoreComments {
        let mut reader = IgnoreReader::new();
        text.chunks(size).for_each(|piece| reader.push(piece));
        reader.finish()
    }

    #[test]
    fn any_pieces_give_the_same_comments() {
        let whole = IgnoreComments::read(TEXT.as_bytes());
        let told: Vec<String> = whole.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "gitleaks:allow in line 2, column 11",
                "pragma: allowlist nextline secret in line 5, column 3",
                "trufflehog:ignore in line 6, column 5",
                "kingfisher:ignore in line 6, column 23",
            ]
        );
        for size in 1..TEXT.len() {
            assert_eq!(in_pieces(TEXT.as_bytes(), size), whole, "{size}");
        }
    }

    #[test]
    fn a_text_in_utf16_is_read_as_text() {
        for little in [true, false] {
            let mark = std::iter::once(0xfeff);
            let text: Vec<u8> = mark
                .chain(TEXT.encode_utf16())
                .flat_map(|unit| {
                    if little {
                        unit.to_le_bytes()
                    } else {
                        unit.to_be_bytes()
                    }
                })
                .collect();
            for size in [1, 2, 3, 1000] {
                let comments = in_pieces(&text, size);
                let places: Vec<_> = comments
                    .iter()
                    .map(|comment| (comment.line, comment.column))
                    .collect();
                assert_eq!(places, [(2, 21), (5, 5), (6, 9), (6, 45)]);
            }
        }
    }

    #[test]
    fn a_comment_far_behind_in_its_line_has_no_effect() {
        let far = format!("{}# gitleaks:allow\nx # gitleaks:allow", " ".repeat(MAX_LINE));
        for size in [7, 4096, far.len()] {
            let comments = in_pieces(far.as_bytes(), size);
            assert_eq!(
                comments.iter().map(|comment| comment.line).collect::<Vec<_>>(),
                [2]
            );
        }
    }
}
