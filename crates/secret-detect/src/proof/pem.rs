//! Private keys in PEM (RFC 7468): the block is decoded and its structure read.

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::proof::Proof;
use crate::proof::der::{OCTETS, OID, SEQUENCE, element, small_integer};

/// The least of a body, in bytes: an Ed25519 key in PKCS#8 has 64 characters.
const MIN_BODY: usize = 60;

/// The length of a block from its first byte, given the length of its first line: up to the end of the last line, or, in a
/// block that is cut, of the base 64.
pub(crate) fn block_end(text: &[u8], begin: usize) -> Option<usize> {
    let rest = text.get(begin..)?;
    let body = rest.windows(5).position(|window| window == b"-----");
    let length = match body {
        Some(body) => {
            let line = rest.get(body + 5..)?;
            let label = line
                .iter()
                .take(64)
                .take_while(|byte| byte.is_ascii_uppercase() || matches!(byte, b' ' | b'0'..=b'9'));
            let label = label.count();
            let closed = line.starts_with(b"END ") && line.get(label..)?.starts_with(b"-----");
            if closed { body + 5 + label + 5 } else { body }
        }
        None => rest.iter().take_while(|byte| is_body(**byte)).count(),
    };
    (body.unwrap_or(length) >= MIN_BODY).then_some(begin + length)
}

fn is_body(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || byte.is_ascii_whitespace()
        || matches!(byte, b'+' | b'/' | b'=' | b'\\' | b'"' | b',')
}

/// Decodes a block and reads as much as tells a private key from something else, and a protected one from a plain one.
pub(crate) fn private_key(block: &[u8]) -> Proof {
    let Some((label, body)) = split(block) else {
        return Proof::Failed {
            note: "no whole PEM block",
        };
    };
    if contains(body, b"ENCRYPTED") {
        return Proof::Protected {
            note: "a private key under a passphrase (RFC 1421 headers)",
        };
    }
    let Some(bytes) = decode(body) else {
        return Proof::Failed {
            note: "the body is not base 64",
        };
    };
    let proof = match label {
        b"RSA" | b"DSA" => is_pkcs1(&bytes).then_some(Proof::Passed {
            note: "a PKCS#1 or DSA private key",
        }),
        b"EC" => is_sec1(&bytes).then_some(Proof::Passed {
            note: "a SEC 1 private key",
        }),
        b"" => is_pkcs8(&bytes).then_some(Proof::Passed {
            note: "a PKCS#8 private key",
        }),
        b"ENCRYPTED" => is_encrypted_pkcs8(&bytes).then_some(Proof::Protected {
            note: "a PKCS#8 private key under a passphrase",
        }),
        b"OPENSSH" => open_ssh(&bytes),
        b"PGP" => is_pgp(&bytes).then_some(Proof::Passed {
            note: "an OpenPGP secret key packet",
        }),
        _ => Some(Proof::Open),
    };
    proof.unwrap_or(Proof::Failed {
        note: "the body is not the key that the label says",
    })
}

/// What stands before `PRIVATE KEY` in the label, and the body.
fn split(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let rest = block.strip_prefix(b"-----BEGIN ")?;
    let dashes = rest.windows(5).position(|window| window == b"-----")?;
    let (label, rest) = rest.split_at_checked(dashes)?;
    let label = label
        .strip_suffix(b" BLOCK")
        .unwrap_or(label)
        .strip_suffix(b"PRIVATE KEY")?
        .trim_ascii();
    let body = rest.get(5..)?;
    let end = body
        .windows(5)
        .position(|window| window == b"-----")
        .unwrap_or(body.len());
    body.get(..end).map(|body| (label, body))
}

/// Base 64 without what notations put around it: line ends (escaped ones too), indentation, quotes, headers, checksum.
fn decode(body: &[u8]) -> Option<Vec<u8>> {
    let mut digits = Vec::with_capacity(body.len());
    for line in unescaped(body).split(|byte| matches!(byte, b'\n' | b'\r')) {
        let line = line.trim_ascii();
        // Headers (`Version: …`) and the checksum line of OpenPGP.
        if line.contains(&b':') || (line.len() == 5 && line.first() == Some(&b'=')) {
            continue;
        }
        digits.extend(
            line.iter()
                .filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')),
        );
    }
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(&base64::alphabet::STANDARD, config)
        .decode(digits)
        .ok()
        .filter(|bytes| !bytes.is_empty())
}

/// The body with the escaped line ends of string literals (`\n`, `\r`, also escaped twice) as line ends.
fn unescaped(body: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(body.len());
    let mut escaped = false;
    for byte in body {
        match byte {
            b'\\' => escaped = true,
            b'n' | b'r' if escaped => {
                escaped = false;
                text.push(b'\n');
            }
            _ => {
                escaped = false;
                text.push(*byte);
            }
        }
    }
    text
}

/// RFC 8017 A.1.2: a sequence of version 0 and eight integers; DSA keys of OpenSSL begin alike.
fn is_pkcs1(bytes: &[u8]) -> bool {
    let inner = element(bytes, SEQUENCE).and_then(|(inner, _)| small_integer(inner));
    inner.is_some_and(|(version, rest)| {
        version <= 1 && element(rest, super::der::INTEGER).is_some_and(|(n, _)| n.len() >= 32)
    })
}

/// RFC 5915: a sequence of version 1 and an octet string.
fn is_sec1(bytes: &[u8]) -> bool {
    let inner = element(bytes, SEQUENCE).and_then(|(inner, _)| small_integer(inner));
    inner.is_some_and(|(version, rest)| version == 1 && element(rest, OCTETS).is_some())
}

/// RFC 5208, RFC 5958: version 0 or 1, an algorithm, an octet string.
fn is_pkcs8(bytes: &[u8]) -> bool {
    let inner = element(bytes, SEQUENCE).and_then(|(inner, _)| small_integer(inner));
    inner.is_some_and(|(version, rest)| version <= 1 && algorithm_and_octets(rest))
}

/// RFC 5208, section 6: an algorithm and an octet string.
fn is_encrypted_pkcs8(bytes: &[u8]) -> bool {
    element(bytes, SEQUENCE).is_some_and(|(inner, _)| algorithm_and_octets(inner))
}

fn algorithm_and_octets(bytes: &[u8]) -> bool {
    element(bytes, SEQUENCE)
        .is_some_and(|(algorithm, rest)| element(algorithm, OID).is_some() && element(rest, OCTETS).is_some())
}

/// OpenSSH PROTOCOL.key: a magic, then the name of the cipher.
fn open_ssh(bytes: &[u8]) -> Option<Proof> {
    let rest = bytes.strip_prefix(b"openssh-key-v1\0")?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let cipher = rest.get(..u32::from_be_bytes(*length) as usize)?;
    Some(match cipher {
        b"none" => Proof::Passed {
            note: "an OpenSSH private key",
        },
        _ => Proof::Protected {
            note: "an OpenSSH private key under a passphrase",
        },
    })
}

/// RFC 9580, section 4.2: the first packet is a secret key (type 5), in the old or the new form.
fn is_pgp(bytes: &[u8]) -> bool {
    bytes
        .first()
        .is_some_and(|tag| *tag == 0xc5 || (0x94..=0x97).contains(tag))
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(label: &str, bytes: &[u8], line: &str) -> Vec<u8> {
        let body = base64::engine::general_purpose::STANDARD.encode(bytes);
        let body: Vec<&str> = body
            .as_bytes()
            .chunks(64)
            .map(|line| std::str::from_utf8(line).unwrap())
            .collect();
        format!(
            "-----BEGIN {label}-----{line}{}{line}-----END {label}-----",
            body.join(line)
        )
        .into_bytes()
    }

    fn sequence(parts: &[&[u8]]) -> Vec<u8> {
        let inner = parts.concat();
        [&[0x30, 0x81, u8::try_from(inner.len()).unwrap()][..], &inner].concat()
    }

    fn pkcs8() -> Vec<u8> {
        let octets: Vec<u8> = [4, 66].into_iter().chain(0..66).collect();
        sequence(&[&[2, 1, 0], &sequence(&[&[6, 3, 0x2b, 0x65, 0x70]]), &octets])
    }

    #[test]
    fn plain_keys_are_proven_whatever_ends_their_lines() {
        for line in ["\n", "\r\n", "\\n", "\\\\n", "\n    "] {
            let text = block("PRIVATE KEY", &pkcs8(), line);
            assert!(matches!(private_key(&text), Proof::Passed { .. }), "{line:?}");
            let begin = "-----BEGIN PRIVATE KEY-----".len();
            let followed = [&text[..], b"\"}\n-----BEGIN"].concat();
            assert_eq!(block_end(&followed, begin), Some(text.len()), "{line:?}");
        }
    }

    #[test]
    fn keys_under_a_passphrase_are_told_apart() {
        let header = concat!(
            "-----BEGIN RSA ",
            "PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n"
        );
        assert!(matches!(
            private_key(format!("{header}AAAA").as_bytes()),
            Proof::Protected { .. }
        ));
        let key = |cipher: &[u8]| {
            [
                &b"openssh-key-v1\0\0\0\0"[..],
                &[u8::try_from(cipher.len()).unwrap()],
                cipher,
            ]
            .concat()
        };
        let text = block("OPENSSH PRIVATE KEY", &key(b"aes256-ctr"), "\n");
        assert!(matches!(private_key(&text), Proof::Protected { .. }));
        let text = block("OPENSSH PRIVATE KEY", &key(b"none"), "\n");
        assert!(matches!(private_key(&text), Proof::Passed { .. }));
    }

    #[test]
    fn another_structure_fails() {
        let text = block("EC PRIVATE KEY", &pkcs8(), "\n");
        assert!(matches!(private_key(&text), Proof::Failed { .. }));
        assert!(matches!(
            private_key(b"-----BEGIN PRIVATE KEY-----\n!!"),
            Proof::Failed { .. }
        ));
    }
}
