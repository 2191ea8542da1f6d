//! Keys by role and time.

use std::num::NonZeroUsize;

use portcullis_findings::Timestamp;

use super::{TrustError, TrustedKeys, VerifyingKey};
use crate::Window;

/// Keys with what each is trusted for and when: a role (`release`, `builder`) has several keys, old ones with a window that has
/// ended, new ones beside them. To rotate, add the new key and end the window of the old one.
///
/// ```
/// use std::num::NonZeroUsize;
/// use portcullis_sign::{Envelope, KeyRing, Scheme, SigningKey, Window};
/// let [old, new] = [1, 2].map(|seed| SigningKey::generate(Scheme::Ed25519, [seed; 32]));
/// let (old, new) = (old?, new?);
/// let ring = KeyRing::new()
///     .with("release", old.public_key().clone(), Window::from("2025-01-01T00:00:00Z".parse()?).until("2026-01-01T00:00:00Z".parse()?))
///     .with("release", new.public_key().clone(), Window::from("2026-01-01T00:00:00Z".parse()?));
///
/// let signed_at = ["2026-05-01T12:00:00Z".parse()?];
/// let trusted = ring.trusted("release", &signed_at, NonZeroUsize::MIN)?;
/// assert!(Envelope::sign("text/x.example", b"payload", &[&new])?.verify("text/x.example", &trusted).is_ok());
/// assert!(Envelope::sign("text/x.example", b"payload", &[&old])?.verify("text/x.example", &trusted).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct KeyRing {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    role: String,
    key: VerifyingKey,
    window: Window,
}

impl KeyRing {
    /// No key for any role.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a key for a role. A key may have several roles, and several windows in one.
    #[must_use]
    pub fn with(mut self, role: impl Into<String>, key: VerifyingKey, window: Window) -> Self {
        self.entries.push(Entry {
            role: role.into(),
            key,
            window,
        });
        self
    }

    /// The keys of `role` whose window covers every one of the `times`, of which `threshold` different ones must have signed.
    /// The times are those that are proven for the signature (a log's, a timestamp authority's); a key must have been trusted at
    /// all of them, in one window.
    ///
    /// # Errors
    ///
    /// [`TrustError::NoTime`] without a time, [`TrustError::NoKey`] or [`TrustError::ThresholdAboveKeys`] if no, or too few,
    /// keys are left.
    pub fn trusted(
        &self,
        role: &str,
        times: &[Timestamp],
        threshold: NonZeroUsize,
    ) -> Result<TrustedKeys, TrustError> {
        if times.is_empty() {
            return Err(TrustError::NoTime);
        }
        let covers = |entry: &&Entry| times.iter().all(|time| entry.window.contains(*time));
        let entries = self.entries.iter().filter(|entry| entry.role == role);
        TrustedKeys::at_least(threshold, entries.filter(covers).map(|entry| entry.key.clone()))
    }

    /// The roles, keys and windows in the order they were added.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = (&str, &VerifyingKey, &Window)> {
        self.entries
            .iter()
            .map(|entry| (entry.role.as_str(), &entry.key, &entry.window))
    }
}
