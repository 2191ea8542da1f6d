//! The crate through its public API.

mod findings;
mod hostile;
mod laws;
mod matches;
mod ranges;
mod support;
