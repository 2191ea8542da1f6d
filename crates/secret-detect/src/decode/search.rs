//! Where in a text something may be encoded: by the class of its bytes, without decoding.

use super::digits::{MIN_DIGITS, digits_end, is_digit, next_digits};
use super::{Encoding, MAX_ENCODED, escape};

/// The shortest run of hexadecimal digits.
const MIN_HEX: usize = 32;
/// The shortest first line of digits that goes on in the next line.
const MIN_LINE: usize = 40;
/// How far lines of digits may be indented.
const MAX_INDENT: usize = 32;
/// How much of a run is read again in the next piece. A multiple of the digits of three bytes.
const OVERLAP: usize = 4 * 1024;
/// How far apart escapes of one run may be, and how much of what stands around them belongs to it.
const MAX_GAP: usize = 256;
/// How many units a text in UTF-16 has at least.
const MIN_UNITS: usize = 12;
/// At which distance bytes are tested for UTF-16; less than [`MIN_UNITS`] units are wide.
const STRIDE: usize = 16;

/// A run of a text that may be encoded.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Encoded {
    pub(super) encoding: Encoding,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How far a text was searched. All offsets are of the whole text.
#[derive(Debug, Default)]
pub(super) struct Search {
    digits: u64,
    /// Where the next piece of a run that is too long for one begins.
    piece: Option<u64>,
    /// Per notation.
    escapes: [u64; Encoding::ALL.len()],
    units: u64,
    /// Where the lines of a run begin.
    lines: Vec<usize>,
}

impl Search {
    pub(super) fn reset(&mut self) {
        (self.digits, self.piece, self.escapes, self.units) = (0, None, [0; Encoding::ALL.len()], 0);
    }

    /// Appends the runs that begin in `from..to` (an escaped one: whose first escape does). `text` begins at `base` of the whole
    /// and, if the whole goes on, reaches [`MAX_ENCODED`] and some bytes behind `to`.
    pub(super) fn find(&mut self, text: &[u8], base: u64, from: usize, to: usize, found: &mut Vec<Encoded>) {
        self.find_digits(text, base, from, to, found);
        self.find_escapes(text, base, from, to, found);
        self.find_units(text, base, from, to, found);
    }

    fn find_digits(&mut self, text: &[u8], base: u64, from: usize, to: usize, found: &mut Vec<Encoded>) {
        let mut piece = self.piece.take().map(|piece| local(piece, base));
        let mut at = from.max(local(self.digits, base));
        if piece.is_none() && at.checked_sub(1).is_some_and(|before| is_digit(text, before)) {
            // What began before was too short, or it would be known.
            while at < to && is_digit(text, at) {
                at += 1;
            }
        }
        loop {
            let start = match piece.take() {
                Some(start) if start >= to => {
                    self.piece = Some(base + start as u64);
                    break;
                }
                Some(start) => start,
                None => match next_digits(text, at, to) {
                    Some(start) => start,
                    None => break,
                },
            };
            (at, piece) = self.take_digits(text, start, found);
        }
        self.digits = base + at as u64;
    }

    /// Takes the run, or lines of runs, at `start`: where the search goes on, and where the next piece begins.
    fn take_digits(&mut self, text: &[u8], start: usize, found: &mut Vec<Encoded>) -> (usize, Option<usize>) {
        // The letter of an escaped line break is a digit that is none.
        let escaped = start.checked_sub(1).and_then(|before| text.get(before)) == Some(&b'\\');
        let letter = escaped && matches!(text.get(start), Some(b'n' | b'r' | b't'));
        let start = start + usize::from(letter);
        let limit = start + MAX_ENCODED;
        let mut end = digits_end(text, start, limit);
        add_digits(text, start, end, found);
        if is_digit(text, end) {
            return (end, Some(end - OVERLAP));
        }
        let width = end - start;
        if width < MIN_LINE {
            return (end, None);
        }
        self.lines.clear();
        self.lines.push(start);
        let mut piece = None;
        while let Some(next) = next_line(text, end) {
            if next + width >= limit {
                // So many lines that they hold whole groups of digits.
                let again = OVERLAP / (4 * width) * 4;
                let first = self.lines.len().checked_sub(again).filter(|first| *first > 0);
                piece = Some(
                    first
                        .and_then(|first| self.lines.get(first))
                        .copied()
                        .unwrap_or(next),
                );
                break;
            }
            let next_end = digits_end(text, next, next + width + 1);
            let length = next_end - next;
            if length == 0 || length > width || !ends_line(text, next_end) {
                break;
            }
            self.lines.push(next);
            add_digits(text, next, next_end, found);
            end = next_end;
            if length < width {
                break;
            }
        }
        if self.lines.len() > 1 {
            add_digits(text, start, end, found);
        }
        (end, piece)
    }

    fn find_escapes(&mut self, text: &[u8], base: u64, from: usize, to: usize, found: &mut Vec<Encoded>) {
        let part = text.get(from..to).unwrap_or_default();
        for at in memchr::memchr2_iter(b'%', b'\\', part) {
            let at = from + at;
            // Most are those of formats and of line breaks.
            match text.get(at..) {
                Some([b'%', next, ..]) if next.is_ascii_hexdigit() => {
                    self.take_escapes(Encoding::Percent, text, base, at, found);
                }
                Some([b'\\', b'x' | b'u', ..]) => self.take_escapes(Encoding::Escape, text, base, at, found),
                _ => {}
            }
        }
        // The second byte of the pair may be the first behind the part.
        let part = text.get(from..text.len().min(to + 1)).unwrap_or_default();
        for at in memchr::memmem::find_iter(part, b"&#") {
            self.take_escapes(Encoding::Entity, text, base, from + at, found);
        }
    }

    #[inline]
    fn take_escapes(
        &mut self,
        encoding: Encoding,
        text: &[u8],
        base: u64,
        at: usize,
        found: &mut Vec<Encoded>,
    ) {
        if escape::numeric(encoding, text, at).is_none() {
            return;
        }
        let Some(known) = self.escapes.get_mut(encoding as usize) else {
            return;
        };
        let before = local(*known, base);
        if at < before {
            return;
        }
        let (start, end) = (escaped_start(text, at, before), escaped_end(encoding, text, at));
        found.push(Encoded { encoding, start, end });
        let whole = end - at < MAX_ENCODED - MAX_GAP;
        *known = base + if whole { end } else { end - OVERLAP } as u64;
    }

    fn find_units(&mut self, text: &[u8], base: u64, from: usize, to: usize, found: &mut Vec<Encoded>) {
        // Places that are the same however the text is cut.
        let ahead = (base + from as u64).next_multiple_of(STRIDE as u64) - base;
        let mut at = usize::try_from(ahead).unwrap_or(usize::MAX);
        while at < to {
            let Some([first, second, third, fourth]) = text.get(at..).and_then(|rest| rest.first_chunk())
            else {
                break;
            };
            if *first != 0 && *second != 0 && *third != 0 && *fourth != 0 {
                // Most texts hold no NUL at all.
                let rest = text.get(at + 4..text.len().min(to + 4)).unwrap_or_default();
                let Some(next) = memchr::memchr(0, rest) else {
                    break;
                };
                at += (next + 1).next_multiple_of(STRIDE);
                continue;
            }
            let alternates = (*first == 0) != (*second == 0) && (*third == 0) != (*fourth == 0);
            if alternates && (*first == 0) == (*third == 0) && at >= local(self.units, base) {
                let least = local(self.units, base).max(at.saturating_sub(STRIDE + 1));
                let mut start = at;
                while start > least && alternate(text, start - 1) {
                    start -= 1;
                }
                let mut end = at;
                while end < start + MAX_ENCODED && alternate(text, end) {
                    end += 1;
                }
                // The last pair ends with the byte that has no successor of the other kind.
                end = text.len().min(end + 1);
                if end - start >= 2 * MIN_UNITS {
                    found.push(Encoded {
                        encoding: Encoding::Utf16,
                        start,
                        end,
                    });
                    let whole = end - start < MAX_ENCODED;
                    self.units = base + if whole { end } else { end - OVERLAP } as u64;
                }
            }
            at += STRIDE;
        }
    }
}

/// Whether here and behind are a character of ASCII text and NUL, in either order.
fn alternate(text: &[u8], at: usize) -> bool {
    let is_text = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x20..=0x7e);
    match text.get(at..) {
        Some([0, second, ..]) => is_text(*second),
        Some([first, 0, ..]) => is_text(*first),
        _ => false,
    }
}

/// Adds a run of digits if it can be a text: all hexadecimal, or of both cases. A text of 18 bytes has both in base64.
fn add_digits(text: &[u8], mut start: usize, end: usize, found: &mut Vec<Encoded>) {
    if text
        .get(start..)
        .is_some_and(|run| run.starts_with(b"0x") || run.starts_with(b"0X"))
    {
        start += 2;
    }
    let run = text.get(start..end).unwrap_or_default();
    if run.len() < MIN_DIGITS {
        return;
    }
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r' | b' ' | b'\t');
    let encoding = if run.iter().all(|byte| byte.is_ascii_hexdigit() || is_break(byte)) {
        if run.len() < MIN_HEX {
            return;
        }
        Encoding::Hex
    } else if run.iter().any(u8::is_ascii_uppercase) && run.iter().any(u8::is_ascii_lowercase) {
        Encoding::Base64
    } else {
        return;
    };
    found.push(Encoded { encoding, start, end });
}

/// Where the next line begins, if one ends at `at`: behind a line break, as such or escaped in a string, and indentation.
fn next_line(text: &[u8], at: usize) -> Option<usize> {
    let next = match text.get(at..)? {
        [b'\n', ..] => at + 1,
        [b'\r', b'\n', ..] | [b'\\', b'n', ..] => at + 2,
        [b'\\', b'r', b'\\', b'n', ..] => at + 4,
        _ => return None,
    };
    let indent = text.get(next..)?.iter().take(MAX_INDENT);
    Some(next + indent.take_while(|byte| matches!(byte, b' ' | b'\t')).count())
}

/// Whether nothing but padding stands between here and the end of the line or of the string.
fn ends_line(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let rest = rest.strip_prefix(b"=").unwrap_or(rest);
    let rest = rest.strip_prefix(b"=").unwrap_or(rest);
    matches!(
        rest.first(),
        None | Some(b'\r' | b'\n' | b'\\' | b'"' | b'\'' | b'`' | b'<' | b' ' | b',')
    )
}

/// What may stand between escapes of one run: ASCII without spaces, quotes and brackets of tags.
fn joins(text: &[u8], at: usize) -> bool {
    text.get(at)
        .is_some_and(|byte| matches!(byte, 0x21..=0x7e) && !matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>'))
}

fn escaped_start(text: &[u8], at: usize, before: usize) -> usize {
    let least = before.max(at.saturating_sub(MAX_GAP));
    let mut start = at;
    while start > least && joins(text, start - 1) {
        start -= 1;
    }
    start
}

/// Ends behind the last byte that joins and has an escape near before it.
fn escaped_end(encoding: Encoding, text: &[u8], first: usize) -> usize {
    let limit = first + MAX_ENCODED - MAX_GAP;
    let (mut at, mut near) = (first, first);
    let lead = escape::lead(encoding);
    while at < limit && at - near <= MAX_GAP {
        let begins = text.get(at).copied() == lead;
        match begins.then(|| escape::any(encoding, text, at)).flatten() {
            Some(escape) if at + escape.length <= limit => {
                at += escape.length;
                near = at;
            }
            _ if joins(text, at) => at += 1,
            _ => break,
        }
    }
    at
}

fn local(offset: u64, base: u64) -> usize {
    usize::try_from(offset.saturating_sub(base)).unwrap_or(usize::MAX)
}
