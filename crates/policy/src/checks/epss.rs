//! `epss`: vulnerabilities that are likely to be exploited (EPSS).

use std::sync::Arc;

use portcullis_findings::{Finding, Kind, Likelihood};

use super::common::{
    GIVE_ADVISORIES, describe, exonerating, explain, is_known, likelihood_in_words, share_in_words,
};
use super::scopes::ScopeFilter;
use super::{Check, CheckType, Hit, Ran, Scene, Target};
use crate::decision::Because;
use crate::error::PolicyError;
use crate::read::Table;
use crate::verdict::Effect;

pub(crate) static CHECK: CheckType = CheckType {
    name: "epss",
    keys: &[
        "probability-at-least",
        "percentile-at-least",
        "on-unknown",
        "new-only",
        "scopes",
        "on-missing",
    ],
    read,
};

#[derive(Clone, Debug)]
struct ByLikelihood {
    /// In ten-thousandths.
    probability: Option<u16>,
    /// In ten-thousandths.
    percentile: Option<u16>,
    on_unknown: Effect,
    new_only: bool,
    scopes: ScopeFilter,
    on_missing: Effect,
}

fn read(table: &Table<'_>) -> Result<Arc<dyn Check>, PolicyError> {
    let share = |key| match table.string(key)? {
        None => Ok(None),
        Some(text) => match ten_thousandths(text.value) {
            Some(share) => Ok(Some(share)),
            None => Err(text.invalid(
                "a number from 0 to 1 with at most four decimals, such as `0.1`",
                [],
            )),
        },
    };
    let (probability, percentile) = (share("probability-at-least")?, share("percentile-at-least")?);
    if probability.is_none() && percentile.is_none() {
        return Err(table.needs_one_of("`probability-at-least` or `percentile-at-least`"));
    }
    Ok(Arc::new(ByLikelihood {
        probability,
        percentile,
        on_unknown: table
            .choice("on-unknown", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
        new_only: table.boolean("new-only")?.unwrap_or(false),
        scopes: ScopeFilter::read(table)?,
        on_missing: table
            .choice("on-missing", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
    }))
}

impl Check for ByLikelihood {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let share = |value: Option<u16>| value.map_or_else(|| "none".to_owned(), share_in_words);
        vec![
            ("probability-at-least", share(self.probability)),
            ("percentile-at-least", share(self.percentile)),
            ("on-unknown", self.on_unknown.to_string()),
            ("new-only", self.new_only.to_string()),
            self.scopes.parameter(),
            ("on-missing", self.on_missing.to_string()),
        ]
    }

    fn evaluate<'a>(&self, scene: &Scene<'a>) -> Ran<'a> {
        let mut ran = Ran::asked();
        let mut given = true;
        if let Some(reason) = scene.facts.vulnerabilities_missing() {
            ran = Ran::missing(self.on_missing, reason, GIVE_ADVISORIES);
        } else if scene
            .facts
            .likelihoods()
            .is_none_or(|health| health.advisories == 0)
        {
            given = false;
            let reason = "how likely exploitation is was not looked up: no EPSS data was given";
            ran = Ran::missing(self.on_missing, reason, "give EPSS data");
        }
        for (index, finding) in scene.facts.findings().iter().enumerate() {
            let likelihood = match finding.kind() {
                Kind::Vulnerability(detail) if detail.informational.is_none() => detail.likelihood,
                _ => continue,
            };
            ran.examined += 1;
            let (level, what) = match likelihood {
                Some(likelihood) if self.is_likely(likelihood) => {
                    (Effect::Deny, likelihood_in_words(likelihood))
                }
                Some(_) => continue,
                // Without data the missing data is told, not each finding.
                None if !given => continue,
                None => (self.on_unknown, "not rated by EPSS".to_owned()),
            };
            if (self.new_only && is_known(finding)) || !self.scopes.takes_finding(&scene.scopes, finding) {
                ran.passed_over += 1;
                continue;
            }
            ran.hit(self.object(level, index, finding, what));
        }
        ran
    }
}

impl ByLikelihood {
    /// A percentile that is not known is not below any threshold.
    fn is_likely(&self, likelihood: Likelihood) -> bool {
        let percentile = likelihood.percentile.unwrap_or(10_000);
        self.probability
            .is_some_and(|least| likelihood.probability >= least)
            || self.percentile.is_some_and(|least| percentile >= least)
    }

    fn object<'a>(&self, level: Effect, index: usize, finding: &'a Finding, what: String) -> Hit<'a> {
        let reason = format!("{}, {what}", describe(finding));
        let mut hit = Hit::new(level, Target::Finding(index, finding), reason);
        explain(&mut hit, finding);
        let thresholds = [("probability", self.probability), ("percentile", self.percentile)];
        for (name, least) in thresholds {
            if let Some(least) = least {
                let least = format!("{name} at least {}", share_in_words(least));
                hit.because.push(Because::new("threshold", least, "the policy"));
            }
        }
        hit.aside = exonerating(finding);
        hit
    }
}

fn ten_thousandths(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !matches!(whole, "0" | "1")
        || fraction.len() > 4
        || !fraction.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let share = format!("{whole}{fraction:0<4}").parse::<u16>().ok()?;
    (share <= 10_000).then_some(share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_shares_of_one() {
        let rows = [
            ("0.1", Some(1000)),
            ("1", Some(10_000)),
            ("1.0", Some(10_000)),
            ("0.0005", Some(5)),
            ("0", Some(0)),
        ];
        for (text, share) in rows {
            assert_eq!(ten_thousandths(text), share, "{text}");
        }
        for text in ["", "1.1", "10", "0.00005", "-0.1", ".1", "0.1e1", "10%"] {
            assert_eq!(ten_thousandths(text), None, "{text}");
        }
    }
}
