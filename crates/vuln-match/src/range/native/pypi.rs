//! PyPI: the version specifiers of PEP 440, all of which hold. Signs compare by order alone: the rules that keep an installer
//! from prereleases, post-releases and local versions of a bound have no place in a range of advisories.

use super::{Comparator, Constraint, Notation, RangeError, fault, numbers, raised};
use crate::Scheme;
use crate::range::VersionRange;

pub(super) fn read(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let mut lists = vec![Vec::new()];
    for (index, part) in text.split(',').enumerate() {
        let part: String = part.split_whitespace().collect();
        let choices = specifier(&part, index)?;
        let mut joined = Vec::new();
        for list in &lists {
            for choice in &choices {
                joined.push(list.iter().chain(choice).cloned().collect::<Vec<_>>());
            }
        }
        if joined.iter().map(Vec::len).sum::<usize>() > VersionRange::MAX_CONSTRAINTS {
            return Err(RangeError::TooMany);
        }
        lists = joined;
    }
    Ok(lists)
}

/// The alternatives one specifier stands for.
fn specifier(part: &str, index: usize) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let wrong = || fault(Notation::PyPi, index);
    let bound = |comparator, version: &str| Constraint::new(comparator, version, Scheme::Pep440, index);
    let marks = |byte: u8| byte.is_ascii_alphanumeric() || b".-_+!*=<>~".contains(&byte);
    if !part.bytes().all(marks) {
        return Err(wrong());
    }
    if let Some(version) = part.strip_prefix("===") {
        return Ok(vec![vec![bound(Comparator::Equal, version)?]]);
    }
    if let Some(version) = part.strip_prefix("~=") {
        // "Compatible release": the last number may rise.
        let (epoch, parts) = release(version)
            .filter(|(_, parts)| parts.len() > 1)
            .ok_or_else(wrong)?;
        let next = raised(&parts, parts.len() - 2).ok_or_else(wrong)?;
        return Ok(vec![vec![
            bound(Comparator::GreaterOrEqual, version)?,
            bound(Comparator::Less, &format!("{epoch}{next}.dev0"))?,
        ]]);
    }
    let (Some(comparator), version) = Comparator::split(part) else {
        return Err(wrong());
    };
    let Some(prefix) = version.strip_suffix(".*") else {
        return Ok(vec![vec![bound(comparator, version)?]]);
    };
    // "Version matching": what begins alike, from its first development release to that of the next.
    let (epoch, parts) = release(prefix).ok_or_else(wrong)?;
    let next = raised(&parts, parts.len().saturating_sub(1)).ok_or_else(wrong)?;
    let (low, high) = (format!("{prefix}.dev0"), format!("{epoch}{next}.dev0"));
    match comparator {
        Comparator::Equal => Ok(vec![vec![
            bound(Comparator::GreaterOrEqual, &low)?,
            bound(Comparator::Less, &high)?,
        ]]),
        Comparator::NotEqual => Ok(vec![
            vec![bound(Comparator::Less, &low)?],
            vec![bound(Comparator::GreaterOrEqual, &high)?],
        ]),
        _ => Err(wrong()),
    }
}

/// The epoch with its mark, and the numbers of the release.
fn release(version: &str) -> Option<(String, Vec<u64>)> {
    match version.split_once('!') {
        Some((epoch, rest)) => Some((format!("{epoch}!"), numbers(rest)?)),
        None => Some((String::new(), numbers(version)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_holds, assert_refused, assert_vers};
    use super::*;

    #[test]
    fn specifiers_hold_together() {
        assert_vers(
            Notation::PyPi,
            &[
                (">= 1.0", "vers:pypi/>=1.0"),
                ("!=5", "vers:pypi/!=5"),
                (">=1.0, !=1.3, <2.0", "vers:pypi/>=1.0|!=1.3|<2.0"),
                ("~=1.4.2", "vers:pypi/>=1.4.2|<1.5.dev0"),
                ("==1!1.4.*", "vers:pypi/>=1%211.4.dev0|<1%211.5.dev0"),
                ("===1.0", "vers:pypi/1.0"),
            ],
        );
        assert_holds(
            Notation::PyPi,
            &[
                (
                    "~=1.4.2",
                    &["1.4.2", "1.4.9", "1.4.3rc1"],
                    &["1.4.1", "1.5.dev0", "1.5a1", "1.5"],
                ),
                ("!=1.4.*, >1.0", &["1.3", "1.5"], &["1.4rc1", "1.4.7", "1.0"]),
                ("==1.4.*", &["1.4.dev1", "1.4", "1.4.post1"], &["1.5.dev1", "1.3"]),
            ],
        );
        let many = vec!["!=1.*"; 64].join(",");
        assert_refused(
            Notation::PyPi,
            &["", "1.0", "~=1", ">1.*", ">=1.0,", "==", ">=1;python", &many],
        );
    }
}
