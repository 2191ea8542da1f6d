//! TOML with the place of every value: the one file that knows the crate `toml`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Fault, Source};
use crate::Limits;

/// The tables of a document.
#[derive(Debug)]
pub(crate) struct Document<'a>(Spanned<DeTable<'a>>);

/// A table and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'d> {
    table: &'d DeTable<'d>,
    start: usize,
    end: usize,
}

/// A value and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'d>(&'d Spanned<DeValue<'d>>);

impl<'a> Document<'a> {
    pub(crate) fn parse(source: &Source<'a>, limits: &Limits) -> Result<Self, Fault> {
        // Commas and lines bound the values of a document from above.
        let separators = source.text.bytes().filter(|byte| matches!(byte, b',' | b'\n'));
        let items = separators.count() as u64 + 1;
        if items > limits.items {
            return Err(Fault::limit("values of one document", limits.items));
        }
        DeTable::parse(source.text).map(Self).map_err(|error| {
            let offset = error.span().map_or(source.text.len(), |span| span.start);
            let cause = error.message().lines().next().unwrap_or("not TOML");
            source.syntax(offset, without_quotes(cause))
        })
    }

    pub(crate) fn root(&self) -> Table<'_> {
        Table::new(self.0.get_ref(), 0..0)
    }
}

/// A message of the parser without what it quotes of the text; quoted marks such as `=` stay.
fn without_quotes(message: &str) -> String {
    let mut shown = String::new();
    for (at, part) in message.split('`').enumerate() {
        let quoted = at % 2 == 1;
        let mark = part.chars().count() <= 3 && !part.chars().any(|c| c.is_alphanumeric() || c.is_control());
        if quoted {
            shown.extend(["`", if mark { part } else { "…" }, "`"]);
        } else {
            shown.push_str(part.split('"').next().unwrap_or_default());
        }
    }
    shown.trim_end().chars().take(80).collect()
}

impl<'d> Table<'d> {
    /// The region of a table begins with its header and ends with its last value.
    fn new(table: &'d DeTable<'d>, header: Range<usize>) -> Self {
        let own = table.values().map(|value| value.span().end).max();
        Self {
            table,
            start: header.start,
            end: header.end.max(own.unwrap_or_default()),
        }
    }

    pub(crate) fn span(self) -> Range<usize> {
        self.start..self.end
    }

    pub(crate) fn start(self) -> usize {
        self.start
    }

    pub(crate) fn get(self, name: &str) -> Option<Value<'d>> {
        self.table.get(name).map(Value)
    }

    pub(crate) fn str(self, name: &str) -> Option<&'d str> {
        self.get(name)?.as_str()
    }

    pub(crate) fn table(self, name: &str) -> Option<Self> {
        self.get(name)?.as_table()
    }

    /// The items of an array; of anything else none.
    pub(crate) fn items(self, name: &str) -> impl Iterator<Item = Value<'d>> + use<'d> {
        self.get(name).into_iter().flat_map(Value::items)
    }

    /// Where something else than a list stands under this name.
    pub(crate) fn no_list(self, name: &str) -> Option<usize> {
        self.get(name).filter(|value| !value.is_array()).map(Value::start)
    }

    pub(crate) fn entries(self) -> impl Iterator<Item = (&'d str, Value<'d>)> {
        self.table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), Value(value)))
    }
}

impl<'d> Value<'d> {
    pub(crate) fn start(self) -> usize {
        self.0.span().start
    }

    pub(crate) fn as_str(self) -> Option<&'d str> {
        match self.0.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => None,
        }
    }

    /// The digits of an integer.
    pub(crate) fn as_integer(self) -> Option<&'d str> {
        match self.0.get_ref() {
            DeValue::Integer(integer) => Some(integer.as_str()),
            _ => None,
        }
    }

    pub(crate) fn is_true(self) -> bool {
        matches!(self.0.get_ref(), DeValue::Boolean(true))
    }

    pub(crate) fn is_array(self) -> bool {
        matches!(self.0.get_ref(), DeValue::Array(_))
    }

    pub(crate) fn as_table(self) -> Option<Table<'d>> {
        match self.0.get_ref() {
            DeValue::Table(table) => Some(Table::new(table, self.0.span())),
            _ => None,
        }
    }

    pub(crate) fn items(self) -> impl Iterator<Item = Self> {
        let items = match self.0.get_ref() {
            DeValue::Array(items) => Some(items.iter().map(Value)),
            _ => None,
        };
        items.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use portcullis_findings::Label;

    use super::*;

    fn parse(text: &str) -> Result<(), Fault> {
        let label = Label::new("x");
        let source = Source::new(&label, text.as_bytes(), &Limits::default())?;
        Document::parse(&source, &Limits::default()).map(|_| ())
    }

    #[test]
    fn a_table_spans_from_its_header_to_its_last_value() {
        let label = Label::new("x");
        let text = "[[a]]\nb = 1\nc = \"two\"\n\n[[a]]\nb = 2\n";
        let source = Source::new(&label, text.as_bytes(), &Limits::default()).unwrap();
        let document = Document::parse(&source, &Limits::default()).unwrap();
        let first = document.root().items("a").next().unwrap().as_table().unwrap();
        assert_eq!(text.get(first.span()), Some("[[a]]\nb = 1\nc = \"two\""));
    }

    #[test]
    fn errors_quote_nothing_of_the_text() {
        for text in [
            "secret = 1\nsecret = 2\n",
            "a = secret\n",
            "secret\n",
            "a = \"secret\n",
            "[secret]\n[secret]\n",
        ] {
            let error = format!("{:?}", parse(text).unwrap_err());
            assert!(!error.contains("secret"), "{error}");
        }
    }

    /// Brackets and dots nest independently; freeing the deepest that is accepted must fit a small stack.
    #[test]
    fn the_deepest_accepted_nesting_is_freed_without_overflow() {
        let depth = |levels: usize| {
            let open = format!("{{{}b = ", "a.".repeat(75)).repeat(levels);
            format!("x = {open}1{}", "}".repeat(levels))
        };
        let worker = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
        let deepest = worker.spawn(move || {
            (1..200)
                .take_while(|levels| parse(&depth(*levels)).is_ok())
                .count()
        });
        assert!(deepest.unwrap().join().unwrap() < 199);
    }

    #[test]
    fn hostile_nesting_is_an_error() {
        for text in [
            format!("a = {}", "[".repeat(100_000)),
            format!("a = {}", "{a=".repeat(100_000)),
            format!("{}b = 1", "a.".repeat(100_000)),
            format!("[{}b]", "a.".repeat(100_000)),
            format!("x = {{ {}b = 1 }}", "a.".repeat(100_000)),
            format!("\"x\".{}b = 1", "a.".repeat(100_000)),
            format!("x = {}", format!("{{{}b = ", "a.".repeat(70)).repeat(100_000)),
        ] {
            assert!(parse(&text).is_err(), "{}", text.get(..40).unwrap_or(&text));
        }
    }
}
