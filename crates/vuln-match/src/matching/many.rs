//! Matches of many components.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use portcullis_findings::{Component, Purl};

use super::Match;
use super::batch::{BATCH, Batch};
use crate::parallel::map_parts;
use crate::{Index, IndexError, MatchOptions};

/// From so many components on it pays to keep answers in mind: the same packages come up again and again.
const MANY: usize = 4096;

/// What [`Index::matches_all`] finds: the matches of each component, in the order of the components.
#[derive(Clone, Debug, Default)]
pub struct Matches<'a> {
    /// Those of each batch of components that has any.
    found: Vec<Vec<Match<'a>>>,
    /// Where those of each component lie; equal components have theirs in common.
    spans: Vec<Span>,
}

/// Some matches of one list. Small numbers tell them, since there are as many spans as components.
#[derive(Clone, Copy, Debug)]
struct Span {
    list: u32,
    begin: u32,
    end: u32,
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

    fn at(&self, span: &Span) -> &[Match<'a>] {
        let list = self.found.get(span.list as usize);
        list.and_then(|list| list.get(span.begin as usize..span.end as usize))
            .unwrap_or_default()
    }

    fn append(mut self, other: Self) -> Self {
        let behind = self.found.len() as u32;
        let moved = other.spans.into_iter().map(|span| Span {
            list: span.list + behind,
            ..span
        });
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
        let mut parts = map_parts(components, |part| self.matches_part(part, options)).into_iter();
        let first = parts.next().transpose()?.unwrap_or_default();
        parts.try_fold(first, |all, part| Ok(all.append(part?)))
    }

    fn matches_part<'s>(
        &'s self,
        components: &[Component],
        options: MatchOptions,
    ) -> Result<Matches<'s>, IndexError> {
        let mut matches = Matches::default();
        matches.spans.reserve(components.len());
        let mut batch = Batch::default();
        let mut known: Known<'_> = HashMap::new();
        let mut first = 0;
        for these in components.chunks(BATCH) {
            batch.begin(these, options);
            batch.find(self)?;
            if components.len() >= MANY {
                batch.recall(these, first, &mut known);
            }
            first += these.len();
            let (mut found, list) = (Vec::new(), matches.found.len() as u32);
            let spans = &mut matches.spans;
            batch.decide(self.is_merged(), options, &mut found, |known, own| {
                let known = known.and_then(|at| spans.get(at).copied());
                let (begin, end) = (own.start as u32, own.end as u32);
                spans.push(known.unwrap_or(Span { list, begin, end }));
            })?;
            if !found.is_empty() {
                matches.found.push(found);
            }
        }
        Ok(matches)
    }
}

impl<'c> Batch<'c, '_> {
    /// Marks the components that are the same as an earlier one. `first` is the place of the batch in the list.
    fn recall(&mut self, components: &'c [Component], first: usize, known: &mut Known<'c>) {
        for ((part, component), at) in self.parts.iter_mut().zip(components).zip(first..) {
            // A place by a CPE name is told by more than that.
            let key = component.purl.as_ref().zip(Some(component.version.as_deref()));
            let key = key.filter(|_| part.is_found_by_purl(&self.places));
            match key.map(|key| known.entry(key)) {
                Some(Entry::Occupied(earlier)) => part.known = Some(*earlier.get()),
                Some(Entry::Vacant(place)) => _ = place.insert(at),
                None => {}
            }
        }
    }
}

/// The first component of each package URL and version, which tell where a component is looked up.
type Known<'c> = HashMap<(&'c Purl, Option<&'c str>), usize>;
