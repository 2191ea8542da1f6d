//! Shannon entropy.

/// The entropy of the distribution of bytes, in bits per byte: 0 for a repetition, at most the logarithm of the length.
pub(crate) fn bits_per_byte(text: &[u8]) -> f32 {
    let mut counts = [0_u32; 256];
    for byte in text {
        counts[usize::from(*byte)] += 1;
    }
    let length = text.len() as f32;
    let share = |count: &u32| {
        let p = *count as f32 / length;
        -p * p.log2()
    };
    counts.iter().filter(|count| **count > 0).map(share).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entropy_is_that_of_the_definition() {
        for (text, expected) in [
            ("", 0.0),
            ("aaaa", 0.0),
            ("abab", 1.0),
            ("abcd", 2.0),
            ("01234567", 3.0),
            ("aab", 0.918),
        ] {
            assert!(
                (bits_per_byte(text.as_bytes()) - expected).abs() < 0.001,
                "{text}"
            );
        }
    }
}
