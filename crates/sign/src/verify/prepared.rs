//! One trusted root and one policy for many bundles: remembers what was accepted, and spreads many over threads.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use super::remembered::{Key, Remembered};
use super::{Artifact, Refusal, Signed, verify};
use crate::backend::ring::sha256;
use crate::bundle::{Bundle, BundleError, BundleLimits};
use crate::parallel::map_ordered;
use crate::policy::Policy;
use crate::trust::TrustRoot;
use crate::verified::Verified;

/// A trusted root and a policy that do not change any more, and the bundles that were accepted under them.
///
/// A verdict depends on the root, the policy, the bundle and the artifact alone: there is no clock, so what was accepted once
/// stays so, and is answered from memory when the same bytes are asked about again. Refusals are not remembered. What is
/// remembered is keyed by SHA-256 over the bundle's document and what is said of the artifact; it is a proof only inside this value.
///
/// ```
/// use portcullis_findings::Digest;
/// use portcullis_sign::bundle::{BundleLimits, write_message};
/// use portcullis_sign::policy::{Policy, Relaxation};
/// use portcullis_sign::trust::TrustRoot;
/// use portcullis_sign::verify::{Artifact, BundleVerifier};
/// use portcullis_sign::{MessageSigner, Scheme, SigningKey};
///
/// let key = SigningKey::generate(Scheme::EcdsaP256Sha256, [7; 32])?;
/// let digest = Digest::sha256(b"the artifact");
/// let document = write_message(&digest, &key.sign(b"the artifact")?, key.public_key());
///
/// let policy = Policy::builder().key(key.public_key().clone()).relax(Relaxation::Unlogged).build()?;
/// let verifier = BundleVerifier::new(TrustRoot::empty(), policy, BundleLimits::default());
/// let verified = verifier.verify(&document, Artifact::Digest(&digest))?;
/// assert_eq!(verifier.verify(&document, Artifact::Digest(&digest))?, verified);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct BundleVerifier {
    root: TrustRoot,
    policy: Policy,
    limits: BundleLimits,
    remembered: Mutex<Remembered>,
}

/// A document was not accepted.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NotVerified {
    /// It is not a bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// It does not show what the policy asks for.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// How many verdicts are remembered by default: at some 2 KB each, not counting statements.
const CAPACITY: usize = 4096;
/// How many bytes of statements are remembered with them: 64 MiB. A longer one is checked each time.
const STATEMENT_BYTES: usize = 64 * 1024 * 1024;

impl BundleVerifier {
    /// Remembers up to 4,096 accepted bundles, with up to 64 MiB of their statements.
    #[must_use]
    pub fn new(root: TrustRoot, policy: Policy, limits: BundleLimits) -> Self {
        Self {
            root,
            policy,
            limits,
            remembered: Mutex::new(Remembered::new(CAPACITY, STATEMENT_BYTES)),
        }
    }

    /// The same, remembering as many; the older half is forgotten when there are more.
    #[must_use]
    pub fn remembering(mut self, verdicts: NonZeroUsize) -> Self {
        self.remembered = Mutex::new(Remembered::new(verdicts.get(), STATEMENT_BYTES));
        self
    }

    /// Reads the bundle and checks it, or remembers that it did.
    ///
    /// # Errors
    ///
    /// [`NotVerified`] if it is not a bundle, or refused.
    pub fn verify(&self, document: &[u8], artifact: Artifact<'_>) -> Result<Verified<Signed>, NotVerified> {
        let key = key(document, artifact);
        let known = self.remembered().get(&key);
        if let Some(verdict) = known {
            return Ok((*verdict).clone());
        }
        let bundle = Bundle::parse(document, &self.limits)?;
        let verdict = verify(&self.root, &self.policy, &bundle, artifact)?;
        self.remembered().insert(key, verdict.clone());
        Ok(verdict)
    }

    /// The same for many, in their order; on the caller's rayon pool with feature `parallel`, with the same answers.
    pub fn verify_many(
        &self,
        bundles: Vec<(&[u8], Artifact<'_>)>,
    ) -> Vec<Result<Verified<Signed>, NotVerified>> {
        map_ordered(bundles, |(document, artifact)| self.verify(document, artifact))
    }

    fn remembered(&self) -> std::sync::MutexGuard<'_, Remembered> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for BundleVerifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BundleVerifier")
            .field("policy", &self.policy)
            .finish_non_exhaustive()
    }
}

/// Every part is preceded by its length or of a fixed one, so that no two questions are one text.
fn key(document: &[u8], artifact: Artifact<'_>) -> Key {
    let length = (document.len() as u64).to_le_bytes();
    let mut said: Vec<u8> = Vec::with_capacity(80);
    let digests = match artifact {
        Artifact::Bytes(bytes) => {
            said.push(0);
            said.extend_from_slice(&sha256(&[bytes]));
            &[]
        }
        Artifact::Digest(digest) => {
            said.push(1);
            std::slice::from_ref(digest)
        }
        Artifact::Digests(digests) => {
            said.push(2);
            digests
        }
    };
    for digest in digests {
        let name = digest.algorithm().as_str();
        said.extend_from_slice(&(name.len() as u64).to_le_bytes());
        said.extend_from_slice(name.as_bytes());
        said.extend_from_slice(&(digest.as_bytes().len() as u64).to_le_bytes());
        said.extend_from_slice(digest.as_bytes());
    }
    sha256(&[&length, document, &said])
}
