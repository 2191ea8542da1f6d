//! DSSE envelopes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_sign::{EcdsaForm, Envelope, EnvelopeLimits, MessageSigner, SigningKey, TrustedKeys};
use serde_json::{Value, json};

use crate::support::{Set, data, files, unhex};

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
