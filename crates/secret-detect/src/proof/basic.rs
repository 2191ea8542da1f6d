//! A user name and a password in base 64 (RFC 7617), as registries keep them.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::proof::Proof;

/// Decodes to printable text with a colon between two parts.
pub(crate) fn basic_pair(text: &[u8]) -> Proof {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let holds = GeneralPurpose::new(&base64::alphabet::STANDARD, config)
        .decode(text)
        .is_ok_and(|pair| {
            let colon = pair.iter().position(|byte| *byte == b':');
            colon.is_some_and(|colon| colon > 0 && colon + 1 < pair.len())
                && pair.iter().all(u8::is_ascii_graphic)
        });
    Proof::of(holds, "a user name and a password", "no user name and password")
}

/// The length of a run of base 64 with its padding.
pub(crate) fn base64_end(text: &[u8], matched: usize) -> Option<usize> {
    let rest = text.get(matched..)?;
    let digits = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_'))
        .count();
    let padding = rest
        .iter()
        .skip(digits)
        .take(3)
        .take_while(|byte| **byte == b'=')
        .count();
    Some(matched + digits + padding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_two_parts() {
        for (text, holds) in [
            ("dXNlcjpwYXNz", true),
            ("dXNlcjo=", false),
            ("OnBhc3M=", false),
            ("dXNlcg==", false),
            ("!", false),
        ] {
            assert_eq!(
                matches!(basic_pair(text.as_bytes()), Proof::Passed { .. }),
                holds,
                "{text}"
            );
        }
    }

    #[test]
    fn a_run_ends_behind_its_padding() {
        assert_eq!(base64_end(b"abcd+/==\"", 2), Some(8));
    }
}
