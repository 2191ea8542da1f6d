//! Matches of many components.

use std::collections::HashMap;
use std::ops::Range;

use portcullis_findings::{Component, Purl};

use super::{Match, Room, places_of};
use crate::parallel::map_parts;
use crate::{Index, IndexError, LookupBy, MatchOptions};

/// From so many components on it pays to keep answers in mind: the same packages come up again and again.
const MANY: usize = 4096;

/// What [`Index::matches_all`] finds: the matches of each component, in the order of the components.
#[derive(Clone, Debug, Default)]
pub struct Matches<'a> {
    found: Vec<Match<'a>>,
    /// Where those of each component lie; equal components have theirs in common.
    spans: Vec<Range<usize>>,
}

impl<'a> Matches<'a> {
    /// The matches of the component at a place; none if there is no such place.
    #[must_use]
    pub fn of(&self, component: usize) -> &[Match<'a>] {
        self.spans.get(component).map_or(&[], |span| self.at(span))
    }

    /// The matches of each component.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[Match<'a>]> + Clone {
        self.spans.iter().map(|span| self.at(span))
    }

    /// How many components were asked about.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether none was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    fn at(&self, span: &Range<usize>) -> &[Match<'a>] {
        self.found.get(span.clone()).unwrap_or_default()
    }

    fn append(mut self, other: Self) -> Self {
        let behind = self.found.len();
        let moved = other
            .spans
            .iter()
            .map(|span| span.start + behind..span.end + behind);
        self.spans.extend(moved);
        self.found.extend(other.found);
        self
    }
}

impl Index<'_> {
    /// [`Index::matches`] of many components, in their order. With feature `parallel` on the caller's rayon pool.
    ///
    /// ```
    /// use portcullis_findings::{Component, ComponentKind};
    /// use portcullis_vuln_match::{IndexBuilder, Limits, Provenance};
    /// let mut builder = IndexBuilder::new(Limits::default());
    /// builder.add("a.json", br#"{"id": "X-1", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}]}"#);
    /// let built = builder.build(&Provenance::default());
    /// let mut components = [Component::new(ComponentKind::Library, "a"), Component::new(ComponentKind::Library, "b")];
    /// components[0].purl = Some("pkg:npm/a@1.0.0".parse()?);
    /// let index = built.open()?;
    /// let matches = index.matches_all(&components)?;
    /// assert_eq!(matches.of(0)[0].id(), "X-1");
    /// assert!(matches.of(1).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_all(&self, components: &[Component]) -> Result<Matches<'_>, IndexError> {
        self.matches_all_with(components, MatchOptions::default())
    }

    /// [`Index::matches_all`] with other options than the default ones.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_all_with(
        &self,
        components: &[Component],
        options: MatchOptions,
    ) -> Result<Matches<'_>, IndexError> {
        let parts = map_parts(components, |part| self.matches_part(part, options));
        parts
            .into_iter()
            .try_fold(Matches::default(), |all, part| Ok(all.append(part?)))
    }

    fn matches_part<'s>(
        &'s self,
        components: &[Component],
        options: MatchOptions,
    ) -> Result<Matches<'s>, IndexError> {
        let mut matches = Matches::default();
        matches.spans.reserve(components.len());
        let (mut room, mut places) = (Room::default(), Vec::new());
        let mut known: Known<'_> = HashMap::new();
        for component in components {
            places_of(component, options, &mut places);
            self.find(&places, &mut room)?;
            let key = component.purl.as_ref().zip(Some(component.version.as_deref()));
            // A place by a CPE name is told by more than that.
            let is_by_purl = places.iter().all(|place| place.by != LookupBy::Cpe);
            let is_worth_it = components.len() >= MANY && !room.packages.is_empty();
            let key = key.filter(|_| is_by_purl && is_worth_it);
            if let Some(span) = key.and_then(|key| known.get(&key)) {
                matches.spans.push(span.clone());
                continue;
            }
            let begin = matches.found.len();
            self.matched(&places, options, &mut room, &mut matches.found)?;
            let span = begin..matches.found.len();
            known.extend(key.map(|key| (key, span.clone())));
            matches.spans.push(span);
        }
        Ok(matches)
    }
}

/// Answers by all that tells where a component with a package URL is looked up.
type Known<'c> = HashMap<(&'c Purl, Option<&'c str>), Range<usize>>;
