//! Witnesses: a log counts for a policy that names them only with enough of their cosignatures on its checkpoint.

use portcullis_sign::policy::{PolicyError, Relaxation};
use portcullis_sign::tlog::{CheckpointError, NoteError, NoteKey, NoteKeyType, TlogError, Witnesses};
use portcullis_sign::verify::{Reason, Remedy, Step};
use portcullis_sign::{Scheme, SigningKey};
use serde_json::{Value, json};

use super::world::{ARTIFACT, Recipe, SIGNED_AT, World};
use super::{accepted, asked, at_least, check, entry, good, policy, refused};
use crate::support::key;
use crate::tlog::cosignature;

const NAMES: [&str; 3] = ["a.witness.example", "b.witness.example", "c.witness.example"];

fn witness(number: usize) -> SigningKey {
    key(Scheme::Ed25519, 200 + number as u8)
}

/// At least so many of the three.
fn of_three(threshold: usize) -> Witnesses {
    let keys = NAMES.iter().enumerate().map(|(number, name)| {
        let public = witness(number).public_key().clone();
        NoteKey::new(name, NoteKeyType::CosignatureV1, public).unwrap()
    });
    Witnesses::at_least(at_least(threshold), keys).unwrap()
}

/// The bundle with its checkpoint cosigned by these of the three.
fn cosigned(mut bundle: Value, by: &[usize]) -> Value {
    let place = &mut entry(&mut bundle)["inclusionProof"]["checkpoint"]["envelope"];
    let mut checkpoint = place.as_str().unwrap().to_owned();
    let text = checkpoint.split_once("\n\n").unwrap().0.to_owned() + "\n";
    for number in by {
        checkpoint += &cosignature(NAMES[*number], &witness(*number), SIGNED_AT, &text);
    }
    *place = json!(checkpoint);
    bundle
}

fn too_few(found: usize, required: usize) -> Reason {
    Reason::Entry {
        index: 0,
        error: TlogError::Checkpoint(CheckpointError::TooFewWitnesses { found, required }),
    }
}

#[test]
fn as_many_different_witnesses_as_asked_for_must_have_cosigned() {
    let (world, bundle) = good();
    for (by, found) in [
        (&[][..], 0),
        (&[1], 1),
        (&[0, 2], 2),
        (&[2, 1, 0], 3),
        (&[1, 1, 1], 1),
    ] {
        let bundle = cosigned(bundle.clone(), by);
        // Who asks for none is told of none.
        let verified = check(&world, &policy(), &bundle, ARTIFACT).unwrap();
        assert_eq!(verified.evidence().log_entries()[0].cosigned, []);
        for required in 1..=3 {
            let policy = asked().witnesses(of_three(required)).build().unwrap();
            match check(&world, &policy, &bundle, ARTIFACT) {
                Ok(verified) => {
                    assert!(found >= required);
                    assert_eq!(verified.evidence().log_entries()[0].cosigned.len(), found);
                }
                Err(refusal) => {
                    assert_eq!(
                        (refusal.step, &refusal.reason),
                        (Step::Log, &too_few(found, required))
                    );
                    assert_eq!(refusal.remedy(), Remedy::MoreEvidence);
                }
            }
        }
    }
}

#[test]
fn strangers_are_no_witnesses_and_a_false_cosignature_is_worse_than_none() {
    let (world, bundle) = good();
    let one = asked().witnesses(of_three(1)).build().unwrap();
    let two = asked().witnesses(of_three(2)).build().unwrap();
    let text = |bundle: &mut Value| {
        let place = &entry(bundle)["inclusionProof"]["checkpoint"]["envelope"];
        place.as_str().unwrap().split_once("\n\n").unwrap().0.to_owned() + "\n"
    };
    let with = |line: String| {
        let mut bundle = cosigned(bundle.clone(), &[0]);
        let place = &mut entry(&mut bundle)["inclusionProof"]["checkpoint"]["envelope"];
        *place = json!(place.as_str().unwrap().to_owned() + &line);
        bundle
    };
    let signed = text(&mut bundle.clone());
    // A key nobody named, also under a witness's name.
    let stranger = key(Scheme::Ed25519, 99);
    for name in [NAMES[1], "d.witness.example"] {
        let bundle = with(cosignature(name, &stranger, SIGNED_AT, &signed));
        accepted(&world, &one, &bundle);
        assert_eq!(refused(&world, &two, &bundle).reason, too_few(1, 2));
    }
    // A witness's line from under another checkpoint.
    let other = signed.replace("\n2\n", "\n3\n");
    let bundle = with(cosignature(NAMES[1], &witness(1), SIGNED_AT, &other));
    let reason = Reason::Entry {
        index: 0,
        error: TlogError::Note(NoteError::BadSignature {
            name: NAMES[1].to_owned(),
        }),
    };
    for policy in [&one, &two] {
        let refusal = refused(&world, policy, &bundle).reason;
        let Reason::Entry { error, .. } = &refusal else {
            panic!("{refusal:?}")
        };
        assert_eq!(error.to_string(), reason.to_string().split_once(": ").unwrap().1);
    }
    accepted(&world, &policy(), &bundle);
}

#[test]
fn a_promise_has_no_witnesses() {
    let world = World::new(1);
    let mut bundle = world.sign(
        &Recipe {
            proof: false,
            ..Recipe::default()
        },
        ARTIFACT,
    );
    bundle["mediaType"] = json!("application/vnd.dev.sigstore.bundle+json;version=0.1");
    accepted(&world, &policy(), &bundle);
    let one = asked().witnesses(of_three(1)).build().unwrap();
    let refusal = refused(&world, &one, &bundle);
    assert_eq!(
        refusal.reason,
        Reason::Entry {
            index: 0,
            error: TlogError::NoCheckpoint
        }
    );
    assert_eq!(refusal.remedy(), Remedy::MoreEvidence);
}

/// One log with witnesses and one without are one log; the time of the other still counts.
#[test]
fn a_log_without_witnesses_does_not_count_and_must_hold_all_the_same() {
    let world = World::new(1);
    let recipe = Recipe::default();
    let plain = world.sign(&recipe, ARTIFACT);
    let mut bundle = cosigned(plain.clone(), &[0, 1]);
    let signature = &plain["messageSignature"]["signature"];
    let signature = crate::tlog::unbase64(signature.as_str().unwrap());
    let digest = portcullis_findings::Digest::sha256(ARTIFACT);
    let said = world.say("hashedrekord", &recipe, digest, &signature);
    let other = world.entry(&world.other_log, &recipe, &said);
    let entries = bundle["verificationMaterial"]["tlogEntries"]
        .as_array_mut()
        .unwrap();
    entries.push(other);

    let one = asked().witnesses(of_three(2)).build().unwrap();
    let verified = check(&world, &one, &bundle, ARTIFACT).unwrap();
    let found: Vec<usize> = verified
        .evidence()
        .log_entries()
        .iter()
        .map(|entry| entry.cosigned.len())
        .collect();
    assert_eq!(found, [2, 0]);
    assert_eq!(verified.evidence().times().len(), 2);
    let two = asked().logs(at_least(2));
    accepted(&world, &two.clone().build().unwrap(), &bundle);
    let two = two.witnesses(of_three(2)).build().unwrap();
    let refusal = refused(&world, &two, &bundle);
    assert_eq!(
        refusal.reason,
        Reason::Entry {
            index: 1,
            error: TlogError::Checkpoint(CheckpointError::TooFewWitnesses {
                found: 0,
                required: 2
            })
        }
    );

    let promise = &mut bundle["verificationMaterial"]["tlogEntries"][1]["inclusionPromise"];
    *promise = json!({"signedEntryTimestamp": "AAAA"});
    assert_eq!(
        refused(&world, &one, &bundle).reason,
        Reason::Entry {
            index: 1,
            error: TlogError::BadPromise
        }
    );
}

#[test]
fn witnesses_of_logs_nobody_looks_at_contradict() {
    let policy = asked().witnesses(of_three(1)).relax(Relaxation::Unlogged).build();
    assert_eq!(policy.map(|_| ()), Err(PolicyError::Contradiction));
}
