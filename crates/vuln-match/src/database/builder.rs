//! Takes records one by one and never fails.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use portcullis_findings::{Digest, Label, LimitHit, Sha256Stream};

use super::{Database, Listed, Posting, Prepared, Rejected, Remarked};
use crate::advisory::{self, Advisory, AdvisoryError, Affected, IntervalsKind, Range, RangeKind, Remark};
use crate::coordinates::index_key;
use crate::{Ecosystem, Limits, Scheme, VersionKey};

/// Builds a [`Database`] from OSV records. A record that cannot be used is set aside with its reason.
///
/// ```
/// use portcullis_vuln_match::{DatabaseBuilder, Limits};
/// let mut builder = DatabaseBuilder::new(Limits::default());
/// builder.add("a.json", br#"{"id": "X-1", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}]}"#);
/// builder.add("b.json", b"{");
/// let database = builder.build();
/// assert_eq!((database.len(), database.rejected().len()), (1, 1));
/// ```
#[derive(Debug)]
pub struct DatabaseBuilder {
    limits: Limits,
    given: u64,
    slots: Vec<Slot>,
    by_id: HashMap<Box<str>, usize>,
    /// One spelling each of ecosystem names, shared by all entries.
    ecosystems: HashSet<Ecosystem>,
    digests: Vec<[u8; 32]>,
    rejected: Vec<Rejected>,
    rejected_count: u64,
    remarks: Vec<Remarked>,
}

#[derive(Debug)]
struct Slot {
    advisory: Advisory,
    digest: [u8; 32],
    label: Label,
    remarks: Vec<Remark>,
}

impl DatabaseBuilder {
    /// An empty database.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            given: 0,
            slots: Vec::new(),
            by_id: HashMap::new(),
            ecosystems: HashSet::new(),
            digests: Vec::new(),
            rejected: Vec::new(),
            rejected_count: 0,
            remarks: Vec::new(),
        }
    }

    /// Adds one record in OSV JSON. `label` says where it came from.
    ///
    /// Of two records with one id and other content the one that was modified last is used, and the other remarked.
    pub fn add(&mut self, label: impl Into<Label>, record: &[u8]) {
        let label = label.into();
        self.given += 1;
        if self.given > self.limits.records {
            let limit = LimitHit {
                what: "advisories of one database",
                allowed: self.limits.records,
            };
            return self.reject(label, limit.into());
        }
        let digest = sha256(record);
        self.digests.push(digest);
        let mut remarks = Vec::new();
        match advisory::read(record, &self.limits, &mut remarks) {
            Ok(advisory) => self.insert(Slot {
                advisory,
                digest,
                label,
                remarks,
            }),
            Err(error) => self.reject(label, error),
        }
    }

    /// Sets aside a record that could not even be read, so that it is reported with the others.
    pub fn reject(&mut self, label: impl Into<Label>, error: AdvisoryError) {
        self.rejected_count += 1;
        if self.rejected.len() as u64 <= self.limits.notes {
            self.rejected.push(Rejected {
                label: label.into(),
                error,
            });
        }
    }

    fn insert(&mut self, mut slot: Slot) {
        self.intern(&mut slot.advisory);
        let other = match self.by_id.entry(slot.advisory.id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(self.slots.len());
                self.slots.push(slot);
                return;
            }
            Entry::Occupied(entry) => self.slots.get_mut(*entry.get()),
        };
        let Some(other) = other else { return };
        if other.digest == slot.digest {
            return;
        }
        // The digest decides between equal times, so that the order of adding does not.
        if (slot.advisory.modified, slot.digest) > (other.advisory.modified, other.digest) {
            std::mem::swap(other, &mut slot);
        }
        self.remarks.push(Remarked {
            advisory: slot.advisory.id,
            label: slot.label,
            remark: Remark::Duplicate,
        });
    }

    fn intern(&mut self, advisory: &mut Advisory) {
        for package in advisory
            .affected
            .iter_mut()
            .filter_map(|affected| affected.package.as_mut())
        {
            match self.ecosystems.get(&package.ecosystem) {
                Some(known) => package.ecosystem = known.clone(),
                None => {
                    self.ecosystems.insert(package.ecosystem.clone());
                }
            }
        }
    }

    /// The database.
    #[must_use]
    pub fn build(mut self) -> Database {
        self.slots
            .sort_unstable_by(|left, right| left.advisory.id.cmp(&right.advisory.id));
        let digest = self.digest();
        let mut parts = Parts::default();
        for (at, slot) in self.slots.iter_mut().enumerate() {
            parts.index_advisory(at as u32, &slot.advisory, &mut slot.remarks);
        }
        let newest = self
            .slots
            .iter()
            .filter_map(|slot| slot.advisory.modified.or(slot.advisory.published))
            .max();
        for slot in &mut self.slots {
            let remarks = std::mem::take(&mut slot.remarks).into_iter();
            self.remarks.extend(remarks.map(|remark| Remarked {
                advisory: slot.advisory.id.clone(),
                label: slot.label.clone(),
                remark,
            }));
        }
        self.remarks.sort_unstable();
        self.remarks
            .truncate(usize::try_from(self.limits.notes).unwrap_or(usize::MAX));
        self.rejected.sort_by(|left, right| left.label.cmp(&right.label));
        self.rejected
            .truncate(usize::try_from(self.limits.notes).unwrap_or(usize::MAX));
        Database {
            advisories: self.slots.into_iter().map(|slot| slot.advisory).collect(),
            index: parts.index,
            ecosystems: parts.ecosystems,
            covered: parts.covered,
            rejected: self.rejected,
            rejected_count: self.rejected_count,
            remarks: self.remarks,
            newest,
            digest,
        }
    }

    fn digest(&mut self) -> Digest {
        self.digests.sort_unstable();
        self.digests.dedup();
        let mut hash = Sha256Stream::new();
        for digest in &self.digests {
            hash.update(digest);
        }
        hash.finish()
    }
}

fn sha256(record: &[u8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (slot, byte) in bytes.iter_mut().zip(Digest::sha256(record).as_bytes()) {
        *slot = *byte;
    }
    bytes
}

#[derive(Default)]
struct Parts {
    index: HashMap<Box<str>, Vec<Posting>>,
    ecosystems: BTreeMap<String, usize>,
    covered: BTreeSet<Ecosystem>,
}

impl Parts {
    fn index_advisory(&mut self, at: u32, advisory: &Advisory, remarks: &mut Vec<Remark>) {
        let mut bases = BTreeSet::new();
        for (place, affected) in advisory.affected.iter().enumerate() {
            let Some(package) = &affected.package else {
                continue;
            };
            let base = package.ecosystem.base();
            let posting = Posting::new(at, place, affected, &package.ecosystem, remarks);
            if advisory.withdrawn.is_none() {
                bases.insert(base);
                if !self.covered.contains(&package.ecosystem) {
                    self.covered.insert(package.ecosystem.clone());
                }
            }
            let key = index_key(base, &package.name).into_boxed_str();
            self.index.entry(key).or_default().push(posting);
        }
        for base in bases {
            match self.ecosystems.get_mut(base) {
                Some(count) => *count += 1,
                None => {
                    self.ecosystems.insert(base.to_owned(), 1);
                }
            }
        }
    }
}

impl Posting {
    /// An entry with its events as keys, and what is unusual about them.
    pub(crate) fn new(
        advisory: u32,
        place: usize,
        affected: &Affected,
        ecosystem: &Ecosystem,
        remarks: &mut Vec<Remark>,
    ) -> Self {
        let ranges = prepare(affected, place, ecosystem, remarks);
        let listed = listed(affected, ecosystem, &ranges);
        Self {
            advisory,
            affected: place as u32,
            ranges,
            listed,
        }
    }
}

fn prepare(
    affected: &Affected,
    place: usize,
    ecosystem: &Ecosystem,
    remarks: &mut Vec<Remark>,
) -> Box<[Prepared]> {
    let own = Scheme::for_ecosystem(ecosystem);
    let comparable = affected
        .ranges
        .iter()
        .enumerate()
        .filter(|(_, range)| range.kind != RangeKind::Git);
    let prepared = comparable.filter_map(|(range, events)| {
        let scheme = events.scheme(own)?;
        let intervals = events.intervals(scheme);
        if intervals.kind == IntervalsKind::Sorted {
            remarks.push(Remark::Sorted {
                affected: place,
                range,
            });
        }
        remark_unordered(events, scheme, place, range, remarks);
        Some(Prepared {
            range,
            scheme,
            intervals,
        })
    });
    prepared.collect()
}

fn listed(affected: &Affected, ecosystem: &Ecosystem, ranges: &[Prepared]) -> Option<Listed> {
    let scheme = Scheme::for_ecosystem(ecosystem)?;
    let versions = affected
        .versions
        .iter()
        .enumerate()
        .map(|(at, version)| (scheme.parse(version), at as u32));
    let in_range = |key: &VersionKey| {
        let comparable = ranges.iter().filter(|range| range.scheme == scheme);
        comparable.into_iter().any(|range| range.intervals.contain(key))
    };
    let mut keys: Vec<(VersionKey, u32)> = versions.filter(|(key, _)| !in_range(key)).collect();
    keys.sort_unstable();
    Some(Listed {
        scheme,
        keys: keys.into_boxed_slice(),
    })
}

fn remark_unordered(range: &Range, scheme: Scheme, affected: usize, at: usize, remarks: &mut Vec<Remark>) {
    for (event, _) in range.unordered_events(scheme) {
        remarks.push(Remark::Unordered {
            affected,
            range: at,
            event,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, modified: &str, version: &str) -> String {
        format!(
            r#"{{"id":"{id}","modified":"{modified}","affected":[{{"package":{{"ecosystem":"npm","name":"a"}},"versions":["{version}"]}}]}}"#
        )
    }

    fn build(records: &[(&str, String)]) -> Database {
        let mut builder = DatabaseBuilder::new(Limits::default());
        for (label, record) in records {
            builder.add(*label, record.as_bytes());
        }
        builder.build()
    }

    #[test]
    fn of_two_records_with_one_id_the_newer_is_used_and_the_other_remarked() {
        let old = ("old.json", record("X-1", "2024-01-01T00:00:00Z", "1.0.0"));
        let new = ("new.json", record("X-1", "2025-01-01T00:00:00Z", "2.0.0"));
        for records in [[old.clone(), new.clone()], [new, old]] {
            let database = build(&records);
            assert_eq!(database.len(), 1);
            assert_eq!(&*database.advisories()[0].affected[0].versions[0], "2.0.0");
            let remark = database.remarks().first().unwrap();
            assert_eq!(
                (remark.label.as_str(), &remark.remark),
                (Some("old.json"), &Remark::Duplicate)
            );
        }
    }

    #[test]
    fn the_same_record_twice_is_one_without_a_remark() {
        let same = record("X-1", "2024-01-01T00:00:00Z", "1.0.0");
        let database = build(&[("a", same.clone()), ("b", same)]);
        assert_eq!((database.len(), database.remarks().len()), (1, 0));
    }

    #[test]
    fn the_digest_depends_on_contents_alone() {
        let (one, two) = (
            record("X-1", "2024-01-01T00:00:00Z", "1"),
            record("X-2", "2024-01-01T00:00:00Z", "1"),
        );
        let there = build(&[("a", one.clone()), ("b", two.clone())]);
        let back = build(&[("c", two.clone()), ("d", one)]);
        assert_eq!(there.digest(), back.digest());
        assert_ne!(there.digest(), build(&[("b", two)]).digest());
    }

    #[test]
    fn a_bad_record_is_set_aside_and_the_rest_used() {
        let database = build(&[
            ("bad", "{\"id\": 1}".to_owned()),
            ("good", record("X-1", "2024-01-01T00:00:00Z", "1")),
        ]);
        assert_eq!(database.len(), 1);
        let rejected = database.rejected().first().unwrap();
        assert_eq!(rejected.label.as_str(), Some("bad"));
        assert!(matches!(rejected.error, AdvisoryError::Json { .. }));
    }

    #[test]
    fn more_records_than_allowed_are_counted_and_not_read() {
        let mut builder = DatabaseBuilder::new(Limits {
            records: 1,
            notes: 1,
            ..Limits::default()
        });
        for at in 0..5 {
            builder.add(
                format!("{at}"),
                record(&format!("X-{at}"), "2024-01-01T00:00:00Z", "1").as_bytes(),
            );
        }
        let database = builder.build();
        assert_eq!(
            (
                database.len(),
                database.rejected().len(),
                database.rejected_count()
            ),
            (1, 1, 4)
        );
    }

    #[test]
    fn coverage_and_age_come_from_the_records() {
        let database = build(&[
            ("a", record("X-1", "2024-01-01T00:00:00Z", "1")),
            ("b", record("X-2", "2025-06-01T00:00:00Z", "1")),
        ]);
        assert_eq!(
            database.newest_modified().unwrap().to_string(),
            "2025-06-01T00:00:00Z"
        );
        assert_eq!(database.ecosystems().get("npm"), Some(&2));
        assert!(database.covers_purl(&"pkg:npm/b@1".parse().unwrap()));
        assert!(!database.covers(&Ecosystem::parse("PyPI")));
        assert!(database.covers(&Ecosystem::parse("npm:https://registry.example")));
    }

    #[test]
    fn advisories_of_one_release_cover_that_one_alone() {
        let released =
            r#"{"id":"X-1","affected":[{"package":{"ecosystem":"Made Up:8","name":"a"},"versions":["1"]}]}"#;
        let database = build(&[("a", released.to_owned())]);
        let covered =
            ["Made Up:8", "Made Up:9", "Made Up"].map(|name| database.covers(&Ecosystem::parse(name)));
        assert_eq!(covered, [true, false, false]);
    }
}
