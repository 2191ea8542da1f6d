//! UTCTime and GeneralizedTime as DER has them: seconds and `Z` always written (X.690, 11.7 and 11.8).

use portcullis_findings::Timestamp;

use super::{DerError, DerProblem, Reader};

pub(super) const UTC: u8 = 0x17;
pub(super) const GENERALIZED: u8 = 0x18;

/// The moment of a UTCTime or GeneralizedTime element. Fractions are DER's (no trailing zero); digits behind the ninth
/// are dropped.
pub(super) fn read(tag: u8, content: Reader<'_>) -> Result<Timestamp, DerError> {
    let bad = content.error(DerProblem::Value);
    match tag {
        UTC => utc(content.rest()),
        GENERALIZED => generalized(content.rest()),
        found => {
            return Err(content.error(DerProblem::Tag {
                expected: GENERALIZED,
                found,
            }));
        }
    }
    .ok_or(bad)
}

fn utc(text: &[u8]) -> Option<Timestamp> {
    let (year, rest) = text.split_first_chunk::<2>()?;
    // RFC 5280, 4.1.2.5.1: 50 to 99 are of the twentieth century.
    let year = number(year)?;
    moment(if year < 50 { 2000 + year } else { 1900 + year }, rest, b"")
}

fn generalized(text: &[u8]) -> Option<Timestamp> {
    let (year, rest) = text.split_first_chunk::<4>()?;
    let (whole, fraction) = match rest.iter().position(|byte| *byte == b'.') {
        None => (rest.to_vec(), &[][..]),
        Some(dot) => {
            let (whole, fraction) = rest.split_at_checked(dot)?;
            let fraction = fraction.strip_prefix(b".")?.strip_suffix(b"Z")?;
            if fraction.last().is_none_or(|last| *last == b'0') {
                return None;
            }
            ([whole, b"Z"].concat(), fraction)
        }
    };
    moment(number(year)?, &whole, fraction)
}

/// `MMDDHHMMSSZ` of a year, and the digits of a fraction.
fn moment(year: u32, rest: &[u8], fraction: &[u8]) -> Option<Timestamp> {
    let [m1, m2, d1, d2, h1, h2, n1, n2, s1, s2, b'Z'] = rest else {
        return None;
    };
    let [month, day, hour, minute, second] =
        [[*m1, *m2], [*d1, *d2], [*h1, *h2], [*n1, *n2], [*s1, *s2]].map(|pair| number(&pair));
    let (month, day, hour, minute, second) = (month?, day?, hour?, minute?, second?);
    // A leap second would be read as the second before it: two texts for one moment.
    if second > 59 || !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let whole: Timestamp = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
        .parse()
        .ok()?;
    let nanos = (0..9).fold(0, |nanos, place| {
        nanos * 10 + fraction.get(place).map_or(0, |digit| u32::from(digit - b'0'))
    });
    Timestamp::from_unix_nanos(whole.as_unix(), nanos).ok()
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u32::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(tag: u8, text: &str) -> Option<String> {
        let element = [&[tag, text.len() as u8], text.as_bytes()].concat();
        Reader::new(&element).time().ok().map(|time| time.to_string())
    }

    #[test]
    fn times_are_read_as_der_writes_them() {
        for (tag, text, expected) in [
            (UTC, "491231235959Z", Some("2049-12-31T23:59:59Z")),
            (UTC, "500101000000Z", Some("1950-01-01T00:00:00Z")),
            (UTC, "4912312359Z", None),
            (UTC, "491231235959+0100", None),
            (GENERALIZED, "20260229000000Z", None),
            (GENERALIZED, "20240229000000Z", Some("2024-02-29T00:00:00Z")),
            (GENERALIZED, "20240229000000.5Z", Some("2024-02-29T00:00:00.5Z")),
            (GENERALIZED, "20240229000000.50Z", None),
            (GENERALIZED, "20240229000000.Z", None),
            (
                GENERALIZED,
                "20240229000000.1234567891Z",
                Some("2024-02-29T00:00:00.123456789Z"),
            ),
            (GENERALIZED, "20240229000060Z", None),
            (GENERALIZED, "20240229240000Z", None),
            (GENERALIZED, "20240229000000", None),
            (GENERALIZED, "2024022900000 Z", None),
        ] {
            assert_eq!(time(tag, text).as_deref(), expected, "{text}");
        }
        assert_eq!(time(0x16, "491231235959Z"), None);
    }
}
