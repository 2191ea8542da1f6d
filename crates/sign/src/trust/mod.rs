//! What a verifier trusts: transparency logs, certificate authorities, timestamp authorities, each with its window.

mod authority;
mod error;
mod limits;
mod wire;

pub use error::TrustRootError;
pub use limits::TrustRootLimits;

pub(crate) use authority::{CertificateAuthority, CtLog};

use std::fmt;

use crate::backend::ring::sha256;
use crate::timestamp::TimestampAuthority;
use crate::tlog::LogAuthority;
use crate::window::Window;

/// A trusted root, read and prepared once: keys parsed, chains checked from their root down to the certificate that issues.
///
/// It is an argument of every verification; nothing in a bundle adds to it.
#[derive(Clone)]
pub struct TrustRoot {
    pub(crate) logs: Vec<LogAuthority>,
    pub(crate) ct_logs: Vec<CtLog>,
    pub(crate) authorities: Vec<CertificateAuthority>,
    pub(crate) timestamp_authorities: Vec<TimestampAuthority>,
    unsupported: Vec<String>,
}

impl TrustRoot {
    /// Reads a Sigstore trusted root (`trustedroot+json;version=0.1`).
    ///
    /// A key of an algorithm that is not known here, and a timestamp authority whose certificate may not stamp times, are left
    /// out and listed by [`unsupported`](Self::unsupported): they can verify nothing, so leaving them out accepts nothing more.
    ///
    /// # Errors
    ///
    /// [`TrustRootError`]: for JSON that is not strict or has unknown members, for a key or an authority without the start
    /// of its validity, for a chain whose certificates did not issue one another, and for anything over the limits.
    pub fn from_json(document: &[u8], limits: &TrustRootLimits) -> Result<Self, TrustRootError> {
        wire::read(document, limits)
    }

    /// A root that trusts nobody: enough for a key that the policy names, without log, certificate or timestamp.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            logs: Vec::new(),
            ct_logs: Vec::new(),
            authorities: Vec::new(),
            timestamp_authorities: Vec::new(),
            unsupported: Vec::new(),
        }
    }

    /// Who is trusted for what and when: certificate authorities, logs of certificates, logs, timestamp authorities, in this order.
    pub fn members(&self) -> impl Iterator<Item = TrustedMember> {
        let member = |role, id: &[u8], window: &Window| TrustedMember {
            role,
            id: id.iter().map(|byte| format!("{byte:02x}")).collect(),
            window: *window,
        };
        let authorities = self.authorities.iter().filter_map(move |one| {
            let window = one.trusted()?;
            Some(member(TrustedRole::CertificateAuthority, &one.key_hash, window))
        });
        let ct_logs = self.ct_logs.iter();
        let logs = self.logs.iter();
        let stamps = self.timestamp_authorities.iter();
        authorities
            .chain(ct_logs.map(move |one| member(TrustedRole::CertificateLog, &one.id, &one.window)))
            .chain(logs.map(move |one| member(TrustedRole::Log, one.id(), one.window())))
            .chain(stamps.map(move |one| {
                let id = one.key_id();
                member(TrustedRole::TimestampAuthority, id.as_bytes(), one.window())
            }))
    }

    /// What was left out: where it stands, and why.
    #[must_use]
    pub fn unsupported(&self) -> &[String] {
        &self.unsupported
    }
}

/// One of those a trusted root names.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TrustedMember {
    /// What it is trusted for.
    pub role: TrustedRole,
    /// Its identifier in lower-case hexadecimal: of a log the one that its entries name, of others SHA-256 of the public key
    /// (an authority's that issues, a timestamp authority's root).
    pub id: String,
    /// When it is trusted.
    pub window: Window,
}

/// What somebody is trusted for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum TrustedRole {
    /// Issues certificates.
    CertificateAuthority,
    /// Logs issued certificates.
    CertificateLog,
    /// Logs signatures.
    Log,
    /// Vouches for times.
    TimestampAuthority,
}

impl TrustedRole {
    /// The role in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CertificateAuthority => "certificate authority",
            Self::CertificateLog => "certificate log",
            Self::Log => "log",
            Self::TimestampAuthority => "timestamp authority",
        }
    }
}

impl TrustRoot {
    /// Whether this is, byte for byte, a certificate of one of the authorities.
    pub(crate) fn has_certificate(&self, document: &[u8]) -> bool {
        let digest = sha256(&[document]);
        self.authorities
            .iter()
            .any(|authority| authority.certificate == digest)
    }
}

impl fmt::Debug for TrustRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrustRoot")
            .field("logs", &self.logs.len())
            .field("ct_logs", &self.ct_logs.len())
            .field("authorities", &self.authorities.len())
            .field("timestamp_authorities", &self.timestamp_authorities.len())
            .field("unsupported", &self.unsupported)
            .finish()
    }
}
