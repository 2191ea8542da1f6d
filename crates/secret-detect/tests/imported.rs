//! Rules of other tools, imported, on the cases of these tools.
//!
//! The folder named by `PORTCULLIS_CONFORMANCE` holds `secrets/*_cases.jsonl` and the rule files they were made with,
//! `secrets/rules/*.toml`; `PORTCULLIS_GITLEAKS_TOML` and `PORTCULLIS_BETTERLEAKS_TOML` name others. Without it nothing is
//! tested, which is said. A positive counts when the rule of its very id fires, a negative when that rule stays silent.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may stop, and print figures"
)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use portcullis_secret_detect::import::{self, Extends, Imported, NoteKind};
use portcullis_secret_detect::{Origin, RuleSet, Scanner, SecretMatch};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    rule: String,
    text: String,
    expect: bool,
    #[serde(default)]
    verified: Option<bool>,
    #[serde(default)]
    path: Option<String>,
}

/// What must be reached at least, as fractions: of the positives, of the negatives, of those that the tool itself confirmed.
struct Least {
    positives: f64,
    negatives: f64,
    verified: f64,
}

#[test]
fn gitleaks_rules_fire_on_the_cases_of_gitleaks() {
    run(
        "gitleaks",
        "PORTCULLIS_GITLEAKS_TOML",
        Rules::All,
        &Least {
            positives: 0.98,
            negatives: 1.0,
            verified: 1.0,
        },
    );
}

#[test]
fn betterleaks_rules_fire_on_the_cases_of_betterleaks() {
    run(
        "betterleaks",
        "PORTCULLIS_BETTERLEAKS_TOML",
        Rules::Own,
        &Least {
            positives: 0.95,
            negatives: 0.95,
            verified: 0.0,
        },
    );
}

/// Which rules run on a case.
#[derive(Clone, Copy, PartialEq)]
enum Rules {
    /// All of the file, as the tool was run to confirm the cases.
    All,
    /// The rule of the case alone, without those it requires, as the source tests its rules.
    Own,
}

fn run(set: &str, variable: &str, rules: Rules, least: &Least) {
    let Some(folder) = std::env::var_os("PORTCULLIS_CONFORMANCE").map(PathBuf::from) else {
        println!("conformance secrets/imported-{set}: skipped, PORTCULLIS_CONFORMANCE is not set");
        return;
    };
    let folder = folder.join("secrets");
    let file = std::env::var_os(variable)
        .map_or_else(|| folder.join("rules").join(format!("{set}.toml")), PathBuf::from);
    let imported = imported(set, &file);
    let all = Scanner::new(RuleSet::import(imported.rules.clone()).unwrap()).unwrap();
    let mut alone: BTreeMap<String, Scanner> = BTreeMap::new();
    if rules == Rules::Own {
        for rule in imported.rules {
            let id = rule.original_id().to_owned();
            let scanner = Scanner::new(RuleSet::import([rule.alone()]).unwrap()).unwrap();
            alone.insert(id, scanner);
        }
    }
    let path = folder.join(format!("{set}_cases.jsonl"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    // Passed and total of positives, negatives and what the tool confirmed.
    let mut tallies = [(0, 0); 3];
    let mut failures = Vec::new();
    let mut by_rule: BTreeMap<String, usize> = BTreeMap::new();
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        let origin = Origin::new(case.path.clone().unwrap_or_default());
        let mut found: Vec<SecretMatch> = Vec::new();
        let scanner = alone.get(&case.rule).unwrap_or(&all);
        let _ = scanner.scan_from(&mut scanner.scratch(), &origin, case.text.as_bytes(), &mut found);
        let expected = format!("imported/{}", case.rule);
        let passed = found.iter().any(|found| found.rule().as_str() == expected) == case.expect;
        let mut count = |at: usize| {
            tallies[at].0 += usize::from(passed);
            tallies[at].1 += 1;
        };
        count(usize::from(!case.expect));
        if case.verified == Some(true) {
            count(2);
        }
        if !passed {
            *by_rule.entry(case.rule.clone()).or_default() += 1;
            let fired: Vec<&str> = found.iter().map(|found| found.rule().as_str()).collect();
            failures.push(serde_json::json!({ "rule": case.rule, "expect": case.expect, "verified": case.verified, "fired": fired, "text": case.text }));
        }
    }
    let [positives, negatives, verified] = tallies;
    println!(
        "conformance secrets/imported-{set}: {}/{}",
        positives.0 + negatives.0,
        positives.1 + negatives.1
    );
    println!(
        "  positives {}/{}, negatives {}/{}",
        positives.0, positives.1, negatives.0, negatives.1
    );
    println!("  confirmed by the tool itself: {}/{}", verified.0, verified.1);
    println!("  failures by rule: {by_rule:?}");
    write_failures(set, &failures);
    if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none() {
        let fraction = |(passed, total): (usize, usize)| passed as f64 / total.max(1) as f64;
        assert!(fraction(positives) >= least.positives, "{positives:?}");
        assert!(fraction(negatives) >= least.negatives, "{negatives:?}");
        assert!(
            fraction(verified) >= least.verified || verified.1 == 0,
            "{verified:?}"
        );
    }
}

fn imported(set: &str, file: &Path) -> Imported {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let imported =
        import::read(set, &bytes, &mut |_: &Extends| None).unwrap_or_else(|error| panic!("{error}"));
    let mut kinds: BTreeMap<NoteKind, Vec<&str>> = BTreeMap::new();
    for note in &imported.notes {
        kinds.entry(note.kind.clone()).or_default().push(&note.rule);
    }
    println!(
        "{set}: {} rules, {} allowlists",
        imported.rules.len(),
        imported.allowlists
    );
    for (kind, rules) in kinds {
        let first: Vec<&str> = rules.iter().take(12).copied().collect();
        println!("  {kind:?}: {} ({})", rules.len(), first.join(", "));
    }
    imported
}

fn write_failures(set: &str, failures: &[serde_json::Value]) {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    let folder = target.join("conformance");
    std::fs::create_dir_all(&folder).unwrap();
    let mut file = std::fs::File::create(folder.join(format!("secrets-imported-{set}.jsonl"))).unwrap();
    for failure in failures {
        writeln!(file, "{failure}").unwrap();
    }
}
