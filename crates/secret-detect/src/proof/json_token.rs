//! Tokens made of JSON in base 64: JWT (RFC 7519) and 1Password's service account tokens.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::Value;

use crate::proof::Proof;

/// A JWT or JWE from its first byte: three or five segments of base64url. Gives its length.
pub(crate) fn jwt_end(text: &[u8], matched: usize) -> Option<usize> {
    let length = text
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        .count();
    let run = text.get(..length.max(matched))?;
    // A full stop behind a token in prose is no segment.
    let run = run
        .strip_suffix(b".")
        .filter(|rest| dots(rest) >= 2)
        .unwrap_or(run);
    let mut segments = run.split(|byte| *byte == b'.');
    let (header, payload, signature) = (segments.next()?, segments.next()?, segments.next()?);
    let well_formed =
        header.len() >= 16 && payload.len() >= 16 && (signature.is_empty() || signature.len() >= 16);
    let three = header.len() + payload.len() + signature.len() + 2;
    well_formed.then_some(if dots(run) >= 4 && payload.len() > 32 {
        run.len().min(three)
    } else {
        three
    })
}

fn dots(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte == b'.').count()
}

/// The header is a JSON object with `alg`, the payload a JSON object.
pub(crate) fn json_web_token(token: &[u8]) -> Proof {
    let mut segments = token.split(|byte| *byte == b'.');
    let object = |segment: Option<&[u8]>| segment.and_then(decode).filter(Value::is_object);
    let Some(header) = object(segments.next()) else {
        return Proof::Failed {
            note: "the header is not a JSON object",
        };
    };
    let Some(algorithm) = header.get("alg").and_then(Value::as_str) else {
        return Proof::Failed {
            note: "the header names no algorithm",
        };
    };
    if object(segments.next()).is_none() {
        return Proof::Failed {
            note: "the payload is not a JSON object",
        };
    }
    match (algorithm, segments.next()) {
        ("none", _) => Proof::Open,
        (_, Some(signature)) if !signature.is_empty() => Proof::Passed {
            note: "header and payload are JSON, with a signature",
        },
        _ => Proof::Failed {
            note: "there is no signature",
        },
    }
}

/// `ops_` and a JSON object in base 64 that holds a secret key.
pub(crate) fn one_password_token(token: &[u8]) -> Proof {
    let value = token.strip_prefix(b"ops_").and_then(decode);
    Proof::of(
        value.is_some_and(|value| value.get("secretKey").is_some() || value.get("signInAddress").is_some()),
        "a JSON object with the account's keys",
        "not a whole JSON object",
    )
}

fn decode(segment: &[u8]) -> Option<Value> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let alphabet = if segment.iter().any(|byte| matches!(byte, b'+' | b'/')) {
        &base64::alphabet::STANDARD
    } else {
        &base64::alphabet::URL_SAFE
    };
    let bytes = GeneralPurpose::new(alphabet, config).decode(segment).ok()?;
    // serde_json stops at a depth of 128 by itself; a segment is a window long at most.
    serde_json::from_slice(&bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = concat!("eyJhbGciOiJIUzI1NiIs", "InR5cCI6IkpXVCJ9");
    const PAYLOAD: &str = concat!("eyJzdWIiOiJidWlsZC0x", "NyIsInNjb3BlIjoiYWRtaW4ifQ");

    #[test]
    fn three_segments_make_a_token() {
        let token = format!("{HEADER}.{PAYLOAD}.c2lnbmF0dXJlLW9mLXRoaXM");
        let text = format!("{token}. And more");
        assert_eq!(jwt_end(text.as_bytes(), 10), Some(token.len()));
        assert!(matches!(json_web_token(token.as_bytes()), Proof::Passed { .. }));
        assert_eq!(jwt_end(HEADER.as_bytes(), 10), None);
    }

    #[test]
    fn what_is_not_json_fails() {
        let token = format!("{HEADER}.bm90LWpzb24tYXQtYWxs.c2lnbmF0dXJl");
        assert!(matches!(json_web_token(token.as_bytes()), Proof::Failed { .. }));
        assert!(matches!(json_web_token(b"..."), Proof::Failed { .. }));
    }
}
