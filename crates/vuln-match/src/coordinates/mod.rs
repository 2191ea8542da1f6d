//! Which ecosystems and names a component is looked up by: one table for all ecosystems.

mod distro;
mod fold;
mod lookup;
mod source;
mod types;

use std::borrow::Cow;

use portcullis_findings::{Component, Purl};

use crate::Ecosystem;
use types::{Join, has_repositories, rows};

pub(crate) use fold::{fold_name, index_key};
pub(crate) use lookup::Place;
pub use lookup::{Lookup, LookupBy};

/// An ecosystem and a name in it, as OSV spells them.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Coordinates {
    /// The ecosystem; with a release or repository where the purl tells one.
    pub ecosystem: Ecosystem,
    /// The name, with namespace.
    pub name: String,
}

impl Coordinates {
    /// An ecosystem and a name, as OSV spells them.
    #[must_use]
    pub fn new(ecosystem: Ecosystem, name: impl Into<String>) -> Self {
        Self {
            ecosystem,
            name: name.into(),
        }
    }

    /// Where the package of a purl is looked up by its own name; `None` if OSV has no ecosystem for its type. All places
    /// are told by [`Coordinates::all_of`].
    ///
    /// ```
    /// use portcullis_vuln_match::Coordinates;
    /// let found = Coordinates::of_purl(&"pkg:npm/%40scope/name@1.0.0".parse()?).unwrap();
    /// assert_eq!((found.ecosystem.as_str(), found.name.as_str()), ("npm", "@scope/name"));
    /// # Ok::<(), portcullis_findings::PurlError>(())
    /// ```
    #[must_use]
    pub fn of_purl(purl: &Purl) -> Option<Self> {
        let (ecosystem, name) = of_purl(purl)?;
        Some(Self::new(ecosystem, name))
    }

    /// Where a component is looked up by its own name; `None` without a purl of a known type.
    #[must_use]
    pub fn of_component(component: &Component) -> Option<Self> {
        Self::of_purl(component.purl.as_ref()?)
    }

    /// All places a component is looked up in, the most telling first: a package of a distribution by its source package,
    /// then by its own name. Empty without a purl of a known type.
    ///
    /// ```
    /// use portcullis_findings::{Component, ComponentKind};
    /// use portcullis_vuln_match::{Coordinates, LookupBy};
    /// let mut component = Component::new(ComponentKind::Library, "libssl3");
    /// component.purl = Some("pkg:deb/debian/libssl3@3.0.1-1+b1?distro=debian-12&upstream=openssl".parse()?);
    /// let places = Coordinates::all_of(&component);
    /// assert_eq!(places[0].package.name, "openssl");
    /// assert_eq!(places[0].version.as_deref(), Some("3.0.1-1"));
    /// assert_eq!((places[1].by, places[1].package.name.as_str()), (LookupBy::Name, "libssl3"));
    /// # Ok::<(), portcullis_findings::PurlError>(())
    /// ```
    #[must_use]
    pub fn all_of(component: &Component) -> Vec<Lookup> {
        let mut places = Vec::new();
        Place::all_of(component, &mut places);
        places.into_iter().map(Place::into_lookup).collect()
    }

    /// Where a component that [`Coordinates::all_of`] has no place for is looked up by its CPE names: a last resort of low
    /// confidence, see [`crate::Cpe::to_lookup`]. A name that states no version is asked for with the component's. Empty for
    /// every other component.
    ///
    /// ```
    /// use portcullis_findings::{Component, ComponentKind};
    /// use portcullis_vuln_match::{Coordinates, LookupBy};
    /// let mut component = Component::new(ComponentKind::Application, "MinIO");
    /// component.cpes.insert("cpe:2.3:a:minio:minio:2023.03.13:*:*:*:*:*:*:*".to_owned());
    /// let places = Coordinates::by_cpe(&component);
    /// assert_eq!((places[0].package.name.as_str(), places[0].by), ("minio", LookupBy::Cpe));
    /// component.purl = Some("pkg:npm/minio@7.0.0".parse()?);
    /// assert!(Coordinates::by_cpe(&component).is_empty());
    /// # Ok::<(), portcullis_findings::PurlError>(())
    /// ```
    #[must_use]
    pub fn by_cpe(component: &Component) -> Vec<Lookup> {
        match component.cpes.is_empty() || !Self::all_of(component).is_empty() {
            true => Vec::new(),
            false => lookup::by_cpe(component),
        }
    }
}

/// See [`Coordinates::of_purl`].
fn of_purl(purl: &Purl) -> Option<(Ecosystem, Cow<'_, str>)> {
    let namespace = purl.namespace().unwrap_or_default();
    let (_, _, base, join) =
        rows(purl.ty()).find(|(_, only, ..)| only.is_none_or(|only| namespace.eq_ignore_ascii_case(only)))?;
    Some((ecosystem(base, purl), joined(*join, namespace, purl.name())))
}

/// With the release of a distribution, or the address of the repository that the purl names.
fn ecosystem(base: &'static str, purl: &Purl) -> Ecosystem {
    let repository = has_repositories(base)
        .then(|| purl.qualifier("repository_url"))
        .flatten();
    match repository
        .map(str::to_owned)
        .or_else(|| distro::release(base, purl))
    {
        Some(suffix) => Ecosystem::parse(&format!("{base}:{suffix}")),
        None => Ecosystem::known(base),
    }
}

fn joined<'n>(join: Join, namespace: &'n str, name: &'n str) -> Cow<'n, str> {
    match join {
        _ if namespace.is_empty() => Cow::Borrowed(name),
        Join::Name => Cow::Borrowed(name),
        Join::Slash => Cow::Owned([namespace, "/", name].concat()),
        Join::Repository => match namespace.split_once('/') {
            Some((owner, rest)) => {
                let repository = rest.split('/').next().unwrap_or(rest);
                Cow::Owned(format!("{owner}/{repository}"))
            }
            None => Cow::Owned(format!("{namespace}/{name}")),
        },
        Join::Colon => Cow::Owned(format!("{namespace}:{name}")),
        Join::Dot => Cow::Owned(format!("{namespace}.{name}")),
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
            ("pkg:golang/gopkg.in/yaml.v2@v2.2.8", "Go", "gopkg.in/yaml.v2"),
            ("pkg:golang/stdlib@1.21", "Go", "stdlib"),
            ("pkg:maven/org.example/lib@1", "Maven", "org.example:lib"),
            (
                "pkg:maven/org.example/lib@1?repository_url=https://repo.example/maven",
                "Maven:https://repo.example/maven",
                "org.example:lib",
            ),
            ("pkg:composer/drupal/core@1", "Packagist", "drupal/core"),
            ("pkg:nuget/Newtonsoft.Json@1", "NuGet", "Newtonsoft.Json"),
            ("pkg:gem/rails@1", "RubyGems", "rails"),
            (
                "pkg:swift/github.com/apple/swift-nio@1.0.0",
                "SwiftURL",
                "github.com/apple/swift-nio",
            ),
            ("pkg:hex/phoenix@1", "Hex", "phoenix"),
            ("pkg:pub/http@1", "Pub", "http"),
            ("pkg:cran/MASS@1", "CRAN", "MASS"),
            ("pkg:bioconductor/affy@1", "Bioconductor", "affy"),
            ("pkg:julia/Deno_jll@1?uuid=a", "Julia", "Deno_jll"),
            ("pkg:opam/cohttp@1", "opam", "cohttp"),
            ("pkg:hackage/aeson@1", "Hackage", "aeson"),
            (
                "pkg:conan/openssl@3.0.3?user=a&channel=b",
                "ConanCenter",
                "openssl",
            ),
            ("pkg:bitnami/wordpress@6", "Bitnami", "wordpress"),
            ("pkg:dhi/curl@8", "Docker Hardened Images", "curl"),
            ("pkg:freebsd/curl@8", "FreeBSD:ports", "curl"),
            (
                "pkg:vscode-extension/ms-python/python@1",
                "VSCode",
                "ms-python.python",
            ),
            (
                "pkg:githubactions/github/codeql-action/analyze@v3",
                "GitHub Actions",
                "github/codeql-action",
            ),
            (
                "pkg:github/actions/checkout@v4#sub/path",
                "GitHub Actions",
                "actions/checkout",
            ),
            (
                "pkg:rpm/almalinux/bash@5?distro=almalinux-8.9",
                "AlmaLinux:8",
                "bash",
            ),
            (
                "pkg:rpm/azurelinux/bash@5?distro=azurelinux-3.0",
                "Azure Linux:3",
                "bash",
            ),
            ("pkg:rpm/photon/bash@5?distro=photon-4.0", "Photon OS:4.0", "bash"),
            (
                "pkg:rpm/opensuse/bash@5?distro=opensuse-leap-15.6",
                "openSUSE:Leap 15.6",
                "bash",
            ),
            ("pkg:deb/debian/bash@5?distro=debian-12", "Debian:12", "bash"),
            ("pkg:deb/echo/bash@5", "Echo", "bash"),
            (
                "pkg:apk/alpine/musl@1?distro=alpine-3.18.4",
                "Alpine:v3.18",
                "musl",
            ),
            ("pkg:apk/minimos/musl@1", "MinimOS", "musl"),
            ("pkg:apk/cleanstart/musl@1", "CleanStart", "musl"),
            (
                "pkg:apk/bellsoft-hardened-containers/musl@1?distro=stream",
                "BellSoft Hardened Containers:stream",
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
    fn percent_encoding_is_taken_off_once() {
        let found = Coordinates::of_purl(&"pkg:npm/%2540scope/a%252Fb@1".parse().unwrap()).unwrap();
        assert_eq!(found.name, "%40scope/a%2Fb");
    }
}
