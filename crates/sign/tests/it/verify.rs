//! What is accepted and what is refused, by name of the attack.

use std::num::NonZeroUsize;

use portcullis_sign::{
    Envelope, MessageSigner, Scheme, SignError, SigningKey, TrustedKeys, VerifyError, VerifyingKey,
    verify_many,
};
use serde_json::json;

use crate::support::{SCHEMES, TYPE, json, key, read_value, sign, trust};

fn two_of(keys: &[&SigningKey]) -> TrustedKeys {
    let public = keys.iter().map(|key| key.public_key().clone());
    TrustedKeys::at_least(NonZeroUsize::new(2).unwrap(), public).unwrap()
}

#[test]
fn the_payload_that_comes_out_is_the_one_that_was_signed() {
    for scheme in SCHEMES {
        let signer = key(scheme, 1);
        let verified = sign(b"payload", &[&signer])
            .verify(TYPE, &trust(&[&signer]))
            .unwrap();
        assert_eq!(verified.get(), b"payload");
        assert_eq!(verified.evidence().payload_type(), TYPE);
        assert_eq!(
            verified.evidence().keys().copied().collect::<Vec<_>>(),
            [signer.public_key().key_id()]
        );
    }
}

#[test]
fn payload_type_confusion_is_refused() {
    let signer = key(Scheme::EcdsaP256Sha256, 1);
    let envelope = sign(b"payload", &[&signer]);
    let error = envelope
        .clone()
        .verify("text/plain", &trust(&[&signer]))
        .unwrap_err();
    assert_eq!(
        error,
        VerifyError::PayloadType {
            expected: "text/plain".to_owned(),
            found: TYPE.to_owned()
        }
    );

    // Renaming the type in the document does not help: it is signed.
    let mut value = json(&envelope);
    value["payloadType"] = json!("text/plain");
    let error = read_value(&value)
        .unwrap()
        .verify("text/plain", &trust(&[&signer]))
        .unwrap_err();
    assert_eq!(
        error,
        VerifyError::NoMatch {
            signatures: 1,
            keys: 1
        }
    );

    // Types are compared as they are.
    for near in [
        TYPE.to_uppercase(),
        format!("{TYPE} "),
        format!("{TYPE};charset=utf-8"),
        String::new(),
    ] {
        let error = envelope.clone().verify(&near, &trust(&[&signer])).unwrap_err();
        assert!(matches!(error, VerifyError::PayloadType { .. }), "{near:?}");
    }
}

#[test]
fn a_border_moved_between_type_and_payload_is_refused() {
    let signer = key(Scheme::Ed25519, 1);
    let mut value = json(&Envelope::sign("a b", b"c", &[&signer]).unwrap());
    value["payloadType"] = json!("a");
    value["payload"] = json!("YiBj");
    assert!(
        read_value(&value)
            .unwrap()
            .verify("a", &trust(&[&signer]))
            .is_err()
    );
}

#[test]
fn a_signature_by_another_key_is_refused_under_any_key_id() {
    for scheme in SCHEMES {
        let [good, evil] = [1, 2].map(|seed| key(scheme, seed));
        let mut value = json(&sign(b"payload", &[&evil]));
        for claimed in [
            evil.public_key().key_id().to_string(),
            good.public_key().key_id().to_string(),
            String::new(),
        ] {
            value["signatures"][0]["keyid"] = json!(claimed);
            let error = read_value(&value)
                .unwrap()
                .verify(TYPE, &trust(&[&good]))
                .unwrap_err();
            assert_eq!(
                error,
                VerifyError::NoMatch {
                    signatures: 1,
                    keys: 1
                }
            );
        }
    }
}

#[test]
fn a_changed_payload_is_refused() {
    let signer = key(Scheme::Ed25519, 1);
    let mut value = json(&sign(b"payload", &[&signer]));
    value["payload"] = json!("cGF5bG9hZSE=");
    let error = read_value(&value)
        .unwrap()
        .verify(TYPE, &trust(&[&signer]))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "none of 1 signatures is by one of 1 trusted keys over this payload"
    );
}

#[test]
fn an_empty_signature_list_is_not_a_failed_signature() {
    let signer = key(Scheme::Ed25519, 1);
    let mut value = json(&sign(b"payload", &[&signer]));
    value["signatures"] = json!([]);
    assert_eq!(
        read_value(&value).unwrap().verify(TYPE, &trust(&[&signer])),
        Err(VerifyError::Unsigned)
    );
    value["signatures"] = json!([{"sig": ""}]);
    assert_eq!(
        read_value(&value).unwrap().verify(TYPE, &trust(&[&signer])),
        Err(VerifyError::NoMatch {
            signatures: 1,
            keys: 1
        })
    );
}

#[test]
fn one_key_signing_twice_counts_once_toward_the_threshold() {
    let [a, b] = [1, 2].map(|seed| key(Scheme::EcdsaP256Sha256, seed));
    let trusted = two_of(&[&a, &b]);
    let mut value = json(&sign(b"payload", &[&a]));
    let mine = value["signatures"][0].clone();
    let mut renamed = mine.clone();
    renamed["keyid"] = json!(b.public_key().key_id().to_string());
    value["signatures"] = json!([mine, mine, renamed]);
    assert_eq!(
        read_value(&value).unwrap().verify(TYPE, &trusted),
        Err(VerifyError::Threshold {
            needed: 2,
            reached: 1
        })
    );
}

/// The two valid signatures (r, s) and (r, n - s) of one ECDSA key are still one key.
#[test]
fn a_mirrored_signature_of_the_same_key_counts_once() {
    let [a, b] = [1, 2].map(|seed| key(Scheme::EcdsaP256Sha256, seed));
    let mut value = json(&sign(b"payload", &[&a]));
    let twin = {
        use base64::Engine as _;
        let engine = base64::engine::general_purpose::STANDARD;
        let der = engine
            .decode(value["signatures"][0]["sig"].as_str().unwrap())
            .unwrap();
        let signature = p256::ecdsa::Signature::from_der(&der).unwrap();
        let mirrored = p256::ecdsa::Signature::from_scalars(*signature.r(), -*signature.s()).unwrap();
        let mirrored = mirrored.to_der();
        let message = portcullis_sign::dsse::pae(TYPE, b"payload");
        assert_eq!(a.public_key().verify(&message, mirrored.as_bytes()), Ok(()));
        json!({"sig": engine.encode(mirrored.as_bytes())})
    };
    value["signatures"].as_array_mut().unwrap().push(twin);
    assert_eq!(
        read_value(&value).unwrap().verify(TYPE, &two_of(&[&a, &b])),
        Err(VerifyError::Threshold {
            needed: 2,
            reached: 1
        })
    );
}

#[test]
fn two_different_keys_reach_a_threshold_of_two_in_any_order() {
    let [a, b, other] = [1, 2, 3].map(|seed| key(Scheme::Ed25519, seed));
    let p256 = key(Scheme::EcdsaP256Sha256, 1);
    let trusted = two_of(&[&a, &b, &p256]);
    for signers in [[&a, &b], [&b, &a], [&p256, &a], [&b, &p256]] {
        let verified = sign(b"payload", &signers).verify(TYPE, &trusted).unwrap();
        assert_eq!(verified.evidence().keys().len(), 2);
    }
    // Strangers neither help nor harm.
    assert!(sign(b"payload", &[&other, &a, &b]).verify(TYPE, &trusted).is_ok());
    assert_eq!(
        sign(b"payload", &[&other, &a]).verify(TYPE, &trusted),
        Err(VerifyError::Threshold {
            needed: 2,
            reached: 1
        })
    );
}

#[test]
fn signatures_of_two_documents_cannot_be_joined() {
    let [a, b] = [1, 2].map(|seed| key(Scheme::Ed25519, seed));
    let mut value = json(&sign(b"payload", &[&a]));
    let foreign = json(&sign(b"another", &[&b]))["signatures"][0].clone();
    value["signatures"].as_array_mut().unwrap().push(foreign);
    assert_eq!(
        read_value(&value).unwrap().verify(TYPE, &two_of(&[&a, &b])),
        Err(VerifyError::Threshold {
            needed: 2,
            reached: 1
        })
    );
}

#[test]
fn an_envelope_is_not_signed_by_nobody_or_by_one_key_twice() {
    let signer = key(Scheme::Ed25519, 1);
    assert_eq!(Envelope::sign(TYPE, b"", &[]), Err(SignError::NoSigner));
    let twice = Envelope::sign(TYPE, b"", &[&signer, &signer]);
    assert_eq!(
        twice,
        Err(SignError::SameKeyTwice {
            key: signer.public_key().key_id()
        })
    );
}

#[test]
fn signers_that_never_meet_reach_a_threshold_together() {
    let [a, b] = [1, 2].map(|seed| key(Scheme::EcdsaP256Sha256, seed));
    let first = sign(b"payload", &[&a]);
    for (payload_type, payload) in [("text/plain", &b"payload"[..]), (TYPE, b"another")] {
        let refused = first.clone().countersign(payload_type, payload, &b);
        assert_eq!(refused, Err(SignError::OtherContent), "nobody signs unseen");
    }
    let both = first.countersign(TYPE, b"payload", &b).unwrap();
    assert_eq!(both, sign(b"payload", &[&a, &b]));
    assert_eq!(
        both.verify(TYPE, &two_of(&[&a, &b]))
            .unwrap()
            .evidence()
            .keys()
            .len(),
        2
    );
}

/// A token that answers with the signature of another key, or with yesterday's.
struct Faulty {
    claimed: VerifyingKey,
    signature: Vec<u8>,
}

impl MessageSigner for Faulty {
    fn public_key(&self) -> &VerifyingKey {
        &self.claimed
    }

    fn sign(&self, _: &[u8]) -> Result<Vec<u8>, SignError> {
        Ok(self.signature.clone())
    }
}

#[test]
fn a_faulty_signer_is_noticed_before_its_signature_leaves() {
    let signer = key(Scheme::EcdsaP256Sha256, 1);
    let faulty = Faulty {
        claimed: signer.public_key().clone(),
        signature: signer.sign(b"something else").unwrap(),
    };
    let key = signer.public_key().key_id();
    assert_eq!(
        Envelope::sign(TYPE, b"payload", &[&faulty]),
        Err(SignError::Mismatch { key })
    );
}

#[test]
fn many_envelopes_are_answered_in_their_order() {
    let [good, evil] = [1, 2].map(|seed| key(Scheme::Ed25519, seed));
    let envelopes: Vec<_> = (0..50u8)
        .map(|n| sign(&[n], &[if n % 3 == 0 { &evil } else { &good }]))
        .collect();
    let answers = verify_many(envelopes, TYPE, &trust(&[&good]));
    for (n, answer) in (0..50u8).zip(answers) {
        match answer {
            Ok(verified) => assert_eq!(verified.into_inner(), [n]),
            Err(error) => assert_eq!(
                (n % 3, error),
                (
                    0,
                    VerifyError::NoMatch {
                        signatures: 1,
                        keys: 1
                    }
                )
            ),
        }
    }
}
