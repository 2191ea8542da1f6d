//! The ecosystems of the OSV schema, 1.7.5: each has its order, or none on purpose.

use portcullis_vuln_match::{Ecosystem, Scheme};

/// In the order of the schema's enumeration. Without an order are those that name commits, builds or patch levels.
const ECOSYSTEMS: [(&str, Option<Scheme>); 48] = [
    ("AlmaLinux", Some(Scheme::Rpm)),
    ("Alpaquita", Some(Scheme::Apk)),
    ("Alpine", Some(Scheme::Apk)),
    ("Android", None),
    ("Azure Linux", Some(Scheme::Rpm)),
    ("BellSoft Hardened Containers", Some(Scheme::Apk)),
    ("Bioconductor", Some(Scheme::R)),
    ("Bitnami", Some(Scheme::Bitnami)),
    ("Chainguard", Some(Scheme::Apk)),
    ("CleanStart", Some(Scheme::Apk)),
    ("ConanCenter", Some(Scheme::Conan)),
    ("CRAN", Some(Scheme::R)),
    ("crates.io", Some(Scheme::SemVer)),
    ("Debian", Some(Scheme::Dpkg)),
    ("Docker Hardened Images", Some(Scheme::SemVer)),
    ("Echo", Some(Scheme::Dpkg)),
    ("FreeBSD", Some(Scheme::FreeBsd)),
    ("GHC", Some(Scheme::Hackage)),
    ("GitHub Actions", Some(Scheme::SemVer)),
    ("Go", Some(Scheme::Go)),
    ("Hackage", Some(Scheme::Hackage)),
    ("Hex", Some(Scheme::SemVer)),
    ("Julia", Some(Scheme::SemVer)),
    ("Kubernetes", Some(Scheme::SemVer)),
    ("Linux", None),
    ("Mageia", Some(Scheme::Rpm)),
    ("Maven", Some(Scheme::Maven)),
    ("MinimOS", Some(Scheme::Apk)),
    ("npm", Some(Scheme::SemVer)),
    ("NuGet", Some(Scheme::NuGet)),
    ("opam", Some(Scheme::Opam)),
    ("openEuler", Some(Scheme::Rpm)),
    ("openSUSE", Some(Scheme::Rpm)),
    ("OSS-Fuzz", None),
    ("Packagist", Some(Scheme::Packagist)),
    ("Photon OS", Some(Scheme::Rpm)),
    ("Pub", Some(Scheme::Pub)),
    ("PyPI", Some(Scheme::Pep440)),
    ("Red Hat", Some(Scheme::Rpm)),
    ("Rocky Linux", Some(Scheme::Rpm)),
    // Those two are the order of the ecosystem behind the colon.
    ("Root", None),
    ("RubyGems", Some(Scheme::Gem)),
    ("SUSE", Some(Scheme::Rpm)),
    ("SwiftURL", Some(Scheme::SemVer)),
    ("TuxCare", None),
    ("Ubuntu", Some(Scheme::Dpkg)),
    ("VSCode", Some(Scheme::SemVer)),
    ("Wolfi", Some(Scheme::Apk)),
];

#[test]
fn every_ecosystem_of_the_schema_has_its_order() {
    for (name, scheme) in ECOSYSTEMS {
        assert_eq!(Scheme::for_ecosystem(&Ecosystem::parse(name)), scheme, "{name}");
        let with_suffix = Ecosystem::parse(&format!("{name}:of-a-release"));
        assert_eq!(Scheme::for_ecosystem(&with_suffix), scheme, "{with_suffix}");
    }
    assert_eq!(Scheme::for_ecosystem(&Ecosystem::parse("GIT")), None);
}

#[test]
fn ecosystems_that_delegate_take_the_order_of_what_they_name() {
    let rows = [
        ("TuxCare:Alpine:v3.16", Some(Scheme::Apk)),
        ("TuxCare:PyPI", Some(Scheme::Pep440)),
        ("TuxCare:TuxCare:PyPI", None),
        ("Root:Debian:12", Scheme::named("root-dpkg")),
        ("Root:npm", Scheme::named("root-semver")),
    ];
    for (name, scheme) in rows {
        assert_eq!(Scheme::for_ecosystem(&Ecosystem::parse(name)), scheme, "{name}");
    }
}

#[test]
fn every_scheme_is_found_by_its_name_and_its_type() {
    for scheme in Scheme::ALL {
        assert_eq!(Scheme::named(scheme.as_str()), Some(scheme));
        assert_eq!(Scheme::named(scheme.vers_type()), Some(scheme));
    }
    assert_eq!(Scheme::named("no such scheme"), None);
}
