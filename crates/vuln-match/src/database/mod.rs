//! Advisories by package, in memory.

mod builder;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use portcullis_findings::{Digest, Label, Purl, Timestamp};

use crate::advisory::{Advisory, AdvisoryError, Affected, Intervals, Remark};
use crate::coordinates::{Coordinates, index_key};
use crate::{Ecosystem, Scheme, VersionKey};

pub use builder::DatabaseBuilder;

/// A snapshot of advisories, ready to be asked. Made by [`DatabaseBuilder`]; never changes.
#[derive(Debug)]
pub struct Database {
    advisories: Vec<Advisory>,
    index: HashMap<Box<str>, Vec<Posting>>,
    ecosystems: BTreeMap<String, usize>,
    /// The same with their suffixes.
    covered: BTreeSet<Ecosystem>,
    rejected: Vec<Rejected>,
    rejected_count: u64,
    remarks: Vec<Remarked>,
    newest: Option<Timestamp>,
    digest: Digest,
}

/// A record that was set aside; everything else was used.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Rejected {
    /// Where the record came from.
    pub label: Label,
    /// Why.
    pub error: AdvisoryError,
}

/// Something unusual in a record that was used all the same.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Remarked {
    /// The advisory's id.
    pub advisory: Box<str>,
    /// Where the record came from.
    pub label: Label,
    /// What is unusual.
    pub remark: Remark,
}

/// One `affected` entry under its package, with its events as keys.
#[derive(Debug)]
pub(crate) struct Posting {
    pub(crate) advisory: u32,
    affected: u32,
    /// For each range that versions can be compared with: its index, scheme and intervals.
    pub(crate) ranges: Box<[Prepared]>,
    /// Listed versions by key, where versions can be compared; without those that lie in a range anyway.
    pub(crate) listed: Option<Listed>,
}

/// Listed versions as keys of the ecosystem's scheme, sorted, each with its place in the list.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) scheme: Scheme,
    pub(crate) keys: Box<[(VersionKey, u32)]>,
}

/// A range with its events as keys.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) range: usize,
    pub(crate) scheme: Scheme,
    pub(crate) intervals: Intervals,
}

impl Database {
    /// How many advisories it holds, withdrawn ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.advisories.len()
    }

    /// Whether it holds no advisory at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.advisories.is_empty()
    }

    /// The advisories, by id.
    #[must_use]
    pub fn advisories(&self) -> &[Advisory] {
        &self.advisories
    }

    /// The advisory of an id; aliases are not looked through.
    #[must_use]
    pub fn advisory(&self, id: &str) -> Option<&Advisory> {
        let at = self
            .advisories
            .binary_search_by(|advisory| (*advisory.id).cmp(id))
            .ok()?;
        self.advisories.get(at)
    }

    /// Records that were set aside, at most [`crate::Limits::notes`] of them, by label.
    #[must_use]
    pub fn rejected(&self) -> &[Rejected] {
        &self.rejected
    }

    /// How many records were set aside.
    #[must_use]
    pub fn rejected_count(&self) -> u64 {
        self.rejected_count
    }

    /// What is unusual in records that are used, at most [`crate::Limits::notes`] remarks, by advisory.
    #[must_use]
    pub fn remarks(&self) -> &[Remarked] {
        &self.remarks
    }

    /// When the newest record changed: the age of the snapshot. `None` if no record says.
    #[must_use]
    pub fn newest_modified(&self) -> Option<Timestamp> {
        self.newest
    }

    /// Base names of the ecosystems, and how many advisories each has that are not withdrawn.
    #[must_use]
    pub fn ecosystems(&self) -> &BTreeMap<String, usize> {
        &self.ecosystems
    }

    /// Whether any advisory is about this ecosystem. If not, finding nothing says nothing.
    ///
    /// Advisories of one release or repository cover that one alone; those that name none cover all.
    #[must_use]
    pub fn covers(&self, ecosystem: &Ecosystem) -> bool {
        self.covered.contains(ecosystem) || self.covered.contains(&Ecosystem::parse(ecosystem.base()))
    }

    /// Whether any advisory is about the ecosystem of a purl.
    #[must_use]
    pub fn covers_purl(&self, purl: &Purl) -> bool {
        Coordinates::of_purl(purl).is_some_and(|found| self.covers(&found.ecosystem))
    }

    /// SHA-256 over the contents of all records that were given, set-aside ones included, whatever their order and labels.
    #[must_use]
    pub fn digest(&self) -> &Digest {
        &self.digest
    }

    /// The entries about a package, in the order of advisories.
    pub(crate) fn postings(&self, base: &str, name: &str) -> &[Posting] {
        self.index
            .get(index_key(base, name).as_str())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    pub(crate) fn entry(&self, posting: &Posting) -> Option<(&Advisory, usize, &Affected)> {
        let advisory = self.advisories.get(posting.advisory as usize)?;
        let affected = posting.affected as usize;
        Some((advisory, affected, advisory.affected.get(affected)?))
    }
}
