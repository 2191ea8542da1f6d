//! Asks an index about components.

mod answer;
mod changes;
mod evaluate;
mod finding;
mod group;
mod single;

use std::borrow::Cow;
use std::collections::BTreeSet;

use portcullis_findings::{Component, ComponentSource, Informational};

use crate::coordinates::Coordinates;
use crate::index::Posting;
use crate::parallel::map_ordered;
use crate::{AdvisoryView, EntryView, Index, IndexError};
use evaluate::{Asked, Decision, Wanted};

pub use answer::{Answer, Because, Boundary, Explanation, Reason};
pub use changes::InventoryChanges;
pub(crate) use single::{Entries, answer_of, boundaries, entries};

/// One vulnerability of one component: all advisories that are about it, and what would fix it.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    hits: Vec<Explanation<'a>>,
    ids: BTreeSet<&'a str>,
    fixed: Vec<&'a str>,
    fix: Option<&'a str>,
}

/// An advisory that affects a component or may, with all entries it has about the package.
struct Hit<'a> {
    advisory: AdvisoryView<'a>,
    strongest: Posting<'a>,
    decision: Decision<'a>,
    postings: std::ops::Range<usize>,
}

impl Index<'_> {
    /// What affects a component, or may affect it: one [`Match`] per vulnerability, by primary id. Withdrawn advisories and
    /// those that do not affect it are left out; [`Index::explain`] shows them.
    ///
    /// A component that lies beside its manifest ([`ComponentSource::Path`]) is not the package of that name in a registry,
    /// so nothing matches it. A component from git, from an archive or from a private registry is matched, and its findings
    /// say so.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches(&self, component: &Component) -> Result<Vec<Match<'_>>, IndexError> {
        let Some(found) = registry_coordinates(component) else {
            return Ok(Vec::new());
        };
        self.matches_of(&found, version_of(component).as_deref())
    }

    /// [`Index::matches`] by ecosystem, name and version.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_of(
        &self,
        package: &Coordinates,
        version: Option<&str>,
    ) -> Result<Vec<Match<'_>>, IndexError> {
        let mut asked = Asked::new(version, package.ecosystem.suffix());
        let (mut hits, postings) = self.hits(package, &mut asked)?;
        if self.is_merged() {
            hits.sort_by(|left, right| left.advisory.id().cmp(right.advisory.id()));
        }
        let advisories: Vec<AdvisoryView<'_>> = hits.iter().map(|hit| hit.advisory).collect();
        let mut matches = Vec::with_capacity(hits.len());
        for members in group::by_alias(&advisories) {
            let hits: Vec<&Hit<'_>> = members.iter().filter_map(|at| hits.get(*at)).collect();
            matches.push(join(&hits, &postings, &mut asked)?);
        }
        matches.sort_by(|left, right| left.id().cmp(right.id()));
        Ok(matches)
    }

    /// [`Index::matches`] of many components, in their order. With feature `parallel` on the caller's rayon pool.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn matches_all(&self, components: &[Component]) -> Result<Vec<Vec<Match<'_>>>, IndexError> {
        map_ordered(components, |component| self.matches(component))
            .into_iter()
            .collect()
    }

    /// Why each advisory about a component's package does or does not affect it, withdrawn ones included; one explanation
    /// per `affected` entry, by advisory.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if a page that was touched is damaged.
    pub fn explain(&self, component: &Component) -> Result<Vec<Explanation<'_>>, IndexError> {
        let Some(found) = registry_coordinates(component) else {
            return Ok(Vec::new());
        };
        let version = version_of(component);
        let mut asked = Asked::new(version.as_deref(), found.ecosystem.suffix());
        let mut explanations = Vec::new();
        self.each_posting(found.ecosystem.base(), &found.name, |posting| {
            if let Some(decision) = asked.decide(&posting, Wanted::Why)? {
                let advisory = posting.load_advisory()?;
                explanations.push(explanation(advisory, posting, decision, &mut asked)?);
            }
            Ok(())
        })?;
        if self.is_merged() {
            explanations.sort_by(|left: &Explanation<'_>, right| left.advisory.id().cmp(right.advisory.id()));
        }
        Ok(explanations)
    }

    /// Of each advisory the entry that says most: affected, then unknown. Advisories that do not affect it are left out. The
    /// second list has all entries of those that are not.
    fn hits(
        &self,
        package: &Coordinates,
        asked: &mut Asked<'_>,
    ) -> Result<(Vec<Hit<'_>>, Vec<Posting<'_>>), IndexError> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        let mut postings: Vec<Posting<'_>> = Vec::new();
        let mut strongest: Option<(Posting<'_>, Decision<'_>)> = None;
        // Postings of the advisory that is looked at begin here.
        let mut begin = 0;
        self.each_posting(package.ecosystem.base(), &package.name, |posting| {
            if postings
                .last()
                .is_some_and(|last| !last.is_of_one_advisory(&posting))
            {
                close(&mut hits, &mut postings, begin, strongest.take())?;
                begin = postings.len();
            }
            postings.push(posting);
            let Some(decision) = asked.decide(&posting, Wanted::Answer)? else {
                return Ok(());
            };
            let weaker = |known: &(Posting<'_>, Decision<'_>)| rank(&known.1) > rank(&decision);
            if rank(&decision) < NOT_AFFECTED && strongest.as_ref().is_none_or(weaker) {
                strongest = Some((posting, decision));
            }
            Ok(())
        })?;
        close(&mut hits, &mut postings, begin, strongest)?;
        Ok((hits, postings))
    }
}

const NOT_AFFECTED: u8 = 2;

fn rank(decision: &Decision<'_>) -> u8 {
    match decision.answer {
        Answer::Affected => 0,
        Answer::Unknown(_) => 1,
        Answer::NotAffected => NOT_AFFECTED,
    }
}

/// Ends the postings of one advisory: they stay if it is a hit.
fn close<'a>(
    hits: &mut Vec<Hit<'a>>,
    postings: &mut Vec<Posting<'a>>,
    begin: usize,
    strongest: Option<(Posting<'a>, Decision<'a>)>,
) -> Result<(), IndexError> {
    match strongest {
        None => postings.truncate(begin),
        Some((strongest, decision)) => hits.push(Hit {
            advisory: strongest.load_advisory()?,
            strongest,
            decision,
            postings: begin..postings.len(),
        }),
    }
    Ok(())
}

fn explanation<'a>(
    advisory: AdvisoryView<'a>,
    posting: Posting<'a>,
    decision: Decision<'a>,
    asked: &mut Asked<'_>,
) -> Result<Explanation<'a>, IndexError> {
    Ok(Explanation {
        advisory,
        entry: EntryView::load(posting)?,
        range: decision.range,
        answer: decision.answer,
        because: decision.because,
        version: answer::shortened(asked.text()).into_owned(),
        scheme: decision.scheme,
        quality: decision.scheme.map(|scheme| asked.quality(scheme)),
    })
}

/// Joins advisories about one vulnerability.
fn join<'a>(
    hits: &[&Hit<'a>],
    postings: &[Posting<'a>],
    asked: &mut Asked<'_>,
) -> Result<Match<'a>, IndexError> {
    let own = hits.iter().filter_map(|hit| postings.get(hit.postings.clone()));
    let own: Vec<Posting<'a>> = own.flatten().copied().collect();
    let (fixed, fix) = fixes(&own, asked)?;
    let mut explained = Vec::with_capacity(hits.len());
    for hit in hits {
        explained.push(explanation(
            hit.advisory,
            hit.strongest,
            hit.decision.clone(),
            asked,
        )?);
    }
    explained.sort_by_key(|hit| {
        (
            hit.answer != Answer::Affected,
            group::precedence(hit.advisory.id()),
        )
    });
    let ids = group::ids(explained.iter().map(|hit| hit.advisory));
    Ok(Match {
        hits: explained,
        ids,
        fixed,
        fix,
    })
}

/// All fixed versions in rising order, and the smallest above the present one that none of the entries affects.
fn fixes<'a>(
    postings: &[Posting<'a>],
    asked: &mut Asked<'_>,
) -> Result<(Vec<&'a str>, Option<&'a str>), IndexError> {
    let mut fixed = Vec::new();
    let mut scheme = None;
    for posting in postings {
        for range in posting.ranges()? {
            let range = range?;
            scheme = scheme.or(Some(range.scheme));
            for version in range.fixed() {
                let version = version?;
                if version.ordered {
                    fixed.push((version.key, version.text));
                }
            }
        }
    }
    fixed.sort_unstable();
    fixed.dedup_by(|later, earlier| later.0 == earlier.0);
    let mut fix = None;
    let suffix = asked.suffix();
    if let Some(present) = scheme.and_then(|scheme| asked.present(scheme)) {
        for (_, candidate) in fixed.iter().filter(|(key, _)| *key > present.as_bytes()) {
            let mut asked = Asked::new(Some(candidate), suffix);
            let mut clear = true;
            for posting in postings {
                clear = clear && asked.is_clear(posting)?;
            }
            if clear {
                fix = Some(*candidate);
                break;
            }
        }
    }
    Ok((fixed.into_iter().map(|(_, text)| text).collect(), fix))
}

impl<'a> Match<'a> {
    /// The primary id: of the advisories that affect the component the one of the database closest to its ecosystem, then
    /// GitHub's, then CVE.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.hits.first().map_or("", |hit| hit.advisory.id())
    }

    /// The ids and aliases of all its advisories. Waivers and VEX statements match on any of them.
    #[must_use]
    pub fn ids(&self) -> &BTreeSet<&'a str> {
        &self.ids
    }

    /// One explanation per advisory, the primary one first.
    #[must_use]
    pub fn explanations(&self) -> &[Explanation<'a>] {
        &self.hits
    }

    /// Affected if any advisory says so; unknown only if none does.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        self.hits.first().map_or(&Answer::NotAffected, |hit| &hit.answer)
    }

    /// All versions that its advisories name as fixed, in rising order.
    #[must_use]
    pub fn fixed_versions(&self) -> &[&'a str] {
        &self.fixed
    }

    /// The smallest fixed version above the present one that none of its advisories affects.
    #[must_use]
    pub fn fix(&self) -> Option<&'a str> {
        self.fix
    }

    /// Set if all its advisories are informational; the word of the primary one.
    #[must_use]
    pub fn informational(&self) -> Option<Informational> {
        let mut words = self.hits.iter().map(|hit| hit.entry.informational());
        let first = words.next()??;
        words.all(|word| word.is_some()).then_some(first)
    }
}

/// What [`Index::matches`] asks for a component: a package and its version.
pub(crate) fn lookup(component: &Component) -> Option<(Coordinates, Option<Cow<'_, str>>)> {
    Some((registry_coordinates(component)?, version_of(component)))
}

/// Where a component is looked up, if it is a package of a registry.
fn registry_coordinates(component: &Component) -> Option<Coordinates> {
    Coordinates::of_component(component).filter(|_| is_looked_up(component))
}

/// Whether [`Index::matches`] looks a component up at all: one that lies beside its manifest is not the package of that
/// name in a registry.
#[must_use]
pub fn is_looked_up(component: &Component) -> bool {
    component.source != ComponentSource::Path
}

/// The version, with the epoch that purls of RPM packages keep in a qualifier.
fn version_of(component: &Component) -> Option<Cow<'_, str>> {
    let purl = component.purl.as_ref();
    let version = component.version.as_deref().or_else(|| purl?.version())?;
    let epoch = purl
        .filter(|purl| purl.ty() == "rpm" && !version.contains(':'))
        .and_then(|purl| purl.qualifier("epoch"));
    Some(match epoch {
        Some(epoch) => Cow::Owned(format!("{epoch}:{version}")),
        None => Cow::Borrowed(version),
    })
}
