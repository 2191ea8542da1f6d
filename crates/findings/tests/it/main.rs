//! What other programs read, as a whole.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod example;
mod exchange;
mod inventory;
mod purl;
mod schema;
