//! in-toto statements and verification summaries.

use portcullis_sign::{
    EcdsaForm, Envelope, EnvelopeLimits, RawPredicate, Scheme, SigningKey, StatementLimits, TrustedKeys,
    VerificationSummary, VerifyingKey, intoto,
};
use serde_json::{Value, json};

use crate::support::{Set, data, files};

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
        // Beside the envelope lie its key and a text about both.
        let document: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if !document["payloadType"].is_string() {
            continue;
        }
        let envelope = Envelope::from_json(&bytes, &EnvelopeLimits::default()).unwrap();
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
        if !document["subject"].is_array() {
            continue;
        }
        document = completed(&document);
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

/// Shortened digests, completed to the length their algorithm has; at any depth.
pub(crate) fn completed(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(completed).collect(),
        Value::Object(members) => {
            let digest = |name: &str, value: &Value| {
                let set = value.as_object().filter(|_| name == "digest")?;
                Some(
                    set.iter()
                        .map(|(algorithm, value)| (algorithm.clone(), whole(algorithm, value)))
                        .collect(),
                )
            };
            let member = |(name, value): (&String, &Value)| {
                (
                    name.clone(),
                    digest(name, value).unwrap_or_else(|| completed(value)),
                )
            };
            Value::Object(members.iter().map(member).collect())
        }
        other => other.clone(),
    }
}

fn whole(algorithm: &str, value: &Value) -> Value {
    let digits = value.as_str().unwrap().to_lowercase().replace("...", "");
    let hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digits = if hex { digits } else { String::new() };
    let length = match algorithm {
        "gitCommit" | "sha1" => 40,
        "sha512" => 128,
        _ if !digits.is_empty() && digits.len() < 40 => 64,
        _ => digits.len().max(64),
    };
    json!(format!("{digits:0<length$}"))
}
