//! Bounds of one trusted root.

/// What a trusted root may cost.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TrustRootLimits {
    /// The JSON document, in bytes. Default 4 MiB.
    pub bytes: usize,
    /// Logs and authorities of each kind. Default 256.
    pub authorities: usize,
    /// Certificates of one chain. Default 10.
    pub certificates: usize,
    /// Nesting of the JSON document, at most 100. Default 16; trusted roots need 7.
    pub depth: usize,
    /// Values and keys in the JSON document. Default 65,536.
    pub items: usize,
}

impl Default for TrustRootLimits {
    fn default() -> Self {
        Self {
            bytes: 4 * 1024 * 1024,
            authorities: 256,
            certificates: 10,
            depth: 16,
            items: 64 * 1024,
        }
    }
}

impl TrustRootLimits {
    /// The same limits with another bound for the document.
    #[must_use]
    pub const fn with_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }
}
