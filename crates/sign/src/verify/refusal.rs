//! A refusal: at which step, why, and what would satisfy it.

use std::fmt;

use portcullis_findings::Algorithm;

use super::Reason;
use crate::timestamp::TimestampError;
use crate::tlog::{CheckpointError, TlogError};

/// A bundle that was not accepted. Nothing of what it holds is given up.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{step}: {reason}")]
#[non_exhaustive]
pub struct Refusal {
    /// Where it failed.
    pub step: Step,
    /// Why.
    pub reason: Reason,
}

/// The steps of a verification, in their order.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Step {
    /// How the bundle is signed.
    Signer,
    /// What the certificate says.
    Identity,
    /// Which artifact the bundle is for.
    Artifact,
    /// The signature.
    Signature,
    /// Transparency log entries.
    Log,
    /// When it was signed.
    Time,
    /// Who issued the certificate.
    Chain,
    /// Which logs have the certificate.
    Sct,
    /// The statement and its subjects.
    Statement,
}

/// What would satisfy a refusal.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Remedy {
    /// A bundle that was made for this artifact, whole and unchanged.
    AnotherBundle,
    /// A bundle by the signer the policy names, or a policy that names this one.
    AnotherSigner,
    /// More evidence in the bundle, or a policy that asks for less.
    MoreEvidence,
    /// A trusted root that knows the log, authority or key at that time.
    AnotherTrustRoot,
    /// The artifact's digest of this algorithm.
    Digest(Algorithm),
    /// The artifact itself.
    WholeArtifact,
}

impl Step {
    pub(super) const fn refuse(self, reason: Reason) -> Refusal {
        Refusal { step: self, reason }
    }

    /// The lower-case name: `signer`, `identity`, `artifact`, `signature`, `log`, `time`, `chain`, `sct`, `statement`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signer => "signer",
            Self::Identity => "identity",
            Self::Artifact => "artifact",
            Self::Signature => "signature",
            Self::Log => "log",
            Self::Time => "time",
            Self::Chain => "chain",
            Self::Sct => "sct",
            Self::Statement => "statement",
        }
    }
}

impl Refusal {
    /// What would satisfy it.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match &self.reason {
            Reason::NoCertificate
            | Reason::NotByKey
            | Reason::Issuer { .. }
            | Reason::Identity { .. }
            | Reason::Claim { .. }
            | Reason::KeyNotInUse { .. } => Remedy::AnotherSigner,
            Reason::DigestNeeded { algorithm } => Remedy::Digest(*algorithm),
            Reason::BytesNeeded { .. } => Remedy::WholeArtifact,
            Reason::TooFew { .. } => Remedy::MoreEvidence,
            Reason::LogNotTrusted { .. } | Reason::AuthorityNotTrusted { .. } | Reason::Path(_) => {
                Remedy::AnotherTrustRoot
            }
            Reason::Timestamp {
                error: TimestampError::UnknownAuthority | TimestampError::OutsideWindow { .. },
                ..
            } => Remedy::AnotherTrustRoot,
            Reason::Entry {
                error: TlogError::UnknownLog { .. } | TlogError::OutsideWindow { .. },
                ..
            } => Remedy::AnotherTrustRoot,
            Reason::Entry {
                error:
                    TlogError::NoCheckpoint | TlogError::Checkpoint(CheckpointError::TooFewWitnesses { .. }),
                ..
            } => Remedy::MoreEvidence,
            _ => Remedy::AnotherBundle,
        }
    }
}

impl Remedy {
    /// The name a program compares: `another-bundle`, `another-signer`, `more-evidence`, `another-trusted-root`,
    /// `digest`, `whole-artifact`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::AnotherBundle => "another-bundle",
            Self::AnotherSigner => "another-signer",
            Self::MoreEvidence => "more-evidence",
            Self::AnotherTrustRoot => "another-trusted-root",
            Self::Digest(_) => "digest",
            Self::WholeArtifact => "whole-artifact",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
