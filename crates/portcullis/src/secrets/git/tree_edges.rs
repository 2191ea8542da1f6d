//! Which folders of a history lead to some of its files.

use std::collections::{BTreeMap, HashMap, HashSet};

use portcullis_findings::{Gap, GapKind, LimitHit, Stage};
use portcullis_secret_detect::git::{Copied, ObjectId, ObjectKind, TreeMode, tree};

use crate::source::git::{ObjectLimits, Place, Reader, Repository, Store, Visitor, traverse};

/// How many folders in folders are kept in mind; eight bytes each.
const MAX_EDGES: usize = 8_000_000;
/// Bytes of one folder.
const TREE_BYTES: u64 = 64 << 20;

/// The number of an object: its place in a pack, counted over all packs, or among loose objects behind them.
pub(super) type Number = u32;

/// What of a folder leads to the files.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Child {
    Folder(Number),
    File(ObjectId),
}

/// Folders that lead to some files, each with the entries that do.
pub(super) struct Leading {
    numbers: Numbers,
    pub(super) folders: BTreeMap<Number, Vec<(Vec<u8>, Child)>>,
    pub(super) gaps: Vec<Gap>,
}

impl Leading {
    /// Reads every folder of a repository twice: for what is in it, and for the names on the way.
    pub(super) fn new(repository: &Repository, files: &HashSet<ObjectId>) -> Self {
        let mut leading = Self {
            numbers: Numbers::new(&repository.store),
            folders: BTreeMap::new(),
            gaps: Vec::new(),
        };
        let wanted = Wanted::new(files);
        let store = &repository.store;
        let (mut edges, mut marked) = (Vec::new(), Vec::new());
        for seen in leading.each(repository, |numbers, number, bytes, seen: &mut Seen| {
            seen.folder(store, numbers, &wanted, number, bytes);
        }) {
            edges.extend(seen.edges);
            marked.extend(seen.marked);
        }
        if edges.len() >= MAX_EDGES {
            let limit = LimitHit {
                what: "folders in folders of a history",
                allowed: MAX_EDGES as u64,
            };
            let cause = "some secrets are told without commit and path";
            let gap = Gap::new(Stage::Source, GapKind::Undecidable, "", cause);
            leading.gaps.push(gap.with_limit(limit));
        }
        let marked = upwards(edges, marked);
        let marked = &marked;
        let rows = leading.each(repository, |numbers, number, bytes, rows: &mut Rows| {
            if marked.contains(&number) {
                rows.folder(store, numbers, &wanted, marked, number, bytes);
            }
        });
        leading.folders = rows.into_iter().flat_map(|rows| rows.0).collect();
        leading
    }

    /// The number of a folder.
    pub(super) fn number(&self, repository: &Repository, id: &ObjectId) -> Option<Number> {
        self.numbers.of(&repository.store, id)
    }

    /// Shows every folder to `look`; what it leaves, in order.
    fn each<L: Default + Send>(
        &self,
        repository: &Repository,
        look: impl Fn(&Numbers, Number, &[u8], &mut L) + Send + Sync,
    ) -> Vec<L> {
        let (store, numbers, look) = (&repository.store, &self.numbers, &look);
        let mut all = Vec::new();
        for (pack, first) in store.packs.iter().zip(&numbers.firsts) {
            let begin = || Folders {
                look: |place: Place, bytes: &[u8], left: &mut L| {
                    look(numbers, first + place.name, bytes, left)
                },
                left: L::default(),
            };
            let limits = ObjectLimits {
                held: TREE_BYTES,
                streamed: TREE_BYTES,
            };
            all.extend(traverse(pack, limits, begin, |folders| std::mem::take(&mut folders.left)).left);
        }
        let mut reader = Reader::new(TREE_BYTES);
        let mut left = L::default();
        for (id, number) in &numbers.loose {
            if let Ok((ObjectKind::Tree, bytes)) = store.read(id, &mut reader) {
                look(numbers, *number, &bytes, &mut left);
            }
        }
        all.push(left);
        all
    }
}

/// Numbers of objects.
struct Numbers {
    /// The first number of each pack.
    firsts: Vec<Number>,
    loose: HashMap<ObjectId, Number>,
}

impl Numbers {
    fn new(store: &Store) -> Self {
        let mut next: Number = 0;
        let mut firsts = Vec::new();
        for pack in &store.packs {
            firsts.push(next);
            next = next.saturating_add(pack.index.len());
        }
        let loose = store.loose_ids().into_iter().zip(next..).collect();
        Self { firsts, loose }
    }

    fn of(&self, store: &Store, id: &ObjectId) -> Option<Number> {
        match store.locate(id) {
            Some((pack, place)) => Some(self.firsts.get(pack)?.saturating_add(place)),
            None => self.loose.get(id).copied(),
        }
    }
}

/// Files that are looked for; nearly all others are told apart by two bytes.
struct Wanted<'a> {
    files: &'a HashSet<ObjectId>,
    starts: Vec<bool>,
}

impl<'a> Wanted<'a> {
    fn new(files: &'a HashSet<ObjectId>) -> Self {
        let mut starts = vec![false; 1 << 16];
        for slot in files.iter().map(start) {
            if let Some(slot) = starts.get_mut(slot) {
                *slot = true;
            }
        }
        Self { files, starts }
    }

    fn has(&self, id: &ObjectId) -> bool {
        self.starts.get(start(id)) == Some(&true) && self.files.contains(id)
    }
}

fn start(id: &ObjectId) -> usize {
    let two = id.as_bytes().first_chunk::<2>().copied().unwrap_or_default();
    usize::from(u16::from_be_bytes(two))
}

#[derive(Default)]
struct Seen {
    /// Folder in folder: the inner one first.
    edges: Vec<(Number, Number)>,
    /// Folders that hold a file.
    marked: Vec<Number>,
}

impl Seen {
    fn folder(
        &mut self,
        store: &Store,
        numbers: &Numbers,
        wanted: &Wanted<'_>,
        number: Number,
        bytes: &[u8],
    ) {
        for entry in tree(bytes, store.kind).flatten() {
            if entry.mode == TreeMode::Tree {
                if self.edges.len() < MAX_EDGES
                    && let Some(inner) = numbers.of(store, &entry.id)
                {
                    self.edges.push((inner, number));
                }
            } else if wanted.has(&entry.id) {
                self.marked.push(number);
            }
        }
    }
}

/// A folder's number with the wanted entries in it, by name.
type Row = (Number, Vec<(Vec<u8>, Child)>);

#[derive(Default)]
struct Rows(Vec<Row>);

impl Rows {
    fn folder(
        &mut self,
        store: &Store,
        numbers: &Numbers,
        wanted: &Wanted<'_>,
        marked: &HashSet<Number>,
        number: Number,
        bytes: &[u8],
    ) {
        let mut row = Vec::new();
        for entry in tree(bytes, store.kind).flatten() {
            let child = if entry.mode == TreeMode::Tree {
                let inner = numbers.of(store, &entry.id);
                inner.filter(|inner| marked.contains(inner)).map(Child::Folder)
            } else {
                wanted.has(&entry.id).then_some(Child::File(entry.id))
            };
            row.extend(child.map(|child| (entry.name.to_vec(), child)));
        }
        self.0.push((number, row));
    }
}

/// The marked folders and all that they are in.
fn upwards(mut edges: Vec<(Number, Number)>, mut marked: Vec<Number>) -> HashSet<Number> {
    edges.sort_unstable();
    edges.dedup();
    let mut all: HashSet<Number> = marked.iter().copied().collect();
    while let Some(inner) = marked.pop() {
        let from = edges.partition_point(|edge| edge.0 < inner);
        for (_, outer) in edges
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|edge| edge.0 == inner)
        {
            if all.insert(*outer) {
                marked.push(*outer);
            }
        }
    }
    all
}

/// Shows folders to a function.
struct Folders<F, L> {
    look: F,
    left: L,
}

impl<F: Fn(Place, &[u8], &mut L), L> Visitor for Folders<F, L> {
    type Known = ();

    fn wants(kind: ObjectKind) -> bool {
        kind == ObjectKind::Tree
    }

    fn whole(&mut self, place: Place, bytes: &[u8]) {
        (self.look)(place, bytes, &mut self.left);
    }

    fn derived(&mut self, place: Place, _: (&(), &[u8]), bytes: &[u8], _: &[Copied]) {
        (self.look)(place, bytes, &mut self.left);
    }
}
