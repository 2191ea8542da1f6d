//! The order of dpkg, which opam shares: runs of other characters and runs of digits take turns.

use super::key::{KeyWriter, split_while};

/// Sorts before the end of a text, which sorts before everything else.
const TILDE: u8 = 1;
const END: u8 = 2;

/// Writes a text: `~`, then its end, then letters, then all other characters; digits by value, and none are zero.
///
/// Only the first run of other characters can be empty, so an end where a later one would begin is the end of the text,
/// and stands where an empty run would.
pub(super) fn write(writer: &mut KeyWriter, text: &[u8]) {
    let mut rest = text;
    loop {
        let (run, after) = split_while(rest, |byte| !byte.is_ascii_digit());
        for byte in run {
            writer.byte(weight(*byte));
        }
        writer.byte(END);
        let (digits, after) = split_while(after, |byte| byte.is_ascii_digit());
        writer.digits(digits);
        rest = after;
        if rest.is_empty() {
            writer.byte(END);
            return;
        }
    }
}

/// Rising with the character inside each class; digits never get here.
fn weight(byte: u8) -> u8 {
    const LETTERS: u8 = 3;
    const OTHERS: u8 = LETTERS + 52;
    match byte {
        b'~' => TILDE,
        b'A'..=b'Z' => LETTERS + (byte - b'A'),
        b'a'..=b'z' => LETTERS + 26 + (byte - b'a'),
        0..b'0' => OTHERS + byte,
        b'0'..b'A' => OTHERS + (byte - 10),
        b'['..b'a' => OTHERS + (byte - 36),
        b'{'..=b'}' => OTHERS + (byte - 62),
        _ => OTHERS + (byte - 63),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_place_of_its_own() {
        let mut weights: Vec<u8> = (0..=255_u8)
            .filter(|byte| !byte.is_ascii_digit())
            .map(weight)
            .collect();
        weights.sort_unstable();
        weights.dedup();
        assert_eq!(weights.len(), 246);
        assert!(!weights.contains(&END) && !weights.contains(&0));
        assert!(weight(b'+') < weight(b'-') && weight(b'-') < weight(b'.') && weight(b'.') < weight(b':'));
        assert!(weight(b'Z') < weight(b'a') && weight(b'z') < weight(0));
    }
}
