//! Takes records one by one, never fails, and compiles them.

mod arrange;
mod draft;
mod guide;
mod intern;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeSet;

use portcullis_findings::{Digest, Label, LimitHit, Sha256Stream, Timestamp};
use twox_hash::XxHash3_128;

use super::details::{self, Told};
use super::layout::{self, Header, Kind, Section, bytes32};
use super::wire::{put_bytes, put_number};
use super::{Index, IndexError, Provenance, provenance};
use crate::Limits;
use crate::advisory::{self, AdvisoryError, Parsed, Remark};
use draft::{Draft, Pool};

/// Compiles OSV records into an [`Index`]. A record that cannot be used is set aside with its reason.
///
/// ```
/// use portcullis_vuln_match::{IndexBuilder, Limits, Provenance};
/// let mut builder = IndexBuilder::new(Limits::default());
/// builder.add("a.json", br#"{"id": "X-1", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "versions": ["1.0.0"]}]}"#);
/// builder.add("b.json", b"{");
/// let built = builder.build(&Provenance::default());
/// assert_eq!((built.open()?.len(), built.rejected.len()), (1, 1));
/// # Ok::<(), portcullis_vuln_match::IndexError>(())
/// ```
#[derive(Debug)]
pub struct IndexBuilder {
    limits: Limits,
    with_details: bool,
    given: u64,
    details_bytes: u64,
    pool: Pool,
    slots: Vec<Slot>,
    /// For each text the slot whose id it is, as far as there are slots.
    slot_of: Vec<u32>,
    removed: BTreeSet<String>,
    /// Records that were set aside, each once.
    bad: BTreeSet<u128>,
    unread: u64,
    rejected: Vec<Rejected>,
    rejected_count: u64,
    remarks: Vec<Remarked>,
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

/// What compiling gave.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub struct Built {
    /// The file that [`Index::open`] reads.
    pub index: Vec<u8>,
    /// The file that [`super::Details::open`] reads, if details were asked for.
    pub details: Option<Vec<u8>>,
    /// Records that were set aside, at most [`Limits::notes`] of them, by label.
    pub rejected: Vec<Rejected>,
    /// How many records were set aside.
    pub rejected_count: u64,
    /// What is unusual in records that are used, at most [`Limits::notes`] remarks, by advisory.
    pub remarks: Vec<Remarked>,
}

impl Built {
    /// Opens the index.
    ///
    /// # Errors
    ///
    /// As [`Index::open`]; what [`IndexBuilder`] made has none.
    pub fn open(&self) -> Result<Index<'_>, IndexError> {
        Index::open(&self.index)
    }
}

/// In the place of a slot that there is not.
const NO_SLOT: u32 = u32::MAX;

#[derive(Debug)]
struct Slot {
    draft: Draft,
    /// Of the bytes, to tell the same record from another with its id.
    fingerprint: u128,
    label: Label,
    remarks: Vec<Remark>,
    told: Option<Box<Told>>,
}

/// Which base a delta is for, and which of its deltas it is.
struct Over {
    base: [u8; 32],
    number: u32,
}

impl IndexBuilder {
    /// No records yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            with_details: false,
            given: 0,
            details_bytes: 0,
            pool: Pool::new(),
            slots: Vec::new(),
            slot_of: Vec::new(),
            removed: BTreeSet::new(),
            bad: BTreeSet::new(),
            unread: 0,
            rejected: Vec::new(),
            rejected_count: 0,
            remarks: Vec::new(),
        }
    }

    /// Keeps long texts and references too, for the file of details.
    #[must_use]
    pub fn with_details(mut self) -> Self {
        self.with_details = true;
        self
    }

    /// Adds one record in OSV JSON. `label` says where it came from.
    ///
    /// Of two records with one id and other content the one that was modified last is used, and the other remarked.
    pub fn add(&mut self, label: impl Into<Label>, record: &[u8]) {
        let label = label.into();
        self.given += 1;
        if let Err(limit) = self.has_room() {
            return self.reject(label, limit.into());
        }
        let mut remarks = Vec::new();
        let parsed = match advisory::parse(record, &self.limits, &mut remarks) {
            Ok(parsed) => parsed,
            Err(error) => {
                self.bad.insert(fingerprint(record));
                return self.set_aside(label, error);
            }
        };
        let told = self.with_details.then(|| {
            Box::new(Told {
                text: parsed.details().unwrap_or_default(),
                references: parsed.references(),
            })
        });
        self.details_bytes += told.as_ref().map_or(0, |told| told.bytes());
        let draft = self.pool.draft(&parsed, &mut remarks);
        self.insert(Slot {
            draft,
            fingerprint: fingerprint(record),
            label,
            remarks,
            told,
        });
    }

    /// Adds a record that was read already. It takes no part in the digest.
    pub(crate) fn add_parsed(&mut self, record: &Parsed<'_>) {
        let mut remarks = Vec::new();
        let draft = self.pool.draft(record, &mut remarks);
        self.insert(Slot {
            draft,
            fingerprint: 0,
            label: Label::default(),
            remarks,
            told: None,
        });
    }

    fn has_room(&self) -> Result<(), LimitHit> {
        if self.given > self.limits.records {
            return Err(LimitHit {
                what: "advisories of one index",
                allowed: self.limits.records,
            });
        }
        // Offsets of the file have 32 bits.
        let allowed = self.limits.index_bytes.min(u64::from(u32::MAX) / 4);
        let held = [self.pool.held(), self.pool.listed(), self.details_bytes];
        if held.iter().any(|held| *held > allowed) {
            return Err(LimitHit {
                what: "bytes of one index",
                allowed,
            });
        }
        Ok(())
    }

    /// Sets aside a record that could not even be read, so that it is reported with the others.
    pub fn reject(&mut self, label: impl Into<Label>, error: AdvisoryError) {
        self.unread += 1;
        self.set_aside(label.into(), error);
    }

    fn set_aside(&mut self, label: Label, error: AdvisoryError) {
        self.rejected_count += 1;
        if self.rejected.len() as u64 <= self.limits.notes {
            self.rejected.push(Rejected { label, error });
        }
    }

    /// Removes an advisory of the base or an earlier delta. Counts for [`IndexBuilder::build_delta`] alone.
    pub fn remove(&mut self, id: impl Into<String>) {
        self.removed.insert(id.into());
    }

    fn insert(&mut self, mut slot: Slot) {
        let id = slot.draft.id as usize;
        if self.slot_of.len() <= id {
            self.slot_of.resize(id + 1, NO_SLOT);
        }
        let Some(place) = self.slot_of.get_mut(id) else {
            return;
        };
        if *place == NO_SLOT {
            *place = self.slots.len() as u32;
            self.slots.push(slot);
            return;
        }
        let other = self.slots.get_mut(*place as usize);
        let Some(other) = other else { return };
        if other.fingerprint == slot.fingerprint {
            return;
        }
        // The fingerprint decides between equal times, so that the order of adding does not.
        if (slot.draft.modified, slot.fingerprint) > (other.draft.modified, other.fingerprint) {
            std::mem::swap(other, &mut slot);
        }
        self.remarks.push(Remarked {
            advisory: self.pool.texts.text(slot.draft.id).into(),
            label: slot.label,
            remark: Remark::Duplicate,
        });
    }

    /// Compiles a base index. The same records give the same bytes, in whatever order they were added.
    #[must_use]
    pub fn build(self, provenance: &Provenance) -> Built {
        self.finish(provenance, None)
    }

    /// Compiles a delta over the base that has this [`Index::content_digest`]. Deltas of one base have rising numbers, from 1;
    /// each replaces what it names of the base and of the deltas before it.
    #[must_use]
    pub fn build_delta(self, provenance: &Provenance, base: &Digest, number: u32) -> Built {
        let over = Over {
            base: bytes32(base),
            number: number.max(1),
        };
        self.finish(provenance, Some(&over))
    }

    fn finish(mut self, provenance: &Provenance, over: Option<&Over>) -> Built {
        let slots = sorted(&self.slots, &self.pool);
        let drafts: Vec<&Draft> = slots.iter().map(|slot| &slot.draft).collect();
        let mut sections = write::sections(&mut self.pool, &drafts);
        self.pool.release();
        let removed = over.map(|_| removed(&self.removed));
        for (section, bytes) in [
            (Section::Provenance, provenance::write(provenance)),
            (Section::Removed, removed.unwrap_or_else(|| vec![0])),
        ] {
            if let Some(place) = sections.get_mut(section as usize) {
                *place = bytes;
            }
        }
        let header = Header {
            kind: if over.is_some() { Kind::Delta } else { Kind::Base },
            content: [0; 32],
            base: over.map_or([0; 32], |over| over.base),
            records: records_digest(&sections),
            number: over.map_or(0, |over| over.number),
            advisories: self.slots.len() as u32,
            rejected: self.bad.len() as u64 + self.unread,
            newest: newest(&self.slots),
            sections: Vec::new(),
        };
        let (index, content) = layout::write(header, &sections);
        let details = self.with_details.then(|| details(content, &slots, &self.pool));
        self.notes();
        Built {
            index,
            details,
            rejected: self.rejected,
            rejected_count: self.rejected_count,
            remarks: self.remarks,
        }
    }

    /// Puts remarks and set-aside records in order, and cuts them at the limit.
    fn notes(&mut self) {
        for slot in &mut self.slots {
            let remarks = std::mem::take(&mut slot.remarks).into_iter();
            let advisory = self.pool.texts.text(slot.draft.id);
            self.remarks.extend(remarks.map(|remark| Remarked {
                advisory: advisory.into(),
                label: slot.label.clone(),
                remark,
            }));
        }
        let most = usize::try_from(self.limits.notes).unwrap_or(usize::MAX);
        self.remarks.sort_unstable();
        self.remarks.truncate(most);
        self.rejected.sort_by(|left, right| left.label.cmp(&right.label));
        self.rejected.truncate(most);
    }
}

/// By their ids.
fn sorted<'s>(slots: &'s [Slot], pool: &Pool) -> Vec<&'s Slot> {
    let mut sorted: Vec<&Slot> = slots.iter().collect();
    // Records mostly come in runs by id, which the stable sort merges.
    sorted.sort_by_key(|slot| pool.texts.get(slot.draft.id));
    sorted
}

fn details(index: [u8; 32], slots: &[&Slot], pool: &Pool) -> Vec<u8> {
    let told = slots.iter().filter_map(|slot| {
        let told = slot.told.as_deref()?;
        Some((pool.texts.text(slot.draft.id), told))
    });
    details::write(index, told)
}

fn fingerprint(record: &[u8]) -> u128 {
    XxHash3_128::oneshot(record)
}

/// Over all that answers come from.
fn records_digest(sections: &[Vec<u8>]) -> [u8; 32] {
    let mut hash = Sha256Stream::new();
    for (at, section) in sections.iter().enumerate() {
        if at != Section::Provenance as usize {
            hash.update_part(section);
        }
    }
    bytes32(&hash.finish())
}

fn newest(slots: &[Slot]) -> Option<Timestamp> {
    slots
        .iter()
        .filter_map(|slot| slot.draft.modified.or(slot.draft.published))
        .max()
}

fn removed(ids: &BTreeSet<String>) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_number(&mut bytes, ids.len() as u64);
    for id in ids {
        put_bytes(&mut bytes, id.as_bytes());
    }
    bytes
}
