//! Records as numbers: texts, versions, ranges and lists of versions are kept once and named by their ids.

use portcullis_findings::Timestamp;

use super::intern::{Class, Interner, MaybeId, Row, Rows, Versions};
use crate::advisory::loose::Text;
use crate::advisory::{
    Entry, EventKind, EventText, HIGHEST_KEY, IntervalsKind, Lists, Mark, Parsed, RangeKind, RatingKind,
    RatingText, Remark, paired, scheme_of,
};
use crate::coordinates::fold_name;
use crate::index::package::flag;
use crate::index::schemes;
use crate::{Ecosystem, Scheme};

/// What all records share.
#[derive(Debug)]
pub(super) struct Pool {
    pub(super) texts: Interner<u8>,
    pub(super) versions: Versions,
    /// Ranges as scheme and events, and what they mean.
    range_ids: Interner<u8>,
    pub(super) ranges: Vec<RangeDraft>,
    /// Lists of ranges as words: for each its place in the entry and its id.
    pub(super) blocks: Interner<u32>,
    /// Lists of versions as words: scheme and one, then versions in the order of their keys.
    pub(super) lists: Interner<u32>,
    pub(super) ecosystems: Vec<EcosystemDraft>,
    ecosystem_ids: Interner<u8>,
    /// The one that was named last, since those of a record are mostly the same.
    last_ecosystem: u32,
    /// Base ecosystem and folded name.
    pub(super) packages: Interner<u32>,
    /// Lists of texts.
    pub(super) ids: Rows<u32>,
    pub(super) ratings: Rows<RatingDraft>,
    pub(super) entries: Rows<EntryDraft>,
    words: Vec<u32>,
    bytes: Vec<u8>,
}

#[derive(Debug)]
pub(super) struct EcosystemDraft {
    pub(super) name: Ecosystem,
    /// The id of its base name, which may be its own.
    pub(super) base: u32,
    scheme: Option<Scheme>,
}

/// One record.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: u32,
    pub(super) modified: Option<Timestamp>,
    pub(super) published: Option<Timestamp>,
    pub(super) withdrawn: Option<Timestamp>,
    pub(super) malware: bool,
    /// `None` if it has none.
    pub(super) summary: Option<u32>,
    pub(super) aliases: Row,
    pub(super) upstream: Row,
    pub(super) related: Row,
    pub(super) ratings: Row,
    pub(super) licence: Option<u32>,
    pub(super) cpes: Row,
    pub(super) entries: Row,
}

impl Draft {
    /// Its id and all aliases.
    pub(super) fn ids(&self, pool: &Pool) -> impl Iterator<Item = u32> {
        std::iter::once(self.id).chain(pool.ids.get(self.aliases).iter().copied())
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct RatingDraft {
    pub(super) kind: RatingKind,
    pub(super) text: u32,
    pub(super) source: Option<u32>,
}

/// One entry about a package.
#[derive(Debug)]
pub(super) struct EntryDraft {
    pub(super) index: u32,
    pub(super) ecosystem: u32,
    pub(super) package: u32,
    /// The name as written; `None` if it is looked up by in this spelling.
    pub(super) name: MaybeId,
    pub(super) block: MaybeId,
    pub(super) list: MaybeId,
    /// Bits of [`flag`] that say what cannot be compared.
    pub(super) flags: u64,
    pub(super) extra: Option<Box<ExtraDraft>>,
}

#[derive(Debug)]
pub(super) struct ExtraDraft {
    pub(super) ratings: Row,
    pub(super) informational: Option<u32>,
    /// Path and names.
    pub(super) symbols: Vec<(u32, Row)>,
}

/// First version; last version and whether it is part of the interval.
pub(super) type IntervalDraft = (u32, Option<(u32, bool)>);

/// A range as it is asked about.
#[derive(Debug)]
pub(super) struct RangeDraft {
    pub(super) scheme: Scheme,
    pub(super) intervals: Box<[IntervalDraft]>,
    pub(super) limit: Option<u32>,
    /// Versions that it names as fixed and that end no interval.
    pub(super) others: Box<[u32]>,
    is_sorted: bool,
    /// Events whose versions cannot be ordered.
    unordered: Box<[usize]>,
}

impl Pool {
    pub(super) fn new() -> Self {
        Self {
            texts: Interner::new(),
            versions: Versions::new(),
            range_ids: Interner::new(),
            ranges: Vec::new(),
            blocks: Interner::<u32>::new(),
            lists: Interner::<u32>::new(),
            ecosystems: Vec::new(),
            ecosystem_ids: Interner::new(),
            last_ecosystem: 0,
            packages: Interner::<u32>::new(),
            ids: Rows::new(),
            ratings: Rows::new(),
            entries: Rows::new(),
            words: Vec::new(),
            bytes: Vec::new(),
        }
    }

    /// About how many bytes it holds.
    pub(super) fn held(&self) -> u64 {
        self.texts.held()
            + self.versions.held()
            + self.blocks.held()
            + self.lists.held()
            + self.packages.held()
    }

    /// About how many bytes it holds in lists of what records name, those of replaced records included.
    pub(super) fn listed(&self) -> u64 {
        self.ids.held() + self.ratings.held() + self.entries.held()
    }

    /// Keeps the texts and gives back all other memory, once drafts are written.
    pub(super) fn release(&mut self) {
        let texts = std::mem::replace(&mut self.texts, Interner::new());
        *self = Self { texts, ..Self::new() };
    }

    pub(super) fn draft(&mut self, record: &Parsed<'_>, remarks: &mut Vec<Remark>) -> Draft {
        let ids = || std::iter::once(&record.id).chain(&record.aliases);
        let entries = self.entries.len();
        for (at, entry) in record.affected.iter().enumerate() {
            if let Some(entry) = self.entry(at, &record.lists, entry, remarks) {
                self.entries.push(entry);
            }
        }
        Draft {
            id: self.texts.intern(&record.id),
            modified: record.modified,
            published: record.published,
            withdrawn: record.withdrawn,
            malware: ids().any(|id| id.starts_with("MAL-")),
            summary: (!record.summary.is_empty()).then(|| self.texts.intern(&record.summary)),
            aliases: self.texts(&record.aliases),
            upstream: self.texts(&record.upstream),
            related: self.texts(&record.related),
            ratings: self.ratings(&record.ratings),
            licence: record.licence.as_ref().map(|licence| self.texts.intern(licence)),
            cpes: self.texts(&record.cpes),
            entries: self.entries.row_from(entries),
        }
    }

    fn texts(&mut self, texts: &[Text<'_>]) -> Row {
        self.ids.add(texts.iter().map(|text| self.texts.intern(text)))
    }

    fn ratings(&mut self, ratings: &[RatingText<'_>]) -> Row {
        let draft = |rating: &RatingText<'_>| RatingDraft {
            kind: rating.kind,
            text: self.texts.intern(&rating.text),
            source: rating.source.as_ref().map(|source| self.texts.intern(source)),
        };
        self.ratings.add(ratings.iter().map(draft))
    }

    fn entry(
        &mut self,
        at: usize,
        lists: &Lists<'_>,
        entry: &Entry<'_>,
        remarks: &mut Vec<Remark>,
    ) -> Option<EntryDraft> {
        let (ranges, versions) = (lists.ranges(entry), lists.versions(entry));
        let (ecosystem, name) = entry.package.as_ref()?;
        let ecosystem = self.ecosystem(ecosystem);
        let (base, own) = self
            .ecosystems
            .get(ecosystem as usize)
            .map(|known| (known.base, known.scheme))?;
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        self.ranges(at, lists, entry, own, &mut words, remarks);
        let package = self.package(base, name);
        let of_versions = ranges.iter().filter(|range| range.kind != RangeKind::Git).count();
        let mut flags = 0;
        if of_versions > words.len() / 2 {
            flags |= flag::UNDECIDABLE;
        }
        if of_versions == 0 && !ranges.is_empty() && versions.is_empty() {
            flags |= flag::COMMITS;
        }
        if ranges.is_empty() && versions.is_empty() {
            flags |= flag::NOTHING;
        }
        let block = (!words.is_empty()).then(|| self.blocks.intern(&words));
        let list = self.list(versions, own, &words);
        self.words = words;
        Some(EntryDraft {
            index: at as u32,
            ecosystem,
            package: package.0,
            name: package.1.into(),
            block: block.into(),
            list: list.into(),
            flags,
            extra: self.extra(entry),
        })
    }

    fn ecosystem(&mut self, name: &str) -> u32 {
        if self.ecosystem_ids.get(self.last_ecosystem) == name.as_bytes() {
            return self.last_ecosystem;
        }
        let id = self.ecosystem_ids.intern(name);
        self.last_ecosystem = id;
        if (id as usize) < self.ecosystems.len() {
            return id;
        }
        let ecosystem = Ecosystem::parse(name);
        let scheme = Scheme::for_ecosystem(&ecosystem);
        let is_base = ecosystem.base().len() == name.len();
        self.ecosystems.push(EcosystemDraft {
            name: ecosystem.clone(),
            base: id,
            scheme,
        });
        if !is_base {
            let base = self.ecosystem(ecosystem.base());
            if let Some(known) = self.ecosystems.get_mut(id as usize) {
                known.base = base;
            }
        }
        id
    }

    /// The package, and its name as written if that is not what it is looked up by.
    fn package(&mut self, base: u32, name: &str) -> (u32, Option<u32>) {
        let base_name = self
            .ecosystems
            .get(base as usize)
            .map_or("", |known| known.name.as_str());
        let folded = fold_name(base_name, name);
        let differs = folded.as_bytes() != name.as_bytes();
        let folded = self.texts.intern_bytes(folded.as_bytes());
        let written = differs.then(|| self.texts.intern(name));
        (self.packages.intern(&[base, folded]), written)
    }

    /// Of each range that versions can be compared with its place and its id.
    fn ranges(
        &mut self,
        at: usize,
        lists: &Lists<'_>,
        entry: &Entry<'_>,
        own: Option<Scheme>,
        words: &mut Vec<u32>,
        remarks: &mut Vec<Remark>,
    ) {
        for (place, range) in lists.ranges(entry).iter().enumerate() {
            let Some(scheme) = scheme_of(range.kind, own) else {
                continue;
            };
            let id = self.range(scheme, lists.events(range));
            words.extend([place as u32, id]);
            let Some(range) = self.ranges.get(id as usize) else {
                continue;
            };
            if range.is_sorted {
                remarks.push(Remark::Sorted {
                    affected: at,
                    range: place,
                });
            }
            remarks.extend(range.unordered.iter().map(|event| Remark::Unordered {
                affected: at,
                range: place,
                event: *event,
            }));
        }
    }

    /// Most ranges are those of many entries, so they are known by what they say before it is looked into.
    fn range(&mut self, scheme: Scheme, events: &[EventText<'_>]) -> u32 {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        bytes.push(schemes::place(scheme) as u8);
        for event in events {
            bytes.push(event.kind as u8);
            bytes.extend_from_slice(event.version.as_bytes());
            // No byte of a text.
            bytes.push(0xFF);
        }
        let id = self.range_ids.intern_bytes(&bytes);
        self.bytes = bytes;
        if id as usize == self.ranges.len() {
            let range = self.new_range(scheme, events);
            self.ranges.push(range);
        }
        id
    }

    fn new_range(&mut self, scheme: Scheme, events: &[EventText<'_>]) -> RangeDraft {
        let versions: Vec<u32> = events.iter().map(|event| self.event(scheme, event)).collect();
        let mark = |(event, version): (&EventText<'_>, &u32)| Mark {
            kind: event.kind,
            key: self.versions.key(*version),
            ordered: self.versions.is_ordered(*version),
        };
        let marks: Vec<Mark<'_>> = events.iter().zip(&versions).map(mark).collect();
        let paired = paired(&marks);
        let version = |at: usize| versions.get(at).copied().unwrap_or_default();
        let kind = |at: usize| marks.get(at).map(|mark| mark.kind);
        let mut ends: Vec<usize> = paired.list.iter().filter_map(|(_, end)| *end).collect();
        ends.sort_unstable();
        let is_other = |at: &usize| kind(*at) == Some(EventKind::Fixed) && ends.binary_search(at).is_err();
        let interval = |(start, end): &(usize, Option<usize>)| {
            let end = end.map(|at| (version(at), kind(at) == Some(EventKind::LastAffected)));
            (version(*start), end)
        };
        let unordered = marks.iter().enumerate().filter(|(_, mark)| !mark.ordered);
        RangeDraft {
            scheme,
            intervals: paired.list.iter().map(interval).collect(),
            limit: paired.limit.map(version),
            others: (0..events.len()).filter(is_other).map(version).collect(),
            is_sorted: paired.kind == IntervalsKind::Sorted,
            unordered: unordered.map(|(at, _)| at).collect(),
        }
    }

    fn event(&mut self, scheme: Scheme, event: &EventText<'_>) -> u32 {
        let class = match (event.kind, &*event.version) {
            (EventKind::Introduced, "0") => Class::Lowest,
            (EventKind::Limit, "*") => Class::Highest,
            (EventKind::LastAffected, _) => Class::Last,
            _ => Class::Plain,
        };
        self.versions.intern(Some(scheme), class, &event.version, || {
            Some(event.kind.key(&event.version, scheme))
        })
    }

    /// Listed versions that lie in no range of the ecosystem's own order.
    fn list(&mut self, versions: &[Text<'_>], own: Option<Scheme>, words: &[u32]) -> Option<u32> {
        let class = if own.is_some() { Class::Plain } else { Class::Text };
        let mut listed = Vec::new();
        for version in versions {
            let id = self
                .versions
                .intern(own, class, version, || Some(own?.parse(version)));
            let ids = words.chunks_exact(2).filter_map(<[u32]>::last);
            let mut ranges = ids.filter_map(|id| self.ranges.get(*id as usize));
            if !ranges.any(|range| Some(range.scheme) == own && range.contains(id, &self.versions)) {
                listed.push(id);
            }
        }
        if listed.is_empty() {
            return None;
        }
        if own.is_some() {
            let versions = &self.versions;
            listed.sort_by_key(|id| versions.key(*id));
            listed.dedup_by(|later, earlier| versions.key(*later) == versions.key(*earlier));
        }
        let scheme = own.map_or(0, |scheme| schemes::place(scheme) as u32 + 1);
        listed.insert(0, scheme);
        Some(self.lists.intern(&listed))
    }

    fn extra(&mut self, entry: &Entry<'_>) -> Option<Box<ExtraDraft>> {
        if entry.ratings.is_empty() && entry.informational.is_none() && entry.symbols.is_empty() {
            return None;
        }
        let symbols = entry.symbols.iter().map(|group| {
            let path = self.texts.intern(group.path.as_deref().unwrap_or_default());
            (path, self.texts(&group.names))
        });
        let symbols = symbols.collect();
        Some(Box::new(ExtraDraft {
            ratings: self.ratings(&entry.ratings),
            informational: entry.informational.as_ref().map(|word| self.texts.intern(word)),
            symbols,
        }))
    }
}

impl RangeDraft {
    /// Whether an interval certainly holds the version and no limit excludes it.
    fn contains(&self, version: u32, versions: &Versions) -> bool {
        if !versions.is_ordered(version) {
            return false;
        }
        let key = versions.key(version);
        let excluded = self.limit.is_some_and(|limit| {
            let limit_key = versions.key(limit);
            limit_key != HIGHEST_KEY && (!versions.is_ordered(limit) || key >= limit_key)
        });
        let holds = |(start, end): &IntervalDraft| {
            let started = versions.is_ordered(*start) && versions.key(*start) <= key;
            let before = |(end, included): (u32, bool)| {
                let end_key = versions.key(end);
                versions.is_ordered(end) && (key < end_key || included && key == end_key)
            };
            started && end.is_none_or(before)
        };
        !excluded && self.intervals.iter().any(holds)
    }
}
