//! RubyGems: requirements, all of which hold. `~>` takes what begins alike: up to the next version of the part before the
//! last, its prereleases left out (`Gem::Requirement`, `Gem::Version#bump`).

use super::{Comparator, Constraint, Notation, RangeError, alternatives, fault, numbers, raised};
use crate::Scheme;

pub(super) fn read(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    alternatives(text, &[','], |part, index, list| {
        let Some(version) = part.strip_prefix("~>") else {
            let (comparator, version) = Comparator::split(part);
            let comparator = comparator.unwrap_or(Comparator::Equal);
            list.push(Constraint::new(comparator, version, Scheme::Gem, index)?);
            return Ok(());
        };
        let numbers = numbers(version).ok_or(fault(Notation::Gem, index))?;
        let next = raised(&numbers, numbers.len().saturating_sub(2)).ok_or(fault(Notation::Gem, index))?;
        // No prerelease is below `A`.
        let place = format!("{next}.A");
        list.push(Constraint::new(
            Comparator::GreaterOrEqual,
            version,
            Scheme::Gem,
            index,
        )?);
        list.push(Constraint::placed(
            Comparator::Less,
            next,
            &place,
            Scheme::Gem,
            index,
        )?);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_holds, assert_refused, assert_vers};
    use super::*;

    #[test]
    fn requirements_hold_together() {
        assert_vers(
            Notation::Gem,
            &[
                ("~>2.0.8", "vers:gem/>=2.0.8|<2.1"),
                ("~> 2", "vers:gem/>=2|<3"),
                (">= 1.0, < 2, != 1.5", "vers:gem/>=1.0|!=1.5|<2"),
                ("~> 1.0.a", "vers:gem/>=1.0.a|<2"),
                (">=1.0 <1.1||=2.0", "vers:gem/>=1.0|<1.1|2.0"),
            ],
        );
        // `Gem::Requirement.new(…).satisfied_by?` of RubyGems 3.3 says the same.
        assert_holds(
            Notation::Gem,
            &[
                (
                    "~> 2.0.8",
                    &["2.0.8", "2.0.10", "2.0.8.1"],
                    &["2.0.8.pre", "2.1.a", "2.1", "2.0.7"],
                ),
                ("~> 1.0.a", &["1.0.a", "1.9"], &["2.0.rc1", "2"]),
                ("!= 1.5", &["1.5.1"], &["1.5.0"]),
            ],
        );
        assert_refused(
            Notation::Gem,
            &["", "~>", "~> a", ">= 1,,2", "~> 18446744073709551615"],
        );
    }
}
