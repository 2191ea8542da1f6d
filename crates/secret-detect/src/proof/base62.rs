//! Tokens that end in a CRC-32 of the rest, written in base 62.
//!
//! GitHub, "Behind GitHub's new authentication token formats" (2021-04-05): the last six characters are the checksum of the
//! others behind the prefix. The tokens of npm and Vercel are made the same way.

use crate::proof::Proof;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PASSED: &str = "the checksum holds";
const FAILED: &str = "the checksum does not hold";

/// Tokens with a prefix of four: `ghp_`, `gho_`, `ghu_`, `ghs_`, `ghr_`, `npm_`, `vcp_`, ….
pub(crate) fn prefixed_token(token: &[u8]) -> Proof {
    Proof::of(holds(token, 4), PASSED, FAILED)
}

fn holds(token: &[u8], prefix: usize) -> bool {
    let Some((body, checksum)) = token.get(prefix..).and_then(|rest| rest.split_last_chunk::<6>()) else {
        return false;
    };
    number(checksum) == Some(u64::from(crc32(body)))
}

fn number(digits: &[u8; 6]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |number, digit| {
        let value = DIGITS.iter().position(|known| known == digit)?;
        Some(number * 62 + value as u64)
    })
}

/// CRC-32 of ISO-HDLC (the one of zip), bit by bit: inputs have some thirty bytes.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_catalogue() {
        // The check value of CRC-32/ISO-HDLC.
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_changed_character_fails() {
        let token = concat!("ghp_", "StZsxnTSWsbCBpWUedoB6SJ95Ypuie0AKxrk");
        assert!(matches!(prefixed_token(token.as_bytes()), Proof::Passed { .. }));
        let changed = token.replace("StZ", "StY");
        assert!(matches!(prefixed_token(changed.as_bytes()), Proof::Failed { .. }));
    }
}
