//! Gzip.

use std::io::Read;

use portcullis_archive::{Limits, gzip, limit_hit};
use portcullis_findings::Budget;

use crate::build::gzip_of;

#[test]
fn all_members_are_read() {
    let mut bytes = gzip_of(b"one ");
    bytes.extend(gzip_of(b"two"));
    let mut text = String::new();
    gzip::reader(&bytes[..], &Limits::default(), &Budget::unlimited())
        .read_to_string(&mut text)
        .unwrap();
    assert_eq!(text, "one two");
}

#[test]
fn a_bomb_ends_at_the_ratio_with_what_was_read() {
    let bytes = gzip_of(&vec![0; 16 << 20]);
    let limits = Limits::default();
    let mut reader = gzip::reader(&bytes[..], &limits, &Budget::unlimited());
    let mut out = Vec::new();
    let error = reader.read_to_end(&mut out).unwrap_err();
    assert_eq!(limit_hit(&error).map(|hit| hit.allowed), Some(limits.ratio));
    assert_eq!(reader.hit(), limit_hit(&error));
    assert_eq!(
        out.len() as u64,
        (bytes.len() as u64 * limits.ratio).max(limits.ratio_floor)
    );
}

#[test]
fn the_total_is_exact() {
    let bytes = gzip_of(b"12345");
    for (allowed, fits) in [(5, true), (4, false)] {
        let mut limits = Limits::default();
        limits.total_bytes = allowed;
        let mut out = Vec::new();
        let result = gzip::reader(&bytes[..], &limits, &Budget::unlimited()).read_to_end(&mut out);
        assert_eq!(result.is_ok(), fits);
        assert_eq!(out.len() as u64, allowed);
    }
}

#[test]
fn a_truncated_stream_is_an_error_that_is_no_limit() {
    let bytes = gzip_of(b"some text that is long enough");
    let mut out = Vec::new();
    let error = gzip::reader(
        &bytes[..bytes.len() - 4],
        &Limits::default(),
        &Budget::unlimited(),
    )
    .read_to_end(&mut out)
    .unwrap_err();
    assert_eq!(limit_hit(&error), None);
}
