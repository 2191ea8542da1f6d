//! The decision as a signed statement, and back.

use portcullis_findings::{Digest, Label, Timestamp};
use portcullis_policy::Verdict;
use portcullis_sign::{
    Envelope, EnvelopeError, EnvelopeLimits, ResourceDescriptor, SigningKey, Statement, StatementError,
    StatementLimits, TrustedKeys, VerificationResult, VerificationSummary, Verified, Verifier, VerifyError,
    VerifyingKey, intoto,
};

use super::{Gated, TREE_LABEL};

/// Who says so, in the statements this library makes.
pub const VERIFIER_ID: &str = "urn:portcullis:gate:v1";

/// How many documents are named one by one; a tree with more is named by its digest alone, which covers them all.
const MAX_SUBJECTS: usize = 1_000;

/// A decision could not be signed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignDecisionError {
    /// There is nothing to sign: no file of the tree could be read.
    #[error("nothing was gated, so there is nothing to sign")]
    NoSubject,
    /// The statement could not be made.
    #[error("the statement cannot be made: {0}")]
    Statement(#[from] StatementError),
    /// A field of the summary has no allowed value.
    #[error("the verification summary cannot be made: {0}")]
    Summary(#[from] intoto::PredicateError),
    /// The key could not sign.
    #[error("the statement cannot be signed: {0}")]
    Sign(#[from] intoto::SignStatementError),
}

/// A signed decision is refused, and at which step.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RefusedDecision {
    /// It is no DSSE envelope.
    #[error("not an envelope: {0}")]
    Envelope(#[from] EnvelopeError),
    /// Nobody trusted signed this payload with this type.
    #[error("the signature is refused: {0}")]
    Signature(#[from] VerifyError),
    /// It is signed, but no verification summary.
    #[error("the signed payload is not a verification summary: {0}")]
    Statement(#[from] StatementError),
}

/// Signs a decision as an in-toto statement with SLSA's verification summary: subjects are the tree (as `dirHash`) and
/// every document the inventory was read from; the decision's JSON is an input attestation by digest.
///
/// The same decision and key give the same bytes.
///
/// # Errors
///
/// [`SignDecisionError`] if nothing was gated or the key cannot sign.
pub fn sign_decision(
    gated: &Gated,
    key: &SigningKey,
    resource: &str,
    at: Timestamp,
) -> Result<Vec<u8>, SignDecisionError> {
    let subjects = subjects(gated);
    if subjects.is_empty() {
        return Err(SignDecisionError::NoSubject);
    }
    let result = match gated.decision.verdict() {
        Verdict::Allow => VerificationResult::Passed,
        Verdict::Undecided | Verdict::Deny => VerificationResult::Failed,
    };
    let verifier = Verifier::new(VERIFIER_ID).with_version("portcullis", env!("CARGO_PKG_VERSION"));
    let policy = ResourceDescriptor::at_uri(format!("urn:portcullis:policy:{}", gated.decision.policy_id()))
        .with_digest(gated.decision.policy_digest());
    let mut summary = VerificationSummary::new(verifier, at, resource, policy, result)?;
    let decision = Digest::sha256(gated.decision_json().as_bytes());
    summary
        .input_attestations
        .push(ResourceDescriptor::named("decision.json", &decision));
    Ok(Statement::new(subjects, summary)?.sign(&[key])?.to_json())
}

/// Checks a signed decision against the one key it must be signed with, and gives it up.
///
/// # Errors
///
/// [`RefusedDecision`] naming the step that refused.
pub fn verify_decision(
    document: &[u8],
    key: &VerifyingKey,
) -> Result<Verified<Statement<VerificationSummary>>, RefusedDecision> {
    let envelope = Envelope::from_json(document, &EnvelopeLimits::default())?;
    let payload = envelope.verify(intoto::PAYLOAD_TYPE, &TrustedKeys::from(key.clone()))?;
    Ok(payload.into_statement::<VerificationSummary>(&StatementLimits::default())?)
}

fn subjects(gated: &Gated) -> Vec<ResourceDescriptor> {
    let all = gated.decision.subjects();
    let tree = |label: &Label| gated.tree.is_some() && label.as_bytes() == TREE_LABEL.as_bytes();
    let few = all.len() <= MAX_SUBJECTS;
    let named = all.iter().filter(|(label, _)| few || tree(label));
    named
        .map(|(label, digest)| ResourceDescriptor::named(label.to_string(), digest))
        .collect()
}
