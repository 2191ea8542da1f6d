//! Objects that cannot be held and stand on others as deltas: read in order from what lies below all of them.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::Range;

use portcullis_secret_detect::git::{Delta, EntryBase, From, GitError, Layers, ObjectKind};

use super::pack::Pack;
use super::store::{MAX_CHAIN, Reader, whole};
use super::streamed::Streamed;

/// How many bytes of what was read last stay at hand, once to twice, since deltas go back a little.
const WINDOW: usize = 8 << 20;
/// Parts of at most so many bytes that lie far from those around them are read ahead, all of one object in one pass: deltas take a
/// few bytes that occur often from anywhere.
const SMALL: u64 = 64 << 10;
/// How many bytes of them are held.
const MAX_AHEAD: u64 = 16 << 20;
/// How often the lowest object may be inflated, by its bytes.
const MAX_PASSES: u64 = 8;

/// Why an object is not made.
#[derive(Debug)]
pub(crate) enum Unmade {
    /// Its entry in the pack, or one that it stands on, is damaged.
    Damaged,
    Limit {
        what: &'static str,
        allowed: u64,
    },
}

/// An object that can be read piece by piece.
pub(crate) struct Layered<'a> {
    pub(crate) kind: ObjectKind,
    pub(crate) size: u64,
    pub(crate) content: Streamed<'a>,
}

impl<'a> Layered<'a> {
    /// The object at an offset of a pack. `held` bounds in bytes what is kept of it: a half for each delta and all that deltas insert.
    pub(crate) fn new(pack: &'a Pack, offset: u64, held: u64, reader: &mut Reader) -> Result<Self, Unmade> {
        let part = held / 2;
        let (mut chain, mut next) = (Vec::new(), offset);
        let (kind, root, size) = loop {
            let header = pack.header(next, &mut reader.compressed);
            let header = header.ok_or(Unmade::Damaged)?;
            if let EntryBase::Whole(kind) = header.base {
                break (kind, next + header.length as u64, header.size);
            }
            if header.size > part {
                let what = "bytes of a delta of a large object";
                return Err(Unmade::Limit { what, allowed: part });
            }
            chain.push((next, header));
            if chain.len() > MAX_CHAIN {
                return Err(Unmade::Limit {
                    what: "deltas on one another",
                    allowed: MAX_CHAIN as u64,
                });
            }
            let base = pack.base_offset(&header.base);
            next = base.ok_or(Unmade::Damaged)?;
        };
        let mut layers = Layers::new(size);
        while let Some((offset, header)) = chain.pop() {
            let delta = whole(pack, offset, header.length, header.size, reader);
            let delta = delta.map_err(|_| Unmade::Damaged)?;
            let added = Delta::new(&delta).and_then(|delta| layers.add(&delta, part));
            added.map_err(|error| match error {
                GitError::Limit(hit) => Unmade::Limit {
                    what: hit.what,
                    allowed: hit.allowed,
                },
                _ => Unmade::Damaged,
            })?;
        }
        let size_made = layers.size();
        let ahead = Ahead::read(&layers, Base::new(pack, root, size)).map_err(|_| Unmade::Damaged)?;
        let content = Parts {
            base: Base::new(pack, root, size),
            layers,
            ahead,
            part: 0,
            done: 0,
        };
        Ok(Self {
            kind,
            size: size_made,
            content: Streamed::new(content, size_made),
        })
    }
}

/// Reads the parts of an object one after the other.
struct Parts<'a> {
    base: Base<'a>,
    layers: Layers,
    ahead: Ahead,
    part: usize,
    /// Bytes of the part that were read.
    done: u64,
}

impl Read for Parts<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(part) = self.layers.part(self.part) else {
                return Ok(0);
            };
            let count = match part {
                From::Base(_) if self.ahead.of(self.part).is_some() => {
                    let bytes = self.ahead.of(self.part).unwrap_or_default();
                    let done = usize::try_from(self.done).unwrap_or(usize::MAX);
                    bytes.get(done..).unwrap_or_default().read(into)?
                }
                From::Base(range) => {
                    let from = range.start + self.done;
                    let left = usize::try_from(range.end - from).unwrap_or(usize::MAX);
                    let most = into.len().min(left);
                    self.base
                        .read_at(from, into.get_mut(..most).unwrap_or_default())?
                }
                From::Own(bytes) => {
                    let done = usize::try_from(self.done).unwrap_or(usize::MAX);
                    bytes.get(done..).unwrap_or_default().read(into)?
                }
                _ => return Err(io::ErrorKind::Unsupported.into()),
            };
            if count > 0 || into.is_empty() {
                self.done += count as u64;
                return Ok(count);
            }
            (self.part, self.done) = (self.part + 1, 0);
        }
    }
}

/// Small parts of the lowest object that are not read in turn.
struct Ahead {
    bytes: Vec<u8>,
    /// By the number of the part.
    ranges: BTreeMap<usize, Range<usize>>,
}

impl Ahead {
    fn read(layers: &Layers, mut base: Base<'_>) -> io::Result<Self> {
        let mut wanted = Vec::new();
        let (mut at, mut sum) = (0_u64, 0);
        for (number, part) in layers.parts().enumerate() {
            let From::Base(range) = part else { continue };
            let length = range.end - range.start;
            let is_near = range.start.abs_diff(at) < WINDOW as u64;
            if !is_near && length <= SMALL && sum + length <= MAX_AHEAD {
                sum += length;
                wanted.push((range, number));
            } else {
                at = range.end;
            }
        }
        wanted.sort_unstable_by_key(|(range, number)| (range.start, *number));
        let mut ahead = Self {
            bytes: Vec::new(),
            ranges: BTreeMap::new(),
        };
        for (range, number) in wanted {
            let start = ahead.bytes.len();
            ahead
                .bytes
                .resize(start + usize::try_from(range.end - range.start).unwrap_or(0), 0);
            let (mut from, mut to) = (range.start, start);
            while let Some(into) = ahead.bytes.get_mut(to..).filter(|into| !into.is_empty()) {
                let count = base.read_at(from, into)?;
                (from, to) = (from + count as u64, to + count);
            }
            ahead.ranges.insert(number, start..ahead.bytes.len());
        }
        Ok(ahead)
    }

    fn of(&self, part: usize) -> Option<&[u8]> {
        self.bytes.get(self.ranges.get(&part)?.clone())
    }
}

/// The lowest object, of which the last bytes are at hand.
struct Base<'a> {
    pack: &'a Pack,
    offset: u64,
    size: u64,
    inner: Streamed<'a>,
    /// The bytes in front of where `inner` is.
    window: Vec<u8>,
    /// Where `inner` is.
    at: u64,
    /// How many more bytes may be inflated.
    room: u64,
}

impl<'a> Base<'a> {
    fn new(pack: &'a Pack, offset: u64, size: u64) -> Self {
        Self {
            pack,
            offset,
            size,
            inner: Streamed::of_pack(pack, offset, size),
            window: Vec::new(),
            at: 0,
            room: size.saturating_mul(MAX_PASSES).max(WINDOW as u64),
        }
    }

    /// Some bytes from an offset on; none if `into` is empty.
    fn read_at(&mut self, from: u64, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        if from < self.at - self.window.len() as u64 {
            self.inner = Streamed::of_pack(self.pack, self.offset, self.size);
            self.window.clear();
            self.at = 0;
        }
        while self.at <= from {
            self.fill()?;
        }
        let back = usize::try_from(self.at - from).unwrap_or(usize::MAX);
        let start = self.window.len().saturating_sub(back);
        self.window.get(start..).unwrap_or_default().read(into)
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.window.len() >= 2 * WINDOW {
            self.window.drain(..WINDOW);
        }
        let before = self.window.len();
        self.window.resize(before + (64 << 10), 0);
        let read = match self.room {
            0 => Err(io::Error::other("the object below is read too often")),
            _ => self.inner.read(self.window.get_mut(before..).unwrap_or_default()),
        };
        self.window
            .truncate(before + read.as_ref().map_or(0, |count| *count));
        let count = read?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.at += count as u64;
        self.room = self.room.saturating_sub(count as u64);
        Ok(())
    }
}
