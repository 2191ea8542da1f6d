//! Deltas: an object told as parts of another one and new bytes.

use std::ops::Range;

use portcullis_findings::LimitHit;

use crate::git::GitError;

/// A delta, by `gitformat-pack`: both sizes, then instructions.
#[derive(Clone, Copy, Debug)]
pub struct Delta<'a> {
    /// The size of the object it is based on.
    pub base_size: u64,
    /// The size of the object it makes.
    pub size: u64,
    instructions: &'a [u8],
    /// Where the instructions begin.
    offset: usize,
}

/// Bytes of the base that stand in the object too.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Copied {
    /// Where they stand in the base.
    pub base: usize,
    /// Where they stand in the object.
    pub at: usize,
    /// How many they are.
    pub length: usize,
}

impl Copied {
    /// The bytes in the object.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.length
    }
}

impl<'a> Delta<'a> {
    /// Reads the sizes.
    ///
    /// # Errors
    ///
    /// [`GitError`] if there are none.
    pub fn new(bytes: &'a [u8]) -> Result<Self, GitError> {
        let mut at = 0;
        let base_size = size(bytes, &mut at)?;
        let size = size(bytes, &mut at)?;
        Ok(Self {
            base_size,
            size,
            instructions: bytes.get(at..).unwrap_or_default(),
            offset: at,
        })
    }

    /// What it does, in the order of the object, each with its offset.
    pub(super) fn instructions(&self) -> impl Iterator<Item = Result<(usize, Instruction<'a>), GitError>> {
        let (delta, mut at) = (*self, 0);
        std::iter::from_fn(move || {
            if at >= delta.instructions.len() {
                return None;
            }
            let start = at;
            let next = instruction(delta.instructions, &mut at);
            if next.is_none() {
                at = delta.instructions.len();
            }
            Some(next.map(|next| (start, next)).ok_or_else(|| delta.damaged(start)))
        })
    }

    pub(super) fn damaged(&self, at: usize) -> GitError {
        GitError::Malformed {
            what: "a delta",
            byte: (self.offset + at) as u64,
        }
    }
}

/// What a delta does for some bytes of the object.
#[derive(Clone, Copy, Debug)]
pub(super) enum Instruction<'a> {
    Copy { base: usize, length: usize },
    Insert(&'a [u8]),
}

/// The instruction at `at`, which moves behind it.
#[inline]
fn instruction<'a>(bytes: &'a [u8], at: &mut usize) -> Option<Instruction<'a>> {
    let code = *bytes.get(*at)?;
    *at += 1;
    if code & 0x80 != 0 {
        let mut number = |first: u8, count: u8| -> Option<usize> {
            let mut value = 0;
            for place in 0..count {
                if code & (1 << (first + place)) != 0 {
                    value |= usize::from(*bytes.get(*at)?) << (8 * place);
                    *at += 1;
                }
            }
            Some(value)
        };
        let (base, length) = (number(0, 4)?, number(4, 3)?);
        let length = if length == 0 { 0x10000 } else { length };
        return Some(Instruction::Copy { base, length });
    }
    let inserted = bytes.get(*at..*at + usize::from(code))?;
    *at += usize::from(code);
    (code != 0).then_some(Instruction::Insert(inserted))
}

/// Makes the object of a delta from its base into `object`, at most `allowed` bytes, and tells what was copied in the order of
/// the object; copies that go on in the base as in the object are one.
///
/// # Errors
///
/// [`GitError`] if the base is not the one the delta is for, an instruction reaches beyond it, the object has another size than
/// stated, or more than allowed.
pub fn apply(
    delta: &Delta<'_>,
    base: &[u8],
    allowed: u64,
    object: &mut Vec<u8>,
    copies: &mut Vec<Copied>,
) -> Result<(), GitError> {
    object.clear();
    copies.clear();
    let damaged = |at: usize| delta.damaged(at);
    if delta.base_size != base.len() as u64 {
        return Err(damaged(0));
    }
    if delta.size > allowed {
        let what = "bytes of one object";
        return Err(LimitHit { what, allowed }.into());
    }
    let stated = usize::try_from(delta.size).map_err(|_| damaged(0))?;
    object.reserve(stated);
    let bytes = delta.instructions;
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        let from = match instruction(bytes, &mut at).ok_or_else(|| damaged(start))? {
            Instruction::Copy { base: offset, length } => {
                copies_push(copies, offset, object.len(), length);
                base.get(offset..offset.saturating_add(length))
            }
            Instruction::Insert(inserted) => Some(inserted),
        };
        let from = from.ok_or_else(|| damaged(start))?;
        if object.len() + from.len() > stated {
            return Err(damaged(start));
        }
        object.extend_from_slice(from);
    }
    if object.len() != stated {
        return Err(damaged(at));
    }
    Ok(())
}

fn copies_push(copies: &mut Vec<Copied>, base: usize, at: usize, length: usize) {
    if let Some(last) = copies.last_mut()
        && last.base + last.length == base
        && last.at + last.length == at
    {
        last.length += length;
        return;
    }
    copies.push(Copied { base, at, length });
}

/// A size: seven bits a byte, the lowest first.
fn size(bytes: &[u8], at: &mut usize) -> Result<u64, GitError> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let Some(byte) = bytes.get(*at) else {
            return Err(GitError::Short {
                what: "a delta",
                byte: bytes.len() as u64,
            });
        };
        *at += 1;
        let part = u64::from(byte & 0x7f);
        if (part << shift) >> shift != part {
            break;
        }
        value |= part << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(GitError::Malformed {
        what: "a delta",
        byte: *at as u64,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(delta: &[u8], base: &[u8]) -> Result<(Vec<u8>, Vec<Copied>), GitError> {
        let (mut object, mut copies) = (Vec::new(), Vec::new());
        apply(&Delta::new(delta)?, base, 100, &mut object, &mut copies)?;
        Ok((object, copies))
    }

    #[test]
    fn copies_and_insertions_make_the_object() {
        // Copy 3 bytes from 0, copy 2 from 3, insert "xy", copy 1 from 4.
        let delta = [5, 8, 0x90, 3, 0x91, 3, 2, 2, b'x', b'y', 0x91, 4, 1];
        let (object, copies) = run(&delta, b"abcde").unwrap();
        assert_eq!(object, b"abcdexye");
        let copied = |base, at, length| Copied { base, at, length };
        assert_eq!(copies, [copied(0, 0, 5), copied(4, 7, 1)]);
    }

    #[test]
    fn what_reaches_beyond_the_base_or_the_size_is_refused() {
        for delta in [
            &[5, 3, 0x91, 4, 3][..],
            &[5, 3, 0x90, 2],
            &[5, 1, 0x90, 2],
            &[4, 1, 1, b'a'],
            &[5, 1, 0],
            &[5, 2, 2, b'a'],
            &[5, 3, 0x97, 1],
        ] {
            assert!(
                matches!(run(delta, b"abcde"), Err(GitError::Malformed { .. })),
                "{delta:?}"
            );
        }
        assert!(matches!(run(&[0x80], b""), Err(GitError::Short { .. })));
        assert!(matches!(run(&[5, 0xff, 1], b"abcde"), Err(GitError::Limit(_))));
    }
}
