//! Many bundles under one root and policy, and the same one again.

use portcullis_findings::Digest;
use portcullis_sign::bundle::BundleLimits;
use portcullis_sign::verify::{Artifact, BundleVerifier, NotVerified};

use super::world::{ARTIFACT, Recipe, World};
use super::{at_least, good, policy, root};

fn verifier(world: &World) -> BundleVerifier {
    let root = root(&world.trusted_root()).unwrap();
    BundleVerifier::new(root, policy(), BundleLimits::default())
}

#[test]
fn what_is_remembered_is_what_was_found_and_only_of_the_same_question() {
    let (world, bundle) = good();
    let document = serde_json::to_vec(&bundle).unwrap();
    let verifier = verifier(&world).remembering(at_least(2));
    let (digest, other) = (Digest::sha256(ARTIFACT), Digest::sha256(b"another artifact"));
    for _ in 0..3 {
        let whole = verifier.verify(&document, Artifact::Bytes(ARTIFACT)).unwrap();
        let digests = std::slice::from_ref(&digest);
        assert_eq!(
            verifier.verify(&document, Artifact::Digest(&digest)).unwrap(),
            whole
        );
        assert_eq!(
            verifier.verify(&document, Artifact::Digests(digests)).unwrap(),
            whole
        );
        for artifact in [Artifact::Bytes(b"another artifact"), Artifact::Digest(&other)] {
            let refused = verifier.verify(&document, artifact);
            assert!(matches!(refused, Err(NotVerified::Refused(_))), "{refused:?}");
        }
        let mut changed = document.clone();
        changed.push(b'x');
        let refused = verifier.verify(&changed, Artifact::Bytes(ARTIFACT));
        assert!(matches!(refused, Err(NotVerified::Bundle(_))), "{refused:?}");
    }
}

#[test]
fn many_are_answered_in_their_order() {
    let (world, bundle) = good();
    let other = world.sign(&Recipe::default(), b"another artifact");
    let (one, two) = (
        serde_json::to_vec(&bundle).unwrap(),
        serde_json::to_vec(&other).unwrap(),
    );
    let verifier = verifier(&world);
    let answers = verifier.verify_many(vec![
        (&one, Artifact::Bytes(ARTIFACT)),
        (&two, Artifact::Bytes(ARTIFACT)),
        (&two, Artifact::Bytes(b"another artifact")),
        (b"{}", Artifact::Bytes(ARTIFACT)),
        (&one, Artifact::Bytes(ARTIFACT)),
    ]);
    let accepted: Vec<bool> = answers.iter().map(Result::is_ok).collect();
    assert_eq!(accepted, [true, false, true, false, true]);
}
