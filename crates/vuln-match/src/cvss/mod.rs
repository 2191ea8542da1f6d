//! CVSS scores from vectors, by the formulas of the specifications (FIRST): 2.0, 3.0, 3.1 and 4.0.

mod v2;
mod v3;
mod v4;
mod v4_table;

/// Why a vector has no score.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum CvssError {
    /// Longer than any vector.
    #[error("more than {} bytes", MAX_BYTES)]
    TooLong,
    /// A version of CVSS that is not known here.
    #[error("unknown version of CVSS")]
    Version,
    /// A metric or value that this version does not have, or a metric that stands twice.
    #[error("metric {index} is unknown, has an unknown value or stands twice")]
    Metric {
        /// Which one, from 0.
        index: usize,
    },
    /// A mandatory metric is missing.
    #[error("metric {name} is missing")]
    Missing {
        /// Its short name.
        name: &'static str,
    },
}

const MAX_BYTES: usize = 1024;

/// The score of a CVSS vector in tenths, 0 to 100.
///
/// Of 2.0 and 3.x it is the base score, whatever other metrics are stated; 4.0 has one score, of all metrics that are
/// stated.
///
/// ```
/// use portcullis_vuln_match::cvss_base_score;
/// assert_eq!(cvss_base_score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), Ok(98));
/// ```
///
/// # Errors
///
/// [`CvssError`] if it is not a vector, is incomplete or of an unknown version.
pub fn base_score(vector: &str) -> Result<u8, CvssError> {
    let vector = vector.trim();
    if vector.len() > MAX_BYTES {
        return Err(CvssError::TooLong);
    }
    if let Some(metrics) = vector
        .strip_prefix("CVSS:3.0/")
        .or_else(|| vector.strip_prefix("CVSS:3.1/"))
    {
        return v3::base_score(&Metrics::parse(metrics, v3::ALLOWED)?);
    }
    if let Some(metrics) = vector.strip_prefix("CVSS:4.0/") {
        return v4::score(&Metrics::parse(metrics, v4::ALLOWED)?);
    }
    if vector.starts_with("CVSS:") {
        return Err(CvssError::Version);
    }
    // NVD used to write 2.0 vectors in brackets.
    let bare = vector
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(vector);
    v2::base_score(&Metrics::parse(bare, v2::ALLOWED)?)
}

/// Names of a version's metrics, with their values separated by spaces.
type Allowed = &'static [(&'static str, &'static str)];

/// The metrics of one vector.
struct Metrics<'a>(Vec<(&'static str, &'a str)>);

impl<'a> Metrics<'a> {
    fn parse(text: &'a str, allowed: Allowed) -> Result<Self, CvssError> {
        let mut metrics: Vec<(&'static str, &str)> = Vec::new();
        for (index, part) in text.trim_end_matches('/').split('/').enumerate() {
            let wrong = CvssError::Metric { index };
            let (name, value) = part.split_once(':').ok_or(wrong)?;
            let (name, values) = allowed.iter().find(|(known, _)| *known == name).ok_or(wrong)?;
            let known = values.split(' ').any(|known| known == value);
            if !known || metrics.iter().any(|(seen, _)| seen == name) {
                return Err(wrong);
            }
            metrics.push((name, value));
        }
        Ok(Self(metrics))
    }

    fn find(&self, name: &str) -> Option<&'a str> {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| *value)
    }

    fn value(&self, name: &'static str) -> Result<&'a str, CvssError> {
        self.find(name).ok_or(CvssError::Missing { name })
    }

    /// The weight of a mandatory metric, by a table of its values.
    fn weight(&self, name: &'static str, weights: &[(&str, f64)]) -> Result<f64, CvssError> {
        let value = self.value(name)?;
        weights
            .iter()
            .find(|(known, _)| *known == value)
            .map(|(_, weight)| *weight)
            .ok_or(CvssError::Missing { name })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_the_specifications_have_their_scores() {
        let rows = [
            // CVSS 2.0 guide, section 3.3: CVE-2002-0392, CVE-2003-0818, CVE-2003-0062.
            ("AV:N/AC:L/Au:N/C:N/I:N/A:C", 78),
            ("(AV:N/AC:L/Au:N/C:C/I:C/A:C)", 100),
            ("AV:L/AC:H/Au:N/C:C/I:C/A:C", 62),
            // CVSS 3.1 examples: CVE-2013-1937, CVE-2013-0375, CVE-2014-3566, CVE-2012-1516, CVE-2009-0783.
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 61),
            ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 64),
            ("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 31),
            ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 99),
            ("CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L", 42),
            ("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0),
            // CVSS 4.0 examples: CVE-2022-41741, CVE-2020-3549, CVE-2014-0160 with E:A.
            (
                "CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
                73,
            ),
            (
                "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
                77,
            ),
            (
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N/E:A",
                87,
            ),
            (
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N",
                0,
            ),
        ];
        for (vector, tenths) in rows {
            assert_eq!(base_score(vector), Ok(tenths), "{vector}");
        }
    }

    #[test]
    fn what_is_no_vector_says_why() {
        let rows = [
            ("", CvssError::Metric { index: 0 }),
            ("CVSS:9.0/AV:N", CvssError::Version),
            (
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
                CvssError::Missing { name: "A" },
            ),
            ("CVSS:3.1/AV:N/AV:N", CvssError::Metric { index: 1 }),
            ("CVSS:3.1/AV:Q", CvssError::Metric { index: 0 }),
            ("CVSS:4.0/AV:N/AU:N", CvssError::Missing { name: "PR" }),
        ];
        for (vector, error) in rows {
            assert_eq!(base_score(vector), Err(error), "{vector}");
        }
        assert_eq!(base_score(&"A".repeat(2000)), Err(CvssError::TooLong));
    }
}
