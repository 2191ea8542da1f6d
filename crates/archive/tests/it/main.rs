//! Archives as they come, hostile ones first. All are built here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod build;
mod gzip;
mod hostile;
mod tar;
mod zip;
#[cfg(feature = "zstd")]
mod zstd;
