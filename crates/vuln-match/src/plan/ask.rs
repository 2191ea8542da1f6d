//! What the advisories say about a component at any version.

use std::collections::BTreeSet;

use portcullis_findings::Component;

use crate::advisory::{EventKind, RangeKind};
use crate::matching::{Answer, Match};
use crate::{Coordinates, Database, Lookup, Scheme, VersionKey, is_looked_up};

/// One vulnerability at one version.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Found {
    pub(super) id: String,
    pub(super) ids: BTreeSet<String>,
    pub(super) answer: Answer,
    /// Versions its advisories name as fixed, in rising order.
    pub(super) fixed: Vec<String>,
}

/// A component and the advisories about its package.
pub(super) struct Ask<'a> {
    database: &'a Database,
    component: &'a Component,
    places: Vec<Lookup>,
}

impl<'a> Ask<'a> {
    pub(super) fn new(database: &'a Database, component: &'a Component) -> Self {
        let places = if is_looked_up(component) {
            Coordinates::all_of(component)
        } else {
            Vec::new()
        };
        Self {
            database,
            component,
            places,
        }
    }

    /// The version that the first place is asked for.
    pub(super) fn present(&self) -> Option<&str> {
        self.places.first()?.version.as_deref()
    }

    pub(super) fn scheme(&self) -> Option<Scheme> {
        Scheme::for_ecosystem(&self.places.first()?.package.ecosystem)
    }

    /// What affects the component as it is.
    pub(super) fn now(&self) -> Vec<Found> {
        self.database.matches(self.component).iter().map(found).collect()
    }

    /// What would affect it at another version. One vulnerability may be found at several places.
    pub(super) fn at(&self, version: &str) -> Vec<Found> {
        let matches = self
            .places
            .iter()
            .flat_map(|place| self.database.matches_of(&place.package, Some(version)));
        let mut all: Vec<Found> = Vec::new();
        for other in matches.map(|other| found(&other)) {
            match all.iter_mut().find(|known| !known.ids.is_disjoint(&other.ids)) {
                Some(known) => known.ids.extend(other.ids),
                None => all.push(other),
            }
        }
        all
    }

    /// The fixed versions of all advisories about the package, in rising order and each once.
    pub(super) fn fixed(&self, scheme: Scheme) -> Vec<(VersionKey, String)> {
        let explanations = self.database.explain(self.component);
        let live = explanations.iter().filter(|one| one.advisory.withdrawn.is_none());
        let entries = live.filter_map(|one| one.advisory.affected.get(one.affected));
        let events = entries
            .flat_map(|entry| entry.ranges.iter())
            .filter(|range| range.kind != RangeKind::Git)
            .flat_map(|range| range.events.iter());
        let mut fixed: Vec<(VersionKey, String)> = events
            .filter(|event| event.kind == EventKind::Fixed)
            .map(|event| (scheme.parse(&event.version), event.version.to_string()))
            .filter(|(key, _)| key.is_ordered())
            .collect();
        fixed.sort();
        fixed.dedup_by(|later, earlier| later.0 == earlier.0);
        fixed
    }
}

fn found(found: &Match<'_>) -> Found {
    Found {
        id: found.id().to_owned(),
        ids: found.ids().iter().map(|id| (*id).to_owned()).collect(),
        answer: found.answer().clone(),
        fixed: found
            .fixed_versions()
            .iter()
            .map(|text| (*text).to_owned())
            .collect(),
    }
}
