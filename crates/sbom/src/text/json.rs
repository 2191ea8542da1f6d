//! JSON (RFC 8259) with the place of every value, read without recursion.
//!
//! All values of a document lie in one list in the order of the text; a value knows where its last descendant ends.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::{Fault, Source};
use crate::Limits;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Null,
    True,
    False,
    Number,
    String,
    Array,
    Object,
}

/// One value. Children of an object are its keys and values in turn.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    /// Whether it is a string with an escape sequence in it.
    escaped: bool,
    start: u32,
    end: u32,
    /// The place in the list behind the last descendant.
    next: u32,
}

#[derive(Debug)]
pub(crate) struct Document<'a> {
    text: &'a str,
    nodes: Vec<Node>,
}

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'d> {
    document: &'d Document<'d>,
    at: u32,
}

impl<'a> Document<'a> {
    pub(crate) fn parse(source: &Source<'a>, limits: &Limits) -> Result<Self, Fault> {
        let mut reader = Reader {
            source,
            bytes: source.text.as_bytes(),
            at: 0,
            nodes: Vec::new(),
            open: Vec::new(),
            limits,
        };
        reader.document()?;
        let nodes = reader.nodes;
        Ok(Self {
            text: source.text,
            nodes,
        })
    }

    /// Where the first key stands that its object has already.
    pub(crate) fn repeated_key(&self) -> Option<usize> {
        let objects = self.nodes.iter().zip(0..);
        let mut objects = objects.filter(|(node, _)| node.kind == Kind::Object);
        let mut keys = Vec::new();
        objects.find_map(|(_, at)| {
            let object = Value { document: self, at };
            keys.clear();
            keys.extend(
                object
                    .entries()
                    .filter_map(|(key, _)| Some((key.as_str()?, key.start()))),
            );
            repeated(&keys)
        })
    }

    pub(crate) fn root(&self) -> Value<'_> {
        Value {
            document: self,
            at: 0,
        }
    }
}

impl<'d> Value<'d> {
    fn node(self) -> Node {
        const NULL: Node = Node {
            kind: Kind::Null,
            escaped: false,
            start: 0,
            end: 0,
            next: u32::MAX,
        };
        self.document.nodes.get(self.at as usize).copied().unwrap_or(NULL)
    }

    pub(crate) fn kind(self) -> Kind {
        self.node().kind
    }

    pub(crate) fn is_object(self) -> bool {
        self.kind() == Kind::Object
    }

    /// Offsets in the text, quotes and brackets included.
    pub(crate) fn span(self) -> Range<usize> {
        let node = self.node();
        node.start as usize..node.end as usize
    }

    pub(crate) fn start(self) -> usize {
        self.node().start as usize
    }

    /// The text as it stands.
    pub(crate) fn raw(self) -> &'d str {
        self.document.text.get(self.span()).unwrap_or_default()
    }

    pub(crate) fn as_str(self) -> Option<Cow<'d, str>> {
        if self.kind() != Kind::String {
            return None;
        }
        let inner = self.inner()?;
        Some(if self.node().escaped {
            unescape(inner)
        } else {
            Cow::Borrowed(inner)
        })
    }

    /// What stands between the quotes.
    fn inner(self) -> Option<&'d str> {
        let Range { start, end } = self.span();
        self.document.text.get(start + 1..end.checked_sub(1)?)
    }

    /// Whether it is a string of this text.
    fn is_str(self, text: &str) -> bool {
        let node = self.node();
        match node.escaped {
            true => self.as_str().is_some_and(|own| own == text),
            false => {
                let length = node.end.saturating_sub(node.start) as usize;
                node.kind == Kind::String && length == text.len() + 2 && self.inner() == Some(text)
            }
        }
    }

    pub(crate) fn is_true(self) -> bool {
        self.kind() == Kind::True
    }

    pub(crate) fn items(self) -> impl Iterator<Item = Self> {
        let mut at = self.children(Kind::Array);
        std::iter::from_fn(move || at.step(self.document))
    }

    /// Keys with values, in the order of the text; a repeated key comes again.
    pub(crate) fn entries(self) -> impl Iterator<Item = (Self, Self)> {
        let mut at = self.children(Kind::Object);
        std::iter::from_fn(move || Some((at.step(self.document)?, at.step(self.document)?)))
    }

    /// The value of a key; of a repeated key the last, as JavaScript has it.
    pub(crate) fn get(self, name: &str) -> Option<Self> {
        let mut found = None;
        for (key, value) in self.entries() {
            if key.is_str(name) {
                found = Some(value);
            }
        }
        found
    }

    /// The text of a key, if it is a string.
    pub(crate) fn str(self, name: &str) -> Option<Cow<'d, str>> {
        self.get(name)?.as_str()
    }

    fn children(self, kind: Kind) -> Children {
        let node = self.node();
        let end = if node.kind == kind { node.next } else { 0 };
        Children { at: self.at + 1, end }
    }
}

struct Children {
    at: u32,
    end: u32,
}

impl Children {
    fn step<'d>(&mut self, document: &'d Document<'d>) -> Option<Value<'d>> {
        if self.at >= self.end {
            return None;
        }
        let value = Value {
            document,
            at: self.at,
        };
        self.at = value.node().next;
        Some(value)
    }
}

struct Reader<'r, 'a> {
    source: &'r Source<'a>,
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    /// The arrays and objects that are not closed yet.
    open: Vec<u32>,
    limits: &'r Limits,
}

impl Reader<'_, '_> {
    fn document(&mut self) -> Result<(), Fault> {
        self.space();
        self.value()?;
        while let Some(top) = self.open.last().copied() {
            self.space();
            let (object, first) = match self.nodes.get(top as usize) {
                Some(node) => (node.kind == Kind::Object, top as usize + 1 == self.nodes.len()),
                None => break,
            };
            let close = if object { b'}' } else { b']' };
            match self.peek() {
                Some(byte) if byte == close => {
                    self.at += 1;
                    self.open.pop();
                    self.end(top);
                    continue;
                }
                _ if first => {}
                Some(b',') => {
                    self.at += 1;
                    self.space();
                }
                Some(_) if object => return self.fail("expected `,` or `}`"),
                Some(_) => return self.fail("expected `,` or `]`"),
                None => return self.fail("the text ends inside an array or object"),
            }
            if object {
                if self.peek() != Some(b'"') {
                    return self.fail("expected a key in double quotes");
                }
                self.value()?;
                self.space();
                if self.peek() != Some(b':') {
                    return self.fail("expected `:` behind a key");
                }
                self.at += 1;
                self.space();
            }
            self.value()?;
        }
        self.space();
        match self.peek() {
            None => Ok(()),
            Some(_) => self.fail("expected the end of the text"),
        }
    }

    /// Reads a whole scalar, or the opening of an array or object.
    fn value(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let mut escaped = false;
        if self.nodes.len() as u64 >= self.limits.items {
            return self.over("values of one document", self.limits.items);
        }
        let kind = match self.peek() {
            Some(b'"') => {
                escaped = self.string()?;
                Kind::String
            }
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'-' | b'0'..=b'9') => self.number().map(|()| Kind::Number)?,
            Some(b't') => self.word("true").map(|()| Kind::True)?,
            Some(b'f') => self.word("false").map(|()| Kind::False)?,
            Some(b'n') => self.word("null").map(|()| Kind::Null)?,
            Some(_) => return self.fail("expected a value"),
            None => return self.fail("the text ends where a value is expected"),
        };
        let at = self.nodes.len() as u32;
        if matches!(kind, Kind::Object | Kind::Array) {
            if self.open.len() as u64 >= u64::from(self.limits.depth) {
                return self.over("levels of nesting", u64::from(self.limits.depth));
            }
            self.open.push(at);
            self.at += 1;
        }
        self.nodes.push(Node {
            kind,
            escaped,
            start: start as u32,
            end: self.at as u32,
            next: at + 1,
        });
        Ok(())
    }

    fn end(&mut self, at: u32) {
        let (end, next) = (self.at as u32, self.nodes.len() as u32);
        if let Some(node) = self.nodes.get_mut(at as usize) {
            node.end = end;
            node.next = next;
        }
    }

    /// Reads a string and tells whether an escape sequence is in it.
    fn string(&mut self) -> Result<bool, Fault> {
        let start = self.at;
        let mut escaped = false;
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => break self.at += 1,
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(0..=0x1f) => return self.fail("a control character inside a string"),
                Some(_) => self.at += 1,
                None => {
                    self.at = start;
                    return self.fail("a string without end");
                }
            }
        }
        Ok(escaped)
    }

    fn escape(&mut self) -> Result<(), Fault> {
        let length = match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u')
                if self
                    .bytes
                    .get(self.at + 2..self.at + 6)
                    .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) =>
            {
                6
            }
            _ => return self.fail("not an escape sequence"),
        };
        self.at += length;
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Fault> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return self.fail("expected a digit");
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), Fault> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return self.fail("expected a value");
        }
        self.at += word.len();
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn fail<T>(&self, cause: &'static str) -> Result<T, Fault> {
        Err(self.source.syntax(self.at, cause))
    }

    fn over(&self, what: &'static str, allowed: u64) -> Result<(), Fault> {
        Err(Fault::Limit {
            limit: portcullis_findings::LimitHit { what, allowed },
            position: Some(self.source.position(self.at)),
        })
    }
}

/// Where the first key stands that comes a second time.
fn repeated(keys: &[(Cow<'_, str>, usize)]) -> Option<usize> {
    /// Up to so many keys it takes less time to compare each with each.
    const FEW: usize = 12;
    let mut known = BTreeSet::new();
    let mut keys_of = keys.iter().enumerate();
    let again = keys_of.find(|(at, (key, _))| match keys.len() {
        0..=FEW => keys.iter().take(*at).any(|(before, _)| before == key),
        _ => !known.insert(key),
    });
    again.map(|(_, (_, at))| *at)
}

/// Resolves escapes that the reader has checked; half a surrogate pair becomes U+FFFD.
fn unescape(text: &str) -> Cow<'_, str> {
    let mut units: Vec<u16> = Vec::new();
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(character) = chars.next() {
        let escaped = if character == '\\' { chars.next() } else { None };
        if escaped == Some('u') {
            let digits: String = chars.by_ref().take(4).collect();
            units.push(u16::from_str_radix(&digits, 16).unwrap_or(0xfffd));
            continue;
        }
        flush(&mut units, &mut out);
        out.push(match escaped {
            None => character,
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(other) => other,
        });
    }
    flush(&mut units, &mut out);
    Cow::Owned(out)
}

fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(char::decode_utf16(units.drain(..)).map(|unit| unit.unwrap_or('\u{fffd}')));
}

#[cfg(test)]
mod tests {
    use portcullis_findings::Label;
    use proptest::prelude::*;

    use super::*;

    fn ok(text: &str) -> bool {
        let label = Label::new("x");
        let source = Source::new(&label, text.as_bytes(), &Limits::default()).unwrap();
        Document::parse(&source, &Limits::default()).is_ok()
    }

    #[test]
    fn values_are_found_with_their_places() {
        let label = Label::new("x");
        let text = r#" {"a": [1, {"b\u0041": "\ud83d\ude00\n"}], "a": true} "#;
        let source = Source::new(&label, text.as_bytes(), &Limits::default()).unwrap();
        let document = Document::parse(&source, &Limits::default()).unwrap();
        let entries: Vec<_> = document.root().entries().collect();
        assert_eq!(entries.len(), 2);
        assert!(document.root().get("a").unwrap().is_true());
        let items: Vec<_> = entries[0].1.items().collect();
        assert_eq!(items[0].raw(), "1");
        assert_eq!(items[1].str("bA").as_deref(), Some("😀\n"));
        assert_eq!(
            text.get(items[1].span()),
            Some(r#"{"b\u0041": "\ud83d\ude00\n"}"#)
        );
    }

    #[test]
    fn the_first_key_that_comes_again_is_told_however_it_is_written() {
        let label = Label::new("x");
        for few in [0, 40] {
            let more: String = (0..few).map(|at| format!(r#""{at}":0,"#)).collect();
            for (keys, expected) in [
                (r#""a":1,"b":2"#, None),
                (r#""a":1,"b":2,"b":3,"a":4"#, Some(r#""b":3"#)),
                (r#""ab":1,"a\u0062":2"#, Some(r#""a\u0062":2"#)),
                (r#""a":{"c":1,"c":2},"b":1"#, Some(r#""c":2"#)),
            ] {
                let text = format!("{{{more}{keys}}}");
                let source = Source::new(&label, text.as_bytes(), &Limits::default()).unwrap();
                let document = Document::parse(&source, &Limits::default()).unwrap();
                let at = document.repeated_key();
                assert_eq!(at, expected.and_then(|expected| text.find(expected)), "{text}");
            }
        }
    }

    #[test]
    fn depth_is_an_error_with_its_place_and_no_recursion() {
        let label = Label::new("x");
        let text = "[".repeat(1_000_000);
        let source = Source::new(&label, text.as_bytes(), &Limits::default()).unwrap();
        let error = Document::parse(&source, &Limits::default()).unwrap_err();
        let Fault::Limit { limit, position } = error else {
            panic!("{error:?}")
        };
        assert_eq!((limit.allowed, position.unwrap().column), (256, 257));
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            "{",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\"}",
            "[1 2]",
            "01",
            "1.",
            "1e",
            "-",
            "\"\\x\"",
            "\"\\u12\"",
            "\"a",
            "\"\n\"",
            "tru",
            "nul",
            "[]]",
            "{,}",
            "+1",
            "'a'",
            "{\"a\" 1}",
            "{1:2}",
            "[,1]",
        ] {
            assert!(!ok(text), "{text}");
        }
        for text in ["0", "-0.5e+7", "[]", "{}", "[[],{}]", " null ", "\"\\ud800\""] {
            assert!(ok(text), "{text}");
        }
    }

    proptest! {
        /// serde_json with its arbitrary precision and depth out of play is the oracle for what is JSON.
        #[test]
        fn accepts_what_serde_json_accepts(text in r#"[\[\]{}",:0-9a-e.\-+ntrulsf\\ ]{0,24}"#) {
            let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            prop_assert_eq!(ok(&text), theirs, "{}", text);
        }
    }
}
