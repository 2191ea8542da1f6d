//! Where blobs come from: a trait of the caller's, and OCI image layouts on top of anything that gives blobs.

use portcullis_findings::Digest;

use super::collect::BUNDLE;
use super::descriptor::digest;
use super::{Descriptor, Index, Manifest, ManifestError, OciError, OciLimits};
use crate::hash::Hasher;

pub(super) const REF_NAME: &str = "org.opencontainers.image.ref.name";
/// What cosign calls the parts of an image that it saves.
pub(super) const KIND: &str = "kind";
pub(super) const SIGS: &str = "dev.cosignproject.cosign/sigs";
pub(super) const ATTS: &str = "dev.cosignproject.cosign/atts";

/// A registry or layout. Open for implementation: an answer of `None`, or of no descriptors, says that the store *has* nothing;
/// a store that could not be asked answers with its error, never with nothing.
pub trait Store {
    /// Why the store did not answer.
    type Error;

    /// The bytes of a blob or manifest. No more than `limit` bytes and one need to be read.
    ///
    /// # Errors
    ///
    /// [`Self::Error`] if the store did not answer.
    fn blob(&self, digest: &Digest, limit: u64) -> Result<Option<Vec<u8>>, Self::Error>;

    /// The manifest a tag stands for; asked only for cosign's own tags, which are made of a digest.
    ///
    /// # Errors
    ///
    /// [`Self::Error`] if the store did not answer.
    fn tag(&self, tag: &str) -> Result<Option<Digest>, Self::Error>;

    /// The manifests that name this one as their subject (OCI 1.1). Stores without them answer with none.
    ///
    /// # Errors
    ///
    /// [`Self::Error`] if the store did not answer.
    fn referrers(&self, digest: &Digest) -> Result<Vec<Digest>, Self::Error>;

    /// Manifests of signatures and attestations that stand beside the image without naming it. None by default.
    ///
    /// # Errors
    ///
    /// [`Self::Error`] if the store did not answer.
    fn companions(&self) -> Result<Vec<Digest>, Self::Error> {
        Ok(Vec::new())
    }
}

/// The `index.json` of an OCI image layout.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Layout(Index);

impl Layout {
    /// Reads an `index.json`.
    ///
    /// # Errors
    ///
    /// [`ManifestError`] if it is not an index.
    pub fn from_json(document: &[u8], limits: &OciLimits) -> Result<Self, ManifestError> {
        match Manifest::from_json(document, limits)? {
            Manifest::Index(index) => Ok(Self(index)),
            Manifest::Image { .. } => Err(ManifestError::Value { member: "manifests" }),
        }
    }

    /// Everything the layout lists, in order.
    #[must_use]
    pub fn manifests(&self) -> &[Descriptor] {
        &self.0.manifests
    }

    /// What a name in the layout stands for, for callers that have no digest yet; the last one listed, as writers append.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Digest> {
        let named = |one: &&Descriptor| one.annotations.get(REF_NAME).is_some_and(|found| found == name);
        self.0.manifests.iter().rev().find(named).map(|one| &one.digest)
    }

    /// The images of the layout: what is neither a signature nor an attestation, by what the index says of it.
    pub fn images(&self) -> impl Iterator<Item = &Digest> {
        self.0
            .manifests
            .iter()
            .filter(|one| !is_companion(one) && !is_bundle(one))
            .map(|one| &one.digest)
    }

    /// What stands under one of cosign's tags; in a layout of one image, what cosign has saved beside it under no name.
    pub(super) fn tagged(&self, tag: &str, kind: &str) -> Option<&Digest> {
        let unnamed = |one: &&Descriptor| {
            !one.annotations.contains_key(REF_NAME)
                && one.annotations.get(KIND).is_some_and(|found| found == kind)
        };
        let saved = || {
            let alone = self.images().count() == 1;
            self.0.manifests.iter().find(unnamed).filter(|_| alone)
        };
        self.named(tag).or_else(|| saved().map(|one| &one.digest))
    }

    /// The layout as a store, with blobs from a function: `blobs/<algorithm>/<digits>` of a folder, or a map.
    pub const fn store<B, E>(&self, blobs: B, limits: OciLimits) -> LayoutStore<'_, B>
    where
        B: Fn(&Digest, u64) -> Result<Option<Vec<u8>>, E>,
    {
        LayoutStore {
            layout: self,
            blobs,
            limits,
        }
    }
}

/// A layout and its blobs.
#[derive(Clone, Debug)]
pub struct LayoutStore<'a, B> {
    layout: &'a Layout,
    blobs: B,
    limits: OciLimits,
}

impl<B, E> Store for LayoutStore<'_, B>
where
    B: Fn(&Digest, u64) -> Result<Option<Vec<u8>>, E>,
{
    type Error = E;

    fn blob(&self, digest: &Digest, limit: u64) -> Result<Option<Vec<u8>>, E> {
        (self.blobs)(digest, limit)
    }

    fn tag(&self, tag: &str) -> Result<Option<Digest>, E> {
        Ok(self.layout.named(tag).cloned())
    }

    /// Layouts have no list of referrers: every manifest listed is read and asked for its subject, and so is the index under
    /// the fallback tag.
    fn referrers(&self, digest: &Digest) -> Result<Vec<Digest>, E> {
        let mut found = Vec::new();
        let fallback = self.layout.named(&tag_of(digest));
        let listed = match fallback
            .map(|fallback| self.manifest(fallback))
            .transpose()?
            .flatten()
        {
            Some(Manifest::Index(index)) => index.manifests,
            _ => Vec::new(),
        };
        for one in self
            .layout
            .manifests()
            .iter()
            .chain(&listed)
            .take(self.limits.manifests)
        {
            let subject = self.manifest(&one.digest)?;
            let subject = subject.as_ref().and_then(Manifest::subject);
            if subject.is_some_and(|subject| subject.digest == *digest) && !found.contains(&one.digest) {
                found.push(one.digest.clone());
            }
        }
        Ok(found)
    }

    fn companions(&self) -> Result<Vec<Digest>, E> {
        let companions = self.layout.manifests().iter().filter(|one| is_companion(one));
        Ok(companions.map(|one| one.digest.clone()).collect())
    }
}

impl<B, E> LayoutStore<'_, B>
where
    B: Fn(&Digest, u64) -> Result<Option<Vec<u8>>, E>,
{
    /// A manifest, if it is one; what is none refers to nothing.
    fn manifest(&self, digest: &Digest) -> Result<Option<Manifest>, E> {
        let bytes = (self.blobs)(digest, self.limits.manifest_bytes)?;
        let bytes = bytes.filter(|bytes| is(bytes, digest));
        Ok(bytes.and_then(|bytes| Manifest::from_json(&bytes, &self.limits).ok()))
    }
}

fn is_companion(one: &Descriptor) -> bool {
    let kind = one.annotations.get(KIND).map(String::as_str);
    matches!(kind, Some(SIGS | ATTS))
}

fn is_bundle(one: &Descriptor) -> bool {
    let kind = one.artifact_type.as_deref();
    kind.is_some_and(|kind| kind.starts_with(BUNDLE))
}

/// `sha256-<digits>`: cosign's tags without their ending, and the fallback tag of OCI 1.1.
pub(super) fn tag_of(digest: &Digest) -> String {
    format!("{}-{}", digest.algorithm().as_str(), digest.to_hex())
}

/// Whether bytes have a digest.
pub(super) fn is(bytes: &[u8], digest: &Digest) -> bool {
    Hasher::new(digest.algorithm()).is_ok_and(|mut hasher| {
        hasher.update(bytes);
        hasher.finish() == *digest
    })
}

/// A blob whose bytes are those its digest names.
pub(super) fn blob<S: Store + ?Sized>(
    store: &S,
    digest: &Digest,
    limit: u64,
) -> Result<Vec<u8>, OciError<S::Error>> {
    let bytes = store.blob(digest, limit).map_err(OciError::Store)?;
    let Some(bytes) = bytes else {
        return Err(OciError::NotFound {
            digest: digest.clone(),
        });
    };
    if bytes.len() as u64 > limit {
        let digest = digest.clone();
        return Err(OciError::TooLarge { digest, limit });
    }
    if !is(&bytes, digest) {
        return Err(OciError::Digest {
            digest: digest.clone(),
        });
    }
    Ok(bytes)
}

/// A manifest that is one.
pub(super) fn manifest<S: Store + ?Sized>(
    store: &S,
    digest: &Digest,
    limits: &OciLimits,
) -> Result<Manifest, OciError<S::Error>> {
    let bytes = blob(store, digest, limits.manifest_bytes)?;
    Manifest::from_json(&bytes, limits).map_err(|problem| OciError::Manifest {
        digest: digest.clone(),
        problem,
    })
}

/// A digest out of a signed payload.
pub(super) fn named_digest(text: &str) -> Option<Digest> {
    digest(text)
}
