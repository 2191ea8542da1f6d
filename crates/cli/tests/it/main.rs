//! The binary as its callers see it: output, documents, exit codes.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod advisories;
mod bundle;
mod canary;
mod cosign;
mod enrichment;
mod exit_codes;
mod fleet;
mod help;
mod ignores;
mod image;
mod matching;
mod output;
mod proof;
mod provenance;
mod secrets;
#[cfg(feature = "git")]
mod secrets_git;
mod sign;
mod signatures;
mod support;
#[cfg(feature = "net")]
mod trust;
#[cfg(feature = "net")]
mod update;
mod vex;
mod vulns;
