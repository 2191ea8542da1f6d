//! `fix-available`: vulnerabilities that an upgrade would remove.

use std::sync::Arc;

use portcullis_findings::{Kind, Severity};

use super::common::{GIVE_ADVISORIES, SEVERITIES, describe, exonerating, explain, is_known};
use super::scopes::ScopeFilter;
use super::{Check, CheckType, Hit, Ran, Scene, Target};
use crate::error::PolicyError;
use crate::read::Table;
use crate::verdict::Effect;

pub(crate) static CHECK: CheckType = CheckType {
    name: "fix-available",
    keys: &["at-least", "on-unknown", "new-only", "scopes", "on-missing"],
    read,
};

#[derive(Clone, Debug)]
struct FixAvailable {
    at_least: Severity,
    on_unknown: Effect,
    new_only: bool,
    scopes: ScopeFilter,
    on_missing: Effect,
}

fn read(table: &Table<'_>) -> Result<Arc<dyn Check>, PolicyError> {
    Ok(Arc::new(FixAvailable {
        at_least: table.choice("at-least", SEVERITIES)?.unwrap_or(Severity::Low),
        on_unknown: table.choice("on-unknown", Effect::WORDS)?.unwrap_or(Effect::Deny),
        new_only: table.boolean("new-only")?.unwrap_or(false),
        scopes: ScopeFilter::read(table)?,
        on_missing: table
            .choice("on-missing", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
    }))
}

impl Check for FixAvailable {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        vec![
            ("at-least", self.at_least.to_string()),
            ("on-unknown", self.on_unknown.to_string()),
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
            match finding.kind() {
                Kind::Vulnerability(detail) if detail.informational.is_none() => ran.examined += 1,
                _ => continue,
            }
            let Some(version) = finding.fix().version() else {
                continue;
            };
            let level = match finding.severity() {
                Severity::Unknown => self.on_unknown,
                known if known >= self.at_least => Effect::Deny,
                _ => continue,
            };
            let known = self.new_only && is_known(finding);
            if known || !self.scopes.takes_finding(&scene.scopes, finding) {
                ran.passed_over += 1;
                continue;
            }
            let reason = format!(
                "{}, fixed in {}",
                describe(finding),
                portcullis_findings::Label::new(version)
            );
            let mut hit = Hit::new(level, Target::Finding(index, finding), reason);
            explain(&mut hit, finding);
            hit.aside = exonerating(finding);
            ran.hit(hit);
        }
        ran
    }
}
