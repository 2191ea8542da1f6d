//! The artifact, whole or by its digests.

use portcullis_findings::{Algorithm, Digest};

use super::signer;
use super::{Reason, Refusal, Step};
use crate::bundle::{Bundle, Content};
use crate::hash::Hasher;
use crate::intoto::{RawPredicate, Statement, StatementLimits};
use crate::key::{KeyKind, VerifyingKey};
use crate::policy::Policy;

/// What is said to be signed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Artifact<'a> {
    /// All of it.
    Bytes(&'a [u8]),
    /// By one digest.
    Digest(&'a Digest),
    /// By several digests, made in one pass over it (see [`Hasher`] and [`input`]).
    Digests(&'a [Digest]),
}

/// What a verification needs to know of the artifact.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Input {
    /// Digests of these algorithms; the artifact itself may be of any size.
    Digests(Vec<Algorithm>),
    /// All of it: the key signs whole messages.
    Bytes,
}

/// What [`verify`](super::verify) will need of the artifact for this bundle: so that a large file is read once, in pieces.
///
/// # Errors
///
/// [`Refusal`] as from [`verify`](super::verify), for a bundle that is not signed the way the policy asks for.
pub fn input(policy: &Policy, bundle: &Bundle) -> Result<Input, Refusal> {
    let digest = match &bundle.content {
        Content::Message { digest, .. } => digest,
        Content::Envelope(envelope) => return Ok(Input::Digests(of_subjects(&envelope.payload))),
    };
    let mut algorithms = vec![Algorithm::Sha256];
    algorithms.extend(digest.as_ref().map(|(algorithm, _)| *algorithm));
    for key in signer::of(policy, bundle)?.keys() {
        match key.scheme().digest_algorithm() {
            Some(algorithm) if verifies_digests(key) => algorithms.push(algorithm),
            _ => return Ok(Input::Bytes),
        }
    }
    algorithms.sort();
    algorithms.dedup();
    Ok(Input::Digests(algorithms))
}

/// The algorithms that a statement nobody has checked yet identifies its subjects with: SHA-256 if all of them have it. What
/// is computed for a false one matches nothing.
fn of_subjects(payload: &[u8]) -> Vec<Algorithm> {
    let Ok(statement) = Statement::<RawPredicate>::read(payload, &StatementLimits::default()) else {
        return vec![Algorithm::Sha256];
    };
    let sets = || {
        statement
            .subjects()
            .iter()
            .filter_map(|subject| subject.digest.as_ref())
    };
    if sets().all(|set| set.value(Algorithm::Sha256.as_str()).is_some()) {
        return vec![Algorithm::Sha256];
    }
    [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512]
        .into_iter()
        .filter(|algorithm| sets().any(|set| set.value(algorithm.as_str()).is_some()))
        .collect()
}

/// RSA and Ed25519 do not, and elliptic curves need a library that does.
fn verifies_digests(key: &VerifyingKey) -> bool {
    cfg!(any(feature = "prehash", feature = "aws-lc"))
        && matches!(key.scheme().key_kind(), KeyKind::P256 | KeyKind::P384)
}

/// The artifact with the digest that nearly everything asks for.
pub(super) struct Known<'a> {
    artifact: Artifact<'a>,
    sha256: Option<Digest>,
}

impl<'a> Known<'a> {
    pub(super) fn new(artifact: Artifact<'a>) -> Self {
        let mut known = Self {
            artifact,
            sha256: None,
        };
        known.sha256 = known.compute(Algorithm::Sha256);
        known
    }

    /// `None` if it was not given and cannot be computed.
    pub(super) fn digest(&self, algorithm: Algorithm) -> Option<Digest> {
        match algorithm {
            Algorithm::Sha256 => self.sha256.clone(),
            other => self.compute(other),
        }
    }

    pub(super) const fn bytes(&self) -> Option<&'a [u8]> {
        match self.artifact {
            Artifact::Bytes(bytes) => Some(bytes),
            Artifact::Digest(_) | Artifact::Digests(_) => None,
        }
    }

    /// Whether the artifact has this digest; a refusal if that cannot be told.
    pub(super) fn is(&self, step: Step, algorithm: Algorithm, digest: &[u8]) -> Result<bool, Refusal> {
        self.digest(algorithm)
            .map(|known| known.as_bytes() == digest)
            .ok_or_else(|| step.refuse(Reason::DigestNeeded { algorithm }))
    }

    fn compute(&self, algorithm: Algorithm) -> Option<Digest> {
        match self.artifact {
            Artifact::Bytes(bytes) => {
                let mut hasher = Hasher::new(algorithm).ok()?;
                hasher.update(bytes);
                Some(hasher.finish())
            }
            Artifact::Digest(digest) => (digest.algorithm() == algorithm).then(|| digest.clone()),
            Artifact::Digests(digests) => digests
                .iter()
                .find(|digest| digest.algorithm() == algorithm)
                .cloned(),
        }
    }
}
