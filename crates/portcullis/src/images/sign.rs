//! Signs images in OCI layouts, and attests statements about them.

use std::path::{Path, PathBuf};

use portcullis_findings::Digest;
use portcullis_sign::bundle;
use portcullis_sign::intoto::SignStatementError;
use portcullis_sign::oci::{
    Descriptor, Manifest, ManifestError, NewAttachment, OciLimits, SimpleSigning, Store as _,
};
use portcullis_sign::{
    Envelope, MessageSigner, Predicate as _, RawPredicate, ResourceDescriptor, SignError, Statement,
    StatementError,
};

use super::{COSIGN_SIGNATURE, ImageRefusal, which};
use crate::fs::{OciFolder, OciFolderError, ReadError, WriteError, read_bounded, replace};

/// What to sign.
#[derive(Clone, Debug)]
pub struct SignImageRequest {
    /// The folder of the layout.
    pub layout: PathBuf,
    /// Which image of it: its digest, or its name in the layout. `None` asks for the only one. Of an image for several platforms the
    /// index is signed.
    pub image: Option<String>,
    /// What is said about it; `None` signs the image.
    pub predicate: Option<RawPredicate>,
    /// How it is attached.
    pub form: AttachmentForm,
}

/// How a signature or an attestation is attached to an image.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum AttachmentForm {
    /// In a bundle that names the image as its subject, as cosign 3 does.
    Bundle,
    /// Under a tag made of the image's digest, as cosign 2 does.
    Tag {
        /// The name that the signature says the image has, such as `registry.example/app`; may be empty. Attestations have none.
        reference: String,
    },
}

/// An image that was signed.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct AttachedToImage {
    /// The image.
    pub image: Digest,
    /// The manifest of what is attached.
    pub manifest: Digest,
}

/// An image was not signed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignImageError {
    /// The layout.
    #[error(transparent)]
    Layout(#[from] OciFolderError),
    /// A file of it.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is no such image, or more than one.
    #[error(transparent)]
    Which(#[from] ImageRefusal),
    /// The manifest of the image, or of what is attached to it already, is not there or not what its digest names.
    #[error("manifest {digest} is not there, or is not what it is called")]
    NoManifest {
        /// Its digest.
        digest: Digest,
    },
    /// A manifest or the index is none.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// The statement cannot be made.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// It was not signed.
    #[error(transparent)]
    SignStatement(#[from] SignStatementError),
    /// The key did not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Signs an image of a layout, or a statement about it, and writes what is attached into the layout. What is attached already stays;
/// the same signed again changes nothing where the key signs deterministically. The index is written last, and whole.
///
/// # Errors
///
/// [`SignImageError`]; the index is then as it was.
pub fn sign_image(
    request: &SignImageRequest,
    signer: &dyn MessageSigner,
) -> Result<AttachedToImage, SignImageError> {
    let limits = OciLimits::default();
    let folder = OciFolder::open(&request.layout, limits)?;
    let image = which(&folder, request.image.as_deref())?;
    let bytes = checked_manifest(&folder, &image, &limits)?;
    let described = describe(&folder, &image, &bytes, &limits)?;

    let (payload, signature, envelope, json);
    let predicate_type = request
        .predicate
        .as_ref()
        .map_or(COSIGN_SIGNATURE, |predicate| predicate.predicate_type());
    let attachment = match (&request.form, &request.predicate) {
        (AttachmentForm::Tag { reference }, None) => {
            payload = SimpleSigning::payload(&image, reference);
            signature = signer.sign(&payload)?;
            // A key that is elsewhere may answer with anything.
            if signer.public_key().verify(&payload, &signature).is_err() {
                return Err(SignError::Refused.into());
            }
            NewAttachment::Signature {
                payload: &payload,
                signature: &signature,
            }
        }
        (AttachmentForm::Tag { .. }, Some(predicate)) => {
            envelope = statement(&image, predicate.clone(), signer)?;
            NewAttachment::Attestation {
                envelope: &envelope,
                predicate_type,
            }
        }
        (AttachmentForm::Bundle, predicate) => {
            let predicate = match predicate {
                Some(predicate) => predicate.clone(),
                None => RawPredicate::new(COSIGN_SIGNATURE, b"{}".to_vec()).map_err(StatementError::from)?,
            };
            envelope = statement(&image, predicate, signer)?;
            json = bundle::write_envelope(&envelope, signer.public_key());
            NewAttachment::Bundle {
                json: &json,
                predicate_type,
            }
        }
    };
    let before = match attachment.beside(folder.layout(), &image) {
        Some(digest) => Some(checked_manifest(&folder, digest, &limits)?),
        None => None,
    };
    let index = request.layout.join("index.json");
    let listed = read_bounded(&index, limits.manifest_bytes)?;
    let written = attachment.attach(&listed, &described, before.as_deref(), &limits)?;
    for blob in &written.blobs {
        replace(&blob_path(&request.layout, &Digest::sha256(blob)), blob)?;
    }
    replace(&index, &written.index)?;
    Ok(AttachedToImage {
        image,
        manifest: written.manifest,
    })
}

fn statement(
    image: &Digest,
    predicate: RawPredicate,
    signer: &dyn MessageSigner,
) -> Result<Envelope, SignImageError> {
    let subject = ResourceDescriptor::default().with_digest(image);
    Ok(Statement::new(vec![subject], predicate)?.sign(&[signer])?)
}

fn checked_manifest(
    folder: &OciFolder,
    digest: &Digest,
    limits: &OciLimits,
) -> Result<Vec<u8>, SignImageError> {
    let bytes = folder.blob(digest, limits.manifest_bytes)?;
    let found =
        bytes.filter(|bytes| Digest::sha256(bytes) == *digest && Manifest::from_json(bytes, limits).is_ok());
    found.ok_or_else(|| SignImageError::NoManifest {
        digest: digest.clone(),
    })
}

/// The image as the layout lists it; one that is only in an index of the layout, as what it is.
fn describe(
    folder: &OciFolder,
    image: &Digest,
    bytes: &[u8],
    limits: &OciLimits,
) -> Result<Descriptor, SignImageError> {
    let listed = folder
        .layout()
        .manifests()
        .iter()
        .find(|one| one.digest == *image);
    let media_type = match (listed, Manifest::from_json(bytes, limits)?) {
        (Some(listed), _) => listed.media_type.as_str(),
        (None, Manifest::Index(_)) => "application/vnd.oci.image.index.v1+json",
        (None, _) => "application/vnd.oci.image.manifest.v1+json",
    };
    Ok(Descriptor::new(media_type, image.clone(), bytes.len() as u64))
}

fn blob_path(layout: &Path, digest: &Digest) -> PathBuf {
    let folder = layout.join("blobs").join(digest.algorithm().as_str());
    folder.join(digest.to_hex())
}
