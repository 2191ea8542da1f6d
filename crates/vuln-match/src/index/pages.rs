//! Pages whose checksums are looked at on first touch.

use std::sync::atomic::{AtomicU64, Ordering};

use twox_hash::XxHash3_64;

use super::IndexError;
use super::layout::{Extent, File, PAGE};

/// The data of a file. Every byte that is given out lies on a page that fits its checksum.
#[derive(Debug)]
pub(super) struct Pages<'a> {
    data: &'a [u8],
    checksums: &'a [u8],
    /// One bit per page that was found sound. Relaxed order is enough: a bit that another thread does not see yet makes it
    /// look once more.
    sound: Box<[AtomicU64]>,
    data_at: usize,
}

impl<'a> Pages<'a> {
    pub(super) fn new(file: &File<'a>) -> Self {
        let words = (file.data.len() / PAGE).div_ceil(64);
        Self {
            data: file.data,
            checksums: file.checksums,
            sound: (0..words).map(|_| AtomicU64::new(0)).collect(),
            data_at: file.data_at,
        }
    }

    /// Bytes of a section.
    #[inline]
    pub(super) fn get(&self, section: Extent, at: usize, len: usize) -> Result<&'a [u8], IndexError> {
        let inside = at.checked_add(len).is_some_and(|end| end <= section.len);
        let start = section.start.wrapping_add(at);
        match self.data.get(start..start.wrapping_add(len)) {
            Some(bytes) if inside => {
                if len > 0 {
                    self.touch(start / PAGE, (start + len - 1) / PAGE)?;
                }
                Ok(bytes)
            }
            _ => Err(self.malformed(section, at, "place in its section")),
        }
    }

    /// A record: its length, then as many bytes.
    #[inline]
    pub(super) fn record(
        &self,
        section: Extent,
        at: usize,
        what: &'static str,
    ) -> Result<&'a [u8], IndexError> {
        match self.short_record(section, at) {
            Some(bytes) => Ok(bytes),
            None => self.any_record(section, at, what),
        }
    }

    /// Most records lie on one page that is known to be sound, and their length has one byte or two.
    #[inline(always)]
    pub(super) fn short_record(&self, section: Extent, at: usize) -> Option<&'a [u8]> {
        let start = section.start.checked_add(at)?;
        let (first, rest) = self.data.get(start..)?.split_first()?;
        let (len, used, rest) = if *first < 0x80 {
            (usize::from(*first), 1, rest)
        } else {
            let (second, rest) = rest.split_first()?;
            let len = usize::from(*first & 0x7F) | usize::from(*second) << 7;
            (*second < 0x80).then_some((len, 2, rest))?
        };
        let fits = at.saturating_add(used + len) <= section.len && start % PAGE + used + len <= PAGE;
        (fits && self.is_sound(start / PAGE)).then(|| rest.get(..len))?
    }

    #[cold]
    #[inline(never)]
    fn any_record(&self, section: Extent, at: usize, what: &'static str) -> Result<&'a [u8], IndexError> {
        let window = section.len.saturating_sub(at).min(5);
        let head = self.get(section, at, window)?;
        let mut reader = super::wire::Reader::new(head);
        let len = reader.number().ok_or_else(|| self.malformed(section, at, what))?;
        let used = window - reader.rest().len();
        self.get(section, at + used, usize::try_from(len).unwrap_or(usize::MAX))
    }

    #[inline(always)]
    fn is_sound(&self, page: usize) -> bool {
        let word = self
            .sound
            .get(page / 64)
            .map_or(0, |word| word.load(Ordering::Relaxed));
        word & (1 << (page % 64)) != 0
    }

    pub(super) fn malformed(&self, section: Extent, at: usize, what: &'static str) -> IndexError {
        IndexError::Malformed {
            offset: (self.data_at + section.start).saturating_add(at) as u64,
            what,
        }
    }

    /// Looks at every page.
    pub(super) fn verify(&self) -> Result<(), IndexError> {
        (0..self.data.len() / PAGE).try_for_each(|page| self.verify_page(page))
    }

    #[inline]
    fn touch(&self, first: usize, last: usize) -> Result<(), IndexError> {
        for page in first..=last {
            if !self.is_sound(page) {
                self.verify_page(page)?;
            }
        }
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn verify_page(&self, page: usize) -> Result<(), IndexError> {
        let bytes = self.data.get(page * PAGE..(page + 1) * PAGE);
        let checksum = self.checksums.get(page * 8..page * 8 + 8);
        let fits = bytes.is_some_and(|bytes| checksum == Some(&XxHash3_64::oneshot(bytes).to_le_bytes()));
        if !fits {
            let offset = self.data_at + page * PAGE;
            return Err(IndexError::Page {
                page: (offset / PAGE) as u32,
                offset: offset as u64,
            });
        }
        if let Some(word) = self.sound.get(page / 64) {
            word.fetch_or(1 << (page % 64), Ordering::Relaxed);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_outside_of_a_section_are_errors_wherever_they_are() {
        let (data, checksums) = ([0; 2 * PAGE], [0; 16]);
        let pages = Pages {
            data: &data,
            checksums: &checksums,
            sound: [AtomicU64::new(3)].into(),
            data_at: 0,
        };
        let section = Extent {
            start: PAGE,
            len: PAGE,
        };
        assert_eq!(pages.record(section, 0, "text").unwrap(), b"");
        for at in [PAGE, usize::MAX - PAGE, usize::MAX - PAGE + 1, usize::MAX] {
            assert!(pages.record(section, at, "text").is_err(), "{at}");
            assert!(pages.get(section, at, 1).is_err(), "{at}");
            assert!(pages.get(section, 1, at).is_err(), "{at}");
        }
    }
}
