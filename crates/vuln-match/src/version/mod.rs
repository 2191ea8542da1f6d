//! Version schemes: how each ecosystem orders its versions.
//!
//! A scheme turns a version into a [`VersionKey`] once; keys compare byte by byte. To add a scheme, write one file with its
//! parser and its order table, name it in [`Scheme`] and add one arm to [`Scheme::parse`].

mod alpm;
mod apk;
mod bitnami;
mod chunks;
mod conan;
mod datetime;
mod dpkg;
mod freebsd;
mod gem;
mod generic;
mod gentoo;
mod go;
mod hackage;
mod intdot;
pub(crate) mod key;
mod lexicographic;
mod maven;
mod nuget;
mod numbers;
mod opam;
mod openssl;
mod packagist;
mod padded;
mod pep440;
mod php;
mod pub_semver;
mod r;
mod root;
mod rpm;
mod semver;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::Ecosystem;
use key::KeyWriter;

pub use root::Patched;

/// Class byte of keys whose text no scheme understands; they sort before all others.
const OPAQUE: u8 = 0x01;
/// Class byte of versions of an older form that sort before all valid ones.
const LEGACY: u8 = 0x02;
/// Class byte of everything that was understood.
const VALID: u8 = 0x03;

/// A way to order versions.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Scheme {
    /// Semantic Versioning 2.0.0 precedence, read leniently: `v1.2`, numbers of any length, a fourth part.
    SemVer,
    /// PEP 440, with the older order of setuptools for versions that are not valid by it.
    Pep440,
    /// Go modules and toolchains: SemVer with `v` or `go` in front, `1.21rc2` meaning `1.21.0-rc.2`.
    Go,
    /// Maven, as the POM reference orders: qualifiers such as `alpha` and `sp` around the release, lists behind hyphens.
    Maven,
    /// NuGet: SemVer with up to four numbers and labels of any case.
    NuGet,
    /// RubyGems' `Gem::Version`; a platform behind the version takes no part.
    Gem,
    /// Composer's normalised versions in the order of PHP's `version_compare`.
    Packagist,
    /// Pub: SemVer with ordered build metadata.
    Pub,
    /// Conan 2: lists of items, prereleases and ordered build metadata.
    Conan,
    /// Debian packages: `[epoch:]upstream[-revision]`, `~` before everything.
    Dpkg,
    /// RPM packages: `[epoch:]version[-release]` by rpmvercmp, with `~` and `^`.
    Rpm,
    /// Alpine packages: numbers, a letter, suffixes such as `_rc1` and `_p1`, a revision.
    Apk,
    /// Arch Linux packages: `[epoch:]pkgver[-pkgrel]` by vercmp.
    Alpm,
    /// Gentoo packages, by the Package Manager Specification.
    Gentoo,
    /// R packages of CRAN and Bioconductor: lists of numbers.
    R,
    /// Haskell packages and GHC: lists of numbers.
    Hackage,
    /// opam: the order of dpkg without epochs.
    Opam,
    /// OpenSSL: patch letters before 3.0, SemVer since.
    OpenSsl,
    /// FreeBSD ports: `version[_revision][,epoch]`.
    FreeBsd,
    /// `intdot` of VERS: numbers behind dots, whatever follows them.
    IntDot,
    /// `datetime` of VERS: moments of RFC 3339.
    DateTime,
    /// `lexicographic` of VERS: bytes.
    Lexicographic,
    /// `generic` of VERS: the natural order, an estimate.
    Generic,
    /// Bitnami: SemVer with a revision behind the release (`1.6.2-3`).
    Bitnami,
    /// PHP's `version_compare` of what is written, without Composer's normalisation.
    Php,
    /// Another scheme with the patch number of Root behind (`1.0.0.root.io.2`).
    Root(Patched),
}

/// How well a version fits its scheme.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Quality {
    /// Written as the scheme asks.
    Exact,
    /// Not written as the scheme asks, but its place in the order is known.
    Lenient,
    /// Not understood: good for comparing by equality, not for order.
    Opaque,
}

/// A version in byte-sortable form. Order and equality are those of the bytes; [`VersionKey::quality`] takes no part.
#[derive(Clone)]
pub struct VersionKey {
    bytes: Box<[u8]>,
    quality: Quality,
}

impl Scheme {
    /// All schemes.
    pub const ALL: [Self; 34] = [
        Self::SemVer,
        Self::Pep440,
        Self::Go,
        Self::Maven,
        Self::NuGet,
        Self::Gem,
        Self::Packagist,
        Self::Pub,
        Self::Conan,
        Self::Dpkg,
        Self::Rpm,
        Self::Apk,
        Self::Alpm,
        Self::Gentoo,
        Self::R,
        Self::Hackage,
        Self::Opam,
        Self::OpenSsl,
        Self::FreeBsd,
        Self::IntDot,
        Self::DateTime,
        Self::Lexicographic,
        Self::Generic,
        Self::Bitnami,
        Self::Php,
        Self::Root(Patched::Apk),
        Self::Root(Patched::Dpkg),
        Self::Root(Patched::Rpm),
        Self::Root(Patched::Pep440),
        Self::Root(Patched::SemVer),
        Self::Root(Patched::Maven),
        Self::Root(Patched::NuGet),
        Self::Root(Patched::Gem),
        Self::Root(Patched::Go),
    ];

    /// The scheme an ecosystem's own version order follows; `None` if it is not known here, and then nothing is decided
    /// by order.
    #[must_use]
    pub fn for_ecosystem(ecosystem: &Ecosystem) -> Option<Self> {
        match ecosystem.base() {
            "Root" => Self::delegated(ecosystem).and_then(Patched::of).map(Self::Root),
            "TuxCare" => Self::delegated(ecosystem),
            _ => Self::of_base(ecosystem.base()),
        }
    }

    /// The scheme of the ecosystem behind the colon, which delegates no further: `TuxCare:Alpine:v3.16`.
    fn delegated(ecosystem: &Ecosystem) -> Option<Self> {
        let inner = ecosystem.suffix()?;
        Self::of_base(inner.split_once(':').map_or(inner, |(base, _)| base))
    }

    fn of_base(base: &str) -> Option<Self> {
        match base {
            "crates.io"
            | "npm"
            | "Docker Hardened Images"
            | "GitHub Actions"
            | "Hex"
            | "Julia"
            | "Kubernetes"
            | "SwiftURL"
            | "VSCode" => Some(Self::SemVer),
            "PyPI" => Some(Self::Pep440),
            "Go" => Some(Self::Go),
            "Maven" => Some(Self::Maven),
            "NuGet" => Some(Self::NuGet),
            "RubyGems" => Some(Self::Gem),
            "Packagist" => Some(Self::Packagist),
            "Pub" => Some(Self::Pub),
            "ConanCenter" => Some(Self::Conan),
            "Debian" | "Ubuntu" | "Echo" => Some(Self::Dpkg),
            "AlmaLinux" | "Azure Linux" | "Mageia" | "Photon OS" | "Red Hat" | "Rocky Linux" | "SUSE"
            | "openEuler" | "openSUSE" => Some(Self::Rpm),
            "Alpine"
            | "Alpaquita"
            | "BellSoft Hardened Containers"
            | "Chainguard"
            | "CleanStart"
            | "MinimOS"
            | "Wolfi" => Some(Self::Apk),
            "CRAN" | "Bioconductor" => Some(Self::R),
            "Hackage" | "GHC" => Some(Self::Hackage),
            "opam" => Some(Self::Opam),
            "FreeBSD" => Some(Self::FreeBsd),
            "Bitnami" => Some(Self::Bitnami),
            _ => None,
        }
    }

    /// The scheme of a purl type or VERS scheme such as `npm`, `pypi` or `golang`.
    #[must_use]
    pub fn for_purl_type(purl_type: &str) -> Option<Self> {
        match purl_type {
            "cargo" | "npm" | "julia" | "swift" | "hex" | "semver" | "githubactions" | "nginx"
            | "vscode-extension" => Some(Self::SemVer),
            "pypi" => Some(Self::Pep440),
            "golang" | "go" => Some(Self::Go),
            "maven" => Some(Self::Maven),
            "nuget" => Some(Self::NuGet),
            // CocoaPods' `Pod::Version` is a `Gem::Version`.
            "gem" | "cocoapods" => Some(Self::Gem),
            "composer" => Some(Self::Packagist),
            "pub" => Some(Self::Pub),
            "conan" => Some(Self::Conan),
            "deb" | "debian" | "dpkg" => Some(Self::Dpkg),
            "rpm" => Some(Self::Rpm),
            "apk" | "alpine" => Some(Self::Apk),
            "alpm" | "arch" => Some(Self::Alpm),
            "ebuild" | "gentoo" => Some(Self::Gentoo),
            "cran" | "bioconductor" => Some(Self::R),
            "hackage" => Some(Self::Hackage),
            "opam" => Some(Self::Opam),
            "openssl" => Some(Self::OpenSsl),
            "freebsd" => Some(Self::FreeBsd),
            "intdot" | "chrome-extension" => Some(Self::IntDot),
            "datetime" => Some(Self::DateTime),
            "lexicographic" => Some(Self::Lexicographic),
            "bitnami" => Some(Self::Bitnami),
            _ => None,
        }
    }

    /// The scheme of a name as [`Scheme::as_str`] gives it, or of a purl type or VERS scheme.
    ///
    /// ```
    /// use portcullis_vuln_match::Scheme;
    /// assert_eq!(Scheme::named("pep440"), Some(Scheme::Pep440));
    /// assert_eq!(Scheme::named("pypi"), Some(Scheme::Pep440));
    /// ```
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|scheme| scheme.as_str() == name)
            .or_else(|| Self::for_purl_type(name))
    }

    /// The VERS type of its versions; where none is registered, its own name.
    #[must_use]
    pub const fn vers_type(self) -> &'static str {
        match self {
            Self::Pep440 => "pypi",
            Self::Go => "golang",
            Self::Packagist => "composer",
            Self::Dpkg => "deb",
            Self::Gentoo => "ebuild",
            Self::R => "cran",
            other => other.as_str(),
        }
    }

    /// The key of a version. Never fails: what is not understood has [`Quality::Opaque`].
    ///
    /// ```
    /// use portcullis_vuln_match::{Quality, Scheme};
    /// assert!(Scheme::SemVer.parse("1.9.0") < Scheme::SemVer.parse("1.10.0"));
    /// assert_eq!(Scheme::Pep440.parse("1.0"), Scheme::Pep440.parse("1.0.0"));
    /// assert_eq!(Scheme::Go.parse("tip").quality(), Quality::Opaque);
    /// ```
    #[must_use]
    pub fn parse(self, version: &str) -> VersionKey {
        let parsed = match self {
            Self::SemVer => semver::key(version.as_bytes()),
            Self::Pep440 => pep440::key(version.as_bytes()),
            Self::Go => go::key(version.as_bytes()),
            Self::Maven => maven::key(version.as_bytes()),
            Self::NuGet => nuget::key(version.as_bytes()),
            Self::Gem => gem::key(version.as_bytes()),
            Self::Packagist => packagist::key(version.as_bytes()),
            Self::Pub => pub_semver::key(version.as_bytes()),
            Self::Conan => conan::key(version.as_bytes()),
            Self::Dpkg => dpkg::key(version.as_bytes()),
            Self::Rpm => rpm::key(version.as_bytes()),
            Self::Apk => apk::key(version.as_bytes()),
            Self::Alpm => alpm::key(version.as_bytes()),
            Self::Gentoo => gentoo::key(version.as_bytes()),
            Self::R => r::key(version.as_bytes()),
            Self::Hackage => hackage::key(version.as_bytes()),
            Self::Opam => opam::key(version.as_bytes()),
            Self::OpenSsl => openssl::key(version.as_bytes()),
            Self::FreeBsd => freebsd::key(version.as_bytes()),
            Self::IntDot => intdot::key(version.as_bytes()),
            Self::DateTime => datetime::key(version.as_bytes()),
            Self::Lexicographic => lexicographic::key(version.as_bytes()),
            Self::Generic => generic::key(version.as_bytes()),
            Self::Bitnami => bitnami::key(version.as_bytes()),
            Self::Php => php::key(version.as_bytes()),
            Self::Root(patched) => root::key(patched, version.as_bytes()),
        };
        let (bytes, quality) = parsed.unwrap_or_else(|| (opaque(version.trim()), Quality::Opaque));
        VersionKey { bytes, quality }
    }

    /// The lower-case name: `semver`, `pep440`, `go` and so on.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SemVer => "semver",
            Self::Pep440 => "pep440",
            Self::Go => "go",
            Self::Maven => "maven",
            Self::NuGet => "nuget",
            Self::Gem => "gem",
            Self::Packagist => "packagist",
            Self::Pub => "pub",
            Self::Conan => "conan",
            Self::Dpkg => "dpkg",
            Self::Rpm => "rpm",
            Self::Apk => "apk",
            Self::Alpm => "alpm",
            Self::Gentoo => "gentoo",
            Self::R => "r",
            Self::Hackage => "hackage",
            Self::Opam => "opam",
            Self::OpenSsl => "openssl",
            Self::FreeBsd => "freebsd",
            Self::IntDot => "intdot",
            Self::DateTime => "datetime",
            Self::Lexicographic => "lexicographic",
            Self::Generic => "generic",
            Self::Bitnami => "bitnami",
            Self::Php => "php",
            Self::Root(patched) => patched.as_str(),
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

fn opaque(version: &str) -> Box<[u8]> {
    let mut writer = KeyWriter::with_class(OPAQUE);
    writer.text(version.bytes());
    writer.finish()
}

impl Quality {
    /// The lower-case word: `exact`, `lenient`, `opaque`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Lenient => "lenient",
            Self::Opaque => "opaque",
        }
    }
}

impl VersionKey {
    /// Below every version: what `introduced: "0"` means.
    #[must_use]
    pub fn lowest() -> Self {
        Self {
            bytes: Box::default(),
            quality: Quality::Exact,
        }
    }

    /// Above every version: what `limit: "*"` means.
    #[must_use]
    pub fn highest() -> Self {
        Self {
            bytes: Box::new([0xFF]),
            quality: Quality::Exact,
        }
    }

    /// A key that was made before, of a version that can be ordered.
    pub(crate) fn known(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.into(),
            quality: Quality::Exact,
        }
    }

    /// The bytes, in the order of the scheme.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How well the version fitted its scheme.
    #[must_use]
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// Whether its place in the order is known.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.quality != Quality::Opaque
    }
}

impl fmt::Debug for VersionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "VersionKey({} {})",
            self.quality.as_str(),
            self.bytes.escape_ascii()
        )
    }
}

impl PartialEq for VersionKey {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl Eq for VersionKey {}

impl Hash for VersionKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl PartialOrd for VersionKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for VersionKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// Checks that every version is smaller than all that follow it, in both directions.
    pub(crate) fn assert_rising(scheme: Scheme, versions: &[&str]) {
        for (at, low) in versions.iter().enumerate() {
            for high in versions.iter().skip(at + 1) {
                assert_eq!(
                    scheme.parse(low).cmp(&scheme.parse(high)),
                    Ordering::Less,
                    "{low} < {high}"
                );
                assert_eq!(
                    scheme.parse(high).cmp(&scheme.parse(low)),
                    Ordering::Greater,
                    "{high} > {low}"
                );
            }
        }
    }

    pub(crate) fn assert_equal(scheme: Scheme, pairs: &[(&str, &str)]) {
        for (left, right) in pairs {
            assert_eq!(scheme.parse(left), scheme.parse(right), "{left} = {right}");
        }
    }

    pub(crate) fn assert_quality(scheme: Scheme, rows: &[(&str, Quality)]) {
        for (version, quality) in rows {
            assert_eq!(scheme.parse(version).quality(), *quality, "{version:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_enclose_every_key() {
        for scheme in Scheme::ALL {
            for version in [
                "",
                "0",
                "0.0.0-0",
                "garbage",
                "99999999999999999999999.0",
                "\u{10ffff}",
                "1!0",
            ] {
                let key = scheme.parse(version);
                assert!(
                    VersionKey::lowest() < key && key < VersionKey::highest(),
                    "{scheme} {version:?}"
                );
            }
        }
    }

    #[test]
    fn an_unknown_ecosystem_has_no_scheme() {
        assert_eq!(Scheme::for_ecosystem(&Ecosystem::parse("Made Up:3")), None);
        assert_eq!(
            Scheme::for_ecosystem(&Ecosystem::parse("npm")),
            Some(Scheme::SemVer)
        );
    }
}
