//! The TUF client against a repository that lies: T11 (thresholds), T12 (state).

use portcullis_sign::tuf::{Limits, State, TufError, Update};
use serde_json::{Value, json};

use crate::tuf_repository::{NOW, Repository, bump, ids, keys, signed, time};

type Ended = Result<(), TufError>;

/// A client that has seen version 2 of a good repository, and the repository.
fn seen() -> (Repository, State) {
    let mut repository = Repository::new();
    repository.next();
    let (state, ended) = repository.refresh(repository.initial());
    assert_eq!(ended, Ok(()));
    (repository, state)
}

fn is_threshold(ended: &Ended, of: &str) -> bool {
    matches!(ended, Err(TufError::Threshold { role, .. }) if role == of)
}

#[test]
fn a_target_is_found_and_its_bytes_are_checked() {
    let mut repository = Repository::new();
    assert_eq!(repository.download("dir/file.txt"), Ok(Some(b"content".to_vec())));
    assert_eq!(repository.download("dir/other.txt"), Ok(None));
    for (name, bytes) in &mut repository.files {
        if name.ends_with(".file.txt") {
            *bytes = b"contend".to_vec();
        }
    }
    assert!(matches!(
        repository.download("dir/file.txt"),
        Err(TufError::Digest { .. })
    ));
}

#[test]
fn a_second_update_asks_for_the_next_root_and_the_timestamp_alone() {
    let (repository, state) = seen();
    let mut update = Update::begin(state.clone(), time(NOW), Limits::default()).unwrap();
    let mut asked = Vec::new();
    while let Some(request) = update.request() {
        asked.push(request.name().to_owned());
        update
            .answer(repository.fetch(request.kind(), request.name()))
            .unwrap();
    }
    assert_eq!(asked, ["2.root.json", "timestamp.json"]);
    assert_eq!(update.state(), &state);
}

#[test]
fn t11_a_key_counts_once_however_often_it_signs_or_is_listed() {
    let mut repository = Repository::new();
    bump(&mut repository.root);
    // One signer of two that are needed.
    repository.signers.insert("root".to_owned(), vec![1]);
    repository.publish_root();
    assert!(is_threshold(&repository.refresh(repository.initial()).1, "root"));

    // The same key under a second id.
    let mut repository = Repository::new();
    let twin = keys(&[1])["key-1"].clone();
    repository.root["keys"]["key-2"] = twin;
    let mut first = repository.clone();
    first.signers.insert("root".to_owned(), vec![1]);
    first.publish_root();
    let mut document: Value = serde_json::from_slice(&first.files["metadata/1.root.json"]).unwrap();
    let again = json!({"keyid": "key-2", "sig": document["signatures"][0]["sig"]});
    document["signatures"].as_array_mut().unwrap().push(again);
    let root = serde_json::to_vec(&document).unwrap();
    let begun = Update::begin(State::of_root(root), time(NOW), Limits::default());
    assert!(is_threshold(&begun.map(drop), "root"));

    // The same signature twice under one id.
    let mut document: Value =
        serde_json::from_slice(&Repository::new().files["metadata/1.root.json"]).unwrap();
    document["signatures"][1] = document["signatures"][0].clone();
    let root = serde_json::to_vec(&document).unwrap();
    let begun = Update::begin(State::of_root(root), time(NOW), Limits::default());
    assert!(matches!(
        begun.map(drop),
        Err(TufError::Value {
            member: "signatures",
            ..
        })
    ));
}

#[test]
fn t11_a_threshold_of_nothing_is_refused() {
    for role in ["root", "timestamp", "snapshot", "targets"] {
        let mut repository = Repository::new();
        bump(&mut repository.root);
        repository.root["roles"][role]["threshold"] = json!(0);
        repository.publish_root();
        let ended = repository.refresh(repository.initial()).1;
        assert!(
            matches!(
                ended,
                Err(TufError::Value {
                    member: "threshold",
                    ..
                })
            ),
            "{role} {ended:?}"
        );
    }
    let mut repository = Repository::new();
    repository.add_role("a", &[7]);
    repository.delegate("targets", "a", &[7], &["*"], false);
    repository.roles.get_mut("targets").unwrap()["delegations"]["roles"][0]["threshold"] = json!(0);
    repository.publish();
    let ended = repository.refresh(repository.initial()).1;
    assert!(
        matches!(
            ended,
            Err(TufError::Value {
                member: "threshold",
                ..
            })
        ),
        "{ended:?}"
    );
}

#[test]
fn t11_every_role_is_signed_by_its_own_keys() {
    for role in ["timestamp", "snapshot", "targets"] {
        let mut repository = Repository::new();
        repository.signers.insert(role.to_owned(), vec![7]);
        repository.publish();
        assert!(
            is_threshold(&repository.refresh(repository.initial()).1, role),
            "{role}"
        );
        repository.signers.insert(role.to_owned(), Vec::new());
        repository.publish();
        assert!(
            is_threshold(&repository.refresh(repository.initial()).1, role),
            "{role} unsigned"
        );
    }
}

#[test]
fn t12_roots_follow_one_another_signed_by_old_and_new() {
    // Two rotations, the second by keys the first root does not know.
    let mut repository = Repository::new();
    for seeds in [[2, 3], [7, 8]] {
        bump(&mut repository.root);
        repository.root["roles"]["root"]["keyids"] = json!(ids(&seeds));
        let mut signers = repository.signers["root"].clone();
        signers.extend(seeds);
        signers.sort_unstable();
        signers.dedup();
        repository.signers.insert("root".to_owned(), signers);
        repository.publish_root();
    }
    let (state, ended) = repository.refresh(repository.initial());
    assert_eq!(ended, Ok(()));
    let kept: Vec<_> = state.files().collect();
    assert_eq!(
        kept[0],
        (
            "root.json".to_owned(),
            repository.files["metadata/3.root.json"].as_slice()
        )
    );

    // Signed by the new keys alone, by the old alone, or with another version than it is served as.
    type Bend = fn(&mut Repository);
    let new_alone: Bend = |repository| {
        repository.root["roles"]["root"]["keyids"] = json!(ids(&[7, 8]));
        repository.signers.insert("root".to_owned(), vec![7, 8]);
    };
    let old_alone: Bend = |repository| repository.root["roles"]["root"]["keyids"] = json!(ids(&[7, 8]));
    for bend in [new_alone, old_alone] {
        let mut repository = Repository::new();
        bump(&mut repository.root);
        bend(&mut repository);
        repository.publish_root();
        assert!(is_threshold(&repository.refresh(repository.initial()).1, "root"));
    }
    let mut repository = Repository::new();
    for version in [1, 3] {
        repository.root["version"] = json!(version);
        let bytes = signed(&repository.root, &[1, 2]);
        repository.files.insert("metadata/2.root.json".to_owned(), bytes);
        let ended = repository.refresh(repository.initial()).1;
        assert!(
            matches!(ended, Err(TufError::Version { expected: 2, .. })),
            "{ended:?}"
        );
    }
}

#[test]
fn t12_a_root_between_others_may_have_expired_but_not_the_last() {
    let mut repository = Repository::new();
    bump(&mut repository.root);
    repository.root["expires"] = json!("2020-01-01T00:00:00Z");
    repository.publish_root();
    let (state, ended) = repository.refresh(repository.initial());
    assert!(matches!(ended, Err(TufError::Expired { .. })));
    // It was accepted all the same: the way back is closed.
    let kept: Vec<_> = state.files().collect();
    assert_eq!(kept[0].1, repository.files["metadata/2.root.json"]);
    bump(&mut repository.root);
    repository.root["expires"] = json!("2030-01-01T00:00:00Z");
    repository.publish_root();
    assert_eq!(repository.refresh(state).1, Ok(()));
}

#[test]
fn t12_versions_never_go_back() {
    let rollback = |ended: Ended, of: &str| {
        assert!(
            matches!(&ended, Err(TufError::Rollback { role, trusted: 2, found: 1 }) if role == of),
            "{of} {ended:?}"
        );
    };
    let (mut repository, state) = seen();
    repository.timestamp["version"] = json!(1);
    repository.publish_timestamp();
    rollback(repository.refresh(state).1, "timestamp");

    let (mut repository, state) = seen();
    bump(&mut repository.timestamp);
    repository.snapshot["version"] = json!(1);
    repository.publish_snapshot();
    rollback(repository.refresh(state).1, "snapshot");

    let (mut repository, state) = seen();
    bump(&mut repository.timestamp);
    bump(&mut repository.snapshot);
    repository.roles.get_mut("targets").unwrap()["version"] = json!(1);
    repository.publish();
    rollback(repository.refresh(state).1, "targets");

    let (mut repository, state) = seen();
    bump(&mut repository.timestamp);
    bump(&mut repository.snapshot);
    repository.snapshot["meta"]
        .as_object_mut()
        .unwrap()
        .remove("targets.json");
    repository.publish_snapshot();
    let removed = TufError::Removed {
        role: "targets".to_owned(),
    };
    assert_eq!(repository.refresh(state).1, Err(removed));
}

#[test]
fn t12_new_keys_let_a_repository_come_back_from_versions_that_ran_ahead() {
    let (mut repository, _) = seen();
    repository.timestamp["version"] = json!(1_000_000);
    repository.snapshot["version"] = json!(1_000_000);
    repository.publish();
    let (state, ended) = repository.refresh(repository.initial());
    assert_eq!(ended, Ok(()));
    repository.timestamp["version"] = json!(3);
    repository.snapshot["version"] = json!(3);
    repository.publish();
    assert!(matches!(
        repository.refresh(state.clone()).1,
        Err(TufError::Rollback { .. })
    ));
    bump(&mut repository.root);
    for (role, seed) in [("timestamp", 7), ("snapshot", 8)] {
        repository.root["roles"][role]["keyids"] = json!(ids(&[seed]));
        repository.signers.insert(role.to_owned(), vec![seed]);
    }
    repository.publish_root();
    repository.publish();
    assert_eq!(repository.refresh(state).1, Ok(()));
}

#[test]
fn t12_what_has_expired_is_not_used_however_it_came() {
    for role in ["timestamp", "snapshot", "targets"] {
        let mut repository = Repository::new();
        let metadata = match role {
            "timestamp" => &mut repository.timestamp,
            "snapshot" => &mut repository.snapshot,
            _ => repository.roles.get_mut("targets").unwrap(),
        };
        metadata["expires"] = json!(NOW);
        repository.publish();
        let ended = repository.refresh(repository.initial()).1;
        assert!(
            matches!(&ended, Err(TufError::Expired { role: found, .. }) if found == role),
            "{role} {ended:?}"
        );
        // A freeze: what was good a second ago is served still.
        let (state, ended) = repository.refresh_at(repository.initial(), "2026-10-31T23:59:59Z");
        assert_eq!(ended, Ok(()));
        assert!(
            matches!(repository.refresh(state).1, Err(TufError::Expired { .. })),
            "{role} kept"
        );
    }
}

#[test]
fn t12_files_of_other_roles_or_times_are_not_mixed_in() {
    // Two roles under one key: a snapshot is no timestamp.
    let mut repository = Repository::new();
    bump(&mut repository.root);
    repository.root["roles"]["timestamp"]["keyids"] = json!(ids(&[5]));
    repository.publish_root();
    let snapshot = repository.files["metadata/1.snapshot.json"].clone();
    repository
        .files
        .insert("metadata/timestamp.json".to_owned(), snapshot);
    assert!(matches!(
        repository.refresh(repository.initial()).1,
        Err(TufError::Type { .. })
    ));

    // A snapshot other than the announced, in bytes or in version.
    let mut repository = Repository::new();
    repository.snapshot["x-note"] = json!("later");
    let other = signed(&repository.snapshot, &[5]);
    repository
        .files
        .insert("metadata/1.snapshot.json".to_owned(), other);
    assert!(matches!(
        repository.refresh(repository.initial()).1,
        Err(TufError::TooLarge { .. } | TufError::Digest { .. })
    ));
    let mut repository = Repository::new();
    repository.timestamp["meta"]["snapshot.json"] = json!({"version": 1});
    repository.publish_timestamp();
    repository.snapshot["version"] = json!(2);
    let other = signed(&repository.snapshot, &[5]);
    repository
        .files
        .insert("metadata/1.snapshot.json".to_owned(), other);
    assert!(matches!(
        repository.refresh(repository.initial()).1,
        Err(TufError::Version {
            expected: 1,
            found: 2,
            ..
        })
    ));

    // Targets other than the announced.
    let mut repository = Repository::new();
    bump(repository.roles.get_mut("targets").unwrap());
    let other = signed(&repository.roles["targets"], &[6]);
    repository
        .files
        .insert("metadata/1.targets.json".to_owned(), other);
    assert!(matches!(
        repository.refresh(repository.initial()).1,
        Err(TufError::Version { .. })
    ));
}

#[test]
fn t12_delegations_are_searched_in_order_and_signed_as_their_delegator_says() {
    let build = |terminating: bool| {
        let mut repository = Repository::new();
        for (role, seed) in [("a", 7), ("b", 8)] {
            repository.add_role(role, &[seed]);
            repository.add_target(role, "pkg/both", role.as_bytes());
            repository.delegate("targets", role, &[seed], &["pkg/*"], terminating && role == "a");
        }
        repository.add_target("b", "pkg/only-b", b"b");
        repository.publish();
        repository
    };
    assert_eq!(build(false).download("pkg/both"), Ok(Some(b"a".to_vec())));
    assert_eq!(build(false).download("pkg/only-b"), Ok(Some(b"b".to_vec())));
    assert_eq!(
        build(true).download("pkg/only-b"),
        Ok(None),
        "behind a terminating delegation"
    );
    assert_eq!(
        build(false).download("other/both"),
        Ok(None),
        "outside of the paths"
    );

    // A role that is delegated to twice is signed by the keys of the delegation that leads to it.
    let mut repository = build(false);
    repository.add_role("c", &[7]);
    repository.add_target("c", "pkg/c", b"c");
    repository.delegate("a", "c", &[7], &["pkg/c"], false);
    repository.delegate("targets", "c", &[8], &["pkg/c"], false);
    repository.publish();
    assert_eq!(
        repository.download("pkg/c"),
        Ok(Some(b"c".to_vec())),
        "by way of a"
    );
    repository.roles.get_mut("targets").unwrap()["delegations"]["roles"]
        .as_array_mut()
        .unwrap()
        .rotate_right(1);
    repository.publish();
    let wrong_keys = repository.download("pkg/c").map(drop);
    assert!(is_threshold(&wrong_keys, "c"), "{wrong_keys:?}");
}

#[test]
fn t12_circles_and_crowds_of_delegations_end() {
    let mut repository = Repository::new();
    for (role, next) in [("a", "b"), ("b", "a")] {
        repository.add_role(role, &[7]);
        repository.delegate(role, next, &[7], &["*"], false);
    }
    repository.delegate("targets", "a", &[7], &["*"], false);
    repository.publish();
    assert_eq!(repository.download("x"), Ok(None));
    for number in 0..40 {
        let role = format!("r{number}");
        repository.add_role(&role, &[7]);
        repository.delegate("targets", &role, &[7], &["*"], false);
    }
    repository.publish();
    assert_eq!(
        repository.download("x"),
        Err(TufError::TooManyDelegations { limit: 32 })
    );
}
