//! Entries of packs.

use crate::git::object::ObjectKind;
use crate::git::{GitError, ObjectId, ObjectIdKind};

/// How many bytes the header of an entry has at most, its base included.
pub const MAX_ENTRY_HEADER: usize = 10 + 32;

/// What an entry is built on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum EntryBase {
    /// Nothing: it holds the object.
    Whole(ObjectKind),
    /// The entry at this offset of the same pack.
    Offset(u64),
    /// The object of this name.
    Id(ObjectId),
}

/// The header of an entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct EntryHeader {
    /// What the entry holds, or what its delta is based on.
    pub base: EntryBase,
    /// How many bytes the entry inflates to: of the object, or of the delta.
    pub size: u64,
    /// How many bytes the header has; the zlib stream follows.
    pub length: usize,
}

/// Checks the header of a pack, and gives the number of its entries.
///
/// # Errors
///
/// [`GitError`] if it is none, or of a version that is not read (2 and 3 are).
pub fn pack_header(bytes: &[u8]) -> Result<u32, GitError> {
    let what = "the header of a pack";
    let short = GitError::Short {
        what,
        byte: bytes.len() as u64,
    };
    let header = bytes.first_chunk::<12>().ok_or(short)?;
    let [a, b, c, d, version @ .., e, f, g, h] = header;
    if [*a, *b, *c, *d] != *b"PACK" {
        return Err(GitError::Malformed { what, byte: 0 });
    }
    match u32::from_be_bytes(*version) {
        2 | 3 => Ok(u32::from_be_bytes([*e, *f, *g, *h])),
        version => Err(GitError::Version { what, version }),
    }
}

/// Reads the header of the entry at `offset` of its pack, which `bytes` begin with.
///
/// # Errors
///
/// [`GitError`] if it is damaged, or based on something in front of the pack.
pub fn entry_header(bytes: &[u8], offset: u64, kind: ObjectIdKind) -> Result<EntryHeader, GitError> {
    let what = "an entry of a pack";
    let short = GitError::Short { what, byte: offset };
    let damaged = GitError::Malformed { what, byte: offset };
    let mut rest = bytes.iter().copied();
    let first = rest.next().ok_or(short.clone())?;
    let mut size = u64::from(first & 0x0f);
    let (mut more, mut shift, mut length) = (first & 0x80 != 0, 4, 1);
    while more {
        let byte = rest.next().ok_or(short.clone())?;
        if shift > 57 {
            return Err(damaged);
        }
        size |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        length += 1;
        more = byte & 0x80 != 0;
    }
    let base = match (first >> 4) & 7 {
        1 => EntryBase::Whole(ObjectKind::Commit),
        2 => EntryBase::Whole(ObjectKind::Tree),
        3 => EntryBase::Whole(ObjectKind::Blob),
        4 => EntryBase::Whole(ObjectKind::Tag),
        6 => {
            let mut byte = rest.next().ok_or(short.clone())?;
            let mut back = u64::from(byte & 0x7f);
            length += 1;
            while byte & 0x80 != 0 {
                byte = rest.next().ok_or(short.clone())?;
                if back >= 1 << 56 {
                    return Err(damaged);
                }
                back = ((back + 1) << 7) | u64::from(byte & 0x7f);
                length += 1;
            }
            if back == 0 {
                return Err(damaged);
            }
            EntryBase::Offset(offset.checked_sub(back).ok_or(damaged)?)
        }
        7 => {
            let id = bytes.get(length..length + kind.len()).and_then(ObjectId::new);
            length += kind.len();
            EntryBase::Id(id.ok_or(short)?)
        }
        _ => return Err(damaged),
    };
    Ok(EntryHeader { base, size, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_sizes_and_bases() {
        let read = |bytes: &[u8], offset| entry_header(bytes, offset, ObjectIdKind::Sha1);
        let blob = read(&[0xb5, 0x01], 12).unwrap();
        assert_eq!(
            (blob.base, blob.size, blob.length),
            (EntryBase::Whole(ObjectKind::Blob), 21, 2)
        );
        // The offset of 129 is written as 0x80 0x01 (gitformat-pack: each further byte adds one).
        let delta = read(&[0x63, 0x80, 0x01], 200).unwrap();
        assert_eq!(
            (delta.base, delta.size, delta.length),
            (EntryBase::Offset(71), 3, 3)
        );
        assert!(matches!(read(&[0x63, 0x05], 4), Err(GitError::Malformed { .. })));
        assert!(matches!(read(&[0x00], 4), Err(GitError::Malformed { .. })));
        assert!(matches!(read(&[0x90], 4), Err(GitError::Short { .. })));
        assert_eq!(pack_header(b"PACK\0\0\0\x02\0\0\0\x07"), Ok(7));
        assert!(matches!(
            pack_header(b"PACK\0\0\0\x04\0\0\0\x07"),
            Err(GitError::Version { .. })
        ));
    }
}
