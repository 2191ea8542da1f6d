//! The verification cases of sigstore-conformance, each by the artifact and by its digest.

use std::path::Path;

use portcullis_findings::{Algorithm, Digest};
use portcullis_sign::VerifyingKey;
use portcullis_sign::bundle::{Bundle, BundleLimits};
use portcullis_sign::policy::{Matcher, Policy};
use portcullis_sign::trust::{TrustRoot, TrustRootLimits};
use portcullis_sign::verify::{Artifact, verify};
use serde_json::{Value, json};

use crate::support::{Set, data};

#[test]
fn conformance_cases() {
    let Some(folder) = data("conformance") else { return };
    let cases: Value = serde_json::from_slice(&read(&folder, "cases.json")).unwrap();
    let mut set = Set::new("sigstore");
    for case in cases.as_array().unwrap() {
        let expected = case["expect"] == "pass";
        let artifact = read(&folder, text(case, "artifact"));
        let digest = Digest::from_hex(Algorithm::Sha256, text(case, "artifact_sha256")).unwrap();
        for artifact in [Artifact::Bytes(&artifact), Artifact::Digest(&digest)] {
            let answer = answer(&folder, case, artifact);
            set.case(
                answer.is_ok() == expected,
                || json!({"case": case["name"], "why": case["why"], "artifact": format!("{artifact:?}").get(..6), "answer": answer}),
            );
            if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_some() {
                println!("{}: {answer:?}", case["name"]);
            }
        }
    }
    set.finish();
}

/// What a client would answer: any error is a refusal.
fn answer(folder: &Path, case: &Value, artifact: Artifact<'_>) -> Result<(), String> {
    let root = TrustRoot::from_json(
        &read(folder, text(case, "trusted_root")),
        &TrustRootLimits::default(),
    )
    .map_err(|error| error.to_string())?;
    let policy = match case["key"].as_str() {
        Some(key) => Policy::builder()
            .key(VerifyingKey::from_spki_pem(read(folder, key)).map_err(|error| error.to_string())?),
        None => Policy::builder()
            .issuer(text(case, "certificate_oidc_issuer"))
            .identity(Matcher::exact(text(case, "certificate_identity")).unwrap()),
    };
    let policy = policy.build().unwrap();
    let bundle = Bundle::parse(&read(folder, text(case, "bundle")), &BundleLimits::default())
        .map_err(|error| error.to_string())?;
    verify(&root, &policy, &bundle, artifact)
        .map(|_| ())
        .map_err(|refusal| refusal.to_string())
}

fn read(folder: &Path, path: &str) -> Vec<u8> {
    std::fs::read(folder.join(path)).unwrap()
}

fn text<'a>(case: &'a Value, member: &str) -> &'a str {
    case[member].as_str().unwrap()
}
