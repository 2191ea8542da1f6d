//! PEP 440, "Version Identification", with the older order of setuptools for versions that are not valid by it.
//!
//! Normalisation follows PEP 440 appendix B: any case, separators `.`, `-`, `_` or none, spellings such as `alpha` and
//! `rev`, an implicit post release `1.0-1`. All versions of the older form sort before all valid ones.

use super::key::{KeyWriter, split_while, trim_zeros};
use super::{LEGACY, Quality, VALID};

/// What follows the release numbers, in rising order.
const DEV_ONLY: u8 = 1;
const ALPHA: u8 = 2;
const BETA: u8 = 3;
const CANDIDATE: u8 = 4;
const FINAL: u8 = 5;
const FURTHER_PART: u8 = 6;

/// Parts of a local version, in rising order; zero ends the list.
const LOCAL_TEXT: u8 = 1;
const LOCAL_NUMBER: u8 = 2;

/// The longest text that is taken for a version of the older form: its key is several times as long.
const LEGACY_BYTES: usize = 4096;

#[derive(Debug, Default)]
struct Version<'a> {
    epoch: &'a [u8],
    release: Vec<&'a [u8]>,
    pre: Option<(u8, &'a [u8])>,
    post: Option<&'a [u8]>,
    dev: Option<&'a [u8]>,
    local: Option<&'a [u8]>,
}

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    if trimmed.is_empty() {
        return None;
    }
    match parse(trimmed) {
        Some(parsed) => Some((encode(&parsed), Quality::Exact)),
        None if trimmed.len() > LEGACY_BYTES => None,
        None => Some((legacy(trimmed), Quality::Lenient)),
    }
}

fn encode(version: &Version<'_>) -> Box<[u8]> {
    let mut writer = KeyWriter::with_class(VALID);
    writer.digits(version.epoch);
    let significant = version
        .release
        .iter()
        .rposition(|digits| !trim_zeros(digits).is_empty())
        .map_or(0, |last| last + 1);
    for digits in version.release.iter().take(significant) {
        writer.byte(FURTHER_PART);
        writer.digits(digits);
    }
    match (version.pre, version.post, version.dev) {
        (Some((kind, number)), _, _) => {
            writer.byte(kind);
            writer.digits(number);
        }
        (None, None, Some(_)) => writer.byte(DEV_ONLY),
        _ => writer.byte(FINAL),
    }
    match version.post {
        None => writer.byte(0),
        Some(number) => {
            writer.byte(1);
            writer.digits(number);
        }
    }
    match version.dev {
        Some(number) => {
            writer.byte(0);
            writer.digits(number);
        }
        None => writer.byte(1),
    }
    if let Some(local) = version.local {
        encode_local(&mut writer, local);
    }
    writer.byte(0);
    writer.finish()
}

/// Numbers above texts, texts in lower case, the longer list wins.
fn encode_local(writer: &mut KeyWriter, local: &[u8]) {
    for part in local.split(|byte| is_separator(*byte)) {
        if part.iter().all(u8::is_ascii_digit) {
            writer.byte(LOCAL_NUMBER);
            writer.digits(part);
        } else {
            writer.byte(LOCAL_TEXT);
            writer.text(part.to_ascii_lowercase());
        }
    }
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b'.' | b'-' | b'_')
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit()
}

/// PEP 440 appendix B, read by hand; `None` if the text is not a valid version.
fn parse(text: &[u8]) -> Option<Version<'_>> {
    let mut version = Version::default();
    let mut rest = match text {
        [b'v' | b'V', rest @ ..] => rest,
        other => other,
    };
    if let (epoch, [b'!', after @ ..]) = split_while(rest, is_digit) {
        if epoch.is_empty() {
            return None;
        }
        version.epoch = epoch;
        rest = after;
    }
    rest = release(rest, &mut version.release)?;
    if let Some((kind, number, after)) = tagged(rest, PRE_TAGS) {
        version.pre = Some((kind, number));
        rest = after;
    }
    if let Some((number, after)) = implicit_post(rest) {
        version.post = Some(number);
        rest = after;
    } else if let Some((_, number, after)) = tagged(rest, POST_TAGS) {
        version.post = Some(number);
        rest = after;
    }
    if let Some((_, number, after)) = tagged(rest, DEV_TAGS) {
        version.dev = Some(number);
        rest = after;
    }
    match rest {
        [] => {}
        [b'+', local @ ..] => version.local = Some(valid_local(local)?),
        _ => return None,
    }
    Some(version)
}

fn release<'a>(text: &'a [u8], numbers: &mut Vec<&'a [u8]>) -> Option<&'a [u8]> {
    let (first, mut rest) = split_while(text, is_digit);
    if first.is_empty() {
        return None;
    }
    numbers.push(first);
    while let [b'.', after @ ..] = rest {
        let (digits, behind) = split_while(after, is_digit);
        if digits.is_empty() {
            break;
        }
        numbers.push(digits);
        rest = behind;
    }
    Some(rest)
}

/// Spellings; one that another starts with stands behind it.
type Tags = &'static [(&'static [u8], u8)];
const PRE_TAGS: Tags = &[
    (b"alpha", ALPHA),
    (b"a", ALPHA),
    (b"beta", BETA),
    (b"b", BETA),
    (b"preview", CANDIDATE),
    (b"pre", CANDIDATE),
    (b"rc", CANDIDATE),
    (b"c", CANDIDATE),
];
const POST_TAGS: Tags = &[(b"post", 0), (b"rev", 0), (b"r", 0)];
const DEV_TAGS: Tags = &[(b"dev", 0)];

/// A separator or none, a tag, a separator or none, digits or none.
fn tagged(text: &[u8], tags: Tags) -> Option<(u8, &[u8], &[u8])> {
    let behind = skip_separator(text);
    tags.iter().find_map(|(tag, kind)| {
        let (found, rest) = behind.split_at_checked(tag.len())?;
        if !found.eq_ignore_ascii_case(tag) {
            return None;
        }
        let (number, after) = split_while(skip_separator(rest), is_digit);
        // `1.0a-` has no number, so the separator is not part of it.
        Some(if number.is_empty() {
            (*kind, number, rest)
        } else {
            (*kind, number, after)
        })
    })
}

fn skip_separator(text: &[u8]) -> &[u8] {
    match text {
        [first, rest @ ..] if is_separator(*first) => rest,
        other => other,
    }
}

fn implicit_post(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (number, after) = split_while(text.strip_prefix(b"-")?, is_digit);
    (!number.is_empty()).then_some((number, after))
}

fn valid_local(local: &[u8]) -> Option<&[u8]> {
    local
        .split(|byte| is_separator(*byte))
        .all(|part| !part.is_empty() && part.iter().all(u8::is_ascii_alphanumeric))
        .then_some(local)
}

/// The order setuptools gave before PEP 440: runs of digits filled up to eight places, runs of letters with `*` in front,
/// `pre`, `preview` and `rc` as `c`, `dev` as `@`, `-` as `final-`, and a closing `*final` above the prereleases.
fn legacy(text: &[u8]) -> Box<[u8]> {
    let lower = text.to_ascii_lowercase();
    let mut parts: Vec<Vec<u8>> = Vec::new();
    let mut rest = lower.as_slice();
    while let Some(first) = rest.first().copied() {
        let (run, after) = match first {
            b'.' | b'-' => split_first(rest),
            b'0'..=b'9' => split_while(rest, is_digit),
            b'a'..=b'z' => split_while(rest, |byte| byte.is_ascii_lowercase()),
            _ => split_while(rest, |byte| {
                !byte.is_ascii_lowercase() && !byte.is_ascii_digit() && !matches!(byte, b'.' | b'-')
            }),
        };
        rest = after;
        if first != b'.' {
            push_legacy(&mut parts, legacy_part(run));
        }
    }
    push_legacy(&mut parts, b"*final".to_vec());
    let mut writer = KeyWriter::with_class(LEGACY);
    for part in parts {
        writer.byte(1);
        writer.text(part);
    }
    writer.byte(0);
    writer.finish()
}

fn split_first(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at_checked(1).unwrap_or((text, &[]))
}

fn legacy_part(run: &[u8]) -> Vec<u8> {
    if run.first().is_some_and(u8::is_ascii_digit) {
        let fill = 8_usize.saturating_sub(run.len());
        return std::iter::repeat_n(b'0', fill)
            .chain(run.iter().copied())
            .collect();
    }
    let name: &[u8] = match run {
        b"pre" | b"preview" | b"rc" => b"c",
        b"-" => b"final-",
        b"dev" => b"@",
        other => other,
    };
    [b"*", name].concat()
}

/// Zeros and dashes before a tag do not count.
fn push_legacy(parts: &mut Vec<Vec<u8>>, part: Vec<u8>) {
    if part.first() == Some(&b'*') {
        if part.as_slice() < b"*final".as_slice() {
            while parts.last().is_some_and(|last| last == b"*final-") {
                parts.pop();
            }
        }
        while parts.last().is_some_and(|last| last == b"00000000") {
            parts.pop();
        }
    }
    parts.push(part);
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn the_examples_of_the_specification_rise() {
        // PEP 440, "Summary of permitted suffixes and relative ordering" and "Local version identifiers".
        assert_rising(
            Scheme::Pep440,
            &[
                "1.dev0",
                "1.0.dev456",
                "1.0a1",
                "1.0a2.dev456",
                "1.0a12.dev456",
                "1.0a12",
                "1.0b1.dev456",
                "1.0b2",
                "1.0b2.post345.dev456",
                "1.0b2.post345",
                "1.0rc1.dev456",
                "1.0rc1",
                "1.0",
                "1.0+abc.5",
                "1.0+abc.7",
                "1.0+5",
                "1.0.post456.dev34",
                "1.0.post456",
                "1.0.15",
                "1.1.dev1",
                "1!0.1",
            ],
        );
    }

    #[test]
    fn other_spellings_are_the_same_version() {
        // PEP 440, "Normalization".
        assert_equal(
            Scheme::Pep440,
            &[
                ("1.1RC1", "1.1rc1"),
                ("00", "0"),
                ("1.1.a1", "1.1a1"),
                ("1.1-a1", "1.1a1"),
                ("1.1a.1", "1.1a1"),
                ("1.1alpha1", "1.1a1"),
                ("1.1beta2", "1.1b2"),
                ("1.1c3", "1.1rc3"),
                ("1.1pre3", "1.1rc3"),
                ("1.2a", "1.2a0"),
                ("1.2-post2", "1.2.post2"),
                ("1.2.post-2", "1.2.post2"),
                ("1.0-r4", "1.0.post4"),
                ("1.2.post", "1.2.post0"),
                ("1.0-1", "1.0.post1"),
                ("1.2-dev2", "1.2.dev2"),
                ("1.2.dev", "1.2.dev0"),
                ("1.0+ubuntu-1", "1.0+ubuntu.1"),
                ("v1.0", "1.0"),
                (" 1.0\n", "1.0"),
                ("1.0", "1"),
                ("0!1.0", "1.0"),
                ("1.0.0.0.0", "1"),
            ],
        );
    }

    #[test]
    fn older_forms_sort_before_all_valid_versions() {
        assert_rising(
            Scheme::Pep440,
            &[
                "0.1-bulbasaur",
                "0.1-charmander",
                "0.9-doduo",
                "99-zapdos",
                "0.dev0",
                "0.1",
            ],
        );
        assert_rising(Scheme::Pep440, &["1.0-foo-dev", "1.0-foo"]);
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Pep440,
            &[
                ("1.0rc1", Quality::Exact),
                ("1.0a-", Quality::Lenient),
                ("1.0+", Quality::Lenient),
                ("!1.0", Quality::Lenient),
                ("dev", Quality::Lenient),
                ("1.0.*", Quality::Lenient),
                (" ", Quality::Opaque),
            ],
        );
    }
}
