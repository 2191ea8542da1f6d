//! Provenance in files, checked against what is expected of it: the edge of [`sign::slsa`](portcullis_sign::slsa).

use std::path::PathBuf;

use portcullis_findings::Digest;
use portcullis_sign::bundle::{Bundle, BundleError, BundleLimits};
use portcullis_sign::policy::{Matcher, MatcherError, Policy, PolicyBuilder, PolicyError};
use portcullis_sign::slsa::{
    DescribedImage, DocumentError, Expectations, Mismatch, PackageAttestations, Provenance, ProvenanceForm,
    Verdict, check, check_package,
};
use portcullis_sign::trust::TrustRoot;
use portcullis_sign::verify::{Artifact, Refusal, verify};
use portcullis_sign::{
    Envelope, EnvelopeError, EnvelopeLimits, StatementError, StatementLimits, TrustedKeys, Verified,
    VerifyError, VerifyingKey, intoto,
};

use crate::bundles::{BundleFileError, load_trust_root};
use crate::fs::read_bounded;

/// Who vouches for the names in certificates of GitHub's workflows.
const GITHUB_ISSUER: &str = "https://token.actions.githubusercontent.com";

/// What to check.
#[derive(Clone, Debug)]
pub struct ProvenanceRequest {
    /// The file: a Sigstore bundle; with keys an envelope (DSSE), or what `gcloud artifacts docker images describe` prints with
    /// `--show-provenance --format json`; for a package what its registry serves as its attestations.
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
    /// Workflows of GitHub for the provenance of a package of npm, and its registry for the attestation that it took the package
    /// in. Both must be about the artifact, whose digest npm states as SHA-512.
    Package {
        /// The trusted root's file.
        trusted_root: PathBuf,
        /// The registry's keys, any one of which may have signed.
        registry: Vec<VerifyingKey>,
    },
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
    /// It holds no provenance.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The registry has not signed that it took the package in.
    #[error("the publish attestation: {0}")]
    Publish(Refusal),
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
    /// The policy that asks for a workflow of GitHub, or for a key of the registry, cannot be made.
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
    match &request.signers {
        ProvenanceSigners::GitHub { trusted_root } => {
            let root = load_trust_root(Some(trusted_root))?;
            let policy = workflows()?;
            Ok(of_bundle(&document, &root, &policy, &request.artifact)
                .and_then(|payload| checked(payload, &request.expectations)))
        }
        ProvenanceSigners::Keys(keys) => Ok(match ProvenanceForm::of(&document) {
            ProvenanceForm::Described => of_described(&document, keys, &request.expectations),
            _ => of_envelope(&document, keys).and_then(|payload| checked(payload, &request.expectations)),
        }),
        ProvenanceSigners::Package {
            trusted_root,
            registry,
        } => {
            let root = load_trust_root(Some(trusted_root))?;
            let keys = registry.iter().cloned();
            let publishers = keys.fold(Policy::builder(), PolicyBuilder::key).build()?;
            Ok(of_package(&document, &root, &workflows()?, &publishers, request))
        }
    }
}

/// Which workflow, the expectations ask: a builder has names that no one pattern has.
fn workflows() -> Result<Policy, ProvenanceError> {
    Ok(Policy::builder()
        .issuer(GITHUB_ISSUER)
        .identity(Matcher::glob("https://github.com/**")?)
        .build()?)
}

type Payload = Result<Verified<Vec<u8>>, ProvenanceRefusal>;
type Checked = Result<Verdict, ProvenanceRefusal>;

fn checked(payload: Verified<Vec<u8>>, expectations: &Expectations) -> Checked {
    let statement = payload.into_statement::<Provenance>(&StatementLimits::default())?;
    check(&statement, expectations).map_err(ProvenanceRefusal::Mismatches)
}

fn of_bundle(document: &[u8], root: &TrustRoot, policy: &Policy, artifact: &Digest) -> Payload {
    let bundle = Bundle::parse(document, &BundleLimits::default())?;
    let signed = verify(root, policy, &bundle, Artifact::Digest(artifact))?;
    signed.into_payload().ok_or(ProvenanceRefusal::NoStatement)
}

fn of_envelope(document: &[u8], keys: &TrustedKeys) -> Payload {
    let envelope = Envelope::from_json(document, &EnvelopeLimits::default())?;
    Ok(envelope.verify(intoto::PAYLOAD_TYPE, keys)?)
}

/// Any one of the envelopes is enough: they are of different builds, and of different versions of provenance. What is told
/// otherwise is why the first signed one does not do, or that none is signed.
fn of_described(document: &[u8], keys: &TrustedKeys, expectations: &Expectations) -> Checked {
    let image = DescribedImage::from_json(document, &EnvelopeLimits::default())?;
    let (mut of_signed, mut unsigned) = (None, None);
    for envelope in image.envelopes() {
        match envelope.clone().verify(intoto::PAYLOAD_TYPE, keys) {
            Err(error) => unsigned = unsigned.or(Some(error)),
            Ok(payload) => match checked(payload, expectations) {
                Ok(verdict) => return Ok(verdict),
                Err(refusal) => of_signed = of_signed.or(Some(refusal)),
            },
        }
    }
    let unsigned = unsigned.map_or(DocumentError::NoEnvelope.into(), ProvenanceRefusal::from);
    Err(of_signed.unwrap_or(unsigned))
}

fn of_package(
    document: &[u8],
    root: &TrustRoot,
    workflows: &Policy,
    registry: &Policy,
    request: &ProvenanceRequest,
) -> Checked {
    let attestations = PackageAttestations::from_json(document, &BundleLimits::default())?;
    let artifact = || Artifact::Digest(&request.artifact);
    let built = verify(root, workflows, &attestations.provenance, artifact())?;
    let published =
        verify(root, registry, &attestations.publish, artifact()).map_err(ProvenanceRefusal::Publish)?;
    let (Some(built), Some(published)) = (built.into_payload(), published.into_payload()) else {
        return Err(ProvenanceRefusal::NoStatement);
    };
    let limits = StatementLimits::default();
    check_package(
        &built.into_statement(&limits)?,
        &published.into_statement(&limits)?,
        &request.expectations,
    )
    .map_err(ProvenanceRefusal::Mismatches)
}

fn list(mismatches: &[Mismatch]) -> String {
    let texts: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
