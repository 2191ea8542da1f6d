//! Signatures of minisign and OpenSSH over artifacts of any size: the edge of [`sign::minisign`](portcullis_sign::minisign) and
//! [`sign::ssh`](portcullis_sign::ssh).

use portcullis_findings::{Algorithm, Digest, Timestamp};
use portcullis_sign::minisign::{self, Format, MinisignDigest, MinisignError, PublicKey, SecretKey};
use portcullis_sign::ssh::{AllowedSigners, SshSignature, SshSignatureError};
use portcullis_sign::{MessageSigner, VerifyingKey};

use crate::artifact::{Artifact, WHOLE_BYTES, whole};
use crate::fs::{DigestError, digest_file, digest_reader, pieces_of, read_pieces};

/// What a file with a signature holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum SignatureForm {
    /// The signature alone, in base64 or as it is.
    Bare,
    /// minisign's four lines.
    Minisign,
    /// A block of `ssh-keygen -Y sign`.
    Ssh,
}

impl SignatureForm {
    /// Tells by how the file begins.
    #[must_use]
    pub fn of(document: &[u8]) -> Self {
        if document.starts_with(b"-----BEGIN SSH SIGNATURE-----") {
            Self::Ssh
        } else if document.starts_with(b"untrusted comment:") {
            Self::Minisign
        } else {
            Self::Bare
        }
    }
}

/// Who may have signed with a key of OpenSSH.
#[derive(Clone, Copy, Debug)]
pub enum SshSigner<'a> {
    /// This key.
    Key(&'a VerifyingKey),
    /// Somebody of a list.
    Allowed {
        /// The list.
        list: &'a AllowedSigners,
        /// Who, as the list names them.
        identity: &'a str,
        /// The moment the key must be allowed at.
        at: Timestamp,
    },
}

/// An artifact could not be read for its signature.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignaturesError {
    /// It cannot be read.
    #[error(transparent)]
    Digest(#[from] DigestError),
    /// minisign's old form covers the artifact itself, which has to be in memory.
    #[error(
        "the artifact has more than {limit} bytes, and a signature of minisign's old form covers all of them"
    )]
    TooLarge {
        /// Bytes allowed.
        limit: u64,
    },
}

/// Verifies a signature of minisign over an artifact, and gives its trusted comment. The inner error is a refusal.
///
/// # Errors
///
/// [`SignaturesError`] if the artifact cannot be read.
pub fn verify_minisign(
    artifact: Artifact<'_>,
    signature: &minisign::Signature,
    key: &PublicKey,
) -> Result<Result<String, MinisignError>, SignaturesError> {
    let comment = match signature.format() {
        Format::Legacy => {
            let limit = WHOLE_BYTES;
            let message = whole(artifact)?.ok_or(SignaturesError::TooLarge { limit })?;
            signature.verify(key, &message)
        }
        _ => signature.verify_digest(key, &minisign_digest(artifact)?),
    };
    Ok(comment.map(str::to_owned))
}

/// Signs an artifact as minisign does, with a comment that is signed as well. The inner error is the key's.
///
/// # Errors
///
/// [`SignaturesError`] if the artifact cannot be read.
pub fn sign_minisign(
    artifact: Artifact<'_>,
    key: &SecretKey,
    trusted_comment: &str,
) -> Result<Result<String, MinisignError>, SignaturesError> {
    let digest = minisign_digest(artifact)?;
    Ok(key.sign_digest(&digest, trusted_comment))
}

/// Verifies a signature of OpenSSH over an artifact, for a namespace. The inner error is a refusal.
///
/// # Errors
///
/// [`SignaturesError`] if the artifact cannot be read.
pub fn verify_ssh(
    artifact: Artifact<'_>,
    signature: &SshSignature,
    signer: SshSigner<'_>,
    namespace: &str,
) -> Result<Result<(), SshSignatureError>, SignaturesError> {
    let digest = digest(artifact, signature.digest_algorithm())?;
    Ok(match signer {
        SshSigner::Key(key) => signature.verify_digest(key, namespace, &digest),
        SshSigner::Allowed { list, identity, at } => {
            list.verify_digest(signature, identity, namespace, &digest, at)
        }
    })
}

/// Signs an artifact as `ssh-keygen -Y sign` does, with SHA-512. The inner error is the key's.
///
/// # Errors
///
/// [`SignaturesError`] if the artifact cannot be read.
pub fn sign_ssh(
    artifact: Artifact<'_>,
    signer: &dyn MessageSigner,
    namespace: &str,
) -> Result<Result<String, SshSignatureError>, SignaturesError> {
    let digest = digest(artifact, Algorithm::Sha512)?;
    Ok(SshSignature::sign_digest(signer, namespace, &digest))
}

fn digest(artifact: Artifact<'_>, algorithm: Algorithm) -> Result<Digest, DigestError> {
    match artifact {
        Artifact::File(path) => digest_file(path, algorithm),
        Artifact::Reader(reader) => digest_reader(reader, algorithm),
    }
}

fn minisign_digest(artifact: Artifact<'_>) -> Result<MinisignDigest, DigestError> {
    let mut hasher = minisign::Hasher::new();
    match artifact {
        Artifact::File(path) => read_pieces(path, |piece| hasher.update(piece))?,
        Artifact::Reader(reader) => pieces_of(reader, |piece| hasher.update(piece))?,
    }
    Ok(hasher.finish())
}
