//! The gate on trees made for the purpose, and on the examples.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod acquittal;
mod advisories;
mod any_way;
mod bad_input;
mod bombs;
mod enrichment;
mod examples;
mod ignores;
#[cfg(feature = "net")]
mod net;
mod packed_gate;
mod packed_secrets;
mod proof;
mod support;
mod vex;
