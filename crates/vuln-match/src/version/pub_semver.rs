//! Pub: SemVer 2.0.0 precedence, and then build metadata, which is ordered like prereleases: none is below some.

use super::key::{KeyWriter, split_while};
use super::{Quality, VALID, semver};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let bare = match trimmed {
        [b'v' | b'V', rest @ ..] => rest,
        other => other,
    };
    let parts = semver::parse(bare)?;
    let mut writer = KeyWriter::with_class(VALID);
    semver::write(&mut writer, &parts, semver::identifiers);
    if let (_, [b'+', build @ ..]) = split_while(bare, |byte| byte != b'+') {
        semver::identifiers(&mut writer, build);
    }
    writer.byte(0);
    let exact = bare.len() == version.len();
    Some((
        writer.finish(),
        if exact { parts.quality } else { Quality::Lenient },
    ))
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn build_metadata_rises() {
        // The precedence of `pub_semver`, "Semantics".
        assert_rising(
            Scheme::Pub,
            &[
                "1.0.0-alpha",
                "1.0.0-alpha+1",
                "1.0.0-alpha.1",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0",
                "1.0.0+1",
                "1.0.0+1.1",
                "1.0.0+9",
                "1.0.0+10",
                "1.0.0+a",
                "1.0.1-0",
                "1.3.0",
            ],
        );
        assert_equal(Scheme::Pub, &[("v1.2.3", "1.2.3"), ("1.2.3+01", "1.2.3+1")]);
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::Pub,
            &[
                ("1.2.3-dev.1+5", Quality::Exact),
                ("1.2", Quality::Lenient),
                ("v1.2.3", Quality::Lenient),
                ("any", Quality::Opaque),
            ],
        );
    }
}
