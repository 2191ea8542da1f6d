//! Behaviour of the crate as its users see it.

mod lockfiles;
mod contract;
mod cyclonedx;
