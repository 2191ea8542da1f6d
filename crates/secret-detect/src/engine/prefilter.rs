//! The one pass over every byte: where the keywords of the rules stand. The adapter around `aho-corasick`.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind, StartKind};

use crate::engine::gate::{Gate, SHORTEST};
use crate::ruleset::RuleSetError;

/// All keywords of all rules.
#[derive(Debug)]
pub(crate) struct Prefilter {
    pass: Pass,
    /// Per keyword: its length and the rules that ask for it.
    keywords: Vec<(usize, Vec<u32>)>,
    longest: usize,
}

/// How keywords are found.
#[derive(Debug)]
enum Pass {
    Gate(Gate),
    /// For keywords of which some are too short for the gate.
    Automaton(AhoCorasick),
}

/// A keyword of a rule in the text.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Hit {
    pub(crate) start: usize,
    pub(crate) keyword: u32,
}

impl Prefilter {
    /// Prepares the pass for the keywords of rules, given in order.
    pub(crate) fn new<'a, K: Iterator<Item = &'a str>>(
        rules: impl Iterator<Item = K>,
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
        let gate = by_keyword
            .keys()
            .all(|keyword| keyword.len() >= SHORTEST)
            .then(|| Gate::new(by_keyword.keys().map(String::as_str)))
            .flatten();
        let pass = match gate {
            Some(gate) => Pass::Gate(gate),
            None => Pass::Automaton(automaton(&by_keyword)?),
        };
        let keywords: Vec<_> = by_keyword
            .into_iter()
            .map(|(keyword, rules)| (keyword.len(), rules))
            .collect();
        let longest = keywords.iter().map(|(length, _)| *length).max().unwrap_or(0);
        Ok(Self {
            pass,
            keywords,
            longest,
        })
    }

    /// Collects the hits that begin in `from..to`, ordered by where they begin.
    pub(crate) fn hits(&self, text: &[u8], from: usize, to: usize, hits: &mut Vec<Hit>) {
        hits.clear();
        match &self.pass {
            Pass::Gate(gate) => gate.hits(text, from, to, hits),
            Pass::Automaton(automaton) => {
                let end = to.saturating_add(self.longest).min(text.len());
                if from >= end {
                    return;
                }
                let found = automaton.find_overlapping_iter(Input::new(text).span(from..end));
                let hit = |found: aho_corasick::Match| Hit {
                    start: found.start(),
                    keyword: found.pattern().as_u32(),
                };
                hits.extend(found.map(hit).filter(|hit| hit.start < to));
            }
        }
        hits.sort_unstable();
    }

    /// The length of a keyword and the rules that ask for it.
    pub(crate) fn keyword(&self, hit: Hit) -> (usize, &[u32]) {
        self.keywords
            .get(hit.keyword as usize)
            .map_or((0, &[]), |(length, rules)| (*length, rules.as_slice()))
    }
}

fn automaton(by_keyword: &BTreeMap<String, Vec<u32>>) -> Result<AhoCorasick, RuleSetError> {
    AhoCorasick::builder()
        // Above some hundred patterns the automatic choice is an NFA of a third of the speed.
        .kind(Some(AhoCorasickKind::DFA))
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .start_kind(StartKind::Unanchored)
        .build(by_keyword.keys())
        .map_err(|_| RuleSetError::Automaton {
            keywords: by_keyword.len(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEYWORDS: &[&str] = &[
        "abc",
        "://",
        "0q~",
        "abca",
        "bcab",
        "token",
        "-us1",
        "access_key",
        "\u{7f}{|}",
        "[]@^",
        "kkk",
        "kkkk",
        "kkkkk",
    ];

    fn both() -> (Prefilter, Prefilter) {
        let gate = Prefilter::new(KEYWORDS.iter().map(|word| std::iter::once(*word))).unwrap();
        assert!(matches!(gate.pass, Pass::Gate(_)));
        let by_keyword = KEYWORDS
            .iter()
            .map(|word| ((*word).to_owned(), Vec::new()))
            .collect();
        let other = Prefilter {
            pass: Pass::Automaton(automaton(&by_keyword).unwrap()),
            keywords: gate.keywords.clone(),
            longest: gate.longest,
        };
        (gate, other)
    }

    proptest! {
        #[test]
        fn the_gate_sees_what_the_automaton_sees(
            words in prop::collection::vec(
                prop_oneof![
                    prop::sample::select(KEYWORDS).prop_map(str::to_owned),
                    prop::sample::select(KEYWORDS).prop_map(str::to_uppercase),
                    "[a-cA-Ck{}@`^~:/_ -]{0,6}",
                ],
                0..30,
            ),
            cut in any::<(prop::sample::Index, prop::sample::Index)>(),
        ) {
            let text = words.concat().into_bytes();
            let (one, two) = (cut.0.index(text.len() + 1), cut.1.index(text.len() + 1));
            let (gate, other) = both();
            let (mut seen, mut expected) = (Vec::new(), Vec::new());
            for (from, to) in [(0, text.len()), (one.min(two), one.max(two)), (one, one)] {
                gate.hits(&text, from, to, &mut seen);
                other.hits(&text, from, to, &mut expected);
                prop_assert_eq!(&seen, &expected);
            }
        }
    }
}
