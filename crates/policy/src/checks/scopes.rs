//! For what components are needed, as a filter of checks.

use std::cell::OnceCell;
use std::collections::HashMap;

use portcullis_findings::{ComponentId, ComponentSource, Finding, Inventory, Purl, Scope, Subject};

use crate::error::PolicyError;
use crate::read::Table;

const WORDS: &[(&str, Scope)] = &[
    ("runtime", Scope::Runtime),
    ("optional", Scope::Optional),
    ("peer", Scope::Peer),
    ("build", Scope::Build),
    ("development", Scope::Development),
];

/// The scopes a check is limited to; `None` is no limit.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScopeFilter(Option<Vec<Scope>>);

impl ScopeFilter {
    pub(crate) fn read(table: &Table<'_>) -> Result<Self, PolicyError> {
        let Some(words) = table.strings("scopes")? else {
            return Ok(Self::default());
        };
        if words.is_empty() {
            return Err(
                table.needs_one_of("`runtime`, `optional`, `peer`, `build`, `development` in `scopes`")
            );
        }
        let mut scopes = words
            .iter()
            .map(|word| word.choice(WORDS))
            .collect::<Result<Vec<_>, _>>()?;
        scopes.sort_unstable();
        scopes.dedup();
        Ok(Self(Some(scopes)))
    }

    pub(crate) fn parameter(&self) -> (&'static str, String) {
        let words = match &self.0 {
            None => "all".to_owned(),
            Some(scopes) => scopes
                .iter()
                .map(|scope| scope.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        };
        ("scopes", words)
    }

    /// Whether a finding is in it. What is in no inventory is in every scope.
    pub(crate) fn takes_finding(&self, scopes: &Scopes<'_>, finding: &Finding) -> bool {
        let Some(wanted) = &self.0 else { return true };
        match scopes.component_of(finding) {
            None => true,
            Some(id) => scopes.any(id, wanted),
        }
    }

    /// Whether a component is in it. What was seen nowhere is in every scope.
    pub(crate) fn takes_component(&self, scopes: &Scopes<'_>, id: ComponentId) -> bool {
        self.0.as_ref().is_none_or(|wanted| scopes.any(id, wanted))
    }
}

type Identity<'a> = (Option<&'a Purl>, &'a str, Option<&'a str>, &'a ComponentSource);

/// Finds the occurrences of what findings are about.
pub(crate) struct Scopes<'a> {
    inventory: Option<&'a Inventory>,
    by_identity: OnceCell<HashMap<Identity<'a>, ComponentId>>,
}

impl<'a> Scopes<'a> {
    pub(crate) fn new(inventory: Option<&'a Inventory>) -> Self {
        Self {
            inventory,
            by_identity: OnceCell::new(),
        }
    }

    fn component_of(&self, finding: &Finding) -> Option<ComponentId> {
        let Some(Subject::Component {
            purl,
            name,
            version,
            source,
        }) = finding.subject()
        else {
            return None;
        };
        let identities = self.by_identity.get_or_init(|| index(self.inventory));
        let identity: Identity<'_> = (purl.as_ref(), name, version.as_deref(), source);
        identities.get(&identity).copied()
    }

    fn any(&self, id: ComponentId, wanted: &[Scope]) -> bool {
        let Some(inventory) = self.inventory else {
            return true;
        };
        let mut places = inventory.occurrences_of(id).peekable();
        places.peek().is_none() || places.any(|(_, place)| wanted.contains(&place.scope))
    }
}

fn index(inventory: Option<&Inventory>) -> HashMap<Identity<'_>, ComponentId> {
    inventory
        .into_iter()
        .flat_map(Inventory::iter)
        .map(|(id, component)| {
            let identity = (
                component.purl.as_ref(),
                component.name.as_str(),
                component.version.as_deref(),
                &component.source,
            );
            (identity, id)
        })
        .collect()
}
