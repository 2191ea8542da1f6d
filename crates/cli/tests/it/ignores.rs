//! Comments and lists that ask to pass over secrets, on the command line.

use crate::secrets::TOKEN;
use crate::support::{Folder, run, text};

fn folder() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path("tree")).unwrap();
    let content = format!("x = 1 # trufflehog:ignore\nt = \"{TOKEN}\" # gitleaks:allow\n");
    folder.write("tree/a.py", content.as_bytes());
    folder
}

#[test]
fn every_format_tells_what_asks_to_pass_over_a_secret() {
    let folder = folder();
    let said = |format: &str, more: &[&str]| {
        let tree = folder.path("tree");
        let mut args = vec!["secrets", tree.as_str(), "--format", format, "--quiet"];
        args.extend(more);
        let output = run(&args);
        (output.status.code(), text(&output.stdout))
    };
    for format in ["text", "json", "sarif", "csv", "junit"] {
        let (code, printed) = said(format, &[]);
        assert_eq!(code, Some(1), "{format}");
        assert!(
            printed.contains("gitleaks:allow in line 2, column 50"),
            "{format}: {printed}"
        );
        let (code, printed) = said(format, &["--honour-ignores"]);
        assert_eq!(code, Some(0), "{format}: {printed}");
        assert!(
            printed.contains("gitleaks:allow in line 2") || format == "text",
            "{format}: {printed}"
        );
        // A table of secrets has no row for what speaks of none.
        let idle = printed.contains("trufflehog:ignore in line 1, column 9 speaks of no finding");
        assert_eq!(idle, format != "csv", "{format}: {printed}");
    }
    let (_, printed) = said("text", &[]);
    insta::assert_snapshot!("asked", printed.replace(TOKEN, "*"));
    let (_, printed) = said("text", &["--honour-ignores"]);
    insta::assert_snapshot!("honoured", printed);
    let (_, printed) = said("sarif", &["--honour-ignores"]);
    assert!(printed.contains("\"kind\": \"inSource\""), "{printed}");
}

#[test]
fn our_comment_holds_to_its_last_day() {
    let folder = Folder::new();
    let key = folder.write_private("key", b"0123456789abcdef0123456789abcdef");
    std::fs::create_dir_all(folder.path("tree")).unwrap();
    folder.write("tree/a.env", format!("T={TOKEN}\n").as_bytes());
    let tree = folder.path("tree");
    let printed = run(&["secrets", &tree, "--key", &key, "--format", "json", "--quiet"]).stdout;
    let json: serde_json::Value = serde_json::from_slice(&printed).unwrap();
    let fingerprint = json["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let content = format!("T={TOKEN} # portcullis:ignore {fingerprint} until 2026-11-01 sample\n");
    folder.write("tree/a.env", content.as_bytes());
    for (day, code) in [("2026-11-01", 0), ("2026-11-02", 1)] {
        let output = run(&[
            "secrets",
            &tree,
            "--key",
            &key,
            "--honour-ignores",
            "--at",
            day,
            "--quiet",
        ]);
        assert_eq!(output.status.code(), Some(code), "{day}");
        assert_eq!(text(&output.stdout).contains("is over"), code == 1, "{day}");
    }
}

#[test]
fn a_baseline_of_another_tool_puts_aside_what_it_names() {
    let folder = folder();
    let tree = folder.path("tree");
    let list = folder.write("list", b"a.py:github-pat:2\na.py:github-pat:9\n");
    let output = run(&["secrets", &tree, "--peer-baseline", &list, "--quiet"]);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    assert!(
        said.contains("2 entries of gitleaks ask to pass over findings, 1 of them speak of none (2)"),
        "{said}"
    );
    let broken = folder.write("broken", b"[{}]");
    assert_eq!(
        run(&["secrets", &tree, "--peer-baseline", &broken, "--quiet"])
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn the_gate_refuses_what_the_tree_asks_and_says_what_would_accept_it() {
    let folder = folder();
    let output = run(&["gate", &folder.path("tree"), "--at", "2026-11-01", "--quiet"]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    for part in [
        "gitleaks:allow in line 2, column 50 is a waiver without owner and end, which the policy refuses",
        "inline-ignores = \"accept\" in the policy",
        "a.py: trufflehog:ignore in line 1, column 9 speaks of no finding",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn the_chain_of_encodings_and_the_reasons_for_dropping_are_explained() {
    let folder = Folder::new();
    let encode = |text: &str| {
        text.bytes()
            .map(|byte| format!("%{byte:02x}"))
            .collect::<String>()
    };
    let wrapped = encode(&encode(&format!("token={TOKEN}")));
    let placeholder = encode(concat!("token=ghp_", "EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE1"));
    folder.write("a.txt", format!("u = {wrapped}\n").as_bytes());
    folder.write("b.txt", format!("u = {placeholder}\n").as_bytes());
    let output = run(&["secrets", &folder.path(""), "--explain", "--quiet"]);
    let (said, set_aside) = (text(&output.stdout), text(&output.stderr));
    assert!(said.contains("encoding percent > percent"), "{said}");
    assert!(said.contains("proof "), "{said}");
    assert!(
        set_aside.contains("secret/github-token in percent: "),
        "{set_aside}"
    );
    let json = text(&run(&["secrets", &folder.path(""), "--format", "json", "--quiet"]).stdout);
    assert!(json.contains("\"encoding\": \"percent > percent\""), "{json}");
}
