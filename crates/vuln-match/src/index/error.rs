//! Why a compiled index cannot be read.

use super::layout::{FORMAT, MOST_DELTAS};

/// A compiled index that cannot be read, or the part of it that was asked for cannot.
///
/// Nothing is ever answered from a damaged part: the call that touches it fails, and calls that do not go on working.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// The bytes are something else.
    #[error("not a compiled index of advisories")]
    Magic,
    /// Compiled for another version of the format.
    #[error("the index has format {found}, and format {FORMAT} is read here; compile it again")]
    Format {
        /// The version that was found.
        found: u16,
    },
    /// An index of another sort than was asked for, such as a delta where the base should be.
    #[error("the file is {found}, expected {expected}")]
    Kind {
        /// What it is.
        found: &'static str,
        /// What was asked for.
        expected: &'static str,
    },
    /// Cut short, or with something behind it.
    #[error("the index has {found} bytes, and its header says {expected}")]
    Length {
        /// What the header says.
        expected: u64,
        /// How many bytes there are.
        found: u64,
    },
    /// The first page or the table of checksums is damaged.
    #[error("the header of the index is damaged")]
    Header,
    /// A page whose checksum does not fit its bytes.
    #[error("page {page} of the index, at byte {offset}, is damaged")]
    Page {
        /// Which page of the file, from 0.
        page: u32,
        /// Its first byte.
        offset: u64,
    },
    /// A page is sound, and what stands on it has no meaning.
    #[error("what stands at byte {offset} of the index is no {what}")]
    Malformed {
        /// Where.
        offset: u64,
        /// What was expected.
        what: &'static str,
    },
    /// A page is sound, and the text of a version on it is no UTF-8.
    #[error("the text of a version in the index is no UTF-8")]
    Text,
    /// Versions of a scheme were compiled into keys that are not those made here.
    #[error("the index has version keys of another release of this library; compile it again")]
    Keys,
    /// A delta that was made for another base.
    #[error("delta {segment} does not belong to this base")]
    Base {
        /// Which delta, from 1.
        segment: usize,
    },
    /// Deltas are not given in rising order of their numbers.
    #[error("delta {segment} is not newer than the one before it")]
    Order {
        /// Which delta, from 1.
        segment: usize,
    },
    /// More deltas than are merged.
    #[error("{found} deltas, at most {MOST_DELTAS} are merged; compile a new base")]
    Deltas {
        /// How many there are.
        found: usize,
    },
    /// The details were compiled with another index.
    #[error("the details belong to another index")]
    Details,
    /// Every page fits its checksum, and the whole not its digest.
    #[error("the digest of the index is another one than its header says")]
    Digest,
}
