//! The secret scanner against a plain run of the same pattern over the whole text.

use std::ops::{ControlFlow, Range};
use std::sync::{LazyLock, OnceLock};

use portcullis_secret_detect::{
    Depth, Dropped, Encoding, Rank, Rule, RuleSet, Scanner, SecretMatch, Shape, Sink,
};
use regex_automata::meta::Regex;
use regex_automata::util::syntax;

use crate::secrets::encode;

/// The rules whose pattern is the whole of what they match, without what judges their matches.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rules = RuleSet::builtin();
    let plain = rules
        .rules()
        .filter(|rule| rule.shape == Shape::Token && rule.extension.is_none() && rule.paths.is_empty());
    plain
        .map(|rule| {
            let mut rule = rule.clone();
            (rule.min_entropy, rule.check) = (0.0, None);
            rule
        })
        .collect()
});

/// What one rule needs, made when it is asked for.
struct Both {
    scanner: Scanner,
    inside: [Scanner; 2],
    regex: Regex,
}

static MADE: LazyLock<Vec<OnceLock<Both>>> =
    LazyLock::new(|| RULES.iter().map(|_| OnceLock::new()).collect());

/// A rule (by the first two bytes) tells or sets aside what its pattern matches in a plain run, no more and no less, at the same
/// places; and inside one or two encodings (by the third byte) as much as in the text itself.
pub fn secret_differential(data: &[u8]) {
    let [low, high, choice, text @ ..] = data else {
        return;
    };
    let at = usize::from(u16::from_le_bytes([*low, *high])) % RULES.len();
    let rule = &RULES[at];
    let both = MADE[at].get_or_init(|| Both::new(rule));
    let is_utf16 = matches!(text, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if !is_utf16 {
        let (seen, _) = scan(&both.scanner, text);
        let mut spans: Vec<_> = seen.found.iter().map(|found| found.region().bytes()).collect();
        spans.extend(seen.dropped.into_iter().map(|(span, _)| span));
        spans.sort_by_key(|span| span.start);
        assert_eq!(spans, both.spans(text), "{}", rule.id);
    }
    if rule.rank != Rank::Generic {
        inside(rule, both, usize::from(*choice), text);
    }
}

/// Within so many encodings, of printable text, since what decodes to anything else is not looked at.
fn inside(rule: &Rule, both: &Both, choice: usize, text: &[u8]) {
    let count = Encoding::ALL.len();
    let inner = Encoding::ALL[choice % count];
    let chain: Vec<Encoding> = match choice / count % (count + 1) {
        0 => vec![inner],
        outer => vec![Encoding::ALL[outer - 1], inner],
    };
    // Three of four bytes of that are NUL, which is no text.
    if chain == [Encoding::Utf16, Encoding::Utf16] {
        return;
    }
    // Short enough for one run.
    let most = if chain.len() == 1 { 2_000 } else { 400 };
    let printable = |byte: &u8| match byte {
        b'\n' | b' '..=b'~' => *byte,
        other => b' ' + other % 95,
    };
    let mut text: Vec<u8> = text.iter().take(most).map(printable).collect();
    text.resize(text.len().max(32), b'\n');
    let mut encoded = text.clone();
    for encoding in chain.iter().rev() {
        encoded = encode(*encoding, &encoded);
        let is_seen = match encoding {
            Encoding::Base64 => {
                encoded.iter().any(u8::is_ascii_lowercase) && encoded.iter().any(u8::is_ascii_uppercase)
            }
            _ => true,
        };
        if !is_seen {
            return;
        }
    }
    let (seen, is_whole) = scan(&both.inside[chain.len() - 1], &encoded);
    if !is_whole {
        return;
    }
    let expected = both.spans(&text);
    let secrets: Vec<&[u8]> = expected
        .iter()
        .map(|span| &text[span.start as usize..span.end as usize])
        .collect();
    let told = seen.found.iter().filter(|found| found.encodings() == chain);
    let told: Vec<_> = told.collect();
    for found in &told {
        assert!(
            secrets.contains(&found.secret().expose()),
            "{} in {chain:?}",
            rule.id
        );
        assert_eq!(found.region().bytes(), 0..encoded.len() as u64);
    }
    let dropped = seen.dropped.iter().filter(|(_, encodings)| *encodings == chain);
    assert_eq!(
        told.len() + dropped.count(),
        secrets.len(),
        "{} in {chain:?}",
        rule.id
    );
}

impl Both {
    fn new(rule: &Rule) -> Self {
        let scanner = |depth: u8| {
            let rules = RuleSet::from_rules([rule.clone()]).unwrap();
            Scanner::new(rules).unwrap().with_decoding(Depth::new(depth))
        };
        let regex = Regex::builder()
            .syntax(syntax::Config::new().unicode(false).utf8(false))
            .configure(Regex::config().utf8_empty(false))
            .build(rule.pattern)
            .unwrap();
        Self {
            scanner: scanner(0),
            inside: [scanner(1), scanner(2)],
            regex,
        }
    }

    fn spans(&self, text: &[u8]) -> Vec<Range<u64>> {
        self.regex
            .captures_iter(text)
            .map(|captures| captures.get_group(1).or(captures.get_group(0)).unwrap())
            .map(|span| span.start as u64..span.end as u64)
            .collect()
    }
}

#[derive(Default)]
struct Seen {
    found: Vec<SecretMatch>,
    dropped: Vec<(Range<u64>, Vec<Encoding>)>,
}

impl Sink for Seen {
    fn finding(&mut self, found: SecretMatch) -> ControlFlow<()> {
        self.found.push(found);
        ControlFlow::Continue(())
    }

    fn dropped(&mut self, dropped: &Dropped) {
        self.dropped
            .push((dropped.bytes.clone(), dropped.encodings.clone()));
    }
}

/// What was seen, and whether all was looked at.
fn scan(scanner: &Scanner, text: &[u8]) -> (Seen, bool) {
    let mut seen = Seen::default();
    let summary = scanner.scan(&mut scanner.scratch(), text, &mut seen);
    let is_whole = summary.gaps(&Default::default()).is_empty();
    (seen, is_whole)
}
