//! What only findings of one sort have.

use std::collections::BTreeSet;

use super::{Exploited, Likelihood, Reach};
use crate::Licence;

/// What sort of finding it is, with what only that sort has.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Kind {
    /// A known vulnerability, or an informational advisory, of a component.
    Vulnerability(VulnerabilityDetail),
    /// A leaked credential.
    Secret(SecretDetail),
    /// A licence statement that a policy may care about.
    Licence(LicenceDetail),
    /// A fault in source code.
    Code,
    /// A fault in infrastructure code; the text names the resource.
    Infrastructure {
        /// The resource's address.
        resource: String,
    },
    /// A fault of a running web application.
    Web(WebDetail),
    /// Who built it, or that nobody proves it.
    Provenance(ProvenanceDetail),
    /// Known malicious code.
    Malware,
    /// Something about the policy itself: an unused waiver, a policy file in the tree.
    Policy,
}

impl Kind {
    /// The word used in reports and policies.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Vulnerability(_) => "vulnerability",
            Self::Secret(_) => "secret",
            Self::Licence(_) => "licence",
            Self::Code => "code",
            Self::Infrastructure { .. } => "infrastructure",
            Self::Web(_) => "web",
            Self::Provenance(_) => "provenance",
            Self::Malware => "malware",
            Self::Policy => "policy",
        }
    }
}

/// What a vulnerability finding has.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct VulnerabilityDetail {
    /// The primary advisory.
    pub advisory: String,
    /// All ids of the same vulnerability, the primary included. Waivers and baselines match on intersection.
    pub aliases: BTreeSet<String>,
    /// One line of what it is.
    pub summary: String,
    /// Set if the advisory is no vulnerability.
    pub informational: Option<Informational>,
    /// Affected functions or symbols, where the advisory names them.
    pub symbols: BTreeSet<String>,
    /// Ids of the vulnerabilities its advisories were made from. A distribution's advisory may bundle several, so they are no
    /// other names of this one.
    pub upstream: BTreeSet<String>,
    /// How likely exploitation is, if that was looked up.
    pub likelihood: Option<Likelihood>,
    /// Set if it is known to be exploited.
    pub exploited: Option<Exploited>,
    /// Whether its code is reached.
    pub reach: Reach,
    /// Its place in the order of what to look at first, from 0 to 1,000, if somebody reckoned it. It decides nothing.
    pub risk: Option<u16>,
}

impl VulnerabilityDetail {
    /// A vulnerability known by one id.
    #[must_use]
    pub fn new(advisory: impl Into<String>) -> Self {
        let advisory = advisory.into();
        Self {
            aliases: BTreeSet::from([advisory.clone()]),
            advisory,
            summary: String::new(),
            informational: None,
            symbols: BTreeSet::new(),
            upstream: BTreeSet::new(),
            likelihood: None,
            exploited: None,
            reach: Reach::Unknown,
            risk: None,
        }
    }
}

/// What an advisory says that is no vulnerability (RustSec's `informational`).
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Informational {
    /// Nobody maintains the package.
    Unmaintained,
    /// The package breaks the soundness rules of its language.
    Unsound,
    /// Something users should know.
    Notice,
    /// Another word of the source.
    Other(String),
}

impl Informational {
    /// The word of the source.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Unmaintained => "unmaintained",
            Self::Unsound => "unsound",
            Self::Notice => "notice",
            Self::Other(word) => word,
        }
    }
}

/// What a secret finding has; never the secret.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct SecretDetail {
    /// The redacted form, as [`crate::Secret::redacted`] makes it.
    pub redacted: String,
    /// Whether it was proven offline to be one (a checksum, a structure).
    pub proven: bool,
}

impl SecretDetail {
    /// A secret by its redacted form.
    #[must_use]
    pub fn new(redacted: impl Into<String>) -> Self {
        Self {
            redacted: redacted.into(),
            proven: false,
        }
    }
}

/// What a licence finding has.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct LicenceDetail {
    /// The licence as stated.
    pub licence: Licence,
}

impl LicenceDetail {
    /// A licence statement.
    #[must_use]
    pub fn new(licence: Licence) -> Self {
        Self { licence }
    }
}

/// What a finding in a running web application has.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct WebDetail {
    /// The request's method.
    pub method: String,
    /// The address with variable parts replaced.
    pub url: String,
    /// The parameter it enters by.
    pub parameter: Option<String>,
}

/// What a provenance finding has.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct ProvenanceDetail {
    /// The control that was asked for, such as `signature` or `slsa-build-level`.
    pub control: String,
}

impl ProvenanceDetail {
    /// A control.
    #[must_use]
    pub fn new(control: impl Into<String>) -> Self {
        Self {
            control: control.into(),
        }
    }
}
