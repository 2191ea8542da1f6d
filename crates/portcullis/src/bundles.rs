//! Sigstore bundles in files: the edge of [`sign::verify`](portcullis_sign::verify).

use std::path::{Path, PathBuf};

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::bundle::{Bundle, BundleError, BundleLimits};
use portcullis_sign::policy::Policy;
use portcullis_sign::trust::{TrustRoot, TrustRootError, TrustRootLimits};
use portcullis_sign::verify::{Artifact, Input, Refusal, Signed, input, verify};
use portcullis_sign::{Hasher, UnsupportedHash, Verified};

use crate::fs::{ReadError, read_bounded, read_pieces};

/// The most bytes an artifact may have whose key signs whole messages; others are read in pieces, whatever their size.
pub const WHOLE_ARTIFACT_BYTES: u64 = 512 * 1024 * 1024;

/// What to check.
#[derive(Clone, Debug)]
pub struct BundleRequest {
    /// The bundle's file.
    pub bundle: PathBuf,
    /// The trusted root's file; `None` trusts no log and no authority.
    pub trusted_root: Option<PathBuf>,
    /// What is said to be signed.
    pub artifact: BundleArtifact,
    /// What is asked for.
    pub policy: Policy,
}

/// An artifact, by file or by digest.
#[derive(Clone, Debug)]
pub enum BundleArtifact {
    /// A file; read once, in pieces.
    File(PathBuf),
    /// By its digest.
    Digest(Digest),
}

/// The check could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BundleFileError {
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The trusted root cannot be used.
    #[error("{}: {error}", path.display())]
    TrustRoot {
        /// The file.
        path: PathBuf,
        /// Why.
        error: TrustRootError,
    },
    /// A digest the bundle asks for cannot be computed.
    #[error(transparent)]
    Hash(#[from] UnsupportedHash),
}

/// The bundle was looked at and is not accepted.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAccepted {
    /// It is not a bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// It does not show what the policy asks for.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

impl NotAccepted {
    /// The refusal; `None` if it is not a bundle.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Bundle(_) => None,
        }
    }
}

/// Reads the files and checks the bundle. Nothing is fetched, and no trusted root is built in.
///
/// # Errors
///
/// [`BundleFileError`] if the check could not be made; the inner error if it was made and the bundle is not accepted.
pub fn verify_bundle(
    request: &BundleRequest,
) -> Result<Result<Verified<Signed>, NotAccepted>, BundleFileError> {
    let root = load_trust_root(request.trusted_root.as_deref())?;
    let limits = BundleLimits::default();
    let document = read_bounded(&request.bundle, limits.bytes as u64)?;
    let bundle = match Bundle::parse(&document, &limits) {
        Ok(bundle) => bundle,
        Err(error) => return Ok(Err(error.into())),
    };
    let check =
        |artifact: Artifact<'_>| verify(&root, &request.policy, &bundle, artifact).map_err(NotAccepted::from);
    match &request.artifact {
        BundleArtifact::Digest(digest) => Ok(check(Artifact::Digest(digest))),
        BundleArtifact::File(path) => match input(&request.policy, &bundle) {
            Err(refusal) => Ok(Err(refusal.into())),
            Ok(Input::Digests(algorithms)) => Ok(check(Artifact::Digests(&digests(path, &algorithms)?))),
            Ok(_) => Ok(check(Artifact::Bytes(&read_bounded(path, WHOLE_ARTIFACT_BYTES)?))),
        },
    }
}

/// The trusted root of a file; without one nothing is trusted.
pub(crate) fn load_trust_root(path: Option<&Path>) -> Result<TrustRoot, BundleFileError> {
    let Some(path) = path else {
        return Ok(TrustRoot::empty());
    };
    let limits = TrustRootLimits::default();
    let document = read_bounded(path, limits.bytes as u64)?;
    TrustRoot::from_json(&document, &limits).map_err(|error| BundleFileError::TrustRoot {
        path: path.to_owned(),
        error,
    })
}

fn digests(path: &Path, algorithms: &[Algorithm]) -> Result<Vec<Digest>, BundleFileError> {
    let mut hashers = algorithms
        .iter()
        .map(|algorithm| Hasher::new(*algorithm))
        .collect::<Result<Vec<_>, _>>()?;
    read_pieces(path, |piece| {
        for hasher in &mut hashers {
            hasher.update(piece);
        }
    })?;
    Ok(hashers.into_iter().map(Hasher::finish).collect())
}
