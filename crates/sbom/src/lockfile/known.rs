//! Files that pin or declare dependencies and are not read.

use portcullis_findings::{Gap, GapKind, Label, Stage};

/// A file that says something about dependencies and is not read, so its components are not in any inventory.
#[derive(Debug)]
pub struct KnownManifest {
    file_name: &'static str,
    ecosystem: &'static str,
    kind: KnownKind,
}

/// What a file that is not read means for the inventory.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum KnownKind {
    /// It pins versions: components exist that are not in the inventory.
    Pins,
    /// It asks for versions without pinning them. If one of these files stands in its folder or in one above, that one
    /// tells more and this one needs no gap.
    Declares {
        /// Names of the files that answer for it.
        covered_by: &'static [&'static str],
    },
}

const fn pins(file_name: &'static str, ecosystem: &'static str) -> KnownManifest {
    KnownManifest {
        file_name,
        ecosystem,
        kind: KnownKind::Pins,
    }
}

const fn declares(
    file_name: &'static str,
    ecosystem: &'static str,
    covered_by: &'static [&'static str],
) -> KnownManifest {
    KnownManifest {
        file_name,
        ecosystem,
        kind: KnownKind::Declares { covered_by },
    }
}

const NODE: &[&str] = &[
    "package-lock.json",
    "npm-shrinkwrap.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    "bun.lock",
    "bun.lockb",
    "deno.lock",
];
const PYTHON: &[&str] = &[
    "poetry.lock",
    "uv.lock",
    "requirements.txt",
    "Pipfile.lock",
    "pdm.lock",
    "pylock.toml",
];
const GRADLE: &[&str] = &["gradle.lockfile"];

impl KnownManifest {
    /// All files that are known and not read, by ecosystem.
    ///
    /// Files that only configure a build (`go.work`, whose modules have a `go.mod` each) are not among them.
    pub const ALL: &'static [Self] = &[
        declares("Cargo.toml", "crates.io", &["Cargo.lock"]),
        pins("yarn.lock", "npm"),
        pins("pnpm-lock.yaml", "npm"),
        pins("bun.lock", "npm"),
        pins("bun.lockb", "npm"),
        pins("deno.lock", "npm"),
        declares("package.json", "npm", NODE),
        pins("Pipfile.lock", "PyPI"),
        pins("pdm.lock", "PyPI"),
        pins("pylock.toml", "PyPI"),
        pins("conda-lock.yml", "Conda"),
        declares("Pipfile", "PyPI", PYTHON),
        declares("pyproject.toml", "PyPI", PYTHON),
        declares("setup.py", "PyPI", PYTHON),
        declares("environment.yml", "Conda", &["conda-lock.yml"]),
        pins("Gopkg.lock", "Go"),
        pins("Gemfile.lock", "RubyGems"),
        pins("gems.locked", "RubyGems"),
        declares("Gemfile", "RubyGems", &["Gemfile.lock"]),
        pins("composer.lock", "Packagist"),
        declares("composer.json", "Packagist", &["composer.lock"]),
        pins("gradle.lockfile", "Maven"),
        pins("buildscript-gradle.lockfile", "Maven"),
        pins("build.sbt.lock", "Maven"),
        declares("pom.xml", "Maven", &[]),
        declares("build.gradle", "Maven", GRADLE),
        declares("build.gradle.kts", "Maven", GRADLE),
        pins("packages.lock.json", "NuGet"),
        pins("paket.lock", "NuGet"),
        pins("project.assets.json", "NuGet"),
        declares("packages.config", "NuGet", &["packages.lock.json"]),
        pins("pubspec.lock", "Pub"),
        declares("pubspec.yaml", "Pub", &["pubspec.lock"]),
        pins("Podfile.lock", "CocoaPods"),
        pins("Package.resolved", "SwiftURL"),
        declares("Package.swift", "SwiftURL", &["Package.resolved"]),
        pins("mix.lock", "Hex"),
        pins("rebar.lock", "Hex"),
        declares("mix.exs", "Hex", &["mix.lock"]),
        pins("conan.lock", "ConanCenter"),
        declares("conanfile.txt", "ConanCenter", &["conan.lock"]),
        declares("conanfile.py", "ConanCenter", &["conan.lock"]),
        pins("renv.lock", "CRAN"),
        pins("stack.yaml.lock", "Hackage"),
        pins("cabal.project.freeze", "Hackage"),
        pins("Manifest.toml", "Julia"),
    ];

    /// The entry of a file by its name, without folders.
    #[must_use]
    pub fn of_file_name(name: &[u8]) -> Option<&'static Self> {
        Self::ALL.iter().find(|known| known.file_name.as_bytes() == name)
    }

    /// The file's name.
    #[must_use]
    pub const fn file_name(&self) -> &'static str {
        self.file_name
    }

    /// The ecosystem its packages come from, as OSV spells it; where OSV has none, its usual name.
    #[must_use]
    pub const fn ecosystem(&self) -> &'static str {
        self.ecosystem
    }

    /// What it means that it is not read.
    #[must_use]
    pub const fn kind(&self) -> KnownKind {
        self.kind
    }

    /// The gap that such a file leaves.
    #[must_use]
    pub fn gap(&self, label: &Label) -> Gap {
        let cause = match self.kind {
            KnownKind::Pins => format!("{} ({}) is not read", self.file_name, self.ecosystem),
            KnownKind::Declares { .. } => {
                format!(
                    "{} ({}) declares dependencies and no lockfile answers for it",
                    self.file_name, self.ecosystem
                )
            }
        };
        Gap::new(Stage::Inventory, GapKind::NotCovered, label.as_bytes(), cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lockfile::Format;

    #[test]
    fn no_file_is_both_read_and_known_as_unread() {
        for known in KnownManifest::ALL {
            assert!(
                Format::of_file_name(known.file_name.as_bytes()).is_none(),
                "{}",
                known.file_name
            );
            let found = KnownManifest::of_file_name(known.file_name.as_bytes()).unwrap();
            assert_eq!(
                (found.ecosystem, found.kind),
                (known.ecosystem, known.kind),
                "listed twice"
            );
        }
    }

    #[test]
    fn the_gap_names_file_and_ecosystem() {
        let gap = KnownManifest::of_file_name(b"yarn.lock")
            .unwrap()
            .gap(&Label::new("web/yarn.lock"));
        assert_eq!(
            gap.to_string(),
            "inventory not-covered: web/yarn.lock: yarn.lock (npm) is not read"
        );
    }
}
