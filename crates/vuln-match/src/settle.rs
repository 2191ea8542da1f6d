//! From what an entry says about a version to an answer about a component: its release, and what its version leaves open.
//!
//! Knows nothing of how entries are stored; whoever evaluates one implements [`Decided`].

use std::borrow::Cow;

use crate::matching::{Answer, Reason, shortened};
use crate::reading::{self, Doubt};
use crate::{Ecosystem, EpochPolicy, MatchOptions, ProPolicy, Relation, Scheme, relation};

/// What an entry says about one version.
pub(crate) trait Decided: Sized {
    fn answer(&self) -> &Answer;
    /// Whether the version itself is listed, in whichever spelling.
    fn is_listed(&self) -> bool;
    /// The versions of the events that decided.
    fn events(&self) -> [Option<&str>; 2];
    /// The version of the event below the component that says it is fixed.
    fn fixed_at(&self) -> Option<&str>;
    /// The same with an open answer.
    fn unknown(self, reason: Reason) -> Self;
}

/// What is asked, besides the version.
#[derive(Clone, Copy)]
pub(crate) struct Question<'q> {
    pub(crate) ecosystem: &'q Ecosystem,
    pub(crate) name: &'q str,
    pub(crate) options: MatchOptions,
    /// Nothing counts but the version's place in the order; true of most packages.
    pub(crate) is_plain: bool,
}

impl<'q> Question<'q> {
    pub(crate) fn new(ecosystem: &'q Ecosystem, name: &'q str, options: MatchOptions) -> Self {
        let is_of_go = ecosystem.base() == "Go" && reading::is_of_go(name);
        let is_plain = is_plain_base(ecosystem) && !is_of_go;
        Self {
            ecosystem,
            name,
            options,
            is_plain,
        }
    }

    /// Whether an entry is about another stream of the same release; then it says nothing about the component. `ends` are the
    /// versions that end its ranges.
    pub(crate) fn is_other_stream<'v, E>(
        &self,
        ecosystem: &Ecosystem,
        version: Option<&str>,
        ends: impl Iterator<Item = Result<&'v str, E>>,
    ) -> Result<bool, E> {
        match version.filter(|_| !self.is_plain && Scheme::for_ecosystem(ecosystem) == Some(Scheme::Rpm)) {
            Some(version) => is_other_module(version, ends),
            None => Ok(false),
        }
    }

    /// How an entry's ecosystem relates to the component's.
    pub(crate) fn relation(&self, ecosystem: &Ecosystem) -> Relation {
        relation(ecosystem, self.ecosystem.suffix())
    }

    /// Whether an entry of an advisory gives way to another one of it: of Ubuntu's two channels of one release only that of
    /// the component counts, if the advisory has entries for both.
    pub(crate) fn is_superseded<'e>(
        &self,
        ecosystem: &Ecosystem,
        version: Option<&str>,
        mut others: impl Iterator<Item = &'e Ecosystem>,
    ) -> bool {
        if self.is_plain || ecosystem.base() != "Ubuntu" {
            return false;
        }
        let pro = self.is_subscribed(version);
        let release = ecosystem.suffix().unwrap_or_default();
        is_pro_channel(release) != pro
            && others.any(|other| {
                other.suffix().is_some_and(|suffix| is_pro_channel(suffix) == pro)
                    && relation(other, Some(release)) == Relation::Same
            })
    }

    fn is_subscribed(&self, version: Option<&str>) -> bool {
        version.is_some_and(reading::is_pro) || self.ecosystem.suffix().is_some_and(is_pro_channel)
    }

    /// The answer about the component, by what `decide` says about a version. A doubt that changes the answer opens it.
    pub(crate) fn settled<D: Decided, E>(
        &self,
        ecosystem: &Ecosystem,
        relation: Relation,
        version: Option<&str>,
        mut decide: impl FnMut(Option<&str>) -> Result<D, E>,
    ) -> Result<D, E> {
        let decision = decide(version)?;
        let decision = match version {
            Some(version) if !self.is_plain && !decision.is_listed() => {
                self.read(ecosystem, version, decision, &mut decide)?
            }
            _ => decision,
        };
        Ok(match relation {
            Relation::Unknown if *decision.answer() == Answer::Affected => {
                decision.unknown(Reason::Release {
                    ecosystem: ecosystem.clone(),
                })
            }
            _ => decision,
        })
    }

    fn read<D: Decided, E>(
        &self,
        ecosystem: &Ecosystem,
        version: &str,
        decision: D,
        decide: &mut impl FnMut(Option<&str>) -> Result<D, E>,
    ) -> Result<D, E> {
        if let Some(highest) = reading::highest(ecosystem.base(), self.name, version) {
            let other = decide(Some(&highest))?;
            return Ok(joined(decision, &other, Doubt::Patch));
        }
        match Scheme::for_ecosystem(ecosystem) {
            Some(Scheme::Rpm) => epoch((version, self.options.epoch), decision, decide),
            Some(Scheme::Dpkg) if self.options.ubuntu_pro == ProPolicy::Told => {
                Ok(self.channel(ecosystem, version, decision))
            }
            _ => Ok(decision),
        }
    }

    /// A fix for subscribers is none for others.
    fn channel<D: Decided>(&self, ecosystem: &Ecosystem, version: &str, decision: D) -> D {
        let subscribed = self.is_subscribed(Some(version));
        if ecosystem.base() != "Ubuntu" || subscribed || *decision.answer() != Answer::NotAffected {
            return decision;
        }
        match decision
            .fixed_at()
            .filter(|fixed| reading::is_pro(fixed))
            .map(|fixed| shortened(fixed).into_owned())
        {
            Some(fixed) => decision.unknown(Reason::Pro { fixed }),
            None => decision,
        }
    }
}

/// Whether nothing counts of packages of an ecosystem but the places of their versions in the order, a few aside.
pub(crate) fn is_plain_base(ecosystem: &Ecosystem) -> bool {
    match ecosystem.base() {
        "GitHub Actions" | "Ubuntu" | "Root" | "TuxCare" => false,
        _ => Scheme::for_ecosystem(ecosystem) != Some(Scheme::Rpm),
    }
}

/// What only one side states an epoch of is read with it and without.
fn epoch<D: Decided, E>(
    (version, policy): (&str, EpochPolicy),
    decision: D,
    decide: &mut impl FnMut(Option<&str>) -> Result<D, E>,
) -> Result<D, E> {
    if policy == EpochPolicy::Zero {
        return Ok(decision);
    }
    let other = {
        let events = decision.events().into_iter().flatten();
        reading::with_their_epoch(version, events).map(Cow::into_owned)
    };
    let Some(other) = other else {
        return Ok(decision);
    };
    let other = decide(Some(&other))?;
    Ok(match policy {
        EpochPolicy::SameAsAdvisory => other,
        _ => joined(decision, &other, Doubt::Epoch),
    })
}

fn is_pro_channel(suffix: &str) -> bool {
    suffix.split(':').any(|part| part == "Pro")
}

/// Whether a range is about modular builds and the version is not of one, or the other way round: the version then belongs
/// to another stream of the same name. `ends` are the versions that end the range.
fn is_other_module<'v, E>(version: &str, ends: impl Iterator<Item = Result<&'v str, E>>) -> Result<bool, E> {
    let Some(ours) = reading::is_modular(version) else {
        return Ok(false);
    };
    let mut told = false;
    for end in ends {
        match reading::is_modular(end?) {
            Some(theirs) if theirs == ours => return Ok(false),
            Some(_) => told = true,
            None => {}
        }
    }
    Ok(told)
}

fn joined<D: Decided>(one: D, other: &D, doubt: Doubt) -> D {
    if one.answer() == other.answer() || matches!(one.answer(), Answer::Unknown(_)) {
        return one;
    }
    one.unknown(Reason::Reading { doubt })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn streams_of_modules_are_told_apart() {
        let modular = "1.20.4-1.module_el8.6.0+2886+d33c3efb";
        let rows: [(&str, &[&str], bool); 6] = [
            ("5.26.3-416.el8", &[modular], true),
            (modular, &["5.26.3-416.el8"], true),
            (modular, &[modular], false),
            (modular, &[modular, "5.26.3-416.el8"], false),
            ("5.26.3", &[modular], false),
            (modular, &[], false),
        ];
        for (version, ends, expected) in rows {
            let told = ends.iter().map(|end| Ok::<_, Infallible>(*end));
            assert_eq!(is_other_module(version, told), Ok(expected), "{version} {ends:?}");
        }
    }
}
