//! The matches of one component from the advisories that affect it or may.

use super::batch::Open;
use super::evaluate::Asked;
use super::few::Few;
use super::fixes::{self, Entries, Fixes};
use super::{Answer, Explanation, Match, contrary, group};
use crate::IndexError;
use crate::index::{FoundPackage, Posting};

/// What is known of a component.
pub(super) struct Joining<'b, 'q, 'a> {
    /// The questions in all places it is looked up in.
    pub(super) asked: &'b mut [Asked<'q>],
    pub(super) packages: &'b [(usize, FoundPackage<'a>)],
    pub(super) postings: &'b [Posting<'a>],
    pub(super) fixes: &'b mut Fixes<'a>,
    /// It is looked up in one place of one file: advisories come by id, each once, and which of them share ids is known.
    pub(super) is_one_list: bool,
}

/// An advisory that is joined with others.
struct Hit<'a> {
    explained: Explanation<'a>,
    entries: Entries,
}

impl<'a> Joining<'_, '_, 'a> {
    /// Adds its matches, by primary id.
    pub(super) fn add(&mut self, open: &[Open<'a>], matches: &mut Vec<Match<'a>>) -> Result<(), IndexError> {
        let begin = matches.len();
        let is_only = open.len() == 1;
        let mut others = Vec::new();
        for open in open {
            let Some(asked) = self.asked.get_mut(open.entries.place) else {
                continue;
            };
            let advisory = open.strongest.load_advisory()?;
            // One about products of other vendors alone is none.
            if asked.is_of_other_vendor(&advisory)? {
                continue;
            }
            let entry = open.strongest.load_entry()?;
            let explained = asked.explained(advisory, entry, &open.decision);
            if is_only || self.is_one_list && !open.strongest.is_shared() {
                let is_whole = open.decision.is_whole && open.entries.postings.len() == 1;
                let told = is_whole.then(|| fixes::of_only(&open.decision.because)).flatten();
                let (fixed, fix) = match told {
                    Some(told) => told,
                    None => {
                        let entries = std::slice::from_ref(&open.entries);
                        self.fixes.of(entries, self.postings, self.asked)?
                    }
                };
                matches.push(Match {
                    hits: Few::One(explained),
                    contrary: Vec::new(),
                    fixed,
                    fix,
                    is_part: false,
                });
            } else {
                others.push(Hit {
                    explained,
                    entries: open.entries.clone(),
                });
            }
        }
        if !others.is_empty() {
            self.add_groups(others, matches)?;
        }
        let matches = matches.get_mut(begin..).unwrap_or_default();
        contrary::add(matches, self.asked, self.packages, self.is_one_list)?;
        if matches.len() > 1 {
            matches.sort_by(|left, right| left.id().cmp(right.id()));
        }
        Ok(())
    }

    /// Adds advisories joined by their ids and aliases.
    fn add_groups(
        &mut self,
        mut others: Vec<Hit<'a>>,
        matches: &mut Vec<Match<'a>>,
    ) -> Result<(), IndexError> {
        if !self.is_one_list {
            keep_strongest(&mut others);
        }
        let advisories: Vec<_> = others.iter().map(|hit| hit.explained.advisory).collect();
        let mut others: Vec<Option<Hit<'a>>> = others.into_iter().map(Some).collect();
        for (members, is_part) in group::by_alias(&advisories) {
            let members = members.iter().filter_map(|at| others.get_mut(*at)?.take());
            let (mut explained, entries): (Vec<Explanation<'a>>, Vec<Entries>) =
                members.map(|hit| (hit.explained, hit.entries)).unzip();
            let (fixed, fix) = self.fixes.of(&entries, self.postings, self.asked)?;
            // The primary one first.
            explained.sort_by_key(|hit| {
                (
                    hit.answer != Answer::Affected,
                    group::precedence(hit.advisory.id()),
                )
            });
            matches.push(Match {
                hits: Few::Several(explained),
                contrary: Vec::new(),
                fixed,
                fix,
                is_part,
            });
        }
        Ok(())
    }
}

/// Of each advisory the hit that says most and of equal ones the first, by id.
fn keep_strongest(hits: &mut Vec<Hit<'_>>) {
    hits.sort_by(|left, right| {
        let (left, right) = (&left.explained, &right.explained);
        (left.advisory.id(), left.answer.rank()).cmp(&(right.advisory.id(), right.answer.rank()))
    });
    hits.dedup_by(|later, earlier| later.explained.advisory.id() == earlier.explained.advisory.id());
}
