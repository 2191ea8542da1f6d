//! What conditions of imported rules see of a match.

use std::ops::Range;

use crate::engine::{LINE_REACH, Span};
use crate::origin::Origin;

/// A match, the text around it and where the input came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'t> {
    text: &'t [u8],
    /// The offset of `text` in the input.
    base: u64,
    span: Span,
    origin: &'t Origin,
}

impl<'t> View<'t> {
    pub(crate) fn new(text: &'t [u8], base: u64, span: Span, origin: &'t Origin) -> Self {
        Self {
            text,
            base,
            span,
            origin,
        }
    }

    /// A match that is the whole text.
    pub(crate) fn whole(text: &'t [u8], origin: &'t Origin) -> Self {
        let span = Span {
            start: 0,
            end: text.len(),
            secret_start: 0,
            secret_end: text.len(),
        };
        Self::new(text, 0, span, origin)
    }

    pub(crate) fn origin(&self) -> &'t Origin {
        self.origin
    }

    pub(crate) fn secret(&self) -> &'t [u8] {
        self.get(self.span.secret_start..self.span.secret_end)
    }

    pub(crate) fn matched(&self) -> &'t [u8] {
        self.get(self.span.start..self.span.end)
    }

    /// The lines of the match, cut 1,024 bytes before and behind it.
    pub(crate) fn line(&self) -> &'t [u8] {
        self.get(self.line_start()..self.line_end())
    }

    /// The match with up to `reach` bytes on each side.
    pub(crate) fn around(&self, reach: usize) -> &'t [u8] {
        self.get(self.span.start.saturating_sub(reach)..self.text.len().min(self.span.end + reach))
    }

    /// The offsets in the input of the match.
    pub(crate) fn offsets(&self) -> (u64, u64) {
        (
            self.base + self.span.start as u64,
            self.base + self.span.end as u64,
        )
    }

    /// The offsets in the input of the lines of the match, cut as [`View::line`] is.
    pub(crate) fn line_offsets(&self) -> (u64, u64) {
        (
            self.base + self.line_start() as u64,
            self.base + self.line_end() as u64,
        )
    }

    /// The bytes between two offsets of the input, as far as they are at most 1,024 bytes from the match.
    pub(crate) fn between(&self, from: i64, to: i64) -> &'t [u8] {
        let least = self.span.start.saturating_sub(LINE_REACH);
        let most = self.text.len().min(self.span.end + LINE_REACH);
        let base = i64::try_from(self.base).unwrap_or(i64::MAX);
        let index = |offset: i64| {
            usize::try_from(offset.saturating_sub(base))
                .unwrap_or(0)
                .clamp(least, most)
        };
        let (from, to) = (index(from), index(to));
        self.get(from..to.max(from))
    }

    fn line_start(&self) -> usize {
        let least = self.span.start.saturating_sub(LINE_REACH);
        let before = self.get(least..self.span.start);
        let newline = before.iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
        newline.map_or(least, |at| least + at + 1)
    }

    fn line_end(&self) -> usize {
        let most = self.text.len().min(self.span.end + LINE_REACH);
        let behind = self.get(self.span.end..most);
        let newline = behind.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        newline.map_or(most, |at| self.span.end + at)
    }

    fn get(&self, range: Range<usize>) -> &'t [u8] {
        self.text.get(range).unwrap_or_default()
    }
}
