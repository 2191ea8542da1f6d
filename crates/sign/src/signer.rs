//! Who can sign: keys in memory here, token modules and cloud key services at the edges.

use portcullis_findings::{Algorithm, Digest};

use crate::hash::Hasher;
use crate::key::{KeyId, Scheme, VerifyingKey};

/// Signs whole messages.
///
/// Open for implementation: a key may live in a token or a cloud service. Duties of an implementation:
/// - `sign` answers with a signature that [`public_key`](Self::public_key) verifies over exactly the bytes given
///   (DER for ECDSA unless the public key says another form). [`Envelope::sign`](crate::Envelope::sign) checks this and
///   refuses to hand out a signature that does not match.
/// - The public key does not change during the life of the value, and it is known without asking the network.
/// - The message is neither logged nor kept; errors carry no secret (tokens, PINs).
/// - The answer for one message should be the same every time (RFC 6979, Ed25519); documents signed otherwise are valid
///   but not reproducible.
pub trait MessageSigner {
    /// The key that verifies what this signs.
    fn public_key(&self) -> &VerifyingKey;

    /// Signs the message.
    ///
    /// # Errors
    ///
    /// [`SignError`] if there is no signature to give.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;
}

/// Signs the digest of a message, for services that must not, or cannot, see the message, and for artifacts read in pieces. The duties are those of
/// [`MessageSigner`]; the signature must be the one over the message itself.
pub trait DigestSigner {
    /// The key that verifies what this signs.
    fn public_key(&self) -> &VerifyingKey;

    /// Signs a message by its digest, which is of the hash of the public key's scheme.
    ///
    /// # Errors
    ///
    /// [`SignError::NoDigestInput`] for Ed25519, which reads the message twice, [`SignError::OtherDigest`] for a digest of
    /// another hash; otherwise as [`MessageSigner::sign`].
    fn sign_digest(&self, digest: &Digest) -> Result<Vec<u8>, SignError>;
}

impl<S: DigestSigner + ?Sized> DigestSigner for &S {
    fn public_key(&self) -> &VerifyingKey {
        (**self).public_key()
    }

    fn sign_digest(&self, digest: &Digest) -> Result<Vec<u8>, SignError> {
        (**self).sign_digest(digest)
    }
}

/// A [`DigestSigner`] used as a [`MessageSigner`]: hashes here, signs there.
#[derive(Clone, Copy, Debug)]
pub struct Hashed<S>(pub S);

impl<S: DigestSigner> MessageSigner for Hashed<S> {
    fn public_key(&self) -> &VerifyingKey {
        self.0.public_key()
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let scheme = self.0.public_key().scheme();
        let algorithm = scheme
            .digest_algorithm()
            .ok_or(SignError::NoDigestInput { scheme })?;
        let mut hasher = Hasher::new(algorithm).map_err(|_| SignError::NoDigestInput { scheme })?;
        hasher.update(message);
        self.0.sign_digest(&hasher.finish())
    }
}

/// No signature was made.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// An envelope with no signer would say nothing.
    #[error("there is no key to sign with")]
    NoSigner,
    /// One key cannot count twice.
    #[error("key {key} is given twice")]
    SameKeyTwice {
        /// The key.
        key: KeyId,
    },
    /// The algorithm cannot sign a digest.
    #[error("{scheme} cannot sign a digest, only a whole message")]
    NoDigestInput {
        /// The algorithm of the key.
        scheme: Scheme,
    },
    /// The digest is of another hash than the key signs with.
    #[error("the key signs {} digests, not {} digests", .expected.as_str(), .found.as_str())]
    OtherDigest {
        /// The hash of the key's scheme.
        expected: Algorithm,
        /// The hash of the digest given.
        found: Algorithm,
    },
    /// The key did not sign.
    #[error("the key refused to sign")]
    Refused,
    /// The device or service that has the key did not sign: no session, no permission, a fault.
    #[error("the key did not sign: {reason}")]
    Remote {
        /// What it says; no secret (tokens, PINs).
        reason: String,
    },
    /// The signature returned is not by the public key that was promised.
    #[error("the signature made with key {key} does not match that key")]
    Mismatch {
        /// The key.
        key: KeyId,
    },
    /// The envelope holds something else than the signer means to sign.
    #[error("the envelope to countersign has another payload or payload type")]
    OtherContent,
    /// More bytes than a reader accepts by default.
    #[error("the payload type has {size} bytes, the limit is {limit}")]
    PayloadTypeTooLong {
        /// Bytes given.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
}
