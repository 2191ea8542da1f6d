//! Advisories in memory, and how they are read from OSV records.

mod json;
mod loose;
mod range;
mod record;

pub(crate) use json::read;
pub use json::{AdvisoryError, Remark};
pub use range::{Event, EventKind, Interval, Intervals, IntervalsKind, Range, RangeKind};
pub use record::{Advisory, Affected, Package, Rating, RatingKind};
