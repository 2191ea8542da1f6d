//! The check of a Sigstore bundle, offline: what is trusted, what is asked for, the bundle and the artifact are arguments,
//! and nothing else is looked at.

mod artifact;
mod chain;
mod evidence;
mod log;
mod message;
mod prepared;
mod reason;
mod refusal;
mod remembered;
mod sct;
mod signer;
mod times;

pub use artifact::{Artifact, Input, input};
pub use evidence::{LoggedEntry, Signer, SigningCertificate, SigningTime, TimeSource};
pub use prepared::{BundleVerifier, NotVerified};
pub use reason::{EntryPart, Evidenced, Reason};
pub use refusal::{Refusal, Remedy, Step};

use crate::bundle::Bundle;
use crate::policy::Policy;
use crate::trust::TrustRoot;
use crate::verified::{Evidence, Found, Verified};

/// What a bundle was found to have signed.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Signed {
    /// The artifact itself.
    Artifact,
    /// A statement about the artifact: exactly the bytes the signature covers.
    Statement(Vec<u8>),
}

/// Checks a bundle.
///
/// Each of these is done once and none is left out. Whatever evidence of a trusted log or authority the bundle brings must
/// hold, also where the policy asks for less; that of others counts for nothing.
///
/// 1. the bundle is signed the way the policy asks for (certificate or key), and the certificate says what the policy wants;
/// 2. the signature covers the artifact, or a statement that names the artifact among its subjects;
/// 3. log entries are proven by their promise, their inclusion, or both, and are about this signature, this signer and this
///    artifact;
/// 4. timestamps are over this signature;
/// 5. there are times of enough different authorities, and at every one of them the key was in use: the certificate, its
///    authority's chain and the log keys valid, the managed key in its window;
/// 6. a trusted authority issued the certificate for signing code;
/// 7. enough certificate transparency logs have it.
///
/// ```no_run
/// use portcullis_sign::bundle::{Bundle, BundleLimits};
/// use portcullis_sign::policy::{Matcher, Policy};
/// use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
/// use portcullis_sign::verify::{Artifact, verify};
/// # let (trusted_root, document, artifact) = ([0; 0], [0; 0], [0; 0]);
/// let root = TrustRoot::from_json(&trusted_root, &TrustRootLimits::default())?;
/// let policy = Policy::builder()
///     .issuer("https://accounts.example.com")
///     .identity(Matcher::exact("release@example.com")?)
///     .build()?;
/// let bundle = Bundle::parse(&document, &BundleLimits::default())?;
/// let verified = verify(&root, &policy, &bundle, Artifact::Bytes(&artifact))?;
/// println!("signed by {:?}", verified.evidence().signer());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`Refusal`]: the step, the reason and what would satisfy it.
pub fn verify(
    root: &TrustRoot,
    policy: &Policy,
    bundle: &Bundle,
    artifact: Artifact<'_>,
) -> Result<Verified<Signed>, Refusal> {
    signer::no_foreign_root(root, bundle)?;
    let claimed = signer::of(policy, bundle)?;
    let artifact = artifact::Known::new(artifact);
    let message = message::of(bundle, &artifact)?;
    let signer = claimed.who_signed(&message)?;
    let entries = log::entries(root, policy, bundle, &message, &signer)?;
    let times = times::of(root, policy, bundle, &message, &entries)?;
    signer.was_in_use(&times)?;
    if let Some(certificate) = signer.certificate() {
        let authority = chain::issuer(root, certificate, &times)?;
        sct::check(root, policy, certificate, authority)?;
    }
    let signed = message.into_signed()?;
    let payload_type = signed.payload_type();
    let key = signer.key_id();
    let found = Found {
        signer: signer.into_evidence(),
        times,
        entries: entries.into_iter().map(|entry| entry.evidence).collect(),
    };
    Ok(Verified::new(
        signed,
        Evidence::of_bundle(payload_type, key, found),
    ))
}

impl Signed {
    const fn payload_type(&self) -> &'static str {
        match self {
            Self::Artifact => "",
            Self::Statement(_) => crate::intoto::PAYLOAD_TYPE,
        }
    }
}

impl Verified<Signed> {
    /// The statement's bytes, with their proof, for [`into_statement`](Verified::into_statement); `None` if the artifact
    /// itself was signed.
    #[must_use]
    pub fn into_payload(self) -> Option<Verified<Vec<u8>>> {
        self.try_map(|signed| match signed {
            Signed::Statement(payload) => Ok(payload),
            Signed::Artifact => Err(()),
        })
        .ok()
    }
}
