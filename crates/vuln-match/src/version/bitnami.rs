//! Bitnami: SemVer with a revision of the packaging behind (`1.6.2-3`), which comes after the release and not before it.
//!
//! A prerelease of digits alone is such a revision, and none is 0; all others are prereleases.

use super::key::{KeyWriter, split_while};
use super::{Quality, semver};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let (release, rest) = split_while(version.trim_ascii(), |byte| !matches!(byte, b'-' | b'+'));
    let (revision, behind) = match rest {
        [b'-', text @ ..] => split_while(text, |byte| byte.is_ascii_digit()),
        _ => (&[][..], rest),
    };
    let is_revision = !revision.is_empty() && matches!(behind.first(), None | Some(b'+'));
    let (key, quality) = if is_revision {
        semver::key(release)?
    } else {
        semver::key(version)?
    };
    let mut writer = KeyWriter::default();
    for byte in key {
        writer.byte(byte);
    }
    writer.digits(if is_revision { revision } else { &[] });
    Some((writer.finish(), quality))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn revisions_come_after_the_release() {
        assert_rising(
            Scheme::Bitnami,
            &[
                "1.6.2-rc.1",
                "1.6.2",
                "1.6.2-1",
                "1.6.2-2",
                "1.6.2-10",
                "1.6.3",
                "1.8.0-333",
                "1.8.0-341",
            ],
        );
        assert_equal(
            Scheme::Bitnami,
            &[
                ("1.6.2-0", "1.6.2"),
                ("1.6.2-03", "1.6.2-3"),
                ("1.6.2-3+b", "1.6.2-3"),
                ("v1.6", "1.6.0-0"),
            ],
        );
        assert_quality(
            Scheme::Bitnami,
            &[
                ("1.6.2-3", Quality::Exact),
                ("1.6-3", Quality::Lenient),
                ("-3", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
