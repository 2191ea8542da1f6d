//! What a value must be for a rule that knows nothing but its name.

use crate::filter::identifier::{is_identifier, is_wordy};
use crate::filter::{Candidate, DropReason, bits_per_byte};
use crate::rule::Shape;

/// Endings of names whose value is about a secret and not one, without the `s` of several.
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
    b"expire",
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
    if shape == Shape::Assigned && (names_another_thing(candidate.name) || is_seen(candidate.lead)) {
        return Err(DropReason::Name);
    }
    if shape == Shape::Token {
        // The notation says that it is a credential; only a plain word is doubtful.
        return if is_wordy(secret) {
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
    if is_code(candidate) || is_identifier(secret) {
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

/// Whether it is a UUID whose name says that it names something: `acme_instance_id`, but neither `secret_id` nor `client_id`.
pub(super) fn is_named_id(candidate: &Candidate<'_>) -> bool {
    if !is_uuid(candidate.secret) {
        return false;
    }
    let name = name(candidate.name);
    let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
    name.ends_with(b"id") && !has(b"secret") && !has(b"client") && !has(b"key")
}

/// Endings of names whose value is the digest of something.
const DIGESTS: [&[u8]; 8] = [
    b"commit",
    b"revision",
    b"digest",
    b"checksum",
    b"sha",
    b"sha1",
    b"sha256",
    b"sha512",
];

/// Whether it is hexadecimal digits whose name says that they are a digest: `acme_commit`.
pub(super) fn is_named_digest(candidate: &Candidate<'_>) -> bool {
    let name = name(candidate.name);
    DIGESTS.iter().any(|ending| name.ends_with(ending)) && candidate.secret.iter().all(u8::is_ascii_hexdigit)
}

/// A call that sets up a library in an app or a page, whose key everybody can read there.
const CLIENT_SIDE: &[u8] = b"sdk.initialize(";

/// Whether the text before a match says that the value goes into an app.
pub(super) fn is_client_side(lead: &[u8]) -> bool {
    memchr::memchr_iter(b'(', lead).any(|at| {
        let start = (at + 1).checked_sub(CLIENT_SIDE.len());
        let call = start.and_then(|start| lead.get(start..=at));
        call.is_some_and(|call| call.eq_ignore_ascii_case(CLIENT_SIDE))
    })
}

/// Whether the part of the name before the keyword says that the value is meant to be seen.
fn is_seen(lead: &[u8]) -> bool {
    let name = lead
        .iter()
        .rposition(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))
        .map_or(0, |at| at + 1);
    let lower = lead.get(name..).unwrap_or_default().to_ascii_lowercase();
    SEEN.iter()
        .any(|part| lower.windows(part.len()).any(|window| window == *part))
}

fn names_another_thing(text: &[u8]) -> bool {
    let lower = name(text);
    let lower = lower.strip_suffix(b"s").unwrap_or(&lower);
    OTHER_THINGS.iter().any(|thing| lower.ends_with(thing))
        || SEEN
            .iter()
            .any(|part| lower.windows(part.len()).any(|window| window == *part))
}

/// The name before the operator, in lower case.
fn name(text: &[u8]) -> Vec<u8> {
    let end = text
        .iter()
        .position(|byte| matches!(byte, b'=' | b':' | b'>' | b'?' | b'|' | b',' | b'('));
    let word = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let last = word
        .iter()
        .rposition(u8::is_ascii_alphanumeric)
        .map_or(0, |at| at + 1);
    word.get(..last).unwrap_or_default().to_ascii_lowercase()
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
    // `go.sum`: `example.org/credentials v1.2.0 h1:…`.
    let in_sums = candidate.name.ends_with(b" h1:");
    if in_sums || prefixed.iter().any(|prefix| secret.starts_with(prefix)) {
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

/// Code goes on in arguments (`f(token, name)`) and signs; a value there is a literal, in quotes, or none.
fn is_code(candidate: &Candidate<'_>) -> bool {
    let quoted = candidate
        .name
        .last()
        .is_some_and(|byte| matches!(byte, b'"' | b'\'' | b'`'));
    let argument = candidate.name.iter().any(|byte| matches!(byte, b',' | b'('));
    let sign = candidate
        .secret
        .first()
        .is_some_and(|byte| matches!(byte, b'&' | b'*' | b'-' | b'!' | b'.' | b'='));
    !quoted && (argument || sign || is_expression(candidate.secret))
}

/// `node.kind===64`, `a.flags&16`, `MAP_##field`: a name, and an operator that no credential has behind one.
fn is_expression(secret: &[u8]) -> bool {
    let has = |operator: &[u8]| secret.windows(operator.len()).any(|window| window == operator);
    let operand = secret.split(|byte| *byte == b'&').next().unwrap_or_default();
    has(b"&&")
        || has(b"||")
        || has(b"===")
        || has(b"!=")
        || has(b"##")
        || (has(b"&") && operand.contains(&b'.') && is_wordy(operand))
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
                lead: b"",
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
            ("credential-providers = [\"", "a8Zk20dkW9pQ", DropReason::Name),
            ("token_expires = ", "a8Zk20dkW9pQ", DropReason::Name),
            ("token=", "f.token[0]:c-1!=f.length", DropReason::Identifier),
            ("secret: ", "rc0.13.0_20230412", DropReason::Identifier),
            ("token = ", "ultraPictureBox1", DropReason::Identifier),
            ("password = ", "org.slf4j.api2", DropReason::Identifier),
            (
                "operatorToken.kind = ",
                "node.kind===64&&a.left",
                DropReason::Identifier,
            ),
            (
                "credentials v1.19.34 h1:",
                "y6GkSmcv5myd1ngrYbGmiLlwQqB6TQhOuN/tbSSuWDY=",
                DropReason::Digest,
            ),
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
    fn digits_of_a_commit_are_no_credential() {
        let rows = [
            (" commit: ", "43fc912ef59a83054ea7f6706df4d53a7dea4d80", true),
            ("_sha256 = \"", "6fe4476ee5a1832882e326b506d14126", true),
            (" commit: ", "43fc912ef59a83054ea7f6706df4d53a7dea4dzz", false),
            ("_token=", "43fc912ef59a83054ea7f6706df4d53a7dea4d80", false),
        ];
        for (name, secret, expected) in rows {
            let candidate = Candidate {
                name: name.as_bytes(),
                secret: secret.as_bytes(),
                lead: b"",
            };
            assert_eq!(is_named_digest(&candidate), expected, "{name}{secret}");
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
