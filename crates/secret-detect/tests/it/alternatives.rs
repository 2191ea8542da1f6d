//! A value that is assigned to a name is matched whole, whichever form of it the rule knows: of alternatives the first that
//! matches counts, so a short one before a long one would cut it.

use portcullis_secret_detect::{RuleSet, Shape};
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Class, Hir, HirKind};

#[test]
fn the_longest_text_of_every_form_is_matched_whole() {
    let syntax = syntax::Config::new().unicode(false).utf8(false);
    let mut random = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let rules = RuleSet::builtin();
    let assigned: Vec<_> = rules
        .rules()
        .filter(|rule| rule.shape == Shape::Assigned)
        .collect();
    assert!(assigned.len() > 100, "{}", assigned.len());
    let mut cut = Vec::new();
    for rule in assigned {
        let hir = syntax::parse_with(rule.pattern, &syntax).unwrap();
        let regex = Regex::builder().syntax(syntax).build(rule.pattern).unwrap();
        for _ in 0..32 {
            let mut text = Vec::new();
            write(&hir, &mut random, &mut text);
            let input = Input::new(&text).anchored(Anchored::Yes);
            let end = regex.find(input).map(|found| found.end());
            if end != Some(text.len()) {
                cut.push(format!(
                    "{}: {} of {:?}",
                    rule.id,
                    end.unwrap_or(0),
                    String::from_utf8_lossy(&text)
                ));
                break;
            }
        }
    }
    assert_eq!(cut, Vec::<String>::new());
}

/// A text of a pattern, every repetition as long as it may be.
fn write(hir: &Hir, random: &mut TestRng, text: &mut Vec<u8>) {
    let mut below = |count: usize| random.next_u32() as usize % count;
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.extend_from_slice(&literal.0),
        HirKind::Class(Class::Bytes(class)) => {
            let range = class.ranges()[below(class.ranges().len())];
            text.push(range.start() + below(range.len()) as u8);
        }
        HirKind::Class(Class::Unicode(class)) => {
            let range = class.ranges()[below(class.ranges().len())];
            text.push(u8::try_from(range.start()).unwrap() + below(range.len()) as u8);
        }
        HirKind::Repetition(repetition) => {
            for _ in 0..repetition.max.unwrap_or(repetition.min) {
                write(&repetition.sub, random, text);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, random, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, random, text)),
        HirKind::Alternation(forms) => {
            let form = below(forms.len());
            write(&forms[form], random, text);
        }
    }
}
