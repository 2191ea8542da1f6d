//! Haskell packages and GHC: numbers behind dots, compared one by one; the longer list wins (Haskell Package Versioning
//! Policy, `Distribution.Version`).
//!
//! Lenient are: white space around, zeros in front of a number, and names behind `-`. GHC names its prereleases so
//! (`9.2.1-rc1`), and they sort before the release; packages had tags there once.

use super::key::KeyWriter;
use super::numbers::{END, NUMBER, PRERELEASE, split_dotted, write_name};
use super::{Quality, VALID};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (numbers, rest) = split_dotted(trimmed)?;
    let mut writer = KeyWriter::with_class(VALID);
    for digits in &numbers {
        writer.byte(NUMBER);
        writer.digits(digits);
    }
    match rest {
        [] => writer.byte(END),
        [b'-', name @ ..] if name.first().is_some_and(u8::is_ascii_alphabetic) => {
            writer.byte(PRERELEASE);
            write_name(&mut writer, name);
        }
        _ => return None,
    }
    let exact = rest.is_empty()
        && trimmed.len() == version.len()
        && numbers.iter().all(|digits| !matches!(digits, [b'0', _, ..]));
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
    fn lists_of_numbers_rise() {
        assert_rising(
            Scheme::Hackage,
            &[
                "0",
                "0.0",
                "0.11.3.0",
                "1",
                "1.0",
                "1.0.0",
                "1.0.0.0",
                "1.0.1",
                "1.1",
                "1.1.0",
                "1.2",
                "1.10",
                "2",
                "99999999999999999999999",
            ],
        );
    }

    #[test]
    fn prereleases_of_the_compiler_sort_before_it() {
        assert_rising(
            Scheme::Hackage,
            &[
                "9.2",
                "9.2.0.20210821",
                "9.2.1-alpha1",
                "9.2.1-alpha2",
                "9.2.1-rc1",
                "9.2.1-rc10",
                "9.2.1",
                "9.2.1.1",
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_equal(Scheme::Hackage, &[("3.02", "3.2"), (" 1.0", "1.0")]);
        assert_quality(
            Scheme::Hackage,
            &[
                ("1.0.3.1", Quality::Exact),
                ("0", Quality::Exact),
                ("3.02", Quality::Lenient),
                ("9.2.1-rc1", Quality::Lenient),
                ("1.0 ", Quality::Lenient),
                ("1.0a", Quality::Opaque),
                ("1.0.", Quality::Opaque),
                ("1.0-", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
