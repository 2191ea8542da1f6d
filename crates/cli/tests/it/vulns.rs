//! Versions and ranges on the command line.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{run, text};

fn compare(ecosystem: &str, lines: &str) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_portcullis"))
        .args(["vulns", "compare", "--ecosystem", ecosystem])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A call that is refused ends without reading; that is one of the answers.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    let output = child.wait_with_output().unwrap();
    (output.status.code(), text(&output.stdout))
}

#[test]
fn each_line_has_its_answer() {
    let rows = [
        (
            "npm",
            "1.9.0 1.10.0\n1.0.0 1.0.0\n2.0.0 1.0.0-rc.1\n",
            "<\n=\n>\n",
        ),
        ("PyPI", "1.0 1.0.0\n1.0rc1 1.0\n", "=\n<\n"),
        ("Debian:12", "1:0.9 2.0\n1.0~rc1 1.0\n", ">\n<\n"),
        ("Maven", "1.0-alpha-1 1.0\n1.0 1.0.0\n", "<\n=\n"),
    ];
    for (ecosystem, lines, answers) in rows {
        assert_eq!(
            compare(ecosystem, lines),
            (Some(0), answers.to_owned()),
            "{ecosystem}"
        );
    }
}

#[test]
fn what_cannot_be_ordered_is_told() {
    let (code, answers) = compare("npm", "tip 1.0.0\n1.0.0\n");
    assert_eq!(code, Some(0));
    assert_eq!(
        answers,
        "? `tip` cannot be ordered by semver\n? expected two versions, found 1\n"
    );
    assert_eq!(compare("no such ecosystem", "1 2\n").0, Some(2));
}

#[test]
fn a_version_lies_inside_or_outside_or_nobody_knows() {
    let rows = [
        ("vers:npm/>=1.2.0|<2.0.0", "1.4.0", Some(0), "inside\n"),
        ("vers:npm/>=1.2.0|<2.0.0", "2.0.0", Some(1), "outside\n"),
        (
            "vers:npm/>=1.2.0|<2.0.0",
            "tip",
            Some(2),
            "? `tip` cannot be ordered by semver\n",
        ),
    ];
    for (range, version, code, answer) in rows {
        let output = run(&["vulns", "in-range", range, version]);
        assert_eq!(
            (output.status.code(), text(&output.stdout).as_str()),
            (code, answer),
            "{range} {version}"
        );
    }
    assert_eq!(
        run(&["vulns", "in-range", "vers:nothing/>=1", "1"]).status.code(),
        Some(2)
    );
}
