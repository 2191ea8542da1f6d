//! What comes where in the file: packages and ecosystems by name, which summaries share their text, which advisories share ids.

use std::collections::HashMap;

use super::draft::{Draft, EntryDraft, Pool};

/// Not among them.
const NOWHERE: u32 = u32::MAX;

/// How a summary is written: as it is, or as the text around the name of the first package.
#[derive(Clone, Copy)]
pub(super) enum Summary {
    None,
    Whole(u32),
    Around(u32),
}

/// The packages that drafts are about.
pub(super) struct Packages {
    /// By base ecosystem and folded name.
    pub(super) sorted: Vec<u32>,
    /// The place of each in `sorted`.
    rank: Vec<u32>,
}

pub(super) fn packages(pool: &Pool, drafts: &[&Draft]) -> Packages {
    let mut used = vec![false; pool.packages.len()];
    for entry in entries_of(pool, drafts) {
        if let Some(used) = used.get_mut(entry.package as usize) {
            *used = true;
        }
    }
    let mut sorted: Vec<u32> = (0..used.len() as u32)
        .filter(|id| used.get(*id as usize) == Some(&true))
        .collect();
    sorted.sort_by_cached_key(|id| package(pool, *id));
    let mut rank = vec![NOWHERE; used.len()];
    for (place, id) in sorted.iter().enumerate() {
        if let Some(rank) = rank.get_mut(*id as usize) {
            *rank = place as u32;
        }
    }
    Packages { sorted, rank }
}

fn entries_of<'p>(pool: &'p Pool, drafts: &[&Draft]) -> impl Iterator<Item = &'p EntryDraft> {
    drafts.iter().flat_map(|draft| pool.entries.get(draft.entries))
}

/// The ecosystems that drafts name, and their base names, by name.
pub(super) fn used_ecosystems(pool: &Pool, drafts: &[&Draft]) -> Vec<u32> {
    let entries = entries_of(pool, drafts);
    let mut used = vec![false; pool.ecosystems.len()];
    for entry in entries {
        let base = pool
            .ecosystems
            .get(entry.ecosystem as usize)
            .map(|known| known.base);
        for id in [Some(entry.ecosystem), base].into_iter().flatten() {
            if let Some(used) = used.get_mut(id as usize) {
                *used = true;
            }
        }
    }
    let mut ids: Vec<u32> = (0..used.len() as u32)
        .filter(|id| used.get(*id as usize) == Some(&true))
        .collect();
    ids.sort_unstable_by_key(|id| pool.ecosystems.get(*id as usize).map(|known| &known.name));
    ids
}

/// Base ecosystem and folded name.
pub(super) fn package(pool: &Pool, id: u32) -> (&str, &[u8]) {
    match pool.packages.get(id) {
        [base, name] => {
            let base = pool
                .ecosystems
                .get(*base as usize)
                .map_or("", |known| known.name.as_str());
            (base, pool.texts.get(*name))
        }
        _ => ("", &[]),
    }
}

impl Packages {
    pub(super) fn rank(&self, package: u32) -> u32 {
        self.rank.get(package as usize).copied().unwrap_or(NOWHERE)
    }

    /// The packages of a draft, each once, in order.
    pub(super) fn of(&self, pool: &Pool, draft: &Draft) -> Vec<u32> {
        let entries = pool.entries.get(draft.entries);
        let mut ranks: Vec<u32> = entries.iter().map(|entry| self.rank(entry.package)).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }
}

/// The entries of drafts with ranks and advisories, by package; those about one package by advisory, then as it lists them.
pub(super) fn postings<'p>(
    pool: &'p Pool,
    drafts: &[&Draft],
    packages: &Packages,
) -> Vec<(u32, u32, &'p EntryDraft)> {
    let listed = || {
        (0_u32..).zip(drafts).flat_map(|(advisory, draft)| {
            let entries = pool.entries.get(draft.entries).iter();
            entries.map(move |entry| (packages.rank(entry.package), advisory, entry))
        })
    };
    let Some(first) = listed().next() else {
        return Vec::new();
    };
    // Ranks are few and dense: counting them tells where each package's entries begin.
    let mut next = vec![0; packages.sorted.len() + 1];
    for (rank, _, _) in listed() {
        if let Some(count) = next.get_mut(rank as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for place in &mut next {
        sum += *place;
        *place = sum;
    }
    let mut postings = vec![first; sum];
    for posting in listed() {
        let Some(place) = next.get_mut(posting.0 as usize) else {
            continue;
        };
        if let Some(free) = postings.get_mut(*place) {
            *free = posting;
        }
        *place += 1;
    }
    postings
}

/// Summaries such as `Malicious code in NAME (npm)` are most of what small records hold: the text around the name is shared.
pub(super) fn summaries(pool: &mut Pool, drafts: &[&Draft], packages: &Packages) -> Vec<Summary> {
    let around: Vec<Option<String>> = drafts.iter().map(|draft| around(pool, draft, packages)).collect();
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for text in around.iter().flatten() {
        *counts.entry(text).or_default() += 1;
    }
    let choose = |(draft, around): (&&Draft, &Option<String>)| match (draft.summary, around) {
        (None, _) => Summary::None,
        (_, Some(text)) if counts.get(text.as_str()).is_some_and(|count| *count > 1) => {
            Summary::Around(pool.texts.intern(text))
        }
        (Some(summary), _) => Summary::Whole(summary),
    };
    drafts.iter().zip(&around).map(choose).collect()
}

/// The text in front of the first package's name, a zero, the text behind it.
fn around(pool: &Pool, draft: &Draft, packages: &Packages) -> Option<String> {
    let summary = pool.texts.text(draft.summary?);
    let entries = pool.entries.get(draft.entries);
    let first = entries.iter().map(|entry| packages.rank(entry.package)).min()?;
    let (_, name) = package(pool, packages.sorted.get(first as usize).copied()?);
    let name = std::str::from_utf8(name).ok()?;
    if name.len() < 2 || summary.contains('\0') {
        return None;
    }
    let (before, after) = summary.split_once(name)?;
    Some([before, "\0", after].concat())
}

/// For each text whether it is an id or alias of several advisories.
pub(super) fn shared_ids(pool: &Pool, drafts: &[&Draft]) -> Vec<bool> {
    let mut uses = vec![0_u8; pool.texts.len()];
    for id in drafts.iter().flat_map(|draft| draft.ids(pool)) {
        if let Some(uses) = uses.get_mut(id as usize) {
            *uses = uses.saturating_add(1);
        }
    }
    uses.into_iter().map(|uses| uses > 1).collect()
}

/// Of the advisories about one package those that have an id or alias in common with another one, in their order.
pub(super) fn sharing(
    pool: &Pool,
    of_one: &[(u32, u32, &EntryDraft)],
    drafts: &[&Draft],
    shared_ids: &[bool],
) -> Vec<u32> {
    let advisories = of_one.chunk_by(|left, right| left.1 == right.1);
    let mut ids: Vec<(u32, u32)> = Vec::new();
    for (_, advisory, _) in advisories.filter_map(|entries| entries.first()) {
        let own = drafts
            .get(*advisory as usize)
            .into_iter()
            .flat_map(|draft| draft.ids(pool));
        let own = own.filter(|id| shared_ids.get(*id as usize) == Some(&true));
        ids.extend(own.map(|id| (id, *advisory)));
    }
    ids.sort_unstable();
    ids.dedup();
    let groups = ids
        .chunk_by(|left, right| left.0 == right.0)
        .filter(|group| group.len() > 1);
    let mut sharing: Vec<u32> = groups.flatten().map(|(_, advisory)| *advisory).collect();
    sharing.sort_unstable();
    sharing.dedup();
    sharing
}
