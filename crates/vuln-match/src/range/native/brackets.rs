//! Maven and NuGet: intervals in brackets, of which one must hold.

use super::{Comparator, Constraint, Notation, RangeError, fault, numbers, raised};
use crate::Scheme;

/// Maven's enforcer rules, "Version Range Specification". A version alone is only a wish there; here it is that version.
pub(super) fn maven(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let text: String = text.split_whitespace().collect();
    if !text.starts_with(['[', '(']) {
        return Ok(vec![vec![Constraint::new(
            Comparator::Equal,
            text,
            Scheme::Maven,
            0,
        )?]]);
    }
    intervals(&text, Notation::Maven, str::to_owned)
}

/// NuGet's reference, "Version ranges": a version alone is the lowest, `*` stands for any further parts.
pub(super) fn nuget(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let text: String = text.split_whitespace().collect();
    if text.starts_with(['[', '(']) {
        return intervals(&text, Notation::NuGet, normal);
    }
    let scheme = Scheme::NuGet;
    let Some(prefix) = text.strip_suffix('*') else {
        let lowest = Constraint::new(Comparator::GreaterOrEqual, normal(&text), scheme, 0)?;
        return Ok(vec![vec![lowest]]);
    };
    if prefix.is_empty() {
        return Ok(vec![Vec::new()]);
    }
    if let Some(release) = prefix.strip_suffix('-') {
        let (low, high) = (
            normal(release),
            Constraint::new(Comparator::LessOrEqual, normal(release), scheme, 0)?,
        );
        let low = Constraint::new(Comparator::GreaterOrEqual, format!("{low}-0"), scheme, 0)?;
        return Ok(vec![vec![low, high]]);
    }
    let prefix = prefix.strip_suffix('.').ok_or(fault(Notation::NuGet, 0))?;
    let parts = numbers(prefix).ok_or(fault(Notation::NuGet, 0))?;
    let next = raised(&parts, parts.len().saturating_sub(1)).ok_or(fault(Notation::NuGet, 0))?;
    Ok(vec![vec![
        Constraint::new(Comparator::GreaterOrEqual, normal(prefix), scheme, 0)?,
        Constraint::placed(Comparator::Less, normal(&next), &format!("{next}-0"), scheme, 0)?,
    ]])
}

fn intervals(
    text: &str,
    notation: Notation,
    spelled: fn(&str) -> String,
) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let (mut lists, mut rest) = (Vec::new(), text);
    loop {
        let index = lists.len();
        let wrong = || fault(notation, index);
        let closed_low = rest.starts_with('[');
        let inner = rest.strip_prefix(['[', '(']).ok_or_else(wrong)?;
        let end = inner.find([']', ')']).ok_or_else(wrong)?;
        let (inner, behind) = inner.split_at_checked(end).ok_or_else(wrong)?;
        let closed_high = behind.starts_with(']');
        let bound = |comparator, version: &str| {
            Constraint::new(comparator, spelled(version), notation.scheme(), index)
        };
        let mut list = Vec::new();
        match inner.split_once(',') {
            None if closed_low && closed_high => list.push(bound(Comparator::Equal, inner)?),
            None => return Err(wrong()),
            Some((low, high)) => {
                let (up, down) = (
                    if closed_low {
                        Comparator::GreaterOrEqual
                    } else {
                        Comparator::Greater
                    },
                    if closed_high {
                        Comparator::LessOrEqual
                    } else {
                        Comparator::Less
                    },
                );
                if closed_low && closed_high && low == high {
                    list.push(bound(Comparator::Equal, low)?);
                } else {
                    if !low.is_empty() {
                        list.push(bound(up, low)?);
                    }
                    if !high.is_empty() {
                        list.push(bound(down, high)?);
                    }
                }
            }
        }
        lists.push(list);
        match behind.strip_prefix([']', ')']) {
            Some("") => return Ok(lists),
            Some(next) => rest = next.strip_prefix(',').ok_or_else(wrong)?,
            None => return Err(wrong()),
        }
    }
}

/// A version as NuGet normalises it: at least three numbers, no fourth one that is zero, no build metadata.
fn normal(version: &str) -> String {
    let bare = version.split_once('+').map_or(version, |(bare, _)| bare);
    let (head, label) = bare
        .split_once('-')
        .map_or((bare, None), |(head, label)| (head, Some(label)));
    let Some(mut parts) = numbers(head).filter(|_| !head.contains(|c: char| !c.is_ascii_digit() && c != '.'))
    else {
        return version.to_owned();
    };
    parts.resize(parts.len().max(3), 0);
    if parts.len() == 4 && parts.last() == Some(&0) {
        parts.pop();
    }
    let words: Vec<String> = parts.iter().map(u64::to_string).collect();
    match label {
        Some(label) => format!("{}-{label}", words.join(".")),
        None => words.join("."),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_holds, assert_refused, assert_vers};
    use super::*;

    #[test]
    fn intervals_of_maven_are_alternatives() {
        assert_vers(
            Notation::Maven,
            &[
                ("[1.0]", "vers:maven/1.0"),
                ("(,1.0]", "vers:maven/<=1.0"),
                ("[1.2,1.3]", "vers:maven/>=1.2|<=1.3"),
                ("[1.0,2.0)", "vers:maven/>=1.0|<2.0"),
                ("[1.5,)", "vers:maven/>=1.5"),
                ("(,1.0], [1.2,)", "vers:maven/<=1.0|>=1.2"),
                ("(,1.1),(1.1,)", "vers:maven/<1.1|>1.1"),
                ("(,)", "vers:maven/*"),
                ("1.0", "vers:maven/1.0"),
            ],
        );
        assert_holds(
            Notation::Maven,
            &[("(,1.0],[1.2,)", &["0.1", "1.0.0", "1.2", "9"], &["1.1", "1.0.1"])],
        );
        assert_refused(
            Notation::Maven,
            &["", "[1.0", "(1.0)", "[1.0,2.0", "[1.0]x", "[1.0],", "[]"],
        );
    }

    #[test]
    fn intervals_of_nuget_are_normalised() {
        assert_vers(
            Notation::NuGet,
            &[
                ("[1.0.0, 2.0.0)", "vers:nuget/>=1.0.0|<2.0.0"),
                ("1.0", "vers:nuget/>=1.0.0"),
                ("[1.0]", "vers:nuget/1.0.0"),
                ("(,1.0.0.0]", "vers:nuget/<=1.0.0"),
                ("1.2.*", "vers:nuget/>=1.2.0|<1.3.0"),
                ("*", "vers:nuget/*"),
            ],
        );
        assert_holds(
            Notation::NuGet,
            &[
                ("1.2.*", &["1.2.0", "1.2.9"], &["1.3.0-beta", "1.1"]),
                ("1.2.0-*", &["1.2.0-beta", "1.2.0"], &["1.2.1-beta", "1.2.1"]),
            ],
        );
        assert_refused(Notation::NuGet, &["", "1*", "[1.0,2.0", "a"]);
    }
}
