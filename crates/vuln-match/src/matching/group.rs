//! Advisories about one vulnerability, by their aliases.

use crate::AdvisoryView;

/// How many advisories are joined at most; of the real ones at most some ten are about one vulnerability of one package.
const MOST: usize = 64;

/// Groups positions of `advisories` whose sets of id and aliases meet, directly or through others. Groups and their members
/// keep the order of the list. `upstream` takes no part: an advisory that bundles several upstream ones is none of them. A group
/// of more than [`MOST`] comes in parts, and each says that it is one.
pub(super) fn by_alias(advisories: &[AdvisoryView<'_>]) -> Vec<(Vec<usize>, bool)> {
    let mut ids: Vec<(&str, usize)> = Vec::new();
    for (at, advisory) in advisories.iter().enumerate() {
        ids.extend(advisory.ids().map(|id| (id, at)));
    }
    ids.sort_unstable();
    let mut parents: Vec<usize> = (0..advisories.len()).collect();
    for ((id, at), (next, other)) in ids.iter().zip(ids.iter().skip(1)) {
        if id == next {
            let (left, right) = (root(&mut parents, *at), root(&mut parents, *other));
            // The smaller position is the root, so groups come out in order.
            if let Some(parent) = parents.get_mut(left.max(right)) {
                *parent = left.min(right);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); advisories.len()];
    for at in 0..advisories.len() {
        if let Some(group) = groups.get_mut(root(&mut parents, at)) {
            group.push(at);
        }
    }
    let parts = |group: &Vec<usize>| -> Vec<(Vec<usize>, bool)> {
        let is_part = group.len() > MOST;
        let parts = group.chunks(MOST);
        parts.map(|part| (part.to_vec(), is_part)).collect()
    };
    groups.iter().flat_map(parts).collect()
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while let Some(parent) = parents.get(at).copied().filter(|parent| *parent != at) {
        // Halves the way for the next one.
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(own) = parents.get_mut(at) {
            *own = above;
        }
        at = above;
    }
    at
}

/// All ids of a group, in rising order, each once.
pub(super) fn ids<'a>(advisories: impl Iterator<Item = AdvisoryView<'a>>) -> Vec<&'a str> {
    let mut ids: Vec<&'a str> = advisories.flat_map(|advisory| advisory.ids()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Which id names a group: that of the database closest to the ecosystem, then GitHub's, then CVE; the smallest of those.
pub(super) fn precedence(id: &str) -> (u8, &str) {
    let database = match id.split_once('-').map_or(id, |(prefix, _)| prefix) {
        "CVE" => 2,
        "GHSA" => 1,
        _ => 0,
    };
    (database, id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{IndexBuilder, Limits, Provenance};

    #[test]
    fn aliases_join_through_others_and_upstream_does_not() {
        let mut builder = IndexBuilder::new(Limits::default());
        for (id, aliases, upstream) in [
            ("GHSA-1", r#""CVE-1""#, ""),
            ("X-2", "", r#""CVE-1""#),
            ("PYSEC-3", r#""CVE-3""#, ""),
            ("X-4", r#""CVE-1","CVE-3""#, ""),
        ] {
            let json = format!(r#"{{"id":"{id}","aliases":[{aliases}],"upstream":[{upstream}]}}"#);
            builder.add(id, json.as_bytes());
        }
        let built = builder.build(&Provenance::default());
        let index = built.open().unwrap();
        let list = ["GHSA-1", "X-2", "PYSEC-3", "X-4"].map(|id| index.advisory(id).unwrap().unwrap());
        let groups = by_alias(&list);
        assert_eq!(groups, [(vec![0, 2, 3], false), (vec![1], false)]);
    }

    #[test]
    fn too_many_advisories_about_one_come_in_parts() {
        let mut builder = IndexBuilder::new(Limits::default());
        for at in 0..65 {
            let json = format!(r#"{{"id":"X-{at:02}","aliases":["CVE-1"]}}"#);
            builder.add(format!("{at}"), json.as_bytes());
        }
        let built = builder.build(&Provenance::default());
        let index = built.open().unwrap();
        let list: Vec<_> = index.advisories().map(Result::unwrap).collect();
        let groups = by_alias(&list);
        assert_eq!(groups, [((0..64).collect(), true), (vec![64], true)]);
    }

    #[test]
    fn the_name_of_a_group_is_the_native_id() {
        let mut ids = ["CVE-2020-1", "GHSA-x", "RUSTSEC-2020-2", "PYSEC-2020-3"];
        ids.sort_by_key(|id| precedence(id));
        assert_eq!(ids, ["PYSEC-2020-3", "RUSTSEC-2020-2", "GHSA-x", "CVE-2020-1"]);
    }
}
