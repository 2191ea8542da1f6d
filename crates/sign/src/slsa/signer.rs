//! Who signed, as far as the signature itself tells.

use crate::verified::Evidence;
use crate::verify::{Signer, SigningCertificate};
use crate::x509::{Claim, SubjectName};

/// Who signed a statement. What is said here was shown by the verification of the signature, never taken from the
/// statement.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignerIdentity {
    /// Keys the caller trusts: those the statement's evidence names.
    Keys,
    /// A certificate that was verified up to a trusted authority, at the time of the signature.
    Certificate(Box<CertificateClaims>),
}

/// What a certificate of a build platform says of the run that got it (Fulcio's extensions `1.3.6.1.4.1.57264.1`).
///
/// ```
/// use portcullis_sign::slsa::CertificateClaims;
/// let mut claims = CertificateClaims::new(
///     "https://token.actions.githubusercontent.com",
///     "https://github.com/org/app/.github/workflows/release.yml@refs/tags/v1.0.0",
/// );
/// claims.source_repository = Some("https://github.com/org/app".to_owned());
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct CertificateClaims {
    /// Who vouches for the subject: the OIDC issuer (`.1`, `.8`).
    pub issuer: String,
    /// The subject alternative name: for builds the workflow with its ref, as `https://host/path@ref`.
    pub subject: String,
    /// The commit of the subject's workflow (`.10`).
    pub subject_digest: Option<String>,
    /// `github-hosted` or `self-hosted` (`.11`).
    pub runner_environment: Option<String>,
    /// The repository that was built, as a URI with host (`.12`; `.5` after `https://github.com/`).
    pub source_repository: Option<String>,
    /// Its commit (`.13`, `.3`).
    pub source_digest: Option<String>,
    /// Its ref, as `refs/heads/main` (`.14`, `.6`).
    pub source_ref: Option<String>,
    /// Its immutable identifier (`.15`).
    pub source_id: Option<String>,
    /// The immutable identifier of its owner (`.17`).
    pub source_owner_id: Option<String>,
    /// The workflow that began the build, as `https://host/repository/path@ref` (`.18`).
    pub build_config: Option<String>,
    /// What began the build, as `push` (`.20`, `.2`).
    pub build_trigger: Option<String>,
    /// The run, as `https://host/repository/actions/runs/1/attempts/1` (`.21`).
    pub run_invocation: Option<String>,
}

impl From<&Evidence> for SignerIdentity {
    /// Who signed, as the verification of the signature has shown.
    fn from(evidence: &Evidence) -> Self {
        match evidence.signer() {
            Some(Signer::Certificate(certificate)) => CertificateClaims::from(&**certificate).into(),
            _ => Self::Keys,
        }
    }
}

impl From<&SigningCertificate> for CertificateClaims {
    fn from(certificate: &SigningCertificate) -> Self {
        let claim = |claim| certificate.claim(claim);
        // Older certificates of GitHub's workflows say the same in other words; two that differ say nothing.
        let either = |new: Option<&str>, old: Option<String>| match (new, old) {
            (Some(new), Some(old)) => (new == old).then_some(old),
            (new, old) => new.map(str::to_owned).or(old),
        };
        let older = |old| claim(old).map(str::to_owned);
        let repository = claim(Claim::WORKFLOW_REPOSITORY).map(|name| format!("https://github.com/{name}"));
        let only = |new| claim(new).map(str::to_owned);
        Self {
            // An empty issuer is nobody's.
            issuer: certificate.issuer().unwrap_or_default().to_owned(),
            subject: match certificate.name() {
                SubjectName::Uri(uri) => uri.clone(),
                _ => String::new(),
            },
            subject_digest: only(Claim::BUILD_SIGNER_DIGEST),
            runner_environment: only(Claim::RUNNER_ENVIRONMENT),
            source_repository: either(claim(Claim::SOURCE_REPOSITORY_URI), repository),
            source_digest: either(claim(Claim::SOURCE_REPOSITORY_DIGEST), older(Claim::WORKFLOW_SHA)),
            source_ref: either(claim(Claim::SOURCE_REPOSITORY_REF), older(Claim::WORKFLOW_REF)),
            source_id: only(Claim::SOURCE_REPOSITORY_IDENTIFIER),
            source_owner_id: only(Claim::SOURCE_REPOSITORY_OWNER_IDENTIFIER),
            build_config: only(Claim::BUILD_CONFIG_URI),
            build_trigger: either(claim(Claim::BUILD_TRIGGER), older(Claim::WORKFLOW_TRIGGER)),
            run_invocation: only(Claim::RUN_INVOCATION_URI),
        }
    }
}

impl From<CertificateClaims> for SignerIdentity {
    fn from(claims: CertificateClaims) -> Self {
        Self::Certificate(Box::new(claims))
    }
}

impl CertificateClaims {
    /// Claims of a certificate without extensions but the issuer.
    #[must_use]
    pub fn new(issuer: impl Into<String>, subject: impl Into<String>) -> Self {
        Self {
            issuer: issuer.into(),
            subject: subject.into(),
            ..Self::default()
        }
    }

    /// The run's number and attempt.
    pub(super) fn run(&self) -> Option<(&str, &str)> {
        let (_, run) = self.run_invocation.as_deref()?.rsplit_once("/actions/runs/")?;
        run.split_once("/attempts/")
    }

    /// The path in the source repository of the workflow that began the build.
    pub(super) fn build_config_path(&self) -> Option<&str> {
        let config = self.build_config.as_deref()?;
        let path = config.strip_prefix(self.source_repository.as_deref()?)?;
        // Tags may have an `@` of their own.
        let (path, _) = path.strip_prefix('/')?.split_once('@')?;
        Some(path)
    }
}
