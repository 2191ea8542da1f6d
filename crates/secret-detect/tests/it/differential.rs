//! The scanner against plain runs of the same rules over the whole text.

use proptest::prelude::*;
use regex_automata::meta::Regex;
use regex_automata::util::syntax;

use portcullis_secret_detect::{Depth, Rule, RuleSet, Scanner, SecretMatch, Shape};

/// The rules whose pattern is the whole of what they match.
fn plain_rules() -> Vec<Rule> {
    let plain = |rule: &&Rule| rule.shape == Shape::Token && rule.extension.is_none();
    let mut rules: Vec<Rule> = RuleSet::builtin().rules().filter(plain).cloned().collect();
    // Filters are not what is compared: neither the oracle nor the scanner has any left, but for placeholders.
    for rule in &mut rules {
        rule.min_entropy = 0.0;
        rule.check = None;
    }
    rules
}

fn oracle(rule: &Rule, text: &[u8]) -> Vec<std::ops::Range<u64>> {
    let regex = Regex::builder()
        .syntax(syntax::Config::new().unicode(false).utf8(false))
        .configure(Regex::config().utf8_empty(false))
        .build(rule.pattern)
        .unwrap();
    regex
        .captures_iter(text)
        .map(|captures| captures.get_group(1).or(captures.get_group(0)).unwrap())
        .map(|span| span.start as u64..span.end as u64)
        .collect()
}

/// Noise that is full of keywords, prefixes of tokens and separators.
fn noise() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("ghp_".to_owned()),
        Just("AKIA".to_owned()),
        Just("://".to_owned()),
        Just("-----BEGIN ".to_owned()),
        Just("xoxb-1".to_owned()),
        Just("\n".to_owned()),
        Just(";password=".to_owned()),
        "[a-zA-Z0-9_.=/ -]{0,12}",
    ];
    prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn windows_see_what_a_run_over_everything_sees(
        parts in prop::collection::vec((noise(), any::<prop::sample::Index>()), 1..6),
        end in noise(),
    ) {
        let rules = plain_rules();
        let mut text = String::new();
        for (noise, pick) in &parts {
            let example = pick.get(&rules).positive[0];
            text.push_str(noise);
            text.push_str(example.0);
            text.push_str(example.1);
            text.push_str(example.2);
        }
        text.push_str(&end);
        for (_, pick) in &parts {
            let rule = pick.get(&rules).clone();
            let expected = oracle(&rule, text.as_bytes());
            let spans = windowed(rule, text.as_bytes());
            prop_assert_eq!(spans, expected, "{}", text);
        }
    }
}

/// Everything that the scanner matches, told or dropped.
fn windowed(rule: Rule, text: &[u8]) -> Vec<std::ops::Range<u64>> {
    let scanner = Scanner::new(RuleSet::from_rules([rule]).unwrap())
        .unwrap()
        .with_decoding(Depth::NONE);
    let mut seen = Collect::default();
    let _ = scanner.scan(&mut scanner.scratch(), text, &mut seen);
    let mut spans: Vec<_> = seen
        .found
        .iter()
        .map(|found| found.region().bytes())
        .chain(seen.dropped)
        .collect();
    spans.sort_by_key(|span| span.start);
    spans
}

#[test]
fn every_rule_sees_what_a_plain_run_sees_in_the_examples_of_all() {
    let mut text = String::new();
    for rule in RuleSet::builtin().rules() {
        for example in rule.positive {
            // With and without space between them, so that matches have neighbours.
            text.push_str(&format!("{}{}{}", example.0, example.1, example.2));
            text.push_str(&format!("{}{}{}\n", example.0, example.1, example.2));
        }
        rule.negative
            .iter()
            .for_each(|negative| text.push_str(&format!("{negative}\n")));
    }
    for rule in plain_rules() {
        let expected = oracle(&rule, text.as_bytes());
        assert!(!expected.is_empty(), "{}", rule.id);
        assert_eq!(windowed(rule.clone(), text.as_bytes()), expected, "{}", rule.id);
    }
}

#[derive(Default)]
struct Collect {
    found: Vec<SecretMatch>,
    dropped: Vec<std::ops::Range<u64>>,
}

impl portcullis_secret_detect::Sink for Collect {
    fn finding(&mut self, found: SecretMatch) -> std::ops::ControlFlow<()> {
        self.found.push(found);
        std::ops::ControlFlow::Continue(())
    }

    fn dropped(&mut self, dropped: &portcullis_secret_detect::Dropped) {
        self.dropped.push(dropped.bytes.clone());
    }
}

#[test]
fn hits_close_together_hide_no_match() {
    // Keywords of a rule in a crowd make its searches look further than their own hit; matches stand behind, between and at
    // the end of the crowd.
    for rule in plain_rules() {
        let example = rule.positive[0];
        let example = format!("{}{}{} ", example.0, example.1, example.2);
        for keyword in rule.keywords.iter().take(2) {
            let crowd = format!("{keyword}=\n").repeat(90);
            let text = format!("{crowd}{example}{crowd}{crowd}{example}\n{keyword}{example}");
            let expected = oracle(&rule, text.as_bytes());
            assert_eq!(
                windowed(rule.clone(), text.as_bytes()),
                expected,
                "{} {keyword}",
                rule.id
            );
        }
    }
}
