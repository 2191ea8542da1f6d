//! One input after the other through one scratch.

use std::io::Read;
use std::ops::ControlFlow;

use portcullis_findings::{Digest, Gap, GapKind, Location, Stage};
use portcullis_secret_detect::ignore::IgnoreReader;
use portcullis_secret_detect::{Dropped, Feeder, Origin, ScanSummary, Scratch, SecretMatch, Sink};

use super::ignores::Ignores;
use super::options::{Explained, Explanations, ScannedSecrets, SecretOptions};

/// How many bytes are read at once.
const PIECE: usize = 256 * 1024;

/// A secret as it is told from others: a digest of rule and value, which never leaves.
pub(super) type SecretHash = [u8; 16];

/// What one thread keeps.
pub(crate) struct Kept {
    pub(super) scratch: Scratch,
    piece: Vec<u8>,
}

impl Kept {
    pub(crate) fn new(options: &SecretOptions<'_>) -> Self {
        Self {
            scratch: options.scanner.scratch(),
            piece: vec![0; PIECE],
        }
    }
}

/// Scans what a reader gives.
pub(crate) fn read(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &mut dyn Read,
    into: &mut ScannedSecrets,
) -> ControlFlow<()> {
    let (collected, summary) = fed(options, kept, place, content, into);
    collected.tell(options, place, &summary, into)
}

/// The same, of which some is told, and of comments no more than that they speak of it.
#[cfg(feature = "git")]
pub(super) fn read_some(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &mut dyn Read,
    keep: impl FnMut(&SecretMatch) -> bool,
    into: &mut ScannedSecrets,
) -> ControlFlow<()> {
    let (mut collected, summary) = fed(options, kept, place, content, into);
    collected.found.retain(keep);
    let before = into.ignores.clone();
    let flow = collected.tell(options, place, &summary, into);
    into.ignores = before;
    flow
}

fn fed(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &mut dyn Read,
    into: &mut ScannedSecrets,
) -> (Collected, ScanSummary) {
    let mut collected = Collected::new(options, place, into.findings.len());
    let mut feeder = Feeder::from(options.scanner, &mut kept.scratch, &origin(place));
    loop {
        match content.read(&mut kept.piece) {
            Ok(0) => break,
            Ok(count) => {
                let read = kept.piece.get(..count).unwrap_or_default();
                collected.ignores.push(read);
                if feeder.push(read, &mut collected).is_break() {
                    break;
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => {
                // What an archive reader says it tells in a gap of its own.
                if place.container().is_empty() {
                    let cause = format!("reading stopped: {}", error.kind());
                    into.gaps
                        .push(Gap::new(Stage::Source, GapKind::Truncated, place.input(), cause));
                }
                break;
            }
        }
    }
    let summary = feeder.finish(&mut collected);
    (collected, summary)
}

/// Scans bytes.
#[cfg(feature = "git")]
pub(super) fn bytes(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &[u8],
    into: &mut ScannedSecrets,
) {
    let mut collected = Collected::new(options, place, into.findings.len());
    collected.ignores.push(content);
    let summary = options
        .scanner
        .scan_from(&mut kept.scratch, &origin(place), content, &mut collected);
    let _ = collected.tell(options, place, &summary, into);
}

/// Scans what a reader gives for digests of its secrets alone, wherever it stands.
#[cfg(feature = "git")]
pub(super) fn hashes(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    content: &mut dyn Read,
    secrets: &mut Vec<(std::ops::Range<usize>, SecretHash)>,
) -> ControlFlow<()> {
    let mut found: Vec<SecretMatch> = Vec::new();
    let mut feeder = Feeder::from(options.scanner, &mut kept.scratch, &Origin::open());
    while let Ok(count @ 1..) = content.read(&mut kept.piece) {
        let read = kept.piece.get(..count).unwrap_or_default();
        if feeder.push(read, &mut found).is_break() {
            break;
        }
    }
    let _ = feeder.finish(&mut found);
    secrets.extend(found.iter().map(|found| (0..0, hash(found))));
    ControlFlow::Continue(())
}

/// What tells a secret from others.
pub(super) fn hash(found: &SecretMatch) -> SecretHash {
    let mut bytes = found.rule().as_str().as_bytes().to_vec();
    bytes.push(0);
    bytes.extend_from_slice(found.secret().expose());
    let digest = Digest::sha256(&bytes);
    digest.as_bytes().first_chunk::<16>().copied().unwrap_or_default()
}

pub(super) fn origin(place: &Location) -> Origin {
    let origin = Origin::new(place.label().as_bytes());
    match place.commit() {
        Some(commit) => origin.with_commit(commit),
        None => origin,
    }
}

struct Collected {
    found: Vec<SecretMatch>,
    /// How many are taken before the rest can only be cut off.
    room: usize,
    ignores: IgnoreReader,
    explained: Option<Vec<Explained>>,
    place: Location,
}

impl Collected {
    fn new(options: &SecretOptions<'_>, place: &Location, before: usize) -> Self {
        Self {
            found: Vec::new(),
            // One more, so that whoever puts findings together sees that there are too many.
            room: options.findings.saturating_sub(before).saturating_add(1),
            ignores: IgnoreReader::new(),
            explained: (options.explain == Explanations::Tell).then(Vec::new),
            place: place.clone(),
        }
    }

    /// Break: there are more findings than may be told.
    fn tell(
        self,
        options: &SecretOptions<'_>,
        place: &Location,
        summary: &ScanSummary,
        into: &mut ScannedSecrets,
    ) -> ControlFlow<()> {
        let mut findings = portcullis_secret_detect::findings(place, &self.found, options.key);
        let comments = self.ignores.finish();
        let idle = comments.mark(&mut findings, options.today);
        if !comments.is_empty() {
            let of_input = Ignores::of_input(place, &comments, &idle);
            into.ignores.take(of_input);
        }
        options.lists.mark(place, &self.found, &mut findings);
        let full = findings.len() >= self.room;
        into.findings.extend(findings);
        into.hashes.extend(self.found.iter().map(hash));
        into.gaps.extend(summary.gaps(&place.input()));
        into.explained.extend(self.explained.into_iter().flatten());
        into.dropped += summary.dropped;
        into.inputs += 1;
        into.bytes += summary.bytes;
        if full {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

impl Sink for Collected {
    fn finding(&mut self, found: SecretMatch) -> ControlFlow<()> {
        self.found.push(found);
        if self.found.len() >= self.room {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn dropped(&mut self, dropped: &Dropped) {
        if let Some(explained) = &mut self.explained {
            explained.push(Explained {
                place: self.place.clone(),
                rule: dropped.rule.to_string(),
                byte: dropped.bytes.start,
                encodings: dropped.encodings.clone(),
                reason: dropped.reason.clone(),
            });
        }
    }
}
