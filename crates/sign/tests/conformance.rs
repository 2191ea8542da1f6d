//! Vectors of other projects, read from the folder that `PORTCULLIS_CONFORMANCE` names; skipped when it is unset.
//!
//! With `PORTCULLIS_CONFORMANCE_REPORT=1` only figures are printed. Failures are written, one JSON object per line, to
//! `target/conformance/<set>.jsonl`.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests may stop, and print figures"
)]

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_sign::key::KeyError;
use portcullis_sign::{
    EcdsaForm, Envelope, EnvelopeLimits, MessageSigner, RawPredicate, Scheme, SigningKey, StatementLimits,
    TrustedKeys, VerificationSummary, VerifyingKey, intoto,
};
use serde_json::{Value, json};

/// One set and how its cases ended.
struct Set {
    name: &'static str,
    passed: usize,
    failures: Vec<Value>,
    unsupported: usize,
}

impl Set {
    const fn new(name: &'static str) -> Self {
        Self {
            name,
            passed: 0,
            failures: Vec::new(),
            unsupported: 0,
        }
    }

    fn case(&mut self, passed: bool, failure: impl FnOnce() -> Value) {
        if passed {
            self.passed += 1
        } else {
            self.failures.push(failure())
        }
    }

    /// Prints and writes the outcome. The minimum is 1.0 in every set: there is no known failure.
    fn finish(self) {
        let total = self.passed + self.failures.len();
        if total == 0 {
            eprintln!("SKIPPED {}: there is no case in the data", self.name);
        }
        println!(
            "conformance {}: {}/{total} (unsupported: {})",
            self.name, self.passed, self.unsupported
        );
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .parent()
            .unwrap()
            .join("conformance");
        std::fs::create_dir_all(&folder).unwrap();
        let lines: String = self
            .failures
            .iter()
            .map(|failure| format!("{failure}\n"))
            .collect();
        std::fs::write(folder.join(format!("{}.jsonl", self.name)), lines).unwrap();
        if std::env::var_os("PORTCULLIS_CONFORMANCE_REPORT").is_none() {
            assert!(
                self.failures.is_empty(),
                "{}: {:?}",
                self.name,
                self.failures.first()
            );
        }
    }
}

fn data(part: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("PORTCULLIS_CONFORMANCE") else {
        eprintln!("SKIPPED {part}: PORTCULLIS_CONFORMANCE is not set");
        return None;
    };
    let folder = Path::new(&folder).join("sigstore").join(part);
    if !folder.is_dir() {
        eprintln!("SKIPPED {part}: the data has no such part");
        return None;
    }
    Some(folder)
}

/// All files below a folder, ordered.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path)
            }
        }
    }
    found.sort();
    found
}

fn unhex(value: &Value) -> Vec<u8> {
    let digits = value.as_str().unwrap().as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap() as u8;
    digits
        .chunks(2)
        .map(|pair| digit(pair[0]) << 4 | digit(pair[1]))
        .collect()
}

/// No false accept and no false reject in the supported schemes; everything else is refused as unsupported when the key
/// is read, or is another hash or form than the scheme has.
#[test]
fn wycheproof() {
    let Some(folder) = data("wycheproof") else { return };
    let mut set = Set::new("wycheproof");
    for path in files(&folder) {
        let document: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let Some(groups) = document["testGroups"].as_array() else {
            continue;
        };
        for group in groups {
            let tests = group["tests"].as_array().unwrap();
            let Some(key) = wycheproof_key(group) else {
                set.unsupported += tests.len();
                continue;
            };
            for test in tests {
                let verified = key.verify(&unhex(&test["msg"]), &unhex(&test["sig"])).is_ok();
                let fine = match test["result"].as_str() {
                    Some("valid") => verified,
                    Some("invalid") => !verified,
                    other => panic!("a result without meaning here: {other:?}"),
                };
                set.case(fine, || json!({"file": path, "test": test, "verified": verified}));
            }
        }
    }
    set.finish();
}

fn wycheproof_key(group: &Value) -> Option<VerifyingKey> {
    let key = match VerifyingKey::from_spki_pem(group["publicKeyPem"].as_str()?) {
        Ok(key) => key,
        Err(KeyError::UnsupportedAlgorithm { .. } | KeyError::UnsupportedCurve { .. }) => return None,
        Err(error) => panic!("a key that could not be read: {error}"),
    };
    match (key.scheme(), group["type"].as_str()?, group["sha"].as_str()) {
        (Scheme::EcdsaP256Sha256, "EcdsaVerify", Some("SHA-256")) => Some(key),
        (Scheme::EcdsaP256Sha256, "EcdsaP1363Verify", Some("SHA-256")) => {
            Some(key.with_ecdsa_form(EcdsaForm::Fixed))
        }
        (Scheme::Ed25519, "EddsaVerify", _) => Some(key),
        _ => None,
    }
}

/// The example of the DSSE protocol text: its signature verifies, and our deterministic one is the same.
#[test]
fn dsse_protocol() {
    let Some(folder) = data("dsse") else { return };
    let text = std::fs::read_to_string(folder.join("protocol.md")).unwrap();
    let number = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        decimal(line.trim())
    };
    let example = text
        .split_once("{\"payload\"")
        .map(|(_, rest)| rest.split_once("```").unwrap().0)
        .unwrap();
    let example = format!("{{\"payload\"{example}");

    let head = "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";
    let document = [unhex(&json!(head)), number("d: ")].concat();
    let key = SigningKey::from_pkcs8_der(&document).unwrap();
    let point = [vec![4], number("X: "), number("Y: ")].concat();

    let mut set = Set::new("dsse");
    set.case(key.public_key().as_spki_der().ends_with(&point), || {
        json!("the public key is another")
    });

    let envelope = Envelope::from_json(example.as_bytes(), &EnvelopeLimits::default()).unwrap();
    let raw = TrustedKeys::from(key.public_key().clone().with_ecdsa_form(EcdsaForm::Fixed));
    let payload = envelope
        .verify("http://example.com/HelloWorld", &raw)
        .map(portcullis_sign::Verified::into_inner);
    set.case(payload.as_deref() == Ok(b"hello world"), || {
        json!(format!("{payload:?}"))
    });

    let wire: Value = serde_json::from_str(&example).unwrap();
    let theirs = STANDARD
        .decode(wire["signatures"][0]["sig"].as_str().unwrap())
        .unwrap();
    let ours = key
        .sign(&portcullis_sign::dsse::pae(
            "http://example.com/HelloWorld",
            b"hello world",
        ))
        .unwrap();
    let ours = p256::ecdsa::Signature::from_der(&ours).unwrap().to_bytes();
    set.case(
        ours.as_slice() == theirs,
        || json!({"ours": ours.as_slice(), "theirs": theirs}),
    );
    set.finish();
}

/// A decimal number as 32 bytes, big-endian.
fn decimal(digits: &str) -> Vec<u8> {
    let mut bytes = vec![0u8; 32];
    for digit in digits.bytes() {
        let mut carry = u32::from(digit - b'0');
        for byte in bytes.iter_mut().rev() {
            carry += u32::from(*byte) * 10;
            *byte = carry as u8;
            carry >>= 8;
        }
        assert_eq!(carry, 0);
    }
    bytes
}

/// Every envelope in the data, bare or inside a bundle, is read, and what is written for it reads back the same.
#[test]
fn dsse_envelopes_read() {
    let Some(folder) = data("") else { return };
    let mut set = Set::new("dsse-envelopes");
    for path in files(&folder) {
        let bytes = std::fs::read(&path).unwrap();
        // One document, or one per line.
        let documents: Vec<Value> = match serde_json::from_slice(&bytes) {
            Ok(document) => vec![document],
            Err(_) => bytes
                .split(|byte| *byte == b'\n')
                .filter_map(|line| serde_json::from_slice(line).ok())
                .collect(),
        };
        for document in documents {
            for envelope in [&document, &document["dsseEnvelope"]] {
                if envelope["payloadType"].is_string() && envelope["payload"].is_string() {
                    let text = serde_json::to_vec(envelope).unwrap();
                    let read = Envelope::from_json(&text, &EnvelopeLimits::default());
                    let again = read
                        .clone()
                        .and_then(|read| Envelope::from_json(&read.to_json(), &EnvelopeLimits::default()));
                    set.case(
                        read.is_ok() && read == again,
                        || json!({"file": path, "read": format!("{read:?}")}),
                    );
                }
            }
        }
    }
    set.finish();
}

/// A verification summary published with its key: verified, read, and refused under another key.
#[test]
fn slsa_vsa() {
    let Some(folder) = data("slsa/testdata/vsa") else {
        return;
    };
    let all = files(&folder);
    let key = all
        .iter()
        .find_map(|path| VerifyingKey::from_spki_pem(std::fs::read(path).unwrap()).ok())
        .unwrap();
    let other = SigningKey::generate(Scheme::EcdsaP256Sha256, [1; 32])
        .unwrap()
        .public_key()
        .clone();
    let mut set = Set::new("slsa-vsa");
    for path in &all {
        let bytes = std::fs::read(path).unwrap();
        let Ok(envelope) = Envelope::from_json(&bytes, &EnvelopeLimits::default()) else {
            continue;
        };
        let verify = |key: &VerifyingKey| {
            let trusted = TrustedKeys::from(key.clone().with_ecdsa_form(EcdsaForm::Fixed));
            envelope.clone().verify(intoto::PAYLOAD_TYPE, &trusted)
        };
        let summary = verify(&key)
            .unwrap()
            .into_statement::<VerificationSummary>(&StatementLimits::default());
        set.case(
            summary.is_ok(),
            || json!({"file": path, "summary": format!("{summary:?}")}),
        );
        set.case(
            verify(&other).is_err(),
            || json!({"file": path, "accepted": "another key"}),
        );
    }
    set.finish();
}

/// The statements among the in-toto examples are read. They print shortened digests (`4faeb1b2...`), which are
/// completed here to the length their algorithm has.
#[test]
fn intoto_examples() {
    let Some(folder) = data("in-toto") else { return };
    let signer = SigningKey::generate(Scheme::Ed25519, [1; 32]).unwrap();
    let trusted = TrustedKeys::from(signer.public_key().clone());
    let mut set = Set::new("in-toto");
    for path in files(&folder) {
        let Ok(mut document) = serde_json::from_slice::<Value>(&std::fs::read(&path).unwrap()) else {
            continue;
        };
        let Some(subjects) = document["subject"].as_array_mut() else {
            continue;
        };
        for subject in subjects {
            for (algorithm, value) in subject["digest"].as_object_mut().into_iter().flatten() {
                let digits = value.as_str().unwrap().to_lowercase().replace("...", "");
                let digits = if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                    digits
                } else {
                    String::new()
                };
                let length = match algorithm.as_str() {
                    "gitCommit" | "sha1" => 40,
                    "sha512" => 128,
                    _ => 64,
                };
                *value = json!(format!("{digits:0<length$}"));
            }
        }
        let bytes = serde_json::to_vec(&document).unwrap();
        let envelope = Envelope::sign(intoto::PAYLOAD_TYPE, &bytes, &[&signer]).unwrap();
        let verified = envelope.verify(intoto::PAYLOAD_TYPE, &trusted).unwrap();
        let read = verified.into_statement::<RawPredicate>(&StatementLimits::default());
        let kept = read.as_ref().is_ok_and(|statement| {
            let predicate: Value = serde_json::from_slice(statement.get().predicate().as_json()).unwrap();
            predicate == document["predicate"]
        });
        set.case(kept, || json!({"file": path, "read": format!("{read:?}")}));
    }
    set.finish();
}
