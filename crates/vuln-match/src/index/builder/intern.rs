//! Texts, versions and lists of numbers, each kept once while an index is compiled.

use hashbrown::HashTable;
use std::hash::{BuildHasher, RandomState};
use twox_hash::XxHash3_64;

use crate::{Scheme, VersionKey};

/// Hashes with a seed of this process: records must not be able to choose what collides. No output depends on it.
#[derive(Clone, Debug)]
struct Seed(u64);

impl Seed {
    fn new() -> Self {
        Self(RandomState::new().hash_one(0_u8))
    }

    fn hash(&self, bytes: &[u8], salt: u64) -> u64 {
        XxHash3_64::oneshot_with_seed(self.0 ^ salt, bytes)
    }
}

/// A place in an arena.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    start: usize,
    len: u32,
}

impl Span {
    fn of<'a, T>(&self, arena: &'a [T]) -> &'a [T] {
        arena
            .get(self.start..self.start + self.len as usize)
            .unwrap_or_default()
    }

    fn append<T: Copy>(arena: &mut Vec<T>, items: &[T]) -> Self {
        let start = arena.len();
        arena.extend_from_slice(items);
        Self {
            start,
            len: items.len() as u32,
        }
    }
}

/// Lists of things, one behind the other.
#[derive(Debug)]
pub(super) struct Rows<T>(Vec<T>);

/// Which of [`Rows`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    start: u32,
    len: u32,
}

impl<T> Rows<T> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn get(&self, row: Row) -> &[T] {
        let start = row.start as usize;
        self.0.get(start..start + row.len as usize).unwrap_or_default()
    }

    pub(super) fn add(&mut self, items: impl IntoIterator<Item = T>) -> Row {
        let start = self.len();
        self.0.extend(items);
        self.row_from(start)
    }

    pub(super) fn push(&mut self, item: T) {
        self.0.push(item);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn held(&self) -> u64 {
        (self.0.len() * size_of::<T>()) as u64
    }

    /// What was pushed since there were `start` things.
    pub(super) fn row_from(&self, start: usize) -> Row {
        Row {
            start: start as u32,
            len: (self.len() - start) as u32,
        }
    }
}

impl Row {
    pub(super) fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// An id, or none, in four bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct MaybeId(u32);

impl MaybeId {
    const NONE: u32 = u32::MAX;

    pub(super) fn id(self) -> Option<u32> {
        (self.0 != Self::NONE).then_some(self.0)
    }
}

impl From<Option<u32>> for MaybeId {
    fn from(id: Option<u32>) -> Self {
        Self(id.unwrap_or(Self::NONE))
    }
}

/// What a table has of a thing that is kept once: with a part of the hash most other things are told apart from it, and the
/// table grows, without a look at them.
#[derive(Clone, Copy, Debug)]
struct Known {
    id: u32,
    hash: u32,
}

impl Known {
    /// The hash that tables use: the stored half twice, since they take bits from both ends.
    fn spread(half: u32) -> u64 {
        u64::from(half) << 32 | u64::from(half)
    }
}

/// Lists of small things, each once.
#[derive(Debug)]
pub(super) struct Interner<T> {
    arena: Vec<T>,
    spans: Vec<Span>,
    table: HashTable<Known>,
    seed: Seed,
}

impl<T: Copy + Eq> Interner<T> {
    pub(super) fn new() -> Self {
        Self {
            arena: Vec::new(),
            spans: Vec::new(),
            table: HashTable::new(),
            seed: Seed::new(),
        }
    }

    pub(super) fn get(&self, id: u32) -> &[T] {
        self.spans
            .get(id as usize)
            .map_or(&[], |span| span.of(&self.arena))
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn held(&self) -> u64 {
        (self.arena.len() * size_of::<T>() + self.spans.len() * 24) as u64
    }

    fn intern_hashed(&mut self, list: &[T], hash: u64) -> u32 {
        let (arena, spans, hash) = (&self.arena, &self.spans, hash as u32);
        let is_list = |id: u32| spans.get(id as usize).is_some_and(|span| span.of(arena) == list);
        let is_same = |known: &Known| known.hash == hash && is_list(known.id);
        if let Some(known) = self.table.find(Known::spread(hash), is_same) {
            return known.id;
        }
        let id = self.spans.len() as u32;
        let rehash = |known: &Known| Known::spread(known.hash);
        self.table
            .insert_unique(Known::spread(hash), Known { id, hash }, rehash);
        self.spans.push(Span::append(&mut self.arena, list));
        id
    }
}

impl Interner<u8> {
    pub(super) fn intern(&mut self, text: &str) -> u32 {
        self.intern_bytes(text.as_bytes())
    }

    pub(super) fn intern_bytes(&mut self, bytes: &[u8]) -> u32 {
        let hash = self.seed.hash(bytes, 0);
        self.intern_hashed(bytes, hash)
    }

    /// The text of an id; all that is interned is text.
    pub(super) fn text(&self, id: u32) -> &str {
        std::str::from_utf8(self.get(id)).unwrap_or_default()
    }
}

impl Interner<u32> {
    pub(super) fn intern(&mut self, words: &[u32]) -> u32 {
        let hash = hash_words(&self.seed, words);
        self.intern_hashed(words, hash)
    }
}

fn hash_words(seed: &Seed, words: &[u32]) -> u64 {
    let mut short = [0_u8; 64];
    if words.len() <= 16 {
        for (place, word) in short.chunks_exact_mut(4).zip(words) {
            place.copy_from_slice(&word.to_le_bytes());
        }
        return seed.hash(short.get(..words.len() * 4).unwrap_or_default(), 0);
    }
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    seed.hash(&bytes, 0)
}

/// How the text of a version becomes its key.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Class {
    /// By its scheme.
    Plain,
    /// Below all: `introduced: 0`.
    Lowest,
    /// Above all: `limit: *`.
    Highest,
    /// The last affected one, which some schemes extend to its last revision.
    Last,
    /// Not at all: no scheme is known.
    Text,
}

/// Versions with their keys, each once.
#[derive(Debug)]
pub(super) struct Versions {
    arena: Vec<u8>,
    list: Vec<VersionDraft>,
    table: HashTable<Known>,
    seed: Seed,
}

#[derive(Debug)]
struct VersionDraft {
    scheme: Option<Scheme>,
    class: Class,
    ordered: bool,
    key: Span,
    text: Span,
}

impl Versions {
    pub(super) fn new() -> Self {
        Self {
            arena: Vec::new(),
            list: Vec::new(),
            table: HashTable::new(),
            seed: Seed::new(),
        }
    }

    pub(super) fn intern(
        &mut self,
        scheme: Option<Scheme>,
        class: Class,
        text: &str,
        key: impl FnOnce() -> Option<VersionKey>,
    ) -> u32 {
        let salt = salt(scheme, class);
        let hash = self.seed.hash(text.as_bytes(), salt) as u32;
        let (arena, list) = (&self.arena, &self.list);
        let is_version = |id: u32| {
            list.get(id as usize).is_some_and(|known| {
                known.scheme == scheme && known.class == class && known.text.of(arena) == text.as_bytes()
            })
        };
        let is_same = |known: &Known| known.hash == hash && is_version(known.id);
        if let Some(known) = self.table.find(Known::spread(hash), is_same) {
            return known.id;
        }
        let id = self.list.len() as u32;
        let rehash = |known: &Known| Known::spread(known.hash);
        self.table
            .insert_unique(Known::spread(hash), Known { id, hash }, rehash);
        let key = key();
        let bytes = key.as_ref().map(VersionKey::as_bytes).unwrap_or_default();
        let key_span = Span::append(&mut self.arena, bytes);
        let text = Span::append(&mut self.arena, text.as_bytes());
        self.list.push(VersionDraft {
            scheme,
            class,
            ordered: key.as_ref().is_some_and(VersionKey::is_ordered),
            key: key_span,
            text,
        });
        id
    }

    pub(super) fn key(&self, id: u32) -> &[u8] {
        self.list
            .get(id as usize)
            .map_or(&[], |version| version.key.of(&self.arena))
    }

    pub(super) fn is_ordered(&self, id: u32) -> bool {
        self.list.get(id as usize).is_some_and(|version| version.ordered)
    }

    /// Whether it is what `introduced: 0` means.
    pub(super) fn is_lowest(&self, id: u32) -> bool {
        self.list
            .get(id as usize)
            .is_some_and(|version| version.class == Class::Lowest)
    }

    pub(super) fn text(&self, id: u32) -> &[u8] {
        self.list
            .get(id as usize)
            .map_or(&[], |version| version.text.of(&self.arena))
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn held(&self) -> u64 {
        (self.arena.len() + self.list.len() * 24) as u64
    }
}

fn salt(scheme: Option<Scheme>, class: Class) -> u64 {
    let scheme = scheme.map_or(0, |scheme| crate::index::schemes::place(scheme) as u64 + 1);
    (scheme << 8) | class as u64
}
