//! Indexes of packs.

use std::cmp::Ordering;

use crate::git::{GitError, ObjectId, ObjectIdKind};

/// Names and offsets of a pack's objects, by name. Versions 1 and 2.
#[derive(Clone, Debug)]
pub struct PackIndex {
    bytes: Vec<u8>,
    kind: ObjectIdKind,
    layout: Layout,
    count: u32,
}

#[derive(Clone, Copy, Debug)]
enum Layout {
    /// Offset and name together.
    One,
    /// Names, checksums, offsets, long offsets.
    Two,
}

const WHAT: &str = "the index of a pack";
const FANOUT: usize = 256 * 4;

impl PackIndex {
    /// Takes the bytes of an index.
    ///
    /// # Errors
    ///
    /// [`GitError`] if it is none, or shorter than the objects it counts need.
    pub fn new(bytes: Vec<u8>, kind: ObjectIdKind) -> Result<Self, GitError> {
        let layout = if bytes.starts_with(b"\xfftOc") {
            match be32(&bytes, 4) {
                Some(2) => Layout::Two,
                Some(version) => return Err(GitError::Version { what: WHAT, version }),
                None => {
                    return Err(GitError::Short {
                        what: WHAT,
                        byte: bytes.len() as u64,
                    });
                }
            }
        } else {
            Layout::One
        };
        let mut index = Self {
            bytes,
            kind,
            layout,
            count: 0,
        };
        let mut before = 0;
        for first in 0..=255 {
            let until = index.fan(first).ok_or_else(|| index.short())?;
            if until < before {
                return Err(GitError::Malformed {
                    what: WHAT,
                    byte: (index.start() + usize::from(first) * 4) as u64,
                });
            }
            before = until;
        }
        index.count = before;
        let count = before as usize;
        let row = match layout {
            Layout::One => 4 + kind.len(),
            Layout::Two => kind.len() + 8,
        };
        let least = count
            .checked_mul(row)
            .and_then(|rows| rows.checked_add(index.start() + FANOUT));
        if least.is_none_or(|least| index.bytes.len() < least) {
            return Err(index.short());
        }
        Ok(index)
    }

    /// How many objects the pack has.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The name of an object by its place in the order of names.
    #[must_use]
    pub fn id(&self, place: u32) -> Option<ObjectId> {
        self.id_bytes(place).and_then(ObjectId::new)
    }

    /// The offset of an object in the pack, by its place in the order of names.
    #[must_use]
    pub fn offset(&self, place: u32) -> Option<u64> {
        if place >= self.count {
            return None;
        }
        let (place, count) = (place as usize, self.count as usize);
        let rows = self.start() + FANOUT;
        match self.layout {
            Layout::One => be32(&self.bytes, rows + place * (4 + self.kind.len())).map(u64::from),
            Layout::Two => {
                let offsets = rows + count * (self.kind.len() + 4);
                let short = be32(&self.bytes, offsets + place * 4)?;
                if short & 0x8000_0000 == 0 {
                    return Some(u64::from(short));
                }
                let long = offsets + count * 4 + (short & 0x7fff_ffff) as usize * 8;
                let bytes = self.bytes.get(long..)?.first_chunk::<8>()?;
                Some(u64::from_be_bytes(*bytes))
            }
        }
    }

    /// The place of a name in the order of names, if the pack has it.
    #[must_use]
    pub fn find(&self, id: &ObjectId) -> Option<u32> {
        let wanted = id.as_bytes();
        let first = *wanted.first()?;
        let mut low = if first == 0 { 0 } else { self.fan(first - 1)? };
        let mut high = self.fan(first)?;
        while low < high {
            let middle = low + (high - low) / 2;
            match self.id_bytes(middle)?.cmp(wanted) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// How many names begin with `first` or a lower byte.
    fn fan(&self, first: u8) -> Option<u32> {
        be32(&self.bytes, self.start() + usize::from(first) * 4)
    }

    fn start(&self) -> usize {
        match self.layout {
            Layout::One => 0,
            Layout::Two => 8,
        }
    }

    fn id_bytes(&self, place: u32) -> Option<&[u8]> {
        if place >= self.count {
            return None;
        }
        let (rows, place, length) = (self.start() + FANOUT, place as usize, self.kind.len());
        let at = match self.layout {
            Layout::One => rows + place * (4 + length) + 4,
            Layout::Two => rows + place * length,
        };
        self.bytes.get(at..at + length)
    }

    fn short(&self) -> GitError {
        GitError::Short {
            what: WHAT,
            byte: self.bytes.len() as u64,
        }
    }
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..)?
        .first_chunk::<4>()
        .map(|four| u32::from_be_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version_two(names: &[[u8; 20]], offsets: &[u32]) -> Vec<u8> {
        let mut bytes = b"\xfftOc\0\0\0\x02".to_vec();
        for first in 0..=255_u8 {
            let until = names.iter().filter(|name| name[0] <= first).count() as u32;
            bytes.extend(until.to_be_bytes());
        }
        bytes.extend(names.concat());
        bytes.extend(vec![0; names.len() * 4]);
        bytes.extend(offsets.iter().flat_map(|offset| offset.to_be_bytes()));
        bytes.extend(0x1_0000_0000_u64.to_be_bytes());
        bytes
    }

    #[test]
    fn objects_are_found_by_name() {
        let names = [[3; 20], [7; 20], [0xff; 20]];
        let bytes = version_two(&names, &[12, 0x8000_0000, 99]);
        let index = PackIndex::new(bytes.clone(), ObjectIdKind::Sha1).unwrap();
        let offsets = names.map(|name| {
            let place = index.find(&ObjectId::new(&name).unwrap()).unwrap();
            index.offset(place).unwrap()
        });
        assert_eq!(offsets, [12, 0x1_0000_0000, 99]);
        assert_eq!(index.find(&ObjectId::new(&[4; 20]).unwrap()), None);
        for cut in [0, 7, 500, 1031, 1032, 1080] {
            assert!(
                PackIndex::new(bytes[..cut].to_vec(), ObjectIdKind::Sha1).is_err(),
                "{cut}"
            );
        }
    }
}
