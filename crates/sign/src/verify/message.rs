//! What was signed, and that it is, or is about, the artifact.

use portcullis_findings::{Algorithm, Digest};

use super::artifact::Known;
use super::{Reason, Refusal, Signed, Step};
use crate::backend::ring::sha256;
use crate::bundle::{Bundle, Content};
use crate::dsse::{Envelope, pae};
use crate::intoto::{self, RawPredicate, Statement, StatementLimits};
use crate::key::{Scheme, VerifyDigestError, VerifyingKey};

/// A signature and what it is over.
pub(super) struct Message<'a> {
    pub(super) signature: &'a [u8],
    pub(super) covered: Covered<'a>,
    artifact: &'a Known<'a>,
}

pub(super) enum Covered<'a> {
    Artifact,
    Envelope {
        envelope: &'a Envelope,
        /// The bytes the signature covers.
        encoding: Vec<u8>,
        /// SHA-256 of the envelope's JSON, where that came as it was written.
        document: Option<[u8; 32]>,
    },
}

/// What the bundle holds, if it can be about this artifact.
pub(super) fn of<'a>(bundle: &'a Bundle, artifact: &'a Known<'a>) -> Result<Message<'a>, Refusal> {
    match &bundle.content {
        Content::Message { digest, signature } => {
            if let Some((algorithm, stated)) = digest
                && !artifact.is(Step::Artifact, *algorithm, stated)?
            {
                return Err(Step::Artifact.refuse(Reason::OtherArtifact));
            }
            Ok(Message {
                signature,
                covered: Covered::Artifact,
                artifact,
            })
        }
        Content::Envelope(envelope) => {
            if envelope.payload_type != intoto::PAYLOAD_TYPE {
                return Err(Step::Statement.refuse(Reason::PayloadType {
                    found: envelope.payload_type.clone(),
                }));
            }
            // One signature: entries, timestamps and certificate are all about the same one.
            let [signature] = envelope.signatures.as_slice() else {
                return Err(Step::Signature.refuse(Reason::Signatures {
                    count: envelope.signatures.len(),
                }));
            };
            Ok(Message {
                signature: &signature.signature,
                covered: Covered::Envelope {
                    envelope,
                    encoding: pae(&envelope.payload_type, &envelope.payload),
                    document: bundle.envelope_digest,
                },
                artifact,
            })
        }
    }
}

impl Message<'_> {
    /// Whether `key` made the signature.
    ///
    /// Keys of P-384 sign SHA-384, and some clients had them sign SHA-256 (`PKIX_ECDSA_P384_SHA_256`). Which of the two is
    /// not for the bundle to say, so both are tried; of no other key is there a choice.
    pub(super) fn is_signed_by(&self, key: &VerifyingKey) -> Result<bool, Refusal> {
        let other = match key.scheme() {
            Scheme::EcdsaP384Sha384 => key.clone().with_scheme(Scheme::EcdsaP384Sha256).ok(),
            _ => None,
        };
        match (self.is_signed_as(key), other) {
            (Ok(true), _) => Ok(true),
            (first, Some(other)) => match self.is_signed_as(&other) {
                Ok(true) => Ok(true),
                _ => first,
            },
            (first, None) => first,
        }
    }

    fn is_signed_as(&self, key: &VerifyingKey) -> Result<bool, Refusal> {
        let message = match &self.covered {
            Covered::Envelope { encoding, .. } => encoding,
            Covered::Artifact => match self.artifact.bytes() {
                Some(bytes) => bytes,
                None => return self.digest_is_signed_by(key),
            },
        };
        Ok(key.verify(message, self.signature).is_ok())
    }

    fn digest_is_signed_by(&self, key: &VerifyingKey) -> Result<bool, Refusal> {
        let scheme = key.scheme();
        let whole = || Step::Signature.refuse(Reason::BytesNeeded { scheme });
        let algorithm = scheme.digest_algorithm().ok_or_else(whole)?;
        let digest = self
            .artifact
            .digest(algorithm)
            .ok_or_else(|| Step::Signature.refuse(Reason::DigestNeeded { algorithm }))?;
        match key.verify_digest(&digest, self.signature) {
            Ok(()) => Ok(true),
            Err(VerifyDigestError::Unsupported { .. }) => Err(whole()),
            Err(_) => Ok(false),
        }
    }

    /// Whether a digest in a log entry is that of the bytes the signature covers.
    pub(super) fn has_digest(&self, algorithm: Algorithm, digest: &[u8]) -> Result<bool, Refusal> {
        match &self.covered {
            Covered::Artifact => self.artifact.is(Step::Log, algorithm, digest),
            Covered::Envelope { encoding, .. } => {
                Ok(algorithm == Algorithm::Sha256 && sha256(&[encoding]) == digest)
            }
        }
    }

    /// What may be given up, once all else has been checked: a statement must have the artifact among its subjects.
    pub(super) fn into_signed(self) -> Result<Signed, Refusal> {
        let Covered::Envelope { envelope, .. } = &self.covered else {
            return Ok(Signed::Artifact);
        };
        let statement = Statement::<RawPredicate>::read(&envelope.payload, &StatementLimits::default())
            .map_err(|error| Step::Statement.refuse(Reason::Statement(error)))?;
        let known: Vec<Digest> = [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512]
            .into_iter()
            .filter_map(|algorithm| self.artifact.digest(algorithm))
            .collect();
        if known.iter().any(|digest| statement.subject(digest).is_some()) {
            Ok(Signed::Statement(envelope.payload.clone()))
        } else {
            Err(Step::Statement.refuse(Reason::OtherSubjects {
                subjects: statement.subjects().len(),
            }))
        }
    }
}
