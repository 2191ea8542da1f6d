//! Inputs that come in pieces.

use std::ops::ControlFlow;

use crate::engine::{Run, Stop, Units, Window};
use crate::origin::Origin;
use crate::scanner::{STEP, ScanSummary, Scanner, Scratch};
use crate::sink::Sink;

/// Scans an input that comes in pieces of any size, in memory that does not grow with it.
///
/// The answer is the same as that of [`Scanner::scan`] over the whole, however the input is cut.
///
/// ```
/// use portcullis_secret_detect::{Feeder, RuleSet, Scanner, SecretMatch};
///
/// let scanner = Scanner::new(RuleSet::builtin())?;
/// let mut scratch = scanner.scratch();
/// let mut found: Vec<SecretMatch> = Vec::new();
/// let mut feeder = Feeder::new(&scanner, &mut scratch);
/// for piece in ["token = gh", "p_StZsxnTSWsbCBpWUedoB6", "SJ95Ypuie0AKxrk\n"] {
///     let _ = feeder.push(piece.as_bytes(), &mut found);
/// }
/// assert_eq!(feeder.finish(&mut found).findings, 1);
/// # Ok::<(), portcullis_secret_detect::RuleSetError>(())
/// ```
#[derive(Debug)]
pub struct Feeder<'a> {
    scanner: &'a Scanner,
    scratch: &'a mut Scratch,
    /// The offset of the buffer in the scanned text.
    base: u64,
    /// Where in the buffer hits are new.
    from: usize,
    /// Bytes of the input that were taken.
    taken: u64,
    encoding: Encoding,
}

/// How the input's bytes become the scanned text.
#[derive(Clone, Copy, Debug)]
enum Encoding {
    /// Fewer than two bytes were seen.
    Undecided(Option<u8>),
    Bytes,
    Utf16 {
        big_endian: bool,
        /// The first byte of a code unit whose second is still to come.
        half: Option<u8>,
    },
}

/// Whether a text begins with the byte order mark of UTF-16 (and is not UTF-32, whose mark begins alike).
pub(crate) fn has_utf16_mark(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..])
}

impl<'a> Feeder<'a> {
    /// A scan that has seen nothing yet.
    #[must_use]
    pub fn new(scanner: &'a Scanner, scratch: &'a mut Scratch) -> Self {
        Self::from(scanner, scratch, &Origin::default())
    }

    /// The same for an input whose origin is known, which rules from files may ask for.
    #[must_use]
    pub fn from(scanner: &'a Scanner, scratch: &'a mut Scratch, origin: &Origin) -> Self {
        scratch.begin(scanner, origin);
        Self {
            scanner,
            scratch,
            base: 0,
            from: 0,
            taken: 0,
            encoding: Encoding::Undecided(None),
        }
    }

    /// The next bytes of the input. Break: the sink or a limit stopped the scan, and further bytes are ignored.
    pub fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> ControlFlow<()> {
        if self.scratch.run.stop.is_some() {
            return ControlFlow::Break(());
        }
        let allowed = usize::try_from(self.scanner.limits.bytes - self.taken).unwrap_or(usize::MAX);
        let taken = bytes.get(..allowed).unwrap_or(bytes);
        // Pieces of a step keep the buffer small however much comes at once.
        for piece in taken.chunks(STEP) {
            self.taken += piece.len() as u64;
            self.decode(piece);
            self.step(false, sink)?;
        }
        if taken.len() < bytes.len() {
            self.step(true, sink)?;
            self.scratch.run.stop = Some(Stop::Bytes);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    /// The input ends here.
    pub fn finish(mut self, sink: &mut dyn Sink) -> ScanSummary {
        if self.scratch.run.stop.is_none() {
            if let Encoding::Undecided(Some(byte)) = self.encoding {
                self.scratch.buffer.push(byte);
            }
            let _ = self.step(true, sink);
        }
        self.scratch.buffer.clear();
        self.scanner.summary(&self.scratch.run, self.taken)
    }

    /// Looks at what can be looked at: everything but a last part that a match could still reach out of.
    fn step(&mut self, last: bool, sink: &mut dyn Sink) -> ControlFlow<()> {
        let width = self.scanner.width;
        let lookahead = width.max(64) + 2 * crate::engine::MAX_CONTEXT;
        loop {
            let length = self.scratch.buffer.len();
            let ready = length.saturating_sub(self.from);
            let (to, end) = if last && ready <= STEP + lookahead {
                (length, true)
            } else if ready >= STEP + lookahead {
                (self.from + STEP, false)
            } else {
                return ControlFlow::Continue(());
            };
            let window = Window {
                text: &self.scratch.buffer,
                base: self.base,
                from: self.from,
                to,
                last: end,
            };
            self.scratch
                .run
                .advance(&self.scanner.rules, &self.scanner.prefilter, width, window, sink)?;
            self.from = to;
            if end {
                return ControlFlow::Continue(());
            }
            self.forget(Run::lookback(width));
        }
    }

    /// Drops what lies more than `keep` bytes behind.
    fn forget(&mut self, keep: usize) {
        let excess = self.from.saturating_sub(keep);
        if excess == 0 {
            return;
        }
        let base = self.base + excess as u64;
        self.scratch.run.leave(&self.scratch.buffer, self.base, base);
        self.scratch.buffer.drain(..excess);
        self.base = base;
        self.from -= excess;
    }

    fn decode(&mut self, piece: &[u8]) {
        let (first, rest) = match (self.encoding, piece) {
            (_, []) => return,
            (Encoding::Undecided(None), [only]) => {
                self.encoding = Encoding::Undecided(Some(*only));
                return;
            }
            (Encoding::Undecided(None), [first, second, rest @ ..]) => ([*first, *second], rest),
            (Encoding::Undecided(Some(first)), [second, rest @ ..]) => ([first, *second], rest),
            _ => return self.append(piece),
        };
        if has_utf16_mark(&first) {
            self.encoding = Encoding::Utf16 {
                big_endian: first == [0xfe, 0xff],
                half: None,
            };
            self.scratch.run.units = Units::Utf16;
        } else {
            self.encoding = Encoding::Bytes;
            self.append(&first);
        }
        self.append(rest);
    }

    fn append(&mut self, piece: &[u8]) {
        let buffer = &mut self.scratch.buffer;
        let Encoding::Utf16 { big_endian, half } = &mut self.encoding else {
            buffer.extend_from_slice(piece);
            return;
        };
        for byte in piece {
            match half.take() {
                None => *half = Some(*byte),
                Some(first) => {
                    let unit = if *big_endian {
                        [first, *byte]
                    } else {
                        [*byte, first]
                    };
                    // Rules are ASCII: any other code unit only has to keep its place.
                    buffer.push(if unit[0] == 0 && unit[1].is_ascii() {
                        unit[1]
                    } else {
                        0xff
                    });
                }
            }
        }
    }
}
