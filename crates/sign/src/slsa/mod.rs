//! SLSA: predicates, and what their verification asks.

mod provenance;
mod publish;
mod vsa;

pub use provenance::{
    Completeness, ConfigSource, Invocation, Provenance, ProvenanceV01, ProvenanceV1, ProvenanceV02, Recipe,
    Run,
};
pub use publish::PublishAttestation;
pub use vsa::{VerificationResult, VerificationSummary, Verifier};
