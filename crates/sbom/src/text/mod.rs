//! The text of one document, and how places in it are told.

use std::ops::Range;

use portcullis_findings::{Label, LimitHit, LineIndex, Location, Position, Region};

use crate::Limits;

pub(crate) mod json;
pub(crate) mod toml;

/// UTF-16 columns are counted from the start of the line for each place, so behind so many bytes of a line (in minified files)
/// there are none.
pub(crate) const UTF16_REACH: usize = 1023;

/// Why a text could not be read; wrapped by the error of each kind of work.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    Limit {
        limit: LimitHit,
        position: Option<Position>,
    },
    Encoding {
        position: Position,
    },
    Syntax {
        position: Position,
        cause: String,
    },
    Shape {
        position: Position,
        what: &'static str,
    },
    Version {
        found: String,
        newest: &'static str,
        position: Position,
    },
}

impl Fault {
    pub(crate) fn limit(what: &'static str, allowed: u64) -> Self {
        Self::Limit {
            limit: LimitHit { what, allowed },
            position: None,
        }
    }
}

/// A document as text without its byte order mark. Offsets into [`Source::text`] become places in the bytes.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) label: &'a Label,
    pub(crate) text: &'a str,
    bytes: &'a [u8],
    /// The length of the byte order mark.
    base: usize,
    lines: LineIndex<'a>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(label: &'a Label, bytes: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        let allowed = limits.bytes.min(u64::from(u32::MAX) - 1);
        if bytes.len() as u64 > allowed {
            return Err(Fault::limit("bytes of one document", allowed));
        }
        let whole = std::str::from_utf8(bytes).map_err(|error| Fault::Encoding {
            position: Position::of_offset(bytes, error.valid_up_to()),
        })?;
        let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
        Ok(Self {
            label,
            text,
            bytes,
            base: whole.len() - text.len(),
            lines: LineIndex::new(bytes),
        })
    }

    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Whether a byte order mark stands before the text.
    pub(crate) fn has_mark(&self) -> bool {
        self.base > 0
    }

    pub(crate) fn location(&self, span: Range<usize>) -> Location {
        Location::new(self.label.clone()).with_region(self.region(span))
    }

    pub(crate) fn region(&self, span: Range<usize>) -> Region {
        let bytes = span.start + self.base..span.end + self.base;
        self.lines.region_reaching(bytes, UTF16_REACH)
    }

    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = (offset + self.base).min(self.bytes.len());
        let (line, column) = self.lines.line_column(offset);
        Position {
            byte: offset as u64,
            line,
            column,
        }
    }

    pub(crate) fn shape(&self, offset: usize, what: &'static str) -> Fault {
        Fault::Shape {
            position: self.position(offset),
            what,
        }
    }

    pub(crate) fn syntax(&self, offset: usize, cause: impl Into<String>) -> Fault {
        Fault::Syntax {
            position: self.position(offset),
            cause: cause.into(),
        }
    }

    pub(crate) fn version(&self, offset: usize, found: &str, newest: &'static str) -> Fault {
        Fault::Version {
            found: match found.trim_matches('"') {
                "" => "…".to_owned(),
                number if number.chars().all(|c| c.is_ascii_digit() || c == '.') => shortened(number),
                _ => "…".to_owned(),
            },
            newest,
            position: self.position(offset),
        }
    }
}

/// A name from the input, for gaps, notes and errors: at most 60 characters, and only if it looks like the name or version
/// of a package. Anything else could be a whole line with a secret in it, and the place tells where to look.
pub(crate) fn shortened(text: &str) -> String {
    const SHOWN: usize = 60;
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '@' | '/' | '.' | '_' | '-' | '+' | '~' | ' ');
    if !text.chars().all(letter) || is_secret_like(text) {
        return "…".to_owned();
    }
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Whether a part of a text looks made by chance, as tokens do: thirty letters and digits, both large and small.
pub(crate) fn is_secret_like(text: &str) -> bool {
    const RUN: usize = 30;
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|run| {
        let has = |kind: fn(&u8) -> bool| run.bytes().any(|byte| kind(&byte));
        run.len() >= RUN
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_uppercase)
            && has(u8::is_ascii_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_moves_places_but_not_text() {
        let label = Label::new("a.json");
        let source = Source::new(&label, b"\xef\xbb\xbfab", &Limits::default()).unwrap();
        assert_eq!(source.text, "ab");
        assert_eq!(source.position(1).byte, 4);
        assert_eq!(source.location(1..2).region().unwrap().bytes(), 4..5);
    }

    #[test]
    fn what_is_no_utf8_is_refused_with_its_place() {
        let label = Label::new("a.json");
        let error = Source::new(&label, b"a\n\xff", &Limits::default()).unwrap_err();
        let Fault::Encoding { position } = error else {
            panic!("{error:?}")
        };
        assert_eq!((position.line, position.column), (2, 1));
    }

    #[test]
    fn shown_text_is_short_and_looks_like_a_name() {
        assert_eq!(shortened("@scope/name 1.0.0-rc.1+x"), "@scope/name 1.0.0-rc.1+x");
        assert_eq!(shortened(&"é".repeat(61)).chars().count(), 61);
        for text in [
            "a\u{1b}[2J",
            "token=x",
            "https://host.example",
            concat!("ghp", "_StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk"),
        ] {
            assert_eq!(shortened(text), "…", "{text}");
        }
    }
}
