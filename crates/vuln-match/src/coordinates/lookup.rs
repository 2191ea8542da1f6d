//! All places a component is looked up in.

use std::borrow::Cow;

use portcullis_findings::{Component, Purl};

use super::{Coordinates, of_purl, source};
use crate::{Cpe, Ecosystem};

/// One place a component is looked up in.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Lookup {
    /// The package.
    pub package: Coordinates,
    /// The version to ask for there, which need not be that of the component: a source package has its own.
    pub version: Option<String>,
    /// Why it is looked up there.
    pub by: LookupBy,
    /// The vendor of the product, where a CPE name tells one; advisories about products of others are left out.
    pub vendor: Option<String>,
}

/// Why a component is looked up under a name.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum LookupBy {
    /// It is the component's own.
    Name,
    /// It is that of the source package the component was built from.
    SourcePackage,
    /// It is another name of the same thing: a module path with its major version, the toolchain of a standard library.
    OtherName,
    /// The version says that this ecosystem rebuilt the component.
    Rebuilt,
    /// It is the product of a CPE name, which need not be the package: a last resort of low confidence.
    Cpe,
}

impl Lookup {
    /// A place of the caller's own choice.
    #[must_use]
    pub fn new(package: Coordinates, version: Option<String>, by: LookupBy) -> Self {
        Self {
            package,
            version,
            by,
            vendor: None,
        }
    }
}

impl LookupBy {
    /// How an explanation tells it: `by source package` and so on; empty for the component's own name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "",
            Self::SourcePackage => "by source package",
            Self::OtherName => "by another name",
            Self::Rebuilt => "as a rebuilt package",
            Self::Cpe => "by the product of a CPE name, low confidence",
        }
    }
}

/// A [`Lookup`] that borrows what it can from the component.
#[derive(Clone, Debug)]
pub(crate) struct Place<'c> {
    pub(crate) ecosystem: Ecosystem,
    pub(crate) name: Cow<'c, str>,
    pub(crate) version: Option<Cow<'c, str>>,
    pub(crate) by: LookupBy,
    pub(crate) vendor: Option<Cow<'c, str>>,
}

impl<'c> Place<'c> {
    /// Adds all places a component is looked up in.
    pub(crate) fn all_of(component: &'c Component, places: &mut Vec<Self>) {
        let Some(purl) = component.purl.as_ref() else {
            return;
        };
        let version = version_of(component, purl);
        match of_purl(purl) {
            Some((ecosystem, name)) => {
                rebuilt(purl, (&ecosystem, &name), version.as_deref(), places);
                by_source(purl, (&ecosystem, &name), version.as_ref(), places);
                own(ecosystem, name, version, places);
            }
            None => generic(purl, version, places),
        }
    }

    pub(crate) fn of(lookup: &'c Lookup) -> Self {
        Self {
            ecosystem: lookup.package.ecosystem.clone(),
            name: Cow::Borrowed(&lookup.package.name),
            version: lookup.version.as_deref().map(Cow::Borrowed),
            by: lookup.by,
            vendor: lookup.vendor.as_deref().map(Cow::Borrowed),
        }
    }

    pub(crate) fn into_lookup(self) -> Lookup {
        let package = Coordinates::new(self.ecosystem, self.name);
        let lookup = Lookup::new(package, self.version.map(Cow::into_owned), self.by);
        Lookup {
            vendor: self.vendor.map(Cow::into_owned),
            ..lookup
        }
    }

    fn new(
        ecosystem: Ecosystem,
        name: impl Into<Cow<'c, str>>,
        version: Option<Cow<'c, str>>,
        by: LookupBy,
    ) -> Self {
        let name = name.into();
        Self {
            ecosystem,
            name,
            version,
            by,
            vendor: None,
        }
    }
}

impl From<Lookup> for Place<'_> {
    fn from(lookup: Lookup) -> Self {
        let Coordinates { ecosystem, name } = lookup.package;
        Self {
            vendor: lookup.vendor.map(Cow::Owned),
            ..Self::new(ecosystem, name, lookup.version.map(Cow::Owned), lookup.by)
        }
    }
}

/// In how many places one component is looked up by its CPE names.
const CPES: usize = 16;

/// By the products of its CPE names, each once.
pub(super) fn by_cpe(component: &Component) -> Vec<Lookup> {
    let mut places: Vec<Lookup> = Vec::new();
    let names = component.cpes.iter().filter_map(|name| Cpe::parse(name).ok());
    for mut place in names.filter_map(|name| name.to_lookup()) {
        if place.version.is_none() {
            place.version.clone_from(&component.version);
        }
        if places.len() < CPES && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// The version, with the epoch that purls of system packages keep in a qualifier. A commit is none: actions are often
/// pinned to one.
fn version_of<'c>(component: &'c Component, purl: &'c Purl) -> Option<Cow<'c, str>> {
    let version = component.version.as_deref().or_else(|| purl.version())?;
    if matches!(purl.ty(), "github" | "githubactions") && is_commit(version) {
        return None;
    }
    let has_epoch = matches!(purl.ty(), "rpm" | "deb") && !version.contains(':');
    let epoch = has_epoch.then(|| purl.qualifier("epoch")).flatten();
    Some(match epoch {
        Some(epoch) => Cow::Owned(format!("{epoch}:{version}")),
        None => Cow::Borrowed(version),
    })
}

fn is_commit(version: &str) -> bool {
    matches!(version.len(), 40 | 64) && version.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn by_source<'c>(
    purl: &'c Purl,
    (ecosystem, name): (&Ecosystem, &str),
    version: Option<&Cow<'c, str>>,
    places: &mut Vec<Place<'c>>,
) {
    let Some(source) = source::of_purl(purl) else {
        return;
    };
    let own = || version.map(|version| without_rebuild(purl.ty(), version.clone()));
    let version = source.version.map(Cow::Owned).or_else(own);
    if source.name != name {
        let by = LookupBy::SourcePackage;
        places.push(Place::new(ecosystem.clone(), source.name, version, by));
    }
}

fn without_rebuild<'c>(purl_type: &str, version: Cow<'c, str>) -> Cow<'c, str> {
    match version {
        Cow::Borrowed(version) => Cow::Borrowed(source::without_rebuild(purl_type, version)),
        Cow::Owned(version) => Cow::Owned(source::without_rebuild(purl_type, &version).to_owned()),
    }
}

/// By the component's own name, then by others that OSV has for the same thing.
fn own<'c>(
    ecosystem: Ecosystem,
    name: Cow<'c, str>,
    version: Option<Cow<'c, str>>,
    places: &mut Vec<Place<'c>>,
) {
    match ecosystem.base() {
        "Go" => go(&ecosystem, name, version, places),
        "Debian" | "Echo" => {
            // Advisories name source packages, which have no mark of a rebuilt binary.
            let version = version.map(|version| without_rebuild("deb", version));
            places.push(Place::new(ecosystem, name, version, LookupBy::Name));
        }
        "Hackage" if name == "ghc" => {
            places.push(Place::new(ecosystem, name, version.clone(), LookupBy::Name));
            let compiler = Ecosystem::known("GHC");
            places.push(Place::new(compiler, "ghc", version, LookupBy::OtherName));
        }
        _ => places.push(Place::new(ecosystem, name, version, LookupBy::Name)),
    }
}

/// The standard library and the toolchain are two packages of OSV, and one download of users. A module of major version 2
/// or later has it in its path; tools that lose that are understood.
fn go<'c>(
    ecosystem: &Ecosystem,
    name: Cow<'c, str>,
    version: Option<Cow<'c, str>>,
    places: &mut Vec<Place<'c>>,
) {
    let of = |name: Cow<'c, str>, version, by| Place::new(ecosystem.clone(), name, version, by);
    match &*name {
        "stdlib" | "std" => places.push(of("stdlib".into(), version, LookupBy::Name)),
        "toolchain" | "cmd" => places.push(of("toolchain".into(), version, LookupBy::Name)),
        "go" | "golang.org/toolchain" => both_of_go(version, places),
        path => {
            let with_major = with_major(path, version.as_deref());
            let kubernetes = path.starts_with("k8s.io/").then(|| name.clone());
            // The own name comes first.
            places.push(of(name, version.clone(), LookupBy::Name));
            places.extend(with_major.map(|path| of(path.into(), version.clone(), LookupBy::OtherName)));
            places.extend(kubernetes.map(|name| {
                let kubernetes = Ecosystem::known("Kubernetes");
                Place::new(kubernetes, name, version, LookupBy::OtherName)
            }));
        }
    }
}

/// A downloaded toolchain is the module version `v0.0.1-go1.21.3.linux-amd64` (Go Toolchains, "Downloading toolchains").
fn both_of_go<'c>(version: Option<Cow<'c, str>>, places: &mut Vec<Place<'c>>) {
    let version = version.map(|version| match version.strip_prefix("v0.0.1-") {
        Some(toolchain) => toolchain
            .rsplit_once('.')
            .filter(|(_, platform)| platform.contains('-'))
            .map_or_else(|| toolchain.to_owned(), |(name, _)| name.to_owned())
            .into(),
        None => version,
    });
    for name in ["stdlib", "toolchain"] {
        let go = Ecosystem::known("Go");
        places.push(Place::new(go, name, version.clone(), LookupBy::OtherName));
    }
}

/// `example.org/a` at `v2.1.0` is module `example.org/a/v2` (Go Modules Reference, "Major version suffixes").
fn with_major(name: &str, version: Option<&str>) -> Option<String> {
    let version = version?;
    let bare = version.strip_prefix('v').unwrap_or(version);
    let major = bare.split('.').next()?;
    let is_number = major.len() < 6 && major.bytes().all(|byte| byte.is_ascii_digit());
    let suffix = name.rsplit('/').next().and_then(|last| last.strip_prefix('v'));
    let has_suffix =
        suffix.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let unmarked = version.ends_with("+incompatible") || name.starts_with("gopkg.in/") || has_suffix;
    (is_number && !unmarked && major.parse::<u32>().is_ok_and(|major| major >= 2))
        .then(|| format!("{name}/v{major}"))
}

/// Rebuilders mark what they patch: `1.0.0.root.io.2`, `5.3.39-tuxcare.1`.
fn rebuilt<'c>(
    purl: &'c Purl,
    (ecosystem, name): (&Ecosystem, &Cow<'c, str>),
    version: Option<&str>,
    places: &mut Vec<Place<'c>>,
) {
    let version = version.unwrap_or_default();
    // Both marks have letters that few versions have.
    let may_be_marked = version.bytes().any(|byte| matches!(byte, b'x' | b'o'));
    let named = name.starts_with("@root/") || name.starts_with("root-");
    if !may_be_marked && !named {
        return;
    }
    let by = if version.contains("root.io.") || (named && purl.ty() != "cargo") {
        "Root"
    } else if version.contains("tuxcare") {
        "TuxCare"
    } else {
        return;
    };
    let ecosystem = Ecosystem::parse(&format!("{by}:{ecosystem}"));
    let asked = Some(version.to_owned()).filter(|version| !version.is_empty());
    let names = source::of_purl(purl)
        .map(|source| Cow::Owned(source.name))
        .filter(|source| source != name)
        .into_iter()
        .chain([name.clone()]);
    places.extend(names.map(|name| {
        let asked = asked.clone().map(Cow::Owned);
        Place::new(ecosystem.clone(), name, asked, LookupBy::Rebuilt)
    }));
}

/// What tools name `generic` because no type fits, and OSV knows.
fn generic<'c>(purl: &'c Purl, version: Option<Cow<'c, str>>, places: &mut Vec<Place<'c>>) {
    if purl.ty() != "generic" || purl.namespace().is_some() {
        return;
    }
    match purl.name() {
        "go" | "golang" => both_of_go(version, places),
        "ghc" => places.push(Place::new(
            Ecosystem::known("GHC"),
            "ghc",
            version,
            LookupBy::OtherName,
        )),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portcullis_findings::ComponentKind;

    fn places(purl: &str) -> Vec<String> {
        let purl: Purl = purl.parse().unwrap();
        let mut component = Component::new(ComponentKind::Library, purl.name());
        component.purl = Some(purl);
        let shown = |place: Lookup| {
            let version = place.version.unwrap_or_default();
            let text = format!(
                "{}|{}|{version} {}",
                place.package.ecosystem,
                place.package.name,
                place.by.as_str()
            );
            text.trim_end().to_owned()
        };
        Coordinates::all_of(&component).into_iter().map(shown).collect()
    }

    #[test]
    fn source_packages_come_first() {
        assert_eq!(
            places("pkg:deb/debian/libssl3@3.0.1-1%2Bb1?distro=debian-12&upstream=openssl@3.0.1-1"),
            [
                "Debian:12|openssl|3.0.1-1 by source package",
                "Debian:12|libssl3|3.0.1-1"
            ]
        );
        assert_eq!(
            places("pkg:deb/ubuntu/openssl@3.0.1-1?upstream=openssl"),
            ["Ubuntu|openssl|3.0.1-1"]
        );
        assert_eq!(
            places(
                "pkg:rpm/redhat/openssl-libs@1.1.1k-7.el8_6?epoch=1&distro=rhel-8.6&upstream=openssl-1.1.1k-7.el8_6.src.rpm"
            ),
            [
                "Red Hat:enterprise_linux:8.6|openssl|1:1.1.1k-7.el8_6 by source package",
                "Red Hat:enterprise_linux:8.6|openssl-libs|1:1.1.1k-7.el8_6",
            ]
        );
        assert_eq!(
            places("pkg:apk/wolfi/libcrypto3@3.1-r0?upstream=openssl"),
            [
                "Wolfi|openssl|3.1-r0 by source package",
                "Wolfi|libcrypto3|3.1-r0"
            ]
        );
    }

    #[test]
    fn the_parts_of_go_are_told_apart_and_together() {
        let rows: [(&str, &[&str]); 9] = [
            ("pkg:golang/std@1.21.1", &["Go|stdlib|1.21.1"]),
            ("pkg:golang/toolchain@go1.21.1", &["Go|toolchain|go1.21.1"]),
            (
                "pkg:golang/golang.org/toolchain@v0.0.1-go1.21.3.linux-amd64",
                &[
                    "Go|stdlib|go1.21.3 by another name",
                    "Go|toolchain|go1.21.3 by another name",
                ],
            ),
            (
                "pkg:generic/go@1.21.3",
                &[
                    "Go|stdlib|1.21.3 by another name",
                    "Go|toolchain|1.21.3 by another name",
                ],
            ),
            (
                "pkg:golang/example.org/a@v2.1.0",
                &[
                    "Go|example.org/a|v2.1.0",
                    "Go|example.org/a/v2|v2.1.0 by another name",
                ],
            ),
            (
                "pkg:golang/example.org/a/v2@v2.1.0",
                &["Go|example.org/a/v2|v2.1.0"],
            ),
            (
                "pkg:golang/example.org/a@v2.1.0%2Bincompatible",
                &["Go|example.org/a|v2.1.0+incompatible"],
            ),
            (
                "pkg:golang/gopkg.in/yaml.v2@v2.2.8",
                &["Go|gopkg.in/yaml.v2|v2.2.8"],
            ),
            (
                "pkg:golang/k8s.io/apiserver@v0.30.1",
                &[
                    "Go|k8s.io/apiserver|v0.30.1",
                    "Kubernetes|k8s.io/apiserver|v0.30.1 by another name",
                ],
            ),
        ];
        for (purl, expected) in rows {
            assert_eq!(places(purl), expected, "{purl}");
        }
    }

    #[test]
    fn what_was_rebuilt_is_looked_up_with_its_rebuilder_first() {
        assert_eq!(
            places("pkg:pypi/requests@2.31.0%2Broot.io.1"),
            [
                "Root:PyPI|requests|2.31.0+root.io.1 as a rebuilt package",
                "PyPI|requests|2.31.0+root.io.1"
            ]
        );
        assert_eq!(
            places("pkg:maven/org.example/a@5.3.39-tuxcare.1"),
            [
                "TuxCare:Maven|org.example:a|5.3.39-tuxcare.1 as a rebuilt package",
                "Maven|org.example:a|5.3.39-tuxcare.1",
            ]
        );
    }

    #[test]
    fn a_commit_is_no_version() {
        assert_eq!(
            places("pkg:githubactions/actions/checkout@8e5e7e5ab8b370d6c329ec480221332ada57f0ab"),
            ["GitHub Actions|actions/checkout|"]
        );
    }

    #[test]
    fn compilers_are_known_by_both_their_names() {
        assert_eq!(
            places("pkg:hackage/ghc@9.4.1"),
            ["Hackage|ghc|9.4.1", "GHC|ghc|9.4.1 by another name"]
        );
        assert_eq!(places("pkg:generic/ghc@9.4.1"), ["GHC|ghc|9.4.1 by another name"]);
        assert!(places("pkg:generic/a@1").is_empty());
    }
}
