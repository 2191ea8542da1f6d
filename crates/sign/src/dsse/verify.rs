//! The check of an envelope.

use std::collections::BTreeSet;

use super::{Envelope, EnvelopeSignature, VerifyError, pae};
use crate::key::{KeyId, TrustedKeys, VerifyingKey};
use crate::parallel::map_ordered;
use crate::verified::{Evidence, Verified};

impl Envelope {
    /// Checks the envelope and gives up the payload: exactly the bytes that were signed, under the type that was
    /// asked for.
    ///
    /// A signature counts for the key that verifies it, and each key counts once. The key id of a signature only
    /// decides which key is tried first; a wrong or missing one changes nothing. With `s` signatures and `k` keys at
    /// most `s · k` signatures are checked.
    ///
    /// # Errors
    ///
    /// [`VerifyError::Unsigned`], [`VerifyError::PayloadType`], [`VerifyError::NoMatch`], or
    /// [`VerifyError::Threshold`] if some but too few keys have signed.
    pub fn verify(self, payload_type: &str, trusted: &TrustedKeys) -> Result<Verified<Vec<u8>>, VerifyError> {
        let message = pae(&self.payload_type, &self.payload);
        self.verify_over(&message, payload_type, trusted)
    }

    /// The same for signatures over the payload alone, without the encoding that names its type: Google Cloud Build made such
    /// ones (`builtByGCB`) before it followed DSSE.
    ///
    /// What such a key signs for another purpose would be taken for a payload here, too: trust only keys that sign nothing else.
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify).
    pub fn verify_payload_alone(
        self,
        payload_type: &str,
        trusted: &TrustedKeys,
    ) -> Result<Verified<Vec<u8>>, VerifyError> {
        let message = self.payload.clone();
        self.verify_over(&message, payload_type, trusted)
    }

    fn verify_over(
        self,
        message: &[u8],
        payload_type: &str,
        trusted: &TrustedKeys,
    ) -> Result<Verified<Vec<u8>>, VerifyError> {
        if self.signatures.is_empty() {
            return Err(VerifyError::Unsigned);
        }
        if self.payload_type != payload_type {
            return Err(VerifyError::PayloadType {
                expected: payload_type.to_owned(),
                found: self.payload_type,
            });
        }
        let keys = accepted_keys(&self, message, trusted);
        let needed = trusted.threshold().get();
        match keys.len() {
            0 => Err(VerifyError::NoMatch {
                signatures: self.signatures.len(),
                keys: trusted.keys().len(),
            }),
            reached if reached < needed => Err(VerifyError::Threshold { needed, reached }),
            _ => Ok(Verified::new(
                self.payload,
                Evidence::new(self.payload_type, keys),
            )),
        }
    }
}

/// Checks many envelopes against the same type and keys; answers in the order of the envelopes.
///
/// With feature `parallel` the work is spread over the caller's rayon pool, with the same answers.
pub fn verify_many(
    envelopes: Vec<Envelope>,
    payload_type: &str,
    trusted: &TrustedKeys,
) -> Vec<Result<Verified<Vec<u8>>, VerifyError>> {
    map_ordered(envelopes, |envelope| envelope.verify(payload_type, trusted))
}

/// The different trusted keys with a good signature, until there are enough.
fn accepted_keys(envelope: &Envelope, message: &[u8], trusted: &TrustedKeys) -> BTreeSet<KeyId> {
    let mut accepted = BTreeSet::new();
    for signature in &envelope.signatures {
        let candidates: Vec<_> = trusted
            .keys()
            .filter(|key| !accepted.contains(&key.key_id()))
            .collect();
        if let Some(key) = matching_key(signature, &candidates, message) {
            accepted.insert(key);
        }
        if accepted.len() >= trusted.threshold().get() {
            break;
        }
    }
    accepted
}

fn matching_key(
    signature: &EnvelopeSignature,
    candidates: &[&VerifyingKey],
    message: &[u8],
) -> Option<KeyId> {
    let (hinted, others): (Vec<&VerifyingKey>, Vec<_>) = candidates
        .iter()
        .copied()
        .partition(|key| key.key_id().to_string() == signature.key_id);
    let verifies = |key: &&VerifyingKey| key.verify(message, &signature.signature).is_ok();
    hinted
        .into_iter()
        .chain(others)
        .find(verifies)
        .map(VerifyingKey::key_id)
}
