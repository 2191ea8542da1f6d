//! Points in time and calendar days, given by the caller; nothing here reads a clock.

use std::fmt;
use std::str::FromStr;

const DAY: i64 = 86_400;

/// A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds, years 0000 to 9999.
///
/// Reads and writes RFC 3339; written in UTC with `Z`, and with a fraction only where there is one.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

impl Timestamp {
    /// The earliest that can be written, `0000-01-01T00:00:00Z`.
    pub const MIN_SECONDS: i64 = -62_167_219_200;
    /// The latest that can be written, `9999-12-31T23:59:59Z`.
    pub const MAX_SECONDS: i64 = 253_402_300_799;

    /// From seconds since 1970 (negative before it), whole.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`] outside of the years 0000 to 9999.
    pub const fn from_unix(seconds: i64) -> Result<Self, TimeError> {
        if seconds < Self::MIN_SECONDS || seconds > Self::MAX_SECONDS {
            return Err(TimeError::OutOfRange);
        }
        Ok(Self { seconds, nanos: 0 })
    }

    /// From seconds since 1970 and nanoseconds behind the whole second.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`] outside of the years 0000 to 9999, or with a billion nanoseconds or more.
    pub const fn from_unix_nanos(seconds: i64, nanos: u32) -> Result<Self, TimeError> {
        if nanos >= 1_000_000_000 {
            return Err(TimeError::OutOfRange);
        }
        match Self::from_unix(seconds) {
            Ok(whole) => Ok(Self { nanos, ..whole }),
            Err(error) => Err(error),
        }
    }

    /// Seconds since 1970, rounded down.
    #[must_use]
    pub const fn as_unix(self) -> i64 {
        self.seconds
    }

    /// Nanoseconds behind the whole second, 0 to 999,999,999.
    #[must_use]
    pub const fn nanos(self) -> u32 {
        self.nanos
    }

    /// The UTC day it falls on.
    #[must_use]
    pub const fn date(self) -> Date {
        Date {
            days: self.seconds.div_euclid(DAY),
        }
    }

    /// Whole seconds from `earlier` to `self`; negative if `earlier` is later.
    #[must_use]
    pub const fn seconds_since(self, earlier: Self) -> i64 {
        self.seconds - earlier.seconds
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    /// RFC 3339 `2026-11-01T12:00:00.5+01:00` (lower-case `t` and `z` and a space for `T` too), or a date alone, which
    /// means its first moment in UTC. Digits of the fraction behind the ninth are dropped; a leap second counts as the
    /// second before it.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let bytes = text.as_bytes();
        let (date, rest) = bytes
            .split_at_checked(10)
            .ok_or(TimeError::Syntax { byte: bytes.len() })?;
        let date = parse_date(date)?;
        if rest.is_empty() {
            return Self::from_unix(date.days * DAY);
        }
        let mut cursor = Cursor { bytes, at: 10 };
        cursor.expect(b"Tt ")?;
        let hour = cursor.number(2, 23)?;
        cursor.expect(b":")?;
        let minute = cursor.number(2, 59)?;
        cursor.expect(b":")?;
        let second = cursor.number(2, 60)?.min(59);
        let nanos = cursor.fraction()?;
        let offset = cursor.offset()?;
        if cursor.at != bytes.len() {
            return Err(TimeError::Syntax { byte: cursor.at });
        }
        let whole = Self::from_unix(date.days * DAY + hour * 3600 + minute * 60 + second - offset * 60)?;
        Ok(Self { nanos, ..whole })
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.seconds.rem_euclid(DAY);
        write!(
            f,
            "{}T{:02}:{:02}:{:02}",
            self.date(),
            time / 3600,
            time / 60 % 60,
            time % 60
        )?;
        if self.nanos != 0 {
            let digits = format!("{:09}", self.nanos);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

/// A calendar day in UTC. As an expiry it is inclusive: valid through the last second of the day.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Date {
    days: i64,
}

impl Date {
    /// A day of the Gregorian calendar.
    ///
    /// # Errors
    ///
    /// [`TimeError::OutOfRange`] if there is no such day in the years 0000 to 9999.
    pub const fn new(year: u16, month: u8, day: u8) -> Result<Self, TimeError> {
        if year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) {
            return Err(TimeError::OutOfRange);
        }
        // Howard Hinnant's days-from-civil, http://howardhinnant.github.io/date_algorithms.html
        let shifted = year as i64 - if month <= 2 { 1 } else { 0 };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let month_from_march = (month as i64 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i64 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Ok(Self {
            days: era * 146_097 + day_of_era - 719_468,
        })
    }

    /// Whole days from `earlier` to `self`; negative if `earlier` is later.
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i64 {
        self.days - earlier.days
    }

    /// The first moment of the day, in UTC.
    #[must_use]
    pub const fn start(self) -> Timestamp {
        Timestamp {
            seconds: self.days * DAY,
            nanos: 0,
        }
    }

    /// Year, month and day.
    #[must_use]
    pub const fn parts(self) -> (u16, u8, u8) {
        let shifted = self.days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year as u16, month as u8, day as u8)
    }
}

impl FromStr for Date {
    type Err = TimeError;

    /// `2026-11-01`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        parse_date(text.as_bytes())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// The text is not a time, or names one that does not exist.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Not of the form of RFC 3339.
    #[error("not a time at byte {byte}, expected for example 2026-11-01 or 2026-11-01T12:00:00Z")]
    Syntax {
        /// Where the first wrong byte stands.
        byte: usize,
    },
    /// No such day, hour or year.
    #[error("no such time in the years 0000 to 9999")]
    OutOfRange,
}

const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

fn parse_date(bytes: &[u8]) -> Result<Date, TimeError> {
    let mut cursor = Cursor { bytes, at: 0 };
    let year = cursor.number(4, 9999)?;
    cursor.expect(b"-")?;
    let month = cursor.number(2, 12)?;
    cursor.expect(b"-")?;
    let day = cursor.number(2, 31)?;
    if cursor.at != bytes.len() {
        return Err(TimeError::Syntax { byte: cursor.at });
    }
    Date::new(year as u16, month as u8, day as u8)
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn expect(&mut self, any: &[u8]) -> Result<u8, TimeError> {
        match self.peek() {
            Some(byte) if any.contains(&byte) => {
                self.at += 1;
                Ok(byte)
            }
            _ => Err(TimeError::Syntax { byte: self.at }),
        }
    }

    fn digit(&mut self) -> Result<i64, TimeError> {
        self.expect(b"0123456789").map(|byte| i64::from(byte - b'0'))
    }

    fn number(&mut self, digits: usize, most: i64) -> Result<i64, TimeError> {
        let mut value = 0;
        for _ in 0..digits {
            value = value * 10 + self.digit()?;
        }
        if value > most {
            Err(TimeError::OutOfRange)
        } else {
            Ok(value)
        }
    }

    fn fraction(&mut self) -> Result<u32, TimeError> {
        if self.peek() != Some(b'.') {
            return Ok(0);
        }
        self.at += 1;
        let mut nanos = self.digit()? as u32 * 100_000_000;
        let mut unit = 10_000_000;
        while let Ok(digit) = self.digit() {
            nanos += digit as u32 * unit;
            unit /= 10;
        }
        Ok(nanos)
    }

    /// Minutes east of UTC.
    fn offset(&mut self) -> Result<i64, TimeError> {
        let sign = match self.expect(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Ok(0),
        };
        let hours = self.number(2, 23)?;
        self.expect(b":")?;
        Ok(sign * (hours * 60 + self.number(2, 59)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_3339_examples_are_read() {
        // RFC 3339, section 5.8.
        let rows = [
            ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.52Z"),
            ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"),
            ("1990-12-31T23:59:60Z", "1990-12-31T23:59:59Z"),
            ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.87Z"),
            ("2025-08-25T17:04:19.9796Z", "2025-08-25T17:04:19.9796Z"),
            ("2026-11-01", "2026-11-01T00:00:00Z"),
        ];
        for (text, expected) in rows {
            assert_eq!(
                text.parse::<Timestamp>().map(|time| time.to_string()).as_deref(),
                Ok(expected)
            );
        }
    }

    #[test]
    fn what_is_no_time_is_refused_with_its_position() {
        let rows = [
            ("", TimeError::Syntax { byte: 0 }),
            ("2026-11-01T", TimeError::Syntax { byte: 11 }),
            ("2026-11-01T00:00:00", TimeError::Syntax { byte: 19 }),
            ("2026-11-01T00:00:00Zx", TimeError::Syntax { byte: 20 }),
            ("2026-02-29", TimeError::OutOfRange),
            ("2026-13-01", TimeError::OutOfRange),
        ];
        for (text, error) in rows {
            assert_eq!(text.parse::<Timestamp>(), Err(error), "{text}");
        }
        assert!("0000-01-01T00:00:00+01:00".parse::<Timestamp>().is_err());
    }

    #[test]
    fn every_day_of_four_centuries_reads_back() {
        let first = Date::new(1900, 1, 1).unwrap();
        for days in 0..146_097 {
            let date = Date {
                days: first.days + days,
            };
            let (year, month, day) = date.parts();
            assert_eq!(Date::new(year, month, day), Ok(date));
        }
    }
}
