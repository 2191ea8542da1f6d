//! Bounds of an update.

/// What an update may cost before anything is believed. Defaults are those of python-tuf where it has them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// A root, in bytes. Default 512,000.
    pub root_bytes: u64,
    /// A timestamp, in bytes. Default 16,384.
    pub timestamp_bytes: u64,
    /// A snapshot, in bytes, unless the timestamp states less. Default 2,000,000.
    pub snapshot_bytes: u64,
    /// A targets role, in bytes, unless the snapshot states less. Default 5,000,000.
    pub targets_bytes: u64,
    /// New roots in one update; the next one goes on from there. Default 256.
    pub roots: u64,
    /// Roles visited in search of one target. Default 32.
    pub delegations: usize,
    /// Nesting of a document, at most 100. Default 32.
    pub depth: usize,
    /// Values and keys in a document. Default 1,000,000.
    pub items: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            root_bytes: 512_000,
            timestamp_bytes: 16_384,
            snapshot_bytes: 2_000_000,
            targets_bytes: 5_000_000,
            roots: 256,
            delegations: 32,
            depth: 32,
            items: 1_000_000,
        }
    }
}
