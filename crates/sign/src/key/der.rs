//! A reader for the few DER structures keys are made of: definite minimal lengths, no recursion, exact ends.

use super::{DerProblem, KeyError};

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const SEQUENCE: u8 = 0x30;

/// The unread part of an element's content, and where it stands in the document.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    data: &'a [u8],
    offset: usize,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(document: &'a [u8]) -> Self {
        Self {
            data: document,
            offset: 0,
        }
    }

    /// The next element: its tag and its content.
    pub(super) fn next(&mut self) -> Result<(u8, Self), KeyError> {
        let [tag, first, rest @ ..] = self.data else {
            return Err(self.error(DerProblem::Truncated));
        };
        // Multi-byte tags occur in no key structure.
        if tag & 0x1f == 0x1f {
            return Err(self.error(DerProblem::Value));
        }
        let (length, header, rest) = match (*first, rest) {
            (short @ 0..=0x7f, rest) => (usize::from(short), 2, rest),
            (0x81, [length @ 0x80..=0xff, rest @ ..]) => (usize::from(*length), 3, rest),
            (0x82, [high @ 1..=0xff, low, rest @ ..]) => {
                (usize::from(u16::from_be_bytes([*high, *low])), 4, rest)
            }
            _ => return Err(self.error(DerProblem::Length)),
        };
        let Some((content, after)) = rest.split_at_checked(length) else {
            return Err(self.error(DerProblem::Truncated));
        };
        let content = Self {
            data: content,
            offset: self.offset + header,
        };
        *self = Self {
            data: after,
            offset: self.offset + header + length,
        };
        Ok((*tag, content))
    }

    /// The next element's content; its tag must be `expected`.
    pub(super) fn expect(&mut self, expected: u8) -> Result<Self, KeyError> {
        let before = *self;
        match self.next()? {
            (tag, content) if tag == expected => Ok(content),
            (found, _) => Err(before.error(DerProblem::Tag { expected, found })),
        }
    }

    /// The next element's content if its tag is `tag`.
    pub(super) fn take_if(&mut self, tag: u8) -> Result<Option<Self>, KeyError> {
        if self.data.first() == Some(&tag) {
            self.expect(tag).map(Some)
        } else {
            Ok(None)
        }
    }

    /// The content of a BIT STRING of whole bytes.
    pub(super) fn whole_bits(&mut self) -> Result<&'a [u8], KeyError> {
        self.expect(BIT_STRING)?.bits()
    }

    /// This content read as that of a BIT STRING of whole bytes.
    pub(super) fn bits(self) -> Result<&'a [u8], KeyError> {
        match self.data {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(self.error(DerProblem::Value)),
        }
    }

    /// A one-byte INTEGER: the version of every structure read here.
    pub(super) fn version(&mut self) -> Result<u8, KeyError> {
        let content = self.expect(INTEGER)?;
        match content.data {
            [version @ 0..=0x7f] => Ok(*version),
            _ => Err(content.error(DerProblem::Value)),
        }
    }

    /// What has not been read.
    pub(super) const fn rest(self) -> &'a [u8] {
        self.data
    }

    /// The content as an array, if it has exactly that size.
    pub(super) fn array<const N: usize>(self) -> Result<&'a [u8; N], KeyError> {
        self.data.try_into().map_err(|_| self.error(DerProblem::Value))
    }

    /// Refuses anything left over.
    pub(super) fn finish(self) -> Result<(), KeyError> {
        if self.data.is_empty() {
            Ok(())
        } else {
            Err(self.error(DerProblem::Trailing))
        }
    }

    pub(super) const fn error(&self, problem: DerProblem) -> KeyError {
        KeyError::Der {
            offset: self.offset,
            problem,
        }
    }
}

/// An object identifier in dotted form; arcs beyond 64 bits, and more than 20 arcs, end in `…`.
pub(super) fn dotted(oid: &[u8]) -> String {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc: u64 = 0;
    let mut cut = false;
    for byte in oid {
        if arc > u64::MAX >> 7 || arcs.len() == 20 {
            cut = true;
            break;
        }
        arc = (arc << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            if arcs.is_empty() {
                // X.690, 8.19.4: the first two arcs share one number.
                let first = (arc / 40).min(2);
                arcs.extend([first, arc - 40 * first]);
            } else {
                arcs.push(arc);
            }
            arc = 0;
        }
    }
    let mut text = arcs.iter().map(u64::to_string).collect::<Vec<_>>().join(".");
    if cut {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn object_identifiers_are_printed_dotted() {
        // secp384r1 and rsaEncryption, RFC 5480 and RFC 8017.
        assert_eq!(dotted(&[0x2b, 0x81, 0x04, 0x00, 0x22]), "1.3.132.0.34");
        assert_eq!(
            dotted(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]),
            "1.2.840.113549.1.1.1"
        );
        assert_eq!(dotted(&[0xff; 40]), "…");
    }

    #[test]
    fn lengths_that_are_not_minimal_are_refused() {
        for bad in [
            &[0x04, 0x81, 0x01, 0xaa][..],
            &[0x04, 0x82, 0x00, 0x01, 0xaa],
            &[0x04, 0x80, 0x00, 0x00],
        ] {
            let result = Reader::new(bad).next().map(|_| ());
            assert_eq!(
                result,
                Err(KeyError::Der {
                    offset: 0,
                    problem: DerProblem::Length
                }),
                "{bad:02x?}"
            );
        }
    }

    #[test]
    fn an_element_longer_than_its_holder_is_refused() {
        let result = Reader::new(&[0x04, 0x05, 1, 2]).next().map(|_| ());
        assert_eq!(
            result,
            Err(KeyError::Der {
                offset: 0,
                problem: DerProblem::Truncated
            })
        );
    }
}
