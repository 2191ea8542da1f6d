//! `data-age`: advisories, and data joined with them, that are too old to be believed.

use std::sync::Arc;

use portcullis_findings::{Gap, GapKind, Stage, Timestamp};

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
    keys: &["max-age", "joined-max-age", "on-stale", "on-missing"],
    read,
};

/// Data may be this much newer than the moment of the decision: clocks differ. One wrong date far in the future would
/// otherwise make old data look fresh forever.
const CLOCK_SKEW: Span = Span::of_days(1);

#[derive(Clone, Debug)]
struct DataAge {
    max_age: Span,
    /// Of EPSS and KEV, where they are given.
    joined_max_age: Span,
    on_stale: Effect,
    on_missing: Effect,
}

fn read(table: &Table<'_>) -> Result<Arc<dyn Check>, PolicyError> {
    let span = |key, default| match table.string(key)? {
        None => Ok(Span::of_days(default)),
        Some(text) => Span::parse(text.value).ok_or_else(|| text.invalid(Span::EXPECTED, [])),
    };
    Ok(Arc::new(DataAge {
        max_age: span("max-age", 7)?,
        joined_max_age: span("joined-max-age", 14)?,
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
            ("joined-max-age", self.joined_max_age.to_string()),
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
            ..Ran::default()
        };
        let now = scene.facts.now();
        let joined = [
            (scene.facts.likelihoods(), LIKELIHOODS),
            (scene.facts.exploited(), EXPLOITED),
        ];
        let joined = joined
            .into_iter()
            .filter_map(|(health, data)| Some((health?, data)));
        for (health, data) in [(health, ADVISORIES)].into_iter().chain(joined) {
            ran.examined += 1;
            for age in ages(health, data) {
                if let Some(hit) = self.judge(&age, data, now) {
                    if age.is_over(self.max_age_of(data), now) {
                        let cause = hit.reason.clone();
                        ran.gaps
                            .push(Gap::new(Stage::Vulnerability, GapKind::Stale, data.what, cause));
                    }
                    ran.hit(hit);
                }
            }
        }
        ran
    }
}

/// A time that an age is counted from.
struct Age {
    name: &'static str,
    /// What is of that time.
    what: &'static str,
    time: Option<Timestamp>,
}

impl Age {
    fn is_over(&self, max_age: Span, now: Timestamp) -> bool {
        self.time
            .is_some_and(|time| now.seconds_since(time) > max_age.seconds())
    }
}

/// Each of them must be young enough: a change that nobody saw makes no data young, and neither does a wrong date in it.
fn ages(health: &DataHealth, data: Data) -> impl Iterator<Item = Age> {
    let newest = Age {
        name: "newest",
        what: data.newest,
        time: health.newest,
    };
    let snapshot = health.snapshot.map(|time| Age {
        name: "snapshot",
        what: data.snapshot,
        time: Some(time),
    });
    std::iter::once(newest).chain(snapshot)
}

/// What sort of data it is, in words.
#[derive(Clone, Copy)]
struct Data {
    /// What it is.
    what: &'static str,
    /// Its newest part.
    newest: &'static str,
    /// All of it.
    snapshot: &'static str,
    joined: bool,
}

const ADVISORIES: Data = Data {
    what: "the advisories",
    newest: "the newest advisory is",
    snapshot: "the state of the advisories is",
    joined: false,
};
const LIKELIHOODS: Data = Data {
    what: "the EPSS data",
    newest: "the EPSS data is",
    snapshot: "the state of the EPSS data is",
    joined: true,
};
const EXPLOITED: Data = Data {
    what: "the catalogue of exploited vulnerabilities",
    newest: "the catalogue of exploited vulnerabilities is",
    snapshot: "the state of the catalogue of exploited vulnerabilities is",
    joined: true,
};

impl DataAge {
    fn max_age_of(&self, data: Data) -> Span {
        if data.joined {
            self.joined_max_age
        } else {
            self.max_age
        }
    }

    fn judge<'a>(&self, age: &Age, data: Data, now: Timestamp) -> Option<Hit<'a>> {
        let max_age = self.max_age_of(data);
        let hit = |level, reason| Self::hit(level, reason, data, age, max_age, now);
        let Some(time) = age.time else {
            let verb = if data.joined {
                "does not say when it"
            } else {
                "do not say when they"
            };
            return Some(hit(self.on_missing, format!("{} {verb} changed", data.what)));
        };
        let past = now.seconds_since(time);
        if age.is_over(max_age, now) {
            let reason = format!(
                "{} of {time}, {} old, more than {max_age}",
                age.what,
                in_words(past),
            );
            return Some(hit(self.on_stale, reason));
        }
        (-past > CLOCK_SKEW.seconds()).then(|| {
            let reason = format!(
                "{} of {time}, {} after the moment of the decision",
                age.what,
                in_words(-past)
            );
            hit(self.on_missing, reason)
        })
    }

    fn hit<'a>(
        level: Effect,
        reason: String,
        data: Data,
        age: &Age,
        max_age: Span,
        now: Timestamp,
    ) -> Hit<'a> {
        let target = if data.joined {
            Target::Run
        } else {
            Target::Advisories
        };
        let mut hit = Hit::new(level, target, reason);
        let time = age
            .time
            .map_or_else(|| "unknown".to_owned(), |time| time.to_string());
        hit.because = vec![
            Because::new(age.name, time, data.what),
            Because::new("now", now.to_string(), "the caller"),
            Because::new("max-age", max_age.to_string(), "the policy"),
        ];
        hit.flip.push(format!("bring {} up to date", data.what));
        hit
    }
}

fn in_words(seconds: i64) -> String {
    match seconds / 3600 {
        hours @ ..48 => format!("{hours} hours"),
        hours => format!("{} days", hours / 24),
    }
}
