//! Bounds of images and what is attached to them.

/// What looking at an image may cost.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct OciLimits {
    /// A manifest or index, in bytes. Default 4 MiB, which registries accept at least.
    pub manifest_bytes: u64,
    /// A signature's payload, an attestation or a bundle, in bytes. Default 16 MiB.
    pub attachment_bytes: u64,
    /// Signatures and attestations of one manifest. Default 128.
    pub attachments: usize,
    /// Manifests of an index, with those of the indexes in it. Default 1024.
    pub manifests: usize,
    /// Nesting of a JSON document, at most 100. Default 16.
    pub depth: usize,
    /// Values and keys in a JSON document. Default 100,000.
    pub items: usize,
}

impl Default for OciLimits {
    fn default() -> Self {
        Self {
            manifest_bytes: 4 * 1024 * 1024,
            attachment_bytes: 16 * 1024 * 1024,
            attachments: 128,
            manifests: 1024,
            depth: 16,
            items: 100_000,
        }
    }
}
