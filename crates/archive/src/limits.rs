//! How much of an archive is read.

/// Limits of one archive. Nested archives are archives of their own; what they share is the
/// [`Budget`](portcullis_findings::Budget).
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// Entries, directories and refused ones included. Default 65,536.
    pub entries: u64,
    /// Bytes of one entry after decompression. Default 64 MiB.
    pub entry_bytes: u64,
    /// Bytes of all entries after decompression, skipped ones of a tar included. Default 1 GiB.
    pub total_bytes: u64,
    /// How many times its compressed size an entry, a gzip or a zstd stream may be. Default 200; deflate reaches 1,032.
    pub ratio: u64,
    /// Bytes after decompression that any entry may have whatever its ratio. Default 4 MiB.
    pub ratio_floor: u64,
    /// Bytes of one name. Default 4,096.
    pub name_bytes: usize,
    /// Bytes of the headers before one entry of a tar (long names, extended headers). Default 1 MiB.
    pub header_bytes: u64,
    /// Bytes of the window of a zstd frame, which reading keeps in memory. Default 128 MiB, as far as `zstd --long` goes.
    pub window_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            entries: 65_536,
            entry_bytes: 64 * 1024 * 1024,
            total_bytes: 1024 * 1024 * 1024,
            ratio: 200,
            ratio_floor: 4 * 1024 * 1024,
            name_bytes: 4096,
            header_bytes: 1024 * 1024,
            window_bytes: 128 * 1024 * 1024,
        }
    }
}

#[cfg(any(feature = "gzip", feature = "zip", feature = "zstd"))]
impl Limits {
    /// How many bytes may come out of `compressed` ones.
    pub(crate) fn expanded(&self, compressed: u64) -> u64 {
        compressed.saturating_mul(self.ratio).max(self.ratio_floor)
    }
}
