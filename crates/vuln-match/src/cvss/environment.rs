//! What a vulnerability means at one place.

use std::fmt;
use std::str::FromStr;

use super::metric::{MAX_METRICS, find};
use super::vector::{MAX_BYTES, prefixed, read};
use super::{CvssError, Group, Vector, Version};

/// Environmental metrics that the caller states for one place: security requirements and modified metrics, as a part of a
/// vector such as `CR:H/MAV:L`.
///
/// Versions share most of these metrics, and each vector takes those that its own version has: `MAV:L` counts for 3.x and 4.0,
/// `MVC:N` for 4.0 alone, `TD:L` for 2.0 alone. Behind a prefix such as `CVSS:4.0/` they count for that version alone.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Environment {
    /// The version of the prefix, if there was one.
    only: Option<Version>,
    v2: [u8; MAX_METRICS],
    v3_0: [u8; MAX_METRICS],
    v3_1: [u8; MAX_METRICS],
    v4: [u8; MAX_METRICS],
}

impl Environment {
    /// Reads metrics.
    ///
    /// # Errors
    ///
    /// [`CvssError`] if one is unknown to every version, has a value that no version gives it, stands twice, or is not of the
    /// environmental group.
    pub fn parse(text: &str) -> Result<Self, CvssError> {
        if text.len() > MAX_BYTES {
            return Err(CvssError::TooLong { bytes: text.len() });
        }
        let start = text.len() - text.trim_start().len();
        let (only, mut at, body) = prefixed(text.trim(), start)?;
        let mut environment = Self {
            only,
            v2: [0; MAX_METRICS],
            v3_0: [0; MAX_METRICS],
            v3_1: [0; MAX_METRICS],
            v4: [0; MAX_METRICS],
        };
        for part in body.strip_suffix('/').unwrap_or(body).split('/') {
            environment.part(part, at)?;
            at += part.len() + 1;
        }
        Ok(environment)
    }

    /// Whether vectors of a version have one of these metrics.
    #[must_use]
    pub fn applies_to(&self, version: Version) -> bool {
        self.stated(version).iter().any(|place| *place > 0)
    }

    /// The vector with these metrics and its environmental score; `None` if no metric is one of its version.
    #[must_use]
    pub fn apply(&self, vector: &Vector) -> Option<(Vector, u8)> {
        self.applies_to(vector.version()).then(|| {
            let vector = vector.with(self);
            (vector, vector.environmental())
        })
    }

    pub(super) fn stated(&self, version: Version) -> &[u8; MAX_METRICS] {
        match version {
            Version::V2_0 => &self.v2,
            Version::V3_0 => &self.v3_0,
            Version::V3_1 => &self.v3_1,
            Version::V4_0 => &self.v4,
        }
    }

    /// One metric, for each version that has it. It has to fit one of them.
    fn part(&mut self, part: &str, at: usize) -> Result<(), CvssError> {
        let name = part.split_once(':').map_or(part, |(name, _)| name);
        let mut worst = CvssError::Metric { at };
        let mut fits = false;
        for version in Version::ALL {
            if self.only.is_some_and(|only| only != version) {
                continue;
            }
            let Some((_, metric)) = find(version.metrics(), 0, name.as_bytes()) else {
                continue;
            };
            if metric.group != Group::Environmental {
                worst = CvssError::NotEnvironmental { at };
                continue;
            }
            match read(part, at, version.metrics(), self.stated_mut(version)) {
                Ok(()) => fits = true,
                Err(error @ CvssError::Twice { .. }) => return Err(error),
                Err(error) => worst = error,
            }
        }
        if fits { Ok(()) } else { Err(worst) }
    }

    fn stated_mut(&mut self, version: Version) -> &mut [u8; MAX_METRICS] {
        match version {
            Version::V2_0 => &mut self.v2,
            Version::V3_0 => &mut self.v3_0,
            Version::V3_1 => &mut self.v3_1,
            Version::V4_0 => &mut self.v4,
        }
    }
}

impl FromStr for Environment {
    type Err = CvssError;

    fn from_str(text: &str) -> Result<Self, CvssError> {
        Self::parse(text)
    }
}

impl fmt::Display for Environment {
    /// The metrics of all versions, each one once.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(version) = self.only {
            write!(f, "CVSS:{version}/")?;
        }
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for version in Version::ALL {
            let listed = version.metrics().iter().zip(self.stated(version));
            for (metric, place) in listed.filter(|(_, place)| **place > 0) {
                let value = metric
                    .values
                    .get(usize::from(*place) - 1)
                    .copied()
                    .unwrap_or_default();
                if !seen.contains(&(metric.name, value)) {
                    let slash = if seen.is_empty() { "" } else { "/" };
                    write!(f, "{slash}{}:{value}", metric.name)?;
                    seen.push((metric.name, value));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_takes_what_it_has() {
        let environment = Environment::parse("CR:H/MAV:L/MVC:N/TD:L/MSI:S").unwrap();
        let rows = [
            (
                "AV:N/AC:L/Au:N/C:N/I:N/A:C",
                "AV:N/AC:L/Au:N/C:N/I:N/A:C/TD:L/CR:H",
            ),
            (
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:P",
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/CR:H/MAV:L",
            ),
            (
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N",
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/CR:H/MAV:L/MVC:N/MSI:S",
            ),
        ];
        for (vector, expected) in rows {
            assert_eq!(
                Vector::parse(vector).unwrap().with(&environment).to_string(),
                expected
            );
        }
        assert_eq!(environment.to_string(), "TD:L/CR:H/MAV:L/MVC:N/MSI:S");

        let one = Environment::parse("CVSS:3.1/MAV:L").unwrap();
        let applied: Vec<_> = Version::ALL
            .into_iter()
            .filter(|version| one.applies_to(*version))
            .collect();
        assert_eq!(applied, [Version::V3_1]);
        assert_eq!(one.to_string(), "CVSS:3.1/MAV:L");
    }

    #[test]
    fn an_environment_that_is_none_says_why() {
        let rows = [
            ("", CvssError::Metric { at: 0 }),
            ("CR:H/AV:N", CvssError::NotEnvironmental { at: 5 }),
            ("E:P", CvssError::NotEnvironmental { at: 0 }),
            ("CR:H/CR:L", CvssError::Twice { metric: "CR", at: 5 }),
            ("MAV:Z", CvssError::Value { metric: "MAV", at: 4 }),
            ("CVSS:3.1/TD:L", CvssError::Metric { at: 9 }),
        ];
        for (text, error) in rows {
            assert_eq!(Environment::parse(text), Err(error), "{text}");
        }
    }
}
