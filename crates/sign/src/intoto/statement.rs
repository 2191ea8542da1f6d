//! Statements.

use portcullis_findings::Digest;

use super::{PAYLOAD_TYPE, Predicate, ResourceDescriptor, StatementError, SubjectProblem, wire};
use crate::dsse::Envelope;
use crate::signer::{MessageSigner, SignError};
use crate::verified::Verified;

/// A predicate about artifacts. Every subject has a digest.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Statement<P> {
    pub(super) version: StatementVersion,
    pub(super) subjects: Vec<ResourceDescriptor>,
    pub(super) predicate: P,
}

/// The version a statement was written in.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum StatementVersion {
    /// `https://in-toto.io/Statement/v0.1`; read only.
    V01,
    /// `https://in-toto.io/Statement/v1`.
    #[default]
    V1,
}

/// What reading a statement may cost.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct StatementLimits {
    /// The payload, in bytes. Default 16 MiB.
    pub bytes: usize,
    /// Subjects. Default 1024, as other verifiers have it.
    pub subjects: usize,
    /// Digests of one subject. Default 32.
    pub digests: usize,
    /// Nesting of the JSON document, at most 100. Default 64.
    pub depth: usize,
    /// Values and keys in the JSON document. Default 1,000,000.
    pub items: usize,
}

impl Default for StatementLimits {
    fn default() -> Self {
        Self {
            bytes: 16 * 1024 * 1024,
            subjects: 1024,
            digests: 32,
            depth: 64,
            items: 1_000_000,
        }
    }
}

impl<P> Statement<P> {
    /// A statement about `subjects`, in their order.
    ///
    /// # Errors
    ///
    /// [`StatementError::NoSubject`], or [`StatementError::Subject`] for one without a digest.
    pub fn new(subjects: Vec<ResourceDescriptor>, predicate: P) -> Result<Self, StatementError> {
        if subjects.is_empty() {
            return Err(StatementError::NoSubject);
        }
        if let Some(index) = subjects.iter().position(|subject| subject.digest.is_none()) {
            return Err(StatementError::Subject {
                index,
                problem: SubjectProblem::NoDigest,
            });
        }
        Ok(Self {
            version: StatementVersion::V1,
            subjects,
            predicate,
        })
    }

    /// The version it was read in; [`StatementVersion::V1`] for one made here.
    #[must_use]
    pub const fn version(&self) -> StatementVersion {
        self.version
    }

    /// The artifacts it is about.
    #[must_use]
    pub fn subjects(&self) -> &[ResourceDescriptor] {
        &self.subjects
    }

    /// The first subject with this digest. Subjects are matched by digest alone (in-toto, statement layer); a consumer
    /// that relies on names compares them too.
    #[must_use]
    pub fn subject(&self, digest: &Digest) -> Option<&ResourceDescriptor> {
        self.subjects
            .iter()
            .find(|subject| subject.digest.as_ref().is_some_and(|set| set.contains(digest)))
    }

    /// What it says.
    #[must_use]
    pub const fn predicate(&self) -> &P {
        &self.predicate
    }

    /// The predicate alone.
    #[must_use]
    pub fn into_predicate(self) -> P {
        self.predicate
    }
}

impl<P: Predicate> Statement<P> {
    /// Reads a payload. Not public: a statement comes out of a verified envelope or bundle.
    pub(crate) fn read(payload: &[u8], limits: &StatementLimits) -> Result<Self, StatementError> {
        wire::read(payload, limits)
    }

    /// The statement as JSON in version 1, on one line, members in the order of the specification, the same bytes every
    /// time.
    ///
    /// # Errors
    ///
    /// [`StatementError::Json`] if the predicate does not write itself as JSON.
    pub fn to_json(&self) -> Result<Vec<u8>, StatementError> {
        wire::write(self)
    }

    /// Signs the statement into an envelope.
    ///
    /// # Errors
    ///
    /// [`SignStatementError`] for a predicate that cannot be written, or a signer that does not sign.
    pub fn sign(&self, signers: &[&dyn MessageSigner]) -> Result<Envelope, SignStatementError> {
        Ok(Envelope::sign(PAYLOAD_TYPE, &self.to_json()?, signers)?)
    }
}

/// A statement was not signed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SignStatementError {
    /// It cannot be written.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// It was not signed.
    #[error(transparent)]
    Sign(#[from] SignError),
}

impl Verified<Vec<u8>> {
    /// Reads the payload as a statement with a predicate of type `P`. The proof goes with it.
    ///
    /// # Errors
    ///
    /// [`StatementError`] for another payload type, statement version or predicate type, for a statement without
    /// subject, a subject without digest, and for anything malformed or over the limits.
    pub fn into_statement<P: Predicate>(
        self,
        limits: &StatementLimits,
    ) -> Result<Verified<Statement<P>>, StatementError> {
        if self.evidence().payload_type() != PAYLOAD_TYPE {
            return Err(StatementError::PayloadType {
                found: self.evidence().payload_type().to_owned(),
            });
        }
        self.try_map(|payload| wire::read(&payload, limits))
    }
}
