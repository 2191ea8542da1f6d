//! The policy from its text to the decision.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod checks;
mod decision;
mod errors;
mod exploitation;
mod fail_closed;
mod licences;
mod properties;
mod support;
mod tighten;
mod waivers;
