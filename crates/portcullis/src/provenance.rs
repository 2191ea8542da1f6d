//! Provenance in files, checked against what is expected of it: the edge of [`sign::slsa`](portcullis_sign::slsa).

use std::path::PathBuf;

use portcullis_findings::Digest;
use portcullis_sign::bundle::{Bundle, BundleError, BundleLimits};
use portcullis_sign::policy::{Matcher, MatcherError, Policy, PolicyError};
use portcullis_sign::slsa::{Expectations, Mismatch, Provenance, Verdict, check};
use portcullis_sign::trust::TrustRoot;
use portcullis_sign::verify::{Artifact, Refusal, verify};
use portcullis_sign::{
    Envelope, EnvelopeError, EnvelopeLimits, StatementError, StatementLimits, TrustedKeys, Verified,
    VerifyError, intoto,
};

use crate::bundles::{BundleFileError, load_trust_root};
use crate::fs::read_bounded;

/// Who vouches for the names in certificates of GitHub's workflows.
const GITHUB_ISSUER: &str = "https://token.actions.githubusercontent.com";

/// What to check.
#[derive(Clone, Debug)]
pub struct ProvenanceRequest {
    /// The file: a Sigstore bundle, or with keys an envelope (DSSE).
    pub provenance: PathBuf,
    /// The artifact; the same as in the expectations.
    pub artifact: Digest,
    /// Who may have signed.
    pub signers: ProvenanceSigners,
    /// What is expected.
    pub expectations: Expectations,
}

/// Who may have signed provenance. Which builder that is, the expectations ask.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ProvenanceSigners {
    /// Workflows of GitHub, under certificates of a trusted root in a file.
    GitHub {
        /// The trusted root's file.
        trusted_root: PathBuf,
    },
    /// Keys.
    Keys(TrustedKeys),
}

/// Provenance was looked at and is not accepted.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProvenanceRefusal {
    /// It is not a bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The bundle does not show that a workflow of GitHub signed it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It is not an envelope.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The envelope is not signed by the keys.
    #[error(transparent)]
    Signature(#[from] VerifyError),
    /// What is signed is not provenance.
    #[error(transparent)]
    Statement(#[from] StatementError),
    /// The bundle holds a signature and no statement.
    #[error("the bundle holds no statement")]
    NoStatement,
    /// It says otherwise than is expected.
    #[error("{}", list(.0))]
    Mismatches(Vec<Mismatch>),
}

/// The check could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProvenanceError {
    /// A file cannot be read, or the trusted root not be used.
    #[error(transparent)]
    File(#[from] BundleFileError),
    /// The policy that asks for a workflow of GitHub cannot be made.
    #[error(transparent)]
    Policy(#[from] PolicyError),
    /// The form of their names cannot.
    #[error(transparent)]
    Names(#[from] MatcherError),
}

/// Reads the files and checks the provenance of an artifact. Nothing is fetched.
///
/// # Errors
///
/// [`ProvenanceError`] if the check could not be made; the inner error if it was made and the provenance is not accepted.
pub fn verify_provenance(
    request: &ProvenanceRequest,
) -> Result<Result<Verdict, ProvenanceRefusal>, ProvenanceError> {
    let limit = BundleLimits::default().bytes as u64;
    let document = read_bounded(&request.provenance, limit).map_err(BundleFileError::from)?;
    let payload = match &request.signers {
        ProvenanceSigners::GitHub { trusted_root } => {
            let root = load_trust_root(Some(trusted_root))?;
            // Which workflow, the expectations ask: a builder has names that no one pattern has.
            let policy = Policy::builder()
                .issuer(GITHUB_ISSUER)
                .identity(Matcher::glob("https://github.com/**")?)
                .build()?;
            of_bundle(&document, &root, &policy, &request.artifact)
        }
        ProvenanceSigners::Keys(keys) => of_envelope(&document, keys),
    };
    Ok(payload.and_then(|payload| {
        let statement = payload.into_statement::<Provenance>(&StatementLimits::default())?;
        check(&statement, &request.expectations).map_err(ProvenanceRefusal::Mismatches)
    }))
}

type Payload = Result<Verified<Vec<u8>>, ProvenanceRefusal>;

fn of_bundle(document: &[u8], root: &TrustRoot, policy: &Policy, artifact: &Digest) -> Payload {
    let bundle = Bundle::parse(document, &BundleLimits::default())?;
    let signed = verify(root, policy, &bundle, Artifact::Digest(artifact))?;
    signed.into_payload().ok_or(ProvenanceRefusal::NoStatement)
}

fn of_envelope(document: &[u8], keys: &TrustedKeys) -> Payload {
    let envelope = Envelope::from_json(document, &EnvelopeLimits::default())?;
    Ok(envelope.verify(intoto::PAYLOAD_TYPE, keys)?)
}

fn list(mismatches: &[Mismatch]) -> String {
    let texts: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
