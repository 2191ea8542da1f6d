//! Numbers of variable length and bits.

/// Seven bits a byte, lowest first; the high bit says that more follow.
pub(super) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes bytes off the front; `None` once they are not what was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn varint(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7F);
            if shift == 63 && bits > 1 {
                return None;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    pub(super) fn length(&mut self) -> Option<usize> {
        usize::try_from(self.varint()?).ok()
    }

    pub(super) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Writes bits, lowest first.
#[derive(Debug)]
pub(super) struct BitWriter<'o> {
    out: &'o mut Vec<u8>,
    window: u64,
    filled: u32,
}

impl<'o> BitWriter<'o> {
    pub(super) fn new(out: &'o mut Vec<u8>) -> Self {
        Self {
            out,
            window: 0,
            filled: 0,
        }
    }

    /// As many zeros, then a one.
    pub(super) fn unary(&mut self, mut zeros: u64) {
        while zeros >= 32 {
            self.bits(0, 32);
            zeros -= 32;
        }
        self.bits(1 << zeros, zeros as u32 + 1);
    }

    /// At most 33 bits.
    pub(super) fn bits(&mut self, value: u64, count: u32) {
        // Less than 8 bits are left over between calls.
        self.window |= value << self.filled;
        self.filled += count;
        while self.filled >= 8 {
            self.out.push(self.window as u8);
            self.window >>= 8;
            self.filled -= 8;
        }
    }

    pub(super) fn finish(self) {
        if self.filled > 0 {
            self.out.push(self.window as u8);
        }
    }
}

/// Reads what [`BitWriter`] wrote.
#[derive(Debug)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    /// The next bits. Above `filled` there may be bits already that the next refill puts there again.
    window: u64,
    filled: u32,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            window: 0,
            filled: 0,
        }
    }

    /// A unary number, then `low` bits (at most 32), as one number.
    #[inline]
    pub(super) fn rice(&mut self, low: u32) -> Option<u64> {
        self.refill();
        let zeros = self.window.trailing_zeros();
        let used = zeros + 1 + low;
        if used > self.filled {
            return self.long_rice(low);
        }
        let value = (self.window >> 1 >> zeros) & ((1 << low) - 1);
        self.window = self.window >> 1 >> (used - 1);
        self.filled -= used;
        Some(u64::from(zeros) << low | value)
    }

    /// Whether all that is left are the zeros of the last byte.
    pub(super) fn is_at_end(&mut self) -> bool {
        self.refill();
        self.filled < 8 && self.bytes.is_empty() && self.window == 0
    }

    #[inline]
    fn refill(&mut self) {
        if let Some(next) = self.bytes.first_chunk() {
            self.window |= u64::from_le_bytes(*next) << self.filled;
            let taken = (63 - self.filled) >> 3;
            self.bytes = self.bytes.get(taken as usize..).unwrap_or_default();
            self.filled += taken * 8;
            return;
        }
        while self.filled < 56
            && let Some((next, rest)) = self.bytes.split_first()
        {
            self.window |= u64::from(*next) << self.filled;
            self.filled += 8;
            self.bytes = rest;
        }
    }

    /// A number of more bits than the window holds.
    #[cold]
    fn long_rice(&mut self, low: u32) -> Option<u64> {
        let mut zeros = 0_u64;
        loop {
            let here = self.window.trailing_zeros();
            if here < self.filled {
                zeros += u64::from(here);
                self.skip(here + 1);
                break;
            }
            zeros += u64::from(self.filled);
            self.skip(self.filled);
            self.refill();
            if self.filled == 0 {
                return None;
            }
        }
        self.refill();
        if self.filled < low {
            return None;
        }
        let value = self.window & ((1 << low) - 1);
        self.skip(low);
        zeros.checked_mul(1 << low)?.checked_add(value)
    }

    fn skip(&mut self, count: u32) {
        self.window = self.window.checked_shr(count).unwrap_or(0);
        self.filled -= count;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn varints_read_back_and_overlong_ones_do_not() {
        for value in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            put_varint(&mut bytes, value);
            let mut reader = Reader(&bytes);
            assert_eq!(reader.varint(), Some(value));
            assert!(reader.is_empty());
        }
        for bad in [&[][..], &[0x80], &[0xFF; 10], &[0xFF; 11]] {
            assert_eq!(Reader(bad).varint(), None);
        }
    }

    #[test]
    fn rice_numbers_read_back_whatever_their_length() {
        for low in [0, 1, 7, 13, 32] {
            let values: Vec<u64> = [0, 1, 2, 40, 31, 32, 33, 63, 64, 200, 1000]
                .into_iter()
                .flat_map(|quotient| [quotient << low, (quotient << low) | ((1 << low) - 1)])
                .collect();
            let mut bytes = Vec::new();
            let mut writer = BitWriter::new(&mut bytes);
            for value in &values {
                writer.unary(value >> low);
                writer.bits(value & ((1 << low) - 1), low);
            }
            writer.finish();
            let mut reader = BitReader::new(&bytes);
            for value in &values {
                assert_eq!(reader.rice(low), Some(*value), "{low}");
            }
            assert!(reader.is_at_end());
            let mut short = BitReader::new(bytes.get(..bytes.len() - 5).unwrap());
            let read = std::iter::from_fn(|| short.rice(low)).count();
            assert!(read < values.len());
        }
    }
}
