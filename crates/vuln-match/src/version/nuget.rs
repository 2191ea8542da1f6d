//! NuGet: SemVer 2.0.0 with up to four numbers, labels of any case, and build metadata that takes no part.

use super::Quality;
use super::semver;

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let bare = match trimmed {
        [b'v' | b'V', rest @ ..] => rest,
        other => other,
    };
    let parts = semver::parse(bare)?;
    let exact = bare.len() == version.len() && parts.numbers.len() <= 4 && is_well_written(bare);
    // Labels compare in upper case, ordinally: `_` of a label that is not valid stays above the letters.
    let key = semver::encode(&parts, |writer, labels| {
        semver::identifiers(writer, &labels.to_ascii_uppercase());
    });
    Some((key, if exact { Quality::Exact } else { Quality::Lenient }))
}

/// Numbers, then labels behind `-`, then metadata behind `+`. One to four numbers, with zeros in front, are all accepted.
fn is_well_written(version: &[u8]) -> bool {
    let numbers = version
        .iter()
        .take_while(|byte| byte.is_ascii_digit() || **byte == b'.')
        .count();
    match version.get(numbers..).unwrap_or_default() {
        [] => true,
        [b'-', rest @ ..] => {
            let mut halves = rest.splitn(2, |byte| *byte == b'+');
            halves.all(are_labels)
        }
        [b'+', metadata @ ..] => are_labels(metadata),
        _ => false,
    }
}

fn are_labels(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'.').all(|label| {
        !label.is_empty()
            && label
                .iter()
                .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::super::Scheme;
    use super::super::testing::{assert_equal, assert_quality, assert_rising};
    use super::*;

    #[test]
    fn a_fourth_number_and_labels_rise() {
        assert_rising(
            Scheme::NuGet,
            &[
                "0.9.9.1",
                "1.0.0-1",
                "1.0.0-2",
                "1.0.0-10",
                "1.0.0-Alpha",
                "1.0.0-alpha.1",
                "1.0.0-ALPHA.beta",
                "1.0.0-beta",
                "1.0",
                "1.0.0.1-alpha",
                "1.0.0.1",
                "1.0.1",
                "4294967296.0",
            ],
        );
    }

    #[test]
    fn case_zeros_and_metadata_do_not_count() {
        assert_equal(
            Scheme::NuGet,
            &[
                ("1", "1.0.0.0"),
                ("1.01", "1.1"),
                ("1.0.0-BETA.1+AA", "1.0.0-beta.1+bb"),
                ("1.0.0", "1.0.0+beta"),
            ],
        );
    }

    #[test]
    fn quality_tells_how_it_was_written() {
        assert_quality(
            Scheme::NuGet,
            &[
                ("13.0.1", Quality::Exact),
                ("1.0.0.0-rc.1+sha.5", Quality::Exact),
                ("1.0", Quality::Exact),
                ("1.0.0.0.0", Quality::Lenient),
                ("v1.0", Quality::Lenient),
                ("1.0rc", Quality::Lenient),
                ("1.0-", Quality::Lenient),
                ("1.*", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
