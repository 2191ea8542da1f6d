//! Which keys are trusted, and how many of them must have signed.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use super::{KeyId, VerifyingKey};

/// A set of trusted keys, never empty, with the number of *different* keys that must have signed.
///
/// There is no default and no empty set; a threshold of zero cannot be written.
#[derive(Clone, Debug)]
pub struct TrustedKeys {
    keys: BTreeMap<KeyId, VerifyingKey>,
    threshold: NonZeroUsize,
}

/// A set of keys that could accept nothing, or everything.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TrustError {
    /// No key at all.
    #[error("there is no trusted key")]
    NoKey,
    /// Keys are trusted for a time, and no time is known.
    #[error("there is no time to look for trusted keys at")]
    NoTime,
    /// More signatures are asked for than there are different keys.
    #[error("{threshold} signatures are required of only {keys} different keys")]
    ThresholdAboveKeys {
        /// Signatures required.
        threshold: usize,
        /// Different keys given.
        keys: usize,
    },
}

impl TrustedKeys {
    /// One signature by any of the keys.
    ///
    /// # Errors
    ///
    /// [`TrustError::NoKey`] for an empty list.
    pub fn any_of(keys: impl IntoIterator<Item = VerifyingKey>) -> Result<Self, TrustError> {
        Self::at_least(NonZeroUsize::MIN, keys)
    }

    /// Signatures by at least `threshold` different keys. A key given twice is one key.
    ///
    /// # Errors
    ///
    /// [`TrustError`] for an empty list and for a threshold no envelope could reach.
    pub fn at_least(
        threshold: NonZeroUsize,
        keys: impl IntoIterator<Item = VerifyingKey>,
    ) -> Result<Self, TrustError> {
        let keys: BTreeMap<_, _> = keys.into_iter().map(|key| (key.key_id(), key)).collect();
        if keys.is_empty() {
            return Err(TrustError::NoKey);
        }
        if threshold.get() > keys.len() {
            return Err(TrustError::ThresholdAboveKeys {
                threshold: threshold.get(),
                keys: keys.len(),
            });
        }
        Ok(Self { keys, threshold })
    }

    /// The keys, ordered by id.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &VerifyingKey> {
        self.keys.values()
    }

    /// How many different keys must have signed.
    #[must_use]
    pub const fn threshold(&self) -> NonZeroUsize {
        self.threshold
    }
}

impl From<VerifyingKey> for TrustedKeys {
    fn from(key: VerifyingKey) -> Self {
        Self {
            keys: BTreeMap::from([(key.key_id(), key)]),
            threshold: NonZeroUsize::MIN,
        }
    }
}
