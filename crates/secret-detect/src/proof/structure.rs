//! Credentials whose parts decode to something of their own.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::proof::Proof;

/// An Azure storage or Cosmos account key: 64 bytes in canonical base 64.
pub(crate) fn azure_account_key(key: &[u8]) -> Proof {
    // The standard engine refuses bits behind the last byte that are not zero: fifteen of sixteen made-up keys have some.
    let holds = STANDARD.decode(key).is_ok_and(|bytes| bytes.len() == 64);
    Proof::of(
        holds,
        "64 bytes in canonical base 64",
        "not 64 bytes in canonical base 64",
    )
}

/// A Discord bot token: its first part is the bot's number, a snowflake of 17 to 20 digits.
pub(crate) fn discord_token(token: &[u8]) -> Proof {
    let first = token.split(|byte| *byte == b'.').next().unwrap_or_default();
    let holds = URL_SAFE_NO_PAD
        .decode(first)
        .is_ok_and(|id| (17..=20).contains(&id.len()) && id.iter().all(u8::is_ascii_digit));
    Proof::of(
        holds,
        "it carries the number of a bot",
        "it carries no number of a bot",
    )
}

/// A token that goes on in base 64 of a JSON object behind its prefix, which ends in `_`; what stands behind a second `_` is
/// left aside.
pub(crate) fn prefixed_json(token: &[u8]) -> Proof {
    let body = token.splitn(2, |byte| *byte == b'_').nth(1).unwrap_or_default();
    let body = body.split(|byte| *byte == b'_').next().unwrap_or_default();
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let holds = GeneralPurpose::new(&base64::alphabet::STANDARD, config)
        .decode(body)
        .is_ok_and(|text| {
            text.trim_ascii().starts_with(b"{\"")
                && text.trim_ascii().ends_with(b"}")
                && std::str::from_utf8(&text).is_ok()
        });
    Proof::of(holds, "it carries a JSON object", "it carries no JSON object")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_key_is_64_bytes() {
        let key = format!("{}==", "qZ7x".repeat(21) + "mQ");
        assert!(matches!(azure_account_key(key.as_bytes()), Proof::Passed { .. }));
        let key = format!("{}==", "qZ7x".repeat(21) + "mR");
        assert!(matches!(azure_account_key(key.as_bytes()), Proof::Failed { .. }));
    }

    #[test]
    fn a_bot_token_carries_a_number() {
        let rows = [
            ("NDgyOTE2MzczNjQ1MTI0NjM1.a.b", true),
            ("NotANumberAtAllNotANumber.a.b", false),
            ("", false),
        ];
        for (token, holds) in rows {
            assert_eq!(
                matches!(discord_token(token.as_bytes()), Proof::Passed { .. }),
                holds,
                "{token}"
            );
        }
    }

    #[test]
    fn a_prefixed_object_is_read() {
        let rows = [
            ("sntrys_eyJpYXQiOjE3MDAwMDAwMDB9_rest", true),
            ("glc_eyJvIjoiNDgyOSJ9", true),
            ("glc_bm90IGpzb24", false),
            ("glc", false),
        ];
        for (token, holds) in rows {
            assert_eq!(
                matches!(prefixed_json(token.as_bytes()), Proof::Passed { .. }),
                holds,
                "{token}"
            );
        }
    }
}
