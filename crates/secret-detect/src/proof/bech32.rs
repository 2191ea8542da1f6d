//! Bech32 (BIP 173), as age writes its secret keys.

use crate::proof::Proof;

const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// `AGE-SECRET-KEY-1` and 58 characters.
pub(crate) fn age_key(key: &[u8]) -> Proof {
    Proof::of(
        holds(&key.to_ascii_lowercase()),
        "the Bech32 checksum holds",
        "the Bech32 checksum does not hold",
    )
}

fn holds(text: &[u8]) -> bool {
    let Some(separator) = text.iter().rposition(|byte| *byte == b'1') else {
        return false;
    };
    let (prefix, data) = text.split_at(separator);
    let values = data
        .iter()
        .skip(1)
        .map(|byte| ALPHABET.iter().position(|known| known == byte));
    let expanded = prefix
        .iter()
        .map(|byte| Some(usize::from(byte >> 5)))
        .chain(std::iter::once(Some(0)))
        .chain(prefix.iter().map(|byte| Some(usize::from(byte & 31))));
    expanded
        .chain(values)
        .try_fold(1_u32, |sum, value| Some(step(sum, value? as u32)))
        == Some(1)
}

/// One step of the checksum over GF(32), BIP 173 "Checksum".
fn step(sum: u32, value: u32) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let top = sum >> 25;
    let shifted = ((sum & 0x01ff_ffff) << 5) ^ value;
    GENERATOR.iter().enumerate().fold(
        shifted,
        |sum, (bit, term)| if (top >> bit) & 1 == 1 { sum ^ term } else { sum },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_bip_173_hold() {
        for valid in [
            "a12uel5l",
            "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        ] {
            assert!(holds(valid.as_bytes()), "{valid}");
        }
        for invalid in ["a12uel5m", "x1b4n0q5v", "noseparator"] {
            assert!(!holds(invalid.as_bytes()), "{invalid}");
        }
    }
}
