//! Signatures and attestations of container images in OCI layouts: the edge of [`sign::oci`](portcullis_sign::oci).

mod sign;

pub use sign::{AttachedToImage, AttachmentForm, SignImageError, SignImageRequest, sign_image};

use std::collections::BTreeMap;
use std::path::PathBuf;

use portcullis_findings::Digest;
use portcullis_sign::oci::{Attached, Attachment, MultiArch, OciError, OciLimits, collect, plan};
use portcullis_sign::policy::Policy;
use portcullis_sign::trust::TrustRoot;
use portcullis_sign::{Evidence, Predicate as _, RawPredicate, StatementLimits, Verified};

use crate::bundles::{BundleFileError, load_trust_root};
use crate::fs::{OciFolder, OciFolderError, ReadError};

/// Statements of this type are what cosign signs images with since its version 3.
const COSIGN_SIGNATURE: &str = "https://sigstore.dev/cosign/sign/v1";

/// What to check.
#[derive(Clone, Debug)]
pub struct ImageRequest {
    /// The folder of the layout.
    pub layout: PathBuf,
    /// Which image of it: its digest, or its name in the layout. `None` asks for the only one.
    pub image: Option<String>,
    /// The trusted root's file; `None` trusts no log and no authority.
    pub trusted_root: Option<PathBuf>,
    /// What is asked for of each signature.
    pub policy: Policy,
    /// What must be signed of an image for several platforms.
    pub rule: MultiArch,
    /// Asks for a statement of this predicate type instead of a signature.
    pub predicate_type: Option<String>,
}

/// An image of which all that must be signed is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SignedImage {
    /// The image.
    pub image: Digest,
    /// The manifests that are signed, with what was shown about each.
    pub manifests: BTreeMap<Digest, Evidence>,
}

/// The image was looked at and is not accepted.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ImageRefusal {
    /// There is no such image in the layout.
    #[error("the layout has no image {name:?}")]
    NoImage {
        /// What was asked for.
        name: String,
    },
    /// No image was named and the layout has not exactly one.
    #[error("the layout has {count} images; name one")]
    NotOne {
        /// How many it has.
        count: usize,
    },
    /// Something that must be signed is not.
    #[error("nothing acceptable is attached to {}{}", names(.manifests), list(.reasons))]
    Unsigned {
        /// The first such manifests: one of them would have to be signed.
        manifests: Vec<Digest>,
        /// Why what is attached does not count.
        reasons: Vec<String>,
    },
}

/// The check could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImageFileError {
    /// The layout.
    #[error(transparent)]
    Layout(#[from] OciFolderError),
    /// A blob of it, or its content.
    #[error(transparent)]
    Image(#[from] OciError<ReadError>),
    /// The trusted root.
    #[error(transparent)]
    Root(#[from] BundleFileError),
}

/// Reads the layout and checks an image of it. Nothing is fetched.
///
/// # Errors
///
/// [`ImageFileError`] if the check could not be made; the inner error if it was made and the image is not accepted.
pub fn verify_image(request: &ImageRequest) -> Result<Result<SignedImage, ImageRefusal>, ImageFileError> {
    let limits = OciLimits::default();
    let root = load_trust_root(request.trusted_root.as_deref())?;
    let folder = OciFolder::open(&request.layout, limits)?;
    let image = match which(&folder, request.image.as_deref()) {
        Ok(image) => image,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let plan = plan(&folder, &image, request.rule, &limits)?;
    let mut manifests = BTreeMap::new();
    let mut reasons: BTreeMap<Digest, Vec<String>> = BTreeMap::new();
    for digest in plan.manifests() {
        for attachment in collect(&folder, digest, &limits)? {
            match check(&attachment, &root, request) {
                Ok(evidence) => {
                    manifests.entry(digest.clone()).or_insert(evidence);
                }
                Err(reason) => reasons.entry(digest.clone()).or_default().push(reason),
            }
        }
    }
    let unsigned = plan.unsigned(|digest| manifests.contains_key(digest));
    if let Some(group) = unsigned.first() {
        let why = group.iter().filter_map(|manifest| reasons.remove(manifest));
        return Ok(Err(ImageRefusal::Unsigned {
            manifests: group.to_vec(),
            reasons: why.flatten().collect(),
        }));
    }
    Ok(Ok(SignedImage { image, manifests }))
}

fn which(folder: &OciFolder, asked: Option<&str>) -> Result<Digest, ImageRefusal> {
    let layout = folder.layout();
    match asked {
        Some(name) => match Digest::parse(name) {
            Ok(digest) => Ok(digest),
            Err(_) => layout.named(name).cloned().ok_or_else(|| ImageRefusal::NoImage {
                name: name.to_owned(),
            }),
        },
        None => {
            let images: Vec<&Digest> = layout.images().collect();
            match images.as_slice() {
                [one] => Ok((*one).clone()),
                many => Err(ImageRefusal::NotOne { count: many.len() }),
            }
        }
    }
}

/// What an attachment shows, if it is of the kind that is asked for.
fn check(attachment: &Attachment, root: &TrustRoot, request: &ImageRequest) -> Result<Evidence, String> {
    let verified = attachment
        .verify(root, &request.policy)
        .map_err(|error| error.to_string())?;
    let evidence = verified.evidence().clone();
    let found = match verified.get() {
        Attached::Signature(_) | Attached::Manifest => None,
        Attached::Statement(_) => Some(predicate_type(verified)?),
        _ => return Err("it is of a kind that is not known here".to_owned()),
    };
    match (&request.predicate_type, found) {
        (None, None) => Ok(evidence),
        (None, Some(found)) if found == COSIGN_SIGNATURE => Ok(evidence),
        (Some(asked), Some(found)) if *asked == found => Ok(evidence),
        (Some(asked), Some(found)) => Err(format!("the predicate type is {found}, asked for is {asked}")),
        (Some(_), None) => Err("it is a signature, asked for is a statement".to_owned()),
        (None, Some(_)) => Err("it is a statement, asked for is a signature".to_owned()),
    }
}

fn predicate_type(verified: Verified<Attached>) -> Result<String, String> {
    let payload = verified.into_statement_payload().ok_or("it is no statement")?;
    let statement = payload
        .into_statement::<RawPredicate>(&StatementLimits::default())
        .map_err(|error| error.to_string())?;
    Ok(statement.get().predicate().predicate_type().to_owned())
}

fn names(manifests: &[Digest]) -> String {
    let names: Vec<String> = manifests.iter().map(Digest::to_string).collect();
    names.join(" or ")
}

fn list(reasons: &[String]) -> String {
    reasons.iter().map(|reason| format!("; {reason}")).collect()
}
