//! The policy from its text to the decision.

mod checks;
mod decision;
mod errors;
mod fail_closed;
mod licences;
mod properties;
mod support;
mod tighten;
mod waivers;
