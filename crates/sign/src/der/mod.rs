//! A reader for DER (X.690): definite minimal lengths, no recursion, exact ends, positions in errors.
//!
//! Nothing descends by itself: a caller opens each structure by name, so the depth is that of the caller's code.

mod error;
mod oid;
mod time;
pub(crate) mod write;

use portcullis_findings::Timestamp;

pub use error::{DerError, DerProblem};
pub(crate) use oid::dotted;

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OID: u8 = 0x06;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// The tag `[number]`, holding other elements. `number` is at most 30.
pub(crate) const fn constructed(number: u8) -> u8 {
    0xa0 | number
}

/// The tag `[number]`, holding a value. `number` is at most 30.
pub(crate) const fn primitive(number: u8) -> u8 {
    0x80 | number
}

/// The unread part of an element's content, and where it stands in the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    data: &'a [u8],
    offset: usize,
}

/// An element with its header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: Reader<'a>,
    /// Header and content as they stand in the document.
    pub(crate) whole: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) const fn new(document: &'a [u8]) -> Self {
        Self {
            data: document,
            offset: 0,
        }
    }

    /// The content of the one element with the tag `expected` that is the whole document.
    pub(crate) fn document(document: &'a [u8], expected: u8) -> Result<Self, DerError> {
        let mut outer = Self::new(document);
        let content = outer.expect(expected)?;
        outer.finish()?;
        Ok(content)
    }

    /// The next element.
    pub(crate) fn element(&mut self) -> Result<Element<'a>, DerError> {
        let [tag, first, rest @ ..] = self.data else {
            return Err(self.error(DerProblem::Truncated));
        };
        // Multi-byte tags occur in none of the structures read here.
        if tag & 0x1f == 0x1f {
            return Err(self.error(DerProblem::Value));
        }
        let (length, header) = match (*first, rest) {
            (short @ 0..=0x7f, _) => (usize::from(short), 2),
            (0x81, [length @ 0x80..=0xff, ..]) => (usize::from(*length), 3),
            (0x82, [high @ 1..=0xff, low, ..]) => (usize::from(u16::from_be_bytes([*high, *low])), 4),
            (0x83, [high @ 1..=0xff, middle, low, ..]) => (
                usize::from(*high) << 16 | usize::from(u16::from_be_bytes([*middle, *low])),
                5,
            ),
            _ => return Err(self.error(DerProblem::Length)),
        };
        let Some((whole, after)) = self.data.split_at_checked(header + length) else {
            return Err(self.error(DerProblem::Truncated));
        };
        let content = Self {
            data: whole.get(header..).unwrap_or_default(),
            offset: self.offset + header,
        };
        *self = Self {
            data: after,
            offset: self.offset + whole.len(),
        };
        Ok(Element {
            tag: *tag,
            content,
            whole,
        })
    }

    /// The next element: its tag and its content.
    pub(crate) fn next(&mut self) -> Result<(u8, Self), DerError> {
        self.element().map(|element| (element.tag, element.content))
    }

    /// The next element with its header; its tag must be `expected`.
    pub(crate) fn expect_element(&mut self, expected: u8) -> Result<Element<'a>, DerError> {
        let before = *self;
        match self.element()? {
            element if element.tag == expected => Ok(element),
            Element { tag: found, .. } => Err(before.error(DerProblem::Tag { expected, found })),
        }
    }

    /// The next element's content; its tag must be `expected`.
    pub(crate) fn expect(&mut self, expected: u8) -> Result<Self, DerError> {
        self.expect_element(expected).map(|element| element.content)
    }

    /// The next element's content if its tag is `tag`.
    pub(crate) fn take_if(&mut self, tag: u8) -> Result<Option<Self>, DerError> {
        if self.peek() == Some(tag) {
            self.expect(tag).map(Some)
        } else {
            Ok(None)
        }
    }

    /// The tag of the next element, if there is one.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.data.first().copied()
    }

    /// The content of an OBJECT IDENTIFIER.
    pub(crate) fn oid(&mut self) -> Result<&'a [u8], DerError> {
        let content = self.expect(OID)?;
        if oid::is_canonical(content.data) {
            Ok(content.data)
        } else {
            Err(content.error(DerProblem::Value))
        }
    }

    /// The content of an OCTET STRING.
    pub(crate) fn octets(&mut self) -> Result<&'a [u8], DerError> {
        Ok(self.expect(OCTET_STRING)?.data)
    }

    /// The content of a BIT STRING of whole bytes.
    pub(crate) fn whole_bits(&mut self) -> Result<&'a [u8], DerError> {
        self.expect(BIT_STRING)?.bits()
    }

    /// This content read as that of a BIT STRING of whole bytes.
    pub(crate) fn bits(self) -> Result<&'a [u8], DerError> {
        match self.data {
            [0, bytes @ ..] => Ok(bytes),
            _ => Err(self.error(DerProblem::Value)),
        }
    }

    /// A BOOLEAN (X.690, 11.1: true is all ones).
    pub(crate) fn boolean(&mut self) -> Result<bool, DerError> {
        let content = self.expect(BOOLEAN)?;
        match content.data {
            [0] => Ok(false),
            [0xff] => Ok(true),
            _ => Err(content.error(DerProblem::Value)),
        }
    }

    /// The content of an INTEGER of any size and sign, in two's complement without padding (X.690, 8.3.2).
    pub(crate) fn integer(&mut self) -> Result<&'a [u8], DerError> {
        let content = self.expect(INTEGER)?;
        match content.data {
            [] | [0, 0..=0x7f, ..] | [0xff, 0x80..=0xff, ..] => Err(content.error(DerProblem::Value)),
            number => Ok(number),
        }
    }

    /// An INTEGER of 0 to 2^64 - 1.
    pub(crate) fn unsigned(&mut self) -> Result<u64, DerError> {
        let before = *self;
        let number = self.integer()?;
        let bad = before.error(DerProblem::Value);
        match number {
            [0x80..=0xff, ..] => Err(bad),
            [0, magnitude @ ..] | magnitude if magnitude.len() <= 8 => Ok(magnitude
                .iter()
                .fold(0, |number, byte| number << 8 | u64::from(*byte))),
            _ => Err(bad),
        }
    }

    /// A one-byte INTEGER: the version of the structures read here.
    pub(crate) fn version(&mut self) -> Result<u8, DerError> {
        let content = self.expect(INTEGER)?;
        match content.data {
            [version @ 0..=0x7f] => Ok(*version),
            _ => Err(content.error(DerProblem::Value)),
        }
    }

    /// A UTCTime or GeneralizedTime.
    pub(crate) fn time(&mut self) -> Result<Timestamp, DerError> {
        let (tag, content) = self.next()?;
        time::read(tag, content)
    }

    /// Hands every element of this content to `visit`, at most `limit` of them.
    pub(crate) fn each<E: From<DerError>>(
        mut self,
        limit: usize,
        mut visit: impl FnMut(Element<'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut count = 0;
        while !self.is_empty() {
            count += 1;
            if count > limit {
                return Err(self.error(DerProblem::TooMany { limit }).into());
            }
            visit(self.element()?)?;
        }
        Ok(())
    }

    /// What has not been read.
    pub(crate) const fn rest(self) -> &'a [u8] {
        self.data
    }

    /// Whether everything has been read.
    pub(crate) const fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// The content as an array, if it has exactly that size.
    pub(crate) fn array<const N: usize>(self) -> Result<&'a [u8; N], DerError> {
        self.data.try_into().map_err(|_| self.error(DerProblem::Value))
    }

    /// Refuses anything left over.
    pub(crate) fn finish(self) -> Result<(), DerError> {
        if self.data.is_empty() {
            Ok(())
        } else {
            Err(self.error(DerProblem::Trailing))
        }
    }

    pub(crate) const fn error(&self, problem: DerProblem) -> DerError {
        DerError {
            offset: self.offset,
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn error(offset: usize, problem: DerProblem) -> DerError {
        DerError { offset, problem }
    }

    #[test]
    fn lengths_that_are_not_minimal_are_refused() {
        for bad in [
            &[0x04, 0x81, 0x01, 0xaa][..],
            &[0x04, 0x82, 0x00, 0x01, 0xaa],
            &[0x04, 0x83, 0x00, 0x01, 0x00, 0xaa],
            &[0x04, 0x80, 0x00, 0x00],
            &[0x04, 0x84, 0x01, 0x00, 0x00, 0x00],
        ] {
            let result = Reader::new(bad).next().map(|_| ());
            assert_eq!(result, Err(error(0, DerProblem::Length)), "{bad:02x?}");
        }
    }

    #[test]
    fn an_element_longer_than_its_holder_is_refused() {
        let result = Reader::new(&[0x04, 0x05, 1, 2]).next().map(|_| ());
        assert_eq!(result, Err(error(0, DerProblem::Truncated)));
        let mut inner = Reader::document(&[0x30, 0x03, 0x04, 0x02, 1], SEQUENCE).unwrap();
        assert_eq!(inner.octets(), Err(error(2, DerProblem::Truncated)));
    }

    #[test]
    fn numbers_have_one_encoding() {
        let unsigned = |element: &[u8]| Reader::new(element).unsigned().ok();
        assert_eq!(unsigned(&[2, 1, 0]), Some(0));
        assert_eq!(unsigned(&[2, 2, 0, 0x80]), Some(0x80));
        assert_eq!(
            unsigned(&[2, 9, 0, 255, 255, 255, 255, 255, 255, 255, 255]),
            Some(u64::MAX)
        );
        assert_eq!(unsigned(&[2, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0]), None);
        for bad in [&[2, 0][..], &[2, 2, 0, 1], &[2, 1, 0x80], &[2, 2, 0xff, 0x80]] {
            assert_eq!(unsigned(bad), None, "{bad:02x?}");
        }
    }

    #[test]
    fn members_are_counted() {
        let three = Reader::new(&[5, 0, 5, 0, 5, 0]);
        let visit = |_: Element<'_>| Ok::<_, DerError>(());
        assert_eq!(three.each(3, visit), Ok(()));
        assert_eq!(
            three.each(2, visit),
            Err(error(4, DerProblem::TooMany { limit: 2 }))
        );
    }

    proptest! {
        #[test]
        fn what_is_read_has_no_second_encoding(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(element) = Reader::new(&bytes).element() {
                let content = element.content.rest();
                let mut again = vec![element.tag];
                match content.len() {
                    short @ 0..=0x7f => again.push(short as u8),
                    middle @ 0x80..=0xff => again.extend([0x81, middle as u8]),
                    long => again.extend([0x82, (long >> 8) as u8, long as u8]),
                }
                again.extend_from_slice(content);
                prop_assert_eq!(again, element.whole);
            }
        }
    }
}
