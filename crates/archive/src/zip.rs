//! Zip archives. The one place that knows the crate that reads them.
//!
//! Entries come in the order of the archive's directory, which is read one entry at a time; what the directory does not name is
//! not read, and a header that names its entry otherwise is a gap. Stored and deflated entries are read, encrypted ones and
//! other methods are gaps.

use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use portcullis_findings::{Budget, Gap, GapKind, Stage};

use crate::bounded::{Bounded, Fault, entries_hit};
use crate::name::{Names, skipped};
use crate::{ArchiveError, Entry, Format, Limits, Summary};

use ::zip::CompressionMethod;
use ::zip::read::{Config, ZipFileEntry, ZipReadOptions};
use ::zip::result::ZipError;
// The stable reader collects the whole directory in memory and keeps one entry of each name; this one does neither.
use ::zip::unstable::read::ZipIterable;

/// Gives the files of a zip archive to `visit`, until it breaks.
///
/// Many short reads and seeks are made: give a buffered reader or a cursor.
///
/// # Errors
///
/// [`ArchiveError`] if there is no entry to be had. Damage behind the first entry is a gap of the summary.
pub fn read(
    mut input: impl Read + Seek,
    limits: &Limits,
    budget: &Budget,
    mut visit: impl FnMut(Entry, &mut dyn Read) -> ControlFlow<()>,
) -> Result<Summary, ArchiveError> {
    let length = input
        .seek(SeekFrom::End(0))
        .map_err(|error| ArchiveError::Input {
            byte: 0,
            kind: error.kind(),
        })?;
    let mut archive =
        ZipIterable::try_new(input, Config::default()).map_err(|error| refused(&error, length))?;
    let files = archive.files().map_err(|error| refused(&error, length))?;
    let mut run = Run {
        limits,
        budget,
        names: Names::default(),
        total: 0,
        length,
        summary: Summary::default(),
    };
    let mut count = 0;
    let mut last = None;
    while let Some(entry) = files.next() {
        if let Err(stop) = run.may_go_on(count) {
            run.summary.gaps.push(*stop);
            return Ok(run.summary);
        }
        count += 1;
        let Ok(entry) = entry else {
            let cause = format!("the directory is damaged at its entry {count}");
            run.summary.gaps.push(whole(GapKind::Truncated, cause));
            return Ok(run.summary);
        };
        last = Some(entry.central_header_start());
        let Some(entry) = run.accept(entry) else { continue };
        if run.give(entry, files.reader_mut(), &mut visit).is_break() {
            return Ok(run.summary);
        }
    }
    if has_more(files.reader_mut(), last) {
        let cause = format!("there are more entries than the {count} that the end of the archive counts");
        run.summary.gaps.push(whole(GapKind::Truncated, cause));
    }
    Ok(run.summary)
}

struct Run<'a> {
    limits: &'a Limits,
    budget: &'a Budget,
    names: Names,
    total: u64,
    /// Bytes of the archive itself.
    length: u64,
    summary: Summary,
}

impl Run<'_> {
    fn may_go_on(&self, count: u64) -> Result<(), Box<Gap>> {
        if self.budget.is_cancelled() {
            return Err(Box::new(whole(
                GapKind::Truncated,
                "reading was cancelled".to_owned(),
            )));
        }
        let limit = if count >= self.limits.entries {
            Err(entries_hit(self.limits))
        } else {
            self.budget.take_items(1)
        };
        limit.map_err(|limit| {
            Box::new(
                whole(
                    GapKind::Truncated,
                    format!("entries from number {} on were not read", count + 1),
                )
                .with_limit(limit),
            )
        })
    }

    /// The entry with its label, if it is a file that can be read.
    fn accept<'e>(&mut self, entry: ZipFileEntry<'e>) -> Option<(Entry, ZipFileEntry<'e>)> {
        let raw = entry.name_raw();
        if entry.is_dir() {
            if entry.size() > 0 {
                self.summary
                    .gaps
                    .push(skipped(raw, self.limits, "a directory has content"));
            }
            return None;
        }
        let label = match self.names.label(raw, self.limits) {
            Ok(label) => label,
            Err(gap) => {
                self.summary.gaps.push(*gap);
                return None;
            }
        };
        let cause = if entry.is_symlink() {
            "a symbolic link is not followed"
        } else if entry.encrypted() {
            "the entry is encrypted"
        } else if !matches!(
            entry.compression(),
            CompressionMethod::STORE | CompressionMethod::DEFLATE
        ) {
            "the entry is compressed by a method that is not read"
        } else {
            let size = entry.size();
            return Some((Entry { label, size }, entry));
        };
        self.summary.gaps.push(skipped(raw, self.limits, cause));
        None
    }

    fn give<R: Read + Seek>(
        &mut self,
        (entry, stored): (Entry, ZipFileEntry<'_>),
        input: &mut R,
        visit: &mut impl FnMut(Entry, &mut dyn Read) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let label = entry.label.clone();
        let compressed = stored.compressed_size().min(self.length);
        if !header_agrees(input, stored.header_start(), stored.name_raw()) {
            let cause = "the header of the entry names it otherwise than the directory";
            let gap = Gap::new(Stage::Source, GapKind::Undecidable, label.as_bytes(), cause);
            self.summary.gaps.push(gap);
        }
        let Ok(content) = stored.with_reader(input, ZipReadOptions::new()) else {
            let gap = Gap::new(
                Stage::Source,
                GapKind::Skipped,
                label.as_bytes(),
                "the header of the entry is damaged",
            );
            self.summary.gaps.push(gap);
            return ControlFlow::Continue(());
        };
        let mut content = Bounded::new(content, entry.size, self.limits, self.budget, &mut self.total)
            .compressed(compressed);
        self.summary.entries += 1;
        let flow = visit(entry, &mut content);
        let fault = content.fault();
        self.summary.gaps.extend(fault.map(|fault| fault.gap(label)));
        if fault.is_some_and(Fault::is_final) {
            self.summary.gaps.push(whole(
                GapKind::Truncated,
                "further entries were not read".to_owned(),
            ));
            return ControlFlow::Break(());
        }
        flow
    }
}

/// Whether the local header at `start` has the name of the directory: readers that go front to back see that one (APPNOTE
/// 4.3.7, the name behind 30 bytes, its length at 26).
fn header_agrees(input: &mut (impl Read + Seek), start: u64, name: &[u8]) -> bool {
    let mut header = [0; 30];
    let read = input
        .seek(SeekFrom::Start(start))
        .and_then(|_| input.read_exact(&mut header));
    let [.., low, high, _, _] = header;
    if read.is_err() || usize::from(u16::from_le_bytes([low, high])) != name.len() {
        return false;
    }
    let mut found = vec![0; name.len()];
    input.read_exact(&mut found).is_ok() && found == name
}

/// Whether a directory entry stands behind the last one (APPNOTE 4.3.12: 46 bytes, the lengths of what follows at 28), or a
/// file at the beginning of an archive whose directory is empty.
fn has_more(input: &mut (impl Read + Seek), last: Option<u64>) -> bool {
    let Some(start) = last else {
        return at(input, 0).is_ok_and(|signature| signature == *b"PK\x03\x04");
    };
    let mut header = [0; 46];
    let read = input
        .seek(SeekFrom::Start(start))
        .and_then(|_| input.read_exact(&mut header));
    let lengths = header.get(28..34).unwrap_or_default().as_chunks::<2>().0;
    let behind: u64 = lengths
        .iter()
        .map(|length| u64::from(u16::from_le_bytes(*length)))
        .sum();
    let next = start.saturating_add(46).saturating_add(behind);
    read.is_ok() && at(input, next).is_ok_and(|signature| signature == *b"PK\x01\x02")
}

fn at(input: &mut (impl Read + Seek), start: u64) -> std::io::Result<[u8; 4]> {
    let mut signature = [0; 4];
    input.seek(SeekFrom::Start(start))?;
    input.read_exact(&mut signature)?;
    Ok(signature)
}

/// A gap about the archive itself.
fn whole(kind: GapKind, cause: String) -> Gap {
    Gap::new(Stage::Source, kind, "", cause)
}

fn refused(error: &ZipError, length: u64) -> ArchiveError {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => ArchiveError::Input {
            byte: length,
            kind: error.kind(),
        },
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            ArchiveError::Unsupported { format: Format::Zip }
        }
        _ => ArchiveError::Malformed {
            format: Format::Zip,
            byte: length,
        },
    }
}
