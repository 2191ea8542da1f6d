//! The gate on trees made for the purpose, and on the examples.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod acquittal;
mod advisories;
mod bad_input;
mod enrichment;
mod examples;
#[cfg(feature = "net")]
mod net;
mod packed_secrets;
mod proof;
mod support;
mod vex;
