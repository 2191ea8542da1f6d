//! Versions, and the metrics each of them has.

use std::fmt;

use portcullis_findings::Severity;

use super::{v2, v3, v4};

/// A version of CVSS.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Version {
    /// 2.0.
    V2_0,
    /// 3.0.
    V3_0,
    /// 3.1.
    V3_1,
    /// 4.0.
    V4_0,
}

/// The groups of metrics.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Group {
    /// What the vulnerability is; all of its metrics are mandatory.
    Base,
    /// How it changes over time; 4.0 calls it the threat group.
    Temporal,
    /// What it means at one place.
    Environmental,
    /// What changes no score (4.0).
    Supplemental,
}

/// The most metrics that a version has.
pub(super) const MAX_METRICS: usize = 32;

/// A metric of a version.
#[derive(Debug)]
pub(super) struct Metric {
    pub(super) name: &'static str,
    pub(super) values: &'static [&'static str],
    pub(super) group: Group,
    /// Name and values as numbers, which are compared at once.
    word: u64,
    words: [u64; MAX_VALUES],
}

/// The most values that a metric has.
const MAX_VALUES: usize = 6;

impl Metric {
    pub(super) const fn new(group: Group, name: &'static str, values: &'static [&'static str]) -> Self {
        let mut words = [0; MAX_VALUES];
        let mut at = 0;
        while at < values.len() {
            words[at] = word(values[at].as_bytes());
            at += 1;
        }
        let word = word(name.as_bytes());
        Self {
            name,
            values,
            group,
            word,
            words,
        }
    }

    /// The place of a value among those it has.
    pub(super) fn place_of(&self, value: &[u8]) -> Option<usize> {
        let value = word(value);
        self.words.iter().position(|word| *word == value)
    }
}

/// The metric of a name and its place; those from a place on are looked at first.
pub(super) fn find(metrics: &'static [Metric], from: usize, name: &[u8]) -> Option<(usize, &'static Metric)> {
    let name = word(name);
    let listed = || metrics.iter().enumerate();
    let ahead = listed().skip(from).find(|(_, metric)| metric.word == name);
    ahead.or_else(|| listed().take(from).find(|(_, metric)| metric.word == name))
}

/// A short text as a number that no other text has; longer ones, which no metric has, are all the same, and never zero.
const fn word(text: &[u8]) -> u64 {
    let (mut word, mut at) = (1, 0);
    if text.len() > 7 {
        return u64::MAX;
    }
    while at < text.len() {
        word = word << 8 | text[at] as u64;
        at += 1;
    }
    word
}

impl Version {
    /// All versions, the oldest first.
    pub const ALL: [Self; 4] = [Self::V2_0, Self::V3_0, Self::V3_1, Self::V4_0];

    /// How it is written: `2.0`, `3.0`, `3.1`, `4.0`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V2_0 => "2.0",
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
            Self::V4_0 => "4.0",
        }
    }

    /// The word for a score in tenths.
    ///
    /// 3.x and 4.0 have one scale (3.1 section 5, 4.0 section 6). 2.0 has no words; NVD's are low below 4.0, medium below 7.0
    /// and high from there on, without none and critical.
    #[must_use]
    pub fn severity(self, tenths: u8) -> Severity {
        let level = Severity::from_cvss_tenths(tenths);
        match self {
            Self::V2_0 => level.clamp(Severity::Low, Severity::High),
            _ => level,
        }
    }

    /// Its metrics in the order vectors are written, those of the base group first.
    pub(super) const fn metrics(self) -> &'static [Metric] {
        match self {
            Self::V2_0 => v2::METRICS,
            Self::V3_0 | Self::V3_1 => v3::METRICS,
            Self::V4_0 => v4::METRICS,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_change_at_their_scores() {
        let mut table = String::new();
        for version in Version::ALL {
            let mut last = None;
            for tenths in 0..=100 {
                let word = version.severity(tenths);
                if last.replace(word) != Some(word) {
                    table += &format!("{version} from {}.{}: {word}\n", tenths / 10, tenths % 10);
                }
            }
        }
        insta::assert_snapshot!(table, @r"
        2.0 from 0.0: low
        2.0 from 4.0: medium
        2.0 from 7.0: high
        3.0 from 0.0: none
        3.0 from 0.1: low
        3.0 from 4.0: medium
        3.0 from 7.0: high
        3.0 from 9.0: critical
        3.1 from 0.0: none
        3.1 from 0.1: low
        3.1 from 4.0: medium
        3.1 from 7.0: high
        3.1 from 9.0: critical
        4.0 from 0.0: none
        4.0 from 0.1: low
        4.0 from 4.0: medium
        4.0 from 7.0: high
        4.0 from 9.0: critical
        ");
    }
}
