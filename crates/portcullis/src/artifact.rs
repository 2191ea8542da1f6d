//! Signing artifacts of any size, and verifying them under a key.

use std::io::Read;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_findings::Digest;
use portcullis_sign::{
    BadSignature, DigestSigner, KeyKind, MessageSigner, Scheme, SignError, VerifyDigestError, VerifyingKey,
};

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
    /// It is too large for a key that does not sign digests.
    #[error(
        "the artifact has more than {limit} bytes, and an Ed25519 key signs only what is in memory; sign a statement about its \
             digest, or use an ECDSA key"
    )]
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
        let Some(message) = whole(artifact)? else {
            return Err(SignArtifactError::TooLarge { limit: WHOLE_BYTES });
        };
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
        Artifact::Reader(reader) => digest_reader(reader, algorithm)?,
    };
    let signature = signer.sign_digest(&digest)?;
    match key.verify_digest(&digest, &signature) {
        // RSA is not verified from digests here; whoever verifies has the artifact.
        Ok(()) | Err(VerifyDigestError::Unsupported { .. }) => Ok(SignedArtifact { digest, signature }),
        Err(error) => Err(SignArtifactError::Wrong(error)),
    }
}

/// A signature was not verified.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyArtifactError {
    /// The artifact cannot be read.
    #[error(transparent)]
    Digest(#[from] DigestError),
    /// It is too large for a key that does not verify digests.
    #[error(
        "the artifact has more than {limit} bytes, and a key for {scheme} verifies only what is in memory"
    )]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
        /// The key's scheme.
        scheme: Scheme,
    },
}

/// Verifies a signature over an artifact under a key: from its digest, read once in constant memory, where the scheme can. The
/// inner error is a refusal, the outer one says that the check could not be made.
///
/// # Errors
///
/// [`VerifyArtifactError`] if the artifact cannot be read.
pub fn verify_artifact(
    artifact: Artifact<'_>,
    signature: &[u8],
    key: &VerifyingKey,
) -> Result<Result<(), BadSignature>, VerifyArtifactError> {
    let scheme = key.scheme();
    let by_digest = !matches!(scheme.key_kind(), KeyKind::Ed25519 | KeyKind::Rsa);
    let Some(algorithm) = scheme.digest_algorithm().filter(|_| by_digest) else {
        let Some(message) = whole(artifact)? else {
            let limit = WHOLE_BYTES;
            return Err(VerifyArtifactError::TooLarge { limit, scheme });
        };
        return Ok(key.verify(&message, signature));
    };
    let digest = match artifact {
        Artifact::File(path) => digest_file(path, algorithm)?,
        Artifact::Reader(reader) => digest_reader(reader, algorithm)?,
    };
    Ok(key.verify_digest(&digest, signature).map_err(|_| BadSignature))
}

impl SignedArtifact {
    /// The signature in base64, as cosign prints it.
    #[must_use]
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.signature)
    }
}

/// All of an artifact; `None` if it is larger than what is held in memory.
pub(crate) fn whole(artifact: Artifact<'_>) -> Result<Option<Vec<u8>>, DigestError> {
    let mut bytes = Vec::new();
    let reader = match artifact {
        Artifact::File(path) => {
            return match read_bounded(path, WHOLE_BYTES) {
                Err(ReadError::TooLarge { .. }) => Ok(None),
                other => Ok(Some(other?)),
            };
        }
        Artifact::Reader(reader) => reader,
    };
    reader.take(WHOLE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= WHOLE_BYTES).then_some(bytes))
}
