//! Which inventories have a component: one list of rising ordinals for each.
//!
//! A list is the number of its entries, then either a bitmap of all inventories or the gaps between entries in Rice code (the
//! high part of a gap in unary, the low part in bits). Gaps of a component that chance puts into one inventory of `n` have a
//! geometric distribution, for which that code is close to the least possible; bytes of seven bits take a quarter more. Lists of many entries are bitmaps before that makes them smaller: a bitmap is read at a word for 64 inventories.

use super::coding::{BitReader, BitWriter, Reader, put_varint};

/// From one inventory in this many on a list is a bitmap.
const DENSE: u64 = 16;

/// Whether a list of `count` entries among `universe` inventories is a bitmap.
fn is_dense(count: u64, universe: u32) -> bool {
    // A short list is never one, so that small fleets have both kinds too.
    count >= 8 && count.saturating_mul(DENSE) >= u64::from(universe)
}

/// Writes a list. The ordinals rise and are smaller than `universe`.
pub(super) fn encode(ordinals: &[u32], universe: u32, out: &mut Vec<u8>) {
    let count = ordinals.len() as u64;
    put_varint(out, count);
    if is_dense(count, universe) {
        let start = out.len();
        out.resize(start + bitmap_bytes(universe), 0);
        let bitmap = out.get_mut(start..).unwrap_or_default();
        for ordinal in ordinals {
            if let Some(byte) = bitmap.get_mut((*ordinal / 8) as usize) {
                *byte |= 1 << (ordinal % 8);
            }
        }
        return;
    }
    let low = best_low_bits(ordinals);
    out.push(low as u8);
    let mut writer = BitWriter::new(out);
    for gap in gaps(ordinals) {
        let gap = u64::from(gap);
        writer.unary(gap >> low);
        writer.bits(gap & ((1 << low) - 1), low);
    }
    writer.finish();
}

fn gaps(ordinals: &[u32]) -> impl Iterator<Item = u32> + '_ {
    let mut next = 0;
    ordinals.iter().map(move |ordinal| {
        let gap = ordinal.saturating_sub(next);
        next = ordinal.saturating_add(1);
        gap
    })
}

/// The split of gaps that takes the fewest bits, near the one for gaps without pattern.
fn best_low_bits(ordinals: &[u32]) -> u32 {
    let last = ordinals.last().copied().unwrap_or_default();
    let mean = u64::from(last) / (ordinals.len().max(1) as u64);
    let guess = (mean * 7 / 10).checked_ilog2().unwrap_or(0);
    let cost = |low: &u32| {
        let unary: u64 = gaps(ordinals).map(|gap| u64::from(gap >> low)).sum();
        unary + u64::from(*low) * ordinals.len() as u64
    };
    (guess.saturating_sub(1)..=(guess + 1).min(31))
        .min_by_key(cost)
        .unwrap_or(0)
}

fn bitmap_bytes(universe: u32) -> usize {
    (universe as usize).div_ceil(8)
}

/// How many entries a list has, if it could have them.
pub(super) fn count(list: &[u8], universe: u32) -> Option<u32> {
    let count = u32::try_from(Reader(list).varint()?).ok()?;
    (count <= universe).then_some(count)
}

/// Sets the bit of each entry. `None` if the list is none.
pub(super) fn union_into(list: &[u8], universe: u32, words: &mut [u64]) -> Option<()> {
    let mut reader = Reader(list);
    let count = reader.varint()?;
    if !is_dense(count, universe) {
        return each_gap(reader, count, universe, |ordinal| {
            if let Some(word) = words.get_mut((ordinal / 64) as usize) {
                *word |= 1 << (ordinal % 64);
            }
        });
    }
    let bitmap = dense(reader, count, universe)?;
    let (whole, rest) = bitmap.as_chunks::<8>();
    for (word, bytes) in words.iter_mut().zip(whole) {
        *word |= u64::from_le_bytes(*bytes);
    }
    if let Some(word) = words.get_mut(whole.len()) {
        *word |= last_word(rest);
    }
    Some(())
}

/// Gives each entry in rising order. `None` if the list is none; some entries may have been given then.
pub(super) fn each(list: &[u8], universe: u32, mut give: impl FnMut(u32)) -> Option<()> {
    let mut reader = Reader(list);
    let count = reader.varint()?;
    if !is_dense(count, universe) {
        return each_gap(reader, count, universe, give);
    }
    let (whole, rest) = dense(reader, count, universe)?.as_chunks::<8>();
    let words = whole.iter().map(|bytes| u64::from_le_bytes(*bytes));
    for (at, mut word) in words.chain([last_word(rest)]).enumerate() {
        while word != 0 {
            give(at as u32 * 64 + word.trailing_zeros());
            word &= word - 1;
        }
    }
    Some(())
}

fn last_word(rest: &[u8]) -> u64 {
    rest.iter()
        .rev()
        .fold(0, |word, byte| (word << 8) | u64::from(*byte))
}

/// The bitmap, if it has the length, no bit beyond the last inventory and as many bits as entries.
fn dense(reader: Reader<'_>, count: u64, universe: u32) -> Option<&[u8]> {
    let bitmap = reader.0;
    let unused = bitmap_bytes(universe) * 8 - universe as usize;
    let is_whole = bitmap.len() == bitmap_bytes(universe)
        && bitmap
            .last()
            .is_none_or(|last| last.leading_zeros() as usize >= unused);
    let (whole, rest) = bitmap.as_chunks::<8>();
    let ones: u64 = whole
        .iter()
        .map(|bytes| u64::from(u64::from_le_bytes(*bytes).count_ones()))
        .sum();
    (is_whole && ones + u64::from(last_word(rest).count_ones()) == count).then_some(bitmap)
}

fn each_gap(mut reader: Reader<'_>, count: u64, universe: u32, mut give: impl FnMut(u32)) -> Option<()> {
    let low = u32::from(reader.byte()?);
    if low > 31 {
        return None;
    }
    let mut bits = BitReader::new(reader.0);
    let mut next = 0_u64;
    for _ in 0..count {
        next = next.checked_add(bits.rice(low)?)?;
        if next >= u64::from(universe) {
            return None;
        }
        give(next as u32);
        next += 1;
    }
    bits.is_at_end().then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(list: &[u8], universe: u32) -> Option<Vec<u32>> {
        let mut ordinals = Vec::new();
        each(list, universe, |ordinal| ordinals.push(ordinal))?;
        let mut words = vec![0_u64; (universe as usize).div_ceil(64)];
        union_into(list, universe, &mut words)?;
        let set: Vec<u32> = (0..universe)
            .filter(|at| words[(at / 64) as usize] >> (at % 64) & 1 == 1)
            .collect();
        assert_eq!(set, ordinals);
        Some(ordinals)
    }

    #[test]
    fn lists_of_any_density_read_back() {
        for universe in [1_u32, 7, 64, 65, 1000, 70_001] {
            for step in [1, 2, 3, 15, 16, 17, 100, 5000] {
                let ordinals: Vec<u32> = (0..universe).filter(|at| at % step == step / 2).collect();
                let mut list = Vec::new();
                encode(&ordinals, universe, &mut list);
                assert_eq!(read(&list, universe), Some(ordinals.clone()), "{universe} {step}");
                assert_eq!(count(&list, universe), Some(ordinals.len() as u32));
            }
        }
        let mut list = Vec::new();
        encode(&[0, 1, u32::MAX - 1], u32::MAX, &mut list);
        let mut ordinals = Vec::new();
        assert_eq!(each(&list, u32::MAX, |ordinal| ordinals.push(ordinal)), Some(()));
        assert_eq!(ordinals, [0, 1, u32::MAX - 1]);
    }

    #[test]
    fn what_is_no_list_is_refused() {
        for step in [2, 50] {
            let ordinals: Vec<u32> = (0..1000).filter(|at| at % step == 0).collect();
            let mut list = Vec::new();
            encode(&ordinals, 1000, &mut list);
            assert_eq!(read(list.get(..list.len() - 1).unwrap(), 1000), None);
            assert_eq!(read(&[&list[..], &[0]].concat(), 1000), None);
            assert_eq!(read(&list, 900), None);
            for at in 0..list.len() {
                let mut changed = list.clone();
                changed[at] ^= 0x10;
                if let Some(read) = read(&changed, 1000) {
                    assert!(read.iter().all(|ordinal| *ordinal < 1000) && read.is_sorted());
                }
            }
        }
        assert_eq!(read(&[], 10), None);
        assert_eq!(read(&[3], 10), None);
        assert_eq!(read(&[1, 40, 0], 10), None);
    }
}
