//! Bytes in pages with a checksum each, checked when a page is first read.
//!
//! The checksum is XXH64 with seed 0, which tells damage from chance. It is no proof against somebody who writes a checksum to
//! his liking: readers check every length and place all the same.

use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of a page; the last one may be shorter.
pub(crate) const PAGE: usize = 16 * 1024;
/// Bytes of one checksum in the table.
pub(crate) const SUM: usize = 8;

/// Pages and the table of their checksums.
#[derive(Debug)]
pub(crate) struct Pages<'a> {
    bytes: &'a [u8],
    sums: &'a [u8],
    /// One bit for each page that was checked. Two threads may check a page twice; both come to the same answer.
    checked: Box<[AtomicU64]>,
}

/// Why bytes cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PageError {
    /// They lie outside.
    Outside,
    /// The checksum of this page is another one.
    Damaged { page: usize },
}

impl<'a> Pages<'a> {
    /// `None` if the table has not one checksum for each page.
    pub(crate) fn new(bytes: &'a [u8], sums: &'a [u8]) -> Option<Self> {
        let pages = bytes.len().div_ceil(PAGE);
        (sums.len() == pages.checked_mul(SUM)?).then(|| Self {
            bytes,
            sums,
            checked: (0..pages.div_ceil(64)).map(|_| AtomicU64::new(0)).collect(),
        })
    }

    /// The bytes from `start` on, their pages checked.
    pub(crate) fn read(&self, start: u64, length: u64) -> Result<&'a [u8], PageError> {
        let range = usize::try_from(start)
            .ok()
            .zip(usize::try_from(length).ok())
            .and_then(|(start, length)| Some(start..start.checked_add(length)?));
        let range = range.ok_or(PageError::Outside)?;
        let slice = self.bytes.get(range.clone()).ok_or(PageError::Outside)?;
        if !range.is_empty() {
            for page in range.start / PAGE..=(range.end - 1) / PAGE {
                self.check(page)?;
            }
        }
        Ok(slice)
    }

    /// Checks every page.
    pub(crate) fn check_all(&self) -> Result<(), PageError> {
        (0..self.bytes.len().div_ceil(PAGE)).try_for_each(|page| self.check(page))
    }

    fn check(&self, page: usize) -> Result<(), PageError> {
        let word = self.checked.get(page / 64).ok_or(PageError::Outside)?;
        let bit = 1 << (page % 64);
        if word.load(Ordering::Relaxed) & bit != 0 {
            return Ok(());
        }
        let start = page * PAGE;
        let end = (start + PAGE).min(self.bytes.len());
        let bytes = self.bytes.get(start..end).ok_or(PageError::Outside)?;
        let sum = self.sums.get(page * SUM..).and_then(<[u8]>::first_chunk);
        if sum != Some(&checksum(bytes).to_le_bytes()) {
            return Err(PageError::Damaged { page });
        }
        word.fetch_or(bit, Ordering::Relaxed);
        Ok(())
    }
}

/// The table of checksums of the pages of `bytes`.
pub(crate) fn table(bytes: &[u8]) -> Vec<u8> {
    bytes
        .chunks(PAGE)
        .flat_map(|page| checksum(page).to_le_bytes())
        .collect()
}

const PRIMES: [u64; 5] = [
    0x9E37_79B1_85EB_CA87,
    0xC2B2_AE3D_27D4_EB4F,
    0x1656_67B1_9E37_79F9,
    0x85EB_CA77_C2B2_AE63,
    0x27D4_EB2F_1656_67C5,
];

/// XXH64 with seed 0.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let [one, two, three, four, five] = PRIMES;
    let (stripes, rest) = bytes.as_chunks::<32>();
    let mut hash = if stripes.is_empty() {
        five
    } else {
        let mut lanes = [one.wrapping_add(two), two, 0, 0_u64.wrapping_sub(one)];
        for stripe in stripes {
            let (words, _) = stripe.as_chunks::<8>();
            for (lane, word) in lanes.iter_mut().zip(words) {
                *lane = round(*lane, u64::from_le_bytes(*word));
            }
        }
        let [a, b, c, d] = lanes;
        let start = a
            .rotate_left(1)
            .wrapping_add(b.rotate_left(7))
            .wrapping_add(c.rotate_left(12))
            .wrapping_add(d.rotate_left(18));
        lanes.into_iter().fold(start, |hash, lane| {
            (hash ^ round(0, lane)).wrapping_mul(one).wrapping_add(four)
        })
    };
    hash = hash.wrapping_add(bytes.len() as u64);
    let (words, rest) = rest.as_chunks::<8>();
    for word in words {
        hash ^= round(0, u64::from_le_bytes(*word));
        hash = hash.rotate_left(27).wrapping_mul(one).wrapping_add(four);
    }
    let (halves, rest) = rest.as_chunks::<4>();
    for half in halves {
        hash ^= u64::from(u32::from_le_bytes(*half)).wrapping_mul(one);
        hash = hash.rotate_left(23).wrapping_mul(two).wrapping_add(three);
    }
    for byte in rest {
        hash ^= u64::from(*byte).wrapping_mul(five);
        hash = hash.rotate_left(11).wrapping_mul(one);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(two);
    hash = (hash ^ (hash >> 29)).wrapping_mul(three);
    hash ^ (hash >> 32)
}

fn round(lane: u64, word: u64) -> u64 {
    let [one, two, ..] = PRIMES;
    lane.wrapping_add(word.wrapping_mul(two))
        .rotate_left(31)
        .wrapping_mul(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of the published description of XXH64: the empty input, and `abc`.
    #[test]
    fn checksums_are_those_of_xxh64() {
        assert_eq!(checksum(b""), 0xEF46_DB37_51D8_E999);
        assert_eq!(checksum(b"abc"), 0x44BC_2CF5_AD77_0999);
    }

    #[test]
    fn every_flipped_bit_is_seen_where_it_is_read_and_nowhere_else() {
        let bytes: Vec<u8> = (0..PAGE * 2 + 77).map(|at| (at * 31 % 251) as u8).collect();
        let sums = table(&bytes);
        for at in [0, PAGE - 1, PAGE, PAGE * 2, bytes.len() - 1] {
            let mut damaged = bytes.clone();
            damaged[at] ^= 4;
            let pages = Pages::new(&damaged, &sums).unwrap();
            for page in 0..3 {
                let expected = if at / PAGE == page {
                    Err(PageError::Damaged { page })
                } else {
                    Ok(damaged.get(page * PAGE..page * PAGE + 10).unwrap())
                };
                assert_eq!(pages.read((page * PAGE) as u64, 10), expected);
            }
            assert_eq!(pages.check_all(), Err(PageError::Damaged { page: at / PAGE }));
        }
    }

    #[test]
    fn nothing_outside_is_read() {
        let bytes = [0; 100];
        let sums = table(&bytes);
        let pages = Pages::new(&bytes, &sums).unwrap();
        assert_eq!(pages.read(100, 0).map(<[u8]>::len), Ok(0));
        for (start, length) in [(100, 1), (0, 101), (u64::MAX, 2), (2, u64::MAX)] {
            assert_eq!(pages.read(start, length), Err(PageError::Outside));
        }
        assert!(Pages::new(&bytes, &[]).is_none());
    }
}
