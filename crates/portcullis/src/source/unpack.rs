//! Archives inside archives.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;

use portcullis_archive::{ArchiveError, Entry, Summary, gzip, limit_hit, tar, zip, zstd};
use portcullis_findings::{Budget, Gap, GapKind, Label, LimitHit, Location, Stage};

use super::Limits;
use super::form::{Form, HEAD};

/// Takes one input: its place, its first bytes joined with the rest.
pub type Visit<'v> = dyn FnMut(&Location, &mut dyn Read) -> ControlFlow<()> + 'v;

/// Depth that no limit exceeds: each level of nesting is a level of calls.
const MAX_DEPTH: u32 = 32;

/// Gives everything in `content` to `visit`: the content itself, or what is packed into it.
///
/// The first bytes tell whether it is packed. A compressed tar is one container; a compressed file is called like its container
/// without the ending. What could not be read is in the gaps, named as locations print: `a.tar!b.jar!c`.
///
/// ```
/// use std::ops::ControlFlow;
/// use portcullis::findings::{Budget, Location};
/// use portcullis::source::{Limits, unpack};
///
/// let mut seen = Vec::new();
/// let gaps = unpack(Location::new("a.txt"), &mut &b"hello"[..], &Limits::default(), &Budget::unlimited(), &mut |place, content| {
///     let mut text = Vec::new();
///     let _ = content.read_to_end(&mut text);
///     seen.push((place.to_string(), text));
///     ControlFlow::Continue(())
/// });
/// assert_eq!((seen, gaps.len()), (vec![("a.txt".to_owned(), b"hello".to_vec())], 0));
/// ```
pub fn unpack(
    place: Location,
    content: &mut dyn Read,
    limits: &Limits,
    budget: &Budget,
    visit: &mut Visit<'_>,
) -> Vec<Gap> {
    let mut run = Run::new(limits, budget, visit);
    let _ = run.any(&place, content, 0);
    run.gaps
}

/// The same for a file, whose zip archives are read where they lie instead of from memory.
pub fn unpack_file(
    place: Location,
    file: &mut File,
    limits: &Limits,
    budget: &Budget,
    visit: &mut Visit<'_>,
) -> Vec<Gap> {
    let mut run = Run::new(limits, budget, visit);
    if limits.depth == 0 {
        let _ = run.any(&place, file, 0);
        return run.gaps;
    }
    let head = read_head(file);
    if Form::of(&head) == Some(Form::Zip) && file.rewind().is_ok() {
        let read = run.zip(&place, BufReader::new(&mut *file), 0);
        if read.is_err() && file.rewind().is_ok() {
            // Something that only begins like a zip.
            let _ = (run.visit)(&place, file);
        }
        return run.gaps;
    }
    let _ = run.any(&place, &mut Cursor::new(head).chain(file), 0);
    run.gaps
}

struct Run<'a, 'v> {
    limits: &'a Limits,
    budget: &'a Budget,
    visit: &'a mut Visit<'v>,
    gaps: Vec<Gap>,
    /// Bytes of nested zips in memory.
    held: u64,
}

impl<'a, 'v> Run<'a, 'v> {
    fn new(limits: &'a Limits, budget: &'a Budget, visit: &'a mut Visit<'v>) -> Self {
        Self {
            limits,
            budget,
            visit,
            gaps: Vec::new(),
            held: 0,
        }
    }

    /// Content of any form, inside so many others.
    fn any(&mut self, place: &Location, content: &mut dyn Read, depth: u32) -> ControlFlow<()> {
        if self.limits.depth == 0 {
            return (self.visit)(place, content);
        }
        let head = read_head(content);
        let form = Form::of(&head);
        let mut content = Cursor::new(head).chain(content);
        let Some(form) = form else {
            return (self.visit)(place, &mut content);
        };
        if !form.is_read() {
            let cause = format!("what is packed into this {form} file is not read");
            self.gap(place, GapKind::NotCovered, cause, None);
            return (self.visit)(place, &mut content);
        }
        let allowed = self.limits.depth.min(MAX_DEPTH);
        if depth >= allowed {
            let limit = LimitHit {
                what: "packed forms inside one another",
                allowed: u64::from(allowed),
            };
            let cause = format!("what is packed into this {form} file is not read");
            self.gap(place, GapKind::Skipped, cause, Some(limit));
            return ControlFlow::Continue(());
        }
        match form {
            Form::Gzip => {
                let reader = gzip::reader(&mut content as &mut dyn Read, &self.limits.archive, self.budget);
                self.stream(place, reader, depth, form)
            }
            Form::Zstd => {
                let reader = zstd::reader(&mut content as &mut dyn Read, &self.limits.archive, self.budget);
                self.stream(place, reader, depth, form)
            }
            Form::Tar => self.tar(place, &mut content, depth),
            _ => self.held_zip(place, &mut content, depth),
        }
    }

    /// What a compressed stream holds.
    fn stream(&mut self, place: &Location, reader: impl Read, depth: u32, form: Form) -> ControlFlow<()> {
        let mut watched = Watched {
            inner: reader,
            budget: self.budget,
            fault: None,
        };
        let head = read_head(&mut watched);
        // A compressed tar, or a stream in a stream, keeps the name that it has outside.
        let inner = if Form::of(&head).is_some() {
            place.clone()
        } else {
            inside(place, &Label::new(without_ending(place.label().file_name())))
        };
        let flow = self.any(&inner, &mut Cursor::new(head).chain(&mut watched), depth + 1);
        if let Some((kind, limit)) = watched.fault {
            let cause = match limit {
                Some(_) => format!("the {form} stream goes past a limit"),
                None => format!("the {form} stream is damaged: {kind}"),
            };
            self.gap(place, GapKind::Truncated, cause, limit);
        }
        flow
    }

    fn tar(&mut self, place: &Location, content: &mut dyn Read, depth: u32) -> ControlFlow<()> {
        let (limits, budget) = (self.limits, self.budget);
        let mut flow = ControlFlow::Continue(());
        let read = tar::read(content, &limits.archive, budget, |entry, content| {
            flow = self.entry(place, &entry, content, depth);
            flow
        });
        let _ = self.told(place, read);
        flow
    }

    fn held_zip(&mut self, place: &Location, content: &mut dyn Read, depth: u32) -> ControlFlow<()> {
        let allowed = self.limits.held_bytes;
        let room = allowed.saturating_sub(self.held);
        let mut bytes = Vec::new();
        let read = content.take(room.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > room {
            let what = "bytes of nested zip archives in memory";
            let cause = "the zip archive is not read".to_owned();
            self.gap(place, GapKind::Skipped, cause, Some(LimitHit { what, allowed }));
            return ControlFlow::Continue(());
        }
        if read.is_err() {
            // The reason is told by the archive around it.
            self.gap(
                place,
                GapKind::Truncated,
                "the zip archive is not whole".to_owned(),
                None,
            );
        }
        self.held += bytes.len() as u64;
        let flow = match self.zip(place, Cursor::new(bytes.as_slice()), depth) {
            Ok(flow) => flow,
            Err(()) => (self.visit)(place, &mut bytes.as_slice()),
        };
        self.held -= bytes.len() as u64;
        flow
    }

    /// Nothing if it is no zip after all.
    fn zip(
        &mut self,
        place: &Location,
        content: impl Read + Seek,
        depth: u32,
    ) -> Result<ControlFlow<()>, ()> {
        let (limits, budget) = (self.limits, self.budget);
        let mut flow = ControlFlow::Continue(());
        let read = zip::read(content, &limits.archive, budget, |entry, content| {
            flow = self.entry(place, &entry, content, depth);
            flow
        });
        self.told(place, read).map(|()| flow)
    }

    fn entry(
        &mut self,
        place: &Location,
        entry: &Entry,
        content: &mut dyn Read,
        depth: u32,
    ) -> ControlFlow<()> {
        self.any(&inside(place, &entry.label), content, depth + 1)
    }

    /// The gaps of an archive, under its own name.
    fn told(&mut self, place: &Location, read: Result<Summary, ArchiveError>) -> Result<(), ()> {
        match read {
            Ok(summary) => {
                for mut gap in summary.gaps {
                    gap.input = if gap.input.as_bytes().is_empty() {
                        place.input()
                    } else {
                        inside(place, &gap.input).input()
                    };
                    self.gaps.push(gap);
                }
                Ok(())
            }
            Err(error) => {
                let limit = match &error {
                    ArchiveError::Limit(limit) => Some(*limit),
                    _ => None,
                };
                self.gap(place, GapKind::Truncated, error.to_string(), limit);
                Err(())
            }
        }
    }

    fn gap(&mut self, place: &Location, kind: GapKind, cause: String, limit: Option<LimitHit>) {
        let mut gap = Gap::new(Stage::Source, kind, place.input(), cause);
        gap.limit = limit;
        self.gaps.push(gap);
    }
}

/// Counts what a stream gives, and remembers why it ended early.
struct Watched<'a, R> {
    inner: R,
    budget: &'a Budget,
    fault: Option<(io::ErrorKind, Option<LimitHit>)>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).and_then(|count| {
            let taken = self.budget.take_bytes(count as u64);
            taken.map(|()| count).map_err(io::Error::other)
        });
        if let Err(error) = &read
            && error.kind() != io::ErrorKind::Interrupted
        {
            self.fault = Some((error.kind(), limit_hit(error)));
        }
        read
    }
}

/// The first bytes; fewer if there are no more, or if reading fails, which whoever reads on finds out again.
pub(crate) fn read_head(content: &mut dyn Read) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEAD);
    let _ = content.take(HEAD as u64).read_to_end(&mut head);
    head
}

/// A name in an archive at a place.
fn inside(place: &Location, label: &Label) -> Location {
    let mut container = place.container().to_vec();
    container.push(place.label().clone());
    let inner = Location::new(label.clone()).with_container(container);
    match place.commit() {
        Some(commit) => inner.with_commit(commit),
        None => inner,
    }
}

/// `notes.txt` of `notes.txt.gz`.
fn without_ending(name: &[u8]) -> &[u8] {
    [&b".gz"[..], b".zst", b".tgz", b".gzip", b".zstd"]
        .iter()
        .find_map(|ending| name.strip_suffix(*ending))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
}
