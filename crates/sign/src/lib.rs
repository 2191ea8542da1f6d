//! Signs and verifies offline: keys, DSSE envelopes, in-toto statements. What was checked has another type than what
//! arrived: a payload is reachable only through [`Verified`], and only a check makes one.
//!
//! There is no network, file, clock or random source here; keys, documents, times and seeds are arguments. The algorithm
//! comes from the key, never from the document. Sigstore bundles are checked by [`verify::verify`] against a [`trust::TrustRoot`]
//! and a [`policy::Policy`].
//!
//! ```
//! use portcullis_findings::{Digest, Timestamp};
//! use portcullis_sign::{
//!     Envelope, EnvelopeLimits, MessageSigner, ResourceDescriptor, Scheme, SigningKey, Statement, StatementLimits,
//!     TrustedKeys, VerificationResult, VerificationSummary, Verifier, intoto,
//! };
//!
//! // Thirty-two bytes of real randomness belong here.
//! let key = SigningKey::generate(Scheme::Ed25519, [7; 32])?;
//! let artifact = Digest::sha256(b"the artifact");
//! let summary = VerificationSummary::new(
//!     Verifier::new("https://example.com/gate"),
//!     "2026-11-01T00:00:00Z".parse::<Timestamp>()?,
//!     "https://example.com/artifact",
//!     ResourceDescriptor::at_uri("https://example.com/policy"),
//!     VerificationResult::Passed,
//! )?;
//! let statement = Statement::new(vec![ResourceDescriptor::named("artifact", &artifact)], summary)?;
//! let document = statement.sign(&[&key])?.to_json();
//!
//! let trusted = TrustedKeys::from(key.public_key().clone());
//! let verified = Envelope::from_json(&document, &EnvelopeLimits::default())?
//!     .verify(intoto::PAYLOAD_TYPE, &trusted)?
//!     .into_statement::<VerificationSummary>(&StatementLimits::default())?;
//! assert_eq!(verified.get().predicate().result, VerificationResult::Passed);
//! assert!(verified.get().subject(&artifact).is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![forbid(unsafe_code)]

mod backend;
pub mod bundle;
mod der;
pub mod dsse;
mod hash;
pub mod intoto;
mod json;
pub mod key;
#[cfg(feature = "minisign")]
pub mod minisign;
pub mod oci;
mod parallel;
pub mod policy;
mod signer;
pub mod slsa;
pub mod ssh;
pub mod timestamp;
pub mod tlog;
pub mod trust;
pub mod tuf;
mod verified;
pub mod verify;
mod window;
pub mod x509;

pub use der::{DerError, DerProblem};
pub use dsse::{Envelope, EnvelopeError, EnvelopeLimits, VerifyError, verify_many};
pub use hash::{Hasher, UnsupportedHash};
pub use intoto::{
    DigestSet, Predicate, RawPredicate, ResourceDescriptor, Statement, StatementError, StatementLimits,
};
pub use json::{JsonError, JsonProblem};
pub use key::{
    BadSignature, EcdsaForm, KeyError, KeyId, KeyKind, KeyRing, PrivatePem, PublicParts, Scheme,
    SchemeMismatch, SigningKey, TrustError, TrustedKeys, VerifyDigestError, VerifyingKey,
};
pub use signer::{DigestSigner, Hashed, MessageSigner, SignError};
pub use slsa::{VerificationResult, VerificationSummary, Verifier};
pub use verified::{Evidence, Verified};
pub use window::Window;
