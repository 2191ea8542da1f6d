//! Byte strings whose order under `memcmp` is the order of versions.
//!
//! Every piece that is written is prefix-free and keeps its order, so pieces written one behind the other compare like
//! tuples. A number is one byte up to 239, then a length byte and big-endian bytes, then (beyond 64 bits) its count of
//! digits and the digits, so that no version number is too long. Text ends with a zero byte; zero and one are escaped.

/// Number forms of one byte end here.
const ONE_BYTE: u64 = 0xF0;
/// Marks a number of more than 64 bits.
const LONG: u8 = 0xF8;

/// The most pieces a scheme takes a version apart into before it writes them; the list is many times as long as the text.
pub(crate) const MOST_PIECES: usize = 4096;

/// Writes the bytes of a key. Most keys are short, and are put into memory of their own only when they are done.
#[derive(Debug, Default)]
pub(crate) struct KeyWriter {
    short: [u8; SHORT],
    len: usize,
    /// All bytes, once there are more than fit the other place.
    long: Vec<u8>,
}

const SHORT: usize = 32;

impl KeyWriter {
    pub(crate) fn with_class(class: u8) -> Self {
        let mut writer = Self::default();
        writer.byte(class);
        writer
    }

    #[inline]
    pub(crate) fn byte(&mut self, byte: u8) {
        match self.short.get_mut(self.len) {
            Some(place) => {
                *place = byte;
                self.len += 1;
            }
            None => self.bytes(&[byte]),
        }
    }

    /// A number given by its decimal digits, of any length; leading zeros do not count.
    pub(crate) fn digits(&mut self, digits: &[u8]) {
        let digits = trim_zeros(digits);
        match to_u64(digits) {
            Some(value) => self.number(value),
            None => {
                self.byte(LONG);
                self.number(digits.len() as u64);
                self.bytes(digits);
            }
        }
    }

    pub(crate) fn number(&mut self, value: u64) {
        if value < ONE_BYTE {
            self.byte(value as u8);
            return;
        }
        let empty = (value.leading_zeros() / 8) as usize;
        self.byte(ONE_BYTE as u8 + (7 - empty) as u8);
        let bytes = value.to_be_bytes();
        self.bytes(bytes.get(empty..).unwrap_or_default());
    }

    /// Text, compared byte by byte; a text that another one starts with is smaller.
    pub(crate) fn text(&mut self, text: impl IntoIterator<Item = u8>) {
        for byte in text {
            match byte {
                0 => self.bytes(&[1, 1]),
                1 => self.bytes(&[1, 2]),
                other => self.byte(other),
            }
        }
        self.byte(0);
    }

    pub(crate) fn finish(self) -> Box<[u8]> {
        if self.long.is_empty() {
            self.short.get(..self.len).unwrap_or_default().into()
        } else {
            self.long.into_boxed_slice()
        }
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let end = self.len.saturating_add(bytes.len());
        if let Some(place) = self.short.get_mut(self.len..end) {
            place.copy_from_slice(bytes);
            self.len = end;
            return;
        }
        if self.long.is_empty() {
            let short = self.short.get(..self.len).unwrap_or_default();
            self.long.extend_from_slice(short);
            // Nothing more goes to the short place.
            self.len = SHORT;
        }
        self.long.extend_from_slice(bytes);
    }
}

/// The digits without zeros in front; nothing is left of zero.
pub(crate) fn trim_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.get(zeros..).unwrap_or_default()
}

fn to_u64(digits: &[u8]) -> Option<u64> {
    if digits.len() > 20 {
        return None;
    }
    digits.iter().try_fold(0_u64, |value, digit| {
        value
            .checked_mul(10)?
            .checked_add(u64::from(digit.wrapping_sub(b'0')))
    })
}

/// Whether a text has marks of ranges or of names to be filled in (`[1.0,2.0)`, `^1.2 || ^2`, `${revision}`): it names no one
/// version.
pub(crate) fn is_expression(text: &[u8]) -> bool {
    text.iter()
        .any(|byte| byte.is_ascii_whitespace() || b"<>=^~|,()[]{}$\"'".contains(byte))
}

/// Splits off the leading bytes that `is` accepts.
pub(crate) fn split_while(text: &[u8], is: impl Fn(u8) -> bool) -> (&[u8], &[u8]) {
    let count = text.iter().take_while(|byte| is(**byte)).count();
    text.split_at_checked(count).unwrap_or((text, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(digits: &str) -> Box<[u8]> {
        let mut writer = KeyWriter::default();
        writer.digits(digits.as_bytes());
        writer.byte(0x80); // What follows must not disturb the order.
        writer.finish()
    }

    #[test]
    fn numbers_of_any_length_keep_their_order() {
        let long = "9".repeat(300);
        let longer = format!("1{}", "0".repeat(300));
        let rising = [
            "0",
            "1",
            "239",
            "240",
            "255",
            "256",
            "65535",
            "65536",
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999999",
            "100000000000000000000",
            &long,
            &longer,
        ];
        for (low, high) in rising.iter().zip(rising.iter().skip(1)) {
            assert!(key(low) < key(high), "{low} < {high}");
        }
        assert_eq!(key("000"), key("0"));
        assert_eq!(key("0012"), key("12"));
    }

    #[test]
    fn keys_of_any_length_are_written_whole() {
        for len in [SHORT - 3, SHORT - 2, SHORT - 1, SHORT, SHORT + 1, 3 * SHORT] {
            let mut writer = KeyWriter::with_class(7);
            let text = vec![9; len];
            writer.text(text.iter().copied());
            writer.number(u64::MAX);
            writer.byte(8);
            let number = [0xF7, 255, 255, 255, 255, 255, 255, 255, 255, 8];
            assert_eq!(
                *writer.finish(),
                *[&[7][..], &text, &[0], &number].concat(),
                "{len}"
            );
        }
    }

    #[test]
    fn text_with_zero_bytes_keeps_its_order() {
        let texts: [&[u8]; 6] = [b"", b"\0", b"\0\0", b"\x01", b"a", b"a\0"];
        for (low, high) in texts.iter().zip(texts.iter().skip(1)) {
            let (mut a, mut b) = (KeyWriter::default(), KeyWriter::default());
            a.text(low.iter().copied());
            b.text(high.iter().copied());
            assert!(a.finish() < b.finish(), "{low:?} < {high:?}");
        }
    }
}
