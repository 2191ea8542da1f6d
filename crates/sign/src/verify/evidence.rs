//! What a verification found.

use std::collections::BTreeMap;

use portcullis_findings::Timestamp;

use crate::key::KeyId;
use crate::tlog::Cosigned;
use crate::x509::{Claim, SubjectName};

/// Who signed.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Signer {
    /// Whom a trusted authority gave this certificate.
    Certificate(Box<SigningCertificate>),
    /// The holder of this key of the policy.
    Key(KeyId),
}

/// A certificate that a trusted authority issued, and what it says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SigningCertificate {
    pub(super) der: Vec<u8>,
    pub(super) name: SubjectName,
    pub(super) issuer: Option<String>,
    pub(super) claims: BTreeMap<Claim, String>,
}

/// A moment at which the signature existed, signed by somebody trusted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SigningTime {
    /// Who said so.
    pub source: TimeSource,
    /// When.
    pub time: Timestamp,
}

/// Who stated a time.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum TimeSource {
    /// A transparency log, by its key.
    Log(KeyId),
    /// A timestamp authority, by the key of its root.
    TimestampAuthority(KeyId),
}

/// A log entry about the signature.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct LoggedEntry {
    /// The log's key.
    pub log: KeyId,
    /// The place of the entry in the log, as the log has signed or proven it: of a proof in its tree, of a promise in all
    /// trees of the log.
    pub index: u64,
    /// When the log took it, if the log has signed that.
    pub time: Option<Timestamp>,
    /// Which of the policy's witnesses cosigned the checkpoint whose tree has the entry, and when; ordered by key.
    pub cosigned: Vec<Cosigned>,
}

impl SigningCertificate {
    /// To whom it was issued.
    #[must_use]
    pub const fn name(&self) -> &SubjectName {
        &self.name
    }

    /// Who vouched for that name: the issuer of the identity token. `None` where the authority does not say.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    /// One of its claims.
    #[must_use]
    pub fn claim(&self, claim: Claim) -> Option<&str> {
        self.claims.get(&claim).map(String::as_str)
    }

    /// All claims, ordered by number.
    pub fn claims(&self) -> impl ExactSizeIterator<Item = (Claim, &str)> {
        self.claims.iter().map(|(claim, value)| (*claim, value.as_str()))
    }

    /// The certificate in DER.
    #[must_use]
    pub fn as_der(&self) -> &[u8] {
        &self.der
    }
}
