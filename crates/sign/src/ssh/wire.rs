//! SSH's binary data (RFC 4251, 5).

use zeroize::Zeroizing;

use super::{SshProblem, SshWireError};

/// The unread part of a field, and where it stands in the data.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    data: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(data: &'a [u8]) -> Self {
        Self { data, offset: 0 }
    }

    /// The next `count` bytes.
    pub(super) fn bytes(&mut self, count: usize) -> Result<&'a [u8], SshWireError> {
        let Some((bytes, rest)) = self.data.split_at_checked(count) else {
            return Err(self.error(SshProblem::Truncated));
        };
        *self = Self {
            data: rest,
            offset: self.offset + count,
        };
        Ok(bytes)
    }

    /// A uint32.
    pub(super) fn number(&mut self) -> Result<u32, SshWireError> {
        match self.bytes(4)? {
            [a, b, c, d] => Ok(u32::from_be_bytes([*a, *b, *c, *d])),
            _ => Err(self.error(SshProblem::Truncated)),
        }
    }

    /// A string, to be read further.
    pub(super) fn field(&mut self) -> Result<Self, SshWireError> {
        let length = self.number()? as usize;
        let offset = self.offset;
        let data = self.bytes(length)?;
        Ok(Self { data, offset })
    }

    /// The content of a string.
    pub(super) fn string(&mut self) -> Result<&'a [u8], SshWireError> {
        Ok(self.field()?.data)
    }

    /// A positive mpint without its leading zero.
    pub(super) fn positive(&mut self) -> Result<&'a [u8], SshWireError> {
        let field = self.field()?;
        match field.data {
            [0, digits @ ..] if digits.first().is_some_and(|first| *first >= 0x80) => Ok(digits),
            digits @ [1..=0x7f, ..] => Ok(digits),
            _ => Err(field.error(SshProblem::Value)),
        }
    }

    /// What has not been read.
    pub(super) const fn rest(self) -> &'a [u8] {
        self.data
    }

    /// Refuses anything left over.
    pub(super) fn finish(self) -> Result<(), SshWireError> {
        if self.data.is_empty() {
            Ok(())
        } else {
            Err(self.error(SshProblem::Trailing))
        }
    }

    pub(super) const fn error(&self, problem: SshProblem) -> SshWireError {
        SshWireError {
            offset: self.offset,
            problem,
        }
    }
}

/// Data made of strings; each part gets its length in front. No part is longer than 2^32 bytes.
pub(super) fn strings(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(parts.iter().map(|part| part.len() + 4).sum());
    for part in parts {
        out.extend_from_slice(&(part.len() as u32).to_be_bytes());
        out.extend_from_slice(part);
    }
    out
}

/// The content of a positive mpint from big-endian bytes.
pub(super) fn mpint(digits: &[u8]) -> Vec<u8> {
    let zeros = digits.iter().take_while(|byte| **byte == 0).count();
    let digits = digits.get(zeros..).unwrap_or_default();
    match digits {
        [0x80..=0xff, ..] => [&[0], digits].concat(),
        _ => digits.to_vec(),
    }
}

/// A number at the width of its curve; `None` if it is longer.
pub(super) fn padded(digits: &[u8], width: usize) -> Option<Zeroizing<Vec<u8>>> {
    let missing = width.checked_sub(digits.len())?;
    let mut out = Zeroizing::new(vec![0; width]);
    out.get_mut(missing..)?.copy_from_slice(digits);
    Some(out)
}
