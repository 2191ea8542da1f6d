//! Verifies Sigstore bundles with ours and with sigstore-verify, beside the bare signature checks that a bundle cannot do without.
//!
//! ```text
//! bundles FOLDER        the folder `sigstore` of the conformance data
//! bundles FOLDER NAME   ours alone, one bundle over and over: for a profiler
//! ```
//!
//! One line per bundle that must be accepted: microseconds of this thread's CPU time (the median of rounds that take turns), and
//! the ratio to the bare checks by ring and by AWS-LC. Trusted roots, verifiers and policies are made once and not counted;
//! reading the bundle from its JSON is.
//!
//! The bare checks are counted from the bundle: the signature itself; a certificate's signature by its issuer (P-384) and its SCT;
//! a promise and a checkpoint of each log entry; a timestamp's signature and its certificate's (P-384 both). Those of Rekor v2
//! checkpoints are Ed25519, all others P-256.

use std::path::Path;

use portcullis_sign::VerifyingKey;
use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::policy::{Matcher, Policy};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, verify};
use serde_json::Value;
use sigstore_trust_root::TrustedRoot;
use sigstore_verify::{PublicKeyVerificationPolicy, VerificationPolicy, Verifier};

const ROUNDS: usize = 201;

fn main() {
    let folder = std::env::args().nth(1).expect("usage: bundles FOLDER");
    let folder = Path::new(&folder).join("conformance");
    let cases: Value = serde_json::from_slice(&read(&folder, "cases.json")).unwrap();
    let bare = Bare::new();
    let only = std::env::args().nth(2);
    println!("{:46} {:>7} {:>17} {:>17} {:>8} {:>7} {:>7}", "bundle", "checks", "bare ring/AWS-LC", "ours", "peer", "x ring", "x AWS");
    for case in cases.as_array().unwrap() {
        if case["expect"] == "pass" && only.as_deref().is_none_or(|only| case["name"] == only) {
            line(&folder, case, &bare, only.is_some());
        }
    }
}

fn line(folder: &Path, case: &Value, bare: &Bare, profile: bool) {
    let document = read(folder, text(case, "bundle"));
    let artifact = read(folder, text(case, "artifact"));
    let trusted = read(folder, text(case, "trusted_root"));
    let root = TrustRoot::from_json(&trusted, &TrustRootLimits::default()).unwrap();
    let policy = match case["key"].as_str() {
        Some(key) => Policy::builder().key(VerifyingKey::from_spki_pem(read(folder, key)).unwrap()),
        None => Policy::builder()
            .issuer(text(case, "certificate_oidc_issuer"))
            .identity(Matcher::exact(text(case, "certificate_identity")).unwrap()),
    };
    let policy = policy.build().unwrap();
    let verifier = Verifier::new(&TrustedRoot::from_json(std::str::from_utf8(&trusted).unwrap()).unwrap()).unwrap();
    let key = case["key"].as_str().map(|key| {
        let pem = String::from_utf8(read(folder, key)).unwrap();
        PublicKeyVerificationPolicy::new(sigstore_types::DerPublicKey::from_pem(&pem).unwrap())
    });
    let identity = case["certificate_identity"].as_str().map(|identity| {
        VerificationPolicy::any_identity()
            .require_identity(identity)
            .require_issuer(text(case, "certificate_oidc_issuer"))
    });
    let ours = || {
        let bundle = Bundle::parse(&document, &BundleLimits::default()).unwrap();
        verify(&root, &policy, &bundle, Artifact::Bytes(&artifact)).is_ok()
    };
    let peers = || {
        let bundle = sigstore_types::Bundle::from_json(std::str::from_utf8(&document).unwrap()).unwrap();
        match (&key, &identity) {
            (Some(key), _) => verifier.verify(artifact.as_slice(), &bundle, key).is_ok(),
            (None, Some(identity)) => verifier.verify(artifact.as_slice(), &bundle, identity).is_ok(),
            (None, None) => false,
        }
    };
    assert!(ours(), "{}", case["name"]);
    if profile {
        (0..5000).for_each(|_| assert!(ours()));
        return;
    }
    let peer_accepts = peers();
    let checks = Checks::of(&serde_json::from_slice(&document).unwrap());
    let (mut own, mut other, mut ring, mut aws) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        own.push(timed(|| assert!(ours())));
        let [by_ring, by_aws] = bare.round();
        other.push(timed(|| assert_eq!(peers(), peer_accepts)));
        ring.push(checks.cost(by_ring));
        aws.push(checks.cost(by_aws));
    }
    let (own, other, ring, aws) = (median(own), median(other), median(ring), median(aws));
    println!(
        "{:46} {:>7} {:>8.0}/{:<8.0} {:>17.0} {:>8} {:>7.2} {:>7.2}",
        text(case, "name"),
        checks.p256 + checks.p384 + checks.ed25519,
        ring,
        aws,
        own,
        if peer_accepts { format!("{other:.0}") } else { "refuses".to_owned() },
        own / ring,
        own / aws,
    );
}

/// How many signatures a bundle has to be checked for.
#[derive(Default)]
struct Checks {
    p256: usize,
    p384: usize,
    ed25519: usize,
}

impl Checks {
    fn of(bundle: &Value) -> Self {
        let material = &bundle["verificationMaterial"];
        let mut checks = Self { p256: 1, ..Self::default() };
        if material.get("certificate").is_some() || material.get("x509CertificateChain").is_some() {
            checks.p384 += 1;
            checks.p256 += 1;
        }
        for entry in material["tlogEntries"].as_array().into_iter().flatten() {
            checks.p256 += usize::from(entry.get("inclusionPromise").is_some());
            if entry["kindVersion"]["version"] == "0.0.2" && entry["kindVersion"]["kind"] != "intoto" {
                checks.ed25519 += 1;
            } else {
                checks.p256 += usize::from(entry.get("inclusionProof").is_some());
            }
        }
        let timestamps = material["timestampVerificationData"]["rfc3161Timestamps"].as_array();
        checks.p384 += 2 * timestamps.map_or(0, Vec::len);
        checks
    }

    fn cost(&self, [p256, p384, ed25519]: [f64; 3]) -> f64 {
        self.p256 as f64 * p256 + self.p384 as f64 * p384 + self.ed25519 as f64 * ed25519
    }
}

/// Signatures to check, one of each kind.
struct Bare {
    p256: (Vec<u8>, Vec<u8>),
    p384: (Vec<u8>, Vec<u8>),
    ed25519: (Vec<u8>, Vec<u8>),
}

const MESSAGE: [u8; 200] = [7; 200];

impl Bare {
    fn new() -> Self {
        use ring::signature::{self, EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair};
        let random = ring::rand::SystemRandom::new();
        let ecdsa = |algorithm: &'static EcdsaSigningAlgorithm| {
            let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
            let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap();
            let signature = pair.sign(&random, &MESSAGE).unwrap().as_ref().to_vec();
            (pair.public_key().as_ref().to_vec(), signature)
        };
        let document = Ed25519KeyPair::generate_pkcs8(&random).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8(document.as_ref()).unwrap();
        Self {
            p256: ecdsa(&signature::ECDSA_P256_SHA256_ASN1_SIGNING),
            p384: ecdsa(&signature::ECDSA_P384_SHA384_ASN1_SIGNING),
            ed25519: (pair.public_key().as_ref().to_vec(), pair.sign(&MESSAGE).as_ref().to_vec()),
        }
    }

    /// Microseconds of each kind of check by ring and by AWS-LC, the library first.
    fn round(&self) -> [[f64; 3]; 2] {
        use aws_lc_rs::signature as aws;
        use ring::signature as own;
        let ring = |algorithm: &'static dyn own::VerificationAlgorithm, (key, signature): &(Vec<u8>, Vec<u8>)| {
            timed(|| own::UnparsedPublicKey::new(algorithm, key).verify(&MESSAGE, signature).unwrap())
        };
        let lc = |algorithm: &'static dyn aws::VerificationAlgorithm, (key, signature): &(Vec<u8>, Vec<u8>)| {
            timed(|| aws::UnparsedPublicKey::new(algorithm, key).verify(&MESSAGE, signature).unwrap())
        };
        [
            [
                ring(&own::ECDSA_P256_SHA256_ASN1, &self.p256),
                ring(&own::ECDSA_P384_SHA384_ASN1, &self.p384),
                ring(&own::ED25519, &self.ed25519),
            ],
            [
                lc(&aws::ECDSA_P256_SHA256_ASN1, &self.p256),
                lc(&aws::ECDSA_P384_SHA384_ASN1, &self.p384),
                lc(&aws::ED25519, &self.ed25519),
            ],
        ]
    }
}

/// Microseconds of this thread's CPU time.
fn timed(work: impl FnOnce()) -> f64 {
    let before = cpu_time::ThreadTime::now();
    work();
    before.elapsed().as_nanos() as f64 / 1e3
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[times.len() / 2]
}

fn read(folder: &Path, path: &str) -> Vec<u8> {
    std::fs::read(folder.join(path)).unwrap()
}

fn text<'a>(case: &'a Value, member: &str) -> &'a str {
    case[member].as_str().unwrap()
}
