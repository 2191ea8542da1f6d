//! Opens the material of the SLSA cases: bundles and images under the trust root of their time.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::oci::{Layout, OciLimits, collect};
use portcullis_sign::policy::{Matcher, Policy};
use portcullis_sign::slsa::{Provenance, PublishAttestation};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, verify};
use portcullis_sign::{Predicate, Statement, StatementLimits, Verified, VerifyingKey, Window};
use serde_json::Value;

/// Why there is no provenance.
#[derive(Debug)]
pub(crate) enum Closed {
    /// An envelope without log entry or timestamp.
    NoTime,
    /// Somebody has changed it.
    Refused(String),
}

/// Whom the cases trust.
pub(crate) struct Trust {
    root: TrustRoot,
    policy: Policy,
    /// The registry of npm.
    registry: Policy,
}

impl Trust {
    /// Sigstore's public instance, and every workflow of GitHub: which one is the cases' own question.
    pub(crate) fn of(roots: &Path) -> Self {
        let root = std::fs::read(roots.join("trusted_root.json")).unwrap();
        Self {
            root: TrustRoot::from_json(&root, &TrustRootLimits::default()).unwrap(),
            policy: Policy::builder()
                .issuer("https://token.actions.githubusercontent.com")
                .identity(Matcher::glob("https://github.com/**").unwrap())
                .build()
                .unwrap(),
            registry: {
                // From before the first attestation up to the end that the registry states.
                let (from, until) = ("2023-01-01T00:00:00Z", "2025-01-29T00:00:00Z");
                let window = Window::from(from.parse().unwrap()).until(until.parse().unwrap());
                Policy::builder().key_in_use(registry(), window).build().unwrap()
            },
        }
    }

    /// What the registry says about a package, in its own bundle.
    pub(crate) fn published(&self, bytes: &[u8]) -> Result<Verified<Statement<PublishAttestation>>, Closed> {
        self.opened(bytes, &self.registry)
    }

    /// The provenance of a bundle, verified about whatever it says it is about; whether that is the artifact is asked later.
    pub(crate) fn open(&self, bytes: &[u8]) -> Result<Verified<Statement<Provenance>>, Closed> {
        self.opened(bytes, &self.policy)
    }

    fn opened<P: Predicate>(&self, bytes: &[u8], policy: &Policy) -> Result<Verified<Statement<P>>, Closed> {
        let document: Value = serde_json::from_slice(bytes).unwrap();
        if document["verificationMaterial"].is_null() {
            assert!(Bundle::parse(bytes, &BundleLimits::default()).is_err());
            return Err(Closed::NoTime);
        }
        let refused = |error: String| Closed::Refused(error);
        let bundle =
            Bundle::parse(bytes, &BundleLimits::default()).map_err(|error| refused(error.to_string()))?;
        let artifact = claimed(&document["dsseEnvelope"]);
        let verified = verify(&self.root, policy, &bundle, Artifact::Digest(&artifact))
            .map_err(|refusal| refused(refusal.to_string()))?;
        let statement = verified
            .into_payload()
            .unwrap()
            .into_statement(&StatementLimits::default());
        Ok(statement.unwrap())
    }

    /// The provenances attached to the image of a layout.
    pub(crate) fn image(&self, folder: &Path, image: &Digest) -> Vec<Verified<Statement<Provenance>>> {
        let limits = OciLimits::default();
        let layout = Layout::from_json(&std::fs::read(folder.join("index.json")).unwrap(), &limits).unwrap();
        let store = layout.store(
            |digest: &Digest, _| -> Result<_, std::convert::Infallible> {
                let blob = folder
                    .join("blobs")
                    .join(digest.algorithm().as_str())
                    .join(digest.to_hex());
                Ok(std::fs::read(blob).ok())
            },
            limits,
        );
        let attachments = collect(&store, image, &limits).unwrap();
        let verified = attachments
            .iter()
            .map(|one| one.verify(&self.root, &self.policy).unwrap());
        let statements = verified.filter_map(|attached| attached.into_statement_payload());
        statements
            .map(|payload| payload.into_statement(&StatementLimits::default()).unwrap())
            .collect()
    }
}

/// The key `SHA256:jl3bwswu80PjjokCgh0o2w5c2U4LhQAE57gj9cz1kzA` of npm's registry, as it publishes it: in use until 2025-01-29.
fn registry() -> VerifyingKey {
    let pem = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHcA5UogKo0EWtlWwW6KSaKoTNEYL7JlCQiVnkhBktUgg==\n-----END PUBLIC KEY-----\n";
    VerifyingKey::from_spki_pem(pem).unwrap()
}

/// The digest of the first subject, unverified.
fn claimed(envelope: &Value) -> Digest {
    let payload: Value = serde_json::from_slice(&payload(envelope)).unwrap();
    let digests = payload["subject"][0]["digest"].as_object().unwrap();
    let known = [Algorithm::Sha256, Algorithm::Sha512];
    let of = |algorithm: Algorithm| {
        let digits = digests.get(algorithm.as_str())?.as_str()?;
        Some(Digest::from_hex(algorithm, digits).unwrap())
    };
    known.into_iter().find_map(of).unwrap()
}

fn payload(envelope: &Value) -> Vec<u8> {
    let text = envelope["payload"].as_str().unwrap();
    STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).unwrap()
}

pub(crate) fn first_digest(statement: &Verified<Statement<Provenance>>, algorithm: &str) -> String {
    let subject = &statement.get().subjects()[0];
    subject
        .digest
        .as_ref()
        .unwrap()
        .value(algorithm)
        .unwrap()
        .to_owned()
}

pub(crate) fn sha512(bytes: &[u8]) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA512, bytes);
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
