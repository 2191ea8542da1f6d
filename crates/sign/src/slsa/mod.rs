//! SLSA: provenance and verification summaries, and their check against what a consumer expects. The checks are pure: they
//! take verified statements and values, and answer with a verdict or with everything that does not fit.

mod builder;
mod certificate;
mod check;
mod claims;
mod document;
mod expectations;
mod git;
mod google;
mod level;
mod mismatch;
mod package;
mod provenance;
mod publish;
mod signer;
mod summary;
mod vsa;

pub use builder::{BuilderRefs, TrustedBuilder, UnknownBuilder};
pub use check::{Verdict, check, check_as};
pub use document::{DescribedImage, DocumentError, PackageAttestations, ProvenanceForm};
pub use expectations::{Expectations, ExpectationsBuilder, ExpectationsError};
pub use level::BuildLevel;
pub use mismatch::{Mismatch, PackagePlace, SourcePlace};
pub use package::{check_package, check_package_as};
pub use provenance::{
    Completeness, ConfigSource, Invocation, Provenance, ProvenanceV01, ProvenanceV1, ProvenanceV02, Recipe,
    Run,
};
pub use publish::PublishAttestation;
pub use signer::{CertificateClaims, SignerIdentity};
pub use summary::{SummaryExpectations, check_summary};
pub use vsa::{VerificationResult, VerificationSummary, Verifier};
