//! How much of packed input is read.

/// Bounds of what one file may unpack to, all nesting together.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// Packed forms inside one another; a compressed tar counts twice. 0 opens none. Default 8, at most 32.
    pub depth: u32,
    /// Bytes that come out of one file, intermediate archives included. Default 4 GiB.
    pub unpacked_bytes: u64,
    /// Entries in one file. Default 1,000,000.
    pub entries: u64,
    /// Bytes of zip archives inside something else that are held in memory at once, because a zip is read from its end. Default
    /// 24 MiB.
    pub held_bytes: u64,
    /// Limits of each single archive.
    pub archive: portcullis_archive::Limits,
}

impl Default for Limits {
    fn default() -> Self {
        let mut archive = portcullis_archive::Limits::default();
        // Reading of a frame keeps its window; whoever packs with `--long` is told.
        archive.window_bytes = 8 * 1024 * 1024;
        Self {
            depth: 8,
            unpacked_bytes: 4 * 1024 * 1024 * 1024,
            entries: 1_000_000,
            held_bytes: 24 * 1024 * 1024,
            archive,
        }
    }
}
