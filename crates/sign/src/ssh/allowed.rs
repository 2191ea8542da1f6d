//! The file `allowed_signers` (`ssh-keygen(1)`, "ALLOWED SIGNERS"): who may sign with which key, for what, and when.

use portcullis_findings::{Digest, Timestamp};

use super::{SshSignature, SshSignatureError};
use crate::key::{KeyError, VerifyingKey};

/// Most bytes of the file: 1 MiB.
const BYTES_MAX: usize = 1 << 20;
/// Most lines with a key.
const LINES_MAX: usize = 10_000;

/// Keys and what they may sign, in the order of the file.
///
/// Each line has the signers (a list of patterns with `*`, `?` and a leading `!`), options, and a key. The options
/// `namespaces`, `valid-after` and `valid-before` are kept, each at most once; times must end in `Z`, because a time without a
/// zone means another moment on another machine. Lines with `cert-authority` or another option are refused.
#[derive(Clone, Debug)]
pub struct AllowedSigners {
    lines: Vec<Line>,
}

#[derive(Clone, Debug)]
struct Line {
    signers: Vec<String>,
    namespaces: Option<Vec<String>>,
    valid_after: Option<Timestamp>,
    valid_before: Option<Timestamp>,
    key: VerifyingKey,
}

/// A file of allowed signers could not be read.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line}: {problem}")]
#[non_exhaustive]
pub struct AllowedSignersError {
    /// 1-based line.
    pub line: usize,
    /// What is wrong there.
    pub problem: AllowedSignersProblem,
}

/// What was wrong with a line.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum AllowedSignersProblem {
    /// The file is longer, or has more lines, than is read.
    #[error("more than {limit} bytes or lines")]
    TooMany {
        /// Bytes or lines allowed.
        limit: usize,
    },
    /// Not text.
    #[error("text that is not UTF-8")]
    NotText,
    /// A part that is missing, or a quotation that does not end.
    #[error("expected signers, options and a key")]
    Form,
    /// An option that would have to be understood.
    #[error("unsupported option {name:?}")]
    Option {
        /// Its name, at most 200 characters.
        name: String,
    },
    /// An option that says two things.
    #[error("option {name:?} is given twice")]
    Twice {
        /// Its name.
        name: &'static str,
    },
    /// A time that is not `YYYYMMDD` or `YYYYMMDDHHMM[SS]` with a final `Z`.
    #[error("a time that is not of the form YYYYMMDD[HHMM[SS]]Z")]
    Time,
    /// The key is malformed or unsupported.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl AllowedSigners {
    /// Reads the file, at most 1 MiB. Empty lines and lines that start with `#` are passed over.
    ///
    /// # Errors
    ///
    /// [`AllowedSignersError`] for the first line that is not understood: half a list could allow what the rest forbids.
    pub fn read(document: &[u8]) -> Result<Self, AllowedSignersError> {
        let at = |line, problem| AllowedSignersError { line, problem };
        if document.len() > BYTES_MAX {
            return Err(at(1, AllowedSignersProblem::TooMany { limit: BYTES_MAX }));
        }
        let mut lines = Vec::new();
        for (index, text) in document.split(|byte| *byte == b'\n').enumerate() {
            let number = index + 1;
            let text = std::str::from_utf8(text).map_err(|_| at(number, AllowedSignersProblem::NotText))?;
            let text = text.trim();
            if text.is_empty() || text.starts_with('#') {
                continue;
            }
            if lines.len() == LINES_MAX {
                return Err(at(number, AllowedSignersProblem::TooMany { limit: LINES_MAX }));
            }
            lines.push(line(text).map_err(|problem| at(number, problem))?);
        }
        Ok(Self { lines })
    }

    /// Checks that `signature` over `message` is for `namespace`, by a key that `signer` may use for it at the moment `at`.
    ///
    /// # Errors
    ///
    /// [`SshSignatureError::NotAllowed`] if no line has the key for this signer, namespace and moment, otherwise as
    /// [`SshSignature::verify`].
    pub fn verify(
        &self,
        signature: &SshSignature,
        signer: &str,
        namespace: &str,
        message: &[u8],
        at: Timestamp,
    ) -> Result<(), SshSignatureError> {
        let key = self.allowed(signature, signer, namespace, at)?;
        signature.verify(key, namespace, message)
    }

    /// The same with the digest of the message, which is of [`SshSignature::digest_algorithm`].
    ///
    /// # Errors
    ///
    /// As [`verify`](Self::verify), and [`SshSignatureError::OtherDigest`].
    pub fn verify_digest(
        &self,
        signature: &SshSignature,
        signer: &str,
        namespace: &str,
        digest: &Digest,
        at: Timestamp,
    ) -> Result<(), SshSignatureError> {
        let key = self.allowed(signature, signer, namespace, at)?;
        signature.verify_digest(key, namespace, digest)
    }

    fn allowed(
        &self,
        signature: &SshSignature,
        signer: &str,
        namespace: &str,
        at: Timestamp,
    ) -> Result<&VerifyingKey, SshSignatureError> {
        let mut lines = self.lines.iter();
        lines
            .find(|line| line.allows(signature.claimed_key(), signer, namespace, at))
            .map(|line| &line.key)
            .ok_or(SshSignatureError::NotAllowed)
    }
}

impl Line {
    fn allows(&self, key: &VerifyingKey, signer: &str, namespace: &str, at: Timestamp) -> bool {
        let in_time = self.valid_after.is_none_or(|after| after <= at)
            && self.valid_before.is_none_or(|before| at <= before);
        let for_this = self
            .namespaces
            .as_ref()
            .is_none_or(|patterns| matches_list(patterns, namespace));
        *key == self.key && in_time && for_this && matches_list(&self.signers, signer)
    }
}

fn line(text: &str) -> Result<Line, AllowedSignersProblem> {
    let (signers, rest) = word(text)?;
    let (mut namespaces, mut valid_after, mut valid_before) = (None, None, None);
    let key = if super::is_public_line(rest.as_bytes()) {
        rest
    } else {
        // One word: what stands behind it is the key.
        let (options, key) = word(rest)?;
        for (name, value) in named(options)? {
            match name.to_ascii_lowercase().as_str() {
                "namespaces" => once(&mut namespaces, "namespaces", list(value?))?,
                "valid-after" => once(&mut valid_after, "valid-after", time(value?)?)?,
                "valid-before" => once(&mut valid_before, "valid-before", time(value?)?)?,
                _ => {
                    return Err(AllowedSignersProblem::Option {
                        name: crate::json::shown(name),
                    });
                }
            }
        }
        key
    };
    Ok(Line {
        signers: list(unquoted(signers)?),
        namespaces,
        valid_after,
        valid_before,
        key: VerifyingKey::from_openssh(key)?,
    })
}

fn once<T>(place: &mut Option<T>, name: &'static str, value: T) -> Result<(), AllowedSignersProblem> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(AllowedSignersProblem::Twice { name }),
    }
}

/// Quotes stand around all signers. Around some they would become part of a pattern, and hide the `!` in front of one.
fn unquoted(signers: &str) -> Result<&str, AllowedSignersProblem> {
    let inner = signers.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    Some(inner.unwrap_or(signers))
        .filter(|list| !list.contains('"'))
        .ok_or(AllowedSignersProblem::Form)
}

/// Splits at the first white space that is not inside quotes.
fn word(text: &str) -> Result<(&str, &str), AllowedSignersProblem> {
    let mut quoted = false;
    let end = text.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (!quoted && c.is_ascii_whitespace()).then_some(at)
    });
    end.and_then(|at| text.split_at_checked(at))
        .map(|(word, rest)| (word, rest.trim_start()))
        .filter(|(word, rest)| !word.is_empty() && !rest.is_empty())
        .ok_or(AllowedSignersProblem::Form)
}

/// A name, and its value if there is one.
type Named<'a> = (&'a str, Result<&'a str, AllowedSignersProblem>);

/// `name="value",name` in parts: commas inside quotes belong to the value.
fn named(options: &str) -> Result<Vec<Named<'_>>, AllowedSignersProblem> {
    let mut quoted = false;
    let parts = options.split(|c| {
        quoted ^= c == '"';
        !quoted && c == ','
    });
    let parts = parts
        .map(|option| match option.split_once('=') {
            Some((name, value)) => match value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) {
                Some(value) if !value.contains('"') => Ok((name, Ok(value))),
                _ => Err(AllowedSignersProblem::Form),
            },
            None => Ok((option, Err(AllowedSignersProblem::Form))),
        })
        .collect::<Result<_, _>>()?;
    if quoted {
        Err(AllowedSignersProblem::Form)
    } else {
        Ok(parts)
    }
}

fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::to_owned).collect()
}

/// `YYYYMMDD[HHMM[SS]]Z`.
fn time(text: &str) -> Result<Timestamp, AllowedSignersProblem> {
    let digits = text
        .strip_suffix('Z')
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let digits = digits.ok_or(AllowedSignersProblem::Time)?;
    let full = match digits.len() {
        8 => format!("{digits}000000"),
        12 => format!("{digits}00"),
        14 => digits.to_owned(),
        _ => return Err(AllowedSignersProblem::Time),
    };
    let part = |range| full.get(range).unwrap_or_default();
    let (year, month, day) = (part(0..4), part(4..6), part(6..8));
    let (hour, minute, second) = (part(8..10), part(10..12), part(12..14));
    format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z")
        .parse()
        .map_err(|_| AllowedSignersProblem::Time)
}

/// Whether a pattern of the list matches, and none with `!` in front does.
fn matches_list(patterns: &[String], text: &str) -> bool {
    let mut found = false;
    for pattern in patterns {
        match pattern.strip_prefix('!') {
            Some(not) if matches(not, text) => return false,
            Some(_) => {}
            None => found |= matches(pattern, text),
        }
    }
    found
}

/// `*` stands for any text, `?` for one byte. On a mismatch the last star takes one byte more, so time is at most the product of
/// the lengths.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        match (pattern.get(p), text.get(t)) {
            (None, None) => return true,
            (Some(b'*'), _) => {
                star = Some((p + 1, t));
                p += 1;
            }
            (Some(want), Some(byte)) if *want == b'?' || want == byte => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((after, taken)) if taken < text.len() => {
                    star = Some((after, taken + 1));
                    p = after;
                    t = taken + 1;
                }
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_names() {
        for (patterns, text, expected) in [
            ("alice@example.com", "alice@example.com", true),
            ("alice@example.com", "alice@example.com.evil.example", false),
            ("*@example.com", "alice@example.com", true),
            ("*@example.com", "@example.com", true),
            ("*@example.com", "alice@example.org", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*", "", true),
            ("**a", "ba", true),
            ("*a*b", "xaxxb", true),
            ("*a*b", "xaxxbc", false),
            ("*@example.com,!mallory@*", "mallory@example.com", false),
            ("!mallory@*,*@example.com", "alice@example.com", true),
            ("!mallory@*", "alice@example.com", false),
        ] {
            assert_eq!(matches_list(&list(patterns), text), expected, "{patterns} {text}");
        }
    }

    #[test]
    fn times_have_a_zone() {
        let day: Timestamp = "2026-11-21T00:00:00Z".parse().unwrap();
        let second: Timestamp = "2026-11-21T20:30:15Z".parse().unwrap();
        assert_eq!(time("20261121Z"), Ok(day));
        assert_eq!(time("20261121203015Z"), Ok(second));
        for bad in [
            "20261121",
            "202611212030",
            "20261321Z",
            "2026112Z",
            "Z",
            "",
            "2026-11-21Z",
        ] {
            assert_eq!(time(bad), Err(AllowedSignersProblem::Time), "{bad}");
        }
    }
}
