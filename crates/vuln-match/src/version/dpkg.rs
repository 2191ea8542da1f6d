//! Debian packages: `[epoch:]upstream[-revision]` (Debian Policy 5.6.12, deb-version(7)).
//!
//! A missing epoch is zero, a missing revision is the same as `0`. Lenient are: white space around, an upstream version that
//! does not begin with a digit, an empty revision, and characters that the policy does not allow.

use super::key::{KeyWriter, split_while};
use super::{Quality, VALID, chunks};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let (epoch, rest) = split_epoch(trimmed)?;
    let (upstream, revision) = match rest.iter().rposition(|byte| *byte == b'-') {
        Some(at) => (rest.get(..at)?, rest.get(at + 1..)),
        None => (rest, None),
    };
    if upstream.is_empty() {
        return None;
    }
    let mut writer = KeyWriter::with_class(VALID);
    writer.digits(epoch);
    chunks::write(&mut writer, upstream);
    chunks::write(&mut writer, revision.unwrap_or_default());
    let exact = trimmed.len() == version.len()
        && upstream.first().is_some_and(u8::is_ascii_digit)
        && upstream
            .iter()
            .all(|byte| is_allowed(*byte) || matches!(byte, b'-' | b':'))
        && revision.is_none_or(|text| !text.is_empty() && text.iter().all(|byte| is_allowed(*byte)));
    Some((
        writer.finish(),
        if exact { Quality::Exact } else { Quality::Lenient },
    ))
}

/// The digits before the first colon; `None` if something else stands there.
fn split_epoch(version: &[u8]) -> Option<(&[u8], &[u8])> {
    let (before, after) = split_while(version, |byte| byte != b':');
    match after {
        [] => Some((&[], version)),
        [_, rest @ ..] if !before.is_empty() && before.iter().all(u8::is_ascii_digit) => Some((before, rest)),
        _ => None,
    }
}

fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'+' | b'~')
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn the_order_of_the_policy_rises() {
        // Debian Policy 5.6.12: `~~`, `~~a`, `~`, the empty part, `a`.
        assert_rising(Scheme::Dpkg, &["1~~", "1~~a", "1~", "1", "1a", "1+", "1.", "1.1"]);
        assert_rising(
            Scheme::Dpkg,
            &[
                "1.0~beta1~svn1245",
                "1.0~beta1",
                "1.0",
                "1.0-0ubuntu1",
                "1.0-1~bpo12+1",
                "1.0-1",
                "1.0-1+b1",
                "1.0-1+deb12u1",
                "1.0-1.1",
                "1.0-10",
                "1.0a-1",
                "1.0+dfsg-1",
                "1.0.1-1",
                "1.10-1",
                "99999999999999999999999999-1",
                "1:0.1-1",
                "10:0-1",
            ],
        );
        assert_rising(Scheme::Dpkg, &["1.0-1", "1.0-1-1", "1.0-2-1"]);
    }

    #[test]
    fn what_is_missing_is_zero() {
        assert_equal(
            Scheme::Dpkg,
            &[
                ("1.0", "0:1.0"),
                ("1.0", "1.0-0"),
                ("1.0", "1.00"),
                ("1.", "1.0"),
                ("1a", "1a0"),
                ("1.0-", "1.0"),
                (" 1.0-1\n", "1.0-1"),
                ("00:1", "1"),
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Dpkg,
            &[
                ("1:2.3~rc1+dfsg-4ubuntu5", Quality::Exact),
                ("1:2:3-4", Quality::Exact),
                ("1", Quality::Exact),
                ("a1", Quality::Lenient),
                ("1.0-", Quality::Lenient),
                ("1_0-1", Quality::Lenient),
                ("1.0 ", Quality::Lenient),
                ("x:1", Quality::Opaque),
                (":1", Quality::Opaque),
                ("1:", Quality::Opaque),
                ("-1", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
