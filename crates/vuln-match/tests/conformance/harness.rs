//! Counts cases of one set and holds those that fail against how many are known to.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use portcullis_vuln_match::{Advisory, Built, IndexBuilder, Limits, Provenance};

/// The folder of the data, if there is one.
pub(crate) fn data(below: &str) -> Option<PathBuf> {
    let Some(root) = std::env::var_os("PORTCULLIS_CONFORMANCE") else {
        println!("conformance: skipped, PORTCULLIS_CONFORMANCE is not set");
        return None;
    };
    let folder = Path::new(&root).join(below);
    if !folder.exists() {
        assert!(!is_pinned(), "the data has no `{below}`");
        println!("conformance: skipped, the data has no `{below}`");
        return None;
    }
    Some(folder)
}

/// All files below a folder whose names end so, sorted.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Real advisories, compiled and one by one.
pub(crate) struct Records {
    /// How many files there are.
    pub(crate) given: usize,
    pub(crate) built: Built,
    /// By id; of two with one id the later one.
    pub(crate) advisories: Vec<Advisory>,
}

/// All records below a folder of the data.
pub(crate) fn records(below: &str) -> Option<Records> {
    let folder = data(below)?;
    let paths = files(&folder, "json");
    let limits = Limits::default();
    let (mut builder, mut advisories) = (IndexBuilder::new(limits), BTreeMap::new());
    for path in &paths {
        let record = fs::read(path).unwrap();
        builder.add(path.strip_prefix(&folder).unwrap().to_str().unwrap(), &record);
        if let Ok((advisory, _)) = Advisory::from_json(&record, &limits) {
            advisories.insert(advisory.id.clone(), advisory);
        }
    }
    Some(Records {
        given: paths.len(),
        built: builder.build(&Provenance::default()),
        advisories: advisories.into_values().collect(),
    })
}

pub(crate) struct Set {
    name: String,
    total: usize,
    failures: Vec<serde_json::Value>,
}

impl Set {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            total: 0,
            failures: Vec::new(),
        }
    }

    pub(crate) fn case(&mut self, passed: bool, failure: impl FnOnce() -> serde_json::Value) {
        self.total += 1;
        if !passed {
            self.failures.push(failure());
        }
    }

    /// Prints and writes the figures. No case may fail.
    pub(crate) fn finish(self) {
        self.finish_but(0, 0);
    }

    /// Prints and writes the figures. As large a fraction of the cases may fail as of those that were counted: of those
    /// themselves exactly as many.
    pub(crate) fn finish_but(self, known: usize, counted: usize) {
        let (name, total, failed) = (&self.name, self.total, self.failures.len());
        println!("conformance {name}: {}/{total}", total - failed);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/conformance");
        fs::create_dir_all(&folder).unwrap();
        let mut file = fs::File::create(folder.join(format!("{name}.jsonl"))).unwrap();
        for failure in &self.failures {
            writeln!(file, "{failure}").unwrap();
        }
        if is_pinned() {
            assert!(total > 0, "{name}: no case was found");
            assert!(
                failed * counted.max(1) <= known * total,
                "{name}: {failed} of {total} fail, {known} of {counted} are known to; the first: {:?}",
                self.failures.first()
            );
            assert!(
                total != counted || failed == known,
                "{name}: {failed} fail, lower the number of known ones from {known}"
            );
        }
    }
}

/// Whether figures are held against what is known: not where they are asked for alone, of other cases.
pub(crate) fn is_pinned() -> bool {
    std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none()
}
