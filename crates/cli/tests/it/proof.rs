//! Signed decisions on the command line.

use portcullis::sign::{Scheme, SigningKey};

use crate::support::{Folder, run, storefront, text};

/// A folder with a signed decision about the storefront and the keys of it.
fn signed(scheme: Scheme) -> Folder {
    let folder = Folder::new();
    let key = SigningKey::generate(scheme, [5; 32]).unwrap();
    let private = folder.write_private("key.pem", key.to_pkcs8_pem().as_bytes());
    folder.write("key.pub", key.public_key().to_spki_pem().as_bytes());
    let output = storefront(&[
        "--out",
        &folder.path(""),
        "--sign-key",
        &private,
        "--resource",
        "urn:example:storefront",
    ]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    folder
}

#[test]
fn a_signed_decision_verifies_and_is_printed() {
    for scheme in [Scheme::EcdsaP256Sha256, Scheme::Ed25519] {
        let folder = signed(scheme);
        let (envelope, key) = (folder.path("decision.dsse.json"), folder.path("key.pub"));
        let output = run(&[
            "verify",
            &envelope,
            "--key",
            &key,
            "--tree",
            "examples/storefront",
        ]);
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{said}");
        for part in [
            "VERIFIED",
            "FAILED",
            "urn:example:storefront",
            "dirHash:",
            "web/package-lock.json",
            "decision.json",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        let passed = run(&["verify", &envelope, "--key", &key, "--require-passed"]);
        assert_eq!(passed.status.code(), Some(1));
    }
}

#[test]
fn equal_runs_sign_equal_bytes() {
    let (one, two) = (signed(Scheme::EcdsaP256Sha256), signed(Scheme::EcdsaP256Sha256));
    for name in [
        "decision.dsse.json",
        "decision.json",
        "findings.sarif",
        "sbom.cdx.json",
    ] {
        assert_eq!(one.read(name), two.read(name), "{name}");
    }
}

#[test]
fn what_was_changed_is_refused_with_the_step() {
    let folder = signed(Scheme::Ed25519);
    let key = folder.path("key.pub");
    let envelope = text(&folder.read("decision.dsse.json"));
    let other = SigningKey::generate(Scheme::Ed25519, [6; 32]).unwrap();
    let other = folder.write("other.pub", other.public_key().to_spki_pem().as_bytes());
    let type_changed = envelope.replace("application/vnd.in-toto+json", "application/json");
    let payload = envelope.find("\"payload\":\"").unwrap() + 40;
    let mut payload_changed = envelope.clone().into_bytes();
    payload_changed[payload] = if payload_changed[payload] == b'A' {
        b'B'
    } else {
        b'A'
    };
    let rows = [
        (folder.path("decision.dsse.json"), &other, "signature"),
        (
            folder.write("type.json", type_changed.as_bytes()),
            &key,
            "payload type",
        ),
        (folder.write("payload.json", &payload_changed), &key, "signature"),
        (folder.write("empty.json", b"{}"), &key, "envelope"),
    ];
    for (document, key, step) in rows {
        let output = run(&["verify", &document, "--key", key]);
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.starts_with("REFUSED") && said.contains(step),
            "{step}: {said}"
        );
    }
}

#[test]
fn documents_written_into_the_tree_do_not_make_it_another_one() {
    let folder = Folder::new();
    let key = SigningKey::generate(Scheme::Ed25519, [5; 32]).unwrap();
    let private = Folder::new();
    let private_key = private.write_private("key.pem", key.to_pkcs8_pem().as_bytes());
    let public_key = private.write("key.pub", key.public_key().to_spki_pem().as_bytes());
    folder.write("README.md", b"hello");
    let (tree, out) = (folder.path(""), folder.path("report"));
    let gate = [
        "gate",
        &tree,
        "--at",
        "2026-11-01",
        "--out",
        &out,
        "--sign-key",
        &private_key,
    ];
    let envelope = folder.path("report/decision.dsse.json");
    let verify = ["verify", &envelope, "--key", &public_key, "--tree", &tree];
    for _ in 0..2 {
        assert_eq!(run(&gate).status.code(), Some(2));
        let output = run(&verify);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    }
    folder.write("report/more.txt", b"added later");
    assert_eq!(run(&verify).status.code(), Some(1));
}

#[test]
fn another_tree_is_refused() {
    let folder = signed(Scheme::Ed25519);
    let (envelope, key) = (folder.path("decision.dsse.json"), folder.path("key.pub"));
    let output = run(&[
        "verify",
        &envelope,
        "--key",
        &key,
        "--tree",
        "examples/advisories",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("another tree"));
}

#[cfg(unix)]
#[test]
fn a_private_key_that_others_may_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    let key = SigningKey::generate(Scheme::Ed25519, [5; 32]).unwrap();
    let private = folder.write_private("key.pem", key.to_pkcs8_pem().as_bytes());
    std::fs::set_permissions(&private, std::fs::Permissions::from_mode(0o644)).unwrap();
    let output = storefront(&["--out", &folder.path(""), "--sign-key", &private]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("600"));
}

#[test]
fn a_baseline_written_into_the_tree_is_named_to_verify_it() {
    let folder = Folder::new();
    let key = SigningKey::generate(Scheme::Ed25519, [5; 32]).unwrap();
    let private = folder.write_private("key.pem", key.to_pkcs8_pem().as_bytes());
    let public = folder.write("key.pub", key.public_key().to_spki_pem().as_bytes());
    std::fs::create_dir_all(folder.path("tree")).unwrap();
    folder.write("tree/a.txt", b"nothing\n");
    let (tree, out, written) = (
        folder.path("tree"),
        folder.path("out"),
        folder.path("tree/portcullis-baseline.json"),
    );
    let gate = [
        "gate",
        &tree,
        "--out",
        &out,
        "--sign-key",
        &private,
        "--write-baseline",
        &written,
        "--at",
        "2026-11-01",
        "--quiet",
    ];
    assert_eq!(run(&gate).status.code(), Some(2));
    let envelope = folder.path("out/decision.dsse.json");
    let verify = ["verify", &envelope, "--key", &public, "--tree", &tree];
    let refused = run(&verify);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        text(&refused.stdout).contains("is named by --written"),
        "{}",
        text(&refused.stdout)
    );
    let named = [&verify[..], &["--written", &written]].concat();
    assert_eq!(run(&named).status.code(), Some(0));
    folder.write("tree/b.txt", b"more\n");
    assert_eq!(run(&named).status.code(), Some(1));
}
