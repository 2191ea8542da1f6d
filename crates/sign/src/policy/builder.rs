//! How a policy is made.

use std::num::NonZeroUsize;

use super::{ManagedKey, Matcher, Policy, SignerRule};
use crate::key::VerifyingKey;
use crate::tlog::Witnesses;
use crate::window::Window;
use crate::x509::Claim;

/// A policy in the making.
#[derive(Clone, Debug, Default)]
pub struct PolicyBuilder {
    issuer: Option<String>,
    without_issuer: bool,
    identities: Vec<Matcher>,
    claims: Vec<(Claim, Matcher)>,
    keys: Vec<ManagedKey>,
    logs: Option<NonZeroUsize>,
    witnesses: Option<Witnesses>,
    scts: Option<NonZeroUsize>,
    times: Option<NonZeroUsize>,
    relaxations: Vec<Relaxation>,
}

/// Evidence that is not asked for, by name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Relaxation {
    /// Transparency log entries are not looked at, whatever they say. A stolen key then leaves no public trace.
    Unlogged,
    /// The certificate need not be in a certificate transparency log. An authority that issues in secret is not noticed.
    NoSct,
}

/// A policy that could accept anything, or nothing.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// Nobody is named.
    #[error("the policy names neither a key nor an identity")]
    NoSigner,
    /// Both ways of naming who signed.
    #[error("the policy names both a key and an identity")]
    KeyAndIdentity,
    /// Names are only unique under who vouches for them.
    #[error("the policy names an identity without the issuer that vouches for it")]
    NoIssuer,
    /// An issuer vouches for many.
    #[error("the policy names an issuer without an identity")]
    NoIdentity,
    /// The issuer is empty.
    #[error("the issuer is empty")]
    EmptyIssuer,
    /// Something is asked for and waived.
    #[error("the policy asks for something and waives it")]
    Contradiction,
}

impl PolicyBuilder {
    /// The issuer of the identity token, exactly (a URL).
    #[must_use]
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuer = Some(issuer.into());
        self
    }

    /// The certificate states no issuer, as those of an authority for one issuer alone may.
    #[must_use]
    pub const fn without_issuer(mut self) -> Self {
        self.without_issuer = true;
        self
    }

    /// A name (address, URI) the certificate may have. Given several times, any one of them.
    #[must_use]
    pub fn identity(mut self, name: Matcher) -> Self {
        self.identities.push(name);
        self
    }

    /// A claim the certificate must make. Given several times, all of them.
    #[must_use]
    pub fn claim(mut self, claim: Claim, value: Matcher) -> Self {
        self.claims.push((claim, value));
        self
    }

    /// A key that may have signed, whenever that was. Given several times, any one of them.
    #[must_use]
    pub fn key(mut self, key: VerifyingKey) -> Self {
        self.keys.push(ManagedKey { key, window: None });
        self
    }

    /// A key that may have signed while it was in use: every authenticated time must lie in the window.
    #[must_use]
    pub fn key_in_use(mut self, key: VerifyingKey, window: Window) -> Self {
        self.keys.push(ManagedKey {
            key,
            window: Some(window),
        });
        self
    }

    /// How many different transparency logs must have an entry. One without this.
    #[must_use]
    pub const fn logs(mut self, at_least: NonZeroUsize) -> Self {
        self.logs = Some(at_least);
        self
    }

    /// Who must have cosigned the checkpoint that proves an entry: a log counts only with that many of these witnesses. A log
    /// that shows everybody another tree does not get them. Without this, cosignatures are not looked at.
    #[must_use]
    pub fn witnesses(mut self, witnesses: Witnesses) -> Self {
        self.witnesses = Some(witnesses);
        self
    }

    /// How many different certificate transparency logs must have the certificate. One without this.
    #[must_use]
    pub const fn scts(mut self, at_least: NonZeroUsize) -> Self {
        self.scts = Some(at_least);
        self
    }

    /// How many different authorities must have stated the time: timestamp authorities, and logs that sign it. One without
    /// this, for certificates and for keys with a window; none for keys without.
    #[must_use]
    pub const fn times(mut self, at_least: NonZeroUsize) -> Self {
        self.times = Some(at_least);
        self
    }

    /// Waives evidence.
    #[must_use]
    pub fn relax(mut self, relaxation: Relaxation) -> Self {
        self.relaxations.push(relaxation);
        self
    }

    /// The policy.
    ///
    /// # Errors
    ///
    /// [`PolicyError`] unless it names who must have signed, in one way.
    pub fn build(self) -> Result<Policy, PolicyError> {
        let unlogged = self.relaxations.contains(&Relaxation::Unlogged);
        let no_sct = self.relaxations.contains(&Relaxation::NoSct);
        let of_logs = self.logs.is_some() || self.witnesses.is_some();
        if (unlogged && of_logs) || (no_sct && self.scts.is_some()) {
            return Err(PolicyError::Contradiction);
        }
        let at_least = |asked: Option<NonZeroUsize>| Some(asked.unwrap_or(NonZeroUsize::MIN));
        let certified = self.issuer.is_some()
            || self.without_issuer
            || !self.identities.is_empty()
            || !self.claims.is_empty();
        let timed = certified || self.keys.iter().any(|key| key.window.is_some());
        let signer = match (certified, self.keys.is_empty()) {
            (true, false) => return Err(PolicyError::KeyAndIdentity),
            (false, true) => return Err(PolicyError::NoSigner),
            (false, false) => SignerRule::Keys(self.keys),
            (true, true) => {
                let issuer = match (self.issuer, self.without_issuer) {
                    (Some(issuer), false) if issuer.is_empty() => return Err(PolicyError::EmptyIssuer),
                    (Some(issuer), false) => Some(issuer),
                    (None, true) => None,
                    (None, false) => return Err(PolicyError::NoIssuer),
                    (Some(_), true) => return Err(PolicyError::Contradiction),
                };
                if self.identities.is_empty() {
                    return Err(PolicyError::NoIdentity);
                }
                SignerRule::Certificate {
                    issuer,
                    identities: self.identities,
                    claims: self.claims,
                }
            }
        };
        Ok(Policy {
            signer,
            logs: if unlogged { None } else { at_least(self.logs) },
            witnesses: self.witnesses,
            scts: if no_sct { None } else { at_least(self.scts) },
            times: if timed { at_least(self.times) } else { self.times },
        })
    }
}
