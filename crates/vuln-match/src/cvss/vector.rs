//! A vector: which metrics have which values.

use std::fmt;
use std::str::FromStr;

use super::metric::{MAX_METRICS, Metric, find};
use super::{CvssError, Environment, Group, Version, v2, v3, v4};

/// The longest real vector, of 4.0 with every metric, has 221 bytes.
pub(super) const MAX_BYTES: usize = 1024;

/// A CVSS vector. Small, without allocation, and complete: every metric of the base group is stated.
///
/// [`Display`](fmt::Display) writes the metrics in the order of the specification, which parses to an equal vector.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Vector {
    version: Version,
    /// Of each metric of the version's list: 0 if it is not stated, otherwise 1 and the place of its value.
    stated: [u8; MAX_METRICS],
}

impl Vector {
    /// Reads a vector.
    ///
    /// Metrics may stand in any order: 3.x allows that, and vectors of 4.0 in another order than the specification's occur
    /// in advisories. White space around, one slash at the end and brackets around a vector of 2.0, as NVD used to write
    /// them, are passed over.
    ///
    /// # Errors
    ///
    /// [`CvssError`] if it is no vector, is incomplete or of an unknown version.
    pub fn parse(text: &str) -> Result<Self, CvssError> {
        if text.len() > MAX_BYTES {
            return Err(CvssError::TooLong { bytes: text.len() });
        }
        let start = text.len() - text.trim_start().len();
        let (version, mut at, body) = prefixed(text.trim(), start)?;
        let (version, body) = match version {
            Some(version) => (version, body),
            None => {
                let inner = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
                at += usize::from(inner.is_some());
                (Version::V2_0, inner.unwrap_or(body))
            }
        };
        let mut stated = [0; MAX_METRICS];
        read(body, at, version.metrics(), &mut stated)?;
        let missing = version
            .metrics()
            .iter()
            .zip(&stated)
            .find(|(metric, place)| metric.group == Group::Base && **place == 0);
        match missing {
            Some((metric, _)) => Err(CvssError::Missing { metric: metric.name }),
            None => Ok(Self { version, stated }),
        }
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> Version {
        self.version
    }

    /// The metrics that are stated with their values, in the order of the specification.
    pub fn metrics(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let metrics = self.version.metrics().iter().zip(self.stated);
        metrics.filter_map(|(metric, place)| {
            let value = metric.values.get(usize::from(place).checked_sub(1)?)?;
            Some((metric.name, *value))
        })
    }

    /// Whether a metric of the group is stated, with another value than *not defined*.
    #[must_use]
    pub fn states(&self, group: Group) -> bool {
        let metrics = self.version.metrics().iter().zip(self.stated);
        metrics
            .filter(|(metric, place)| metric.group == group && *place > 0)
            .any(|(metric, place)| {
                let value = metric.values.get(usize::from(place) - 1);
                group == Group::Base || !value.is_some_and(|value| is_undefined(value))
            })
    }

    /// The score of the base group alone, in tenths (CVSS-B).
    #[must_use]
    pub fn base(&self) -> u8 {
        match self.version {
            Version::V2_0 => v2::base(self),
            Version::V3_0 | Version::V3_1 => v3::base(self),
            Version::V4_0 => v4::score(self, v4::Scope::Base),
        }
    }

    /// The score of the base and temporal groups in tenths; of 4.0, of the base and threat groups (CVSS-BT). Where no
    /// temporal metric is stated it is [`Vector::base`].
    #[doc(alias = "threat")]
    #[must_use]
    pub fn temporal(&self) -> u8 {
        match self.version {
            Version::V2_0 => v2::temporal(self),
            Version::V3_0 | Version::V3_1 => v3::temporal(self),
            Version::V4_0 => v4::score(self, v4::Scope::Threat),
        }
    }

    /// The score of all metrics in tenths (CVSS-BTE). Where no environmental metric is stated it is that of the others.
    #[must_use]
    pub fn environmental(&self) -> u8 {
        match self.version {
            Version::V2_0 => v2::environmental(self),
            Version::V3_0 | Version::V3_1 => v3::environmental(self),
            Version::V4_0 => v4::score(self, v4::Scope::All),
        }
    }

    /// The vector at a place: what the environment states replaces what the vector states.
    #[must_use]
    pub fn with(&self, environment: &Environment) -> Self {
        let mut stated = self.stated;
        for (place, other) in stated.iter_mut().zip(environment.stated(self.version)) {
            if *other > 0 {
                *place = *other;
            }
        }
        Self { stated, ..*self }
    }

    /// The place of a stated value among those of its metric; `None` if the metric is not stated.
    pub(super) fn place(&self, metric: usize) -> Option<usize> {
        usize::from(self.stated.get(metric).copied().unwrap_or_default()).checked_sub(1)
    }

    /// The place of the value that counts: the modified metric's unless it is not defined. Its values are those of the base
    /// metric behind *not defined*.
    pub(super) fn modified(&self, base: usize, modified: usize) -> usize {
        let modified = self.place(modified).and_then(|place| place.checked_sub(1));
        modified.unwrap_or_else(|| self.place(base).unwrap_or_default())
    }
}

impl FromStr for Vector {
    type Err = CvssError;

    fn from_str(text: &str) -> Result<Self, CvssError> {
        Self::parse(text)
    }
}

impl fmt::Display for Vector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut slash = "";
        if self.version != Version::V2_0 {
            write!(f, "CVSS:{}", self.version)?;
            slash = "/";
        }
        for (name, value) in self.metrics() {
            write!(f, "{slash}{name}:{value}")?;
            slash = "/";
        }
        Ok(())
    }
}

/// The stated version, where the metrics begin, and the metrics.
pub(super) fn prefixed(text: &str, start: usize) -> Result<(Option<Version>, usize, &str), CvssError> {
    let Some(rest) = text.strip_prefix("CVSS:") else {
        return Ok((None, start, text));
    };
    let (version, metrics) = rest.split_once('/').unwrap_or((rest, ""));
    let known = Version::ALL
        .into_iter()
        .find(|known| *known != Version::V2_0 && known.as_str() == version)
        .ok_or(CvssError::Version { at: start + 5 })?;
    Ok((Some(known), start + 5 + version.len() + 1, metrics))
}

/// Reads metrics into their places; `at` is where they begin.
pub(super) fn read(
    text: &str,
    mut at: usize,
    metrics: &'static [Metric],
    stated: &mut [u8; MAX_METRICS],
) -> Result<(), CvssError> {
    let text = text.strip_suffix('/').unwrap_or(text);
    // Vectors are nearly always in order, so the next metric is looked for behind the last one first.
    let mut next = 0;
    for part in text.as_bytes().split(|byte| *byte == b'/') {
        let colon = part.iter().position(|byte| *byte == b':');
        let (name, value) = colon
            .and_then(|colon| part.split_at_checked(colon))
            .ok_or(CvssError::Metric { at })?;
        let (place, metric) = find(metrics, next, name).ok_or(CvssError::Metric { at })?;
        let value = value.get(1..).and_then(|value| metric.place_of(value));
        let value = value.ok_or(CvssError::Value {
            metric: metric.name,
            at: at + name.len() + 1,
        })?;
        let slot = stated.get_mut(place).ok_or(CvssError::Metric { at })?;
        if *slot != 0 {
            let metric = metric.name;
            return Err(CvssError::Twice { metric, at });
        }
        // No metric has more than six values.
        *slot = value as u8 + 1;
        next = place + 1;
        at += part.len() + 1;
    }
    Ok(())
}

fn is_undefined(value: &str) -> bool {
    matches!(value, "X" | "ND")
}
