//! Reasons of a refusal, as facts.

use std::fmt;

use portcullis_findings::{Algorithm, Timestamp};

use crate::intoto::StatementError;
use crate::key::Scheme;
use crate::timestamp::TimestampError;
use crate::tlog::TlogError;
use crate::x509::{CertificateError, Claim, PathError};

/// Why a bundle was refused.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The policy asks for an identity; the bundle was signed with a plain key.
    #[error("the bundle has no certificate, and the policy asks for an identity")]
    NoCertificate,
    /// The policy asks for a key; the bundle was signed with a certificate.
    #[error("the bundle has a certificate, and the policy asks for a key")]
    NotByKey,
    /// The bundle brings a root of its own.
    #[error("the bundle's certificate chain contains a root that is not trusted")]
    RootInBundle,
    /// The certificate is broken, or not for signing code.
    #[error(transparent)]
    Certificate(CertificateError),
    /// Somebody else vouches for the name.
    #[error("the certificate's identity is vouched for by {}, the policy asks for {}", Shown(.found, "nobody"), Shown(.expected, "nobody"))]
    Issuer {
        /// The policy's.
        expected: Option<String>,
        /// The certificate's.
        found: Option<String>,
    },
    /// Another name.
    #[error("the certificate is for {found:?}, the policy asks for {}", .expected.join(" or "))]
    Identity {
        /// The policy's, any of which would do.
        expected: Vec<String>,
        /// The certificate's.
        found: String,
    },
    /// A claim is missing or says something else.
    #[error("the certificate's claim {claim} is {}, the policy asks for {expected}", Shown(.found, "missing"))]
    Claim {
        /// Which.
        claim: Claim,
        /// The policy's.
        expected: String,
        /// The certificate's.
        found: Option<String>,
    },
    /// The bundle states the digest of another artifact.
    #[error("the bundle is for another artifact")]
    OtherArtifact,
    /// Only a digest of another algorithm was given.
    #[error("the {} digest of the artifact is needed", .algorithm.as_str())]
    DigestNeeded {
        /// Of which algorithm.
        algorithm: Algorithm,
    },
    /// Only a digest was given.
    #[error("the artifact itself is needed: {scheme} signs whole messages")]
    BytesNeeded {
        /// The key's.
        scheme: Scheme,
    },
    /// An envelope must have one signature.
    #[error("the envelope has {count} signatures; a bundle has evidence for one")]
    Signatures {
        /// How many it has.
        count: usize,
    },
    /// The signature is not by the key over this.
    #[error("the signature does not match the artifact and the key")]
    BadSignature,
    /// The envelope holds no statement.
    #[error("the envelope has payload type {found:?}, which is not that of a statement")]
    PayloadType {
        /// The envelope's.
        found: String,
    },
    /// The statement cannot be read.
    #[error(transparent)]
    Statement(StatementError),
    /// The statement is about other artifacts.
    #[error("none of the statement's {subjects} subjects is the artifact")]
    OtherSubjects {
        /// How many it has.
        subjects: usize,
    },
    /// A log entry cannot be relied on.
    #[error("log entry {index}: {error}")]
    Entry {
        /// 0-based.
        index: usize,
        /// Why.
        error: TlogError,
    },
    /// A log entry is real, and about something else.
    #[error("log entry {index} is about another {part}")]
    OtherEntry {
        /// 0-based.
        index: usize,
        /// What differs.
        part: EntryPart,
    },
    /// A timestamp cannot be relied on.
    #[error("timestamp {index}: {error}")]
    Timestamp {
        /// 0-based.
        index: usize,
        /// Why.
        error: TimestampError,
    },
    /// Too little evidence by different authorities.
    #[error("{reached} of {needed} {of}")]
    TooFew {
        /// Evidence of what.
        of: Evidenced,
        /// Different authorities needed.
        needed: usize,
        /// Different authorities found.
        reached: usize,
    },
    /// The certificate was not valid when it was used.
    #[error("signed at {time}, when the certificate was not valid ({not_before} to {not_after})")]
    CertificateNotValid {
        /// An authenticated time.
        time: Timestamp,
        /// From.
        not_before: Timestamp,
        /// To.
        not_after: Timestamp,
    },
    /// The managed key was not in use.
    #[error("signed at {time}, when the key was not in use")]
    KeyNotInUse {
        /// An authenticated time.
        time: Timestamp,
    },
    /// The log was not trusted.
    #[error("log entry {index} is of a log that was not trusted at {time}")]
    LogNotTrusted {
        /// 0-based.
        index: usize,
        /// An authenticated time.
        time: Timestamp,
    },
    /// The authority of the certificate, or a certificate of its chain.
    #[error("the certificate's authority was not trusted or not valid at {time}")]
    AuthorityNotTrusted {
        /// An authenticated time.
        time: Timestamp,
    },
    /// No trusted authority issued the certificate for this.
    #[error(transparent)]
    Path(PathError),
}

/// What a log entry states of the signature.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum EntryPart {
    /// The kind or version the bundle claims.
    Kind,
    /// The digest of what was signed.
    Artifact,
    /// The signature.
    Signature,
    /// The certificate or key.
    Signer,
    /// The kind of content: an envelope, or an artifact.
    Content,
    /// The place in the log.
    Index,
}

/// Evidence that is counted by different authorities.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Evidenced {
    /// Transparency logs with an entry.
    Logs,
    /// Certificate transparency logs with the certificate.
    CertificateLogs,
    /// Authorities that state the time.
    Times,
}

impl fmt::Display for EntryPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kind => "kind of entry",
            Self::Artifact => "artifact",
            Self::Signature => "signature",
            Self::Signer => "signer",
            Self::Content => "kind of content",
            Self::Index => "place in the log",
        })
    }
}

impl fmt::Display for Evidenced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Logs => "transparency logs have an entry",
            Self::CertificateLogs => "certificate transparency logs have the certificate",
            Self::Times => "authorities state the time of the signature",
        })
    }
}

/// A text in quotes, or the word for none.
struct Shown<'a>(&'a Option<String>, &'static str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(text) => write!(f, "{text:?}"),
            None => f.write_str(self.1),
        }
    }
}
