//! Deltas that stand on one another, told as parts of what lies below all of them.

use std::ops::Range;

use portcullis_findings::LimitHit;

use crate::git::GitError;
use crate::git::delta::{Delta, Instruction};

/// How many parts an object may have.
const MAX_PARTS: usize = 1 << 19;

/// Where the bytes of an object that deltas make come from, without any object between it and the lowest one being made.
///
/// ```
/// use portcullis_secret_detect::git::{Delta, From, Layers};
/// // On "abcde": copy 3 bytes from 1, then insert "xy".
/// let delta = [5, 5, 0x91, 1, 3, 2, b'x', b'y'];
/// let mut layers = Layers::new(5);
/// layers.add(&Delta::new(&delta)?, 100)?;
/// let parts: Vec<From> = layers.parts().collect();
/// assert_eq!(parts, [From::Base(1..4), From::Own(b"xy")]);
/// # Ok::<(), portcullis_secret_detect::git::GitError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Layers {
    parts: Vec<Part>,
    /// What deltas insert.
    own: Vec<u8>,
    size: u64,
}

/// Where some bytes come from.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum From<'a> {
    /// These bytes of the lowest object.
    Base(Range<u64>),
    /// They are these.
    Own(&'a [u8]),
}

#[derive(Clone, Copy, Debug)]
struct Part {
    /// Where it ends in the object.
    end: u64,
    /// Where it begins in the lowest object, or in what deltas insert.
    from: u64,
    is_own: bool,
}

impl Layers {
    /// An object of so many bytes, on which nothing stands yet.
    #[must_use]
    pub fn new(size: u64) -> Self {
        let whole = Part {
            end: size,
            from: 0,
            is_own: false,
        };
        Self {
            parts: Vec::from_iter((size > 0).then_some(whole)),
            own: Vec::new(),
            size,
        }
    }

    /// How many bytes the object has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Where its bytes come from, in order.
    pub fn parts(&self) -> impl Iterator<Item = From<'_>> {
        (0..self.parts.len()).filter_map(|at| self.part(at))
    }

    /// One of them, counted from 0.
    #[must_use]
    pub fn part(&self, at: usize) -> Option<From<'_>> {
        let part = self.parts.get(at)?;
        let range = part.from..part.from + (part.end - self.start(at));
        if !part.is_own {
            return Some(From::Base(range));
        }
        let index = |offset: u64| usize::try_from(offset).ok();
        let own = self.own.get(index(range.start)?..index(range.end)?)?;
        Some(From::Own(own))
    }

    /// Puts a delta on top. All of them may insert at most `allowed` bytes.
    ///
    /// # Errors
    ///
    /// [`GitError`] if the delta is for another object, reaches beyond it, makes another size than it states, or takes the object
    /// beyond a limit; the object is as before then, but for its memory.
    pub fn add(&mut self, delta: &Delta<'_>, allowed: u64) -> Result<(), GitError> {
        if delta.base_size != self.size {
            return Err(delta.damaged(0));
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut size = 0;
        for instruction in delta.instructions() {
            let (at, instruction) = instruction?;
            match instruction {
                Instruction::Copy { base, length } => {
                    let (mut from, end) = (base as u64, base as u64 + length as u64);
                    if end > self.size {
                        return Err(delta.damaged(at));
                    }
                    let mut below = self.parts.partition_point(|part| part.end <= from);
                    while from < end {
                        let Some(part) = self.parts.get(below) else {
                            return Err(delta.damaged(at));
                        };
                        let length = part.end.min(end) - from;
                        size += length;
                        push(
                            &mut parts,
                            Part {
                                end: size,
                                from: part.from + (from - self.start(below)),
                                is_own: part.is_own,
                            },
                        )?;
                        from += length;
                        below += 1;
                    }
                }
                Instruction::Insert(bytes) => {
                    let from = self.own.len() as u64;
                    if from + bytes.len() as u64 > allowed {
                        let what = "bytes that deltas of one object insert";
                        return Err(LimitHit { what, allowed }.into());
                    }
                    self.own.extend_from_slice(bytes);
                    size += bytes.len() as u64;
                    push(
                        &mut parts,
                        Part {
                            end: size,
                            from,
                            is_own: true,
                        },
                    )?;
                }
            }
            if size > delta.size {
                return Err(delta.damaged(at));
            }
        }
        if size != delta.size {
            return Err(delta.damaged(0));
        }
        (self.parts, self.size) = (parts, size);
        Ok(())
    }

    fn start(&self, at: usize) -> u64 {
        let before = at.checked_sub(1).and_then(|before| self.parts.get(before));
        before.map_or(0, |part| part.end)
    }
}

/// Adds a part, as one with the last where it goes on from there.
fn push(parts: &mut Vec<Part>, part: Part) -> Result<(), GitError> {
    let (start, before) = match parts.as_slice() {
        [.., before, last] => (before.end, Some(last)),
        [last] => (0, Some(last)),
        [] => (0, None),
    };
    let goes_on =
        before.is_some_and(|last| last.is_own == part.is_own && last.from + (last.end - start) == part.from);
    if let Some(last) = parts.last_mut().filter(|_| goes_on) {
        last.end = part.end;
        return Ok(());
    }
    if parts.len() >= MAX_PARTS {
        let what = "parts of one object that deltas make";
        let allowed = MAX_PARTS as u64;
        return Err(LimitHit { what, allowed }.into());
    }
    parts.push(part);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::delta::apply;

    #[test]
    fn deltas_on_deltas_make_what_they_make_one_by_one() {
        let base = b"0123456789abcdef";
        // Copy 10 from 4, insert "XYZ", copy 4 from 0; then copy 9 from 6, insert "!", copy 17 from 0.
        let first = [16, 17, 0x91, 4, 10, 3, b'X', b'Y', b'Z', 0x90, 4];
        let second = [17, 27, 0x91, 6, 9, 1, b'!', 0x90, 17];
        let (mut object, mut copies) = (Vec::new(), Vec::new());
        let mut expected = base.to_vec();
        let mut layers = Layers::new(base.len() as u64);
        for delta in [&first[..], &second] {
            let delta = Delta::new(delta).unwrap();
            apply(&delta, &expected, 100, &mut object, &mut copies).unwrap();
            expected = object.clone();
            layers.add(&delta, 100).unwrap();
            let made: Vec<u8> = layers
                .parts()
                .flat_map(|part| match part {
                    From::Base(range) => base[range.start as usize..range.end as usize].to_vec(),
                    From::Own(bytes) => bytes.to_vec(),
                })
                .collect();
            assert_eq!(made, expected);
            assert_eq!(layers.size(), expected.len() as u64);
        }
        assert!(layers.add(&Delta::new(&second).unwrap(), 100).is_err());
        let insert = Delta::new(&[27, 2, 2, b'a', b'b']).map(|delta| layers.add(&delta, 4));
        assert!(matches!(insert, Ok(Err(GitError::Limit(_)))));
    }
}
