//! Everything that is attached to one manifest.

use portcullis_findings::Digest;

use super::layout::{blob, manifest, tag_of};
use super::{Attachment, AttachmentKind, Descriptor, Manifest, OciError, OciLimits, Store};

pub(super) const SIMPLE_SIGNING: &str = "application/vnd.dev.cosign.simplesigning.v1+json";
pub(super) const ENVELOPE: &str = "application/vnd.dsse.envelope.v1+json";
/// Bundles are recognised by the beginning of their media type: versions stand behind it.
pub(super) const BUNDLE: &str = "application/vnd.dev.sigstore.bundle";

/// Gathers the signatures and attestations of a manifest, in a fixed order: cosign's tags `.sig` and `.att`, referrers, and
/// what a layout holds beside the image. Nothing of it is verified yet. An empty list says that the store has none.
///
/// Layers and referrers of other types are passed over: they are somebody else's.
///
/// # Errors
///
/// [`OciError::Store`] if the store did not answer, so that a signature which could not be looked for is never taken for one
/// that is not there; and what is wrong with manifests and blobs that are named.
pub fn collect<S: Store + ?Sized>(
    store: &S,
    image: &Digest,
    limits: &OciLimits,
) -> Result<Vec<Attachment>, OciError<S::Error>> {
    let mut manifests = Vec::new();
    for ending in ["sig", "att"] {
        let tag = format!("{}.{ending}", tag_of(image));
        manifests.extend(store.tag(&tag).map_err(OciError::Store)?);
    }
    manifests.extend(store.referrers(image).map_err(OciError::Store)?);
    manifests.extend(store.companions().map_err(OciError::Store)?);

    let mut seen = Vec::new();
    let mut found = Vec::new();
    for digest in manifests {
        if seen.contains(&digest) {
            continue;
        }
        if seen.len() >= limits.manifests {
            let limit = limits.manifests;
            return Err(OciError::TooManyManifests { limit });
        }
        attached(store, image, &digest, limits, &mut found)?;
        seen.push(digest);
    }
    Ok(found)
}

/// The layers of one manifest that are signatures or attestations.
fn attached<S: Store + ?Sized>(
    store: &S,
    image: &Digest,
    digest: &Digest,
    limits: &OciLimits,
    found: &mut Vec<Attachment>,
) -> Result<(), OciError<S::Error>> {
    let Manifest::Image { layers, .. } = manifest(store, digest, limits)? else {
        return Ok(());
    };
    for layer in layers {
        let Some(kind) = kind(&layer) else { continue };
        if found.len() >= limits.attachments {
            let limit = limits.attachments;
            return Err(OciError::TooManyAttachments { limit });
        }
        let bytes = blob(store, &layer.digest, limits.attachment_bytes)?;
        if bytes.len() as u64 != layer.size {
            return Err(OciError::Digest { digest: layer.digest });
        }
        found.push(Attachment {
            image: image.clone(),
            kind,
            bytes,
            annotations: layer.annotations,
        });
    }
    Ok(())
}

fn kind(layer: &Descriptor) -> Option<AttachmentKind> {
    match layer.media_type.as_str() {
        SIMPLE_SIGNING => Some(AttachmentKind::Signature),
        ENVELOPE => Some(AttachmentKind::Attestation),
        other if other.starts_with(BUNDLE) => Some(AttachmentKind::Bundle),
        _ => None,
    }
}
