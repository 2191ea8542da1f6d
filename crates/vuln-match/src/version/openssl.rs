//! OpenSSL: before 3.0 `1.0.2zk`, letters being patches, and since then Semantic Versioning.
//!
//! Prereleases stand behind `-` in both (`1.1.1-pre9`, `3.0.0-beta2`) and sort before the release. Lenient are: white space
//! around, more or fewer than three numbers, upper case, and letters from 3.0 on.

use super::key::{KeyWriter, split_while, trim_zeros};
use super::numbers::{split_dotted, write_name};
use super::{Quality, VALID};

const PRERELEASE: u8 = 1;
const RELEASE: u8 = 2;

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (numbers, rest) = split_dotted(trimmed)?;
    if numbers.len() > 4 {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    for at in 0..4 {
        writer.digits(numbers.get(at).copied().unwrap_or_default());
    }
    let (patch, rest) = split_while(rest, |byte| byte.is_ascii_alphabetic());
    // `z`, `za`, `zb`: the order of text.
    writer.text(patch.to_ascii_lowercase());
    let rest = match rest {
        [b'+', build @ ..] if !build.is_empty() => &[][..],
        other => other,
    };
    match rest {
        [] => writer.byte(RELEASE),
        [b'-', name @ ..] if name.first().is_some_and(u8::is_ascii_alphanumeric) => {
            writer.byte(PRERELEASE);
            write_name(&mut writer, name);
        }
        _ => return None,
    }
    let legacy = numbers
        .first()
        .is_some_and(|major| matches!(trim_zeros(major), [] | [b'1' | b'2']));
    let exact = trimmed.len() == version.len()
        && numbers.len() == 3
        && patch.iter().all(u8::is_ascii_lowercase)
        && (legacy || patch.is_empty());
    Some((
        writer.finish(),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn letters_are_patches() {
        assert_rising(
            Scheme::OpenSsl,
            &[
                "0.9.6",
                "0.9.8-beta1",
                "0.9.8",
                "0.9.8a",
                "0.9.8z",
                "0.9.8za",
                "0.9.8zh",
                "1.0.0",
                "1.0.2",
                "1.0.2u",
                "1.0.2zk",
                "1.1.0",
                "1.1.1-pre1",
                "1.1.1-pre9",
                "1.1.1-pre10",
                "1.1.1",
                "1.1.1w",
                "3.0.0-alpha17",
                "3.0.0-beta1",
                "3.0.0",
                "3.0.9",
                "3.0.10",
                "3.1.0",
            ],
        );
        assert_equal(
            Scheme::OpenSsl,
            &[("1.0", "1.0.0"), ("1.0.2K", "1.0.2k"), (" 3.0.0", "3.0.0")],
        );
        assert_quality(
            Scheme::OpenSsl,
            &[
                ("1.0.2zk", Quality::Exact),
                ("3.0.0-beta2", Quality::Exact),
                ("3.0.0a", Quality::Lenient),
                ("1.0", Quality::Lenient),
                ("fips-2.0", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
