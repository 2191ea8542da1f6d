//! RubyGems: the order of `Gem::Version`.
//!
//! Runs of digits and runs of letters are the parts, everything else separates them; a hyphen stands for `.pre.`. Letters
//! sort below numbers, a version that ends goes on with zeros, and zeros before the first letters do not count.
//!
//! Lockfiles and file names write a platform behind the version (`1.9.25-java`, `1.15.4-x86_64-linux`). It names a build of
//! that version, not a prerelease, so a suffix that is a platform takes no part in the order.

use super::key::{KeyWriter, MOST_PIECES, is_expression, split_while, trim_zeros};
use super::{Quality, VALID};

/// What may follow, in rising order.
const LETTERS: u8 = 1;
/// A zero, and the next part that is none is letters.
const ZERO_BELOW: u8 = 2;
const END: u8 = 3;
/// A zero, and the next part that is none is a number.
const ZERO_ABOVE: u8 = 4;
const NUMBER: u8 = 5;
/// A zero that does not count.
const NOTHING: u8 = 0;

#[derive(Clone, Copy, Debug)]
struct Part<'a> {
    text: &'a [u8],
    class: u8,
}

/// What the names of platforms begin with; `Gem::Platform` has the same processors and systems.
const PLATFORMS: &[&[u8]] = &[
    b"java",
    b"jruby",
    b"x86",
    b"x64",
    b"i386",
    b"i486",
    b"i586",
    b"i686",
    b"amd64",
    b"arm",
    b"armv",
    b"aarch64",
    b"universal",
    b"powerpc",
    b"ppc",
    b"s390x",
    b"riscv64",
    b"loongarch64",
    b"mswin",
    b"mingw",
    b"wasm32",
];

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    if is_expression(trimmed) {
        return None;
    }
    let (bare, platform) = split_platform(trimmed);
    let mut parts = parts(bare);
    if parts.is_empty() || parts.len() > MOST_PIECES {
        return None;
    }
    settle(&mut parts);
    let exact = bare.len() == version.len() && platform.is_none() && is_correct(bare);
    Some((
        encode(&parts),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

fn split_platform(version: &[u8]) -> (&[u8], Option<&[u8]>) {
    let (bare, rest) = split_while(version, |byte| byte != b'-');
    let Some(suffix) = rest.strip_prefix(b"-") else {
        return (version, None);
    };
    let names_platform = PLATFORMS.iter().any(|name| {
        suffix.split_at_checked(name.len()).is_some_and(|(found, after)| {
            found.eq_ignore_ascii_case(name) && !after.first().is_some_and(u8::is_ascii_lowercase)
        })
    });
    if names_platform {
        (bare, Some(suffix))
    } else {
        (version, None)
    }
}

/// The pattern of `Gem::Version`: a number, then numbers and words behind dots, then words behind a hyphen.
fn is_correct(version: &[u8]) -> bool {
    let (main, rest) = split_while(version, |byte| byte != b'-');
    let (first, after) = split_while(main, |byte| byte.is_ascii_digit());
    !first.is_empty()
        && (after.is_empty()
            || after
                .strip_prefix(b".")
                .is_some_and(|after| are_words(after, false)))
        && (rest.is_empty() || rest.strip_prefix(b"-").is_some_and(|rest| are_words(rest, true)))
}

fn are_words(text: &[u8], hyphens: bool) -> bool {
    text.split(|byte| *byte == b'.').all(|word| {
        !word.is_empty()
            && word
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || hyphens && *byte == b'-')
    })
}

/// Stops behind one part too many.
fn parts(version: &[u8]) -> Vec<Part<'_>> {
    let mut parts = Vec::with_capacity(6);
    let mut rest = version;
    while let (Some(first), true) = (rest.first(), parts.len() <= MOST_PIECES) {
        let (class, text, after) = match first {
            b'0'..=b'9' => {
                let (digits, after) = split_while(rest, |byte| byte.is_ascii_digit());
                (NUMBER, trim_zeros(digits), after)
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let (letters, after) = split_while(rest, |byte| byte.is_ascii_alphabetic());
                (LETTERS, letters, after)
            }
            b'-' => (LETTERS, b"pre".as_slice(), rest.get(1..).unwrap_or_default()),
            _ => {
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
        };
        parts.push(Part { text, class });
        rest = after;
    }
    parts
}

/// Takes out zeros at the end and before the first letters, and tells the others by what follows them.
fn settle(parts: &mut [Part<'_>]) {
    let letters = parts.iter().position(|part| part.class == LETTERS);
    let letters = letters.unwrap_or(parts.len());
    let mut behind = END;
    for (at, part) in parts.iter_mut().enumerate().rev() {
        if part.class == NUMBER && part.text.is_empty() {
            part.class = match behind {
                END => NOTHING,
                LETTERS if at < letters => NOTHING,
                LETTERS | ZERO_BELOW => ZERO_BELOW,
                _ => ZERO_ABOVE,
            };
        }
        if part.class != NOTHING {
            behind = part.class;
        }
    }
}

fn encode(parts: &[Part<'_>]) -> Box<[u8]> {
    let mut writer = KeyWriter::with_class(VALID);
    for part in parts.iter().filter(|part| part.class != NOTHING) {
        writer.byte(part.class);
        match part.class {
            LETTERS => writer.text(part.text.iter().copied()),
            NUMBER => writer.digits(part.text),
            _ => {}
        }
    }
    writer.byte(END);
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn letters_are_prereleases_and_numbers_rise() {
        assert_rising(
            Scheme::Gem,
            &[
                "0.9",
                "1.0.a.2",
                "1.0.a9",
                "1.0.a10",
                "1.0.b1",
                "1.0.0-rc1",
                "1.0.rc1",
                "1.0",
                "1.0.1.a",
                "1.0.1",
                "1.1.0.beta.0.1",
                "1.1.0.beta.1",
                "1.1",
                "1.9",
                "1.10",
                "99999999999999999999999",
            ],
        );
        assert_rising(Scheme::Gem, &["1.a.0.b", "1.a", "1.a.0.1", "1.a.1"]);
    }

    #[test]
    fn zeros_do_not_count() {
        assert_equal(
            Scheme::Gem,
            &[
                ("1", "1.0.0"),
                ("1.0.a", "1.a"),
                ("1.a", "1.a.0"),
                ("1.0-1", "1.0.pre.1"),
                ("1.01", "1.1"),
                ("0", "0.0"),
            ],
        );
    }

    #[test]
    fn a_platform_takes_no_part() {
        assert_equal(
            Scheme::Gem,
            &[
                ("1.9.25-java", "1.9.25"),
                ("1.15.4-x86_64-linux", "1.15.4"),
                ("1.15.4.rc1-arm64-darwin-22", "1.15.4.rc1"),
                ("1.15.4-armv7l-linux", "1.15.4"),
            ],
        );
        assert_rising(Scheme::Gem, &["1.9.25-javanese", "1.9.25-rc1", "1.9.25-java"]);
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Gem,
            &[
                ("1.0", Quality::Exact),
                ("1.0.0.rc1", Quality::Exact),
                ("1.0.0-rc1", Quality::Exact),
                ("1.9.25-java", Quality::Lenient),
                ("1beta", Quality::Lenient),
                ("v1.0", Quality::Lenient),
                ("", Quality::Opaque),
                (".", Quality::Opaque),
                ("~> 1.0", Quality::Opaque),
            ],
        );
    }
}
