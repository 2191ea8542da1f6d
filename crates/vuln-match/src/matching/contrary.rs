//! Advisories that say the contrary of a match.

use std::collections::HashMap;

use super::evaluate::{Asked, Wanted};
use super::{Answer, Match, postings_of};
use crate::IndexError;
use crate::index::{FoundPackage, Posting};

/// How many contrary advisories a match names.
const CONTRARY: usize = 8;

/// Adds to each match that affects the component the advisories about the same vulnerability that say the version is not
/// affected. The answer stays: one that says so is enough.
pub(super) fn add<'s>(
    matches: &mut [Match<'s>],
    places: &mut [Asked<'_>],
    packages: &[(usize, FoundPackage<'s>)],
    is_known: bool,
) -> Result<(), IndexError> {
    let may_share = |found: &Match<'_>| {
        let shares = !is_known || found.hits.iter().any(|hit| hit.entry.is_shared());
        shares && *found.answer() == Answer::Affected
    };
    if !matches.iter().any(may_share) {
        return Ok(());
    }
    let mut about: HashMap<&str, usize> = HashMap::new();
    for (at, found) in matches.iter().enumerate().filter(|(_, found)| may_share(found)) {
        let ids = found.ids();
        about.extend(ids.iter().filter(|_| ids.len() > 1).map(|id| (*id, at)));
    }
    if about.is_empty() {
        return Ok(());
    }
    for (place, asked) in places.iter_mut().enumerate() {
        for entries in postings_of(place, packages)?.chunk_by(Posting::is_of_one_advisory) {
            let may_share = |first: &&Posting<'_>| !is_known || first.is_shared();
            let live = entries.first().filter(|first| !first.is_withdrawn());
            let Some(first) = live.filter(may_share) else {
                continue;
            };
            let advisory = first.load_advisory()?;
            let at = advisory.ids().find_map(|id| about.get(id));
            let Some(found) = at.and_then(|at| matches.get_mut(*at)) else {
                continue;
            };
            let is_hit = found.hits.iter().any(|hit| hit.advisory.id() == advisory.id());
            if is_hit || found.is_part {
                continue;
            }
            if let Some((posting, decision)) = asked.strongest(entries, Wanted::Why)?
                && decision.answer == Answer::NotAffected
            {
                let entry = posting.load_entry()?;
                found.contrary.push(asked.explained(advisory, entry, &decision));
            }
        }
    }
    for found in matches {
        let contrary = &mut found.contrary;
        contrary.sort_by(|left, right| left.advisory.id().cmp(right.advisory.id()));
        contrary.dedup_by(|later, earlier| later.advisory.id() == earlier.advisory.id());
        contrary.truncate(CONTRARY);
    }
    Ok(())
}
