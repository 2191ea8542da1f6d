//! Which ecosystem and name a component is looked up by: one table for all ecosystems.

use portcullis_findings::{Component, Purl};

use crate::Ecosystem;

/// An ecosystem and a name in it, as OSV spells them.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Coordinates {
    /// The ecosystem; with a release where the purl tells one.
    pub ecosystem: Ecosystem,
    /// The name, with namespace.
    pub name: String,
}

/// How OSV joins a purl's namespace and name.
#[derive(Clone, Copy)]
enum Join {
    /// Only the name counts.
    Name,
    /// `namespace/name`.
    Slash,
    /// `group:artifact`.
    Colon,
}

/// Which spellings of a name mean the same package.
#[derive(Clone, Copy)]
enum Fold {
    /// Only this one.
    Exact,
    /// Any case.
    Case,
    /// Any case, and runs of `-`, `_` and `.` are one (PEP 503).
    Pep503,
    /// `-` and `_` are one; the registry takes no two names that differ only so.
    Dashes,
    /// An address: any case, without scheme and `.git`.
    Address,
}

/// purl type, ecosystem, how its name is joined. `namespace=` rows hold only for that namespace.
const TYPES: &[(&str, Option<&str>, &str, Join)] = &[
    ("apk", Some("alpine"), "Alpine", Join::Name),
    ("apk", Some("chainguard"), "Chainguard", Join::Name),
    ("apk", Some("wolfi"), "Wolfi", Join::Name),
    ("bitnami", None, "Bitnami", Join::Name),
    ("cargo", None, "crates.io", Join::Name),
    ("composer", None, "Packagist", Join::Slash),
    ("conan", None, "ConanCenter", Join::Name),
    ("cran", None, "CRAN", Join::Name),
    ("deb", Some("debian"), "Debian", Join::Name),
    ("deb", Some("ubuntu"), "Ubuntu", Join::Name),
    ("gem", None, "RubyGems", Join::Name),
    ("githubactions", None, "GitHub Actions", Join::Slash),
    ("golang", None, "Go", Join::Slash),
    ("hackage", None, "Hackage", Join::Name),
    ("hex", None, "Hex", Join::Name),
    ("julia", None, "Julia", Join::Name),
    ("maven", None, "Maven", Join::Colon),
    ("npm", None, "npm", Join::Slash),
    ("nuget", None, "NuGet", Join::Name),
    ("opam", None, "opam", Join::Name),
    ("pub", None, "Pub", Join::Name),
    ("pypi", None, "PyPI", Join::Name),
    ("rpm", Some("almalinux"), "AlmaLinux", Join::Name),
    ("rpm", Some("mageia"), "Mageia", Join::Name),
    ("rpm", Some("openeuler"), "openEuler", Join::Name),
    ("rpm", Some("opensuse"), "openSUSE", Join::Name),
    ("rpm", Some("redhat"), "Red Hat", Join::Name),
    ("rpm", Some("rocky-linux"), "Rocky Linux", Join::Name),
    ("rpm", Some("suse"), "SUSE", Join::Name),
    ("swift", None, "SwiftURL", Join::Slash),
];

impl Coordinates {
    /// An ecosystem and a name, as OSV spells them.
    #[must_use]
    pub fn new(ecosystem: Ecosystem, name: impl Into<String>) -> Self {
        Self {
            ecosystem,
            name: name.into(),
        }
    }

    /// Where the package of a purl is looked up; `None` if OSV has no ecosystem for its type.
    ///
    /// ```
    /// use portcullis_vuln_match::Coordinates;
    /// let found = Coordinates::of_purl(&"pkg:npm/%40scope/name@1.0.0".parse()?).unwrap();
    /// assert_eq!((found.ecosystem.as_str(), found.name.as_str()), ("npm", "@scope/name"));
    /// # Ok::<(), portcullis_findings::PurlError>(())
    /// ```
    #[must_use]
    pub fn of_purl(purl: &Purl) -> Option<Self> {
        let namespace = purl.namespace().unwrap_or_default();
        let (_, _, base, join) = TYPES.iter().find(|(ty, only, _, _)| {
            *ty == purl.ty() && only.is_none_or(|only| namespace.eq_ignore_ascii_case(only))
        })?;
        let name = match join {
            _ if namespace.is_empty() => purl.name().to_owned(),
            Join::Name => purl.name().to_owned(),
            Join::Slash => format!("{namespace}/{}", purl.name()),
            Join::Colon => format!("{namespace}:{}", purl.name()),
        };
        let ecosystem = match release(base, purl) {
            Some(release) => Ecosystem::parse(&format!("{base}:{release}")),
            None => Ecosystem::parse(base),
        };
        Some(Self { ecosystem, name })
    }

    /// Where a component is looked up; `None` without a purl of a known type.
    #[must_use]
    pub fn of_component(component: &Component) -> Option<Self> {
        Self::of_purl(component.purl.as_ref()?)
    }
}

/// The release of a distribution, from the purl's `distro` qualifier (`debian-12`, `alpine-3.18.4`, `almalinux-8.9`).
fn release(base: &str, purl: &Purl) -> Option<String> {
    let distro = purl.qualifier("distro")?;
    let version = distro.rsplit_once('-').map_or(distro, |(_, version)| version);
    let mut parts = version.split('.');
    let major = parts
        .next()
        .filter(|major| !major.is_empty() && major.bytes().all(|byte| byte.is_ascii_digit()))?;
    match base {
        "Alpine" => Some(format!("v{major}.{}", parts.next()?)),
        "Ubuntu" | "openSUSE" => Some(version.to_owned()),
        "AlmaLinux" | "Debian" | "Mageia" | "Rocky Linux" => Some(major.to_owned()),
        _ => None,
    }
}

/// The key a package is indexed under: base ecosystem and folded name. The suffix takes no part.
pub(crate) fn index_key(base: &str, name: &str) -> String {
    let mut key = String::with_capacity(base.len() + 1 + name.len());
    key.push_str(base);
    key.push('\0');
    fold(fold_of(base), name, &mut key);
    key
}

fn fold_of(base: &str) -> Fold {
    match base {
        "PyPI" => Fold::Pep503,
        "crates.io" => Fold::Dashes,
        // Go's paths have a case, but purls of other tools lose it, and hosts serve both.
        "Go" | "NuGet" | "Packagist" | "Hex" | "Pub" | "GitHub Actions" | "Bitnami" => Fold::Case,
        "SwiftURL" => Fold::Address,
        _ => Fold::Exact,
    }
}

fn fold(fold: Fold, name: &str, key: &mut String) {
    match fold {
        Fold::Exact => key.push_str(name),
        Fold::Case => key.extend(name.chars().map(|character| character.to_ascii_lowercase())),
        Fold::Dashes => key.extend(
            name.chars()
                .map(|character| if character == '_' { '-' } else { character }),
        ),
        Fold::Pep503 => {
            let mut parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
            key.extend(
                parts
                    .next()
                    .unwrap_or_default()
                    .chars()
                    .map(|character| character.to_ascii_lowercase()),
            );
            for part in parts {
                key.push('-');
                key.extend(part.chars().map(|character| character.to_ascii_lowercase()));
            }
        }
        Fold::Address => {
            let bare = name
                .split_once("://")
                .map_or(name, |(_, rest)| rest)
                .trim_end_matches('/');
            let bare = bare.strip_suffix(".git").unwrap_or(bare);
            key.extend(bare.chars().map(|character| character.to_ascii_lowercase()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purls_become_what_osv_calls_the_package() {
        let rows = [
            ("pkg:cargo/serde@1.0.0", "crates.io", "serde"),
            ("pkg:npm/left-pad@1.0.0", "npm", "left-pad"),
            ("pkg:npm/%40a/b@1.0.0", "npm", "@a/b"),
            ("pkg:pypi/django@1.0", "PyPI", "django"),
            ("pkg:golang/golang.org/x/net@v0.1.0", "Go", "golang.org/x/net"),
            ("pkg:golang/stdlib@1.21", "Go", "stdlib"),
            ("pkg:maven/org.example/lib@1", "Maven", "org.example:lib"),
            ("pkg:composer/drupal/core@1", "Packagist", "drupal/core"),
            (
                "pkg:rpm/almalinux/bash@5?distro=almalinux-8.9",
                "AlmaLinux:8",
                "bash",
            ),
            ("pkg:deb/debian/bash@5?distro=debian-12", "Debian:12", "bash"),
            (
                "pkg:apk/alpine/musl@1?distro=alpine-3.18.4",
                "Alpine:v3.18",
                "musl",
            ),
        ];
        for (purl, ecosystem, name) in rows {
            let found = Coordinates::of_purl(&purl.parse().unwrap()).unwrap();
            assert_eq!(
                (found.ecosystem.as_str(), found.name.as_str()),
                (ecosystem, name),
                "{purl}"
            );
        }
        for unknown in ["pkg:generic/a@1", "pkg:rpm/made-up/a@1", "pkg:oci/a@1"] {
            assert_eq!(Coordinates::of_purl(&unknown.parse().unwrap()), None, "{unknown}");
        }
    }

    #[test]
    fn spellings_of_one_package_meet() {
        let rows = [
            ("PyPI", "Django_Rest.Framework", "django-rest-framework"),
            ("PyPI", "a-._b", "a-b"),
            ("crates.io", "serde_json", "serde-json"),
            ("Go", "github.com/BurntSushi/toml", "github.com/burntsushi/toml"),
            ("SwiftURL", "https://example.org/A/b.git", "example.org/a/b"),
        ];
        for (base, left, right) in rows {
            assert_eq!(index_key(base, left), index_key(base, right), "{base} {left}");
        }
        assert_ne!(index_key("npm", "JSONStream"), index_key("npm", "jsonstream"));
        assert_ne!(index_key("npm", "a"), index_key("PyPI", "a"));
    }
}
