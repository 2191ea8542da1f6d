//! Go, as advisory databases write it: comparators, all of which hold, in alternatives.

use super::{Comparator, Constraint, RangeError, alternatives};
use crate::Scheme;

pub(super) fn read(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    if text.trim() == "*" {
        return Ok(vec![Vec::new()]);
    }
    alternatives(text, &[','], |part, index, list| {
        let (comparator, version) = Comparator::split(part);
        let comparator = comparator.unwrap_or(Comparator::Equal);
        list.push(Constraint::new(comparator, version, Scheme::Go, index)?);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::Notation;
    use super::super::tests::{assert_holds, assert_refused, assert_vers};

    #[test]
    fn comparators_hold_in_alternatives() {
        assert_vers(
            Notation::Go,
            &[
                (
                    ">=v1.0.0 <v1.2.3 || = v1.3.0",
                    "vers:golang/>=v1.0.0|<v1.2.3|v1.3.0",
                ),
                (">=1.0.0, <1.2.3", "vers:golang/>=1.0.0|<1.2.3"),
                ("*", "vers:golang/*"),
            ],
        );
        assert_holds(
            Notation::Go,
            &[(
                ">=v1.0.0 <v1.2.3||=v1.3.0",
                &["1.0.0", "v1.3.0", "v1.2.3-rc.1"],
                &["v1.2.3", "v0.9.0"],
            )],
        );
        assert_refused(Notation::Go, &["", ">=", "tip", ">=1.0.0 ||"]);
    }
}
