//! Files too large to be held, as far as a repository stores them whole.

use std::io::{self, Read};

use super::inflate;
use super::pack::Pack;

/// The content of a file, piece by piece: as many bytes as were stated, or an error.
pub(crate) struct Streamed<'a> {
    inner: Box<dyn Read + 'a>,
    left: u64,
    is_damaged: bool,
}

/// The bytes of a pack from an offset on.
struct PackReader<'a> {
    pack: &'a Pack,
    offset: u64,
    buffer: Vec<u8>,
}

impl<'a> Streamed<'a> {
    /// A zlib stream at an offset of a pack.
    pub(crate) fn of_pack(pack: &'a Pack, offset: u64, stated: u64) -> Self {
        let packed = PackReader {
            pack,
            offset,
            buffer: Vec::new(),
        };
        Self::new(inflate::reader(packed), stated)
    }

    /// Content that is inflated already.
    pub(crate) fn new(inner: impl Read + 'a, stated: u64) -> Self {
        Self {
            inner: Box::new(inner),
            left: stated,
            is_damaged: false,
        }
    }

    /// How many bytes are still to come.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// Whether less or more came than was stated, as far as it was read.
    pub(crate) fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    fn take(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.left = match self.left.checked_sub(count as u64) {
            Some(left) if count > 0 || left == 0 || buffer.is_empty() => left,
            Some(_) => return Err(io::ErrorKind::UnexpectedEof.into()),
            None => return Err(io::ErrorKind::InvalidData.into()),
        };
        Ok(count)
    }
}

impl Read for Streamed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let taken = self.take(buffer);
        if let Err(error) = &taken {
            self.is_damaged |= error.kind() != io::ErrorKind::Interrupted;
        }
        taken
    }
}

impl Read for PackReader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.pack.at(self.offset, into.len() as u64, &mut self.buffer);
        let bytes = bytes.ok_or(io::ErrorKind::UnexpectedEof)?;
        let count = bytes.len().min(into.len());
        if let (Some(into), Some(bytes)) = (into.get_mut(..count), bytes.get(..count)) {
            into.copy_from_slice(bytes);
        }
        self.offset += count as u64;
        Ok(count)
    }
}
