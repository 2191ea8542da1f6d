//! What the advisories say about a component at any version.

use std::collections::BTreeSet;

use portcullis_findings::Component;

use crate::matching;
use crate::matching::{Answer, Match};
use crate::{Index, IndexError, Lookup, MatchOptions, Scheme, VersionKey};

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
    index: &'a Index<'a>,
    component: &'a Component,
    options: MatchOptions,
    places: Vec<Lookup>,
}

impl<'a> Ask<'a> {
    pub(super) fn new(index: &'a Index<'a>, component: &'a Component, options: MatchOptions) -> Self {
        Self {
            index,
            component,
            options,
            places: matching::lookups(component, options),
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
    pub(super) fn now(&self) -> Result<Vec<Found>, IndexError> {
        let matches = self.index.matches_at(&self.places, self.options)?;
        Ok(matches.iter().map(found).collect())
    }

    /// What would affect it at another version.
    pub(super) fn at(&self, version: &str) -> Result<Vec<Found>, IndexError> {
        let at = |place: &Lookup| Lookup::new(place.package.clone(), Some(version.to_owned()), place.by);
        let places: Vec<Lookup> = self.places.iter().map(at).collect();
        let matches = self.index.matches_at(&places, self.options)?;
        Ok(matches.iter().map(found).collect())
    }

    /// The fixed versions of all advisories about the package, in rising order and each once.
    pub(super) fn fixed(&self, scheme: Scheme) -> Result<Vec<(VersionKey, String)>, IndexError> {
        let mut fixed = Vec::new();
        let explanations = self.index.explain_with(self.component, self.options)?;
        for one in explanations
            .iter()
            .filter(|one| one.advisory.withdrawn().is_none())
        {
            for version in one.entry.fixed_versions()? {
                fixed.push((scheme.parse(version), version.to_owned()));
            }
        }
        fixed.retain(|(key, _)| key.is_ordered());
        fixed.sort();
        fixed.dedup_by(|later, earlier| later.0 == earlier.0);
        Ok(fixed)
    }
}

fn found(found: &Match<'_>) -> Found {
    Found {
        id: found.id().to_owned(),
        ids: found.ids().into_iter().map(str::to_owned).collect(),
        answer: found.answer().clone(),
        fixed: found
            .fixed_versions()
            .iter()
            .map(|text| (*text).to_owned())
            .collect(),
    }
}
