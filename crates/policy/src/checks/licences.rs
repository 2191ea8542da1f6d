//! `licences`: what components say of their licences, against lists.
//!
//! Looks at the components of the inventory. Left out is what the scanned project is itself: components whose source is a
//! path beside the manifest, and the roots of manifests.

use std::collections::BTreeSet;
use std::sync::Arc;

use portcullis_findings::{Component, ComponentId, ComponentSource, Inventory, Label, Licence as Stated};

use super::common::name_of;
use super::scopes::ScopeFilter;
use super::{Check, CheckType, Hit, Ran, Scene, Target};
use crate::decision::Because;
use crate::error::PolicyError;
use crate::licence::{Answer, Licence, Lists};
use crate::read::Table;
use crate::verdict::Effect;

pub(crate) static CHECK: CheckType = CheckType {
    name: "licences",
    keys: &["allow", "deny", "on-unknown", "scopes", "on-missing"],
    read,
};

#[derive(Clone, Debug)]
struct Licences {
    lists: Lists,
    /// The words of the lists, sorted.
    words: [Vec<String>; 2],
    on_unknown: Effect,
    scopes: ScopeFilter,
    on_missing: Effect,
}

fn read(table: &Table<'_>) -> Result<Arc<dyn Check>, PolicyError> {
    let (allow, allow_words) = read_list(table, "allow")?;
    let (deny, deny_words) = read_list(table, "deny")?;
    if allow.is_empty() && deny.is_empty() {
        return Err(table.needs_one_of("`allow`, `deny`"));
    }
    Ok(Arc::new(Licences {
        lists: Lists { allow, deny },
        words: [allow_words, deny_words],
        on_unknown: table
            .choice("on-unknown", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
        scopes: ScopeFilter::read(table)?,
        on_missing: table
            .choice("on-missing", Effect::WORDS)?
            .unwrap_or(Effect::Undecided),
    }))
}

fn read_list(table: &Table<'_>, key: &'static str) -> Result<(Vec<Licence>, Vec<String>), PolicyError> {
    let mut licences = Vec::new();
    let mut words = Vec::new();
    for text in table.strings(key)?.unwrap_or_default() {
        licences.push(Licence::parse(text.value).ok_or_else(|| text.invalid(Licence::EXPECTED, []))?);
        words.push(text.value.to_owned());
    }
    words.sort_unstable();
    words.dedup();
    Ok((licences, words))
}

impl Check for Licences {
    fn parameters(&self) -> Vec<(&'static str, String)> {
        let [allow, deny] = &self.words;
        vec![
            ("allow", allow.join(", ")),
            ("deny", deny.join(", ")),
            ("on-unknown", self.on_unknown.to_string()),
            self.scopes.parameter(),
            ("on-missing", self.on_missing.to_string()),
        ]
    }

    fn evaluate<'a>(&self, scene: &Scene<'a>) -> Ran<'a> {
        let Some(inventory) = scene.facts.inventory() else {
            return Ran::missing(
                self.on_missing,
                "there is no inventory to read licences from",
                "make an inventory",
            );
        };
        let roots = roots(inventory);
        let mut ran = Ran::asked();
        for (id, component) in inventory.iter() {
            ran.examined += 1;
            let own = component.source == ComponentSource::Path || roots.contains(&id);
            if own || !self.scopes.takes_component(&scene.scopes, id) {
                ran.passed_over += 1;
                continue;
            }
            if let Some((level, reason)) = self.judge(component) {
                ran.hit(explain(level, reason, id, component));
            }
        }
        ran
    }
}

impl Licences {
    /// The level and reason of an objection.
    fn judge(&self, component: &Component) -> Option<(Effect, String)> {
        let name = name_of(component);
        let unknown = |why: String| Some((self.on_unknown, format!("licence of {name} unknown: {why}")));
        let text = match &component.licence {
            Stated::NoneStated => {
                return Some((Effect::Deny, format!("{name} states that it grants no licence")));
            }
            Stated::Expression(text) | Stated::Name(text) => text,
            _ => return unknown("none is stated".to_owned()),
        };
        match self.lists.judge(text) {
            Answer::Fine(_) => None,
            Answer::Refused(terms) => Some((
                Effect::Deny,
                format!(
                    "licence of {name} not allowed: {}",
                    Vec::from_iter(terms).join(", ")
                ),
            )),
            Answer::Unreadable { cause, byte } => unknown(format!(
                "`{}` is no SPDX expression ({cause} at byte {byte})",
                Label::new(text.chars().take(80).collect::<String>())
            )),
        }
    }
}

fn explain<'a>(level: Effect, reason: String, id: ComponentId, component: &'a Component) -> Hit<'a> {
    let mut hit = Hit::new(level, Target::Component(id, component), reason);
    hit.because = vec![
        Because::new(
            "licence",
            component.licence.to_string(),
            "the manifest or document",
        ),
        Because::new("source", component.source.as_str(), "the manifest or document"),
    ];
    hit.flip.push(match level {
        Effect::Deny => "replace the component, or allow the licence in the policy".to_owned(),
        _ => "give a document that states the licence".to_owned(),
    });
    hit
}

fn roots(inventory: &Inventory) -> BTreeSet<ComponentId> {
    inventory
        .roots()
        .filter_map(|root| inventory.occurrence(root))
        .map(|occurrence| occurrence.component)
        .collect()
}
