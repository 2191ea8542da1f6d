//! CVE ids as numbers.

use std::fmt;

/// A CVE id: seven bits of year from 1999, 25 bits of number. Ordered as ids are by year and number.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) struct Cve(u32);

const FIRST_YEAR: u32 = 1999;
const NUMBER_BITS: u32 = 25;

impl Cve {
    /// Reads `CVE-2014-0160`: four digits of year, four or more of number and no more zeros in front than fill four.
    pub(super) fn parse(id: &[u8]) -> Option<Self> {
        let (prefix, rest) = id.split_at_checked(4)?;
        let (year, rest) = rest.split_at_checked(4)?;
        let number = rest.strip_prefix(b"-")?;
        let padded = number.len() > 4 && number.starts_with(b"0");
        if !prefix.eq_ignore_ascii_case(b"CVE-") || padded || !(4..=8).contains(&number.len()) {
            return None;
        }
        let year = digits(year)?.checked_sub(FIRST_YEAR).filter(|year| *year < 128)?;
        let number = digits(number).filter(|number| *number < 1 << NUMBER_BITS)?;
        Some(Self(year << NUMBER_BITS | number))
    }
}

impl fmt::Display for Cve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.0 & ((1 << NUMBER_BITS) - 1);
        write!(f, "CVE-{}-{number:04}", (self.0 >> NUMBER_BITS) + FIRST_YEAR)
    }
}

fn digits(text: &[u8]) -> Option<u32> {
    text.iter().try_fold(0_u32, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_and_print_the_same() {
        for id in [
            "CVE-1999-0001",
            "CVE-2014-0160",
            "CVE-2021-44228",
            "CVE-2126-33554431",
        ] {
            assert_eq!(
                Cve::parse(id.as_bytes()).map(|cve| cve.to_string()).as_deref(),
                Some(id)
            );
        }
        let none = [
            "",
            "CVE-",
            "CVE-2014-160",
            "CVE-2014-01600",
            "CVE-1998-0001",
            "CVE-2014-33554432",
            "GHSA-2014-0160",
        ];
        for id in none {
            assert_eq!(Cve::parse(id.as_bytes()), None, "{id}");
        }
    }
}
