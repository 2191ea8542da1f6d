//! `portcullis secrets` on trees and streams.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Folder, run, text};

/// A token whose checksum holds.
pub(crate) const TOKEN: &str = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");

#[test]
fn a_secret_is_told_with_its_place_and_never_shown() {
    let folder = Folder::new();
    folder.write("app.env", format!("# settings\nTOKEN={TOKEN}\n").as_bytes());
    for format in ["text", "json", "sarif", "csv", "junit"] {
        let output = run(&["secrets", &folder.path(""), "--format", format, "--explain"]);
        assert_eq!(output.status.code(), Some(1), "{format}");
        let printed = text(&output.stdout) + &text(&output.stderr);
        assert!(
            !printed.contains(TOKEN) && !printed.contains("StZsxn"),
            "{format}"
        );
        assert!(printed.contains("secret/github-token"), "{format}: {printed}");
    }
    let output = run(&["secrets", &folder.path(""), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = &json["findings"][0];
    assert_eq!(
        (found["path"].as_str(), found["line"].as_u64()),
        (Some("app.env"), Some(2))
    );
    assert_eq!(found["column"].as_u64(), Some(7));
    assert_eq!(found["confidence"].as_str(), Some("certain"));
    assert!(found["fingerprint"].as_str().unwrap().starts_with("exact/v1:"));
}

#[test]
fn exit_codes_tell_found_nothing_and_not_looked_at() {
    let folder = Folder::new();
    folder.write("a.txt", b"nothing here\n");
    let code = |args: &[&str]| {
        let path = folder.path("");
        let mut all = vec!["secrets", path.as_str()];
        all.extend(args);
        run(&all).status.code()
    };
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--staged", "--git"]), Some(64));
    assert_eq!(code(&["--baseline", "/nonexistent"]), Some(2));
    folder.write("b.xz", b"\xfd7zXZ\0\0\0\0");
    assert_eq!(code(&[]), Some(2));
    folder.write("c.txt", format!("key = \"{TOKEN}\"").as_bytes());
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["--exit-code", "7"]), Some(7));
    assert_eq!(code(&["--write-baseline", "x.json"]), Some(2));
}

#[test]
fn standard_input_is_looked_at_to_its_end() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_portcullis"))
        .args(["secrets", "--stdin", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let filler = "nothing to see in this line\n".repeat(40_000);
    input
        .write_all(format!("{filler}k='{TOKEN}'\n").as_bytes())
        .unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("stdin,40001,4,secret/github-token"));
}

#[test]
fn a_baseline_survives_moves_and_names_no_secret() {
    let folder = Folder::new();
    let key = folder.write_private("key", b"0123456789abcdef0123456789abcdef");
    std::fs::create_dir_all(folder.path("tree")).unwrap();
    folder.write("tree/a.env", format!("TOKEN={TOKEN}\n").as_bytes());
    let (tree, baseline) = (folder.path("tree"), folder.path("known.json"));
    let output = run(&["secrets", &tree, "--key", &key, "--write-baseline", &baseline]);
    assert_eq!(output.status.code(), Some(1));
    let written = text(&folder.read("known.json"));
    assert!(written.contains("keyed/v1:") && !written.contains("exact/v1:") && !written.contains("a.env"));
    std::fs::remove_file(folder.path("tree/a.env")).unwrap();
    folder.write("tree/b.yml", format!("\n\nother: 1\ntoken: {TOKEN}\n").as_bytes());
    let known = ["secrets", &tree, "--key", &key, "--baseline", &baseline];
    assert_eq!(run(&known).status.code(), Some(0));
    assert_eq!(
        run(&["secrets", &tree, "--baseline", &baseline]).status.code(),
        Some(2)
    );
}

#[test]
fn the_bytes_are_the_same_at_any_number_of_threads() {
    let folder = Folder::new();
    for at in 0..300 {
        folder.write(
            &format!("{at}.txt"),
            format!("{}t = \"{TOKEN}\"\n", "\n".repeat(at % 7)).as_bytes(),
        );
    }
    let printed = |threads: &str| {
        run(&[
            "secrets",
            &folder.path(""),
            "--format",
            "json",
            "--threads",
            threads,
        ])
        .stdout
    };
    let one = printed("1");
    assert!(text(&one).contains("299.txt"));
    assert_eq!(one, printed("2"));
    assert_eq!(one, printed("5"));
}
