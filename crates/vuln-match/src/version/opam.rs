//! opam: the order of dpkg without epochs (opam manual, "Version ordering"). What stands behind the last `-` is compared last,
//! as a revision; without one it is `0`.
//!
//! Lenient are white space around and characters that a version may not have.

use super::key::KeyWriter;
use super::{Quality, VALID, chunks};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    if trimmed.is_empty() {
        return None;
    }
    let (upstream, revision) = match trimmed.iter().rposition(|byte| *byte == b'-') {
        Some(at) => (trimmed.get(..at)?, trimmed.get(at + 1..)?),
        None => (trimmed, &[][..]),
    };
    let mut writer = KeyWriter::with_class(VALID);
    chunks::write(&mut writer, upstream);
    chunks::write(&mut writer, revision);
    // Manual, "General syntax": `[a-zA-Z0-9-_+.~]+`.
    let allowed =
        |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'.' | b'~');
    let exact = trimmed.len() == version.len() && trimmed.iter().all(allowed);
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
    fn the_example_of_the_manual_rises() {
        // opam manual, "Version ordering".
        assert_rising(
            Scheme::Opam,
            &[
                "~~", "~", "~beta2", "~beta10", "0.1", "1.0~beta", "1.0", "1.0-test", "1.0.1", "1.0.10",
                "dev", "trunk",
            ],
        );
        assert_rising(Scheme::Opam, &["v0.9.0", "v0.15.1", "v0.16~preview.1", "v0.16.0"]);
        assert_rising(Scheme::Opam, &["2:1", "10:0"]);
        assert_rising(Scheme::Opam, &["1.0", "1.0-1", "1.0a", "1.0-1-0"]);
    }

    #[test]
    fn numbers_are_compared_by_value() {
        assert_equal(
            Scheme::Opam,
            &[("1.01", "1.1"), ("1", "01"), ("v1.", "v1.0"), ("1.0-0", "1.0")],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Opam,
            &[
                ("4.14.1+flambda", Quality::Exact),
                ("1 0", Quality::Lenient),
                ("", Quality::Opaque),
            ],
        );
    }
}
