//! The forms of bundles.

use portcullis_sign::bundle::{Bundle, BundleError, BundleLimits, BundleVersion};
use portcullis_sign::verify::{Step, TimeSource};
use serde_json::{Value, json};

use super::world::{ARTIFACT, Recipe, World, b64};
use super::{accepted, check, entry, good, parse, policy, refused};
use crate::support::pem;

#[test]
fn a_digest_that_is_not_stated_identifies_nothing_and_one_that_is_half_stated_is_none() {
    let (world, mut bundle) = good();
    for unstated in [json!({}), json!(null)] {
        bundle["messageSignature"]["messageDigest"] = unstated;
        accepted(&world, &policy(), &bundle);
        assert!(check(&world, &policy(), &bundle, b"another artifact").is_err());
    }
    bundle["messageSignature"]["messageDigest"] = json!({"algorithm": "SHA2_256"});
    assert!(parse(&bundle).is_err());
}

#[test]
fn every_version_is_read_with_what_it_must_have() {
    let (world, bundle) = good();
    let leaf = bundle["verificationMaterial"]["certificate"].clone();
    for (media_type, version, chain) in [
        (
            "application/vnd.dev.sigstore.bundle+json;version=0.1",
            BundleVersion::V01,
            true,
        ),
        (
            "application/vnd.dev.sigstore.bundle+json;version=0.2",
            BundleVersion::V02,
            true,
        ),
        (
            "application/vnd.dev.sigstore.bundle+json;version=0.3",
            BundleVersion::V03,
            false,
        ),
        (
            "application/vnd.dev.sigstore.bundle.v0.3+json",
            BundleVersion::V03,
            false,
        ),
    ] {
        let mut bundle = bundle.clone();
        bundle["mediaType"] = json!(media_type);
        if chain {
            let material = bundle["verificationMaterial"].as_object_mut().unwrap();
            material.remove("certificate");
            material.insert("x509CertificateChain".to_owned(), json!({"certificates": [leaf]}));
        }
        assert_eq!(parse(&bundle).unwrap().version(), version);
        accepted(&world, &policy(), &bundle);
        let without = |member: &str| {
            let mut bundle = bundle.clone();
            entry(&mut bundle).as_object_mut().unwrap().remove(member);
            parse(&bundle).map(|_| ())
        };
        assert_eq!(without("inclusionPromise").is_ok(), version != BundleVersion::V01);
        assert_eq!(without("inclusionProof").is_ok(), version == BundleVersion::V01);
    }
}

#[test]
fn members_in_snake_case_and_numbers_are_the_same_bundle() {
    let (world, mut bundle) = good();
    entry(&mut bundle)["integratedTime"] = json!(super::world::SIGNED_AT);
    let text = serde_json::to_string(&bundle).unwrap();
    let text = [
        ("mediaType", "media_type"),
        ("verificationMaterial", "verification_material"),
        ("tlogEntries", "tlog_entries"),
        ("inclusionProof", "inclusion_proof"),
        ("messageDigest", "message_digest"),
        ("rawBytes", "raw_bytes"),
    ]
    .iter()
    .fold(text, |text, (camel, snake)| text.replace(camel, snake));
    let bundle: Value = serde_json::from_str(&text).unwrap();
    accepted(&world, &policy(), &bundle);
}

#[test]
fn what_does_not_go_together_is_refused() {
    let cases: [(&str, Value); 8] = [
        (
            "/mediaType",
            json!("application/vnd.dev.sigstore.bundle+json;version=99.9"),
        ),
        ("/mediaType", json!("")),
        ("/verificationMaterial/certificate", json!(null)),
        ("/verificationMaterial/certificate", json!({"rawBytes": ""})),
        ("/verificationMaterial/tlogEntries/0/logIndex", json!("-1")),
        ("/verificationMaterial/tlogEntries/0/canonicalizedBody", json!("")),
        (
            "/verificationMaterial/tlogEntries/0/inclusionProof/checkpoint",
            json!({}),
        ),
        ("/messageSignature", json!(null)),
    ];
    for (place, value) in cases {
        let (_, mut bundle) = good();
        *bundle.pointer_mut(place).unwrap() = value;
        assert!(parse(&bundle).is_err(), "{place}");
    }
    let (_, mut bundle) = good();
    bundle["dsseEnvelope"] = json!({"payload": "", "payloadType": "x", "signatures": []});
    assert!(matches!(parse(&bundle), Err(BundleError::Both { .. })));
    let (_, mut bundle) = good();
    bundle["verificationMaterial"]["publicKey"] = json!({"hint": "x"});
    assert!(matches!(parse(&bundle), Err(BundleError::Both { .. })));
}

/// Version 0.1 had proofs without checkpoint; they show nothing, and the promise still does.
#[test]
fn a_proof_without_checkpoint_is_passed_over_where_there_is_a_promise() {
    let (world, mut bundle) = good();
    bundle["mediaType"] = json!("application/vnd.dev.sigstore.bundle+json;version=0.1");
    entry(&mut bundle)["inclusionProof"]
        .as_object_mut()
        .unwrap()
        .remove("checkpoint");
    accepted(&world, &policy(), &bundle);
    entry(&mut bundle)["inclusionPromise"]["signedEntryTimestamp"] = json!(b64(b"not a signature"));
    assert_eq!(refused(&world, &policy(), &bundle).step, Step::Log);
}

/// What `cosign sign-blob --bundle` wrote before there were bundles.
#[test]
fn the_older_form_of_cosign_is_read() {
    let world = World::new(1);
    let recipe = Recipe {
        proof: false,
        ..Recipe::default()
    };
    let bundle = world.sign(&recipe, ARTIFACT);
    let logged = &bundle["verificationMaterial"]["tlogEntries"][0];
    let id = portcullis_findings::Digest::sha256(
        portcullis_sign::MessageSigner::public_key(&world.log).as_spki_der(),
    );
    let mut legacy = json!({
        "base64Signature": bundle["messageSignature"]["signature"],
        "cert": b64(pem("CERTIFICATE", &world.certificate(&recipe)).as_bytes()),
        "rekorBundle": {
            "SignedEntryTimestamp": logged["inclusionPromise"]["signedEntryTimestamp"],
            "Payload": {
                "body": logged["canonicalizedBody"],
                "integratedTime": recipe.at,
                "logIndex": 1,
                "logID": id.to_hex(),
            },
        },
    });
    let verified = check(&world, &policy(), &legacy, ARTIFACT).unwrap();
    assert!(matches!(
        verified.evidence().times()[0].source,
        TimeSource::Log(_)
    ));
    assert_eq!(parse(&legacy).unwrap().version(), BundleVersion::Cosign);
    legacy["rekorBundle"]["Payload"]["logIndex"] = json!(2);
    assert_eq!(refused(&world, &policy(), &legacy).step, Step::Log);
    legacy.as_object_mut().unwrap().remove("rekorBundle");
    assert_eq!(refused(&world, &policy(), &legacy).step, Step::Log);
}

/// The form is told by a member of that name, and by nothing else that looks like it.
#[test]
fn the_older_form_is_told_by_its_member_alone() {
    let world = World::new(1);
    let recipe = Recipe {
        plain_key: true,
        ..Recipe::default()
    };
    let mut bundle = world.sign(&recipe, ARTIFACT);
    bundle["verificationMaterial"]["publicKey"]["hint"] = json!("base64Signature");
    assert_eq!(parse(&bundle).unwrap().version(), BundleVersion::V03);
    for name in ["base64Signature", r"base64\u0053ignature"] {
        let text = bundle
            .to_string()
            .replacen('{', &format!(r#"{{"{name}":"AAAA","#), 1);
        assert!(
            Bundle::parse(text.as_bytes(), &BundleLimits::default()).is_err(),
            "{name}"
        );
    }
}
