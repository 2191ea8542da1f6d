//! Tar archives (old, ustar, GNU, pax). The one place that knows the crate that reads them.
//!
//! The input is read once, front to back. Links, devices and sparse files are gaps. An archive that ends without the block of
//! zeros that POSIX asks for is a gap too, because entries may be missing.

use std::cell::Cell;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use portcullis_findings::{Budget, Gap, GapKind, LimitHit, Stage};

use crate::bounded::{Bounded, Fault, entries_hit, total_hit};
use crate::name::{Names, skipped};
use crate::{ArchiveError, Entry, Format, Limits, Summary, limit_hit};

use ::tar::{Archive, EntryType};

/// Size of a header, and what contents are padded to.
const BLOCK: u64 = 512;

/// Gives the files of a tar archive to `visit`, until it breaks.
///
/// # Errors
///
/// [`ArchiveError`] if there is no first header. What happens behind it is a gap of the summary.
pub fn read(
    input: impl Read,
    limits: &Limits,
    budget: &Budget,
    mut visit: impl FnMut(Entry, &mut dyn Read) -> ControlFlow<()>,
) -> Result<Summary, ArchiveError> {
    let state = Rc::new(State::default());
    state.allow(limits.header_bytes.saturating_add(BLOCK));
    let mut archive = Archive::new(Metered {
        inner: input,
        state: Rc::clone(&state),
        header_bytes: limits.header_bytes,
    });
    let mut run = Run {
        limits,
        budget,
        names: Names::default(),
        total: 0,
        summary: Summary::default(),
    };
    let entries = archive.entries().map_err(|error| first_failed(&error, &state))?;
    for (count, entry) in (0_u64..).zip(entries) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if count == 0 => return Err(first_failed(&error, &state)),
            Err(error) => {
                run.summary.gaps.push(damaged(&error, &state));
                return Ok(run.summary);
            }
        };
        if let Err(stop) = run.may_go_on(count) {
            run.summary.gaps.push(*stop);
            return Ok(run.summary);
        }
        // What the visitor leaves is skipped by reading, so it counts and must be allowed.
        let stored = entry.size().max(entry.header().entry_size().unwrap_or_default());
        state.allow(u64::MAX);
        let before = state.read.get();
        if run.accept(entry, &mut visit).is_break() {
            return Ok(run.summary);
        }
        let left = stored.saturating_sub(state.read.get() - before);
        run.total = run.total.saturating_add(left);
        if left > 0 && (run.total > limits.total_bytes || budget.take_bytes(left).is_err()) {
            let gap = whole("further entries were not read").with_limit(total_hit(limits));
            run.summary.gaps.push(gap);
            return Ok(run.summary);
        }
        state.allow(left.saturating_add(limits.header_bytes).saturating_add(2 * BLOCK));
    }
    if state.ended.get() {
        if state.read.get() == 0 {
            return Err(ArchiveError::Malformed {
                format: Format::Tar,
                byte: 0,
            });
        }
        run.summary
            .gaps
            .push(whole("the archive has no end mark, entries may be missing"));
    }
    Ok(run.summary)
}

struct Run<'a> {
    limits: &'a Limits,
    budget: &'a Budget,
    names: Names,
    total: u64,
    summary: Summary,
}

impl Run<'_> {
    fn may_go_on(&self, count: u64) -> Result<(), Box<Gap>> {
        if self.budget.is_cancelled() {
            return Err(Box::new(whole("reading was cancelled")));
        }
        let limit = if count >= self.limits.entries {
            Err(entries_hit(self.limits))
        } else {
            self.budget.take_items(1)
        };
        limit.map_err(|limit| {
            let cause = format!("entries from number {} on were not read", count + 1);
            Box::new(whole(&cause).with_limit(limit))
        })
    }

    fn accept<R: Read>(
        &mut self,
        content: ::tar::Entry<'_, R>,
        visit: &mut impl FnMut(Entry, &mut dyn Read) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let raw = content.path_bytes().into_owned();
        let cause = match content.header().entry_type() {
            EntryType::XGlobalHeader => return ControlFlow::Continue(()),
            EntryType::Directory if content.size() == 0 => return ControlFlow::Continue(()),
            EntryType::Directory => Some("a directory has content"),
            EntryType::Regular | EntryType::Continuous => None,
            EntryType::Link => Some("a hard link is not followed"),
            EntryType::Symlink => Some("a symbolic link is not followed"),
            EntryType::Char | EntryType::Block | EntryType::Fifo => Some("a device is not read"),
            EntryType::GNUSparse => Some("a sparse file is not read"),
            _ => Some("an entry of an unknown kind is not read"),
        };
        // Before ustar, a directory was a file whose name ends with a slash.
        let cause = match cause {
            None if !raw.ends_with(b"/") => None,
            None if content.size() == 0 => return ControlFlow::Continue(()),
            cause => cause.or(Some("a directory has content")),
        };
        let label = match (self.names.label(&raw, self.limits), cause) {
            (Ok(label), None) => label,
            (Ok(_), Some(cause)) => {
                self.summary.gaps.push(skipped(&raw, self.limits, cause));
                return ControlFlow::Continue(());
            }
            (Err(gap), _) => {
                self.summary.gaps.push(*gap);
                return ControlFlow::Continue(());
            }
        };
        let size = content.size();
        let mut content = Bounded::new(content, size, self.limits, self.budget, &mut self.total);
        self.summary.entries += 1;
        let flow = visit(
            Entry {
                label: label.clone(),
                size,
            },
            &mut content,
        );
        let fault = content.fault();
        self.summary.gaps.extend(fault.map(|fault| fault.gap(label)));
        if fault.is_some_and(Fault::is_final) {
            self.summary.gaps.push(whole("further entries were not read"));
            return ControlFlow::Break(());
        }
        flow
    }
}

/// What the reader below and the loop above tell each other.
#[derive(Default)]
struct State {
    /// Bytes read so far.
    read: Cell<u64>,
    /// Up to which byte reading is allowed: long names are collected in memory.
    allowed: Cell<u64>,
    /// The end of the input was met.
    ended: Cell<bool>,
    /// The limit that was hit, which the crate in between may hide.
    hit: Cell<Option<LimitHit>>,
}

impl State {
    fn allow(&self, bytes: u64) {
        self.allowed.set(self.read.get().saturating_add(bytes));
    }
}

struct Metered<R> {
    inner: R,
    state: Rc<State>,
    header_bytes: u64,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = self.state.allowed.get().saturating_sub(self.state.read.get());
        if room == 0 && !buffer.is_empty() {
            let hit = LimitHit {
                what: "bytes of the headers of one entry",
                allowed: self.header_bytes,
            };
            self.state.hit.set(Some(hit));
            return Err(io::Error::other(hit));
        }
        let wanted = usize::try_from(room).unwrap_or(usize::MAX).min(buffer.len());
        let count = match self.inner.read(buffer.get_mut(..wanted).unwrap_or_default()) {
            Ok(count) => count,
            Err(error) => {
                self.state.hit.set(self.state.hit.get().or(limit_hit(&error)));
                return Err(error);
            }
        };
        if count == 0 && wanted > 0 {
            self.state.ended.set(true);
        }
        self.state.read.set(self.state.read.get() + count as u64);
        Ok(count)
    }
}

/// A gap about the archive itself.
fn whole(cause: &str) -> Gap {
    Gap::new(Stage::Source, GapKind::Truncated, "", cause)
}

fn damaged(error: &io::Error, state: &State) -> Gap {
    let byte = state.read.get();
    let gap = whole(&format!("damaged before byte {byte}: {}", error.kind()));
    match state.hit.get() {
        Some(hit) => gap.with_limit(hit),
        None => gap,
    }
}

fn first_failed(error: &io::Error, state: &State) -> ArchiveError {
    let kind = error.kind();
    match (state.hit.get(), kind) {
        (Some(hit), _) => ArchiveError::Limit(hit),
        // The crate's own complaints are of these kinds.
        (
            None,
            io::ErrorKind::Other
            | io::ErrorKind::InvalidData
            | io::ErrorKind::InvalidInput
            | io::ErrorKind::UnexpectedEof,
        ) => ArchiveError::Malformed {
            format: Format::Tar,
            byte: 0,
        },
        (None, kind) => ArchiveError::Input {
            byte: state.read.get(),
            kind,
        },
    }
}
