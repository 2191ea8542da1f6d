//! SLSA predicates.

mod vsa;

pub use vsa::{VerificationResult, VerificationSummary, Verifier};
