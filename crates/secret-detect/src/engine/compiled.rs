//! One rule, ready to run: the adapter around `regex-automata` and `regex-syntax`.

use std::sync::OnceLock;

use regex_automata::meta::{Builder, Cache, Config, Regex};
use regex_automata::util::captures::Captures;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Hir, Look};

use crate::engine::beginning::begins_with_keyword;
use crate::engine::definition::{Definition, Group, Judge};
use crate::engine::literals::required;
use crate::engine::opening::Opening;
use crate::engine::{MAX_EXTENDED_WIDTH, MAX_WIDTH, assignment};
use crate::rule::Shape;
use crate::ruleset::RuleSetError;

/// How large a compiled pattern may be, in bytes.
const MAX_PROGRAM: usize = 4 << 20;
/// How deep groups in a pattern may be nested.
const MAX_NESTING: u32 = 128;
/// How much a lazy automaton of one rule may hold, in bytes, per scratch.
const LAZY_CACHE: usize = 256 << 10;
/// How many places before a keyword are tried one by one instead of by a search.
const FEW_PLACES: usize = 24;

/// A rule whose window and regex are made on the first hit of a keyword, since most inputs have a keyword of few rules.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) rule: Definition,
    ready: OnceLock<Box<Ready>>,
}

/// What was made of a rule.
#[derive(Debug)]
struct Ready {
    facts: Facts,
    opening: Opening,
    regex: OnceLock<Option<Regex>>,
}

/// What follows from a rule's pattern and its keywords.
#[derive(Clone, Copy, Debug)]
struct Facts {
    /// The most bytes from the start of a match to its end, [`MAX_EXTENDED_WIDTH`] at most.
    width: usize,
    /// The most bytes from the start of a match to its keyword.
    left: usize,
    place: Place,
}

/// Where a match begins.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    /// At the keyword.
    AtKeyword,
    /// Anywhere before it, within the width.
    Before,
    /// At the keyword, which is a name; the pattern is the value.
    Name,
    /// No keyword is known: the whole text is searched.
    Everywhere,
    /// The rule looks at paths alone.
    Nowhere,
}

/// The caches of one thread for one rule.
pub(crate) type RuleCache = Box<(Cache, Captures)>;

/// What a rule matched, in offsets of the window's text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) secret_start: usize,
    pub(crate) secret_end: usize,
}

impl Span {
    /// Line breaks at the edges of a match are no part of it.
    pub(crate) fn trim_newlines(&mut self, text: &[u8]) {
        while self.start < self.end && text.get(self.start) == Some(&b'\n') {
            self.start += 1;
        }
        while self.start < self.end && text.get(self.end - 1) == Some(&b'\n') {
            self.end -= 1;
        }
        self.secret_start = self.secret_start.clamp(self.start, self.end);
        self.secret_end = self.secret_end.clamp(self.secret_start, self.end);
    }
}

impl Compiled {
    pub(crate) fn new(rule: Definition) -> Self {
        Self {
            rule,
            ready: OnceLock::new(),
        }
    }

    /// Whether the rule can be honoured, by compiling it.
    pub(crate) fn check(rule: &Definition) -> Result<(), RuleSetError> {
        Ready::new(rule)?;
        if rule.pattern().is_none() || build(rule).is_some() {
            return Ok(());
        }
        Err(RuleSetError::Size {
            rule: rule.id().clone(),
            allowed: MAX_PROGRAM,
        })
    }

    /// Whether the rule is searched in the whole text.
    pub(crate) fn is_everywhere(&self) -> bool {
        self.rule.pattern().is_some() && self.rule.anchors().next().is_none()
    }

    /// Whether the rule looks at paths alone.
    pub(crate) fn is_of_paths(&self) -> bool {
        self.rule.pattern().is_none()
    }

    /// How many bytes around a hit matter: the match on both sides of it, and what the rule's conditions look at.
    pub(crate) fn extent(&self) -> usize {
        self.facts().width + self.rule.reach()
    }

    /// Only rules that passed [`Compiled::check`] get here; one that did not would match nothing.
    fn ready(&self) -> &Ready {
        self.ready.get_or_init(|| {
            let made = Ready::new(&self.rule);
            Box::new(made.unwrap_or(Ready::of_paths()))
        })
    }

    fn facts(&self) -> Facts {
        self.ready().facts
    }

    /// The next match at or behind `from` that begins at or before the keyword at `hit`, looking at no byte behind the
    /// width; nothing if there is none, and then `seen` is where the next one may begin. Look-around sees the text on both
    /// sides of the window.
    pub(crate) fn find(
        &self,
        cache: &mut Option<RuleCache>,
        text: &[u8],
        from: usize,
        hit: usize,
        keyword: usize,
        seen: &mut usize,
    ) -> Option<Span> {
        *seen = from;
        if hit < from {
            return None;
        }
        let Facts { width, left, place } = self.facts();
        let end = hit.saturating_add(width);
        match place {
            Place::AtKeyword => self.at(cache, text, hit, end),
            Place::Before if left <= FEW_PLACES => {
                let first = from.max(hit.saturating_sub(left));
                *seen = hit + 1;
                let found = (first..=hit).find_map(|start| self.at(cache, text, start, end))?;
                self.capped(cache, text, found)
            }
            Place::Before => self.before(cache, text, from, hit, seen),
            Place::Everywhere | Place::Nowhere => None,
            Place::Name => {
                if !assignment::begins_name(text, hit, keyword) {
                    return None;
                }
                assignment::values(text, hit + keyword).find_map(|value| {
                    let mut found = self.at(cache, text, value, end)?;
                    found.start = hit;
                    assignment::ends_value(text, found.end).then_some(found)
                })
            }
        }
    }

    /// The next match that begins before the keyword, or at it.
    ///
    /// Where hits follow one another closely a search looks further than its own hit: what it did not see until there the next
    /// hits need not look for, so that keywords without end cost little more than the text.
    fn before(
        &self,
        cache: &mut Option<RuleCache>,
        text: &[u8],
        from: usize,
        hit: usize,
        seen: &mut usize,
    ) -> Option<Span> {
        let Facts { width, left, .. } = self.facts();
        let start = from.max(hit.saturating_sub(left));
        let is_close = from > 0 && hit - start <= width / 2;
        // Patterns from files have no bound: a longer window could show them longer matches.
        let further = if is_close && self.rule.imported().is_none() {
            4 * width
        } else {
            0
        };
        let end = hit.saturating_add(width).saturating_add(further).min(text.len());
        let found = self.search(cache, text, start, end, Anchored::No);
        match found {
            Some(found) if found.start <= hit => self.capped(cache, text, found),
            found => {
                // No match that begins here has its end behind the window.
                let whole = (end + 1).saturating_sub(width);
                let next = found.map_or(whole, |found| found.start.min(whole));
                *seen = from.max(hit + 1);
                if further > 0 {
                    *seen = next.max(*seen);
                }
                None
            }
        }
    }

    /// The next match at or behind `from` that begins before `to`, of a rule without an anchor.
    pub(crate) fn find_everywhere(
        &self,
        cache: &mut Option<RuleCache>,
        text: &[u8],
        mut from: usize,
        to: usize,
    ) -> Option<Span> {
        let end = to.saturating_add(self.facts().width);
        while from < to {
            let found = self.search(cache, text, from, end, Anchored::No)?;
            if found.start >= to {
                return None;
            }
            if let Some(found) = self.capped(cache, text, found) {
                return Some(found);
            }
            from = found.start + 1;
        }
        None
    }

    /// No match is longer than the width: a pattern without a bound matches again within it.
    fn capped(&self, cache: &mut Option<RuleCache>, text: &[u8], found: Span) -> Option<Span> {
        let width = self.facts().width;
        if found.end - found.start <= width {
            return Some(found);
        }
        self.search(cache, text, found.start, found.start + width, Anchored::Yes)
    }

    /// The match that begins at `start`.
    fn at(&self, cache: &mut Option<RuleCache>, text: &[u8], start: usize, end: usize) -> Option<Span> {
        let rest = text.get(start..end.min(text.len()))?;
        let opening = &self.ready().opening;
        if !opening.allows(rest) {
            return None;
        }
        if self.rule.extension().is_none()
            && let Some(run) = opening.run(rest)
        {
            let end = start + run?;
            return Some(Span {
                start,
                end,
                secret_start: start,
                secret_end: end,
            });
        }
        self.search(cache, text, start, end, Anchored::Yes)
    }

    fn search(
        &self,
        cache: &mut Option<RuleCache>,
        text: &[u8],
        start: usize,
        end: usize,
        anchored: Anchored,
    ) -> Option<Span> {
        let regex = self.ready().regex.get_or_init(|| build(&self.rule)).as_ref()?;
        let new = || Box::new((regex.create_cache(), regex.create_captures()));
        let (cache, captures) = &mut **cache.get_or_insert_with(new);
        let end = end.min(text.len());
        if start >= end {
            return None;
        }
        let input = Input::new(text).span(start..end).anchored(anchored);
        regex.search_captures_with(cache, &input, captures);
        let whole = captures.get_match()?;
        let filled = |group: &usize| captures.get_group(*group).is_some_and(|span| !span.is_empty());
        let group = match self.rule.group() {
            Group::First => Some(1),
            Group::FirstFilled => (1..captures.group_len()).find(filled),
            Group::Number(number) => Some(number).filter(filled),
        };
        let secret = group.and_then(|group| captures.get_group(group));
        let mut span = Span {
            start: whole.start(),
            end: whole.end(),
            secret_start: secret.map_or(whole.start(), |secret| secret.start),
            secret_end: secret.map_or(whole.end(), |secret| secret.end),
        };
        if let Some(extension) = self.rule.extension() {
            let limit = span.start.saturating_add(extension.max).min(text.len());
            let length = (extension.read)(text.get(span.start..limit)?, span.end - span.start)?;
            span.end = limit.min(span.start + length);
            span.secret_end = span.end;
        }
        Some(span)
    }
}

impl Ready {
    fn new(rule: &Definition) -> Result<Self, RuleSetError> {
        if rule.pattern().is_none() {
            return Ok(Self::of_paths());
        }
        let hir = parse(rule)?;
        Ok(Self {
            facts: match rule.judge() {
                Judge::Own(_) => Facts::own(rule, &hir)?,
                Judge::Imported(_) => Facts::imported(rule, &hir)?,
            },
            opening: Opening::new(&hir),
            regex: OnceLock::new(),
        })
    }

    fn of_paths() -> Self {
        Self {
            facts: Facts {
                width: 0,
                left: 0,
                place: Place::Nowhere,
            },
            opening: Opening::default(),
            regex: OnceLock::new(),
        }
    }
}

impl Facts {
    fn own(rule: &Definition, hir: &Hir) -> Result<Self, RuleSetError> {
        let keyword_fits = |keyword: &str| (3..=64).contains(&keyword.len()) && keyword.is_ascii();
        if rule.anchors().next().is_none() || !rule.anchors().all(keyword_fits) {
            return Err(RuleSetError::Keyword {
                rule: rule.id().clone(),
            });
        }
        let looks = hir.properties().look_set();
        if looks.contains(Look::Start) || looks.contains(Look::End) {
            return Err(RuleSetError::Anchor {
                rule: rule.id().clone(),
            });
        }
        let too_wide = |allowed| RuleSetError::Width {
            rule: rule.id().clone(),
            allowed,
        };
        let least = hir.properties().minimum_len().unwrap_or(0);
        let pattern = hir.properties().maximum_len().unwrap_or(usize::MAX);
        if least == 0 || pattern > MAX_WIDTH {
            return Err(too_wide(MAX_WIDTH));
        }
        let (place, width) = match rule.shape() {
            Shape::Assigned => {
                let keyword = rule.anchors().map(str::len).max().unwrap_or(0);
                (Place::Name, keyword + assignment::MAX_BYTES + pattern + 1)
            }
            Shape::Token if begins_with_keyword(hir, rule.anchors()) => (Place::AtKeyword, pattern),
            Shape::Token => (Place::Before, pattern),
        };
        let left = match place {
            Place::Before => before_keyword(hir, rule.anchors()).unwrap_or(width),
            _ => width,
        };
        let width = rule
            .extension()
            .map_or(width, |extension| width.max(extension.max));
        if width > MAX_EXTENDED_WIDTH {
            return Err(too_wide(MAX_EXTENDED_WIDTH));
        }
        let left = left.min(width);
        Ok(Self { width, left, place })
    }

    /// A rule from a file: any width (capped), anchors of the text, perhaps no literal at all.
    fn imported(rule: &Definition, hir: &Hir) -> Result<Self, RuleSetError> {
        if hir.properties().minimum_len().unwrap_or(0) == 0 {
            return Err(RuleSetError::Width {
                rule: rule.id().clone(),
                allowed: MAX_EXTENDED_WIDTH,
            });
        }
        let width = hir.properties().maximum_len().unwrap_or(usize::MAX);
        let width = width.min(MAX_EXTENDED_WIDTH);
        let left = rule.left().unwrap_or(width).min(width);
        let place = if rule.anchors().next().is_none() {
            Place::Everywhere
        } else if begins_with_keyword(hir, rule.anchors()) {
            Place::AtKeyword
        } else {
            Place::Before
        };
        Ok(Self { width, left, place })
    }
}

fn parse(rule: &Definition) -> Result<Hir, RuleSetError> {
    // Patterns are ASCII, so an error's byte offset is a character offset as well.
    let mut parser = regex_syntax::ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .nest_limit(MAX_NESTING)
        .build();
    let pattern = rule.pattern().unwrap_or_default();
    parser.parse(pattern).map_err(|error| RuleSetError::Pattern {
        rule: rule.id().clone(),
        at: match &error {
            regex_syntax::Error::Parse(error) => error.span().start.offset,
            regex_syntax::Error::Translate(error) => error.span().start.offset,
            _ => 0,
        },
    })
}

/// Compiles; nothing if the program would be too large, which is all that can go wrong with a pattern that was parsed.
fn build(rule: &Definition) -> Option<Regex> {
    let config = Config::new()
        .utf8_empty(false)
        .nfa_size_limit(Some(MAX_PROGRAM))
        .hybrid_cache_capacity(LAZY_CACHE);
    let dialect = syntax::Config::new()
        .unicode(false)
        .utf8(false)
        .nest_limit(MAX_NESTING);
    Builder::new()
        .configure(config)
        .syntax(dialect)
        .build(rule.pattern()?)
        .ok()
}

/// How many bytes of a match stand before its first keyword at most, if there is a bound.
fn before_keyword<'k>(hir: &Hir, keywords: impl Iterator<Item = &'k str>) -> Option<usize> {
    let keywords: Vec<String> = keywords.map(str::to_ascii_lowercase).collect();
    let bound = |set: crate::engine::Literals| {
        let longest = set.strings.iter().map(Vec::len).max()?;
        set.left?.checked_add(longest)
    };
    required(hir)
        .into_iter()
        .filter(|set| set.imply(&keywords))
        .filter_map(bound)
        .min()
}
