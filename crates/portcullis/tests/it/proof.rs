//! The same run gives the same bytes, and a signed decision cannot be changed.

use portcullis::findings::Digest;
use portcullis::sign::{Scheme, SigningKey, VerificationResult};
use portcullis::{GateError, GateOptions, Silent, sign_decision, tree_digest, verify_decision};

use crate::support::{Tree, advisories, examples, gate_with, lockfile, now};

fn documents() -> Vec<Vec<u8>> {
    let gated = gate_with(&examples().join("storefront"), |options| {
        options.advisories = Some(examples().join("advisories"));
    });
    let key = SigningKey::generate(Scheme::EcdsaP256Sha256, [3; 32]).unwrap();
    let envelope = sign_decision(&gated, &key, "storefront", now()).unwrap();
    vec![
        envelope,
        gated.decision_json().into_bytes(),
        gated.sarif().into_bytes(),
        gated.sbom().into_bytes(),
        gated.report_json().into_bytes(),
        gated.baseline.to_json().into_bytes(),
    ]
}

#[cfg(feature = "parallel")]
#[test]
fn one_thread_and_four_give_the_same_bytes() {
    let with = |threads| {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap()
            .install(documents)
    };
    let one = with(1);
    assert!(one.iter().all(|document| !document.is_empty()));
    for _ in 0..3 {
        assert_eq!(one, with(4));
    }
}

#[test]
fn a_signed_decision_verifies_with_its_key_alone() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.5.0"))]);
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    for scheme in [Scheme::EcdsaP256Sha256, Scheme::Ed25519] {
        let key = SigningKey::generate(scheme, [7; 32]).unwrap();
        let envelope = sign_decision(&gated, &key, "urn:example:app", now()).unwrap();
        let verified = verify_decision(&envelope, key.public_key()).unwrap();
        let statement = verified.get();
        assert_eq!(statement.predicate().result, VerificationResult::Passed);
        assert_eq!(statement.predicate().resource_uri, "urn:example:app");
        assert!(
            statement
                .subject(&Digest::sha256(lockfile("1.5.0").as_bytes()))
                .is_some()
        );
        let tree = gated.tree.as_ref().unwrap().to_hex();
        let digests = statement
            .subjects()
            .iter()
            .filter_map(|subject| subject.digest.as_ref());
        assert!(
            digests
                .clone()
                .any(|digest| digest.value("dirHash") == Some(&tree))
        );
        let from = &statement.predicate().input_attestations[0];
        assert!(
            from.digest
                .as_ref()
                .unwrap()
                .contains(&Digest::sha256(gated.decision_json().as_bytes()))
        );

        let other = SigningKey::generate(scheme, [8; 32]).unwrap();
        assert!(verify_decision(&envelope, other.public_key()).is_err());
    }
}

#[test]
fn no_flipped_bit_of_a_signed_decision_changes_what_is_verified() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.5.0"))]);
    let data = advisories();
    let gated = gate_with(tree.path(), |options| {
        options.advisories = Some(data.path().into())
    });
    let key = SigningKey::generate(Scheme::Ed25519, [7; 32]).unwrap();
    let envelope = sign_decision(&gated, &key, "app", now()).unwrap();
    let original = verify_decision(&envelope, key.public_key()).unwrap().into_inner();
    let mut refused = 0;
    for at in 0..envelope.len() {
        let mut flipped = envelope.clone();
        flipped[at] ^= 1 << (at % 8);
        match verify_decision(&flipped, key.public_key()) {
            Err(_) => refused += 1,
            // The key id is a hint outside of the signature; what is verified must be the same to the letter.
            Ok(verified) => assert_eq!(verified.into_inner(), original, "byte {at}"),
        }
    }
    assert!(
        refused > envelope.len() * 9 / 10,
        "{refused} of {}",
        envelope.len()
    );
}

#[test]
fn the_digest_of_a_tree_is_only_made_of_what_it_covers() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.5.0")), (".git/config", "x")]);
    let options = GateOptions::new(tree.path(), now());
    let gated = gate_with(tree.path(), |_| {});
    assert_eq!(tree_digest(&options, &Silent).ok(), gated.tree);
    tree.write("sub/.git/hook", b"x");
    assert!(matches!(
        tree_digest(&options, &Silent),
        Err(GateError::NotCovered { .. })
    ));
}

#[test]
fn outputs_inside_the_tree_do_not_change_the_next_run() {
    let tree = Tree::new(&[("package-lock.json", &lockfile("1.5.0"))]);
    let output = tree.path().join("out/decision.json");
    std::fs::create_dir(tree.path().join("out")).unwrap();
    let run = || gate_with(tree.path(), |options| options.outputs = vec![output.clone()]);
    let first = run();
    std::fs::write(&output, first.decision_json()).unwrap();
    let second = run();
    assert_eq!(first.decision_json(), second.decision_json());
    assert_eq!(first.json(), second.json());
    assert!(
        second
            .report
            .notes()
            .iter()
            .any(|note| note.subject == "out/decision.json")
    );
}
