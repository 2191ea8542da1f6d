//! What every built-in rule must do.

use std::collections::BTreeSet;

use portcullis_secret_detect::{DropReason, Dropped, Rank, RuleSet, Scanner, SecretMatch, Sink};
use std::ops::ControlFlow;

#[derive(Default)]
struct Everything {
    found: Vec<SecretMatch>,
    dropped: Vec<Dropped>,
}

impl Sink for Everything {
    fn finding(&mut self, found: SecretMatch) -> ControlFlow<()> {
        self.found.push(found);
        ControlFlow::Continue(())
    }

    fn dropped(&mut self, dropped: &Dropped) {
        self.dropped.push(dropped.clone());
    }
}

fn scan(scanner: &Scanner, text: &str) -> Everything {
    let mut sink = Everything::default();
    let _ = scanner.scan(&mut scanner.scratch(), text.as_bytes(), &mut sink);
    sink
}

#[test]
fn every_rule_is_complete() {
    let rules = RuleSet::builtin();
    let mut wrong = Vec::new();
    for rule in rules.rules() {
        let id = rule.id.as_str();
        let expected = if rule.rank == Rank::Generic {
            "generic/"
        } else {
            "secret/"
        };
        if !id.starts_with(expected)
            || rule.title.is_empty()
            || rule.title.ends_with('.')
            || rule.remedy.len() < 40
        {
            wrong.push(format!("{id}: name, title or remedy"));
        }
        if rule.docs.is_some_and(|docs| !docs.starts_with("https://")) {
            wrong.push(format!("{id}: link"));
        }
        if rule
            .keywords
            .iter()
            .any(|keyword| keyword.len() < 3 || *keyword != keyword.to_ascii_lowercase())
        {
            wrong.push(format!("{id}: keywords"));
        }
        if rule.positive.is_empty() {
            wrong.push(format!("{id}: no example"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_rule_compiles_within_its_window() {
    let rules = RuleSet::builtin();
    let again = RuleSet::from_rules(rules.rules().cloned());
    assert_eq!(
        again.map(|again| again.rules().count()),
        Ok(rules.rules().count())
    );
    assert!(Scanner::new(rules).is_ok());
}

#[test]
fn every_example_fires_alone_on_its_secret() {
    let rules = RuleSet::builtin();
    let mut wrong = Vec::new();
    for rule in rules.rules() {
        let scanner = Scanner::new(RuleSet::from_rules([rule.clone()]).unwrap()).unwrap();
        for example in rule.positive {
            let text = format!("{}{}{}", example.0, example.1, example.2);
            let keyword = rule
                .keywords
                .iter()
                .any(|keyword| text.to_ascii_lowercase().contains(keyword));
            let seen = scan(&scanner, &text);
            let spans: Vec<_> = seen.found.iter().map(|found| found.region().bytes()).collect();
            let expected = example.0.len() as u64..(example.0.len() + example.1.len()) as u64;
            if !keyword
                || spans != [expected.clone()]
                || seen.found[0].secret().expose() != example.1.as_bytes()
            {
                wrong.push(format!(
                    "{}: {spans:?} instead of {expected:?}, dropped {:?}",
                    rule.id, seen.dropped
                ));
            }
        }
        for text in rule.negative {
            let seen = scan(&scanner, text);
            if !seen.found.is_empty() {
                wrong.push(format!("{}: fires on the negative {text:?}", rule.id));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_example_fires_among_all_rules() {
    let rules = RuleSet::builtin();
    let scanner = Scanner::new(rules.clone()).unwrap();
    let mut wrong = Vec::new();
    for rule in rules.rules() {
        for example in rule.positive {
            let seen = scan(&scanner, &format!("{}{}{}", example.0, example.1, example.2));
            let fired: BTreeSet<_> = seen.found.iter().map(|found| found.rule().as_str()).collect();
            if !fired.contains(rule.id.as_str()) {
                let reasons: Vec<_> = seen
                    .dropped
                    .iter()
                    .filter(|dropped| dropped.rule == rule.id)
                    .collect();
                // A document that holds a token is told instead of it.
                if !reasons
                    .iter()
                    .any(|dropped| matches!(dropped.reason, DropReason::Covered { .. }))
                {
                    wrong.push(format!("{}: {fired:?}, {reasons:?}", rule.id));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_proof_that_passes_makes_certain() {
    let rules = RuleSet::builtin();
    let checked = rules.rules().filter(|rule| rule.check.is_some());
    let mut certain = 0;
    for rule in checked {
        let scanner = Scanner::new(RuleSet::from_rules([rule.clone()]).unwrap()).unwrap();
        for example in rule.positive {
            let seen = scan(&scanner, &format!("{}{}{}", example.0, example.1, example.2));
            let confidence = seen.found.first().map(SecretMatch::confidence);
            assert_eq!(
                confidence,
                Some(portcullis_findings::Confidence::Certain),
                "{}",
                rule.id
            );
            certain += 1;
        }
    }
    assert!(certain >= 10, "{certain}");
}

#[test]
fn a_failed_checksum_lowers_and_does_not_drop() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let seen = scan(&scanner, concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrX"));
    assert_eq!(seen.found.len(), 1);
    assert_eq!(
        seen.found[0].confidence(),
        portcullis_findings::Confidence::Medium
    );
}

#[test]
fn every_drop_has_its_reason() {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let rows = [
        (
            concat!("ghs_", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
            DropReason::Repeated,
        ),
        (concat!("AKIA", "IOSFODNN7EXAMPLE"), DropReason::Placeholder),
        ("secret: 79a3edd0-2092-40a2-a04d-dcb46d5ca9ed", DropReason::Uuid),
        ("postgres://app:${PASSWORD}@db/x", DropReason::Template),
    ];
    for (text, reason) in rows {
        let seen = scan(&scanner, text);
        assert!(seen.found.is_empty(), "{text}: {:?}", seen.found);
        assert!(
            seen.dropped.iter().any(|dropped| dropped.reason == reason),
            "{text}: {:?}",
            seen.dropped
        );
    }
}

#[test]
fn the_sources_of_this_crate_hold_no_secret() {
    // Examples are split, so that the scanner does not find its own rules.
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("tests")];
    let (mut files, mut told) = (0, Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_some_and(|extension| extension == "bin") {
                continue;
            }
            files += 1;
            let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
            told.extend(
                scan(&scanner, &text)
                    .found
                    .iter()
                    .map(|found| format!("{}:{found}", path.display())),
            );
        }
    }
    assert!(files > 100, "{files}");
    assert_eq!(told, Vec::<String>::new());
}
