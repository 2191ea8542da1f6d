//! Cases, and what of them fails, held against what is known to.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use portcullis_secret_detect::SecretMatch;
use serde::Deserialize;
use serde_json::{Value, json};

/// A text that a peer's rule fires on, or must not.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) rule: String,
    pub(crate) text: String,
    pub(crate) expect: bool,
    /// Whether the source's own tool was run on it and agrees.
    #[serde(default)]
    pub(crate) verified: Option<bool>,
    #[serde(default)]
    pub(crate) path: Option<String>,
}

/// The folder of the data, if there is one.
pub(crate) fn data(set: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("PORTCULLIS_CONFORMANCE") else {
        println!("conformance secrets/{set}: skipped, PORTCULLIS_CONFORMANCE is not set");
        return None;
    };
    Some(Path::new(&folder).join("secrets"))
}

/// The cases of a peer.
pub(crate) fn cases(folder: &Path, peer: &str) -> Vec<Case> {
    let path = folder.join(format!("{peer}_cases.jsonl"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// How many cases there are with something to find, without, and with an answer that the source's own tool agrees with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) positives: usize,
    pub(crate) negatives: usize,
    pub(crate) verified: usize,
}

/// A kind of cases by name, and their number.
type Kind = (&'static str, fn(&Counts) -> usize);

/// How many cases are known to fail, of how many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) failed: Counts,
    pub(crate) counted: Counts,
}

/// The cases of gitleaks.
pub(crate) const GITLEAKS: Counts = Counts {
    positives: 2_974,
    negatives: 195,
    verified: 3_122,
};

/// The cases of betterleaks.
pub(crate) const BETTERLEAKS: Counts = Counts {
    positives: 6_623,
    negatives: 485,
    verified: 0,
};

/// The cases of one set and how they ended.
pub(crate) struct Set {
    name: String,
    total: Counts,
    failed: Counts,
    failures: Vec<Value>,
    by_rule: BTreeMap<String, usize>,
}

impl Set {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            total: Counts::default(),
            failed: Counts::default(),
            failures: Vec::new(),
            by_rule: BTreeMap::new(),
        }
    }

    pub(crate) fn case(&mut self, case: &Case, passed: bool, found: &[SecretMatch]) {
        self.total.count(case);
        if passed {
            return;
        }
        self.failed.count(case);
        *self.by_rule.entry(case.rule.clone()).or_default() += 1;
        let fired: Vec<&str> = found.iter().map(|found| found.rule().as_str()).collect();
        self.failures.push(json!({
            "rule": case.rule, "expect": case.expect, "verified": case.verified, "fired": fired, "text": case.text,
        }));
    }

    /// Prints and writes the figures. As large a fraction of the cases may fail as of those that were counted: of those
    /// themselves exactly as many.
    pub(crate) fn finish(self, known: Known) {
        let Self {
            name, total, failed, ..
        } = &self;
        let all = total.positives + total.negatives;
        println!("conformance secrets/{name}: {}/{all}", all - self.failures.len());
        let kinds: [Kind; 3] = [
            ("positives", |counts| counts.positives),
            ("negatives", |counts| counts.negatives),
            ("cases that the source's own tool agrees with", |counts| {
                counts.verified
            }),
        ];
        for (what, of) in kinds {
            println!("  {what}: {}/{}", of(total) - of(failed), of(total));
        }
        println!("  failures by rule: {:?}", self.by_rule);
        self.write();
        if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none() {
            assert!(all > 0, "{name}: no case was found");
            for (what, of) in kinds {
                let (failed, total) = (of(failed), of(total));
                let (known, counted) = (of(&known.failed), of(&known.counted));
                assert!(
                    failed * counted.max(1) <= known * total,
                    "{name}: {failed} of {total} {what} fail, {known} of {counted} are known to"
                );
                assert!(
                    total != counted || failed == known,
                    "{name}: {failed} {what} fail, lower the number of known ones from {known}"
                );
            }
        }
    }

    fn write(&self) {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
            || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target"),
            PathBuf::from,
        );
        let folder = target.join("conformance");
        std::fs::create_dir_all(&folder).unwrap();
        let mut file = std::fs::File::create(folder.join(format!("secrets-{}.jsonl", self.name))).unwrap();
        for failure in &self.failures {
            writeln!(file, "{failure}").unwrap();
        }
    }
}

impl Counts {
    fn count(&mut self, case: &Case) {
        self.positives += usize::from(case.expect);
        self.negatives += usize::from(!case.expect);
        self.verified += usize::from(case.verified == Some(true));
    }
}
