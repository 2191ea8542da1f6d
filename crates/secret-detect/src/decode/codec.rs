//! The decoders: each is one loop that gives bytes with where in the encoded text they stood.
//!
//! They are not those of a library because runs come as they stand in the input, with line breaks and without padding, and
//! because a finding has to be led back to its place.

use std::ops::Range;

use super::Encoding;
use super::escape::{self, Value};

/// No character of the alphabet.
pub(super) const NO_DIGIT: u8 = 0xff;

/// The values of the characters of both alphabets of base64.
pub(super) static BASE64: [u8; 256] = {
    let mut table = [NO_DIGIT; 256];
    let standard = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut value = 0;
    while value < 64 {
        table[standard[value] as usize] = value as u8;
        value += 1;
    }
    table[b'-' as usize] = 62;
    table[b'_' as usize] = 63;
    table
};

/// Appends what `encoded` says.
pub(super) fn decode(encoding: Encoding, encoded: &[u8], text: &mut Vec<u8>) {
    let mut rest = encoded;
    if encoding == Encoding::Base64 {
        // Most runs are digits alone, four by four.
        while let Some((four, behind)) = rest.split_first_chunk()
            && let Some(three) = three_bytes(four)
        {
            text.extend_from_slice(&three);
            rest = behind;
        }
    }
    each(encoding, rest, |byte, _, _| text.push(byte));
}

/// What four digits of base64 say.
#[inline]
fn three_bytes(four: &[u8; 4]) -> Option<[u8; 3]> {
    let [first, second, third, fourth] = four.map(|byte| u32::from(BASE64[usize::from(byte)]));
    let bits = first << 18 | second << 12 | third << 6 | fourth;
    let [_, bytes @ ..] = bits.to_be_bytes();
    ((first | second | third | fourth) < 64).then_some(bytes)
}

/// The part of `encoded` that these bytes of what it says come from.
pub(super) fn locate(encoding: Encoding, encoded: &[u8], part: &Range<usize>) -> Range<usize> {
    let mut number = 0;
    let mut place: Option<Range<usize>> = None;
    each(encoding, encoded, |_, start, end| {
        if part.contains(&number) {
            let first = place.as_ref().map_or(start, |place| place.start);
            place = Some(first..end);
        }
        number += 1;
    });
    place.unwrap_or(0..encoded.len())
}

/// At most how many bytes `length` encoded bytes become.
pub(super) fn longest(encoding: Encoding, length: usize) -> usize {
    match encoding {
        Encoding::Base64 => length / 4 * 3 + 2,
        Encoding::Hex => length / 2,
        _ => length,
    }
}

/// Gives each byte with the start and end of what it was made from, in order.
#[inline(always)]
fn each(encoding: Encoding, encoded: &[u8], emit: impl FnMut(u8, usize, usize)) {
    match encoding {
        Encoding::Base64 => base64(encoded, emit),
        Encoding::Hex => hex(encoded, emit),
        Encoding::Percent | Encoding::Escape | Encoding::Entity => escapes(encoding, encoded, emit),
        Encoding::Utf16 => utf16(encoded, emit),
    }
}

/// Ends at the padding; line breaks, escaped ones too, and indentation are passed over, as is a last digit alone.
fn base64(encoded: &[u8], mut emit: impl FnMut(u8, usize, usize)) {
    let (mut bits, mut places, mut count) = (0_u32, [0_usize; 4], 0_usize);
    let mut at = 0;
    while let Some(byte) = encoded.get(at) {
        let digit = BASE64[usize::from(*byte)];
        if digit == NO_DIGIT {
            match byte {
                b'=' => break,
                b'\\' => at += 2,
                _ => at += 1,
            }
            continue;
        }
        bits = bits << 6 | u32::from(digit);
        places[count] = at;
        at += 1;
        count += 1;
        if count == 4 {
            let [_, first, second, third] = bits.to_be_bytes();
            emit(first, places[0], places[1] + 1);
            emit(second, places[1], places[2] + 1);
            emit(third, places[2], places[3] + 1);
            count = 0;
        }
    }
    let [_, first, second, _] = (bits << (6 * (4 - count))).to_be_bytes();
    if count >= 2 {
        emit(first, places[0], places[1] + 1);
    }
    if count == 3 {
        emit(second, places[1], places[2] + 1);
    }
}

/// Passes over what is no digit.
fn hex(encoded: &[u8], mut emit: impl FnMut(u8, usize, usize)) {
    let mut high = None;
    for (at, byte) in encoded.iter().enumerate() {
        let Some(digit) = char::from(*byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
        else {
            continue;
        };
        match high.take() {
            None => high = Some((digit, at)),
            Some((high, start)) => emit(high << 4 | digit, start, at + 1),
        }
    }
}

/// Keeps what is no escape.
fn escapes(encoding: Encoding, encoded: &[u8], mut emit: impl FnMut(u8, usize, usize)) {
    let lead = escape::lead(encoding);
    let mut at = 0;
    while let Some(byte) = encoded.get(at) {
        let found = if Some(*byte) == lead {
            escape::any(encoding, encoded, at)
        } else {
            None
        };
        let Some(found) = found else {
            emit(*byte, at, at + 1);
            at += 1;
            continue;
        };
        let end = at + found.length;
        match found.value {
            Value::Byte(byte) => emit(byte, at, end),
            Value::Character(number) => match char::from_u32(number) {
                // No escape is shorter than its character in UTF-8.
                Some(character) => {
                    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                        emit(byte, at, end);
                    }
                }
                // Half a surrogate pair; rules are ASCII, so it only has to keep its place.
                None => emit(0xff, at, end),
            },
        }
        at = end;
    }
}

/// Every second byte is NUL.
fn utf16(encoded: &[u8], mut emit: impl FnMut(u8, usize, usize)) {
    for (at, byte) in encoded.iter().enumerate() {
        if *byte != 0 {
            emit(*byte, at, at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(encoding: Encoding, encoded: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        decode(encoding, encoded, &mut text);
        text
    }

    #[test]
    fn the_test_vectors_of_rfc_4648_are_decoded() {
        for (encoded, text) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9v\n  YmFy", "foobar"),
            (r"Zm9v\nYmFy", "foobar"),
        ] {
            assert_eq!(decoded(Encoding::Base64, encoded.as_bytes()), text.as_bytes());
        }
        assert_eq!(decoded(Encoding::Base64, b"-_+/"), [0xfb, 0xff, 0xbf]);
        assert_eq!(decoded(Encoding::Hex, b"666F6f62"), b"foob");
    }

    #[test]
    fn a_part_is_led_back_to_what_it_was_made_from() {
        assert_eq!(locate(Encoding::Base64, b"Zm9vYmFy", &(3..6)), 4..8);
        assert_eq!(locate(Encoding::Base64, b"Zm9vYmFy", &(1..4)), 1..6);
        assert_eq!(locate(Encoding::Percent, b"a%3Db", &(1..2)), 1..4);
        assert_eq!(locate(Encoding::Utf16, b"a\0b\0c", &(1..3)), 2..5);
    }
}
