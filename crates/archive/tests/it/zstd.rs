//! Zstandard. Frames are made by the encoder of the crate that reads them, or byte by byte from RFC 8878.

use std::io::{self, Read};

use portcullis_archive::{Limits, limit_hit, zstd};
use portcullis_findings::Budget;

use crate::build::{causes, read_tar, tar_of, zstd_of};

fn read(bytes: &[u8], limits: &Limits) -> (Vec<u8>, io::Result<()>) {
    let mut out = Vec::new();
    let end = zstd::reader(bytes, limits, &Budget::unlimited()).read_to_end(&mut out);
    (out, end.map(|_| ()))
}

/// A frame with a window of `1 << log` bytes and these blocks: (kind, size, content); 0 is raw, 1 repeats one byte.
fn frame(log: u8, blocks: &[(u32, u32, &[u8])]) -> Vec<u8> {
    // No content size, no checksum, no dictionary (3.1.1.1.1); the exponent of the window (3.1.1.1.2).
    let mut bytes = vec![0x28, 0xb5, 0x2f, 0xfd, 0, (log - 10) << 3];
    for (index, (kind, size, content)) in blocks.iter().enumerate() {
        let last = u32::from(index + 1 == blocks.len());
        bytes.extend_from_slice(&(last | kind << 1 | size << 3).to_le_bytes()[..3]);
        bytes.extend_from_slice(content);
    }
    bytes
}

fn skippable(content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0x5a, 0x2a, 0x4d, 0x18];
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
    bytes
}

#[test]
fn all_frames_are_read_and_skippable_ones_passed_over() {
    let text: Vec<u8> = (0..300_000_u32)
        .flat_map(|number| (number / 7).to_le_bytes())
        .collect();
    let mut bytes = skippable(b"not for us");
    bytes.extend(zstd_of(&text));
    bytes.extend(frame(10, &[(0, 3, b"one"), (1, 1000, b"x")]));
    bytes.extend(skippable(b""));
    bytes.extend(frame(10, &[(0, 0, b"")]));
    let (out, end) = read(&bytes, &Limits::default());
    end.unwrap();
    assert_eq!(out, [&text[..], b"one", &[b'x'; 1000]].concat());
}

#[test]
fn a_tar_in_zstd_is_read() {
    let tar = tar_of(&[("a", b"one"), ("b/c", b"two")]);
    let packed = zstd_of(&tar);
    let reader = zstd::reader(&packed[..], &Limits::default(), &Budget::unlimited());
    assert_eq!(
        read_tar(reader, &Limits::default()).unwrap(),
        read_tar(&tar[..], &Limits::default()).unwrap()
    );
}

#[test]
fn a_bomb_ends_at_the_ratio_with_what_was_read() {
    // 128 KiB from four bytes: the most that a block can be.
    let blocks = vec![(1, 128 << 10, &b"x"[..]); 64];
    let bytes = frame(17, &blocks);
    let limits = Limits::default();
    let (out, end) = read(&bytes, &limits);
    assert_eq!(
        limit_hit(&end.unwrap_err()).map(|hit| hit.allowed),
        Some(limits.ratio)
    );
    assert_eq!(out.len() as u64, limits.ratio_floor);
}

#[test]
fn a_limit_within_a_tar_is_a_gap() {
    let tar = tar_of(&[("a", b"one"), ("bomb", &vec![b'x'; 16 << 20])]);
    let packed = zstd_of(&tar);
    let reader = zstd::reader(&packed[..], &Limits::default(), &Budget::unlimited());
    let (files, summary) = read_tar(reader, &Limits::default()).unwrap();
    assert_eq!(files.first(), Some(&("a".to_owned(), b"one".to_vec())));
    assert!(
        summary.gaps.iter().any(|gap| gap.limit.is_some()),
        "{:?}",
        causes(&summary)
    );
}

#[test]
fn a_frame_that_wants_more_memory_than_allowed_is_refused() {
    let limits = Limits::default();
    let (out, end) = read(&frame(27, &[(0, 3, b"one")]), &limits);
    assert_eq!((out, end.is_ok()), (b"one".to_vec(), true));
    for log in [28, 41] {
        let (out, end) = read(&frame(log, &[(0, 3, b"one")]), &limits);
        assert_eq!(out, b"");
        assert_eq!(
            limit_hit(&end.unwrap_err()).map(|hit| hit.allowed),
            Some(limits.window_bytes)
        );
    }
}

#[test]
fn the_total_is_exact() {
    for (allowed, fits) in [(5, true), (4, false)] {
        let mut limits = Limits::default();
        limits.total_bytes = allowed;
        let (out, end) = read(&zstd_of(b"12345"), &limits);
        assert_eq!((out.len() as u64, end.is_ok()), (allowed, fits));
    }
}

#[test]
fn every_truncation_is_an_error_that_is_no_limit() {
    let text: Vec<u8> = (0..2000_u32)
        .flat_map(|number| (number / 3).to_le_bytes())
        .collect();
    let bytes = zstd_of(&text);
    for length in 0..bytes.len() {
        let (out, end) = read(&bytes[..length], &Limits::default());
        assert!(text.starts_with(&out));
        assert_eq!(limit_hit(&end.unwrap_err()), None, "{length}");
    }
}

#[test]
fn damage_is_an_error_and_garbage_behind_the_last_frame_too() {
    let sound = zstd_of(b"some text that is long enough to be worth it");
    // The last four bytes are the checksum of the content.
    let mut bytes = sound.clone();
    *bytes.last_mut().unwrap() ^= 1;
    let (_, end) = read(&bytes, &Limits::default());
    assert_eq!(end.unwrap_err().kind(), io::ErrorKind::InvalidData);
    let (out, end) = read(&[&sound[..], b"garbage"].concat(), &Limits::default());
    assert_eq!(out, b"some text that is long enough to be worth it");
    assert_eq!(end.unwrap_err().kind(), io::ErrorKind::InvalidData);
    // Block kind 3 is reserved (3.1.1.2.2), and this frame asks for a dictionary (3.1.1.1.3).
    for bytes in [
        frame(10, &[(3, 1, b"x")]),
        vec![0x28, 0xb5, 0x2f, 0xfd, 1, 0, 9, 1, 0, 0],
    ] {
        let (_, end) = read(&bytes, &Limits::default());
        assert_eq!(end.unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}

#[test]
fn an_error_of_the_input_is_passed_on() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let sound = zstd_of(b"some text");
    for length in [0, 2, 7] {
        let input = sound[..length].chain(Broken);
        let end = zstd::reader(input, &Limits::default(), &Budget::unlimited()).read_to_end(&mut Vec::new());
        assert_eq!(
            end.unwrap_err().kind(),
            io::ErrorKind::ConnectionReset,
            "{length}"
        );
    }
}
