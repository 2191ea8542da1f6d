//! `intdot` of VERS: numbers behind dots; missing ones are zero, and what follows the numbers takes no part.

use super::key::{KeyWriter, trim_zeros};
use super::numbers::{END, NUMBER, split_dotted};
use super::{Quality, VALID};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (numbers, rest) = split_dotted(trimmed)?;
    let significant = numbers
        .iter()
        .rposition(|digits| !trim_zeros(digits).is_empty())
        .map_or(0, |last| last + 1);
    let mut writer = KeyWriter::with_class(VALID);
    for digits in numbers.iter().take(significant) {
        writer.byte(NUMBER);
        writer.digits(digits);
    }
    writer.byte(END);
    let exact = rest.is_empty() && trimmed.len() == version.len();
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
    fn numbers_are_compared_one_by_one() {
        assert_rising(
            Scheme::IntDot,
            &["0", "0.1", "1", "1.0.1", "1.2", "1.2.1", "1.10", "10"],
        );
        assert_equal(
            Scheme::IntDot,
            &[
                ("01.002.0003", "1.2.3"),
                ("1", "1.0.0"),
                ("1.2beta", "1.2rc1"),
                ("1.2.", "1.2"),
            ],
        );
        assert_quality(
            Scheme::IntDot,
            &[
                ("1.02", Quality::Exact),
                ("1.2beta", Quality::Lenient),
                (" 1", Quality::Lenient),
                ("v1", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
