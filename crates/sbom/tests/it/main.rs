//! Behaviour of the crate as its users see it.

mod contract;
mod cyclonedx;
#[cfg(any(feature = "cyclonedx-bom", feature = "spdx-rs"))]
mod interop;
mod lockfiles;
