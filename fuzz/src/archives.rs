//! Archives.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use portcullis_archive::{ArchiveError, Limits, Summary, gzip, limit_hit, tar, zstd as zstds};
use portcullis_findings::{Budget, Label, LimitHit};

type Visit<'v> = &'v mut dyn FnMut(portcullis_archive::Entry, &mut dyn Read) -> ControlFlow<()>;

/// A zip: the same entries twice, no name that leaves the archive, nothing beyond the limits.
pub fn zip(data: &[u8]) {
    archive(&limits(), &|limits, visit| {
        portcullis_archive::zip::read(Cursor::new(data), limits, &Budget::unlimited(), visit)
    });
}

/// A tar: as a zip.
pub fn tar(data: &[u8]) {
    archive(&limits(), &|limits, visit| {
        tar::read(data, limits, &Budget::unlimited(), visit)
    });
}

/// A sound gzip stream gives the same bytes however it is read, a damaged one fails however it is read, and there is no more
/// than the limits allow.
pub fn gzip(data: &[u8]) {
    let limits = limits();
    let (whole, end) = inflate(data, &limits, 64 * 1024);
    let (pieces, other_end) = inflate(data, &limits, 7);
    assert_eq!(end, other_end);
    // The decoder looks ahead as far as its buffer reaches, so how much comes before the damage differs.
    assert!(
        whole == pieces || end == End::Damaged && (whole.starts_with(&pieces) || pieces.starts_with(&whole))
    );
    let allowed = (data.len() as u64 * limits.ratio)
        .max(limits.ratio_floor)
        .min(limits.total_bytes);
    assert!(whole.len() as u64 <= allowed, "{} of {allowed}", whole.len());
    // The same through the reader of a tar.
    archive(&limits, &|limits, visit| {
        let budget = Budget::unlimited();
        tar::read(gzip::reader(data, limits, &budget), limits, &budget, visit)
    });
}

/// A zstd stream gives the same bytes and the same end however it is read, and there is no more than the limits allow.
pub fn zstd(data: &[u8]) {
    let limits = limits();
    let reader = || zstds::reader(data, &limits, &Budget::unlimited());
    let whole = drain(reader(), 64 * 1024, zstds::ZstdReader::hit);
    assert_eq!(whole, drain(reader(), 7, zstds::ZstdReader::hit));
    let allowed = (data.len() as u64 * limits.ratio)
        .max(limits.ratio_floor)
        .min(limits.total_bytes);
    assert!(whole.0.len() as u64 <= allowed, "{} of {allowed}", whole.0.len());
    // The same through the reader of a tar.
    archive(&limits, &|limits, visit| {
        let budget = Budget::unlimited();
        tar::read(zstds::reader(data, limits, &budget), limits, &budget, visit)
    });
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    (limits.entries, limits.entry_bytes, limits.total_bytes) = (64, 64 * 1024, 256 * 1024);
    (limits.ratio_floor, limits.name_bytes, limits.header_bytes) = (16 * 1024, 256, 4 * 1024);
    limits.window_bytes = 1 << 20;
    limits
}

fn archive(limits: &Limits, read: &dyn Fn(&Limits, Visit<'_>) -> Result<Summary, ArchiveError>) {
    let run = || {
        let mut entries: Vec<(Label, u64, Vec<u8>)> = Vec::new();
        let summary = read(limits, &mut |entry, content| {
            let mut bytes = Vec::new();
            let _ = content.read_to_end(&mut bytes);
            entries.push((entry.label, entry.size, bytes));
            ControlFlow::Continue(())
        });
        (summary, entries)
    };
    let (summary, entries) = run();
    assert_eq!((summary.clone(), entries.clone()), run());
    let Ok(summary) = summary else {
        assert!(entries.is_empty());
        return;
    };
    assert_eq!(summary.entries, entries.len() as u64);
    assert!(summary.entries <= limits.entries);
    let total: usize = entries.iter().map(|(_, _, bytes)| bytes.len()).sum();
    assert!(total as u64 <= limits.total_bytes, "{total}");
    let mut names = BTreeSet::new();
    for (label, size, bytes) in &entries {
        assert!(bytes.len() as u64 <= limits.entry_bytes);
        let told = summary.gaps.iter().any(|gap| gap.input == *label);
        assert!(
            bytes.len() as u64 == *size || told,
            "{label}: {} of {size}",
            bytes.len()
        );
        assert!(names.insert(label), "{label} twice");
        let name = label.as_bytes();
        assert!(
            name.len() <= limits.name_bytes && !name.contains(&b'\\') && !name.contains(&0),
            "{label}"
        );
        for part in name.split(|byte| *byte == b'/') {
            assert!(!matches!(part, b"" | b"." | b".."), "{label}");
        }
    }
}

/// How a stream ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    Sound,
    Limit,
    Damaged,
}

fn inflate(data: &[u8], limits: &Limits, size: usize) -> (Vec<u8>, End) {
    let reader = gzip::reader(data, limits, &Budget::unlimited());
    drain(reader, size, gzip::GzipReader::hit)
}

/// All of a stream, `size` bytes at a time.
fn drain<R: Read>(mut reader: R, size: usize, hit: impl Fn(&R) -> Option<LimitHit>) -> (Vec<u8>, End) {
    let (mut whole, mut buffer) = (Vec::new(), vec![0; size]);
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return (whole, End::Sound),
            Ok(count) => whole.extend_from_slice(&buffer[..count]),
            Err(error) => {
                assert_eq!(limit_hit(&error), hit(&reader));
                return (whole, hit(&reader).map_or(End::Damaged, |_| End::Limit));
            }
        }
    }
}
