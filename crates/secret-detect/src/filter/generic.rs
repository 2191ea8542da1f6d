//! What a value must be for a rule that knows nothing but its name.

use crate::filter::{Candidate, DropReason, bits_per_byte};
use crate::rule::Shape;

/// Endings of names whose value is about a secret and not one.
const OTHER_THINGS: [&[u8]; 34] = [
    b"url",
    b"uri",
    b"file",
    b"path",
    b"name",
    b"dir",
    b"type",
    b"hash",
    b"length",
    b"len",
    b"size",
    b"count",
    b"expiry",
    b"expires",
    b"field",
    b"label",
    b"title",
    b"version",
    b"header",
    b"prefix",
    b"suffix",
    b"format",
    b"algorithm",
    b"provider",
    b"endpoint",
    b"host",
    b"ref",
    b"id",
    b"arn",
    b"policy",
    b"index",
    b"checksum",
    b"digest",
    b"integrity",
];

/// Refuses what is no credential of its own accord: identifiers, paths, versions, UUIDs, digests, plain words.
pub(super) fn refuse(shape: Shape, candidate: &Candidate<'_>) -> Result<(), DropReason> {
    let secret = candidate.secret;
    if shape == Shape::Assigned && names_another_thing(candidate.name) {
        return Err(DropReason::Name);
    }
    if shape == Shape::Token {
        // The notation says that it is a credential; only a plain word is doubtful.
        return if secret.iter().all(u8::is_ascii_lowercase) {
            Err(DropReason::Identifier)
        } else {
            Ok(())
        };
    }
    if is_uuid(secret) {
        return Err(DropReason::Uuid);
    }
    if is_digest(candidate) {
        return Err(DropReason::Digest);
    }
    if is_identifier(secret) {
        return Err(DropReason::Identifier);
    }
    // A random value of n characters has about log2(n) bits per character while n is small against the alphabet.
    let least = if secret.len() >= 20 { 3.5 } else { 3.0 };
    let found = bits_per_byte(secret);
    if found < least {
        return Err(DropReason::LowEntropy {
            found: (found * 100.0) as u16,
            least: (least * 100.0) as u16,
        });
    }
    Ok(())
}

/// Parts of names whose value is meant to be seen.
const SEEN: [&[u8]; 4] = [b"csrf", b"xsrf", b"public", b"pubkey"];

fn names_another_thing(name: &[u8]) -> bool {
    let end = name
        .iter()
        .position(|byte| matches!(byte, b'=' | b':' | b'>' | b'?' | b'|' | b',' | b'('));
    let word = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
    let last = word
        .iter()
        .rposition(u8::is_ascii_alphanumeric)
        .map_or(0, |at| at + 1);
    let lower = word.get(..last).unwrap_or_default().to_ascii_lowercase();
    OTHER_THINGS.iter().any(|thing| lower.ends_with(thing))
        || SEEN
            .iter()
            .any(|part| lower.windows(part.len()).any(|window| window == *part))
}

/// A long value of letters alone: a name, not a random value of an alphabet with digits.
pub(super) fn is_letters(secret: &[u8]) -> bool {
    secret.len() >= 16
        && !secret.iter().any(u8::is_ascii_digit)
        && !secret.iter().any(|byte| matches!(byte, b'+' | b'/' | b'='))
}

fn is_uuid(secret: &[u8]) -> bool {
    secret.len() == 36
        && secret.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Digits of a digest's length: of a commit always, of other digests unless the name says secret.
fn is_digest(candidate: &Candidate<'_>) -> bool {
    let secret = candidate.secret;
    let prefixed: [&[u8]; 6] = [b"sha1-", b"sha256-", b"sha384-", b"sha512-", b"sha256:", b"md5:"];
    if prefixed.iter().any(|prefix| secret.starts_with(prefix)) {
        return true;
    }
    if !secret.iter().all(u8::is_ascii_hexdigit) {
        return false;
    }
    let name = candidate.name.to_ascii_lowercase();
    let secretive = [&b"secret"[..], b"passw", b"token", b"private"]
        .iter()
        .any(|word| name.windows(word.len()).any(|window| window == *word));
    secret.len() == 40 || (matches!(secret.len(), 32 | 64 | 96 | 128) && !secretive)
}

/// Words, paths, dotted names, versions: no digit in the midst of letters, or separators around words.
fn is_identifier(secret: &[u8]) -> bool {
    let digits = secret.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = secret.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if letters == 0 || digits == 0 {
        return true;
    }
    let parts = secret.split(|byte| matches!(byte, b'_' | b'-' | b'.' | b'/' | b':' | b'@' | b'+'));
    let (mut words, mut length, mut count) = (0, 0, 0);
    for part in parts.filter(|part| !part.is_empty()) {
        count += 1;
        length += part.len();
        words += if is_word(part) { part.len() } else { 0 };
    }
    // `rc0.13.0_2023`, `path/to/file2`, `id-Gost28147-89-None`: two thirds of it are words and numbers.
    (count >= 2 && words * 3 >= length * 2) || (count == 1 && is_word(secret))
}

/// Letters then digits, or letters alone in one case or in camel case with few changes.
fn is_word(part: &[u8]) -> bool {
    // `slf4j`, `x509`, `i18n`.
    let digits = part.iter().filter(|byte| byte.is_ascii_digit()).count();
    if part.len() <= 6
        && digits <= 2
        && part
            .iter()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return true;
    }
    let letters = part.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let rest = part.get(letters..).unwrap_or_default();
    if !rest.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let word = part.get(..letters).unwrap_or_default();
    if rest.len() > 4 && letters > 0 {
        return false;
    }
    let changes = word
        .iter()
        .zip(word.iter().skip(1))
        .filter(|(before, byte)| before.is_ascii_lowercase() != byte.is_ascii_lowercase())
        .count();
    changes * 3 <= word.len().max(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(name: &str, secret: &str) -> Option<DropReason> {
        refuse(
            Shape::Assigned,
            &Candidate {
                name: name.as_bytes(),
                secret: secret.as_bytes(),
                before: None,
            },
        )
        .err()
    }

    #[test]
    fn names_of_things_are_no_credentials() {
        let rows = [
            (
                "secret=",
                "79a3edd0-2092-40a2-a04d-dcb46d5ca9ed",
                DropReason::Uuid,
            ),
            (
                "api_key=",
                "43fc912ef59a83054ea7f6706df4d53a7dea4d80",
                DropReason::Digest,
            ),
            (
                "apiKey:\"",
                "6fe4476ee5a1832882e326b506d14126",
                DropReason::Digest,
            ),
            ("token_url='", "a8Zk20dkW9pQ", DropReason::Name),
            ("secretName: ", "a8Zk20dkW9pQ", DropReason::Name),
            ("secret: ", "rc0.13.0_20230412", DropReason::Identifier),
            ("token = ", "ultraPictureBox1", DropReason::Identifier),
            ("password = ", "org.slf4j.api2", DropReason::Identifier),
            (
                "token = ",
                "id-Gost28147-89-None-KeyMeshing",
                DropReason::Identifier,
            ),
        ];
        for (name, secret, expected) in rows {
            assert_eq!(reason(name, secret), Some(expected), "{name}{secret}");
        }
    }

    #[test]
    fn random_values_are() {
        for secret in [
            "a8Zk20dkW9pQ",
            "6f3c9b1e77aa40d2b8e51c",
            "Tr0ub4dor&3xQ!",
            "kJ8+fz/2Lq0PzV9sYb7==",
        ] {
            assert_eq!(reason("secret = ", secret), None, "{secret}");
        }
    }
}
