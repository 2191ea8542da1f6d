//! Range questions of policies and waivers.

use portcullis_findings::{InRange, Purl, RangeAnswer};

use super::VersionRange;
use crate::Scheme;

/// Answers range questions for the schemes of this crate.
///
/// ```
/// use portcullis_findings::{InRange, RangeAnswer};
/// use portcullis_vuln_match::VersionRanges;
/// let purl = "pkg:npm/a@1.4.1".parse()?;
/// assert_eq!(VersionRanges.in_range(&purl, "vers:npm/>=1.2.0|<1.5.0"), RangeAnswer::Inside);
/// # Ok::<(), portcullis_findings::PurlError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct VersionRanges;

impl InRange for VersionRanges {
    fn in_range(&self, purl: &Purl, range: &str) -> RangeAnswer {
        let Some(version) = purl.version() else {
            return RangeAnswer::Unknown("the component states no version".to_owned());
        };
        let own = Scheme::for_purl_type(purl.ty());
        let (scheme, range) = match VersionRange::parse(range, own) {
            Ok(parsed) => parsed,
            Err(error) => return RangeAnswer::Unknown(error.to_string()),
        };
        if own.is_some_and(|own| own != scheme) {
            return RangeAnswer::Unknown(format!(
                "the range is of scheme {scheme}, the component of another"
            ));
        }
        let key = scheme.parse(version);
        match (range.is_everything(), key.is_ordered()) {
            (true, _) => RangeAnswer::Inside,
            (_, false) => {
                RangeAnswer::Unknown(format!("the component's version cannot be ordered by {scheme}"))
            }
            (_, true) if range.contains(&key) => RangeAnswer::Inside,
            (_, true) => RangeAnswer::Outside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(purl: &str, range: &str) -> RangeAnswer {
        VersionRanges.in_range(&purl.parse().unwrap(), range)
    }

    #[test]
    fn ranges_hold_what_lies_in_them() {
        let rows = [
            ("pkg:npm/a@1.4.1", "vers:npm/>=1.2.0|<1.5.0", true),
            ("pkg:npm/a@1.5.0", "vers:npm/>=1.2.0|<1.5.0", false),
            ("pkg:npm/a@3.0.0", "vers:npm/<1.0.0|>=2.0.0", true),
            ("pkg:npm/a@1.0.0", "vers:npm/<1.0.0|>=2.0.0", false),
            ("pkg:npm/a@2.0.3", "vers:npm/>=3.0.0|2.0.3", true),
            ("pkg:npm/a@2.0.4", "vers:npm/>=3.0.0|2.0.3", false),
            ("pkg:npm/a@1.3.0", "vers:npm/>=1.0.0|!=1.3.0|<2.0.0", false),
            ("pkg:npm/a@1.3.1", "vers:npm/>=1.0.0|!=1.3.0|<2.0.0", true),
            ("pkg:npm/a@1.0.0", "vers:npm/!=2.0.0", true),
            ("pkg:npm/a@1.0.0", "vers:npm/*", true),
            ("pkg:npm/a@1.4.1", ">= 1.2.0, <1.5.0", true),
            ("pkg:npm/a@1.6.0", ">=1.2.0 < 1.5.0", false),
            ("pkg:npm/a@1.4.1", ">=1.2.0|<1.5.0", true),
            ("pkg:npm/a@1.4.1", "1.4.1", true),
            ("pkg:pypi/a@1.0", "vers:pypi/1.0.0", true),
            ("pkg:pypi/a@1.0%2Blocal", "vers:pypi/1.0%2Blocal", true),
            ("pkg:golang/a/b@v1.2.3", "vers:golang/<v1.2.4", true),
        ];
        for (purl, range, inside) in rows {
            let expected = if inside {
                RangeAnswer::Inside
            } else {
                RangeAnswer::Outside
            };
            assert_eq!(answer(purl, range), expected, "{purl} {range}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_unknown() {
        let rows = [
            ("pkg:npm/a", "vers:npm/*", "the component states no version"),
            (
                "pkg:npm/a@x",
                "vers:npm/<1.0.0",
                "the component's version cannot be ordered by semver",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:npm/<x",
                "the version of constraint 0 cannot be ordered by semver",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:made-up/<1",
                "the version scheme `made-up` is not known",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:pypi/<1",
                "the range is of scheme pep440, the component of another",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:npm/>=1.0.0||<2.0.0",
                "constraint 1 is empty",
            ),
            (
                "pkg:npm/a@1.0.0",
                "vers:npm/>1.0.0|<1.0.0",
                "two constraints name the same version",
            ),
            ("pkg:npm/a@1.0.0", "", "constraint 0 is empty"),
            (
                "pkg:generic/a@1.0.0",
                "<1.0.0",
                "the version scheme `` is not known",
            ),
        ];
        for (purl, range, reason) in rows {
            assert_eq!(
                answer(purl, range),
                RangeAnswer::Unknown(reason.to_owned()),
                "{purl} {range}"
            );
        }
    }
}
