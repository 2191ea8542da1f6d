//! The source package that a package of a distribution was built from.
//!
//! Advisories of most distributions name source packages. Tools tell them in the qualifier `upstream`: `openssl`,
//! `openssl@3.0.1-1`, or for RPM the name of the source package's file; some write that into `sourcerpm`, and for apk into
//! `origin`.

use portcullis_findings::Purl;

use super::types::has_source_packages;

/// A source package: its name and, where it is told, its version.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct SourcePackage {
    pub(super) name: String,
    /// With the epoch of the purl, for RPM.
    pub(super) version: Option<String>,
}

/// The source package of a purl that tells one.
pub(super) fn of_purl(purl: &Purl) -> Option<SourcePackage> {
    if !has_source_packages(purl.ty()) {
        return None;
    }
    let told = ["upstream", "sourcerpm", "origin"]
        .into_iter()
        .find_map(|key| purl.qualifier(key))?
        .trim();
    let source = source_file(told, purl).unwrap_or_else(|| match told.split_once('@') {
        Some((name, version)) => SourcePackage {
            name: name.trim().to_owned(),
            version: Some(version.trim().to_owned()).filter(|version| !version.is_empty()),
        },
        None => SourcePackage {
            name: told.to_owned(),
            version: None,
        },
    });
    (!source.name.is_empty()).then_some(source)
}

/// `openssl-1.1.1k-7.el8_6.src.rpm` is name, version and release; a dash stands in the name alone.
fn source_file(told: &str, purl: &Purl) -> Option<SourcePackage> {
    let bare = [".src.rpm", ".nosrc.rpm"]
        .into_iter()
        .find_map(|ending| told.strip_suffix(ending))?;
    let (rest, release) = bare.rsplit_once('-')?;
    let (name, version) = rest.rsplit_once('-')?;
    let version = match purl.qualifier("epoch") {
        Some(epoch) => format!("{epoch}:{version}-{release}"),
        None => format!("{version}-{release}"),
    };
    Some(SourcePackage {
        name: name.to_owned(),
        version: Some(version),
    })
}

/// The version of a source package, from that of a package built from it: without the mark that Debian gives to rebuilt
/// binary packages (Debian Developer's Reference, "binary NMU"): `1.0-1+b2` is built from `1.0-1`.
pub(super) fn without_rebuild<'v>(purl_type: &str, version: &'v str) -> &'v str {
    let rebuilt = version.rsplit_once("+b").filter(|(_, digits)| {
        purl_type == "deb" && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    rebuilt.map_or(version, |(source, _)| source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_packages_are_read_in_all_forms() {
        let rows = [
            (
                "pkg:deb/debian/libssl3@3.0.1-1%2Bb1?upstream=openssl",
                Some(("openssl", None)),
            ),
            (
                "pkg:deb/debian/libssl3@3.0.1-1%2Bb1?upstream=openssl@3.0.1-1",
                Some(("openssl", Some("3.0.1-1"))),
            ),
            (
                "pkg:apk/alpine/libssl3@3.1-r0?upstream=openssl",
                Some(("openssl", None)),
            ),
            (
                "pkg:apk/alpine/libssl3@3.1-r0?origin=openssl",
                Some(("openssl", None)),
            ),
            (
                "pkg:rpm/redhat/openssl-libs@1.1.1k-7.el8_6?epoch=1&upstream=openssl-1.1.1k-7.el8_6.src.rpm",
                Some(("openssl", Some("1:1.1.1k-7.el8_6"))),
            ),
            (
                "pkg:rpm/redhat/java-17-openjdk-headless@17.0.1-2.el8?sourcerpm=java-17-openjdk-17.0.1-2.el8.nosrc.rpm",
                Some(("java-17-openjdk", Some("17.0.1-2.el8"))),
            ),
            ("pkg:rpm/redhat/a@1?upstream=a.src.rpm", Some(("a.src.rpm", None))),
            ("pkg:deb/debian/a@1?upstream=@1", None),
            ("pkg:npm/a@1?upstream=b", None),
            ("pkg:deb/debian/a@1", None),
        ];
        for (purl, expected) in rows {
            let source = of_purl(&purl.parse().unwrap());
            let source = source
                .as_ref()
                .map(|source| (source.name.as_str(), source.version.as_deref()));
            assert_eq!(source, expected, "{purl}");
        }
    }

    #[test]
    fn only_the_mark_of_a_rebuilt_binary_is_dropped() {
        let rows = [
            ("deb", "1.0-1+b2", "1.0-1"),
            ("deb", "1.0-1+deb12u1+b10", "1.0-1+deb12u1"),
            ("deb", "1.0+b", "1.0+b"),
            ("deb", "1.0-1+build1", "1.0-1+build1"),
            ("rpm", "1.0-1+b2", "1.0-1+b2"),
        ];
        for (ty, version, expected) in rows {
            assert_eq!(without_rebuild(ty, version), expected, "{version}");
        }
    }
}
