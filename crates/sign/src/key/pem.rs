//! PEM (RFC 7468): one block, canonical base64, wiped buffers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{Found, KeyError, MAX_KEY_BYTES};

/// Columns of base64 per line (RFC 7468, section 2).
const LINE: usize = 64;
/// Longest label that is repeated in an error.
const LABEL_MAX: usize = 64;

/// Decodes the document's one block, which must be of the kind `expected`.
pub(crate) fn read(document: &[u8], expected: &Found) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    if document.len() > MAX_KEY_BYTES {
        return Err(KeyError::TooLarge {
            size: document.len(),
            limit: MAX_KEY_BYTES,
        });
    }
    let mut lines = document
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .enumerate();
    let Some((begin, label)) = lines.find_map(|(at, line)| begin_label(line).map(|label| (at, label))) else {
        return Err(not_pem(document, expected));
    };
    let line = begin + 1;
    let found = Found::of_label(label);
    if found != *expected {
        return Err(KeyError::Unexpected {
            expected: expected.clone(),
            found,
        });
    }

    // Reserved at once: growing would leave unwiped copies of the key behind.
    let mut text = Zeroizing::new(Vec::with_capacity(document.len()));
    loop {
        let Some((_, content)) = lines.next() else {
            return Err(KeyError::UnfinishedPem {
                label: label.to_owned(),
                line,
            });
        };
        match content
            .strip_prefix(b"-----END ")
            .and_then(|rest| rest.strip_suffix(b"-----"))
        {
            Some(end) if end == label.as_bytes() => break,
            Some(_) => {
                return Err(KeyError::UnfinishedPem {
                    label: label.to_owned(),
                    line,
                });
            }
            None => text.extend_from_slice(content),
        }
    }
    if let Some((second, _)) = lines.find(|(_, content)| begin_label(content).is_some()) {
        return Err(KeyError::SecondBlock { line: second + 1 });
    }

    let mut der = Zeroizing::new(vec![0; text.len()]);
    let length = STANDARD
        .decode_slice(text.as_slice(), &mut der)
        .map_err(|_| KeyError::PemBase64 { line })?;
    der.truncate(length);
    Ok(der)
}

/// Writes a block, lines of 64 columns, with a final line feed.
pub(super) fn write(label: &str, der: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(der.len() * 2 + 128));
    text.push_str("-----BEGIN ");
    text.push_str(label);
    text.push_str("-----\n");
    // 48 bytes make 64 columns.
    for chunk in der.chunks(LINE / 4 * 3) {
        STANDARD.encode_string(chunk, &mut text);
        text.push('\n');
    }
    text.push_str("-----END ");
    text.push_str(label);
    text.push_str("-----\n");
    text
}

fn begin_label(line: &[u8]) -> Option<&str> {
    let label = line.strip_prefix(b"-----BEGIN ")?.strip_suffix(b"-----")?;
    let plain = label.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    if !plain || label.len() > LABEL_MAX {
        return None;
    }
    std::str::from_utf8(label).ok()
}

fn not_pem(document: &[u8], expected: &Found) -> KeyError {
    match Found::of_der(document) {
        Some(_) => KeyError::Unexpected {
            expected: expected.clone(),
            found: Found::Der,
        },
        None => KeyError::NotPem,
    }
}
