//! CVSS vectors and their scores, by the formulas of the specifications (FIRST): 2.0, 3.0, 3.1 and 4.0.
//!
//! All scores are whole tenths, 0 to 100, made by whole-number arithmetic: the decimal weights of the specifications are
//! exact in it, so no score depends on how a binary fraction happens to round.
//!
//! ```
//! use portcullis_vuln_match::cvss::{Environment, Vector};
//!
//! let vector: Vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P".parse()?;
//! assert_eq!((vector.base(), vector.temporal(), vector.environmental()), (98, 93, 93));
//!
//! // Here it is reachable from the same machine alone, and holds nothing confidential.
//! let here: Environment = "CR:L/MAV:L".parse()?;
//! assert_eq!(vector.with(&here).environmental(), 77);
//! # Ok::<(), portcullis_vuln_match::cvss::CvssError>(())
//! ```

mod environment;
mod error;
mod metric;
mod v2;
mod v3;
mod v4;
mod v4_table;
mod vector;

pub use environment::Environment;
pub use error::CvssError;
pub use metric::{Group, Version};
pub use vector::Vector;

/// The score of a CVSS vector in tenths, 0 to 100.
///
/// Of 2.0 and 3.x it is the base score, whatever other metrics are stated; 4.0 has one score, of all metrics that are
/// stated. [`Vector`] has each of the scores.
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
    let vector = Vector::parse(vector)?;
    Ok(match vector.version() {
        Version::V4_0 => vector.environmental(),
        _ => vector.base(),
    })
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

    /// CVSS 2.0 guide, section 3.3: the three worked examples with all three scores. The guide's environmental rows are the
    /// ends of a range, by collateral damage and target distribution.
    #[test]
    fn worked_examples_of_the_guide_of_2_0_have_all_three_scores() {
        let rows = [
            (
                "AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C",
                "CDP:N/TD:N/CR:M/IR:M/AR:H",
                78,
                64,
                0,
            ),
            (
                "AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C",
                "CDP:H/TD:H/CR:M/IR:M/AR:H",
                78,
                64,
                92,
            ),
            (
                "AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C",
                "CDP:H/TD:H/CR:M/IR:M/AR:L",
                100,
                83,
                90,
            ),
            (
                "AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C",
                "CDP:H/TD:H/CR:M/IR:M/AR:M",
                62,
                49,
                75,
            ),
        ];
        for (vector, environment, base, temporal, environmental) in rows {
            let vector = Vector::parse(vector)
                .unwrap()
                .with(&Environment::parse(environment).unwrap());
            let found = (vector.base(), vector.temporal(), vector.environmental());
            assert_eq!(found, (base, temporal, environmental), "{vector}");
        }
    }

    #[test]
    fn what_is_no_vector_says_why_and_where() {
        let twice = CvssError::Twice { metric: "AV", at: 14 };
        let rows = [
            ("", CvssError::Metric { at: 0 }),
            ("CVSS:9.0/AV:N", CvssError::Version { at: 5 }),
            (
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
                CvssError::Missing { metric: "A" },
            ),
            ("CVSS:3.1/AV:N/AV:N", twice),
            ("CVSS:3.1/AV:Q", CvssError::Value { metric: "AV", at: 12 }),
            ("CVSS:3.1/AV:N//AC:L", CvssError::Metric { at: 14 }),
            ("CVSS:4.0/AV:N/AU:N", CvssError::Missing { metric: "AC" }),
            ("  AV:N/zz:é", CvssError::Metric { at: 7 }),
        ];
        for (vector, error) in rows {
            assert_eq!(base_score(vector), Err(error), "{vector}");
        }
        let long = "A".repeat(2000);
        assert_eq!(base_score(&long), Err(CvssError::TooLong { bytes: 2000 }));
    }
}
