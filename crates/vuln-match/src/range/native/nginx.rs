//! nginx: single versions, `from-to`, and `from+`, which ends with its branch where the branch is a stable one (an even
//! second number).

use super::{Comparator, Constraint, Notation, RangeError, fault, numbers};
use crate::Scheme;

pub(super) fn read(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let text: String = text.split_whitespace().collect();
    let text = text.to_ascii_lowercase();
    if text == "all" {
        return Ok(vec![Vec::new()]);
    }
    text.split(',')
        .enumerate()
        .map(|(index, part)| alternative(part, index))
        .collect()
}

fn alternative(part: &str, index: usize) -> Result<Vec<Constraint>, RangeError> {
    let bound = |comparator, version: &str| Constraint::new(comparator, version, Scheme::SemVer, index);
    if let Some((from, to)) = part.split_once('-') {
        return Ok(vec![
            bound(Comparator::GreaterOrEqual, from)?,
            bound(Comparator::LessOrEqual, to)?,
        ]);
    }
    let Some(from) = part.strip_suffix('+') else {
        return Ok(vec![bound(Comparator::Equal, part)?]);
    };
    let mut list = vec![bound(Comparator::GreaterOrEqual, from)?];
    match numbers(from).as_deref() {
        Some([major, minor, ..]) if minor % 2 == 0 => {
            list.push(bound(Comparator::Less, &format!("{major}.{}.0", minor + 1))?);
        }
        Some([_, _, ..]) => {}
        _ => return Err(fault(Notation::Nginx, index)),
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_holds, assert_refused, assert_vers};
    use super::*;

    #[test]
    fn branches_end_where_they_are_stable() {
        assert_vers(
            Notation::Nginx,
            &[
                ("1.5.0+, 1.4.1+", "vers:nginx/>=1.4.1|<1.5.0|>=1.5.0"),
                ("0.7.52-0.8.39", "vers:nginx/>=0.7.52|<=0.8.39"),
                (
                    "1.1.4-1.2.8, 1.3.9-1.4.0",
                    "vers:nginx/>=1.1.4|<=1.2.8|>=1.3.9|<=1.4.0",
                ),
                ("all", "vers:nginx/*"),
                ("0.9.10", "vers:nginx/0.9.10"),
            ],
        );
        assert_holds(
            Notation::Nginx,
            &[(
                "1.20.1+, 1.21.0+",
                &["1.20.1", "1.20.9", "1.21.0", "1.25.0"],
                &["1.20.0", "1.19.9"],
            )],
        );
        assert_refused(Notation::Nginx, &["none", "", "1+", "1.2.3-"]);
    }
}
