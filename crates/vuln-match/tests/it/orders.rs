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

/// SemVer, clause 11, with numbers filled up with zeros; labels are made equal by `fold`, build metadata counts by `build`.
fn semver(left: &str, right: &str, fold: fn(&str) -> String, build: bool) -> Ordering {
    let split = |text: &str| {
        let text = fold(text);
        let (core, build) = text
            .split_once('+')
            .map_or((text.as_str(), None), |(core, build)| (core, Some(build)));
        let (numbers, labels) = core
            .split_once('-')
            .map_or((core, None), |(numbers, labels)| (numbers, Some(labels)));
        (
            numbers.to_owned(),
            labels.map(str::to_owned),
            build.map(str::to_owned),
        )
    };
    let (left, right) = (split(left), split(right));
    let labels = match (&left.1, &right.1) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(one), Some(two)) => identifiers(one, two, semver_identifier),
    };
    let builds = match (&left.2, &right.2) {
        _ if !build => Ordering::Equal,
        (Some(one), Some(two)) => identifiers(one, two, semver_identifier),
        (one, two) => one.is_some().cmp(&two.is_some()),
    };
    filled(&left.0, &right.0).then(labels).then(builds)
}

fn filled(left: &str, right: &str) -> Ordering {
    let (left, right): (Vec<_>, Vec<_>) = (left.split('.').collect(), right.split('.').collect());
    let pairs = (0..left.len().max(right.len()))
        .map(|at| by_value(left.get(at).unwrap_or(&"0"), right.get(at).unwrap_or(&"0")));
    pairs.fold(Ordering::Equal, Ordering::then)
}

/// Piece by piece; the longer list wins.
fn identifiers(left: &str, right: &str, compare: fn(&str, &str) -> Ordering) -> Ordering {
    let (mut left, mut right) = (left.split('.'), right.split('.'));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(one), Some(two)) if compare(one, two) == Ordering::Equal => {}
            (Some(one), Some(two)) => return compare(one, two),
        }
    }
}

fn semver_identifier(one: &str, two: &str) -> Ordering {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    match (number(one), number(two)) {
        (true, true) => by_value(one, two),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => one.cmp(two),
    }
}

/// Conan 2's `Version.__lt__`, on versions where no number meets a text of one more or one fewer digit.
fn conan(left: &str, right: &str) -> Ordering {
    let split = |text: &str| {
        let (rest, build) = text
            .rsplit_once('+')
            .map_or((text, None), |(rest, build)| (rest, Some(build)));
        let (items, pre) = rest
            .split_once('-')
            .map_or((rest, None), |(items, pre)| (items, Some(pre)));
        (
            without_zeros(items),
            pre.map(without_zeros),
            build.map(without_zeros),
        )
    };
    let (left, right) = (split(left), split(right));
    let pre = match (&left.1, &right.1) {
        (Some(one), Some(two)) => items(one, two),
        (one, two) => two.is_some().cmp(&one.is_some()),
    };
    let build = match (&left.2, &right.2) {
        (Some(one), Some(two)) => items(one, two),
        (one, two) => one.is_some().cmp(&two.is_some()),
    };
    items(&left.0, &right.0).then(pre).then(build)
}

fn without_zeros(text: &str) -> Vec<String> {
    let mut items: Vec<String> = text.split('.').map(str::to_owned).collect();
    while items.last().is_some_and(|item| item == "0") {
        items.pop();
    }
    items
}

fn items(left: &[String], right: &[String]) -> Ordering {
    for (one, two) in left.iter().zip(right) {
        let order = match (one.parse::<u64>(), two.parse::<u64>()) {
            (Ok(one), Ok(two)) => one.cmp(&two),
            _ => one.cmp(two),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    left.len().cmp(&right.len())
}

/// `1.2.3-label.1+build`, with up to four numbers.
fn labelled(numbers: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = String> {
    let number = prop_oneof![4 => "[0-9]", 1 => "[1-9][0-9]{1,22}", 1 => "0[0-9]"];
    let label = prop_oneof!["[0-9]{1,2}", "[abAB]{1,2}", "[0-9][a-cA-C]", "[a-c]-[0-9]"];
    let labels = prop::option::of(prop::collection::vec(label, 1..4).prop_map(|labels| labels.join(".")));
    let list = prop::collection::vec(number, numbers).prop_map(|numbers| numbers.join("."));
    (list, labels.clone(), labels).prop_map(|(mut version, pre, build)| {
        for (mark, part) in [('-', pre), ('+', build)] {
            if let Some(part) = part {
                version.push(mark);
                version.push_str(&part);
            }
        }
        version
    })
}

/// Items of one digit, with and without letters, so that text and value agree on them.
fn conan_version() -> impl Strategy<Value = String> {
    let item =
        prop_oneof![4 => "[0-9]", 1 => "[0-9][a-c]{1,2}", 1 => "[a-c]{1,2}[0-9]?", 1 => Just("*".to_owned())];
    let list = prop::collection::vec(item, 1..5).prop_map(|items| items.join("."));
    (
        list.clone(),
        prop::option::of(list.clone()),
        prop::option::of(list),
    )
        .prop_map(|(mut version, pre, build)| {
            for (mark, part) in [('-', pre), ('+', build)] {
                if let Some(part) = part {
                    version.push(mark);
                    version.push_str(&part);
                }
            }
            version
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

    #[test]
    fn nuget_keys_order_as_parts_do(a in labelled(1..=4), b in labelled(1..=4)) {
        let found = Scheme::NuGet.parse(&a).cmp(&Scheme::NuGet.parse(&b));
        prop_assert_eq!(found, semver(&a, &b, str::to_ascii_lowercase, false), "{} {}", a, b);
    }

    #[test]
    fn pub_keys_order_as_parts_do(a in labelled(3..=3), b in labelled(3..=3)) {
        let found = Scheme::Pub.parse(&a).cmp(&Scheme::Pub.parse(&b));
        prop_assert_eq!(found, semver(&a, &b, str::to_owned, true), "{} {}", a, b);
    }

    #[test]
    fn conan_keys_order_as_items_do(a in conan_version(), b in conan_version()) {
        let found = Scheme::Conan.parse(&a).cmp(&Scheme::Conan.parse(&b));
        prop_assert_eq!(found, conan(&a, &b), "{} {}", a, b);
    }
}
