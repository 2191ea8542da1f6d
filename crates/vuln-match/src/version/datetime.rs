//! `datetime` of VERS: moments of RFC 3339, whatever the offset they are written with.

use portcullis_findings::Timestamp;

use super::key::KeyWriter;
use super::{Quality, VALID};

pub(super) fn key(version: &[u8]) -> Option<(Box<[u8]>, Quality)> {
    let trimmed = version.trim_ascii();
    let moment: Timestamp = std::str::from_utf8(trimmed).ok()?.parse().ok()?;
    let mut writer = KeyWriter::with_class(VALID);
    writer.number(moment.as_unix().abs_diff(Timestamp::MIN_SECONDS));
    writer.number(u64::from(moment.nanos()));
    let exact = trimmed.len() == version.len() && trimmed.len() > "2024-01-01".len();
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
    fn moments_rise() {
        assert_rising(
            Scheme::DateTime,
            &[
                "0001-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "1970-01-01T00:00:00Z",
                "2024-01-01T00:00:00.5Z",
                "2024-01-01T00:00:01Z",
                "2024-01-01T00:00:00-05:00",
            ],
        );
        assert_equal(
            Scheme::DateTime,
            &[
                ("2024-01-01T00:00:00Z", "2023-12-31T19:00:00-05:00"),
                ("2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000Z"),
            ],
        );
        assert_quality(
            Scheme::DateTime,
            &[
                ("2024-01-01T00:00:00Z", Quality::Exact),
                ("2024-01-01T00:00:00Z ", Quality::Lenient),
                ("2024-13-01T00:00:00Z", Quality::Opaque),
                ("yesterday", Quality::Opaque),
                ("", Quality::Opaque),
            ],
        );
    }
}
