//! Bounded streaming readers of zip, tar, gzip and zstd, for archives that nobody vouches for.
//!
//! Entries are given to a visitor one by one, as a name and a reader. Nothing is written anywhere, no link is followed and no
//! name leaves the archive: an absolute name, `..`, a backslash or a second entry of the same name makes a
//! [`Gap`](portcullis_findings::Gap) instead of an entry. What a limit of [`Limits`] cuts off is a gap with that limit.
//!
//! ```
//! # #[cfg(feature = "tar")] {
//! use std::io::Read;
//! use std::ops::ControlFlow;
//!
//! use portcullis_archive::{Limits, tar};
//! use portcullis_findings::Budget;
//!
//! let empty = [0_u8; 1024];
//! let mut texts = Vec::new();
//! let summary = tar::read(&empty[..], &Limits::default(), &Budget::unlimited(), |entry, content| {
//!     let mut text = Vec::new();
//!     // What could be read before an error is here; the error is in the summary as a gap.
//!     let _ = content.read_to_end(&mut text);
//!     texts.push((entry.label, text));
//!     ControlFlow::Continue(())
//! })?;
//! assert_eq!((summary.entries, summary.gaps.len()), (0, 0));
//! # }
//! # Ok::<(), portcullis_archive::ArchiveError>(())
//! ```
//!
//! Gaps name the entry alone; who knows the archive's own name puts it in front.
#![forbid(unsafe_code)]

#[cfg(any(feature = "tar", feature = "zip"))]
mod bounded;
mod entry;
mod error;
#[cfg(feature = "gzip")]
pub mod gzip;
mod limits;
#[cfg(any(feature = "tar", feature = "zip"))]
mod name;
#[cfg(feature = "tar")]
pub mod tar;
#[cfg(feature = "zip")]
pub mod zip;
#[cfg(feature = "zstd")]
pub mod zstd;

pub use entry::{Entry, Summary};
pub use error::{ArchiveError, Format, limit_hit};
pub use limits::Limits;
