//! Which manifests of an image for several platforms must be signed.

use portcullis_findings::Digest;

use super::layout::manifest;
use super::{Descriptor, Manifest, OciError, OciLimits, Store};

/// What must be signed of an image that is an index. An image for one platform must be signed itself.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum MultiArch {
    /// The index that was asked about; its leaves are named by digest in it.
    IndexOnly,
    /// Every manifest of a platform, in whatever index it stands.
    EveryLeaf,
    /// Every manifest of a platform, or an index that holds it.
    LeafOrContainingIndex,
}

/// What must be signed: of each group one.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plan {
    groups: Vec<Vec<Digest>>,
}

impl Plan {
    /// The groups, in the order of the index. Of each, one manifest must be signed. There is at least one, and none is
    /// empty.
    #[must_use]
    pub fn groups(&self) -> &[Vec<Digest>] {
        &self.groups
    }

    /// Every manifest that is of interest, once, in order.
    #[must_use]
    pub fn manifests(&self) -> Vec<&Digest> {
        let mut all: Vec<&Digest> = Vec::new();
        for digest in self.groups.iter().flatten() {
            if !all.contains(&digest) {
                all.push(digest);
            }
        }
        all
    }

    /// The groups of which nothing is signed.
    pub fn unsigned(&self, mut signed: impl FnMut(&Digest) -> bool) -> Vec<&[Digest]> {
        let groups = self.groups.iter().map(Vec::as_slice);
        groups.filter(|group| !group.iter().any(&mut signed)).collect()
    }
}

/// Reads an image's manifests and tells which must be signed.
///
/// Manifests of no platform (`unknown/unknown`) that say they are attestations of another (`vnd.docker.reference.type`) are
/// no leaves. An index without leaves must be signed itself.
///
/// # Errors
///
/// [`OciError`] if the store did not answer, or has not all of it.
pub fn plan<S: Store + ?Sized>(
    store: &S,
    image: &Digest,
    rule: MultiArch,
    limits: &OciLimits,
) -> Result<Plan, OciError<S::Error>> {
    let mut groups = Vec::new();
    let mut seen = 0;
    // Manifests to read, with the indexes they stand in; the next one last.
    let mut open = vec![(image.clone(), Vec::new())];
    while let Some((digest, mut holders)) = open.pop() {
        match manifest(store, &digest, limits)? {
            Manifest::Image { .. } => groups.push(match rule {
                MultiArch::LeafOrContainingIndex => [vec![digest], holders].concat(),
                _ => vec![digest],
            }),
            Manifest::Index(_) if rule == MultiArch::IndexOnly => groups.push(vec![digest]),
            Manifest::Index(index) => {
                // By digest no index can hold itself, but a deep one could hold many.
                holders.push(digest);
                let leaves = index.manifests.iter().filter(|one| !is_attestation(one));
                seen += index.manifests.len();
                if seen > limits.manifests {
                    let limit = limits.manifests;
                    return Err(OciError::TooManyManifests { limit });
                }
                open.extend(leaves.rev().map(|one| (one.digest.clone(), holders.clone())));
            }
        }
    }
    if groups.is_empty() {
        groups.push(vec![image.clone()]);
    }
    Ok(Plan { groups })
}

fn is_attestation(one: &Descriptor) -> bool {
    let no_platform =
        |platform: &super::Platform| platform.os == "unknown" && platform.architecture == "unknown";
    let kind = one
        .annotations
        .get("vnd.docker.reference.type")
        .map(String::as_str);
    kind == Some("attestation-manifest") && one.platform.as_ref().is_some_and(no_platform)
}
