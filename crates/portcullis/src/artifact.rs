//! Signing artifacts of any size.

use std::io::Read;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Digest;
use portcullis_sign::{DigestSigner, MessageSigner, SignError, VerifyDigestError};

use crate::fs::{DigestError, ReadError, digest_file, digest_reader, read_bounded};

/// The largest artifact that a key without digests (Ed25519) signs: it has to be in memory.
pub const WHOLE_BYTES: u64 = 64 * 1024 * 1024;

/// Where an artifact is.
#[non_exhaustive]
pub enum Artifact<'a> {
    /// A file.
    File(&'a Path),
    /// What a reader gives, up to its end.
    Reader(&'a mut dyn Read),
}

/// A signature over an artifact.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct SignedArtifact {
    /// The digest of the artifact: of the hash of the key's scheme, or SHA-256 where that signs without one.
    pub digest: Digest,
    /// The signature.
    pub signature: Vec<u8>,
}

/// An artifact was not signed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignArtifactError {
    /// It cannot be read.
    #[error(transparent)]
    Digest(#[from] DigestError),
    /// It cannot be read whole.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is too large for a key that does not sign digests.
    #[error("the artifact has more than {limit} bytes, and an Ed25519 key signs only what is in memory; sign a statement about its \
             digest, or use an ECDSA key")]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
    /// The key did not sign.
    #[error(transparent)]
    Sign(#[from] SignError),
    /// What the key answered is no signature of it.
    #[error("the key answered with a wrong signature: {0}")]
    Wrong(VerifyDigestError),
}

/// Signs an artifact: by its digest, read once in constant memory, where the key can.
///
/// The signature is verified before it is handed out, so that a faulty token is noticed here.
///
/// # Errors
///
/// [`SignArtifactError`] if the artifact cannot be read or the key does not sign.
pub fn sign_artifact<S: MessageSigner + DigestSigner>(
    artifact: Artifact<'_>,
    signer: &S,
) -> Result<SignedArtifact, SignArtifactError> {
    let key = MessageSigner::public_key(signer);
    let Some(algorithm) = key.scheme().digest_algorithm() else {
        let message = whole(artifact)?;
        let signature = signer.sign(&message)?;
        key.verify(&message, &signature)
            .map_err(|_| SignError::Mismatch { key: key.key_id() })?;
        return Ok(SignedArtifact {
            digest: Digest::sha256(&message),
            signature,
        });
    };
    let digest = match artifact {
        Artifact::File(path) => digest_file(path, algorithm)?,
        Artifact::Reader(reader) => digest_reader(reader, Path::new("-"), algorithm)?,
    };
    let signature = signer.sign_digest(&digest)?;
    match key.verify_digest(&digest, &signature) {
        // RSA is not verified from digests here; whoever verifies has the artifact.
        Ok(()) | Err(VerifyDigestError::Unsupported { .. }) => Ok(SignedArtifact { digest, signature }),
        Err(error) => Err(SignArtifactError::Wrong(error)),
    }
}

impl SignedArtifact {
    /// The signature in base64, as cosign prints it.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.signature)
    }
}

fn whole(artifact: Artifact<'_>) -> Result<Vec<u8>, SignArtifactError> {
    let reader = match artifact {
        Artifact::File(path) => {
            return read_bounded(path, WHOLE_BYTES).map_err(|error| match error {
                ReadError::TooLarge { allowed, .. } => SignArtifactError::TooLarge { limit: allowed },
                other => other.into(),
            });
        }
        Artifact::Reader(reader) => reader,
    };
    let mut bytes = Vec::new();
    reader
        .take(WHOLE_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| DigestError::Io {
            path: PathBuf::from("-"),
            source,
        })?;
    if bytes.len() as u64 > WHOLE_BYTES {
        return Err(SignArtifactError::TooLarge { limit: WHOLE_BYTES });
    }
    Ok(bytes)
}
