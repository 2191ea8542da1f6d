//! `vulns update` against a server on this machine. What servers can do wrong is tested where it is dealt with.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use crate::support::{Folder, run, text};

/// Serves one archive of one record for `PyPI` and nothing else, as long as the test runs. Gives its base address.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("X-1.json", zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(br#"{"id":"X-1","modified":"2026-01-31T00:00:00Z"}"#)
        .unwrap();
    let archive = zip.finish().unwrap().into_inner();
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let mut connection = connection.unwrap();
            let mut lines = BufReader::new(&connection)
                .lines()
                .map_while(Result::ok)
                .take_while(|line| !line.is_empty());
            let first = lines.next().unwrap_or_default();
            let unchanged = lines.filter(|line| line == "if-none-match: \"a\"").count() > 0;
            let (status, body) = match (first.contains("/PyPI/all.zip"), unchanged) {
                (true, true) => (304, &[][..]),
                (true, false) => (200, &archive[..]),
                (false, _) => (404, &[][..]),
            };
            let length = if status == 304 {
                String::new()
            } else {
                format!("content-length: {}\r\n", body.len())
            };
            let head = format!("HTTP/1.1 {status} X\r\nconnection: close\r\netag: \"a\"\r\n{length}\r\n");
            let _ = connection
                .write_all(head.as_bytes())
                .and_then(|()| connection.write_all(body));
        }
    });
    base
}

#[test]
fn what_came_of_each_ecosystem_is_a_row() {
    let (base, folder) = (serve(), Folder::new());
    let to = folder.path("advisories");
    let update = |names: &[&str], more: &[&str]| {
        let mut args = vec!["vulns", "update", "--to", &to, "--from", &base];
        for name in names {
            args.extend(["--ecosystem", name]);
        }
        args.extend(more);
        let output = run(&args);
        (
            output.status.code(),
            text(&output.stdout).replace(&base, "<base>"),
        )
    };
    let first = update(&["PyPI"], &[]);
    let second = update(&["PyPI", "Red Hat"], &[]);
    insta::assert_snapshot!(format!(
        "{:?}\n{}\n{:?}\n{}",
        first.0, first.1, second.0, second.1
    ));
    let (code, json) = update(&["PyPI"], &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &json["complete"]), (Some(0), &true.into()));
    let archive = &json["ecosystems"][0];
    assert_eq!(archive["archive"], "unchanged");
    assert_eq!(
        (&archive["records"], &archive["received"]),
        (&1.into(), &0.into())
    );
}

#[test]
fn what_cannot_be_asked_for_is_told_before_anything_is_done() {
    let folder = Folder::new();
    let to = folder.path("advisories");
    let rows: [(&[&str], i32); 5] = [
        (&[], 64),
        (&["--all", "--ecosystem", "PyPI"], 64),
        (&["--all", "--from", "mirror.example"], 64),
        (&["--all", "--from", "http://mirror.example"], 2),
        (&["--ecosystem", "PyPI", "--digests", "/nowhere"], 2),
    ];
    for (more, code) in rows {
        let mut args = vec!["vulns", "update", "--to", &to];
        args.extend(more);
        let output = run(&args);
        assert_eq!(output.status.code(), Some(code), "{more:?}");
        assert!(!output.stderr.is_empty());
        assert!(!std::path::Path::new(&to).exists());
    }
}

#[test]
fn an_index_is_compiled_of_what_arrived_and_can_be_asked() {
    let (base, folder) = (serve(), Folder::new());
    let (to, index) = (folder.path("advisories"), folder.path("a.idx"));
    let update = |names: &[&str], more: &[&str]| {
        let mut args = vec!["vulns", "update", "--to", &to, "--from", &base, "--index", &index];
        for name in names {
            args.extend(["--ecosystem", name]);
        }
        args.extend(more);
        let output = run(&args);
        let printed = text(&output.stdout).replace(&index, "<index>");
        (output.status.code(), printed.replace(&base, "<base>"))
    };
    let (code, printed) = update(&["PyPI"], &["--at", "2026-02-01T00:00:00Z"]);
    assert_eq!(code, Some(0), "{printed}");
    let line = printed.lines().last().unwrap().to_owned();
    assert_eq!(
        line,
        "index <index>: new, 1 advisories, 0.0 MB, of 2026-02-01T00:00:00Z"
    );
    let info = text(&run(&["vulns", "info", &index, "--verify"]).stdout);
    assert!(info.contains("from      PyPI, snapshot sha256:"), "{info}");
    let (code, json) = update(&["PyPI"], &["--at", "2026-02-01T01:00:00Z", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, &json["index"]["index"]), (Some(0), &"unchanged".into()));
    let before = folder.read("a.idx");
    let (code, printed) = update(&["PyPI", "Red Hat"], &["--at", "2026-03-01T01:00:00Z"]);
    assert_eq!(code, Some(2));
    assert!(printed.ends_with("index <index>: left as it was\n"), "{printed}");
    assert_eq!(folder.read("a.idx"), before);
    let refused = run(&["vulns", "update", "--to", &to, "--all", "--at", "2026-02-01"]);
    assert_eq!(refused.status.code(), Some(64));
}
