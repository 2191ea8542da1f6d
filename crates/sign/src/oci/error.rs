//! What can go wrong, with *could not look* apart from *looked and saw*.

use portcullis_findings::Digest;

use crate::bundle::BundleError;
use crate::dsse::{EnvelopeError, VerifyError};
use crate::json::JsonError;
use crate::verify::Refusal;

/// An image, or what is attached to it, that could not be looked at.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum OciError<E> {
    /// The store did not answer. Whether there is a signature is not known.
    #[error("the store did not answer: {0}")]
    Store(E),
    /// A manifest or blob that is named is not there.
    #[error("blob {digest} is not there")]
    NotFound {
        /// Its digest.
        digest: Digest,
    },
    /// A blob other than its name says.
    #[error("the bytes of blob {digest} have another digest or length")]
    Digest {
        /// The digest asked for.
        digest: Digest,
    },
    /// A blob longer than is read.
    #[error("blob {digest} has more than {limit} bytes")]
    TooLarge {
        /// Its digest.
        digest: Digest,
        /// Bytes allowed.
        limit: u64,
    },
    /// A manifest that is none.
    #[error("manifest {digest}: {problem}")]
    Manifest {
        /// Its digest.
        digest: Digest,
        /// What is wrong with it.
        problem: ManifestError,
    },
    /// More signatures and attestations than are looked at.
    #[error("more than {limit} signatures and attestations")]
    TooManyAttachments {
        /// Looked at.
        limit: usize,
    },
    /// More manifests than are looked at.
    #[error("more than {limit} manifests in an index")]
    TooManyManifests {
        /// Looked at.
        limit: usize,
    },
}

/// A document that is no manifest.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// Longer than is read.
    #[error("{size} bytes, the limit is {limit}")]
    TooLarge {
        /// Bytes given.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// Not JSON, not strict enough, or not of the shape of a manifest.
    #[error("not readable: {0}")]
    Json(#[from] JsonError),
    /// Neither a manifest nor an index, or both at once: readers would differ.
    #[error("of media type {found:?}, which does not go with its members")]
    MediaType {
        /// The media type, at most 200 characters of it.
        found: String,
    },
    /// A member whose value the specification does not allow.
    #[error("member {member:?} has no acceptable value")]
    Value {
        /// The member.
        member: &'static str,
    },
}

/// A signature or attestation that shows nothing about the image.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AttachmentError {
    /// A part in it, or in the annotations beside it, is not what it should be.
    #[error("not readable: {0}")]
    Bundle(#[from] BundleError),
    /// An attestation that is no envelope.
    #[error("not readable: {0}")]
    Envelope(#[from] EnvelopeError),
    /// The bundle shows nothing.
    #[error(transparent)]
    Refused(#[from] Box<Refusal>),
    /// No trusted key has signed the attestation.
    #[error(transparent)]
    Unsigned(#[from] VerifyError),
    /// No trusted key has signed the payload.
    #[error("the signature is by none of {keys} trusted keys")]
    Signature {
        /// How many keys were tried.
        keys: usize,
    },
    /// More than one key must have signed, but a signature of this kind is by one.
    #[error("a threshold of {threshold} cannot be met by one signature")]
    Threshold {
        /// Keys asked for.
        threshold: usize,
    },
    /// A signed payload that is not cosign's.
    #[error("the signed payload is not readable: {0}")]
    Payload(#[from] JsonError),
    /// A signed payload of another kind.
    #[error("the signed payload is of type {found:?}")]
    PayloadType {
        /// The type, at most 200 characters of it.
        found: String,
    },
    /// Signed, but about another image.
    #[error("signed is image {found:?}, not {expected}")]
    OtherImage {
        /// The image asked about.
        expected: Digest,
        /// The image signed.
        found: String,
    },
    /// A statement that does not name the image among its subjects.
    #[error("the statement is not about {expected}")]
    NotAbout {
        /// The image asked about.
        expected: Digest,
    },
    /// A statement that is none.
    #[error(transparent)]
    Statement(#[from] crate::intoto::StatementError),
    /// A bundle cannot be checked with plain keys alone: it needs a trust root and a policy.
    #[error("a bundle needs a trust root and a policy")]
    NeedsPolicy,
}
