//! Planted secrets stand in nothing that leaves the process.

use std::io::Write;

use crate::support::{Folder, run};

/// Credentials that nobody would guess, of several forms; whole ones and telling parts must not be printed.
const CANARIES: &[(&str, &str)] = &[
    (
        concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk"),
        "SWsbCBpWUedoB6SJ95",
    ),
    (concat!("AKIA", "Z3Q7XKJ5VWNMB2RT"), "7XKJ5VWNMB"),
    (concat!("glpat-", "x7Qm2Kd9Wz4Nc8Hs5Gfa"), "Kd9Wz4Nc8Hs5"),
    (
        concat!("xoxb-", "271828182845-314159265358-q8Zr2Kd7Wz4Nc9Hs5GfJa1Lp"),
        "Kd7Wz4Nc9Hs5GfJa",
    ),
    (
        concat!("https://user:", "Vq7zKx2mWp9dRt4n", "@db.corp.internal/x"),
        "zKx2mWp9dRt4",
    ),
];

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A tree with canaries in every place that something reads.
fn planted() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path("tree/sub")).unwrap();
    for (at, (canary, _)) in CANARIES.iter().enumerate() {
        let lines = format!(
            "a = \"{canary}\" # gitleaks:allow {canary}\nb = {}\nc = {}\n# portcullis:ignore 0123456789abcdef until {canary} {canary}\n\
             # pragma: allowlist nextline secret {canary}\n{canary}\n",
            hex(canary),
            percent(canary)
        );
        folder.write(&format!("tree/{at}.py"), lines.as_bytes());
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive
            .start_file("in/a.env", zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(lines.as_bytes()).unwrap();
        folder.write(&format!("tree/{at}.zip"), &archive.finish().unwrap().into_inner());
        let lock = format!(
            "version = 4\n[[package]]\nname = \"x{at}\"\nversion = \"1.0.0\"\nsource = \"git+https://h.example/{}#{canary}\"\n",
            canary.replace("https://", "")
        );
        folder.write("tree/Cargo.lock", lock.as_bytes());
    }
    let (canary, _) = CANARIES[0];
    folder.write(
        "tree/go.mod",
        format!("module a\nrequire {canary} {canary}\n").as_bytes(),
    );
    folder.write(
        "tree/requirements.txt",
        format!("-r {canary}\n{canary} {canary}\n").as_bytes(),
    );
    folder.write(
        "tree/portcullis.toml",
        format!("{canary} = {canary}\n").as_bytes(),
    );
    folder.write(
        "tree/.gitleaksignore",
        format!("0.py:{canary}:1\n{canary}\n").as_bytes(),
    );
    folder.write(
        "tree/.secrets.baseline",
        format!("{{\"{canary}\": {canary}}}").as_bytes(),
    );
    folder.write(
        "tree/.gitleaks.toml",
        format!("[allowlist]\npaths = ['''({canary}''']\n").as_bytes(),
    );
    folder.write("tree/broken.zip", format!("PK\x03\x04{canary}").as_bytes());
    folder
}

fn assert_silent(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for (canary, part) in CANARIES {
        for form in [(*part).to_owned(), (*canary).to_owned(), hex(part), percent(part)] {
            assert!(!text.contains(&form), "{what} tells {part}");
        }
    }
}

#[test]
fn no_report_of_secrets_tells_one() {
    let folder = planted();
    let key = folder.write_private("key", b"0123456789abcdef0123456789abcdef");
    let (tree, known) = (folder.path("tree"), folder.path("known.json"));
    for format in ["text", "json", "sarif", "csv", "junit"] {
        for more in [
            &["--explain"][..],
            &["--honour-ignores", "--key", &key, "--write-baseline", &known],
        ] {
            let mut args = vec!["secrets", tree.as_str(), "--format", format];
            args.extend(more);
            let output = run(&args);
            // It is there to be told.
            assert!(
                output.status.code() == Some(1),
                "{format} {more:?}: {:?}",
                output.status
            );
            assert_silent(format, &output.stdout);
            assert_silent(format, &output.stderr);
        }
    }
    assert_silent("the baseline", &folder.read("known.json"));
}

#[test]
fn no_document_of_the_gate_tells_one() {
    let folder = planted();
    let (tree, out) = (folder.path("tree"), folder.path("out"));
    let key = portcullis::sign::SigningKey::generate(portcullis::sign::Scheme::Ed25519, [5; 32]).unwrap();
    let key = folder.write_private("key.pem", key.to_pkcs8_pem().as_bytes());
    let known = folder.path("known.json");
    for format in ["text", "json", "sarif"] {
        let output = run(&[
            "gate",
            &tree,
            "--format",
            format,
            "--out",
            &out,
            "--sign-key",
            &key,
            "--write-baseline",
            &known,
            "--at",
            "2026-11-01",
        ]);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert_silent(format, &output.stdout);
        assert_silent(format, &output.stderr);
    }
    for name in [
        "sbom.cdx.json",
        "findings.sarif",
        "decision.json",
        "decision.dsse.json",
    ] {
        assert_silent(name, &folder.read(&format!("out/{name}")));
    }
    assert_silent("the baseline", &folder.read("known.json"));
}

#[test]
fn no_error_about_a_named_file_tells_one() {
    let folder = planted();
    let (canary, _) = CANARIES[0];
    let tree = folder.path("tree");
    let contents = [
        format!("{canary}\n"),
        format!("schema = 1\n[policy]\nid = {canary}\n"),
        format!("[{{\"RuleID\": \"{canary}\", \"Secret\": \"{canary}\"}}]"),
        format!("[[rules]]\nid = \"x\"\nregex = '''({canary}'''\n"),
        format!("-----BEGIN PRIVATE KEY-----\n{canary}\n-----END PRIVATE KEY-----\n"),
    ];
    let out = folder.path("out");
    for content in &contents {
        let file = folder.write_private("named", content.as_bytes());
        for args in [
            vec!["gate", &tree, "--policy", &file],
            vec!["gate", &tree, "--waivers", &file],
            vec!["gate", &tree, "--baseline", &file],
            vec!["gate", &tree, "--peer-baseline", &file],
            vec!["gate", &tree, "--sbom", &file],
            vec!["gate", &tree, "--vex", &file],
            vec!["gate", &tree, "--epss", &file],
            vec!["gate", &tree, "--out", &out, "--sign-key", &file],
            vec!["secrets", &tree, "--rules", &file],
            vec!["secrets", &tree, "--baseline", &file],
            vec!["secrets", &tree, "--peer-baseline", &file],
            vec!["verify", &file, "--key", &file],
        ] {
            let output = run(&args);
            assert_silent(&format!("{args:?}"), &output.stdout);
            assert_silent(&format!("{args:?}"), &output.stderr);
        }
    }
}
