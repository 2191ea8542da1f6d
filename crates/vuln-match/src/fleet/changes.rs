//! What a changed advisory changes.

use super::{Fleet, FleetAnswer, FleetError, InventorySet};
use crate::advisory::Advisory;

/// What becomes of the inventories when one advisory takes the place of another.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct FleetChanges {
    /// Affected now, and not before.
    pub newly_affected: InventorySet,
    /// Affected before, and certainly not now.
    pub newly_fixed: InventorySet,
    /// It cannot be told now, and could before.
    pub newly_unknown: InventorySet,
}

impl Fleet<'_> {
    /// What changes for which inventories when `new` takes the place of `old`: an advisory that is published (no old one),
    /// changed, withdrawn, or taken back (no new one). For the other direction swap them.
    ///
    /// # Errors
    ///
    /// Those of [`Fleet::affected_by`].
    pub fn changes(
        &self,
        old: Option<&Advisory>,
        new: Option<&Advisory>,
    ) -> Result<FleetChanges, FleetError> {
        let ask = |advisory: Option<&Advisory>| match advisory {
            Some(advisory) => self.affected_by(advisory),
            None => Ok(FleetAnswer::none(self)),
        };
        let (old, new) = (ask(old)?, ask(new)?);
        let none = InventorySet::default();
        Ok(FleetChanges {
            newly_affected: new.affected.without([&old.affected, &none]),
            newly_fixed: old.affected.without([&new.affected, &new.unknown]),
            newly_unknown: new.unknown.without([&old.unknown, &none]),
        })
    }
}
