//! The gate on trees made for the purpose, and on the examples.

mod acquittal;
mod bad_input;
mod examples;
mod proof;
mod support;
