//! The comments of one line.

use std::fmt;

/// Whose comment it is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum IgnoreForm {
    /// `gitleaks:allow`, anywhere in the line of the finding.
    Gitleaks,
    /// `betterleaks:allow`, the same.
    Betterleaks,
    /// `trufflehog:ignore`, the same.
    Trufflehog,
    /// `kingfisher:ignore`, the same.
    Kingfisher,
    /// `pragma: allowlist secret` (older: `whitelist`) in the line of the finding.
    DetectSecrets,
    /// `pragma: allowlist nextline secret`, in the line before.
    DetectSecretsNextLine,
    /// `portcullis:ignore FINGERPRINT [until DATE] [reason]`, anywhere in the file.
    Own,
}

/// What `portcullis:ignore` says.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct OwnIgnore {
    /// The first 16 digits or more of a key of the finding, in lower case; `exact/v1:` before them is left out.
    pub fingerprint: String,
    /// The last day, as it is written.
    pub until: Option<String>,
    /// The rest of the line.
    pub reason: String,
}

impl IgnoreForm {
    /// The comment without its arguments.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gitleaks => "gitleaks:allow",
            Self::Betterleaks => "betterleaks:allow",
            Self::Trufflehog => "trufflehog:ignore",
            Self::Kingfisher => "kingfisher:ignore",
            Self::DetectSecrets => "pragma: allowlist secret",
            Self::DetectSecretsNextLine => "pragma: allowlist nextline secret",
            Self::Own => "portcullis:ignore",
        }
    }
}

impl fmt::Display for IgnoreForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The words that may stand anywhere in a line.
const WORDS: [IgnoreForm; 5] = [
    IgnoreForm::Gitleaks,
    IgnoreForm::Betterleaks,
    IgnoreForm::Trufflehog,
    IgnoreForm::Kingfisher,
    IgnoreForm::Own,
];

/// The longest text of [`OwnIgnore`] that is kept, in characters.
const MAX_REASON: usize = 200;

/// The comments of a line with their columns, from 1; each form once.
pub(super) fn read(line: &[u8]) -> Vec<(u64, IgnoreForm, Option<OwnIgnore>)> {
    let mut found = Vec::new();
    if memchr::memchr(b':', line).is_none() {
        return found;
    }
    for form in WORDS {
        let word = form.as_str().as_bytes();
        let Some(at) = memchr::memmem::find(line, word) else {
            continue;
        };
        let own = (form == IgnoreForm::Own).then(|| own(line.get(at + word.len()..).unwrap_or_default()));
        match own {
            // Without a fingerprint it says nothing.
            Some(None) => {}
            Some(own) => found.push((at as u64 + 1, form, own)),
            None => found.push((at as u64 + 1, form, None)),
        }
    }
    found.extend(pragma(line).map(|(at, form)| (at as u64 + 1, form, None)));
    found.sort_by_key(|(at, form, _)| (*at, *form));
    found
}

/// `pragma: ?(allow|white)list[ -](nextline[ -])?secret`, in any case of letters and with any number of spaces.
fn pragma(line: &[u8]) -> Option<(usize, IgnoreForm)> {
    let lower = line.to_ascii_lowercase();
    let at = memchr::memmem::find(&lower, b"pragma:")?;
    let rest = skip(lower.get(at + 7..)?);
    let rest = rest
        .strip_prefix(b"allowlist")
        .or_else(|| rest.strip_prefix(b"whitelist"))?;
    let rest = gap(rest)?;
    if rest.starts_with(b"secret") {
        return Some((at, IgnoreForm::DetectSecrets));
    }
    let rest = gap(rest.strip_prefix(b"nextline")?)?;
    rest.starts_with(b"secret")
        .then_some((at, IgnoreForm::DetectSecretsNextLine))
}

fn skip(text: &[u8]) -> &[u8] {
    let blank = text
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    text.get(blank..).unwrap_or_default()
}

/// At least one space or hyphen.
fn gap(text: &[u8]) -> Option<&[u8]> {
    let blank = text
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'-'))
        .count();
    text.get(blank..).filter(|_| blank > 0)
}

fn own(arguments: &[u8]) -> Option<OwnIgnore> {
    let text = String::from_utf8_lossy(arguments);
    let mut words = text.split_ascii_whitespace().peekable();
    let named = words.next()?;
    let fingerprint = named.split_once("/v1:").map_or(named, |(_, digits)| digits);
    let is_one = (super::LEAST_DIGITS..=64).contains(&fingerprint.len())
        && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_one {
        return None;
    }
    let until = words.next_if_eq(&"until").and_then(|_| words.next());
    let reason: Vec<&str> = words.collect();
    Some(OwnIgnore {
        fingerprint: fingerprint.to_ascii_lowercase(),
        until: until.map(str::to_owned),
        reason: reason.join(" ").chars().take(MAX_REASON).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comments_of_all_tools_are_known_and_others_are_not() {
        for (line, expected) in [
            ("a # gitleaks:allow", Some((5, IgnoreForm::Gitleaks))),
            ("a // betterleaks:allow", Some((6, IgnoreForm::Betterleaks))),
            ("a # trufflehog:ignore", Some((5, IgnoreForm::Trufflehog))),
            ("a # kingfisher:ignore", Some((5, IgnoreForm::Kingfisher))),
            (
                "a # pragma: allowlist secret",
                Some((5, IgnoreForm::DetectSecrets)),
            ),
            (
                "a <!-- pragma:  whitelist  secret -->",
                Some((8, IgnoreForm::DetectSecrets)),
            ),
            (
                "# pragma: allowlist nextline secret",
                Some((3, IgnoreForm::DetectSecretsNextLine)),
            ),
            ("a # pragma: no cover", None),
            ("a # nosemgrep", None),
            ("a # gitleaks allow", None),
            ("a # portcullis:ignore", None),
            ("a # portcullis:ignore everything", None),
        ] {
            let found = read(line.as_bytes());
            let found = found.first().map(|(at, form, _)| (*at, *form));
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn ours_names_a_fingerprint_a_day_and_a_reason() {
        let found = read(b"x # portcullis:ignore 0123456789ABCDEF until 2030-01-31 a sample of the docs");
        let own = found.first().and_then(|(_, _, own)| own.clone()).unwrap();
        assert_eq!(own.fingerprint, "0123456789abcdef");
        assert_eq!(own.until.as_deref(), Some("2030-01-31"));
        assert_eq!(own.reason, "a sample of the docs");
    }
}
