//! Sigstore bundles of a managed key beside the bare checks of their signatures by ring, and one that is answered from memory.
//! CPU time of one thread, medians.
//!
//! `cargo bench -p portcullis-benches --bench bundles`. Bundles with certificates, by ours and by another implementation, are in
//! `benches/oracles`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench stops where its own input is wrong, and prints"
)]

use std::hint::black_box;

use portcullis_benches::{Amount, compare};
use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::policy::{Policy, Relaxation};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, BundleVerifier, verify};
use portcullis_sign::{MessageSigner, Scheme, SigningKey, VerifyingKey};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, UnparsedPublicKey, VerificationAlgorithm,
};

const ARTIFACT: &[u8] = include_bytes!("../../crates/sign/tests/fixtures/sigstore/artifact.txt");
const KEY: &[u8] = include_bytes!("../../crates/sign/tests/fixtures/sigstore/key.pub");
const ROOT: &[u8] = include_bytes!("../../crates/sign/tests/fixtures/sigstore/stamped_root.json");
const PLAIN: &[u8] = include_bytes!("../../crates/sign/tests/fixtures/sigstore/key.sigstore.json");
const STAMPED: &[u8] = include_bytes!("../../crates/sign/tests/fixtures/sigstore/stamped.sigstore.json");

fn main() {
    let root = TrustRoot::from_json(ROOT, &TrustRootLimits::default()).unwrap();
    let key = VerifyingKey::from_spki_pem(KEY).unwrap();
    let logged = Policy::builder().key(key.clone()).build().unwrap();
    let unlogged = Policy::builder()
        .key(key)
        .relax(Relaxation::Unlogged)
        .build()
        .unwrap();
    let [p256, p384] = [Scheme::EcdsaP256Sha256, Scheme::EcdsaP384Sha384].map(Bare::new);
    // Of a logged bundle: the signature, the log's promise and its checkpoint; of a timestamp: the token, whose signer's
    // certificate stands in the root.
    for (name, document, policy, small, large) in [
        ("managed key", PLAIN, &unlogged, 1, 0),
        ("managed key, logged", PLAIN, &logged, 3, 0),
        ("managed key, timestamp", STAMPED, &unlogged, 1, 1),
        ("managed key, logged, timestamp", STAMPED, &logged, 3, 1),
    ] {
        compare(
            name,
            Amount::Items(1),
            || {
                let bundle = Bundle::parse(document, &BundleLimits::default()).unwrap();
                assert!(verify(&root, policy, &bundle, Artifact::Bytes(ARTIFACT)).is_ok());
            },
            "its bare checks",
            || {
                (0..small).for_each(|_| p256.check());
                (0..large).for_each(|_| p384.check());
            },
        );
    }
    let verifier = BundleVerifier::new(root, logged, BundleLimits::default());
    compare(
        "the same again, from memory",
        Amount::Items(1),
        || {
            assert!(verifier.verify(STAMPED, Artifact::Bytes(ARTIFACT)).is_ok());
        },
        "SHA-256 of the bundle",
        || {
            black_box(ring::digest::digest(&ring::digest::SHA256, STAMPED));
        },
    );
}

/// A signature to check, by ring alone.
struct Bare {
    algorithm: &'static dyn VerificationAlgorithm,
    point: Vec<u8>,
    signature: Vec<u8>,
}

impl Bare {
    fn new(scheme: Scheme) -> Self {
        let key = SigningKey::generate(scheme, [7; 32]).unwrap();
        let (algorithm, length): (&'static dyn VerificationAlgorithm, _) = match scheme {
            Scheme::EcdsaP384Sha384 => (&ECDSA_P384_SHA384_ASN1, 97),
            _ => (&ECDSA_P256_SHA256_ASN1, 65),
        };
        // The point itself is the end of its SubjectPublicKeyInfo.
        let spki = key.public_key().as_spki_der();
        Self {
            algorithm,
            point: spki.split_at(spki.len() - length).1.to_vec(),
            signature: key.sign(ARTIFACT).unwrap(),
        }
    }

    fn check(&self) {
        let key = UnparsedPublicKey::new(self.algorithm, &self.point);
        key.verify(ARTIFACT, &self.signature).unwrap();
    }
}
