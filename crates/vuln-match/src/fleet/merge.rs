//! Several segments as one.

use super::build::in_order;
use super::coding::Reader;
use super::dictionary::{List, Rows, take_head};
use super::segment::Names;
use super::sorted::SortedWriter;
use super::write::SegmentWriter;
use super::{Fleet, FleetError, Live, postings, text};

/// What becomes of removals when segments are merged.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Removals {
    /// Kept, for segments before the merged ones that still have the inventories.
    Keep,
    /// Dropped: the merged segments are the whole fleet.
    Drop,
}

/// Marks an inventory that does not go on.
const DEAD: u32 = u32::MAX;

impl Fleet<'_> {
    /// One segment with all inventories that count; the bytes that a builder would give for them.
    ///
    /// # Errors
    ///
    /// [`FleetError`] if one of the segments is damaged.
    pub fn merge(&self, removals: Removals) -> Result<Vec<u8>, FleetError> {
        let (numbers, names) = self.number_names()?;
        let removed = match removals {
            Removals::Keep => self.removed_names()?,
            Removals::Drop => SortedWriter::default(),
        };
        let mut merging = Merging {
            fleet: self,
            numbers,
            universe: names.count,
            writer: SegmentWriter::new(0, self.options),
        };
        merging.packages()?;
        Ok(merging.writer.finish(names, removed))
    }

    /// For each segment the new ordinals of its inventories, and the names.
    fn number_names(&self) -> Result<(Vec<Vec<u32>>, SortedWriter), FleetError> {
        let mut names = Vec::new();
        let mut numbers = Vec::new();
        for (segment, live) in self.segments.iter().enumerate() {
            numbers.push(vec![DEAD; live.segment.header.inventories as usize]);
            for block in 0..live.segment.name_blocks(Names::Inventories) {
                live.segment.each_name(Names::Inventories, block, |at, name| {
                    if !live.is_dead(at) {
                        names.push((name.to_vec().into_boxed_slice(), segment, at));
                    }
                })?;
            }
        }
        names.sort_unstable();
        let mut writer = SortedWriter::default();
        for (name, segment, at) in names {
            let slot = numbers
                .get_mut(segment)
                .and_then(|numbers| numbers.get_mut(at as usize));
            if let Some(slot) = slot {
                *slot = writer.count;
            }
            writer.push(&name);
        }
        Ok((numbers, writer))
    }

    /// The names that are removed and were not added again.
    fn removed_names(&self) -> Result<SortedWriter, FleetError> {
        let mut names = Vec::new();
        for live in &self.segments {
            for block in 0..live.segment.name_blocks(Names::Removed) {
                live.segment
                    .each_name(Names::Removed, block, |_, name| names.push(name.to_vec()))?;
            }
        }
        names.sort_unstable();
        names.dedup();
        let mut writer = SortedWriter::default();
        for name in names {
            let is_back = match self.segments.first() {
                Some(live) => self.contains(text(&name, &live.segment)?)?,
                None => false,
            };
            if !is_back {
                writer.push(&name);
            }
        }
        Ok(writer)
    }
}

struct Merging<'f, 'a> {
    fleet: &'f Fleet<'a>,
    numbers: Vec<Vec<u32>>,
    universe: u32,
    writer: SegmentWriter,
}

/// Where one segment's dictionary is read.
struct Cursor<'f, 'a> {
    live: &'f Live<'a>,
    segment: usize,
    next_block: u64,
    reader: Reader<'a>,
    postings: u64,
    key: Vec<u8>,
    rows: Option<Rows>,
}

/// A component in one segment.
type Found<'r> = (usize, List, Option<&'r str>, Option<&'r str>);

impl Merging<'_, '_> {
    fn packages(&mut self) -> Result<(), FleetError> {
        let mut cursors = Vec::new();
        for (segment, live) in self.fleet.segments.iter().enumerate() {
            let mut cursor = Cursor {
                live,
                segment,
                next_block: 0,
                reader: Reader(&[]),
                postings: 0,
                key: Vec::new(),
                rows: None,
            };
            cursor.next()?;
            cursors.push(cursor);
        }
        while let Some(key) = least(&cursors) {
            let of_key = |cursor: &&mut Cursor<'_, '_>| cursor.rows.is_some() && cursor.key == key;
            let mut found = Vec::new();
            for cursor in cursors.iter_mut().filter(of_key) {
                found.extend(cursor.rows.take().map(|rows| (cursor.segment, rows)));
                cursor.next()?;
            }
            self.package(&key, &found)?;
        }
        Ok(())
    }

    fn package(&mut self, key: &[u8], found: &[(usize, Rows)]) -> Result<(), FleetError> {
        let mut components: Vec<Found<'_>> = Vec::new();
        for (segment, rows) in found {
            for group in &rows.groups {
                let release = rows.release(group);
                components.extend(group.without.map(|list| (*segment, list, release, None)));
                let versions = group.versions.iter();
                components.extend(versions.map(|row| (*segment, row.list, release, Some(rows.version(row)))));
            }
        }
        components.sort_by_key(|(_, _, release, _)| *release);
        let package = String::from_utf8_lossy(key);
        let mut is_begun = false;
        for same in components.chunk_by(|left, right| left.2 == right.2) {
            let release = same.first().and_then(|(_, _, release, _)| *release);
            let versions = same
                .iter()
                .map(|(segment, list, _, version)| (*version, (*segment, *list)));
            let sorted = in_order(&package, release, versions);
            let mut is_release_begun = false;
            for lists in sorted.chunk_by(|left, right| left.1 == right.1) {
                let inventories = self.inventories(lists.iter().map(|(_, _, place)| *place))?;
                let Some((_, version, _)) = lists.first().filter(|_| !inventories.is_empty()) else {
                    continue;
                };
                if !is_begun {
                    self.writer.package(key);
                    is_begun = true;
                }
                if !is_release_begun {
                    self.writer.release(release.map(str::as_bytes));
                    is_release_begun = true;
                }
                let universe = self.universe;
                let count = inventories.len() as u64;
                self.writer.version(version.map(str::as_bytes), count, |out| {
                    postings::encode(&inventories, universe, out);
                });
            }
        }
        Ok(())
    }

    /// The new ordinals of all inventories of some lists.
    fn inventories(&self, lists: impl Iterator<Item = (usize, List)>) -> Result<Vec<u32>, FleetError> {
        let mut inventories = Vec::new();
        for (segment, list) in lists {
            let Some((live, numbers)) = self.fleet.segments.get(segment).zip(self.numbers.get(segment))
            else {
                continue;
            };
            let bytes = live.segment.list(list.start, list.length)?;
            live.segment.each(bytes, |at| {
                let number = numbers.get(at as usize).copied().filter(|number| *number != DEAD);
                inventories.extend(number);
            })?;
        }
        inventories.sort_unstable();
        Ok(inventories)
    }
}

fn least(cursors: &[Cursor<'_, '_>]) -> Option<Vec<u8>> {
    let waiting = cursors.iter().filter(|cursor| cursor.rows.is_some());
    waiting.map(|cursor| &cursor.key).min().cloned()
}

impl Cursor<'_, '_> {
    /// Reads the next package, if there is one.
    fn next(&mut self) -> Result<(), FleetError> {
        let segment = &self.live.segment;
        let malformed = || segment.malformed("packages");
        while self.reader.is_empty() {
            if self.next_block >= segment.blocks() {
                return Ok(());
            }
            let (bytes, postings) = segment.block(self.next_block, u64::MAX)?;
            (self.reader, self.postings) = (Reader(bytes), postings);
            self.key.clear();
            self.next_block += 1;
        }
        let (length, body) = take_head(&mut self.reader, &mut self.key).ok_or_else(malformed)?;
        self.rows = Some(Rows::read(body, self.postings, length).ok_or_else(malformed)?);
        self.postings = self.postings.checked_add(length).ok_or_else(malformed)?;
        Ok(())
    }
}
