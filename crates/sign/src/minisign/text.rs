//! The lines of minisign's documents.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{MAX_BYTES, MinisignError, MinisignPart};

pub(super) const UNTRUSTED: &str = "untrusted comment: ";
pub(super) const TRUSTED: &str = "trusted comment: ";

/// The lines, read one after the other.
pub(super) struct Lines<'a> {
    lines: std::slice::Split<'a, u8, fn(&u8) -> bool>,
    number: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(document: &'a [u8]) -> Result<Self, MinisignError> {
        if document.len() > MAX_BYTES {
            return Err(MinisignError::TooLarge {
                size: document.len(),
                limit: MAX_BYTES,
            });
        }
        let is_end: fn(&u8) -> bool = |byte| *byte == b'\n';
        Ok(Self {
            lines: document.split(is_end),
            number: 0,
        })
    }

    /// What follows `prefix` on the next line, as text.
    pub(super) fn comment(&mut self, prefix: &str, part: MinisignPart) -> Result<&'a str, MinisignError> {
        let line = self.next().and_then(|line| std::str::from_utf8(line).ok());
        line.and_then(|line| line.strip_prefix(prefix))
            .map(|comment| comment.trim_end_matches('\r'))
            .ok_or(self.error(part))
    }

    /// The next line from base64, which has exactly `N` bytes.
    pub(super) fn bytes<const N: usize>(
        &mut self,
        part: MinisignPart,
    ) -> Result<Zeroizing<[u8; N]>, MinisignError> {
        let line = self.next().unwrap_or_default();
        let mut buffer = Zeroizing::new(vec![0; line.len()]);
        let length = STANDARD.decode_slice(line.trim_ascii(), &mut buffer).ok();
        let bytes: Option<&[u8; N]> = length
            .and_then(|length| buffer.get(..length))
            .and_then(|bytes| bytes.try_into().ok());
        bytes.map(|bytes| Zeroizing::new(*bytes)).ok_or(self.error(part))
    }

    /// Refuses anything but empty lines.
    pub(super) fn finish(mut self) -> Result<(), MinisignError> {
        while let Some(line) = self.next() {
            if !line.trim_ascii().is_empty() {
                return Err(self.error(MinisignPart::End));
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Option<&'a [u8]> {
        self.number += 1;
        self.lines.next()
    }

    const fn error(&self, expected: MinisignPart) -> MinisignError {
        MinisignError::Line {
            line: self.number,
            expected,
        }
    }
}

/// A part of a fixed layout.
pub(super) fn part<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let mut out = [0; N];
    if let Some(found) = bytes.get(at..at + N) {
        out.copy_from_slice(found);
    }
    out
}
