//! The one pass over every byte: a bit per hashed four bytes says where a keyword may stand.
//!
//! Only every second position is tested: each keyword is known by the four bytes at two positions side by side, one of which
//! is tested wherever the keyword stands. A keyword of three or four bytes has not four bytes at both: there one byte may be any,
//! which sets a bit for every value that the fold tells apart.

use std::ops::Range;

use crate::engine::prefilter::Hit;
use crate::filter::inner_cost;

/// The shortest keyword that the gate can hold.
pub(super) const SHORTEST: usize = 3;

/// Bits of the hash that choose the bit: 128 KiB of bits.
const BITS: u32 = 20;
/// Chosen among 40 odd numbers: with the keywords of the built-in rules the four-byte sequences of source text hit the fewest
/// bits (1.9 of 100 positions, of which 1.5 are begun keywords). Any odd number is right, this one is fast.
const MULTIPLIER: u32 = 0x7993_3f4d;
/// Folds ASCII letters to lower case, and the outer two of four bytes to 32 values, so that a byte that may be any sets few
/// bits. The bytes that it makes equal are told apart by the comparison that follows.
const FOLD: u32 = 0xe020_20e0;
/// Folds ASCII letters to lower case.
const LOWER: u64 = 0x2020_2020_2020_2020;
/// How many bytes one step of the loop goes on.
const BLOCK: usize = 128;
/// How many bytes of it are tested at once.
const PART: usize = 16;
/// Bits of the hash that choose a list of keywords.
const HEAD_BITS: u32 = 12;
/// No entry.
const NONE: u16 = u16::MAX;
/// How many words hold the bits.
const WORDS: usize = 1 << (BITS - 5);
/// All four bytes, the first three, the last three.
const MASKS: [u32; 3] = [u32::MAX, 0x00ff_ffff, 0xffff_ff00];

/// Finds keywords of three bytes and more, in any ASCII case.
#[derive(Debug)]
pub(super) struct Gate {
    bits: Box<[u32; WORDS]>,
    heads: Box<[Head; 1 << HEAD_BITS]>,
    entries: Vec<Entry>,
    keywords: Vec<Box<[u8]>>,
    /// How far behind the start of any keyword the bytes stand that it is found by.
    deepest: usize,
}

/// Where a list of entries begins.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// Of each entry in the list one bit, chosen by its hash.
    tags: u16,
    first: u16,
}

/// One of the two places where a keyword is found.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The first eight bytes of the keyword, in lower case, and which of them count.
    eight: u64,
    mask: u64,
    keyword: u32,
    /// Where the four bytes begin, counted from one byte before the keyword.
    place: u16,
    next: u16,
}

impl Gate {
    /// A gate for these keywords, in lower case and in the order of their numbers; nothing if one is too short or there are
    /// more than it can number.
    pub(super) fn new<'k>(keywords: impl Iterator<Item = &'k str>) -> Option<Self> {
        let none = Head { tags: 0, first: NONE };
        let mut gate = Self {
            bits: boxed(0)?,
            heads: boxed(none)?,
            entries: Vec::new(),
            keywords: keywords.map(|keyword| keyword.as_bytes().into()).collect(),
            deepest: 0,
        };
        for (number, keyword) in (0_u32..).zip(gate.keywords.clone()) {
            match &*keyword {
                [first, second, third] => {
                    gate.add(number, [*first, *second, *third, 0], 1, MASKS[1])?;
                    gate.add(number, [0, *first, *second, *third], 0, MASKS[2])?;
                }
                [first, second, third, fourth] => {
                    gate.add(number, [*first, *second, *third, *fourth], 1, MASKS[0])?;
                    if inner_cost(&[*second, *third, *fourth]) > inner_cost(&[*first, *second, *third]) {
                        gate.add(number, [*second, *third, *fourth, 0], 2, MASKS[1])?;
                    } else {
                        gate.add(number, [0, *first, *second, *third], 0, MASKS[2])?;
                    }
                }
                _ => {
                    let (offset, [first, second, third, fourth, fifth]) = rarest(&keyword)?;
                    gate.add(number, [first, second, third, fourth], offset + 1, MASKS[0])?;
                    gate.add(number, [second, third, fourth, fifth], offset + 2, MASKS[0])?;
                }
            }
        }
        Some(gate)
    }

    fn add(&mut self, keyword: u32, four: [u8; 4], place: usize, mask: u32) -> Option<()> {
        let index = u16::try_from(self.entries.len())
            .ok()
            .filter(|index| *index != NONE)?;
        let four = (u32::from_le_bytes(four) | FOLD) & mask;
        // The byte that does not count may be any.
        let shift = (!mask).trailing_zeros() % 32;
        let any = if mask == MASKS[0] { 0..=0 } else { 0..=u8::MAX };
        for byte in any {
            let hash = bit(hash(four | (u32::from(byte) << shift | FOLD) & !mask));
            *self.bits.get_mut((hash >> 5) as usize)? |= 1 << (hash & 31);
        }
        let hash = hash(four);
        let head = self.heads.get_mut(head(hash))?;
        head.tags |= tag(hash);
        let (eight, mask) = eight(self.keywords.get(keyword as usize)?);
        self.entries.push(Entry {
            eight,
            mask,
            keyword,
            place: u16::try_from(place).ok()?,
            next: std::mem::replace(&mut head.first, index),
        });
        self.deepest = self.deepest.max(place);
        Some(())
    }

    /// Collects the hits that begin in `from..to`, in no order; the keywords themselves may reach beyond `to`.
    pub(super) fn hits(&self, text: &[u8], from: usize, to: usize, hits: &mut Vec<Hit>) {
        let end = to.saturating_add(self.deepest).min(text.len());
        let range = from..to;
        let mut at = from;
        while at < end {
            let Some(block) = text.get(at..).and_then(|rest| rest.first_chunk()) else {
                break;
            };
            let mut passed = self.test(block);
            while passed != 0 {
                let position = at + 2 * passed.trailing_zeros() as usize;
                passed &= passed - 1;
                self.verify(text, position, &range, hits);
            }
            at += BLOCK;
        }
        while at < end {
            self.verify(text, at, &range, hits);
            at += 2;
        }
    }

    /// Which even positions of a block hold four bytes that some keyword has.
    #[inline(always)]
    fn test(&self, block: &[u8; BLOCK + 4]) -> u64 {
        let part = |at: usize| {
            let part = block.get(at..at + PART + 4).and_then(|part| part.first_chunk());
            part.map_or(0, |part| u64::from(self.test_part(part)) << (at / 2))
        };
        let half = |at: usize| part(at) | part(at + PART) | part(at + 2 * PART) | part(at + 3 * PART);
        half(0) | half(4 * PART)
    }

    /// Written out, since a loop would stay one.
    #[inline(always)]
    fn test_part(&self, part: &[u8; PART + 4]) -> u32 {
        let word = |at: usize| {
            let eight = part.get(at..at + 8).and_then(|eight| eight.first_chunk());
            u64::from_le_bytes(*eight.unwrap_or(&[0; 8]))
        };
        let (first, second, third) = (word(0), word(6), word(12));
        self.bit(first)
            | self.bit(first >> 16) << 1
            | self.bit(first >> 32) << 2
            | self.bit(second) << 3
            | self.bit(second >> 16) << 4
            | self.bit(second >> 32) << 5
            | self.bit(third) << 6
            | self.bit(third >> 16) << 7
    }

    /// The bit of the first four bytes of a word.
    #[inline(always)]
    fn bit(&self, word: u64) -> u32 {
        let hash = bit(hash(word as u32 | FOLD));
        (self.bits[(hash >> 5) as usize] >> (hash & 31)) & 1
    }

    /// Compares the text with the keywords that are found by what stands at `position`.
    #[inline(always)]
    fn verify(&self, text: &[u8], position: usize, range: &Range<usize>, hits: &mut Vec<Hit>) {
        let rest = text.get(position..).unwrap_or_default();
        let four = match rest.first_chunk::<4>() {
            Some(four) => u32::from_le_bytes(*four),
            None => (0_u32..)
                .zip(rest)
                .fold(0, |four, (at, byte)| four | u32::from(*byte) << (8 * at)),
        } | FOLD;
        for mask in MASKS {
            let hash = hash(four & mask);
            let head = self.heads[head(hash)];
            if head.tags & tag(hash) != 0 {
                self.compare(head.first, text, position, range, hits);
            }
        }
    }

    /// Compares the text with each keyword of a list.
    #[inline(never)]
    fn compare(&self, first: u16, text: &[u8], position: usize, range: &Range<usize>, hits: &mut Vec<Hit>) {
        let mut next = first;
        while let Some(entry) = self.entries.get(usize::from(next)) {
            next = entry.next;
            let Some(start) = (position + 1).checked_sub(usize::from(entry.place)) else {
                continue;
            };
            let here = text.get(start..).unwrap_or_default();
            let is_other = here
                .first_chunk()
                .is_some_and(|eight| (u64::from_le_bytes(*eight) | LOWER) & entry.mask != entry.eight);
            if is_other || !range.contains(&start) {
                continue;
            }
            let keyword = self.keywords.get(entry.keyword as usize);
            let is_it = |keyword: &[u8]| {
                here.get(..keyword.len())
                    .is_some_and(|here| here.eq_ignore_ascii_case(keyword))
            };
            if keyword.is_some_and(|keyword| is_it(keyword)) {
                hits.push(Hit {
                    start,
                    keyword: entry.keyword,
                });
            }
        }
    }
}

/// The five bytes of a keyword that are rarest in words and names, and where they stand; the first of equals.
fn rarest(keyword: &[u8]) -> Option<(usize, [u8; 5])> {
    keyword
        .windows(5)
        .enumerate()
        .filter_map(|(offset, five)| Some((offset, *five.first_chunk()?)))
        .min_by(|(_, one), (_, other)| commonness(one).total_cmp(&commonness(other)))
}

/// How often the first or the last four of five bytes stand in words and names, in proportion.
fn commonness(five: &[u8; 5]) -> f32 {
    let [first, middle @ .., last] = five;
    let four = [*first, middle[0], middle[1], middle[2]];
    let other = [middle[0], middle[1], middle[2], *last];
    [four, other]
        .iter()
        .map(|four| (-(inner_cost(four) as f32) / 16.0).exp2())
        .sum()
}

/// The first eight bytes of a keyword, and which of them count.
fn eight(keyword: &[u8]) -> (u64, u64) {
    let mut eight = [0; 8];
    let mut mask = [0; 8];
    for ((place, counts), byte) in eight.iter_mut().zip(&mut mask).zip(keyword) {
        (*place, *counts) = (*byte, 0xff);
    }
    let mask = u64::from_le_bytes(mask);
    ((u64::from_le_bytes(eight) | LOWER) & mask, mask)
}

#[inline(always)]
fn hash(folded: u32) -> u32 {
    folded.wrapping_mul(MULTIPLIER)
}

/// The number of the bit.
#[inline(always)]
fn bit(hash: u32) -> u32 {
    hash >> (32 - BITS)
}

/// The number of the list.
#[inline(always)]
fn head(hash: u32) -> usize {
    (hash >> (32 - HEAD_BITS)) as usize
}

/// One of 16 bits, by bits of the hash that do not choose the list.
#[inline(always)]
fn tag(hash: u32) -> u16 {
    1 << (hash >> (28 - HEAD_BITS) & 15)
}

fn boxed<T: Copy, const N: usize>(value: T) -> Option<Box<[T; N]>> {
    vec![value; N].into_boxed_slice().try_into().ok()
}
