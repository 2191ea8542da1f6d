//! One input after the other through one scratch.

use std::io::Read;
use std::ops::ControlFlow;

use portcullis_findings::{Gap, GapKind, Location, Stage};
use portcullis_secret_detect::{Dropped, Feeder, Origin, ScanSummary, Scratch, SecretMatch, Sink};

use super::options::{Explained, Explanations, ScannedSecrets, SecretOptions};
use crate::source::name;

/// How many bytes are read at once.
const PIECE: usize = 256 * 1024;

/// What one thread keeps.
pub(super) struct Kept {
    pub(super) scratch: Scratch,
    piece: Vec<u8>,
}

impl Kept {
    pub(super) fn new(options: &SecretOptions<'_>) -> Self {
        Self {
            scratch: options.scanner.scratch(),
            piece: vec![0; PIECE],
        }
    }
}

/// Scans what a reader gives.
pub(super) fn read(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &mut dyn Read,
    into: &mut ScannedSecrets,
) -> ControlFlow<()> {
    read_some(options, kept, place, content, |_| true, into)
}

/// The same, of which some is told.
pub(super) fn read_some(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &mut dyn Read,
    keep: impl FnMut(&SecretMatch) -> bool,
    into: &mut ScannedSecrets,
) -> ControlFlow<()> {
    let mut collected = Collected::new(options, place);
    let mut feeder = Feeder::from(options.scanner, &mut kept.scratch, &origin(place));
    loop {
        match content.read(&mut kept.piece) {
            Ok(0) => break,
            Ok(count) => {
                let read = kept.piece.get(..count).unwrap_or_default();
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
                        .push(Gap::new(Stage::Source, GapKind::Truncated, name(place), cause));
                }
                break;
            }
        }
    }
    let summary = feeder.finish(&mut collected);
    collected.found.retain(keep);
    collected.tell(options, place, &summary, into);
    ControlFlow::Continue(())
}

/// Scans bytes.
#[cfg(feature = "git")]
pub(super) fn bytes(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &[u8],
    keep: impl FnMut(&SecretMatch) -> bool,
    into: &mut ScannedSecrets,
) {
    let mut collected = Collected::new(options, place);
    let summary = options
        .scanner
        .scan_from(&mut kept.scratch, &origin(place), content, &mut collected);
    collected.found.retain(keep);
    collected.tell(options, place, &summary, into);
}

/// Scans what a reader gives for digests of its secrets alone.
#[cfg(feature = "git")]
pub(super) fn hashes(
    options: &SecretOptions<'_>,
    kept: &mut Kept,
    place: &Location,
    content: &mut dyn Read,
    secrets: &mut Vec<(std::ops::Range<usize>, super::git::SecretHash)>,
) -> ControlFlow<()> {
    let mut found: Vec<SecretMatch> = Vec::new();
    let mut feeder = Feeder::from(options.scanner, &mut kept.scratch, &origin(place));
    while let Ok(count @ 1..) = content.read(&mut kept.piece) {
        let read = kept.piece.get(..count).unwrap_or_default();
        if feeder.push(read, &mut found).is_break() {
            break;
        }
    }
    let _ = feeder.finish(&mut found);
    secrets.extend(found.iter().map(|found| (0..0, super::git::hash(found))));
    ControlFlow::Continue(())
}

fn origin(place: &Location) -> Origin {
    let origin = Origin::new(place.label().as_bytes());
    match place.commit() {
        Some(commit) => origin.with_commit(commit),
        None => origin,
    }
}

struct Collected {
    found: Vec<SecretMatch>,
    explained: Option<Vec<Explained>>,
    place: Location,
}

impl Collected {
    fn new(options: &SecretOptions<'_>, place: &Location) -> Self {
        Self {
            found: Vec::new(),
            explained: (options.explain == Explanations::Tell).then(Vec::new),
            place: place.clone(),
        }
    }

    fn tell(
        self,
        options: &SecretOptions<'_>,
        place: &Location,
        summary: &ScanSummary,
        into: &mut ScannedSecrets,
    ) {
        into.findings.extend(portcullis_secret_detect::findings(
            place,
            &self.found,
            options.key,
        ));
        into.gaps.extend(summary.gaps(&name(place)));
        into.explained.extend(self.explained.into_iter().flatten());
        into.dropped += summary.dropped;
        into.inputs += 1;
        into.bytes += summary.bytes;
    }
}

impl Sink for Collected {
    fn finding(&mut self, found: SecretMatch) -> ControlFlow<()> {
        self.found.push(found);
        ControlFlow::Continue(())
    }

    fn dropped(&mut self, dropped: &Dropped) {
        if let Some(explained) = &mut self.explained {
            explained.push(Explained {
                place: self.place.clone(),
                rule: dropped.rule.to_string(),
                byte: dropped.bytes.start,
                reason: dropped.reason.clone(),
            });
        }
    }
}
