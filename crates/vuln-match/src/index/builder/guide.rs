//! Makes the guides of packages; see [`crate::index::guide`].

use super::draft::{EntryDraft, Pool};
use crate::Scheme;
use crate::index::guide::{ENDLESS, LEAST_POSTINGS, MOST_ENDS};
use crate::settle::is_plain_base;

/// A guide that is not written yet.
pub(super) struct GuideDraft {
    pub(super) scheme: Scheme,
    /// Versions, and whether each is part of what it ends.
    pub(super) ends: Vec<(u32, bool)>,
    /// One for each posting.
    pub(super) ranks: Vec<u8>,
}

/// The end of all ranges of an advisory. The order of the fields is that of ends: of one key the excluded version comes first.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
struct End<'p> {
    key: &'p [u8],
    included: bool,
    /// Of versions with one key always the same one stands in the guide.
    text: &'p [u8],
    version: u32,
}

/// The guide of a package, by its postings: rank, advisory, entry.
pub(super) fn guide(pool: &Pool, base: u32, of_one: &[(u32, u32, &EntryDraft)]) -> Option<GuideDraft> {
    let base = &pool.ecosystems.get(base as usize)?.name;
    // Of other packages more counts than where versions lie.
    if of_one.len() < LEAST_POSTINGS || !is_plain_base(base) {
        return None;
    }
    let scheme = of_one.iter().find_map(|(_, _, entry)| scheme(pool, entry))?;
    // Entries of one advisory are looked at together or not at all.
    let advisories = of_one.chunk_by(|left, right| left.1 == right.1);
    let own: Vec<(Option<End<'_>>, usize)> = advisories
        .map(|entries| {
            let ends = entries.iter().map(|(_, _, entry)| end(pool, entry, scheme));
            let highest = ends.reduce(|one, other| Some(one?.max(other?))).flatten();
            (highest, entries.len())
        })
        .collect();
    let mut ends: Vec<End<'_>> = own.iter().filter_map(|(end, _)| *end).collect();
    ends.sort_unstable();
    ends.dedup_by(|later, earlier| (later.key, later.included) == (earlier.key, earlier.included));
    ends.drain(..ends.len().saturating_sub(MOST_ENDS));
    let rank = |end: &End<'_>| {
        ends.partition_point(|known| (known.key, known.included) < (end.key, end.included)) as u8
    };
    let ranks = own
        .iter()
        .flat_map(|(end, count)| std::iter::repeat_n(end.as_ref().map_or(ENDLESS, rank), *count))
        .collect();
    (!ends.is_empty()).then(|| GuideDraft {
        scheme,
        ends: ends.iter().map(|end| (end.version, end.included)).collect(),
        ranks,
    })
}

fn scheme(pool: &Pool, entry: &EntryDraft) -> Option<Scheme> {
    let block = pool.blocks.get(entry.block.id()?);
    let range = pool.ranges.get(*block.get(1)? as usize)?;
    Some(range.scheme)
}

/// Where the last range of an entry ends. `None` if one has no end, or something else but ends counts.
fn end<'p>(pool: &'p Pool, entry: &EntryDraft, scheme: Scheme) -> Option<End<'p>> {
    if entry.flags != 0 || entry.list.id().is_some() {
        return None;
    }
    let mut highest: Option<End<'p>> = None;
    for words in pool.blocks.get(entry.block.id()?).chunks_exact(2) {
        let range = pool.ranges.get(*words.get(1)? as usize)?;
        if range.scheme != scheme {
            return None;
        }
        for (start, end) in &range.intervals {
            let (version, included) = (*end)?;
            if !pool.versions.is_ordered(*start) || !pool.versions.is_ordered(version) {
                return None;
            }
            let end = End {
                key: pool.versions.key(version),
                included,
                text: pool.versions.text(version),
                version,
            };
            highest = highest.max(Some(end));
        }
    }
    highest
}
