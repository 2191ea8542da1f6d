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
        let envelope = Self {
            payload_type: payload_type.to_owned(),
            payload: payload.to_vec(),
            signatures: Vec::with_capacity(signers.len()),
        };
        let message = pae(payload_type, payload);
        let mut keys = BTreeSet::new();
        signers.iter().try_fold(envelope, |mut envelope, signer| {
            let key = signer.public_key().key_id();
            if !keys.insert(key) {
                return Err(SignError::SameKeyTwice { key });
            }
            envelope.signatures.push(signature(&message, *signer)?);
            Ok(envelope)
        })
    }

    /// Adds one more signature, for signers that never meet. The signer says what it means to sign: an envelope around
    /// anything else is refused, so nobody signs a payload unseen. Signatures that are there already are kept unchecked.
    ///
    /// # Errors
    ///
    /// [`SignError::OtherContent`], or as [`sign`](Self::sign).
    pub fn countersign(
        mut self,
        payload_type: &str,
        payload: &[u8],
        signer: &dyn MessageSigner,
    ) -> Result<Self, SignError> {
        if self.payload_type != payload_type || self.payload != payload {
            return Err(SignError::OtherContent);
        }
        self.signatures
            .push(signature(&pae(payload_type, payload), signer)?);
        Ok(self)
    }
}

/// Signs, and verifies what came back.
fn signature(message: &[u8], signer: &dyn MessageSigner) -> Result<EnvelopeSignature, SignError> {
    let public = signer.public_key();
    let key = public.key_id();
    let signature = signer.sign(message)?;
    public
        .verify(message, &signature)
        .map_err(|_| SignError::Mismatch { key })?;
    Ok(EnvelopeSignature {
        key_id: key.to_string(),
        signature,
    })
}
