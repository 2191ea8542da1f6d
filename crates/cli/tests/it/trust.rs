//! `trust` against a TUF repository on this machine. What repositories can do wrong is tested where it is dealt with.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use portcullis::findings::Digest;
use portcullis::sign::{MessageSigner, Scheme, SigningKey};
use serde_json::{Value, json};

use crate::support::{Folder, run, text};

type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// Serves files as long as the test runs. Gives the base address.
fn serve(files: &Files) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let files = Arc::clone(files);
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            let mut lines = BufReader::new(&connection)
                .lines()
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty());
            let first = lines.next().unwrap_or_default();
            lines.for_each(drop);
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            let file = files.lock().unwrap().get(path.trim_start_matches('/')).cloned();
            let (status, body) = file.map_or((404, Vec::new()), |body| (200, body));
            let head = format!(
                "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            let _ = connection
                .write_all(head.as_bytes())
                .and_then(|()| connection.write_all(&body));
        }
    });
    base
}

/// A repository of one key and one target, in a version. Gives the first root.
fn publish(files: &Files, version: u64, target: &[u8]) -> Vec<u8> {
    let key = SigningKey::generate(Scheme::Ed25519, [5; 32]).unwrap();
    let hex = |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
    // The key itself stands behind the header of its SubjectPublicKeyInfo.
    let raw = hex(&key.public_key().as_spki_der()[12..]);
    let public = json!({ "keytype": "ed25519", "scheme": "ed25519", "keyval": { "public": raw } });
    let id = "key-1";
    // ASCII with ordered members: serde_json writes it in canonical form.
    let signed = |metadata: Value| {
        let bytes = serde_json::to_vec(&metadata).unwrap();
        let signature = hex(&key.sign(&bytes).unwrap());
        serde_json::to_vec(&json!({ "signed": metadata, "signatures": [{ "keyid": id, "sig": signature }] }))
            .unwrap()
    };
    let metadata = |kind: &str, more: Value| {
        let mut all = json!({
            "_type": kind, "spec_version": "1.0.34", "version": version, "expires": "2030-01-01T00:00:00Z",
        });
        for (name, value) in more.as_object().unwrap() {
            all[name] = value.clone();
        }
        all
    };
    let role = json!({ "keyids": [id], "threshold": 1 });
    let mut root = metadata(
        "root",
        json!({
            "consistent_snapshot": true, "keys": { id: public },
            "roles": { "root": role, "timestamp": role, "snapshot": role, "targets": role },
        }),
    );
    root["version"] = json!(1);
    let root = signed(root);
    let digest = Digest::sha256(target).to_hex();
    let listed = json!({ "trusted_root.json": { "length": target.len(), "hashes": { "sha256": digest } } });
    let meta = json!({ "version": version });
    let mut files = files.lock().unwrap();
    for (name, bytes) in [
        (
            format!("{version}.targets.json"),
            signed(metadata("targets", json!({ "targets": listed }))),
        ),
        (
            format!("{version}.snapshot.json"),
            signed(metadata("snapshot", json!({ "meta": { "targets.json": meta } }))),
        ),
        (
            "timestamp.json".to_owned(),
            signed(metadata(
                "timestamp",
                json!({ "meta": { "snapshot.json": meta } }),
            )),
        ),
        (format!("targets/{digest}.trusted_root.json"), target.to_vec()),
    ] {
        files.insert(name, bytes);
    }
    root
}

#[test]
fn a_trusted_root_is_followed_and_never_back() {
    let (files, folder) = (Files::default(), Folder::new());
    let base = serve(&files);
    let root = folder.write("first.json", &publish(&files, 1, b"one"));
    let trust = folder.path("trust");
    let init = || run(&["trust", "init", &trust, "--root", &root]);
    let update = || {
        let output = run(&["trust", "update", &trust, "--from", &base, "--at", "2026-11-01"]);
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    assert_eq!(init().status.code(), Some(0), "{}", text(&init().stderr));
    assert_eq!(
        init().status.code(),
        Some(2),
        "another root must not take its place"
    );

    let (code, said) = update();
    assert_eq!(code, Some(0), "{said}");
    assert!(said.starts_with("written  "), "{said}");
    assert_eq!(folder.read("trust/targets/trusted_root.json"), b"one");
    assert!(update().1.starts_with("unchanged  "));

    publish(&files, 2, b"two");
    assert_eq!(update().0, Some(0));
    assert_eq!(folder.read("trust/targets/trusted_root.json"), b"two");

    publish(&files, 1, b"one");
    let (code, said) = update();
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("timestamp has version 1, 2 is trusted already"),
        "{said}"
    );
    assert_eq!(folder.read("trust/targets/trusted_root.json"), b"two");

    publish(&files, 3, b"three");
    let digest = Digest::sha256(b"three").to_hex();
    files
        .lock()
        .unwrap()
        .insert(format!("targets/{digest}.trusted_root.json"), b"other".to_vec());
    assert_eq!(update().0, Some(1), "the target is not the one that is signed");
    files.lock().unwrap().clear();
    assert_eq!(update().0, Some(1), "there is no timestamp");
}

#[test]
fn what_cannot_be_asked_is_no_refusal() {
    let folder = Folder::new();
    let root = folder.write("first.json", &publish(&Files::default(), 1, b"one"));
    let trust = folder.path("trust");
    assert_eq!(
        run(&["trust", "init", &trust, "--root", &root]).status.code(),
        Some(0)
    );
    let unsigned = folder.write("unsigned.json", b"{}");
    let other = folder.path("other");
    assert_eq!(
        run(&["trust", "init", &other, "--root", &unsigned]).status.code(),
        Some(1)
    );
    for (args, part) in [
        (["update", &other, "--from", "https://tuf.example"], "other"),
        (["update", &trust, "--from", "http://tuf.example"], "https"),
        (["init", &other, "--root", "no/such/file"], "no/such/file"),
    ] {
        let output = run(&[&["trust"], &args[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).contains(part), "{}", text(&output.stderr));
    }
}

#[test]
fn whom_a_trusted_root_trusts_is_told_by_role() {
    let shown = run(&[
        "trust",
        "show",
        "crates/sign/tests/fixtures/sigstore/trusted_root.json",
    ]);
    assert_eq!(shown.status.code(), Some(0), "{}", text(&shown.stderr));
    insta::assert_snapshot!(text(&shown.stdout));
    let folder = Folder::new();
    let other = folder.write("root.json", b"{}");
    let refused = run(&["trust", "show", &other]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("root.json"));
}
