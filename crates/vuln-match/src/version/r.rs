//! R packages, of CRAN and Bioconductor: numbers behind `.` or `-`, compared one by one; a version with fewer is older (R manual,
//! `compareVersion`, "Details"). The operators of `package_version` take missing numbers for zero instead; the manual's order
//! tells more versions apart.
//!
//! Lenient are white space around and a single number.

use super::key::KeyWriter;
use super::numbers::{END, NUMBER};
use super::{Quality, VALID};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let mut writer = KeyWriter::with_class(VALID);
    let mut count = 0;
    for digits in trimmed.split(|byte| matches!(byte, b'.' | b'-')) {
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        writer.byte(NUMBER);
        writer.digits(digits);
        count += 1;
    }
    writer.byte(END);
    let exact = count > 1 && trimmed.len() == version.len();
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
            Scheme::R,
            &[
                "0",
                "0.0",
                "0.9",
                "0.9-0",
                "0.9.1",
                "0.75",
                "1.0",
                "1.0-0",
                "1.0-1",
                "1.0-10",
                "1.1",
                "4.3.1",
                "20240101.1",
            ],
        );
        assert_equal(Scheme::R, &[("1.0-3", "1.0.3"), ("0.01", "0-1"), (" 1.0", "1.0")]);
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::R,
            &[
                ("1.0-3", Quality::Exact),
                ("3", Quality::Lenient),
                ("1.0 ", Quality::Lenient),
                ("1.0a", Quality::Opaque),
                ("1..0", Quality::Opaque),
                ("-1", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
