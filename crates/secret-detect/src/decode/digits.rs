//! Runs of digits of base64, found 64 bytes at a time.

use super::codec::{BASE64, NO_DIGIT};

/// The shortest run of digits that is looked at: 18 bytes of text, and no credential that names itself is shorter.
pub(super) const MIN_DIGITS: usize = 24;
/// How many bytes are tested at once.
const BLOCK: usize = 64;

/// The start of the next run of at least [`MIN_DIGITS`] digits that begins in `at..to`; before `at` is no digit.
pub(super) fn next_digits(text: &[u8], at: usize, to: usize) -> Option<usize> {
    let mut block = at;
    // How many digits stand just before the block.
    let mut before = 0;
    while block < to + MIN_DIGITS {
        let rest = text.get(block..).filter(|rest| !rest.is_empty())?;
        let digits = digits_of(rest);
        let start = if before + digits.trailing_ones() as usize >= MIN_DIGITS {
            Some(block - before)
        } else {
            first_run(digits).map(|start| block + start)
        };
        if start.is_some() {
            return start.filter(|start| *start < to);
        }
        before = digits.leading_ones() as usize;
        block += BLOCK;
    }
    None
}

/// Where the digits end that stand at `start`, at `limit` at the latest.
pub(super) fn digits_end(text: &[u8], start: usize, limit: usize) -> usize {
    let limit = limit.min(text.len());
    let mut at = start;
    while let Some(rest) = text.get(at..limit).filter(|rest| !rest.is_empty()) {
        let digits = digits_of(rest).trailing_ones() as usize;
        at += digits;
        if digits < BLOCK {
            break;
        }
    }
    at
}

/// Whether there is a digit.
pub(super) fn is_digit(text: &[u8], at: usize) -> bool {
    text.get(at)
        .is_some_and(|byte| BASE64[usize::from(*byte)] != NO_DIGIT)
}

/// Where in a block the first run of at least [`MIN_DIGITS`] begins.
fn first_run(digits: u64) -> Option<usize> {
    let two = digits & digits >> 1;
    let four = two & two >> 2;
    let eight = four & four >> 4;
    let all = eight & eight >> 8 & eight >> 16;
    (all != 0).then_some(all.trailing_zeros() as usize)
}

/// A bit for each of the next [`BLOCK`] bytes: whether it is a digit; what is behind the end is none.
#[inline(always)]
fn digits_of(rest: &[u8]) -> u64 {
    let mut copy = [0; BLOCK];
    let block = match rest.first_chunk() {
        Some(block) => block,
        None => {
            copy.iter_mut().zip(rest).for_each(|(copy, byte)| *copy = *byte);
            &copy
        }
    };
    let mut digits = [0; BLOCK];
    for (digit, byte) in digits.iter_mut().zip(block) {
        *digit = u8::from(is_base64(*byte));
    }
    let (eights, _) = digits.as_chunks();
    // The product has the lowest bits of all eight bytes in its highest byte.
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

/// The same as the table says, without a look-up: sixteen bytes at once.
#[inline(always)]
fn is_base64(byte: u8) -> bool {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    // `/` is just before the digits.
    let digit = byte.wrapping_sub(b'/') < 11;
    letter | digit | (byte == b'+') | (byte == b'-') | (byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The definition: before it is no digit, and so many follow.
    fn first_of_all(text: &[u8], at: usize, to: usize) -> Option<usize> {
        let is_start = |start: &usize| {
            (*start == at || !is_digit(text, start - 1))
                && (*start..start + MIN_DIGITS).all(|place| is_digit(text, place))
        };
        (at..to).find(is_start)
    }

    #[test]
    fn a_digit_is_what_the_table_says() {
        for byte in 0..=u8::MAX {
            assert_eq!(is_base64(byte), BASE64[usize::from(byte)] != NO_DIGIT, "{byte}");
        }
    }

    proptest! {
        #[test]
        fn runs_are_found_wherever_they_stand(
            lengths in prop::collection::vec((0..90_usize, 0..4_usize), 1..12),
            ends in any::<(prop::sample::Index, prop::sample::Index)>(),
        ) {
            let text: Vec<u8> = lengths
                .iter()
                .flat_map(|(digits, others)| [b"aZ/9_-+0".repeat(digits / 8 + 1)[..*digits].to_vec(), b" ".repeat(*others)])
                .flatten()
                .collect();
            let (one, other) = (ends.0.index(text.len() + 1), ends.1.index(text.len() + 1));
            let (from, to) = (one.min(other), one.max(other));
            prop_assert_eq!(next_digits(&text, from, to), first_of_all(&text, from, to));
            let digits = text.iter().skip(from).take_while(|byte| is_base64(**byte)).count();
            prop_assert_eq!(digits_end(&text, from, to), to.min(from + digits));
        }
    }
}
