//! `severity`: findings by how bad they are.
//!
//! Looks at every finding but secrets (which have a check of their own) and those about the policy itself.

use std::sync::Arc;

use portcullis_findings::{Finding, Fix, Kind, Severity};

use super::common::{GIVE_ADVISORIES, SEVERITIES, describe, exonerating, explain, is_known};
use super::scopes::ScopeFilter;
use super::{Check, CheckType, Hit, Ran, Scene, Target};
use crate::decision::Because;
use crate::error::PolicyError;
use crate::read::Table;
use crate::verdict::Effect;

pub(crate) static CHECK: CheckType = CheckType {
    name: "severity",
    keys: &[
        "at-least",
        "on-unknown",
        "informational",
        "only-fixed",
        "new-only",
        "scopes",
        "on-missing",
    ],
    read,
};

#[derive(Clone, Debug)]
struct BySeverity {
    at_least: Severity,
    on_unknown: Effect,
    informational: Effect,
    only_fixed: bool,
    new_only: bool,
    scopes: ScopeFilter,
    on_missing: Effect,
}

impl Default for BySeverity {
    fn default() -> Self {
        Self {
            at_least: Severity::High,
            on_unknown: Effect::Deny,
            informational: Effect::Allow,
            only_fixed: false,
            new_only: false,
            scopes: ScopeFilter::default(),
            on_missing: Effect::Undecided,
        }
    }
}

/// The check with its defaults and a threshold.
pub(crate) fn at_least(at_least: Severity) -> Arc<dyn Check> {
    Arc::new(BySeverity {
        at_least,
        ..BySeverity::default()
    })
}

fn read(table: &Table<'_>) -> Result<Arc<dyn Check>, PolicyError> {
    let default = BySeverity::default();
    Ok(Arc::new(BySeverity {
        at_least: table.choice("at-least", SEVERITIES)?.unwrap_or(default.at_least),
        on_unknown: table
            .choice("on-unknown", Effect::WORDS)?
            .unwrap_or(default.on_unknown),
        informational: table
            .choice("informational", Effect::WORDS)?
            .unwrap_or(default.informational),
        only_fixed: table.boolean("only-fixed")?.unwrap_or(default.only_fixed),
        new_only: table.boolean("new-only")?.unwrap_or(default.new_only),
        scopes: ScopeFilter::read(table)?,
        on_missing: table
            .choice("on-missing", Effect::WORDS)?
            .unwrap_or(default.on_missing),
    }))
}

impl Check for BySeverity {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        vec![
            ("at-least", self.at_least.to_string()),
            ("on-unknown", self.on_unknown.to_string()),
            ("informational", self.informational.to_string()),
            ("only-fixed", self.only_fixed.to_string()),
            ("new-only", self.new_only.to_string()),
            self.scopes.parameter(),
            ("on-missing", self.on_missing.to_string()),
        ]
    }

    fn evaluate<'a>(&self, scene: &Scene<'a>) -> Ran<'a> {
        let mut ran = match scene.facts.vulnerabilities_missing() {
            Some(reason) => Ran::missing(self.on_missing, reason, GIVE_ADVISORIES),
            None => Ran::asked(),
        };
        for (index, finding) in scene.facts.findings().iter().enumerate() {
            if matches!(finding.kind(), Kind::Secret(_) | Kind::Policy) {
                continue;
            }
            ran.examined += 1;
            let level = self.level(finding);
            let passed_over = (self.new_only && is_known(finding))
                || (self.only_fixed && is_vulnerability(finding) && !is_fixed(finding))
                || !self.scopes.takes_finding(&scene.scopes, finding);
            match level {
                None => {}
                Some(_) if passed_over => ran.passed_over += 1,
                Some(level) => ran.hit(self.object(level, index, finding)),
            }
        }
        ran
    }

    fn with_fail_on(&self, at_least: Severity) -> Option<Arc<dyn Check>> {
        Some(Arc::new(Self {
            at_least,
            ..self.clone()
        }))
    }

    fn with_only_fixed(&self) -> Option<Arc<dyn Check>> {
        Some(Arc::new(Self {
            only_fixed: true,
            ..self.clone()
        }))
    }
}

impl BySeverity {
    /// What the finding deserves; `None` if it is below the threshold.
    fn level(&self, finding: &Finding) -> Option<Effect> {
        let informational =
            matches!(finding.kind(), Kind::Vulnerability(detail) if detail.informational.is_some());
        if informational {
            return Some(self.informational);
        }
        match finding.severity() {
            Severity::Unknown => Some(self.on_unknown),
            known => (known >= self.at_least).then_some(Effect::Deny),
        }
    }

    fn object<'a>(&self, level: Effect, index: usize, finding: &'a Finding) -> Hit<'a> {
        let mut hit = Hit::new(level, Target::Finding(index, finding), describe(finding));
        explain(&mut hit, finding);
        let threshold = format!("at least {}", self.at_least);
        hit.because
            .push(Because::new("threshold", threshold, "the policy"));
        hit.aside = exonerating(finding);
        hit
    }
}

fn is_vulnerability(finding: &Finding) -> bool {
    matches!(finding.kind(), Kind::Vulnerability(_))
}

fn is_fixed(finding: &Finding) -> bool {
    matches!(finding.fix(), Fix::Available { .. })
}
