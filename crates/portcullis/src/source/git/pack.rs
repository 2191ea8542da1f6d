//! A pack and its index.

use std::fs::File;
use std::path::Path;

use portcullis_findings::Label;
use portcullis_secret_detect::git::{
    EntryBase, EntryHeader, GitError, MAX_ENTRY_HEADER, ObjectIdKind, PackIndex, entry_header, pack_header,
};

use super::error::RepositoryError;
use crate::fs::{ReadError, read_bounded};

/// Bytes of an index: some 25 million objects.
const INDEX_BYTES: u64 = 1 << 30;
/// Packs of at most so many bytes are held in memory, which spares a system call an object.
const HELD_BYTES: u64 = 112 << 20;

/// A pack, open.
#[derive(Debug)]
pub(crate) struct Pack {
    pub(crate) name: Label,
    pub(crate) index: PackIndex,
    pub(crate) kind: ObjectIdKind,
    pub(crate) length: u64,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Held(Vec<u8>),
    File(File),
}

/// An entry of a pack in the order of offsets.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackEntry {
    pub(crate) offset: u64,
    /// Its place in the order of names.
    pub(crate) place: u32,
}

impl Pack {
    /// Opens `<stem>.idx` and `<stem>.pack`.
    pub(crate) fn open(
        index_path: &Path,
        kind: ObjectIdKind,
        held: &mut u64,
    ) -> Result<Self, RepositoryError> {
        let damaged = |path: &Path, source| RepositoryError::Damaged {
            path: path.to_owned(),
            source,
        };
        let index = PackIndex::new(read_bounded(index_path, INDEX_BYTES)?, kind)
            .map_err(|error| damaged(index_path, error))?;
        let path = index_path.with_extension("pack");
        let io = |source| ReadError::Io {
            path: path.clone(),
            source,
        };
        let file = File::open(&path).map_err(io)?;
        let length = file.metadata().map_err(io)?.len();
        let mut pack = Self {
            name: Label::new(path.file_name().unwrap_or_default().as_encoded_bytes()),
            index,
            kind,
            length,
            source: Source::File(file),
        };
        if *held + length <= HELD_BYTES {
            *held += length;
            pack.source = Source::Held(read_bounded(&path, HELD_BYTES)?);
        }
        let mut buffer = Vec::new();
        let count = pack.at(0, 12, &mut buffer).map(pack_header);
        match count {
            Some(Ok(count)) if count == pack.index.len() => Ok(pack),
            Some(Err(error)) => Err(damaged(&path, error)),
            _ => Err(damaged(
                &path,
                GitError::Malformed {
                    what: "the header of a pack",
                    byte: 8,
                },
            )),
        }
    }

    /// So many bytes from `offset` on, fewer at the end of the pack; nothing if they cannot be read.
    pub(crate) fn at<'a>(&'a self, offset: u64, length: u64, buffer: &'a mut Vec<u8>) -> Option<&'a [u8]> {
        let end = offset.checked_add(length)?.min(self.length);
        let length = usize::try_from(end.checked_sub(offset)?).ok()?;
        match &self.source {
            Source::Held(bytes) => {
                let offset = usize::try_from(offset).ok()?;
                bytes.get(offset..offset + length)
            }
            Source::File(file) => {
                buffer.resize(length, 0);
                read_at(file, offset, buffer).ok()?;
                Some(buffer)
            }
        }
    }

    /// The header of the entry at an offset.
    pub(crate) fn header(&self, offset: u64, buffer: &mut Vec<u8>) -> Option<EntryHeader> {
        let bytes = self.at(offset, MAX_ENTRY_HEADER as u64, buffer)?;
        entry_header(bytes, offset, self.kind).ok()
    }

    /// All entries by offset.
    pub(crate) fn entries(&self) -> Vec<PackEntry> {
        let mut entries: Vec<PackEntry> = (0..self.index.len())
            .filter_map(|place| {
                let offset = self.index.offset(place)?;
                Some(PackEntry { offset, place })
            })
            .collect();
        entries.sort_unstable_by_key(|entry| entry.offset);
        entries
    }

    /// The offset of what a delta is based on, if it is in this pack.
    pub(crate) fn base_offset(&self, base: &EntryBase) -> Option<u64> {
        match base {
            EntryBase::Offset(offset) => Some(*offset),
            EntryBase::Id(id) => self.index.offset(self.index.find(id)?),
            _ => None,
        }
    }
}

#[cfg(unix)]
fn read_at(file: &File, offset: u64, buffer: &mut [u8]) -> std::io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, mut offset: u64, mut buffer: &mut [u8]) -> std::io::Result<()> {
    while !buffer.is_empty() {
        let count = std::os::windows::fs::FileExt::seek_read(file, buffer, offset)?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        offset += count as u64;
        buffer = buffer.split_at_mut(count).1;
    }
    Ok(())
}

#[cfg(not(any(unix, windows)))]
fn read_at(mut file: &File, offset: u64, buffer: &mut [u8]) -> std::io::Result<()> {
    use std::io::{Read, Seek, SeekFrom};
    file.seek(SeekFrom::Start(offset))?;
    file.read_exact(buffer)
}
