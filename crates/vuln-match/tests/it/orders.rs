//! Keys against comparing two versions piece by piece, as the reference of each ecosystem describes it.

use std::cmp::Ordering;

use portcullis_vuln_match::Scheme;
use proptest::prelude::*;

/// Versions of short pieces, so that many pairs begin alike.
fn version(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => (0u32..4).prop_map(|number| number.to_string()),
        1 => Just("00".to_owned()),
        1 => Just("12345678901234567890123".to_owned()),
        3 => prop::sample::select(words).prop_map(str::to_owned),
    ];
    let separator = prop::sample::select(vec![".", ".", ".", "-", ""]);
    (0u32..3, prop::collection::vec((separator, piece), 0..7)).prop_map(|(first, rest)| {
        let rest: String = rest
            .into_iter()
            .map(|(separator, piece)| format!("{separator}{piece}"))
            .collect();
        format!("{first}{rest}")
    })
}

/// Runs of digits and runs of letters.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut before = None;
    for character in text.chars() {
        let kind = (character.is_ascii_digit(), character.is_ascii_alphabetic());
        match runs.last_mut() {
            Some(run) if before == Some(kind) && kind != (false, false) => run.push(character),
            _ => runs.push(character.to_string()),
        }
        before = Some(kind);
    }
    runs
}

fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn by_value(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
    left.len().cmp(&right.len()).then(left.cmp(right))
}

/// `Gem::Version#<=>`: segments without the zeros before the first letters and at the end, filled up with zeros.
fn gem(left: &str, right: &str) -> Ordering {
    let segments = |text: &str| {
        let mut parts: Vec<String> = runs(&text.replace('-', ".pre."))
            .into_iter()
            .filter(|run| run != ".")
            .collect();
        let letters = parts
            .iter()
            .position(|part| !is_number(part))
            .unwrap_or(parts.len());
        let tail = parts.split_off(letters);
        while parts
            .last()
            .is_some_and(|part| part.trim_start_matches('0').is_empty())
        {
            parts.pop();
        }
        parts.extend(tail);
        parts
    };
    let (left, right) = (segments(left), segments(right));
    let zero = "0".to_owned();
    for at in 0..left.len().max(right.len()) {
        let (one, two) = (left.get(at).unwrap_or(&zero), right.get(at).unwrap_or(&zero));
        let order = match (is_number(one), is_number(two)) {
            (true, true) => by_value(one, two),
            (one_number, two_number) => one_number.cmp(&two_number).then_with(|| one.cmp(two)),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

/// A token of Maven's reference: the separator in front, and what it is.
#[derive(Clone, Debug, PartialEq)]
struct Token {
    hyphen: bool,
    text: String,
    counted: bool,
}

/// POM reference, "Version Order Specification": tokens, zeros trimmed, the shorter one filled up.
fn maven(left: &str, right: &str) -> Ordering {
    let (left, right) = (maven_tokens(left), maven_tokens(right));
    for at in 0..left.len().max(right.len()) {
        // The fill is worth nothing: zero behind the separator of the other number, or the release of a qualifier.
        let order = match (left.get(at), right.get(at)) {
            (Some(one), Some(two)) => maven_token(one, two),
            (Some(one), None) => maven_token(one, &fill(one)),
            (None, Some(two)) => maven_token(&fill(two), two),
            (None, None) => Ordering::Equal,
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

fn fill(other: &Token) -> Token {
    let text = if is_number(&other.text) { "0" } else { "ga" };
    Token {
        hyphen: other.hyphen,
        text: text.to_owned(),
        counted: false,
    }
}

fn maven_tokens(text: &str) -> Vec<Token> {
    let lower = text.to_ascii_lowercase();
    let (mut tokens, mut separator): (Vec<Token>, Option<char>) = (Vec::new(), Some('.'));
    let runs = runs(&lower);
    for (at, run) in runs.iter().enumerate() {
        if run == "." || run == "-" {
            if separator.is_some() {
                tokens.push(Token {
                    hyphen: separator == Some('-'),
                    text: "0".to_owned(),
                    counted: false,
                });
            }
            separator = run.chars().next();
            continue;
        }
        let counted = runs.get(at + 1).is_some_and(|next| is_number(next));
        let hyphen = separator != Some('.') || !is_number(run);
        tokens.push(Token {
            hyphen,
            text: run.clone(),
            counted,
        });
        separator = None;
    }
    let mut kept: Vec<Token> = Vec::new();
    for token in tokens.into_iter().rev() {
        let nothing = is_number(&token.text) && token.text.trim_start_matches('0').is_empty()
            || kept.is_empty() && matches!(token.text.as_str(), "ga" | "final" | "release");
        if !(nothing && kept.last().is_none_or(|next| !is_number(&next.text))) {
            kept.push(token);
        }
    }
    kept.reverse();
    kept
}

fn maven_token(one: &Token, two: &Token) -> Ordering {
    let class = |token: &Token| match (is_number(&token.text), token.hyphen) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => 2,
    };
    let rank = |token: &Token| match token.text.as_str() {
        "alpha" => 0,
        "a" if token.counted => 0,
        "beta" => 1,
        "b" if token.counted => 1,
        "milestone" => 2,
        "m" if token.counted => 2,
        "rc" | "cr" => 3,
        "snapshot" => 4,
        "ga" | "final" | "release" => 5,
        "sp" => 6,
        _ => 7,
    };
    class(one).cmp(&class(two)).then_with(|| {
        if is_number(&one.text) {
            return by_value(&one.text, &two.text);
        }
        let unknown = |token: &Token| (rank(token) == 7).then(|| token.text.clone());
        rank(one).cmp(&rank(two)).then(unknown(one).cmp(&unknown(two)))
    })
}

const WORDS: &[&str] = &[
    "a", "b", "m", "alpha", "BETA", "rc", "cr", "snapshot", "sp", "x", "foo", "pre", "ga", "final",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn gem_keys_order_as_segments_do(a in version(WORDS), b in version(WORDS)) {
        let found = Scheme::Gem.parse(&a).cmp(&Scheme::Gem.parse(&b));
        prop_assert_eq!(found, gem(&a, &b), "{} {}", a, b);
    }

    #[test]
    fn maven_keys_order_as_tokens_do(a in version(WORDS), b in version(WORDS)) {
        let found = Scheme::Maven.parse(&a).cmp(&Scheme::Maven.parse(&b));
        prop_assert_eq!(found, maven(&a, &b), "{} {}", a, b);
    }
}
