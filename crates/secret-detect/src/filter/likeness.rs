//! How much a text looks like words and names.
//!
//! A table of 22 KB, made by `scripts/likeness.py` from the names and words of Rust packages, says what each letter costs
//! behind the two before it. Random text costs 6 to 9 bits a byte, names and words 3 to 5.

/// Sixteenths of a bit, by first, second and third symbol: a..z, digits, everything else.
static COSTS: &[u8; SYMBOLS * SYMBOLS * SYMBOLS] = include_bytes!("likeness.bin");

const SYMBOLS: usize = 28;
const DIGIT: usize = 26;
const OTHER: usize = 27;

/// Which of ten digits it is, in sixteenths of a bit.
const WHICH_DIGIT: u32 = 53;
/// Which of the usual separators it is.
const WHICH_OTHER: u32 = 16;

/// Below this a text is words, in sixteenths of a bit a byte: of random texts of 12 letters and digits one in 3,000 is below,
/// of 20 none in 4,000; of names of source code 90 of 100.
const MOST_OF_WORDS: u32 = 88;

/// Whether a text reads like words and names, in any notation (`camelCase`, `snake_case`, `a.b-c`).
pub(crate) fn is_word_like(text: &[u8]) -> bool {
    !text.is_empty() && u64::from(cost(text)) < u64::from(MOST_OF_WORDS) * text.len() as u64
}

/// What the text costs, in sixteenths of a bit: the less, the more often it stands in words and names.
pub(crate) fn cost(text: &[u8]) -> u32 {
    let (mut first, mut second) = (OTHER, OTHER);
    let mut sum = 0_u32;
    let mut after_lower = false;
    for byte in text {
        if after_lower && byte.is_ascii_uppercase() {
            sum = sum.saturating_add(step(first, second, OTHER));
            (first, second) = (second, OTHER);
        }
        let (third, which) = symbol(*byte);
        sum = sum.saturating_add(step(first, second, third) + which);
        (first, second) = (second, third);
        after_lower = byte.is_ascii_lowercase();
    }
    sum
}

/// What the text costs in the midst of words and names: from its third byte on, in any case.
pub(crate) fn inner_cost(text: &[u8]) -> u32 {
    let symbols = text
        .windows(3)
        .filter_map(|three| <[u8; 3]>::try_from(three).ok());
    let steps: u32 = symbols
        .map(|three| three.map(|byte| symbol(byte).0))
        .map(|[first, second, third]| step(first, second, third))
        .sum();
    steps + text.iter().map(|byte| symbol(*byte).1).sum::<u32>()
}

/// Which symbol a byte is, and what it costs to say which byte of the symbol.
fn symbol(byte: u8) -> (usize, u32) {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => (usize::from(byte.to_ascii_lowercase() - b'a'), 0),
        b'0'..=b'9' => (DIGIT, WHICH_DIGIT),
        _ => (OTHER, WHICH_OTHER),
    }
}

fn step(first: usize, second: usize, third: usize) -> u32 {
    COSTS
        .get((first * SYMBOLS + second) * SYMBOLS + third)
        .copied()
        .map_or(0, u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_words_are_told_from_random_text() {
        for text in [
            "getElementById",
            "password_hash",
            "kubernetes.io/service",
            "com.example.service.UserManager",
            "ultraPictureBox1",
            "supersecretvalue",
            "rc0.13.0_20230412_0712-SNAPSHOT",
        ] {
            assert!(is_word_like(text.as_bytes()), "{text}");
        }
        for text in [
            "q7Xz0PfL2mWn8Kd",
            "a8Zk20dkW9pQ",
            "6f3c9b1e77aa40d2b8e51c",
            "kT9vQx2Lm8Rz0Yb4Wc7N",
            "zqxjvkwpyhgb",
            "",
        ] {
            assert!(!is_word_like(text.as_bytes()), "{text}");
        }
    }
}
