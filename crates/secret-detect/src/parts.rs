//! Parts of an input whose rest is known.

use std::ops::Range;

use crate::decode::Depth;
use crate::engine::Window;
use crate::feeder;
use crate::origin::Origin;
use crate::scanner::{ScanSummary, Scanner, Scratch};
use crate::sink::Sink;

/// Rules whose matches reach farther than this from their keyword are told apart, in bytes.
pub(crate) const NEAR: usize = 512;

impl Scanner {
    /// How far from a change a match can be that the change makes or breaks, in bytes, but for the rules whose keywords
    /// [`Scratch::far`] tells, which reach as far as [`Scanner::width`].
    pub const NEAR: usize = NEAR;

    /// Whether what a part of an input holds does not depend on what is far from it, so that [`Scanner::scan_parts`] may be used.
    /// What is encoded does: it is read from the beginning of its run.
    #[must_use]
    pub fn is_local(&self) -> bool {
        self.depth == Depth::NONE
            && self
                .rules
                .iter()
                .all(|rule| !rule.is_everywhere() && rule.rule.imported().is_none())
    }

    /// Tells `sink` the credentials whose keyword begins in one of `parts`, which are in order and do not overlap. The text around
    /// them is seen, offsets are those of the whole.
    pub fn scan_parts(
        &self,
        scratch: &mut Scratch,
        text: &[u8],
        parts: &[Range<usize>],
        sink: &mut dyn Sink,
    ) -> ScanSummary {
        if feeder::has_utf16_mark(text) {
            return self.scan(scratch, text, sink);
        }
        scratch.begin(self, &Origin::default());
        let mut looked = 0;
        for (at, part) in parts.iter().enumerate() {
            let window = Window {
                text,
                base: 0,
                from: part.start,
                to: part.end.min(text.len()),
                last: at + 1 == parts.len(),
            };
            looked += part.len() as u64;
            let flow = scratch
                .run
                .advance(&self.rules, &self.prefilter, self.width, window, sink);
            if flow.is_break() {
                break;
            }
        }
        self.summary(&scratch.run, looked)
    }
}

impl Scratch {
    /// Where the last scan saw keywords of rules that reach farther than [`Scanner::NEAR`], in order and perhaps repeated; nothing if
    /// there were too many to be kept.
    #[must_use]
    pub fn far(&self) -> Option<&[u64]> {
        self.run.far.as_deref()
    }
}
