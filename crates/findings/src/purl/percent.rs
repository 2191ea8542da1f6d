//! Percent-encoding as package URLs use it: everything but `A-Z a-z 0-9 . - _ ~ :` is encoded.

use super::PurlError;

/// Encodes one part.
pub(super) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~' | b':') {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&crate::hex::encode(&[byte]).to_ascii_uppercase());
        }
    }
    encoded
}

/// Encodes each part of a path and keeps the slashes between them.
pub(super) fn encode_path(path: &str) -> String {
    path.split('/').map(encode).collect::<Vec<_>>().join("/")
}

/// Decodes one part, once.
pub(super) fn decode(text: &str, part: &'static str) -> Result<String, PurlError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        if *byte == b'%' {
            let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            let decoded = digits
                .and_then(crate::hex::decode)
                .ok_or(PurlError::Encoding { part })?;
            bytes.extend_from_slice(&decoded);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).map_err(|_| PurlError::Encoding { part })
}

/// Decodes a path part by part; empty, `.` and `..` parts fall away.
pub(super) fn decode_path(path: &str, part: &'static str) -> Result<String, PurlError> {
    let pieces: Result<Vec<_>, _> = path.split('/').map(|piece| decode(piece, part)).collect();
    Ok(tidy_path(&pieces?.join("/")))
}

/// A path without empty, `.` and `..` parts.
pub(super) fn tidy_path(path: &str) -> String {
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}
