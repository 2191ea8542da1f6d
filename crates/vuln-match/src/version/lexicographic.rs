//! `lexicographic` of VERS: the bytes of UTF-8, as they are.

use super::key::KeyWriter;
use super::{Quality, VALID};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    if version.is_empty() {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    writer.text(version.iter().copied());
    Some((writer.finish(), Quality::Exact))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_quality, assert_rising};
    use super::*;

    #[test]
    fn bytes_decide() {
        assert_rising(
            Scheme::Lexicographic,
            &[
                " a", "1.10", "1.9", "A\u{30a}", "Z", "a", "aa", "b", "\u{c5}", "\u{20ac}",
            ],
        );
        assert_quality(
            Scheme::Lexicographic,
            &[("a", Quality::Exact), ("", Quality::Opaque)],
        );
    }
}
