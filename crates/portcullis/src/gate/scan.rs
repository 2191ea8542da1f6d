//! Reads every file: its digest, and the secrets in it and in what is packed into it.

use std::fs::File;
use std::io::{self, Cursor, Read};

use portcullis_findings::{Digest, Gap, GapKind, LimitHit, Location, Note, Sha256Stream, Stage};
use portcullis_secret_detect::{Limits, Scanner};

use super::GateOptions;
use crate::fs::{FileEntry, ReadError};
use crate::parallel::map_ordered;
use crate::progress::Progress;
use crate::secrets::scan::{Kept, read};
use crate::secrets::{PeerLists, ScannedSecrets, SecretOptions, budget, packed};
use crate::source::{Form, read_head, unpack};

/// How many bytes are read at once where only the digest is asked for.
const PIECE: usize = 256 * 1024;

/// What one pass over all files saw.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// The digest of each file, `None` for one that could not be read to its end; in the order of the files.
    pub(super) digests: Vec<Option<Digest>>,
    pub(super) secrets: ScannedSecrets,
    /// Bytes of files; what is unpacked does not count.
    pub(super) bytes: u64,
}

/// How many files are scanned before their findings are put together. Bounds what is held beside the kept findings.
const BATCH: usize = 128;
/// How many findings one input may have; the scan of the input stops behind the last.
const FINDINGS_OF_INPUT: u64 = 1_000;
/// How many findings are kept in all. A tree with more is no longer read one by one by anybody.
const FINDINGS: usize = 20_000;

/// Scans files. The answer is the same for any number of threads.
///
/// Behind [`FINDINGS`] findings the remaining files are only hashed, which is a gap: memory must not grow with what a hostile
/// tree makes the rules see.
pub(super) fn scan(
    files: &[FileEntry],
    scanner: &Scanner,
    lists: &PeerLists,
    options: &GateOptions,
    progress: &dyn Progress,
) -> Scanned {
    progress.begin("scanning files", Some(files.len() as u64));
    let mut secret_options = SecretOptions::new(scanner);
    secret_options.key = options.fingerprint_key.as_ref();
    secret_options.limits = options.packed.clone();
    secret_options.findings = FINDINGS;
    secret_options.today = Some(options.now.date());
    secret_options.lists = lists;
    let secrets = &secret_options;
    let mut all = Scanned::default();
    for batch in files.chunks(BATCH) {
        let full = all.secrets.findings.len() >= FINDINGS;
        let each = map_ordered(
            batch,
            || Kept::new(secrets),
            |kept, entry| {
                let one = scan_file(entry, (!full).then_some(secrets), kept);
                progress.advance(1);
                one
            },
        );
        for (entry, one) in batch.iter().zip(each) {
            all.digests.push(one.digest);
            all.bytes += one.bytes;
            if full {
                all.stopped(entry);
            }
            all.secrets.take(one.secrets, FINDINGS, &entry.label);
        }
    }
    all
}

/// The limits of the scan of one input.
pub(super) fn limits() -> Limits {
    Limits::default().with_findings(FINDINGS_OF_INPUT)
}

impl Scanned {
    /// Comments and lists that ask to pass over findings, in words.
    pub(super) fn notes(&self, lists: &PeerLists) -> Vec<Note> {
        let mut notes = self.secrets.ignores.all_notes();
        notes.extend(lists.notes());
        notes
    }

    fn stopped(&mut self, first: &FileEntry) {
        let limit = LimitHit {
            what: "findings of secrets",
            allowed: FINDINGS as u64,
        };
        let gaps = &mut self.secrets.gaps;
        if !gaps.iter().any(|gap| gap.limit == Some(limit)) {
            let cause = "what this file and all behind it leak is not told";
            let gap = Gap::new(Stage::Secret, GapKind::Truncated, first.label.clone(), cause);
            gaps.push(gap.with_limit(limit));
        }
    }
}

#[derive(Default)]
struct One {
    digest: Option<Digest>,
    secrets: ScannedSecrets,
    bytes: u64,
}

/// Without options the file is only hashed.
fn scan_file(entry: &FileEntry, options: Option<&SecretOptions<'_>>, kept: &mut Kept) -> One {
    let mut one = One::default();
    if let Err(error) = look(entry, options, kept, &mut one) {
        let (kind, cause) = match one.bytes {
            0 => (
                GapKind::Skipped,
                format!("the file cannot be read: {}", error.kind()),
            ),
            bytes => (
                GapKind::Truncated,
                format!("reading stopped after {bytes} bytes: {}", error.kind()),
            ),
        };
        let gap = Gap::new(Stage::Source, kind, entry.label.clone(), cause);
        one.secrets.gaps.push(gap);
    }
    one
}

fn look(
    entry: &FileEntry,
    options: Option<&SecretOptions<'_>>,
    kept: &mut Kept,
    one: &mut One,
) -> io::Result<()> {
    let mut file = File::open(&entry.path)?;
    let head = read_head(&mut file);
    let form = Form::of(&head);
    let mut hashed = Hashed::new(Cursor::new(head).chain(&mut file));
    let Some(options) = options else {
        return hashed.finish(one);
    };
    let place = Location::new(entry.label.clone());
    if form.is_some_and(Form::is_read) && options.limits.depth > 0 {
        // An archive is read from its end and in parts, so its bytes are hashed before.
        let mut whole = ScannedSecrets::default();
        let _ = read(options, kept, &place, &mut hashed, &mut whole);
        hashed.finish(one)?;
        one.secrets = packed(options, kept, place, whole, &mut file);
        if file.metadata()?.len() != one.bytes {
            let cause = "the file changed while it was read";
            let gap = Gap::new(Stage::Source, GapKind::Truncated, entry.label.clone(), cause);
            one.secrets.gaps.push(gap);
        }
        return Ok(());
    }
    let secrets = &mut one.secrets;
    if let Some(form) = form.filter(|_| options.limits.depth == 0) {
        let cause = format!("what is packed into this {form} file was not scanned for secrets");
        let gap = Gap::new(Stage::Secret, GapKind::NotCovered, entry.label.clone(), cause);
        secrets.gaps.push(gap);
    }
    let gaps = unpack(
        place,
        &mut hashed,
        &options.limits,
        &budget(options),
        &mut |place, content| read(options, kept, place, content, secrets),
    );
    secrets.gaps.extend(gaps);
    hashed.finish(one)
}

/// Hashes what is read through it.
struct Hashed<R> {
    inner: R,
    hash: Sha256Stream,
    bytes: u64,
    /// Whether a reader was told of an error, who tells it.
    failed: bool,
}

impl<R: Read> Hashed<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            hash: Sha256Stream::new(),
            bytes: 0,
            failed: false,
        }
    }

    /// Reads what is left: a scan that hit its limit reads no further, and the digest needs the rest.
    fn finish(mut self, one: &mut One) -> io::Result<()> {
        if self.failed {
            one.bytes = self.bytes;
            return Ok(());
        }
        let rest = io::copy(
            &mut io::BufReader::with_capacity(PIECE, &mut self),
            &mut io::sink(),
        );
        one.bytes = self.bytes;
        rest?;
        one.digest = Some(self.hash.finish());
        Ok(())
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer);
        match &read {
            Ok(count) => {
                self.bytes += *count as u64;
                self.hash.update(buffer.get(..*count).unwrap_or_default());
            }
            Err(error) => self.failed |= error.kind() != io::ErrorKind::Interrupted,
        }
        read
    }
}

/// The SHA-256 of a file.
pub(super) fn digest(entry: &FileEntry) -> Result<Digest, ReadError> {
    let error = |source| ReadError::Io {
        path: entry.path.clone(),
        source,
    };
    let mut one = One::default();
    let file = File::open(&entry.path).map_err(error)?;
    Hashed::new(file).finish(&mut one).map_err(error)?;
    one.digest
        .ok_or_else(|| error(io::Error::from(io::ErrorKind::UnexpectedEof)))
}
