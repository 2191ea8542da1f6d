//! The release of a distribution as OSV names it, from the `distro` qualifier of a package URL.
//!
//! Tools write the identifier and version of os-release(5) (`debian-12`, `alpine-3.18.4`, `sles-15.5`), a code name
//! (`debian-bookworm`, `jammy`) or the version alone (`stream`).

use std::borrow::Cow;

use portcullis_findings::Purl;

/// Code names of Debian and Ubuntu, from distro-info-data. Interim releases of Ubuntu before 2022 are out of support and
/// have no advisories.
const CODE_NAMES: &[(&str, &str)] = &[
    ("wheezy", "7"),
    ("jessie", "8"),
    ("stretch", "9"),
    ("buster", "10"),
    ("bullseye", "11"),
    ("bookworm", "12"),
    ("trixie", "13"),
    ("forky", "14"),
    ("trusty", "14.04"),
    ("xenial", "16.04"),
    ("bionic", "18.04"),
    ("focal", "20.04"),
    ("jammy", "22.04"),
    ("kinetic", "22.10"),
    ("lunar", "23.04"),
    ("mantic", "23.10"),
    ("noble", "24.04"),
    ("oracular", "24.10"),
    ("plucky", "25.04"),
    ("questing", "25.10"),
];

/// The release of the purl's distribution, if it tells one.
pub(super) fn release(base: &str, purl: &Purl) -> Option<String> {
    if base == "FreeBSD" {
        return Some(freebsd(purl));
    }
    let distro = purl.qualifier("distro")?.to_ascii_lowercase();
    let version = version(&distro);
    let major = || leading_number(&version).map(str::to_owned);
    match base {
        "Alpine" => alpine(&version),
        "AlmaLinux" | "Mageia" | "Rocky Linux" | "Azure Linux" => major(),
        "Debian" => match &*version {
            "sid" | "unstable" => Some("sid".to_owned()),
            _ => major(),
        },
        "Ubuntu" => ubuntu(&distro, &version),
        "Photon OS" => leading_number(&version).map(|major| {
            let minor = version.split('.').nth(1).unwrap_or("0");
            format!("{major}.{minor}")
        }),
        "Red Hat" => major().map(|_| format!("enterprise_linux:{version}")),
        "SUSE" => suse(&version),
        "openSUSE" => opensuse(&distro, &version),
        // Service packs of openEuler are written in capitals.
        "openEuler" => major().map(|_| version.to_ascii_uppercase()),
        "Alpaquita" | "BellSoft Hardened Containers" => {
            (version == "stream" || leading_number(&version).is_some()).then(|| version.into_owned())
        }
        _ => None,
    }
}

/// What stands behind the identifier: from the first part that begins with a digit, or the last part as a name.
fn version(distro: &str) -> Cow<'_, str> {
    let mut start = 0;
    for part in distro.split('-') {
        if part.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
            return Cow::Borrowed(distro.get(start..).unwrap_or_default());
        }
        start += part.len() + 1;
    }
    let name = distro.rsplit('-').next().unwrap_or_default();
    match CODE_NAMES.iter().find(|(code, _)| *code == name) {
        Some((_, version)) => Cow::Borrowed(version),
        None => Cow::Borrowed(name),
    }
}

fn leading_number(version: &str) -> Option<&str> {
    let first = version.split(['.', '-', '_']).next()?;
    (!first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit())).then_some(first)
}

/// `3.18.4` is of branch `v3.18`; what is before a branch (`3.21_alpha20240923`) is `edge`.
fn alpine(version: &str) -> Option<String> {
    if version == "edge" || version.contains("_alpha") {
        return Some("edge".to_owned());
    }
    let mut parts = version.split('.');
    let major = parts.next().filter(|major| leading_number(major).is_some())?;
    Some(format!("v{major}.{}", parts.next()?))
}

fn ubuntu(distro: &str, version: &str) -> Option<String> {
    leading_number(version)?;
    let mut parts = version.split('-');
    let number = parts.next()?;
    let pro = distro.split('-').any(|part| matches!(part, "pro" | "esm"));
    let fips = distro.split('-').any(|part| part == "fips");
    Some(match (pro, fips) {
        (_, true) => format!("Pro:FIPS:{number}"),
        (true, false) => format!("Pro:{number}"),
        (false, false) => number.to_owned(),
    })
}

/// os-release(5) of SLES 15 service pack 5 says `15.5`, the advisories say `15 SP5`.
fn suse(version: &str) -> Option<String> {
    let number = version.replacen("-sp", ".", 1);
    let mut parts = number.split('.');
    let major = parts.next().filter(|major| leading_number(major).is_some())?;
    Some(match parts.next().filter(|pack| *pack != "0") {
        Some(pack) => format!("Linux Enterprise Server {major} SP{pack}"),
        None => format!("Linux Enterprise Server {major}"),
    })
}

fn opensuse(distro: &str, version: &str) -> Option<String> {
    let has = |word: &str| distro.split('-').any(|part| part == word);
    if has("tumbleweed") {
        return Some("Tumbleweed".to_owned());
    }
    leading_number(version)?;
    Some(if has("micro") {
        format!("Leap Micro {version}")
    } else {
        format!("Leap {version}")
    })
}

/// Packages of pkg(8) are ports; the release is in the ABI (`FreeBSD:14:amd64`).
fn freebsd(purl: &Purl) -> String {
    let abi = purl.qualifier("arch").unwrap_or_default();
    match abi
        .split(':')
        .nth(1)
        .filter(|part| leading_number(part).is_some())
    {
        Some(release) => format!("ports:{release}"),
        None => "ports".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_named_as_the_advisories_name_them() {
        let rows = [
            ("Alpine", "apk/alpine", "alpine-3.18.4", Some("v3.18")),
            ("Alpine", "apk/alpine", "3.18", Some("v3.18")),
            ("Alpine", "apk/alpine", "alpine-edge", Some("edge")),
            ("Alpine", "apk/alpine", "alpine-3.21_alpha20240923", Some("edge")),
            ("AlmaLinux", "rpm/almalinux", "almalinux-8.9", Some("8")),
            ("Debian", "deb/debian", "debian-12.5", Some("12")),
            ("Debian", "deb/debian", "debian-bookworm", Some("12")),
            ("Debian", "deb/debian", "bullseye", Some("11")),
            ("Debian", "deb/debian", "debian-sid", Some("sid")),
            ("Debian", "deb/debian", "debian", None),
            ("Ubuntu", "deb/ubuntu", "ubuntu-22.04", Some("22.04")),
            ("Ubuntu", "deb/ubuntu", "jammy", Some("22.04")),
            ("Ubuntu", "deb/ubuntu", "ubuntu-pro-18.04", Some("Pro:18.04")),
            ("Ubuntu", "deb/ubuntu", "ubuntu-18.04-esm", Some("Pro:18.04")),
            (
                "Ubuntu",
                "deb/ubuntu",
                "ubuntu-fips-20.04",
                Some("Pro:FIPS:20.04"),
            ),
            ("Red Hat", "rpm/redhat", "rhel-8.6", Some("enterprise_linux:8.6")),
            ("Red Hat", "rpm/redhat", "redhat-9", Some("enterprise_linux:9")),
            (
                "SUSE",
                "rpm/suse",
                "sles-15.5",
                Some("Linux Enterprise Server 15 SP5"),
            ),
            (
                "SUSE",
                "rpm/suse",
                "sles-15-sp5",
                Some("Linux Enterprise Server 15 SP5"),
            ),
            ("SUSE", "rpm/suse", "sles-15", Some("Linux Enterprise Server 15")),
            (
                "openSUSE",
                "rpm/opensuse",
                "opensuse-leap-15.6",
                Some("Leap 15.6"),
            ),
            (
                "openSUSE",
                "rpm/opensuse",
                "opensuse-leap-micro-5.5",
                Some("Leap Micro 5.5"),
            ),
            (
                "openSUSE",
                "rpm/opensuse",
                "opensuse-tumbleweed-20250101",
                Some("Tumbleweed"),
            ),
            (
                "openEuler",
                "rpm/openeuler",
                "openEuler-22.03-LTS-SP1",
                Some("22.03-LTS-SP1"),
            ),
            ("Photon OS", "rpm/photon", "photon-4.0", Some("4.0")),
            ("Photon OS", "rpm/photon", "photon-4", Some("4.0")),
            ("Azure Linux", "rpm/azurelinux", "azurelinux-3.0", Some("3")),
            ("Azure Linux", "rpm/mariner", "mariner-2.0.20240101", Some("2")),
            ("Mageia", "rpm/mageia", "mageia-9", Some("9")),
            ("Alpaquita", "apk/alpaquita", "alpaquita-stream", Some("stream")),
            ("Alpaquita", "apk/alpaquita", "alpaquita-23", Some("23")),
            (
                "BellSoft Hardened Containers",
                "apk/bellsoft-hardened-containers",
                "stream",
                Some("stream"),
            ),
            ("Wolfi", "apk/wolfi", "wolfi-20230201", None),
        ];
        for (base, package, distro, expected) in rows {
            let purl: Purl = format!("pkg:{package}/a@1?distro={distro}").parse().unwrap();
            assert_eq!(release(base, &purl).as_deref(), expected, "{base} {distro}");
        }
    }

    #[test]
    fn packages_of_freebsd_are_ports() {
        let purl: Purl = "pkg:freebsd/curl@8?arch=FreeBSD:14:amd64".parse().unwrap();
        assert_eq!(release("FreeBSD", &purl).as_deref(), Some("ports:14"));
        let bare: Purl = "pkg:freebsd/curl@8".parse().unwrap();
        assert_eq!(release("FreeBSD", &bare).as_deref(), Some("ports"));
    }
}
