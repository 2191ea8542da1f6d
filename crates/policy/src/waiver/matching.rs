//! Whether a waiver names a target, and whether it holds.

use portcullis_findings::{Date, Finding, InRange, Kind, Label, Purl, RangeAnswer, Timestamp};

use super::{Selectors, Waiver};
use crate::checks::Target;
use crate::decision::WaiverState;

/// Whether a waiver names something.
pub(crate) enum Match {
    Yes,
    No,
    /// That cannot be told, and why; counts as no.
    Unknown(String),
}

impl Waiver {
    /// Whether it holds at a moment: `Used` stands for yes.
    pub(crate) fn state(&self, now: Timestamp, max_days: u32) -> WaiverState {
        let today = now.date();
        let from = self.created.unwrap_or(today);
        if today > self.expires {
            WaiverState::Expired
        } else if from > today {
            WaiverState::NotYet
        } else if self.expires.days_since(from) > i64::from(max_days) {
            WaiverState::TooLong
        } else {
            WaiverState::Used
        }
    }

    /// Why it does not hold, for the outcome that fires in spite of it.
    pub(crate) fn lapse(&self, state: WaiverState, max_days: u32) -> Option<String> {
        let id = Label::new(&self.id);
        match state {
            WaiverState::Expired => Some(format!("waiver {id} expired after {}", self.expires)),
            WaiverState::NotYet => {
                let created: Date = self.created.unwrap_or(self.expires);
                Some(format!("waiver {id} is valid from {created} on"))
            }
            WaiverState::TooLong => Some(format!(
                "waiver {id} until {} is longer than the {max_days} days that the policy allows",
                self.expires
            )),
            WaiverState::Used | WaiverState::Unused => None,
        }
    }

    /// Whether it names a target of its rule.
    pub(crate) fn names(&self, target: &Target<'_>, ranges: &dyn InRange) -> Match {
        self.select.names(target, ranges)
    }

    /// Why it may hide more than is meant, given a target it names.
    pub(crate) fn breadth(&self, target: &Target<'_>) -> Option<&'static str> {
        let select = &self.select;
        if select.key.is_some() {
            return None;
        }
        if select.path.as_ref().is_some_and(|path| !path.is_exact()) && select.advisory.is_none() {
            return Some("covers a folder or glob without naming an advisory or key");
        }
        match target {
            Target::Finding(_, finding) => match finding.kind() {
                Kind::Vulnerability(_) if select.advisory.is_none() => {
                    Some("names no advisory: it also hides those of the same package yet to come")
                }
                Kind::Secret(_) if select.path.is_none() => {
                    Some("names neither path nor key: it also hides secrets yet to come")
                }
                _ => None,
            },
            _ => None,
        }
    }
}

impl Selectors {
    fn names(&self, target: &Target<'_>, ranges: &dyn InRange) -> Match {
        let finding = match target {
            Target::Finding(_, finding) => Some(*finding),
            _ => None,
        };
        let fits = self.advisory.as_ref().is_none_or(|id| has_id(finding, id))
            && self
                .key
                .as_ref()
                .is_none_or(|key| finding.is_some_and(|finding| finding.keys().contains(key)))
            && self
                .secret_rule
                .as_ref()
                .is_none_or(|rule| finding.is_some_and(|finding| finding.rule() == rule))
            && self.path.is_none() | self.path_fits(target)
            && self.purl.is_none() | self.package_fits(target);
        if !fits {
            return Match::No;
        }
        match (&self.versions, target.purl()) {
            (None, _) => Match::Yes,
            (Some(range), Some(purl)) => match ranges.in_range(purl, range) {
                RangeAnswer::Inside => Match::Yes,
                RangeAnswer::Outside => Match::No,
                RangeAnswer::Unknown(cause) => Match::Unknown(cause),
                _ => Match::Unknown("the range has no certain answer".to_owned()),
            },
            (Some(_), None) => Match::No,
        }
    }

    /// Every place must fit: a waiver for one file does not cover the same finding in another.
    fn path_fits(&self, target: &Target<'_>) -> bool {
        let Some(pattern) = &self.path else { return false };
        match target {
            Target::Finding(_, finding) => {
                let places = finding.locations();
                !places.is_empty() && places.iter().all(|place| pattern.matches(&place.input()))
            }
            Target::Gap(gap) => pattern.matches(&gap.input),
            Target::Component(..) | Target::Advisories | Target::Run => false,
        }
    }

    fn package_fits(&self, target: &Target<'_>) -> bool {
        match (&self.purl, target.purl()) {
            (Some(wanted), Some(given)) => same_package(wanted, given),
            _ => false,
        }
    }
}

fn has_id(finding: Option<&Finding>, id: &str) -> bool {
    finding.is_some_and(|finding| finding.ids().any(|known| known.eq_ignore_ascii_case(id)))
}

/// The same package; the same version and subpath, and every qualifier, where the wanted one has them.
fn same_package(wanted: &Purl, given: &Purl) -> bool {
    wanted.package() == given.package()
        && wanted
            .version()
            .is_none_or(|version| given.version() == Some(version))
        && wanted
            .subpath()
            .is_none_or(|subpath| given.subpath() == Some(subpath))
        && wanted
            .qualifiers()
            .all(|(key, value)| given.qualifier(key) == Some(value))
}
