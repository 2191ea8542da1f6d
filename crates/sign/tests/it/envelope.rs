//! Reading and writing envelopes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use portcullis_sign::dsse::Field;
use portcullis_sign::{Envelope, EnvelopeError, EnvelopeLimits, JsonProblem, MessageSigner as _, Scheme};
use serde_json::json;

use crate::support::{SCHEMES, TYPE, json, key, read, read_value, sign, trust};

fn problem(document: &str) -> JsonProblem {
    match read(document.as_bytes()) {
        Err(EnvelopeError::Json(error)) => error.problem,
        other => panic!("{document}: {other:?}"),
    }
}

#[test]
fn the_written_form_is_fixed() {
    let envelope = sign(b"hello world", &[&key(Scheme::Ed25519, 1)]);
    insta::assert_snapshot!(String::from_utf8(envelope.to_json()).unwrap(), @r#"{"payload":"aGVsbG8gd29ybGQ=","payloadType":"application/vnd.example+json","signatures":[{"keyid":"6e1a9a6431a06c73b7c98e3577e624359ef59cf686b3ecd9c7b2e68cfbea4e45","sig":"2h2xVAg5DAf8kymQqvW7CVABnsqQFftYDCgzRmL3LKZmqH4on0VuZyZKGt4RcZu4sm49qe9kptjckvA0Tcq+Aw=="}]}"#);
    assert_eq!(read(&envelope.to_json()).unwrap(), envelope);
}

#[test]
fn members_may_be_unknown_and_the_key_id_may_be_missing() {
    let signer = key(Scheme::Ed25519, 1);
    let mut value = json(&sign(b"payload", &[&signer]));
    value["extra"] = json!({"nested": [1, 2.5, null, true]});
    value["signatures"][0]["cert"] = json!("any text");
    for key_id in [json!(null), json!(""), json!("something else")] {
        value["signatures"][0]["keyid"] = key_id;
        assert!(
            read_value(&value)
                .unwrap()
                .verify(TYPE, &trust(&[&signer]))
                .is_ok()
        );
    }
    value["signatures"][0].as_object_mut().unwrap().remove("keyid");
    assert!(
        read_value(&value)
            .unwrap()
            .verify(TYPE, &trust(&[&signer]))
            .is_ok()
    );
}

#[test]
fn a_signature_over_the_payload_alone_counts_only_where_it_is_asked_for() {
    let signer = key(Scheme::EcdsaP256Sha256, 1);
    let mut value = json(&sign(b"payload", &[&signer]));
    let encoded = read_value(&value).unwrap();
    let alone = STANDARD.encode(signer.sign(b"payload").unwrap());
    value["signatures"][0]["sig"] = json!(alone);
    let alone = read_value(&value).unwrap();
    let trusted = trust(&[&signer]);
    assert!(encoded.clone().verify(TYPE, &trusted).is_ok());
    assert!(encoded.verify_payload_alone(TYPE, &trusted).is_err());
    assert!(alone.clone().verify(TYPE, &trusted).is_err());
    let verified = alone.clone().verify_payload_alone(TYPE, &trusted).unwrap();
    assert_eq!(verified.get(), b"payload");
    assert!(
        alone
            .clone()
            .verify_payload_alone("another/type", &trusted)
            .is_err()
    );
    let other = trust(&[&key(Scheme::EcdsaP256Sha256, 2)]);
    assert!(alone.verify_payload_alone(TYPE, &other).is_err());
}

#[test]
fn both_base64_alphabets_are_read_but_not_mixed() {
    let signer = key(Scheme::Ed25519, 1);
    // Chosen for `+`, `/` and padding in the standard alphabet.
    let payload = [0xfb, 0xef, 0xff, 0xfe];
    let mut value = json(&sign(&payload, &[&signer]));
    assert_eq!(value["payload"], "++///g==");
    for (text, fine) in [
        ("++///g==", true),
        ("--___g==", true),
        ("--___g", true),
        ("++///g", true),
        ("+-///g==", false),
        ("++///h==", false),
        ("++///g=", false),
        ("++/ //g==", false),
        ("++///g==\n", false),
    ] {
        value["payload"] = json!(text);
        let result = read_value(&value);
        assert_eq!(result.is_ok(), fine, "{text:?}");
        match result {
            Ok(envelope) => assert_eq!(
                envelope.verify(TYPE, &trust(&[&signer])).unwrap().into_inner(),
                payload
            ),
            Err(error) => {
                assert!(
                    matches!(
                        error,
                        EnvelopeError::Base64 {
                            field: Field::Payload,
                            ..
                        }
                    ),
                    "{error:?}"
                );
            }
        }
    }
}

#[test]
fn bad_base64_is_told_with_its_place() {
    let mut value = json(&sign(
        b"payload",
        &[&key(Scheme::Ed25519, 1), &key(Scheme::Ed25519, 2)],
    ));
    value["signatures"][1]["sig"] = json!("AA*A");
    let error = read_value(&value).unwrap_err();
    assert_eq!(
        error,
        EnvelopeError::Base64 {
            field: Field::Signature { index: 1 },
            offset: 2
        }
    );
    assert_eq!(
        error.to_string(),
        "`signatures[1].sig` is not valid base64 (byte 2)"
    );
}

#[test]
fn a_member_named_twice_is_refused() {
    for (document, key) in [
        (
            r#"{"payload":"","payload":"","payloadType":"t","signatures":[]}"#,
            "payload",
        ),
        (
            r#"{"payload":"","payloadType":"t","signatures":[],"x":{"a":1,"a":2}}"#,
            "a",
        ),
        (
            r#"{"payload":"","payloadType":"t","signatures":[{"sig":"","sig":""}]}"#,
            "sig",
        ),
        (
            r#"{"payload":"","payloadType":"t","signatures":[],"payload\u0054ype":"u"}"#,
            "payloadType",
        ),
    ] {
        assert_eq!(
            problem(document),
            JsonProblem::DuplicateKey { key: key.to_owned() },
            "{document}"
        );
    }
}

#[test]
fn what_is_not_an_envelope_is_refused() {
    for document in [
        r#"["","t",[]]"#,
        r#"{"payload":"","payloadType":"t","signatures":[["","AA=="]]}"#,
        r#"{"payload":"","payloadType":"t"}"#,
        r#"{"payload":"","signatures":[]}"#,
        r#"{"payloadType":"t","signatures":[]}"#,
        r#"{"payload":null,"payloadType":"t","signatures":[]}"#,
        r#"{"payload":"","payloadType":"t","signatures":[{"keyid":"k"}]}"#,
        r#"{"Payload":"","payloadType":"t","signatures":[]}"#,
        "null",
        "7",
    ] {
        assert!(
            matches!(problem(document), JsonProblem::Shape { .. }),
            "{document}"
        );
    }
    assert_eq!(problem(""), JsonProblem::UnexpectedEnd);
    assert_eq!(problem("\u{feff}{}"), JsonProblem::Syntax);
    assert_eq!(
        problem(r#"{"payload":"","payloadType":"t","signatures":[]}{}"#),
        JsonProblem::Syntax
    );
}

#[test]
fn limits_are_kept_and_named() {
    let limits = EnvelopeLimits::default().with_bytes(100).with_signatures(2);
    let read = |document: &str| Envelope::from_json(document.as_bytes(), &limits);
    assert_eq!(
        read(&" ".repeat(101)),
        Err(EnvelopeError::TooLarge {
            size: 101,
            limit: 100
        })
    );
    assert_eq!(
        read(r#"{"payload":"","payloadType":"","signatures":[{"sig":""},{"sig":""},{"sig":""}]}"#),
        Err(EnvelopeError::TooManySignatures { count: 3, limit: 2 })
    );
    let long = json!({"payload": "", "payloadType": "x".repeat(2000), "signatures": []});
    assert_eq!(
        read_value(&long),
        Err(EnvelopeError::TextTooLong {
            field: Field::PayloadType,
            size: 2000,
            limit: 1024
        })
    );
    let deep = format!(r#"{{"x":{}1{}}}"#, "[".repeat(50), "]".repeat(50));
    assert_eq!(problem(&deep), JsonProblem::TooDeep { limit: 16 });
    let wide = format!(r#"{{"x":[{}1]}}"#, "1,".repeat(5000));
    assert_eq!(problem(&wide), JsonProblem::TooManyItems { limit: 4096 });
}

/// The only bytes nothing depends on are those of the key id, a hint by specification.
#[test]
fn a_flipped_bit_is_refused_or_provably_neutral() {
    let payload = b"{\"decision\":\"allow\"}";
    for scheme in SCHEMES {
        let signer = key(scheme, 5);
        let trusted = trust(&[&signer]);
        let document = sign(payload, &[&signer]).to_json();
        let text = std::str::from_utf8(&document).unwrap();
        let hint = text.find("\"keyid\"").unwrap()..text.find(",\"sig\"").unwrap();
        let mut neutral = 0;
        for bit in 0..document.len() * 8 {
            let mut bent = document.clone();
            bent[bit / 8] ^= 1 << (bit % 8);
            let Ok(envelope) = read(&bent) else { continue };
            let Ok(verified) = envelope.verify(TYPE, &trusted) else {
                continue;
            };
            assert_eq!(verified.get(), payload, "bit {bit}");
            assert_eq!(verified.evidence().payload_type(), TYPE, "bit {bit}");
            assert!(hint.contains(&(bit / 8)), "bit {bit} of {text}");
            neutral += 1;
        }
        assert!(neutral > 0, "a changed hint must not refuse a good signature");
    }
}
