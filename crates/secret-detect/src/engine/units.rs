//! Offsets of the scanned text and of the input.

use std::ops::Range;

/// How offsets of the scanned text become offsets of the input.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Units {
    /// They are the same.
    Bytes,
    /// One byte was made of each UTF-16 code unit behind a byte order mark.
    Utf16,
}

impl Units {
    pub(super) fn range(self, text: Range<u64>) -> Range<u64> {
        match self {
            Self::Bytes => text,
            Self::Utf16 => 2 + 2 * text.start..2 + 2 * text.end,
        }
    }

    pub(super) fn line_start(self, text: u64) -> u64 {
        match self {
            Self::Bytes => text,
            // The byte order mark belongs to the first line.
            Self::Utf16 if text == 0 => 0,
            Self::Utf16 => 2 + 2 * text,
        }
    }
}
