//! From the names a document gives a product to one identity.

use std::collections::BTreeSet;

use portcullis_findings::{Algorithm, Digest, Position, Purl, VexIdentity};

use super::source::{Reading, shortened};

/// The qualifier that limits a package URL to versions (VERS, *Using vers in a purl*).
const VERS: &str = "vers";

/// Names as they stand in a document.
#[derive(Default)]
pub(super) struct Names {
    pub(super) purls: Vec<String>,
    pub(super) cpes: Vec<String>,
    pub(super) digests: Vec<Digest>,
    pub(super) name: String,
    /// Versions it is limited to where the package URLs state none.
    pub(super) versions: Option<Versions>,
}

/// Versions as a product tree states them.
#[derive(Clone)]
pub(super) enum Versions {
    /// This one.
    Exact(String),
    /// A range.
    Range(String),
}

impl Names {
    /// The identity; what is no package URL or names another package than the rest is told and left out.
    pub(super) fn identity(self, reading: &mut Reading<'_>, at: Position) -> VexIdentity {
        let mut identity = VexIdentity::default();
        identity.cpes = self.cpes.into_iter().filter(|cpe| !cpe.is_empty()).collect();
        identity.digests = self.digests.into_iter().collect();
        identity.name = self.name;
        let mut purls = BTreeSet::new();
        for text in self.purls {
            match text.parse::<Purl>() {
                Ok(purl) => {
                    purls.insert(purl);
                }
                Err(error) => reading.gap(at, format!("`{}`: {error}", shortened(&text))),
            }
        }
        if !of_one_package(&purls) {
            reading.gap(at, "the package URLs of one product name different packages");
            return identity;
        }
        let mut ranges: BTreeSet<String> = purls
            .iter()
            .filter_map(|purl| purl.qualifier(VERS).map(str::to_owned))
            .collect();
        let mut exact = None;
        match self.versions {
            Some(Versions::Exact(version)) => exact = Some(version),
            Some(Versions::Range(range)) => {
                ranges.insert(range);
            }
            None => {}
        }
        let unversioned = purls.iter().all(|purl| purl.version().is_none());
        if unversioned && ranges.len() > 1 {
            reading.gap(at, "one product is limited to several ranges of versions");
            return identity;
        }
        identity.versions = ranges.pop_first().filter(|_| unversioned && !purls.is_empty());
        let exact = exact.filter(|_| unversioned && identity.versions.is_none());
        identity.purls = purls
            .iter()
            .filter_map(|purl| changed(purl, exact.as_deref(), None))
            .collect();
        identity
    }
}

/// The package URLs as a document would state them, with the range as qualifier.
pub(super) fn stated_purls(identity: &VexIdentity) -> Vec<Purl> {
    let versions = identity.versions.as_deref();
    identity
        .purls
        .iter()
        .filter_map(|purl| match versions {
            Some(_) => changed(purl, None, versions),
            None => Some(purl.clone()),
        })
        .collect()
}

/// The digest of an algorithm as documents spell it, with or without a dash.
pub(super) fn digest(algorithm: &str, digits: &str) -> Option<Digest> {
    let name = algorithm.to_ascii_lowercase().replace('-', "");
    Digest::from_hex(Algorithm::of_name(&name)?, digits).ok()
}

fn changed(purl: &Purl, version: Option<&str>, vers: Option<&str>) -> Option<Purl> {
    let mut builder = Purl::builder(purl.ty(), purl.name());
    if let Some(namespace) = purl.namespace() {
        builder = builder.namespace(namespace);
    }
    if let Some(version) = purl.version().or(version) {
        builder = builder.version(version);
    }
    if let Some(subpath) = purl.subpath() {
        builder = builder.subpath(subpath);
    }
    for (key, value) in purl.qualifiers().filter(|(key, _)| *key != VERS) {
        builder = builder.qualifier(key, value);
    }
    builder.qualifier(VERS, vers.unwrap_or_default()).build().ok()
}

fn of_one_package(purls: &BTreeSet<Purl>) -> bool {
    let parts = |purl: &Purl| {
        (
            purl.ty().to_owned(),
            purl.namespace().map(str::to_owned),
            purl.name().to_owned(),
            purl.version().map(str::to_owned),
            purl.subpath().map(str::to_owned),
        )
    };
    let mut parts = purls.iter().map(parts);
    let first = parts.next();
    parts.all(|other| Some(other) == first)
}
