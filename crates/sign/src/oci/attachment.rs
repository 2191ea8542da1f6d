//! A signature or attestation, and its check.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use portcullis_findings::Digest;

use super::{AttachmentError, SimpleSigning};
use crate::backend::ring::sha256;
use crate::bundle::{Bundle, BundleLimits, attached};
use crate::dsse::{Envelope, EnvelopeLimits};
use crate::intoto::{self, RawPredicate, StatementLimits};
use crate::json::base64;
use crate::key::{TrustedKeys, VerifyingKey};
use crate::policy::Policy;
use crate::trust::TrustRoot;
use crate::verified::{Evidence, Verified};
use crate::verify::{Artifact, verify};

pub(super) const SIGNATURE: &str = "dev.cosignproject.cosign/signature";
const CERTIFICATE: &str = "dev.sigstore.cosign/certificate";
const ENTRY: &str = "dev.sigstore.cosign/bundle";
const TIMESTAMP: &str = "dev.sigstore.cosign/rfc3161timestamp";

/// Something that is attached to an image and says it is about it. Unverified: its content cannot be reached.
#[derive(Clone, Eq, PartialEq)]
pub struct Attachment {
    pub(super) image: Digest,
    pub(super) kind: AttachmentKind,
    pub(super) bytes: Vec<u8>,
    pub(super) annotations: BTreeMap<String, String>,
}

/// What an attachment is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum AttachmentKind {
    /// cosign's signature over a payload that names the image.
    Signature,
    /// An envelope around a statement about the image.
    Attestation,
    /// A Sigstore bundle.
    Bundle,
}

/// What an attachment was found to say.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Attached {
    /// The image is signed.
    Signature(SimpleSigning),
    /// A statement about the image: the bytes that were signed.
    Statement(Vec<u8>),
    /// The image's manifest itself is signed, in a bundle.
    Manifest,
}

impl Attachment {
    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> AttachmentKind {
        self.kind
    }

    /// The image it was found at.
    #[must_use]
    pub const fn image(&self) -> &Digest {
        &self.image
    }

    /// Checks it as [`verify`] checks bundles, and that it is about the image it was found at.
    ///
    /// # Errors
    ///
    /// [`AttachmentError`].
    pub fn verify(&self, root: &TrustRoot, policy: &Policy) -> Result<Verified<Attached>, AttachmentError> {
        let refused = |refusal| AttachmentError::Refused(Box::new(refusal));
        match self.kind {
            AttachmentKind::Signature => {
                let bundle = self.bundle(attached::Content::Signature(self.annotation(SIGNATURE)))?;
                let signed = verify(root, policy, &bundle, Artifact::Bytes(&self.bytes)).map_err(refused)?;
                signed.try_map(|_| SimpleSigning::read(&self.bytes, &self.image).map(Attached::Signature))
            }
            AttachmentKind::Attestation => {
                let envelope = Envelope::from_json(&self.bytes, &EnvelopeLimits::default())?;
                let digest = sha256(&[&self.bytes]);
                let bundle = self.bundle(attached::Content::Envelope(envelope, digest))?;
                let signed = verify(root, policy, &bundle, Artifact::Digest(&self.image)).map_err(refused)?;
                self.statement(signed)
            }
            AttachmentKind::Bundle => {
                let bundle = Bundle::parse(&self.bytes, &BundleLimits::default())?;
                let signed = verify(root, policy, &bundle, Artifact::Digest(&self.image)).map_err(refused)?;
                self.statement(signed)
            }
        }
    }

    /// Checks it with keys alone, without log and time, and that it is about the image it was found at. A signature is by
    /// one key; attestations may ask for several.
    ///
    /// # Errors
    ///
    /// [`AttachmentError`].
    pub fn verify_with_keys(&self, trusted: &TrustedKeys) -> Result<Verified<Attached>, AttachmentError> {
        match self.kind {
            AttachmentKind::Signature => self.signature_by(trusted),
            AttachmentKind::Attestation => {
                let envelope = Envelope::from_json(&self.bytes, &EnvelopeLimits::default())?;
                let verified = envelope.verify(intoto::PAYLOAD_TYPE, trusted)?;
                let about = verified
                    .clone()
                    .into_statement::<RawPredicate>(&StatementLimits::default())?;
                if about.get().subject(&self.image).is_none() {
                    return Err(AttachmentError::NotAbout {
                        expected: self.image.clone(),
                    });
                }
                verified.try_map(|payload| Ok(Attached::Statement(payload)))
            }
            AttachmentKind::Bundle => Err(AttachmentError::NeedsPolicy),
        }
    }

    fn signature_by(&self, trusted: &TrustedKeys) -> Result<Verified<Attached>, AttachmentError> {
        let threshold = trusted.threshold().get();
        if threshold > 1 {
            return Err(AttachmentError::Threshold { threshold });
        }
        let signature = base64::decode(self.annotation(SIGNATURE)).unwrap_or_default();
        let signed = |key: &&VerifyingKey| key.verify(&self.bytes, &signature).is_ok();
        let Some(key) = trusted.keys().find(signed) else {
            return Err(AttachmentError::Signature {
                keys: trusted.keys().len(),
            });
        };
        let evidence = Evidence::new(String::new(), BTreeSet::from([key.key_id()]));
        let payload = SimpleSigning::read(&self.bytes, &self.image)?;
        Ok(Verified::new(Attached::Signature(payload), evidence))
    }

    /// What stands beside the payload, as a bundle.
    fn bundle(&self, content: attached::Content<'_>) -> Result<Bundle, AttachmentError> {
        let part = |name: &str| self.annotations.get(name).map(String::as_str);
        Ok(attached::bundle(
            content,
            part(CERTIFICATE),
            part(ENTRY),
            part(TIMESTAMP),
        )?)
    }

    fn statement(
        &self,
        signed: Verified<crate::verify::Signed>,
    ) -> Result<Verified<Attached>, AttachmentError> {
        signed.try_map(|signed| match signed {
            crate::verify::Signed::Statement(payload) => Ok(Attached::Statement(payload)),
            crate::verify::Signed::Artifact => Ok(Attached::Manifest),
        })
    }

    fn annotation(&self, name: &str) -> &str {
        self.annotations.get(name).map_or("", String::as_str)
    }
}

impl Verified<Attached> {
    /// The statement's bytes, with their proof; `None` for what is no statement.
    #[must_use]
    pub fn into_statement_payload(self) -> Option<Verified<Vec<u8>>> {
        self.try_map(|attached| match attached {
            Attached::Statement(payload) => Ok(payload),
            _ => Err(()),
        })
        .ok()
    }
}

/// Its content is unverified, and may be long.
impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Attachment({:?} of {}, {} bytes)",
            self.kind,
            self.image,
            self.bytes.len()
        )
    }
}
