//! The crate through its public API.
#![allow(clippy::unwrap_used, reason = "tests may stop")]

mod cpe;
mod distributions;
mod ecosystems;
mod every_ecosystem;
mod findings;
mod fleet;
mod fleet_options;
mod guides;
mod hostile;
mod index;
mod laws;
mod matches;
mod native;
mod orders;
mod plans;
mod ranges;
mod schema;
mod scopes;
mod support;
mod vex;
