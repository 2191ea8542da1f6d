//! cosign's form before there were bundles, around statements: the envelope stands where a signature would.

use portcullis_findings::Digest;
use portcullis_sign::MessageSigner as _;
use portcullis_sign::verify::{EntryPart, Reason, Signed, Step};
use serde_json::{Value, json};

use super::world::{ARTIFACT, Recipe, SIGNED_AT, World, b64, statement};
use super::{check, policy, refused};

/// What `attest-blob --bundle` wrote, with an entry of the kind `intoto` 0.0.1 that says what is given.
fn attested(world: &World, envelope: &[u8], content: &Value) -> Value {
    let recipe = Recipe::default();
    let pem = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        b64(&world.certificate(&recipe))
    );
    let body = b64(&serde_json::to_vec(&json!({
        "apiVersion": "0.0.1",
        "kind": "intoto",
        "spec": { "content": content, "publicKey": b64(pem.as_bytes()) },
    }))
    .unwrap());
    let log: String = Digest::sha256(world.log.public_key().as_spki_der()).to_hex();
    let promised =
        format!(r#"{{"body":"{body}","integratedTime":{SIGNED_AT},"logID":"{log}","logIndex":7}}"#);
    json!({
        "base64Signature": b64(envelope),
        "cert": b64(pem.as_bytes()),
        "rekorBundle": {
            "SignedEntryTimestamp": b64(&world.log.sign(promised.as_bytes()).unwrap()),
            "Payload": { "body": body, "integratedTime": SIGNED_AT, "logIndex": 7, "logID": log },
        },
    })
}

fn hash(bytes: &[u8]) -> Value {
    json!({ "algorithm": "sha256", "value": Digest::sha256(bytes).to_hex() })
}

fn envelope(world: &World, payload: &[u8]) -> Vec<u8> {
    let bundle = world.attest(&Recipe::default(), "intoto", payload);
    serde_json::to_vec(&bundle["dsseEnvelope"]).unwrap()
}

#[test]
fn an_entry_that_names_the_whole_envelope_is_about_its_signature() {
    let (world, payload) = (World::new(1), statement(&[ARTIFACT]));
    let envelope = envelope(&world, &payload);
    let with_payload = json!({ "hash": hash(&envelope), "payloadHash": hash(&payload) });
    let without = json!({ "hash": hash(&envelope) });
    for content in [with_payload, without] {
        let bundle = attested(&world, &envelope, &content);
        let verified = check(&world, &policy(), &bundle, ARTIFACT).unwrap();
        assert_eq!(verified.get(), &Signed::Statement(payload.clone()));
        assert_eq!(verified.evidence().log_entries().len(), 1);
    }
}

#[test]
fn an_entry_about_another_envelope_is_refused() {
    let (world, payload) = (World::new(1), statement(&[ARTIFACT]));
    let envelope = envelope(&world, &payload);
    // The same statement and signature, written otherwise: the log has not seen this.
    let spaced = [b" ", &envelope[..]].concat();
    let other_payload = statement(&[b"another artifact"]);
    for (content, part) in [
        (
            json!({ "hash": hash(&spaced), "payloadHash": hash(&payload) }),
            EntryPart::Signature,
        ),
        (
            json!({ "hash": hash(&envelope), "payloadHash": hash(&other_payload) }),
            EntryPart::Artifact,
        ),
    ] {
        let refusal = refused(&world, &policy(), &attested(&world, &envelope, &content));
        assert_eq!(refusal.step, Step::Log);
        assert_eq!(refusal.reason, Reason::OtherEntry { index: 0, part });
    }
}

#[test]
fn an_envelope_in_a_bundle_of_ours_has_no_such_entry() {
    let (world, payload) = (World::new(1), statement(&[ARTIFACT]));
    let mut bundle = world.attest(&Recipe::default(), "intoto", &payload);
    let envelope = serde_json::to_vec(&bundle["dsseEnvelope"]).unwrap();
    let old = attested(
        &world,
        &envelope,
        &json!({ "hash": hash(&envelope), "payloadHash": hash(&payload) }),
    );
    let entry = &mut bundle["verificationMaterial"]["tlogEntries"][0];
    entry["canonicalizedBody"] = old["rekorBundle"]["Payload"]["body"].clone();
    entry["kindVersion"]["version"] = json!("0.0.1");
    entry["logIndex"] = json!("7");
    entry["integratedTime"] = json!(SIGNED_AT.to_string());
    entry["inclusionPromise"]["signedEntryTimestamp"] = old["rekorBundle"]["SignedEntryTimestamp"].clone();
    entry.as_object_mut().unwrap().remove("inclusionProof");
    let material = &mut bundle["verificationMaterial"];
    let leaf = material.as_object_mut().unwrap().remove("certificate");
    material["x509CertificateChain"] = json!({ "certificates": [leaf] });
    bundle["mediaType"] = json!("application/vnd.dev.sigstore.bundle+json;version=0.1");
    let part = EntryPart::Signature;
    let refusal = refused(&world, &policy(), &bundle);
    assert_eq!(refusal.reason, Reason::OtherEntry { index: 0, part });
}
