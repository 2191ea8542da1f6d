//! Making envelopes.

use std::collections::BTreeSet;

use super::{Envelope, EnvelopeLimits, EnvelopeSignature, pae};
use crate::signer::{MessageSigner, SignError};

impl Envelope {
    /// Signs `payload` as `payload_type` with every signer, in their order. Key ids are SHA-256 of the public key.
    ///
    /// Every signature is verified before it is handed out, so that a faulty token is noticed here.
    ///
    /// # Errors
    ///
    /// [`SignError`] without a signer, for a key given twice, or if a signer fails or answers with a wrong signature.
    pub fn sign(
        payload_type: &str,
        payload: &[u8],
        signers: &[&dyn MessageSigner],
    ) -> Result<Self, SignError> {
        let limit = EnvelopeLimits::default().text;
        if payload_type.len() > limit {
            return Err(SignError::PayloadTypeTooLong {
                size: payload_type.len(),
                limit,
            });
        }
        if signers.is_empty() {
            return Err(SignError::NoSigner);
        }
        let message = pae(payload_type, payload);
        let mut keys = BTreeSet::new();
        let mut signatures = Vec::with_capacity(signers.len());
        for signer in signers {
            let public = signer.public_key();
            let key = public.key_id();
            if !keys.insert(key) {
                return Err(SignError::SameKeyTwice { key });
            }
            let signature = signer.sign(&message)?;
            public
                .verify(&message, &signature)
                .map_err(|_| SignError::Mismatch { key })?;
            signatures.push(EnvelopeSignature {
                key_id: key.to_string(),
                signature,
            });
        }
        Ok(Self {
            payload_type: payload_type.to_owned(),
            payload: payload.to_vec(),
            signatures,
        })
    }
}
