//! Numbers and texts in records.

use std::num::NonZero;

/// Takes a record apart from its front. Nothing is given where the record ends too early.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    #[inline]
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// LEB128, at most 64 bits.
    #[inline]
    pub(super) fn number(&mut self) -> Option<u64> {
        // Nearly all have one byte or two.
        match self.0 {
            [first @ ..0x80, rest @ ..] => {
                self.0 = rest;
                Some(u64::from(*first))
            }
            [first, second @ ..0x80, rest @ ..] => {
                self.0 = rest;
                Some(u64::from(first & 0x7F) | u64::from(*second) << 7)
            }
            bytes => {
                let (value, len) = long_number(bytes)?;
                self.0 = bytes.get(len.get()..)?;
                Some(value)
            }
        }
    }

    /// Walks over a number.
    #[inline]
    pub(super) fn skip_number(&mut self) -> Option<()> {
        let last = self.0.first_chunk().map_or(0, |chunk| last_byte(*chunk));
        if last == 0 {
            return self.number().map(|_| ());
        }
        self.0 = self.0.get(last.trailing_zeros() as usize / 8 + 1..)?;
        Some(())
    }

    #[inline]
    pub(super) fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// A number of at most 32 bits.
    #[inline]
    pub(super) fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// A number with a sign, zigzag.
    pub(super) fn signed(&mut self) -> Option<i64> {
        let value = self.number()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    #[inline]
    pub(super) fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    /// Bytes behind their count.
    #[inline]
    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let len = self.size()?;
        self.take(len)
    }

    /// Text behind its count of bytes.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

/// A number of any length, and how many bytes it has. Takes no reader, so that readers need not lie in memory.
#[inline(never)]
fn long_number(bytes: &[u8]) -> Option<(u64, NonZero<usize>)> {
    if let Some(chunk) = bytes.first_chunk() {
        let last = last_byte(*chunk);
        if last != 0 {
            let word = u64::from_le_bytes(*chunk) & (last ^ (last - 1)) & !HIGHEST_BITS;
            return Some((
                joined(word),
                NonZero::new(last.trailing_zeros() as usize / 8 + 1)?,
            ));
        }
    }
    let mut value = 0;
    for (at, byte) in bytes.iter().enumerate().take(10) {
        value |= u64::from(byte & 0x7F) << (7 * at);
        if *byte < 0x80 {
            return Some((value, NonZero::new(at + 1)?));
        }
    }
    None
}

/// The highest bit of each of eight bytes; it is set in all bytes of a number but the last.
const HIGHEST_BITS: u64 = 0x8080_8080_8080_8080;

/// The bit that the first number of eight bytes ends at, and those above; none if it does not end there.
#[inline]
fn last_byte(chunk: [u8; 8]) -> u64 {
    !u64::from_le_bytes(chunk) & HIGHEST_BITS
}

/// The lower seven bits of eight bytes, without the gaps between them.
#[inline]
fn joined(word: u64) -> u64 {
    let word = (word & 0x007F_007F_007F_007F) | (word & 0x7F00_7F00_7F00_7F00) >> 1;
    let word = (word & 0x0000_3FFF_0000_3FFF) | (word & 0x3FFF_0000_3FFF_0000) >> 2;
    (word & 0x0FFF_FFFF) | (word & 0x0FFF_FFFF_0000_0000) >> 4
}

pub(super) fn put_number(to: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        to.push(value as u8 | 0x80);
        value >>= 7;
    }
    to.push(value as u8);
}

/// How many bytes [`put_number`] writes.
pub(super) fn number_len(value: u64) -> usize {
    (value | 1).ilog2() as usize / 7 + 1
}

pub(super) fn put_signed(to: &mut Vec<u8>, value: i64) {
    put_number(to, ((value << 1) ^ (value >> 63)) as u64);
}

pub(super) fn put_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    put_number(to, bytes.len() as u64);
    to.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let powers = (0..64).map(|bits| 1_u64 << bits);
        let numbers: Vec<u64> = powers
            .flat_map(|power| [power - 1, power, power + power / 3])
            .chain([300, u64::from(u32::MAX), u64::MAX])
            .collect();
        let signed = [0, -1, 1, i64::MIN, i64::MAX];
        let mut bytes = Vec::new();
        for number in &numbers {
            let before = bytes.len();
            put_number(&mut bytes, *number);
            assert_eq!(bytes.len() - before, number_len(*number), "{number}");
        }
        signed.iter().for_each(|number| put_signed(&mut bytes, *number));
        put_bytes(&mut bytes, b"text");
        let mut reader = Reader::new(&bytes);
        let mut skipped = reader;
        for number in &numbers {
            assert_eq!(reader.number(), Some(*number));
            assert_eq!(skipped.skip_number(), Some(()));
            assert_eq!(skipped.rest(), reader.rest());
        }
        assert_eq!(signed.map(|_| reader.signed().unwrap()), signed);
        assert_eq!((reader.text(), reader.byte()), (Some("text"), None));
    }

    #[test]
    fn a_number_that_does_not_end_is_none() {
        for len in 0..20 {
            assert_eq!(Reader::new(&[0x80; 20][..len]).number(), None);
            assert_eq!(Reader::new(&[0x80; 20][..len]).skip_number(), None);
        }
        assert_eq!(Reader::new(&[0x80]).number(), None);
        assert_eq!(Reader::new(&[5, 1]).bytes(), None);
    }
}
