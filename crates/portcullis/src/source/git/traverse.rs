//! Every object of a pack once: what is no delta, then all that is built on it, while its bytes are there.

use std::io::Read;
use std::ops::Range;

use portcullis_findings::{Gap, GapKind, LimitHit, Stage};
use portcullis_secret_detect::git::{Copied, Delta, EntryBase, GitError, ObjectKind, apply};

use super::layered::{Layered, Unmade};
use super::pack::{Pack, PackEntry};
use super::store::Reader;
use super::streamed::Streamed;
use crate::parallel::map_ordered;

/// Bytes of objects that wait for others to be built on them, for each thread. Children with the most descendants come last and
/// take their base's place, so that no more than a few objects wait.
const WAITING_BYTES: usize = 64 << 20;
/// No parent.
const NONE: u32 = u32::MAX;
/// How many objects of one tree of deltas are made each for itself.
const MAX_LATE: u64 = 4_096;

/// Where an object lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The place of its name in the order of names of the pack.
    pub(crate) name: u32,
    pub(crate) kind: ObjectKind,
}

/// What a visitor knows of an object, kept as long as others are built on it.
pub(crate) trait Known: Default {}
impl<T: Default> Known for T {}

/// How large objects may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ObjectLimits {
    /// To be held in memory.
    pub(crate) held: u64,
    /// To be read piece by piece, which files can be that are no deltas.
    pub(crate) streamed: u64,
}

/// Sees objects.
pub(crate) trait Visitor {
    /// What is known of an object when those that are built on it come.
    type Known: Known;

    /// Whether objects of a kind are to be seen.
    fn wants(kind: ObjectKind) -> bool;

    /// An object that is no delta.
    fn whole(&mut self, place: Place, bytes: &[u8]) -> Self::Known;

    /// A file that is too large to be held. Who wants no files sees none.
    fn large(&mut self, _place: Place, _size: u64, _content: &mut Streamed<'_>) {}

    /// An object that is built on another one.
    fn derived(
        &mut self,
        place: Place,
        base: (&Self::Known, &[u8]),
        bytes: &[u8],
        copies: &[Copied],
    ) -> Self::Known;
}

/// An object that nobody saw.
#[derive(Clone, Debug)]
pub(crate) struct Missed {
    /// The place of its name in the order of names of the pack.
    pub(crate) name: u32,
    pub(crate) limit: LimitHit,
}

/// What came of a pack.
pub(crate) struct Traversed<R> {
    /// What each part of the work left.
    pub(crate) left: Vec<R>,
    /// What of the pack was not looked at, but for objects of which it is known which they are.
    pub(crate) gaps: Vec<Gap>,
    pub(crate) missed: Vec<Missed>,
}

/// How the entries of a pack are built on one another.
struct Forest {
    entries: Vec<PackEntry>,
    /// Entries that are no deltas, in the order of the pack.
    roots: Vec<(u32, ObjectKind)>,
    /// Per entry where its children stand in `children`.
    starts: Vec<u32>,
    /// The lightest first.
    children: Vec<u32>,
    headers: Vec<(u64, u8)>,
    gaps: Vec<Gap>,
}

/// Visits all wanted objects of a pack. Each visitor of `begin` sees some of the trees of deltas; `end` takes what each tree left in
/// it, in the order of the pack.
pub(crate) fn traverse<V: Visitor, R: Send>(
    pack: &Pack,
    limits: ObjectLimits,
    begin: impl Fn() -> V + Send + Sync,
    end: impl Fn(&mut V) -> R + Send + Sync,
) -> Traversed<R> {
    let mut forest = Forest::new(pack);
    let roots: Vec<(u32, ObjectKind)> = forest
        .roots
        .iter()
        .copied()
        .filter(|(_, kind)| V::wants(*kind))
        .collect();
    let each = map_ordered(
        // Some trees at once, because one may be no more than a commit.
        &roots.chunks(32).collect::<Vec<_>>(),
        || (begin(), Reader::new(limits.held)),
        |(visitor, reader), roots| {
            let mut walk = Walk::new(pack, &forest, limits);
            for (root, kind) in *roots {
                walk.tree(*root, *kind, visitor, reader);
            }
            (end(visitor), walk.damaged, walk.missed)
        },
    );
    let mut all = Traversed {
        left: Vec::with_capacity(each.len()),
        gaps: std::mem::take(&mut forest.gaps),
        missed: Vec::new(),
    };
    let mut damaged = 0;
    for (one, some, missed) in each {
        all.left.push(one);
        all.missed.extend(missed);
        damaged += some;
    }
    if damaged > 0 {
        let cause = format!(
            "{damaged} objects are damaged or change too much of a large one, and what is built on them is not looked at in full"
        );
        all.gaps.push(skipped(pack, cause));
    }
    all
}

/// Some of a pack was not looked at.
fn skipped(pack: &Pack, cause: String) -> Gap {
    Gap::new(Stage::Source, GapKind::Skipped, pack.name.clone(), cause)
}

impl Forest {
    fn new(pack: &Pack) -> Self {
        let entries = pack.entries();
        let mut forest = Self {
            roots: Vec::new(),
            starts: vec![0; entries.len() + 1],
            children: Vec::new(),
            headers: Vec::with_capacity(entries.len()),
            gaps: Vec::new(),
            entries,
        };
        let mut parents = vec![NONE; forest.entries.len()];
        let mut buffer = Vec::new();
        let mut broken = 0_u64;
        for at in 0..forest.entries.len() {
            let entry = forest.entries.get(at).copied();
            let header = entry.and_then(|entry| pack.header(entry.offset, &mut buffer));
            let Some(header) = header else {
                broken += 1;
                forest.headers.push((0, 0));
                continue;
            };
            forest
                .headers
                .push((header.size, u8::try_from(header.length).unwrap_or(u8::MAX)));
            if let EntryBase::Whole(kind) = header.base {
                forest.roots.push((at as u32, kind));
            } else if let Some(base) = pack
                .base_offset(&header.base)
                .and_then(|offset| forest.find(offset))
                && let Some(parent) = parents.get_mut(at)
            {
                *parent = base;
            }
        }
        let reached = forest.link(&parents);
        let lost = forest.entries.len() as u64 - reached;
        if lost > 0 {
            let cause = format!(
                "{lost} objects are not looked at: {broken} are damaged, the others are built on what is not there"
            );
            forest.gaps.push(skipped(pack, cause));
        }
        forest
    }

    fn find(&self, offset: u64) -> Option<u32> {
        let at = self.entries.binary_search_by_key(&offset, |entry| entry.offset);
        at.ok().and_then(|at| u32::try_from(at).ok())
    }

    /// Sorts children to their bases, and gives the number of entries that lead to a whole object.
    fn link(&mut self, parents: &[u32]) -> u64 {
        let count = self.entries.len();
        for parent in parents.iter().filter(|parent| **parent != NONE) {
            if let Some(slot) = self.starts.get_mut(*parent as usize + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut self.starts {
            sum += *slot;
            *slot = sum;
        }
        let mut next = self.starts.clone();
        self.children = vec![0; sum as usize];
        for (at, parent) in parents.iter().enumerate().filter(|(_, parent)| **parent != NONE) {
            if let Some(slot) = next.get_mut(*parent as usize) {
                if let Some(child) = self.children.get_mut(*slot as usize) {
                    *child = at as u32;
                }
                *slot += 1;
            }
        }
        // From the roots on, so that circles of deltas by name are never entered.
        let mut order: Vec<u32> = self.roots.iter().map(|(root, _)| *root).collect();
        let mut at = 0;
        while let Some(entry) = order.get(at).copied() {
            order.extend_from_slice(self.children.get(self.of(entry)).unwrap_or_default());
            at += 1;
        }
        let mut weights = vec![1_u32; count];
        for entry in order.iter().rev() {
            let weight = weights.get(*entry as usize).copied().unwrap_or(1);
            let parent = parents.get(*entry as usize).copied().unwrap_or(NONE);
            if let Some(sum) = weights.get_mut(parent as usize) {
                *sum = sum.saturating_add(weight);
            }
        }
        for entry in 0..count {
            let range = self.of(entry as u32);
            if let Some(children) = self.children.get_mut(range) {
                children.sort_by_key(|child| weights.get(*child as usize));
            }
        }
        order.len() as u64
    }

    /// Where the children of an entry stand.
    fn of(&self, entry: u32) -> Range<usize> {
        let at = |place: usize| self.starts.get(place).map_or(0, |start| *start as usize);
        at(entry as usize)..at(entry as usize + 1)
    }
}

/// An object that others are still to be built on.
struct Frame<K> {
    children: Range<usize>,
    bytes: Vec<u8>,
    known: K,
}

struct Walk<'a> {
    pack: &'a Pack,
    forest: &'a Forest,
    limits: ObjectLimits,
    waiting: usize,
    spare: Vec<Vec<u8>>,
    copies: Vec<Copied>,
    damaged: u64,
    /// Objects that cannot be made while others wait, or cannot be held.
    late: Vec<u32>,
    missed: Vec<Missed>,
}

impl<'a> Walk<'a> {
    fn new(pack: &'a Pack, forest: &'a Forest, limits: ObjectLimits) -> Self {
        Self {
            pack,
            forest,
            limits,
            waiting: 0,
            spare: Vec::new(),
            copies: Vec::new(),
            damaged: 0,
            late: Vec::new(),
            missed: Vec::new(),
        }
    }

    fn tree<V: Visitor>(&mut self, root: u32, kind: ObjectKind, visitor: &mut V, reader: &mut Reader) {
        if kind == ObjectKind::Blob && self.stream(root, kind, visitor, reader) {
            return;
        }
        let mut bytes = self.spare.pop().unwrap_or_default();
        if self.inflate(root, reader, None, &mut bytes) != Made::Yes {
            self.spare.push(bytes);
            return self.late(kind, visitor, reader);
        }
        let known = visitor.whole(self.place(root, kind), &bytes);
        let mut stack: Vec<Frame<V::Known>> = Vec::new();
        self.push(&mut stack, root, bytes, known);
        while let Some(frame) = stack.last_mut() {
            let Some(child) = frame
                .children
                .next()
                .and_then(|at| self.forest.children.get(at).copied())
            else {
                let done = stack.pop();
                self.recycle(done);
                continue;
            };
            let is_last = frame.children.is_empty();
            let mut bytes = self.spare.pop().unwrap_or_default();
            let made = self.inflate(child, reader, Some(&frame.bytes), &mut bytes);
            let known = (made == Made::Yes).then(|| {
                visitor.derived(
                    self.place(child, kind),
                    (&frame.known, &frame.bytes),
                    &bytes,
                    &self.copies,
                )
            });
            if is_last {
                let done = stack.pop();
                self.recycle(done);
            }
            match known {
                Some(known) => self.push(&mut stack, child, bytes, known),
                None => self.spare.push(bytes),
            }
        }
        self.late(kind, visitor, reader);
    }

    /// Shows what was left over, and all that is built on it, each object for itself.
    fn late<V: Visitor>(&mut self, kind: ObjectKind, visitor: &mut V, reader: &mut Reader) {
        self.spare.clear();
        let mut waiting = std::mem::take(&mut self.late);
        let mut seen = 0;
        while let Some(entry) = waiting.pop() {
            let children = self.forest.children.get(self.forest.of(entry));
            waiting.extend_from_slice(children.unwrap_or_default());
            seen += 1;
            let made = match self.forest.entries.get(entry as usize) {
                _ if seen > MAX_LATE => Err(Unmade::Limit {
                    what: "objects on one that cannot be held",
                    allowed: MAX_LATE,
                }),
                Some(place) => Layered::new(self.pack, place.offset, self.limits.held, reader),
                None => continue,
            };
            let place = self.place(entry, kind);
            let allowed = self.limits.streamed;
            let limit = match made {
                Ok(mut made) if made.size <= self.limits.held => {
                    let mut bytes = Vec::new();
                    match made.content.read_to_end(&mut bytes) {
                        Ok(_) => drop(visitor.whole(place, &bytes)),
                        Err(_) => self.damaged = self.damaged.saturating_add(1),
                    }
                    continue;
                }
                Ok(mut made) if made.size <= allowed && kind == ObjectKind::Blob => {
                    visitor.large(place, made.size, &mut made.content);
                    let is_damaged = made.content.is_damaged();
                    self.damaged = self.damaged.saturating_add(u64::from(is_damaged));
                    continue;
                }
                Ok(_) if kind == ObjectKind::Blob => ("bytes of one object", allowed),
                Ok(_) => ("bytes of one object", self.limits.held),
                Err(Unmade::Limit { what, allowed }) => (what, allowed),
                Err(Unmade::Damaged) => {
                    self.damaged = self.damaged.saturating_add(1);
                    continue;
                }
            };
            let (what, allowed) = limit;
            self.missed.push(Missed {
                name: place.name,
                limit: LimitHit { what, allowed },
            });
        }
    }

    /// Shows a file that is too large to be held piece by piece, and then what is built on it.
    fn stream<V: Visitor>(
        &mut self,
        root: u32,
        kind: ObjectKind,
        visitor: &mut V,
        reader: &mut Reader,
    ) -> bool {
        let entry = self.forest.entries.get(root as usize);
        let (Some(entry), Some((size, header))) = (entry, self.forest.headers.get(root as usize)) else {
            return false;
        };
        if *size <= self.limits.held || *size > self.limits.streamed {
            return false;
        }
        let mut content = Streamed::of_pack(self.pack, entry.offset + u64::from(*header), *size);
        visitor.large(self.place(root, kind), *size, &mut content);
        self.damaged = self.damaged.saturating_add(u64::from(content.is_damaged()));
        let children = self.forest.children.get(self.forest.of(root));
        self.late.extend_from_slice(children.unwrap_or_default());
        self.late(kind, visitor, reader);
        true
    }

    /// Keeps an object for those that are built on it.
    fn push<K>(&mut self, stack: &mut Vec<Frame<K>>, entry: u32, bytes: Vec<u8>, known: K) {
        let children = self.forest.of(entry);
        if children.is_empty() || (self.waiting + bytes.len() > WAITING_BYTES && !stack.is_empty()) {
            let children = self.forest.children.get(children);
            self.late.extend_from_slice(children.unwrap_or_default());
            self.spare.push(bytes);
            return;
        }
        self.waiting += bytes.len();
        stack.push(Frame {
            children,
            bytes,
            known,
        });
    }

    fn recycle<K>(&mut self, frame: Option<Frame<K>>) {
        if let Some(frame) = frame {
            self.waiting -= frame.bytes.len();
            if self.spare.len() < 4 && frame.bytes.capacity() < 1 << 22 {
                self.spare.push(frame.bytes);
            }
        }
    }

    fn place(&self, entry: u32, kind: ObjectKind) -> Place {
        let name = self.forest.entries.get(entry as usize);
        Place {
            name: name.map_or(0, |entry| entry.place),
            kind,
        }
    }

    /// Inflates an entry, and builds it on its base.
    fn inflate(&mut self, entry: u32, reader: &mut Reader, base: Option<&[u8]>, into: &mut Vec<u8>) -> Made {
        let made = self.made(entry, reader, base, into);
        match made {
            Made::Yes => {}
            Made::Large => self.late.push(entry),
            Made::Damaged => self.damaged = self.damaged.saturating_add(1),
        }
        made
    }

    fn made(&mut self, entry: u32, reader: &mut Reader, base: Option<&[u8]>, into: &mut Vec<u8>) -> Made {
        let at = entry as usize;
        let place = self.forest.entries.get(at).copied();
        let header = self.forest.headers.get(at).copied();
        let (Some(place), Some((size, header))) = (place, header) else {
            return Made::Damaged;
        };
        if size > self.limits.held {
            return Made::Large;
        }
        let next = self.forest.entries.get(at + 1);
        let end = next.map_or(self.pack.length, |next| next.offset);
        let start = place.offset + u64::from(header);
        let length = end.saturating_sub(start);
        let Reader {
            inflater,
            compressed,
            delta,
            ..
        } = reader;
        let (Some(input), Ok(stated)) = (self.pack.at(start, length, compressed), usize::try_from(size))
        else {
            return Made::Damaged;
        };
        let inflated = inflater.inflate(
            input,
            stated,
            if base.is_none() { &mut *into } else { &mut *delta },
        );
        let applied = match base {
            _ if !inflated => return Made::Damaged,
            None => Ok(()),
            Some(base) => Delta::new(delta)
                .and_then(|delta| apply(&delta, base, self.limits.held, into, &mut self.copies)),
        };
        match applied {
            Ok(()) => Made::Yes,
            Err(GitError::Limit(_)) => Made::Large,
            Err(_) => Made::Damaged,
        }
    }
}

/// What came of an object.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Made {
    Yes,
    /// It cannot be held.
    Large,
    Damaged,
}
