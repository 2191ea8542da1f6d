//! Why a fleet cannot be built or read.

use portcullis_findings::LimitHit;

use crate::{IndexError, MatchOptions};

/// Why a fleet cannot be built or read. An answer is never made from what is damaged.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FleetError {
    /// The bytes do not begin as a segment does.
    #[error("segment {segment} is no fleet segment")]
    NotASegment {
        /// Which of the given segments, from 0.
        segment: usize,
    },
    /// Written by another version of this format.
    #[error("segment {segment} is of format {found}, and only format {known} is read")]
    Version {
        /// Which of the given segments, from 0.
        segment: usize,
        /// Its format.
        found: u32,
        /// The format that is read.
        known: u32,
    },
    /// Shorter or longer than its header says.
    #[error("segment {segment} has {found} bytes, and its header says {stated}")]
    Length {
        /// Which of the given segments, from 0.
        segment: usize,
        /// How many there are.
        found: u64,
        /// How many there should be.
        stated: u64,
    },
    /// Its inventories are matched by other options than those of the first segment.
    #[error("segment {segment} was built with `{found}`, and the fleet with `{expected}`")]
    Options {
        /// Which of the given segments, from 0.
        segment: usize,
        /// Its options.
        found: MatchOptions,
        /// Those of the first segment.
        expected: MatchOptions,
    },
    /// The checksum of the header or of the table of checksums is another one.
    #[error("the header of segment {segment} is damaged")]
    DamagedHeader {
        /// Which of the given segments, from 0.
        segment: usize,
    },
    /// The checksum of a page is another one.
    #[error("page {page} of segment {segment} is damaged")]
    DamagedPage {
        /// Which of the given segments, from 0.
        segment: usize,
        /// Which of its pages, from 0.
        page: usize,
    },
    /// Checksums are right, and what is there was not written by this crate.
    #[error("the {part} of segment {segment} make no sense")]
    Malformed {
        /// Which of the given segments, from 0.
        segment: usize,
        /// Which part.
        part: &'static str,
    },
    /// The advisory that was asked about cannot be compiled.
    #[error(transparent)]
    Advisory(#[from] IndexError),
    /// Larger than [`super::FleetLimits`] allow.
    #[error(transparent)]
    Limit(#[from] LimitHit),
    /// A component that another builder gave.
    #[error("the component is of another builder")]
    ForeignComponent,
}
