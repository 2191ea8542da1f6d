//! How much of hostile input is looked at.

/// Limits on advisory records. What goes past one is set aside with the limit named, never cut short in silence.
///
/// Depth needs no limit of its own: the reader refuses more than 128 nested values and skips what it does not use without
/// recursion.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one record; 4 MiB unless set. The largest of 23,611 real ones has under 200 KiB; reading a hostile one may
    /// take fifty times its size.
    pub record_bytes: u64,
    /// Records of one index; 4,000,000 unless set.
    pub records: u64,
    /// Bytes that an index being compiled holds in texts, versions and ranges, as many in the lists of what its records name,
    /// and as many in details; 1 GiB unless set, which is the most there can be.
    pub index_bytes: u64,
    /// `affected` entries of one record; 100,000 unless set.
    pub affected: u64,
    /// Events, enumerated versions, symbols and aliases of one record, counted together; 250,000 unless set.
    pub items: u64,
    /// Set-aside records and remarks that are kept word for word; 10,000 of each unless set. The counts go on.
    pub notes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            record_bytes: 4 << 20,
            records: 4_000_000,
            index_bytes: 1 << 30,
            affected: 100_000,
            items: 250_000,
            notes: 10_000,
        }
    }
}
