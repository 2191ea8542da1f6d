//! Whether an advisory's release, stream or repository is that of a component.

mod redhat;
mod suse;

use crate::Ecosystem;

/// How the release, stream or repository of an advisory relates to that of a component.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Relation {
    /// It is the same, or the advisory holds for all.
    Same,
    /// The component names no repository, or the advisory none: taken as the same, and told.
    Assumed,
    /// The component does not say enough to tell.
    Unknown,
    /// It is another; the advisory says nothing about the component.
    Other,
}

/// Relates the ecosystem of an advisory to what is known of a component: the part behind the colon of its
/// [`crate::Coordinates::ecosystem`], whose base is the same.
///
/// - A suffix with `://` is a repository. Its address must be the component's; if only one of them names one, the advisory
///   is [`Relation::Assumed`] to be about the package, since mirrors serve the same packages.
/// - Ubuntu's support channels share a release: `Ubuntu:Pro:18.04:LTS` is `Ubuntu:18.04`. Validated (`FIPS`) and other
///   special builds are apart.
/// - Red Hat's and SUSE's product streams are told apart by product and version; an extended support stream of the same
///   minor release is [`Relation::Unknown`] for a component that does not say that it is of it.
/// - `Root` and `TuxCare` relate as the ecosystem behind them.
///
/// ```
/// use portcullis_vuln_match::{Ecosystem, Relation, relation};
/// let pro = Ecosystem::parse("Ubuntu:Pro:18.04:LTS");
/// assert_eq!(relation(&pro, Some("18.04")), Relation::Same);
/// assert_eq!(relation(&pro, Some("20.04")), Relation::Other);
/// assert_eq!(relation(&pro, None), Relation::Unknown);
/// ```
#[must_use]
pub fn relation(advisory: &Ecosystem, component: Option<&str>) -> Relation {
    relate(
        advisory.base(),
        advisory.suffix(),
        component.filter(|suffix| !suffix.is_empty()),
    )
}

fn relate(base: &str, advisory: Option<&str>, component: Option<&str>) -> Relation {
    match (advisory, component) {
        (None, None) => Relation::Same,
        (None, Some(suffix)) | (Some(suffix), None) if is_repository(suffix) => Relation::Assumed,
        (None, Some(_)) => Relation::Same,
        (Some(_), None) => Relation::Unknown,
        (Some(advisory), Some(component)) => both(base, advisory, component),
    }
}

fn both(base: &str, advisory: &str, component: &str) -> Relation {
    if is_repository(advisory) || is_repository(component) {
        return same_if(repository(advisory) == repository(component));
    }
    match base {
        "Root" | "TuxCare" => {
            let (inner, advisory) = split(advisory);
            let (other, component) = split(component);
            if inner == other {
                relate(inner, advisory, component)
            } else {
                Relation::Other
            }
        }
        "Red Hat" => redhat::relate(advisory, component),
        "SUSE" | "openSUSE" => suse::relate(advisory, component),
        "Ubuntu" => same_if(ubuntu(advisory).eq(ubuntu(component))),
        "Alpine" => same_if(advisory.trim_start_matches('v') == component.trim_start_matches('v')),
        "Azure Linux" | "Photon OS" => same_if(numbers(advisory).eq(numbers(component))),
        "FreeBSD" => within(advisory, component, ':'),
        "openEuler" => within(advisory, component, '-'),
        _ => same_if(advisory.eq_ignore_ascii_case(component)),
    }
}

fn same_if(same: bool) -> Relation {
    if same { Relation::Same } else { Relation::Other }
}

fn is_repository(suffix: &str) -> bool {
    suffix.contains("://")
}

/// An address without scheme and trailing slash, its host in lower case.
fn repository(address: &str) -> (String, &str) {
    let rest = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest)
        .trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    (host.to_ascii_lowercase(), path)
}

fn split(suffix: &str) -> (&str, Option<&str>) {
    match suffix.split_once(':') {
        Some((base, rest)) => (base, Some(rest)),
        None => (suffix, None),
    }
}

/// Without the parts that only say how a release is supported.
fn ubuntu(suffix: &str) -> impl Iterator<Item = &str> {
    suffix.split(':').filter(|part| !matches!(*part, "Pro" | "LTS"))
}

/// `3` and `3.0` are one release.
fn numbers(release: &str) -> impl Iterator<Item = &str> {
    let trimmed = release.strip_suffix(".0").unwrap_or(release);
    trimmed.split('.')
}

/// Releases written as a list of parts, of which the component may know fewer or the advisory mean more.
fn within(advisory: &str, component: &str, separator: char) -> Relation {
    let mut theirs = advisory.split(separator);
    let mut ours = component.split(separator);
    loop {
        match (theirs.next(), ours.next()) {
            (Some(one), Some(other)) if one.eq_ignore_ascii_case(other) => {}
            (Some(_), Some(_)) => return Relation::Other,
            (None, _) => return Relation::Same,
            (Some(_), None) => return Relation::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_and_repositories_are_related() {
        use Relation::{Assumed, Other, Same, Unknown};
        let rows = [
            ("npm", None, Same),
            ("Debian", Some("12"), Same),
            ("Debian:12", None, Unknown),
            ("Debian:12", Some("12"), Same),
            ("Debian:12", Some("sid"), Other),
            ("Alpine:v3.18", Some("v3.18"), Same),
            ("Alpine:v3.18", Some("edge"), Other),
            ("Azure Linux:3", Some("3"), Same),
            ("Photon OS:3.0", Some("3.0"), Same),
            ("Photon OS:3.0", Some("30"), Other),
            ("Mageia:9", Some("8"), Other),
            ("Alpaquita:stream", Some("23"), Other),
            ("BellSoft Hardened Containers:stream", Some("stream"), Same),
            ("openEuler:22.03-LTS-SP1", Some("22.03-LTS-SP1"), Same),
            ("openEuler:22.03-LTS-SP1", Some("22.03"), Unknown),
            ("openEuler:22.03-LTS-SP1", Some("22.03-LTS-SP2"), Other),
            ("FreeBSD:ports", Some("ports:14"), Same),
            ("FreeBSD:ports:14", Some("ports"), Unknown),
            ("FreeBSD:kernel", Some("ports"), Other),
            ("Ubuntu:22.04:LTS", Some("22.04"), Same),
            ("Ubuntu:Pro:22.04:LTS", Some("22.04"), Same),
            ("Ubuntu:Pro:FIPS:22.04:LTS", Some("22.04"), Other),
            ("Ubuntu:Pro:FIPS:22.04:LTS", Some("Pro:FIPS:22.04"), Same),
            ("Packagist:https://repo.example/8", None, Assumed),
            (
                "Packagist:https://repo.example/8",
                Some("https://Repo.example/8/"),
                Same,
            ),
            (
                "Packagist:https://repo.example/8",
                Some("https://repo.example/7"),
                Other,
            ),
            ("Maven", Some("https://repo.example"), Assumed),
            ("Root:Alpine:3.18", Some("Alpine:v3.18"), Same),
            ("Root:Alpine:3.18", Some("Alpine:v3.19"), Other),
            ("Root:Debian:12", Some("Alpine:v3.19"), Other),
            ("Root:PyPI", Some("PyPI"), Same),
            ("Root:PyPI", None, Unknown),
            ("TuxCare:Ubuntu:16.04", Some("Ubuntu:16.04"), Same),
            ("Made Up:8", Some("8"), Same),
        ];
        for (advisory, component, expected) in rows {
            assert_eq!(
                relation(&Ecosystem::parse(advisory), component),
                expected,
                "{advisory} {component:?}"
            );
        }
    }
}
