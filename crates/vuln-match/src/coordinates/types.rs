//! Which ecosystem of OSV the types of package URLs mean: one row per type, or per type and namespace.
//!
//! Of the 48 ecosystems of OSV schema 1.7.5 these have no row, because no package URL names their packages:
//! - `Android` names git projects of a source tree and `Linux` the kernel's versions: neither is a package of a type.
//! - `OSS-Fuzz` names fuzzed projects; a `generic` package of that name need not be one of them.
//! - `Root` and `TuxCare` rebuild packages of other ecosystems. They are looked up beside those, by the mark in the
//!   version; see [`super::Lookup`].
//! - `Kubernetes` and `GHC` are looked up beside `Go` and `Hackage`, whose package URLs name the same things.
//!
//! All of them can be asked for by [`super::Coordinates::new`].

/// How OSV joins a purl's namespace and name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Join {
    /// Only the name counts.
    Name,
    /// `namespace/name`.
    Slash,
    /// `namespace/name`, of which the first two parts name the package and the others a place in it.
    Repository,
    /// `group:artifact`.
    Colon,
    /// `publisher.extension`.
    Dot,
}

/// See [`TYPES`].
pub(super) type Row = (&'static str, Option<&'static str>, &'static str, Join);

/// purl type, the namespace for which alone the row holds, ecosystem, how its name is joined; by type.
const TYPES: &[Row] = &[
    ("apk", Some("alpaquita"), "Alpaquita", Join::Name),
    ("apk", Some("alpine"), "Alpine", Join::Name),
    (
        "apk",
        Some("bellsoft-hardened-containers"),
        "BellSoft Hardened Containers",
        Join::Name,
    ),
    ("apk", Some("chainguard"), "Chainguard", Join::Name),
    ("apk", Some("cleanstart"), "CleanStart", Join::Name),
    ("apk", Some("minimos"), "MinimOS", Join::Name),
    ("apk", Some("wolfi"), "Wolfi", Join::Name),
    ("bioconductor", None, "Bioconductor", Join::Name),
    ("bitnami", None, "Bitnami", Join::Name),
    ("cargo", None, "crates.io", Join::Name),
    ("composer", None, "Packagist", Join::Slash),
    ("conan", None, "ConanCenter", Join::Name),
    ("cran", None, "CRAN", Join::Name),
    ("deb", Some("debian"), "Debian", Join::Name),
    ("deb", Some("echo"), "Echo", Join::Name),
    ("deb", Some("ubuntu"), "Ubuntu", Join::Name),
    ("dhi", None, "Docker Hardened Images", Join::Name),
    ("freebsd", None, "FreeBSD", Join::Name),
    ("gem", None, "RubyGems", Join::Name),
    // The type `github` names repositories, and an action is the repository it lies in.
    ("github", None, "GitHub Actions", Join::Repository),
    ("githubactions", None, "GitHub Actions", Join::Repository),
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
    ("rpm", Some("azure-linux"), "Azure Linux", Join::Name),
    ("rpm", Some("azurelinux"), "Azure Linux", Join::Name),
    ("rpm", Some("cbl-mariner"), "Azure Linux", Join::Name),
    ("rpm", Some("mariner"), "Azure Linux", Join::Name),
    ("rpm", Some("mageia"), "Mageia", Join::Name),
    ("rpm", Some("openeuler"), "openEuler", Join::Name),
    ("rpm", Some("opensuse"), "openSUSE", Join::Name),
    ("rpm", Some("photon"), "Photon OS", Join::Name),
    ("rpm", Some("photon-os"), "Photon OS", Join::Name),
    ("rpm", Some("redhat"), "Red Hat", Join::Name),
    ("rpm", Some("rhel"), "Red Hat", Join::Name),
    ("rpm", Some("rocky"), "Rocky Linux", Join::Name),
    ("rpm", Some("rocky-linux"), "Rocky Linux", Join::Name),
    ("rpm", Some("sles"), "SUSE", Join::Name),
    ("rpm", Some("suse"), "SUSE", Join::Name),
    ("swift", None, "SwiftURL", Join::Slash),
    ("vscode-extension", None, "VSCode", Join::Dot),
];

/// The rows of a purl type.
pub(super) fn rows(ty: &str) -> impl Iterator<Item = &'static Row> {
    let wanted = head(ty);
    let first = HEADS.partition_point(|head| *head < wanted);
    let rows = TYPES.iter().skip(first);
    rows.take_while(move |(known, ..)| *known == ty)
}

/// The heads of the types: one comparison of numbers each, where texts would take a call.
const HEADS: [u64; TYPES.len()] = {
    let mut heads = [0; TYPES.len()];
    let mut at = 0;
    while at < TYPES.len() {
        heads[at] = head(TYPES[at].0);
        at += 1;
    }
    heads
};

/// The first eight bytes, which tell all types of the table apart.
const fn head(ty: &str) -> u64 {
    let bytes = ty.as_bytes();
    let (mut head, mut at) = (0, 0);
    while at < 8 {
        head = head << 8 | if at < bytes.len() { bytes[at] as u64 } else { 0 };
        at += 1;
    }
    head
}

/// Ecosystems whose advisories may be about one repository, by its address behind the colon.
pub(super) fn has_repositories(base: &str) -> bool {
    matches!(base, "Maven" | "Packagist" | "VSCode")
}

/// Whether components of an ecosystem are built from source packages that its advisories may name instead.
pub(super) fn has_source_packages(purl_type: &str) -> bool {
    matches!(purl_type, "apk" | "deb" | "rpm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_type() {
        assert!(TYPES.is_sorted_by_key(|(ty, ..)| *ty));
        for row in TYPES {
            assert!(rows(row.0).any(|found| found == row), "{row:?}");
        }
        for unknown in ["", "carg", "cargos", "npm\0", "zzz", "githubac"] {
            assert_eq!(rows(unknown).count(), 0, "{unknown}");
        }
    }
}
