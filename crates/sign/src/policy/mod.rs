//! Whose signature is asked for, and how much evidence of it.

mod builder;
mod glob;
mod matcher;

pub use builder::{PolicyBuilder, PolicyError, Relaxation};
pub use matcher::{Matcher, MatcherError};

use std::num::NonZeroUsize;

use crate::key::VerifyingKey;
use crate::tlog::Witnesses;
use crate::window::Window;
use crate::x509::Claim;

/// What a bundle must show. There is no default and no empty policy: [`Policy::builder`] asks for who must have signed.
///
/// ```
/// use portcullis_sign::policy::{Matcher, Policy};
/// use portcullis_sign::x509::Claim;
/// let policy = Policy::builder()
///     .issuer("https://token.actions.githubusercontent.com")
///     .identity(Matcher::glob("https://github.com/example/project/.github/workflows/release.yml@refs/tags/v*")?)
///     .claim(Claim::RUNNER_ENVIRONMENT, Matcher::exact("github-hosted")?)
///     .build()?;
/// # let _ = policy;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Policy {
    pub(crate) signer: SignerRule,
    /// Different transparency logs with an entry; `None` if entries are not looked at.
    pub(crate) logs: Option<NonZeroUsize>,
    /// Who must have cosigned the checkpoint of an entry for its log to count.
    pub(crate) witnesses: Option<Witnesses>,
    /// Different certificate transparency logs; `None` if they are not looked at.
    pub(crate) scts: Option<NonZeroUsize>,
    /// Different sources of an authenticated time; `None` if the key is good at any time.
    pub(crate) times: Option<NonZeroUsize>,
}

/// Who must have signed.
#[derive(Clone, Debug)]
pub(crate) enum SignerRule {
    /// Somebody with a certificate of a trusted authority that says this.
    Certificate {
        /// `None`: the certificate states none.
        issuer: Option<String>,
        /// One of these is the certificate's name.
        identities: Vec<Matcher>,
        /// All of these hold.
        claims: Vec<(Claim, Matcher)>,
    },
    /// The holder of one of these keys.
    Keys(Vec<ManagedKey>),
}

/// A key the caller vouches for, and when it was in use.
#[derive(Clone, Debug)]
pub(crate) struct ManagedKey {
    pub(crate) key: VerifyingKey,
    pub(crate) window: Option<Window>,
}

impl Policy {
    /// Begins a policy.
    #[must_use]
    pub fn builder() -> PolicyBuilder {
        PolicyBuilder::default()
    }
}
