//! Rules of other tools, imported, on the cases of these tools.
//!
//! The rule files that the cases were made with are `secrets/rules/*.toml` of the data; `PORTCULLIS_GITLEAKS_TOML` and
//! `PORTCULLIS_BETTERLEAKS_TOML` name others. A positive counts when the rule of its very id fires, a negative when that rule
//! stays silent.

use std::collections::BTreeMap;
use std::path::Path;

use portcullis_secret_detect::import::{self, Extends, Imported, NoteKind};
use portcullis_secret_detect::{Origin, RuleSet, Scanner, SecretMatch};

use crate::support::{self, Counts, Known, Set, cases, data};

/// Positives of rules that the file does not have, and that the tool does not find either: rows of `docs/conformance.md`.
const GITLEAKS: Known = Known {
    failed: Counts {
        positives: 44,
        negatives: 0,
        verified: 0,
    },
    counted: support::GITLEAKS,
};
const BETTERLEAKS: Known = Known {
    failed: Counts {
        positives: 54,
        negatives: 0,
        verified: 0,
    },
    counted: support::BETTERLEAKS,
};

#[test]
fn gitleaks_rules_fire_on_the_cases_of_gitleaks() {
    run("gitleaks", "PORTCULLIS_GITLEAKS_TOML", Rules::All, GITLEAKS);
}

#[test]
fn betterleaks_rules_fire_on_the_cases_of_betterleaks() {
    run(
        "betterleaks",
        "PORTCULLIS_BETTERLEAKS_TOML",
        Rules::Own,
        BETTERLEAKS,
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

fn run(peer: &str, variable: &str, rules: Rules, known: Known) {
    let name = format!("imported-{peer}");
    let Some(folder) = data(&name) else { return };
    let file = std::env::var_os(variable).map_or_else(
        || folder.join("rules").join(format!("{peer}.toml")),
        |path| path.into(),
    );
    let imported = imported(peer, &file);
    let all = Scanner::new(RuleSet::import(imported.rules.clone()).unwrap()).unwrap();
    let mut alone: BTreeMap<String, Scanner> = BTreeMap::new();
    if rules == Rules::Own {
        for rule in imported.rules {
            let id = rule.original_id().to_owned();
            let scanner = Scanner::new(RuleSet::import([rule.alone()]).unwrap()).unwrap();
            alone.insert(id, scanner);
        }
    }
    let mut set = Set::new(&name);
    for case in cases(&folder, peer) {
        let origin = Origin::new(case.path.clone().unwrap_or_default());
        let mut found: Vec<SecretMatch> = Vec::new();
        let scanner = alone.get(&case.rule).unwrap_or(&all);
        let _ = scanner.scan_from(&mut scanner.scratch(), &origin, case.text.as_bytes(), &mut found);
        let expected = format!("imported/{}", case.rule);
        let fires = found.iter().any(|found| found.rule().as_str() == expected);
        set.case(&case, fires == case.expect, &found);
    }
    set.finish(known);
}

fn imported(peer: &str, file: &Path) -> Imported {
    let bytes = std::fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let imported =
        import::read(peer, &bytes, &mut |_: &Extends| None).unwrap_or_else(|error| panic!("{error}"));
    let mut kinds: BTreeMap<NoteKind, Vec<&str>> = BTreeMap::new();
    for note in &imported.notes {
        kinds.entry(note.kind.clone()).or_default().push(&note.rule);
    }
    println!(
        "{peer}: {} rules, {} allowlists",
        imported.rules.len(),
        imported.allowlists
    );
    for (kind, rules) in kinds {
        let first: Vec<&str> = rules.iter().take(12).copied().collect();
        println!("  {kind:?}: {} ({})", rules.len(), first.join(", "));
    }
    imported
}
