//! Tests of the crate from outside.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]

mod alternatives;
mod contract;
mod differential;
mod encoded;
mod ignores;
mod imported;
mod outputs;
mod streaming;
