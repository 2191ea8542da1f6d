//! Who signed, as far as the signature itself tells.

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
        let (uri, _) = self.build_config.as_deref()?.rsplit_once('@')?;
        uri.strip_prefix(self.source_repository.as_deref()?)?
            .strip_prefix('/')
    }
}
