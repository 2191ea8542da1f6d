//! The envelope itself, unverified.

use std::fmt;

use super::{EnvelopeError, EnvelopeLimits, wire};

/// A signed payload that nobody has checked yet.
///
/// Its payload cannot be reached: [`verify`](Self::verify) checks the signatures and gives it up.
#[derive(Clone, Eq, PartialEq)]
pub struct Envelope {
    pub(crate) payload_type: String,
    pub(crate) payload: Vec<u8>,
    pub(crate) signatures: Vec<EnvelopeSignature>,
}

/// One signature of an envelope, unverified.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EnvelopeSignature {
    pub(crate) key_id: String,
    pub(crate) signature: Vec<u8>,
}

impl Envelope {
    /// Reads the JSON form.
    ///
    /// Both base64 alphabets are accepted, with or without padding, never mixed. Unknown members are ignored, as the
    /// specification demands; a member named twice is refused, at any depth.
    ///
    /// # Errors
    ///
    /// [`EnvelopeError`] with the member or position, and the limit.
    pub fn from_json(document: &[u8], limits: &EnvelopeLimits) -> Result<Self, EnvelopeError> {
        wire::read(document, limits)
    }

    /// The JSON form, on one line without a line feed: members in fixed order, standard base64 with padding. Equal
    /// envelopes give equal bytes.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        wire::write(self)
    }

    /// The payload type the envelope claims. Unauthenticated: for messages and for choosing what to ask
    /// [`verify`](Self::verify) for.
    #[must_use]
    pub fn payload_type(&self) -> &str {
        &self.payload_type
    }

    /// The signatures, in the order they arrived.
    #[must_use]
    pub fn signatures(&self) -> &[EnvelopeSignature] {
        &self.signatures
    }
}

impl EnvelopeSignature {
    /// The hint which key signed; empty if there is none. Unauthenticated, and any text.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }
}

/// The payload is shown by its size: it is unverified, and it may be long.
impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("payload_type", &self.payload_type)
            .field("payload_bytes", &self.payload.len())
            .field("signatures", &self.signatures.len())
            .finish()
    }
}
