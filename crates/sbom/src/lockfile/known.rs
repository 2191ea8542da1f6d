//! Files that pin or declare dependencies and are not read.

use portcullis_findings::{Gap, GapKind, Label, Stage};

use super::Format;

/// A file that says something about dependencies and is not read, so its components are not in any inventory.
#[derive(Debug)]
pub struct KnownManifest {
    /// A name, or `*` and how names end.
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
const CONDA: &[&str] = &["conda-lock.yml", "pixi.lock"];
const NUGET: &[&str] = &["packages.lock.json", "project.assets.json", "paket.lock"];

/// Files that are read, should they be written in another case.
const OTHER_CASE: &[KnownManifest] = &[
    pins("Cargo.lock", "crates.io"),
    pins("package-lock.json", "npm"),
    pins("npm-shrinkwrap.json", "npm"),
    pins("*requirements.txt", "PyPI"),
    pins("requirements.txt", "PyPI"),
    pins("poetry.lock", "PyPI"),
    pins("uv.lock", "PyPI"),
    pins("go.mod", "Go"),
];

impl KnownManifest {
    /// All files that are known and not read, by ecosystem.
    ///
    /// `go.work` is among them: its `replace` lines change what the `go.mod` files of its modules say.
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
        declares("setup.cfg", "PyPI", PYTHON),
        declares("requirements.in", "PyPI", &["requirements.txt"]),
        declares("environment.yml", "Conda", CONDA),
        declares("environment.yaml", "Conda", CONDA),
        pins("pixi.lock", "Conda"),
        pins("go.work", "Go"),
        pins("Gopkg.lock", "Go"),
        pins("Gemfile.lock", "RubyGems"),
        pins("gems.locked", "RubyGems"),
        declares("Gemfile", "RubyGems", &["Gemfile.lock"]),
        declares("*.gemspec", "RubyGems", &["Gemfile.lock", "gems.locked"]),
        pins("composer.lock", "Packagist"),
        declares("composer.json", "Packagist", &["composer.lock"]),
        pins("gradle.lockfile", "Maven"),
        pins("buildscript-gradle.lockfile", "Maven"),
        pins("build.sbt.lock", "Maven"),
        declares("pom.xml", "Maven", &[]),
        declares("build.gradle", "Maven", GRADLE),
        declares("build.gradle.kts", "Maven", GRADLE),
        declares("libs.versions.toml", "Maven", GRADLE),
        declares("build.sbt", "Maven", &["build.sbt.lock"]),
        pins("packages.lock.json", "NuGet"),
        pins("paket.lock", "NuGet"),
        pins("project.assets.json", "NuGet"),
        declares("packages.config", "NuGet", &["packages.lock.json"]),
        declares("*.csproj", "NuGet", NUGET),
        declares("*.fsproj", "NuGet", NUGET),
        declares("*.vbproj", "NuGet", NUGET),
        declares("bower.json", "npm", &[]),
        pins("pubspec.lock", "Pub"),
        declares("pubspec.yaml", "Pub", &["pubspec.lock"]),
        pins("Podfile.lock", "CocoaPods"),
        pins("Cartfile.resolved", "Carthage"),
        pins("Package.resolved", "SwiftURL"),
        declares("Package.swift", "SwiftURL", &["Package.resolved"]),
        pins("mix.lock", "Hex"),
        pins("rebar.lock", "Hex"),
        declares("mix.exs", "Hex", &["mix.lock"]),
        pins("conan.lock", "ConanCenter"),
        declares("conanfile.txt", "ConanCenter", &["conan.lock"]),
        declares("conanfile.py", "ConanCenter", &["conan.lock"]),
        declares("vcpkg.json", "vcpkg", &[]),
        pins("renv.lock", "CRAN"),
        pins("stack.yaml.lock", "Hackage"),
        pins("cabal.project.freeze", "Hackage"),
        pins("Manifest.toml", "Julia"),
        // The lockfile of Gleam.
        pins("manifest.toml", "Hex"),
    ];

    /// The entry of a file by its name, without folders.
    ///
    /// Upper and lower case count as one, and so do the names of files that are read but in another case
    /// (`Requirements.txt`): some file systems and tools take them for the same, so passing them over would hide them.
    ///
    /// ```
    /// use portcullis_sbom::lockfile::KnownManifest;
    /// let ecosystem = |name| KnownManifest::of_file_name(name).map(KnownManifest::ecosystem);
    /// assert_eq!(ecosystem(b"Shop.csproj"), Some("NuGet"));
    /// assert_eq!(ecosystem(b"Package-Lock.json"), Some("npm"));
    /// assert_eq!(ecosystem(b"package-lock.json"), None);
    /// ```
    #[must_use]
    pub fn of_file_name(name: &[u8]) -> Option<&'static Self> {
        if Format::of_file_name(name).is_some() {
            return None;
        }
        let fits = |known: &&Self| match known.file_name.strip_prefix('*') {
            Some(end) => {
                let start = name.len().checked_sub(end.len());
                let tail = start
                    .filter(|start| *start > 0)
                    .and_then(|start| name.get(start..));
                tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
            }
            None => name.eq_ignore_ascii_case(known.file_name.as_bytes()),
        };
        let exactly = |known: &&Self| known.file_name.as_bytes() == name;
        let mut all = Self::ALL.iter();
        all.find(exactly)
            .or_else(|| Self::ALL.iter().chain(OTHER_CASE).find(fits))
    }

    /// The file's name, or `*` and how such names end.
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
            let name = known.file_name.replace('*', "x");
            assert!(Format::of_file_name(name.as_bytes()).is_none(), "{name}");
            let found = KnownManifest::of_file_name(name.as_bytes()).unwrap();
            assert_eq!(
                (found.ecosystem, found.kind),
                (known.ecosystem, known.kind),
                "listed twice"
            );
        }
    }

    #[test]
    fn a_file_that_is_read_is_known_in_every_other_case() {
        for format in Format::ALL {
            let name = format.name();
            assert!(KnownManifest::of_file_name(name.as_bytes()).is_none(), "{name}");
            let other = name.to_ascii_uppercase();
            let known = KnownManifest::of_file_name(other.as_bytes()).unwrap();
            assert_eq!(known.ecosystem, format.ecosystem(), "{name}");
        }
        let known = |name: &[u8]| KnownManifest::of_file_name(name).is_some();
        assert!(known(b"Dev-Requirements.txt") && known(b"a.CSPROJ"));
        assert!(!known(b".csproj") && !known(b"dev-requirements.txt"));
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
