//! Versions and ranges on the command line.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{run, text};

fn compare(ecosystem: &str, lines: &str) -> (Option<i32>, String) {
    compare_by("--ecosystem", ecosystem, lines)
}

fn compare_by(option: &str, value: &str, lines: &str) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_portcullis"))
        .args(["vulns", "compare", option, value])
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

#[test]
fn a_scheme_orders_without_an_ecosystem() {
    let rows = [
        ("openssl", "1.0.2z 1.0.2za\n", "<\n"),
        ("alpm", "1:1.0-1 2.0-1\n", ">\n"),
        ("pypi", "1.0 1.0.0\n", "=\n"),
        ("pep440", "1.0rc1 1.0\n", "<\n"),
    ];
    for (scheme, lines, answers) in rows {
        assert_eq!(
            compare_by("--scheme", scheme, lines),
            (Some(0), answers.to_owned()),
            "{scheme}"
        );
    }
    assert_eq!(compare_by("--scheme", "no such scheme", "1 2\n").0, Some(2));
    let both = ["vulns", "compare", "--scheme", "npm", "--ecosystem", "npm"];
    assert_eq!(run(&both).status.code(), Some(64));
    assert_eq!(run(&["vulns", "compare"]).status.code(), Some(64));
}

#[test]
fn native_notations_are_read() {
    let rows = [
        ("npm", "^1.2.3 || ~2.0", "1.9.0", Some(0)),
        ("npm", "^1.2.3", "1.9.0-rc.1", Some(1)),
        ("npm", "^1.2.3", "tip", Some(2)),
        ("npm-advisory", "^1.2.3", "1.9.0-rc.1", Some(0)),
        ("pypi", "~=1.4.2, !=1.4.5", "1.4.5", Some(1)),
        ("pypi", "~=1.4.2", "1.4.9", Some(0)),
        ("maven", "(,1.0],[1.2,)", "1.2.1", Some(0)),
        ("gem", "~> 2.0.8", "2.1", Some(1)),
        ("composer", "^0.3", "0.3.9", Some(0)),
        ("nuget", "[1.0.0, 2.0.0)", "2.0.0-beta", Some(0)),
        ("go", ">=v1.0.0 <v1.2.3", "v1.2.3", Some(1)),
        ("conan", "~2.5.1", "2.5.9", Some(0)),
        ("openssl", "1.0.1b, 3.0.0", "3.0.0", Some(0)),
        ("nginx", "1.5.0+, 1.4.1+", "1.4.0", Some(1)),
        ("no such notation", "1", "1", Some(2)),
        ("pypi", "1.0", "1.0", Some(2)),
    ];
    for (notation, range, version, code) in rows {
        let output = run(&["vulns", "in-range", "--notation", notation, range, version]);
        assert_eq!(output.status.code(), code, "{notation} {range} {version}");
    }
}
