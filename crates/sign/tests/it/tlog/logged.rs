//! That a trusted log has an entry: attacks T1, T4, T5, T20 and T26 on it.

use std::num::NonZeroUsize;

use portcullis_sign::tlog::{
    CheckpointError, LogAuthority, LogAuthorityError, MerkleError, NoteError, NoteKey, NoteKeyType,
    TlogError, Witnesses,
};
use portcullis_sign::{Scheme, Window};

use super::build::{Log, ORIGIN, Owned, TIME, bodies, cosignature, time};
use crate::support::key;

fn body(artifact: &[u8]) -> String {
    let [body, ..] = bodies(artifact, &key(Scheme::EcdsaP256Sha256, 9));
    body
}

#[test]
fn an_entry_is_shown_by_its_promise_by_its_proof_or_by_both() {
    for (log, index) in [(Log::v1(1), 0), (Log::v1(1), 4), (Log::v2(1), 2)] {
        let entry = log.entry(&body(b"artifact"), index);
        let trusted = [log.trusted()];
        let both = entry.verify(&trusted).unwrap();
        assert_eq!(both.integrated_time(), Some(time(TIME)));
        assert_eq!(both.index(), index as u64);
        assert_eq!(both.checkpoint().unwrap().head().size, 5);
        assert_eq!(both.log(), log.key.public_key().key_id());

        let promised = entry.clone().without_proof().verify(&trusted).unwrap();
        assert_eq!(promised.integrated_time(), Some(time(TIME)));
        assert!(promised.checkpoint().is_none());

        let proven = entry.clone().without_promise().verify(&trusted).unwrap();
        assert!(proven.checkpoint().is_some());
        assert_eq!(
            entry.without_promise().without_proof().verify(&trusted).err(),
            Some(TlogError::NothingShown)
        );
    }
}

#[test]
fn t1_an_entry_cannot_be_exchanged_for_another() {
    let log = Log::v1(1);
    let trusted = [log.trusted()];
    let key = key(Scheme::EcdsaP256Sha256, 9);
    for (mine, theirs) in bodies(b"mine", &key).iter().zip(bodies(b"theirs", &key)) {
        let (mine, theirs) = (log.entry(mine, 1), log.entry(&theirs, 1));
        let refused = |change: &dyn Fn(&mut Owned)| {
            let mut changed = mine.clone();
            change(&mut changed);
            changed.verify(&trusted).err()
        };
        assert_eq!(refused(&|_| {}), None);
        assert_eq!(
            refused(&|entry| entry.body = theirs.body.clone()),
            Some(TlogError::BadPromise)
        );
        assert_eq!(
            refused(&|entry| {
                entry.body = theirs.body.clone();
                entry.promise = theirs.promise.clone();
            }),
            Some(TlogError::Merkle(MerkleError::RootMismatch))
        );
        assert_eq!(
            refused(&|entry| {
                entry.body = theirs.body.clone();
                entry.proof = theirs.proof.clone();
            }),
            Some(TlogError::BadPromise)
        );
        assert_eq!(
            refused(&|entry| {
                entry.body = theirs.body.clone();
                entry.promise = None;
            }),
            Some(TlogError::Merkle(MerkleError::RootMismatch))
        );
    }
}

#[test]
fn t1_every_part_of_a_proof_is_bound_to_the_checkpoint() {
    let log = Log::v2(1);
    let trusted = [log.trusted()];
    let good = log.entry(&body(b"artifact"), 3).without_promise();
    let refused = |change: &dyn Fn(&mut super::build::OwnedProof)| {
        let mut entry = good.clone();
        change(entry.proof.as_mut().unwrap());
        entry.verify(&trusted).err()
    };
    let tree = |stated| Some(TlogError::OtherTree { stated, signed: 5 });
    assert_eq!(refused(&|proof| proof.size = 6), tree(6));
    assert_eq!(refused(&|proof| proof.root[7] ^= 1), tree(5));
    assert_eq!(refused(&|proof| proof.root.push(0)), tree(5));
    let mismatch = Some(TlogError::Merkle(MerkleError::RootMismatch));
    assert_eq!(refused(&|proof| proof.index = 2), mismatch);
    assert_eq!(refused(&|proof| proof.hashes[1][0] ^= 1), mismatch);
    assert_eq!(refused(&|proof| proof.hashes.swap(0, 1)), mismatch);
    assert!(refused(&|proof| proof.index = 5).is_some());
    assert!(refused(&|proof| proof.hashes.truncate(2)).is_some());
    assert_eq!(
        refused(&|proof| proof.hashes = vec![vec![0; 32]; 1_000_000]),
        Some(TlogError::Merkle(MerkleError::ProofLength { count: 65 }))
    );
    assert_eq!(
        refused(&|proof| proof.hashes[0].truncate(31)),
        Some(TlogError::HashSize { size: 31 })
    );
    // Another log's good checkpoint over the same tree, and one of another name by the same key.
    let other = Log::v2(2).entry(&body(b"artifact"), 3);
    let other = other.proof.unwrap().checkpoint;
    assert_eq!(
        refused(&|proof| proof.checkpoint = other.clone()),
        Some(TlogError::Checkpoint(CheckpointError::Note(
            NoteError::NoKnownKey { lines: 1 }
        )))
    );
    let checkpoint = String::from_utf8(good.proof.clone().unwrap().checkpoint).unwrap();
    let text = checkpoint
        .split("\n\n")
        .next()
        .unwrap()
        .replace(ORIGIN, "elsewhere")
        + "\n";
    assert!(matches!(
        refused(&|proof| proof.checkpoint = log.sign(&text).into_bytes()),
        Some(TlogError::Checkpoint(CheckpointError::OtherOrigin { .. }))
    ));
}

#[test]
fn t5_a_time_counts_only_if_the_log_signed_it() {
    let log = Log::v1(1);
    let trusted = [log.trusted()];
    let entry = log.entry(&body(b"artifact"), 1);
    let mut unsigned = entry.clone().without_promise();
    unsigned.time = Some(1);
    assert_eq!(unsigned.verify(&trusted).unwrap().integrated_time(), None);
    for stated in [TIME - 1, TIME + 1, 0, u64::MAX] {
        let mut moved = entry.clone();
        moved.time = Some(stated);
        assert!(moved.verify(&trusted).is_err(), "{stated}");
    }
    let mut none = entry.clone();
    none.time = None;
    assert_eq!(none.verify(&trusted).err(), Some(TlogError::NoTime));
    let mut moved = entry;
    moved.index += 1;
    assert_eq!(moved.verify(&trusted).err(), Some(TlogError::BadPromise));
}

#[test]
fn t26_windows_of_log_keys_hold_their_ends() {
    let log = Log::v1(1);
    let entry = log.entry(&body(b"artifact"), 1);
    let verified = |window| entry.verify(&[log.trusted_in(window)]);
    let outside = Some(TlogError::OutsideWindow { time: time(TIME) });
    assert!(verified(Window::from(time(TIME)).until(time(TIME))).is_ok());
    assert_eq!(verified(Window::from(time(TIME + 1))).err(), outside);
    assert_eq!(
        verified(Window::from(time(0)).until(time(TIME - 1))).err(),
        outside
    );
    // Any one of a log's windows; but not that of another log.
    let past = log.trusted_in(Window::from(time(0)).until(time(1)));
    assert!(entry.verify(&[past.clone(), log.trusted()]).is_ok());
    assert_eq!(entry.verify(&[Log::v1(2).trusted(), past.clone()]).err(), outside);
    // An entry without a time of its own leaves the question to its caller.
    let undated = entry.clone().without_promise().verify(&[past]).unwrap();
    assert!(!undated.window().contains(time(TIME)));
}

#[test]
fn t4_one_log_counts_once_under_whatever_id() {
    let log = Log::v1(1);
    let entry = log.entry(&body(b"artifact"), 1);
    let renamed = LogAuthority::new(
        b"another id",
        log.key.public_key().clone(),
        Some(ORIGIN),
        Window::from(time(0)),
    );
    let renamed = renamed.unwrap();
    let logged = entry.verify(&[log.trusted()]).unwrap();
    assert_eq!(logged.log(), renamed.key_id());
    assert_ne!(logged.log_id(), renamed.id());
}

#[test]
fn t20_only_logs_of_the_trusted_root_count() {
    let log = Log::v1(1);
    let entry = log.entry(&body(b"artifact"), 1);
    for trusted in [Vec::new(), vec![Log::v1(2).trusted()], vec![Log::v2(1).trusted()]] {
        assert!(matches!(
            entry.verify(&trusted),
            Err(TlogError::UnknownLog { .. })
        ));
    }
    // The trusted log's id on what another log signed.
    let mut claimed = Log::v1(2).entry(&body(b"artifact"), 1);
    claimed.log_id.clone_from(&log.id);
    assert_eq!(
        claimed.verify(&[log.trusted()]).err(),
        Some(TlogError::BadPromise)
    );
    assert!(claimed.without_promise().verify(&[log.trusted()]).is_err());

    let key = log.key.public_key().clone();
    let new =
        |id: &[u8], origin| LogAuthority::new(id, key.clone(), origin, Window::from(time(0))).map(|_| ());
    assert_eq!(
        new(&[1, 2, 3], Some(ORIGIN)),
        Err(LogAuthorityError::ShortId { size: 3 })
    );
    assert_eq!(new(&[1, 2, 3, 4], None), Err(LogAuthorityError::NoOrigin));
    assert_eq!(new(&log.id, None), Ok(()));
}

#[test]
fn witnesses_are_required_where_they_are_asked_for() {
    let log = Log::v2(1);
    let witness = key(Scheme::Ed25519, 77);
    let note_key = NoteKey::new("w", NoteKeyType::CosignatureV1, witness.public_key().clone()).unwrap();
    let witnesses = Witnesses::at_least(NonZeroUsize::MIN, [note_key]).unwrap();
    let mut entry = log.entry(&body(b"artifact"), 3);
    let trusted = [log.trusted()];
    assert_eq!(
        entry.verify_with(&trusted, Some(&witnesses)).err(),
        Some(TlogError::Checkpoint(CheckpointError::TooFewWitnesses {
            found: 0,
            required: 1
        }))
    );
    assert_eq!(
        entry
            .clone()
            .without_proof()
            .verify_with(&trusted, Some(&witnesses))
            .err(),
        Some(TlogError::NoCheckpoint)
    );
    let proof = entry.proof.as_mut().unwrap();
    let text = String::from_utf8(proof.checkpoint.clone()).unwrap();
    let text = text.split("\n\n").next().unwrap().to_owned() + "\n";
    proof
        .checkpoint
        .extend(cosignature("w", &witness, TIME, &text).bytes());
    let shown = entry.verify_with(&trusted, Some(&witnesses)).unwrap();
    assert_eq!(shown.checkpoint().unwrap().cosigned()[0].time, time(TIME));
}

#[test]
fn no_change_of_one_byte_shows_something_else() {
    for log in [Log::v1(1), Log::v2(1)] {
        let good = log.entry(&body(b"artifact"), 1);
        let trusted = [log.trusted()];
        let shown = good.verify(&trusted).unwrap();
        let parts: [fn(&mut Owned) -> &mut Vec<u8>; 4] = [
            |entry| &mut entry.log_id,
            |entry| &mut entry.body,
            |entry| entry.promise.as_mut().unwrap(),
            |entry| &mut entry.proof.as_mut().unwrap().checkpoint,
        ];
        for part in parts {
            let length = part(&mut good.clone()).len();
            for at in 0..length {
                for change in [0x01, 0x10, 0x80] {
                    let mut changed = good.clone();
                    part(&mut changed)[at] ^= change;
                    // Only the name under a checkpoint of a log that is known by its id alone is free.
                    if let Ok(other) = changed.verify(&trusted) {
                        assert_eq!(other.claims(), shown.claims());
                        assert_eq!(other.checkpoint(), shown.checkpoint());
                        assert_eq!(other.integrated_time(), shown.integrated_time());
                    }
                }
            }
        }
    }
}
