//! Puts the drafts into their places. What is written depends on the records alone: everything comes in the order of ids and
//! names, and what is shared where it is used first.

use portcullis_findings::Timestamp;

use super::arrange::{
    Packages, Summary, package, packages, postings, shared_ids, sharing, summaries, used_ecosystems,
};
use super::draft::{Draft, EntryDraft, ExtraDraft, Pool, RangeDraft};
use super::guide::guide;
use super::intern::Row;
use crate::Scheme;
use crate::advisory::RatingKind;
use crate::index::layout::{SECTIONS, Section};
use crate::index::package::{flag, home, home_slots, package_hash};
use crate::index::schemes;
use crate::index::view::{EPOCH, flag as advisory_flag};
use crate::index::wire::{number_len, put_bytes, put_number, put_signed};

/// Not written yet.
const NOWHERE: u32 = u32::MAX;
/// Shorter texts are not worth a reference.
const SHORT: usize = 3;

/// The sections of a file being written.
pub(super) struct Writer<'p> {
    pool: &'p Pool,
    /// How often each text is written.
    uses: Vec<u32>,
    text_at: Vec<u32>,
    version_at: Vec<u32>,
    block_at: Vec<u32>,
    list_at: Vec<u32>,
    /// New numbers of ecosystems, by name; then those in their order.
    ecosystem_at: Vec<u32>,
    ecosystems: Vec<u32>,
    scheme_codes: Vec<Option<u8>>,
    schemes: Vec<Scheme>,
    strings: Vec<u8>,
    versions: Vec<u8>,
    ranges: Vec<u8>,
    lists: Vec<u8>,
    packages: Vec<u8>,
    record: Vec<u8>,
}

/// The sections of drafts that are sorted by id, in the order of [`Section`] up to the advisories' last.
pub(super) fn sections(pool: &mut Pool, drafts: &[&Draft]) -> Vec<Vec<u8>> {
    let packages = packages(pool, drafts);
    let summaries = summaries(pool, drafts, &packages);
    let mut writer = Writer::new(pool, drafts);
    writer.count_uses(drafts, &summaries);
    let slots = writer.packages(drafts, &packages);
    let (offsets, advisories) = writer.advisories(drafts, &packages, &summaries);
    let ecosystems = writer.ecosystems(drafts);
    let schemes = writer.schemes();
    let mut sections = vec![Vec::new(); SECTIONS];
    for (section, bytes) in [
        (Section::Ecosystems, ecosystems),
        (Section::Schemes, schemes),
        (Section::Slots, slots),
        (Section::Packages, writer.packages),
        (Section::Offsets, offsets),
        (Section::Advisories, advisories),
        (Section::Strings, writer.strings),
        (Section::Versions, writer.versions),
        (Section::Ranges, writer.ranges),
        (Section::Lists, writer.lists),
    ] {
        if let Some(place) = sections.get_mut(section as usize) {
            *place = bytes;
        }
    }
    sections
}

impl<'p> Writer<'p> {
    fn new(pool: &'p Pool, drafts: &[&Draft]) -> Self {
        Self {
            pool,
            uses: vec![0; pool.texts.len()],
            text_at: vec![NOWHERE; pool.texts.len()],
            version_at: vec![NOWHERE; pool.versions.len()],
            block_at: vec![NOWHERE; pool.blocks.len()],
            list_at: vec![NOWHERE; pool.lists.len()],
            ecosystem_at: vec![NOWHERE; pool.ecosystems.len()],
            ecosystems: used_ecosystems(pool, drafts),
            scheme_codes: vec![None; Scheme::ALL.len()],
            schemes: Vec::new(),
            strings: Vec::new(),
            versions: Vec::with_capacity(pool.versions.held() as usize),
            ranges: Vec::new(),
            lists: Vec::new(),
            packages: Vec::new(),
            record: Vec::new(),
        }
    }

    fn count_uses(&mut self, drafts: &[&Draft], summaries: &[Summary]) {
        for (draft, summary) in drafts.iter().zip(summaries) {
            self.used(draft.ids(self.pool));
            self.used_texts(draft.upstream);
            self.used_texts(draft.related);
            self.used(draft.licence);
            self.used_texts(draft.cpes);
            self.used_by_ratings(draft.ratings);
            match summary {
                Summary::None => {}
                Summary::Whole(text) | Summary::Around(text) => self.used([*text]),
            }
            let entries = self.pool.entries.get(draft.entries);
            for extra in entries.iter().filter_map(|entry| entry.extra.as_ref()) {
                self.used_by_ratings(extra.ratings);
                self.used(extra.informational);
                for (path, names) in &extra.symbols {
                    self.used([*path]);
                    self.used_texts(*names);
                }
            }
        }
    }

    fn used(&mut self, texts: impl IntoIterator<Item = u32>) {
        for text in texts {
            if let Some(uses) = self.uses.get_mut(text as usize) {
                *uses += 1;
            }
        }
    }

    fn used_texts(&mut self, texts: Row) {
        self.used(self.pool.ids.get(texts).iter().copied());
    }

    fn used_by_ratings(&mut self, ratings: Row) {
        for rating in self.pool.ratings.get(ratings) {
            self.used([rating.text]);
            self.used(rating.source);
        }
    }

    fn text(&mut self, to: &mut Vec<u8>, text: u32) {
        let pool = self.pool;
        let bytes = pool.texts.get(text);
        let uses = self.uses.get(text as usize).copied().unwrap_or_default();
        if uses < 2 || bytes.len() <= SHORT {
            put_number(to, (bytes.len() as u64) << 1);
            to.extend_from_slice(bytes);
            return;
        }
        let strings = &mut self.strings;
        let at = place(&mut self.text_at, text, || {
            let at = strings.len();
            put_bytes(strings, bytes);
            at
        });
        put_number(to, u64::from(at) << 1 | 1);
    }

    fn texts(&mut self, to: &mut Vec<u8>, texts: Row) {
        let texts = self.pool.ids.get(texts);
        put_number(to, texts.len() as u64);
        texts.iter().for_each(|text| self.text(to, *text));
    }

    fn version(&mut self, version: u32) -> u32 {
        let (pool, versions) = (self.pool, &mut self.versions);
        place(&mut self.version_at, version, || {
            let (key, text) = (pool.versions.key(version), pool.versions.text(version));
            let at = versions.len();
            let of_key = number_len(key.len() as u64) + key.len();
            put_number(versions, (1 + of_key + text.len()) as u64);
            versions.push(u8::from(pool.versions.is_ordered(version)));
            put_bytes(versions, key);
            versions.extend_from_slice(text);
            at
        })
    }

    fn scheme(&mut self, place: u32) -> u8 {
        let next = self.schemes.len() as u8;
        let Some(code) = self.scheme_codes.get_mut(place as usize) else {
            return 0;
        };
        if code.is_none() {
            self.schemes.extend(Scheme::ALL.get(place as usize));
        }
        *code.get_or_insert(next)
    }

    fn block(&mut self, block: u32) -> u32 {
        if let Some(at) = self.block_at.get(block as usize).filter(|at| **at != NOWHERE) {
            return *at;
        }
        let pool = self.pool;
        let (mut out, mut count) = (Vec::new(), 0);
        for words in pool.blocks.get(block).chunks_exact(2) {
            let [index, id] = words else { continue };
            let Some(range) = pool.ranges.get(*id as usize) else {
                continue;
            };
            count += 1;
            put_number(&mut out, u64::from(*index));
            self.range(&mut out, range);
        }
        let mut record = Vec::with_capacity(out.len() + 2);
        put_number(&mut record, count);
        record.append(&mut out);
        let ranges = &mut self.ranges;
        place(&mut self.block_at, block, || {
            let at = ranges.len();
            put_bytes(ranges, &record);
            at
        })
    }

    fn range(&mut self, to: &mut Vec<u8>, range: &RangeDraft) {
        to.push(self.scheme(schemes::place(range.scheme) as u32));
        let mut pairs = Vec::with_capacity(range.intervals.len() * 8);
        for (start, end) in &range.intervals {
            let lowest = self.pool.versions.is_lowest(*start);
            put_number(
                &mut pairs,
                if lowest {
                    0
                } else {
                    u64::from(self.version(*start)) + 1
                },
            );
            let end = end.map_or(0, |(end, included)| {
                (u64::from(self.version(end)) << 1 | u64::from(included)) + 1
            });
            put_number(&mut pairs, end);
        }
        put_bytes(to, &pairs);
        put_number(
            to,
            range.limit.map_or(0, |limit| u64::from(self.version(limit)) + 1),
        );
        let mut others = Vec::new();
        for version in &range.others {
            put_number(&mut others, u64::from(self.version(*version)));
        }
        put_bytes(to, &others);
    }

    fn list(&mut self, list: u32) -> u32 {
        if let Some(at) = self.list_at.get(list as usize).filter(|at| **at != NOWHERE) {
            return *at;
        }
        let pool = self.pool;
        let (scheme, versions) = pool.lists.get(list).split_first().unwrap_or((&0, &[]));
        let mut record = vec![scheme.checked_sub(1).map_or(0, |scheme| self.scheme(scheme) + 1)];
        for version in versions {
            record.extend_from_slice(&self.version(*version).to_le_bytes());
        }
        let lists = &mut self.lists;
        place(&mut self.list_at, list, || {
            let at = lists.len();
            put_bytes(lists, &record);
            at
        })
    }

    /// Writes the packages with their postings, and gives the table of slots.
    fn packages(&mut self, drafts: &[&Draft], packages: &Packages) -> Vec<u8> {
        for (place, id) in (0_u32..).zip(&self.ecosystems) {
            if let Some(at) = self.ecosystem_at.get_mut(*id as usize) {
                *at = place;
            }
        }
        let postings = postings(self.pool, drafts, packages);
        let shared_ids = shared_ids(self.pool, drafts);
        let mut hashes: Vec<(u64, u32)> = Vec::with_capacity(packages.sorted.len());
        let mut record = Vec::new();
        for of_one in postings.chunk_by(|left, right| left.0 == right.0) {
            let Some((rank, _, first)) = of_one.first() else {
                continue;
            };
            let id = packages.sorted.get(*rank as usize).copied().unwrap_or_default();
            let (base, name) = package(self.pool, id);
            record.clear();
            let base_id = self
                .pool
                .ecosystems
                .get(first.ecosystem as usize)
                .map_or(0, |known| known.base);
            put_number(&mut record, u64::from(self.ecosystem(base_id)));
            put_bytes(&mut record, name);
            self.guide(&mut record, base_id, of_one);
            let shared = sharing(self.pool, of_one, drafts, &shared_ids);
            let mut before = 0;
            for (_, advisory, entry) in of_one {
                put_number(&mut record, u64::from(advisory - before));
                before = *advisory;
                let withdrawn = drafts
                    .get(*advisory as usize)
                    .is_some_and(|draft| draft.withdrawn.is_some());
                let of_advisory = Flags {
                    withdrawn,
                    shared: shared.binary_search(advisory).is_ok(),
                };
                self.posting(&mut record, entry, base_id, of_advisory);
            }
            hashes.push((package_hash(base, name), self.packages.len() as u32));
            put_bytes(&mut self.packages, &record);
        }
        slots(hashes)
    }

    fn guide(&mut self, to: &mut Vec<u8>, base: u32, of_one: &[(u32, u32, &EntryDraft)]) {
        let mut bytes = Vec::new();
        if let Some(guide) = guide(self.pool, base, of_one) {
            bytes.push(self.scheme(schemes::place(guide.scheme) as u32));
            bytes.push(guide.ends.len() as u8);
            for (version, included) in guide.ends {
                let word = self.version(version) << 1 | u32::from(included);
                bytes.extend_from_slice(&word.to_le_bytes());
            }
            bytes.extend_from_slice(&guide.ranks);
        }
        put_bytes(to, &bytes);
    }

    fn ecosystem(&self, id: u32) -> u32 {
        self.ecosystem_at.get(id as usize).copied().unwrap_or_default()
    }

    fn posting(&mut self, to: &mut Vec<u8>, entry: &EntryDraft, base: u32, of_advisory: Flags) {
        let mut flags = entry.flags;
        let mut set = |bit: u64, when: bool| flags |= if when { bit } else { 0 };
        set(flag::ENTRY, entry.index > 0);
        set(flag::ECOSYSTEM, entry.ecosystem != base);
        set(flag::RANGES, entry.block.id().is_some());
        set(flag::LISTED, entry.list.id().is_some());
        set(flag::EXTRA, entry.extra.is_some());
        set(flag::NAME, entry.name.id().is_some());
        set(flag::WITHDRAWN, of_advisory.withdrawn);
        set(flag::SHARED, of_advisory.shared);
        put_number(to, flags);
        if entry.index > 0 {
            put_number(to, u64::from(entry.index));
        }
        if entry.ecosystem != base {
            put_number(to, u64::from(self.ecosystem(entry.ecosystem)));
        }
        if let Some(block) = entry.block.id() {
            put_number(to, u64::from(self.block(block)));
        }
        if let Some(list) = entry.list.id() {
            put_number(to, u64::from(self.list(list)));
        }
        if let Some(extra) = &entry.extra {
            let mut bytes = std::mem::take(&mut self.record);
            bytes.clear();
            self.extra(&mut bytes, extra);
            put_bytes(to, &bytes);
            self.record = bytes;
        }
        if let Some(name) = entry.name.id() {
            put_bytes(to, self.pool.texts.get(name));
        }
    }

    fn extra(&mut self, to: &mut Vec<u8>, extra: &ExtraDraft) {
        self.ratings(to, extra.ratings);
        to.push(u8::from(extra.informational.is_some()));
        if let Some(word) = extra.informational {
            self.text(to, word);
        }
        for (path, names) in &extra.symbols {
            self.text(to, *path);
            self.texts(to, *names);
        }
    }

    fn ratings(&mut self, to: &mut Vec<u8>, ratings: Row) {
        let ratings = self.pool.ratings.get(ratings);
        put_number(to, ratings.len() as u64);
        for rating in ratings {
            let kind = match rating.kind {
                RatingKind::Cvss2 => 0,
                RatingKind::Cvss3 => 1,
                RatingKind::Cvss4 => 2,
                RatingKind::Word => 3,
            };
            to.push(kind | if rating.source.is_some() { 4 } else { 0 });
            self.text(to, rating.text);
            if let Some(source) = rating.source {
                self.text(to, source);
            }
        }
    }

    /// Where each advisory lies, and the advisories.
    fn advisories(
        &mut self,
        drafts: &[&Draft],
        packages: &Packages,
        summaries: &[Summary],
    ) -> (Vec<u8>, Vec<u8>) {
        let package_at = self.package_places();
        let (mut offsets, mut out, mut record) = (Vec::new(), Vec::new(), Vec::new());
        for (draft, summary) in drafts.iter().zip(summaries) {
            record.clear();
            self.advisory(&mut record, draft, *summary);
            let ranks = packages.of(self.pool, draft);
            put_number(&mut record, ranks.len() as u64);
            let mut before = 0;
            for rank in ranks {
                let at = package_at.get(rank as usize).copied().unwrap_or_default();
                put_signed(&mut record, at - before);
                before = at;
            }
            offsets.extend_from_slice(&(out.len() as u32).to_le_bytes());
            put_bytes(&mut out, &record);
        }
        (offsets, out)
    }

    /// Where each package's record lies, in their order.
    fn package_places(&self) -> Vec<i64> {
        let mut places = Vec::new();
        let mut reader = crate::index::wire::Reader::new(&self.packages);
        let all = self.packages.len();
        while !reader.rest().is_empty() {
            places.push((all - reader.rest().len()) as i64);
            if reader.bytes().is_none() {
                break;
            }
        }
        places
    }

    fn advisory(&mut self, to: &mut Vec<u8>, draft: &Draft, summary: Summary) {
        let mut flags = 0;
        let mut set = |bit: u64, when: bool| flags |= if when { bit } else { 0 };
        set(advisory_flag::MODIFIED, draft.modified.is_some());
        set(advisory_flag::PUBLISHED, draft.published.is_some());
        set(advisory_flag::WITHDRAWN, draft.withdrawn.is_some());
        set(advisory_flag::SUMMARY, matches!(summary, Summary::Whole(_)));
        set(advisory_flag::TEMPLATE, matches!(summary, Summary::Around(_)));
        set(advisory_flag::MALWARE, draft.malware);
        set(advisory_flag::ALIASES, !draft.aliases.is_empty());
        set(advisory_flag::UPSTREAM, !draft.upstream.is_empty());
        set(advisory_flag::RELATED, !draft.related.is_empty());
        set(advisory_flag::RATINGS, !draft.ratings.is_empty());
        set(advisory_flag::LICENCE, draft.licence.is_some());
        set(advisory_flag::CPES, !draft.cpes.is_empty());
        put_number(to, flags);
        self.text(to, draft.id);
        for time in [draft.modified, draft.published, draft.withdrawn]
            .into_iter()
            .flatten()
        {
            put_time(to, time);
        }
        match summary {
            Summary::None => {}
            Summary::Whole(text) | Summary::Around(text) => self.text(to, text),
        }
        for list in [draft.aliases, draft.upstream, draft.related] {
            if !list.is_empty() {
                self.texts(to, list);
            }
        }
        if !draft.ratings.is_empty() {
            self.ratings(to, draft.ratings);
        }
        if let Some(licence) = draft.licence {
            self.text(to, licence);
        }
        if !draft.cpes.is_empty() {
            self.texts(to, draft.cpes);
        }
    }

    fn ecosystems(&self, drafts: &[&Draft]) -> Vec<u8> {
        let mut counts = vec![(0_u64, 0_u64); self.pool.ecosystems.len()];
        let (mut exact, mut bases): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
        for draft in drafts.iter().filter(|draft| draft.withdrawn.is_none()) {
            let base = |id: &u32| {
                self.pool
                    .ecosystems
                    .get(*id as usize)
                    .map_or(*id, |known| known.base)
            };
            exact.clear();
            let entries = self.pool.entries.get(draft.entries);
            exact.extend(entries.iter().map(|entry| entry.ecosystem));
            exact.sort_unstable();
            exact.dedup();
            bases.clear();
            bases.extend(exact.iter().map(base));
            bases.sort_unstable();
            bases.dedup();
            for id in &exact {
                if let Some(counts) = counts.get_mut(*id as usize) {
                    counts.0 += 1;
                }
            }
            for id in &bases {
                if let Some(counts) = counts.get_mut(*id as usize) {
                    counts.1 += 1;
                }
            }
        }
        let mut out = Vec::new();
        put_number(&mut out, self.ecosystems.len() as u64);
        for id in &self.ecosystems {
            let name = self
                .pool
                .ecosystems
                .get(*id as usize)
                .map_or("", |known| known.name.as_str());
            let (exact, base) = counts.get(*id as usize).copied().unwrap_or_default();
            put_bytes(&mut out, name.as_bytes());
            put_number(&mut out, exact);
            put_number(&mut out, base);
        }
        out
    }

    fn schemes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_number(&mut out, self.schemes.len() as u64);
        for scheme in &self.schemes {
            put_bytes(&mut out, scheme.as_str().as_bytes());
            put_number(&mut out, schemes::fingerprint(*scheme));
        }
        out
    }
}

/// What the postings of one advisory about one package have in common.
#[derive(Clone, Copy)]
struct Flags {
    withdrawn: bool,
    shared: bool,
}

/// Where a shared thing lies; `write` writes it when it is used first.
fn place(places: &mut [u32], id: u32, write: impl FnOnce() -> usize) -> u32 {
    match places.get_mut(id as usize) {
        Some(at) => {
            if *at == NOWHERE {
                *at = write() as u32;
            }
            *at
        }
        None => 0,
    }
}

/// The table: packages in the order of their hashes, each in the first free slot from where it is at home.
fn slots(mut hashes: Vec<(u64, u32)>) -> Vec<u8> {
    hashes.sort_unstable();
    let count = home_slots(hashes.len());
    let mut slots: Vec<(u32, u32)> = Vec::with_capacity(count as usize + 16);
    for (hash, at) in hashes {
        let home = home(hash, count);
        if slots.len() < home {
            slots.resize(home, (0, 0));
        }
        slots.push(((hash >> 32) as u32, at + 1));
    }
    slots.resize(slots.len().max(count as usize), (0, 0));
    let mut out = count.to_le_bytes().to_vec();
    for (upper, at) in slots {
        out.extend_from_slice(&upper.to_le_bytes());
        out.extend_from_slice(&at.to_le_bytes());
    }
    out
}

/// Seconds, doubled; odd if nanoseconds follow.
fn put_time(to: &mut Vec<u8>, time: Timestamp) {
    let odd = i64::from(time.nanos() != 0);
    put_signed(to, ((time.as_unix() - EPOCH) << 1) | odd);
    if time.nanos() != 0 {
        put_number(to, u64::from(time.nanos()));
    }
}
