//! Wycheproof: no false accept and no false reject in the supported schemes; everything else is refused as unsupported by
//! type, and counted.

use portcullis_findings::Algorithm;
use portcullis_sign::{EcdsaForm, Hasher, KeyError, VerifyDigestError, VerifyingKey};
use serde_json::{Value, json};

use crate::support::{Set, data, files, unhex};

/// Every vector twice: by message, and by digest where digests can be verified.
#[test]
fn wycheproof() {
    let Some(folder) = data("wycheproof") else { return };
    let mut messages = Set::new("wycheproof");
    let mut digests = Set::new("wycheproof-digests");
    for path in files(&folder) {
        let document: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let Some(groups) = document["testGroups"].as_array() else {
            continue;
        };
        for group in groups {
            let tests = group["tests"].as_array().unwrap();
            let Some(key) = key(group) else {
                messages.unsupported += tests.len();
                digests.unsupported += tests.len();
                continue;
            };
            for test in tests {
                let (message, signature) = (unhex(&test["msg"]), unhex(&test["sig"]));
                let verified = key.verify(&message, &signature).is_ok();
                let fine = agrees(test, verified);
                messages.case(fine, || json!({"file": path, "test": test, "verified": verified}));
                match by_digest(&key, &message, &signature) {
                    None => digests.unsupported += 1,
                    Some(verified) => {
                        let fine = agrees(test, verified);
                        digests.case(fine, || json!({"file": path, "test": test, "verified": verified}));
                    }
                }
            }
        }
    }
    messages.finish_but(3_703, 5_666);
    digests.finish_but(7_367, 2_002);
}

/// `acceptable` marks signatures that may be refused or taken; there every answer agrees.
fn agrees(test: &Value, verified: bool) -> bool {
    match test["result"].as_str() {
        Some("valid") => verified,
        Some("invalid") => !verified,
        Some("acceptable") => true,
        other => panic!("a result without meaning here: {other:?}"),
    }
}

fn by_digest(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Option<bool> {
    let mut hasher = Hasher::new(key.scheme().digest_algorithm()?).unwrap();
    hasher.update(message);
    match key.verify_digest(&hasher.finish(), signature) {
        Ok(()) => Some(true),
        Err(VerifyDigestError::BadSignature(_)) => Some(false),
        Err(VerifyDigestError::Unsupported { .. }) => None,
        Err(other) => panic!("{other}"),
    }
}

/// The key of a group with the group's algorithm, or `None` where either is refused as unsupported.
fn key(group: &Value) -> Option<VerifyingKey> {
    let key = match VerifyingKey::from_spki_der(&unhex(&group["publicKeyDer"])) {
        Ok(key) => key,
        Err(
            KeyError::UnsupportedAlgorithm { .. }
            | KeyError::UnsupportedCurve { .. }
            | KeyError::UnsupportedPss,
        ) => return None,
        Err(error) => panic!("a key that could not be read: {error}"),
    };
    let hash = match group["sha"].as_str() {
        Some("SHA-256") => Algorithm::Sha256,
        Some("SHA-384") => Algorithm::Sha384,
        Some("SHA-512") => Algorithm::Sha512,
        _ => Algorithm::Sha1,
    };
    match group["type"].as_str()? {
        "EcdsaVerify" => key.with_digest_algorithm(hash).ok(),
        "EcdsaP1363Verify" => Some(
            key.with_ecdsa_form(EcdsaForm::Fixed)
                .with_digest_algorithm(hash)
                .ok()?,
        ),
        "EddsaVerify" => Some(key),
        "RsassaPkcs1Verify" => key.with_digest_algorithm(hash).ok(),
        "RsassaPssVerify" | "RsassaPssWithParametersVerify" => {
            // A certificate or signed data would name the algorithm so.
            key.for_signature_algorithm(&pss_identifier(group)).ok()
        }
        other => panic!("a type of group without meaning here: {other}"),
    }
}

/// The AlgorithmIdentifier of RSASSA-PSS with the parameters of a group (RFC 4055, 3.1).
fn pss_identifier(group: &Value) -> Vec<u8> {
    let hash = |name: &Value| {
        let oid: &[u8] = match name.as_str().unwrap() {
            "SHA-1" => &[0x2b, 0x0e, 0x03, 0x02, 0x1a],
            "SHA-224" => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 4],
            "SHA-256" => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1],
            "SHA-384" => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2],
            "SHA-512" => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3],
            "SHA-512/224" => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 5],
            "SHA-512/256" => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 6],
            "SHAKE128" => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 11],
            "SHAKE256" => &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 12],
            other => panic!("a hash without meaning here: {other}"),
        };
        element(0x30, &[element(0x06, &[oid.to_vec()]), vec![5, 0]])
    };
    let mgf1 = element(0x06, &[vec![0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8]]);
    let salt = u8::try_from(group["sLen"].as_u64().unwrap()).unwrap();
    let salt = if salt < 0x80 {
        vec![2, 1, salt]
    } else {
        vec![2, 2, 0, salt]
    };
    let mgf_hash = match group["mgfSha"].as_str() {
        Some(_) => hash(&group["mgfSha"]),
        None => hash(&group["sha"]),
    };
    let parameters = element(
        0x30,
        &[
            element(0xa0, &[hash(&group["sha"])]),
            element(0xa1, &[element(0x30, &[mgf1, mgf_hash])]),
            element(0xa2, &[salt]),
        ],
    );
    let pss = element(0x06, &[vec![0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10]]);
    element(0x30, &[pss, parameters])
}

/// A DER element of at most 127 bytes.
fn element(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let content = parts.concat();
    assert!(content.len() < 0x80);
    [vec![tag, content.len() as u8], content].concat()
}
