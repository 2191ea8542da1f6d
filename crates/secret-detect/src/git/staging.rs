//! The staging index: what the next commit will hold.

use portcullis_findings::LimitHit;

use crate::git::{GitError, ObjectId, ObjectIdKind};

const WHAT: &str = "the staging index";

/// What a staged entry is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum StagedMode {
    /// A file.
    Blob,
    /// A symbolic link.
    Link,
    /// A commit of another repository.
    Submodule,
    /// A folder of a sparse index, of which nothing is checked out.
    Tree,
}

/// A staged entry.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Staged {
    /// Its path.
    pub path: Vec<u8>,
    /// What it is.
    pub mode: StagedMode,
    /// Its object.
    pub id: ObjectId,
    /// 0, or 1 to 3 for the sides of a conflict.
    pub stage: u8,
    /// Whether only the intention to add it was told: there is no content yet.
    pub intent_to_add: bool,
}

/// Reads a staging index of version 2, 3 or 4, of at most `allowed` entries; whether it is split, so that another file holds the
/// rest.
///
/// # Errors
///
/// [`GitError`] if it is none, damaged, of another version or larger.
pub fn staging_index(
    bytes: &[u8],
    kind: ObjectIdKind,
    allowed: u64,
) -> Result<(Vec<Staged>, bool), GitError> {
    let mut reader = Reader { bytes, at: 0 };
    if reader.take(4)? != b"DIRC" {
        return Err(GitError::Malformed { what: WHAT, byte: 0 });
    }
    let version = reader.be32()?;
    if !(2..=4).contains(&version) {
        return Err(GitError::Version { what: WHAT, version });
    }
    let count = u64::from(reader.be32()?);
    if count > allowed {
        let what = "entries of the staging index";
        return Err(LimitHit { what, allowed }.into());
    }
    let mut entries: Vec<Staged> = Vec::new();
    for _ in 0..count {
        let before = entries.last().map_or(&[][..], |entry| entry.path.as_slice());
        let entry = reader.entry(version, kind, before)?;
        entries.push(entry);
    }
    let mut split = false;
    // Extensions: four letters and a length; what is behind them is the checksum.
    while bytes.len().saturating_sub(reader.at) >= 8 + kind.len() {
        let name = reader.take(4)?;
        split |= name == b"link";
        let length = reader.be32()? as usize;
        reader.take(length)?;
    }
    Ok((entries, split))
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], GitError> {
        let end = self.at.saturating_add(count);
        let taken = self.bytes.get(self.at..end).ok_or(GitError::Short {
            what: WHAT,
            byte: self.bytes.len() as u64,
        })?;
        self.at = end;
        Ok(taken)
    }

    fn be32(&mut self) -> Result<u32, GitError> {
        let four = self.take(4)?.first_chunk::<4>().copied().unwrap_or_default();
        Ok(u32::from_be_bytes(four))
    }

    fn be16(&mut self) -> Result<u16, GitError> {
        let two = self.take(2)?.first_chunk::<2>().copied().unwrap_or_default();
        Ok(u16::from_be_bytes(two))
    }

    fn damaged(&self) -> GitError {
        GitError::Malformed {
            what: WHAT,
            byte: self.at as u64,
        }
    }

    fn entry(&mut self, version: u32, kind: ObjectIdKind, before: &[u8]) -> Result<Staged, GitError> {
        let start = self.at;
        // Times, device and inode.
        self.take(24)?;
        let mode = match self.be32()? & 0o170_000 {
            0o100_000 => StagedMode::Blob,
            0o120_000 => StagedMode::Link,
            0o160_000 => StagedMode::Submodule,
            0o040_000 => StagedMode::Tree,
            _ => return Err(self.damaged()),
        };
        // Owner and size.
        self.take(12)?;
        let id = ObjectId::new(self.take(kind.len())?).ok_or_else(|| self.damaged())?;
        let flags = self.be16()?;
        let more = if flags & 0x4000 != 0 && version >= 3 {
            self.be16()?
        } else {
            0
        };
        let path = if version == 4 {
            let strip = self.number()?;
            let keep = before.len().checked_sub(strip).ok_or_else(|| self.damaged())?;
            let mut path = before.get(..keep).unwrap_or_default().to_vec();
            path.extend_from_slice(self.until_zero()?);
            path
        } else {
            let path = self.until_zero()?.to_vec();
            // Padded with zeros to a multiple of eight, one zero at least, which was taken.
            let length = self.at - 1 - start;
            self.take(8 - length % 8 - 1)?;
            path
        };
        if path.len() > 1 << 16 {
            return Err(self.damaged());
        }
        Ok(Staged {
            path,
            mode,
            id,
            stage: u8::try_from((flags >> 12) & 3).unwrap_or(0),
            intent_to_add: more & 0x2000 != 0,
        })
    }

    /// The bytes before the next zero, which is taken too.
    fn until_zero(&mut self) -> Result<&'a [u8], GitError> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
        let taken = self.take(length)?;
        self.take(1)?;
        Ok(taken)
    }

    /// A number as offsets of packs are written.
    fn number(&mut self) -> Result<usize, GitError> {
        let mut value = 0_usize;
        for place in 0..5 {
            let byte = self.take(1)?.first().copied().unwrap_or_default();
            value = if place == 0 { 0 } else { (value + 1) << 7 } | usize::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(self.damaged())
    }
}
