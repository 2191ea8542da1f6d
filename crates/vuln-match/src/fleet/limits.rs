//! How much a fleet may hold.

/// Limits on fleets. What goes past one is an error that names it; nothing is left out in silence.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct FleetLimits {
    /// Inventories of one segment, removals included; 100,000,000 unless set, 4,000,000,000 at most.
    pub inventories: u64,
    /// Distinct components of one segment; 100,000,000 unless set, 4,000,000,000 at most.
    pub components: u64,
    /// Bytes of one name of an inventory or package, one release or one version; 4,096 unless set and at most.
    pub text_bytes: u64,
    /// Segments that are read as one fleet; 256 unless set.
    pub segments: u64,
    /// Components of one answer; 1,000,000 unless set.
    pub answer_components: u64,
}

impl Default for FleetLimits {
    fn default() -> Self {
        Self {
            inventories: 100_000_000,
            components: 100_000_000,
            text_bytes: MOST_TEXT,
            segments: 256,
            answer_components: 1_000_000,
        }
    }
}

/// The most that [`FleetLimits::text_bytes`] may be: readers look for a key no further.
pub(super) const MOST_TEXT: u64 = 4096;
/// The most that counts may be: ordinals have 32 bits.
pub(super) const MOST_COUNT: u64 = 4_000_000_000;
