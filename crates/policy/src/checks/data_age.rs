//! `data-age`: advisories that are too old to be believed.

use std::sync::Arc;

use portcullis_findings::Timestamp;

use super::common::GIVE_ADVISORIES;
use super::{Check, CheckType, Hit, Ran, Scene, Target};
use crate::decision::Because;
use crate::duration::Span;
use crate::error::PolicyError;
use crate::facts::DataHealth;
use crate::read::Table;
use crate::verdict::Effect;

pub(crate) static CHECK: CheckType = CheckType {
    name: "data-age",
    keys: &["max-age", "on-stale", "on-missing"],
    read,
};

/// Data may be this much newer than the moment of the decision: clocks differ. One wrong date far in the future would
/// otherwise make old data look fresh forever.
const CLOCK_SKEW: Span = Span::of_days(1);

#[derive(Clone, Debug)]
struct DataAge {
    max_age: Span,
    on_stale: Effect,
    on_missing: Effect,
}

fn read(table: &Table<'_>) -> Result<Arc<dyn Check>, PolicyError> {
    let max_age = match table.string("max-age")? {
        None => Span::of_days(7),
        Some(text) => Span::parse(text.value).ok_or_else(|| text.invalid(Span::EXPECTED, []))?,
    };
    Ok(Arc::new(DataAge {
        max_age,
        on_stale: table
            .choice("on-stale", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
        on_missing: table
            .choice("on-missing", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
    }))
}

impl Check for DataAge {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        vec![
            ("max-age", self.max_age.to_string()),
            ("on-stale", self.on_stale.to_string()),
            ("on-missing", self.on_missing.to_string()),
        ]
    }

    fn evaluate<'a>(&self, scene: &Scene<'a>) -> Ran<'a> {
        let health = match scene.facts.advisories() {
            Some(health) if health.advisories > 0 => health,
            _ => {
                return Ran::missing(
                    self.on_missing,
                    "there are no advisories to tell the age of",
                    GIVE_ADVISORIES,
                );
            }
        };
        // Fresh data that nothing was matched against answers no question.
        let mut ran = Ran {
            asked: scene.facts.vulnerabilities_missing().is_none(),
            examined: 1,
            ..Ran::default()
        };
        if let Some(hit) = self.judge(health, scene.facts.now()) {
            ran.hit(hit);
        }
        ran
    }
}

impl DataAge {
    fn judge<'a>(&self, health: &DataHealth, now: Timestamp) -> Option<Hit<'a>> {
        let Some(newest) = health.newest else {
            let reason = "the advisories do not say when they changed".to_owned();
            return Some(self.hit(self.on_missing, reason, None, now));
        };
        let age = now.seconds_since(newest);
        if age > self.max_age.seconds() {
            let reason = format!(
                "the newest advisory is of {newest}, {} old, more than {}",
                in_words(age),
                self.max_age
            );
            return Some(self.hit(self.on_stale, reason, Some(newest), now));
        }
        (-age > CLOCK_SKEW.seconds()).then(|| {
            let reason = format!(
                "the newest advisory is of {newest}, {} after the moment of the decision",
                in_words(-age)
            );
            self.hit(self.on_missing, reason, Some(newest), now)
        })
    }

    fn hit<'a>(&self, level: Effect, reason: String, newest: Option<Timestamp>, now: Timestamp) -> Hit<'a> {
        let mut hit = Hit::new(level, Target::Advisories, reason);
        let newest = newest.map_or_else(|| "unknown".to_owned(), |newest| newest.to_string());
        hit.because = vec![
            Because::new("newest", newest, "the advisories"),
            Because::new("now", now.to_string(), "the caller"),
            Because::new("max-age", self.max_age.to_string(), "the policy"),
        ];
        hit.flip.push("bring the advisories up to date".to_owned());
        hit
    }
}

fn in_words(seconds: i64) -> String {
    match seconds / 3600 {
        hours @ ..48 => format!("{hours} hours"),
        hours => format!("{} days", hours / 24),
    }
}
