//! Bounds of one envelope.

/// What an envelope may cost before anything in it is believed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct EnvelopeLimits {
    /// The JSON document, in bytes. Default 16 MiB.
    pub bytes: usize,
    /// Signatures. Default 32; each is tried with each trusted key at most once.
    pub signatures: usize,
    /// Payload type, and each key id, in bytes. Default 1024.
    pub text: usize,
    /// Nesting of the JSON document, at most 100. Default 16; DSSE itself needs 3.
    pub depth: usize,
    /// Values and keys in the JSON document. Default 4096.
    pub items: usize,
}

impl Default for EnvelopeLimits {
    fn default() -> Self {
        Self {
            bytes: 16 * 1024 * 1024,
            signatures: 32,
            text: 1024,
            depth: 16,
            items: 4096,
        }
    }
}

impl EnvelopeLimits {
    /// The same limits with another bound for the document.
    #[must_use]
    pub const fn with_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// The same limits with another number of signatures.
    #[must_use]
    pub const fn with_signatures(mut self, signatures: usize) -> Self {
        self.signatures = signatures;
        self
    }
}
