//! Archives that never end: each stops at a limit that is told.

use std::io::Read;

use portcullis::Silent;
use portcullis::findings::Label;
use portcullis::secret_detect::{RuleSet, Scanner};
use portcullis::secrets::{ScannedSecrets, SecretOptions, scan_stream, scan_tree};

use crate::packed_secrets::{tar, zip};
use crate::support::Tree;

/// A gzip file that unpacks to itself, made of stored blocks (`literal`) and copies of what was just written (`again`).
fn quine() -> Vec<u8> {
    let header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    let mut file = assembled(&header, [0; 4], 0);
    let length = u32::try_from(file.len()).unwrap();
    // The checksum stands twice in what it is of, and is linear in each of its bits: solve for the one that is its own.
    let sum = |check: u32| crc(&assembled(&header, check.to_le_bytes(), length)) ^ check;
    let base = sum(0);
    let mut rows: Vec<(u32, u32)> = (0..32).map(|bit| (sum(1 << bit) ^ base, 1 << bit)).collect();
    let (mut wanted, mut check) = (base, 0);
    for bit in (0..32).rev() {
        let Some(at) = rows.iter().position(|(image, _)| image >> bit == 1) else {
            continue;
        };
        let (image, source) = rows.swap_remove(at);
        for row in rows.iter_mut().filter(|row| row.0 >> bit & 1 == 1) {
            *row = (row.0 ^ image, row.1 ^ source);
        }
        if wanted >> bit & 1 == 1 {
            (wanted, check) = (wanted ^ image, check ^ source);
        }
    }
    assert_eq!(wanted, 0, "no checksum is its own");
    file = assembled(&header, check.to_le_bytes(), length);
    file
}

/// Each line writes what stands beside it; all of that together is the file.
fn assembled(header: &[u8], check: [u8; 4], length: u32) -> Vec<u8> {
    let end = [&[3, 0][..], &check, &length.to_le_bytes()].concat();
    let first = literal(header.len() + 5);
    // Eleven bytes, so that the next copies repeat themselves.
    let all = again(&[7, 8], 15, 1);
    let step = again(&[26], 26, 0);
    let ahead = again(&[13], 13, 0);
    let last = again(&[18], 18, 0);
    let (of_all, of_literal, of_step) = (literal(11), literal(5), literal(26));
    let of_last = literal(18);
    let sent = [&all[..], &of_literal, &of_all, &of_step].concat();
    let steps = [&step[..], &of_step, &step, &of_step].concat();
    let filled = [&[0; 13][..], &ahead, &of_last].concat();
    let tail = [&last[..], &end].concat();
    assert_eq!(
        (all.len(), step.len(), sent.len(), steps.len(), tail.len()),
        (11, 8, 26, 26, 18)
    );
    [
        header,
        &first,
        header,
        &first, // the header and its literal
        &all,   // the same again
        &of_all,
        &all, // that copy
        &of_literal,
        &of_all, // the literal of it
        &of_step,
        &sent,
        &step,
        &of_step,
        &steps,
        &step,
        &of_step,
        &filled,
        &ahead,
        &of_last,
        &tail,
        &last,
        &end,
    ]
    .concat()
}

/// The head of a stored block of so many bytes (RFC 1951, 3.2.4).
fn literal(length: usize) -> Vec<u8> {
    let length = u16::try_from(length).unwrap();
    [&[0][..], &length.to_le_bytes(), &(!length).to_le_bytes()].concat()
}

/// A block of fixed codes with matches of these lengths, all at one distance (RFC 1951, 3.2.5 and 3.2.6), then so many empty ones
/// and an empty stored one, which ends at a byte.
fn again(lengths: &[u32], distance: u32, empty: usize) -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    let mut number = |value: u32, count: u32| bits.extend((0..count).map(|bit| value >> bit & 1 == 1));
    let code = |value: u32, count: u32| value.reverse_bits() >> (32 - count);
    number(0b010, 3);
    for length in lengths {
        let (symbol, extra, base) = match length {
            3..=10 => (254 + length, 0, *length),
            11..=18 => (265 + (length - 11) / 2, 1, 11 + (length - 11) / 2 * 2),
            _ => (269 + (length - 19) / 4, 2, 19 + (length - 19) / 4 * 4),
        };
        number(code(symbol - 256, 7), 7);
        number(length - base, extra);
        let (symbol, extra, base) = match distance {
            9..=12 => (6, 2, 9),
            13..=16 => (7, 2, 13),
            17..=24 => (8, 3, 17),
            _ => (9, 3, 25),
        };
        number(code(symbol, 5), 5);
        number(distance - base, extra);
    }
    number(0, 7);
    for _ in 0..empty {
        number(0b010, 3);
        number(0, 7);
    }
    number(0, 3);
    let mut bytes: Vec<u8> = bits
        .chunks(8)
        .map(|bits| (0..).zip(bits).map(|(at, bit)| u8::from(*bit) << at).sum())
        .collect();
    bytes.extend([0, 0, 0xff, 0xff]);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

fn scanned(content: &mut dyn Read, change: impl FnOnce(&mut SecretOptions<'_>)) -> ScannedSecrets {
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let mut options = SecretOptions::new(&scanner);
    change(&mut options);
    scan_stream(Label::new("input"), content, &options)
}

fn limits(scanned: &ScannedSecrets) -> Vec<(&'static str, u64)> {
    let limits = scanned.gaps.iter().filter_map(|gap| gap.limit);
    limits.map(|limit| (limit.what, limit.allowed)).collect()
}

#[test]
fn a_file_that_unpacks_to_itself_ends_at_the_depth() {
    let quine = quine();
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(quine.as_slice())
        .read_to_end(&mut unpacked)
        .unwrap();
    assert_eq!(unpacked, quine);
    let seen = scanned(&mut quine.as_slice(), |_| {});
    assert_eq!(limits(&seen), [("packed forms inside one another", 8)]);
    assert_eq!(seen.inputs, 0);
    let deep = scanned(&mut quine.as_slice(), |options| options.limits.depth = u32::MAX);
    assert_eq!(limits(&deep), [("packed forms inside one another", 32)]);
    // In other archives, too.
    for packed in [
        tar("q.gz", &quine),
        zip("q.gz", &quine),
        tar("a.zip", &zip("q.gz", &quine)),
    ] {
        assert_eq!(
            limits(&scanned(&mut packed.as_slice(), |_| {})),
            [("packed forms inside one another", 8)]
        );
    }
}

/// A tar of so many empty files, made while it is read.
struct Tar {
    left: u64,
    block: Vec<u8>,
    at: usize,
}

impl Tar {
    fn of(entries: u64) -> Self {
        let mut block = tar("x", b"");
        block.truncate(512);
        Self {
            left: entries,
            block,
            at: 512,
        }
    }
}

impl Read for Tar {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == 512 {
            if self.left == 0 {
                return Ok(0);
            }
            (self.left, self.at) = (self.left - 1, 0);
        }
        let count = buffer.len().min(512 - self.at);
        buffer[..count].copy_from_slice(&self.block[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[test]
fn a_million_entries_end_at_a_limit() {
    let mut tar = Tar::of(1_000_000);
    let seen = scanned(&mut tar, |_| {});
    assert_eq!(limits(&seen), [("entries of an archive", 65_536)]);
    assert!(tar.left > 900_000, "{}", tar.left);
    let tree = Tree::new(&[]);
    tree.write("a.zip", &million());
    let scanner = Scanner::new(RuleSet::builtin()).unwrap();
    let seen = scan_tree(tree.path(), &SecretOptions::new(&scanner), &Silent).unwrap();
    assert!(seen.gaps.iter().any(|gap| gap.limit.is_some()), "{:?}", seen.gaps);
    assert!(seen.inputs <= 65_536);
}

/// A zip whose directory has a million entries that all stand for one file (APPNOTE 4.3.12, 4.3.14 and 4.3.16).
fn million() -> Vec<u8> {
    const COUNT: u64 = 1_000_000;
    let one = zip("x", b"");
    let central = one.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let end = one.windows(4).position(|four| four == b"PK\x05\x06").unwrap();
    let entry = &one[central..end];
    let mut bytes = one[..central].to_vec();
    let start = bytes.len() as u64;
    for _ in 0..COUNT {
        bytes.extend_from_slice(entry);
    }
    let size = bytes.len() as u64 - start;
    let end64 = bytes.len() as u64;
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [COUNT, COUNT, size, start] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend(end64.to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0");
    bytes
}

#[test]
fn entries_of_all_archives_in_a_file_are_counted_together() {
    let mut content = Vec::new();
    for at in 0..5 {
        let mut inner = Vec::new();
        Tar::of(30).read_to_end(&mut inner).unwrap();
        content.extend(tar(&format!("{at}.tar"), &inner)[..512 + inner.len()].iter());
    }
    let seen = scanned(&mut content.as_slice(), |options| options.limits.entries = 100);
    assert!(
        seen.gaps
            .iter()
            .any(|gap| gap.limit.is_some_and(|limit| limit.allowed == 100)),
        "{:?}",
        seen.gaps
    );
    assert!(seen.inputs <= 100);
}
