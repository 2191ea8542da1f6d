//! The rules on the cases of other projects' rules, read from the folder that `PORTCULLIS_CONFORMANCE` names; without it
//! nothing is tested, which is said.
//!
//! With `PORTCULLIS_CONFORMANCE_REPORT=1` only figures are printed. Failures are written, one JSON object per line, to
//! `target/conformance/<set>.jsonl`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests may stop, and print figures"
)]

mod builtin;
mod imported;
mod issuers;
mod support;
