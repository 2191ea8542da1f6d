//! Evidence of the attacker's own making.

use portcullis_sign::bundle::{Bundle, BundleError, BundleLimits};
use portcullis_sign::verify::{Reason, Step};
use portcullis_sign::x509::PathError;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::world::{ARTIFACT, Recipe, World, b64};
use super::{accepted, entry, good, parse, policy, refused};

/// T20: another world's logs, authority and certificates, complete and consistent, count for nothing.
#[test]
fn keys_that_come_with_the_bundle_are_not_trusted() {
    let (ours, theirs) = (World::new(1), World::new(2));
    let mut bundle = theirs.sign(&Recipe::default(), ARTIFACT);
    accepted(&theirs, &policy(), &bundle);
    assert_eq!(refused(&ours, &policy(), &bundle).step, Step::Log);
    // With an entry of the trusted log about it, the certificate is still nobody's.
    let recipe = Recipe::default();
    let signature = portcullis_sign::MessageSigner::sign(&recipe.key(), ARTIFACT).unwrap();
    let digest = portcullis_findings::Digest::sha256(ARTIFACT);
    let said = theirs.say("hashedrekord", &recipe, digest, &signature);
    *entry(&mut bundle) = ours.entry(&ours.log, &recipe, &said);
    let refusal = refused(&ours, &policy(), &bundle);
    assert_eq!(refusal.reason, Reason::Path(PathError::Signature));
    // Nor does it help to bring the chain.
    let leaf = bundle["verificationMaterial"]["certificate"].clone();
    let [intermediate, root] = theirs
        .chain()
        .map(|certificate| json!({"rawBytes": b64(&certificate)}));
    bundle["mediaType"] = json!("application/vnd.dev.sigstore.bundle+json;version=0.2");
    let material = bundle["verificationMaterial"].as_object_mut().unwrap();
    material.remove("certificate");
    material.insert(
        "x509CertificateChain".to_owned(),
        json!({"certificates": [leaf, intermediate]}),
    );
    assert_eq!(refused(&ours, &policy(), &bundle).step, Step::Chain);
    let chain = &mut bundle["verificationMaterial"]["x509CertificateChain"]["certificates"];
    chain.as_array_mut().unwrap().push(root);
    assert_eq!(refused(&ours, &policy(), &bundle).reason, Reason::RootInBundle);
}

/// T14: bounded before anything is looked at.
#[test]
fn more_evidence_than_anybody_needs_is_refused() {
    let (_, mut bundle) = good();
    let one = entry(&mut bundle).clone();
    bundle["verificationMaterial"]["tlogEntries"] = Value::Array(vec![one; 33]);
    let too_many = |member| BundleError::TooMany {
        member,
        count: 33,
        limit: 32,
    };
    assert_eq!(
        parse(&bundle).unwrap_err(),
        too_many("verificationMaterial.tlogEntries")
    );

    let (_, mut bundle) = good();
    bundle["verificationMaterial"]["timestampVerificationData"] =
        json!({"rfc3161Timestamps": vec![json!({"signedTimestamp": "AAAA"}); 33]});
    assert_eq!(parse(&bundle).unwrap_err(), too_many("rfc3161Timestamps"));

    let document = serde_json::to_vec(&good().1).unwrap();
    let limits = BundleLimits::default().with_bytes(document.len() - 1);
    assert!(matches!(
        Bundle::parse(&document, &limits),
        Err(BundleError::TooLarge { .. })
    ));
}

/// T14: the same evidence twice is not more evidence.
#[test]
fn the_same_evidence_twice_is_refused() {
    let (_, mut bundle) = good();
    let one = entry(&mut bundle).clone();
    bundle["verificationMaterial"]["tlogEntries"] = json!([one, one]);
    assert!(matches!(
        parse(&bundle),
        Err(BundleError::Twice {
            member: "tlogEntries"
        })
    ));
}

/// T18: one member has one value, under whichever of its names.
#[test]
fn members_written_twice_are_refused() {
    let text = serde_json::to_string(&good().1).unwrap();
    for (member, again) in [
        ("\"messageSignature\"", "\"messageSignature\":null,"),
        ("\"messageSignature\"", "\"message_signature\":null,"),
        ("\"canonicalizedBody\"", "\"canonicalized_body\":null,"),
        ("\"messageSignature\"", "\"unknown\":1,"),
    ] {
        let bent = text.replacen(member, &format!("{again}{member}"), 1);
        assert_ne!(bent, text);
        let answer = Bundle::parse(bent.as_bytes(), &BundleLimits::default());
        assert!(matches!(answer, Err(BundleError::Json(_))), "{again}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// T19: whatever comes, there is an answer.
    #[test]
    fn damaged_bundles_are_answered(at in 0usize..4000, byte in any::<u8>(), cut in prop_oneof![Just(0), 1usize..4000]) {
        let (world, bundle) = good();
        let mut document = serde_json::to_vec(&bundle).unwrap();
        let length = document.len();
        document[at % length] = byte;
        document.truncate(length - cut % length);
        if let Ok(bundle) = Bundle::parse(&document, &BundleLimits::default()) {
            let root = super::root(&world.trusted_root()).unwrap();
            let artifact = portcullis_sign::verify::Artifact::Bytes(ARTIFACT);
            let _ = portcullis_sign::verify::verify(&root, &policy(), &bundle, artifact);
        }
    }
}
