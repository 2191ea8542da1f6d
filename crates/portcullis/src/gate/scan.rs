//! Reads every file once, in pieces: its digest, and the secrets in it.

use std::fs::File;
use std::io::Read;

use portcullis_findings::{
    Digest, Finding, FingerprintKey, Gap, GapKind, LimitHit, Location, Sha256Stream, Stage,
};
use portcullis_secret_detect::{Feeder, Limits, Origin, Scanner, SecretMatch};

use crate::fs::{FileEntry, ReadError};
use crate::parallel::map_ordered;
use crate::progress::Progress;

/// How many bytes are read at once. Large enough to keep system calls rare, small enough to stay in the cache.
const PIECE: usize = 256 * 1024;

/// What one pass over all files saw.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// The digest of each file, `None` for one that could not be read to its end; in the order of the files.
    pub(super) digests: Vec<Option<Digest>>,
    pub(super) findings: Vec<Finding>,
    pub(super) gaps: Vec<Gap>,
    pub(super) bytes: u64,
    /// Whether the limit of findings was reached, which is one of the gaps.
    stopped: bool,
}

/// How many files are scanned before their findings are put together. Bounds what is held beside the kept findings.
const BATCH: usize = 128;
/// How many findings one file may have; the scan of the file stops behind the last.
const FINDINGS_OF_FILE: u64 = 1_000;
/// How many findings are kept in all. A tree with more is no longer read one by one by anybody.
const FINDINGS: usize = 20_000;

/// Scans files. The answer is the same for any number of threads.
///
/// Behind [`FINDINGS`] findings the remaining files are only hashed, which is a gap: memory must not grow with what a hostile
/// tree makes the rules see.
pub(super) fn scan(
    files: &[FileEntry],
    scanner: &Scanner,
    key: Option<&FingerprintKey>,
    progress: &dyn Progress,
) -> Scanned {
    progress.begin("scanning files", Some(files.len() as u64));
    let mut all = Scanned::default();
    for batch in files.chunks(BATCH) {
        let full = all.findings.len() >= FINDINGS;
        let begin = || (scanner.scratch(), vec![0; PIECE]);
        let each = map_ordered(batch, begin, |(scratch, piece), entry| {
            let origin = Origin::new(entry.label.as_bytes());
            let feeder = (!full).then(|| Feeder::from(scanner, scratch, &origin));
            let one = scan_file(entry, feeder, piece, key);
            progress.advance(1);
            one
        });
        for (entry, one) in batch.iter().zip(each) {
            all.digests.push(one.digest);
            all.gaps.extend(one.gaps);
            all.bytes += one.bytes;
            let room = FINDINGS - all.findings.len();
            if (full || one.findings.len() > room) && !all.stopped {
                all.stopped = true;
                all.gaps.push(stopped(entry));
            }
            all.findings.extend(one.findings.into_iter().take(room));
        }
    }
    all
}

/// The limits of the scan of one file.
pub(super) fn limits() -> Limits {
    Limits::default().with_findings(FINDINGS_OF_FILE)
}

fn stopped(first: &FileEntry) -> Gap {
    let limit = LimitHit {
        what: "findings of secrets in one tree",
        allowed: FINDINGS as u64,
    };
    let cause = "what this file and all behind it leak is not told";
    Gap::new(Stage::Secret, GapKind::Truncated, first.label.clone(), cause).with_limit(limit)
}

struct One {
    digest: Option<Digest>,
    findings: Vec<Finding>,
    gaps: Vec<Gap>,
    bytes: u64,
}

/// Without a feeder the file is only hashed.
fn scan_file(
    entry: &FileEntry,
    mut feeder: Option<Feeder<'_>>,
    piece: &mut [u8],
    key: Option<&FingerprintKey>,
) -> One {
    let mut one = One {
        digest: None,
        findings: Vec::new(),
        gaps: Vec::new(),
        bytes: 0,
    };
    let mut file = match File::open(&entry.path) {
        Ok(file) => file,
        Err(error) => {
            let cause = format!("the file cannot be read: {}", error.kind());
            one.gaps.push(Gap::new(
                Stage::Source,
                GapKind::Skipped,
                entry.label.clone(),
                cause,
            ));
            return one;
        }
    };
    let mut found: Vec<SecretMatch> = Vec::new();
    let mut hash = Sha256Stream::new();
    loop {
        let count = match file.read(piece) {
            Ok(0) => {
                one.digest = Some(hash.finish());
                break;
            }
            Ok(count) => count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => {
                let cause = format!("reading stopped after {} bytes: {}", one.bytes, error.kind());
                one.gaps.push(Gap::new(
                    Stage::Source,
                    GapKind::Truncated,
                    entry.label.clone(),
                    cause,
                ));
                break;
            }
        };
        let read = piece.get(..count).unwrap_or_default();
        if one.bytes == 0
            && let Some(form) = packed(read)
        {
            let cause = format!("what is packed into this {form} file was not scanned for secrets");
            one.gaps.push(Gap::new(
                Stage::Secret,
                GapKind::NotCovered,
                entry.label.clone(),
                cause,
            ));
        }
        one.bytes += count as u64;
        hash.update(read);
        // A scan that hit its limit says so in its summary; the digest still needs the rest of the file.
        if let Some(feeder) = &mut feeder {
            let _ = feeder.push(read, &mut found);
        }
    }
    if let Some(feeder) = feeder {
        one.gaps.extend(feeder.finish(&mut found).gaps(&entry.label));
    }
    one.findings.extend(portcullis_secret_detect::findings(
        &Location::new(entry.label.clone()),
        &found,
        key,
    ));
    one
}

/// The packed form that a file's first bytes announce. By content, since a name can say anything.
fn packed(start: &[u8]) -> Option<&'static str> {
    const FORMS: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"\xfd7zXZ\0", "xz"),
        (b"BZh", "bzip2"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
    ];
    FORMS
        .iter()
        .find(|(magic, _)| start.starts_with(magic))
        .map(|(_, form)| *form)
}

/// The SHA-256 of a file.
pub(super) fn digest(entry: &FileEntry) -> Result<Digest, ReadError> {
    let error = |source| ReadError::Io {
        path: entry.path.clone(),
        source,
    };
    let mut file = File::open(&entry.path).map_err(error)?;
    let mut piece = vec![0; PIECE];
    let mut hash = Sha256Stream::new();
    loop {
        match file.read(&mut piece) {
            Ok(0) => return Ok(hash.finish()),
            Ok(count) => hash.update(piece.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(source) => return Err(error(source)),
        }
    }
}
