//! One advisory on its own, asked about many versions of its packages.

use std::collections::BTreeMap;

use super::Answer;
use super::evaluate::Asked;
use crate::advisory::Advisory;
use crate::coordinates::index_key;
use crate::database::Posting;
use crate::{Scheme, VersionKey};

/// An advisory with its events as keys, by package. Answers what a database of this one record would.
#[derive(Debug)]
pub(crate) struct Single<'a> {
    advisory: &'a Advisory,
    packages: BTreeMap<String, Vec<Entry>>,
}

/// One `affected` entry and its place.
#[derive(Debug)]
pub(crate) struct Entry {
    place: usize,
    posting: Posting,
}

impl<'a> Single<'a> {
    pub(crate) fn new(advisory: &'a Advisory) -> Self {
        let mut packages: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for (place, affected) in advisory.affected.iter().enumerate() {
            let Some(package) = &affected.package else {
                continue;
            };
            let posting = Posting::new(0, place, affected, &package.ecosystem, &mut Vec::new());
            let key = index_key(package.ecosystem.base(), &package.name);
            packages.entry(key).or_default().push(Entry { place, posting });
        }
        Self { advisory, packages }
    }

    /// The index key of each package with its entries, in the order of keys. None of a withdrawn advisory.
    pub(crate) fn packages(&self) -> impl Iterator<Item = (&str, &[Entry])> {
        let packages = self.advisory.withdrawn.is_none().then_some(&self.packages);
        packages
            .into_iter()
            .flatten()
            .map(|(key, entries)| (key.as_str(), entries.as_slice()))
    }

    /// The answer of the entry that says most: affected, then unknown.
    pub(crate) fn answer(&self, entries: &[Entry], version: Option<&str>, suffix: Option<&str>) -> Answer {
        let mut asked = Asked::new(version, suffix);
        let mut strongest = Answer::NotAffected;
        for entry in entries {
            let Some(affected) = self.advisory.affected.get(entry.place) else {
                continue;
            };
            let explained = asked.explain(&entry.posting, (self.advisory, entry.place, affected));
            match explained.map(|explanation| explanation.answer) {
                Some(Answer::Affected) => return Answer::Affected,
                Some(answer @ Answer::Unknown(_)) if strongest == Answer::NotAffected => strongest = answer,
                _ => {}
            }
        }
        strongest
    }
}

/// The keys at which an answer about ordered versions may change: for all versions between two neighbours it is the same.
/// `None` if the entries compare by another scheme, or by text.
pub(crate) fn boundaries(entries: &[Entry], scheme: Scheme) -> Option<Vec<&VersionKey>> {
    let mut keys = Vec::new();
    for Entry { posting, .. } in entries {
        for range in &posting.ranges {
            if range.scheme != scheme {
                return None;
            }
            keys.extend(range.intervals.limit.iter().map(|(_, key)| key));
            for interval in &range.intervals.list {
                keys.push(&interval.start_key);
                keys.extend(interval.end.iter().map(|(_, key)| key));
            }
        }
        let listed = posting.listed.as_ref().filter(|listed| listed.scheme == scheme)?;
        keys.extend(listed.keys.iter().map(|(key, _)| key));
    }
    keys.sort_unstable();
    keys.dedup();
    Some(keys)
}
