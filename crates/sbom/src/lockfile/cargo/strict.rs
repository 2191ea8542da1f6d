//! A lockfile exactly as cargo writes it, line by line.
//!
//! Cargo writes few forms, in a fixed order of keys. What has that form means the same here as in any TOML reader, and is read in
//! a fraction of the time; anything else is left to [`super::tree`], errors too.

use portcullis_findings::Region;

use super::{Dependency, Package};
use crate::Limits;
use crate::text::{Source, UTF16_REACH};

const PACKAGE: &str = "[[package]]\n";
/// Patches that nothing uses are no packages of the lockfile.
const UNUSED: &str = "[[patch.unused]]\n";

/// Gives each package of a text of that form with its dependencies, in their order; `None` for any other form, which is seen as
/// late as at the end.
pub(super) fn packages<'d>(
    source: &Source<'d>,
    limits: &Limits,
    mut each: impl FnMut(&Package<'d>, &[Dependency<'d>]),
) -> Option<()> {
    let text = source.text;
    // Every value ends with a byte of its own, so a text of so few bytes is within the limit.
    if source.has_mark() || text.len() as u64 >= limits.items || !is_plain(text.as_bytes()) {
        return None;
    }
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut dependencies = Vec::new();
    while lines.take("#") {
        lines.skip()?;
    }
    lines.skip_blank();
    if lines.take("version = ") && !["1\n", "2\n", "3\n", "4\n"].iter().any(|end| lines.take(end)) {
        return None;
    }
    lines.skip_blank();
    while lines.at < text.len() {
        let (start, line) = (lines.at, lines.line);
        dependencies.clear();
        if lines.take(PACKAGE) {
            let package = lines.package(start, line, &mut dependencies)?;
            each(&package, &dependencies);
        } else if lines.take(UNUSED) {
            lines.package(start, line, &mut dependencies)?;
        } else {
            return None;
        }
        lines.skip_blank();
    }
    Some(())
}

/// Whether a text is made of lines of printable ASCII characters without escapes.
fn is_plain(text: &[u8]) -> bool {
    let is_odd = |byte: &u8| !matches!(byte, b'\n' | b' '..=b'~') | (*byte == b'\\');
    // In whole blocks, so that many bytes are looked at at once.
    let (blocks, rest) = text.as_chunks::<64>();
    let any_odd = |bytes: &[u8]| bytes.iter().fold(false, |odd, byte| odd | is_odd(byte));
    !blocks.iter().any(|block| any_odd(block)) && !any_odd(rest)
}

/// Where the first quote or line end is in plain text, eight bytes at a time: most texts are too short for anything longer.
fn quote_or_line_end(text: &[u8]) -> Option<usize> {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = EACH << 7;
    // In seven bits only zero keeps the eighth one clear when 127 is added, and nothing is carried.
    let others = |bytes: u64, byte: u8| (bytes ^ (EACH * u64::from(byte))) + EACH * 127;
    let (words, rest) = text.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let bytes = u64::from_le_bytes(*word);
        let found = !(others(bytes, b'"') & others(bytes, b'\n')) & HIGH;
        if found != 0 {
            return Some(at * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|byte| matches!(byte, b'"' | b'\n'))?;
    Some(words.len() * 8 + at)
}

struct Lines<'d> {
    text: &'d str,
    at: usize,
    /// The number of the line that `at` is in.
    line: u64,
}

/// A text between quotes.
struct Quoted<'d> {
    text: &'d str,
    /// Where its opening quote stands.
    start: usize,
}

impl<'d> Lines<'d> {
    fn rest(&self) -> &'d [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Goes past these bytes, if they are next. A line end can only be the last of them. Inline, as `next` is always a literal.
    #[inline(always)]
    fn take(&mut self, next: &str) -> bool {
        let found = self.rest().starts_with(next.as_bytes());
        if found {
            self.at += next.len();
            self.line += u64::from(next.ends_with('\n'));
        }
        found
    }

    /// Goes past the end of the line.
    fn skip(&mut self) -> Option<()> {
        self.at += self.rest().iter().position(|byte| *byte == b'\n')? + 1;
        self.line += 1;
        Some(())
    }

    fn skip_blank(&mut self) {
        while self.take("\n") {}
    }

    /// A text up to its closing quote; `at` is behind the opening one.
    fn quoted(&mut self) -> Option<Quoted<'d>> {
        let length = quote_or_line_end(self.rest())?;
        let text = self.text.get(self.at..self.at + length)?;
        let start = self.at.checked_sub(1)?;
        self.at += length;
        self.take("\"").then_some(Quoted { text, start })
    }

    /// `key = "text"`, if the key is next. `key` ends with the opening quote.
    #[inline(always)]
    fn value(&mut self, key: &str, end: &mut End) -> Option<Option<&'d str>> {
        let begin = self.at;
        if !self.take(key) {
            return Some(None);
        }
        let text = self.quoted()?.text;
        *end = End::new(begin, self);
        self.take("\n").then_some(Some(text))
    }

    /// The keys of a table whose header stands at `start`.
    fn package(
        &mut self,
        start: usize,
        line: u64,
        dependencies: &mut Vec<Dependency<'d>>,
    ) -> Option<Package<'d>> {
        let mut end = End::default();
        let name = self.value("name = \"", &mut end)??;
        let version = self.value("version = \"", &mut end)??;
        let source = self.value("source = \"", &mut end)?;
        let checksum = self.value("checksum = \"", &mut end)?;
        if self.take("dependencies = [\n") {
            while self.take(" \"") {
                let Quoted { text, start } = self.quoted()?;
                let text = Some(text);
                dependencies.push(Dependency { text, start });
                if !self.take(",\n") {
                    return None;
                }
            }
            let begin = self.at;
            if !self.take("]") {
                return None;
            }
            end = End::new(begin, self);
            if !self.take("\n") {
                return None;
            }
        }
        let start_of_end = u64::try_from(end.at).ok()?;
        if end.column > UTF16_REACH as u64 + 1 {
            return None;
        }
        let bytes = start as u64..start_of_end;
        let region = Region::new(bytes, (line, 1), (end.line, end.column)).with_utf16_columns(1, end.column);
        Some(Package {
            start,
            region,
            name,
            version,
            source,
            checksum,
        })
    }
}

/// Where the last value ends.
#[derive(Default)]
struct End {
    at: usize,
    line: u64,
    column: u64,
}

impl End {
    /// Behind what was taken of a line that begins at `begin`.
    fn new(begin: usize, lines: &Lines<'_>) -> Self {
        Self {
            at: lines.at,
            line: lines.line,
            column: (lines.at - begin) as u64 + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use portcullis_findings::Label;
    use proptest::prelude::*;

    use super::super::{Lock, tree};
    use super::*;
    use crate::text::toml::Document;

    fn lock<'d>(source: &Source<'d>, limits: &Limits) -> Option<Lock<'d>> {
        let mut lock = Lock::default();
        packages(source, limits, |package, dependencies| {
            lock.packages.push((package.clone(), dependencies.to_vec()));
        })?;
        Some(lock)
    }

    /// Whether the text has cargo's form; if so, what it says is what the TOML says.
    fn is_strict(text: &str) -> bool {
        let (label, limits) = (Label::new("Cargo.lock"), Limits::default());
        let source = Source::new(&label, text.as_bytes(), &limits).unwrap();
        let Some(strict) = lock(&source, &limits) else {
            return false;
        };
        let document = Document::parse(&source, &limits).unwrap();
        assert_eq!(strict, tree::lock(&source, document.root()).unwrap(), "{text}");
        true
    }

    const WRITTEN: &str = "# This file is automatically @generated by Cargo.
# It is not intended for manual editing.
version = 4

[[package]]
name = \"a\"
version = \"1.0.0\"

[[package]]
name = \"b\"
version = \"1.0.0+x\"
source = \"registry+https://registry.example/index\"
checksum = \"00\"
dependencies = [
 \"a\",
 \"c 1.0.0 (git+https://git.example/c)\",
]

[[package]]
name = \"c\"
version = \"1.0.0\"
source = \"git+https://git.example/c?rev=1#1\"
dependencies = [
]

[[patch.unused]]
name = \"d\"
version = \"0.1.0\"
";

    #[test]
    fn what_cargo_writes_has_the_form() {
        assert!(is_strict(WRITTEN));
        let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
        if let Ok(text) = std::fs::read_to_string(own) {
            assert!(is_strict(&text));
        }
    }

    #[test]
    fn the_first_quote_or_line_end_is_found_at_every_place() {
        for length in 0..40 {
            for byte in [b'"', b'\n'] {
                let mut text = vec![b'~'; length];
                assert_eq!(quote_or_line_end(&text), None);
                text.extend([byte, b'"', b'\n', b'!', b'#', 0xb]);
                assert_eq!(quote_or_line_end(&text), Some(length));
            }
        }
    }

    #[test]
    fn what_says_nothing_may_be_missing() {
        for text in [
            "",
            "\n\n",
            "# a\n",
            "version = 1\n",
            "[[package]]\nname = \"\"\nversion = \"\"\n",
        ] {
            assert!(is_strict(text), "{text}");
        }
    }

    #[test]
    fn any_other_form_is_left_to_the_reader_of_toml() {
        for (written, other) in [
            ("version = 4\n", "version = 5\n"),
            ("version = 4\n", "version = 44\n"),
            ("version = 4\n", "version = 4 # four\n"),
            ("version = 4\n", "version = 4\nversion = 4\n"),
            ("name = \"a\"\n", "name = \"a\\u0062\"\n"),
            ("name = \"a\"\n", "name = \"ä\"\n"),
            ("name = \"a\"\n", "name = \"a\"b\"\n"),
            ("name = \"a\"\n", "name = \"a\n\"\n"),
            ("name = \"a\"\n", "name = \"a\"\nname = \"a\"\n"),
            ("name = \"a\"\n", "name = 'a'\n"),
            ("name = \"a\"\n", "\"name\" = \"a\"\n"),
            ("name = \"a\"\n", "name = \"\"\"a\"\"\"\n"),
            ("name = \"a\"\n", "name = \"a\"\r\n"),
            ("name = \"a\"\n", "name = \"a\t\"\n"),
            ("name = \"a\"\n", "name = \"a\u{7f}\"\n"),
            ("name = \"a\"\n", ""),
            (" \"a\",\n", " \"a\"\n"),
            (" \"a\",\n", " \"a\", # a\n"),
            (" \"a\",\n", " 1,\n"),
            ("]\n\n[[package]]", "]\nreplace = \"a\"\n\n[[package]]"),
            ("[[package]]", "[root]"),
            ("[[package]]", "[[ package ]]"),
            ("[[patch.unused]]", "[metadata]"),
            ("version = \"0.1.0\"\n", "version = \"0.1.0\""),
            ("[[patch.unused]]", "# end\n[[patch.unused]]"),
        ] {
            let text = WRITTEN.replacen(written, other, 1);
            assert_ne!(text, WRITTEN, "{written}");
            assert!(!is_strict(&text), "{text}");
        }
        assert!(!is_strict(&format!("\u{feff}{WRITTEN}")));
    }

    #[test]
    fn a_long_line_and_a_text_past_the_limit_are_left_too() {
        let long = format!("[[package]]\nname = \"\"\nversion = \"{}\"\n", "1".repeat(2000));
        assert!(!is_strict(&long));
        let label = Label::new("Cargo.lock");
        let limits = Limits {
            items: 10,
            ..Limits::default()
        };
        let source = Source::new(&label, WRITTEN.as_bytes(), &limits).unwrap();
        assert_eq!(lock(&source, &limits), None);
    }

    proptest! {
        #[test]
        fn damage_never_makes_it_say_something_else(
            cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..20, any::<prop::sample::Index>(), 0usize..30), 0..4),
        ) {
            let mut text = WRITTEN.to_owned();
            for (at, length, from, count) in cuts {
                let start = at.index(text.len() + 1);
                let end = (start + length).min(text.len());
                let from = from.index(WRITTEN.len());
                let piece = WRITTEN.get(from..(from + count).min(WRITTEN.len())).unwrap();
                text.replace_range(start..end, piece);
            }
            is_strict(&text);
        }

        #[test]
        fn lines_in_any_order_say_what_the_toml_says(
            lines in proptest::collection::vec(any::<prop::sample::Index>(), 0..30),
        ) {
            let written: Vec<_> = WRITTEN.split_inclusive('\n').collect();
            let text: String = lines.iter().map(|line| *line.get(&written)).collect();
            is_strict(&text);
        }
    }
}
