//! PEM (RFC 7468): one block, canonical base64, wiped buffers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use super::{Found, KeyError, check_size};

/// Columns of base64 per line (RFC 7468, section 2).
const LINE: usize = 64;
/// Longest label that is repeated in an error.
const LABEL_MAX: usize = 64;
/// Longest word of one: what is longer may be the key itself on a wrong line, which no error repeats.
const WORD_MAX: usize = 16;

/// What the document's one block is; `expected` is for the error where there is none.
pub(super) fn found(document: &[u8], expected: &Found) -> Result<Found, KeyError> {
    check_size(document)?;
    lines(document)
        .find_map(|(_, line)| begin_label(line))
        .map(Found::of_label)
        .ok_or_else(|| not_pem(document, expected))
}

/// Decodes the document's one block, which must be of the kind `expected`.
pub(crate) fn read(document: &[u8], expected: &Found) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    check_size(document)?;
    let mut lines = lines(document);
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
            // RFC 1421, 4.6.1.1, as older OpenSSL encrypts.
            None if content.starts_with(b"Proc-Type:") => {
                return Err(KeyError::Unexpected {
                    expected: expected.clone(),
                    found: Found::EncryptedKey,
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

/// The lines without white space around them, counted from 0.
fn lines(document: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    document
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .enumerate()
}

/// The label of a line that begins a block. `openssl ecparam -genkey` puts the curve in a block of its own before the key, which
/// says nothing that the key does not say.
fn begin_label(line: &[u8]) -> Option<&str> {
    let label = line.strip_prefix(b"-----BEGIN ")?.strip_suffix(b"-----")?;
    let plain = label.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    let is_of_words = label
        .split(|byte| *byte == b' ')
        .all(|word| word.len() <= WORD_MAX);
    if !plain || !is_of_words || label.len() > LABEL_MAX || label == b"EC PARAMETERS" {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_may_be_a_key_is_no_label() {
        assert_eq!(
            begin_label(b"-----BEGIN RSA PUBLIC KEY-----"),
            Some("RSA PUBLIC KEY")
        );
        assert_eq!(begin_label(b"-----BEGIN MC4CAQAwBQYDK2VwBCIEIGqv KEY-----"), None);
    }
}
