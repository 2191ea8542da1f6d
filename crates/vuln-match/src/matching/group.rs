//! Advisories about one vulnerability, by their aliases.

use std::collections::{BTreeSet, HashMap};

use crate::AdvisoryView;

/// Groups positions of `advisories` whose sets of id and aliases meet, directly or through others. Groups and their members
/// keep the order of the list. `upstream` takes no part: an advisory that bundles several upstream ones is none of them.
pub(super) fn by_alias(advisories: &[AdvisoryView<'_>]) -> Vec<Vec<usize>> {
    let mut parents: Vec<usize> = (0..advisories.len()).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (at, advisory) in advisories.iter().enumerate() {
        for id in advisory.ids() {
            let other = *seen.entry(id).or_insert(at);
            let (left, right) = (root(&parents, at), root(&parents, other));
            // The smaller position is the root, so groups come out in order.
            if let Some(parent) = parents.get_mut(left.max(right)) {
                *parent = left.min(right);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); advisories.len()];
    for at in 0..advisories.len() {
        if let Some(group) = groups.get_mut(root(&parents, at)) {
            group.push(at);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

fn root(parents: &[usize], mut at: usize) -> usize {
    while let Some(parent) = parents.get(at).copied().filter(|parent| *parent != at) {
        at = parent;
    }
    at
}

/// All ids of a group.
pub(super) fn ids<'a>(advisories: impl Iterator<Item = AdvisoryView<'a>>) -> BTreeSet<&'a str> {
    advisories.flat_map(|advisory| advisory.ids()).collect()
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
        assert_eq!(groups, [vec![0, 2, 3], vec![1]]);
    }

    #[test]
    fn the_name_of_a_group_is_the_native_id() {
        let mut ids = ["CVE-2020-1", "GHSA-x", "RUSTSEC-2020-2", "PYSEC-2020-3"];
        ids.sort_by_key(|id| precedence(id));
        assert_eq!(ids, ["PYSEC-2020-3", "RUSTSEC-2020-2", "GHSA-x", "CVE-2020-1"]);
    }
}
