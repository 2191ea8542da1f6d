//! Trusted roots.

use portcullis_sign::trust::TrustRootError;
use serde_json::{Value, json};

use super::root;
use super::world::{World, b64};

#[test]
fn a_root_that_cannot_be_trusted_as_it_stands_is_refused() {
    let cases: [(&str, Value); 12] = [
        ("/mediaType", json!("application/json")),
        ("/tlogs/0/publicKey", json!(null)),
        ("/tlogs/0/publicKey/rawBytes", json!("AAAA")),
        ("/tlogs/0/publicKey/keyDetails", json!("PKIX_ED25519")),
        ("/tlogs/0/publicKey/keyDetails", json!(null)),
        ("/tlogs/0/logId", json!({"keyId": "AA=="})),
        ("/tlogs/0/publicKey/validFor/start", json!("yesterday")),
        ("/ctlogs/0/logId", json!(null)),
        ("/certificateAuthorities/0/certChain/certificates", json!([])),
        ("/certificateAuthorities/0/certChain/certificates/1", json!({})),
        ("/certificateAuthorities/0/validFor", json!(null)),
        ("/certificateAuthorities/0/unknown", json!(1)),
    ];
    for (place, value) in cases {
        let mut document = World::new(1).trusted_root();
        match document.pointer_mut(place) {
            Some(member) => *member = value,
            None => document["certificateAuthorities"][0]["unknown"] = value,
        }
        assert!(root(&document).is_err(), "{place}");
    }
    assert!(root(&World::new(1).trusted_root()).is_ok());
}

#[test]
fn a_chain_ends_in_its_root_and_each_has_issued_the_one_before() {
    let (ours, theirs) = (World::new(1).chain(), World::new(2).chain());
    let chains: [(&[&[u8]], bool); 7] = [
        (&[&ours[0], &ours[1]], true),
        (&[&ours[1]], true),
        (&[&ours[0]], false),
        (&[&ours[1], &ours[0]], false),
        (&[&ours[0], &theirs[1]], false),
        (&[&theirs[0], &ours[1]], false),
        (&[&ours[0], &ours[1], &theirs[1]], false),
    ];
    for (chain, accepted) in chains {
        let certificates: Vec<_> = chain.iter().map(|one| json!({"rawBytes": b64(one)})).collect();
        let mut document = World::new(1).trusted_root();
        document["certificateAuthorities"][0]["certChain"] = json!({"certificates": certificates});
        assert_eq!(root(&document).is_ok(), accepted, "{}", chain.len());
    }
}

/// A leaf is no authority, however it is signed.
#[test]
fn a_leaf_among_the_authorities_is_refused() {
    let world = World::new(1);
    let leaf = world.certificate(&super::Recipe::default());
    let mut document = world.trusted_root();
    let chain = &mut document["certificateAuthorities"][0]["certChain"]["certificates"];
    chain
        .as_array_mut()
        .unwrap()
        .insert(0, json!({"rawBytes": b64(&leaf)}));
    assert!(matches!(
        root(&document),
        Err(TrustRootError::Certificate { certificate: 0, .. })
    ));
}

/// A key of an algorithm that is not known here verifies nothing; the rest of the root is still good.
#[test]
fn keys_of_unknown_algorithms_are_left_out_and_told() {
    let mut document = World::new(1).trusted_root();
    document["ctlogs"][0]["publicKey"]["keyDetails"] = json!("PKIX_ECDSA_P521_SHA_512");
    let root = root(&document).unwrap();
    assert_eq!(root.unsupported(), ["ctlogs[0]: unknown key or hash algorithm"]);
    // But not without its window.
    document["ctlogs"][0]["publicKey"]["validFor"] = json!({});
    assert!(super::root(&document).is_err());
}
