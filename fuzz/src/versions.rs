//! Version orders and ranges. An input is three versions, one a line; of a range, the range and a version.

use std::cmp::Ordering;

use portcullis_findings::{InRange, Purl, RangeAnswer};
use portcullis_vuln_match::{
    Notation, NpmGrammar, NpmPrereleases, NpmRange, Quality, RangeError, Scheme, VersionKey, VersionRange,
    VersionRanges,
};

use crate::support::text;

/// SemVer: a total order, that of the crate `semver` where both are strictly written; build metadata does not count.
pub fn version_semver(data: &[u8]) {
    let Some(versions) = three(data) else { return };
    order(Scheme::SemVer, versions);
    for (left, right) in pairs(versions) {
        let parsed = semver::Version::parse(left)
            .ok()
            .zip(semver::Version::parse(right).ok());
        if let Some((strict_left, strict_right)) = parsed {
            let ours = Scheme::SemVer.parse(left).cmp(&Scheme::SemVer.parse(right));
            assert_eq!(ours, strict_left.cmp_precedence(&strict_right), "{left} {right}");
        }
    }
    for version in versions
        .into_iter()
        .filter(|version| semver::Version::parse(version).is_ok())
    {
        assert_eq!(quality(Scheme::SemVer, version), Quality::Exact, "{version}");
        if !version.contains('+') {
            assert_order(
                Scheme::SemVer,
                version,
                Ordering::Equal,
                &format!("{version}+build.1"),
            );
        }
        if !version.contains(['+', '-']) {
            assert_order(Scheme::SemVer, &format!("{version}-0"), Ordering::Less, version);
            assert_order(Scheme::SemVer, &format!("v{version}"), Ordering::Equal, version);
        }
    }
}

/// PEP 440: a total order; case, a `v` in front and zeros behind do not count; development, pre-, post- and local releases
/// stand where the specification puts them.
pub fn version_pep440(data: &[u8]) {
    let Some(versions) = three(data) else { return };
    let scheme = Scheme::Pep440;
    order(scheme, versions);
    for version in versions
        .into_iter()
        .filter(|version| quality(scheme, version) == Quality::Exact)
    {
        assert_order(scheme, version, Ordering::Equal, &version.to_ascii_uppercase());
        if version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            assert_order(scheme, version, Ordering::Equal, &format!("v{version}"));
            assert_order(scheme, version, Ordering::Equal, &format!("{version}.0"));
            assert_order(scheme, version, Ordering::Equal, &format!("0!{version}"));
            let rising = [
                ".dev0",
                "a0.dev1",
                "a0",
                "b1",
                "rc2",
                "",
                "+local",
                ".post0.dev1",
                ".post0",
            ];
            let rising = rising.map(|suffix| format!("{version}{suffix}"));
            for (low, high) in rising.iter().zip(rising.iter().skip(1)) {
                assert_order(scheme, low, Ordering::Less, high);
            }
        }
    }
}

/// Go: a total order; `v` in front and `+incompatible` behind do not count, a pre-release is smaller.
pub fn version_go(data: &[u8]) {
    let Some(versions) = three(data) else { return };
    let scheme = Scheme::Go;
    order(scheme, versions);
    for version in versions {
        let Some(bare) = version.strip_prefix('v') else {
            continue;
        };
        if semver::Version::parse(bare).is_ok() && !bare.contains(['+', '-']) {
            assert_order(scheme, bare, Ordering::Equal, version);
            assert_order(
                scheme,
                version,
                Ordering::Equal,
                &format!("{version}+incompatible"),
            );
            assert_order(
                scheme,
                &format!("{version}-0.20060102150405-abcdefabcdef"),
                Ordering::Less,
                version,
            );
        }
    }
}

/// Every scheme there is: a total order, and keys that compare as they say.
pub fn version_any(data: &[u8]) {
    let Some(versions) = three(data) else { return };
    for scheme in Scheme::ALL {
        order(scheme, versions);
    }
}

/// A range reads the same whichever way its constraints are listed, holds by the trait what it holds by itself, and loses
/// exactly the version that a further constraint excludes.
pub fn vers_range(data: &[u8]) {
    let Some((range, version)) = text(data).and_then(|text| text.split_once('\n')) else {
        return;
    };
    for scheme in Scheme::ALL {
        let Ok((stated, parsed)) = VersionRange::parse(range, Some(scheme)) else {
            continue;
        };
        let key = stated.parse(version);
        let inside = parsed.contains(&key);
        let (head, list) = range
            .trim()
            .split_once('/')
            .map_or(("", range.trim()), |(head, list)| (head, list));
        if head.starts_with("vers:") {
            let reversed: Vec<_> = list.split('|').rev().collect();
            let reversed = format!("{head}/{}", reversed.join("|"));
            assert_eq!(
                VersionRange::parse(&reversed, Some(scheme)),
                Ok((stated, parsed.clone())),
                "{reversed}"
            );
        }
        if head.starts_with("vers:") {
            let printed = parsed.to_string();
            assert_eq!(
                VersionRange::parse(&printed, None),
                Ok((stated, parsed.clone())),
                "{printed}"
            );
        }
        if head.starts_with("vers:") && is_plain(version) && key.is_ordered() && list.trim() != "*" {
            let without = format!("{}|!={version}", range.trim());
            match VersionRange::parse(&without, Some(scheme)) {
                Ok((_, without)) => assert!(!without.contains(&key), "{range} {version}"),
                Err(error) => assert_eq!(error, portcullis_vuln_match::RangeError::Repeated),
            }
        }
        if let Some(purl) = purl_of(scheme, version).filter(|_| stated == scheme) {
            let answer = VersionRanges.in_range(&purl, range);
            let version = purl.version().unwrap_or_default();
            let key = scheme.parse(version);
            match answer {
                RangeAnswer::Inside => assert!(parsed.contains(&key)),
                RangeAnswer::Outside => assert!(key.is_ordered() && !parsed.contains(&key)),
                RangeAnswer::Unknown(_) => assert!(!key.is_ordered()),
                _ => {}
            }
        }
        assert_eq!(parsed.contains(&key), inside);
    }
}

/// A range in a package manager's notation, in each of them: it holds all versions if it says so, its printed form reads as
/// VERS wherever it names no version twice, and of one alternative of bounds it holds the same.
pub fn native_range(data: &[u8]) {
    let Some((range, version)) = text(data).and_then(|text| text.split_once('\n')) else {
        return;
    };
    for notation in Notation::ALL {
        let Ok(parsed) = VersionRange::from_native(notation, range) else {
            continue;
        };
        assert_eq!(parsed.scheme(), notation.scheme());
        assert_eq!(VersionRange::from_native(notation, range), Ok(parsed.clone()));
        let key = parsed.scheme().parse(version);
        assert!(!parsed.is_everything() || parsed.contains(&key));
        let printed = parsed.to_string();
        assert!(
            printed.starts_with(&format!("vers:{}/", notation.vers_type())),
            "{printed}"
        );
        match VersionRange::parse(&printed, None) {
            Ok((scheme, _)) => assert_eq!(scheme, notation.scheme(), "{printed}"),
            Err(RangeError::Repeated | RangeError::TooLong { .. }) => {}
            Err(error) => panic!("{printed}: {error}"),
        }
    }
    npm(range, version);
}

/// npm's own rules: a range prints as a range that holds the same, and takes no prerelease that it would not take with all of
/// them included.
fn npm(range: &str, version: &str) {
    for grammar in [NpmGrammar::Strict, NpmGrammar::Loose] {
        let read = |text: &str, prereleases| NpmRange::parse(text, grammar, prereleases);
        let Ok(parsed) = read(range, NpmPrereleases::SameVersion) else {
            continue;
        };
        let inside = parsed.contains(version);
        let printed = parsed.to_string();
        if printed.len() <= VersionRange::MAX_BYTES {
            let again = read(&printed, NpmPrereleases::SameVersion);
            assert_eq!(
                again.map(|again| again.contains(version)),
                Ok(inside),
                "{range} {printed}"
            );
        }
        if let Ok(wider) = read(range, NpmPrereleases::Included) {
            assert!(!inside || wider.contains(version), "{range} {version}");
        }
    }
}

/// A package URL whose type is ordered by this scheme, where there is one.
fn purl_of(scheme: Scheme, version: &str) -> Option<Purl> {
    const TYPES: &[&str] = &[
        "cargo", "pypi", "golang", "maven", "nuget", "gem", "composer", "pub", "conan", "deb", "rpm", "apk",
        "alpm", "cran", "hackage", "opam",
    ];
    let ty = TYPES
        .iter()
        .find(|ty| Scheme::for_purl_type(ty) == Some(scheme))?;
    if version.is_empty() {
        return None;
    }
    let plain = Purl::builder(*ty, "name").version(version);
    plain
        .clone()
        .build()
        .or_else(|_| plain.namespace("space").build())
        .ok()
}

/// Without the signs of the range syntax itself.
fn is_plain(version: &str) -> bool {
    !version.is_empty()
        && version
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_'))
}

fn three(data: &[u8]) -> Option<[&str; 3]> {
    let mut lines = text(data)?.split('\n');
    Some([lines.next()?, lines.next()?, lines.next()?])
}

fn pairs(versions: [&str; 3]) -> impl Iterator<Item = (&str, &str)> {
    versions
        .into_iter()
        .flat_map(move |left| versions.into_iter().map(move |right| (left, right)))
}

fn quality(scheme: Scheme, version: &str) -> Quality {
    scheme.parse(version).quality()
}

fn assert_order(scheme: Scheme, left: &str, expected: Ordering, right: &str) {
    assert_eq!(
        scheme.parse(left).cmp(&scheme.parse(right)),
        expected,
        "{scheme}: {left} {right}"
    );
}

/// Comparing mirrors, is transitive and is the order of the keys' bytes; what is not understood is below what is; the
/// extremes are the extremes.
fn order(scheme: Scheme, versions: [&str; 3]) {
    let keys = versions.map(|version| scheme.parse(version));
    for left in &keys {
        assert!(VersionKey::lowest() < *left && *left < VersionKey::highest());
        for right in &keys {
            assert_eq!(left.cmp(right), right.cmp(left).reverse());
            assert_eq!(left.cmp(right), left.as_bytes().cmp(right.as_bytes()));
            assert!(left.is_ordered() == right.is_ordered() || (left < right) == right.is_ordered());
            for further in &keys {
                assert!(!(left <= right && right <= further) || left <= further);
            }
        }
    }
    for (version, key) in versions.into_iter().zip(&keys) {
        assert_eq!(scheme.parse(version), *key);
        // Where every byte counts, a space does.
        if scheme != Scheme::Lexicographic {
            assert_eq!(
                scheme.parse(&format!(" {version} ")),
                *key,
                "{scheme} {version:?}"
            );
        }
    }
}
