//! What the update of an inventory changes.

use std::collections::BTreeSet;

use portcullis_findings::Component;

use super::Answer;
use crate::{Index, IndexError, MatchOptions};

/// Advisories by id whose answer about an inventory is another one than before.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct InventoryChanges<'a> {
    /// They affect a component now, and affected none before.
    pub newly_affecting: BTreeSet<&'a str>,
    /// They affected a component before, and certainly affect none now.
    pub no_longer_affecting: BTreeSet<&'a str>,
    /// It cannot be told now whether they affect it, and could before.
    pub newly_unknown: BTreeSet<&'a str>,
}

impl Index<'_> {
    /// Which advisories newly affect an inventory, and which no longer do, when `new` takes the place of `old`. The other
    /// direction, one advisory and many inventories, is [`crate::Fleet::changes`].
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn changes(&self, old: &[Component], new: &[Component]) -> Result<InventoryChanges<'_>, IndexError> {
        self.changes_with(old, new, MatchOptions::default())
    }

    /// [`Index::changes`] with other options than the default ones.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn changes_with(
        &self,
        old: &[Component],
        new: &[Component],
        options: MatchOptions,
    ) -> Result<InventoryChanges<'_>, IndexError> {
        let (was_affected, was_unknown) = self.answers(old, options)?;
        let (affected, unknown) = self.answers(new, options)?;
        Ok(InventoryChanges {
            newly_affecting: affected.difference(&was_affected).copied().collect(),
            no_longer_affecting: was_affected
                .difference(&affected)
                .filter(|id| !unknown.contains(*id))
                .copied()
                .collect(),
            newly_unknown: unknown.difference(&was_unknown).copied().collect(),
        })
    }

    /// Ids of the advisories that affect a component, and of the others that may.
    fn answers(
        &self,
        components: &[Component],
        options: MatchOptions,
    ) -> Result<(BTreeSet<&str>, BTreeSet<&str>), IndexError> {
        let (mut affected, mut unknown) = (BTreeSet::new(), BTreeSet::new());
        for found in self.matches_all_with(components, options)?.iter().flatten() {
            for explanation in found.explanations() {
                let set = match explanation.answer {
                    Answer::Affected => &mut affected,
                    _ => &mut unknown,
                };
                set.insert(explanation.advisory.id());
            }
        }
        unknown.retain(|id| !affected.contains(id));
        Ok((affected, unknown))
    }
}
