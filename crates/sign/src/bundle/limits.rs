//! Bounds of one bundle.

/// What a bundle may cost before anything in it is believed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct BundleLimits {
    /// The JSON document, in bytes. Default 16 MiB.
    pub bytes: usize,
    /// Transparency log entries. Default 32.
    pub entries: usize,
    /// RFC 3161 timestamps. Default 32.
    pub timestamps: usize,
    /// Certificates of a chain. Default 10.
    pub certificates: usize,
    /// Hashes of one inclusion proof. Default 64, the height of the largest tree.
    pub hashes: usize,
    /// Signatures of an envelope. Default 32.
    pub signatures: usize,
    /// Nesting of the JSON document, at most 100. Default 16; bundles need 7.
    pub depth: usize,
    /// Values and keys in the JSON document. Default 16,384.
    pub items: usize,
}

impl Default for BundleLimits {
    fn default() -> Self {
        Self {
            bytes: 16 * 1024 * 1024,
            entries: 32,
            timestamps: 32,
            certificates: 10,
            hashes: 64,
            signatures: 32,
            depth: 16,
            items: 16 * 1024,
        }
    }
}

impl BundleLimits {
    /// The same limits with another bound for the document.
    #[must_use]
    pub const fn with_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// The same limits with other numbers of log entries and timestamps.
    #[must_use]
    pub const fn with_evidence(mut self, entries: usize, timestamps: usize) -> Self {
        self.entries = entries;
        self.timestamps = timestamps;
        self
    }
}
