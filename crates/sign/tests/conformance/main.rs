//! Vectors of other projects, read from the folder that `PORTCULLIS_CONFORMANCE` names; skipped when it is unset.
//!
//! With `PORTCULLIS_CONFORMANCE_REPORT=1` only figures are printed. Failures are written, one JSON object per line, to
//! `target/conformance/<set>.jsonl`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests may stop, and print figures"
)]

mod bent;
mod bundles;
mod dsse;
#[cfg(feature = "cosign-keys")]
mod keys;
mod merkle;
mod mutation;
mod predicates;
mod sigstore;
mod slsa;
mod slsa_google;
mod slsa_material;
mod statements;
mod support;
mod timestamps;
mod tlog;
mod tuf;
mod wycheproof;
