//! Tar.

use std::io::Read;
use std::ops::ControlFlow;

use portcullis_archive::{ArchiveError, Format, Limits};
use portcullis_findings::Budget;
use tar::EntryType;

use crate::build::{causes, gzip_of, header, read_tar, tar_of};

#[test]
fn files_come_in_order() {
    let bytes = tar_of(&[("b/x.txt", b"two"), ("dir/", b""), ("a.txt", b"one")]);
    let (files, summary) = read_tar(&bytes[..], &Limits::default()).unwrap();
    assert_eq!(
        files,
        [
            ("b/x.txt".to_owned(), b"two".to_vec()),
            ("a.txt".to_owned(), b"one".to_vec())
        ]
    );
    assert_eq!((summary.entries, summary.gaps), (2, vec![]));
}

#[test]
fn names_that_leave_the_archive_are_gaps() {
    let bytes = tar_of(&[
        ("../a", b"1"),
        ("/b", b"2"),
        ("c\\d", b"3"),
        ("ok", b"4"),
        ("./ok", b"5"),
    ]);
    let (files, summary) = read_tar(&bytes[..], &Limits::default()).unwrap();
    assert_eq!(files, [("ok".to_owned(), b"4".to_vec())]);
    for (cause, expected) in causes(&summary)
        .iter()
        .zip(["`..`", "absolute", "backslash", "same name"])
    {
        assert!(cause.contains(expected), "{cause}");
    }
    assert_eq!(summary.gaps.len(), 4);
}

#[test]
fn links_and_devices_are_gaps() {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, kind) in [
        ("l", EntryType::Symlink),
        ("h", EntryType::Link),
        ("d", EntryType::Char),
        ("s", EntryType::GNUSparse),
    ] {
        let mut header = header(name, 0, kind);
        header.as_gnu_mut().unwrap().realsize = *b"00000000000\0";
        header.set_cksum();
        builder.append(&header, &b""[..]).unwrap();
    }
    builder
        .append(&header("f", 1, EntryType::Regular), &b"x"[..])
        .unwrap();
    let bytes = builder.into_inner().unwrap();
    let (files, summary) = read_tar(&bytes[..], &Limits::default()).unwrap();
    assert_eq!(files.len(), 1);
    let causes = causes(&summary);
    for (cause, expected) in causes
        .iter()
        .zip(["l: a symbolic", "h: a hard", "d: a device", "s: a sparse"])
    {
        assert!(cause.starts_with(expected), "{cause}");
    }
    assert_eq!(causes.len(), 4);
}

#[test]
fn a_long_name_is_read_and_an_endless_one_is_not() {
    let name = "d/".repeat(150) + "f";
    let mut builder = tar::Builder::new(Vec::new());
    let mut entry = header("x", 1, EntryType::Regular);
    builder.append_data(&mut entry, &name, &b"x"[..]).unwrap();
    let bytes = builder.into_inner().unwrap();
    let (files, _) = read_tar(&bytes[..], &Limits::default()).unwrap();
    assert_eq!(files[0].0, name);

    let endless = vec![b'a'; 2 << 20];
    let mut builder = tar::Builder::new(Vec::new());
    builder
        .append(&header("first", 0, EntryType::Regular), &b""[..])
        .unwrap();
    builder
        .append(
            &header("././@LongLink", endless.len() as u64, EntryType::GNULongName),
            &endless[..],
        )
        .unwrap();
    builder
        .append(&header("x", 0, EntryType::Regular), &b""[..])
        .unwrap();
    let bytes = builder.into_inner().unwrap();
    let (files, summary) = read_tar(&bytes[..], &Limits::default()).unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(
        summary.gaps[0].limit.map(|limit| limit.what),
        Some("bytes of the headers of one entry")
    );
    assert_eq!(summary.gaps[0].limit.map(|limit| limit.allowed), Some(1 << 20));
}

#[test]
fn what_the_visitor_leaves_is_skipped_and_counted() {
    let big = vec![b'x'; 100_000];
    let bytes = tar_of(&[("big", &big), ("small", b"s")]);
    let mut names = Vec::new();
    let mut visit = |entry: portcullis_archive::Entry, _: &mut dyn Read| {
        names.push(entry.label.to_string());
        ControlFlow::Continue(())
    };
    let summary =
        portcullis_archive::tar::read(&bytes[..], &Limits::default(), &Budget::unlimited(), &mut visit)
            .unwrap();
    assert_eq!(summary.gaps, []);
    let mut limits = Limits::default();
    limits.total_bytes = 50_000;
    let summary =
        portcullis_archive::tar::read(&bytes[..], &limits, &Budget::unlimited(), &mut visit).unwrap();
    assert_eq!(summary.gaps[0].limit.map(|limit| limit.allowed), Some(50_000));
    assert_eq!(names, ["big", "small", "big"]);
}

#[test]
fn a_missing_end_is_a_gap() {
    let bytes = tar_of(&[("a", b"one")]);
    let (files, summary) = read_tar(&bytes[..1024], &Limits::default()).unwrap();
    assert_eq!(files.len(), 1);
    assert!(summary.gaps[0].cause.contains("end mark"));
    let (files, summary) = read_tar(&bytes[..514], &Limits::default()).unwrap();
    assert_eq!(files[0].1, b"on");
    assert!(
        summary.gaps[0].cause.contains("2 bytes where 3"),
        "{:?}",
        summary.gaps
    );
}

#[test]
fn what_is_no_tar_is_refused() {
    let malformed = ArchiveError::Malformed {
        format: Format::Tar,
        byte: 0,
    };
    assert_eq!(
        read_tar(&[b'x'; 2000][..], &Limits::default()).unwrap_err(),
        malformed
    );
    assert_eq!(read_tar(&b""[..], &Limits::default()).unwrap_err(), malformed);
    assert_eq!(
        read_tar(&b"short"[..], &Limits::default()).unwrap_err(),
        malformed
    );
}

#[test]
fn a_limit_of_the_gzip_below_is_told() {
    let bytes = gzip_of(&tar_of(&[("a", b"one"), ("zeros", &vec![0; 16 << 20])]));
    let limits = Limits::default();
    let budget = Budget::unlimited();
    let (files, summary) = read_tar(
        portcullis_archive::gzip::reader(&bytes[..], &limits, &budget),
        &limits,
    )
    .unwrap();
    assert_eq!(files[0].1, b"one");
    let limit = summary.gaps[0].limit.unwrap();
    assert_eq!(limit.what, "times the compressed size of a gzip stream");
}
