//! Conan 2: conditions, all of which hold, in alternatives. A hyphen behind a condition asks for prereleases; it moves no
//! bound. The upper bound of `~` and `^` is written with an empty prerelease, below all others.

use super::{Comparator, Constraint, Notation, RangeError, fault, join_signs, numbers, raised};
use crate::Scheme;

pub(super) fn read(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let text = text.trim();
    let bare = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
        .unwrap_or(text);
    // Behind the comma stands `include_prerelease`.
    let expression = bare.split_once(',').map_or(bare, |(expression, _)| expression);
    let (mut lists, mut index) = (Vec::new(), 0);
    for alternative in expression.split("||") {
        let mut list = Vec::new();
        for part in join_signs(alternative) {
            condition(part.strip_suffix('-').unwrap_or(&part), index, &mut list)?;
            index += 1;
        }
        lists.push(list);
    }
    Ok(lists)
}

fn condition(part: &str, index: usize, list: &mut Vec<Constraint>) -> Result<(), RangeError> {
    let bound = |comparator, version: &str| Constraint::new(comparator, version, Scheme::Conan, index);
    if matches!(part, "" | "*") {
        list.push(bound(Comparator::GreaterOrEqual, "0.0.0")?);
        return Ok(());
    }
    let Some(version) = part.strip_prefix(['~', '^']) else {
        let (comparator, version) = Comparator::split(part);
        list.push(bound(comparator.unwrap_or(Comparator::Equal), version)?);
        return Ok(());
    };
    let numbers = numbers(version).ok_or(fault(Notation::Conan, index))?;
    let last = numbers.len().saturating_sub(1);
    let at = if part.starts_with('~') {
        last.min(1)
    } else {
        numbers.iter().position(|number| *number != 0).unwrap_or(last)
    };
    let next = raised(&numbers, at).ok_or(fault(Notation::Conan, index))?;
    list.push(bound(Comparator::GreaterOrEqual, version)?);
    list.push(bound(Comparator::Less, &format!("{next}-"))?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_holds, assert_refused, assert_vers};
    use super::*;

    #[test]
    fn conditions_hold_in_alternatives() {
        assert_vers(
            Notation::Conan,
            &[
                ("[>1.0 <2.0]", "vers:conan/>1.0|<2.0"),
                ("~1", "vers:conan/>=1|<2-"),
                ("~1.2.3.4", "vers:conan/>=1.2.3.4|<1.3-"),
                ("^0.1.2", "vers:conan/>=0.1.2|<0.2-"),
                ("^0.0", "vers:conan/>=0.0|<0.1-"),
                (">1- <2.0 || ^3.2 ", "vers:conan/>1|<2.0|>=3.2|<4-"),
                (">=1.0, include_prerelease", "vers:conan/>=1.0"),
                ("*-", "vers:conan/>=0.0.0"),
                ("", "vers:conan/>=0.0.0"),
            ],
        );
        assert_holds(
            Notation::Conan,
            &[(
                "~2.5.1",
                &["2.5.1", "2.5.9"],
                &["2.6-alpha", "2.6", "2.5.0", "2.5.1-rc"],
            )],
        );
        assert_refused(Notation::Conan, &["~", "^a", ">=", "^18446744073709551615"]);
    }
}
