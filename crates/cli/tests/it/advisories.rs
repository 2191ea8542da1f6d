//! Compiled indexes, and matching without a policy, on the command line.

use crate::support::{Folder, root, run, text};

fn built(folder: &Folder, name: &str, more: &[&str]) -> String {
    let index = folder.path(name);
    let mut args = vec!["vulns", "build", "examples/advisories", "--out", &index, "-q"];
    args.extend(more);
    let output = run(&args);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    index
}

fn matched(advisories: &str, more: &[&str]) -> (Option<i32>, String) {
    let mut args = vec![
        "vulns",
        "match",
        "examples/storefront",
        "--advisories",
        advisories,
        "--at",
        "2026-11-01",
        "-q",
    ];
    args.extend(more);
    let output = run(&args);
    (output.status.code(), text(&output.stdout))
}

#[test]
fn an_index_answers_as_the_records_it_was_compiled_of() {
    let folder = Folder::new();
    let index = built(&folder, "a.idx", &[]);
    // Without the README beside them, of which only those who read the folder can tell.
    let records = Folder::new();
    for entry in std::fs::read_dir(root().join("examples/advisories")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "json") {
            records.write(
                path.file_name().unwrap().to_str().unwrap(),
                &std::fs::read(&path).unwrap(),
            );
        }
    }
    for format in ["text", "json", "sarif"] {
        let of_records = matched(&records.path(""), &["--plan", "--format", format]);
        assert_eq!(
            matched(&index, &["--plan", "--format", format]),
            of_records,
            "{format}"
        );
        assert_eq!(of_records.0, Some(1), "{format}");
    }
}

#[test]
fn the_same_records_compile_to_the_same_bytes() {
    let folder = Folder::new();
    built(&folder, "a.idx", &["--details"]);
    built(&folder, "b.idx", &["--details"]);
    assert!(folder.read("a.idx") == folder.read("b.idx"));
    assert!(folder.read("a.details") == folder.read("b.details"));
}

#[test]
fn an_index_tells_what_it_holds_and_where_it_came_from() {
    let folder = Folder::new();
    let index = built(
        &folder,
        "a.idx",
        &[
            "--name",
            "Examples",
            "--snapshot",
            "2026-11-01",
            "--licence",
            "CC0-1.0",
            "--at",
            "2026-11-02",
        ],
    );
    let output = run(&["vulns", "info", &index, "--verify", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let records = std::fs::read_dir(root().join("examples/advisories")).unwrap();
    let json = |entry: &std::fs::DirEntry| entry.path().extension().is_some_and(|end| end == "json");
    let records = records.filter(|entry| json(entry.as_ref().unwrap())).count();
    assert_eq!(told["advisories"], records);
    assert_eq!(told["verified"], true);
    assert_eq!(told["files"][0]["built"], "2026-11-02T00:00:00Z");
    let source = &told["files"][0]["sources"][0];
    assert_eq!(
        (&source["name"], &source["licence"]),
        (&"Examples".into(), &"CC0-1.0".into())
    );
}

#[test]
fn a_delta_removes_what_it_names_and_belongs_to_one_base() {
    let folder = Folder::new();
    let index = built(&folder, "a.idx", &[]);
    let record = folder.write(
        "X-1.json",
        br#"{"id": "X-1", "modified": "2026-01-01T00:00:00Z",
            "affected": [{"package": {"ecosystem": "npm", "name": "left"}, "versions": ["1.0.0"]}]}"#,
    );
    let sources = Folder::new();
    std::fs::rename(&record, sources.path("X-1.json")).unwrap();
    let delta = folder.path("a.1.idx");
    let removed = "GHSA-2p57-rm9w-gvfp";
    let output = run(&[
        "vulns",
        "build",
        &sources.path(""),
        "--out",
        &delta,
        "--delta-of",
        &index,
        "--remove",
        removed,
        "-q",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let count = |args: &[&str]| -> u64 {
        let output = run(&[&["vulns", "info", "--format", "json"], args].concat());
        let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        told["advisories"].as_u64().unwrap()
    };
    assert_eq!(count(&[&index, &delta]), count(&[&index]));
    let other = folder.path("other.idx");
    let output = run(&["vulns", "build", &sources.path(""), "--out", &other, "-q"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(run(&["vulns", "info", &other, &delta]).status.code(), Some(2));
}

#[test]
fn a_damaged_index_is_an_error_and_never_an_answer() {
    let folder = Folder::new();
    let index = built(&folder, "a.idx", &[]);
    let mut bytes = folder.read("a.idx");
    let end = bytes.len() - 9;
    bytes[end] ^= 1;
    folder.write("a.idx", &bytes);
    assert_eq!(run(&["vulns", "info", &index, "--verify"]).status.code(), Some(2));
    folder.write("a.idx", &bytes[..bytes.len() / 2]);
    assert_eq!(matched(&index, &[]).0, Some(2));
}

#[test]
fn a_record_that_is_set_aside_is_told_by_the_exit_code() {
    let sources = Folder::new();
    sources.write("a.json", b"{");
    let folder = Folder::new();
    let index = folder.path("a.idx");
    let args = ["vulns", "build", &sources.path(""), "--out", &index, "-q"];
    let output = run(&args);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("a.json"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(
        run(&[&args[..], &["--forgiving"]].concat()).status.code(),
        Some(0)
    );
}

#[test]
fn a_package_and_an_advisory_are_explained() {
    let folder = Folder::new();
    let index = built(&folder, "a.idx", &["--details"]);
    let id = "GHSA-2p57-rm9w-gvfp";
    let output = run(&["vulns", "explain", id, "--advisories", &index, "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(told.starts_with(id) && told.contains("package"), "{told}");
    let package = told
        .lines()
        .find_map(|line| line.trim().strip_prefix("package").map(str::trim))
        .unwrap();
    let (ecosystem, name) = package.split_once(' ').unwrap();
    assert_eq!(ecosystem, "npm");
    let purl = format!("pkg:npm/{name}@0.0.1");
    let output = run(&["vulns", "explain", &purl, "--advisories", &index, "-q"]);
    assert!(text(&output.stdout).contains(id), "{}", text(&output.stdout));
    let output = run(&["vulns", "explain", "no-such-id", "--advisories", &index, "-q"]);
    assert_eq!(output.status.code(), Some(2));
}
