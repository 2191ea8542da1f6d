//! How much of one document is read.

/// Limits for reading one document. What goes past one is an error that names it, never a shorter answer.
///
/// ```
/// let limits = portcullis_sbom::Limits { bytes: 1024, ..portcullis_sbom::Limits::default() };
/// assert_eq!(limits.items, 2_000_000);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Bytes of the document and of each companion; 64 MiB. Never more than 4 GiB are read, whatever stands here.
    pub bytes: u64,
    /// JSON values, TOML values or lines of the document; 2,000,000. A JSON value costs 24 bytes of memory.
    pub items: u64,
    /// Entries of one lockfile, or components of one document; 250,000. An entry costs about a kilobyte of memory.
    pub components: u64,
    /// Levels of nesting, and parts of one npm install path; 256. TOML has a limit of 80 besides.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 * 1024 * 1024,
            items: 2_000_000,
            components: 250_000,
            depth: 256,
        }
    }
}
