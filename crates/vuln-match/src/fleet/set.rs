//! Sets of inventories.

/// Some inventories of one fleet. [`super::Fleet::names`] tells which.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct InventorySet {
    /// A bit for each inventory, for each segment.
    segments: Vec<Vec<u64>>,
}

impl InventorySet {
    pub(super) fn new(segments: Vec<Vec<u64>>) -> Self {
        Self { segments }
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &[u64]> {
        self.segments.iter().map(Vec::as_slice)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        let words = self.segments.iter().flatten();
        words.map(|word| u64::from(word.count_ones())).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.iter().flatten().all(|word| *word == 0)
    }

    /// Those that are in neither of two other sets of the same fleet.
    pub(super) fn without(&self, others: [&Self; 2]) -> Self {
        let mut left = self.clone();
        for other in others {
            for (words, less) in left.segments.iter_mut().zip(&other.segments) {
                for (word, less) in words.iter_mut().zip(less) {
                    *word &= !less;
                }
            }
        }
        left
    }
}
