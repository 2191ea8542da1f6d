//! Behaviour of the crate as its users see it.
#![allow(clippy::panic, clippy::string_slice, clippy::unwrap_used)]

mod contract;
mod cyclonedx;
mod cyclonedx_vex;
#[cfg(any(feature = "cyclonedx-bom", feature = "spdx-rs"))]
mod interop;
mod lockfiles;
