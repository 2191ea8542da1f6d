//! The checks. A new one is one file here and one line in [`ALL`].

mod common;
pub(crate) mod data_age;
pub(crate) mod epss;
pub(crate) mod exploited;
pub(crate) mod fix_available;
pub(crate) mod inputs;
pub(crate) mod licences;
mod scopes;
pub(crate) mod secrets;
pub(crate) mod severity;

use std::cell::OnceCell;
use std::fmt::Debug;
use std::sync::Arc;

use portcullis_findings::{Component, ComponentId, Finding, Gap, Paths, Purl, Severity};

use crate::decision::{AcceptedGap, Because, ComponentSubject, FindingSubject, Subject, WaivedBy};
use crate::error::PolicyError;
use crate::exclude::Exclude;
use crate::facts::Facts;
use crate::read::Table;
use crate::verdict::Effect;

pub(crate) use scopes::Scopes;

/// Every check there is.
pub(crate) static ALL: &[&CheckType] = &[
    &data_age::CHECK,
    &epss::CHECK,
    &exploited::CHECK,
    &fix_available::CHECK,
    &inputs::CHECK,
    &licences::CHECK,
    &secrets::CHECK,
    &severity::CHECK,
];

/// A check as policies name it.
#[derive(Debug)]
pub(crate) struct CheckType {
    pub(crate) name: &'static str,
    /// Its parameters; every other key beside `id`, `check` and `effect` is refused.
    pub(crate) keys: &'static [&'static str],
    /// Reads them; keys are known to be known.
    pub(crate) read: fn(&Table<'_>) -> Result<Arc<dyn Check>, PolicyError>,
}

/// A check with its parameters. What cannot be told is never left out: it is a hit of the level that a parameter names.
pub(crate) trait Check: Debug + Send + Sync {
    /// All parameters with their values, defaults included, in a fixed order. Equal lists mean equal checks.
    fn parameters(&self) -> Vec<(&'static str, String)>;

    /// Looks at the facts.
    fn evaluate<'a>(&self, scene: &Scene<'a>) -> Ran<'a>;

    /// The check with another threshold, if it has one that `--fail-on` means.
    fn with_fail_on(&self, _: Severity) -> Option<Arc<dyn Check>> {
        None
    }

    /// The check looking at fixed vulnerabilities alone, if `--only-fixed` means it.
    fn with_only_fixed(&self) -> Option<Arc<dyn Check>> {
        None
    }

    /// The check without what it accepts by name, and what that was.
    fn without_acceptances(&self) -> Option<(Arc<dyn Check>, Vec<String>)> {
        None
    }
}

/// What checks look at.
pub(crate) struct Scene<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) scopes: Scopes<'a>,
    pub(crate) excludes: &'a [Exclude],
}

/// What a check saw.
#[derive(Default)]
pub(crate) struct Ran<'a> {
    /// Whether the facts for its question were there.
    pub(crate) asked: bool,
    pub(crate) examined: u64,
    pub(crate) passed_over: u64,
    pub(crate) hits: Vec<Hit<'a>>,
    pub(crate) accepted: Vec<AcceptedGap>,
    /// What only the policy's parameters make a gap.
    pub(crate) gaps: Vec<Gap>,
}

impl<'a> Ran<'a> {
    /// The question could not be asked.
    pub(crate) fn missing(level: Effect, reason: &str, flip: &str) -> Self {
        let mut hit = Hit::new(level, Target::Run, reason.to_owned());
        hit.flip.push(flip.to_owned());
        let mut ran = Self::default();
        ran.hit(hit);
        ran
    }

    /// The question was asked.
    pub(crate) fn asked() -> Self {
        Self {
            asked: true,
            ..Self::default()
        }
    }

    /// Keeps a hit unless its level says that nobody wants to know.
    pub(crate) fn hit(&mut self, hit: Hit<'a>) {
        if hit.level == Effect::Allow {
            self.passed_over += 1;
        } else {
            self.hits.push(hit);
        }
    }
}

/// Something a check objects to.
pub(crate) struct Hit<'a> {
    pub(crate) level: Effect,
    pub(crate) target: Target<'a>,
    pub(crate) reason: String,
    pub(crate) because: Vec<Because>,
    pub(crate) flip: Vec<String>,
    /// Set if something beside waivers puts it aside: a trusted VEX statement, an ignore that the policy accepts.
    pub(crate) aside: Option<WaivedBy>,
    /// What asks to put it aside and does not count, and why.
    pub(crate) lapsed: Vec<String>,
}

impl<'a> Hit<'a> {
    pub(crate) fn new(level: Effect, target: Target<'a>, reason: String) -> Self {
        Self {
            level,
            target,
            reason,
            because: Vec::new(),
            flip: Vec::new(),
            aside: None,
            lapsed: Vec::new(),
        }
    }
}

/// The ways to components, walked when the first is asked for.
#[derive(Default)]
pub(crate) struct Ways(OnceCell<Paths>);

impl Ways {
    fn of_component(&self, facts: &Facts<'_>, id: ComponentId) -> Vec<String> {
        let Some(inventory) = facts.inventory() else {
            return Vec::new();
        };
        let paths = self
            .0
            .get_or_init(|| Paths::new(inventory))
            .of_component(inventory, id);
        let told = paths.iter().take(FindingSubject::MAX_PATHS);
        told.map(|path| format!("{}: {path}", path.manifest)).collect()
    }
}

/// What a hit is about.
#[derive(Clone, Copy)]
pub(crate) enum Target<'a> {
    Finding(usize, &'a Finding),
    Component(ComponentId, &'a Component),
    Gap(&'a Gap),
    Advisories,
    Run,
}

impl<'a> Target<'a> {
    pub(crate) fn purl(&self) -> Option<&'a Purl> {
        match *self {
            Self::Finding(_, finding) => finding.purl(),
            Self::Component(_, component) => component.purl.as_ref(),
            Self::Gap(_) | Self::Advisories | Self::Run => None,
        }
    }

    /// What the decision tells of it.
    pub(crate) fn subject(&self, facts: &Facts<'_>, paths: &Ways) -> Subject {
        match *self {
            Self::Finding(index, finding) => Subject::Finding(Box::new(FindingSubject::of(finding, index))),
            Self::Component(id, component) => Subject::Component(Box::new(ComponentSubject {
                name: common::name_of(component),
                purl: component.purl.clone(),
                source: component.source.as_str(),
                manifests: common::manifests(facts, id),
                paths: paths.of_component(facts, id),
            })),
            Self::Gap(gap) => Subject::Gap(gap.clone()),
            Self::Advisories => Subject::Advisories,
            Self::Run => Subject::Run,
        }
    }
}
