//! What the path of an input says about it.

/// What kind of file an input is, as far as its path tells.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Place {
    /// Test code, or data of tests.
    Test,
    /// An example or a page of documentation.
    Example,
    /// Code of somebody else that was copied in.
    Vendored,
    /// A lockfile, which holds digests.
    Lockfile,
    /// Generated or minified code.
    Generated,
}

impl Place {
    /// From a path whose parts are separated by `/` or `\`; nothing if it says nothing.
    #[must_use]
    pub fn of(path: &[u8]) -> Option<Self> {
        let lower = path.to_ascii_lowercase();
        let mut parts = lower.rsplit(|byte| matches!(byte, b'/' | b'\\'));
        let name = parts.next().unwrap_or_default();
        let folder = |known: &[&[u8]]| parts.clone().any(|part| known.contains(&part));
        if is_test_name(name) || folder(TESTS) {
            Some(Self::Test)
        } else if LOCKFILES.contains(&name) {
            Some(Self::Lockfile)
        } else if folder(VENDORED) {
            Some(Self::Vendored)
        } else if GENERATED.iter().any(|end| name.ends_with(end)) {
            Some(Self::Generated)
        } else if folder(EXAMPLES) || EXAMPLE_ENDS.iter().any(|end| name.ends_with(end)) {
            Some(Self::Example)
        } else {
            None
        }
    }

    /// What it says, in words.
    #[must_use]
    pub const fn note(self) -> &'static str {
        match self {
            Self::Test => "the path is that of a test or its data",
            Self::Example => "the path is that of an example",
            Self::Vendored => "the path is that of vendored code",
            Self::Lockfile => "the path is that of a lockfile",
            Self::Generated => "the path is that of generated code",
        }
    }
}

const TESTS: &[&[u8]] = &[
    b"test",
    b"tests",
    b"testing",
    b"testdata",
    b"test-data",
    b"test_data",
    b"testutil",
    b"selftests",
    b"fixture",
    b"fixtures",
    b"__tests__",
    b"__mocks__",
    b"__fixtures__",
    b"mocks",
    b"spec",
    b"specs",
    b"snapshots",
    b"__snapshots__",
];

const EXAMPLES: &[&[u8]] = &[b"example", b"examples", b"sample", b"samples", b"demo", b"demos"];

const EXAMPLE_ENDS: &[&[u8]] = &[b".example", b".sample", b".template", b".dist"];

const VENDORED: &[&[u8]] = &[
    b"vendor",
    b"node_modules",
    b"third_party",
    b"third-party",
    b"bower_components",
];

const GENERATED: &[&[u8]] = &[
    b".min.js",
    b".min.css",
    b".min.mjs",
    b".bundle.js",
    b".map",
    b".pb.go",
];

const LOCKFILES: &[&[u8]] = &[
    b"package-lock.json",
    b"npm-shrinkwrap.json",
    b"yarn.lock",
    b"pnpm-lock.yaml",
    b"bun.lock",
    b"cargo.lock",
    b"poetry.lock",
    b"uv.lock",
    b"pdm.lock",
    b"pipfile.lock",
    b"composer.lock",
    b"gemfile.lock",
    b"go.sum",
    b"packages.lock.json",
    b"flake.lock",
    b".terraform.lock.hcl",
];

/// `server_test.go`, `test_server.py`, `server.test.ts`, `server.spec.js`, `ServerTest.java`.
fn is_test_name(name: &[u8]) -> bool {
    let stem = name
        .iter()
        .rposition(|byte| *byte == b'.')
        .map_or(name, |dot| name.get(..dot).unwrap_or_default());
    [&b"_test"[..], b".test", b"-test", b"_spec", b".spec", b"_tests"]
        .iter()
        .any(|end| stem.ends_with(end))
        || stem.starts_with(b"test_")
        || (name.ends_with(b".java") || name.ends_with(b".kt") || name.ends_with(b".cs"))
            && (stem.ends_with(b"test") || stem.ends_with(b"tests"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_say_what_they_hold() {
        let rows = [
            ("src/main.rs", None),
            ("src/contest/latest.go", None),
            ("internal/lang/functions_test.go", Some(Place::Test)),
            ("scrape/testdata/ca.key", Some(Place::Test)),
            ("a\\Tests\\Server.cs", Some(Place::Test)),
            ("src/ServerTest.java", Some(Place::Test)),
            ("web/package-lock.json", Some(Place::Lockfile)),
            ("vendor/github.com/x/y.go", Some(Place::Vendored)),
            ("static/app.min.js", Some(Place::Generated)),
            (".env.example", Some(Place::Example)),
            ("examples/app/main.tf", Some(Place::Example)),
            ("", None),
        ];
        for (path, expected) in rows {
            assert_eq!(Place::of(path.as_bytes()), expected, "{path}");
        }
    }
}
