//! `inputs`: what was not looked at.

use std::sync::Arc;

use portcullis_findings::{Gap, GapKind, Label, Stage};

use super::{Check, CheckType, Hit, Ran, Scene, Target};
use crate::decision::{AcceptedGap, Because};
use crate::error::PolicyError;
use crate::exclude::Exclude;
use crate::facts::{Coverage, Facts};
use crate::pattern::Pattern;
use crate::read::{Entry, Table, Text};
use crate::verdict::Effect;

pub(crate) static CHECK: CheckType = CheckType {
    name: "inputs",
    keys: &["accept", "on-gap"],
    read,
};

#[derive(Clone, Debug)]
struct Inputs {
    accept: Vec<Accept>,
    on_gap: Effect,
}

/// Gaps that are accepted: all that fit what is set.
#[derive(Clone, Debug, Default)]
struct Accept {
    kind: Option<GapKind>,
    stage: Option<Stage>,
    path: Option<Pattern>,
    reason: String,
}

/// The check as it is where a policy says nothing of it.
pub(crate) fn accepts_nothing() -> Arc<dyn Check> {
    Arc::new(Inputs {
        accept: Vec::new(),
        on_gap: Effect::Undecided,
    })
}

fn read(table: &Table<'_>) -> Result<Arc<dyn Check>, PolicyError> {
    let accept = table
        .entries("accept")?
        .iter()
        .map(|entry| match entry {
            Entry::Word(word) => Accept::of_word(word),
            Entry::Table(table) => Accept::of_table(table),
        })
        .collect::<Result<_, _>>()?;
    Ok(Arc::new(Inputs {
        accept,
        on_gap: table
            .choice("on-gap", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
    }))
}

impl Check for Inputs {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let accept: Vec<_> = self.accept.iter().map(Accept::describe).collect();
        vec![("accept", accept.join(", ")), ("on-gap", self.on_gap.to_string())]
    }

    fn evaluate<'a>(&self, scene: &Scene<'a>) -> Ran<'a> {
        let mut ran = Ran {
            asked: anything_done(scene.facts),
            ..Ran::default()
        };
        for gap in scene.facts.gaps() {
            ran.examined += 1;
            match self.acceptance(gap, scene.excludes) {
                Some(accepted) => ran.accepted.push(accepted),
                None => ran.hit(self.object(gap)),
            }
        }
        ran
    }

    fn without_acceptances(&self) -> Option<(Arc<dyn Check>, Vec<String>)> {
        let dropped = self
            .accept
            .iter()
            .map(|accept| format!("accept {}", accept.describe()))
            .collect();
        let stricter = Self {
            accept: Vec::new(),
            on_gap: self.on_gap,
        };
        Some((Arc::new(stricter), dropped))
    }
}

impl Inputs {
    fn acceptance(&self, gap: &Gap, excludes: &[Exclude]) -> Option<AcceptedGap> {
        // Only a skipped input: what was half read was not left out on purpose.
        let exclude = excludes
            .iter()
            .find(|exclude| gap.kind == GapKind::Skipped && exclude.matches(&gap.input));
        if let Some(exclude) = exclude {
            return Some(AcceptedGap {
                gap: gap.clone(),
                by: format!("exclude {}", exclude.path()),
                reason: exclude.reason().to_owned(),
            });
        }
        let accept = self.accept.iter().find(|accept| accept.takes(gap))?;
        Some(AcceptedGap {
            gap: gap.clone(),
            by: format!("accept {}", accept.describe()),
            reason: accept.reason.clone(),
        })
    }

    fn object<'a>(&self, gap: &'a Gap) -> Hit<'a> {
        // The cause may quote the input.
        let gap_text = Label::new(gap.to_string());
        let mut hit = Hit::new(
            self.on_gap,
            Target::Gap(gap),
            format!("not looked at: {gap_text}"),
        );
        hit.because = vec![
            Because::new("stage", gap.stage.as_str(), "the scan"),
            Because::new("kind", gap.kind.as_str(), "the scan"),
        ];
        hit.flip.push(format!(
            "accept \"{}/{}\" in the policy, for this path alone or for all",
            gap.stage.as_str(),
            gap.kind.as_str()
        ));
        hit
    }
}

impl Accept {
    /// `skipped`, `vulnerability`, or `vulnerability/not-covered`.
    fn of_word(word: &Text<'_>) -> Result<Self, PolicyError> {
        let wrong = || {
            let kinds = GapKind::ALL.map(GapKind::as_str);
            let stages = Stage::ALL.map(Stage::as_str);
            let expected = format!(
                "a kind ({}), a stage ({}), or stage/kind",
                kinds.join(", "),
                stages.join(", ")
            );
            word.invalid(expected, kinds.into_iter().chain(stages))
        };
        let accept = match word.value.split_once('/') {
            Some((stage, kind)) => Self {
                stage: Some(stage_of(stage).ok_or_else(wrong)?),
                kind: Some(kind_of(kind).ok_or_else(wrong)?),
                ..Self::default()
            },
            None => Self {
                stage: stage_of(word.value),
                kind: kind_of(word.value),
                ..Self::default()
            },
        };
        if accept.stage.is_none() && accept.kind.is_none() {
            return Err(wrong());
        }
        Ok(accept)
    }

    fn of_table(table: &Table<'_>) -> Result<Self, PolicyError> {
        table.only(&["kind", "stage", "path", "reason"])?;
        let accept = Self {
            kind: table.choice("kind", &GapKind::ALL.map(|kind| (kind.as_str(), kind)))?,
            stage: table.choice("stage", &Stage::ALL.map(|stage| (stage.as_str(), stage)))?,
            path: table.string("path")?.map(|path| path.pattern()).transpose()?,
            reason: table.required("reason")?.value.to_owned(),
        };
        if accept.kind.is_none() && accept.stage.is_none() && accept.path.is_none() {
            return Err(table.needs_one_of("`kind`, `stage`, `path`"));
        }
        Ok(accept)
    }

    fn takes(&self, gap: &Gap) -> bool {
        self.kind.is_none_or(|kind| kind == gap.kind)
            && self.stage.is_none_or(|stage| stage == gap.stage)
            && self.path.as_ref().is_none_or(|path| path.matches(&gap.input))
    }

    fn describe(&self) -> String {
        let stage = self.stage.map_or("*", Stage::as_str);
        let kind = self.kind.map_or("*", GapKind::as_str);
        match &self.path {
            None => format!("{stage}/{kind}"),
            Some(path) => format!("{stage}/{kind} at {}", path.as_str()),
        }
    }
}

fn kind_of(word: &str) -> Option<GapKind> {
    GapKind::ALL.into_iter().find(|kind| kind.as_str() == word)
}

fn stage_of(word: &str) -> Option<Stage> {
    Stage::ALL.into_iter().find(|stage| stage.as_str() == word)
}

/// "Nothing was skipped" says something only of a run that looked at something.
fn anything_done(facts: &Facts<'_>) -> bool {
    facts.inventory().is_some() || matches!(facts.secrets(), Coverage::Done { inputs: 1.. })
}
