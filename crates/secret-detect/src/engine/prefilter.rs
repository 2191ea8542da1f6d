//! The one pass over every byte: the adapter around `aho-corasick`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind, StartKind};

use crate::ruleset::RuleSetError;

/// All keywords of all rules in one automaton.
#[derive(Debug)]
pub(crate) struct Prefilter {
    automaton: AhoCorasick,
    /// Per keyword: its length and the rules that ask for it.
    keywords: Vec<(usize, Vec<u32>)>,
}

/// A keyword of a rule in the text.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) keyword: u32,
}

impl Prefilter {
    /// Builds the automaton from the keywords of rules, given in order.
    pub(crate) fn new<'a>(
        rules: impl Iterator<Item = &'a [Cow<'static, str>]>,
    ) -> Result<Self, RuleSetError> {
        let mut by_keyword: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (rule, keywords) in (0_u32..).zip(rules) {
            for keyword in keywords {
                let asking = by_keyword.entry(keyword.to_ascii_lowercase()).or_default();
                if asking.last() != Some(&rule) {
                    asking.push(rule);
                }
            }
        }
        let automaton = AhoCorasick::builder()
            // Above some hundred patterns the automatic choice is an NFA of a third of the speed.
            .kind(Some(AhoCorasickKind::DFA))
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Unanchored)
            .build(by_keyword.keys())
            .map_err(|_| RuleSetError::Automaton {
                keywords: by_keyword.len(),
            })?;
        let keywords = by_keyword
            .into_iter()
            .map(|(keyword, rules)| (keyword.len(), rules))
            .collect();
        Ok(Self { automaton, keywords })
    }

    /// Collects the hits that begin in `from..to`, ordered by where they begin.
    pub(crate) fn hits(&self, text: &[u8], from: usize, to: usize, hits: &mut Vec<Hit>) {
        hits.clear();
        let longest = self.keywords.iter().map(|(length, _)| *length).max().unwrap_or(0);
        let end = to.saturating_add(longest).min(text.len());
        if from >= end {
            return;
        }
        let found = self
            .automaton
            .find_overlapping_iter(Input::new(text).span(from..end));
        let hit = |found: aho_corasick::Match| Hit {
            start: found.start(),
            keyword: found.pattern().as_u32(),
        };
        hits.extend(found.map(hit).filter(|hit| hit.start < to));
        hits.sort_unstable();
    }

    /// The length of a keyword and the rules that ask for it.
    pub(crate) fn keyword(&self, hit: Hit) -> (usize, &[u32]) {
        self.keywords
            .get(hit.keyword as usize)
            .map_or((0, &[]), |(length, rules)| (*length, rules.as_slice()))
    }
}
