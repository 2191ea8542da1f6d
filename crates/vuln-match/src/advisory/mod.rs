//! Advisory records: how they are read from OSV JSON, and what is kept of them.

mod cursor;
mod document;
mod error;
mod json;
pub(crate) mod loose;
mod parsed;
mod plain;
mod range;
mod record;

pub use error::{AdvisoryError, Remark};
pub(crate) use json::parse;
pub(crate) use parsed::{Entry, EventText, Lists, Parsed, RatingText, informational};
pub use range::{Event, EventKind, Interval, Intervals, IntervalsKind, Range, RangeKind};
pub(crate) use range::{HIGHEST_KEY, Mark, paired, scheme_of};
pub use record::{Advisory, Affected, Package, Rating, RatingKind};
