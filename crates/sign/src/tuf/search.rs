//! The search of a target through delegations, in order and in depth first (5.6.7).

use std::collections::BTreeSet;

use super::metadata::{Content, Targets};
use super::role::Authority;

/// A search under way.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) path: String,
    /// Roles to visit, the next one last, with who may sign them as their delegator says.
    open: Vec<Visit>,
    visited: BTreeSet<String>,
    pub(super) found: Option<Content>,
}

/// A role to visit.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) role: String,
    pub(super) authority: Authority,
}

impl Search {
    pub(super) fn new(path: &str, targets: Authority) -> Self {
        Self {
            path: path.to_owned(),
            open: vec![Visit {
                role: "targets".to_owned(),
                authority: targets,
            }],
            visited: BTreeSet::new(),
            found: None,
        }
    }

    /// The next role; none when the search has ended.
    pub(super) fn next(&mut self) -> Option<Visit> {
        while self.found.is_none() {
            let visit = self.open.pop()?;
            if !self.visited.contains(&visit.role) {
                return Some(visit);
            }
        }
        None
    }

    /// How many roles were visited.
    pub(super) fn visited(&self) -> usize {
        self.visited.len()
    }

    /// Looks into a role.
    pub(super) fn visit(&mut self, role: &str, targets: &Targets) {
        self.visited.insert(role.to_owned());
        self.found = targets.targets.get(&self.path).cloned();
        let delegations = targets.delegations.of(&self.path);
        if delegations.last().is_some_and(|last| last.terminating) {
            self.open.clear();
        }
        self.open
            .extend(delegations.into_iter().rev().map(|delegation| Visit {
                role: delegation.name,
                authority: delegation.authority,
            }));
    }
}
