//! npm, as advisory databases write it and as the conversion tests of VERS read it: comparators compare with a version whose
//! missing parts are zero; `^`, `~`, `x` and hyphens are written out. What they stand for is node-semver's.

use super::{Comparator, Constraint, Notation, RangeError, fault, join_signs};
use crate::Scheme;
use crate::range::node::{NpmGrammar, Partial};

pub(super) fn read(text: &str) -> Result<Vec<Vec<Constraint>>, RangeError> {
    let (mut lists, mut index) = (Vec::new(), 0);
    for alternative in text.split("||") {
        let mut list = List {
            constraints: Vec::new(),
            index,
        };
        if let Some((low, high)) = alternative.split_once(" - ") {
            list.hyphen(low.trim(), high.trim())?;
        } else {
            for part in join_signs(alternative) {
                list.part(&part)?;
                list.index += 1;
            }
        }
        index = list.index + 1;
        lists.push(list.constraints);
    }
    Ok(lists)
}

struct List {
    constraints: Vec<Constraint>,
    index: usize,
}

impl List {
    fn part(&mut self, part: &str) -> Result<(), RangeError> {
        if let Some(version) = part.strip_prefix('^') {
            let partial = self.partial(version)?;
            return match partial.caret() {
                Some(next) => self.between(&partial, next),
                None => Ok(()),
            };
        }
        if let Some(version) = part.strip_prefix('~') {
            let partial = self.partial(version.strip_prefix('>').unwrap_or(version))?;
            return match partial.tilde() {
                Some(next) => self.between(&partial, next),
                None => Ok(()),
            };
        }
        let (comparator, version) = Comparator::split(part);
        if comparator == Some(Comparator::NotEqual) {
            return Err(fault(Notation::Npm, self.index));
        }
        if version.is_empty() && !part.is_empty() {
            return Err(RangeError::Empty { index: self.index });
        }
        let partial = self.partial(version)?;
        let comparator = comparator.unwrap_or(Comparator::Equal);
        match (comparator, partial.after()) {
            (Comparator::Equal | Comparator::GreaterOrEqual, _) if partial.is_any() => Ok(()),
            // `2.0.x` with or without a sign is what it stands for.
            (Comparator::Equal | Comparator::GreaterOrEqual, Some(next)) if partial.is_written_open() => {
                self.between(&partial, next)
            }
            (_, _) if partial.is_any() => Err(fault(Notation::Npm, self.index)),
            (Comparator::Greater, Some(next)) if partial.is_written_open() => {
                self.push(Comparator::GreaterOrEqual, triple(next))
            }
            (Comparator::LessOrEqual, Some(next)) if partial.is_written_open() => {
                self.push(Comparator::Less, triple(next))
            }
            _ => self.push(comparator, partial.to_string()),
        }
    }

    fn hyphen(&mut self, low: &str, high: &str) -> Result<(), RangeError> {
        if low.is_empty() || high.is_empty() {
            return Err(RangeError::Empty { index: self.index });
        }
        let (low, high) = (self.partial(low)?, self.partial(high)?);
        if !low.is_any() {
            self.push(Comparator::GreaterOrEqual, low.to_string())?;
        }
        match high.after() {
            _ if high.is_any() => Ok(()),
            Some(next) => self.push(Comparator::Less, triple(next)),
            None => self.push(Comparator::LessOrEqual, high.to_string()),
        }
    }

    fn between(&mut self, low: &Partial<'_>, next: [u64; 3]) -> Result<(), RangeError> {
        self.push(Comparator::GreaterOrEqual, low.to_string())?;
        self.push(Comparator::Less, triple(next))
    }

    fn push(&mut self, comparator: Comparator, version: String) -> Result<(), RangeError> {
        self.constraints
            .push(Constraint::new(comparator, version, Scheme::SemVer, self.index)?);
        Ok(())
    }

    fn partial<'a>(&self, text: &'a str) -> Result<Partial<'a>, RangeError> {
        Partial::parse(text, NpmGrammar::Strict)
            .or_else(|| Partial::parse(text, NpmGrammar::Loose))
            .ok_or(fault(Notation::Npm, self.index))
    }
}

fn triple([major, minor, patch]: [u64; 3]) -> String {
    format!("{major}.{minor}.{patch}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{assert_holds, assert_refused, assert_vers};
    use super::*;

    #[test]
    fn ranges_are_written_out() {
        assert_vers(
            Notation::Npm,
            &[
                ("~1.6.5 || >=1.7.2", "vers:npm/>=1.6.5|<1.7.0|>=1.7.2"),
                ("^1.1.7 || >= 2.0.1", "vers:npm/>=1.1.7|<2.0.0|>=2.0.1"),
                ("^0.2.3", "vers:npm/>=0.2.3|<0.3.0"),
                ("^0.0.3", "vers:npm/>=0.0.3|<0.0.4"),
                ("^5.0.0-beta.5", "vers:npm/>=5.0.0-beta.5|<6.0.0"),
                ("5.0.0 - 7.2.3", "vers:npm/>=5.0.0|<=7.2.3"),
                ("5.0 - 7.2", "vers:npm/>=5.0.0|<7.3.0"),
                ("2.0.x", "vers:npm/>=2.0.0|<2.1.0"),
                ("> 2.x", "vers:npm/>=3.0.0"),
                ("<= 1.0", "vers:npm/<=1.0.0"),
                ("<=v2.0.0-alpha7", "vers:npm/<=2.0.0-alpha7"),
                ("1.0.0 || *", "vers:npm/*"),
                ("", "vers:npm/*"),
            ],
        );
        assert_holds(
            Notation::Npm,
            &[
                (
                    ">=4.3.6 || >=3.8.39 <4.0.0",
                    &["4.3.6", "3.9.0", "4.0.0-rc.1"],
                    &["4.0.0", "4.3.5"],
                ),
                ("^1.0.0", &["1.0.0", "1.1.0-rc.1"], &["2.0.0", "1.0.0-rc.1"]),
            ],
        );
        assert_refused(Notation::Npm, &[">=", "foo", "<*", "1.0.0 - ", "!=1.0.0"]);
    }
}
