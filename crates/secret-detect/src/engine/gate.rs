//! The one pass over every byte: a bit per hashed four bytes says where a keyword may stand.
//!
//! Only every second position is tested: each keyword is known by the four bytes at two positions side by side, one of which
//! is tested wherever the keyword stands.

use crate::engine::prefilter::Hit;
use crate::filter::word_cost;

/// The shortest keyword that the gate can hold.
pub(super) const SHORTEST: usize = 3;

/// Bits of the hash that choose the bit: 64 KiB of bits.
const BITS: u32 = 19;
/// Chosen among 400 odd numbers: with the keywords of the built-in rules the four-byte sequences of source text hit the fewest
/// bits (5.5 of 100 positions, of which 2.3 are begun keywords). Any odd number is right, this one is fast.
const MULTIPLIER: u32 = 0x9e76_4453;
/// Folds ASCII letters to lower case; the other bytes that it makes equal are told apart by the comparison that follows.
const FOLD: u64 = 0x2020_2020_2020_2020;
/// How many bytes one step of the loop goes on.
const BLOCK: usize = 16;
/// The heads of the chains that lead from a hash to keywords.
const HEADS: usize = 4096;
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
    heads: Box<[u16; HEADS]>,
    entries: Vec<Entry>,
    keywords: Vec<Box<[u8]>>,
    /// How far behind the start of any keyword the bytes stand that it is found by.
    deepest: usize,
}

/// One of the two places where a keyword is found.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The bytes that count of the four, folded.
    four: u32,
    mask: u32,
    keyword: u32,
    /// Where the four bytes begin, counted from one byte before the keyword.
    place: usize,
    next: u16,
}

impl Gate {
    /// A gate for these keywords, in lower case and in the order of their numbers; nothing if one is too short or there are
    /// more than it can number.
    pub(super) fn new<'k>(keywords: impl Iterator<Item = &'k str>) -> Option<Self> {
        let mut gate = Self {
            bits: boxed(0)?,
            heads: boxed(NONE)?,
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
                    gate.add(number, [0, *first, *second, *third], 0, MASKS[2])?;
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
        let four = (u32::from_le_bytes(four) | FOLD as u32) & mask;
        // The byte that does not count may be any.
        let shift = (!mask).trailing_zeros() % 32;
        let any = if mask == MASKS[0] { 0..=0 } else { 0..=u8::MAX };
        for byte in any {
            let hash = hash(four | (u32::from(byte) << shift | FOLD as u32) & !mask);
            *self.bits.get_mut((hash >> 5) as usize)? |= 1 << (hash & 31);
        }
        let head = self.heads.get_mut(head(four))?;
        self.entries.push(Entry {
            four,
            mask,
            keyword,
            place,
            next: std::mem::replace(head, index),
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
                let position = at + passed.trailing_zeros() as usize;
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

    /// Which even positions of a block hold four bytes that some keyword has. Written out, since a loop would stay one.
    #[inline(always)]
    fn test(&self, block: &[u8; BLOCK + 4]) -> u32 {
        let word = |at: usize| {
            let eight = block.get(at..at + 8).and_then(|eight| eight.first_chunk());
            u64::from_le_bytes(*eight.unwrap_or(&[0; 8])) | FOLD
        };
        let (first, second, third) = (word(0), word(6), word(12));
        self.bit(first)
            | self.bit(first >> 16) << 2
            | self.bit(first >> 32) << 4
            | self.bit(second) << 6
            | self.bit(second >> 16) << 8
            | self.bit(second >> 32) << 10
            | self.bit(third) << 12
            | self.bit(third >> 16) << 14
    }

    /// The bit of the first four bytes of a word.
    #[inline(always)]
    fn bit(&self, word: u64) -> u32 {
        let hash = hash(word as u32);
        (self.bits[(hash >> 5) as usize] >> (hash & 31)) & 1
    }

    /// Compares the text with the keywords that are found by what stands at `position`.
    #[inline(never)]
    fn verify(&self, text: &[u8], position: usize, range: &std::ops::Range<usize>, hits: &mut Vec<Hit>) {
        let rest = text.get(position..).unwrap_or_default();
        let four = match rest.first_chunk::<4>() {
            Some(four) => u32::from_le_bytes(*four),
            None => (0_u32..)
                .zip(rest)
                .fold(0, |four, (at, byte)| four | u32::from(*byte) << (8 * at)),
        } | FOLD as u32;
        for mask in MASKS {
            let mut next = self.heads[head(four & mask)];
            while let Some(entry) = self.entries.get(usize::from(next)) {
                next = entry.next;
                if four & entry.mask == entry.four && entry.mask == mask {
                    self.compare(entry, text, position, range, hits);
                }
            }
        }
    }

    fn compare(
        &self,
        entry: &Entry,
        text: &[u8],
        position: usize,
        range: &std::ops::Range<usize>,
        hits: &mut Vec<Hit>,
    ) {
        let keyword = self.keywords.get(entry.keyword as usize);
        let start = (position + 1).checked_sub(entry.place);
        let (Some(keyword), Some(start)) = (keyword, start) else {
            return;
        };
        let here = text.get(start..).and_then(|rest| rest.get(..keyword.len()));
        if range.contains(&start) && here.is_some_and(|here| here.eq_ignore_ascii_case(keyword)) {
            hits.push(Hit {
                start,
                keyword: entry.keyword,
            });
        }
    }
}

/// The five bytes of a keyword that are rarest in words and names, and where they stand; the first of equals.
fn rarest(keyword: &[u8]) -> Option<(usize, [u8; 5])> {
    keyword
        .windows(5)
        .enumerate()
        .filter_map(|(offset, five)| Some((offset, *five.first_chunk()?)))
        .min_by_key(|(_, five)| std::cmp::Reverse(word_cost(five)))
}

#[inline(always)]
fn hash(folded: u32) -> u32 {
    folded.wrapping_mul(MULTIPLIER) >> (32 - BITS)
}

#[inline(always)]
fn head(folded: u32) -> usize {
    (folded.wrapping_mul(MULTIPLIER) >> 20) as usize % HEADS
}

fn boxed<T: Copy, const N: usize>(value: T) -> Option<Box<[T; N]>> {
    vec![value; N].into_boxed_slice().try_into().ok()
}
