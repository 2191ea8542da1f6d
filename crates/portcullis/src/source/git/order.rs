//! Commits in the order of their making.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use portcullis_secret_detect::git::ObjectId;

/// What is kept of a commit.
#[derive(Clone, Debug)]
pub(crate) struct CommitRow {
    pub(crate) id: ObjectId,
    pub(crate) tree: ObjectId,
    pub(crate) parents: Vec<ObjectId>,
    pub(crate) time: i64,
}

/// Places of commits, parents before children; of those that could be next the one of the earliest time, then of the lowest name.
/// Parents that are not in the list count as none. (Names are digests, so there is no circle; one forged would be left out.)
pub(crate) fn oldest_first(commits: &[CommitRow]) -> Vec<usize> {
    let places: HashMap<&ObjectId, usize> = commits
        .iter()
        .enumerate()
        .map(|(at, row)| (&row.id, at))
        .collect();
    let mut waiting = vec![0_usize; commits.len()];
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); commits.len()];
    for (at, row) in commits.iter().enumerate() {
        for parent in row.parents.iter().filter_map(|parent| places.get(parent)) {
            if let (Some(count), Some(list)) = (waiting.get_mut(at), children.get_mut(*parent)) {
                *count += 1;
                list.push(at);
            }
        }
    }
    let entry = |at: usize| commits.get(at).map(|row| Reverse((row.time, row.id, at)));
    let mut ready: BinaryHeap<_> = waiting
        .iter()
        .enumerate()
        .filter(|(_, count)| **count == 0)
        .filter_map(|(at, _)| entry(at))
        .collect();
    let mut order = Vec::with_capacity(commits.len());
    while let Some(Reverse((_, _, at))) = ready.pop() {
        order.push(at);
        for child in children.get(at).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(*child) {
                *count -= 1;
                if *count == 0 {
                    ready.extend(entry(*child));
                }
            }
        }
    }
    order
}
