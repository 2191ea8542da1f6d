//! Tests of the crate from outside.

mod contract;
mod differential;
mod outputs;
mod streaming;
