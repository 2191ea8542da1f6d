//! Many inventories in one index: which of them does an advisory affect?

mod build;
mod changes;
mod coding;
mod dictionary;
mod error;
mod layout;
mod limits;
mod merge;
mod postings;
mod query;
mod runs;
mod segment;
mod set;
mod sorted;
#[cfg(test)]
mod tests;
mod write;

use portcullis_findings::LimitHit;

use crate::MatchOptions;
use layout::Header;
use segment::{Names, Segment};
use sorted::BLOCK;

pub use build::{ComponentId, FleetBuilder};
pub use changes::FleetChanges;
pub use error::FleetError;
pub use limits::FleetLimits;
pub use merge::Removals;
pub use query::{FleetAnswer, FleetComponent};
pub use set::InventorySet;

/// A fleet: segments in the order they were built, read as one. Of one name the last segment that adds or removes it counts.
///
/// Segments are made by [`FleetBuilder`] and read in place; only what a question needs is read, and checked by its pages'
/// checksums before. Threads may ask at once.
#[derive(Debug)]
pub struct Fleet<'a> {
    segments: Vec<Live<'a>>,
    limits: FleetLimits,
    options: MatchOptions,
}

/// A segment, and which of its inventories later ones replace or remove.
#[derive(Debug)]
struct Live<'a> {
    segment: Segment<'a>,
    /// A bit for each inventory that no longer counts; empty if all count.
    dead: Vec<u64>,
    dead_count: u32,
}

/// What a fleet or a segment holds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct FleetCounts {
    /// Inventories that later segments neither replace nor remove.
    pub inventories: u64,
    /// Packages, counted in each segment.
    pub packages: u64,
    /// Distinct components, counted in each segment.
    pub components: u64,
    /// Which inventory has which component: pairs in all segments, those of replaced inventories included.
    pub postings: u64,
    /// Segments.
    pub segments: u64,
}

impl<'a> Fleet<'a> {
    /// Opens segments in the order they were built. Only their headers are checked, and the names of all segments but the
    /// first looked up in those before.
    ///
    /// # Errors
    ///
    /// [`FleetError`] if one of them is no segment, is damaged, was built with other options than the first, or if there are too
    /// many.
    pub fn open(segments: &[&'a [u8]]) -> Result<Self, FleetError> {
        Self::open_with(segments, FleetLimits::default())
    }

    /// [`Fleet::open`] with limits of one's own.
    ///
    /// # Errors
    ///
    /// Those of [`Fleet::open`].
    pub fn open_with(segments: &[&'a [u8]], limits: FleetLimits) -> Result<Self, FleetError> {
        if segments.len() as u64 > limits.segments {
            return Err(LimitHit {
                what: "segments of one fleet",
                allowed: limits.segments,
            }
            .into());
        }
        let mut fleet = Self {
            segments: Vec::with_capacity(segments.len()),
            limits,
            options: build::of_fleet(MatchOptions::default()),
        };
        for (at, bytes) in segments.iter().enumerate() {
            let segment = Segment::open(bytes, at)?;
            let found = segment.header.options;
            if at == 0 {
                fleet.options = found;
            } else if found != fleet.options {
                return Err(FleetError::Options {
                    segment: at,
                    found,
                    expected: fleet.options,
                });
            }
            for names in [Names::Inventories, Names::Removed] {
                for block in 0..segment.name_blocks(names) {
                    if fleet.segments.is_empty() {
                        break;
                    }
                    let mut texts = Vec::new();
                    segment.each_name(names, block, |_, name| texts.push(name.to_vec()))?;
                    for name in texts {
                        fleet.bury(text(&name, &segment)?)?;
                    }
                }
            }
            fleet.segments.push(Live {
                segment,
                dead: Vec::new(),
                dead_count: 0,
            });
        }
        Ok(fleet)
    }

    /// Marks the inventory of a name in the segments so far as dead.
    fn bury(&mut self, name: &str) -> Result<(), FleetError> {
        for live in &mut self.segments {
            let Some(at) = live.segment.find_name(Names::Inventories, name)? else {
                continue;
            };
            if live.dead.is_empty() {
                live.dead = live.no_bits();
            }
            if let Some(word) = live.dead.get_mut((at / 64) as usize) {
                live.dead_count += u32::from(*word >> (at % 64) & 1 == 0);
                *word |= 1 << (at % 64);
            }
        }
        Ok(())
    }

    /// What its inventories are matched by, as they were built; [`MatchOptions::cpe`] is off.
    #[must_use]
    pub fn options(&self) -> MatchOptions {
        self.options
    }

    /// The options of a segment by its first [`Fleet::HEADER_BYTES`] bytes, to build another one for the same fleet; `None` if
    /// it is no sound segment of this format.
    #[must_use]
    pub fn options_of(start: &[u8]) -> Option<MatchOptions> {
        Header::options_of(start)
    }

    /// How long the header of a segment is.
    pub const HEADER_BYTES: usize = layout::HEADER;

    /// How many inventories there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.counts().inventories
    }

    /// Whether there is no inventory at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What the fleet holds.
    #[must_use]
    pub fn counts(&self) -> FleetCounts {
        let mut counts = FleetCounts {
            segments: self.segments.len() as u64,
            ..FleetCounts::default()
        };
        for live in &self.segments {
            let header = &live.segment.header;
            counts.inventories += u64::from(header.inventories.saturating_sub(live.dead_count));
            counts.packages += u64::from(header.packages);
            counts.components += u64::from(header.components);
            counts.postings += header.postings;
        }
        counts
    }

    /// Whether there is an inventory of this name.
    ///
    /// # Errors
    ///
    /// [`FleetError`] if what is read is damaged.
    pub fn contains(&self, name: &str) -> Result<bool, FleetError> {
        for live in &self.segments {
            if let Some(at) = live.segment.find_name(Names::Inventories, name)?
                && !live.is_dead(at)
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// All inventories.
    #[must_use]
    pub fn all(&self) -> InventorySet {
        let all = self.segments.iter().map(|live| {
            let mut words = live.no_bits();
            let count = live.segment.header.inventories;
            for (at, word) in words.iter_mut().enumerate() {
                let here = count - at as u32 * 64;
                *word = if here >= 64 { u64::MAX } else { (1 << here) - 1 };
            }
            live.without_dead(words)
        });
        InventorySet::new(all.collect())
    }

    /// The names of inventories in the order of their bytes. A set of another fleet gives names at its places, if any.
    ///
    /// # Errors
    ///
    /// [`FleetError`] if what is read is damaged.
    pub fn names(&self, set: &InventorySet) -> Result<Vec<String>, FleetError> {
        let mut names = Vec::new();
        for (live, words) in self.segments.iter().zip(set.words()) {
            for block in 0..live.segment.name_blocks(Names::Inventories) {
                let bits = block_bits(words, block);
                if bits == 0 {
                    continue;
                }
                let mut texts = Vec::new();
                live.segment.each_name(Names::Inventories, block, |at, name| {
                    if bits >> (at as usize % BLOCK) & 1 == 1 {
                        texts.push(name.to_vec());
                    }
                })?;
                for name in texts {
                    names.push(text(&name, &live.segment)?.to_owned());
                }
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Checks every page of every segment.
    ///
    /// # Errors
    ///
    /// [`FleetError::DamagedPage`] for the first that is damaged.
    pub fn check(&self) -> Result<(), FleetError> {
        self.segments.iter().try_for_each(|live| live.segment.check_all())
    }
}

impl Live<'_> {
    fn no_bits(&self) -> Vec<u64> {
        vec![0; (self.segment.header.inventories as usize).div_ceil(64)]
    }

    fn is_dead(&self, at: u32) -> bool {
        let word = self.dead.get((at / 64) as usize);
        word.is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    fn without_dead(&self, mut words: Vec<u64>) -> Vec<u64> {
        for (word, dead) in words.iter_mut().zip(&self.dead) {
            *word &= !dead;
        }
        words
    }
}

/// The bits of one block of names.
fn block_bits(words: &[u64], block: u64) -> u64 {
    let start = block as usize * BLOCK;
    words
        .get(start / 64)
        .map_or(0, |word| word >> (start % 64) & ((1 << BLOCK) - 1))
}

fn text<'n>(name: &'n [u8], segment: &Segment<'_>) -> Result<&'n str, FleetError> {
    std::str::from_utf8(name).map_err(|_| segment.malformed("names"))
}
