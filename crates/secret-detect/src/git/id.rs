//! Names of objects.

use std::fmt;

/// How objects are named in a repository.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ObjectIdKind {
    /// SHA-1, 20 bytes.
    #[default]
    Sha1,
    /// SHA-256, 32 bytes.
    Sha256,
}

impl ObjectIdKind {
    /// How many bytes a name has.
    #[must_use]
    pub const fn len(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
        }
    }

    /// Never: a name has bytes.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        false
    }
}

/// The name of an object. Prints as hexadecimal digits.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ObjectId {
    bytes: [u8; 32],
    kind: ObjectIdKind,
}

impl ObjectId {
    /// A name of 20 or 32 bytes.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let kind = match bytes.len() {
            20 => ObjectIdKind::Sha1,
            32 => ObjectIdKind::Sha256,
            _ => return None,
        };
        let mut own = [0; 32];
        own.get_mut(..bytes.len())?.copy_from_slice(bytes);
        Some(Self { bytes: own, kind })
    }

    /// Reads 40 or 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(digits: &[u8]) -> Option<Self> {
        let (pairs, rest) = digits.as_chunks::<2>();
        if !rest.is_empty() || pairs.len() > 32 {
            return None;
        }
        let mut bytes = [0; 32];
        for (slot, [high, low]) in bytes.iter_mut().zip(pairs) {
            let high = char::from(*high).to_digit(16)?;
            let low = char::from(*low).to_digit(16)?;
            *slot = u8::try_from(high * 16 + low).ok()?;
        }
        Self::new(bytes.get(..pairs.len())?)
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.kind.len()).unwrap_or_default()
    }

    /// How it was made.
    #[must_use]
    pub fn kind(&self) -> ObjectIdKind {
        self.kind
    }

    /// Whether it names nothing: all zeros, as hooks are told for a branch that is not there.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.bytes == [0; 32]
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes()
            .iter()
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_print_as_they_are_read() {
        let digits = "0123456789abcdef0123456789abcdef01234567";
        let id = ObjectId::from_hex(digits.as_bytes()).unwrap();
        assert_eq!(id.to_string(), digits);
        assert_eq!(ObjectId::new(id.as_bytes()), Some(id));
        assert_eq!(ObjectId::from_hex(b"0123"), None);
        assert_eq!(ObjectId::from_hex(&[b'g'; 40]), None);
    }
}
