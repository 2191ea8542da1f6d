//! The TUF client's names, bounds and forms: T13 (names), T14 (endless data), T18 (ambiguous documents).

use portcullis_sign::tuf::{Answer, Limits, State, TufError, Update};
use serde_json::json;

use crate::tuf_repository::{NOW, Repository, ids, keys, time};

#[test]
fn hash_prefixes_and_bins_lead_to_their_roles() {
    // SHA-256 of "x" is 2d711642…
    let mut repository = Repository::new();
    for prefix in ["2d71", "2d70"] {
        let role = format!("p-{prefix}");
        repository.add_role(&role, &[7]);
        repository.add_target(&role, "x", prefix.as_bytes());
        repository.delegate("targets", &role, &[7], &[], false);
        let delegations = &mut repository.roles.get_mut("targets").unwrap()["delegations"];
        let role = delegations["roles"].as_array_mut().unwrap().last_mut().unwrap();
        role.as_object_mut().unwrap().remove("paths");
        role["path_hash_prefixes"] = json!([prefix]);
    }
    repository.publish();
    assert_eq!(repository.download("x"), Ok(Some(b"2d71".to_vec())));

    let mut repository = Repository::new();
    repository.roles.get_mut("targets").unwrap()["delegations"] = json!({
        "keys": keys(&[7]),
        "succinct_roles": {"keyids": ids(&[7]), "threshold": 1, "bit_length": 5, "name_prefix": "bin"}
    });
    for bin in 0..32 {
        repository.add_role(&format!("bin-{bin:02x}"), &[7]);
    }
    // The first five bits of 2d: 00101.
    repository.add_target("bin-05", "x", b"in its bin");
    repository.add_target("bin-06", "y", b"in another's");
    repository.publish();
    assert_eq!(repository.download("x"), Ok(Some(b"in its bin".to_vec())));
    assert_eq!(repository.download("y"), Ok(None));
}

#[test]
fn t13_names_are_encoded_and_paths_lead_nowhere_else() {
    for role in ["../../../root", "a/b", r"a\b", "%2e%2e", "?x#y", "..", "ü"] {
        let mut repository = Repository::new();
        repository.add_role(role, &[7]);
        repository.add_target(role, "x", b"x");
        repository.delegate("targets", role, &[7], &["*"], false);
        repository.publish();
        assert_eq!(repository.download("x"), Ok(Some(b"x".to_vec())), "{role}");
        let names: Vec<_> = repository
            .files
            .keys()
            .filter(|name| name.starts_with("metadata/"))
            .collect();
        assert!(
            names
                .iter()
                .all(|name| name.matches('/').count() == 1 && !name.contains('\\')),
            "{names:?}"
        );
    }
    for role in ["root", "timestamp", "snapshot", "targets", ""] {
        let mut repository = Repository::new();
        repository.delegate("targets", role, &[7], &["*"], false);
        repository.publish();
        let ended = repository.refresh(repository.initial()).1;
        assert!(
            matches!(
                ended,
                Err(TufError::Value {
                    member: "delegations.roles.name",
                    ..
                })
            ),
            "{role}"
        );
    }
    for path in [
        "",
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a//b",
        "a/",
        "./a",
        "a\0b",
    ] {
        let path = path.to_owned();
        assert_eq!(
            Repository::new().download(&path),
            Err(TufError::TargetPath { path })
        );
    }
    let mut repository = Repository::new();
    repository.add_target("targets", "a b/c?d", b"odd");
    repository.publish();
    let mut update = Update::begin(repository.initial(), time(NOW), Limits::default()).unwrap();
    repository.run(&mut update).unwrap();
    update.seek("a b/c?d").unwrap();
    let name = update.target().unwrap().request().name().to_owned();
    assert!(name.starts_with("a%20b/") && name.ends_with(".c%3Fd"), "{name}");
}

#[test]
fn t14_data_without_end_is_refused_at_the_limit() {
    let repository = Repository::new();
    let mut update = Update::begin(repository.initial(), time(NOW), Limits::default()).unwrap();
    let mut limits = Vec::new();
    while let Some(request) = update.request() {
        limits.push(request.limit());
        let mut long = Update::begin(repository.initial(), time(NOW), Limits::default()).unwrap();
        for _ in 1..limits.len() {
            let request = long.request().unwrap();
            long.answer(repository.fetch(request.kind(), request.name()))
                .unwrap();
        }
        let size = request.limit() + 1;
        let endless = vec![b' '; usize::try_from(size).unwrap()];
        let (file, limit) = (request.name().to_owned(), request.limit());
        assert_eq!(
            long.answer(Answer::Bytes(endless)),
            Err(TufError::TooLarge { file, size, limit })
        );
        assert_eq!(long.request(), None);
        assert_eq!(long.answer(Answer::NotFound), Err(TufError::OutOfTurn));
        update
            .answer(repository.fetch(request.kind(), request.name()))
            .unwrap();
    }
    let snapshot = repository.files["metadata/1.snapshot.json"].len() as u64;
    assert_eq!(limits, [512_000, 16_384, snapshot, 5_000_000]);
    update.seek("dir/file.txt").unwrap();
    let target = update.target().unwrap();
    assert_eq!(target.request().limit(), 7);
    let long = target.accept(Answer::Bytes(b"content and more".to_vec()));
    assert!(matches!(long, Err(TufError::TooLarge { limit: 7, .. })));
}

#[test]
fn what_is_missing_is_not_what_is_absent() {
    for file in ["timestamp.json", "1.snapshot.json", "1.targets.json"] {
        let mut repository = Repository::new();
        repository.files.remove(&format!("metadata/{file}"));
        let missing = TufError::Missing {
            file: file.to_owned(),
        };
        assert_eq!(repository.refresh(repository.initial()).1, Err(missing));
    }
    let repository = Repository::new();
    let mut update = Update::begin(repository.initial(), time(NOW), Limits::default()).unwrap();
    assert_eq!(update.seek("dir/file.txt"), Err(TufError::OutOfTurn));
    assert_eq!(update.target(), None);
}

/// T18: a document that two readers could read in two ways is refused before its signature is looked at.
#[test]
fn t18_members_that_come_twice_and_numbers_without_form_are_refused() {
    let repository = Repository::new();
    let root = String::from_utf8(repository.files["metadata/1.root.json"].clone()).unwrap();
    for bent in [
        root.replacen("\"version\":1", "\"version\":1,\"version\":2", 1),
        root.replacen("\"version\":1", "\"version\":1.0", 1),
        root.replacen("\"version\":1", "\"x\":1.5,\"version\":1", 1),
        root.replacen("\"version\":1", "\"version\":2", 1),
    ] {
        assert_ne!(bent, root);
        let begun = Update::begin(
            State::of_root(bent.clone().into_bytes()),
            time(NOW),
            Limits::default(),
        );
        assert!(begun.is_err(), "{bent}");
    }
}
