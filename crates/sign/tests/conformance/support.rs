//! Sets, and the data they are made of.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// One set and how its cases ended.
pub(crate) struct Set {
    name: &'static str,
    passed: usize,
    failures: Vec<Value>,
    pub(crate) unsupported: usize,
}

impl Set {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self {
            name,
            passed: 0,
            failures: Vec::new(),
            unsupported: 0,
        }
    }

    pub(crate) fn case(&mut self, passed: bool, failure: impl FnOnce() -> Value) {
        if passed {
            self.passed += 1
        } else {
            self.failures.push(failure())
        }
    }

    /// Prints and writes the outcome. No case may fail, and none be `unsupported`.
    pub(crate) fn finish(self) {
        self.finish_but(0, 0);
    }

    /// Prints and writes the outcome. No case may fail. As large a fraction may be `unsupported` as of those that were counted,
    /// and of those themselves exactly as many, so that no case goes over to them unseen.
    pub(crate) fn finish_but(self, unsupported: usize, counted: usize) {
        let total = self.passed + self.failures.len();
        println!(
            "conformance {}: {}/{total} (unsupported: {})",
            self.name, self.passed, self.unsupported
        );
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .unwrap()
            .join("conformance");
        std::fs::create_dir_all(&folder).unwrap();
        let lines: String = self
            .failures
            .iter()
            .map(|failure| format!("{failure}\n"))
            .collect();
        std::fs::write(folder.join(format!("{}.jsonl", self.name)), lines).unwrap();
        if is_pinned() {
            assert!(
                self.failures.is_empty(),
                "{}: {:?}",
                self.name,
                self.failures.first()
            );
            assert!(total > 0, "{}: no case was found", self.name);
            assert!(
                self.unsupported * counted.max(1) <= unsupported * total
                    && (total != counted || self.unsupported == unsupported),
                "{}: {} of {total} are not supported, {unsupported} of {counted} are known not to be",
                self.name,
                self.unsupported
            );
        }
    }
}

/// Whether figures are held against what is known: not where they are asked for alone, of other cases.
fn is_pinned() -> bool {
    std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none()
}

pub(crate) fn data(part: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("PORTCULLIS_CONFORMANCE") else {
        eprintln!("SKIPPED {part}: PORTCULLIS_CONFORMANCE is not set");
        return None;
    };
    let folder = Path::new(&folder).join("sigstore").join(part);
    if !folder.is_dir() {
        assert!(!is_pinned(), "the data has no `{part}`");
        eprintln!("SKIPPED {part}: the data has no such part");
        return None;
    }
    Some(folder)
}

/// All files below a folder, ordered.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

pub(crate) fn unhex(value: &Value) -> Vec<u8> {
    let digits = value.as_str().unwrap().as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap() as u8;
    digits
        .chunks(2)
        .map(|pair| digit(pair[0]) << 4 | digit(pair[1]))
        .collect()
}

/// Standard base64; nothing for what is not, or is absent.
pub(crate) fn base64(value: &Value) -> Vec<u8> {
    use base64::Engine as _;
    let text = value.as_str().unwrap_or_default();
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .unwrap_or_default()
}

/// The bundles that the list of cases says are to be refused.
pub(crate) fn refused_bundles(folder: &Path) -> Vec<PathBuf> {
    let cases = std::fs::read(folder.join("conformance/cases.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_slice(&cases).unwrap();
    let refused = cases.iter().filter(|case| case["expect"] == "fail");
    refused
        .map(|case| folder.join("conformance").join(case["bundle"].as_str().unwrap()))
        .collect()
}
