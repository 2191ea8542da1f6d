//! Advisories in memory, and how they are read from OSV records.

mod error;
mod json;
pub(crate) mod loose;
mod range;
mod record;

pub use error::{AdvisoryError, Remark};
pub(crate) use json::read;
pub use range::{Event, EventKind, Interval, Intervals, IntervalsKind, Range, RangeKind};
pub use record::{Advisory, Affected, Package, Rating, RatingKind};
