//! Whether a statement's product is a component or a product that the caller names, and how exactly it says so.

use portcullis_findings::{Digest, DigestSet, InRange as _, Purl, RangeAnswer, VexIdentity};

use crate::{Scheme, VersionRanges};

/// How exactly a name fits, the vaguest first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Exactness {
    /// It names nothing in particular.
    Any,
    /// The package, in every version.
    Package,
    /// The package in a range of versions.
    Range,
    /// The version.
    Version,
    /// The version with all qualifiers, or the very file.
    Exact,
}

/// Whether a name fits.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Fit {
    No,
    /// It may.
    Unknown(String),
    Yes(Exactness),
}

/// What a statement may be about.
#[derive(Clone, Copy)]
pub(super) struct Thing<'a> {
    pub(super) purl: Option<&'a Purl>,
    pub(super) digests: Option<&'a DigestSet>,
}

impl Fit {
    /// The better of two answers about one thing: one name that fits is enough.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes(one), Self::Yes(two)) => Self::Yes(one.max(two)),
            (yes @ Self::Yes(_), _) | (_, yes @ Self::Yes(_)) => yes,
            (unknown @ Self::Unknown(_), _) | (_, unknown @ Self::Unknown(_)) => unknown,
            (Self::No, Self::No) => Self::No,
        }
    }
}

/// Whether an identity is that of a component. Digests that are known on both sides and differ outweigh equal names.
pub(super) fn of_component(identity: &VexIdentity, thing: Thing<'_>) -> Fit {
    if let Some(digests) = thing.digests {
        if !identity.digests.is_disjoint(digests) {
            return Fit::Yes(Exactness::Exact);
        }
        let same_algorithm = |digest: &Digest| {
            let mut stated = identity.digests.iter();
            stated.any(|stated| stated.algorithm() == digest.algorithm())
        };
        if digests.iter().any(same_algorithm) {
            return Fit::No;
        }
    }
    let Some(actual) = thing.purl else {
        return Fit::No;
    };
    identity
        .purls
        .iter()
        .map(|stated| of_purl(stated, identity.versions.as_deref(), actual))
        .fold(Fit::No, Fit::or)
}

/// Whether an identity is that of a product the caller names.
pub(super) fn of_product(identity: &VexIdentity, named: &VexIdentity) -> Fit {
    let cpe = |stated: &String| named.cpes.iter().any(|cpe| cpe.eq_ignore_ascii_case(stated));
    if identity.cpes.iter().any(cpe) {
        return Fit::Yes(Exactness::Version);
    }
    let digests = Some(&named.digests).filter(|digests| !digests.is_empty());
    let one = |purl| of_component(identity, Thing { purl, digests });
    named
        .purls
        .iter()
        .map(|purl| one(Some(purl)))
        .fold(one(None), Fit::or)
}

fn of_purl(stated: &Purl, versions: Option<&str>, actual: &Purl) -> Fit {
    let names = |purl: &Purl| {
        (
            purl.ty().to_owned(),
            purl.namespace().map(str::to_owned),
            purl.name().to_owned(),
        )
    };
    if names(stated) != names(actual)
        || stated.subpath().is_some() && stated.subpath() != actual.subpath()
        || stated
            .qualifiers()
            .any(|(key, value)| actual.qualifier(key) != Some(value))
    {
        return Fit::No;
    }
    match (stated.version(), versions) {
        (Some(stated_version), _) => match actual.version() {
            Some(version) if same_version(stated.ty(), stated_version, version) => {
                Fit::Yes(match stated.qualifiers().len() == actual.qualifiers().len() {
                    true => Exactness::Exact,
                    false => Exactness::Version,
                })
            }
            _ => Fit::No,
        },
        (None, Some(range)) => match VersionRanges.in_range(actual, range) {
            RangeAnswer::Inside => Fit::Yes(Exactness::Range),
            RangeAnswer::Outside => Fit::No,
            RangeAnswer::Unknown(cause) => Fit::Unknown(cause),
            _ => Fit::Unknown("the range gives no answer".to_owned()),
        },
        (None, None) => Fit::Yes(Exactness::Package),
    }
}

fn same_version(ty: &str, stated: &str, actual: &str) -> bool {
    stated == actual
        || Scheme::for_purl_type(ty).is_some_and(|scheme| {
            let (stated, actual) = (scheme.parse(stated), scheme.parse(actual));
            stated.is_ordered() && actual.is_ordered() && stated == actual
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(stated: &str, versions: Option<&str>, actual: &str) -> Fit {
        let mut identity = VexIdentity::from(stated.parse::<Purl>().unwrap());
        identity.versions = versions.map(str::to_owned);
        let actual: Purl = actual.parse().unwrap();
        let thing = Thing {
            purl: Some(&actual),
            digests: None,
        };
        of_component(&identity, thing)
    }

    #[test]
    fn names_fit_as_exactly_as_they_are() {
        let rows = [
            (
                "pkg:npm/a@1.0.0",
                None,
                "pkg:npm/a@1.0.0",
                Fit::Yes(Exactness::Exact),
            ),
            ("pkg:npm/a", None, "pkg:npm/a@1.0.0", Fit::Yes(Exactness::Package)),
            ("pkg:npm/a@1.0.0", None, "pkg:npm/a@1.0.1", Fit::No),
            ("pkg:npm/a@1.0.0", None, "pkg:npm/a", Fit::No),
            ("pkg:npm/a", None, "pkg:npm/b", Fit::No),
            ("pkg:npm/a", None, "pkg:pypi/a", Fit::No),
            (
                "pkg:pypi/a@1.0",
                None,
                "pkg:pypi/a@1.0.0",
                Fit::Yes(Exactness::Exact),
            ),
            (
                "pkg:deb/debian/a@1?arch=amd64",
                None,
                "pkg:deb/debian/a@1?arch=amd64",
                Fit::Yes(Exactness::Exact),
            ),
            (
                "pkg:deb/debian/a@1",
                None,
                "pkg:deb/debian/a@1?arch=amd64",
                Fit::Yes(Exactness::Version),
            ),
            (
                "pkg:deb/debian/a@1?arch=arm64",
                None,
                "pkg:deb/debian/a@1?arch=amd64",
                Fit::No,
            ),
            (
                "pkg:npm/a",
                Some("vers:npm/<2.0.0"),
                "pkg:npm/a@1.0.0",
                Fit::Yes(Exactness::Range),
            ),
            ("pkg:npm/a", Some("vers:npm/<2.0.0"), "pkg:npm/a@2.0.0", Fit::No),
        ];
        for (stated, versions, actual, expected) in rows {
            assert_eq!(
                fit(stated, versions, actual),
                expected,
                "{stated} {versions:?} {actual}"
            );
        }
        assert!(matches!(
            fit("pkg:npm/a", Some("before two"), "pkg:npm/a@1.0.0"),
            Fit::Unknown(_)
        ));
    }

    #[test]
    fn digests_outweigh_names() {
        let digest = |text: &str| DigestSet::from_iter([Digest::sha256(text.as_bytes())]);
        let mut identity = VexIdentity::from("pkg:npm/a@1.0.0".parse::<Purl>().unwrap());
        identity.digests = digest("one");
        let purl: Purl = "pkg:npm/a@1.0.0".parse().unwrap();
        for (actual, expected) in [("one", Fit::Yes(Exactness::Exact)), ("other", Fit::No)] {
            let digests = digest(actual);
            let thing = Thing {
                purl: Some(&purl),
                digests: Some(&digests),
            };
            assert_eq!(of_component(&identity, thing), expected, "{actual}");
        }
    }
}
