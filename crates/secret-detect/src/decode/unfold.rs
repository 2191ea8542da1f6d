//! Encodings within one another, down to a depth, by a stack of as many texts.

use std::ops::Range;

use super::search::{Encoded, Search};
use super::{Depth, Encoding, codec};

/// How many bytes are decoded for each byte of a run at most, all levels together. No level is longer than the one above it, but
/// lines of digits are decoded each on its own and joined: one, two and four times the run on three levels. Only runs that
/// overlap in odd ways need more.
const MAX_FACTOR: usize = 7;
/// The shortest text that is looked at.
const MIN_TEXT: usize = 8;
/// How many of the first bytes show whether it is one.
const SHOWN: usize = 48;

/// Finds and decodes; keeps what it allocated from run to run.
#[derive(Debug, Default)]
pub(crate) struct Unfolder {
    search: Search,
    nested: Search,
    found: Vec<Encoded>,
    frames: Vec<Frame>,
    /// How many runs were left because those around them had been decoded often enough.
    pub(crate) left: u64,
}

/// A decoded run.
#[derive(Debug, Default)]
struct Frame {
    /// Where it stands in the text that it was found in.
    run: Option<Encoded>,
    text: Vec<u8>,
    /// What may be encoded in turn.
    found: Vec<Encoded>,
    next: usize,
}

/// A decoded text with the way to it.
#[derive(Clone, Copy)]
pub(crate) struct Layer<'u> {
    input: &'u [u8],
    frames: &'u [Frame],
}

impl Unfolder {
    /// Forgets the last input.
    pub(crate) fn reset(&mut self) {
        self.search.reset();
        self.left = 0;
    }

    /// Shows every decoded text, the outermost first, of runs that begin in `from..to`.
    pub(crate) fn window(
        &mut self,
        depth: Depth,
        (text, base): (&[u8], u64),
        (from, to): (usize, usize),
        visit: &mut impl FnMut(Layer<'_>),
    ) {
        if depth == Depth::NONE {
            return;
        }
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        self.search.find(text, base, from, to, &mut found);
        for run in &found {
            self.unfold(depth, text, *run, visit);
        }
        self.found = found;
    }

    fn unfold(&mut self, depth: Depth, input: &[u8], run: Encoded, visit: &mut impl FnMut(Layer<'_>)) {
        let depth = usize::from(depth.levels());
        self.frames.resize_with(depth, Frame::default);
        let mut allowed = MAX_FACTOR * (run.end - run.start);
        let mut next = Some(run);
        let mut open = 0;
        loop {
            if let Some(run) = next.take() {
                let (above, below) = self.frames.split_at_mut(open);
                let Some(frame) = below.first_mut() else { return };
                let around = above.last().map_or(input, |frame| frame.text.as_slice());
                if !frame.open(run, around, &mut allowed) {
                    self.left += 1;
                } else if frame.is_text() {
                    open += 1;
                    if open < depth {
                        let end = frame.text.len();
                        self.nested.reset();
                        self.nested.find(&frame.text, 0, 0, end, &mut frame.found);
                    }
                    visit(Layer {
                        input,
                        frames: self.frames.get(..open).unwrap_or_default(),
                    });
                }
            }
            let Some(frame) = open.checked_sub(1).and_then(|last| self.frames.get_mut(last)) else {
                return;
            };
            next = frame.found.get(frame.next).copied();
            frame.next += 1;
            if next.is_none() {
                open -= 1;
            }
        }
    }
}

impl Frame {
    /// Decodes a run of the text around it, unless too much was decoded.
    fn open(&mut self, run: Encoded, around: &[u8], allowed: &mut usize) -> bool {
        self.run = Some(run);
        self.text.clear();
        self.found.clear();
        self.next = 0;
        if codec::longest(run.encoding, run.end - run.start) > *allowed {
            return false;
        }
        let encoded = around.get(run.start..run.end).unwrap_or_default();
        if run.encoding == Encoding::Base64
            && let Some((shown, _)) = encoded.split_at_checked(SHOWN / 3 * 4)
        {
            // Most of what looks like base64 is a name; its beginning tells, if no line ends there.
            codec::decode(run.encoding, shown, &mut self.text);
            if self.text.len() == SHOWN && !self.is_text() {
                *allowed = allowed.saturating_sub(SHOWN);
                return true;
            }
            self.text.clear();
        }
        codec::decode(run.encoding, encoded, &mut self.text);
        *allowed = allowed.saturating_sub(self.text.len());
        true
    }

    /// Whether three of four bytes at the beginning are ASCII text, or NUL as in UTF-16. What only looked like base64 is not.
    fn is_text(&self) -> bool {
        let start = self.text.get(..SHOWN).unwrap_or(&self.text);
        let text = start
            .iter()
            .filter(|byte| matches!(byte, 0 | b'\t' | b'\n' | b'\r' | 0x20..=0x7e));
        start.len() >= MIN_TEXT && 4 * text.count() >= 3 * start.len()
    }
}

impl Layer<'_> {
    /// What was decoded.
    pub(crate) fn text(&self) -> &[u8] {
        self.frames.last().map_or(&[], |frame| &frame.text)
    }

    /// The outermost encoded run in the input's text.
    pub(crate) fn run(&self) -> Range<usize> {
        let run = self.frames.first().and_then(|frame| frame.run);
        run.map_or(0..0, |run| run.start..run.end)
    }

    /// The encodings, the outermost first.
    pub(crate) fn encodings(&self) -> Vec<Encoding> {
        let encoding = |frame: &Frame| frame.run.map(|run| run.encoding);
        self.frames.iter().filter_map(encoding).collect()
    }

    /// The part of the input's text that a part of the decoded one comes from.
    pub(crate) fn place(&self, part: Range<usize>) -> Range<usize> {
        let mut part = part;
        for (level, frame) in self.frames.iter().enumerate().rev() {
            let around = level.checked_sub(1).and_then(|above| self.frames.get(above));
            let around = around.map_or(self.input, |frame| &frame.text);
            let Some(run) = frame.run else { return part };
            let encoded = around.get(run.start..run.end).unwrap_or_default();
            let inside = codec::locate(run.encoding, encoded, &part);
            part = run.start + inside.start..run.start + inside.end;
        }
        part
    }
}
