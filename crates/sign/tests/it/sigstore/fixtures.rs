//! The fixtures of other crates' tests are what this world makes: `UPDATE_FIXTURES=1` writes them.

use std::path::Path;

use portcullis_sign::Scheme;
use serde_json::{Value, json};

use super::world::{ARTIFACT, Recipe, SIGNED_AT_DER, World, b64, statement};
use crate::timestamp::Tsa;
use crate::tlog::unbase64;

#[test]
fn the_fixtures_are_of_this_world() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sigstore");
    let world = World::new(1);
    let by_key = Recipe {
        plain_key: true,
        ..Recipe::default()
    };
    let (stamped_root, stamped) = stamped(&world, &by_key);
    let json = |value| {
        let mut text = serde_json::to_vec_pretty(&value).unwrap();
        text.push(b'\n');
        text
    };
    let key = portcullis_sign::MessageSigner::public_key(&by_key.key()).to_spki_pem();
    for (name, made) in [
        ("trusted_root.json", json(world.trusted_root())),
        ("artifact.txt", ARTIFACT.to_vec()),
        (
            "blob.sigstore.json",
            json(world.sign(&Recipe::default(), ARTIFACT)),
        ),
        (
            "statement.sigstore.json",
            json(world.attest(&Recipe::default(), "dsse", &statement(&[ARTIFACT]))),
        ),
        ("key.sigstore.json", json(world.sign(&by_key, ARTIFACT))),
        ("stamped_root.json", json(stamped_root)),
        ("stamped.sigstore.json", json(stamped)),
        ("key.pub", key.into_bytes()),
        (
            "foreign.sigstore.json",
            json(World::new(2).sign(&Recipe::default(), ARTIFACT)),
        ),
    ] {
        let path = folder.join(name);
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &made).unwrap();
        }
        assert_eq!(std::fs::read(&path).unwrap(), made, "{name}");
    }
}

/// The bundle of a key with the timestamp of an authority of P-384, as those of Sigstore are, and the root that trusts it.
fn stamped(world: &World, by_key: &Recipe) -> (Value, Value) {
    let tsa = Tsa::new(Scheme::EcdsaP384Sha384, 90);
    let mut root = world.trusted_root();
    let chain: Vec<_> = tsa
        .chain()
        .iter()
        .map(|certificate| json!({"rawBytes": b64(certificate)}))
        .collect();
    root["timestampAuthorities"] = json!([{
        "subject": {"organization": "example", "commonName": "stamper"},
        "certChain": {"certificates": chain},
        "validFor": {"start": "2026-01-01T00:00:00Z"},
    }]);
    let mut bundle = world.sign(by_key, ARTIFACT);
    let signature = unbase64(bundle["messageSignature"]["signature"].as_str().unwrap());
    let mut stamp = tsa.stamp();
    stamp.message = &signature;
    stamp.time = SIGNED_AT_DER;
    bundle["verificationMaterial"]["timestampVerificationData"] =
        json!({"rfc3161Timestamps": [{"signedTimestamp": b64(&stamp.response())}]});
    (root, bundle)
}

/// The authority stands in the root, and the time in the evidence.
#[test]
fn a_stamped_bundle_of_a_key_shows_its_time() {
    let world = World::new(1);
    let by_key = Recipe {
        plain_key: true,
        ..Recipe::default()
    };
    let (root, bundle) = stamped(&world, &by_key);
    let root = super::root(&root).unwrap();
    let bundle = super::parse(&bundle).unwrap();
    let signer = by_key.key();
    let policy = super::key_policy(&[portcullis_sign::MessageSigner::public_key(&signer)]);
    let artifact = portcullis_sign::verify::Artifact::Bytes(ARTIFACT);
    let verified = portcullis_sign::verify::verify(&root, &policy, &bundle, artifact).unwrap();
    assert_eq!(verified.evidence().times().len(), 2);
}
