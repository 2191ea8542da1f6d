//! Lists of regexes that conditions ask: the adapter around `regex-automata`.

use std::ops::Range;

use regex_automata::meta::Regex;
use regex_automata::util::syntax;

use crate::import::dialect;

/// How large the compiled list may be, in bytes.
const MAX_PROGRAM: usize = 8 << 20;

/// One or more patterns of which one has to match.
#[derive(Clone, Debug)]
pub(crate) struct Patterns {
    regex: Regex,
}

/// Which pattern of a list cannot be had, and where it goes wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct NotAPattern {
    pub(crate) index: usize,
    /// The offset in the pattern; nothing if it is too large as a whole.
    pub(crate) at: Option<usize>,
}

impl Patterns {
    /// Compiles Go's patterns; each keeps its flags to itself.
    pub(crate) fn new<'a>(sources: impl IntoIterator<Item = &'a str>) -> Result<Self, NotAPattern> {
        let mut joined = String::new();
        for (index, source) in sources.into_iter().enumerate() {
            let translated = dialect::from_go(source).map_err(|at| NotAPattern { index, at: Some(at) })?;
            let error = |at| NotAPattern { index, at };
            offset(&translated).map_or(Ok(()), |at| Err(error(at)))?;
            if index > 0 {
                joined.push('|');
            }
            joined.push_str("(?:");
            joined.push_str(&translated);
            joined.push(')');
        }
        let config = Regex::config()
            .utf8_empty(false)
            .nfa_size_limit(Some(MAX_PROGRAM))
            .hybrid_cache_capacity(64 << 10);
        Regex::builder()
            .configure(config)
            .syntax(syntax::Config::new().unicode(false).utf8(false).nest_limit(128))
            .build(&joined)
            .map(|regex| Self { regex })
            .map_err(|_| NotAPattern { index: 0, at: None })
    }

    pub(crate) fn is_match(&self, text: &[u8]) -> bool {
        self.regex.is_match(text)
    }

    /// The leftmost match.
    pub(crate) fn find(&self, text: &[u8]) -> Option<Range<usize>> {
        self.regex.find(text).map(|found| found.range())
    }
}

/// Where a pattern of this crate's dialect goes wrong, if it does.
pub(crate) fn offset(pattern: &str) -> Option<Option<usize>> {
    let error = parse(pattern).err()?;
    Some(match *error {
        regex_syntax::Error::Parse(error) => Some(error.span().start.offset),
        regex_syntax::Error::Translate(error) => Some(error.span().start.offset),
        _ => None,
    })
}

pub(crate) fn parse(pattern: &str) -> Result<regex_syntax::hir::Hir, Box<regex_syntax::Error>> {
    regex_syntax::ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .nest_limit(120)
        .build()
        .parse(pattern)
        .map_err(Box::new)
}
