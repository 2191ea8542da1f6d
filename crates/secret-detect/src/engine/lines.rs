//! Lines and columns, counted only as far as somebody asks.

/// A place whose line is known; moves forward through the input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lines {
    at: u64,
    line: u64,
    line_start: u64,
}

impl Lines {
    pub(crate) fn new() -> Self {
        Self {
            at: 0,
            line: 1,
            line_start: 0,
        }
    }

    /// Moves to `offset`, or stays if it is behind; `text` begins at offset `base` of the input and reaches from here to
    /// there.
    pub(crate) fn advance(&mut self, text: &[u8], base: u64, offset: u64) {
        if offset <= self.at {
            return;
        }
        let from = index(self.at, base);
        let between = text.get(from..index(offset, base)).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        if let Some(last) = memchr::memrchr(b'\n', between) {
            self.line_start = base + (from + last) as u64 + 1;
        }
        self.at = offset;
    }

    /// The line (from 1) and the start of that line, of here.
    pub(crate) fn here(&self) -> (u64, u64) {
        (self.line, self.line_start)
    }
}

fn index(offset: u64, base: u64) -> usize {
    usize::try_from(offset.saturating_sub(base)).unwrap_or(usize::MAX)
}
