//! Spans of time in policies.

use std::fmt;

/// A span of whole hours, written as ISO 8601 with days and hours alone: `P7D`, `PT12H`, `P1DT12H`.
///
/// Months and years are left out because they have no fixed length.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Span {
    hours: u32,
}

impl Span {
    pub(crate) const EXPECTED: &'static str =
        "days and hours such as P7D, PT12H or P1DT12H, at most 3650 days";
    const MOST_HOURS: u32 = 3650 * 24;

    pub(crate) const fn of_days(days: u32) -> Self {
        Self { hours: days * 24 }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let body = text.strip_prefix('P')?;
        let (days, hours) = match body.split_once('T') {
            Some((days, hours)) => (days, Some(hours)),
            None => (body, None),
        };
        let mut sum = 0_u32;
        if !days.is_empty() || hours.is_none() {
            sum = number(days.strip_suffix('D')?)?.checked_mul(24)?;
        }
        if let Some(hours) = hours {
            sum = sum.checked_add(number(hours.strip_suffix('H')?)?)?;
        }
        (sum <= Self::MOST_HOURS).then_some(Self { hours: sum })
    }

    pub(crate) const fn seconds(self) -> i64 {
        self.hours as i64 * 3600
    }
}

fn number(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.hours / 24, self.hours % 24) {
            (days, 0) => write!(f, "P{days}D"),
            (0, hours) => write!(f, "PT{hours}H"),
            (days, hours) => write!(f, "P{days}DT{hours}H"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours_read_back() {
        for (text, hours) in [
            ("P7D", 168),
            ("PT12H", 12),
            ("P1DT12H", 36),
            ("P0D", 0),
            ("P3650D", 87_600),
        ] {
            let span = Span::parse(text).unwrap();
            assert_eq!((span.hours, span.to_string().as_str()), (hours, text));
        }
        assert_eq!(Span::parse("PT48H"), Span::parse("P2D"));
    }

    #[test]
    fn other_spans_are_refused() {
        for text in [
            "",
            "P",
            "7D",
            "P7",
            "PT",
            "P1M",
            "P1Y",
            "P-1D",
            "P1.5D",
            "P3651D",
            "PT99999999999H",
            "P1DT",
            "P+1D",
        ] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
