//! Trees in a folder of the test's own, and the gate on them.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use portcullis::findings::Timestamp;
use portcullis::policy::Verdict;
use portcullis::{GateOptions, Gated, Silent, gate};

/// A folder that goes away with the test.
pub(crate) struct Tree(PathBuf);

impl Tree {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "portcullis-test-{}-{}",
            std::process::id(),
            COUNT.fetch_add(1, Ordering::Relaxed)
        );
        let root = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&root).unwrap();
        let tree = Self(root);
        for (name, content) in files {
            tree.write(name, content.as_bytes());
        }
        tree
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The moment all tests decide for.
pub(crate) fn now() -> Timestamp {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

/// The gate on a tree, with what `change` sets.
pub(crate) fn gate_with(root: &Path, change: impl FnOnce(&mut GateOptions)) -> Gated {
    let mut options = GateOptions::new(root, now());
    options.document_time = Some(now());
    change(&mut options);
    gate(&options, &Silent).unwrap()
}

/// The repository's folder of examples.
pub(crate) fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// Advisories for the npm package `left`: 1.2.0 to 1.5.0 are affected.
pub(crate) fn advisories() -> Tree {
    Tree::new(&[("X-1.json", ADVISORY)])
}

pub(crate) const ADVISORY: &str = r#"{
  "id": "X-1", "modified": "2026-10-31T00:00:00Z", "summary": "left goes right",
  "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
  "affected": [{
    "package": {"ecosystem": "npm", "name": "left"},
    "ranges": [{"type": "SEMVER", "events": [{"introduced": "1.2.0"}, {"fixed": "1.5.0"}]}]
  }]
}"#;

/// A lockfile of an application that needs `middle`, which needs `left` of this version.
pub(crate) fn lockfile(left: &str) -> String {
    format!(
        r#"{{
  "name": "app", "version": "1.0.0", "lockfileVersion": 3,
  "packages": {{
    "": {{"name": "app", "version": "1.0.0", "dependencies": {{"middle": "^1.0.0"}}}},
    "node_modules/middle": {{"version": "1.0.0", "resolved": "https://registry.example/middle-1.0.0.tgz", "dependencies": {{"left": "^1.0.0"}}}},
    "node_modules/left": {{"version": "{left}", "resolved": "https://registry.example/left-{left}.tgz"}}
  }}
}}
"#
    )
}

/// What the verdict and the causes of all gaps are.
pub(crate) fn summary(gated: &Gated) -> (Verdict, Vec<String>) {
    (
        gated.decision.verdict(),
        gated.report.gaps().iter().map(ToString::to_string).collect(),
    )
}
