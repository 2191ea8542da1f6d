//! What was checked has another type than what arrived.

use std::collections::BTreeSet;

use crate::key::KeyId;
use crate::verify::{LoggedEntry, Signer, SigningTime};

/// A value whose signatures were checked. Only this crate's verifiers make one.
///
/// It has no public constructor, no `Default`, and cannot be deserialized:
///
/// ```compile_fail
/// use portcullis_sign::{Evidence, Verified};
/// fn forge(value: u8, evidence: Evidence) -> Verified<u8> {
///     Verified { value, evidence }
/// }
/// ```
///
/// ```compile_fail
/// use portcullis_sign::{Evidence, Verified};
/// fn forge(value: u8, evidence: Evidence) -> Verified<u8> {
///     Verified::new(value, evidence)
/// }
/// ```
///
/// ```compile_fail
/// let forged: portcullis_sign::Verified<Vec<u8>> = serde_json::from_str("{}").unwrap();
/// ```
///
/// The way there is a check:
///
/// ```
/// use portcullis_sign::{Envelope, Scheme, SigningKey, TrustedKeys, Verified};
/// let key = SigningKey::generate(Scheme::Ed25519, [7; 32])?;
/// let envelope = Envelope::sign("text/x.example", b"payload", &[&key])?;
/// let verified: Verified<Vec<u8>> = envelope.verify("text/x.example", &key.public_key().clone().into())?;
/// assert_eq!(verified.get(), b"payload");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
#[must_use]
pub struct Verified<T> {
    value: T,
    evidence: Evidence,
}

/// What the check showed.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Evidence {
    payload_type: String,
    keys: BTreeSet<KeyId>,
    bundle: Option<Found>,
}

/// What was found of a Sigstore bundle.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Found {
    pub(crate) signer: Signer,
    pub(crate) times: Vec<SigningTime>,
    pub(crate) entries: Vec<LoggedEntry>,
}

impl<T> Verified<T> {
    pub(crate) const fn new(value: T, evidence: Evidence) -> Self {
        Self { value, evidence }
    }

    /// The value.
    pub const fn get(&self) -> &T {
        &self.value
    }

    /// The value without its proof.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// What was shown about it.
    pub const fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// Not public: from outside, a proof cannot be carried over to another value.
    pub(crate) fn try_map<U, E>(self, f: impl FnOnce(T) -> Result<U, E>) -> Result<Verified<U>, E> {
        Ok(Verified {
            value: f(self.value)?,
            evidence: self.evidence,
        })
    }
}

impl Evidence {
    pub(crate) const fn new(payload_type: String, keys: BTreeSet<KeyId>) -> Self {
        Self {
            payload_type,
            keys,
            bundle: None,
        }
    }

    pub(crate) fn of_bundle(payload_type: &str, key: KeyId, found: Found) -> Self {
        Self {
            payload_type: payload_type.to_owned(),
            keys: BTreeSet::from([key]),
            bundle: Some(found),
        }
    }

    /// The payload type the signatures cover; empty where an artifact itself was signed.
    #[must_use]
    pub fn payload_type(&self) -> &str {
        &self.payload_type
    }

    /// The keys whose signatures were checked, ordered. Checking stops when the threshold is reached, so further
    /// signatures of an envelope may be valid without being named here.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &KeyId> {
        self.keys.iter()
    }

    /// Who signed, if this came out of a Sigstore bundle.
    #[must_use]
    pub fn signer(&self) -> Option<&Signer> {
        self.bundle.as_ref().map(|found| &found.signer)
    }

    /// When the signature existed, as trusted authorities have signed; earliest first. Empty without a bundle.
    #[must_use]
    pub fn times(&self) -> &[SigningTime] {
        self.bundle.as_ref().map_or(&[], |found| &found.times)
    }

    /// The entries of transparency logs about the signature, in the bundle's order. Empty without a bundle.
    #[must_use]
    pub fn log_entries(&self) -> &[LoggedEntry] {
        self.bundle.as_ref().map_or(&[], |found| &found.entries)
    }
}
