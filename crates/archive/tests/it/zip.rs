//! Zip.

use std::io::Read;
use std::ops::ControlFlow;

use portcullis_archive::{ArchiveError, Format, Limits};
use portcullis_findings::Budget;
use zip::CompressionMethod::{Deflated, Stored};

use crate::build::{causes, read_zip, zip_of};

#[test]
fn files_come_in_the_order_of_the_directory() {
    for method in [Stored, Deflated] {
        let bytes = zip_of(&[("b/x.txt", b"two"), ("dir/", b""), ("a.txt", b"one")], method);
        let (files, summary) = read_zip(&bytes, &Limits::default()).unwrap();
        assert_eq!(
            files,
            [
                ("b/x.txt".to_owned(), b"two".to_vec()),
                ("a.txt".to_owned(), b"one".to_vec())
            ]
        );
        assert_eq!((summary.entries, summary.gaps), (2, vec![]));
    }
}

#[test]
fn names_that_leave_the_archive_are_gaps() {
    let bytes = zip_of(
        &[
            ("../a", b"1"),
            ("/b", b"2"),
            ("c\\d", b"3"),
            ("ok", b"4"),
            ("./ok", b"5"),
        ],
        Stored,
    );
    let (files, summary) = read_zip(&bytes, &Limits::default()).unwrap();
    assert_eq!(files, [("ok".to_owned(), b"4".to_vec())]);
    let causes = causes(&summary);
    assert_eq!(causes.len(), 4);
    for (cause, expected) in causes.iter().zip(["`..`", "absolute", "backslash", "same name"]) {
        assert!(cause.contains(expected), "{cause}");
    }
}

#[test]
fn an_encrypted_entry_and_an_unknown_method_are_gaps() {
    let mut bytes = zip_of(&[("a", b"one"), ("b", b"two"), ("c", b"three")], Stored);
    let mut directory: Vec<_> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| window == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect();
    let (second, first) = (directory.remove(1), directory.remove(0));
    // APPNOTE 4.3.12: general purpose flags at 8, compression method at 10.
    bytes[first + 8] |= 1;
    bytes[second + 10] = 12;
    let (files, summary) = read_zip(&bytes, &Limits::default()).unwrap();
    assert_eq!(files.len(), 1);
    let causes = causes(&summary);
    assert!(
        causes[0].starts_with("a: ") && causes[0].contains("encrypted"),
        "{causes:?}"
    );
    assert!(
        causes[1].starts_with("b: ") && causes[1].contains("method"),
        "{causes:?}"
    );
}

#[test]
fn a_bomb_ends_at_the_ratio() {
    let bytes = zip_of(&[("bomb", &vec![0; 8 << 20]), ("after", b"still read")], Deflated);
    let limits = Limits::default();
    let (files, summary) = read_zip(&bytes, &limits).unwrap();
    assert_eq!(files[0].1.len() as u64, limits.ratio_floor);
    assert_eq!(files[1].1, b"still read");
    let limit = summary.gaps[0].limit.unwrap();
    assert_eq!(
        (limit.what, limit.allowed),
        ("times the compressed size of an entry", 200)
    );
}

#[test]
fn a_bomb_in_a_bomb_ends_at_a_limit_on_each_level() {
    let inner = zip_of(&[("zeros", &vec![0; 32 << 20])], Deflated);
    let outer = zip_of(&[("inner.zip", &inner)], Deflated);
    let (files, summary) = read_zip(&outer, &Limits::default()).unwrap();
    assert_eq!(summary.gaps, []);
    let (files, summary) = read_zip(&files[0].1, &Limits::default()).unwrap();
    assert!(files[0].1.len() <= inner.len() * 200);
    assert_eq!(summary.gaps.len(), 1);
    assert!(summary.gaps[0].limit.is_some());
}

#[test]
fn too_many_entries_end_in_the_limit() {
    let names: Vec<_> = (0..100_000).map(|at| format!("{at}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let bytes = zip_of(&files, Stored);
    let (files, summary) = read_zip(&bytes, &Limits::default()).unwrap();
    assert_eq!(files.len(), 65_536);
    assert_eq!(summary.gaps.len(), 1);
    assert_eq!(summary.gaps[0].limit.map(|limit| limit.allowed), Some(65_536));
}

#[test]
fn the_total_ends_the_archive_and_says_so() {
    let limits = {
        let mut limits = Limits::default();
        limits.total_bytes = 5;
        limits
    };
    let bytes = zip_of(&[("a", b"123"), ("b", b"456"), ("c", b"789")], Stored);
    let (files, summary) = read_zip(&bytes, &limits).unwrap();
    assert_eq!(
        files,
        [
            ("a".to_owned(), b"123".to_vec()),
            ("b".to_owned(), b"45".to_vec())
        ]
    );
    assert_eq!(summary.gaps[0].limit.map(|limit| limit.allowed), Some(5));
    assert!(summary.gaps[1].cause.contains("further entries"));
}

#[test]
fn the_budget_and_its_flag_are_heeded() {
    let bytes = zip_of(&[("a", b"123"), ("b", b"456")], Stored);
    let budget = Budget::new(u64::MAX, 1);
    let mut seen = 0;
    let mut count = |_, _: &mut dyn Read| {
        seen += 1;
        ControlFlow::Continue(())
    };
    let summary = portcullis_archive::zip::read(
        std::io::Cursor::new(&bytes),
        &Limits::default(),
        &budget,
        &mut count,
    )
    .unwrap();
    assert_eq!(summary.gaps[0].limit.map(|limit| limit.what), Some("items"));
    let budget = Budget::unlimited();
    budget.cancel();
    let summary = portcullis_archive::zip::read(
        std::io::Cursor::new(&bytes),
        &Limits::default(),
        &budget,
        &mut count,
    )
    .unwrap();
    assert!(summary.gaps[0].cause.contains("cancelled"));
    assert_eq!(seen, 1);
}

#[test]
fn a_wrong_checksum_is_a_gap() {
    let mut bytes = zip_of(&[("a", b"content")], Stored);
    let at = bytes.windows(7).position(|window| window == b"content").unwrap();
    bytes[at] ^= 1;
    let (_, summary) = read_zip(&bytes, &Limits::default()).unwrap();
    assert!(summary.gaps[0].cause.contains("damaged"), "{:?}", summary.gaps);
}

#[test]
fn what_is_no_zip_is_refused_with_its_length() {
    let error = read_zip(b"no archive at all", &Limits::default()).unwrap_err();
    assert_eq!(
        error,
        ArchiveError::Malformed {
            format: Format::Zip,
            byte: 17
        }
    );
    assert!(read_zip(b"", &Limits::default()).is_err());
}

#[test]
fn what_header_and_directory_say_differently_is_a_gap() {
    let mut bytes = zip_of(&[("Cargo.lock", b"content"), ("b", b"")], Stored);
    bytes[30] = b'c';
    let (files, summary) = read_zip(&bytes, &Limits::default()).unwrap();
    assert_eq!(files.len(), 2);
    assert!(summary.gaps[0].cause.contains("otherwise"), "{:?}", summary.gaps);
}

#[test]
fn an_end_that_counts_too_few_is_a_gap() {
    for count in [0, 1] {
        let mut bytes = zip_of(&[("a", b"1"), ("b", b"2")], Stored);
        let end = bytes.len() - 22;
        // APPNOTE 4.3.16: entries on this disk at 8, in all at 10.
        bytes[end + 8] = count;
        bytes[end + 10] = count;
        let (files, summary) = read_zip(&bytes, &Limits::default()).unwrap();
        assert_eq!(files.len(), usize::from(count));
        assert!(
            summary.gaps[0].cause.contains("more entries"),
            "{:?}",
            summary.gaps
        );
    }
}

#[test]
fn an_empty_archive_has_no_gap() {
    let (files, summary) = read_zip(&zip_of(&[], Stored), &Limits::default()).unwrap();
    assert_eq!((files.len(), summary.gaps), (0, vec![]));
}
