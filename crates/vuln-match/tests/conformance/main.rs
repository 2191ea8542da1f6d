//! Cases and records of other projects, read from the folder that `PORTCULLIS_CONFORMANCE` names; see docs/conformance.md.
//!
//! Skipped, saying so, when the variable is unset. `PORTCULLIS_CONFORMANCE_REPORT=1` gives figures only. Failures are written
//! as JSON lines to `target/conformance/<set>.jsonl`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may stop, and print figures"
)]

mod consistency;
mod enrichment;
mod harness;
mod node_semver;
mod plans;
mod rustsec;
mod schemes_a;
mod schemes_b;
mod scores;
mod vers;
mod versions;
mod vex;
