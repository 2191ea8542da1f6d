//! Composer: constraints, all of which hold, in alternatives (Composer's documentation, "Versions and constraints"). A bound
//! below or at which nothing is said of stability lies below the development versions of its version.

use super::{Comparator, Constraint, Notation, RangeError, fault, join_signs, numbers, raised};
use crate::Scheme;

pub(super) fn read(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let (mut lists, mut index) = (Vec::new(), 0);
    for alternative in text.replace("||", "|").split('|') {
        let mut list = Vec::new();
        if let Some((low, high)) = alternative.split_once(" - ") {
            hyphen(low.trim(), high.trim(), index, &mut list)?;
            index += 1;
        } else {
            for chunk in alternative.split(',') {
                for part in join_signs(chunk) {
                    constraint(&part, index, &mut list)?;
                    index += 1;
                }
            }
        }
        lists.push(list);
    }
    Ok(lists)
}

fn constraint(part: &str, index: usize, list: &mut Vec<Constraint>) -> Result<(), RangeError> {
    let wrong = || fault(Notation::Composer, index);
    // `@beta` says which stabilities are taken, not which versions.
    let part = part.split_once('@').map_or(part, |(bare, _)| bare);
    if part == "*" {
        return Ok(());
    }
    if let Some(version) = part.strip_prefix(['^', '~']) {
        let parts = numbers(version.trim_start_matches(['v', 'V'])).ok_or_else(wrong)?;
        let last = parts.len().saturating_sub(1);
        let at = if part.starts_with('~') {
            last.saturating_sub(1)
        } else {
            parts.iter().position(|number| *number != 0).unwrap_or(last)
        };
        let next = raised(&parts, at).ok_or_else(wrong)?;
        list.push(bound(Comparator::GreaterOrEqual, version, index)?);
        list.push(bound(Comparator::Less, &next, index)?);
        return Ok(());
    }
    let (comparator, version) = match part.strip_prefix("<>") {
        Some(version) => (Some(Comparator::NotEqual), version),
        None => Comparator::split(part),
    };
    let prefix = [".*", ".x", ".X"]
        .iter()
        .find_map(|end| version.strip_suffix(end));
    match (prefix, comparator) {
        (Some(prefix), None | Some(Comparator::Equal)) => {
            let parts = numbers(prefix.trim_start_matches(['v', 'V'])).ok_or_else(wrong)?;
            let next = raised(&parts, parts.len().saturating_sub(1)).ok_or_else(wrong)?;
            list.push(bound(Comparator::GreaterOrEqual, prefix, index)?);
            list.push(bound(Comparator::Less, &next, index)?);
        }
        (Some(_), Some(_)) => return Err(wrong()),
        (None, comparator) => list.push(bound(comparator.unwrap_or(Comparator::Equal), version, index)?),
    }
    Ok(())
}

/// `1.0 - 2.0`: a part that the upper version does not name may be any.
fn hyphen(low: &str, high: &str, index: usize, list: &mut Vec<Constraint>) -> Result<(), RangeError> {
    list.push(bound(Comparator::GreaterOrEqual, low, index)?);
    let parts = numbers(high.trim_start_matches(['v', 'V'])).ok_or(fault(Notation::Composer, index))?;
    if parts.len() < 3 && is_plain(high) {
        let next = raised(&parts, parts.len().saturating_sub(1)).ok_or(fault(Notation::Composer, index))?;
        list.push(bound(Comparator::Less, &next, index)?);
    } else {
        list.push(bound(Comparator::LessOrEqual, high, index)?);
    }
    Ok(())
}

fn bound(comparator: Comparator, version: &str, index: usize) -> Result<Constraint, RangeError> {
    let below = matches!(comparator, Comparator::GreaterOrEqual | Comparator::Less);
    let place = if below && is_plain(version) {
        format!("{version}-dev")
    } else {
        version.to_owned()
    };
    Constraint::placed(comparator, version, &place, Scheme::Packagist, index)
}

fn is_plain(version: &str) -> bool {
    let bare = version.trim_start_matches(['v', 'V']);
    !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_holds, assert_refused, assert_vers};
    use super::*;

    #[test]
    fn constraints_hold_in_alternatives() {
        assert_vers(
            Notation::Composer,
            &[
                ("^1.2.3", "vers:composer/>=1.2.3|<2"),
                ("^0.3", "vers:composer/>=0.3|<0.4"),
                ("~1.2", "vers:composer/>=1.2|<2"),
                ("~1.2.3", "vers:composer/>=1.2.3|<1.3"),
                ("1.0.*", "vers:composer/>=1.0|<1.1"),
                ("1.0 - 2.0", "vers:composer/>=1.0|<2.1"),
                ("1.0.0 - 2.1.0", "vers:composer/>=1.0.0|<=2.1.0"),
                (">=1.0,<1.1 || >=1.2", "vers:composer/>=1.0|<1.1|>=1.2"),
                (">=1.0 <1.1 | 3.0 <>3.1@dev", "vers:composer/>=1.0|<1.1|3.0|!=3.1"),
                ("*", "vers:composer/*"),
            ],
        );
        // `Semver::satisfies` of composer/semver 3.3.2 says the same.
        assert_holds(
            Notation::Composer,
            &[
                (
                    "^1.2.3",
                    &["1.2.3", "1.2.3-beta", "1.9.0"],
                    &["2.0.0", "2.0.0-beta", "1.2.2"],
                ),
                ("<2.0", &["1.9", "1.9-RC1"], &["2.0-beta", "2.0"]),
                (">=2.0", &["2.0-beta", "2.0"], &["1.9"]),
                ("1.0 - 2.0", &["1.0-alpha", "2.0.5"], &["2.1.0", "2.1-dev"]),
                ("~1.2", &["1.2.0", "1.9"], &["2.0.0-alpha", "1.1"]),
            ],
        );
        assert_refused(
            Notation::Composer,
            &["", ">=", "^a", ">1.*", "1.0 - ", "1.0,,2.0"],
        );
    }
}
